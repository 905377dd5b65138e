"""Texts with their places: whole, well nested, wherever the marks fall."""

import time

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from entracte.model import Claim, Film, Mend, Page, Read, Repair, Source, passage
from entracte.view.places import Places
from entracte.view.texts import SourceCard, sources

bodies = st.text(alphabet="ab \n.é[…]", max_size=120)


def page(body: str, cited: list[tuple[int, int]], repairs: tuple[Repair, ...] = ()) -> Page:
    source = Source(
        id="s", title="S", origin="0", body=body, kind="article", repairs=tuple(sorted(repairs))
    )
    plot = tuple(
        Claim(says=f"claim {i}", said_by=(Read(passage=passage("s", body, start, end)),))
        for i, (start, end) in enumerate(cited)
    )
    return Page(film=Film(id="f", title=()), plot=plot, sources=(source,))


def card(made: Page, whole: int) -> tuple[SourceCard, Places]:
    places = Places.of(made)
    return sources(made, places, whole=whole)[0], places


@given(bodies, st.data())
def test_text_and_anchors_come_through_whatever_overlaps(body: str, data: st.DataObject) -> None:
    at = st.integers(0, len(body))
    cited = data.draw(st.lists(st.tuples(at, at).map(sorted).map(tuple), max_size=8))  # type: ignore[arg-type]
    for whole in (1000, 0):
        made, places = card(page(body, cited), whole)
        opened = [anchor for piece in made.pieces for anchor, _ in piece.opens]
        assert len(opened) == len(set(opened))
        assert set(places.passages.get("s", {}).values()) <= set(opened)
        depth = 0
        for piece in made.pieces:
            depth += len(piece.opens) - piece.closes
            assert depth >= 0
        assert depth == 0
        if whole:
            assert "".join(piece.text for piece in made.pieces).strip() == body.strip()


def test_a_repair_shows_the_words_around_it() -> None:
    repairs = (
        Repair(start=14, end=14, kind=Mend.LABEL, now="\n"),
        Repair(start=20, end=23, kind=Mend.MOJIBAKE, now="é", was="Ã©x"),
        Repair(start=30, end=42, kind=Mend.FURNITURE, now="", was="Download App"),
    )
    body = "Who are you? I\nam André said."
    made, _ = card(page(body, [], repairs), 1000)
    assert [(mend.was, mend.now, mend.instead) for mend in made.repairs] == [
        ("", "", "a line break put in"),
        ("Ã©x", "é", ""),
        ("Download App", "", "taken out"),
    ]
    assert made.repairs[0].before.endswith("Who are you? I")
    assert made.repairs[0].after == "am André said."


def test_a_megabyte_with_thousands_of_marks_takes_no_time() -> None:
    body = "a" * 1_000_000
    cited = [(i * 200, i * 200 + 350) for i in range(4_000)]
    made = page(body, cited)
    begin = time.process_time()
    for whole in (2_000_000, 0):
        card(made, whole)
    assert time.process_time() - begin < 5


def test_subtitles_are_not_printed_twice() -> None:
    made = page("00:01 Hello there.", [])
    made = replace(made, sources=(replace(made.sources[0], kind="subtitles"),))
    assert card(made, 1000)[0].pieces == ()
