"""The sound of single lines, cut from a film in one reading: small files for cards."""

import io
from collections.abc import Callable, Iterator, Sequence

import av
import numpy as np

from entracte.media.sound import RATE, Samples, sound
from entracte.model import Ms, Span

_BITS = 48_000  # a second, which is plenty for talk
_LONGEST: Ms = 30_000


def spoken(
    path: str, spans: Sequence[Span], progress: Callable[[float], None] = lambda _: None
) -> Iterator[tuple[int, bytes]]:
    """For each stretch its number and its sound as MP3, one voice; in order of their ends.

    A stretch of more than half a minute is cut off there. ``NotAFilm`` where there is no sound.
    """
    waiting = sorted(range(len(spans)), key=lambda i: _end(spans[i]))
    held: Samples = np.zeros(0, np.float32)
    begin = 0  # sample of the film with which ``held`` begins
    at = 0  # how many of ``waiting`` are cut
    for block in sound(path, progress=progress):
        held = np.concatenate([held, block])
        while at < len(waiting) and _end(spans[waiting[at]]) <= begin + len(held):
            yield waiting[at], _cut(held, begin, spans[waiting[at]])
            at += 1
        if at == len(waiting):
            return
        first = min(_start(spans[i]) for i in waiting[at:])
        gone = max(0, min(first - begin, len(held)))
        held, begin = held[gone:], begin + gone
    for i in waiting[at:]:
        yield i, _cut(held, begin, spans[i])


def _start(span: Span) -> int:
    return span.start * RATE // 1000


def _end(span: Span) -> int:
    return min(span.end, span.start + _LONGEST) * RATE // 1000


def _cut(held: Samples, begin: int, span: Span) -> bytes:
    start, end = max(0, _start(span) - begin), max(0, _end(span) - begin)
    return _mp3(held[start:end])


def _mp3(samples: Samples) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="mp3") as box:
        stream = box.add_stream("libmp3lame", rate=RATE, layout="mono")
        stream.bit_rate = _BITS
        size = stream.codec_context.frame_size or 576
        padded = np.pad(samples, (0, -len(samples) % size or (0 if len(samples) else size)))
        for i in range(0, len(padded), size):
            part = np.ascontiguousarray(padded[None, i : i + size])
            frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
            frame.sample_rate, frame.pts = RATE, i
            box.mux(stream.encode(frame))
        box.mux(stream.encode(None))
    return out.getvalue()
