"""The certificate holds when it should, and names every fault that is put in."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from tests.export.long_film import page

from entracte.export.certificate import Check, certificate, told
from entracte.model import Cue, Film, Page, Shot, Sound, Span, Track

GOOD = page(shots=60, lines=40, whole=300_000)


def check(of: Page, word: str) -> Check:
    return next(each for each in certificate(of).checks if word in each.what)


def test_a_whole_list_holds() -> None:
    found = certificate(GOOD)
    assert found.holds
    assert [each.faults for each in found.checks if not each.advice] == [(), (), ()]
    assert "6 of them with a question mark" in check(GOOD, "line").says


def without_shot(i: int) -> Page:
    items = GOOD.shots.items
    return replace(GOOD, shots=Track(items=(*items[:i], *items[i + 1 :])))


def longer_shot(i: int) -> Page:
    items = list(GOOD.shots.items)
    span = Span(start=items[i].span.start, end=items[i].span.end + 400)
    items[i] = Shot(id="x", span=span)
    return replace(GOOD, shots=Track(items=tuple(items)))


def with_line(**changes: object) -> Page:
    items = list(GOOD.lines.items)
    items[5] = replace(items[5], **changes)
    return replace(GOOD, lines=Track(items=tuple(items)))


def with_cues(*spans: Span) -> Page:
    cues = tuple(Cue(id=f"c{i}", spans=(span,)) for i, span in enumerate(spans))
    heard = Sound(span=Span(start=0, end=60_000), kind="both")
    return replace(GOOD, parts=cues, sounds=Track(items=(heard,)))


START = GOOD.lines.items[5].span.start
FAULTS: list[tuple[Callable[[], Page], str, int, str]] = [
    (lambda: without_shot(7), "Shots", 35_000, "lie between shot 7 and shot 8"),
    (lambda: without_shot(0), "Shots", 0, "No shot covers the beginning"),
    (lambda: without_shot(59), "Shots", 295_000, "No shot covers the end"),
    (lambda: longer_shot(3), "Shots", 20_000, "overlap by 0.40 seconds"),
    (lambda: with_line(span=Span(start=START, end=START)), "line", START, "has no end"),
    (lambda: with_line(span=Span(start=999_000, end=999_500)), "line", 999_000, "after the film"),
    (lambda: with_line(span=Span(start=10, end=900)), "line", 10, "out of order"),
    (
        lambda: with_cues(Span(start=0, end=40_000), Span(start=30_000, end=60_000)),
        "music",
        30_000,
        "overlap",
    ),
    (lambda: with_cues(Span(start=0, end=40_000)), "music", 40_000, "20.0 seconds of music"),
    (lambda: with_cues(), "music", 0, "60.0 seconds of music in no cue"),
    (lambda: with_line(text="x" * 90), "norms", START, "characters a second"),
    (lambda: with_line(span=Span(start=START, end=START + 500)), "norms", START, "0.50 seconds"),
]


@pytest.mark.parametrize(("make", "word", "at", "says"), FAULTS)
def test_a_fault_put_in_is_named(make: Callable[[], Page], word: str, at: int, says: str) -> None:
    of = make()
    found = check(of, word)
    assert any(fault.at == at and says in fault.says for fault in found.faults), found.faults
    assert certificate(of).holds == found.advice
    assert any(says in row[2] for row in told(certificate(of)))


def test_faults_put_in_together_are_all_named() -> None:
    both = replace(without_shot(7), lines=with_line(span=Span(start=START, end=START)).lines)
    says = " ".join(row[2] for row in told(certificate(both)))
    assert "lie between shot 7" in says
    assert "has no end" in says


def test_what_was_not_examined_is_not_said_to_hold() -> None:
    empty = Page(film=Film(id="x", title=()))
    found = certificate(empty)
    assert not found.holds
    assert not any(each.examined for each in found.checks)
    assert {row[1] for row in told(found)} == {"not examined"}
