"""Subtitles that come when nobody speaks are moved to where somebody does; right ones stay."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.align.aloud import held
from entracte.align.clock import RATES, moved
from entracte.align.dialogue import dialogue
from entracte.model import Account, Line, Sound, Source, Span, to_bytes

PAL = (24000 / 1001) / 25


def talk(seed: int, count: int = 240) -> list[Line]:
    chance = random.Random(seed)
    at, out = 20_000, []
    for i in range(count):
        long = chance.randrange(900, 4_000)
        out.append(Line(id=f"line-{i}", span=Span(start=at, end=at + long), text=f"word {i}"))
        at += long + chance.choice((60, 400, 1_500, 6_000, 20_000))
    return out


def sound(lines: list[Line], seed: int = 0) -> list[Sound]:
    """As a detector tells of them: edges off, short pauses closed, some lines not noticed."""
    chance = random.Random(seed)
    out, at = [], 0
    for line in lines:
        start = max(at, line.span.start + chance.randrange(-200, 200))
        end = max(start, line.span.end + chance.randrange(-500, 200))
        if chance.random() < 0.15 or end == start:
            continue
        if start - at < 600 and out:
            start = at
        elif start > at:
            out.append(Sound(span=Span(start=at, end=start), kind="music"))
        out.append(Sound(span=Span(start=start, end=end), kind=chance.choice(["speech", "both"])))
        at = end
    return [*out, Sound(span=Span(start=at, end=at + 60_000), kind="silence")]


def changed(lines: list[Line], rate: float, offset: int) -> list[Line]:
    """As they would stand in subtitles that need this speed and shift to be right."""
    return [
        Line(
            id=line.id,
            span=Span(
                start=max(0, round((line.span.start - offset) / rate)),
                end=max(0, round((line.span.end - offset) / rate)),
            ),
            text=line.text,
        )
        for line in lines
    ]


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("offset", [0, 4_000, -61_000])
def test_a_shift_and_every_usual_speed(rate: float, offset: int) -> None:
    lines = talk(1, 900)
    told = held(changed(lines, rate, offset), sound(lines))
    if rate == 1 and offset == 0:
        assert (told.clock.pieces, told.note) == ((), "")
        return
    for true, line in zip(lines, moved(changed(lines, rate, offset), told.clock), strict=True):
        assert abs(true.span.start - line.span.start) <= 600
    assert "did not come when people speak" in told.note


def test_the_note_says_what_was_done() -> None:
    lines = talk(2)
    assert re.fullmatch(
        r"These subtitles did not come when people speak in this film: "
        r"they were moved (3\.\d|4|4\.\d) seconds later\.",
        held(changed(lines, 1.0, 4_000), sound(lines)).note,
    )
    note = held(changed(lines, PAL, 4_000), sound(lines)).note
    assert "they now run 4.1% faster, and they were moved" in note


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), late=st.integers(-600, 600))
def test_right_subtitles_are_left_alone(seed: int, late: int) -> None:
    """Also where they come a little early or late, as subtitles do."""
    lines = talk(seed)
    told = held(changed(lines, 1.0, late), sound(lines, seed))
    assert (told.clock.pieces, told.note) == ((), "")


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_those_of_another_film_are_not_moved(seed: int) -> None:
    told = held(talk(seed, 260), sound(talk(seed + 1)))
    assert told.clock.pieces == ()


def test_that_nothing_fits_is_mostly_said() -> None:
    """Too few or too even lines leave it open; then nothing is said, and nothing moved."""
    told = [held(talk(seed, 260), sound(talk(seed + 1))).note for seed in range(20)]
    assert sum("no other place was found" in each for each in told) >= 16
    assert all("They stand as they came" in each for each in told if each)


def test_two_reels_at_odds_are_left_and_told_of() -> None:
    lines = talk(3)
    late = changed(lines[:120], 1.0, 10_000) + changed(lines[120:], 1.0, 40_000)
    told = held(late, sound(lines))
    assert told.clock.pieces == ()
    assert "another cut" in told.note


def test_lines_that_come_to_lie_outside_the_film_are_told_of() -> None:
    lines = talk(4)
    late = changed([*talk(9, 1), *lines], 1.0, -50_000)
    assert late[0].span.start == 70_000
    told = held(late, sound(lines)[:-1])
    kept = moved(late, told.clock)
    assert len(kept) == len(late)
    more = [
        Line(id="early", span=Span(start=100, end=900), text="An advertisement."),
        *changed(lines, 1.0, -50_000),
    ]
    told = held(more, sound(lines))
    assert [line.id for line in moved(more, told.clock)] == [line.id for line in lines]
    assert "1 line lies outside the film then, the first at 0:00 of its own time." in told.note


@pytest.mark.parametrize("count", [0, 5, 19])
def test_too_little_tells_nothing(count: int) -> None:
    assert held(talk(5, count), sound(talk(6))).note == ""
    assert held(talk(5), sound(talk(6, count))).note == ""
    assert held(talk(5), []).note == ""
    all_talk = [Sound(span=Span(start=0, end=3_600_000), kind="speech")]
    assert held(talk(5), all_talk).note == ""


def test_a_line_that_never_ends_takes_no_time() -> None:
    lines = talk(7)
    long = [*lines, Line(id="x", span=Span(start=10**14, end=10**15), text="Late.")]
    told = held(long, sound(lines))
    assert told.clock.pieces == ()


def account(lines: list[Line], language: str) -> Account:
    source = Source(id=language, title="", origin="", body="", kind="subtitles",
                    file=f"{language}.srt")  # fmt: skip
    return Account(
        source=source,
        lines=tuple(
            Line(id=line.id, span=line.span, text=line.text, language=language) for line in lines
        ),
    )


def test_the_dialogue_comes_onto_the_clock_of_the_sound_and_translations_with_it() -> None:
    lines = talk(8)
    late = changed(lines, 1.0, 4_000)
    both = (account(late, "en"), account(late[:-1], "sv"))
    found = dialogue(both, (), None, sound(lines))
    for track in (found.lines, *found.translations):
        for true, line in zip(lines, track.items, strict=False):
            assert abs(true.span.start - line.span.start) <= 400
    assert len(found.notes) == 2
    assert found.notes[0].startswith("en.srt: These subtitles did not come when people speak")


def test_the_dialogue_stays_to_the_byte_where_it_is_right() -> None:
    lines = talk(8)
    given_ = (account(lines, "en"), account(lines[:-1], "sv"))
    assert to_bytes(dialogue(given_, (), None, sound(lines))) == to_bytes(
        dialogue(given_, (), None)
    )
