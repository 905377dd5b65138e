"""Subtitles of another cut, moved onto this film's clock: another speed, offset, missing reels.

Stretches of the strange track are laid over the known one at every usual ratio of frame rates. For
each, the shift at which most lines begin together wins, words in common counting more (a vote over
differences, as in Hough's transform, 1962). The best chain of shifts through all stretches is found
by dynamic programming; a stretch without a shift better than chance is said to have no place.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from entracte.align.words import words
from entracte.model import Line, Ms, Span, Value, clock

_FRAMES: Final = (24000 / 1001, 24.0, 25.0)
RATES: Final = tuple(sorted({round(a / b, 9) for a in _FRAMES for b in _FRAMES}))
STRETCH: Final = 40  # lines in a stretch
STEP: Final = 20
_LIKELY: Final = 3  # speeds that are tried on the whole track
_SAMPLES: Final = 8  # stretches that are tried at every speed
NEAR: Final = 250  # milliseconds between two beginnings that are one
SLACK: Final = 1_000  # milliseconds by which translations of one clock may differ
_BIN: Final = 200  # milliseconds
_SHIFTS: Final = 4  # that are tried for each stretch
_CHANGE: Final = 0.25  # what another shift must win, as a share of a stretch's lines
_NOWHERE: Final = 0.14  # what a shift must win over chance to be one at all
_HELD: Final = 0.4  # share of lines that begin together where a shift still holds
_FEWEST: Final = 8  # lines that two tracks must have
MOST: Final = 6_000  # lines that are looked at
_TOLD: Final = 3.0  # beginnings that a line with the same telling words counts as
_COMMON: Final = 4  # lines a word may stand in to be telling

_Times = NDArray[np.int64]


class Piece(Value):
    """Lines ``first`` up to ``last`` of the strange track stand at ``rate`` x time + ``offset``."""

    first: int
    last: int
    rate: float
    offset: Ms
    sure: float  # share of the lines that begin together with one of this film


class Clock(Value):
    """How a track is moved onto this film's clock; what is in no piece has no place."""

    pieces: tuple[Piece, ...] = ()
    count: int = 0  # lines of the track

    @property
    def straight(self) -> bool:
        """Whether the track is on this film's clock as it is."""
        return bool(self.pieces) and all(
            piece.rate == 1 and abs(piece.offset) <= SLACK for piece in self.pieces
        )

    @property
    def placed(self) -> float:
        """The share of lines that have a place."""
        return sum(piece.last - piece.first for piece in self.pieces) / max(1, self.count)

    def at(self, line: int, when: Ms) -> Ms | None:
        """This film's time for a moment of that line; none where it has no place."""
        for piece in self.pieces:
            if piece.first <= line < piece.last:
                return max(0, round(when * piece.rate) + piece.offset)
        return None


def clocked(strange: Sequence[Line], known: Sequence[Line]) -> Clock:
    """The strange track's clock, told by a track of this film in the same or another language.

    Lines must be sorted by start. At most ``MOST`` of each are looked at.
    """
    pairs = _telling(strange[:MOST], known[:MOST])
    starts = [line.span.start for line in known[:MOST]]
    return _clock([line.span.start for line in strange[:MOST]], starts, pairs)


def moved(lines: Sequence[Line], told: Clock) -> tuple[Line, ...]:
    """The lines that have a place, on this film's clock, in its order."""
    out: list[Line] = []
    for i, line in enumerate(lines):
        start, end = told.at(i, line.span.start), told.at(i, line.span.end)
        if start is not None and end is not None:
            span = Span(start=start, end=max(start, end))
            out.append(_with_span(line, span))
    return tuple(sorted(out, key=lambda line: line.span))


def _with_span(line: Line, span: Span) -> Line:
    return Line(
        **{name: getattr(line, name) for name in line.__struct_fields__ if name != "span"},
        span=span,
    )


def note(told: Clock, lines: Sequence[Line]) -> str:
    """What was done to a track, in one or two plain sentences; empty where nothing was."""
    if told.straight:
        return ""
    if not told.pieces:
        return "This track could not be placed in the film."
    said: list[str] = []
    rates = sorted({piece.rate for piece in told.pieces if piece.rate != 1})
    if rates:
        said.append("it runs at another speed (" + ", ".join(f"{rate:.4f}" for rate in rates) + ")")
    offsets = list(dict.fromkeys(round(piece.offset / 1000, 1) for piece in told.pieces))
    if len(offsets) == 1 and offsets[0]:
        said.append(f"it was moved by {offsets[0]:+g} seconds")
    elif len(offsets) > 1:
        said.append(f"its {len(told.pieces)} pieces were each moved to their place")
    out = "This track is of another cut: " + " and ".join(said) + "." if said else ""
    gone = [
        i
        for i in range(min(len(lines), told.count))
        if not any(piece.first <= i < piece.last for piece in told.pieces)
    ]
    if gone:
        one = "line has" if len(gone) == 1 else "lines have"
        first = clock(lines[gone[0]].span.start)
        out += f" {len(gone)} {one} no place in this film, the first at {first} of its own time."
    return out.strip()


