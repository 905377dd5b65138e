"""How loud a film is, as broadcasters measure it: EBU R128, by FFmpeg's own filter."""

from fractions import Fraction
from typing import NamedTuple

import av
import av.error
import av.filter
import numpy as np

QUIETEST = -70.0  # LUFS; R128 measures nothing below
_RATE = 48_000
_HOLE = _RATE // 10  # samples that may be missing before silence stands for them
_LONGEST = 48 * 3600.0  # seconds; no film is longer
_EVERY = 10  # the filter tells ten times a second
_OFTEN = 48  # frames given to the filter before it is asked: in vain most times, which costs


class Measured(NamedTuple):
    """What was measured, in LUFS; the range in LU."""

    whole: float  # integrated, gated
    range: float
    momentary: float  # the loudest 0.4 s
    short: float  # the loudest 3 s
    curve: tuple[float, ...]  # one a second: the loudest 0.4 s in it


class Meter:
    """Measures a sound frame by frame, all channels weighed as R128 has it.

    The first frame says how many channels there are; later ones are made alike.
    """

    def __init__(self) -> None:
        self._graph: av.filter.Graph | None = None
        self._layout = ""
        self._kind: tuple[str, str, int] | None = None
        self._resampler: av.AudioResampler | None = None
        self._at = 0  # samples heard
        self._given = 0  # frames that the filter was given since it was asked
        self._told: dict[str, str] = {}
        self._momentary: list[float] = []
        self._short = QUIETEST

    def hear(self, frame: "av.AudioFrame", begin: float) -> None:
        """The next frame, and when it begins (seconds); where there is none it is silent."""
        if self._graph is None:
            self._layout = frame.layout.name
            self._graph = _graph(self._layout)
        kind = frame.format.name, frame.layout.name, frame.sample_rate
        if self._resampler is None or kind != self._kind:
            self._kind = kind
            self._resampler = av.AudioResampler(format="fltp", layout=self._layout, rate=_RATE)
        missing = round(min(begin, _LONGEST) * _RATE) - self._at
        if missing > _HOLE:
            for start in range(0, missing, _RATE):
                self._push(self._graph, _silence(self._layout, min(_RATE, missing - start)))
        for part in self._resampler.resample(frame):
            self._push(self._graph, part)

    def _push(self, graph: av.filter.Graph, part: av.AudioFrame) -> None:
        part.pts, self._at = self._at, self._at + part.samples
        graph.push(part)
        self._given += 1
        if self._given >= _OFTEN:
            self._ask(graph)

    def _ask(self, graph: av.filter.Graph) -> None:
        self._given = 0
        while True:
            try:
                told = graph.pull().metadata
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            if "lavfi.r128.M" in told:
                self._told = dict(told)
                self._momentary.append(_figure(told["lavfi.r128.M"]))
                self._short = max(self._short, _figure(told.get("lavfi.r128.S", "")))

    def measured(self) -> Measured:
        """What was measured so far."""
        if self._graph is not None:
            self._ask(self._graph)
        seconds = range(0, len(self._momentary), _EVERY)
        return Measured(
            _figure(self._told.get("lavfi.r128.I", "")),
            max(0.0, _figure(self._told.get("lavfi.r128.LRA", "0"))),
            max(self._momentary, default=QUIETEST),
            self._short,
            tuple(max(self._momentary[i : i + _EVERY]) for i in seconds),
        )


def _graph(layout: str) -> av.filter.Graph:
    graph = av.filter.Graph()
    source = graph.add_abuffer(
        format="fltp", sample_rate=_RATE, layout=layout, time_base=Fraction(1, _RATE)
    )
    measure, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
    source.link_to(measure)
    measure.link_to(sink)
    graph.configure()
    return graph


def _silence(layout: str, samples: int) -> av.AudioFrame:
    channels = av.AudioLayout(layout).nb_channels
    frame = av.AudioFrame.from_ndarray(np.zeros((channels, samples), np.float32), "fltp", layout)
    frame.rate, frame.time_base = _RATE, Fraction(1, _RATE)
    return frame


def _figure(text: str) -> float:
    """To a tenth; what is no number, or quieter than R128 measures, is the quietest there is."""
    try:
        value = float(text)
    except ValueError:
        return QUIETEST
    return round(value, 1) if value >= QUIETEST else QUIETEST
