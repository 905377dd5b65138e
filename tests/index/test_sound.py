"""A recorded sound is looked for in every film of the shelf."""

from pathlib import Path

import numpy as np
import pytest
from tests.listen.music import RATE, babble, mixed, tune

from entracte.index.sound import SHORTEST, Heard
from entracte.listen import placing
from entracte.listen.shelf import at_speed
from entracte.model import Claim, Film, Page, Read, passage, to_bytes
from entracte.store.shelf import Shelf

WALTZ = tune(21, 25)
SOUNDS = {
    "one": np.concatenate([babble(1, 20), tune(2, 20)]),
    "two": np.concatenate([mixed(babble(3, 45), WALTZ[5 * RATE : 20 * RATE], 10, 0), tune(4, 10)]),
}


def put(home: Path, id: str, marks: bytes | None) -> None:
    shelf = Shelf(home=str(home))
    said = Claim(says=id.title(), said_by=(Read(passage=passage("folder", id, 0, len(id))),))
    name = shelf.blobs.put(marks) if marks is not None else ""
    page = shelf.blobs.put(to_bytes(Page(film=Film(id=id, title=(said,)), marks=name)))
    film = shelf.library.shelve(id, id, f"/films/{id}", "/films")
    shelf.library.settle(
        film, title=id.title(), year=None, page=page, inputs="", keys=(), lasting=()
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("home")
    for id, sound in SOUNDS.items():
        put(out, id, placing.to_bytes(placing.kept((sound,))))
    return out


def test_a_clip_is_found_with_its_film_and_second(home: Path) -> None:
    answer = Heard(str(home)).find(SOUNDS["one"][27 * RATE : 32 * RATE])
    (hit,) = answer.hits
    assert (hit.film, hit.title, hit.speed, hit.offset) == ("one", "One", 1.0, 0)
    assert hit.span.start == pytest.approx(27_000, abs=60)
    assert hit.span.end == pytest.approx(32_000, abs=60)
    assert answer.films == 2


def test_a_clip_at_pal_speed_is_found_and_its_speed_told(home: Path) -> None:
    clip = at_speed(SOUNDS["two"][3 * RATE : 9 * RATE], 25 / 24)[: 5 * RATE]
    (hit,) = Heard(str(home)).find(clip).hits
    assert (hit.film, hit.speed) == ("two", 1.0417)
    assert hit.span.start == pytest.approx(3_000, abs=60)


def test_a_tune_is_told_by_where_it_is_heard(home: Path) -> None:
    (hit,) = Heard(str(home)).find(WALTZ).hits
    assert hit.film == "two"
    assert hit.span.start == pytest.approx(10_000, abs=1_000)
    assert hit.span.end == pytest.approx(25_000, abs=1_000)
    assert hit.offset - hit.span.start == pytest.approx(-5_000, abs=60)


def test_what_is_in_no_film_is_not_found(home: Path) -> None:
    heard = Heard(str(home))
    for other in (tune(31, 5), babble(32, 5), tune(33, 40), np.zeros(5 * RATE, np.float32)):
        assert not heard.find(other).found
    short = heard.find(SOUNDS["one"][: SHORTEST - 1])
    assert not short.found
    assert short.notes == ("That is too short to tell: record five seconds.",)


def test_films_without_sound_or_with_damage_are_told_of(tmp_path: Path) -> None:
    put(tmp_path, "one", placing.to_bytes(placing.kept((SOUNDS["one"],))))
    put(tmp_path, "torn", b"nothing of the kind")
    put(tmp_path, "written", None)
    heard = Heard(str(tmp_path))
    for _ in range(2):  # the second time from what was noted down
        answer = heard.find(SOUNDS["one"][5 * RATE : 10 * RATE])
        assert [hit.film for hit in answer.hits] == ["one"]
        assert set(answer.deaf) == {"torn", "written"}


def test_a_film_that_is_made_anew_or_forgotten_is_followed(tmp_path: Path) -> None:
    clip = SOUNDS["one"][5 * RATE : 10 * RATE]
    put(tmp_path, "one", None)
    heard = Heard(str(tmp_path))
    assert not heard.find(clip).found
    put(tmp_path, "one", placing.to_bytes(placing.kept((SOUNDS["one"],))))
    assert heard.find(clip).found
    Shelf(home=str(tmp_path)).library.forget("one")
    assert not heard.find(clip).found
    (tmp_path / "index-sound.json").write_bytes(b"[torn")
    assert heard.find(clip).films == 0