def _telling(strange: Sequence[Line], known: Sequence[Line]) -> dict[int, list[int]]:
    """For each strange line the known ones with which it shares a word that is rare in both:
    a name, a number, or any word where the language is the same."""
    sides = [[{w.text for w in words(line.text)} for line in side] for side in (strange, known)]
    rare: list[Counter[str]] = [Counter(w for line in side for w in line) for side in sides]
    where: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(sides[1]):
        for word in line:
            if rare[1][word] <= _COMMON and 0 < rare[0][word] <= _COMMON:
                where[word].append(i)
    out: dict[int, list[int]] = {}
    for i, line in enumerate(sides[0]):
        found = sorted({k for word in line if rare[0][word] <= _COMMON for k in where[word]})
        if found:
            out[i] = found
    return out


class _Shift(NamedTuple):
    offset: int
    win: float  # share of the stretch's lines that begin together, less what chance gives


def _clock(strange: list[Ms], known: list[Ms], pairs: dict[int, list[int]]) -> Clock:
    count = len(strange)
    if count < _FEWEST or len(known) < _FEWEST:
        return Clock(count=count)
    theirs, ours = np.array(strange, dtype=np.int64), np.array(sorted(known), dtype=np.int64)
    order = np.argsort(np.array(known), kind="stable")
    place = {int(old): new for new, old in enumerate(order)}
    told = {i: [place[k] for k in found] for i, found in pairs.items()}
    stretches = [
        (first, min(count, first + STRETCH))
        for first in range(0, max(1, count - STRETCH // 2), STEP)
    ]
    some = stretches[:: max(1, len(stretches) // _SAMPLES)]  # enough to tell the speed
    wins: dict[float, float] = {}
    for rate in RATES:
        scaled = np.rint(theirs * rate).astype(np.int64)
        found = [_shifts(scaled, ours, told, a, b) for a, b in some]
        wins[rate] = sum(each[0].win for each in found if each)
    # speeds that differ by a thousandth look alike in a stretch: the whole track tells them apart
    likely = sorted(RATES, key=lambda rate: (-wins[rate], abs(rate - 1)))[:_LIKELY]
    best: tuple[float, tuple[Piece, ...]] = (float("-inf"), ())
    for rate in likely:
        scaled = np.rint(theirs * rate).astype(np.int64)
        shifts = [_shifts(scaled, ours, told, a, b) for a, b in stretches]
        pieces = _pieces(_chain(shifts), stretches, scaled, ours, rate)
        worth = sum(each.sure * (each.last - each.first) for each in pieces)
        worth -= _CHANGE * STRETCH * len(pieces)
        if worth > best[0]:
            best = worth, pieces
    return Clock(pieces=best[1], count=count)


def _shifts(
    theirs: _Times, ours: _Times, told: dict[int, list[int]], first: int, last: int
) -> list[_Shift]:
    """The best shifts of a stretch, most winning first."""
    apart = (ours[None, :] - theirs[first:last, None]).ravel()
    bins = np.floor_divide(apart, _BIN)
    low = int(bins.min())
    votes = np.bincount(bins - low, minlength=8).astype(float)
    extra = [
        int((ours[k] - theirs[i]) // _BIN) - low
        for i in range(first, last)
        for k in told.get(i, ())
    ]
    np.add.at(votes, np.array(extra, dtype=np.int64), _TOLD)
    votes[1:] += votes[:-1].copy()
    out: list[_Shift] = []
    chance = 2 * NEAR * len(ours) / max(1, int(ours[-1] - ours[0]))
    for _ in range(_SHIFTS):
        top = int(votes.argmax())
        if votes[top] <= 0:
            break
        votes[max(0, top - 5) : top + 6] = 0
        offset = _centred(theirs[first:last], ours, (top + low) * _BIN)
        off = _nearest(theirs[first:last] + offset, ours)
        together = float((off <= NEAR).mean())
        held = [
            any(abs(int(ours[k] - theirs[i]) - offset) <= 1500 for k in told.get(i, ()))
            for i in range(first, last)
        ]
        win = together - min(0.9, chance * 1.5) + 0.5 * sum(held) / len(held)
        out.append(_Shift(offset, win))
    return sorted(out, key=lambda each: -each.win)


def _nearest(theirs: _Times, ours: _Times) -> _Times:
    """Milliseconds from each to the nearest of ours."""
    at = np.clip(np.searchsorted(ours, theirs), 1, len(ours) - 1)
    off: _Times = np.minimum(np.abs(theirs - ours[at - 1]), np.abs(theirs - ours[at]))
    return off


def _centred(theirs: _Times, ours: _Times, offset: int) -> int:
    """The shift in the middle of those that this one brings together."""
    for reach in (500, NEAR):
        moved = theirs + offset
        at = np.clip(np.searchsorted(ours, moved), 1, len(ours) - 1)
        near = np.where(moved - ours[at - 1] <= ours[at] - moved, ours[at - 1], ours[at]) - moved
        close = near[np.abs(near) <= reach]
        if len(close):
            offset += int(np.median(close))
    return offset


def _chain(shifts: Sequence[Sequence[_Shift]]) -> list[int | None]:
    """One shift for each stretch, or none: the chain that wins most, changes costing (Viterbi)."""
    scores: list[dict[int | None, float]] = []
    back: list[dict[int | None, int | None]] = []
    for some in shifts:
        states: dict[int | None, float] = {None: _NOWHERE} | {s.offset: s.win for s in some}
        if not scores:
            scores.append(states)
            back.append({})
            continue
        now: dict[int | None, float] = {}
        came: dict[int | None, int | None] = {}
        for state, win in states.items():
            options = [
                (score - (0.0 if _same(state, other) else _CHANGE), k, other)
                for k, (other, score) in enumerate(scores[-1].items())
            ]
            value, _, other = max(options, key=lambda option: (option[0], -option[1]))
            now[state], came[state] = value + win, other
        scores.append(now)
        back.append(came)
    state = max(scores[-1], key=lambda each: scores[-1][each])
    out = [state]
    for came in reversed(back[1:]):
        state = came[state]
        out.append(state)
    return out[::-1]


def _same(a: int | None, b: int | None) -> bool:
    return a is b if a is None or b is None else abs(a - b) <= NEAR


def _pieces(
    chosen: Sequence[int | None],
    stretches: Sequence[tuple[int, int]],
    theirs: _Times,
    ours: _Times,
    rate: float,
) -> tuple[Piece, ...]:
    """Neighbouring stretches of one shift made one, each boundary where it parts the lines best."""
    runs: list[tuple[int | None, int, int]] = []
    for offset, (first, last) in zip(chosen, stretches, strict=True):
        if runs and _same(runs[-1][0], offset):
            runs[-1] = (runs[-1][0], runs[-1][1], last)
        else:
            runs.append((offset, first, last))
    edges = [0]
    for (a, first, _), (b, _, last) in pairwise(runs):
        low, high = max(first, edges[-1]), last
        fits = [_fits(theirs[low:high], ours, each) for each in (a, b)]
        parted = np.concatenate([[0], np.cumsum(fits[0] - fits[1])])
        edges.append(low + int(parted.argmax()))
    edges.append(len(theirs))
    out: list[Piece] = []
    for (offset, _, _), first, last in zip(runs, edges, edges[1:], strict=False):
        if offset is None or last <= first:
            continue
        offset = _centred(theirs[first:last], ours, offset)
        begin, end = _held(_fits(theirs[first:last], ours, offset))
        first, last = first + begin, first + end
        if last <= first:
            continue
        sure = float((_nearest(theirs[first:last] + offset, ours) <= NEAR).mean())
        out.append(Piece(first=first, last=last, rate=rate, offset=offset, sure=round(sure, 2)))
    return tuple(out)


def _held(fits: NDArray[np.float64]) -> tuple[int, int]:
    """The longest part of a piece that is worth its lines: the best sum in a row (Kadane)."""
    best, run, begin, out = 0.0, 0.0, 0, (0, 0)
    for i, fit in enumerate(fits.tolist()):
        if run <= 0:
            run, begin = 0.0, i
        run += fit - _HELD
        if run > best:
            best, out = run, (begin, i + 1)
    return out


def _fits(theirs: _Times, ours: _Times, offset: int | None) -> NDArray[np.float64]:
    """For each line 1 where it begins with one of ours; without a shift a half."""
    if offset is None:
        return np.full(len(theirs), 0.5)
    return (_nearest(theirs + offset, ours) <= NEAR).astype(float)
