"""Which album track is heard where: music under real speech, other music, ever larger shelves.

``python -m bench.tunes [--data DIR] [--json] [--quick]``. DIR is laid out like ``shared/data``: a
film with a score and no dialogue in ``films/``, speech in ``notld/``. The score is cut into tracks
of 40 seconds, which are the album; excerpts of them are laid under the speech at known times. All
truth is known by construction. Tuned on the excerpts of seeds below 100; figures are of seed 100
on, from the same tracks.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np

from bench.report import SHARED, CouldNotRun, Row, run
from entracte import demo
from entracte.listen.found import Tune
from entracte.listen.landmarks import Landmarks, fingerprint, landmarks, picture
from entracte.listen.shelf import Shelf, at_speed, shelf, stacked
from entracte.listen.spectrum import HOP, RATE, Samples
from entracte.listen.tunes import _followed, _places, _same_recording, _Stretch, tunes
from entracte.media.sound import sound

TRACK = 40  # seconds
AROUND = 6  # seconds of speech before and after each excerpt


class Placed(NamedTuple):
    """An excerpt in the film: seconds of the film, which track, from where in it, how fast."""

    start: float
    end: float
    track: str
    offset: float
    speed: float = 1.0


class Material(NamedTuple):
    speech: Samples
    score: Samples
    tracks: dict[str, Samples]
    album: Shelf


def material(data: Path) -> Material:
    films, spoken = data / "films" / "BigBuckBunny_640x360.mp4", sorted(data.glob("notld/*.wav"))
    if not films.exists() or not spoken:
        raise CouldNotRun(f"There is no film with a score, or no speech, in {data}.")
    score = _whole(films)
    tracks = {
        f"track {i}": score[i * TRACK * RATE : (i + 1) * TRACK * RATE]
        for i in range(len(score) // (TRACK * RATE))
    }
    speech = np.concatenate([_whole(each) for each in spoken])
    return Material(speech, score, tracks, shelf(tracks.items()))


def _whole(path: Path) -> Samples:
    return np.concatenate(list(sound(path)))


def loudness(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples.astype(np.float64) ** 2)) + 1e-9)


def film(
    have: Material, seed: int, many: int, seconds: int, decibels: float, how: str = ""
) -> tuple[Samples, list[Placed]]:
    """Speech with so many excerpts under it, each so much louder than the speech around it."""
    rng = np.random.default_rng(seed)
    parts: list[Samples] = []
    truth: list[Placed] = []
    at = 0.0
    while len(parts) < many:
        track = f"track {rng.integers(len(have.tracks))}"
        whole = have.tracks[track]
        offset = int(rng.integers(0, TRACK - seconds))
        music = whole[offset * RATE : (offset + seconds) * RATE]
        if loudness(music) < 5e-3:
            continue  # the score is silent here
        speed = 25 / 24 if how == "PAL" else 1.0
        music, places = _treated(music, offset, how)
        begin = int(rng.integers(0, len(have.speech) - len(music) - 2 * AROUND * RATE))
        mix = have.speech[begin : begin + len(music) + 2 * AROUND * RATE].copy()
        gain = loudness(mix) * 10 ** (decibels / 20) / loudness(music)
        mix[AROUND * RATE : AROUND * RATE + len(music)] += music * gain
        parts.append((0.9 * mix / np.abs(mix).max()).astype(np.float32))
        truth += [Placed(at + AROUND + a, at + AROUND + b, track, o, speed) for a, b, o in places]
        at += len(mix) / RATE
    return np.concatenate(parts), truth


def _treated(
    music: Samples, offset: float, how: str
) -> tuple[Samples, list[tuple[float, float, float]]]:
    """What a film does to music; and the stretches: from, to (of the result), from in the track."""
    n = len(music)
    if how == "PAL":
        music = at_speed(music, 25 / 24)
    elif how == "fades":
        ramp = np.minimum(1, np.arange(n) / (2 * RATE))
        music = (music * ramp * ramp[::-1]).astype(np.float32)
    elif how == "loop":
        return np.concatenate([music, music]), [
            (i * n / RATE, (i + 1) * n / RATE, offset) for i in (0, 1)
        ]
    elif how == "cut":
        third = n // 3
        half = [
            (0, third / RATE, offset),
            (third / RATE, 2 * third / RATE, offset + 2 * third / RATE),
        ]
        return np.concatenate([music[:third], music[-third:]]), half
    return music, [(0, len(music) / RATE, offset)]


def encoded(samples: Samples) -> Samples:
    """The same after AAC at 64 kbit/s."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.m4a"
        with av.open(str(path), "w") as out:
            stream = out.add_stream("aac", rate=RATE, bit_rate=64_000)
            stream.layout = "mono"
            for start in range(0, len(samples), 1024):
                frame = av.AudioFrame.from_ndarray(
                    samples[None, start : start + 1024], "fltp", "mono"
                )
                frame.rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
                out.mux(stream.encode(frame))
            out.mux(stream.encode())
        return _whole(path)


