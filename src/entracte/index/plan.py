"""How words are looked for: as they stand, then all of them, then any of them with spelling help.

Each way is one question to tantivy and returns places, best first by BM25. The first way that
finds something says how well the question was understood.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from heapq import nlargest

import numpy as np
from rapidfuzz.distance import OSA
from tantivy import DocAddress, FieldType, Occur, Query

from entracte.index import plain
from entracte.index.asked import Asked, sorts
from entracte.index.kept import LATE, SCHEMA, View, told
from entracte.index.units import SORTS
from entracte.model import Id, Ms

MOST = 200  # places that are ranked
_ENDINGS = 24  # words that a beginning may stand for
_ENDINGS_OF_ONE = 6  # where there is one letter yet, and a library full of such words
_NEAREST = 8  # words that a misspelt one may stand for
_RARE = 30_000  # one in so many lines: a word so rare may be a misspelt one

Place = tuple[float, DocAddress]


class Vocabulary:
    """The words of the index, with the number of places where each stands.

    A word's letters are kept as bits, which tells most of those apart that differ too much.
    """

    def __init__(self, view: View) -> None:
        self.docs = view.searcher.num_docs
        with told(view.folder):
            found = view.searcher.terms_with_prefix("words", "")
        found.sort()
        self._terms = [term for term, _ in found]
        self._counts = [count for _, count in found]
        self._lengths = np.array([len(term) for term in self._terms], np.int16)
        self._letters = np.array([_letters(term) for term in self._terms], np.uint64)

    def begin(self, begun: str, most: int) -> list[str]:
        """The most frequent words that begin so, the word itself first of all."""
        first = bisect_left(self._terms, begun)
        last = bisect_left(self._terms, begun + "\U0010ffff", first)
        best = nlargest(most, range(first, last), key=self._counts.__getitem__)
        if first < last and self._terms[first] == begun:
            best = [first, *(i for i in best if i != first)][:most]
        return [self._terms[i] for i in best]

    def near(self, word: str) -> list[tuple[str, int]]:
        """Words that may have been meant, the likeliest first, and how many letters differ."""
        far = 0 if len(word) < 3 else 1 if len(word) < 6 else 2
        if not far:
            return []
        alike = np.bitwise_count(self._letters ^ np.uint64(_letters(word))) <= 2 * far
        alike &= np.abs(self._lengths - len(word)) <= far
        out = []
        for i in np.flatnonzero(alike).tolist():
            off = OSA.distance(word, self._terms[i], score_cutoff=far)
            if 0 < off <= far:
                out.append((off, -self._counts[i], self._terms[i]))
        return [(term, off) for off, _, term in sorted(out)[:_NEAREST]]


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 61)
    return bits


class Plan:
    """The ways of looking for these words in this view of the index."""

    def __init__(
        self, view: View, asked: Asked, vocabulary: Vocabulary, seen: Mapping[Id, Ms]
    ) -> None:
        self.view = view
        self.asked = asked
        self.vocabulary = vocabulary
        self.filters = _filters(view, asked, seen)
        self._meant: dict[str, list[tuple[str, int]]] = {}
        self.nowhere = self.filters is None  # a filter names a film that is not there

    def exact(self, most: int = MOST) -> list[Place]:
        """Where the words stand just so, in this order; the last may only have begun."""
        words = list(self.asked.words)
        found = self._search([(Occur.Must, _phrase(words))], most)
        if found or len(words) < 3 or self.asked.whole:
            return found
        if not self._search([(Occur.Must, _phrase(words[:-1]))], 1):
            return []  # quicker than to ask for all that the last word may become
        on: list[str | tuple[int, str]] = [*words]
        return self._search([(Occur.Must, Query.phrase_prefix_query(SCHEMA, "words", on))], most)

    def all(self, most: int = MOST) -> list[Place]:
        """Where all the words stand, or words that they may have been meant for."""
        parts = []
        for word in _once(self.asked):
            meant = [_term(word), *(_term(term) for term, _ in self.meant(word))]
            one = Query.boolean_query([(Occur.Should, each) for each in meant])
            parts.append((Occur.Must, meant[0] if len(meant) == 1 else one))
        return self._search(parts, most)

    def any(self, most: int = MOST, *, spelling: bool = True) -> list[Place]:
        """Where some of the words stand, or words that may have been meant."""
        parts = []
        for word in _once(self.asked):
            parts.append((Occur.Should, _term(word)))
            for term, off in self.meant(word) if spelling else ():
                parts.append((Occur.Should, Query.boost_query(_term(term), 0.9 / off)))
        return self._search(parts, most, least_one=True)

    def typed(self, most: int) -> list[Place]:
        """Where all the words stand, the last of which may only have begun."""
        *before, last = self.asked.words
        endings = self._endings(last)
        if not endings:
            return []
        if before:
            on: list[str | tuple[int, str]] = [*before, last]
            found = self._search([(Occur.Must, Query.phrase_prefix_query(SCHEMA, "words", on))], 50)
            if len(found) >= most:
                return found
        else:
            found = []
        parts = [(Occur.Must, _term(word)) for word in dict.fromkeys(before)]
        parts.append(
            (Occur.Must, Query.boolean_query([(Occur.Should, _term(each)) for each in endings]))
        )
        known = {(place.segment_ord, place.doc) for _, place in found}
        more = self._search(parts, max(50, most))
        return found + [each for each in more if (each[1].segment_ord, each[1].doc) not in known]

    def everything(self, most: int = MOST) -> list[Place]:
        """All that the filters leave, when there is no word to look for."""
        return self._search([(Occur.Must, Query.all_query())], most)

    def weight(self, word: str) -> int:
        """In how many places the word stands."""
        return self.view.searcher.doc_freq("words", word)

    def meant(self, word: str) -> list[tuple[str, int]]:
        """Words that a rare or unknown one may stand for, and how many letters differ."""
        if word not in self._meant:
            rare = self.weight(word) <= self.view.searcher.num_docs // _RARE
            self._meant[word] = self.vocabulary.near(word) if rare else []
        return self._meant[word]

    def _endings(self, begun: str) -> list[str]:
        if self.asked.whole:
            return [begun]
        most = _ENDINGS if len(begun) > 1 else _ENDINGS_OF_ONE
        found = self.vocabulary.begin(begun, most)
        if found:
            return found
        with told(self.view.folder):  # a word that came since the vocabulary was read
            there = self.view.searcher.terms_with_prefix("words", begun, limit=most)
        return [term for term, _ in there]

    def _search(
        self, parts: Sequence[tuple[Occur, Query]], most: int, *, least_one: bool = False
    ) -> list[Place]:
        if self.filters is None or not parts:
            return []
        told_apart = [(Occur.Must, _phrase(each)) for each in self.asked.exact]
        rest = [*told_apart, *self.filters]
        if least_one and rest:
            parts = [(Occur.Must, Query.boolean_query(list(parts)))]
        with told(self.view.folder):
            query = Query.boolean_query([*parts, *rest])
            return list(self.view.searcher.search(query, most, count=False).hits)


def _once(asked: Asked) -> list[str]:
    return list(dict.fromkeys(asked.words))


def _term(word: str) -> Query:
    return Query.term_query(SCHEMA, "words", word)


def _phrase(words: Sequence[str]) -> Query:
    if len(words) == 1:
        return _term(words[0])
    return Query.phrase_query(SCHEMA, "words", list(words))


def films(view: View, named: str) -> list[int]:
    """The films of this name: its id, its title, or all words of it in the title."""
    words = set(plain.tokens(named))
    told = plain.key(named)
    whole = [e.number for e in view.films.values() if named == e.id or told == plain.key(e.title)]
    return whole or [
        entry.number
        for entry in view.films.values()
        if words <= {*plain.tokens(entry.title), *plain.tokens(entry.id)}
    ]


def in_time(view: View, film: int, first: Ms, last: Ms) -> list[DocAddress]:
    """The lines of a film that begin from ``first`` to ``last``."""
    parts = [_number("film", film), _number("sort", SORTS.index("line"))]
    parts.append(_span("known", max(0, first), max(0, min(last, LATE - 1))))
    with told(view.folder):
        query = Query.boolean_query([(Occur.Must, part) for part in parts])
        return [address for _, address in view.searcher.search(query, 50, count=False).hits]


def _filters(view: View, asked: Asked, seen: Mapping[Id, Ms]) -> list[tuple[Occur, Query]] | None:
    """What must hold besides the words; ``None`` if no film can answer."""
    out: list[tuple[Occur, Query]] = []
    numbers: set[int] | None = None
    for named in asked.films:
        numbers = (numbers or set()) | set(films(view, named))
    if asked.years is not None:
        first, last = asked.years
        within = {e.number for e in view.films.values() if e.year and first <= e.year <= last}
        numbers = within if numbers is None else numbers & within
    if numbers is not None:
        if not numbers:
            return None
        out.append((Occur.Must, _one_of("film", sorted(numbers))))
    wanted = sorts(asked)
    if wanted:
        out.append((Occur.Must, _one_of("sort", wanted)))
    out += [(Occur.Must, _named(name)) for name in asked.speakers]
    out += [(Occur.Must, _about(name)) for name in asked.people]
    if asked.after is not None or asked.before is not None:
        low = asked.after or 0
        high = LATE - 1 if asked.before is None else max(0, min(asked.before, LATE) - 1)
        out.append((Occur.Must, _begins(low, max(low, high))))
    for film, limit in sorted(seen.items()):
        entry = view.films.get(film)
        if entry is not None:
            later = [
                (Occur.Must, _number("film", entry.number)),
                (Occur.Must, _span("known", min(limit + 1, LATE), LATE)),
            ]
            out.append((Occur.MustNot, Query.boolean_query(later)))
    return out


def _begins(low: Ms, high: Ms) -> Query:
    lines = (_number("sort", SORTS.index("line")), _span("known", low, high))
    either = [Query.boolean_query([(Occur.Must, each) for each in lines])]
    either.append(_span("start", low, high))
    return Query.const_score_query(
        Query.boolean_query([(Occur.Should, each) for each in either]), 0.0
    )


def _one_of(field: str, numbers: Sequence[int]) -> Query:
    # constant, so that which film it is weighs nothing
    one = Query.boolean_query([(Occur.Should, _number(field, each)) for each in numbers])
    return Query.const_score_query(one, 0.0)


def _number(field: str, number: int) -> Query:
    return Query.term_query(SCHEMA, field, number)


def _named(name: str) -> Query:
    words = [(Occur.Must, Query.term_query(SCHEMA, "who", each)) for each in plain.tokens(name)]
    return Query.const_score_query(Query.boolean_query(words), 0.0)


def _about(name: str) -> Query:
    either = [(Occur.Should, _named(name)), (Occur.Should, _phrase(plain.tokens(name)))]
    return Query.const_score_query(Query.boolean_query(either), 0.0)


def _span(field: str, low: Ms, high: Ms) -> Query:
    return Query.range_query(SCHEMA, field, FieldType.Unsigned, low, high)
