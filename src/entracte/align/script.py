"""Screenplay and dialogue, word by word: who speaks each line, and when each speech is heard.

The words of the screenplay's speeches and of the film's lines are aligned by their longest common
subsequence (rapidfuzz's bit-parallel LCS, after Hyyrö 2004). A line is a speech's when enough of
its words, weighted by how rare they are, stand close together in the speech; what the one long
alignment leaves open is looked for between its anchors, and lines between two lines of one turn
belong to that turn. Lookalike ratios of short lines against long speeches are not used: they are
high for anything.
"""

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from entracte.align.turns import WHOLE, Turn, one_sentence, turns
from entracte.align.words import turned
from entracte.align.words import words as spelt
from entracte.model import Line, Speech, Value

_ASIDE = re.compile(r"[(\[][^()\[\]]*(?:[)\]]|\Z)")
_ENDINGS = ("ing", "ed", "es", "s")
ENOUGH = 0.42  # share of a line's weighted words that must stand together in a speech
SOLID, LONG = 0.6, 5  # the same, and words, for lines that tell whose screenplay this is
ALONE = 0.62  # the same, for lines found away from their neighbours' alignment
SURE = 0.8  # chance of the right voice below which a line found by its words stays nobody's
_FITTED = (-2.34, 0.68, 2.15, 3.38, 1.87, 3.72, 2.29, 0.78, 1.2, -1.76, -1.88)  # see ``evidence``
OTHER_FILM, OTHER_DRAFT = 0.008, 0.10  # coverage below which a screenplay is another film's


class Spoken(Value):
    """A line and the speech it was written as."""

    line: str  # id
    speech: int  # index into the speeches
    sure: float
    how: str  # its own "words" are there; it is in a "turn"; its "sentence" is another line's


class Aligned(Value):
    """What a screenplay says of the lines. ``coverage``: share of longer lines found by words."""

    spoken: tuple[Spoken, ...] = ()
    coverage: float = 0.0

    @property
    def verdict(self) -> str:
        """``this film`` | ``another draft`` | ``another film``."""
        if self.coverage < OTHER_FILM:
            return "another film"
        return "another draft" if self.coverage < OTHER_DRAFT else "this film"


def words(text: str) -> list[str]:
    """Lower case, contractions written out, endings off: ``Don't walked`` -> do, not, walk."""
    return [_stem(word.text) for word in spelt(text)]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word


class _Words(NamedTuple):
    """All words of a list of texts in one row, where each text's words begin, and which ask."""

    row: list[str]
    starts: list[int]
    asks: list[bool]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "_Words":
        row: list[str] = []
        starts: list[int] = []
        for text in texts:
            starts.append(len(row))
            row.extend(words(text))
        return cls(row, [*starts, len(row)], ["?" in text for text in texts])

    def text_at(self, word: int) -> int:
        return bisect_right(self.starts, word, hi=len(self.starts) - 1) - 1

    def of_text(self, i: int) -> list[str]:
        return self.row[self.starts[i] : self.starts[i + 1]]


class _Hit(NamedTuple):
    speech: int
    at: int  # first matched word in the row of all speeches
    until: int
    score: float


def aligned(speeches: Sequence[Speech], lines: Sequence[Line]) -> Aligned:
    """Each line of speech with the speech it comes from, where there is one."""
    spoken, said, written = _both(speeches, lines)
    if not said.row or not written.row:
        return Aligned()
    weight = _weights(said, written)
    hits, coverage = _found(said, written, weight)
    if coverage < OTHER_FILM:
        return Aligned(coverage=coverage)
    sure = [
        sureness(_FITTED, evidence(i, hits, said, written)) if hit else 0.0
        for i, hit in enumerate(hits)
    ]
    hits = [hit if each >= SURE else None for hit, each in zip(hits, sure, strict=True)]
    found = [
        Spoken(line=line.id, speech=hit.speech, sure=round(each, 2), how="words") if hit else None
        for line, hit, each in zip(spoken, hits, sure, strict=True)
    ]
    voices = [voice(speech.cue) for speech in speeches]
    for i, turn in _turns(hits, spoken, voices, said, written, weight).items():
        found[i] = Spoken(
            line=spoken[i].id, speech=turn.speech, sure=round(turn.sure, 2), how="turn"
        )
    for i, j in one_sentence(spoken, [each is not None for each in found]):
        if (its := found[j]) is not None:
            less = round(its.sure * WHOLE, 2)
            found[i] = Spoken(line=spoken[i].id, speech=its.speech, sure=less, how="sentence")
    return Aligned(spoken=tuple(each for each in found if each), coverage=coverage)


def found_by_words(
    speeches: Sequence[Speech], lines: Sequence[Line]
) -> list[tuple[str, list[float], int]]:
    """(line, what speaks for it, speech) of each line found, sure or not."""
    spoken, said, written = _both(speeches, lines)
    if not said.row or not written.row:
        return []
    hits, _ = _found(said, written, _weights(said, written))
    return [
        (spoken[i].id, evidence(i, hits, said, written), hit.speech)
        for i, hit in enumerate(hits)
        if hit
    ]


