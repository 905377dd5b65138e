"""Stretches of films made into a video of their own: one clip, or many in a row.

Everything is coded anew (H.264 and AAC in MP4, which plays everywhere), so that a clip begins on
the very frame that was asked for and films of different shapes fit behind one another.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import av
import av.error
import numpy as np
from av.video.reformatter import VideoReformatter

from entracte.errors import NotAFilm
from entracte.media.frames import _name, _opened, _picture
from entracte.media.probe import probe
from entracte.model import Ms, Span

if TYPE_CHECKING:
    from av.container import InputContainer, OutputContainer
    from av.video.frame import VideoFrame

_TALLEST = 1080
_SOUND = 48_000  # samples a second
_FRAME = 1024  # samples of a frame of AAC
_FASTEST = 60  # frames a second
_LARGEST = 600  # clips in one video
Progress = Callable[[float], None]


class Piece(NamedTuple):
    """A stretch of a film file."""

    path: str
    span: Span


def together(pieces: Sequence[Piece], out: str, progress: Progress = lambda _: None) -> Ms:
    """Writes the pieces behind one another as MP4; how long it has become.

    The size is that of the first film, at most 1080 lines; others are fitted into it with black
    around them. ``NotAFilm`` where a film cannot be read; what ``progress`` raises ends it, and
    the caller removes what was written.
    """
    if not pieces:
        raise ValueError("there is nothing to cut")
    pieces = pieces[:_LARGEST]
    first = probe(pieces[0].path)
    rate = Fraction(*first.rate) if first.rate[0] else Fraction(25)
    rate = min(max(rate, Fraction(1)), Fraction(_FASTEST)).limit_denominator(1001)
    size = _even(first.size)
    whole = sum(piece.span.end - piece.span.start for piece in pieces) or 1
    done = 0
    with av.open(out, "w", format="mp4", options={"movflags": "+faststart"}) as box:
        made = _Made(box, size, rate)
        for piece in pieces:
            made.add(piece, _counted(progress, done, whole))
            done += piece.span.end - piece.span.start
        made.end()
    return round(made.frames * 1000 / rate)


def _counted(progress: Progress, done: Ms, whole: Ms) -> Callable[[Ms], None]:
    return lambda part: progress(min(1.0, (done + part) / whole))


def _even(size: tuple[int, int]) -> tuple[int, int]:
    wide, high = size if all(size) else (1280, 720)
    scale = min(1.0, _TALLEST / high, _TALLEST * 16 / 9 / wide)
    return max(2, round(wide * scale / 2) * 2), max(2, round(high * scale / 2) * 2)


class _Made:
    """The video that is being written; picture and sound never drift by more than a frame."""

    def __init__(self, box: "OutputContainer", size: tuple[int, int], rate: Fraction) -> None:
        self.box, self.size, self.rate = box, size, rate
        options = {"crf": "20", "preset": "superfast", "threads": "0"}
        self.video = box.add_stream("libx264", rate=rate, options=options)
        self.video.width, self.video.height = size
        self.video.pix_fmt = "yuv420p"
        self.video.time_base = 1 / rate
        self.audio = box.add_stream("aac", rate=_SOUND, layout="stereo")
        self.frames = 0
        self.samples = 0
        self._left = np.zeros((2, 0), np.float32)

    def add(self, piece: Piece, progress: Callable[[Ms], None]) -> None:
        count = max(1, round(Fraction(piece.span.end - piece.span.start, 1000) * self.rate))
        start = self.frames
        with _opened(piece.path) as source:
            for shown in _pictures(source, piece, count, self.rate):
                self._show(shown)
                progress(round((self.frames - start) * 1000 / self.rate))
        until = round(Fraction(self.frames) / self.rate * _SOUND)
        with _opened(piece.path) as source:
            for heard in _sounds(source, piece, until - self.samples):
                self._hear(heard)

    def _show(self, frame: "VideoFrame") -> None:
        shown = _boxed(frame, self.size)
        shown.pts, shown.time_base = self.frames, 1 / self.rate
        self.frames += 1
        self.box.mux(self.video.encode(shown))

    def _hear(self, heard: np.ndarray) -> None:
        self.samples += heard.shape[1]
        self._left = np.concatenate([self._left, heard], axis=1)
        while self._left.shape[1] >= _FRAME:
            self._give(self._left[:, :_FRAME])
            self._left = self._left[:, _FRAME:]

    def _give(self, samples: np.ndarray) -> None:
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples), format="fltp", layout="stereo"
        )
        frame.sample_rate = _SOUND
        frame.pts = self._at
        frame.time_base = Fraction(1, _SOUND)
        self.box.mux(self.audio.encode(frame))
        self._at += samples.shape[1]

    _at = 0

    def end(self) -> None:
        if self._left.shape[1]:
            self._give(self._left)
        self.box.mux(self.video.encode(None))
        self.box.mux(self.audio.encode(None))


def _pictures(
    source: "InputContainer", piece: Piece, count: int, rate: Fraction
) -> Iterator["VideoFrame"]:
    """``count`` frames at this rate: each the last one that had begun by its moment."""
    stream = _picture(source, piece.path)
    stream.thread_type = "AUTO"
    zero = _zero(source)
    begin = Fraction(piece.span.start, 1000)
    _seek(source, stream, zero + begin)
    shown: VideoFrame | None = None
    given = 0
    for frame in _decoded(source, stream):
        at = Fraction(frame.pts) * Fraction(frame.time_base) - zero - begin
        while shown is not None and given < count and Fraction(given) / rate < at:
            yield shown
            given += 1
        if given >= count:
            return
        shown = frame
    if shown is None:
        raise NotAFilm(f"{_name(piece.path)} shows nothing there.", "Name a moment in the film.")
    while given < count:
        yield shown
        given += 1


def _sounds(source: "InputContainer", piece: Piece, count: int) -> Iterator[np.ndarray]:
    """``count`` samples in stereo; silence where there are none."""
    stream = source.streams.best("audio") or next(iter(source.streams.audio), None)
    given = 0
    if stream is not None:
        zero = _zero(source)
        begin = Fraction(piece.span.start, 1000)
        _seek(source, stream, zero + begin)
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=_SOUND)
        for frame in _decoded(source, stream):
            at = round((Fraction(frame.pts) * Fraction(frame.time_base) - zero - begin) * _SOUND)
            frame.pts = None
            for made in resampler.resample(frame):
                part = np.clip(np.nan_to_num(made.to_ndarray()), -1, 1).astype(np.float32)
                if at + part.shape[1] <= given:
                    at += part.shape[1]
                    continue
                if at > given:  # it starts late, or there is a hole
                    silence = min(at - given, count - given)
                    yield np.zeros((2, silence), np.float32)
                    given += silence
                part = part[:, max(0, given - at) : max(0, given - at) + count - given]
                at = given + part.shape[1]
                if part.shape[1]:
                    yield part
                    given += part.shape[1]
            if given >= count:
                return
    if given < count:
        yield np.zeros((2, count - given), np.float32)


def _decoded(source: "InputContainer", stream: Any) -> Iterator[Any]:
    """Frames with a time; damaged packets are passed over."""
    packets = source.demux(stream)
    while True:
        try:
            packet = next(packets)
            for frame in packet.decode():
                if frame.pts is not None:
                    yield frame
        except StopIteration:
            return
        except (av.error.FFmpegError, OSError, ValueError):
            continue


def _zero(source: "InputContainer") -> Fraction:
    return Fraction(source.start_time or 0, av.time_base)


def _seek(source: "InputContainer", stream: Any, at: Fraction) -> None:
    """To the last key frame before ``at`` seconds; where that fails, the film is read through."""
    try:
        source.seek(max(0, int(at / stream.time_base)), stream=stream, backward=True)
    except (av.error.FFmpegError, OSError, ValueError, TypeError):
        return


def _boxed(frame: "VideoFrame", size: tuple[int, int]) -> "VideoFrame":
    """The picture as it is shown, fitted into ``size`` with black around it."""
    ratio = frame.sample_aspect_ratio if hasattr(frame, "sample_aspect_ratio") else None
    wide = Fraction(frame.width) * (Fraction(ratio) if ratio else 1)
    scale = min(Fraction(size[0]) / wide, Fraction(size[1], frame.height))
    inner = max(2, round(wide * scale / 2) * 2), max(2, round(frame.height * scale / 2) * 2)
    inner = min(inner[0], size[0]), min(inner[1], size[1])
    shown = VideoReformatter().reformat(frame, inner[0], inner[1], "yuv420p")
    if inner == size:
        return shown
    planes = shown.to_ndarray()
    high, wide_ = size[1], size[0]
    canvas = np.empty((high * 3 // 2, wide_), np.uint8)
    canvas[:high] = 16
    canvas[high:] = 128
    top, left = (high - inner[1]) // 4 * 2, (wide_ - inner[0]) // 4 * 2
    canvas[top : top + inner[1], left : left + inner[0]] = planes[: inner[1]]
    for number in (0, 1):
        half = planes[inner[1] :].reshape(2, inner[1] // 2, inner[0] // 2)[number]
        place = canvas[high:].reshape(2, high // 2, wide_ // 2)[number]
        place[top // 2 : top // 2 + half.shape[0], left // 2 : left // 2 + half.shape[1]] = half
    return av.VideoFrame.from_ndarray(canvas, format="yuv420p")


def with_chapters(
    path: str,
    out: str,
    chapters: Sequence[tuple[Ms, Ms, str]],
    title: str = "",
    progress: Progress = lambda _: None,
) -> None:
    """A copy of the film with these chapters: every packet as it is, nothing coded anew.

    ``out`` ends in .mkv or .mp4. ``NotAFilm`` where the film's streams do not go into such a file.
    """
    with _opened(path) as source:
        long = float(source.duration or 0) / av.time_base or 1.0
        try:
            with av.open(out, "w") as box:
                kept = {
                    stream.index: box.add_stream_from_template(stream)
                    for stream in source.streams
                    if stream.type in ("video", "audio", "subtitle")
                }
                if title:
                    box.metadata["title"] = title
                box.set_chapters(
                    [
                        {
                            "id": number,
                            "start": start,
                            "end": end,
                            "time_base": Fraction(1, 1000),
                            "metadata": {"title": name},
                        }
                        for number, (start, end, name) in enumerate(chapters, 1)
                    ]
                )
                for packet in source.demux([source.streams[index] for index in kept]):
                    if packet.dts is None:
                        continue
                    progress(min(1.0, float(packet.dts * packet.time_base) / long))
                    packet.stream = kept[packet.stream.index]
                    box.mux(packet)
        except (av.error.FFmpegError, OSError, ValueError) as wrong:
            raise NotAFilm(
                f"{_name(path)} does not go into a file like {os.path.basename(out)}.",
                "Choose a name that ends in .mkv.",
            ) from wrong
