"""Articles, whole: every case is a text with exactly what must come out of it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.errors import NotReadable
from entracte.model import Account, Claim, File, Read, Scene, Work
from entracte.read.article import reader

CASES = sorted((Path(__file__).parents[1] / "cases/article").glob("*.toml"))


def account(path: Path) -> Account:
    return reader.read(File(name=path.name, data=path.read_bytes()))


def load(case: Path) -> tuple[dict[str, Any], Account]:
    return tomllib.loads(case.read_text("utf-8")), account(case.with_suffix(".txt"))


def names(found: Account) -> dict[str | None, str]:
    return {person.id: person.name for person in found.people} | {None: ""}


cases = pytest.mark.parametrize("case", CASES, ids=[path.stem for path in CASES])


@cases
def test_the_plot_and_nothing_else(case: Path) -> None:
    expected, found = load(case)
    assert [claim.says for claim in found.plot] == expected.get("plot", [])
    assert [claim.says for claim in found.synopsis] == expected.get("synopsis", [])


@cases
def test_who_is_in_it_and_who_made_it(case: Path) -> None:
    expected, found = load(case)
    people = {person.name: person for person in found.people}
    characters = {p.name for p in found.people if p.character and p.inside == "film"}
    assert characters == set(expected.get("characters", []))
    assert {p.name for p in found.people if not p.character} == set(expected.get("real", []))
    for name, aliases in expected.get("aliases", {}).items():
        assert set(aliases) <= set(people[name].aliases)
    for name, words in expected.get("described", {}).items():
        assert words in [claim.says for claim in people[name].described]


@cases
def test_works_within(case: Path) -> None:
    expected, found = load(case)
    works = [part for part in found.parts if isinstance(part, Work) and part.story]
    assert [work.form for work in works] == [each["form"] for each in expected.get("works", [])]
    for work, each in zip(works, expected.get("works", []), strict=True):
        assert [claim.says for claim in work.story] == each["story"]
        roles = {person.name for person in found.people if person.inside == work.id}
        assert roles == set(each["roles"])
        if "title" in each:
            assert work.title[0].says == each["title"]


@cases
def test_what_is_said_and_thought(case: Path) -> None:
    expected, found = load(case)
    who = names(found)
    spoken = [
        [f"{who[turn.speaker]}: {turn.words}" for turn in claim.says.turns]
        for claim in found.dialogues
    ]
    assert spoken == expected.get("dialogues", [])
    quotes = [f"{who[claim.says.speaker]}: {claim.says.words}" for claim in found.quotes]
    assert quotes == expected.get("quotes", [])
    views = [
        f"{c.says.sort} | {who[c.says.holder]} | {c.says.question} | {c.says.words}"
        for c in found.opinions
    ]
    assert views == expected.get("opinions", [])


@cases
def test_credits_where_the_case_tells_them(case: Path) -> None:
    expected, found = load(case)
    if "credits" not in expected:
        pytest.skip("told in cases/credits")
    who = names(found)
    got = set()
    for claim in found.credits:
        credit = claim.says
        left = who.get(credit.exception, credit.exception) or "-"
        played = who[credit.as_character] or "-"
        got.add(f"{credit.role} | {who[credit.person]} | {credit.part} | {left} | {played}")
    assert got == set(expected["credits"])


def claims(found: Account) -> list[Claim[Any]]:
    out: list[Claim[Any]] = [
        *found.title, *found.year, *found.facts, *found.synopsis, *found.plot, *found.credits,
        *found.dialogues, *found.quotes, *found.opinions,
    ]  # fmt: skip
    for person in found.people:
        out += person.described
        assert all(isinstance(place, Read) for place in person.named)
        out += [Claim(says=person.name, said_by=(place,)) for place in person.named]
    for part in found.parts:
        out += part.title
        out += (*part.story, *part.basis) if isinstance(part, Work) else ()
        assert isinstance(part, Work | Scene)
    return out


def sound(found: Account) -> None:
    """Every claim quotes the body where it says it does, and every id leads somewhere."""
    body = found.source.body
    for claim in claims(found):
        assert claim.said_by
        assert not claim.evidence
        for place in claim.said_by:
            assert isinstance(place, Read)
            assert body[place.passage.start : place.passage.end] == place.passage.quote
    people = {person.id for person in found.people}
    parts = {part.id for part in found.parts} | {"film"}
    assert len(people) == len(found.people)
    for claim in found.credits:
        credit = claim.says
        assert credit.person in people
        assert credit.part in parts
        assert credit.as_character is None or credit.as_character in people
        assert credit.exception is None or credit.exception in parts | people
    for person in found.people:
        assert person.inside in parts


@cases
def test_every_place_is_true(case: Path) -> None:
    sound(load(case)[1])


WORDS = st.sampled_from(
    [
        "The",
        "the",
        "film",
        "ballet",
        "play",
        "was",
        "directed",
        "by",
        "choreographed",
        "with",
        "and",
        "but",
        "not",
        "except",
        "for",
        "who",
        "plays",
        "danced",
        "Vicky",
        "'Nick'",
        "Anna",
        "Holt",
        "Mrs.",
        "Page",
        "(Tom",
        "Reed)",
        "said",
        '"Why?"',
        ",",
        ".",
        ";",
        ":",
        "?",
        "\n",
        "\n\n",
        "==",
        "Plot",
        "==",
        "Plot",
        "her",
        "aunt",
        "decided",
        "that",
        "it",
        "is",
        "open",
        "why",
        "she",
        "died",
        "did",
        "or",
        "{{cite}}",
        "[[a|b]]",
        "[…]",
        "<ref",
        "Lermontov:",
        "as",
        "the",
        "shoemaker's",
        "his",
        "own",
        "role",
        "starring",
        "conducted",
        "most",
        "of",
        "music",
        "score",
        "\xa0",
        "LÃ©",
        "&#39;",
    ]
)


@given(st.lists(WORDS, max_size=120).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_words_are_read_soundly(text: str) -> None:
    data = ("It " + text).encode()
    sound(reader.read(File(name="x.txt", data=data)))


@given(st.text(min_size=1, max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_soundly(text: str) -> None:
    try:
        found = reader.read(File(name="x.txt", data=("It. " + text).encode("utf-8", "ignore")))
    except NotReadable:
        return  # control characters: no text
    sound(found)


def test_suits_prose_only() -> None:
    def suits(text: str) -> float:
        return reader.suits(File(name="x.txt", data=text.encode()))

    prose = "The ferryman takes her across. She asks him to wait until the light is gone. " * 4
    assert 0.3 <= suits(prose) <= 0.6
    assert suits("1\n00:00:01,000 --> 00:00:02,500\nWhy do you wait?\n\n" * 9) < 0.1
    assert suits("INT. FERRY - NIGHT\n\n          VANE\n     Why do you wait?\n\n" * 9) < 0.15
    assert suits('{"title": "Night Ferry", "cast": ["Tom Reed"]}') == 0
    assert suits("def f(x):\n    return x;\nimport this\n" * 9) < 0.1
    assert reader.suits(File(name="x.txt", data=b"\x00\x01\x02\xff" * 500)) == 0
