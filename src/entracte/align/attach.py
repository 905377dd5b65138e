"""Where the moments of one copy of a film are in another copy: shorter, longer, faster, dubbed.

Landmarks that both copies have (``listen/landmarks.py``) each propose how far the one lies behind
the other. Where many in a row propose the same, that stretch is in the other copy; stretches
between which the distance changes are where something was cut out or put in. Where the sound is
another the shots do the same: their pictures' prints and the times of their cuts. What neither
finds is absent, and said to be.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entracte.align.sidecar import Marks, Shown
from entracte.listen.landmarks import marked
from entracte.listen.placing import A_SECOND
from entracte.listen.spectrum import Samples, pieces
from entracte.model import Ms, Value

_PEAKS, _FAN = 1.0, 16  # of the copy: what is left of the sidecar's landmarks must be among them
_COMMON = 24  # a landmark that is so often in the sidecar tells nothing
_SAME = 1  # spectra by which votes for one distance may differ
_MOST_VOTES, _MOST_RUNS = 4_000_000, 2_000  # whoever made the sidecar
_RUN = round(8 * A_SECOND)  # spectra: votes further apart are of two stretches
_FEWEST = 12  # votes of a stretch
_MOMENTS = 5  # different halves of a second in which they are
_THIN = 0.02  # of the sidecar's landmarks in a stretch, that must be in the copy at that distance
_ENOUGH: Ms = 8_000  # attached altogether, or it is another film
_SHARE = 0.04  # the same, of the shorter of both
_EDGE: Ms = 20_000  # without anchors at an end, that is still taken to be there
_BLINK: Ms = 1_500  # in so short a time nothing need be found
_SILENT = 0.15  # of a film's usual number of landmarks: it is as good as silent
_HOLE: Ms = 120_000  # the same, between two stretches that agree
_ALIKE = 14  # bits of 64 in which two pictures of one shot may differ
_CUT: Ms = 130  # by which the times of a cut may differ
_SHOTS = 4  # that agree, or it is another film
_ANY = 40  # shots that one may be like and still tell something
_TRIED = 200  # distances
_AWAY = 8  # shots without any that agrees, between two of one stretch


class Piece(Value):
    """A stretch of the one film that is in the other: ``start`` to ``end``, found at ``there``.

    The other runs ``speed`` times as fast: what is at ``t`` is there at
    ``there + (t - start) / speed``. All in milliseconds.
    """

    start: Ms
    end: Ms
    there: Ms
    speed: float = 1.0
    by: str = "sound"  # sound | picture


class Votes(NamedTuple):
    """Landmarks of both: when in the one, and how far before that in the other. Spectra."""

    times: NDArray[np.int64]
    away: NDArray[np.int64]


class _Run(NamedTuple):
    votes: int
    away: float
    start: float
    end: float


def place(pieces: Sequence[Piece], at: Ms) -> Ms | None:
    """Where this moment is in the other copy, or None if it is absent there."""
    for piece in pieces:
        if piece.start <= at < piece.end:
            return round(piece.there + (at - piece.start) / piece.speed)
    return None


def votes(sent: Marks, copy: Iterable[Samples]) -> Votes:
    """Landmarks of the sidecar that the copy has too; its sound comes in blocks."""
    order = np.argsort(sent.hashes, kind="stable")
    hashes, times = sent.hashes[order], sent.times[order]
    found = [np.zeros((2, 0), np.int64)]
    size = 0
    for piece in pieces(copy):
        heard = marked((piece,), _PEAKS, _FAN)
        low = np.searchsorted(hashes, heard.hashes, "left")
        many = np.searchsorted(hashes, heard.hashes, "right") - low
        many[many > max(_COMMON, len(hashes) // 2000)] = 0
        which = np.repeat(np.arange(len(many)), many)
        first = np.cumsum(many) - many
        there = np.arange(int(many.sum())) - np.repeat(first, many) + np.repeat(low, many)
        size += len(there)
        if size <= _MOST_VOTES:  # chance gives a long film a tenth of that
            found.append(np.stack([times[there], times[there] - heard.times[which]]))
    both = np.concatenate(found, axis=1)
    both = np.unique(both, axis=1)
    return Votes(both[0], both[1])


def by_sound(given: Votes, sent: Marks, speed: float, length: Ms, copy: Ms) -> tuple[Piece, ...]:
    """The stretches that sound the same; both lengths in milliseconds, the copy's as it is."""
    runs = _kept(_runs(given), sent)
    found = [
        Piece(
            start=_ms(run.start),
            end=_ms(run.end),
            there=round(_ms(run.start - run.away) / speed),
            speed=speed,
        )
        for run in runs
        if run.end > run.start
    ]
    heard = np.sort(sent.times) * (1000 / A_SECOND)

    def quiet(start: Ms, end: Ms) -> bool:
        marks = int(np.diff(np.searchsorted(heard, [start, end]))[0])
        return end - start <= _BLINK or marks < _SILENT * len(heard) * (end - start) / length

    return _settled(found, length, copy, quiet)


