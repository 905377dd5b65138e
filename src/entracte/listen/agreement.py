"""How well a film and a recording agree, moment by moment, once laid over each other.

The agreement of two spectra is the correlation of what stands out in both. Laid at a wrong place it
is near nothing; how far it strays there tells how much a right place must stand out. Moments in
which the recording is loud beside what the film has count for more: where it would be drowned, its
absence tells nothing.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entracte.listen.landmarks import DEPTH, STRIDE, Picture
from entracte.listen.spectrum import HOP, RATE

A_SECOND = RATE / HOP / STRIDE  # rows of a picture in a second
HOLD = round(6 * A_SECOND)  # rows that a tune may be drowned and still be one stretch
SHORTEST = round(1.5 * A_SECOND)  # rows
SURE = 6.0  # standard deviations above wrong places
_LONGEST = round(1200 * A_SECOND)  # rows that are followed in one direction
_ELSEWHERE = tuple(sign * step for step in range(17, 200, 9) for sign in (1, -1))  # rows
_STRAYS = 0.25  # standard deviation of one row's agreement at a wrong place, about
_DRAWS = 0.25  # of the usual agreement: what a row must have to draw a stretch on
_KEEPS = 0.4  # the same, to stay at its edge

_Figures = NDArray[np.float32]


class Overlay(NamedTuple):
    """A recording laid over a film."""

    film: Picture  # every STRIDEth spectrum
    track: Picture  # every spectrum
    offset: int  # where in the film the recording begins, in spectra

    @property
    def start(self) -> int:
        """The first row of the film that the recording covers."""
        return max(0, -(-self.offset // STRIDE))

    @property
    def end(self) -> int:
        covered = (self.offset + len(self.track.loud) - 1) // STRIDE + 1
        return max(self.start, min(len(self.film.loud), covered))

    def agreement(self, start: int, end: int) -> _Figures:
        """One figure, -1 to 1, for each row of the film; the recording must cover them."""
        there = STRIDE * np.arange(start, end) - self.offset
        film, track = _outstanding(self.film.rows[start:end]), _outstanding(self.track.rows[there])
        return _correlation(film, track, _size(film), _size(track))

    def share(self, start: int, end: int) -> _Figures:
        """The logarithm of how loud the recording is in each row, beside what the film has."""
        there = STRIDE * np.arange(start, end) - self.offset
        return np.asarray(self.track.loud[there] - self.film.loud[start:end], np.float32)

    def sure(self, start: int, end: int) -> float:
        """By how many standard deviations the agreement stands above that of wrong places."""
        here, others = self._here_and_elsewhere(start, end)
        if not others:
            return 0.0
        return (here - float(np.mean(others))) / max(float(np.std(others)), _STRAYS / 2)

    def _here_and_elsewhere(self, start: int, end: int) -> tuple[float, list[float]]:
        """The weighted agreement, times the root of how many rows count; nowhere else if poor."""
        share = self.share(start, end)
        weight = _weight(share, float(np.quantile(share, 0.95)))
        weight /= np.sqrt((weight * weight).sum())
        here = float(weight @ self.agreement(start, end))
        if here < _STRAYS:  # far from what a right place has: most places that are tried
            return here, []
        film = _outstanding(self.film.rows[start:end])
        margin = max(_ELSEWHERE)
        there = STRIDE * np.arange(start - margin, end + margin) - self.offset
        known = (there >= 0) & (there < len(self.track.loud))
        track = np.zeros((len(there), film.shape[1]), np.float32)
        track[known] = _outstanding(self.track.rows[there[known]])
        film_size, track_size = _size(film), _size(track)  # the same at every place

        def at(shift: int) -> float:
            moved = slice(margin - shift, margin - shift + end - start)
            part = weight[known[moved]]
            fits = _correlation(film, track[moved], film_size, track_size[moved])
            told = float(part @ fits[known[moved]])
            return told / max(0.5, float(np.sqrt((part * part).sum())))

        here = at(0)
        return here, [at(shift) for shift in _ELSEWHERE] if here >= 2 * _STRAYS else []

    def settled(self, start: int, end: int) -> "Overlay":
        """The same, moved by a spectrum or two to where the agreement is best."""
        tried = [self._replace(offset=self.offset + by) for by in (0, -1, 1, -2, 2)]
        fits = [each for each in tried if each.start <= start and end <= each.end]
        return max(fits or [self], key=lambda each: float(each.agreement(start, end).mean()))

    def reach(self, start: int, end: int) -> tuple[int, int]:
        """How far the recording is heard around the rows ``start`` to ``end``.

        From where both agree best the stretch grows to each side as long as it is likelier that
        the recording goes on than that it does not.
        """
        usual, stray, full = self._usual(start, end)

        def gain(a: int, b: int) -> _Figures:
            if b <= a:
                return np.zeros(0, np.float32)
            w = _weight(self.share(a, b), full)
            return np.asarray(w * (self.agreement(a, b) - stray - _DRAWS * usual * w), np.float32)

        middle = start + _heart(gain(start, end))
        before = gain(max(self.start, middle - _LONGEST), middle)[::-1]
        return (
            middle - _grown(before),
            middle + _grown(gain(middle, min(self.end, middle + _LONGEST))),
        )

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch without what hangs on at its edges by chance, told by the whole of it.

        Only for what is shown: whether something is heard at all is judged by the full stretch.
        """
        usual, stray, full = self._usual(start, end)
        weight = _weight(self.share(start, end), full)
        gain = weight * (self.agreement(start, end) - stray - _KEEPS * usual * weight)
        middle = _heart(np.asarray(gain, np.float32))
        before = np.concatenate([[0.0], np.cumsum(gain[:middle][::-1])])
        after = np.concatenate([[0.0], np.cumsum(gain[middle:])])
        first, last = middle - int(np.argmax(before)), middle + int(np.argmax(after))
        return (start + first, start + last) if last - first >= SHORTEST else (start, end)

    def _usual(self, start: int, end: int) -> tuple[float, float, float]:
        """The stretch's usual agreement, that of wrong places, and its loudest share (log)."""
        shares = self.share(start, end)
        full = float(np.quantile(shares, 0.95))
        weight = _weight(shares, full)
        _, others = self._here_and_elsewhere(start, end)
        root = float(np.sqrt((weight * weight).sum()))
        stray = max(0.0, float(np.mean(others or [0.0]))) * root / float(weight.sum())
        usual = float((weight * (self.agreement(start, end) - stray)).sum()) / root**2
        return max(usual, 0.02), stray, full


