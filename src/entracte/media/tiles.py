"""Small pictures of a film at even distances, in sheets: what players show above the seek bar."""

import io
from collections.abc import Callable, Iterator
from fractions import Fraction

import av
import av.error
from PIL import Image

from entracte.media.frames import _opened, _picture
from entracte.model import Ms

EVERY: Ms = 10_000  # between two pictures, as Jellyfin expects unless told otherwise
WIDE = 320  # pixels of a picture
SIDE = 10  # pictures in a row, and rows in a sheet
_QUALITY = 75
_MOST = 20_000  # pictures of one film


def sheets(
    path: str, progress: Callable[[float], None] = lambda _: None
) -> Iterator[tuple[int, bytes]]:
    """Each sheet's number and its JPEG: ``SIDE`` by ``SIDE`` pictures, one each ``EVERY``.

    A picture is the key frame at or before its moment: only these are decoded, so that a film
    takes seconds. ``NotAFilm`` if there is nothing to see.
    """
    sheet: Image.Image | None = None
    placed = 0
    for shown in _shown(path, progress):
        row, column = divmod(placed % SIDE**2, SIDE)
        if sheet is None:
            sheet = Image.new("RGB", (shown.width * SIDE, shown.height * SIDE))
        sheet.paste(shown, (column * shown.width, row * shown.height))
        placed += 1
        if placed % SIDE**2 == 0:
            yield placed // SIDE**2 - 1, _jpeg(sheet)
            sheet = None
    if sheet is not None:
        yield placed // SIDE**2, _jpeg(sheet)


def _shown(path: str, progress: Callable[[float], None]) -> Iterator[Image.Image]:
    with _opened(path) as source:
        stream = _picture(source, path)
        stream.codec_context.skip_frame = "NONKEY"
        zero = Fraction(source.start_time or 0, av.time_base)
        long = float(source.duration or 0) / av.time_base or 1.0
        last: Image.Image | None = None
        given = 0
        size: tuple[int, int] | None = None
        packets = source.demux(stream)
        while given < _MOST:
            try:
                frames = next(packets).decode()
            except StopIteration:
                break
            except (av.error.FFmpegError, OSError, ValueError):
                continue
            for frame in frames:
                if frame.pts is None:
                    continue
                at = float(frame.pts * (frame.time_base or Fraction(1)) - zero)
                while last is not None and given * EVERY < at * 1000 and given < _MOST:
                    yield last
                    given += 1
                progress(min(1.0, at / long))
                ratio = stream.sample_aspect_ratio or Fraction(1)
                size = size or (WIDE, max(1, round(WIDE * frame.height / frame.width / ratio)))
                last = frame.to_image(width=size[0], height=size[1])  # type: ignore[no-untyped-call]
        while last is not None and given * EVERY < long * 1000 and given < _MOST:
            yield last
            given += 1


def _jpeg(sheet: Image.Image) -> bytes:
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def folder(stem: str) -> str:
    """Where Jellyfin looks for them beside a film: ``Film.trickplay/320 - 10x10``."""
    return f"{stem}.trickplay/{WIDE} - {SIDE}x{SIDE}"