def _both(speeches: Sequence[Speech], lines: Sequence[Line]) -> tuple[list[Line], _Words, _Words]:
    spoken = [line for line in lines if line.sort in {"speech", "song"}]
    said = _Words.of([line.text for line in spoken])
    return spoken, said, _Words.of([speech.words for speech in speeches])


def _found(
    said: _Words, written: _Words, weight: dict[str, float]
) -> tuple[list[_Hit | None], float]:
    """The place of each line in the screenplay, and its coverage."""
    hits = _steady(_anchored(said, written, weight), said)
    coverage = _coverage(hits, said)
    if coverage >= OTHER_FILM:
        for _ in range(2):
            _between(hits, said, written, weight)
        _elsewhere(hits, said, written, weight)
    return hits, coverage


def sureness(fitted: Sequence[float], evidence: Sequence[float]) -> float:
    """How likely the voice of a line found by its words is right.

    A logistic regression on how much of the line is there, how long it is, whether the lines around
    it were found in the speeches around, and whether it answers the speech with its words; fitted
    where speeches of known voices had been left out and rewritten (``scripts/sureness.py``).
    """
    return 1 / (1 + math.exp(-sum(a * b for a, b in zip(fitted, evidence, strict=True))))


def evidence(i: int, hits: Sequence[_Hit | None], said: _Words, written: _Words) -> list[float]:
    """What speaks for hit ``i``, as the regression takes it."""
    hit = hits[i]
    if hit is None:
        raise ValueError(f"line {i} was not found")
    around = [hits[j] for j in range(max(0, i - 4), min(len(hits), i + 5)) if j != i]
    away = [abs(other.speech - hit.speech) for other in around if other]
    nearest = min(away, default=99)
    size = said.starts[i + 1] - said.starts[i]
    score, long = min(1.0, hit.score), min(size, 10) / 10
    company = min(sum(each <= 4 for each in away), 6) / 6
    return [
        *(1.0, score, long, score * long, float(nearest == 0), float(nearest == 1)),
        *(float(nearest in {2, 3}), company, float(size <= 3)),
        *(float(said.asks[i] and not written.asks[hit.speech]), _echoed(i, hit, said, written)),
    ]


def _echoed(i: int, hit: _Hit, said: _Words, written: _Words) -> float:
    first, end = written.starts[hit.speech], written.starts[hit.speech + 1]
    there = written.row[max(first, hit.at - 2) : min(end, hit.until + 2)]
    return float(turned(said.of_text(i), there))


def voice(cue: str) -> str:
    """Who speaks, without (V.O.) and the like: the same for all speeches of one voice."""
    return " ".join(_ASIDE.sub(" ", cue).casefold().split()).strip(" .,:*")


def _turns(
    hits: Sequence[_Hit | None],
    lines: Sequence[Line],
    voices: Sequence[str],
    said: _Words,
    written: _Words,
    weight: dict[str, float],
) -> dict[int, Turn]:
    def alike(line: int, speech: int) -> float:
        mine = said.of_text(line)
        if not mine:
            return 0.0
        shared, _, _ = _compact(mine, written.of_text(speech), weight)
        return shared / sum(weight[word] for word in mine)

    return turns(lines, voices, [hit.speech if hit else None for hit in hits], alike)


def _coverage(hits: Sequence[_Hit | None], said: _Words) -> float:
    """Share of the lines found by most of their words; short ones stand in any film."""
    sizes = [b - a for a, b in pairwise(said.starts)]
    telling = [hit for hit, size in zip(hits, sizes, strict=True) if size >= LONG] or list(hits)
    return sum(hit is not None and hit.score >= SOLID for hit in telling) / len(telling)


def _weights(said: _Words, written: _Words) -> dict[str, float]:
    """How telling a word is: the logarithm of how rarely it stands in a line or speech."""
    seen: Counter[str] = Counter()
    for side in (said, written):
        for i in range(len(side.starts) - 1):
            seen.update(set(side.of_text(i)))
    total = len(said.starts) + len(written.starts)
    return {word: math.log(1 + total / count) for word, count in seen.items()}


def _anchored(said: _Words, written: _Words, weight: dict[str, float]) -> list[_Hit | None]:
    """The one long alignment: for each line its best compact group of matched words."""
    matched: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for word, place in _common(said.row, written.row):
        matched[said.text_at(word)].append((word, place))
    return [
        _best_group(matched[i], i, said, written, weight) if i in matched else None
        for i in range(len(said.starts) - 1)
    ]


