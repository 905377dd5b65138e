"""Cards with words, drawn here: found among pictures without, put into lines, told once."""

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from entracte.media import letters
from entracte.model import Span
from entracte.watch.lettering import Lettering, lettered, titles_here
from entracte.watch.titles import Word, lines, titles

FONT = ImageFont.load_default(26)


def card(*words: str, light: bool = True, top: int = 60) -> Image.Image:
    """Words on a plain ground, as in the titles of a film."""
    ground, ink = (25, 235) if light else (220, 30)
    image = Image.new("L", (480, 270), ground)
    for number, line in enumerate(words):
        ImageDraw.Draw(image).text((60, top + 40 * number), line, fill=ink, font=FONT)
    return image


def soft(seed: int) -> Image.Image:
    coarse = np.random.default_rng(seed).integers(20, 230, (9, 16), np.uint8)
    return Image.fromarray(coarse).resize((480, 270), Image.Resampling.BICUBIC)


def seen(film: list[Image.Image]) -> list[tuple[int, int, Image.Image]]:
    """The cards found in pictures half a second apart."""
    kept: list[Image.Image] = []

    def still(picture: Image.Image) -> bytes:
        kept.append(picture)
        return str(len(kept) - 1).encode()

    lettering: Lettering[Image.Image] = Lettering(still)
    for number, picture in enumerate(film):
        lettering.offer(number * 500, np.asarray(picture), picture)
    return [(each.start, each.end, kept[int(each.picture)]) for each in lettering.cards()]


def test_one_picture_of_each_card_and_none_of_what_holds_no_words() -> None:
    one, two = card("Directed by Edith Kallen"), card("Music by Paul Renner", light=False)
    film = [soft(1)] * 4 + [one] * 6 + [soft(2)] * 3 + [two] * 4
    assert seen(film) == [(2000, 5000, one), (6500, 8500, two)]


def test_the_fullest_picture_of_a_card_that_comes_slowly_is_kept() -> None:
    full = np.asarray(card("Harbour Lights", "A film by Edith Kallen"), float)
    film = [Image.fromarray((25 + (full - 25) * t).astype(np.uint8)) for t in (0.3, 0.6, 1, 1, 0.5)]
    (found,) = seen(film)
    assert np.asarray(found[2]).max() > 200


def test_titles_are_looked_for_at_both_ends_of_a_film() -> None:
    hour = 3_600_000
    assert titles_here(0, 2 * hour)
    assert titles_here(2 * hour - 1000, 2 * hour)
    assert not titles_here(hour, 2 * hour)
    assert titles_here(1000, 0)
    assert not titles_here(hour, 0)  # nobody knows how long it is


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(11, 80), st.integers(0, 255))
def test_any_small_picture_can_be_looked_at(high: int, wide: int, grey: int) -> None:
    assert lettered(np.full((high, wide), grey, np.uint8))[1] == 0


def word(text: str, left: float, top: float, sure: float = 0.99) -> Word:
    return text, (left, top, left + 10 * len(text), top + 20), sure


def test_words_become_lines_and_ornaments_fall_away() -> None:
    words = [word("Edith Kallen", 200, 41), word("Directed by", 40, 40), word("CAST", 90, 5)]
    assert lines([*words, word("~", 90, 25), word("xyz", 0, 90, 0.3)]) == (
        "CAST",
        "Directed by Edith Kallen",
    )


def test_rolling_lines_are_told_once_and_double_exposures_not_at_all() -> None:
    rolling = [
        (Span(start=0, end=500), ("Marta Voss", "Lena Hart")),
        (Span(start=2000, end=2500), ("Lena Hart", "Jonas Voss")),
    ]
    assert [each.text for each in titles(rolling)] == ["Marta Voss\nLena Hart", "Jonas Voss"]
    mixed = [
        (Span(start=0, end=3000), ("The makers",)),
        (Span(start=3000, end=3500), ("TThhe pmalayekerrss",)),
        (Span(start=3500, end=6000), ("The players",)),
    ]
    assert [each.text for each in titles(mixed)] == ["The makers", "The players"]


@pytest.mark.skipif(not letters.reader(), reason="needs the extra: pip install 'entracte[titles]'")
def test_drawn_words_are_read() -> None:
    out = BytesIO()
    card("Directed by Edith Kallen", "Music by Paul Renner").resize((960, 540)).save(out, "JPEG")
    assert lines(letters.Reader().words(out.getvalue())) == (
        "Directed by Edith Kallen",
        "Music by Paul Renner",
    )
    assert letters.Reader().words(b"no picture") == ()
