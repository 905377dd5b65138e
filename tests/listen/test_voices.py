"""Tones are taken off, talk is left; however the sound is cut."""

import numpy as np
import pytest
from tests.listen.music import RATE, babble, loudness

from entracte.listen.voices import Voiced


def voiced(sound: np.ndarray, block: int) -> np.ndarray:
    taken = Voiced()
    parts = [taken.hear(sound[i : i + block]) for i in range(0, len(sound), block)]
    return np.concatenate([*parts, taken.rest()])


def test_it_does_not_matter_how_a_sound_is_cut() -> None:
    sound = babble(1, 70)
    whole = voiced(sound, len(sound))
    assert len(whole) == len(sound)
    np.testing.assert_allclose(voiced(sound, 12_345), whole, atol=1e-6)


@pytest.mark.parametrize("length", [0, 1, 511, 512, 5000])
def test_as_much_comes_out_as_went_in(length: int) -> None:
    assert len(voiced(babble(2, 1)[:length], 300)) == length


def test_a_held_chord_gets_quieter_and_talk_stays_where_it_is() -> None:
    t = np.arange(20 * RATE) / RATE
    chord = sum(np.sin(2 * np.pi * pitch * t) for pitch in (220, 277, 330, 440))
    chord = (0.2 * chord / np.abs(chord).max()).astype(np.float32)
    talk = babble(3, 20)
    assert loudness(voiced(chord, 5000)[RATE:-RATE]) < 0.5 * loudness(chord)
    left = voiced(talk, 5000)
    assert loudness(left) > 0.6 * loudness(talk)
    assert np.corrcoef(left, talk)[0, 1] > 0.9
