"""Quotes are found as they were said, and what was never said is not."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.align.difference import difference
from entracte.align.quotes import Dialogue, find, find_exchange
from entracte.align.words import plain
from entracte.model import Line, Span

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/quotes/found.toml").read_text("utf-8"))


def spoken(texts, sort="speech"):
    return [
        Line(
            id=f"line-{i + 1}", span=Span(start=i * 3000, end=i * 3000 + 2500), text=text, sort=sort
        )
        for i, text in enumerate(texts)
    ]


LINES = spoken(CASES["lines"])
FILM = Dialogue(LINES)


@pytest.mark.parametrize("case", CASES["quote"], ids=lambda case: case["why"])
def test_a_quote_is_found_where_it_is_said(case):
    found = find(case["words"], FILM)
    if "lines" not in case:
        assert found is None
        return
    assert found is not None
    assert found.lines == tuple(LINES[i].id for i in case["lines"])
    assert found.span.start == LINES[case["lines"][0]].span.start
    assert found.span.end == LINES[case["lines"][-1]].span.end
    assert found.exact is case["exact"]
    if found.exact:
        assert plain(found.said) == plain(case["words"])
        assert not found.difference
    else:
        assert any(not piece.same for piece in found.difference)


def test_what_is_really_said_stands_beside_the_quote():
    found = find("Then take the red cloak, it is the one warm thing that we own.", FILM)
    assert found.said == "Then take the red coat, it's the only warm thing we own."
    other = [(piece.quoted, piece.said) for piece in found.difference if not piece.same]
    assert other == [("cloak", "coat"), ("one", "only"), ("that", "")]


def test_the_difference_keeps_every_word_of_both():
    pieces = difference("Play it again, Sam.", "Play it once, Sam, for old times' sake.")
    assert plain(" ".join(piece.quoted for piece in pieces)) == plain("Play it again, Sam.")
    said = "Play it once, Sam, for old times' sake."
    assert plain(" ".join(piece.said for piece in pieces)) == plain(said)


def test_short_words_said_in_several_places_are_not_sure():
    yes = find("Yes.", FILM)
    assert yes.exact
    assert yes.places == 2
    assert yes.sure < 0.6 < find("Who left the lamp burning?", FILM).sure


def test_noises_are_not_dialogue():
    assert find("a train whistles far away", spoken(["a train whistles far away"], "sound")) is None


def test_an_exchange_is_found_in_order():
    found = find_exchange(["Who left the lamp on?", "It wasn't me, Mr. Hall."], FILM)
    assert [turn.lines for turn in found.turns] == [("line-1",), ("line-2",)]
    assert (found.span.start, found.span.end) == (0, 5500)
    assert find_exchange(["It wasn't me, Mr. Hall.", "Who left the lamp burning?"], FILM) is None


def test_of_several_places_an_exchange_takes_the_one_beside_its_neighbours():
    found = find_exchange(["I won't be coming back before the spring.", "Yes."], FILM)
    assert found.turns[1].lines == ("line-10",)


def test_turns_far_apart_are_no_exchange():
    assert find_exchange(["Who left the lamp burning?", "No. But I do."], FILM) is None or not all(
        find_exchange(["Who left the lamp burning?", "No. But I do."], FILM).turns
    )


def test_an_invented_exchange_is_not_found():
    assert find_exchange(["Marry me before the harvest.", "Ask my brother first."], FILM) is None


def test_many_quotes_of_a_long_film_cost_little():
    stock = [
        "harbour",
        "stone",
        "winter",
        "letter",
        "candle",
        "sister",
        "ferry",
        "garden",
        "mirror",
        "horse",
        "market",
        "song",
    ]
    texts = [
        f"{stock[i % 12]} and the {stock[i // 12 % 12]} {i} for my {stock[i * 7 % 12]}, will you?"
        for i in range(2000)
    ]
    film = Dialogue(spoken(texts))
    began = time.process_time()
    for i in range(0, 2000, 4):
        film.find(texts[i].replace("and", "but").replace("my", "your"))
    assert time.process_time() - began < 4  # goal 1 s on a free machine; see bench/quotes_found


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120), st.lists(st.text(max_size=60), max_size=8))
def test_anything_may_be_asked_of_anything(quote, texts):
    lines = spoken(texts)
    found = find(quote, lines)
    if found is not None:
        assert set(found.lines) <= {line.id for line in lines}
        assert 0 <= found.sure <= 1
    find_exchange([quote, *texts[:3]], lines)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(LINES) - 1), st.integers(1, 3))
def test_what_is_said_is_always_found_exactly(first, count):
    taken = LINES[first : first + count]
    found = FILM.find(" ".join(line.text for line in taken))
    assert found is not None
    assert found.exact


def test_a_megabyte_is_got_over_soon():
    began = time.process_time()
    find("no " * 300_000, spoken(["no " * 300_000]))
    find("xa" * 500_000, FILM)
    assert time.process_time() - began < 10
