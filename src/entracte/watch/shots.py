"""The shots of a film: where each begins, and how (cut, dissolve, fade, wipe).

Fed frame by frame; what is decided is decided from the frames around it, about three seconds on
each side, so memory is bounded whatever the film's length.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entracte.model import Ms
from entracte.watch import blends, cuts, fades
from entracte.watch.measures import Floats, Seen, after, distances, joined, measured
from entracte.watch.weights import blend_score, cut_score

AROUND = 64  # frames seen on each side of what is judged
_BATCH = 64  # frames measured and judged together
_KIN = 0.8  # correlation: pictures this alike are of one shot, if a flash lies between them
# Log odds below which nothing is told: whole films have fewer changes among all that looks like one
# than those that the weights were fitted to.
_CUT_DOUBT = 0.5
_DOUBT = 0.7
_SHORT = 6  # frames: no dissolve or wipe is over sooner
_BLACK, _WHITE = 30, 215  # mean luma of what is black and what is white
_FLASH = 12  # frames: a flat stretch this short between equal pictures is no transition

Bytes = NDArray[np.uint8]


class Change(NamedTuple):
    """One shot gives way to another. Frames are counted from the film's first, times are theirs."""

    start: Ms  # where the new shot begins
    entry: str  # cut | dissolve | fade | wipe
    first: int  # the last frame of the old shot alone
    last: int  # the first frame of the new shot alone
    at: int  # the frame whose time ``start`` is
    sure: float  # log odds
    before: tuple[float, float, float] = (0.0, 0.0, 0.0)  # sums of mean y, u, v of frames < ``at``


