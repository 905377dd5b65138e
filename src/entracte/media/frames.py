"""The picture of a film: every frame decoded once, seen small, with its true time.

A frame comes as 64×36 luma and 32×18 chroma, enough to notice cuts, dissolves and colours, and
with the whole picture at hand for as long as it may be wanted as a still.
"""

import os
from collections.abc import Callable, Iterator
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

import av
import av.error
import numpy as np
from av.stream import Disposition
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray
from PIL import Image

from entracte.errors import NotAFilm, NotFound
from entracte.model import Ms

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.plane import VideoPlane
    from av.video.stream import VideoStream

WIDTH, HEIGHT = 64, 36  # of the small picture
STILL = 960  # pixels: a still is at most this wide, and at most this high
_HEAVY = 1280 * 720  # pixels: bigger frames wait for their verdict in the size of a still
_LONGEST = 10_000_000  # microseconds: no last frame is taken to be shown for longer
_MOST_PIXELS = 8192 * 8192  # a frame that says it is bigger is not decoded

Progress = Callable[[Ms, Ms], None]
Plane = NDArray[np.uint8]

# Films only: no playlists that name other files or addresses, no pictures, no text drawn as video.
FORMATS = (
    "matroska,webm,mov,mp4,avi,mpegts,mpeg,mpegvideo,flv,asf,ogg,rm,mxf,mxf_opatom,gxf,nut,dv,"
    "h264,hevc,m4v,vc1,ivf,av1,obu,wtv,yuv4mpegpipe,gif,swf,dirac,cavsvideo,mjpeg,h263,h261,mv,"
    "bink,smk,roq,nuv,pva,vob,aiff,wav,mp3,flac,aac,ac3,eac3,dts"
)


class Picture:
    """One whole frame, waiting to become a still."""

    __slots__ = ("_frame", "_ratio")

    def __init__(self, frame: "VideoFrame", ratio: Fraction) -> None:
        self._frame = frame
        self._ratio = ratio  # how wide a pixel is, its height being 1

    def waiting(self) -> "Picture":
        """The same picture in less room, so that several can wait beside each other."""
        frame = self._frame
        if frame.width * frame.height <= _HEAVY or frame.interlaced_frame:
            return self
        width, height = _fitted(frame.width, frame.height, Fraction(1))
        small = frame.reformat(width=width, height=height, interpolation="AREA", threads=1)
        ratio = self._ratio * Fraction(frame.width * height, frame.height * width)
        return Picture(small, ratio)

    def grey(self, wide: int) -> Plane:
        """Its luma, so many pixels wide, as it lies in the file: not turned, not made square."""
        frame = self._frame
        high = max(1, round(frame.height * wide / max(1, frame.width)))
        small = frame.reformat(
            width=wide, height=min(high, 4 * wide), format="gray", interpolation="AREA", threads=1
        )
        return small.to_ndarray()  # type: ignore[return-value]

    def jpeg(self) -> bytes:
        """A JPEG as the picture is shown: upright, pixels square, one field of an interlaced one.

        At most ``STILL`` pixels wide and high; never larger than the frame itself.
        """
        frame = self._frame
        width, height = _fitted(frame.width, frame.height, self._ratio)
        fields = frame.interlaced_frame and frame.height >= 4
        rgb = frame.reformat(
            width=frame.width if fields else width,
            height=frame.height if fields else height,
            format="rgb24",
            src_colorspace=_colorspace(frame),
            dst_colorspace=Colorspace.DEFAULT,
            dst_color_range="JPEG",
            interpolation=Interpolation.AREA if width < frame.width else Interpolation.BICUBIC,
            threads=1,
        )
        image = Image.fromarray(rgb.to_ndarray()[::2] if fields else rgb.to_ndarray())
        if fields:
            image = image.resize((width, height), Image.Resampling.BICUBIC)
        turn = round(frame.rotation / 90) % 4
        if turn:
            image = image.transpose(
                (
                    Image.Transpose.ROTATE_90,
                    Image.Transpose.ROTATE_180,
                    Image.Transpose.ROTATE_270,
                )[turn - 1]
            )
        out = BytesIO()
        image.save(out, "JPEG", quality=82)
        return out.getvalue()


class Frame(NamedTuple):
    """One frame of the film, small: its time and its three planes (BT.601 or 709, 16 to 235)."""

    time: Ms  # from the container's start, as players count
    luma: Plane  # 36×64
    u: Plane  # 18×32
    v: Plane  # 18×32
    hd: bool  # the colours are BT.709's, not BT.601's
    picture: Picture


