"""Works within the film: their story and their roles, apart from the film's own."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from entracte.model import Work
from entracte.read.prose import tell
from entracte.read.scopes import exception, part

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/works/works.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["case"], ids=[each["why"] for each in CASES["case"]])
def test_story_and_roles(case: dict[str, Any]) -> None:
    story = tell(case["text"], "s", "article/1")
    works = [part for part in story.parts if isinstance(part, Work)]
    forms = case.get("forms") or ([case["form"]] if case["form"] else [])
    assert [work.form for work in works] == forms
    assert [claim.says for work in works for claim in work.story] == case["story"]
    inside = {person.name for person in story.people if person.inside != "film"}
    assert inside == set(case.get("roles", inside))
    assert [claim.says for claim in story.plot] == case.get(
        "plot", [claim.says for claim in story.plot]
    )
    if "titles" in case:
        assert [work.title[0].says for work in works] == case["titles"]
    if "basis" in case:
        assert [claim.says for claim in works[0].basis] == case["basis"]
    if "title" in case:
        assert works[0].title[0].says == case["title"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the climactic ballet of the film", "ballet"),
        ("the music for the whole film, including the ballet", "whole film"),
        ("the dream sequence", "scene"),
        ("the ballet company", None),
        ("the opera house", None),
        ("the film's title song", "song"),
        ("the ballet world", None),
        ("an oboe", None),
    ],
)
def test_what_words_name(words: str, kind: str | None) -> None:
    scope = part(words, 0, len(words))
    assert (scope.kind if scope else None) == kind


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("most of the music, but not the ballet", "the ballet"),
        ("every scene except for the storm, which was lost", "the storm"),
        ("the score apart from the overture", "the overture"),
        ("with the exception of the finale", "the finale"),
        ("all of it", None),
    ],
)
def test_what_is_left_out(words: str, left: str | None) -> None:
    found = exception(words, 0, len(words))
    assert (words[slice(*found)] if found else None) == left
