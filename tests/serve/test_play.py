"""Playing what browsers cannot: decided by codecs, cut exactly, heard without a seam."""

import contextlib
import io
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from msgspec.structs import replace
from tests.serve.asking import Asking, put, sample_page

from entracte.errors import EntracteError
from entracte.media.cuts import Cuts, cuts
from entracte.media.probe import probe
from entracte.media.segments import OFFSET, beginning, segment
from entracte.serve.app import app
from entracte.store.shelf import Shelf

RATE = 48_000
SECONDS = 8


def make(path: Path, video: str = "libx264", audio: str = "ac3", gop: int = 36) -> Path:
    """A moving picture with a tone of 250 Hz that never breaks off."""
    with av.open(str(path), "w") as out:
        picture = out.add_stream(video, rate=24)
        picture.width, picture.height, picture.pix_fmt = 192, 108, "yuv420p"
        picture.codec_context.gop_size = gop
        if video in ("libx264", "libx265"):
            picture.options = {"preset": "ultrafast", "x265-params": "log-level=error"}
            picture.codec_context.max_b_frames = 3
        sound = out.add_stream(audio, rate=RATE, layout="stereo") if audio else None
        row = np.arange(192)
        for i in range(SECONDS * 24):
            image = np.repeat(((row + i * 4) % 256).astype(np.uint8)[None, :, None], 108, 0)
            frame = av.VideoFrame.from_ndarray(np.repeat(image, 3, 2), "rgb24")
            out.mux(picture.encode(frame))
        out.mux(picture.encode())
        if sound is not None:
            size = sound.codec_context.frame_size or 1024
            for start in range(0, SECONDS * RATE, size):
                at = np.arange(start, start + size) / RATE
                tone = (0.4 * np.sin(2 * np.pi * 250 * at)).astype(np.float32)
                made = av.AudioFrame.from_ndarray(np.stack([tone, tone]), "fltp", "stereo")
                made.sample_rate, made.pts, made.time_base = RATE, start, Fraction(1, RATE)
                out.mux(sound.encode(made))
            out.mux(sound.encode())
    return path


@pytest.fixture(scope="module", params=["film.mkv", "film.mp4"])
def film(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make(tmp_path_factory.mktemp("films") / request.param))


@pytest.fixture(scope="module")
def plan(film: str) -> Cuts:
    return cuts(film)


def times(data: bytes, kind: str) -> list[Fraction]:
    """The times of all packets of this kind, in order of time."""
    with av.open(io.BytesIO(data)) as box:
        found = (p for p in box.demux() if p.pts is not None and p.stream.type == kind)
        return sorted(packet.pts * packet.time_base for packet in found)


def whole(film: str, plan: Cuts, kind: str) -> bytes:
    parts = [segment(film, plan, kind, number) for number in range(len(plan.starts))]
    return beginning(film, plan, kind) + b"".join(parts)


def test_it_is_cut_at_key_frames_at_least_two_seconds_apart(plan: Cuts) -> None:
    assert len(plan.starts) == 3
    lengths = [b - a for a, b in pairwise(plan.starts)]
    assert lengths == [3000, 3000]
    assert plan.copied
    assert plan.video.startswith("avc1.")


@pytest.mark.parametrize("kind", ["asis", "480"])
def test_the_parts_fit_together_without_a_gap(film: str, plan: Cuts, kind: str) -> None:
    data = whole(film, plan, kind)
    pictures = times(data, "video")
    assert len(pictures) == SECONDS * 24
    assert abs(pictures[0] * 1000 - OFFSET - plan.starts[0]) <= 2
    steps = [float(b - a) for a, b in pairwise(pictures)]
    assert max(steps) - 1 / 24 <= 0.0015
    sounds = times(data, "audio")
    steps = [float(b - a) for a, b in pairwise(sounds)]
    assert max(steps) - 1024 / RATE <= 2 / RATE
    assert min(steps) >= 1024 / RATE - 2 / RATE


