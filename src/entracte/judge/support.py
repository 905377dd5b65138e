"""What bears a sentence out: the passage of another text, or of the film, that tells the same.

A sentence and a passage are compared by the words they share, each weighed by how few passages have
it. Words alone cannot tell an invention with the right names from the truth, so a sentence counts
as borne out only when most of its weight stands in one short passage; all else is *not found*.
"""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest
from typing import Final, NamedTuple

from entracte.align.weighing import stems
from entracte.model import Evidence, Heard, Line, Read, Source, Span, passage
from entracte.read.sentences import sentences

BY: Final = "support/1"
ENOUGH: Final = 0.5  # share of a sentence's weight that one passage of another text must have
HEARD: Final = 0.62  # the same for what is said in the film: talk is wider than telling
_LEAST: Final = 3  # telling words a sentence needs to be compared at all
_WINDOW: Final = 90  # words of a screenplay that are one passage
_LINES: Final = 6  # lines of dialogue that are one passage
_COMMON: Final = 0.15  # a word in more of the passages than this says nothing of where
_MOST: Final = 40_000  # passages of all texts
_TEXTS: Final = frozenset(("article", "wiki", "listing", "webpage", "nfo"))
_BLOCK: Final = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*")


class Passage(NamedTuple):
    """Words that can bear something out, and where they are."""

    words: tuple[str, ...]
    evidence: Evidence
    film: bool  # of the film itself, or its screenplay


class Support(NamedTuple):
    """The best passage for a sentence and the share of its weight that stands there."""

    share: float
    passage: Passage


def passages(sources: Sequence[Source], lines: Sequence[Line]) -> tuple[Passage, ...]:
    """Everything a sentence can be looked for in, in the order of the texts, then of the film."""
    out: list[Passage] = []
    for source in sources:
        if source.kind in _TEXTS:
            out += _of_text(source)
        elif source.kind == "screenplay":
            out += _of_screenplay(source)
    out += _of_film([line for line in lines if line.sort in ("speech", "song")])
    return tuple(out[:_MOST])


def _of_text(source: Source) -> list[Passage]:
    return [
        Passage(
            tuple(stems(source.body[each.start : each.end][:3_000])),
            Read(passage=passage(source.id, source.body, each.start, each.end), by=BY),
            False,
        )
        for each in sentences(source.body)
    ]


def _of_screenplay(source: Source) -> list[Passage]:
    out, start, end, size = [], 0, 0, 0
    for block in _BLOCK.finditer(source.body):
        if not size:
            start = block.start()
        end, size = block.end(), size + len(block[0].split())
        if size >= _WINDOW:
            out.append(_written(source, start, min(end, start + 4_000)))
            size = 0
    if size:
        out.append(_written(source, start, min(end, start + 4_000)))
    return out


def _written(source: Source, start: int, end: int) -> Passage:
    read = Read(passage=passage(source.id, source.body, start, end), by=BY)
    return Passage(tuple(stems(source.body[start:end])), read, True)


def _of_film(lines: Sequence[Line]) -> list[Passage]:
    out = []
    for first in range(0, len(lines), _LINES // 2):
        group = lines[first : first + _LINES]
        span = Span(start=group[0].span.start, end=max(each.span.end for each in group))
        words = tuple(stem for each in group for stem in stems(each.text[:500]))
        out.append(Passage(words, Heard(span=span, by=BY), True))
    return out


class Library:
    """The passages, ready to be asked."""

    def __init__(self, given: Sequence[Passage], names: Sequence[str] = ()) -> None:
        self.given = given
        self.names = frozenset(stem for name in names for stem in stems(name))
        self.where: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(given):
            for word in dict.fromkeys(each.words):
                self.where[word].append(number)
        total = max(1, len(given))
        self.weight = {w: math.log(1 + total / len(found)) for w, found in self.where.items()}
        self.unknown = math.log(1 + total)
        self.common = max(50, int(_COMMON * total))

    def shares(self, sentence: str, names: bool = False) -> list[float]:
        """The share of the sentence's weight that each passage has; names left out, or not."""
        every = dict.fromkeys(stems(sentence[:3_000]))
        asked = [word for word in every if names or word not in self.names][:80]
        out = [0.0] * len(self.given)
        whole = sum(self.weight.get(word, self.unknown) for word in asked)
        for word in asked:
            for number in self.where.get(word, ()):
                out[number] += self.weight[word] / whole
        return out

    def best(self, sentence: str) -> Support | None:
        """The passage that has most of what the sentence tells; ``None`` if it tells too little."""
        asked = list(dict.fromkeys(stems(sentence[:3_000])))[:80]
        telling = [word for word in asked if word not in self.names]
        if len(telling) < _LEAST:
            return None
        whole = sum(self.weight.get(word, self.unknown) for word in telling)
        mass: dict[int, float] = defaultdict(float)
        for word in telling:
            found = self.where.get(word, ())
            if len(found) <= self.common:
                for number in found:
                    mass[number] += self.weight[word]
        if not mass:
            return None
        shared = [word for word in asked if word in self.names]
        number, weight = max(
            nlargest(12, mass.items(), key=lambda each: (each[1], -each[0])),
            key=lambda each: (each[1] + 0.5 * self._named(each[0], shared), -each[0]),
        )
        return Support(weight / whole, self.given[number])

    def _named(self, number: int, names: Sequence[str]) -> int:
        here = self.given[number].words
        return sum(name in here for name in names)


def borne_out(found: Support | None) -> bool:
    """Whether this is enough to say that the passage tells what the sentence says."""
    if found is None:
        return False
    return found.share >= (HEARD if found.passage.film else ENOUGH)
