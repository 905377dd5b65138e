"""The sound of a film or of an album track: one voice, sixteen thousand samples a second."""

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

import av
import av.error
import numpy as np
from numpy.typing import NDArray

from entracte.errors import NotAFilm
from entracte.media import frames
from entracte.media.frames import FORMATS

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

RATE = 16_000  # samples a second
_BLOCK = 30 * RATE
_HOLE = RATE // 10  # samples that may be missing before silence stands for them
_LONGEST = 48 * 3600 * RATE  # samples; no film is longer
_BAD = 1000  # packets that may be damaged

Samples: TypeAlias = NDArray[np.float32]  # between -1 and 1, one channel


def has_sound(path: str | os.PathLike[str]) -> bool:
    """Whether there is anything to hear in this film; ``NotAFilm`` if it cannot be opened."""
    with frames._opened(os.fspath(path)) as box:
        return bool(box.streams.audio)


def sound(
    path: str | os.PathLike[str],
    *,
    block: int = _BLOCK,
    progress: Callable[[float], None] | None = None,
    hear: Callable[["AudioFrame", float], None] | None = None,
) -> Iterator[Samples]:
    """The sound in blocks of ``block`` samples (the last is shorter), from the film's first moment.

    Of several sound streams it is the one that players choose. Where the sound starts late or
    breaks off in the middle there is silence, so that sample ``n`` is always heard at ``n / RATE``
    seconds. Damaged packets are left out. ``progress`` is told the part that is done, 0 to 1; what
    it raises ends the reading. ``hear`` is given each frame as it was decoded, all its
    channels, and its time in seconds.
    ``NotAFilm`` if there is no sound at all.
    """
    path = os.fspath(path)
    with _opened(path) as box:
        stream = box.streams.best("audio") or next(iter(box.streams.audio), None)
        if stream is None:
            raise NotAFilm(f"{_name(path)} has no sound.", "Choose a file with a sound track.")
        length = (box.duration or 0) / av.time_base
        held: list[Samples] = []
        size = given = 0
        for part in _parts(box, stream, hear):  # type: ignore[arg-type]
            held.append(part)
            size += len(part)
            while size >= block:
                whole = np.concatenate(held)
                yield _clean(whole[:block])
                held, size, given = [whole[block:]], size - block, given + block
                if progress and length:
                    progress(min(1.0, given / RATE / length))
        if size:
            yield _clean(np.concatenate(held))


def _clean(samples: Samples) -> Samples:
    """Numbers between -1 and 1 only. Done for a block at once: for each frame it costs far more."""
    return np.clip(np.nan_to_num(samples), -1, 1)


def _parts(
    box: "InputContainer",
    stream: "AudioStream",
    hear: Callable[["AudioFrame", float], None] | None,
) -> Iterator[Samples]:
    """Each frame's samples, with silence where there is nothing; all at their times."""
    first = (box.start_time or 0) / av.time_base
    resampler, kind = None, None
    at = 0  # samples since the film's first moment
    for frame in _frames(box, stream):
        if kind != (frame.format.name, frame.layout.name, frame.sample_rate):
            kind = (frame.format.name, frame.layout.name, frame.sample_rate)
            resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        begin = round(((frame.time if frame.time is not None else first) - first) * RATE)
        silence = min(begin, _LONGEST) - at
        if silence > _HOLE:
            for start in range(0, silence, _BLOCK):
                yield np.zeros(min(_BLOCK, silence - start), np.float32)
            at += silence
        frame.pts = None  # its place is known; the resampler would fill holes a second time
        if hear is not None:
            hear(frame, begin / RATE)
        for made in resampler.resample(frame) if resampler else ():
            samples: Samples = np.frombuffer(made.planes[0], "f4", made.samples)  # type: ignore[call-overload]
            yield samples
            at += made.samples
        if at >= _LONGEST:
            return


def _frames(box: "InputContainer", stream: "AudioStream") -> Iterator["AudioFrame"]:
    bad = 0
    packets = box.demux(stream)
    while bad < _BAD:
        try:
            packet = next(packets)
            yield from packet.decode()
        except StopIteration:
            return
        except (av.error.FFmpegError, OSError, ValueError):
            bad += 1


def _opened(path: str) -> "InputContainer":
    """Opened without following what playlists name; films and albums only."""
    formats = f"{FORMATS},wv,ape,mpc,mpc8,tta,caf,w64,amr,dsf"
    try:
        return av.open(
            f"file:{path}",
            metadata_errors="replace",
            options={"format_whitelist": formats, "protocol_whitelist": "file"},
        )
    except (av.error.FFmpegError, OSError, ValueError) as wrong:
        raise NotAFilm(
            f"{_name(path)} cannot be listened to.",
            "Check that the file is whole and plays in a player.",
        ) from wrong


def _name(path: str) -> str:
    return os.path.basename(path) or path
