"""Landmarks do not depend on how a sound comes, and anything may come."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.listen.music import babble, tune

from entracte.listen.landmarks import STRIDE, fingerprint, landmarks, picture
from entracte.listen.spectrum import HOP, RATE, pieces


@pytest.fixture(scope="module")
def sound() -> np.ndarray:
    return np.concatenate([tune(1, 40), babble(2, 45)])


@pytest.mark.parametrize("size", [RATE // 3, 7 * RATE + 1, 200 * RATE])
def test_blocks_of_any_size_give_the_same_fingerprint(sound: np.ndarray, size: int) -> None:
    blocks = (sound[i : i + size] for i in range(0, len(sound), size))
    again, whole = fingerprint(blocks), fingerprint((sound,))
    assert np.array_equal(again.marks.hashes, whole.marks.hashes)
    assert np.array_equal(again.marks.times, whole.marks.times)
    assert np.abs(again.picture.rows.astype(int) - whole.picture.rows).max() <= 1
    assert len(whole.marks.hashes) > 85 * 100


def test_the_coarse_picture_is_a_part_of_the_fine_one(sound: np.ndarray) -> None:
    fine, coarse = picture(sound), fingerprint((sound,)).picture
    assert np.array_equal(fine.rows[::STRIDE], coarse.rows)
    assert len(fine.loud) == (len(sound) - 1024) // HOP + 1


def test_the_same_sound_later_has_the_same_landmarks_later(sound: np.ndarray) -> None:
    later = landmarks(np.concatenate([np.zeros(100 * HOP, np.float32), sound[: 30 * RATE]]))
    first = landmarks(sound[: 30 * RATE])
    there = set(zip(later.hashes.tolist(), (later.times - 100).tolist(), strict=True))
    here = set(zip(first.hashes.tolist(), first.times.tolist(), strict=True))
    assert len(here & there) > 0.8 * len(here)


def test_times_are_in_order_and_within_the_sound(sound: np.ndarray) -> None:
    times = landmarks(sound).times
    assert np.all(np.diff(times) >= 0)
    assert 0 <= times[0] <= times[-1] < len(sound) // HOP


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0, np.float32),
        np.zeros(500, np.float32),
        np.zeros(10 * RATE, np.float32),
        np.full(3 * RATE, np.nan, np.float32),
    ],
    ids=["nothing", "a moment", "silence", "no numbers"],
)
def test_what_says_nothing_has_no_landmarks(sound: np.ndarray) -> None:
    made = fingerprint((sound,))
    assert len(made.marks.hashes) == 0
    assert made.picture.rows.shape[0] == len(made.picture.loud)


@settings(max_examples=30, deadline=None)
@given(
    sizes=st.lists(st.integers(0, 40_000), max_size=6),
    level=st.floats(0, 1, width=32),
    seed=st.integers(0, 99),
)
def test_any_sound_has_a_picture_of_its_length(sizes: list[int], level: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    blocks = [(rng.normal(0, 1, size) * level).astype(np.float32) for size in sizes]
    count = max(0, (sum(sizes) - 1024) // HOP + 1)
    assert sum(piece.end - piece.start for piece in pieces(blocks)) == count
    assert len(fingerprint(blocks).picture.loud) == -(-count // STRIDE)
