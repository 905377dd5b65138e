"""Subtitles of another cut come onto this film's clock, and those of another film do not."""

import random

import pytest

from entracte.align.clock import clocked, moved, note
from entracte.model import Line, Span


def talk(seed: int, count: int = 240) -> list[Line]:
    chance = random.Random(seed)
    at, out = 20_000, []
    for i in range(count):
        long = chance.randrange(900, 4_000)
        out.append(
            Line(
                id=f"line-{i}",
                span=Span(start=at, end=at + long),
                text=f"word{chance.randrange(10**6)} goes {chance.choice(('east', 'west'))}",
            )
        )
        at += long + chance.choice((60, 400, 1_500, 6_000, 20_000))
    return out


def changed(lines: list[Line], rate: float, offset: int, *, words: bool = True) -> list[Line]:
    return [
        Line(
            id=f"other-{i}",
            span=Span(
                start=round((line.span.start - offset) / rate) + 30_000,
                end=round((line.span.end - offset) / rate) + 30_000,
            ),
            text=line.text if words else f"ord{i}",
        )
        for i, line in enumerate(lines)
    ]


def off(lines: list[Line], other: list[Line]) -> float:
    """The share of lines that come within 300 ms of their place."""
    told = clocked(other, lines)
    right = 0
    for i, (true, line) in enumerate(zip(lines, other, strict=True)):
        put = told.at(i, line.span.start)
        right += put is not None and abs(put - true.span.start) <= 300
    return right / len(lines)


@pytest.mark.parametrize("words", [True, False])
@pytest.mark.parametrize("rate", [1.0, 25 / (24000 / 1001), (24000 / 1001) / 25])
def test_a_shift_and_another_speed(rate: float, words: bool) -> None:
    lines = talk(1)
    assert off(lines, changed(lines, rate, 7_000, words=words)) > 0.97


def test_a_reel_that_the_other_cut_lacks() -> None:
    lines = talk(2)
    later = [
        Line(id=line.id, span=Span(start=a, end=a + 900), text=line.text)
        for line in lines[150:]
        for a in [line.span.start - 120_000]
    ]
    short = lines[:100] + later
    told = clocked(short, lines)
    for i, line in enumerate(short):
        true = line.span.start + (120_000 if i >= 100 else 0)
        put = told.at(i, line.span.start)
        assert put is not None
        assert abs(put - true) <= 300
    assert "another cut" in note(told, short)


def test_another_film_has_no_place() -> None:
    told = clocked(talk(3), talk(4))
    assert told.placed < 0.2


def test_on_the_same_clock_nothing_is_said_or_moved() -> None:
    lines = talk(5)
    told = clocked(lines, lines)
    assert told.straight
    assert note(told, lines) == ""
    assert list(moved(lines, told)) == lines


def test_too_little_tells_nothing() -> None:
    assert clocked([], []).pieces == ()
    assert clocked(talk(1, 3), talk(1)).placed == 0
    assert note(clocked([], talk(1)), []) == "This track could not be placed in the film."