def test_the_tone_never_breaks_off(film: str, plan: Cuts) -> None:
    with av.open(io.BytesIO(whole(film, plan, "asis"))) as box:
        parts = [frame.to_ndarray()[0] for frame in box.decode(audio=0)]
    tone = np.concatenate(parts)[RATE // 4 : (SECONDS - 1) * RATE]
    # Between two samples a tone of this height and strength moves by 0.4 · 2π · 250 / 48000.
    assert np.abs(np.diff(tone)).max() < 0.4 * 2 * np.pi * 250 / RATE * 1.6
    assert np.abs(tone[: len(tone) // 192 * 192].reshape(-1, 192)).max(axis=1).min() > 0.3


def test_sound_never_begins_after_its_picture(film: str, plan: Cuts) -> None:
    head = beginning(film, plan, "asis")
    for number in range(len(plan.starts)):
        data = head + segment(film, plan, "asis", number)
        first = times(data, "audio")[0]
        assert first <= times(data, "video")[0]
        assert abs(first * 1000 - OFFSET - plan.starts[number]) <= 1024 * 1000 / RATE


def test_every_part_can_be_shown_by_itself(film: str, plan: Cuts) -> None:
    head = beginning(film, plan, "asis")
    for number in (1, 2):
        with av.open(io.BytesIO(head + segment(film, plan, "asis", number))) as box:
            frames = list(box.decode(video=0))
        assert len(frames) == (72 if number == 1 else 24 * SECONDS - 144)
    with pytest.raises(IndexError):
        segment(film, plan, "asis", 99)


def test_files_that_are_no_films_are_told_of(tmp_path: Path) -> None:
    for name, data in (("a.mkv", b""), ("b.mp4", b"\0" * 5000), ("c.mkv", b"\x1aE\xdf\xa3" * 999)):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(EntracteError):
            cuts(str(tmp_path / name))


def test_a_film_that_breaks_off_is_cut_as_far_as_it_goes(film: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mkv"
    data = Path(film).read_bytes()
    broken.write_bytes(data[: len(data) * 2 // 3])
    try:
        plan = cuts(str(broken))
    except EntracteError:
        return  # an MP4 without its index cannot be opened at all
    assert segment(str(broken), plan, "asis", 0)
    for number in range(len(plan.starts)):
        with contextlib.suppress(EntracteError):  # whatever else it raised would be a bug
            assert isinstance(segment(str(broken), plan, "asis", number), bytes)


# on the server


def shelved(shelf: Shelf, path: Path) -> Asking:
    page = sample_page(shelf)
    media = probe(path)
    put(shelf, replace(page, film=replace(page.film, media=media)), path.parent, "it")
    return Asking(app(shelf))


@pytest.mark.parametrize(
    ("name", "video", "audio", "way"),
    [
        ("a.mp4", "libx264", "aac", "file"),
        ("b.mkv", "libx264", "ac3", "segments"),
        ("d.mkv", "libx265", "ac3", "copy"),
        ("e.avi", "mpeg4", "mp2", "copy"),
        ("f.mp4", "libx264", "eac3", "segments"),
    ],
)
def test_how_it_plays_is_decided_by_codecs(
    shelf: Shelf, tmp_path: Path, name: str, video: str, audio: str, way: str
) -> None:
    client = shelved(shelf, make(tmp_path / name, video, audio))
    told = client.get("/api/film/it/play").json
    assert told["way"] == way
    assert bool(told["says"]) == (way != "file")
    kinds = [copy["kind"] for copy in told["copies"]]
    assert kinds == (["480"] if video == "mpeg4" else ["asis", "480"])
    copy = told["copies"][0]
    assert copy["type"].startswith('video/mp4; codecs="')
    playlist = client.get(copy["playlist"]).text
    assert playlist.count("#EXTINF") == len(copy["starts"])
    head = client.get(copy["init"])
    part = client.get(copy["segment"].replace("{n}", "1"))
    assert head.status == part.status == 200
    assert len(times(head.content + part.content, "video")) > 40
    assert client.get(copy["segment"].replace("{n}", "99")).status == 404
    assert client.get("/film/it/play/1080/init.mp4").status == 404
    lengths = [float(line[8:-1]) for line in playlist.splitlines() if line.startswith("#EXTINF:")]
    assert abs(sum(lengths) - SECONDS) < 0.1


def test_a_film_is_opened_in_a_player_only_on_the_machine_itself(
    shelf: Shelf, tmp_path: Path
) -> None:
    client = shelved(shelf, make(tmp_path / "a.mp4", audio="aac"))
    (tmp_path / "a.mp4").unlink()
    assert client.post("/api/film/it/open", {"t": 1000}).status == 404
    assert client.get("/api/film/it/play").json["way"] == "none"
