"""Subtitles held against the film's sound: do they come when people speak in this very file?

Where lines are shown and where speech is heard are laid over each other at every usual ratio of
frame rates and every shift (cross-correlation by Fourier's transform, as ffsubsync does it).
Subtitles are only moved where another clock fits clearly better than their own, and is alone in it.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from entracte.align.clock import MOST, RATES, Clock, Piece
from entracte.model import Line, Ms, Sound, Span, Value
from entracte.model import clock as as_clock

_STEP: Final = 100  # milliseconds
_LONGEST: Final = 12 * 3_600_000  # milliseconds of film that are looked at
_FAR: Final = 300_000  # milliseconds: the greatest shift
OFF: Final = 1_000  # milliseconds by which a line must be off for the track to be moved
_FEWEST: Final = 20  # lines
_LEAST: Final = 45_000  # milliseconds of speech, and of what is no speech
_AROUND: Final = 30_000  # milliseconds before and after
_FITS: Final = 0.15  # correlation from which a clock fits at all
_OWN: Final = 0.65  # a clock is left as it is if it fits so well, as a share of the best one
_RIVAL: Final = 0.5  # the best one must be alone: others fit less well than this share of it
_APART: Final = 5_000  # milliseconds between two clocks that are not one
_RISE: Final = 6.0  # standard deviations of the fits of all shifts by which the best one stands out
_NOWHERE: Final = 3.0  # the same: a clock that stands out less fits no better than by chance
_LONG: Final = 200  # lines of a track of which that can be said

_Row = NDArray[np.float64]


class Held(Value):
    """What holding a track against the sound has shown."""

    clock: Clock = Clock()  # how to move it; without pieces: leave it as it is
    note: str = ""  # in plain sentences; empty where all is well


class _Fit(NamedTuple):
    rate: float
    shift: int  # in steps
    fit: float  # correlation, -1 to 1
    rise: float  # over the fits of all shifts, in standard deviations
    spread: float  # one such standard deviation
    rival: float  # the best fit of a shift that is another one


def speech(sounds: Sequence[Sound]) -> tuple[Span, ...]:
    """The stretches in which somebody speaks, alone or over music."""
    return tuple(each.span for each in sounds if each.kind in ("speech", "both"))


def held(lines: Sequence[Line], sounds: Sequence[Sound]) -> Held:
    """Whether the lines come when people speak; and if not, how they are moved, and a note.

    ``sounds``: what kind of sound is heard when, from the film's first moment to its last. Where
    they are too few, or the lines are, nothing is said. At most ``MOST`` lines are looked at.
    """
    lines = lines[:MOST]
    end = min(max((each.span.end for each in sounds), default=0), _LONGEST)
    said = [line.span for line in lines if line.sort == "speech"]
    there = _row(speech(sounds), end // _STEP + 1)
    spoken = float(there.sum()) * _STEP
    if len(said) < _FEWEST or min(spoken, end - spoken) < _LEAST:
        return Held()
    fits = [_fit(said, there, rate) for rate in RATES]
    own, usual = _own(said, there), fits[RATES.index(1.0)]
    best = max(fits, key=lambda each: (each.fit, each is usual))
    if best.rise < _RISE and own < _NOWHERE * usual.spread and len(said) >= _LONG:
        return Held(
            note="These subtitles do not come where speech is heard in this film, and no other "
            "place was found for them. They stand as they came."
        )
    if own >= _OWN * best.fit or best.fit < _FITS or best.rise < _RISE:
        return Held()
    if best.rival >= _RIVAL * best.fit:
        return Held(
            note="Only some of these subtitles come where speech is heard in this film: "
            "they may be of another cut. They stand as they came."
        )
    offset = best.shift * _STEP
    placed = [
        i
        for i, line in enumerate(lines)
        if 0 <= round(line.span.start * best.rate) + offset < end + OFF
    ]
    if not placed or _most_off(said, best.rate, offset) < OFF:
        return Held()
    first, last = placed[0], placed[-1] + 1
    piece = Piece(first=first, last=last, rate=best.rate, offset=offset, sure=round(best.fit, 2))
    told = Clock(pieces=(piece,), count=len(lines))
    return Held(clock=told, note=_note(piece, lines))


def _row(spans: Sequence[Span], size: int) -> _Row:
    """1 where one of the spans is, 0 elsewhere, a figure a step."""
    out = np.zeros(size)
    for span in spans:
        out[min(span.start // _STEP, size) : min(-(-span.end // _STEP), size)] = 1
    return out


def _against(row: _Row) -> _Row:
    """Each figure against the mean of the minute or so around it, so that what decides is the
    pattern of lines and pauses, not that some reels have more dialogue than others."""
    reach = _AROUND // _STEP
    total = np.concatenate([[0.0], np.cumsum(row)])
    at = np.arange(len(row))
    low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, len(row))
    out: _Row = row - (total[high] - total[low]) / (high - low)
    return out


def _scaled(spans: Sequence[Span], rate: float) -> list[Span]:
    return [Span(start=round(s.start * rate), end=round(s.end * rate)) for s in spans]


def _fit(said: Sequence[Span], there: _Row, rate: float) -> _Fit:
    """The best shift at this speed."""
    moved = _scaled(said, rate)
    most = len(there) + _FAR // _STEP  # what lies later cannot come to lie in the film
    size = min(max(span.end for span in moved) // _STEP + 1, most)
    whole = max(size, len(there))
    ours = np.zeros(whole)
    ours[: len(there)] = _against(there)
    theirs = np.zeros(whole)
    theirs[:size] = _against(_row(moved, size))
    reach = min(_FAR // _STEP, whole - 1)
    long = 1 << (2 * whole - 1).bit_length()
    product = np.fft.rfft(ours, long) * np.conj(np.fft.rfft(theirs, long))
    every = np.fft.irfft(product, long)
    fits = np.concatenate([every[-reach:], every[: reach + 1]])
    fits /= max(1e-9, float(np.sqrt((ours**2).sum() * (theirs**2).sum())))
    top = int(fits.argmax())
    apart = _APART // _STEP
    others = np.concatenate([fits[: max(0, top - apart)], fits[top + apart + 1 :]])
    spread = float(others.std()) if len(others) else 0.0
    return _Fit(
        rate=rate,
        shift=top - reach,
        fit=float(fits[top]),
        rise=(float(fits[top]) - float(others.mean())) / spread if spread > 0 else 0.0,
        spread=spread,
        rival=float(others.max()) if len(others) else 0.0,
    )


def _own(said: Sequence[Span], there: _Row) -> float:
    """How well the lines fit as they are, or nearly."""
    size = len(there)
    ours = _against(there)
    theirs = _against(_row(said, size))
    scale = max(1e-9, float(np.sqrt((ours**2).sum() * (theirs**2).sum())))
    near = OFF // _STEP
    return max(float((ours * np.roll(theirs, by)).sum()) / scale for by in range(-near, near + 1))


def _most_off(said: Sequence[Span], rate: float, offset: Ms) -> Ms:
    return max(abs(round(span.start * rate) + offset - span.start) for span in said)


def _note(piece: Piece, lines: Sequence[Line]) -> str:
    did = []
    if piece.rate != 1:
        way = "faster" if piece.rate < 1 else "slower"
        did.append(f"they now run {abs(1 - piece.rate):.1%} {way}")
    if piece.offset:
        way = "later" if piece.offset > 0 else "earlier"
        seconds = f"{abs(piece.offset) / 1000:g}"
        did.append(f"they were moved {seconds} second{'' if seconds == '1' else 's'} {way}")
    out = f"These subtitles did not come when people speak in this film: {', and '.join(did)}."
    gone = [*range(piece.first), *range(piece.last, len(lines))]
    if gone:
        one = "line lies" if len(gone) == 1 else "lines lie"
        first = as_clock(lines[gone[0]].span.start)
        out += f" {len(gone)} {one} outside the film then, the first at {first} of its own time."
    return out
