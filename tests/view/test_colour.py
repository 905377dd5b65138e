"""Colours taken from the film can be read whatever the film's colours are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entracte.model import Shot, Span
from entracte.view.colour import READABLE, Hue, contrast, from_oklch, hue_of, theme, to_oklch

TEXTS = ("ink", "dim", "accent", "warn")
GROUNDS = ("bg", "panel", "chip", "warned")


def rgb(hex_: str) -> tuple[int, int, int]:
    return int(hex_[1:3], 16), int(hex_[3:5], 16), int(hex_[5:7], 16)


def shots(*colours: tuple[int, int, int]) -> list[Shot]:
    return [
        Shot(id=f"s{i}", span=Span(start=i * 1000, end=i * 1000 + 1000), colour=colour)
        for i, colour in enumerate(colours)
    ]


@given(st.floats(0, 360), st.floats(0, 0.3))
def test_every_text_is_readable_on_every_ground(hue: float, chroma: float) -> None:
    made = theme(Hue(hue, chroma))
    for scheme in (dict(made.dark), dict(made.light)):
        for text in TEXTS:
            for ground in GROUNDS:
                assert contrast(rgb(scheme[text]), rgb(scheme[ground])) >= READABLE
        assert contrast(rgb(scheme["over"]), rgb(scheme["button"])) >= READABLE


@pytest.mark.parametrize("colour", [(255, 0, 0), (0, 128, 255), (12, 200, 90), (250, 240, 230)])
def test_oklch_and_back(colour: tuple[int, int, int]) -> None:
    assert from_oklch(*to_oklch(colour)) == colour


def test_known_values_of_oklch() -> None:
    light, chroma, hue = to_oklch((255, 0, 0))  # Ottosson's reference: 0.628, 0.258, 29.23
    assert (round(light, 3), round(chroma, 3), round(hue, 1)) == (0.628, 0.258, 29.2)


def test_contrast_of_black_and_white_is_21() -> None:
    assert round(contrast((0, 0, 0), (255, 255, 255)), 2) == 21


def test_the_hue_is_the_one_in_which_the_film_spends_its_time() -> None:
    red, blue = (160, 30, 30), (30, 60, 160)
    assert abs(hue_of(shots(red, red, red, blue)).hue - to_oklch(red)[2]) < 5
    assert abs(hue_of(shots(red, blue, blue, blue)).hue - to_oklch(blue)[2]) < 5


def test_a_film_without_colour_is_warm_grey() -> None:
    assert hue_of(shots((90, 90, 90), (20, 20, 20))) == hue_of([])
    assert hue_of([]).chroma < 0.02


def test_black_does_not_count_whatever_its_hue() -> None:
    assert hue_of(shots((0, 0, 12), (0, 0, 10))) == hue_of([])
