"""Texts of one film against each other: what is a contradiction, and what is none."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.judge.conflicts import conflicts
from entracte.judge.contested import Verdict, contested, verdict
from entracte.judge.tellings import tellings
from entracte.model import (
    Claim,
    Credit,
    Film,
    Page,
    Person,
    Read,
    Scene,
    Source,
    Standing,
    Work,
    digest,
    passage,
)
from entracte.read.sentences import sentences

CASES = tomllib.loads(
    (Path(__file__).parent.parent / "cases/verdicts/pairs.toml").read_text("utf-8")
)["case"]
PEOPLE = tuple(
    Person(id=name.split()[0].lower(), name=name, aliases=(name.split()[0],), character=True)
    for name in ("Anna Holm", "Per Moss", "Carl Brandt", "Ole Dahl")
)


def source(name: str, body: str) -> Source:
    return Source(id=name, title=name, origin=digest(body.encode()), body=body, kind="article")


def claims(text: Source) -> tuple[Claim[str], ...]:
    return tuple(
        Claim(
            says=text.body[each.start : each.end],
            said_by=(Read(passage=passage(text.id, text.body, each.start, each.end)),),
        )
        for each in sentences(text.body)
    )


def page(one: str, other: str, scene: str = "", **more: object) -> Page:
    a, b = source("a", one), source("b", other)
    title = (Claim(says=scene, said_by=(Read(passage=passage("a", one, 0, 1)),)),)
    told = Scene(id="scene", title=title, description=claims(a))
    return Page(
        film=Film(id="film", title=claims(a)[:1]),
        people=PEOPLE,
        plot=(*(() if scene else claims(a)), *claims(b)),
        parts=(told,) if scene else (),
        sources=(a, b),
    )


@pytest.mark.parametrize("case", CASES, ids=[each["why"] for each in CASES])
def test_pairs(case: dict[str, str]) -> None:
    made = page(case["one"], case["other"], case.get("scene", ""))
    found = conflicts(made, tellings(made))
    assert sorted({each.sort for each in found}) == ([case["conflict"]] if case["conflict"] else [])
    for each in found:
        assert each.one.read.passage.source != each.other.read.passage.source
        assert each.one_why.endswith(".")
        assert each.other_why.endswith(".")


def test_both_sides_carry_the_other() -> None:
    made = contested(page("Anna Holm marries Carl Brandt.", "Anna Holm marries Per Moss."))
    assert [claim.standing for claim in made.plot] == [Standing.CONTRADICTED] * 2
    assert "Per Moss" in made.plot[0].against[0].why
    assert "Carl Brandt" in made.plot[1].against[0].why


def test_a_text_of_its_own_contradicts_nothing_by_telling_more() -> None:
    made = page("Anna Holm marries Per Moss. Anna Holm marries Carl Brandt.", "Anna Holm sings.")
    assert contested(made).plot == made.plot


def test_what_a_thing_does_in_the_work_is_not_done_in_the_film_around_it() -> None:
    tale = source("b", "The black violin, made by a witch, keeps him playing.")
    made = page(
        "Per Moss plays. The black violin makes him play all night.", "Per Moss plays.", "Night"
    )
    title = (Claim(says="The Black Violin", said_by=claims(tale)[0].said_by),)
    work = Work(id="opera", form="opera", title=title, story=claims(tale))
    made = Page(
        film=made.film, people=PEOPLE, parts=(*made.parts, work), sources=(*made.sources, tale)
    )
    found = contested(made)
    (scene,) = found.scenes
    assert [claim.standing for claim in scene.description][1] is Standing.CONTRADICTED
    assert "The Black Violin" in scene.description[1].against[0].why
    assert verdict(scene) is Verdict.PARTLY


def test_nobody_dreams_what_is_performed() -> None:
    tale = source("b", "The black violin, made by a witch, keeps him playing.")
    words = "In a dream the black violin makes him play all night. Per Moss wakes up in fear."
    made = page(words, "Per Moss plays.", "Night")
    by = claims(tale)[0].said_by
    work = Work(id="opera", form="opera", title=(Claim(says="It", said_by=by),), story=claims(tale))
    led = Claim(says=Credit(role="conductor", person="ole", part="opera"), said_by=by)
    made = Page(
        film=made.film,
        people=PEOPLE,
        credits=(led,),
        parts=(*made.parts, work),
        sources=(*made.sources, tale),
    )
    (scene,) = contested(made).scenes
    assert verdict(scene) is Verdict.CONTRADICTED
    assert "stage" in scene.description[1].against[0].why


def test_the_last_time_is_followed_by_no_other() -> None:
    words = "Anna Holm takes the stage for one last time."
    later = "Anna Holm dances once more in the empty theatre."
    made = page(f"{words} {later}", "Per Moss sings.")
    assert [each.sort for each in conflicts(made, tellings(made))] == ["order"]
    made = page(f"{later} {words}", "Per Moss sings.")
    assert conflicts(made, tellings(made)) == ()


def test_a_slip_of_the_pen_is_said_and_not_mended() -> None:
    text = "The Opera Brandtner opens. The Opera Brandtner closes. Then the Opera Branntner burns."
    made = page(text, "Per Moss sings.")
    who = Person(id="b", name="Brandtner", aliases=("Branntner",), character=True)
    made = contested(Page(film=made.film, people=(who,), sources=made.sources))
    assert [claim.says for claim in made.set_aside] == ["the Opera Branntner"]
    assert "Brandtner" in made.set_aside[0].against[0].why


def test_a_scene_with_nothing_for_or_against_it_is_not_found() -> None:
    made = contested(page("Everyone is happy in the rain.", "Per Moss sings.", "Rain"))
    assert verdict(made.scenes[0]) is Verdict.NOT_FOUND


@given(st.text(max_size=400), st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_is_judged(one: str, other: str) -> None:
    made = page(f"Anna Holm {one}.", f"Per Moss {other}.", "The End")
    assert contested(made) == contested(made)


@pytest.mark.parametrize(
    "text",
    [
        "Anna " * 40_000,
        "Anna Holm, " + "a" * 1_000_000,
        "Anna Holm loves the " + "very " * 100_000 + "Per Moss.",
        "the " * 200_000,
        "أنا Anna Holm تموت. " * 3_000,
        "Anna Holm dies 😀. " * 3_000,
        "Anna Holm marries Per Moss. Carl Brandt kills Anna Holm. " * 2_000,
    ],
    ids=["names", "one word", "adjectives", "articles", "right to left", "emoji", "conflicts"],
)
def test_hostile_texts_are_bounded(text: str) -> None:
    made = page(text, "Anna Holm marries Carl Brandt. Per Moss kills Ole Dahl.")
    before = time.process_time()
    contested(made)
    assert time.process_time() - before < 6