def _common(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """The longest common subsequence of two rows of words, as pairs of places."""
    return [
        (op.src_start + k, op.dest_start + k)
        for op in LCSseq.opcodes(a, b)
        if op.tag == "equal"
        for k in range(op.src_end - op.src_start)
    ]


def _best_group(
    pairs: list[tuple[int, int]], i: int, said: _Words, written: _Words, weight: dict[str, float]
) -> _Hit | None:
    mine = said.of_text(i)
    total = sum(weight[word] for word in mine)
    reach = 2 * len(mine) + 3
    best = (0.0, 0, 0)
    first = 0
    mass = 0.0
    for last, (word, place) in enumerate(pairs):
        mass += weight[said.row[word]]
        while place - pairs[first][1] > reach:
            mass -= weight[said.row[pairs[first][0]]]
            first += 1
        best = max(best, (mass, first, last))
    mass, first, last = best
    score = mass / total
    if score < ENOUGH:
        return None
    by_speech: dict[int, float] = defaultdict(float)
    for word, place in pairs[first : last + 1]:
        by_speech[written.text_at(place)] += weight[said.row[word]]
    speech = max(by_speech, key=lambda each: by_speech[each])
    most = by_speech[speech]
    if most < 0.6 * mass:
        return None
    return _Hit(speech, pairs[first][1], pairs[last][1] + 1, score)


def _steady(hits: list[_Hit | None], said: _Words) -> list[_Hit | None]:
    """A line of one to three words needs a neighbour that was found nearby in the screenplay."""
    out = list(hits)
    for i, hit in enumerate(hits):
        size = said.starts[i + 1] - said.starts[i]
        if hit is None or size > 3:
            continue
        near = [hits[j] for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < len(hits)]
        if not any(other and abs(other.at - hit.at) <= 45 for other in near):
            out[i] = None
    return out


def _between(
    hits: list[_Hit | None], said: _Words, written: _Words, weight: dict[str, float]
) -> None:
    """Lines left open are looked for where their neighbours say they should stand."""
    n = len(hits)
    for i in range(n):
        if hits[i] is not None:
            continue
        before = next((hits[j] for j in range(i - 1, max(-1, i - 8), -1) if hits[j]), None)
        after = next((hits[j] for j in range(i + 1, min(n, i + 8)) if hits[j]), None)
        if before is None and after is None:
            continue
        low = before.at if before else max(0, after.at - 120) if after else 0
        high = after.until if after else (before.until + 120 if before else 0)
        if not low <= high <= low + 400:
            continue
        hits[i] = _searched(i, low, min(high, len(written.row)), said, written, weight, ENOUGH)


def _searched(
    i: int,
    low: int,
    high: int,
    said: _Words,
    written: _Words,
    weight: dict[str, float],
    enough: float,
) -> _Hit | None:
    """The best place for line ``i`` between two words of the screenplay, speech by speech."""
    mine = said.of_text(i)
    total = sum(weight[word] for word in mine)
    if not mine:
        return None
    best: _Hit | None = None
    second = 0.0
    for speech in range(
        written.text_at(low), min(written.text_at(max(low, high - 1)) + 1, len(written.starts) - 1)
    ):
        start = written.starts[speech]
        theirs = written.of_text(speech)
        score, at, until = _compact(mine, theirs, weight)
        score /= total
        if best is None or score > best.score:
            second = best.score if best else 0.0
            best = _Hit(speech, start + at, start + until, score)
        else:
            second = max(second, score)
    if best is None or best.score < enough:
        return None
    if len(mine) <= 3 and (best.score < 0.99 or second > 0.9):
        return None
    return best


def _compact(
    mine: list[str], theirs: list[str], weight: dict[str, float]
) -> tuple[float, int, int]:
    """Weight of the common words of a line and a speech that stand close together there."""
    reach = 2 * len(mine) + 3
    best = 0.0, 0, 0
    window = reach * 2
    for start in range(0, max(1, len(theirs) - reach), reach):
        part = theirs[start : start + window]
        pairs = [(place, weight[part[place]]) for _, place in _common(mine, part)]
        first, mass = 0, 0.0
        for place, heavy in pairs:
            mass += heavy
            while place - pairs[first][0] > reach:
                mass -= pairs[first][1]
                first += 1
            best = max(best, (mass, start + pairs[first][0], start + place + 1))
    return best


def _elsewhere(
    hits: list[_Hit | None], said: _Words, written: _Words, weight: dict[str, float]
) -> None:
    """Scenes that were moved: telling lines are looked for in the whole screenplay."""
    index: dict[str, list[int]] = defaultdict(list)
    for speech in range(len(written.starts) - 1):
        for word in dict.fromkeys(written.of_text(speech)):
            index[word].append(speech)
    for i, hit in enumerate(hits):
        mine = said.of_text(i)
        if hit is not None or len(mine) < 4:
            continue
        rare = sorted(dict.fromkeys(mine), key=lambda word: len(index[word]))[:3]
        candidates = Counter(speech for word in rare for speech in index[word][:40])
        total = sum(weight[word] for word in mine)
        best: _Hit | None = None
        for speech, _ in candidates.most_common(12):
            score, at, until = _compact(mine, written.of_text(speech), weight)
            score /= total
            if best is None or score > best.score:
                start = written.starts[speech]
                best = _Hit(speech, start + at, start + until, score)
        if best and best.score >= ALONE + 0.6 / len(mine):
            hits[i] = best
