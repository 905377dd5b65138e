"""The plan hangs together, and its versions are those of the code they stand for."""

from entracte.model import Page
from entracte.work import listening, transcribing, watching
from entracte.work.edition import edition
from entracte.work.plan import PLAN

GIVEN = {
    "name",
    "film",
    "texts",
    "text",
    "album",
    "readers",
    "ears",
    "letters",
    "hears",
    "meaning",
    "sidecar",
    "edits",
    "notes",
}


def test_every_need_is_given_or_made() -> None:
    for step in PLAN.steps.values():
        for need in step.needs:
            known = need in GIVEN or need in PLAN.steps or PLAN.one_of(need) is not None
            assert known, f"{step.name} needs {need}, which nobody makes"


def test_every_step_says_what_it_makes() -> None:
    for step in PLAN.steps.values():
        assert step.says.endswith(".")
        assert "return" in step.kinds()
        assert set(step.needs) <= set(step.kinds())


def test_what_one_step_makes_is_what_the_next_one_takes() -> None:
    for step in PLAN.steps.values():
        for need in step.needs:
            if need in PLAN.steps:
                assert PLAN[need].kinds()["return"] == step.kinds()[need], (step.name, need)


def test_the_page_is_a_page() -> None:
    assert PLAN["page"].kinds()["return"] is Page


def test_watching_is_done_again_when_it_is_done_otherwise() -> None:
    assert PLAN["watched"].version == watching.BY
    assert PLAN["tuned"].version == listening.BY
    assert PLAN["transcribed"].version == transcribing.BY
    noticed = (listening.SOUNDS, listening.METER, listening.PLACING)
    assert PLAN["listened"].version == " ".join(noticed)


def test_the_edition_is_the_same_each_time() -> None:
    first = edition()
    edition.cache_clear()
    assert edition() == first
