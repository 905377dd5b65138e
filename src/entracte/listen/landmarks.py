"""Landmarks of sound: pairs of tones that stand out, whatever is heard over them.

After A. Wang, "An industrial-strength audio search algorithm" (ISMIR 2003).
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from entracte.listen.spectrum import BINS, SECOND, Levels, Piece, Samples, pieces

STRIDE = 2  # of so many spectra one is kept in a picture
DEPTH = 32  # steps of a picture's values to one step of the logarithm
_PEAKS = 2.0  # peaks kept, a spectrum: about 125 a second
_STANDS_OUT = 0.4  # logarithm of the magnitude above its surroundings
_REACH = (5, 6)  # spectra and bins to each side of which a peak is the highest
_FAN = 10  # pairs that each peak makes
_NEAR, _FAR = 2, 63  # spectra between the two peaks of a pair
_APART = 63  # bins between them, at the most
_AT_ONCE = 300 * SECOND  # spectra whose peaks are paired at once

_Points: TypeAlias = tuple[NDArray[np.int32], NDArray[np.int32]]  # spectra, bins


class Landmarks(NamedTuple):
    """Pairs of peaks: ``hashes[i]`` is heard at ``times[i]``, in spectra. Sorted by time."""

    hashes: NDArray[np.uint32]
    times: NDArray[np.int32]


class Picture(NamedTuple):
    """A coarse picture of a levelled spectrum, and how loud each of its rows is."""

    rows: NDArray[np.int8]  # (spectra, BINS): how far each point stands out, DEPTH to a step
    loud: NDArray[np.float32]  # logarithm of the energy


class Fingerprint(NamedTuple):
    """What a sound is known by: its landmarks, and a picture with every STRIDEth spectrum."""

    marks: Landmarks
    picture: Picture


def fingerprint(blocks: Iterable[Samples]) -> Fingerprint:
    """The fingerprint of a sound that comes in blocks: about 20 KB a second."""
    points: list[_Points] = []
    parts: list[Picture] = []
    for piece in pieces(blocks):
        points.append(_peaks(piece))
        parts.append(_picture(piece, STRIDE))
    return Fingerprint(_paired(points), _joined(parts))


def picture(samples: Samples) -> Picture:
    """A picture of a whole sound with every spectrum."""
    return _joined([_picture(piece, 1) for piece in pieces((samples,))])


def landmarks(samples: Samples) -> Landmarks:
    """The landmarks of a whole sound."""
    return marked(pieces((samples,)))


def marked(found: Iterable[Piece], peaks: float = _PEAKS, fan: int = _FAN) -> Landmarks:
    """The landmarks of the pieces of a sound: so many peaks a spectrum, so many pairs a peak."""
    return _paired([_peaks(piece, peaks) for piece in found], fan)


def _picture(piece: Piece, stride: int) -> Picture:
    own = slice(piece.start, piece.end, stride)
    rows = np.clip(np.rint(piece.levels[own] * DEPTH), -127, 127)
    return Picture(rows.astype(np.int8), piece.loud[own])


def _joined(parts: list[Picture]) -> Picture:
    nothing = Picture(np.zeros((0, BINS), np.int8), np.zeros(0, np.float32))
    rows, loud = zip(*(parts or [nothing]), strict=True)
    return Picture(np.concatenate(rows), np.concatenate(loud))


def _peaks(piece: Piece, most: float = _PEAKS) -> _Points:
    """The points that are the highest of their neighbourhood, the strongest of each second."""
    high = _highest(_highest(piece.levels, _REACH[0]).T, _REACH[1]).T
    own = piece.levels[piece.start : piece.end]
    frames, bins = np.nonzero((own >= high[piece.start : piece.end]) & (own > _STANDS_OUT))
    strength = own[frames, bins]
    keep = np.zeros(len(frames), bool)
    bounds = np.searchsorted(frames, np.arange(0, len(own) + SECOND, SECOND))
    for a, b in pairwise(bounds):
        order = np.argsort(-strength[a:b], kind="stable")[: int(most * SECOND)]
        keep[a + order] = True
    return (frames[keep] + piece.first).astype(np.int32), bins[keep].astype(np.int32)


def _highest(values: Levels, reach: int) -> Levels:
    """The highest of so many rows before and after each; each step doubles what is looked over."""
    size, done = 2 * reach + 1, 1
    out = np.pad(values, ((reach, reach), (0, 0)), constant_values=-9)
    while done < size:
        by = min(done, size - done)
        out = np.maximum(out[:-by], out[by:])
        done += by
    return out


def _paired(points: list[_Points], fan: int = _FAN) -> Landmarks:
    """Each peak with the next ones that lie within reach, as many as it makes."""
    if not points:
        return Landmarks(np.zeros(0, np.uint32), np.zeros(0, np.int32))
    frames = np.concatenate([each[0] for each in points])
    bins = np.concatenate([each[1] for each in points])
    if not len(frames):
        return Landmarks(np.zeros(0, np.uint32), np.zeros(0, np.int32))
    # Some peaks at a time, never parting those of one moment: all at once would take much room.
    bounds = np.searchsorted(frames, np.arange(0, int(frames[-1]) + 1 + _AT_ONCE, _AT_ONCE))
    parts = [
        _pairs(frames[a : b + 6 * fan], bins[a : b + 6 * fan], int(b - a), fan)
        for a, b in pairwise(bounds)
    ]
    hashes, times = zip(*parts, strict=True)
    return Landmarks(np.concatenate(hashes), np.concatenate(times))


def _pairs(
    frames: NDArray[np.int32], bins: NDArray[np.int32], own: int, fan: int
) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """The pairs that the first ``own`` peaks make, sorted by time."""
    hashes, times = [np.zeros(0, np.uint32)], [np.zeros(0, np.int32)]
    made = np.zeros(own, np.int32)
    for ahead in range(1, min(len(frames), 6 * fan)):
        size = min(own, len(frames) - ahead)
        gap = frames[ahead : ahead + size] - frames[:size]
        rise = bins[ahead : ahead + size] - bins[:size]
        count = made[:size]
        good = (gap >= _NEAR) & (gap <= _FAR) & (np.abs(rise) <= _APART) & (count < fan)
        count += good
        low = bins[:size][good].astype(np.uint32)
        up = (rise[good] + _APART).astype(np.uint32)
        hashes.append((low << 13) | (up << 6) | gap[good].astype(np.uint32))
        times.append(frames[:size][good])
    every, when = np.concatenate(hashes), np.concatenate(times)
    order = np.argsort(when, kind="stable")
    return every[order], when[order].astype(np.int32)
