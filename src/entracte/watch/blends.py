"""Dissolves and wipes: one picture becomes another over several frames.

A dissolve lies on the straight way from the first picture to the second; a wipe is the one in some
places and the other in the rest. Both show in the distances between frames alone: with D from end
to end, and p and q from a frame to the ends, a dissolve has p + q = D, a wipe p² + q² = D².
"""

from typing import NamedTuple

import numpy as np

from entracte.watch.measures import Floats, Seen, active, alike, moved

LENGTHS = (3, 4, 6, 8, 10, 12, 14, 17, 20, 24, 28, 33, 40, 48)  # frames from end to end
_BESIDE = 6  # frames on each side that must be calm
_LEAST = 4.0  # steps of luma between the two pictures
_MOVED = 0.1  # of the difference left by the best shift: the camera has moved, no more
_EDGE = 0.08  # of the way: nearer to an end than this, the change has not begun or is over
_LEAP = 0.6  # of the way in one frame: that is a cut

NAMES = (
    "size", "stands out", "off the way", "worst off", "backward", "leap", "alike", "flat",
    "crossing", "length", "light", "even", "either", "slope", "calm", "drift",
    "speed", "moved", "fine", "extent", "neither", "flips",
)  # fmt: skip


class Blend(NamedTuple):
    """A gradual change from frame ``first`` to frame ``last``, and what speaks for it."""

    first: int
    last: int
    at: int  # the frame where the second picture has come half way
    weights: tuple[float, ...]  # see NAMES


