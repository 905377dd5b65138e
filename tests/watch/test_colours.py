"""Colours of shots and of the film."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.watch.colours import palette, srgb


@pytest.mark.parametrize(
    ("yuv", "hd", "colour"),
    [
        ((16, 128, 128), False, (0, 0, 0)),
        ((235, 128, 128), True, (255, 255, 255)),
        ((81, 90, 240), False, (254, 0, 0)),  # red in BT.601
        ((63, 102, 240), True, (255, 0, 0)),  # red in BT.709
        ((32, 240, 118), True, (0, 0, 255)),
    ],
)
def test_known_colours(yuv: tuple[int, int, int], hd: bool, colour: tuple[int, int, int]) -> None:
    assert all(abs(a - b) <= 2 for a, b in zip(srgb(*yuv, hd=hd), colour, strict=True))


def test_the_colour_that_is_on_longest_comes_first() -> None:
    shots = [(200, 30, 30), (30, 30, 200), (205, 32, 28), (10, 10, 10)]
    found = palette(shots, [10, 70, 20, 5])
    assert found[0] == (30, 30, 200)
    assert len(found) <= 6


def test_two_near_colours_become_their_mean() -> None:
    found = palette([(100, 0, 0), (104, 0, 0), (0, 0, 100)], [1, 3, 4], most=2)
    assert set(found) == {(103, 0, 0), (0, 0, 100)}


def test_nothing_has_no_colours() -> None:
    assert palette([], []) == ()
    assert palette([(1, 2, 3)], [0]) == ()


byte = st.integers(0, 255)


@settings(deadline=None)
@given(st.lists(st.tuples(byte, byte, byte, st.integers(1, 10**7)), min_size=1, max_size=40))
def test_a_palette_is_the_same_every_time_and_within_the_colours(
    shots: list[tuple[int, int, int, int]],
) -> None:
    colours, weights = [shot[:3] for shot in shots], [shot[3] for shot in shots]
    found = palette(colours, weights)
    assert found == palette(colours, weights)
    assert 1 <= len(found) <= 6
    for channel in range(3):
        values = [colour[channel] for colour in colours]
        assert all(min(values) - 1 <= colour[channel] <= max(values) + 1 for colour in found)
