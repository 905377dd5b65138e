"""Cuts: one picture, then another. Not flashes, not whip pans, not a change of the black bars.

After the twin comparison of Zhang, Kankanhalli and Smoliar (1993), with each difference measured
after the best small shift, and judged beside its neighbours rather than alone.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entracte.watch.measures import Floats, Seen, active, alike, moved

_FLOOR = 1.5  # steps of luma: smaller changes are not looked at
_NEAR = 6  # neighbours on each side that a change is judged beside
_BACK = 8  # frames within which a flash is over
_KIN = 4  # frames on each side that are compared in form

NAMES = (
    "size", "beside", "before", "after", "back", "unlike", "tones", "moved", "light", "inside",
    "kin", "calm", "form",
)  # fmt: skip


class Change(NamedTuple):
    """A sudden change between frame ``at`` - 1 and frame ``at``, and what speaks for a cut."""

    at: int
    weights: tuple[float, ...]  # see NAMES


def changes(seen: Seen, apart: Floats, first: int, last: int) -> list[Change]:
    """Sudden changes at frames first..last-1. ``apart`` is the frames' ``distances``."""
    n = len(apart)
    jump = np.zeros(n, np.float32)
    jump[1:] = apart[np.arange(n - 1), np.arange(1, n)]
    found = []
    for at in range(max(first, 1), last):
        here = jump[at]
        if here < 2 * _FLOOR or here < jump[at - 1] or (at + 1 < n and here < jump[at + 1]):
            continue
        near = np.concatenate([jump[max(1, at - _NEAR) : at], jump[at + 1 : at + 1 + _NEAR]])
        if len(near) and here < 1.5 * np.partition(near, len(near) // 2)[len(near) // 2]:
            continue
        found.append(Change(at, _weighed(seen, apart, at)))
    return found


def _weighed(seen: Seen, apart: Floats, at: int) -> tuple[float, ...]:
    n = len(apart)

    start = max(1, at - _NEAR)
    scores = _scores(seen, start, min(n, at + 1 + _NEAR))
    here = float(scores[at - start])
    before = sorted(scores[: at - start].tolist())
    after = sorted(scores[at - start + 1 :].tolist())
    # The largest neighbour on each side may be another cut; the second tells of motion.
    calm_before = before[-2] if len(before) > 1 else (before[-1] if before else 0.0)
    calm_after = after[-2] if len(after) > 1 else (after[-1] if after else 0.0)
    middle = float(np.median(before + after)) if before or after else 0.0
    largest = max(before + after, default=0.0)
    gap = float(apart[at - 1, at])
    low, high = max(0, at - _BACK), min(n, at + _BACK + 1)
    lag = np.arange(at, high)[None, :] - np.arange(low, at)[:, None]
    far = apart[low:at, at:high][(lag > 1) & (lag <= _BACK + 1)]
    back = float(far.min()) / (gap + 0.5) if far.size else 1.0
    old, new = seen.forms[max(0, at - _KIN) : at], seen.forms[at : at + _KIN]
    a, b = seen.grey[at - 1], seen.grey[at]
    whole = active(seen, at - 1, at, both=False)
    shared = active(seen, at - 1, at, both=True)
    if whole:
        a, b = a[whole], b[whole]
    inside = 0.0
    if shared and shared != whole:
        x, y = seen.grey[at - 1][shared], seen.grey[at][shared]
        inside = float(
            np.log((_shifted(x, y) + 1) / (_shifted(seen.grey[at - 1], seen.grey[at]) + 1))
        )
        inside = min(inside, 0.0)
    forms = seen.forms[start - 1 : min(n, at + 1 + _NEAR)]
    turns = np.sqrt(np.maximum(2 - 2 * np.einsum("ij,ij->i", forms[1:], forms[:-1]), 0))
    usual = float(np.median(np.delete(turns, at - start))) if len(turns) > 1 else 0.0
    return (
        float(np.log(here + 1)),
        float(np.log((here + 1) / (middle + 1))),
        float(np.log((here + 1) / (calm_before + 1))),
        float(np.log((here + 1) / (calm_after + 1))),
        min(back, 1.5),
        1 - alike(a, b),
        float(np.abs(seen.tones[at] - seen.tones[at - 1]).sum()) / 2,
        1 - moved(seen.grey[at - 1], seen.grey[at]),
        abs(float(seen.mean[at] - seen.mean[at - 1])) / (gap + 0.5),
        inside,
        1 - float((old @ new.T).max()),
        float(np.log((here + 1) / (largest + 1))),
        float(np.log((float(turns[at - start]) + 0.05) / (usual + 0.05))),
    )


def _scores(seen: Seen, start: int, end: int) -> Floats:
    """How much changes at each of these frames, after the best small shift, in steps of luma."""
    olds, news = seen.grey[start - 1 : end - 1, 1:-1, 2:-2], seen.grey[start:end]
    shape = olds.shape[1:]
    windows = np.lib.stride_tricks.sliding_window_view(news, shape, axis=(1, 2))
    windows = windows.reshape(len(olds), -1, *shape)
    luma = np.abs(windows - olds[:, None]).mean(axis=(2, 3), dtype=np.float32).min(axis=1)
    chroma = seen.cells[start:end, 144:] - seen.cells[start - 1 : end - 1, 144:]
    tones = np.abs(seen.tones[start:end] - seen.tones[start - 1 : end - 1]).sum(axis=1)
    return np.asarray(0.6 * luma + np.sqrt((chroma**2).sum(axis=1)) + 4 * tones, np.float32)


def _shifted(a: NDArray[np.int16], b: NDArray[np.int16]) -> float:
    """Mean difference of two pictures after the best shift by up to 2 across and 1 down."""
    core = a[1:-1, 2:-2]
    windows = np.lib.stride_tricks.sliding_window_view(b, core.shape).reshape(-1, *core.shape)
    return float(np.abs(windows - core).mean(axis=(1, 2), dtype=np.float32).min())
