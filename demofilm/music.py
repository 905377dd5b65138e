"""The score: a waltz, an entr'acte, the ballet, titles, a nocturne; written here, played by instruments.py.

A voice is written as notes "a4:1.5" (beats), chords "d4+f4:1" and rests "r:1"; "|" only helps the eye.
"""

from functools import lru_cache

import numpy as np

from .instruments import ORCHESTRA, RATE, hall, hertz


def parse(line):
    """(beat, beats, notes) of every note of a voice."""
    at, out = 0.0, []
    for token in line.replace("|", " ").split():
        notes, beats = token.split(":")
        if notes != "r":
            out.append((at, float(beats), notes.split("+")))
        at += float(beats)
    return out, at


def beats(line):
    """How long a voice is."""
    return parse(line)[1]


class Sheet:
    """Stereo sound on which voices are written one after another."""

    def __init__(self, seconds):
        self.x = np.zeros((2, int((seconds + 4) * RATE)), np.float32)

    def add(self, at, sound, level=1.0, pan=0.0):
        """Lay a mono sound at `at` seconds; pan -1 left to 1 right."""
        i = int(at * RATE)
        if i >= self.x.shape[1] or i < 0:
            return
        sound = sound[: self.x.shape[1] - i]
        left, right = np.cos((pan + 1) * np.pi / 4), np.sin((pan + 1) * np.pi / 4)
        self.x[0, i:i + len(sound)] += sound * level * left * 1.2
        self.x[1, i:i + len(sound)] += sound * level * right * 1.2

    def play(self, line, instrument, bpm, start=0.0, level=1.0, pan=0.0, seed=1, soft=0.0, loose=0.008, swell=None,
             legato=0.97, shift=0):
        """Play a voice; `loose` is how far (seconds) a player's hand is from the beat."""
        r = np.random.default_rng(seed)
        for at, length, notes in parse(line)[0]:
            when = start + at * 60 / bpm + r.normal(0, loose)
            force = level * (1 + r.normal(0, 0.05)) * (1.08 if at % 1 == 0 else 0.94)
            if swell:
                force *= np.interp(at, *swell)
            for k, name in enumerate(notes):
                pitch = hertz(name) * 2 ** (shift / 12)
                sound = ORCHESTRA[instrument](round(pitch, 3), round(length * 60 / bpm * legato, 3), soft)
                self.add(max(when, 0) + k * 0.004, sound, force, pan)


# ---------------------------------------------------------------- the waltz
WALTZ_A = ("d5:2 a4:1 | f5:2 e5:1 | d5:1 c#5:1 d5:1 | e5:3 | c#5:2 a4:1 | g5:2 f5:1 | e5:1 d5:1 c#5:1 | d5:2 a4:1 "
           "| d5:2 a4:1 | a5:2 g5:1 | f5:1 e5:1 d5:1 | g5:3 | bb5:1.5 a5:.5 g5:1 | f5:2 e5:1 | d5:1 e5:1 c#5:1 | d5:3")
WALTZ_B = ("c5:1 f5:1 a5:1 | a5:2 g5:1 | bb5:1 a5:1 g5:1 | g5:2 e5:1 | f5:1 g5:1 a5:1 | d6:2 bb5:1 "
           "| a5:1 g5:.5 f5:.5 e5:1 | f5:2 c5:1 | c5:1 f5:1 a5:1 | c6:2 a5:1 | bb5:1 a5:1 g5:1 | d6:3 "
           "| c#6:1 d6:1 e6:1 | f6:1.5 e6:.5 d6:1 | a5:1 g5:1 c#5:1 | d5:3")
CHORDS = {"Dm": ("d3", "f3+a3+d4"), "F": ("f2", "f3+a3+c4"), "Gm": ("g2", "g3+bb3+d4"), "A7": ("a2", "g3+a3+c#4"),
          "C7": ("c3", "g3+bb3+e4"), "Bb": ("bb2", "f3+bb3+d4"), "E7": ("e3", "g#3+b3+d4"), "D": ("d3", "f#3+a3+d4")}