def blends(seen: Seen, apart: Floats, first: int, last: int) -> list[Blend]:
    """Gradual changes whose middle is one of the frames first..last-1, the best of each place."""
    n = len(apart)
    centres = np.arange(first, last)
    jump = np.zeros(n, np.float32)
    jump[1:] = apart[np.arange(n - 1), np.arange(1, n)]
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
        m = (a + b) // 2
        middle = apart[a, m] + apart[m, b]
        leap = jump[np.minimum(a[:, None] + np.arange(1, size + 1)[None, :], n - 1)].max(axis=1)
        quality = gap / (2.0 + calm) * (gap / np.maximum(middle, 1e-3)) ** 2 * size**-0.15
        quality = np.where((gap > _LEAST) & (leap < _LEAP * gap), quality, 0)
        better = quality > best
        best = np.where(better, quality, best)
        length = np.where(better, size, length)
    found: list[Blend] = []
    taken: list[tuple[int, int]] = []
    for i in np.argsort(-best, kind="stable").tolist():
        if best[i] < 0.4:
            break
        a0 = int(centres[i] - length[i] // 2)
        b0 = a0 + int(length[i])
        if all(min(b0, b1) - max(a0, a1) <= 0.5 * min(b0 - a0, b1 - a1) for a1, b1 in taken):
            taken.append((a0, b0))
            if _camera_moved(seen, a0, b0):
                continue
            found.append(_weighed(seen, apart, a0, b0, float(best[i])))
    return found


def _camera_moved(seen: Seen, a: int, b: int) -> bool:
    """Whether one picture is the other, shifted."""
    one, other = seen.grey[a], seen.grey[b]
    return 1 - moved(one, other) < _MOVED * (1 - alike(one, other))


def _weighed(seen: Seen, apart: Floats, a: int, b: int, quality: float) -> Blend:
    n = len(apart)
    gap = float(apart[a, b])
    p, q = apart[a, a : b + 1] / gap, apart[a : b + 1, b] / gap
    way = (p * p - q * q + 1) / 2  # how far along the straight way each frame is
    off = np.sqrt(np.maximum(p * p - way * way, 0))[1:-1]
    moves = np.diff(way)
    half = int(np.argmax(way >= 0.5))
    at = a + half
    begun, done = np.flatnonzero(way[:half] < _EDGE), np.flatnonzero(way[half:] > 1 - _EDGE)
    shown = active(seen, a, b, both=False)
    x, y = seen.grey[a], seen.grey[b]
    if shown:
        x, y = x[shown], y[shown]
    ends = (float(seen.spread[a]) + float(seen.spread[b])) / 2
    flat = 1 - float(seen.spread[a + 1 : b].min()) / (ends + 1)
    corner = np.sqrt(np.maximum(p * p + q * q, 0))[1:-1]
    beside = max(apart[max(a - _BESIDE, 0), a], apart[b, min(b + _BESIDE, n - 1)])
    either, slope, extent, neither, flips = _wiped(seen, a, b)
    size = b - a
    # A slow camera goes as far in the same time before or after; a dissolve does not.
    drift = min(
        apart[max(a - size, 0), a] if a > 3 else np.inf,
        apart[b, min(b + size, n - 1)] if b < n - 4 else np.inf,
    )
    steps = np.zeros(n, np.float32)
    steps[1:] = apart[np.arange(n - 1), np.arange(1, n)]
    outside = np.concatenate(
        [steps[max(1, a - _BESIDE + 1) : a + 1], steps[b + 1 : b + 1 + _BESIDE]]
    )
    usual = float(np.median(outside)) if len(outside) else 0.0
    speed = float(steps[a + 1 : b + 1].mean())
    m = at if a < at < b else (a + b) // 2
    one, other, mid = (seen.grey[i].astype(np.float32) for i in (a, b, m))
    straight = (other - one).ravel()
    share = float(straight @ (mid - one).ravel()) / (float(straight @ straight) + 1)
    rest = float(np.abs(mid - one - share * (other - one)).mean())
    fine = rest / (min(float(np.abs(mid - one).mean()), float(np.abs(mid - other).mean())) + 0.5)
    return Blend(
        a + (int(begun[-1]) if len(begun) else 0),
        at + (int(done[0]) if len(done) else b - at),
        at,
        (
            float(np.log(gap)),
            float(np.log(quality + 0.01)),
            float(off.mean()),
            float(off.max()),
            float(np.minimum(moves, 0).sum()),
            float(moves.max()),
            alike(x, y),
            flat,
            float(np.abs(corner - 1).mean()),
            float(np.log(b - a)),
            abs(float(seen.mean[b] - seen.mean[a])) / gap,
            float(moves.std() * (b - a)),
            either,
            slope,
            float(np.log((gap + 1) / (beside + 1))),
            float(np.log((gap + 1) / (min(drift, 200.0) + 1))),
            float(np.log((speed + 0.3) / (usual + 0.3))),
            1 - moved(seen.grey[a], seen.grey[b]),
            min(fine, 2.0),
            extent,
            neither,
            flips,
        ),
    )


def _wiped(seen: Seen, a: int, b: int) -> tuple[float, float, float, float, float]:
    """How far places are from being the one picture or the other, how orderly they change.

    Which share of the places changes at all; how often a pixel is like neither picture, and how
    often one goes back after it has changed.
    """
    cells = seen.cells[a : b + 1, :144] * 12
    span = cells[-1] - cells[0]
    tell = np.abs(span) > max(6.0, float(np.abs(span).mean()) * 0.5)
    if tell.sum() < 12:
        return 0.5, 0.0, 0.0, 0.5, 0.0
    share = (cells[1:-1, tell] - cells[0, tell]) / span[tell]
    either = float(np.minimum(np.abs(share), np.abs(1 - share)).clip(0, 1).mean())
    when = (share < 0.5).mean(axis=0)  # when each place changes, from 0 to 1
    where = np.flatnonzero(tell)
    y, x = where // 16 / 8 - 0.5, where % 16 / 15 - 0.5
    terms = np.stack([np.ones_like(x), x, y, np.abs(x), x * x + y * y], axis=1)
    fit = np.linalg.lstsq(terms, when, rcond=None)[0]
    rest = when - terms @ fit
    total = float(when.var())
    extent = float((np.abs(span) > max(4.0, float(np.abs(span).max()) * 0.1)).mean())
    grey = seen.grey[a : b + 1].reshape(b - a + 1, -1).astype(np.float32)
    turn = grey[-1] - grey[0]
    plain = np.abs(turn) > 12
    neither, flips = 0.5, 0.0
    if plain.sum() >= 40:
        part = (grey[1:-1, plain] - grey[0, plain]) / turn[plain]
        neither = float((np.abs(part - np.round(part.clip(0, 1))) > 0.3).mean())
        over = part > 0.5
        flips = float((np.abs(np.diff(over.astype(np.int8), axis=0)).sum(axis=0) > 1).mean())
    return either, float(total - rest.var()) * 12, extent, neither, flips
