"""Time code, dropped frame numbers, feet: to the frame, there and back."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entracte.export.counting import (
    Counter,
    feet,
    frames,
    from_timecode,
    moment,
    rate_of,
    timecode,
)
from entracte.model import Media
from entracte.plugins import Wish

NTSC = Fraction(30_000, 1001)
FILM = Fraction(24_000, 1001)
RATES = (Fraction(24), Fraction(25), FILM, NTSC, Fraction(60_000, 1001), Fraction(30))


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "00:00:00;00"),
        (1799, "00:00:59;29"),
        (1800, "00:01:00;02"),  # 00 and 01 are dropped
        (17_981, "00:09:59;29"),
        (17_982, "00:10:00;00"),  # but not in a tenth minute
        (107_892, "01:00:00;00"),  # an hour of 29.97 is an hour
    ],
)
def test_dropped_numbers_keep_to_the_clock(number: int, shown: str) -> None:
    assert timecode(number, NTSC, drop=True) == shown


def test_without_dropping_an_hour_of_ntsc_runs_behind() -> None:
    assert timecode(107_892, NTSC) == "00:59:56:12"


def test_numbers_are_dropped_only_where_there_is_something_to_drop() -> None:
    assert timecode(1800, Fraction(25), drop=True) == "00:01:12:00"
    assert timecode(1440, FILM, drop=True) == "00:01:00:00"


@given(st.integers(0, 10_000_000), st.sampled_from(RATES), st.booleans())
def test_there_and_back(number: int, rate: Fraction, drop: bool) -> None:
    assert from_timecode(timecode(number, rate, drop=drop), rate) == number
    assert frames(moment(number, rate), rate) == number


@pytest.mark.parametrize("text", ["", "1:2:3", "aa:00:00:00", "00:00:00:00:00", "00:00:-1:00"])
def test_what_is_no_time_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a time code"):
        from_timecode(text, Fraction(25))


def test_feet_of_35_mm() -> None:
    assert (feet(0), feet(15), feet(16), feet(1439)) == ("0+00", "0+15", "1+00", "89+15")


def test_a_counter_starts_where_it_is_told_and_lengths_do_not() -> None:
    media = Media(digest="", duration=10_000, rate=(24, 1))
    counter = Counter(media, Wish(start=3_600_000))
    assert (counter.at(1_500), counter.length(1_000, 2_500)) == ("01:00:01:12", "00:00:01:12")
    assert "24 frames" in counter.says
    assert Counter(media, Wish(count="feet")).at(1_000) == "1+08"


def test_an_unknown_rate_is_25() -> None:
    assert rate_of(None) == rate_of(Media(digest="", duration=0)) == 25
