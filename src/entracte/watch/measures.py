"""What is measured of each frame and of each pair of frames, a stretch of film at a time.

All measures are of the small pictures: luma 36×64, chroma 18×32, 8 bits, luma 16 to 235.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

_BINS = 16
_BLACK = 24  # luma: black bars are not above it
_BLOCK = 8
_CHROMA = 1.5  # chroma differences are smaller than luma's, and tell more


class Seen(NamedTuple):
    """A stretch of n frames, measured."""

    grey: NDArray[np.int16]  # n×18×32: luma, a quarter of the pixels
    cells: Floats  # n×240: luma in 9×16 cells, chroma in 6×8 cells each, ready for distances
    forms: Floats  # n×144: luma in 9×16 cells whatever the light, of length 1
    rows: NDArray[np.bool_]  # n×18: rows that are not black from side to side
    columns: NDArray[np.bool_]  # n×32: columns that are not black from top to bottom
    mean: Floats  # n: mean luma
    spread: Floats  # n: standard deviation of luma
    tones: Floats  # n×16: share of pixels in each step of luma
    fine: Floats  # n: mean difference of neighbouring pixels, a measure of sharpness
    step: Floats  # n: mean difference of luma from the frame before (0 for the first)
    colour: Floats  # n×3: mean y, u, v


def measured(luma: Bytes, u: Bytes, v: Bytes, before: NDArray[np.int16] | None) -> Seen:
    """Measures of n frames; ``before`` is the ``grey`` of the frame before the first."""
    n = len(luma)
    four = luma.reshape(n, 18, 2, 32, 2)
    total = four[:, :, 0, :, 0].astype(np.int16)
    total += four[:, :, 0, :, 1]
    total += four[:, :, 1, :, 0]
    total += four[:, :, 1, :, 1]
    grey = total >> 2
    blocks = total.reshape(n, 9, 2, 16, 2).sum(axis=(2, 4), dtype=np.int32).reshape(n, 144)
    reds = u.reshape(n, 6, 3, 8, 4).sum(axis=(2, 4), dtype=np.int32).reshape(n, 48)
    blues = v.reshape(n, 6, 3, 8, 4).sum(axis=(2, 4), dtype=np.int32).reshape(n, 48)
    cells = np.empty((n, 240), np.float32)
    # Scaled so that the length of a difference is the root mean square in steps of luma.
    cells[:, :144] = (blocks * (1 / 16) - 110) / 12
    cells[:, 144:192] = (reds * (1 / 12) - 128) * (_CHROMA / 96**0.5)
    cells[:, 192:] = (blues * (1 / 12) - 128) * (_CHROMA / 96**0.5)
    flat = grey.reshape(n, 576)
    lit = grey > _BLACK
    rows: NDArray[np.bool_] = np.asarray(lit.any(axis=2))
    columns: NDArray[np.bool_] = np.asarray(lit.any(axis=1))
    # The form of the picture between its black bars.
    high = rows[:, 0::2] | rows[:, 1::2]
    wide = columns[:, 0::2] | columns[:, 1::2]
    shown = (high[:, :, None] & wide[:, None, :]).reshape(n, 144).astype(np.float32)
    forms = cells[:, :144] * shown
    forms -= shown * (forms.sum(axis=1) / np.maximum(shown.sum(axis=1), 1))[:, None]
    forms /= np.maximum(np.sqrt(np.einsum("ij,ij->i", forms, forms))[:, None], 1.5)
    mean = flat.mean(axis=1, dtype=np.float32)
    spread = flat.std(axis=1, dtype=np.float32)
    keys = (flat >> 4) + (np.arange(n, dtype=np.int64) * _BINS)[:, None]
    tones = np.bincount(keys.ravel(), minlength=n * _BINS).reshape(n, _BINS).astype(np.float32)
    fine = np.abs(grey[:, :, 1:] - grey[:, :, :-1]).mean(axis=(1, 2), dtype=np.float32)
    step = np.zeros(n, np.float32)
    step[1:] = np.abs(grey[1:] - grey[:-1]).mean(axis=(1, 2), dtype=np.float32)
    if before is not None and n:
        step[0] = np.abs(grey[0] - before).mean(dtype=np.float32)
    colour = np.stack(
        [mean, reds.mean(axis=1, dtype=np.float32) / 12, blues.mean(axis=1, dtype=np.float32) / 12],
        axis=1,
    )
    return Seen(
        grey,
        cells,
        forms,
        rows,
        columns,
        mean,
        spread,
        (tones / np.float32(576)).astype(np.float32),
        fine,
        step,
        colour,
    )


def joined(parts: list[Seen]) -> Seen:
    return Seen(*(np.concatenate(fields) for fields in zip(*parts, strict=True)))


def after(seen: Seen, count: int) -> Seen:
    """The stretch without its first ``count`` frames."""
    fields: list[Any] = [field[count:] for field in seen]
    return Seen(*fields)


def distances(cells: Floats, known: Floats | None = None) -> Floats:
    """n×n: how unlike the pictures are, frame by frame, in steps of luma (root mean square).

    ``known`` are the distances of the first frames, if they were measured before.
    """
    n = len(cells)
    done = len(known) if known is not None else 0
    out = np.empty((n, n), np.float32)
    if known is not None:
        out[:done, :done] = known
    lengths = np.einsum("ij,ij->i", cells, cells)
    # In blocks, small enough that the product is not shared out among threads, which costs more.
    for start in range(done, n, _BLOCK):
        rows = slice(start, min(n, start + _BLOCK))
        squares = lengths[rows, None] + lengths[None, :] - 2 * (cells[rows] @ cells.T)
        np.sqrt(np.maximum(squares, 0, out=squares), out=out[rows])
    out[:done, done:] = out[done:, :done].T
    return out


def active(seen: Seen, a: int, b: int, both: bool) -> tuple[slice, slice] | None:
    """The rows and columns of ``grey`` between the black bars of frames a and b.

    Those with a picture in ``both``, or in either; none where that leaves too little.
    """
    rows = seen.rows[a] & seen.rows[b] if both else seen.rows[a] | seen.rows[b]
    columns = seen.columns[a] & seen.columns[b] if both else seen.columns[a] | seen.columns[b]
    high, wide = np.flatnonzero(rows), np.flatnonzero(columns)
    if len(high) < 6 or len(wide) < 10:
        return None
    return slice(int(high[0]), int(high[-1]) + 1), slice(int(wide[0]), int(wide[-1]) + 1)


def alike(a: NDArray[np.int16], b: NDArray[np.int16]) -> float:
    """Correlation of two pictures: 1 for the same one, also when lighter or darker."""
    x = a.astype(np.float32).ravel()
    y = b.astype(np.float32).ravel()
    x -= x.mean()
    y -= y.mean()
    size = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / size if size > x.size else 0.0


def moved(a: NDArray[np.int16], b: NDArray[np.int16]) -> float:
    """The best correlation of two pictures when one is shifted by up to half a picture across."""
    x = a.ravel().astype(np.float32)
    y = np.append(b.ravel().astype(np.float32), np.float32(0))[_PLACES]
    count = _SHARED.sum(axis=1)
    across = y @ x - (_SHARED @ x) * y.sum(axis=1) / count
    one = _SHARED @ (x * x) - (_SHARED @ x) ** 2 / count
    other = (y * y).sum(axis=1) - y.sum(axis=1) ** 2 / count
    size = np.sqrt(np.maximum(one * other, 0))
    return float(np.where(size > count, across / np.maximum(size, 1), 0).max())


def _shifts() -> tuple[NDArray[np.intp], Floats]:
    """For each shift, the place in the second picture of each pixel of the first, if it has one."""
    places, shared = [], []
    y, x = np.mgrid[0:18, 0:32]
    across = (-14, -10, -7, -5, -3, -2, -1, 0, 1, 2, 3, 5, 7, 10, 14)
    down = (-9, -6, -4, 4, 6, 9)
    shifts = [(dx, dy) for dx in across for dy in (-2, 0, 2)]
    shifts += [(dx, dy) for dx in (-3, 0, 3) for dy in down]
    for dx, dy in shifts:
        inside = (x + dx >= 0) & (x + dx < 32) & (y + dy >= 0) & (y + dy < 18)
        places.append(np.where(inside, (y + dy) * 32 + x + dx, 18 * 32).ravel())
        shared.append(inside.ravel())
    return np.array(places), np.array(shared, np.float32)


_PLACES, _SHARED = _shifts()
