"""A little film, watched whole: its shots, their stills and its colours."""

import hashlib
from fractions import Fraction
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from entracte.errors import NotAFilm
from entracte.model import from_bytes, to_bytes
from entracte.watch.stills import Stills
from entracte.work.watching import Watched, watched


class Album(dict[str, bytes]):
    def keep(self, jpeg: bytes) -> str:
        name = hashlib.sha256(jpeg).hexdigest()
        self[name] = jpeg
        return name


def picture(seed: int, colour: tuple[int, int, int]) -> np.ndarray:
    """Blots of one colour, lighter and darker, unlike those of any other seed."""
    coarse = np.random.default_rng(seed).uniform(0.3, 1, (6, 8))
    light = np.asarray(Image.fromarray((coarse * 255).astype(np.uint8)).resize((160, 120), 3))
    return (light[:, :, None] / 255 * np.array(colour)).astype(np.uint8)


def write(path: Path, frames: list[np.ndarray], times: list[int] | None = None) -> str:
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=25, options={"crf": "20"})
        stream.height, stream.width, stream.pix_fmt = 120, 160, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for i, pixels in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame.pts, frame.time_base = times[i] if times else i * 40, Fraction(1, 1000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return str(path)


RED, GREEN, BLUE = (220, 40, 40), (40, 200, 60), (40, 60, 220)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Watched, Album]:
    one, two, three = picture(1, RED), picture(2, GREEN), picture(3, BLUE)
    mixed = [(two * (1 - t) + three * t).astype(np.uint8) for t in np.linspace(0, 1, 16)[1:-1]]
    film = [one] * 50 + [two] * 60 + mixed + [three] * 70
    album = Album()
    path = write(tmp_path_factory.mktemp("film") / "a.mkv", film)
    return watched(path, album.keep), album


def test_shots_lie_side_by_side_from_end_to_end(seen: tuple[Watched, Album]) -> None:
    shots = seen[0].shots.items
    assert [shot.entry for shot in shots] == ["cut", "cut", "dissolve"]
    assert [shot.span.start for shot in shots][:2] == [0, 2000]
    assert 4400 <= shots[2].span.start <= 4960
    assert shots[-1].span.end == 194 * 40
    assert all(a.span.end == b.span.start for a, b in pairwise(shots))
    assert [shot.id for shot in shots] == ["shot-1", "shot-2", "shot-3"]


def test_each_shot_has_its_colour_and_a_still_of_its_own(seen: tuple[Watched, Album]) -> None:
    result, album = seen
    for shot, colour in zip(result.shots.items, (RED, GREEN, BLUE), strict=True):
        assert int(np.argmax(shot.colour)) == int(np.argmax(colour))
        assert shot.still is not None
        image = Image.open(BytesIO(album[shot.still]))
        assert image.size == (160, 120)
        mean = np.asarray(image, float).mean(axis=(0, 1))
        assert int(mean.argmax()) == int(np.argmax(colour))
        # Nothing of the neighbour in it: the other channels stay as low as they were painted.
        assert sorted(mean)[1] < 0.45 * mean.max()
    assert len(result.palette) == 3


def test_what_was_watched_can_be_written_and_read(seen: tuple[Watched, Album]) -> None:
    assert from_bytes(to_bytes(seen[0]), Watched) == seen[0]


def test_uneven_times_give_true_times(tmp_path: Path) -> None:
    times = [i * 40 + (17 if i % 3 else 0) for i in range(60)]
    times += [9000 + i * 100 for i in range(60)]
    film = [picture(1, RED)] * 60 + [picture(2, BLUE)] * 60
    shots = watched(write(tmp_path / "a.mkv", film, times), Album().keep).shots.items
    assert [shot.span.start for shot in shots] == [0, 9000]


def test_one_frame_is_one_shot(tmp_path: Path) -> None:
    album = Album()
    result = watched(write(tmp_path / "a.mkv", [picture(1, RED)]), album.keep)
    assert len(result.shots.items) == len(album) == 1


def test_what_is_no_film_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mkv").write_text("no film")
    with pytest.raises(NotAFilm):
        watched(str(tmp_path / "a.mkv"), Album().keep)


def test_the_still_is_the_sharp_one() -> None:
    sharp = np.tile(np.array([[40, 200], [200, 40]], np.uint8), (18, 32))
    dull, dark = np.full((36, 64), 120, np.uint8), np.full((36, 64), 17, np.uint8)
    stills: Stills[str] = Stills(lambda name: name)
    for i in range(60):
        stills.offer(sharp if i == 28 else dark if i < 20 else dull, f"frame {i}")
    assert stills.best(0, 59) == "frame 28"


def test_few_pictures_wait_however_long_the_shot() -> None:
    stills: Stills[int] = Stills(lambda number: number)
    for i in range(5000):
        stills.offer(np.full((36, 64), 60 + i % 90, np.uint8), i)
        stills.settle(0, i - 150)
        assert len(stills._kept) < 20
    assert stills.best(0, 4999) is not None