def by_picture(
    sent: Sequence[Shown], copy: Sequence[Shown], speed: float, length: Ms, whole: Ms
) -> tuple[Piece, ...]:
    """The stretches that look the same: prints that are alike, cuts that are as far apart."""
    mine, theirs = _Shots.of(sent, 1.0), _Shots.of(copy, speed)
    out: list[Piece] = []
    taken = np.zeros(len(sent), bool)
    for away, shots in _proposed(mine, theirs):
        agree = _agreeing(mine, theirs, away)
        for chain in _chains([i for i in shots if not taken[i]]):
            if sum(bool(agree[i]) for i in chain) < _SHOTS:
                continue
            first, last = chain[0], chain[-1]
            while first > 0 and agree[first - 1] and not taken[first - 1]:
                first -= 1
            while last + 1 < len(sent) and agree[last + 1] and not taken[last + 1]:
                last += 1
            if taken[first : last + 1].any():
                continue
            taken[first : last + 1] = True
            start, end = _ends(mine, theirs, away, first, last)
            there = round((start - away) / speed)
            if there >= 0:
                out.append(Piece(start=start, end=end, there=there, speed=speed, by="picture"))

    def quiet(start: Ms, end: Ms) -> bool:
        inside = (mine.starts >= start) & (mine.ends <= end) & mine.printed
        return end - start <= _BLINK or not inside.any()

    return _settled(out, length, whole, quiet)


