"""Cuts: one picture, then another. Not flashes, not whip pans, not a change of the black bars.

After the twin comparison of Zhang, Kankanhalli and Smoliar (1993), with each difference measured
after the best small shift, and judged beside its neighbours rather than alone.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entracte.watch.measures import Floats, Seen

_FLOOR = 1.5  # steps of luma: smaller changes are not looked at
_NEAR = 6  # neighbours on each side that a change is judged beside
_BACK = 8  # frames within which a flash is over
_SHIFTS = tuple((dy, dx) for dy in (-1, 0, 1) for dx in (-2, -1, 0, 1, 2))


class Change(NamedTuple):
    """A sudden change between frame ``at`` - 1 and frame ``at``, and what speaks for a cut."""

    at: int
    weights: tuple[float, ...]  # see NAMES


NAMES = ("size", "beside", "before", "after", "return", "unlike", "tones", "moved", "light")


def changes(seen: Seen, apart: Floats, first: int, last: int) -> list[Change]:
    """Sudden changes at frames first..last-1. ``apart`` is the frames' ``distances``."""
    step = seen.step
    found = []
    n = len(step)
    memory: dict[int, float] = {}
    for at in range(max(first, 1), last):
        here = step[at]
        if here < _FLOOR and apart[at - 1, at] < 2 * _FLOOR:
            continue
        if at + 1 < n and step[at + 1] > here and apart[at, at + 1] > apart[at - 1, at]:
            continue
        if step[at - 1] > here and at >= 2 and apart[at - 2, at - 1] > apart[at - 1, at]:
            continue
        near = np.concatenate([step[max(1, at - _NEAR) : at], step[at + 1 : at + 1 + _NEAR]])
        if here < 1.2 * float(np.median(near) if len(near) else 0):
            continue
        found.append(Change(at, _weighed(seen, apart, at, memory)))
    return found


def _weighed(seen: Seen, apart: Floats, at: int, memory: dict[int, float]) -> tuple[float, ...]:
    n = len(seen.mean)

    def score(i: int) -> float:
        if i not in memory:
            memory[i] = _score(seen, apart, i)
        return memory[i]

    here = score(at)
    before = sorted(score(i) for i in range(max(1, at - _NEAR), at))
    after = sorted(score(i) for i in range(at + 1, min(n, at + 1 + _NEAR)))
    # The largest neighbour on each side may be another cut; the second tells of motion.
    calm_before = before[-2] if len(before) > 1 else (before[-1] if before else 0.0)
    calm_after = after[-2] if len(after) > 1 else (after[-1] if after else 0.0)
    middle = float(np.median(before + after)) if before or after else 0.0
    gap = float(apart[at - 1, at])
    low, high = max(0, at - _BACK), min(n, at + _BACK + 1)
    across = apart[low:at, at:high]
    lag = np.arange(at, high)[None, :] - np.arange(low, at)[:, None]
    far = across[(lag > 1) & (lag <= _BACK + 1)]
    back = float(far.min()) / (gap + 0.5) if far.size else 1.0
    wide = _moved(seen.grey[at - 1], seen.grey[at])
    like = _alike(seen.grey[at - 1], seen.grey[at])
    tones = float(np.abs(seen.tones[at] - seen.tones[at - 1]).sum()) / 2
    light = abs(float(seen.mean[at] - seen.mean[at - 1])) / (gap + 0.5)
    noise = 1.0
    return (
        float(np.log(here + noise)),
        float(np.log((here + noise) / (middle + noise))),
        float(np.log((here + noise) / (calm_before + noise))),
        float(np.log((here + noise) / (calm_after + noise))),
        min(back, 1.5),
        1 - like,
        tones,
        1 - wide,
        light,
    )


def _score(seen: Seen, apart: Floats, at: int) -> float:
    """How much changes at ``at``, in steps of luma, after the best small shift of the picture."""
    a, b = seen.grey[at - 1], seen.grey[at]
    core = a[1:-1, 2:-2]
    windows = np.lib.stride_tricks.sliding_window_view(b, core.shape).reshape(-1, *core.shape)
    differences = np.abs(windows - core)
    luma = float(differences.mean(axis=(1, 2), dtype=np.float32).min())
    chroma = float(np.linalg.norm(seen.cells[at, 144:] - seen.cells[at - 1, 144:]))
    tones = float(np.abs(seen.tones[at] - seen.tones[at - 1]).sum())
    return 0.6 * luma + chroma + 4 * tones


def _alike(a: NDArray[np.int16], b: NDArray[np.int16]) -> float:
    """Correlation of two pictures: 1 for the same one, also when lighter or darker."""
    x = a.ravel() - a.mean(dtype=np.float32)
    y = b.ravel() - b.mean(dtype=np.float32)
    size = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / size if size > 576 else 0.0


def _moved(a: NDArray[np.int16], b: NDArray[np.int16]) -> float:
    """The best correlation of two pictures when one is shifted by up to half a picture across."""
    best = 0.0
    for dx in (-14, -10, -7, -5, -3, -2, -1, 0, 1, 2, 3, 5, 7, 10, 14):
        for dy in (-3, -1, 0, 1, 3):
            x = a[max(0, dy) : 18 + min(0, dy), max(0, dx) : 32 + min(0, dx)]
            y = b[max(0, -dy) : 18 - max(0, dy), max(0, -dx) : 32 - max(0, dx)]
            best = max(best, _alike(x, y))
    return best
