"""Is it really said? Quotes are looked for in the film's lines, and found as they truly were.

A quote that stands in the lines word for word is found by its rarest word. Any other is looked for
where its rarest words stand close together; there the longest common subsequence of words
(rapidfuzz's LCSseq) says which words are meant, and these and the quote are compared: by the words
they share, weighed by how rare each is in this film, and by their letters from end to end. Ratios
that pick the best part (WRatio, partial_ratio) are not used: for short quotes they are high for
anything.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, LCSseq

from entracte.align.difference import MOST_WORDS, Piece, difference
from entracte.align.words import Word, words
from entracte.model import Id, Line, Span, Value

# How the likeness of quote and line is weighed. Fitted by logistic regression on the films with an
# even number in the lines benchmark, rounded; reported on the others: bench/quotes_found.
_LETTERS: Final = 11.0  # likeness of the letters of both, word after word
_WORDS: Final = 9.0  # share of the weight of both sides' words that is the same, in any order
_WEIGHT: Final = 5.5  # how rare the words are that agree
_BRIEF: Final = 10.0  # a short quote has less room for agreement
LIKE: Final = 31.4  # what makes a quote found
NEAR: Final = 0.5  # share of words that makes a line worth showing beside a quote that is not found
BESIDE: Final = 27.0  # what makes a turn found whose neighbours are found beside it
FULL: Final = 9.0  # weight of words that makes a quote found word for word sure
_PLACES: Final = 6  # places looked at: as many lines alone, as many stretches of lines
_WEIGHED: Final = 4  # of these, how many are weighed by their letters too
_COMMON: Final = 1400  # lines of a film
_NEAR: Final = 5  # lines that may stand between two turns of an exchange


class Found(Value):
    """Where a quote is said, and in which words."""

    lines: tuple[Id, ...]
    span: Span  # of these lines
    sure: float  # 0 to 1: lower where words differ, and where it could be several places
    exact: bool  # word for word, whatever the punctuation
    said: str  # what is really said
    difference: tuple[Piece, ...] = ()  # in order; empty when exact
    places: int = 1  # how often it is said word for word


class FoundExchange(Value):
    """Turns that answer each other, found in order in lines beside each other."""

    turns: tuple[Found | None, ...]
    span: Span
    sure: float


class _Match(NamedTuple):
    """Words ``start`` to ``end`` of the film agree with the quote this much."""

    start: int
    end: int
    alike: float  # see LIKE
    weight: float  # of the words that agree
    share: float  # 0 to 1: how much of the words of both


class Dialogue:
    """The lines of a film, made ready once so that quotes are found fast. Noises are left out."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = sorted(
            (line for line in lines if line.sort != "sound"), key=lambda line: line.span.start
        )
        self.words: list[Word] = []
        self.first: list[int] = []  # of each line its first word
        for line in self.lines:
            self.first.append(len(self.words))
            self.words += words(line.text)
        self.vocabulary: dict[str, int] = {}
        self.ids = [
            self.vocabulary.setdefault(word.text, len(self.vocabulary)) for word in self.words
        ]
        self.of_line = [
            i
            for i, (a, b) in enumerate(pairwise([*self.first, len(self.words)]))
            for _ in range(b - a)
        ]
        places: dict[int, list[int]] = defaultdict(list)
        for at, id in enumerate(self.ids):
            places[id].append(at)
        self.places = dict(places)
        self.in_lines = {
            id: np.unique([self.of_line[at] for at in found]) for id, found in places.items()
        }
        count = max(1, len(self.lines))
        # a word of a short film is as rare as the same word would be in one of common length
        scale = math.log(1 + _COMMON) / math.log(1 + count)
        self.rare = math.log(1 + _COMMON)  # the weight of a word that is never said
        self.weights = [
            scale * math.log(1 + count / len(self.in_lines[id]))
            for id in range(len(self.vocabulary))
        ]
        self.heavy = np.zeros(len(self.lines))
        for at, id in enumerate(self.ids):
            self.heavy[self.of_line[at]] += self.weights[id]
        self._by_size: dict[int, list[str]] = defaultdict(list)
        for word in self.vocabulary:
            self._by_size[len(word)].append(word)
        self._spelled: dict[str, int | None] = {}

    def find(self, quote: str) -> Found | None:
        """Where these words are said; ``None`` when they are not."""
        asked = words(quote)[:MOST_WORDS]
        if not asked or not self.ids:
            return None
        if exact := self._exact(asked):
            return self._found_exactly(asked, exact)
        best = max(self._inexact(asked), key=lambda match: match.alike, default=None)
        if best is None or best.alike < LIKE:
            return None
        return self._found(quote, best)

    def nearest(self, quote: str) -> Found | None:
        """For words that are not said: what comes nearest, if it shares half of their weight."""
        asked = words(quote)[:MOST_WORDS]
        if not asked or not self.ids:
            return None
        best = max(self._inexact(asked), key=lambda match: match.share, default=None)
        if best is None or best.share < NEAR:
            return None
        return self._found(quote, best)

    def exchange(self, turns: Sequence[str]) -> FoundExchange | None:
        """The turns in order, each beside the one before it; single turns may be missing.

        At least one turn must be found on its own, and more than half of them in all.
        """
        asked = [words(turn)[:MOST_WORDS] for turn in turns[:40]]
        choices = [self._choices(each) for each in asked]
        chain = self._chain(choices)
        found = [i for i, match in enumerate(chain) if match]
        alone = any(
            match and match.alike >= LIKE and match.weight > self.rare
            for match, each in zip(chain, asked, strict=True)
        )
        if not found or len(found) * 2 <= len(turns) or not (alone or len(found) > 2):
            return None
        out = tuple(
            self._found(turn, match) if match else None
            for turn, match in zip(turns, chain, strict=False)
        )
        spans = [each.span for each in out if each]
        sure = sum(match.share for match in chain if match) / len(turns)
        return FoundExchange(
            turns=out,
            span=Span(start=spans[0].start, end=max(span.end for span in spans)),
            sure=round(min(1.0, sure), 3),
        )

    # exactly ---------------------------------------------------------------------------------

    def _exact(self, asked: Sequence[Word]) -> list[int]:
        """Where the words stand one after the other: of each place the first word."""
        wanted = [self.vocabulary.get(word.text, -1) for word in asked]
        if -1 in wanted:
            return []
        rarest = min(range(len(wanted)), key=lambda i: len(self.places[wanted[i]]))
        starts = (at - rarest for at in self.places[wanted[rarest]])
        return [at for at in starts if at >= 0 and self.ids[at : at + len(wanted)] == wanted]

    def _found_exactly(self, asked: Sequence[Word], starts: list[int]) -> Found:
        weight = sum(self.weights[self.ids[starts[0] + i]] for i in range(len(asked)))
        # of several places the one where the quote is all that is said
        best = min(starts, key=lambda at: (self._beside(at, at + len(asked)), at))
        sure = min(1.0, 0.35 + 0.65 * weight / FULL) / math.sqrt(len(starts))
        lines, span, said = self._place(best, best + len(asked))
        return Found(
            lines=lines,
            span=span,
            sure=round(sure, 3),
            exact=True,
            said=said,
            places=len(starts),
        )

    def _beside(self, start: int, end: int) -> int:
        """How many words the lines have besides these."""
        first, last = self.of_line[start], self.of_line[end - 1]
        return start - self.first[first] + self._end(last) - end

    def _end(self, line: int) -> int:
        return self.first[line + 1] if line + 1 < len(self.first) else len(self.words)

    # inexactly -------------------------------------------------------------------------------

    def _known(self, word: str) -> int | None:
        """The word of the film that this is, or that it is a slip for."""
        if word in self.vocabulary:
            return self.vocabulary[word]
        if word not in self._spelled:
            if len(self._spelled) > 20_000:
                self._spelled.clear()
            self._spelled[word] = self._near(word)
        return self._spelled[word]

    def _near(self, word: str) -> int | None:
        slips = 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 8 else 2
        if not slips or len(word) > 40:
            return None
        like = [each for size in range(len(word) - slips, len(word) + slips + 1)
                for each in self._by_size.get(size, ())]  # fmt: skip
        found = process.extractOne(word, like, scorer=OSA.distance, score_cutoff=slips)
        return self.vocabulary[found[0]] if found else None

    def _inexact(self, asked: Sequence[Word]) -> list[_Match]:
        wanted = [self._known(word.text) for word in asked]
        score = np.zeros(len(self.lines))
        for id in dict.fromkeys(id for id in wanted if id is not None):
            score[self.in_lines[id]] += self.weights[id]
        reach = max(1, min(12, len(asked) // 6))
        whole = sum(self.rare if id is None else self.weights[id] for id in wanted)
        alone = score / (whole + self.heavy)  # lines that say this and little else
        total = np.convolve(score, np.ones(reach + 1), "full")[reach:]
        tops = [*_top(alone, _PLACES), *_top(total, _PLACES * (reach + 1))]
        places: list[tuple[float, int, int]] = []
        seen: list[int] = []
        for line in tops:
            if line in seen or total[line] <= 0 or len(seen) >= 2 * _PLACES:
                continue
            if len(seen) >= _PLACES and any(abs(line - other) <= reach for other in seen):
                continue
            seen.append(line)
            if place := self._compare(wanted, whole, line, reach):
                places.append(place)
        best = sorted(set(places), key=lambda place: (-place[0], place))[:_WEIGHED]
        return [self._weighed(asked, wanted, whole, start, end) for _, start, end in best]

    def _compare(
        self, wanted: Sequence[int | None], whole: float, line: int, reach: int
    ) -> tuple[float, int, int] | None:
        """The stretch of words near this line that agrees best with the quote: (how much, from
        which word, to which)."""
        start = self.first[max(0, line - 1)]
        end = self._end(min(len(self.lines) - 1, line + 2 * reach + 1))
        window = self.ids[start : min(end, start + 6 * len(wanted) + 60)]
        quote = [-1 - i if id is None else id for i, id in enumerate(wanted)]
        pairs = [
            (op.src_start + i, op.dest_start + i)
            for op in LCSseq.opcodes(quote, window)
            if op.tag == "equal"
            for i in range(op.src_end - op.src_start)
        ]
        if not pairs:
            return None
        weight = [self.rare if id is None else self.weights[id] for id in wanted]
        before = [0.0, *accumulate(self.weights[id] for id in window)]
        best = (0.0, 0, 0)
        pairs = pairs[:200]
        for i in range(len(pairs)):  # the stretch from pair i to pair j that agrees best
            agree = 0.0
            for j in range(i, len(pairs)):
                agree += weight[pairs[j][0]]
                said = before[pairs[j][1] + 1] - before[pairs[i][1]]
                alike = 2 * agree / (whole + said)
                if alike > best[0]:
                    best = (alike, pairs[i][1], pairs[j][1] + 1)
            if i > 24 and best[0] > 0.5:
                break
        return best[0], start + best[1], start + best[2]

    def _weighed(
        self,
        asked: Sequence[Word],
        wanted: Sequence[int | None],
        whole: float,
        start: int,
        end: int,
    ) -> _Match:
        """How alike the quote and these words of the film are, as LIKE asks."""
        start, end = self._widened(wanted, start, end)
        said = self.ids[start:end]
        known = Counter(id for id in wanted if id is not None)
        here = Counter(said)
        agree = sum(self.weights[id] * min(n, here[id]) for id, n in known.items())
        share = 2 * agree / (whole + sum(self.weights[id] for id in said))
        letters = fuzz.ratio(
            " ".join(word.text for word in asked),
            " ".join(word.text for word in self.words[start:end]),
        )
        alike = (
            _LETTERS * letters / 100
            + _WORDS * share
            + _WEIGHT * math.log1p(min(agree, 20.0))
            + _BRIEF / max(4, len(asked))
        )
        return _Match(start, end, alike, agree, share)

    # what is shown ---------------------------------------------------------------------------

    def _found(self, quote: str, match: _Match) -> Found:
        lines, span, said = self._place(match.start, match.end)
        pieces = difference(quote, said)
        exact = all(piece.same for piece in pieces)
        sure = match.share * min(1.0, 0.4 + 0.6 * match.weight / FULL)
        return Found(
            lines=lines,
            span=span,
            sure=round(sure, 3),
            exact=exact,
            said=said,
            difference=() if exact else pieces,
        )

    def _widened(self, wanted: Sequence[int | None], start: int, end: int) -> tuple[int, int]:
        """With the words of the same lines that stand where the quote has others."""
        first, last = self.ids[start], self.ids[end - 1]
        head = wanted.index(first) if first in wanted else 0
        tail = wanted[::-1].index(last) if last in wanted else 0
        return (
            max(start - head, self.first[self.of_line[start]]),
            min(end + tail, self._end(self.of_line[end - 1])),
        )

    def _place(self, start: int, end: int) -> tuple[tuple[Id, ...], Span, str]:
        first, last = self.of_line[start], self.of_line[end - 1]
        taken = self.lines[first : last + 1]
        texts = [line.text for line in taken]
        stop = self.words[end - 1].end
        while stop < len(texts[-1]) and not (
            texts[-1][stop].isalnum() or texts[-1][stop].isspace()
        ):
            stop += 1
        texts[-1] = texts[-1][:stop]
        texts[0] = texts[0][self.words[start].start :]
        span = Span(start=taken[0].span.start, end=max(line.span.end for line in taken))
        return tuple(line.id for line in taken), span, " ".join(texts).strip()

    # exchanges -------------------------------------------------------------------------------

    def _choices(self, asked: Sequence[Word]) -> list[_Match]:
        if not asked or not self.ids:
            return []
        starts = self._exact(asked)[:300]
        if starts:
            weight = sum(self.weights[self.ids[starts[0] + i]] for i in range(len(asked)))
            return [
                _Match(at, at + len(asked), _exactly(len(asked), weight), weight, 1.0)
                for at in starts
            ]
        found = [match for match in self._inexact(asked) if match.alike >= BESIDE]
        return sorted(found, key=lambda match: match.start)

    def _chain(self, choices: Sequence[Sequence[_Match]]) -> list[_Match | None]:
        """One place a turn, in order, close together, agreeing most in all."""
        ends: list[tuple[float, _Match, int, list[tuple[int, _Match]]]] = []
        for turn, found in enumerate(choices):
            fresh: list[tuple[float, _Match, int, list[tuple[int, _Match]]]] = []
            for match in found:
                worth = match.share * (1 + match.weight)
                best, chain = 0.0, list[tuple[int, _Match]]()
                line = self.of_line[match.start]
                for value, last, _, before in ends:
                    gap = line - self.of_line[last.end - 1]
                    if last.end <= match.start and 0 <= gap <= _NEAR:
                        value -= 0.4 * gap
                        if value > best:
                            best, chain = value, before
                fresh.append((best + worth, match, turn, [*chain, (turn, match)]))
            ends = sorted([*ends, *fresh], key=lambda end: end[0])[-600:]
        out: list[_Match | None] = [None] * len(choices)
        best_end = max(ends, key=lambda end: end[0], default=None)
        for turn, match in best_end[3] if best_end else ():
            out[turn] = match
        return out


def _top(score: "np.ndarray[tuple[int], np.dtype[np.float64]]", count: int) -> list[int]:
    count = min(count, len(score))
    found: list[int] = np.argpartition(-score, count - 1)[:count].tolist()
    return sorted(found, key=lambda line: (-score[line], line))


def _exactly(count: int, weight: float) -> float:
    """How alike words said exactly are: they too must weigh something to be found alone."""
    return _LETTERS + _WORDS + _WEIGHT * math.log1p(min(weight, 20.0)) + _BRIEF / max(4, count)


def find(quote: str, lines: Sequence[Line] | Dialogue) -> Found | None:
    """Where a quote is said. Of one film many quotes: make a ``Dialogue`` of its lines once."""
    return (lines if isinstance(lines, Dialogue) else Dialogue(lines)).find(quote)


def find_exchange(turns: Sequence[str], lines: Sequence[Line] | Dialogue) -> FoundExchange | None:
    """Where these turns are said, one after the other."""
    return (lines if isinstance(lines, Dialogue) else Dialogue(lines)).exchange(turns)
