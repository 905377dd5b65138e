"""NFO files as Kodi, Jellyfin and people write them, and those that must be refused."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.errors import NotReadable
from entracte.model import File, Mend, Read, untouched
from entracte.read.nfo import reader

CASES = Path(__file__).parent.parent / "cases" / "nfo"
NAMES = sorted(path.stem for path in CASES.glob("*.toml"))


def told_of(data: bytes):
    return reader.read(File(name="movie.nfo", data=data))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_variants_in_any_encoding(name, encoding):
    text = (CASES / f"{name}.nfo").read_text("utf-8")
    expected = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    told = told_of(text.encode(encoding))
    names = {person.id: person.name for person in told.people}
    assert [claim.says for claim in told.title] == expected["title"]
    assert [claim.says for claim in told.year] == expected["year"]
    assert [claim.says for claim in told.synopsis] == expected["synopsis"]
    assert [claim.says for claim in told.plot] == expected["plot"]
    assert [[c.says.what, c.says.value] for c in told.facts] == expected["facts"]
    credits = [
        [c.says.role, names[c.says.person], names.get(c.says.as_character or "", "")]
        for c in told.credits
    ]
    assert sorted(credits) == sorted(expected["credits"])
    assert list(told.notes) == expected.get("notes", [])


@pytest.mark.parametrize("name", NAMES)
def test_every_value_has_its_place_in_the_file(name):
    text = (CASES / f"{name}.nfo").read_text("utf-8")
    told = told_of(text.encode())
    claims = (*told.title, *told.facts, *told.synopsis, *told.plot, *told.credits)
    assert claims
    for claim in claims:
        for place in claim.said_by:
            assert isinstance(place, Read)
            passage = place.passage
            assert told.source.body[passage.start : passage.end] == passage.quote
            start, end = untouched(told.source, passage.start, passage.end)
            assert passage.quote.split()[-1].rstrip('".') in text[start:end]


def test_the_two_kinds_of_escapes_are_told_apart():
    told = told_of((CASES / "escaped.nfo").read_bytes())
    damage = [each.was for each in told.source.repairs if each.kind is not Mend.MARKUP]
    assert damage
    assert all("&amp;#39;" in each for each in damage)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<movie><title>&b;</title></movie>"
)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (BOMB, "DOCTYPE"),
        ('<!DOCTYPE movie SYSTEM "file:///etc/passwd"><movie><title>A</title></movie>', "DOCTYPE"),
        ("<tvshow><title>A</title></tvshow>", "a series"),
        ("<episodedetails><title>A</title></episodedetails>", "an episode"),
        ("<movie></movie>", "nothing about a film"),
        ("Just some words.", "nothing about a film"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(text, what):
    with pytest.raises(NotReadable) as refused:
        told_of(text.encode())
    assert what in refused.value.what
    assert refused.value.do


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<movie>",
                "</movie>",
                "<title>",
                "</title>",
                "<actor>",
                "</actor>",
                "<name>",
                "</name>",
                "<role>",
                "</role>",
                "A B",
                "&amp;",
                "&",
                "<![CDATA[",
                "]]>",
                "<plot>",
                "</plot>",
                "<year/>",
                "1950",
                "<!--",
                "-->",
            ]
        ),
        max_size=30,
    )
)
def test_any_pieces_are_got_through(pieces):
    try:
        told = told_of(("<movie><title>A</title>" + "".join(pieces)).encode())
    except NotReadable:
        return
    assert told.source.body