HARMONY_A = "Dm Dm Gm A7 A7 A7 A7 Dm Dm F Dm Gm Gm Dm A7 Dm".split()
HARMONY_B = "F F C7 C7 F Bb C7 F F F C7 Gm A7 Dm A7 Dm".split()


def oom_pah(names):
    """Bass on one, chord on two and three."""
    bass = " ".join(f"{CHORDS[n][0]}:1 r:2" for n in names)
    rest = " ".join(f"r:1 {CHORDS[n][1]}:1 {CHORDS[n][1]}:1" for n in names)
    return bass, rest


WALTZ_TEMPO = 138
WALTZ_BAR = 3 * 60 / WALTZ_TEMPO


@lru_cache(maxsize=None)
def waltz():
    """Rehearsal Waltz, for an upright piano in a bare room."""
    melody, names = f"{WALTZ_A} {WALTZ_B}", HARMONY_A + HARMONY_B
    s = Sheet(34 * WALTZ_BAR)
    bass, chords = oom_pah(names)
    s.play(melody, "piano", WALTZ_TEMPO, 0.3, 0.62, 0.15, seed=11)
    s.play(WALTZ_B.replace("6:", "5:").replace("5:", "4:"), "piano", WALTZ_TEMPO, 0.3 + 16 * WALTZ_BAR, 0.16, 0.1, seed=14, soft=.4)
    s.play(bass, "piano", WALTZ_TEMPO, 0.3, 0.50, -0.25, seed=12, soft=0.3)
    s.play(chords, "piano", WALTZ_TEMPO, 0.3, 0.17, -0.05, seed=13, soft=0.5)
    s.play("d3+a3+d4+f4+d5:3", "piano", WALTZ_TEMPO, 0.3 + 32 * WALTZ_BAR, 0.4, 0, seed=15)
    return cut(hall(s.x, 1.1, 0.16, 2), 0.3 + 33.4 * WALTZ_BAR)


# ---------------------------------------------------------------- entr'acte
@lru_cache(maxsize=None)
def entracte():
    """Entr'acte: flute over strings and harp, in G."""
    bpm = 84
    melody = ("r:1 d5:1 g5:1 a5:1 | b5:2 a5:.5 g5:.5 e5:1 | d5:1.5 e5:.5 g5:1 b5:1 | a5:3 r:1 "
              "| r:1 e5:1 a5:1 b5:1 | c6:2 b5:.5 a5:.5 f#5:1 | g5:1 b5:1 a5:1 f#5:1 | g5:4")
    pads = ("g3+b3+d4:4 | e3+g3+b3+e4:4 | g3+b3+d4:4 | d3+f#3+a3+c4:4 "
            "| a3+c4+e4:4 | d3+f#3+a3+c4:4 | b2+d3+g3:2 c3+d3+f#3+a3:2 | g2+d3+g3+b3:4")
    harp = " ".join(f"{a}:.5 {b}:.5 {c}:.5 {d}:.5 {c}:.5 {b}:.5 {c}:.5 {b}:.5" for a, b, c, d in (
        ("g3", "d4", "g4", "b4"), ("e3", "b3", "e4", "g4"), ("g3", "d4", "g4", "b4"), ("d3", "a3", "d4", "f#4"),
        ("a3", "e4", "a4", "c5"), ("d3", "a3", "c4", "f#4"), ("b3", "d4", "g4", "b4"), ("g3", "d4", "g4", "b4")))
    s = Sheet(32 * 60 / bpm + 3)
    s.play(melody, "flute", bpm, 0.2, 0.30, 0.2, seed=21, loose=.012)
    s.play(pads, "strings", bpm, 0.2, 0.17, -0.2, seed=22, loose=.02)
    s.play(harp, "harp", bpm, 0.2, 0.26, 0.4, seed=23)
    s.play("g5+b5+d6:4", "celesta", bpm, 0.2 + 28 * 60 / bpm, 0.2, 0.1, seed=24)
    return cut(hall(s.x, 2.0, 0.32, 3), 0.2 + 33.5 * 60 / bpm)


