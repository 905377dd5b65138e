"""A few seconds of sound are placed in the film they are of, and in no other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.listen.music import RATE, babble, mixed, tune

from entracte.listen import placing
from entracte.listen.placing import SURE, Kept, Place
from entracte.listen.shelf import at_speed
from entracte.listen.spectrum import HOP


@pytest.fixture(scope="module")
def sound() -> np.ndarray:
    return np.concatenate([tune(1, 30), babble(2, 30), mixed(babble(3, 30), tune(4, 25), 2, -3)])


@pytest.fixture(scope="module")
def film(sound: np.ndarray) -> Kept:
    return placing.kept((sound,))


@pytest.fixture(scope="module")
def other() -> Kept:
    return placing.kept((np.concatenate([tune(11, 30), babble(12, 30)]),))


def best(clip: np.ndarray, film: Kept, speed: float = 1.0) -> Place | None:
    sought = placing.clip(clip, speed)
    place = placing.placed(sought, film, placing.likely(sought, film))
    return place if place is not None and place.sure >= SURE else None


def with_noise(clip: np.ndarray, seed: int) -> np.ndarray:
    """A short echo and noise 10 dB below."""
    rng = np.random.default_rng(seed)
    tail = rng.normal(0, 1, 4000) * np.exp(-np.arange(4000) / 1000)
    tail *= 0.5 / np.sqrt((tail**2).sum())
    tail[0] += 1
    heard = np.convolve(clip, tail)[: len(clip)]
    noise = rng.normal(0, 1, len(clip)) * np.sqrt((heard**2).mean()) * 10 ** (-10 / 20)
    return (heard + noise).astype(np.float32)


@pytest.mark.parametrize("at", [7.13, 22.4, 41.77, 68.05])
def test_five_seconds_are_placed_in_a_room(sound: np.ndarray, film: Kept, at: float) -> None:
    first = round(at * RATE)
    found = best(with_noise(sound[first : first + 5 * RATE], 1), film)
    assert found is not None
    assert found.at * HOP / RATE == pytest.approx(at, abs=0.06)


@pytest.mark.parametrize("speed", [25 / 24, 24 / 25])
def test_a_clip_of_a_faster_film_is_placed_at_its_speed_only(
    sound: np.ndarray, film: Kept, speed: float
) -> None:
    clip = at_speed(sound[10 * RATE : 16 * RATE], speed)[: 5 * RATE]
    found = best(clip, film, speed)
    assert found is not None
    assert found.at * HOP / RATE == pytest.approx(10, abs=0.06)
    assert best(clip, film) is None


def test_a_clip_is_not_in_another_film(sound: np.ndarray, other: Kept) -> None:
    for at in range(2, 85, 7):
        assert best(sound[at * RATE : (at + 5) * RATE], other) is None


def test_a_clip_that_began_before_the_film_is_placed_before_it(
    sound: np.ndarray, film: Kept
) -> None:
    clip = np.concatenate([babble(40, 1.5), sound[: 4 * RATE]])
    found = best(clip, film)
    assert found is not None
    assert found.at * HOP / RATE == pytest.approx(-1.5, abs=0.06)


def test_how_far_a_tune_reaches_under_other_sound(sound: np.ndarray, film: Kept) -> None:
    clip = np.concatenate([babble(50, 10), sound[5 * RATE : 20 * RATE], babble(51, 10)])
    a, b = placing.reach(placing.clip(clip), film, round(-5 * RATE / HOP), 0, 90 * RATE // HOP)
    assert a * HOP / RATE == pytest.approx(5, abs=0.7)
    assert b * HOP / RATE == pytest.approx(20, abs=0.7)


def test_what_is_kept_is_read_back_and_small(sound: np.ndarray, film: Kept) -> None:
    data = placing.to_bytes(film)
    again = placing.from_bytes(data)
    assert all(np.array_equal(a, b) for a, b in zip(film, again, strict=True))
    assert len(data) < 1_100 * len(sound) / RATE
    assert data == placing.to_bytes(
        placing.kept(sound[i : i + 50_000] for i in range(0, len(sound), 50_000))
    )


@given(st.binary(max_size=200), st.integers(0, 60), st.booleans())
@settings(max_examples=60, deadline=None)
def test_anything_else_is_refused(film: Kept, noise: bytes, cut: int, ours: bool) -> None:
    data = placing.to_bytes(film)[: 40 + cut] if ours else noise
    with pytest.raises(ValueError, match="landmarks of a sound"):
        placing.from_bytes(data)


@pytest.mark.parametrize(
    "clip", [np.zeros(0), np.zeros(5 * RATE), np.full(5 * RATE, np.nan), np.ones(5 * RATE)]
)
def test_what_says_nothing_is_nowhere(film: Kept, clip: np.ndarray) -> None:
    assert best(np.nan_to_num(clip).astype(np.float32), film) is None
    silent = placing.kept((np.zeros(20 * RATE, np.float32),))
    assert best(clip.astype(np.float32), silent) is None
