"""Music that nobody wrote, for tests: seeded tunes on plucked strings, and a babble over it."""

import numpy as np

RATE = 16_000


def tune(seed: int, seconds: float, tempo: float = 1.0, hand: int = 0) -> np.ndarray:
    """A tune with a bass on an instrument of its own, played by this hand at this tempo.

    The same seed gives the same notes; another hand strikes them a little earlier or later, and
    with another colour.
    """
    rng, touch = np.random.default_rng(seed), np.random.default_rng([seed, hand])
    colour, pitched = rng.uniform(0.3, 1, 9), rng.uniform(-0.4, 0.4)
    out = np.zeros(int((seconds + 3) * RATE))
    at = 0.0
    while at < seconds:
        length = float(rng.choice([0.2, 0.3, 0.4, 0.6])) / tempo
        for low in (48, 60, 67):
            pitch = 440 * 2 ** ((low + int(rng.integers(0, 12)) + pitched - 69) / 12)
            t = np.arange(int(1.2 * RATE)) / RATE
            note = sum(
                colour[k]
                * touch.uniform(0.5, 1.5)
                * np.sin(2 * np.pi * pitch * k * t + touch.uniform(0, 6))
                / k
                * np.exp(-t * (2 + k))
                for k in range(1, 9)
            )
            start = int((at + touch.uniform(0, 0.04)) * RATE)
            part = out[start : start + len(note)]
            part += note[: len(part)] * touch.uniform(0.5, 1)
        at += length * touch.uniform(0.92, 1.08)  # nobody keeps time like a clock
    out = out[: int(seconds * RATE)]
    return (0.3 * out / np.abs(out).max()).astype(np.float32)


def babble(seed: int, seconds: float) -> np.ndarray:
    """Something like speech: a buzz whose pitch and colour change with every syllable, pauses."""
    rng = np.random.default_rng(seed)
    parts = []
    while sum(map(len, parts)) < seconds * RATE:
        n = int(rng.uniform(0.08, 0.3) * RATE)
        t = np.arange(n) / RATE
        pitch = rng.uniform(90, 220) * (1 + rng.uniform(-0.2, 0.2) * t / t[-1])
        buzz = np.sign(np.sin(2 * np.pi * np.cumsum(pitch) / RATE)) + rng.normal(0, 0.3, n)
        colour = np.exp(-(((np.fft.rfftfreq(n, 1 / RATE) - rng.uniform(300, 2500)) / 500) ** 2))
        syllable = np.fft.irfft(np.fft.rfft(buzz) * (colour + 0.05), n) * np.hanning(n)
        parts += [syllable, np.zeros(int(rng.choice([0.02, 0.05, 0.3]) * RATE))]
    out = np.concatenate(parts)[: int(seconds * RATE)]
    return (0.3 * out / np.abs(out).max()).astype(np.float32)


def loudness(sound: np.ndarray) -> float:
    return float(np.sqrt(np.mean(sound.astype(np.float64) ** 2)))


def mixed(over: np.ndarray, music: np.ndarray, at: float, decibels: float) -> np.ndarray:
    """``music`` laid under ``over`` at ``at`` seconds, so many decibels louder than it."""
    out = over.copy()
    gain = loudness(over) * 10 ** (decibels / 20) / loudness(music)
    start = int(at * RATE)
    out[start : start + len(music)] += (music * gain)[: len(out) - start]
    return (0.9 * out / np.abs(out).max()).astype(np.float32)