# ---------------------------------------------------------------- the ballet, in four numbers
GALOP = ("d5:1 f5:1 a5:1 | d6:2 a5:1 | bb5:1 a5:1 g5:1 | a5:3 | c#5:1 e5:1 g5:1 | bb5:2 g5:1 | a5:1 g5:1 e5:1 | f5:2 d5:1 "
         "| d5:1 f5:1 a5:1 | f6:2 d6:1 | c6:1 bb5:1 a5:1 | bb5:3 | a5:.5 bb5:.5 a5:.5 g5:.5 f5:.5 e5:.5 | d5:1 a5:1 d6:1 | d6:3")
GALOP_HARMONY = "Dm Dm Gm Dm A7 A7 A7 Dm Dm Bb F Gm A7 Dm Dm".split()
PAPER = ("a5:.5 f5:.5 d5:.5 f5:.5 a5:.5 f5:.5 d5:.5 f5:.5 | g#5:.5 f5:.5 d5:.5 f5:.5 g#5:.5 f5:.5 b4:.5 d5:.5 "
         "| g5:.5 e5:.5 c#5:.5 e5:.5 bb5:.5 g5:.5 e5:.5 c#5:.5 | d5:.5 f5:.5 a5:.5 d6:.5 f6:.5 e6:.5 c#6:1")
PAPER_PAD = "d3+a3+f4:4 | d3+g#3+b3+f4:4 | a2+g3+bb3+e4:4 | d3+f3+a3+d4:2 a2+e3+g3+c#4:2"
FROST = "a5:3 f5:1 | e5:3 d5:1 | f5:2 a5:2 | g#5:3 a5:1"
FROST_PAD = "d4+f4+a4:4 | g3+bb3+e4:4 | bb3+d4+f4:4 | b3+d4+e4+g#4:4"
FROST_HARP = "d6:.5 r:1.5 a6:.5 r:1.5 | e6:.5 r:1.5 bb5:.5 r:1.5 | f6:.5 r:1 d6:.5 r:2 | g#5:.5 b5:.5 e6:.5 r:2.5"
CHORALE = "f4+a4+d5:2 g4+bb4+d5:2 | a4+c#5+e5:2 a4+d5+f5:2 | g4+bb4+d5:2 f4+a4+d5:1 e4+a4+c#5:1 | f#4+a4+d5:4"
CHORALE_BASS = "d3:2 g2:2 | a2:2 d3:2 | bb2:2 a2:1 a2:1 | d2+d3:4"
BALLET_STARTS = (0.0, 14.5, 24.5, 35.0)
BALLET_LENGTH = 49.0


@lru_cache(maxsize=None)
def ballet(concert=False):
    """The Ballet of the Red Shoes: as in the film, or slower and for piano, flute and few strings."""
    k = 1.13 if concert else 1.0  # the concert recording takes its time
    seed = 60 if concert else 40
    lead, glow = ("flute", "piano") if concert else ("organ", "celesta")
    s = Sheet(BALLET_LENGTH * k + 4)
    a, b, c, d = (x * k + (0.4 if concert else 0.05) for x in BALLET_STARTS)
    t1 = 15 * 3 * 60 / 14.5 / k
    bass, chords = oom_pah(GALOP_HARMONY)
    s.play(GALOP, lead, t1, a, 0.30 if concert else 0.26, 0.1, seed, loose=.010)
    s.play(GALOP, "strings" if not concert else "piano", t1, a, 0.22, -0.15, seed + 1, loose=.012)
    s.play(bass, "strings" if concert else "piano", t1, a, 0.30, -0.3, seed + 2, shift=-12 if concert else 0)
    s.play(chords, "harp" if concert else "piano", t1, a, 0.13, 0.2, seed + 3)
    if not concert:
        s.play("d2:1 r:2 | " * 7 + "a2:1 r:2 | " * 8, "drum", t1, a, 0.30, 0, seed + 4)
    t2 = 16 * 60 / 10.0 / k
    s.play(PAPER, glow, t2, b, 0.30, 0.25, seed + 5)
    s.play(PAPER_PAD, "strings", t2, b, 0.15, -0.2, seed + 6, loose=.02)
    t3 = 16 * 60 / 10.5 / k
    s.play(FROST, "flute" if concert else "strings", t3, c, 0.30, 0.0, seed + 7, shift=0 if concert else 12, loose=.02)
    s.play(FROST_PAD, "strings", t3, c, 0.14, -0.25, seed + 8, loose=.02)
    s.play(FROST_HARP, glow if not concert else "harp", t3, c, 0.22, 0.4, seed + 9)
    t4 = 16 * 60 / 13.4 / k
    s.play(CHORALE, "strings", t4, d, 0.20, -0.1, seed + 10, loose=.02)
    s.play(CHORALE, "piano" if concert else "organ", t4, d, 0.10, 0.2, seed + 11, soft=.5)
    s.play(CHORALE_BASS, "strings", t4, d, 0.24, 0.1, seed + 12, loose=.02)
    if not concert:
        s.play("d4:4 | r:4 | d4:4 | r:4", "bell", t4, d, 0.22, 0.3, seed + 13)
    return cut(hall(s.x, 2.6 if concert else 1.8, 0.38 if concert else 0.26, 5 if concert else 4),
               BALLET_LENGTH * k + (1.6 if concert else 0))