class Score(NamedTuple):
    """How many of the placed are found, how far off their edges (seconds), what is false."""

    hits: int
    n: int
    edges: list[float]
    false: int


def scored(found: tuple[Tune, ...], truth: list[Placed]) -> Score:
    """Found: the right track at the right place (0.1 s) over more than 0.3 of the excerpt."""
    hits, edges = 0, []
    for placed in truth:
        for tune in found:
            a, b = tune.span.start / 1000, tune.span.end / 1000
            shared = min(b, placed.end) - max(a, placed.start)
            there = placed.offset + (a - placed.start) * placed.speed
            if (
                (tune.recording, tune.speed) == (placed.track, placed.speed)
                and shared > 0.3 * (placed.end - placed.start)
                and abs(tune.offset / 1000 - there) < 0.1
            ):
                hits += 1
                edges += [abs(a - placed.start), abs(b - placed.end)]
                break
    false = sum(
        not any(
            tune.recording == placed.track
            and tune.span.end / 1000 > placed.start - 1
            and tune.span.start / 1000 < placed.end + 1
            for placed in truth
        )
        for tune in found
    )
    return Score(hits, len(truth), edges, false)


def other(have: Material, data: Path) -> Iterator[tuple[str, Samples]]:
    """Over an hour of music and speech that is on no album."""
    yield "speech", have.speech
    trailer = data / "films" / "saveniuk_sintel.mp4"
    if trailer.exists():
        yield "a trailer", _whole(trailer)
    for path in sorted(Path(demo.__file__).parent.rglob("*")):
        if path.suffix in (".mp4", ".opus"):
            yield path.name, _whole(path)
    back = have.score[::-1].copy()
    talk = np.resize(have.speech, len(have.score) * 2)
    for name, music, rate in (
        ("the score backwards", back, 1.0),
        ("backwards and slower", back, 0.87),
        ("backwards and faster", back, 1.13),
        ("slower", have.score, 0.89),
        ("faster", have.score, 1.12),
        ("much faster", have.score, 1.3),
    ):
        played = at_speed(music, rate)
        yield name, (0.5 * played + 0.5 * talk[: len(played)]).astype(np.float32)


