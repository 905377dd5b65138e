"""What tells music from talk and noise: tones that keep their pitch, alone or under voices.

A voice glides; an instrument holds. Peaks of the spectrum that stay where they are for a quarter of
a second to two seconds are counted in three ranges, and how well they keep to one tuning. Loud talk
over quiet music hides some of these lines and leaves the rest where they are.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from entracte.listen.spectrum import RATE, Samples

HOP = 500  # samples between two spectra: 32 a second
WINDOW = 2048
STEP = 16  # spectra in a step: half a second
STEPS = RATE // (HOP * STEP)  # a second
_LOW, _HIGH = 8, 486  # bins: 60 Hz to 3.8 kHz, what telephones and old films have too
_BANDS = ((0, 44), (44, 184), (184, _HIGH - _LOW))  # to 400 Hz, to 1.5 kHz, above
_LASTS = (8, 16, 32, 64)  # spectra that a line lasts
_AROUND = 12  # bins to each side that a peak is measured against
_STANDS_OUT = 0.5  # logarithm of the magnitude above them
_TUNED = 24  # bins from which pitch is told well enough to know its tuning
_PIECE = 120 * STEP  # spectra made at once: a minute
_MARGIN = 8 * STEP  # beside them
_FLOOR = 1e-3
_TALK = (3.0, 8.0)  # syllables a second
LINES = 14  # the first figures, which count lines and their tuning
FIGURES = 21

Figures: TypeAlias = NDArray[np.float32]


class Tones:
    """Counts what one sound has from its beginning; blocks of any size, in memory that is bound.

    The figures do not depend on how the sound was cut into blocks.
    """

    def __init__(self) -> None:
        self._held: Samples = np.zeros(0, np.float32)
        self._before = 0  # spectra in what is held that were counted already
        self._counted: list[Figures] = []

    def hear(self, block: Samples) -> None:
        held = np.concatenate([self._held, np.nan_to_num(block)])
        while len(held) >= (self._before + _PIECE + _MARGIN) * HOP + WINDOW:
            size = self._before + _PIECE + _MARGIN
            made = _figures(_spectra(held[: (size - 1) * HOP + WINDOW]))
            self._counted.append(made[self._before // STEP : (self._before + _PIECE) // STEP])
            held = held[(self._before + _PIECE - _MARGIN) * HOP :]
            self._before = _MARGIN
        self._held = held

    def told(self) -> Figures:
        """The figures of each half second heard so far; (steps, FIGURES + 1)."""
        rest = np.concatenate([self._held, np.zeros(WINDOW, np.float32)])
        last = _figures(_spectra(rest))[self._before // STEP :]
        return np.concatenate([*self._counted, last])


def _spectra(samples: Samples) -> Figures:
    """The magnitudes of each spectrum, whole steps only; (spectra, bins)."""
    frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP]
    frames = frames[: len(frames) // STEP * STEP]
    window = np.hanning(WINDOW).astype(np.float32)
    out = np.empty((len(frames), _HIGH - _LOW), np.float32)
    for i in range(0, len(frames), 512):
        out[i : i + 512] = np.abs(np.fft.rfft(frames[i : i + 512] * window, axis=1)[:, _LOW:_HIGH])
    return out


def _figures(magnitudes: Figures) -> Figures:
    """What is counted in each half second; (steps, FIGURES + 1).

    Lines in each range and of each length (12), tuning (2), levels (2), noise (2), onsets (2), how
    much of the level goes up and down as in talk; and last, the level itself, as a logarithm.
    """
    if not len(magnitudes):
        return np.zeros((0, FIGURES + 1), np.float32)
    high = np.log(magnitudes + _FLOOR)
    peaks = _peaks(high)
    near = peaks.copy()
    near[:, 1:] |= peaks[:, :-1]
    near[:, :-1] |= peaks[:, 1:]
    told = np.cumsum(np.pad(near, ((1, 0), (0, 0))), axis=0, dtype=np.int32)
    columns: list[Figures] = []
    held = peaks
    for lasts in _LASTS:
        held = peaks & (_over(told, lasts) >= 0.8 * lasts)
        columns += [_a_step(held[:, a:b].sum(1)) for a, b in _BANDS]
        if lasts == _LASTS[1]:
            tuning = _tuning(high, held)
    level = np.log((magnitudes**2).mean(1) + _FLOOR**2)
    flat = high.mean(1) - np.log(magnitudes.mean(1) + _FLOOR)
    rise = np.maximum(0, np.diff(high, axis=0, prepend=high[:1])).mean(1)
    loud, quiet = _within(level, 2)
    columns += [
        *tuning,
        loud - _a_step(level),
        loud - quiet,
        _a_step(flat),
        _at_quietest(level, flat),
    ]
    columns += [_a_step(rise), _rhythm(rise), _syllables(level), _a_step(level)]
    return np.stack(columns, 1).astype(np.float32)


def _peaks(high: Figures) -> NDArray[np.bool_]:
    """Points higher than two bins to each side, and well above those around."""
    size = high.shape[1]
    total = np.cumsum(np.pad(high, ((0, 0), (1, 0))), axis=1, dtype=np.float64)
    places = np.arange(size)
    low, up = np.maximum(places - _AROUND, 0), np.minimum(places + _AROUND + 1, size)
    mean = (total[:, up] - total[:, low]) / (up - low)
    out: NDArray[np.bool_] = np.asarray(high > mean + _STANDS_OUT)
    for by in (1, 2):
        out[:, by:] &= high[:, by:] >= high[:, :-by]
        out[:, :-by] &= high[:, :-by] > high[:, by:]
    return out


def _over(told: NDArray[np.int32], lasts: int) -> NDArray[np.int32]:
    """How often within so many spectra around each; beyond the ends it is as at the ends."""
    places = np.arange(len(told) - 1)
    low = np.clip(places - lasts // 2, 0, max(0, len(told) - 1 - lasts))
    return np.asarray(told[np.minimum(low + lasts, len(told) - 1)] - told[low], np.int32)


def _tuning(high: Figures, held: NDArray[np.bool_]) -> list[Figures]:
    """How much the lines of five seconds keep to semitones of one tuning, and how many tell it."""
    rows, bins = np.nonzero(held[:, _TUNED:-1])
    bins = bins + _TUNED
    left, mid, right = high[rows, bins - 1], high[rows, bins], high[rows, bins + 1]
    off = 0.5 * (left - right) / np.minimum(left - 2 * mid + right, -1e-3)
    turn = 2 * np.pi * 12 * np.log2((bins + _LOW + np.clip(off, -0.5, 0.5)) * RATE / WINDOW / 440)
    many = len(high) // STEP
    where = rows // STEP
    real = _smooth(np.bincount(where, np.cos(turn), many).astype(np.float64), 5)
    imaginary = _smooth(np.bincount(where, np.sin(turn), many).astype(np.float64), 5)
    count = _smooth(np.bincount(where, minlength=many).astype(np.float64), 5)
    length = np.hypot(real, imaginary)
    return [np.asarray(length / (count + 2), np.float32), np.asarray(length, np.float32)]


def _smooth(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    box = np.ones(2 * reach + 1) / (2 * reach + 1)
    return np.convolve(values, box, "full")[reach:-reach]


def _a_step(values: NDArray[np.float32]) -> Figures:
    return np.asarray(values.reshape(-1, STEP).mean(1, dtype=np.float64), np.float32)


def _around(values: Figures, reach: int) -> Figures:
    """(steps, spectra of the steps around each), repeated at the ends."""
    steps = np.pad(values.reshape(-1, STEP), ((reach, reach), (0, 0)), mode="edge")
    view = np.lib.stride_tricks.sliding_window_view(steps, 2 * reach + 1, axis=0)
    return np.asarray(view.reshape(len(values) // STEP, -1))


def _within(level: Figures, reach: int) -> tuple[Figures, Figures]:
    """The loud and the quiet level of the seconds around each step."""
    loud, quiet = np.quantile(_around(level, reach), (0.9, 0.1), axis=1)
    return np.asarray(loud, np.float32), np.asarray(quiet, np.float32)


def _at_quietest(level: Figures, flat: Figures) -> Figures:
    """How like noise the quiet moments of the seconds around each step are."""
    order = np.argsort(_around(level, 2), axis=1, kind="stable")[:, :STEP]
    return np.asarray(np.take_along_axis(_around(flat, 2), order, 1).mean(1), np.float32)


def _rhythm(rise: Figures) -> Figures:
    """How regularly something sets in: the best agreement of six seconds with themselves."""
    around = _around(rise, 6)
    around = around - around.mean(1, keepdims=True)
    size = 1 << (2 * around.shape[1] - 1).bit_length()
    power = np.abs(np.fft.rfft(around, size, axis=1)) ** 2
    alike = np.fft.irfft(power, size, axis=1)
    return np.asarray(alike[:, 8:40].max(1) / (alike[:, 0] + 1e-6), np.float32)


def _syllables(level: Figures) -> Figures:
    """What part of the ups and downs of five seconds is as fast as syllables."""
    around = _around(level, 5)
    around = (around - around.mean(1, keepdims=True)) * np.hanning(around.shape[1])
    power = np.abs(np.fft.rfft(around, axis=1)) ** 2
    speed = np.fft.rfftfreq(around.shape[1], HOP / RATE)
    talk = (speed >= _TALK[0]) & (speed <= _TALK[1])
    return np.asarray(power[:, talk].sum(1) / (power.sum(1) + 1e-6), np.float32)
