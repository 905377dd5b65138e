"""Voices brought out of the music they speak over, before a detector listens for them.

What holds its tone for about half a second is music more than speech: most of its mean level, bin
by bin, is taken off each spectrum (the idea of harmonic and percussive separation, D. FitzGerald,
DAFx 2010, by means in place of medians). Speech loses little by it.
"""

import numpy as np
from numpy.typing import NDArray

from entracte.listen.spectrum import Samples

_WINDOW = 1024  # samples
_HOP = _WINDOW // 2
_REACH = 6  # spectra to each side over which a tone is held
_TAKEN = 0.6  # part of what is held that is taken off
_LEFT = 0.1  # part of each point that stays whatever is taken
_FLOOR = 1e-4
_PIECE = 900  # spectra made at once
_MARGIN = 2 * _REACH + 2  # spectra beside them, so that pieces join without a seam


class Voiced:
    """Takes the music back in one sound; blocks of any size, in memory that is bound.

    What comes out is as long as what went in, and does not depend on how it was cut.
    """

    def __init__(self) -> None:
        self._held: Samples = np.zeros(_MARGIN * _HOP, np.float32)  # as if silence went before
        self._window = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
        self._due = 0  # samples heard and not given yet

    def hear(self, block: Samples) -> Samples:
        """What is certain by now of the sound so far: a second less than was heard, at most."""
        self._held = np.concatenate([self._held, np.nan_to_num(block)])
        self._due += len(block)
        out: list[Samples] = [np.zeros(0, np.float32)]
        while len(self._held) >= (_PIECE + 2 * _MARGIN) * _HOP:
            out.append(self._piece(_PIECE))
        given = np.concatenate(out)
        self._due -= len(given)
        return given

    def rest(self) -> Samples:
        """What is left when the sound has ended."""
        many = -(-self._due // _HOP)
        short = (many + 2 * _MARGIN) * _HOP - len(self._held)
        self._held = np.concatenate([self._held, np.zeros(max(0, short), np.float32)])
        out, self._due = self._piece(many)[: self._due], 0
        return out

    def _piece(self, many: int) -> Samples:
        """The next ``many`` hops of samples, after the margin that is held before them."""
        size = many + 2 * _MARGIN
        view = np.lib.stride_tricks.sliding_window_view(self._held[: size * _HOP], _WINDOW)
        spectra = np.fft.rfft(view[::_HOP] * self._window, axis=1)
        level = np.abs(spectra).astype(np.float32)
        held = np.exp(_mean(np.log(level + _FLOOR), _REACH))
        kept = np.maximum(level - _TAKEN * held, _LEFT * level) / (level + _FLOOR)
        made = np.fft.irfft(spectra * kept, axis=1).astype(np.float32)
        halves = made[1:, :_HOP] + made[:-1, _HOP:]  # the windows of neighbours add up to one
        self._held = self._held[many * _HOP :]
        return np.ascontiguousarray(halves[_MARGIN - 1 : _MARGIN - 1 + many].ravel())


def _mean(values: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """The mean of so many rows before and after each; rows beyond the ends are as the last."""
    padded = np.pad(values, ((reach + 1, reach), (0, 0)), mode="edge")
    total = np.cumsum(padded, axis=0, dtype=np.float64)
    return np.asarray((total[2 * reach + 1 :] - total[: -2 * reach - 1]) / (2 * reach + 1), "f4")
