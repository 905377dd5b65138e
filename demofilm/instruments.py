"""Instruments made of sine waves and noise: piano, celesta, strings, flute, harp, organ, bell, drums."""

from functools import lru_cache

import numpy as np

RATE = 48000
NAMES = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}


def hertz(name):
    """The pitch of a note such as a4, bb3 or c#5."""
    step = NAMES[name[0]] + name.count("#") - name[1:].count("b")
    octave = int(name[-1])
    return 440.0 * 2 ** ((step + 12 * (octave + 1) - 69) / 12)


def clock(seconds):
    """The times of a note's samples."""
    return np.arange(int(seconds * RATE), dtype=np.float32) / RATE


def shaped(x, attack, release):
    """Soft edges, so that nothing clicks."""
    a, r = max(int(attack * RATE), 8), max(int(release * RATE), 8)
    a, r = min(a, len(x) // 2), min(r, len(x) // 2)
    x = x.copy()
    x[:a] *= np.sin(np.linspace(0, np.pi / 2, a)) ** 2
    x[-r:] *= np.cos(np.linspace(0, np.pi / 2, r)) ** 2
    return x


@lru_cache(maxsize=None)
def noise(seed, n):
    """White noise that is the same every time."""
    return np.random.default_rng(seed).standard_normal(n).astype(np.float32)


def band(x, low, high, order=2):
    """Keep what lies between two frequencies (softly, in the spectrum)."""
    f = np.fft.rfftfreq(len(x), 1 / RATE)
    g = 1 / (1 + (f / high) ** (2 * order)) / (1 + (low / np.maximum(f, 1e-3)) ** (2 * order))
    return np.fft.irfft(np.fft.rfft(x) * np.sqrt(g), len(x)).astype(np.float32)


@lru_cache(maxsize=None)
def piano(f, length, soft=0.0):
    """Struck strings: high partials die first, two strings beat against one another."""
    t = clock(min(length + 1.1, 5.0))
    x = np.zeros_like(t)
    hold = 2.6 * (220 / f) ** 0.45
    for k in range(1, 13):
        fk = f * k * np.sqrt(1 + 0.0004 * k * k)
        if fk > 9000:
            break
        level = (1 / k ** (1.25 + soft)) * (0.55 + 0.45 * abs(np.sin(k * np.pi / 7.3)))
        fade = np.exp(-t * (1 + 0.42 * k) / hold)
        two = np.sin(2 * np.pi * fk * t) + np.sin(2 * np.pi * fk * 1.0007 * t + 0.6)
        x += level * fade * two
    knock = band(noise(7, len(t)), 120, 1800) * np.exp(-t * 90) * 0.12
    damp = np.where(t > length + 0.15, np.exp(-(t - length - 0.15) * 7), 1)
    return shaped((x * 0.30 + knock) * damp, 0.002, 0.08)


@lru_cache(maxsize=None)
def celesta(f, length, soft=0.0):
    """Small steel plates."""
    t = clock(2.4)
    x = sum(a * np.sin(2 * np.pi * f * r * t) * np.exp(-t * d)
            for r, a, d in ((1, 1, 2.6), (2.0, 0.35, 4.2), (4.07, 0.18, 7.5), (9.1, 0.05, 16)))
    return shaped(x.astype(np.float32) * 0.55, 0.002, 0.1)


@lru_cache(maxsize=None)
def strings(f, length, soft=0.0):
    """A section: three players a little apart, vibrato, a slow bow."""
    t = clock(length + 0.35)
    x = np.zeros_like(t)
    for d, ph, v in ((-0.0022, 0.0, 5.1), (0.0004, 1.9, 5.6), (0.0027, 4.1, 4.8)):
        wob = 0.0035 * np.sin(2 * np.pi * v * t + ph) * np.minimum(t / 0.5, 1)
        phase = 2 * np.pi * np.cumsum(f * (1 + d + wob)) / RATE
        for k in range(1, 15):
            if f * k > 7500:
                break
            x += np.sin(k * phase + ph * k) / k ** (1.15 + soft) / (1 + (f * k / 2600) ** 2)
    return shaped(x * 0.22, 0.14, 0.30)


@lru_cache(maxsize=None)
def flute(f, length, soft=0.0):
    """A breath over a tube."""
    t = clock(length + 0.12)
    vib = 1 + 0.004 * np.sin(2 * np.pi * 5 * t) * np.minimum(t / 0.4, 1)
    ph = 2 * np.pi * np.cumsum(f * vib) / RATE
    x = np.sin(ph) + 0.32 * np.sin(2 * ph) + 0.10 * np.sin(3 * ph) + 0.03 * np.sin(4 * ph)
    x = x * (1 + 0.12 * np.sin(2 * np.pi * 5 * t))
    return shaped((x + 0.05 * band(noise(3, len(t)), f, f * 3)).astype(np.float32) * 0.42, 0.06, 0.12)


@lru_cache(maxsize=None)
def harp(f, length, soft=0.0):
    """Plucked strings."""
    t = clock(2.6)
    x = sum(np.sin(2 * np.pi * f * k * t) * np.exp(-t * (1.3 + 0.9 * k)) / k**1.4 for k in range(1, 9))
    return shaped(x.astype(np.float32) * 0.42, 0.003, 0.15)


@lru_cache(maxsize=None)
def organ(f, length, soft=0.0):
    """A fairground organ: hollow pipes, a little out of tune."""
    t = clock(length + 0.06)
    x = np.zeros_like(t)
    for d in (-0.003, 0.0025):
        ph = 2 * np.pi * f * (1 + d) * t
        x += np.sin(ph) + 0.4 * np.sin(3 * ph) + 0.22 * np.sin(5 * ph) + 0.3 * np.sin(2 * ph)
    return shaped(x * 0.20, 0.02, 0.05)


@lru_cache(maxsize=None)
def bell(f, length, soft=0.0):
    """A church bell with its minor third."""
    t = clock(4.0)
    x = sum(a * np.sin(2 * np.pi * f * r * t) * np.exp(-t * d) for r, a, d in
            ((0.5, 0.6, 0.7), (1, 1, 1.0), (1.19, 0.7, 1.3), (1.5, 0.4, 1.7), (2, 0.8, 1.6), (2.74, 0.35, 2.8), (4.1, 0.2, 4.5)))
    return shaped(x.astype(np.float32) * 0.30, 0.003, 0.3)


@lru_cache(maxsize=None)
def drum(f, length, soft=0.0):
    """A kettledrum."""
    t = clock(1.2)
    x = np.sin(2 * np.pi * (f * t + 0.6 * (1 - np.exp(-t * 30)))) * np.exp(-t * 4.2)
    x += 0.4 * np.sin(2 * np.pi * f * 1.5 * t) * np.exp(-t * 6)
    return shaped(x + 0.15 * band(noise(4, len(t)), 60, 700) * np.exp(-t * 40), 0.002, 0.2) * 0.8


ORCHESTRA = {"piano": piano, "celesta": celesta, "strings": strings, "flute": flute, "harp": harp,
             "organ": organ, "bell": bell, "drum": drum}


def hall(x, seconds=1.6, wet=0.22, seed=1, bright=4200):
    """Put stereo sound (2, n) into a room of our own making."""
    n = int(seconds * RATE)
    t = np.arange(n) / RATE
    out = np.array(x, np.float32)
    size = 1 << int(np.ceil(np.log2(x.shape[1] + n)))
    for ch in (0, 1):
        echo = np.random.default_rng(seed * 10 + ch).standard_normal(n) * np.exp(-t * 6.9 / seconds)
        echo[: int(0.012 * RATE)] = 0
        echo = band(echo.astype(np.float32), 160, bright)
        echo /= np.sqrt(np.sum(echo**2))
        wetx = np.fft.irfft(np.fft.rfft(x[ch], size) * np.fft.rfft(echo, size), size)[: x.shape[1]]
        out[ch] += wet * wetx.astype(np.float32)
    return out
