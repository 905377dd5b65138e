"""Credits in sentences: who did what in which part, and what that leaves out."""

import tomllib
from pathlib import Path

import pytest

from entracte.read.prose import tell

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/credits/scoped.toml").read_text("utf-8"))[
    "case"
]


def shown(text: str) -> set[str]:
    story = tell(text, "s", "article/1")
    names = {person.id: person.name for person in story.people}
    out = set()
    for claim in story.credits:
        credit = claim.says
        as_character = names.get(credit.as_character or "", "-")
        exception = names.get(credit.exception or "", credit.exception or "-")
        out.add(
            f"{credit.role} | {names[credit.person]} | {credit.part} | {exception} | {as_character}"
        )
    return out


@pytest.mark.parametrize("case", CASES, ids=[each["why"] for each in CASES])
def test_exactly_the_credits_that_are_there(case: dict[str, object]) -> None:
    assert shown(str(case["text"])) == set(case["credits"])  # type: ignore[call-overload]


def test_places_quote_the_text() -> None:
    for case in CASES:
        story = tell(case["text"], "s", "article/1")
        for claim in story.credits:
            for found in claim.said_by:
                place = found.passage
                assert case["text"][place.start : place.end] == place.quote
