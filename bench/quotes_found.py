"""Quotes in the subtitles: are misquoted lines found, and are lines of other films not found?

Each film's own lines are misquoted by program (words left out, added, swapped, misspelt, tidied),
with a seed; then lines of other films are asked for. Thresholds were chosen on the films with an
even number in the alphabet; the figures are of the odd ones.
"""

import gzip
import json
import random
import sys
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from bench.report import SHARED, CouldNotRun, Row, run
from entracte.align import quotes
from entracte.align.quotes import Dialogue
from entracte.align.words import plain, words
from entracte.model import Line, Span

_FILLERS = ("well", "so", "now", "oh", "really", "just", "you know", "then", "very", "please")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 5  # words of a line asked for


def films(data: Path) -> dict[str, list[Line]]:
    path = data / "lines.jsonl.gz"
    if not path.is_file():
        raise CouldNotRun(f"There is no {path.name} in {data}.")
    out: dict[str, list[Line]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            film, number, start, end, text = json.loads(row)
            span = Span(start=max(0, start), end=max(0, start, end))
            out[film].append(Line(id=str(number), span=span, text=text))
    return dict(out)


def misquoted(text: str, chance: random.Random, amount: int) -> str:
    """The words with this many changes of a kind that people make when they quote from memory."""
    said = text.split()
    for _ in range(amount):
        if len(said) < 3:
            break
        at = chance.randrange(len(said))
        act = chance.choice(("leave out", "add", "swap", "misspell", "misspell", "other word"))
        if act == "leave out":
            del said[at]
        elif act == "add":
            said.insert(at, chance.choice(_FILLERS))
        elif act == "swap" and at + 1 < len(said):
            said[at], said[at + 1] = said[at + 1], said[at]
        elif act == "other word":
            said[at] = chance.choice(("thing", "good", "people", "never", "something", "here"))
        elif len(said[at]) > 3:
            i = chance.randrange(1, len(said[at]) - 1)
            said[at] = said[at][:i] + chance.choice(_LETTERS) + said[at][i + 1 :]
    return " ".join(said).lower()


def measure(data: Path, quick: bool, half: int = 1) -> list[Row]:
    every = films(data)
    names = sorted(every)
    tested = [name for i, name in enumerate(names) if i % 2 == half]
    if quick:
        tested = tested[:8]
    chance = random.Random(20)
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    spent = asked = 0.0
    for name in tested:
        dialogue = Dialogue(every[name])
        plainly = [plain(line.text) for line in every[name]]
        all_said = f" {' '.join(plainly)} "
        every_word = all_said.split()
        pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, pair in enumerate(pairwise(every_word)):
            pairs[pair].append(place)
        long = [i for i, line in enumerate(every[name]) if plainly[i].count(" ") + 1 >= SHORTEST]
        for i in chance.sample(long, min(40, len(long))):
            text = every[name][i].text
            quote = misquoted(text, chance, 1 + len(text.split()) // 6)
            began = time.process_time()
            found = dialogue.find(quote)
            spent += time.process_time() - began
            asked += 1
            same = {line.id for k, line in enumerate(every[name]) if plainly[k] == plainly[i]}
            _count(tally["misquoted"], bool(found and same & set(found.lines)))
            if not found:
                _miss("misquoted", name, quote, text)
        for i in chance.sample(range(len(every[name]) - 2), 10):  # over two or three cues
            parts = [line.text for line in every[name][i : i + 2]]
            quote = misquoted(" ".join(parts), chance, 2)
            if len(words(quote)) >= 8:
                found = dialogue.find(quote)
                _count(
                    tally["over cues"],
                    bool(found and every[name][i].id in found.lines) or False,
                )
        for _ in range(40):
            other = every[chance.choice([each for each in names if each != name])]
            text = chance.choice(other).text
            if len(words(text)) < SHORTEST or f" {plain(text)} " in all_said:
                continue
            began = time.process_time()
            found = dialogue.find(text)
            spent += time.process_time() - began
            asked += 1
            _count(tally["all false"], bool(found))
            if _but_for_a_word([w.text for w in words(text)], every_word, pairs):
                continue
            _count(tally["false"], bool(found))
            if found:
                _miss("false", name, text, found.said)
        for i in chance.sample(range(len(every[name]) - 4), 6):
            turns = [misquoted(line.text, chance, 1) for line in every[name][i : i + 3]]
            pair = dialogue.exchange(turns)
            right = pair and any(
                each and every[name][i + k].id in each.lines for k, each in enumerate(pair.turns)
            )
            _count(tally["exchange"], bool(right))
            mixed = [chance.choice(every[chance.choice(names)]).text for _ in range(3)]
            if sum(len(words(turn)) for turn in mixed) >= 12:
                _count(tally["false exchange"], bool(dialogue.exchange(mixed)))
    famous = _famous(data, every)
    return [
        _row("misquoted lines found in their place", tally["misquoted"], 0.97),
        _row("quotes over two cues found", tally["over cues"], 0.97),
        _row("exchanges of three found", tally["exchange"], 0.95),
        _row("famous misquotes found", famous, None),
        _row("lines of other films found", tally["false"], 0.01, "lower"),
        _row("the same, with lines said here but for one word", tally["all false"], None, "lower"),
        _row("turns thrown together found", tally["false exchange"], 0.01, "lower"),
        Row(
            "milliseconds a quote, of one processor",
            round(1000 * spent / max(1, asked), 2),
            2.0,
            "lower",
            int(asked),
        ),
    ]


def _but_for_a_word(
    asked: list[str], said: list[str], pairs: dict[tuple[str, str], list[int]]
) -> bool:
    """Whether these words are said but for one left out, added or changed: then it is no
    invention that they are found. Two words at their beginning or end then stand as they are."""
    ends = ((0, (asked[0], asked[1])), (len(asked) - 2, (asked[-2], asked[-1])))
    for at, pair in ends:
        for place in pairs.get(pair, ()):
            for size in (len(asked) - 1, len(asked), len(asked) + 1):
                for start in (place - at - 1, place - at, place - at + 1):
                    run = said[max(0, start) : max(0, start) + size]
                    if Levenshtein.distance(asked, run, score_cutoff=1) <= 1:
                        return True
    return False


def _count(tally: list[int], hit: bool) -> None:
    tally[0] += hit
    tally[1] += 1


def _row(what: str, tally: list[int], goal: float | None, better: str = "higher") -> Row:
    hits, n = tally
    return Row(what, hits / max(1, n), goal, better, n, note=f"{hits} of {n}")


def _famous(data: Path, every: dict[str, list[Line]]) -> list[int]:
    tally = [0, 0]
    path = data / "queries.json"
    for query in json.loads(path.read_text("utf-8"))["famous misquotes"] if path.is_file() else ():
        films_meant = {film for film, _ in query["targets"] if film in every}
        hit = False
        for film in films_meant:
            found = quotes.find(query["query"], every[film])
            near = {str(n + k) for f, n in query["targets"] if f == film for k in (-1, 0, 1)}
            hit = hit or bool(found and near & set(found.lines))
        _count(tally, hit)
        if not hit:
            _miss("famous", str(sorted(films_meant)), query["query"], "")
    return tally


def _miss(kind: str, film: str, quote: str, said: str) -> None:
    if "--misses" in sys.argv:
        print(f"{kind}: {film}: {quote!r} / {said!r}", file=sys.stderr)


def main() -> int:
    arguments = [each for each in sys.argv[1:] if each != "--misses"]
    return run("quotes_found", __doc__ or "", SHARED / "data" / "lines", measure, arguments)


if __name__ == "__main__":
    raise SystemExit(main())
