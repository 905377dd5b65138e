"""Which pictures and sounds this machine can decode."""

import av
from av.codec import Codec

_COMMON = (
    *("h264", "hevc", "av1", "vp9", "vp8", "mpeg4", "mpeg2video", "mpeg1video", "vc1", "prores"),
    *("aac", "ac3", "eac3", "dca", "truehd", "flac", "mp3float", "opus", "vorbis", "pcm_s16le"),
)


def decodable() -> tuple[tuple[str, bool], ...]:
    """The codecs that films come in, and whether each can be decoded here."""
    return tuple((name, _can(name)) for name in _COMMON)


def _can(name: str) -> bool:
    try:
        Codec(name, "r")
    except (ValueError, av.FFmpegError):
        return False
    return True
