"""Talk is speech, chords are music, both are both; nothing is silence; no holes, no overlaps."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from tests.listen.music import RATE, babble, mixed, tune

from entracte.listen.sounds import music, sounds, voiced
from entracte.listen.tones import FIGURES, STEPS, Tones
from entracte.model import Sound


def counted(sound: np.ndarray, block: int = 30 * RATE) -> np.ndarray:
    tones = Tones()
    for start in range(0, len(sound), block):
        tones.hear(sound[start : start + block])
    return tones.told()


def kinds(found: tuple[Sound, ...], second: float) -> str:
    return next(each.kind for each in found if round(second * 1000) in each.span)


def test_figures_do_not_depend_on_how_the_sound_was_cut() -> None:
    sound = np.concatenate([tune(3, 70), babble(3, 80)])
    whole = counted(sound, len(sound))
    assert whole.shape == (150 * STEPS, FIGURES + 1)
    np.testing.assert_allclose(counted(sound, 7777), whole, rtol=1e-3, atol=1e-2)


@pytest.mark.parametrize("decibels", [0, -6])
def test_music_is_found_alone_and_under_talk(decibels: float) -> None:
    film = mixed(babble(5, 90), tune(6, 40), 25, decibels)
    ((start, end),) = music(counted(film))
    assert start == pytest.approx(25, abs=2.5)
    assert end == pytest.approx(65, abs=2.5)


def test_voices_are_followed_through_short_pauses() -> None:
    told = np.zeros(400, np.float32)
    told[100:200] = 0.95
    told[140:150] = 0.0  # a third of a second
    told[300] = 0.9  # a click
    ((start, end),) = voiced(told)
    assert (start, end) == (pytest.approx(3.2, abs=0.1), pytest.approx(6.4, abs=0.1))


def test_kinds_follow_each_other() -> None:
    film = np.concatenate([np.zeros(10 * RATE, np.float32), tune(7, 30)])
    told = np.zeros(round(40 * RATE / 512), np.float32)
    told[round(25 * RATE / 512) : round(35 * RATE / 512)] = 0.9
    found = sounds(counted(film), told, 40.0)
    assert kinds(found, 4) == "silence"
    assert kinds(found, 18) == "music"
    assert kinds(found, 30) == "both"
    assert kinds(found, 38) == "music"


def test_noise_is_neither() -> None:
    hiss = np.random.default_rng(1).normal(0, 0.05, 30 * RATE).astype(np.float32)
    (found,) = sounds(counted(hiss), np.zeros(937, np.float32), 30.0)
    assert (found.kind, found.span.start, found.span.end) == ("neither", 0, 30_000)


def test_without_a_detector_a_film_is_heard_too() -> None:
    found = sounds(counted(tune(8, 30)), None, 30.0)
    assert kinds(found, 15) in ("music", "both")
    assert sounds(counted(np.zeros(0, np.float32)), None, 0.0) == ()


FIGURED = arrays.arrays(
    np.float32,
    st.tuples(st.integers(0, 60), st.just(FIGURES + 1)),
    elements=st.floats(0, 50, width=32),
)


@settings(deadline=None, max_examples=60)
@given(FIGURED, st.lists(st.floats(0, 1, width=32), max_size=300), st.booleans())
def test_no_holes_no_overlaps_whatever_is_heard(figures, voices, detector: bool) -> None:
    seconds = len(figures) / STEPS
    found = sounds(figures, np.array(voices, np.float32) if detector else None, seconds)
    edges = [each.span.start for each in found] + [found[-1].span.end if found else 0]
    assert edges == sorted(set(edges)) or not found
    assert all(a.span.end == b.span.start for a, b in pairwise(found))
    assert all(a.kind != b.kind for a, b in pairwise(found))
    if found:
        assert (found[0].span.start, found[-1].span.end) == (0, round(seconds * 1000))
