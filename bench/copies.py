"""Copies of a film as they are in the world: faster, cropped, cut, with other sound. For benches.

The film is decoded once, small; each copy is encoded anew (MPEG-4 and AAC in Matroska) from that.
"""

from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
from numpy.typing import NDArray

from entracte.listen.shelf import at_speed
from entracte.media.sound import RATE, sound


class Original(NamedTuple):
    """A film, small: its pictures (luma over chroma, 4:2:0), their times, its sound."""

    frames: list[NDArray[np.uint8]]
    times: list[float]  # seconds
    sound: NDArray[np.float32]
    size: tuple[int, int]  # width, height

    @property
    def seconds(self) -> float:
        return max(self.times[-1] + 1 / 24, len(self.sound) / RATE)


class Copy(NamedTuple):
    """How a copy differs. ``keep`` are stretches of the original in seconds; an end of 0 is its
    own; a stretch that begins at -1 is ``end`` seconds of another scene that is put in."""

    name: str
    keep: tuple[tuple[float, float], ...] = ((0.0, 0.0),)
    speed: float = 1.0
    crop: float = 0.0  # of the height and width, at each side
    bars: float = 0.0  # of the height, black, above and below
    size: tuple[int, int] = (0, 0)
    dubbed: bool = False


COPIES = (
    Copy("25 fps, PAL speed", speed=25 / 24),
    Copy("cropped", crop=0.06),
    Copy("letterboxed", bars=0.12),
    Copy("encoded small", size=(160, 90)),
    Copy("30 s cut off the head", keep=((30.0, 0.0),)),
    Copy("a reel missing", keep=((0.0, 80.0), (130.0, 0.0))),
    Copy("a scene inserted", keep=((0.0, 110.0), (-1.0, 25.0), (110.0, 0.0))),
    Copy("other sound", dubbed=True),
)


def original(path: Path, width: int, until: float = 1e9) -> Original:
    frames, times = [], []
    with av.open(str(path)) as box:
        stream = box.streams.video[0]
        stream.thread_type = "AUTO"
        height = round(width * stream.height / stream.width / 2) * 2
        for frame in box.decode(stream):
            if frame.time is None or frame.time >= until:
                break
            small = frame.reformat(width=width, height=height, format="yuv420p")
            frames.append(small.to_ndarray())
            times.append(float(frame.time))
    parts = np.concatenate(list(sound(path)))
    return Original(frames, times, parts[: int(min(until, 1e5) * RATE)], (width, height))


def made(film: Original, copy: Copy, other: Original, out: Path) -> None:
    """Writes the copy; ``other`` lends the scene that is put in, and the sound of a dub."""
    pieces = [(a, b or film.seconds) for a, b in copy.keep]
    width, height = copy.size if copy.size[0] else film.size
    with av.open(str(out), "w", format="matroska") as box:
        video = box.add_stream("mpeg4", rate=Fraction(24 * copy.speed).limit_denominator(1000))
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        video.bit_rate = 400_000
        video.codec_context.time_base = Fraction(1, 1000)
        audio = box.add_stream("aac", rate=RATE, layout="mono")
        audio.bit_rate = 64_000
        at, last = 0.0, -1
        heard = []
        for start, end in pieces:
            source, begin, stop = (other, 0.0, end) if start < 0 else (film, start, end)
            for when, picture in zip(source.times, source.frames, strict=True):
                if begin <= when < stop:
                    frame = _frame(picture, source.size, copy).reformat(width=width, height=height)
                    frame.pts = max(last + 1, round((at + when - begin) / copy.speed * 1000))
                    frame.time_base = Fraction(1, 1000)
                    last = frame.pts
                    box.mux(video.encode(frame))
            part = source.sound[round(begin * RATE) : round(stop * RATE)]
            missing = round((stop - begin) * RATE) - len(part)
            heard.append(np.concatenate([part, np.zeros(max(0, missing), np.float32)]))
            at += stop - begin
        box.mux(video.encode())
        whole = np.concatenate(heard)
        if copy.dubbed:
            whole = np.resize(other.sound, len(whole))
        whole = at_speed(whole, copy.speed)
        for i in range(0, len(whole), RATE):
            block = av.AudioFrame.from_ndarray(whole[None, i : i + RATE], "fltp", "mono")
            block.sample_rate, block.pts, block.time_base = RATE, i, Fraction(1, RATE)
            box.mux(audio.encode(block))
        box.mux(audio.encode())


def _frame(picture: NDArray[np.uint8], size: tuple[int, int], copy: Copy) -> av.VideoFrame:
    width, height = size
    rgb = av.VideoFrame.from_ndarray(picture, "yuv420p")
    if not copy.crop and not copy.bars:
        return rgb
    pixels = rgb.to_ndarray(format="rgb24")
    if copy.crop:
        x, y = round(width * copy.crop), round(height * copy.crop)
        pixels = np.ascontiguousarray(pixels[y : height - y, x : width - x])
    if copy.bars:
        bar = np.zeros((round(height * copy.bars), pixels.shape[1], 3), np.uint8)
        pixels = np.concatenate([bar, pixels, bar])
    return av.VideoFrame.from_ndarray(pixels, "rgb24")


def where(copy: Copy, film: Original, at: float) -> float | None:
    """Where a moment of the original truly is in the copy, in seconds; None if it is not there."""
    gone = 0.0
    for start, end in copy.keep:
        if start < 0:
            gone += end
            continue
        stop = end or film.seconds
        if start <= at < stop:
            return (gone + at - start) / copy.speed
        gone += stop - start
    return None
