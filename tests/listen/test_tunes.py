"""Album tracks are found where they are heard, and nowhere else."""

import numpy as np
import pytest
from tests.listen.music import RATE, babble, mixed, tune

from entracte.listen.landmarks import fingerprint
from entracte.listen.shelf import at_speed
from entracte.listen.tunes import Tune, shelf, tunes

TRACKS = {f"track-{i}": tune(i, 40) for i in range(1, 5)}


@pytest.fixture(scope="module")
def album():
    return shelf(TRACKS.items())


def heard(film: np.ndarray, album) -> tuple[Tune, ...]:
    return tunes(fingerprint((film,)), album, TRACKS.__getitem__)


def cut(track: str, start: float, end: float) -> np.ndarray:
    return TRACKS[track][int(start * RATE) : int(end * RATE)]


@pytest.mark.parametrize(("decibels", "length"), [(10, 4), (0, 5), (-5, 8), (-10, 12)])
def test_a_tune_under_talk_is_found(album, decibels: float, length: float) -> None:
    film = mixed(babble(9, 40), cut("track-2", 11, 11 + length), 13, decibels)
    (found,) = heard(film, album)
    assert found.recording == "track-2"
    assert found.speed == 1.0
    assert found.span.start == pytest.approx(13_000, abs=1000)
    assert found.span.end == pytest.approx(13_000 + 1000 * length, abs=1000)
    assert found.offset - found.span.start == pytest.approx(-2000, abs=50)


@pytest.mark.parametrize(("speed", "name"), [(25 / 24, "PAL"), (24 / 25, "back from PAL")])
def test_a_film_at_another_speed_has_its_tunes(album, speed: float, name: str) -> None:
    film = mixed(babble(8, 40), at_speed(cut("track-3", 5, 20), speed), 10, 0)
    (found,) = heard(film, album)
    assert (found.recording, found.speed) == ("track-3", speed)
    assert found.span.start == pytest.approx(10_000, abs=800)
    assert found.span.end == pytest.approx(10_000 + 15_000 / speed, abs=800)
    assert found.offset == pytest.approx(5000 + (found.span.start - 10_000) * speed, abs=60)


def test_another_recording_of_the_same_notes_is_not_the_track(album) -> None:
    slower, close = tune(1, 40, tempo=0.9, hand=2), tune(1, 40, hand=3)
    for other in (slower, close):
        assert heard(mixed(babble(7, 45), other[: 38 * RATE], 3, 5), album) == ()


def test_a_loop_is_heard_as_often_as_it_sounds(album) -> None:
    part = cut("track-1", 8, 16)
    film = mixed(babble(6, 50), np.concatenate([part, part, part]), 10, 0)
    found = heard(film, album)
    assert [each.recording for each in found] == ["track-1"] * 3
    for i, each in enumerate(found):
        assert each.span.start == pytest.approx(10_000 + 8000 * i, abs=1500)
        assert each.offset - each.span.start == pytest.approx(-2000 - 8000 * i, abs=50)


def test_a_cut_in_the_music_is_seen(album) -> None:
    film = mixed(
        babble(5, 45), np.concatenate([cut("track-4", 2, 12), cut("track-4", 24, 36)]), 8, 3
    )
    found = heard(film, album)
    assert [each.recording for each in found] == ["track-4"] * 2
    assert found[0].span.end == pytest.approx(18_000, abs=800)
    assert found[1].offset - found[1].span.start == pytest.approx(24_000 - 18_000, abs=50)


def test_one_tune_after_another(album) -> None:
    film = mixed(babble(4, 60), cut("track-1", 5, 15), 5, 0)
    film = mixed(film, cut("track-2", 20, 32), 30, 0)
    found = heard(film, album)
    assert [each.recording for each in found] == ["track-1", "track-2"]
    assert found[0].span.end <= found[1].span.start


def test_what_is_on_no_album_is_not_found(album) -> None:
    assert heard(babble(3, 90), album) == ()
    assert heard(mixed(babble(2, 90), tune(99, 80), 5, 5), album) == ()
    assert heard(np.zeros(20 * RATE, np.float32), album) == ()
    assert heard(np.zeros(0, np.float32), album) == ()


def test_an_empty_shelf_finds_nothing() -> None:
    assert tunes(fingerprint((tune(1, 10),)), shelf(()), TRACKS.__getitem__) == ()
    silent = shelf([("silence", np.zeros(5 * RATE, np.float32)), ("none", np.zeros(0, np.float32))])
    assert tunes(fingerprint((tune(1, 10),)), silent, TRACKS.__getitem__) == ()


def test_the_same_track_twice_on_the_shelf_is_reported_once_at_a_time() -> None:
    twice = {"a": TRACKS["track-1"], "b": TRACKS["track-1"]}
    film = mixed(babble(1, 30), cut("track-1", 5, 15), 8, 0)
    found = tunes(fingerprint((film,)), shelf(twice.items()), twice.__getitem__)
    assert len(found) == 1