def _heart(gain: _Figures) -> int:
    """The row around which both agree best."""
    box = np.ones(min(len(gain), SHORTEST), np.float32)
    return int(np.argmax(np.convolve(gain, box, "same")))


def _weight(share: _Figures, full: float) -> _Figures:
    """1 where the recording is as loud in the film as it gets, less where it is drowned."""
    return np.asarray(np.exp(0.5 * np.minimum(0.0, share - full)), np.float32)


def _correlation(
    film: _Figures, track: _Figures, film_size: _Figures, track_size: _Figures
) -> _Figures:
    both = np.einsum("ij,ij->i", film, track)
    return np.asarray(both / np.sqrt(film_size * track_size + 1e-3), np.float32)


def _size(rows: _Figures) -> _Figures:
    return np.asarray(np.einsum("ij,ij->i", rows, rows), np.float32)


def _outstanding(rows: NDArray[np.int8]) -> _Figures:
    """Only what stands above its surroundings, whatever sounds all the time taken out."""
    high = np.asarray(np.maximum(rows, 0), np.float32) / np.float32(DEPTH)
    high = high - high.mean(1, keepdims=True)
    return np.asarray(high - high.mean(0), np.float32)


def _grown(gain: _Figures) -> int:
    """After how many rows the sum of gains is highest, before it has not risen for long."""
    if not len(gain):
        return 0
    total = np.concatenate([[0.0], np.cumsum(gain)])
    best = np.maximum.accumulate(total)
    rises = np.maximum.accumulate(np.where(total >= best, np.arange(len(total)), 0))
    still = np.nonzero(np.arange(len(total)) - rises > HOLD)[0]
    return int(rises[still[0]] if len(still) else rises[-1])
