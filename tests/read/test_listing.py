"""Listings in many layouts, read completely and with nothing added."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.errors import NotReadable
from entracte.model import Account, Cue, File, Read, Scene, untouched
from entracte.read.listing import reader

CASES = Path(__file__).parent.parent / "cases" / "listing"
NAMES = sorted(path.stem for path in CASES.glob("*.toml"))


def account(name: str) -> tuple[Account, dict]:
    expected = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    data = (CASES / f"{name}.txt").read_bytes()
    return reader.read(File(name=f"{name}.txt", data=data)), expected


def spoken(told: Account, quote) -> list[str]:
    person = next((each for each in told.people if each.id == quote.speaker), None)
    return [person.name if person else "", quote.words]


@pytest.mark.parametrize("name", NAMES)
class TestLayouts:
    def test_title_and_year(self, name):
        told, expected = account(name)
        assert {claim.says for claim in told.title} == {expected["title"]}
        assert [claim.says for claim in told.year] == (
            [expected["year"]] if "year" in expected else []
        )

    def test_synopsis(self, name):
        told, expected = account(name)
        if "synopsis" in expected:
            assert [claim.says for claim in told.synopsis] == expected["synopsis"]
        assert told.synopsis or told.plot or name == "tables"

    def test_facts(self, name):
        told, expected = account(name)
        found = [[claim.says.what, claim.says.value] for claim in told.facts]
        assert found == expected.get("facts", [])

    def test_quotes_and_dialogues(self, name):
        told, expected = account(name)
        assert [spoken(told, claim.says) for claim in told.quotes] == expected.get("quotes", [])
        turns = [[spoken(told, turn) for turn in claim.says.turns] for claim in told.dialogues]
        assert turns == expected.get("dialogues", [])

    def test_music(self, name):
        told, expected = account(name)
        found = [
            [
                cue.title[0].says,
                [claim.says for claim in cue.by],
                cue.where[0].says if cue.where else "",
            ]
            for cue in told.parts
            if isinstance(cue, Cue)
        ]
        assert found == expected.get("cues", [])

    def test_scenes(self, name):
        told, expected = account(name)
        names = {person.id: person.name for person in told.people}
        found = [
            [
                scene.title[0].says,
                len(scene.description),
                len(scene.context),
                sorted(names[id] for id in scene.people),
            ]
            for scene in told.parts
            if isinstance(scene, Scene)
        ]
        assert found == [[*each[:3], sorted(each[3])] for each in expected.get("scenes", [])]

    def test_credits_and_nothing_false(self, name):
        told, expected = account(name)
        names = {person.id: person.name for person in told.people}
        parts = {part.id: part.title[0].says for part in told.parts} | {"film": "film"}
        found = [
            [
                claim.says.role,
                names[claim.says.person],
                parts[claim.says.part],
                names.get(claim.says.as_character or "", ""),
                *(each.why for each in claim.against),
            ]
            for claim in told.credits
        ]
        assert sorted(found) == sorted(expected.get("credits", []))
        assert [claim.says for claim in told.set_aside] == expected.get("set_aside", [])
        assert all(
            claim.against[0].why.endswith(
                ("a department, not a person.", "a company, not a person.")
            )
            for claim in told.set_aside
        )
        assert list(told.notes) == expected.get("notes", [])

    def test_is_taken_for_a_listing(self, name):
        data = (CASES / f"{name}.txt").read_bytes()
        assert reader.suits(File(name="x", data=data)) > 0.6

    def test_every_passage_is_in_the_file(self, name):
        told, _ = account(name)
        text = (CASES / f"{name}.txt").read_text("utf-8")
        body = told.source.body
        for claim in (*told.title, *told.synopsis, *told.quotes, *told.credits):
            for place in claim.said_by:
                assert isinstance(place, Read)
                passage = place.passage
                assert body[passage.start : passage.end] == passage.quote
                start, end = untouched(told.source, passage.start, passage.end)
                assert passage.quote.split()[0].strip("*") in text[start:end]


def test_windows_line_ends_read_the_same():
    data = (CASES / "site.txt").read_bytes()
    plain = reader.read(File(name="x", data=data))
    windows = reader.read(File(name="x", data=data.replace(b"\n", b"\r\n")))
    assert [c.says for c in plain.quotes] == [c.says for c in windows.quotes]
    assert [p.title[0].says for p in plain.parts] == [p.title[0].says for p in windows.parts]


def test_a_heading_that_lost_its_line_break_still_opens_its_section():
    text = (
        "Blue Hour\nAnna waits at the station.Quotes from Movie Blue Hour\n"
        '"Trains are patient." - Anna Bly\n'
    )
    told = reader.read(File(name="x", data=text.encode()))
    assert [claim.says.words for claim in told.quotes] == ["Trains are patient."]
    assert [claim.says for claim in told.synopsis] == ["Anna waits at the station."]


@pytest.mark.parametrize(
    "text",
    [
        "Quotes from Movie Blue Hour\nNo quotes yet.\nSoundtrack from Movie Blue Hour\n",
        "Quotes from Movie Blue Hour\n\nSoundtrack from Movie Blue Hour\nThere are no songs.\n",
    ],
)
def test_an_empty_section_is_told_and_nothing_invented(text):
    told = reader.read(File(name="x", data=text.encode()))
    assert (told.quotes, told.parts, told.credits) == ((), (), ())
    assert told.notes == (
        "The listing has a heading for quotes and nothing under it.",
        "The listing has a heading for the soundtrack and nothing under it.",
    )


def test_prose_is_no_listing():
    prose = (
        "The film opens in a harbour. Nora, who keeps the light, sees a boat.\n\n"
        "Music plays a large part in it. The scenes at sea were shot in a tank.\n"
    )
    assert reader.suits(File(name="x", data=prose.encode())) < 0.2


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Quotes",
                "Soundtrack by Ann Lee",
                "Scenes",
                "Context: x.",
                "A by B, C",
                '"Go." — Bo',
                "Bo: Go.",
                "**Bo**",
                "1. Tango",
                "- x",
                "| A | B |",
                "|--|",
                "",
                "Cast",
                "A as B",
                "(",
                "by",
                "“",
                ":",
                "Year: 1950",
                "1950 | Drama",
                "### ###",
                "Ä by by, by",
                "A – B – C",
            ]
        )
        | st.text(max_size=30),
        max_size=25,
    )
)
def test_any_lines_are_got_through(lines):
    try:
        told = reader.read(File(name="x", data="\n".join(lines).encode("utf-8", "ignore")))
    except NotReadable:
        return
    for claim in (*told.quotes, *told.credits, *told.set_aside):
        for place in claim.said_by:
            assert isinstance(place, Read)
            passage = place.passage
            assert told.source.body[passage.start : passage.end] == passage.quote
