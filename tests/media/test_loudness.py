"""Loudness against what the standard says of known tones (ITU-R BS.1770, EBU Tech 3341)."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from entracte.media.loudness import QUIETEST, Measured, Meter
from entracte.media.sound import sound


def write(path: Path, levels: list[tuple[float, float]], channels: int = 2) -> str:
    """A 1 kHz tone at these levels (dBFS of its peak, seconds), in all channels."""
    rate = 48_000
    parts = [
        10 ** (level / 20) * np.sin(2 * np.pi * 1000 * np.arange(int(rate * seconds)) / rate)
        for level, seconds in levels
    ]
    samples = np.concatenate(parts).astype(np.float32)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("pcm_f32le", rate=rate)
        layout = {1: "mono", 2: "stereo"}[channels]
        stream.layout = layout
        for start in range(0, len(samples), 4800):
            part = np.repeat(samples[start : start + 4800], channels)[None]
            frame = av.AudioFrame.from_ndarray(part, "flt", layout)
            frame.rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return str(path)


def loudness(path: str) -> Measured:
    meter = Meter()
    for _ in sound(path, hear=meter.hear):
        pass
    return meter.measured()


@pytest.mark.parametrize(
    ("levels", "whole"),
    [
        ([(-23, 20)], -23.0),  # Tech 3341, case 1
        ([(-33, 20)], -33.0),  # case 2
        ([(-36, 10), (-23, 60), (-36, 10)], -23.0),  # case 3: the gate
    ],
)
def test_the_cases_of_the_standard(
    tmp_path: Path, levels: list[tuple[float, float]], whole: float
) -> None:
    measured = loudness(write(tmp_path / "a.wav", levels))
    assert measured.whole == pytest.approx(whole, abs=0.1)


def test_one_channel_is_three_decibels_less_than_two(tmp_path: Path) -> None:
    one = loudness(write(tmp_path / "a.wav", [(-20, 10)], channels=1))
    two = loudness(write(tmp_path / "b.wav", [(-20, 10)]))
    assert two.whole - one.whole == pytest.approx(3.0, abs=0.15)


def test_the_curve_follows_second_by_second(tmp_path: Path) -> None:
    measured = loudness(write(tmp_path / "a.wav", [(-40, 5), (-20, 5)]))
    curve = measured.curve
    assert len(curve) == 10
    assert curve[2:4] == pytest.approx((-40, -40), abs=0.2)
    assert curve[7:9] == pytest.approx((-20, -20), abs=0.2)
    assert measured.momentary == max(curve)
    assert measured.short == pytest.approx(-20, abs=0.2)


def test_silence_is_as_quiet_as_can_be_measured(tmp_path: Path) -> None:
    measured = loudness(write(tmp_path / "a.wav", [(-200, 3)]))
    assert measured.whole == QUIETEST
    assert set(measured.curve) == {QUIETEST}


def test_nothing_heard_is_as_quiet_as_can_be_measured() -> None:
    assert Meter().measured() == Measured(QUIETEST, 0.0, QUIETEST, QUIETEST, ())


def test_where_the_sound_starts_late_the_curve_does(tmp_path: Path) -> None:
    meter = Meter()
    rate = 8000
    tone = np.sin(2 * np.pi * 1000 * np.arange(rate) / rate).astype(np.float32)[None]
    for second in (3, 4, 7):  # nothing before, and a hole
        frame = av.AudioFrame.from_ndarray(tone, "fltp", "mono")
        frame.rate = rate
        meter.hear(frame, float(second))
    curve = meter.measured().curve
    assert [level > -20 for level in curve[:7]] == [False] * 3 + [True] * 2 + [True, False]
    assert len(curve) in (7, 8)


@pytest.mark.parametrize("limits", [(5, 2), (9, 4)])
def test_the_range_of_a_film_that_gets_louder(tmp_path: Path, limits: tuple[int, int]) -> None:
    low, high = (-20.0 - each for each in limits)
    measured = loudness(write(tmp_path / "a.wav", [(low, 20), (high, 20)]))
    assert measured.range == pytest.approx(limits[0] - limits[1], abs=1)  # Tech 3342
