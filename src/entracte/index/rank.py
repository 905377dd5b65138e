"""Which of the places found is meant, and whether any of them is.

The order blends what tantivy weighed (BM25) with how alike the letters are. Its weights, and those
of the verdict "not in your library", were chosen on misquotes made from one half of the films and
on lines of films left out, and are reported on the other half (docs/benchmarks.md, Search).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace
from rapidfuzz import fuzz, process

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
    key: str  # the same, joined
    weights: Mapping[str, float]  # of each word once
    whole: float  # what all of them weigh
    meant: tuple[frozenset[str], ...]  # each word once, with those it may have been meant for
    heavy: float  # how rare its words are: 0 for those that stand everywhere, 1 for unknown ones


def weighed(
    words: Sequence[str], counts: Mapping[str, int], meant: Mapping[str, Sequence[str]], docs: int
) -> Weighed:
    """``counts``: in how many of ``docs`` places each word stands; ``meant``: spelling help."""
    weights = {word: math.log(1 + docs / (1 + counts[word])) for word in words}
    whole = sum(weights.values()) or 1.0
    heavy = sum(weights[word] for word in words) / math.log(max(3, docs)) / max(1, len(words))
    return Weighed(
        words=tuple(words),
        key=" ".join(words),
        weights=weights,
        whole=whole,
        meant=tuple(frozenset((word, *meant.get(word, ()))) for word in weights),
        heavy=heavy,
    )


def ranked(
    asked: Weighed,
    places: Sequence[tuple[float, tuple[int, int], Reading]],
    how: str,
) -> list[Ranked]:
    """The places in the order in which they answer; ``places`` are (BM25, document, reading)."""
    best = max((bm25 for bm25, _, _ in places), default=0.0) or 1.0
    keys = [plain.key(reading.unit.text) for _, _, reading in places]
    alone = not asked.words or how == "exact"
    out = []
    for (bm25, doc, reading), key, seen in zip(places, keys, _like(asked, keys), strict=True):
        said = reading.unit.sort in _SAID
        sure = alone or (said and seen.sure) or together(asked.meant, key.split())
        out.append(
            Ranked(
                reading=reading,
                doc=doc,
                how=how,
                score=_BM25 * bm25 / best + (1 - _BM25) * seen.like,
                likeness=round(100 * seen.ratio, 1) if asked.words else 100.0,
                sure=sure,
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


class _Likeness(NamedTuple):
    like: float  # 0 to 1
    ratio: float  # in letters, 0 to 1
    sure: bool  # it is the same line


def _like(asked: Weighed, keys: Sequence[str]) -> list[_Likeness]:
    """How alike each of these texts is to what was asked for."""
    if not keys:
        return []
    one = [asked.key]
    ratios = process.cdist(one, keys, scorer=fuzz.ratio)[0].tolist()
    bags = process.cdist(one, keys, scorer=fuzz.token_sort_ratio)[0].tolist()
    wanted = asked.weights.keys()
    number = math.log(max(1, len(asked.words)))
    out = []
    for key, ratio, bag in zip(keys, ratios, bags, strict=True):
        longer = len(key) > 1.2 * len(asked.key)
        part = fuzz.partial_ratio(asked.key, key) if longer else ratio
        words = sum([asked.weights[word] for word in wanted & set(key.split())]) / asked.whole
        like = (_LETTERS * max(ratio, _PART * part) + _BAG * bag) / 100 + _WORDS * words
        seen = (1.0, ratio / 100, bag / 100, words, number, asked.heavy)
        sure = sum([a * b for a, b in zip(_SURE, seen, strict=True)]) > 0
        out.append(_Likeness(like, ratio / 100, sure))
    return out


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
        alone, together = _like(asked, (key, both))
        score = place.score + (1 - _BM25) * (together.like - alone.like)
        if score > best.score:
            best = Ranked(
                reading=place.reading,
                doc=place.doc,
                how=place.how,
                score=score,
                likeness=round(100 * together.ratio, 1),
                sure=together.sure,
                joined=side,
            )
    return best


def together(meant: Sequence[frozenset[str]], text: Sequence[str]) -> bool:
    """Whether each word, or one it may have been meant for, stands in the text, none far off."""
    last: dict[int, int] = {}
    for at, word in enumerate(text):
        for i, forms in enumerate(meant):
            if word in forms:
                last[i] = at
                if len(last) == len(meant) and at - min(last.values()) < _SPREAD * len(meant) + 4:
                    return True
    return False


def once(places: Sequence[Ranked]) -> list[Ranked]:
    """Each place once: a quote of a line and the line are one, and bear the quote's claim."""
    there = Counter(_where(place) for place in places)
    out: dict[object, Ranked] = {}
    for place in places:
        where = _where(place)
        unit = place.reading.unit
        same = (where, plain.key(unit.text)) if there[where] > 1 else where
        known = out.get(same)
        if known is None:
            out[same] = place
        elif not known.reading.unit.claim and unit.claim:
            out[same] = _with_claim(known, unit.claim)
    return list(out.values())


def _where(place: Ranked) -> tuple[object, ...]:
    unit, film = place.reading.unit, place.reading.film.id
    if place.said and unit.long >= 0:
        return film, unit.start
    return film, unit.sort, unit.claim, unit.place, unit.part, unit.person


def _with_claim(place: Ranked, claim: Id) -> Ranked:
    reading = place.reading
    unit = replace(reading.unit, claim=claim)
    return replace(place, reading=replace(reading, unit=unit))
