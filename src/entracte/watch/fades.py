"""Fades: the picture goes to black (or white) and another comes out of it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entracte.watch.measures import Floats, Seen

_REACH = 48  # frames: the longest fade looked for on each side
_STEEP = 0.6  # a fade of which this share happens in one frame is a cut to black


class Edge(NamedTuple):
    """Where a flat stretch begins (``into``) or ends, and the way down to it or up from it."""

    flat: int  # the first flat frame, or the last
    full: int  # the last frame of the full picture before it, or the first after it
    into: bool
    gradual: bool
    deep: float  # steps of luma between the full picture and the flat one
    cells: Floats  # the full picture


def flat(seen: Seen) -> NDArray[np.bool_]:
    """Frames on which there is nothing to see: black, white, or one colour all over.

    Beside the pictures around them, for those of a dark film are nearly black themselves.
    """
    extreme = (seen.mean < 40) | (seen.mean > 200)
    around = _highest(seen.spread, _REACH)
    limit = np.clip(0.2 * around, 1.0, np.where(extreme, 5.0, 2.0))
    return np.asarray((seen.spread < limit) & (seen.fine < 1.5))


def _highest(values: Floats, reach: int) -> Floats:
    """The largest of the values up to ``reach`` frames away, for each frame."""
    padded = np.pad(values, reach, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    return np.asarray(windows.max(axis=1), np.float32)


def edges(seen: Seen, apart: Floats, blank: NDArray[np.bool_], first: int, last: int) -> list[Edge]:
    """The beginnings and ends of flat stretches among frames first..last-1."""
    n = len(blank)
    found = []
    for i in range(first, last):
        if not blank[i]:
            continue
        if i > 0 and not blank[i - 1]:
            found.append(_edge(seen, apart, i, -1, n))
        if i + 1 < n and not blank[i + 1]:
            found.append(_edge(seen, apart, i, 1, n))
    return found


def _edge(seen: Seen, apart: Floats, at: int, way: int, n: int) -> Edge:
    full = at
    highest = 0.0
    slack = 0
    for k in range(1, _REACH + 1):
        i = at + way * k
        if not 0 <= i < n:
            break
        here = float(apart[at, i])
        if here > highest * 1.02 + 0.3:
            highest, full, slack = here, i, 0
        else:
            slack += 1
            if slack > 2:
                break
    leaps = [float(apart[at, i + way] - apart[at, i]) for i in range(at, full, way)] or [0.0]
    deep = float(apart[at, full])
    gradual = max(leaps) < _STEEP * deep and abs(full - at) >= 3
    if not gradual:
        full = at + way
    return Edge(at, full, way < 0, gradual, float(apart[at, full]), seen.cells[full].copy())
