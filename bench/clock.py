"""Subtitles of another cut: are they moved onto the film's clock, and the rest left out?

The lines of each film are shifted, run at another speed, and lose or gain a reel, by program and
with a seed; a tenth of the lines is left out, beginnings wander by up to 120 ms. "Other language":
not a word in common, so the beginnings alone must tell. The true places are known by construction.
"""

import random
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from bench.quotes_found import films
from bench.report import SHARED, CouldNotRun, Row, run
from entracte.align.aloud import held
from entracte.align.clock import RATES, clocked
from entracte.model import File, Line, Ms, Sound, Span
from entracte.read import subtitles

NEAR = 400  # milliseconds: a viewer does not notice
REEL = 600_000
Planted = tuple[list[Line], list[Line], list[Ms | None]]


def planted(lines: list[Line], kind: str, chance: random.Random, *, words: bool) -> Planted:
    """(strange lines, the film's lines, where each strange line truly begins, or nowhere)."""
    known = sorted(lines, key=lambda line: line.span)
    rate = chance.choice([each for each in RATES if each != 1]) if "speed" in kind else 1.0
    shift = chance.randrange(5_000, 120_000)
    whole = known[-1].span.end
    reel = min(REEL, whole // 5)
    begin = chance.randrange(whole // 5, whole * 3 // 5)
    inside = {line.id for line in known if begin <= line.span.start < begin + reel}
    strange: list[Line] = []
    truth: list[Ms | None] = []
    for line in known:
        start = line.span.start
        if chance.random() < 0.1 or ("loses a reel" in kind and line.id in inside):
            continue
        later = reel if "loses a reel" in kind and start >= begin else 0
        theirs = round((start - later + chance.randrange(-120, 121)) / rate) + shift
        text = line.text if words else f"x{line.id}"
        span = Span(start=max(0, theirs), end=max(0, theirs) + 1500)
        strange.append(msgspec.structs.replace(line, span=span, text=text))
        truth.append(None if "gains a reel" in kind and line.id in inside else start)
    if "gains a reel" in kind:  # the film lacks what the strange track still has
        known = [
            msgspec.structs.replace(line, span=_earlier(line.span, reel, begin))
            for line in known
            if line.id not in inside
        ]
        truth = [start - reel if start is not None and start >= begin else start for start in truth]
    return strange, known, truth


def _earlier(span: Span, reel: Ms, begin: Ms) -> Span:
    if span.start < begin:
        return span
    return Span(start=span.start - reel, end=max(span.start, span.end) - reel)


def scored(case: Planted) -> tuple[int, int, int, int]:
    """(lines with a place, put there, lines without one, put anywhere near a wrong one)."""
    strange, known, truth = case
    told = clocked(strange, known)
    have = right = none = wrong = 0
    for i, (line, true) in enumerate(zip(strange, truth, strict=True)):
        put = told.at(i, line.span.start)
        if true is None:
            none += 1
            wrong += put is not None
        else:
            have += 1
            right += put is not None and abs(put - true) <= NEAR
    return have, right, none, wrong


KINDS = ("shift", "speed", "loses a reel", "gains a reel", "speed, loses a reel")


def measure(data: Path, quick: bool) -> list[Row]:
    rows: list[Row] = []
    if (data / "lines" / "lines.jsonl.gz").is_file():
        rows += _films(data / "lines", quick)
    if (data / "opensubs").is_dir():
        rows += _languages(data / "opensubs")
    if not rows:
        raise CouldNotRun(f"There are neither lines/ nor opensubs/ in {data}.")
    return rows


def _films(folder: Path, quick: bool) -> list[Row]:
    every = {name: lines for name, lines in films(folder).items() if len(lines) >= 200}
    names = sorted(every)[:: 24 if quick else 12]
    rows: list[Row] = []
    began = time.process_time()
    for words in (True, False):
        for kind in KINDS:
            chance = random.Random(kind)
            total = [0, 0, 0, 0]
            for name in names:
                case = scored(planted(every[name], kind, chance, words=words))
                total = [a + b for a, b in zip(total, case, strict=True)]
            have, right, none, wrong = total
            what = kind if words else f"{kind}, other language"
            goal = 0.97 if words else 0.95
            rows.append(Row(f"lines in their place: {what}", right / have, goal, n=have))
            if none:
                rows.append(
                    Row("of the reel the film lacks, put in it", wrong / none, 0.1, "lower", none)
                )
    spent = time.process_time() - began
    taken = count = 0
    for a, b in pairwise(names):
        told = clocked(every[a], every[b])
        taken += round(told.placed * told.count)
        count += told.count
    rows.append(
        Row("lines of another film put in this", taken / max(1, count), 0.05, "lower", count)
    )
    rows += _aloud(every, names)
    tracks = 2 * len(KINDS) * len(names)
    rows.append(Row("seconds a track, of one processor", spent / tracks, 5.0, "lower", tracks))
    return rows


def detected(lines: list[Line], chance: random.Random) -> list[Sound]:
    """What a voice detector would make of these lines: edges off by up to 0.3 s, pauses of less
    than 0.6 s closed, one line in seven not noticed, a noise taken for speech every minute."""
    spans = [
        (line.span.start + chance.randrange(-300, 301), line.span.end + chance.randrange(-900, 301))
        for line in lines
        if chance.random() > 1 / 7
    ]
    end = max(line.span.end for line in lines) + 60_000
    spans += [(at, at + 2_000) for at in (chance.randrange(end) for _ in range(end // 60_000))]
    out: list[Sound] = []
    at = 0
    for start, until in sorted((max(0, a), b) for a, b in spans if b > a):
        if out and start - at < 600:
            at = max(at, until)
            out[-1] = Sound(span=Span(start=out[-1].span.start, end=at), kind="speech")
            continue
        if start > at:
            out.append(Sound(span=Span(start=at, end=start), kind="neither"))
        out.append(Sound(span=Span(start=start, end=until), kind="speech"))
        at = until
    return [*out, Sound(span=Span(start=at, end=max(at, end)), kind="neither")]


def _aloud(every: dict[str, list[Line]], names: Sequence[str]) -> list[Row]:
    """Held against the sound: shifted, at another speed, and right as they are."""
    rows: list[Row] = []
    for kind in ("shift", "speed"):
        near = count = 0
        for name in names:
            chance = random.Random(name)
            strange, known, truth = planted(every[name], kind, chance, words=False)
            told = held(strange, detected(known, chance)).clock
            for i, (line, true) in enumerate(zip(strange, truth, strict=True)):
                put = told.at(i, line.span.start)
                count += 1
                near += put is not None and true is not None and abs(put - true) <= NEAR
        rows.append(
            Row(f"in their place by the sound: {kind}", near / max(1, count), None, n=count)
        )
    touched = 0
    for name in names:
        known = sorted(every[name], key=lambda line: line.span)
        told_of = held(known, detected(known, random.Random(name)))
        touched += bool(told_of.clock.pieces or told_of.note)
    rows.append(Row("right subtitles touched", touched / len(names), 0.0, "lower", len(names)))
    strangers = 0
    for a, b in pairwise(names):
        known = sorted(every[a], key=lambda line: line.span)
        strangers += bool(held(known, detected(every[b], random.Random(a))).clock.pieces)
    count = max(1, len(names) - 1)
    rows.append(Row("tracks of another film moved", strangers / count, 0.05, "lower", count))
    return rows


def _languages(folder: Path) -> list[Row]:
    tracks = {}
    for path in sorted(folder.glob("captions.*.vtt")):
        account = subtitles.reader.read(File(name=path.name, data=path.read_bytes()))
        tracks[path.name] = list(account.lines)
    near = count = 0
    for a, one in tracks.items():
        for b, two in tracks.items():
            if a == b:
                continue
            rate, shift = 24000 / 1001 / 25, 7_300
            strange = [
                msgspec.structs.replace(
                    line,
                    span=Span(
                        start=round(line.span.start / rate) + shift,
                        end=round(line.span.end / rate) + shift,
                    ),
                )
                for line in one
            ]
            told = clocked(strange, two)
            for i, line in enumerate(strange):
                put = told.at(i, line.span.start)
                count += 1
                near += put is not None and abs(put - one[i].span.start) <= NEAR
    return [
        Row("opensubs: real translations at another speed", near / max(1, count), None, n=count)
    ]


def main() -> int:
    return run("clock", __doc__ or "", SHARED / "data", measure)


if __name__ == "__main__":
    raise SystemExit(main())
