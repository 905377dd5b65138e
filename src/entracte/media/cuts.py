"""Where a film can be cut without touching its picture, and what browsers call what is in it."""

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import av
import av.error

from entracte.errors import NotAFilm
from entracte.media.frames import _name, _opened, _picture
from entracte.model import Ms, Value

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

TARGET: Final[Ms] = 2_000  # a segment is at least this long: short ones are there sooner
_LONGEST: Final = 60.0  # seconds between two key frames, on average, for an index to be believed
_MOST: Final = 2_000_000  # packets looked at where the file has no index
_COPIED: Final = frozenset(("h264", "hevc", "av1", "vp9"))  # what an MP4 for browsers can hold
_AVC: Final = re.compile(rb"\x00\x00\x01[\x67\x27\x47](...)", re.S)


class Cuts(Value):
    """The segments of a film: each from its start to the next one's, the last to ``end``."""

    starts: tuple[Ms, ...]  # exact: the times of key frames
    end: Ms
    video: str  # codecs as browsers call them: "avc1.64001F"; empty where they have no name
    copied: bool  # whether its picture can be sent as it is
    sound: bool
    height: int


def cuts(path: str) -> Cuts:
    """Where this film is cut; a file without an index is read through.

    ``NotFound``, ``NotAFilm``.
    """
    with _opened(path) as container:
        stream = _picture(container, path)
        base = stream.time_base or Fraction(1, 1000)
        keys = _keys(container, stream)
        if not keys:
            raise NotAFilm(f"{_name(path)} has no picture to begin at.", "Convert it anew.")
        begin = Fraction(container.start_time or 0, av.time_base)
        times = [max(0, round((key * base - begin) * 1000)) for key in keys]
        end = max((container.duration or 0) // 1000, times[-1] + 1)
        return Cuts(
            starts=_spaced(times),
            end=end,
            video=_named(stream),
            copied=stream.codec_context.name in _COPIED,
            sound=bool(container.streams.audio),
            height=stream.codec_context.height,
        )


def _spaced(times: list[Ms]) -> tuple[Ms, ...]:
    out = [times[0]]
    for time in times[1:]:
        if time - out[-1] >= TARGET:
            out.append(time)
    return tuple(out)


def _keys(container: "InputContainer", stream: "VideoStream") -> list[int]:
    """Times of key frames in the stream's own units, in order.

    Matroska reads its index only when it is asked to seek. MP4's gives the times of decoding, which
    are a constant before those of showing.
    """
    try:
        container.seek(max(0, (container.duration or 0) // 2))
        container.seek(0)
    except (av.error.FFmpegError, OSError):
        return _read_through(container, stream)
    keys = [e.timestamp for e in stream.index_entries if e.is_keyframe and not e.is_discard]
    length = (container.duration or 0) / av.time_base
    if len(keys) < 2 or len(keys) < length / _LONGEST:
        return _read_through(container, stream)
    first = _first(container, stream)
    shift = first - min(keys, key=lambda key: abs(key - first)) if first is not None else 0
    if "matroska" in container.format.name:
        shift = 0
    return sorted({key + shift for key in keys})


def _first(container: "InputContainer", stream: "VideoStream") -> int | None:
    try:
        for tried, packet in enumerate(container.demux(stream)):
            if packet.pts is not None and packet.is_keyframe:
                return int(packet.pts)
            if tried > 1000:
                break
    except (av.error.FFmpegError, OSError, ValueError):
        pass
    return None


def _read_through(container: "InputContainer", stream: "VideoStream") -> list[int]:
    keys = []
    try:
        container.seek(0)
        for read, packet in enumerate(container.demux(stream)):
            if packet.is_keyframe and packet.pts is not None:
                keys.append(int(packet.pts))
            if read >= _MOST:
                break
    except (av.error.FFmpegError, OSError, ValueError):
        pass
    return sorted(set(keys))


def _named(stream: "VideoStream") -> str:
    """The codec as RFC 6381 has it; a plain name where the details are not known."""
    codec = stream.codec_context.name
    extra = bytes(stream.codec_context.extradata or b"")
    if codec == "h264":
        if len(extra) > 3 and extra[0] == 1:
            return f"avc1.{extra[1:4].hex().upper()}"
        found = _AVC.search(extra)
        return f"avc1.{found[1].hex().upper()}" if found else "avc1.640028"
    if codec == "hevc":
        return _hevc(extra)
    return {"av1": "av01.0.08M.08", "vp9": "vp09.00.40.08", "vp8": "vp8"}.get(codec, "")


def _hevc(extra: bytes) -> str:
    """From the record of ISO/IEC 14496-15: profile, compatibility in reverse, tier and level."""
    if len(extra) < 13 or extra[0] != 1:
        return "hvc1.1.6.L93.B0"
    space = ("", "A", "B", "C")[extra[1] >> 6]
    compatible = int(f"{int.from_bytes(extra[2:6], 'big'):032b}"[::-1], 2)
    tier = "H" if extra[1] & 0x20 else "L"
    rest = extra[6:12].rstrip(b"\0")
    named = "".join(f".{byte:X}" for byte in rest)
    return f"hvc1.{space}{extra[1] & 0x1F}.{compatible:X}.{tier}{extra[12]}{named}"