class Reel:
    """A film's frames, in order, each decoded once: ``for frame in Reel(path): ...``.

    ``progress(done, total)`` is told about once a second of film; what it raises ends the run.
    Damage in the middle is passed over and told in ``notes``. Raises ``NotFound`` and ``NotAFilm``.
    """

    def __init__(self, path: str, progress: Progress | None = None) -> None:
        self._path = path
        self._progress = progress
        self.notes: tuple[str, ...] = ()
        self.end: Ms = 0  # where the last frame stops being shown; known when all are seen
        self.rate = 0.0  # frames a second, as the file says; 0 when it does not
        self.total: Ms = 0  # as the file says

    def __iter__(self) -> Iterator[Frame]:
        with _opened(self._path) as container:
            stream = _picture(container, self._path)
            yield from self._frames(container, stream)

    def _frames(self, container: "InputContainer", stream: "VideoStream") -> Iterator[Frame]:
        # Times are whole microseconds: exact enough for a frame, and quick to reckon with.
        start = container.start_time or 0
        base = stream.time_base or Fraction(1, 1000)
        up, down = base.numerator * 1_000_000, base.denominator
        rate = stream.average_rate or stream.guessed_rate
        self.rate = float(rate) if rate else 0.0
        self.total = max(0, (container.duration or 0) // 1000)
        step = round(1_000_000 / rate) if rate else 40_000
        ratio = _ratio(stream)
        small = VideoReformatter()
        when = 0
        told = 0
        damaged = 0
        for frame in _decoded(container, stream, self._damage):
            stamp = frame.pts if frame.pts is not None else frame.dts
            shown = stamp * up // down - start if stamp is not None else when + step
            when = max(shown, when)
            lasts = frame.duration * up // down if frame.duration else step
            time = (when + 500) // 1000
            self.end = max(self.end, time + 1, (when + min(lasts, _LONGEST) + 500) // 1000)
            damaged += frame.is_corrupt
            yield _seen(frame, small, time, ratio)
            if self._progress and time // 1000 != told:
                told = time // 1000
                self._progress(time, max(time, self.total))
        if damaged:
            self._damage(f"{damaged} damaged pictures are shown as far as they could be read.")
        if not self.end:
            raise NotAFilm(
                f"No picture of {_name(self._path)} can be decoded.",
                "Check that the file is whole and plays in a video player.",
            )
        if self._progress:
            self._progress(self.end, max(self.end, self.total))

    def _damage(self, note: str) -> None:
        if note not in self.notes:
            self.notes += (note,)


def _decoded(
    container: "InputContainer", stream: "VideoStream", damage: Callable[[str], None]
) -> Iterator["VideoFrame"]:
    """Every frame that can be had. What cannot be decoded is passed over."""
    stream.thread_type = "AUTO"
    stream.codec_context.options = {"max_pixels": str(_MOST_PIXELS)}
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except (av.error.FFmpegError, OSError):
            damage("The film breaks off: the file cannot be read any further.")
            return
        try:
            frames: list[Any] = packet.decode()
        except (av.error.FFmpegError, ValueError):
            damage("Some pictures of the film are damaged and were passed over.")
            continue
        yield from frames


def _seen(frame: "VideoFrame", small: VideoReformatter, time: Ms, ratio: Fraction) -> Frame:
    made = small.reformat(
        frame,
        WIDTH,
        HEIGHT,
        "yuv420p",
        interpolation=Interpolation.AREA,
        dst_color_range="MPEG",
        threads=1,
    )
    luma, u, v = made.planes
    return Frame(
        time=time,
        luma=_pixels(luma, WIDTH, HEIGHT),
        u=_pixels(u, WIDTH // 2, HEIGHT // 2),
        v=_pixels(v, WIDTH // 2, HEIGHT // 2),
        hd=_colorspace(frame) == Colorspace.ITU709,
        picture=Picture(frame, ratio),
    )


def _pixels(plane: "VideoPlane", width: int, height: int) -> Plane:
    """The plane where it lies: a copy of every frame's would cost as much as all that is done."""
    line = plane.line_size
    pixels: Plane = np.frombuffer(plane, np.uint8, line * height)  # type: ignore[call-overload]
    return pixels.reshape(height, line)[:, :width]


def _opened(path: str) -> "InputContainer":
    if not os.path.exists(path):
        raise NotFound(f"There is no file {_name(path)}.", "Check the path.")
    if os.path.isfile(path) and os.path.getsize(path) == 0:
        raise NotAFilm(f"{_name(path)} is empty.", "Copy the film again.")
    try:
        # "file:" keeps a name that looks like an address from being one.
        return av.open(
            f"file:{path}",
            metadata_errors="replace",
            options={"format_whitelist": FORMATS, "protocol_whitelist": "file"},
        )
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise NotAFilm(
            f"{_name(path)} cannot be opened as a film.",
            "Check that the file is whole and plays in a video player.",
        ) from error


def _picture(container: "InputContainer", path: str) -> "VideoStream":
    """The stream that is the film: not a cover, the default one before others, the largest."""
    moving = [
        stream
        for stream in container.streams.video
        if not stream.disposition & Disposition.attached_pic
    ]
    if not moving:
        raise NotAFilm(
            f"{_name(path)} holds no moving picture.", "Point entracte at the film itself."
        )
    # A stream whose coding is unknown has no codec context.
    known = [stream for stream in moving if stream.codec_context is not None]
    if not known:
        raise NotAFilm(
            f"The picture of {_name(path)} is coded in a way that is not known here.",
            "Convert the film to a common format such as H.264.",
        )
    return max(
        known,
        key=lambda stream: (
            bool(stream.disposition & Disposition.default),
            stream.codec_context.width * stream.codec_context.height,
            -stream.index,
        ),
    )


def _ratio(stream: "VideoStream") -> Fraction:
    """How wide a pixel is shown, its height being 1. Absurd ratios are taken for square."""
    ratio = stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio
    return Fraction(ratio) if ratio and Fraction(1, 5) <= ratio <= 5 else Fraction(1)


def _fitted(width: int, height: int, ratio: Fraction) -> tuple[int, int]:
    wide, high = Fraction(width), Fraction(height)
    if ratio > 1:
        wide *= ratio
    else:
        high /= ratio
    scale = min(Fraction(1), STILL / wide, STILL / high)
    return max(1, round(wide * scale)), max(1, round(high * scale))


def _colorspace(frame: "VideoFrame") -> Colorspace:
    """The frame's matrix; where nothing is said, by size, as players do."""
    if frame.colorspace in (1, 9, 10):  # BT.709; BT.2020, which lies near it
        return Colorspace.ITU709
    if frame.colorspace == 2 and frame.height >= 720:  # unspecified
        return Colorspace.ITU709
    return Colorspace.ITU601


def _name(path: str) -> str:
    return os.path.basename(path) or path
