"""NFO files: ours where there is none, and never over what somebody else wrote."""

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.view import sample

from entracte.errors import NotReadable
from entracte.export.nfo import exporter
from entracte.model import Claim, Page, Read, passage
from entracte.plugins import Merger, Wish

THEIRS = b"""<?xml version="1.0" encoding="utf-8"?>
<movie>
  <!-- kept by hand -->
  <title>My own title</title>
  <rating>7.5</rating>
  <lockdata>true</lockdata>
</movie>
https://www.imdb.com/title/tt0000001
"""
NOTHING = Wish(form="nfo")


def page() -> Page:
    return sample.page(film=False)


def no_stills(_: str) -> bytes:
    raise AssertionError


def test_a_new_one_says_what_holds() -> None:
    movie = fromstring(exporter.export(page(), no_stills, NOTHING))
    assert movie.tag == "movie"
    assert movie.findtext("year") == "1951"
    assert "Ada Marlowe" in [each.text for each in movie.findall("director")]
    assert movie.findtext("plot")
    assert [each.tag for each in movie].count("plot") == 1


def test_what_is_contradicted_is_left_out() -> None:
    said = Read(passage=passage("a", "Nobody ever came.", 0, 17))
    wrong = Claim(says="Nobody ever came.", said_by=(said,), against=(said,))
    movie = fromstring(exporter.export(replace(page(), synopsis=(wrong,)), no_stills, NOTHING))
    assert "Nobody" not in (movie.findtext("plot") or "")


def test_what_somebody_wrote_stays_as_it_is() -> None:
    assert isinstance(exporter, Merger)
    made = exporter.merge(THEIRS, page(), no_stills, NOTHING)
    assert b"<!-- kept by hand -->" in made
    assert made.rstrip().endswith(b"https://www.imdb.com/title/tt0000001")
    movie = fromstring(made[: made.index(b"https://")])
    assert [each.text for each in movie.findall("title")] == ["My own title"]
    assert (movie.findtext("rating"), movie.findtext("lockdata")) == ("7.5", "true")
    assert movie.findtext("plot")


def test_merging_twice_changes_nothing_and_later_only_what_is_ours() -> None:
    once = exporter.merge(THEIRS, page(), no_stills, NOTHING)
    assert exporter.merge(once, page(), no_stills, NOTHING) == once
    said = Read(passage=passage("a", "A new plot.", 0, 11))
    newer = replace(page(), synopsis=(Claim(says="A new plot.", said_by=(said,)),))
    again = fromstring(exporter.merge(once, newer, no_stills, NOTHING).split(b"https://")[0])
    assert again.findtext("plot") == "A new plot."
    assert again.findtext("title") == "My own title"


def test_a_file_that_holds_only_a_link_keeps_it() -> None:
    made = exporter.merge(b"https://www.imdb.com/title/tt0000001", page(), no_stills, NOTHING)
    assert made.endswith(b"https://www.imdb.com/title/tt0000001")
    assert made.startswith(b"<?xml")


@pytest.mark.parametrize(
    "old",
    [
        b"<movie><title>cut</movie>",
        b"<tvshow><title>other</title></tvshow></movie>",
        b'<!DOCTYPE m [<!ENTITY a "ha">]><movie><title>&a;</title></movie>',
        b"\xff\xfe\x00</movie>",
    ],
)
def test_a_damaged_one_is_left_alone(old: bytes) -> None:
    with pytest.raises(NotReadable, match="left alone"):
        exporter.merge(old, page(), no_stills, NOTHING)


@given(st.binary(max_size=300), st.text(max_size=60))
def test_no_bytes_and_no_words_break_it(old: bytes, words: str) -> None:
    said = Read(passage=passage("a", words, 0, len(words)))
    odd = replace(page(), synopsis=(Claim(says=words, said_by=(said,)),))
    assert fromstring(exporter.export(odd, no_stills, NOTHING)).tag == "movie"
    try:
        exporter.merge(old + b"</movie>", odd, no_stills, NOTHING)
    except NotReadable:
        return
