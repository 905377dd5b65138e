"""Subtitles of another cut: are they moved onto the film's clock, and the rest left out?

The lines of each film are shifted, run at another speed, and lose or gain a reel, by program and
with a seed; a tenth of the lines is left out, beginnings wander by up to 120 ms. "Other language":
not a word in common, so the beginnings alone must tell. The true places are known by construction.
"""

import random
import time
from itertools import pairwise
from pathlib import Path

import msgspec

from bench.quotes_found import films
from bench.report import SHARED, CouldNotRun, Row, run
from entracte.align.clock import RATES, clocked, heard
from entracte.model import File, Line, Ms, Span
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
    off, spoken = 0, 0
    for name in names:
        chance = random.Random(name)
        strange, known, truth = planted(every[name], "speed", chance, words=False)
        told = heard(strange, [line.span for line in known])
        for i, (line, true) in enumerate(zip(strange, truth, strict=True)):
            put = told.at(i, line.span.start)
            spoken += 1
            off += put is not None and true is not None and abs(put - true) <= NEAR
    rows.append(Row("in their place by where speech begins", off / max(1, spoken), None, n=spoken))
    tracks = 2 * len(KINDS) * len(names)
    rows.append(Row("seconds a track, of one processor", spent / tracks, 5.0, "lower", tracks))
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
