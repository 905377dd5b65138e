"""Which of the places found is meant, and whether any of them is.

The order blends what tantivy weighed (BM25) with how alike the letters are. Its weights, and those
of the verdict "not in your library", were chosen on misquotes made from one half of the films and
on lines of films left out, and are reported on the other half (docs/benchmarks.md, Search).
"""

import math
from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from rapidfuzz import fuzz

from entracte.index import plain
from entracte.index.kept import Reading
from entracte.index.units import SORTS
from entracte.model import Id, Value

# the order
_BM25 = 0.2
_LETTERS = 0.6  # of the rest: the text as a whole, or a part of it that counts somewhat less
_PART = 0.7
_BAG = 0.15  # of the rest: the words whatever their order
_WORDS = 0.25  # of the rest: how much of the query's weight stands there

# the verdict: logistic regression; above 0 the line asked for is this one
_SURE = (-20.2, 7.97, 7.1, 5.96, 0.6, 7.35)

_SAID = frozenset(SORTS.index(each) for each in ("line", "quote", "exchange"))
_SPREAD = 4  # all words are together where they stand within so many times their number


class Ranked(Value):
    """A place, and how well it answers."""

    reading: Reading
    doc: tuple[int, int]  # segment and document: where tantivy keeps it
    how: str  # exact | words | misremembered | meaning | as typed
    score: float
    likeness: float = 100.0  # 0 to 100
    sure: bool = False  # it is what was asked for
    joined: int = 0  # it goes on in the next line (1) or began in the one before (-1)

    @property
    def said(self) -> bool:
        return self.reading.unit.sort in _SAID


class Weighed(Value):
    """The words asked for, and what each weighs: rare words more."""

    words: tuple[str, ...]
    weights: Mapping[str, float]
    docs: int

    @property
    def key(self) -> str:
        return " ".join(self.words)

    @property
    def whole(self) -> float:
        return sum(self.weights[word] for word in self.words) or 1.0


def weighed(words: Sequence[str], counts: Mapping[str, int], docs: int) -> Weighed:
    """``counts``: in how many of ``docs`` places each word stands."""
    weights = {word: math.log(1 + docs / (1 + counts[word])) for word in words}
    return Weighed(words=tuple(words), weights=weights, docs=docs)


def ranked(
    asked: Weighed,
    places: Sequence[tuple[float, tuple[int, int], Reading]],
    how: str,
) -> list[Ranked]:
    """The places in the order in which they answer; ``places`` are (BM25, document, reading)."""
    best = max((bm25 for bm25, _, _ in places), default=0.0) or 1.0
    out = []
    for bm25, doc, reading in places:
        key = plain.key(reading.unit.text)
        like, ratio, sure = _like(asked, key)
        alone = not asked.words or how == "exact"
        if not alone and reading.unit.sort not in _SAID:
            sure = together(asked.words, key.split())
        out.append(
            Ranked(
                reading=reading,
                doc=doc,
                how=how,
                score=_BM25 * bm25 / best + (1 - _BM25) * like,
                likeness=round(100 * ratio, 1) if asked.words else 100.0,
                sure=alone or sure or (len(asked.words) < 4 and together(asked.words, key.split())),
            )
        )
    return sorted(out, key=_order)


def _order(place: Ranked) -> tuple[float, bool, Id, int, tuple[int, int]]:
    """Best first; of equals a line before what quotes it, then by film and time."""
    unit = place.reading.unit
    return (
        -round(place.score, 6),
        unit.sort != 1,
        place.reading.film.id,
        unit.start or 0,
        place.doc,
    )


def _like(asked: Weighed, key: str) -> tuple[float, float, bool]:
    """How alike, how alike in letters (0 to 1 each), and whether it is the same line."""
    ratio = fuzz.ratio(asked.key, key) / 100
    part = fuzz.partial_ratio(asked.key, key) / 100 if len(key) > 1.2 * len(asked.key) else ratio
    bag = fuzz.token_sort_ratio(asked.key, key) / 100
    there = set(key.split())
    words = sum(asked.weights[word] for word in asked.words if word in there) / asked.whole
    like = _LETTERS * max(ratio, _PART * part) + _BAG * bag + _WORDS * words
    number = max(1, len(asked.words))
    weight = asked.whole / math.log(max(3, asked.docs)) / number
    seen = (1.0, ratio, bag, words, math.log(number), weight)
    return like, ratio, sum(a * b for a, b in zip(_SURE, seen, strict=True)) > 0


def join(asked: Weighed, place: Ranked, before: Reading | None, after: Reading | None) -> Ranked:
    """The place, with the line beside it if what was asked for is said in both."""
    key = plain.key(place.reading.unit.text)
    if len(key) >= len(asked.key):
        return place
    best = place
    for side, beside in ((1, after), (-1, before)):
        if beside is None:
            continue
        other = plain.key(beside.unit.text)
        both = f"{key} {other}" if side > 0 else f"{other} {key}"
        like, ratio, sure = _like(asked, both)
        score = place.score + (1 - _BM25) * (like - _like(asked, key)[0])
        if score > best.score:
            best = Ranked(
                reading=place.reading,
                doc=place.doc,
                how=place.how,
                score=score,
                likeness=round(100 * ratio, 1),
                sure=sure,
                joined=side,
            )
    return best


def together(words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether all the words stand in the text, not far from each other."""
    wanted = set(words)
    last: dict[str, int] = {}
    for at, word in enumerate(text):
        if word in wanted:
            last[word] = at
            if len(last) == len(wanted) and at - min(last.values()) < _SPREAD * len(words) + 4:
                return True
    return False


def once(places: Sequence[Ranked]) -> list[Ranked]:
    """Each place once: a quote of a line and the line are one, and bear the quote's claim."""
    out: dict[tuple[object, ...], Ranked] = {}
    for place in places:
        unit = place.reading.unit
        timed = place.said and unit.long >= 0
        where = (unit.start,) if timed else (unit.sort, unit.claim, unit.place, unit.part)
        same = (place.reading.film.id, plain.key(unit.text), *where)
        known = out.get(same)
        if known is None:
            out[same] = place
        elif not known.reading.unit.claim and unit.claim:
            out[same] = _with_claim(known, unit.claim)
    return list(out.values())


def _with_claim(place: Ranked, claim: Id) -> Ranked:
    reading = place.reading
    unit = replace(reading.unit, claim=claim)
    return replace(place, reading=replace(reading, unit=unit))