def measure(data: Path, quick: bool) -> list[Row]:
    have = material(data)
    rows: list[Row] = []
    edges: list[float] = []
    false = 0

    def cell(
        name: str, seed: int, many: int, seconds: int, decibels: float, how: str = ""
    ) -> Score:
        nonlocal false
        made, truth = film(have, seed, many, seconds, decibels, how)
        made = encoded(made) if how == "AAC" else made
        score = scored(tunes(fingerprint((made,)), have.album, have.tracks.__getitem__), truth)
        false += score.false
        goal = 0.95 if (decibels, seconds, how) == (-10, 10, "") else None
        note = f"{score.hits} of {score.n}, {score.false} false"
        if score.edges:
            note += f", edges {np.median(score.edges):.2f} / {np.quantile(score.edges, 0.95):.2f} s"
        rows.append(Row(name, score.hits / score.n, goal, n=score.n, note=note))
        return score

    for decibels in (-10,) if quick else (10, 0, -5, -10, -15):
        for seconds in (10,) if quick else (3, 5, 10, 20):
            many = 20 if quick else 40 if seconds == 10 and decibels == -10 else 12
            score = cell(f"{seconds} s at {decibels:+} dB", 100 + seconds, many, seconds, decibels)
            if seconds == 10 and decibels >= -10:
                edges += score.edges
    if not quick:
        cell("10 s at 0 dB, AAC 64k", 201, 12, 10, 0, "AAC")
        cell("10 s at -5 dB, AAC 64k", 202, 12, 10, -5, "AAC")
        cell("10 s at 0 dB, PAL speed", 203, 12, 10, 0, "PAL")
        cell("10 s at -5 dB, PAL speed", 204, 12, 10, -5, "PAL")
        cell("10 s at 0 dB, faded in and out", 205, 12, 10, 0, "fades")
        cell("10 s twice at 0 dB, looped", 206, 10, 10, 0, "loop")
        cell("15 s at 0 dB, 5 s cut out", 207, 12, 15, 0, "cut")
    n = len(edges)
    rows.append(
        Row("edges of 10 s at -10 dB and more: median, s", float(np.median(edges)), 0.5, "lower", n)
    )
    worst = float(np.quantile(edges, 0.95))
    rows.append(Row("edges of 10 s at -10 dB and more: 95 %, s", worst, 1.5, "lower", n))
    rows.append(Row("false reports beside excerpts", false, 0, "lower", sum(row.n for row in rows)))
    sizes = (1, 10) if quick else (1, 10, 50, 200)
    return [*rows, *_others(have, data, quick), *_large(have, sizes)]


def _others(have: Material, data: Path, quick: bool) -> list[Row]:
    length, count, told = 0.0, 0, []
    for name, samples in other(have, data):
        if quick and length > 600:
            break
        found = tunes(fingerprint((samples,)), have.album, have.tracks.__getitem__)
        length += len(samples) / RATE
        count += len(found)
        told += [f"{name}: {len(found)}"] if found else []
    note = "; ".join([f"in {length / 60:.0f} minutes", *told])
    return [Row("false reports in other music and speech", count, 0, "lower", 10, note=note)]


def _large(have: Material, sizes: Sequence[int]) -> list[Row]:
    """False reports in talk over music, on ever larger shelves of music that there is not.

    Their landmarks are those of the score backwards, transposed and its pairs drawn out, again and
    again (no sound is made of them); each place that is voted for is laid over the film as for a
    real recording.
    """
    base = have.score[::-1].copy()
    marks, laid = landmarks(base), picture(base)
    alone = stacked(("",), [marks], len(base) // HOP)
    seconds = 120
    talk = have.speech[: seconds * RATE]
    heard = fingerprint(((talk + have.score[60 * RATE : (60 + seconds) * RATE]) / 2,))
    rows: list[Row] = []
    for hours in sizes:
        copies = max(1, round(hours * 3600 * RATE / len(base)))
        hops = copies * (len(base) // HOP)
        voted = most = false = 0
        for first in range(0, copies, 10):
            part = [_changed(marks, number) for number in range(first, min(first + 10, copies))]
            shelved = stacked((), part, hops)
            for place in _places(heard.marks, shelved):
                voted, most = voted + 1, max(most, place.votes)
                found = _followed(place, heard.picture, laid)
                if isinstance(found, _Stretch) and _same_recording(found, heard.marks, alone):
                    false += 1
        what = f"false reports with {hours} hours of made-up landmarks on the shelf"
        note = f"{voted} places looked into, {most} votes at the most"
        rows.append(Row(what, false, 0, "lower", copies, note=note))
    return rows


def _changed(marks: Landmarks, number: int) -> Landmarks:
    """The landmarks of music that there is not: higher or lower, its pairs nearer or wider."""
    low = (marks.hashes >> 13).astype(np.int64) + number % 41 - 20
    gap = (marks.hashes & 63).astype(np.int64) + number // 41 % 31 - 15
    good = (low >= 0) & (low < 328) & (gap >= 2) & (gap < 64)
    middle = (marks.hashes >> 6).astype(np.int64) & 127
    made = (low << 13 | middle << 6 | gap)[good].astype(np.uint32)
    return Landmarks(made, marks.times[good])


def main() -> int:
    return run("tunes", "which album track is heard where", SHARED / "data", measure)


if __name__ == "__main__":
    sys.exit(main())
