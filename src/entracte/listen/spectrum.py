"""What stands out of a sound, moment by moment: its spectrum, levelled against its surroundings.

Quiet music under loud speech has its tones here too, for each point is measured against the mean of
what is heard around it, not against the loudest.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

RATE = 16_000  # samples a second that this expects
HOP = 256  # samples between two spectra: 62.5 a second
WINDOW = 1024  # samples of one spectrum
LOW, HIGH = 8, 336  # the bins that are used: 125 Hz to 5.2 kHz
BINS = HIGH - LOW
SECOND = 62  # spectra, a little less than a second
AROUND = 15  # half the side of the square that a point is levelled against
_PIECE = 32 * SECOND  # spectra made at once
_MARGIN = SECOND // 2  # spectra beside them, so that pieces join without a seam
_FLOOR = 1e-3  # what is quieter than this is silence

Samples: TypeAlias = NDArray[np.float32]  # between -1 and 1, one channel, RATE a second
Levels: TypeAlias = NDArray[np.float32]  # (spectra, BINS): how far each point stands out


class Piece(NamedTuple):
    """Some spectra in a row; those from ``start`` up to ``end`` are this piece's own."""

    levels: Levels
    loud: NDArray[np.float32]  # logarithm of the energy of each, high tones raised as in speech
    start: int
    end: int
    first: int  # the number, in the whole sound, of the first spectrum of its own


def pieces(blocks: Iterable[Samples]) -> Iterator[Piece]:
    """The levelled spectrum of a sound that comes in blocks of any size, in memory that is bound.

    The spectra do not depend on how the sound was cut into blocks.
    """
    held = np.zeros(0, np.float32)
    margin = first = 0  # spectra before the own ones in what is held; number of the first own one
    for block in blocks:
        held = np.concatenate([held, np.nan_to_num(block)])
        while len(held) >= (margin + _PIECE + _MARGIN) * HOP + WINDOW:
            size = margin + _PIECE + _MARGIN
            values, loud = _logarithms(held[: (size - 1) * HOP + WINDOW])
            yield Piece(levelled(values), loud, margin, margin + _PIECE, first)
            held = held[(margin + _PIECE - _MARGIN) * HOP :]
            margin, first = _MARGIN, first + _PIECE
    values, loud = _logarithms(held)
    if len(values) > margin:
        yield Piece(levelled(values), loud, margin, len(values), first)


def _logarithms(samples: Samples) -> tuple[Levels, NDArray[np.float32]]:
    """The logarithms of each spectrum's magnitudes, and of its energy."""
    if len(samples) < WINDOW:
        return np.zeros((0, BINS), np.float32), np.zeros(0, np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP]
    window = np.hanning(WINDOW).astype(np.float32)
    raised = (np.arange(LOW, HIGH, dtype=np.float32) / HIGH) ** 2 / BINS
    out = np.empty((len(frames), BINS), np.float32)
    loud = np.empty(len(frames), np.float32)
    for i in range(0, len(frames), 1024):
        part = np.abs(np.fft.rfft(frames[i : i + 1024] * window, axis=1)[:, LOW:HIGH])
        out[i : i + 1024] = np.log(part + _FLOOR)
        loud[i : i + 1024] = np.log(part**2 @ raised + _FLOOR**2)
    return out, loud


def levelled(values: Levels) -> Levels:
    """Each point less the mean of the square around it, as far as there is one."""
    return np.asarray(values - _mean(_mean(values, 0), 1), np.float32)


def _mean(values: Levels, axis: int) -> Levels:
    size = values.shape[axis]
    if not size:
        return values
    zero = np.zeros_like(np.take(values, [0], axis), dtype=np.float64)
    total = np.concatenate([zero, np.cumsum(values, axis=axis, dtype=np.float64)], axis)
    places = np.arange(size)
    low, high = np.maximum(places - AROUND, 0), np.minimum(places + AROUND + 1, size)
    shape = (-1, 1) if axis == 0 else (1, -1)
    mean = (np.take(total, high, axis) - np.take(total, low, axis)) / (high - low).reshape(shape)
    return np.asarray(mean, np.float32)
