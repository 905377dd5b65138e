"""How loud a film is, as broadcasters measure it: EBU R128, by FFmpeg's own filter."""

import os
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

import av
import av.error
import av.filter

from entracte.errors import NotAFilm
from entracte.media.sound import _frames, _name, _opened

QUIETEST = -70.0  # LUFS; R128 measures nothing below
_RATE = 48_000
_EVERY = 10  # the filter tells ten times a second


class Measured(NamedTuple):
    """What was measured, in LUFS; the range in LU."""

    whole: float  # integrated, gated
    range: float
    curve: tuple[float, ...]  # one a second: the loudest 0.4 s in it


def loudness(
    path: str | os.PathLike[str], progress: Callable[[float], None] | None = None
) -> Measured:
    """The loudness of the sound that players choose, all channels weighed as R128 has it.

    Damaged packets are left out. ``NotAFilm`` if there is no sound.
    """
    path = os.fspath(path)
    with _opened(path) as box:
        stream = box.streams.best("audio") or next(iter(box.streams.audio), None)
        if stream is None:
            raise NotAFilm(f"{_name(path)} has no sound.", "Choose a file with a sound track.")
        length = (box.duration or 0) / av.time_base
        meter, resampler, kind, at = None, None, None, 0
        for frame in _frames(box, stream):  # type: ignore[arg-type]
            if meter is None:
                meter = _Meter(frame.layout.name)
            if kind != (frame.format.name, frame.layout.name, frame.sample_rate):
                kind = (frame.format.name, frame.layout.name, frame.sample_rate)
                resampler = av.AudioResampler(format="fltp", layout=meter.layout, rate=_RATE)
            frame.pts = None
            for part in resampler.resample(frame) if resampler else ():
                part.pts, at = at, at + part.samples
                meter.hear(part)
            if progress and length:
                progress(min(1.0, at / _RATE / length))
    return meter.measured() if meter else Measured(QUIETEST, 0.0, ())


class _Meter:
    def __init__(self, layout: str) -> None:
        self.layout = layout
        self._graph = av.filter.Graph()
        source = self._graph.add_abuffer(
            format="fltp", sample_rate=_RATE, layout=layout, time_base=Fraction(1, _RATE)
        )
        measure, sink = self._graph.add("ebur128", "metadata=1"), self._graph.add("abuffersink")
        source.link_to(measure)
        measure.link_to(sink)
        self._graph.configure()
        self._told: dict[str, str] = {}
        self._momentary: list[float] = []

    def hear(self, frame: "av.AudioFrame") -> None:
        self._graph.push(frame)
        while True:
            try:
                told = self._graph.pull().metadata
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            if "lavfi.r128.M" in told:
                self._told = dict(told)
                self._momentary.append(_figure(told["lavfi.r128.M"]))

    def measured(self) -> Measured:
        seconds = range(0, len(self._momentary), _EVERY)
        return Measured(
            _figure(self._told.get("lavfi.r128.I", "")),
            max(0.0, _figure(self._told.get("lavfi.r128.LRA", "0"))),
            tuple(max(self._momentary[i : i + _EVERY]) for i in seconds),
        )


def _figure(text: str) -> float:
    """To a tenth; what is no number, or quieter than R128 measures, is the quietest there is."""
    try:
        value = float(text)
    except ValueError:
        return QUIETEST
    return round(value, 1) if value >= QUIETEST else QUIETEST
