"""What kind of sound is heard when: speech, music, both, neither, or silence.

Music is told by tones that keep their pitch and their tuning (``tones``), speech by a voice
detector; where there is none, by more such figures, less surely. Both are followed through time, so
that a word within music or a rest within a tune does not begin a stretch of its own.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entracte.listen.spectrum import RATE
from entracte.listen.tones import FIGURES, LINES, STEPS, Figures
from entracte.listen.weights import MUSIC, SPEECH, Weights
from entracte.model import Sound, Span

_CONTEXTS = (2, 6)  # half seconds to each side over which the figures are averaged too
_COUNTED = 12  # the first figures are counts, and told as logarithms
_HEARD = 512  # samples to a judgement of the voice detector
_IN_FAVOUR = 0.5  # logarithm of the odds, added for music: finds 3 % more of it, 1 % more wrongly
_MUSIC_CHANGES = 5.0  # logarithm of the odds against music's setting in or ending
_SPEECH_CHANGES = 6.0  # the same for speech, by the detector
_SPOKEN = 0.05  # a judgement above this speaks for speech
_SUREST = 4.0  # logarithm of the odds that one judgement can give
_APART = 0.6  # seconds: a shorter pause is part of the speech
_SHORTEST = 0.25  # seconds of speech
_MUSIC_SHORTEST, _MUSIC_APART = 1.5, 1.0  # seconds
_SILENT = -8.7  # of a figure's level: about -70 dBFS
_BELOW = 11.5  # the same against the film's loud moments: about 50 dB
_SILENCE_SHORTEST = 1.0  # seconds

Flags = NDArray[np.bool_]


class _Grid(NamedTuple):
    """Something that is on or off, so many times a second."""

    on: Flags
    rate: float

    def pieces(self) -> list[tuple[float, float]]:
        """From when to when it is on, in seconds."""
        edges = np.flatnonzero(np.diff(np.concatenate([[False], self.on, [False]]).astype(np.int8)))
        return [(a / self.rate, b / self.rate) for a, b in edges.reshape(-1, 2)]


def sounds(
    figures: Figures, voices: NDArray[np.float32] | None, seconds: float
) -> tuple[Sound, ...]:
    """The kinds of sound from the first moment to the last, without holes.

    ``figures`` are those of ``tones``; ``voices`` says for each 512 samples how likely somebody
    speaks, None where there is no detector.
    """
    if seconds <= 0:
        return ()
    spoken = speech(figures) if voices is None else voiced(voices)
    played = music(figures)
    quiet = [
        piece
        for piece in _Grid(_silent(figures), STEPS).pieces()
        if piece[1] - piece[0] >= _SILENCE_SHORTEST
    ]
    cuts = {0, round(seconds * 1000)}
    for piece in (*spoken, *played, *quiet):
        cuts |= {min(round(each * 1000), round(seconds * 1000)) for each in piece}
    out: list[Sound] = []
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        middle = (start + end) / 2000
        kind = _kind(_within(spoken, middle), _within(played, middle), _within(quiet, middle))
        if out and out[-1].kind == kind:
            out[-1] = Sound(span=Span(start=out[-1].span.start, end=end), kind=kind)
        else:
            out.append(Sound(span=Span(start=start, end=end), kind=kind))
    return tuple(out)


def voiced(voices: NDArray[np.float32]) -> list[tuple[float, float]]:
    """When somebody speaks, in seconds, by the judgements of a voice detector."""
    odds = _logit(np.clip(voices, 1e-4, 1 - 1e-4)) - _logit(np.asarray(_SPOKEN))
    on = _followed(np.clip(odds, -_SUREST, _SUREST), _SPEECH_CHANGES)
    return _lasting(_Grid(on, RATE / _HEARD), _SHORTEST, _APART)


def speech(figures: Figures) -> list[tuple[float, float]]:
    """The same by what the spectrum shows."""
    on = _followed(_judged(figures[:, :FIGURES], SPEECH), _MUSIC_CHANGES)
    return _lasting(_Grid(on, STEPS), _SHORTEST, _APART)


def music(figures: Figures) -> list[tuple[float, float]]:
    """When music is heard, in seconds."""
    on = _followed(_judged(figures[:, :LINES], MUSIC) + _IN_FAVOUR, _MUSIC_CHANGES)
    return _lasting(_Grid(on, STEPS), _MUSIC_SHORTEST, _MUSIC_APART)


def evidence(figures: Figures) -> Figures:
    """What the weights weigh: the figures, and their means over two and six seconds."""
    told = np.asarray(figures, np.float64).copy()
    told[:, :_COUNTED] = np.log1p(4 * told[:, :_COUNTED])
    told[:, LINES - 1] = np.log1p(np.maximum(told[:, LINES - 1], 0))
    parts = [told]
    for reach in _CONTEXTS:
        padded = np.pad(told, ((reach, reach), (0, 0)), mode="edge")
        total = np.cumsum(np.pad(padded, ((1, 0), (0, 0))), axis=0)
        parts.append((total[2 * reach + 1 :] - total[: -2 * reach - 1]) / (2 * reach + 1))
    return np.asarray(np.concatenate(parts, 1), np.float32)


def _judged(figures: Figures, weights: Weights) -> NDArray[np.float64]:
    """The logarithm of the odds for each half second."""
    if not len(figures):
        return np.zeros(0)
    odds = weights.odds(evidence(figures))
    return np.clip(odds, -_SUREST, _SUREST)


def _followed(odds: NDArray[np.float64], change: float) -> Flags:
    """The likeliest course of something that seldom changes (Viterbi, two states)."""
    off = on = 0.0
    came = np.zeros((len(odds), 2), np.bool_)  # whether it was on before
    for i, each in enumerate(odds.tolist()):
        to_off, to_on = on - change > off, on > off - change
        came[i] = to_off, to_on
        off, on = max(off, on - change), max(on, off - change) + each
    out = np.zeros(len(odds), np.bool_)
    state = int(on > off)
    for i in range(len(odds) - 1, -1, -1):
        out[i] = state
        state = int(came[i, state])
    return out


def _lasting(grid: _Grid, shortest: float, apart: float) -> list[tuple[float, float]]:
    """The pieces of it, those joined that are hardly apart, none too short."""
    out: list[tuple[float, float]] = []
    for start, end in grid.pieces():
        if out and start - out[-1][1] < apart:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return [piece for piece in out if piece[1] - piece[0] >= shortest]


def _silent(figures: Figures) -> Flags:
    if not len(figures):
        return np.zeros(0, np.bool_)
    level = figures[:, FIGURES]
    return np.asarray(level < max(_SILENT, float(np.quantile(level, 0.95)) - _BELOW))


def _within(pieces: list[tuple[float, float]], at: float) -> bool:
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high) // 2
        if pieces[middle][1] <= at:
            low = middle + 1
        else:
            high = middle
    return low < len(pieces) and pieces[low][0] <= at


def _kind(spoken: bool, played: bool, quiet: bool) -> str:
    if spoken:
        return "both" if played else "speech"
    if played:
        return "music"
    return "silence" if quiet else "neither"


def _logit(p: NDArray[np.float32] | NDArray[np.float64]) -> NDArray[np.float64]:
    return np.log(p / (1 - np.asarray(p, np.float64)))
