"""What a film file is: how long, how large, what pictures and sounds it holds, told in a moment.

The digest of a film is sampled, so that one of 30 GB costs no more than a small one: SHA-256 of its
size and of 16 blocks of 64 KiB at equal distances, the first and the last among them. Files of up
to 1 MiB are read whole. Two films of the same size that differ only between the blocks would be
taken for one; remuxing, cutting or re-encoding changes the size or the index at either end.
"""

import hashlib
import os
import stat
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import av
import av.error

from entracte.errors import NotAFilm
from entracte.media.frames import _name, _opened, _picture, _ratio
from entracte.model import Digest, Media, Ms

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

BLOCK: Final = 64 * 1024  # bytes
BLOCKS: Final = 16
_LONGEST: Final[Ms] = 48 * 3600 * 1000
_USUAL: Final = tuple(
    Fraction(whole, under)
    for whole, under in (
        *((24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (50, 1), (60000, 1001)),
        *((60, 1), (48, 1), (12, 1), (15, 1), (16, 1), (18, 1)),
    )
)
_TRIED: Final = 400  # packets looked at for one picture, which says how it is turned
_COUNTED: Final = 2_000_000  # packets looked at where the file does not say how long it is


def probe(path: str | os.PathLike[str]) -> Media:
    """What this film is. ``NotFound`` where there is no file, ``NotAFilm`` for all but films."""
    path = os.fspath(path)
    _plain(path)
    with _opened(path) as container:
        stream = _picture(container, path)
        duration = _duration(container, stream)
        if duration <= 0:
            raise NotAFilm(
                f"{_name(path)} is a single picture or breaks off at once.",
                "Check that the file is whole and plays in a video player.",
            )
        if duration > _LONGEST:
            raise NotAFilm(
                f"{_name(path)} says that it lasts {duration // 3_600_000:,} hours.",
                "Convert it anew; its length is damaged.",
            )
        sounds = [each for each in container.streams.audio if each.codec_context is not None]
        return Media(
            digest=sampled(path),
            duration=duration,
            file=_name(path),
            rate=_rate(stream),
            size=_size(container, stream),
            container=container.format.name,
            video=stream.codec_context.name,
            audio=tuple(each.language or "und" for each in sounds),
            sound=tuple(each.codec_context.name for each in sounds),
        )


def sampled(path: str | os.PathLike[str]) -> Digest:
    """The digest of a large file, from its size and 16 blocks; of a small one from all of it."""
    size = os.path.getsize(path)
    found = hashlib.sha256(b"entracte film\0" + size.to_bytes(8, "big"))
    with open(path, "rb") as file:
        if size <= BLOCK * BLOCKS:
            found.update(file.read())
        else:
            for i in range(BLOCKS):
                file.seek((size - BLOCK) * i // (BLOCKS - 1))
                found.update(file.read(BLOCK))
    return found.hexdigest()


def _plain(path: str) -> None:
    """Only files: a device or a pipe might never end."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return  # told when it is opened
    if not stat.S_ISREG(mode):
        raise NotAFilm(f"{_name(path)} is not a file.", "Point entracte at the film itself.")
    if os.path.getsize(path) == 0:
        raise NotAFilm(f"{_name(path)} is empty.", "Copy the film again.")


def _duration(container: "InputContainer", stream: "VideoStream") -> Ms:
    if container.duration and container.duration > 0:
        return container.duration // 1000
    base = stream.time_base
    if stream.duration and stream.duration > 0 and base:
        return round(stream.duration * base * 1000)
    return _counted(container, stream)


def _counted(container: "InputContainer", stream: "VideoStream") -> Ms:
    """The time of the last packet, where the file says nothing; by the rate, where none has one."""
    last = Fraction(0)
    packets = 0
    try:
        for packet in container.demux(stream):
            if not packet.size:
                continue
            packets += 1
            if packet.pts is not None and packet.time_base:
                last = max(last, (packet.pts + (packet.duration or 0)) * packet.time_base)
            if packets >= _COUNTED:
                break
    except (av.error.FFmpegError, OSError):
        pass
    if packets < 2:
        return 0
    rate = stream.average_rate or stream.guessed_rate or Fraction(25)
    return round(max(last - Fraction(container.start_time or 0, 1_000_000), packets / rate) * 1000)


def _rate(stream: "VideoStream") -> tuple[int, int]:
    for rate in (stream.average_rate, stream.guessed_rate, stream.base_rate):
        if rate and Fraction(1, 100) <= rate <= 1000:
            near = (each for each in _USUAL if abs(rate / each - 1) < Fraction(1, 5000))
            rate = next(near, rate)  # an average over the file misses by a hair
            return rate.numerator, rate.denominator
    return 0, 1


def _size(container: "InputContainer", stream: "VideoStream") -> tuple[int, int]:
    """Pixels as shown: square, and upright where the film is turned."""
    wide, high = stream.codec_context.width, stream.codec_context.height
    wide = round(wide * _ratio(stream))
    return (high, wide) if _turned(container, stream) else (wide, high)


def _turned(container: "InputContainer", stream: "VideoStream") -> bool:
    """Whether players show it turned by a quarter: the first picture says so."""
    with suppress(av.error.FFmpegError, OSError):  # else it is read on from where it stands
        container.seek(0)
    try:
        for tried, packet in enumerate(container.demux(stream)):
            for frame in packet.decode():
                return round(getattr(frame, "rotation", 0) / 90) % 2 == 1
            if tried >= _TRIED:
                break
    except (av.error.FFmpegError, OSError, ValueError):
        pass
    return False