# ---------------------------------------------------------------- titles, motif, terrace, nocturne
@lru_cache(maxsize=None)
def main_title():
    """Main title: the waltz as if remembered, over a held chord."""
    s, bpm = Sheet(15.5), 72
    s.play("d2+d3+a3:6 | bb2+f3+d4:6 | a2+e3+g3+c#4:4 d2+d3+a3:2", "strings", bpm, 0.2, 0.22, -0.2, 31, loose=.02,
           swell=([0, 4, 12, 18], [.5, 1, 1.1, .9]))
    s.play("r:1.5 d5:1 a4:.5 f5:1 e5:.5 d5:.5 c#5:.5 d5:.5 e5:1.5 | c#5:1 a4:.5 g5:1 f5:.5 e5:.5 d5:.5 c#5:.5 d5:3", "celesta",
           bpm, 0.2, 0.34, 0.2, 32)
    s.play("r:7.5 c#5:1 a4:.5 g5:1 f5:.5 e5:.5 d5:.5 c#5:.5 d5:4", "strings", bpm, 0.2, 0.16, 0.1, 33, loose=.02)
    s.play("d2:1 r:5 d2:1 r:5 a2:1 r:3 d2:2", "drum", bpm, 0.2, 0.32, 0, 34)
    return cut(hall(s.x, 2.2, 0.34, 6), 15.6)


@lru_cache(maxsize=None)
def window_motif():
    """The shoes: four notes of the celesta that come round and round."""
    s, bpm = Sheet(24), 96
    s.play("d6:.5 a5:.5 g#5:.5 a5:.5 r:2 | d6:.5 a5:.5 g#5:.5 a5:.5 f6:.5 e6:.5 r:1 | " * 4, "celesta", bpm, 0.0, 0.22, 0.3, 35)
    s.play("d3+a3:8 | bb2+f3:8 | d3+a3:8 | a2+e3:8", "strings", bpm, 0.0, 0.10, -0.2, 36, loose=.03)
    return cut(hall(s.x, 2.0, 0.40, 7), 24)


@lru_cache(maxsize=None)
def terrace():
    """She runs: strings that climb and do not arrive."""
    s, bpm = Sheet(8), 152
    run = " ".join(f"{n}:.5" for n in ("d4 e4 f4 e4 f4 g4 f4 g4 a4 g4 a4 bb4 a4 bb4 c#5 bb4 c#5 d5 c#5 d5 e5 d5 e5 f5 "
                                       "e5 f5 g5 f5 g5 a5").split())
    s.play(run, "strings", bpm, 0.0, 0.20, 0.1, 37, legato=.8, swell=([0, 15], [.5, 1.2]))
    s.play("d2:2 d2:2 d2:2 d2:2 d2:1 d2:1 d2:1 d2:1 d2:.5 d2:.5 d2:.5 d2:.5", "drum", bpm, 0.0, 0.3, 0, 38)
    s.play("d3+a3:4 | bb2+f3:4 | g2+e3:4 | a2+e3+g3:3", "strings", bpm, 0.0, 0.16, -0.3, 39)
    return cut(hall(s.x, 1.8, 0.30, 8), 7.4)


