"""People in prose: characters and real people, with all their names, and nobody else."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.read.names import people

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/names/casts.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["case"], ids=[each["why"] for each in CASES["case"]])
def test_casts(case: dict[str, Any]) -> None:
    found = people(case["text"], "s", "article/1")
    characters = {person.name: set(person.aliases) for person in found if person.character}
    assert set(characters) == set(case["characters"])
    for name, aliases in case["characters"].items():
        assert set(aliases) <= characters[name]
    assert {person.name for person in found if not person.character} == set(case.get("real", []))


@pytest.mark.parametrize(
    ("text", "described"),
    [
        (
            "Emil Rast, the vain but gifted tenor of the Opera Rast, sings.",
            "the vain but gifted tenor of the Opera Rast",
        ),
        ("Emil Rast is a young, unknown tenor from Graz.", "a young, unknown tenor from Graz"),
        ("She loves the shy young tenor Emil Rast and he sings.", "the shy young tenor"),
        ("Her old teacher, Emil Rast, sings.", "Her old teacher"),
    ],
)
def test_descriptions(text: str, described: str) -> None:
    person = next(each for each in people(text, "s", "article/1") if each.name == "Emil Rast")
    assert [claim.says for claim in person.described] == [described]


def test_only_the_given_stretches_are_read() -> None:
    text = "Anna meets Paul. Karl meets Lotte."
    assert {each.name for each in people(text, "s", "b", [(0, 16)])} == {"Anna", "Paul"}


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    for person in people(text, "s", "article/1"):
        assert person.name
        for place in person.named:
            passage = place.passage
            assert text[passage.start : passage.end] == passage.quote