class Shots:
    """Finds the changes of shot in a film, frame by frame.

    ``feed`` takes each frame's time, luma 36×64, u and v 18×32 (8 bits, 16 to 235) and returns the
    changes that have become certain, in order, at most about six seconds later; ``finish`` the
    rest.
    """

    def __init__(self) -> None:
        self._new: list[tuple[Ms, Bytes, Bytes, Bytes]] = []
        self._parts: list[Seen] = []
        self._apart: Floats | None = None  # distances of the frames in _parts judged before
        self._times: list[Ms] = []  # of the frames in _parts
        self._base = 0  # the number of the first frame in _parts
        self._judged = 0  # frames before this one are judged
        self._waiting: list[Change] = []
        self._into: fades.Edge | None = None  # the flat stretch we are in began here
        self._dark = False  # the film began flat
        self._sums = np.zeros((1, 3))  # of mean y, u, v before each frame in _parts, and after
        self.blanks: list[tuple[Ms, Ms, str]] = []  # from, to, which kind: stretches of nothing
        self.opening = "cut"  # how the first shot begins
        self.certain = 0  # all changes before this frame are told

    def feed(self, time: Ms, luma: Bytes, u: Bytes, v: Bytes) -> tuple[Change, ...]:
        self._new.append((time, luma, u, v))
        if len(self._new) < _BATCH:
            return ()
        self._measure()
        return self._judge(self._base + len(self._times) - AROUND)

    def finish(self) -> tuple[Change, ...]:
        if self._new:
            self._measure()
        end = self._base + len(self._times)
        return (*self._judge(end), *self._release(end + AROUND))

    def _measure(self) -> None:
        times, lumas, us, vs = zip(*self._new, strict=True)
        before = self._parts[-1].grey[-1] if self._parts else None
        self._parts.append(measured(np.array(lumas), np.array(us), np.array(vs), before))
        self._times.extend(times)
        sums = self._sums[-1] + np.cumsum(self._parts[-1].colour, axis=0, dtype=np.float64)
        self._sums = np.concatenate([self._sums, sums])
        self._new.clear()

    def _judge(self, end: int) -> tuple[Change, ...]:
        """Judge the frames up to ``end``, a film frame number."""
        if end <= self._judged:
            return ()
        seen = joined(self._parts)
        self._parts = [seen]
        apart = self._apart = distances(seen.cells, self._apart)
        first, last = self._judged - self._base, end - self._base
        blank = fades.flat(seen)
        self._blank(seen, blank, first, last)
        found = self._fades(seen, apart, blank, first, last)
        found += self._cuts(seen, apart, first, last)
        found += self._blends(seen, apart, blank, first, last)
        self._waiting += found
        self._judged = end
        spare = end - AROUND - self._base
        if spare > 0:
            self._parts = [after(seen, spare)]
            self._apart = apart[spare:, spare:].copy()
            del self._times[:spare]
            self._sums = self._sums[spare:]
            self._base += spare
        return self._release(end - AROUND)

    def _blank(self, seen: Seen, blank: NDArray[np.bool_], first: int, last: int) -> None:
        for i in (first + np.flatnonzero(blank[first:last])).tolist():
            start, mean = self._times[i], float(seen.mean[i])
            kind = "black" if mean < _BLACK else "white" if mean > _WHITE else "plain"
            usual = start - self._times[i - 1] if i else 40
            end = self._times[i + 1] if i + 1 < len(self._times) else start + usual
            if self.blanks and self.blanks[-1][1] == start and self.blanks[-1][2] == kind:
                start = self.blanks.pop()[0]
            self.blanks.append((start, max(start, end), kind))

    def _release(self, end: int) -> tuple[Change, ...]:
        """The changes that lie wholly before frame ``end``, rivals settled."""
        settled = _settled(self._waiting)
        out = tuple(change for change in settled if change.last < end)
        # What is settled stays beside what waits, for a rival may still come; it is told once.
        self._waiting = [change for change in self._waiting if change.last >= end]
        self.certain = max(0, end - AROUND)
        return out

    @property
    def frames(self) -> int:
        return self._base + len(self._times) + len(self._new)

    @property
    def sums(self) -> tuple[float, float, float]:
        """Sums of mean y, u, v of all frames measured; of all there are after ``finish``."""
        return self._upto(self._base + len(self._times))

    def _upto(self, frame: int) -> tuple[float, float, float]:
        y, u, v = self._sums[min(max(frame - self._base, 0), len(self._sums) - 1)]
        return float(y), float(u), float(v)

    def _time(self, frame: int) -> Ms:
        return self._times[min(max(frame - self._base, 0), len(self._times) - 1)]

    def _change(self, entry: str, first: int, last: int, at: int, sure: float) -> Change:
        """A change, its frames counted in the film."""
        return Change(self._time(at), entry, first, last, at, sure, self._upto(at))

    def _cuts(self, seen: Seen, apart: Floats, first: int, last: int) -> list[Change]:
        out = []
        for change in cuts.changes(seen, apart, first, last):
            sure = cut_score(change.weights)
            if sure > _CUT_DOUBT:
                at = change.at + self._base
                out.append(self._change("cut", at - 1, at, at, sure))
        return out

    def _blends(
        self, seen: Seen, apart: Floats, blank: NDArray[np.bool_], first: int, last: int
    ) -> list[Change]:
        out = []
        for change in blends.blends(seen, apart, first, last):
            if blank[change.first] or blank[change.last]:
                continue  # to or from nothing: a fade, if anything
            sure, entry = blend_score(change.weights)
            if sure > _DOUBT and change.last - change.first >= _SHORT:
                a, b, at = (i + self._base for i in (change.first, change.last, change.at))
                out.append(self._change(entry, a, b, at, sure))
        return out

    def _fades(
        self, seen: Seen, apart: Floats, blank: NDArray[np.bool_], first: int, last: int
    ) -> list[Change]:
        out = []
        if first + self._base == 0 and blank[0]:
            self._dark = True
        for edge in fades.edges(seen, apart, blank, first, last):
            edge = edge._replace(flat=edge.flat + self._base, full=edge.full + self._base)
            if edge.into:
                self._into, self._dark = edge, False
                # Whatever comes of it: going flat is no change of shot by itself.
                out.append(Change(0, "", edge.full, edge.flat, edge.flat, 98.0))
                continue
            if self._dark:
                self._dark = False
                self.opening = "fade" if edge.gradual else "cut"
                out.append(Change(0, "", 0, edge.full, 0, 100.0))
            elif self._into is not None:
                out += self._through(self._into, edge, seen, apart)
                self._into = None
        return out

    def _through(
        self, into: fades.Edge, out: fades.Edge, seen: Seen, apart: Floats
    ) -> list[Change]:
        """What a flat stretch between two pictures means."""
        if out.flat - into.flat < _FLASH:
            # The pictures shortly before and after, where they are far from flat: the nearest two.
            a, b = into.flat - self._base, out.flat - self._base
            old = np.arange(max(0, a - _FLASH), a)
            old = old[apart[old, a] > 0.6 * into.deep]
            new = np.arange(b + 1, min(b + 1 + _FLASH, len(apart)))
            new = new[apart[new, b] > 0.6 * out.deep]
            near = apart[np.ix_(old, new)]
            kin = seen.forms[old] @ seen.forms[new].T
            if near.size and near.min() < 0.3 * max(into.deep, out.deep) and kin.max() > _KIN:
                first, last = min(into.full, into.flat - 3), max(out.full, out.flat + 3)
                return [Change(0, "", first, last, into.flat, 100.0)]
        entry = "fade" if into.gradual or out.gradual else "cut"
        return [self._change(entry, into.full, out.full, out.flat + 1, 100.0)]


def _settled(waiting: Iterable[Change]) -> list[Change]:
    """The surest of changes that overlap, in order of time."""
    kept: list[Change] = []
    for change in sorted(waiting, key=lambda change: (-change.sure, change.at)):
        if all(change.first >= other.last or other.first >= change.last for other in kept):
            kept.append(change)
    return sorted((change for change in kept if change.entry), key=lambda change: change.at)
