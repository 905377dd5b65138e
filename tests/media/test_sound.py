"""Sound written here and heard again: whole, at its true times, from any kind of file."""

from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entracte.errors import NotAFilm
from entracte.media.sound import RATE, has_sound, sound


def write(
    path: Path,
    samples: np.ndarray,
    *,
    rate: int = 16_000,
    codec: str = "pcm_s16le",
    at: float = 0.0,
    hole: tuple[float, float] = (0.0, 0.0),
    picture: bool = False,
) -> str:
    """A file with this sound (one channel), begun ``at`` seconds; from ``hole[0]`` on a gap."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=rate)
        stream.layout = "mono"
        if picture:
            video = out.add_stream("mpeg4", rate=25)
            video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
            for _ in range(25):
                frame = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), "rgb24")
                out.mux(video.encode(frame))
            out.mux(video.encode())
        for start in range(0, len(samples), 1000):
            part = (samples[start : start + 1000] * 32767).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(part[None], "s16", "mono")
            late = at + (hole[1] if start / rate >= hole[0] else 0.0)
            frame.rate, frame.time_base = rate, Fraction(1, rate)
            frame.pts = start + round(late * rate)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return str(path)


def tone(seconds: float, rate: int = 16_000, pitch: float = 440) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * pitch * np.arange(int(seconds * rate)) / rate)


def heard(path: str, **options: int) -> np.ndarray:
    return np.concatenate(list(sound(path, **options)))


def test_what_was_written_is_heard(tmp_path: Path) -> None:
    written = tone(2.0)
    again = heard(write(tmp_path / "a.wav", written))
    assert again.dtype == np.float32
    assert np.abs(again[: len(written)] - written).max() < 1e-3


@pytest.mark.parametrize(
    ("codec", "rate", "name"),
    [("flac", 44_100, "a.flac"), ("aac", 48_000, "a.m4a"), ("libopus", 48_000, "a.opus")],
)
def test_other_kinds_sound_the_same_at_the_same_time(
    tmp_path: Path, codec: str, rate: int, name: str
) -> None:
    """A burst in the middle of silence is where it was, to a hundredth of a second."""
    written = np.zeros(3 * rate)
    written[rate : rate + rate // 2] = tone(0.5, rate)
    again = heard(write(tmp_path / name, written, rate=rate, codec=codec))
    loud = np.nonzero(np.abs(again) > 0.2)[0] / RATE
    assert loud[0] == pytest.approx(1.0, abs=0.01)
    assert loud[-1] == pytest.approx(1.5, abs=0.01)


def test_blocks_are_as_long_as_was_asked_and_lose_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", tone(2.03))
    parts = list(sound(path, block=7000))
    assert {len(part) for part in parts[:-1]} == {7000}
    assert np.array_equal(np.concatenate(parts), heard(path))


def test_where_nothing_was_recorded_there_is_silence(tmp_path: Path) -> None:
    """The picture starts at once, the sound after a second, and it breaks off for another."""
    path = write(tmp_path / "a.mkv", tone(2.0), at=1.0, hole=(1.0, 1.0), picture=True)
    again = heard(path)
    assert len(again) / RATE == pytest.approx(4.0, abs=0.05)
    assert np.abs(again[: int(0.95 * RATE)]).max() == 0
    assert np.abs(again[int(1.05 * RATE) : int(1.95 * RATE)]).max() > 0.4
    assert np.abs(again[int(2.1 * RATE) : int(2.9 * RATE)]).max() == 0
    assert np.abs(again[int(3.1 * RATE) : int(3.9 * RATE)]).max() > 0.4


def test_progress_goes_forward_and_what_it_raises_ends_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", tone(4.0))
    told: list[float] = []
    list(sound(path, block=RATE, progress=told.append))
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)

    def stop(_: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        list(sound(path, block=RATE, progress=stop))


def test_a_film_without_sound_says_so(tmp_path: Path) -> None:
    path = tmp_path / "silent.mkv"
    with av.open(str(path), "w") as out:
        video = out.add_stream("mpeg4", rate=25)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), "rgb24")
        out.mux(video.encode(frame))
        out.mux(video.encode())
    assert not has_sound(path)
    with pytest.raises(NotAFilm, match="no sound"):
        list(sound(path))


def test_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    for name, data in (("a.txt", b"A film about a lamp."), ("b.m3u8", b"#EXTM3U\n/etc/passwd\n")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(NotAFilm):
            list(sound(tmp_path / name))
    with pytest.raises(NotAFilm):
        list(sound(tmp_path / "nothing.wav"))


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(places=st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 255)), max_size=60))
def test_a_damaged_file_gives_samples_or_a_sentence(
    tmp_path: Path, places: list[tuple[int, int]]
) -> None:
    path = tmp_path / "whole.m4a"
    if not path.exists():
        write(path, tone(3.0, 48_000), rate=48_000, codec="aac")
    data = bytearray(path.read_bytes())
    for place, value in places:
        data[place % len(data)] = value
    (tmp_path / "damaged.m4a").write_bytes(data)
    with suppress(NotAFilm):
        for part in sound(tmp_path / "damaged.m4a"):
            assert np.isfinite(part).all()
