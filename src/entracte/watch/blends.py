"""Dissolves and wipes: one picture becomes another over several frames.

A dissolve lies on the straight way from the first picture to the second; a wipe is the one in some
places and the other in the rest. Both show in the distances between frames alone: with D from end
to end, and p and q from a frame to the ends, a dissolve has p + q = D, a wipe p² + q² = D².
"""

from typing import NamedTuple

import numpy as np

from entracte.watch.measures import Floats, Seen

LENGTHS = (3, 4, 6, 8, 10, 12, 14, 17, 20, 24, 28, 33, 40, 48)  # frames from end to end
_BESIDE = 6  # frames on each side that must be calm
_LEAST = 5.0  # steps of luma between the two pictures


class Blend(NamedTuple):
    """A gradual change from frame ``first`` to frame ``last``, and what speaks for it."""

    first: int
    last: int
    at: int  # the frame where the second picture has come half way
    weights: tuple[float, ...]  # see NAMES


NAMES = (
    "size",
    "stands out",
    "off the way",
    "worst off",
    "backward",
    "leap",
    "alike",
    "flat",
    "crossing",
    "length",
    "light",
    "even",
)


def blends(seen: Seen, apart: Floats, first: int, last: int) -> list[Blend]:
    """Gradual changes whose middle is one of the frames first..last-1, the best of each place."""
    n = len(apart)
    centres = np.arange(first, last)
    best = np.zeros(len(centres), np.float32)
    length = np.zeros(len(centres), np.int64)
    for size in LENGTHS:
        a = centres - size // 2
        b = a + size
        inside = (a >= 0) & (b < n)
        a, b = np.where(inside, a, 0), np.where(inside, b, 0)
        gap = np.where(inside, apart[a, b], 0)
        calm = np.maximum(
            apart[np.maximum(a - _BESIDE, 0), a], apart[b, np.minimum(b + _BESIDE, n - 1)]
        )
        middle = apart[a, (a + b) // 2] + apart[(a + b) // 2, b]
        quality = gap / (2.0 + calm) * (gap / np.maximum(middle, 1e-3)) ** 2 * size**-0.15
        quality = np.where(gap > _LEAST, quality, 0)
        better = quality > best
        best = np.where(better, quality, best)
        length = np.where(better, size, length)
    found = []
    for i in np.argsort(-best, kind="stable"):
        if best[i] < 0.8:
            break
        a = int(centres[i] - length[i] // 2)
        b = a + int(length[i])
        if any(
            min(b, other.last) - max(a, other.first) > 0.5 * min(b - a, other.last - other.first)
            for other in found
        ):
            continue
        found.append(_weighed(seen, apart, a, b, float(best[i])))
    return found


def _weighed(seen: Seen, apart: Floats, a: int, b: int, quality: float) -> Blend:
    gap = float(apart[a, b])
    p, q = apart[a, a : b + 1] / gap, apart[a : b + 1, b] / gap
    way = (p * p - q * q + 1) / 2  # how far along the straight way each frame is
    off = np.sqrt(np.maximum(p * p - way * way, 0))[1:-1]
    moves = np.diff(way)
    at = a + int(np.argmax(way >= 0.5))
    x = seen.grey[a].ravel() - seen.mean[a]
    y = seen.grey[b].ravel() - seen.mean[b]
    size = float(np.sqrt((x @ x) * (y @ y)))
    alike = float(x @ y) / size if size > 576 else 0.0
    ends = (float(seen.spread[a]) + float(seen.spread[b])) / 2
    flat = 1 - float(seen.spread[a + 1 : b].min()) / (ends + 1)
    corner = np.sqrt(np.maximum(p * p + q * q, 0))[1:-1]
    return Blend(
        a,
        b,
        at,
        (
            float(np.log(gap)),
            float(np.log(quality + 0.01)),
            float(off.mean()),
            float(off.max()),
            float(np.minimum(moves, 0).sum()),
            float(moves.max()),
            alike,
            flat,
            float(np.abs(corner - 1).mean()),
            float(np.log(b - a)),
            abs(float(seen.mean[b] - seen.mean[a])) / gap,
            float(moves.std() * (b - a)),
        ),
    )
