"""A film cut into segments that browsers play: the picture copied, the sound made into AAC.

Every segment is made for itself, and all fit together without a seam: pictures are cut at real key
frames, sound on one grid of 1,024 samples that begins with the film. The grid is rounded down, so
that the sound of a segment never begins after its picture (players would wait for it).
"""

import io
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import av
import av.error
import numpy as np
from numpy.typing import NDArray

from entracte.errors import NotAFilm
from entracte.media.cuts import Cuts
from entracte.media.frames import _name, _opened, _picture
from entracte.model import Ms

if TYPE_CHECKING:
    from av.container import InputContainer, OutputContainer
    from av.video.stream import VideoStream

OFFSET: Final[Ms] = 10_000  # added to all times: decoding begins before the first picture is shown
FRAME: Final = 1024  # samples of a frame of AAC
HEIGHT: Final = 480  # of the small copy
_RATES: Final = (48_000, 44_100, 32_000, 24_000, 22_050, 16_000)
_EARLY: Final = 0.6  # seconds of sound read before a segment, so that decoders have settled
_PRIMED: Final = 2  # frames given to the encoder before the first that is kept
_HOLE: Final = 0.1  # seconds that may be missing before sound is placed anew
_LARGEST: Final = 256 * 2**20  # bytes of a segment
_OPTIONS: Final = {  # times as they are given: each segment stands where it belongs in the film
    "movflags": "empty_moov+default_base_moof+frag_discont+skip_sidx",
    "use_editlist": "0",
    "avoid_negative_ts": "disabled",
}


def beginning(path: str, plan: Cuts, kind: str) -> bytes:
    """What a player reads before any segment of this kind: ``ftyp`` and ``moov``."""
    whole = _made(path, plan, kind, 0)
    return whole[: _fragments(whole)]


def segment(path: str, plan: Cuts, kind: str, number: int) -> bytes:
    """Segment ``number``. ``kind``: "asis" (the picture copied) or "480" (made small).

    ``IndexError`` where there is none of this number; ``NotFound``, ``NotAFilm``.
    """
    if not 0 <= number < len(plan.starts):
        raise IndexError(number)
    whole = _made(path, plan, kind, number)
    return whole[_fragments(whole) :]


def _made(path: str, plan: Cuts, kind: str, number: int) -> bytes:
    start = plan.starts[number]
    end = plan.starts[number + 1] if number + 1 < len(plan.starts) else plan.end + 1000
    out = io.BytesIO()
    try:
        with (
            _opened(path) as source,
            av.open(out, "w", format="mp4", options=_OPTIONS) as made,
        ):
            picture = _picture(source, path)
            add = _copied if kind == "asis" else _small
            writers = [add(source, made, picture, start, end)]
            if source.streams.audio:
                writers.append(_sound(source, made, picture, start, min(end, plan.end)))
            for packets in writers:  # both streams are in the file's head before either is written
                made.mux(packets())
    except (av.error.FFmpegError, OSError, ValueError) as wrong:
        raise NotAFilm(
            f"{_name(path)} cannot be cut at {start} ms.", "Open it in a player."
        ) from wrong
    return out.getvalue()


def _fragments(whole: bytes) -> int:
    """Where the first fragment begins: after the boxes of the head."""
    at = 0
    while at + 8 <= len(whole):
        size, name = int.from_bytes(whole[at : at + 4], "big"), whole[at + 4 : at + 8]
        if name == b"moof" or size < 8:
            break
        at += size
    return at


def _zero(source: "InputContainer") -> Fraction:
    """The film's first moment, in seconds of its own clock."""
    return Fraction(source.start_time or 0, av.time_base)


def _seek(source: "InputContainer", stream: Any, seconds: Fraction) -> None:
    base = stream.time_base or Fraction(1, 1000)
    source.seek(int(max(Fraction(0), seconds) / base), stream=stream, backward=True)


def _copied(
    source: "InputContainer", made: "OutputContainer", stream: "VideoStream", start: Ms, end: Ms
) -> Any:
    out = made.add_stream_from_template(stream)

    def packets() -> list[Any]:
        base = stream.time_base or Fraction(1, 1000)
        zero = _zero(source)
        shift = round((Fraction(OFFSET, 1000) - zero) / base)
        first = round((Fraction(start, 1000) + zero) / base)
        last = round((Fraction(end, 1000) + zero) / base)
        slack = max(1, round(Fraction(2, 1000) / base))  # times were rounded to milliseconds
        _seek(source, stream, Fraction(start + 2, 1000) + zero)
        found: list[Any] = []
        size = 0
        for packet in source.demux(stream):
            if packet.pts is None or not packet.size:
                continue
            if packet.is_keyframe and packet.pts >= last - slack:
                break
            if not found and not (packet.is_keyframe and packet.pts >= first - slack):
                continue
            size += packet.size
            if size > _LARGEST:
                raise ValueError("a segment is too large")
            found.append(packet)
        for packet, dts in zip(found, _decoded(found, stream), strict=True):
            packet.dts = dts + shift
            packet.pts += shift
            packet.stream = out
        return found

    return packets


def _decoded(packets: list[Any], stream: "VideoStream") -> list[int]:
    """When each is decoded: in order, before it is shown. After a seek files often do not say."""
    shown = sorted(int(packet.pts) for packet in packets)
    late = max((a - int(p.pts) for a, p in zip(shown, packets, strict=True)), default=0)
    rate = stream.average_rate or Fraction(25)
    usual = round(2 / rate / (stream.time_base or Fraction(1, 1000)))
    out: list[int] = []
    for at in shown:
        out.append(max(at - max(late, usual), out[-1] + 1 if out else at - max(late, usual)))
    return out


