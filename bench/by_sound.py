"""Five seconds of a film's sound, heard in a room: is the film found, and the second?

``python -m bench.by_sound [--data DIR] [--json] [--quick]``. DIR is laid out like ``shared/data``:
films with sound in ``films/``, speech of other films in ``notld/``. The library is these films, the
demo film and films made here (seeded music on plucked strings and bells, and talk made of buzzes).
Clips are taken at random moments where the film is not silent, at three speeds (1, 25/24, 24/25),
played in rooms made here (0.3 to 0.8 s of reverberation, from 0 dB of direct against reflected
sound up to 6 dB) under noise 10 dB below. All truth is known by construction.

The thresholds were set on clips of the demo film, the longest film of ``films/`` and the speech,
with other seeds; the films called fresh were not looked at. Other sound is an hour: the real speech
at three speeds (it is seven minutes; a fifth faster or slower makes it other sound to any method
by landmarks), and music and talk made here.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.report import SHARED, CouldNotRun, Row, run
from entracte import demo
from entracte.index.sound import Heard
from entracte.listen import placing
from entracte.listen.shelf import at_speed
from entracte.listen.spectrum import RATE, Samples
from entracte.media.sound import has_sound, sound
from entracte.model import Claim, Film, Page, Read, passage, slug, to_bytes
from entracte.store.shelf import Shelf

SECONDS = 5
SPEEDS = (1.0, 25 / 24, 24 / 25)
QUIET = 3e-3  # a clip that is quieter in the film (−50 dB) is not asked for
NEAR = 0.150  # seconds
_FAMILIAR = ("demo",)  # films on which thresholds were set, beside the longest


class Asked(NamedTuple):
    film: str
    at: float
    speed: float
    sound: Samples


def measure(data: Path, quick: bool) -> list[Row]:
    return rows(data, quick)


def beside(data: Path, quick: bool) -> list[Row]:
    """The same for the films that lie beside this folder of data, or those of ``shared``."""
    found = data.parent if (data.parent / "films").is_dir() else SHARED / "data"
    try:
        return rows(found, quick)
    except CouldNotRun as why:
        print(f"Nothing was looked for by sound. {why}", file=sys.stderr)
        return []


def rows(data: Path, quick: bool) -> list[Row]:
    films = library(data, quick)
    speech = [_whole(each) for each in sorted(data.glob("notld/*.wav"))]
    if not speech:
        raise CouldNotRun(f"There is no speech in {data}.")
    with tempfile.TemporaryDirectory() as folder:
        size = _shelved(folder, films)
        heard = Heard(folder)
        out = _found(heard, films, 45 if quick else 300)
        out += _other(heard, np.concatenate(speech), 300 if quick else 3600)
    hours = sum(map(len, films.values())) / RATE / 3600
    out.append(Row("kept of two hours of film, MB", round(2 * size / hours / 1e6, 2), 8, "lower"))
    out += _tunes()
    return out + _growth(films, (4, 16) if quick else (10, 40, 160))


def library(data: Path, quick: bool) -> dict[str, Samples]:
    """The sound of every film, by name; the longest first, then the demo film."""
    paths = [each for each in sorted(data.glob("films/*.mp4")) if has_sound(each)]
    if not paths:
        raise CouldNotRun(f"There is no film with sound in {data}.")
    real = sorted(((each.stem, _whole(each)) for each in paths), key=lambda e: -len(e[1]))
    out = dict(real[:1])
    here = Path(demo.__file__).parent
    out["demo"] = _whole(next(here.glob("*/*.mp4")))
    out |= dict(real[1:])
    long = 120 if quick else 300
    return out | {f"made {i}": made(i, long) for i in range(2 if quick else 6)}


def made(seed: int, seconds: int) -> Samples:
    """A film's sound that nobody recorded: music, talk, and both, in stretches of 20 seconds."""
    rng = np.random.default_rng([seed, 77])
    parts = []
    for i in range(seconds // 20):
        tune, talk = music(rng, 20), babble(rng, 20)
        parts.append((tune, talk, 0.4 * tune + talk)[int(rng.integers(3)) if i else 0])
    whole = np.concatenate(parts)
    return np.asarray(0.7 * whole / np.abs(whole).max(), np.float32)


def music(rng: np.random.Generator, seconds: float) -> Samples:
    """Notes of a bank of plucked or struck tones, on a scale, at a tempo with a human hand."""
    t = np.arange(int(1.2 * RATE)) / RATE
    colour, base = rng.uniform(0.1, 1, 7), 110 * 2 ** rng.uniform(0, 1)
    harmonics = np.arange(1, 8) * rng.choice([1.0, 1.003, 1.4])
    scale = base * 2 ** (np.array([0, 2, 3, 5, 7, 8, 10, 12, 14, 15, 17, 19, 24]) / 12)
    bank = [
        sum(c * np.sin(2 * np.pi * f * k * t) for c, k in zip(colour, harmonics, strict=True))
        * np.exp(-t * rng.uniform(2, 6))
        for f in scale
    ]
    out = np.zeros(int((seconds + 2) * RATE))
    at, beat = 0.0, rng.uniform(0.15, 0.4)
    while at < seconds:
        for note in rng.integers(0, len(bank), int(rng.integers(1, 4))):
            start = int((at + rng.uniform(0, 0.03)) * RATE)
            out[start : start + len(t)] += bank[note] * rng.uniform(0.4, 1)
        at += beat * rng.choice([1, 1, 2, 3])
    out = out[: int(seconds * RATE)]
    return np.asarray(0.5 * out / np.abs(out).max(), np.float32)


def babble(rng: np.random.Generator, seconds: float) -> Samples:
    """Something like talk: buzzes whose pitch and colour change with every syllable, pauses."""
    parts: list[NDArray[np.float64]] = []
    size = 0
    voice = rng.uniform(90, 210)
    while size < seconds * RATE:
        n = int(rng.uniform(0.08, 0.3) * RATE)
        pitch = voice * (1 + rng.uniform(-0.2, 0.2) * np.linspace(0, 1, n)) * rng.uniform(0.8, 1.3)
        buzz = 2 * (np.cumsum(pitch) / RATE % 1) - 1 + rng.normal(0, 0.15, n)
        tones = np.fft.rfftfreq(n, 1 / RATE)
        formants = sum(np.exp(-(((tones - f) / 220) ** 2)) for f in rng.uniform(300, 3000, 3))
        parts.append(np.fft.irfft(np.fft.rfft(buzz) * (formants + 0.03), n) * np.hanning(n))
        parts.append(np.zeros(int(rng.choice([0.02, 0.05, 0.3]) * RATE)))
        size += len(parts[-1]) + n
    out = np.concatenate(parts)[: int(seconds * RATE)]
    return np.asarray(0.5 * out / np.abs(out).max(), np.float32)


def in_a_room(clip: Samples, rng: np.random.Generator, decibels: float = 10.0) -> Samples:
    """The clip with the room's reverberation, and noise so far below it."""
    long = rng.uniform(0.3, 0.8)
    t = np.arange(int(long * RATE)) / RATE
    tail = rng.normal(0, 1, len(t)) * 10 ** (-3 * t / long)
    tail[: int(0.004 * RATE)] *= 0.3
    tail *= 10 ** (-rng.uniform(0, 6) / 20) / np.sqrt((tail**2).sum())
    tail[0] += 1
    size = len(clip) + len(tail)
    heard = np.fft.irfft(np.fft.rfft(clip, size) * np.fft.rfft(tail, size), size)[: len(clip)]
    tones = np.fft.rfft(rng.normal(0, 1, len(clip)))
    noise = np.fft.irfft(tones / np.sqrt(np.arange(1, len(tones) + 1)), len(clip))  # pink
    noise *= np.sqrt((heard**2).mean() / (noise**2).mean()) * 10 ** (-decibels / 20)
    return np.asarray(0.7 * (heard + noise) / np.abs(heard + noise).max(), np.float32)


def asked(films: dict[str, Samples], count: int) -> Iterator[Asked]:
    rng = np.random.default_rng(1001)
    names = list(films)
    for i in range(count):
        name, speed = names[i % len(names)], SPEEDS[int(rng.integers(3))]
        while True:
            at = rng.uniform(0, len(films[name]) / RATE - SECONDS * speed - 0.1)
            first = round(at * RATE)
            part = films[name][first : first + int((SECONDS * speed + 0.05) * RATE)]
            if np.sqrt(np.mean(part.astype(np.float64) ** 2)) > QUIET:
                break
        clip = at_speed(part, speed)[: SECONDS * RATE]
        yield Asked(name, first / RATE, speed, in_a_room(clip, rng))


def _found(heard: Heard, films: dict[str, Samples], count: int) -> list[Row]:
    right: dict[str, list[bool]] = {"1": [], "PAL": [], "fresh": []}
    wrong, away, spent = 0, [], []
    familiar = {*_FAMILIAR, next(iter(films))}
    for each in asked(films, count):
        began = time.process_time()
        answer = heard.find(each.sound, most=1)
        spent.append(time.process_time() - began)
        hit = answer.hits[0] if answer.hits else None
        error = abs(hit.span.start / 1000 - each.at) if hit else np.inf
        good = hit is not None and hit.film == slug(each.film) and error <= NEAR
        wrong += hit is not None and not good
        right["1" if each.speed == 1.0 else "PAL"].append(good)
        if each.film not in familiar:
            right["fresh"].append(good)
        if good:
            away.append(error)
        elif "--misses" in sys.argv:
            print(f"{each.film} {each.at:.2f} x{each.speed:.3f}: {hit}", file=sys.stderr)
    every = right["1"] + right["PAL"]
    what = "5-second clips, 10 dB, a room, three speeds: found within 150 ms"
    return [
        _share(what, every, 0.95),
        _share("of them at the film's own speed", right["1"]),
        _share("of them at PAL speed, or back", right["PAL"]),
        _share("of them in fresh films", right["fresh"]),
        Row("of them another place is told", wrong, None, "lower", len(every)),
        Row("median error, ms", round(1000 * float(np.median(away or [0])), 1), 150, "lower"),
        Row(
            "processor ms a clip, small library",
            round(1000 * float(np.median(spent)), 1),
            None,
            "lower",
            len(spent),
        ),
    ]


def _share(what: str, told: list[bool], goal: float | None = None) -> Row:
    value = sum(told) / max(1, len(told))
    return Row(what, value, goal, "higher", len(told), note=f"{sum(told)} of {len(told)}")


def _other(heard: Heard, speech: Samples, seconds: int) -> list[Row]:
    """Sound of other films, in rooms, five seconds at a time."""
    rng = np.random.default_rng(1002)
    third = seconds // 3
    real = np.concatenate([at_speed(speech, s) for s in (1.0, 0.8, 1.2)])[: third * RATE]
    whole = [real]
    whole += [music(rng, 20) for _ in range(third // 20)]
    whole += [babble(rng, 20) for _ in range(third // 20)]
    every = np.concatenate(whole)
    false = count = 0
    size = SECONDS * RATE
    for first in range(0, len(every) - size, size):
        clip = every[first : first + size]
        if not clip.any():
            continue
        answer = heard.find(in_a_room(clip, rng), most=1)
        count += 1
        false += answer.found
        if answer.found and "--misses" in sys.argv:
            print(f"false: {first / RATE:.0f} s: {answer.hits[0]}", file=sys.stderr)
    what = f"{round(len(every) / RATE / 60)} minutes of other sound: false locks"
    return [Row(what, false, 0, "lower", count)]


def _tunes() -> list[Row]:
    """The demo film's album: two of its tracks are heard in the film, two are not."""
    here = Path(demo.__file__).parent
    film = next(here.glob("*/*.mp4"))

    truth = json.loads((here / "truth.json").read_text("utf-8"))["film"]["cues"]
    where = {each["track"]: each for each in truth if not each["other_recording"]}
    right, tracks = 0, sorted((film.parent / "music").iterdir())
    with tempfile.TemporaryDirectory() as folder:
        _shelved(folder, {"demo": _whole(film)})
        heard = Heard(folder)
        for track in tracks:
            hits = heard.find(_whole(track)).hits
            true = where.get(f"music/{track.name}")
            if true is None or not hits:
                right += (true is None) == (not hits)
                continue
            span = hits[0].span
            near = max(abs(span.start - true["start_ms"]), abs(span.end - true["end_ms"]))
            right += len(hits) == 1 and near <= 1000
    what = "tunes of an album: told where they are heard within 1 s, or not"
    return [Row(what, right / len(tracks), 1.0, n=len(tracks), note=f"{right} of {len(tracks)}")]


def _growth(films: dict[str, Samples], steps: tuple[int, ...]) -> list[Row]:
    """Clips asked of ever more films of an hour: landmarks of real sound, at shuffled moments."""
    rng = np.random.default_rng(1003)
    real = placing.kept((np.concatenate(list(films.values())),))
    clips = [each.sound for each in asked(films, 8)]
    out, spent = [], []
    hour = 3600
    with tempfile.TemporaryDirectory() as folder:
        _shelved(folder, films)
        heard, there = Heard(folder), 0
        for step in steps:
            for number in range(there, step):
                marks = int(len(real.hashes) * hour * RATE / sum(map(len, films.values())))
                hashes = np.sort(rng.choice(real.hashes, marks))
                times = rng.integers(0, int(hour * placing.A_SECOND), marks).astype(np.uint32)
                bits = rng.choice(real.bits, int(hour * placing.A_SECOND / placing.STRIDE))
                _put(folder, f"other {number}", placing.Kept(hashes, times, bits))
            there = step
            heard.find(clips[0])
            began = time.process_time()
            found = sum(heard.find(clip).found for clip in clips)
            spent.append((time.process_time() - began) / len(clips))
            out.append(
                Row(
                    f"{step} hours of other films: processor ms a clip",
                    round(1000 * spent[-1], 1),
                    None,
                    "lower",
                    len(clips),
                    note=f"{found} found",
                )
            )
    share = (spent[-1] / spent[0]) / (steps[-1] / steps[0])
    out.append(Row("cost's growth, as a share of the films' growth", share, 1.0, "lower"))
    return out


def _shelved(home: str, films: dict[str, Samples]) -> int:
    return sum(_put(home, name, placing.kept((whole,))) for name, whole in films.items())


def _put(home: str, name: str, kept: placing.Kept) -> int:
    """The film on the shelf with nothing but what its sound is known by."""
    shelf = Shelf(home=home)
    data = placing.to_bytes(kept)
    said = Claim(says=name, said_by=(Read(passage=passage("folder", name, 0, len(name))),))
    page = Page(film=Film(id=slug(name), title=(said,)), marks=shelf.blobs.put(data))
    film = shelf.library.shelve(slug(name), name, f"/films/{name}", "/films")
    shelf.library.settle(
        film,
        title=name,
        year=None,
        page=shelf.blobs.put(to_bytes(page)),
        inputs="",
        keys=(),
        lasting=(),
    )
    return len(data)


def _whole(path: Path) -> Samples:
    return np.concatenate(list(sound(path)))


def main() -> int:
    arguments = [each for each in sys.argv[1:] if each != "--misses"]
    return run("by_sound", __doc__ or "", SHARED / "data", measure, arguments)


if __name__ == "__main__":
    raise SystemExit(main())