@lru_cache(maxsize=None)
def end_title():
    """End title: the waltz comes home in D major."""
    s, bpm = Sheet(18), 104
    melody = "d5:2 a4:1 | f#5:2 e5:1 | d5:1 c#5:1 d5:1 | e5:3 | b5:2 a5:1 | g5:2 f#5:1 | e5:1 d5:1 c#5:1 | d5:3 | d5+f#5+a5+d6:5"
    pad = "d3+a3+f#4:6 | g2+d3+b3:3 a2+e3+c#4:3 | g2+d3+b3:3 e3+g3+b3:3 | a2+e3+g3+c#4:3 d3+f#3+a3:3 | d2+d3+a3+f#4:5"
    s.play(melody, "strings", bpm, 0.4, 0.26, 0.1, 51, loose=.02)
    s.play(melody, "celesta", bpm, 0.4, 0.22, 0.3, 52, shift=12)
    s.play(pad, "strings", bpm, 0.4, 0.16, -0.2, 53, loose=.02)
    s.play(" ".join("d4:.5 f#4:.5 a4:.5 d5:.5 a4:.5 f#4:.5".split() * 4), "harp", bpm, 0.4, 0.2, 0.4, 54)
    return cut(hall(s.x, 2.4, 0.34, 9), 17.4)


@lru_cache(maxsize=None)
def nocturne():
    """Night Train Nocturne: for the album alone."""
    bpm, s = 66, Sheet(36)
    left = " ".join(f"{a}:.5 {b}:.5 {c}:.5 {d}:.5 {c}:.5 {b}:.5" for a, b, c, d in (
        ("e2", "b2", "g3", "b3"), ("c3", "g3", "c4", "e4"), ("a2", "e3", "c4", "e4"), ("b2", "f#3", "a3", "d#4"),
        ("e2", "b2", "g3", "b3"), ("g2", "d3", "b3", "d4"), ("c3", "e3", "a3", "c4"), ("b2", "f#3", "a3", "d#4"),
        ("e2", "b2", "e3", "g#3")))
    right = ("b4:2 e5:1 | g5:1.5 f#5:.5 e5:1 | c5:2 b4:1 | a4:1 b4:1 d#5:1 | e5:2 g5:1 | b5:1.5 a5:.5 g5:1 | e5:1 c5:1 a4:1 "
             "| b4:1 d#5:1 f#5:1 | e5:3")
    s.play(left, "piano", bpm, 0.3, 0.30, -0.2, 71, soft=.4, loose=.014)
    s.play(right, "piano", bpm, 0.3, 0.52, 0.15, 72, loose=.018)
    return cut(hall(s.x, 2.0, 0.26, 10), 28.5)


def cut(x, seconds, fade=1.2):
    """End a piece with a short fade."""
    n, f = min(int(seconds * RATE), x.shape[1]), int(fade * RATE)
    x = x[:, :n].copy()
    x[:, -f:] *= np.cos(np.linspace(0, np.pi / 2, f)) ** 2
    return x


PIECES = {"waltz": waltz, "entracte": entracte, "ballet": ballet, "main_title": main_title, "window": window_motif,
          "terrace": terrace, "end_title": end_title, "nocturne": nocturne}


def levelled(x, db=-19.0):
    """A piece with its loud moments at one level."""
    block = RATE // 2
    power = [np.mean(x[:, i:i + block] ** 2) for i in range(0, x.shape[1] - block, block)]
    return x * np.float32(10 ** (db / 20) / np.sqrt(np.percentile(power, 80)))


@lru_cache(maxsize=None)
def piece(name, concert=False):
    """A finished piece (2, samples)."""
    return levelled(ballet(True) if concert else PIECES[name]())