class _Shots(NamedTuple):
    """The shots of a copy, as if it ran at the other's speed. Milliseconds."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    prints: NDArray[np.uint64]
    printed: NDArray[np.bool_]

    @classmethod
    def of(cls, shown: Sequence[Shown], speed: float) -> "_Shots":
        starts = np.array([round(each.span.start * speed) for each in shown], np.int64)
        ends = np.array([round(each.span.end * speed) for each in shown], np.int64)
        prints = np.array([int(each.print or "0", 16) for each in shown], np.uint64)
        return cls(starts, ends, prints, np.array([bool(each.print) for each in shown], bool))


def _proposed(mine: _Shots, theirs: _Shots) -> Iterator[tuple[Ms, list[int]]]:
    """Distances that several shots have from one like them, and these shots; the most first."""
    shots: list[NDArray[np.int64]] = []
    away: list[NDArray[np.int64]] = []
    for i in np.nonzero(mine.printed)[0].tolist():
        bits = np.bitwise_count(theirs.prints ^ mine.prints[i])
        like = np.nonzero((bits <= _ALIKE) & theirs.printed)[0]
        if len(like) > _ANY:
            continue  # like so many others, it tells nothing
        away += [mine.starts[i] - theirs.starts[like], mine.ends[i] - theirs.ends[like]]
        shots += [np.full(len(like), i, np.int64)] * 2
    if not shots:
        return
    every, whose = np.concatenate(away), np.concatenate(shots)
    found: list[tuple[int, int, int]] = []
    for phase in (0, _CUT):
        cells, inverse = np.unique((every + phase) // (2 * _CUT), return_inverse=True)
        many = np.bincount(np.unique(inverse * len(mine.starts) + whose) // len(mine.starts))
        best = np.argsort(-many, kind="stable")[:_TRIED].tolist()
        found += [(-int(many[k]), int(cells[k]), phase) for k in best if many[k] >= _SHOTS]
    for _, cell, phase in sorted(found):
        inside = (every + phase) // (2 * _CUT) == cell
        yield round(float(np.median(every[inside]))), np.unique(whose[inside]).tolist()


def _ends(mine: _Shots, theirs: _Shots, away: Ms, first: int, last: int) -> tuple[Ms, Ms]:
    """Where the stretch of these shots begins and ends: in a shot, if the copy has only a part."""
    start, end = int(mine.starts[first]), int(mine.ends[last])
    before = np.abs(theirs.ends + away - mine.ends[first])
    after = np.abs(theirs.starts + away - mine.starts[last])
    if before.min() <= _CUT:
        start = max(start, int(theirs.starts[before.argmin()]) + away)
    if after.min() <= _CUT:
        end = min(end, int(theirs.ends[after.argmin()]) + away)
    return start, max(start, end)


def _agreeing(mine: _Shots, theirs: _Shots, away: Ms) -> NDArray[np.bool_]:
    """Which shots begin and end with a cut of the other copy, at this distance."""

    def near(times: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
        ordered = np.sort(others) + away
        place = np.clip(np.searchsorted(ordered, times), 1, max(1, len(ordered) - 1))
        beside = np.stack([ordered[place - 1], ordered[np.minimum(place, len(ordered) - 1)]])
        return np.asarray(np.abs(beside - times).min(axis=0) <= _CUT, bool)

    return near(mine.starts, theirs.starts) & near(mine.ends, theirs.ends)


def together(sound: Sequence[Piece], picture: Sequence[Piece]) -> tuple[Piece, ...]:
    """What sounds the same, and of what only looks the same the rest."""
    out = list(sound)
    for piece in picture:
        left = [piece]
        for other in sound:
            left = [part for each in left for part in _without(each, other)]
        out += [each for each in left if each.end - each.start >= 1_000]
    return tuple(sorted(out, key=lambda each: each.start))


def attached(pieces: Sequence[Piece]) -> Ms:
    """How much of the film is in the other copy."""
    return sum(each.end - each.start for each in pieces)


def _runs(given: Votes) -> list[_Run]:
    """Rows of votes for one distance, the most votes first."""
    order = np.lexsort((given.times, given.away))
    times, away = given.times[order], given.away[order]
    values, count = np.unique(away, return_counts=True)
    beside = np.diff(values) <= _SAME
    near = count.copy()
    near[1:] += count[:-1] * beside
    near[:-1] += count[1:] * beside
    out: list[_Run] = []
    for k in np.nonzero(near >= _FEWEST)[0].tolist():
        low = int(np.searchsorted(away, values[k] - _SAME, "left"))
        high = int(np.searchsorted(away, values[k] + _SAME, "right"))
        mine = np.sort(times[low:high])
        breaks = np.nonzero(np.diff(mine) > _RUN)[0] + 1
        for part in np.split(mine, breaks):
            moments = len(np.unique(part // round(A_SECOND / 2)))
            if len(part) >= _FEWEST and moments >= _MOMENTS:
                out.append(_Run(len(part), float(values[k]), float(part[0]), float(part[-1])))
    return sorted(out, key=lambda run: (-run.votes, run.start, run.away))[:_MOST_RUNS]


def _kept(runs: list[_Run], sent: Marks) -> list[_Run]:
    """Runs that do not cover each other, in order; the one with more votes has the place."""
    out: list[_Run] = []
    for run in runs:
        low, high = np.searchsorted(sent.times, [run.start, run.end])
        if run.votes < _THIN * (high - low):
            continue
        start, end = run.start, run.end
        for other in out:
            if abs(other.away - run.away) <= 2 * _SAME and start < other.end and other.start < end:
                start = end  # the same, one spectrum beside it
            elif other.start <= start < other.end:
                start = other.end
            elif other.start < end <= other.end:
                end = other.start
            elif start < other.start and other.end < end:
                before, after = other.start - start, end - other.end
                start, end = (start, other.start) if before >= after else (other.end, end)
        if end - start >= A_SECOND and (end - start) / (run.end - run.start) > 0.2:
            out.append(run._replace(start=start, end=end))
    return sorted(out, key=lambda run: run.start)


def _settled(
    found: list[Piece], length: Ms, copy: Ms, quiet: Callable[[Ms, Ms], bool]
) -> tuple[Piece, ...]:
    """Stretches that follow each other without a break joined, ends taken to the films' ends.

    ``quiet`` tells of a stretch that there is nothing in it that should have been found. Nothing if
    it is too little to be the same film.
    """
    found = sorted(found, key=lambda each: each.start)
    if attached(found) < max(_ENOUGH, _SHARE * min(length, copy)):
        return ()
    out: list[Piece] = []
    for piece in found:
        if out:
            before = out[-1]
            here = piece.start - before.end
            there = piece.there - _end(before)
            missing = here - there * piece.speed
            if abs(missing) <= 80 and here <= _HOLE:  # nothing cut out, nothing put in
                out[-1] = _reaching(before, before.end + here)
            elif 0 <= here <= _HOLE and there >= 0 and quiet(before.end, piece.start):
                kept = min(here, there * piece.speed) if missing > 0 else here
                out[-1] = _reaching(before, before.end + round(kept / 2))
                piece = _from(piece, piece.start - round(kept / 2))
        if out and abs(_end(out[-1]) - piece.there) <= 40 and out[-1].end >= piece.start - 1:
            out[-1] = _reaching(out[-1], piece.end)
        else:
            out.append(piece)
    first, last = out[0], out[-1]
    lead = min(first.start, round(first.there * first.speed))
    if lead <= _EDGE and quiet(first.start - lead, first.start):
        out[0] = _from(first, first.start - lead)
    last = out[-1]
    rest = min(length - last.end, round((copy - _end(last)) * last.speed))
    if 0 < rest <= _EDGE and quiet(last.end, last.end + rest):
        out[-1] = _reaching(last, last.end + rest)
    return tuple(out)


def _end(piece: Piece) -> Ms:
    return round(piece.there + (piece.end - piece.start) / piece.speed)


def _reaching(piece: Piece, end: Ms) -> Piece:
    return Piece(start=piece.start, end=end, there=piece.there, speed=piece.speed, by=piece.by)


def _from(piece: Piece, start: Ms) -> Piece:
    there = max(0, round(piece.there - (piece.start - start) / piece.speed))
    return Piece(start=start, end=piece.end, there=there, speed=piece.speed, by=piece.by)


def _without(piece: Piece, other: Piece) -> list[Piece]:
    """What is left of a piece outside of another."""
    if other.end <= piece.start or piece.end <= other.start:
        return [piece]
    out = []
    if piece.start < other.start:
        out.append(_reaching(piece, other.start))
    if other.end < piece.end:
        out.append(_from(piece, other.end))
    return out


def _chains(shots: Sequence[int]) -> list[list[int]]:
    """Numbers of shots, cut where too many are left out."""
    out: list[list[int]] = [[*shots[:1]]]
    for before, after in pairwise(shots):
        if after - before > _AWAY:
            out.append([])
        out[-1].append(after)
    return [each for each in out if each]


def _ms(spectra: float) -> Ms:
    return round(spectra * 1000 / A_SECOND)
