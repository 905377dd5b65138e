"""Films made here, tiny and awkward: each frame is seen once, at its true time."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from av.stream import Disposition
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from entracte.errors import NotAFilm, NotFound
from entracte.media.frames import STILL, Reel


def shades(count: int, width: int = 64, height: int = 48) -> list[np.ndarray]:
    """Frames of one grey each, a little lighter every time."""
    return [np.full((height, width, 3), 40 + 6 * (i % 30), np.uint8) for i in range(count)]


def film(
    path: Path,
    frames: list[np.ndarray],
    *,
    times: list[int] | None = None,
    codec: str = "libx264",
    pixels: str = "yuv420p",
    aspect: Fraction | None = None,
    turn: int = 0,
    sound_from: int | None = None,
    options: dict[str, str] | None = None,
) -> str:
    """Write a film; ``times`` are in milliseconds, 40 apart if not given."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=25, options=options or {})
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = pixels
        stream.codec_context.time_base = Fraction(1, 1000)
        if aspect:
            stream.codec_context.sample_aspect_ratio = aspect
        if turn:
            stream.set_display_rotation(turn)
        sound = out.add_stream("pcm_s16le", rate=8000) if sound_from is not None else None
        if sound is not None:
            sound.layout = "mono"
            quiet = av.AudioFrame.from_ndarray(np.zeros((1, 8000), np.int16), "s16", "mono")
            quiet.rate, quiet.pts, quiet.time_base = 8000, sound_from * 8, Fraction(1, 8000)
            out.mux(sound.encode(quiet))
        for i, pixels_ in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(pixels_, format="rgb24")
            frame.pts = times[i] if times else i * 40
            frame.time_base = Fraction(1, 1000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
        if sound is not None:
            out.mux(sound.encode())
    return str(path)


def still(path: str) -> Image.Image:
    frame = next(iter(Reel(path)))
    return Image.open(BytesIO(frame.picture.jpeg()))


def test_every_frame_comes_small_and_in_order(tmp_path: Path) -> None:
    frames = list(Reel(film(tmp_path / "a.mkv", shades(30))))
    assert [frame.time for frame in frames] == list(range(0, 1200, 40))
    assert frames[0].luma.shape == (36, 64)
    assert frames[0].u.shape == frames[0].v.shape == (18, 32)
    means = [float(frame.luma.mean()) for frame in frames]
    assert means == sorted(means)
    assert means[-1] > means[0] + 50


def test_uneven_times_are_kept(tmp_path: Path) -> None:
    times = [0, 40, 200, 210, 900, 2000]
    reel = Reel(film(tmp_path / "a.mkv", shades(6), times=times, options={"bf": "0"}))
    assert [frame.time for frame in reel] == times
    assert reel.end > 2000


def test_a_picture_that_starts_after_the_sound_keeps_its_delay(tmp_path: Path) -> None:
    times = [1000 + 40 * i for i in range(10)]
    path = film(tmp_path / "a.mkv", shades(10), times=times, sound_from=0, options={"bf": "0"})
    assert [frame.time for frame in Reel(path)] == times


def test_times_count_from_the_start_of_the_container(tmp_path: Path) -> None:
    times = [5000 + 40 * i for i in range(10)]
    path = film(tmp_path / "a.mkv", shades(10), times=times, options={"bf": "0"})
    assert [frame.time for frame in Reel(path)] == list(range(0, 400, 40))


@pytest.mark.parametrize(
    ("codec", "pixels"), [("ffv1", "yuv420p10le"), ("ffv1", "yuv444p"), ("mjpeg", "yuvj420p")]
)
def test_other_pixels_look_the_same(tmp_path: Path, codec: str, pixels: str) -> None:
    plain = next(iter(Reel(film(tmp_path / "a.mkv", shades(3)))))
    other = next(iter(Reel(film(tmp_path / "b.mkv", shades(3), codec=codec, pixels=pixels))))
    assert abs(float(plain.luma.mean()) - float(other.luma.mean())) < 4
    assert abs(float(plain.u.mean()) - float(other.u.mean())) < 4


def test_a_still_has_the_shape_that_is_shown(tmp_path: Path) -> None:
    wide = film(tmp_path / "a.mkv", shades(2), aspect=Fraction(2, 1))
    assert still(wide).size == (128, 48)
    big = film(tmp_path / "b.mkv", shades(2, 1920, 1080))
    assert still(big).size == (STILL, 540)
    upright = film(tmp_path / "c.mp4", shades(2), turn=90)
    assert still(upright).size == (48, 64)


def test_a_turned_film_gives_upright_stills(tmp_path: Path) -> None:
    lit_left = np.zeros((48, 64, 3), np.uint8)
    lit_left[:, :32] = 220
    for turn, lit in ((90, "bottom"), (-90, "top")):
        path = film(tmp_path / f"{turn}.mp4", [lit_left] * 2, turn=turn)
        picture = np.asarray(still(path).convert("L"), float)
        top, bottom = picture[:20].mean(), picture[-20:].mean()
        assert (bottom > top + 100) == (lit == "bottom")


def test_a_waiting_picture_stays_the_same_picture(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mkv", shades(2, 1920, 1080), aspect=Fraction(4, 3))
    frame = next(iter(Reel(path)))
    small = Image.open(BytesIO(frame.picture.waiting().jpeg()))
    assert small.size == still(path).size
    assert abs(small.getpixel((5, 5))[0] - still(path).getpixel((5, 5))[0]) < 4


def test_a_still_of_an_interlaced_film_shows_one_moment(tmp_path: Path) -> None:
    combed = np.zeros((48, 64, 3), np.uint8)
    combed[::2] = 220
    path = film(
        tmp_path / "a.mkv", [combed] * 4, options={"x264-params": "interlaced=1:tff=1", "crf": "1"}
    )
    picture = np.asarray(still(path).convert("L"), float)
    assert picture[8:-8].std() < 30


def test_one_frame_is_a_film_and_so_is_one_pixel(tmp_path: Path) -> None:
    assert len(list(Reel(film(tmp_path / "a.mkv", shades(1))))) == 1
    dot = film(tmp_path / "b.mkv", shades(3, 1, 1), codec="ffv1", pixels="yuv444p")
    assert len(list(Reel(dot))) == 3
    assert still(dot).size == (1, 1)


def test_a_cover_is_no_film(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as out:
        sound = out.add_stream("aac", rate=44100)
        sound.layout = "mono"
        cover = out.add_stream("mjpeg", rate=25)
        cover.width, cover.height, cover.pix_fmt = 64, 48, "yuvj420p"
        cover.disposition = Disposition.attached_pic
        quiet = av.AudioFrame.from_ndarray(np.zeros((1, 4096), np.float32), "fltp", "mono")
        quiet.rate = 44100
        out.mux(cover.encode(av.VideoFrame.from_ndarray(shades(1)[0], format="rgb24")))
        out.mux(sound.encode(quiet))
        out.mux(cover.encode())
        out.mux(sound.encode())
    with pytest.raises(NotAFilm, match="no moving picture"):
        list(Reel(str(path)))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.mkv", b"Once upon a time there was a text that called itself a film.\n" * 50),
        ("b.mkv", b""),
        ("c.m3u8", b"#EXTM3U\n#EXTINF:1,\nother.ts\n"),
        ("d.ffconcat", b"ffconcat version 1.0\nfile other.mkv\n"),
        ("e.txt", b"\x1b[31mcolours\x1b[0m" * 100),
        ("f.mp4", bytes(range(256)) * 40),
    ],
)
def test_what_is_no_film_is_told_in_one_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(NotAFilm) as caught:
        list(Reel(str(tmp_path / name)))
    assert name in caught.value.what
    assert caught.value.do
    assert str(tmp_path) not in str(caught.value)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        list(Reel(str(tmp_path / "none.mkv")))
    with pytest.raises(NotAFilm):
        list(Reel(str(tmp_path)))


def test_a_film_that_breaks_off_is_seen_as_far_as_it_goes(tmp_path: Path) -> None:
    path = Path(film(tmp_path / "a.mkv", noisy(60), options={"g": "10"}))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert 10 < len(list(Reel(str(path)))) < 60


def test_damage_in_the_middle_is_passed_over(tmp_path: Path) -> None:
    path = Path(film(tmp_path / "a.mkv", noisy(90), options={"g": "10", "bf": "0"}))
    whole = bytearray(path.read_bytes())
    third = len(whole) // 3
    whole[third : third + 3000] = b"\xa5" * 3000
    path.write_bytes(whole)
    frames = list(Reel(str(path)))
    assert len(frames) > 30
    assert frames[-1].time > 3000
    assert [frame.time for frame in frames] == sorted(frame.time for frame in frames)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_damage_brings_it_down(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "a.mkv"
    if not path.exists():
        film(path, noisy(12))
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    bad = tmp_path / "bad.mkv"
    bad.write_bytes(whole)
    try:
        frames = list(Reel(str(bad)))
    except NotAFilm:
        return
    assert [frame.time for frame in frames] == sorted(frame.time for frame in frames)


def test_progress_is_told_and_may_end_the_run(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mkv", shades(100))
    told: list[tuple[int, int]] = []
    list(Reel(path, lambda done, total: told.append((done, total))))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (4000, 4000)

    class Enough(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done >= 2000:
            raise Enough

    with pytest.raises(Enough):
        list(Reel(path, stop))


def noisy(count: int) -> list[np.ndarray]:
    rng = np.random.default_rng(5)
    return [rng.integers(0, 255, (48, 64, 3), np.uint8) for _ in range(count)]