def _small(
    source: "InputContainer", made: "OutputContainer", stream: "VideoStream", start: Ms, end: Ms
) -> Any:
    """The picture made small, for browsers that cannot show it as it is."""
    context = stream.codec_context
    high = min(HEIGHT, context.height) // 2 * 2 or 2
    shape = Fraction(stream.sample_aspect_ratio or 1) * context.width / max(context.height, 1)
    wide = max(2, min(round(high * shape) // 2 * 2, 1920))
    out: Any = made.add_stream("libx264", rate=stream.average_rate or 25)
    out.width, out.height, out.pix_fmt = wide, high, "yuv420p"
    out.options = {"preset": "ultrafast", "crf": "25", "profile": "baseline"}
    out.codec_context.gop_size = 100_000  # one key frame: the segment begins with it
    out.codec_context.time_base = Fraction(1, 90_000)
    stream.thread_type = "AUTO"

    def packets() -> list[Any]:
        base = stream.time_base or Fraction(1, 1000)
        zero = _zero(source)
        _seek(source, stream, Fraction(start + 2, 1000) + zero)
        found: list[Any] = []
        before = -1
        for frame in source.decode(stream):
            if frame.pts is None:
                continue
            at = round((frame.pts * base - zero) * 1000)
            if at >= end - 1:
                break
            if at < start - 1:
                continue
            small = frame.reformat(width=wide, height=high, format="yuv420p")
            small.pts = max(before + 1, round((frame.pts * base - zero) * 90_000) + OFFSET * 90)
            small.time_base = Fraction(1, 90_000)
            small.pict_type = 0  # whatever it was, the encoder chooses
            before = small.pts
            found += out.encode(small)
        return [*found, *out.encode(None)]

    return packets


def _sound(
    source: "InputContainer", made: "OutputContainer", picture: "VideoStream", start: Ms, end: Ms
) -> Any:
    stream: Any = source.streams.best("audio") or source.streams.audio[0]
    rate = stream.rate if stream.rate in _RATES else 48_000
    out: Any = made.add_stream("aac", rate=rate, layout="stereo")
    out.bit_rate = 160_000
    first, last = start * rate // 1000 // FRAME, end * rate // 1000 // FRAME  # down, not up
    begin = first - _PRIMED

    def packets() -> list[Any]:
        # Matroska has an index of pictures only; to find sound it would be read from the start.
        _seek(source, picture, Fraction(start, 1000) + _zero(source) - Fraction(_EARLY))
        held = _samples(source, stream, rate, begin * FRAME, (last + 1) * FRAME)
        shift = OFFSET * rate // 1000
        found: list[Any] = []
        for i in range(held.shape[1] // FRAME):
            part = np.ascontiguousarray(held[:, i * FRAME : (i + 1) * FRAME])
            frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="stereo")
            frame.sample_rate, frame.time_base = rate, Fraction(1, rate)
            frame.pts = (begin + i) * FRAME + shift
            found += out.encode(frame)
        found += out.encode(None)
        low, high = first * FRAME + shift, last * FRAME + shift
        return [p for p in found if p.pts is not None and low <= p.pts < high]

    return packets


def _samples(
    source: "InputContainer", stream: Any, rate: int, first: int, end: int
) -> NDArray[np.float32]:
    """Samples ``first`` to ``end`` of the film's sound, two channels; silence where it has none.

    The source is read from where it stands.
    """
    out = np.zeros((2, end - first), np.float32)
    zero = _zero(source)
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=rate)
    parts: list[tuple[int, NDArray[np.float32]]] = []
    bad = 0
    demuxed = source.demux(stream)
    while bad < 1000:
        try:
            packet = next(demuxed)
            frames = packet.decode()
        except StopIteration:
            break
        except (av.error.FFmpegError, ValueError):
            bad += 1
            continue
        for frame in frames:
            if frame.time is None:
                continue
            at = round((Fraction(frame.time) - zero) * rate)
            frame.pts = None  # its place is known; the resampler would fill holes a second time
            for each in resampler.resample(frame):
                parts.append((at, each.to_ndarray().astype(np.float32, copy=False)))
                at += each.samples
        if parts and parts[-1][0] >= end:
            break
    for at, data in _joined(parts, rate):
        low, high = max(at, first), min(at + data.shape[1], end)
        if low < high:
            out[:, low - first : high - first] = data[:, low - at : high - at]
    return np.clip(np.nan_to_num(out), -1, 1)


def _joined(
    parts: list[tuple[int, NDArray[np.float32]]], rate: int
) -> list[tuple[int, NDArray[np.float32]]]:
    """Stretches without a hole. Files round times to a millisecond: the median undoes it."""
    out: list[tuple[int, NDArray[np.float32]]] = []
    run: list[tuple[int, NDArray[np.float32]]] = []
    expected = 0
    for at, data in [*parts, (2**62, np.zeros((2, 0), np.float32))]:
        if run and abs(at - expected) > _HOLE * rate:
            length, starts = 0, []
            for said, each in run:
                starts.append(said - length)
                length += each.shape[1]
            out.append((int(np.median(starts)), np.concatenate([e for _, e in run], axis=1)))
            run = []
        if not run:
            expected = at
        run.append((at, data))
        expected += data.shape[1]
    return out
