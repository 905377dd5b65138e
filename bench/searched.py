"""What counts as found in bench/search.py, and how long asking takes."""

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from bench.shelves import Films, Said
from entracte.index import plain
from entracte.index.answer import Hit
from entracte.index.search import Index
from entracte.model import Id, slug

Tally = list[int]  # found first, found among five, asked


class Case(NamedTuple):
    """A query, and what answers it: lines by film and start, or lines of the same words."""

    query: str
    places: frozenset[tuple[Id, int]]
    texts: frozenset[str]

    @classmethod
    def of(cls, query: str, film: str, lines: Iterable[Said]) -> "Case":
        every = tuple(lines)
        return cls(
            query,
            frozenset((slug(film), line.start) for line in every),
            frozenset(plain.key(line.text) for line in every),
        )


class Asks(Protocol):
    def five(self, query: str) -> list[tuple[Id, int, str]]:
        """Film, start and text of the five best."""


def cases(
    real: Films, queries: dict[str, Any], own: dict[str, Any], half: int | None
) -> dict[str, list[Case]]:
    """The queries by kind; of those in the data every second one, where others were looked at."""
    out: dict[str, list[Case]] = {"exact": [], "misquoted": [], "famous": [], "paraphrases": []}
    kinds = {"exact": 0, "misquoted": 0, "famous misquotes": 1, "paraphrases": 1}
    for kind, beside in kinds.items():
        name = kind.split(" ")[0]
        for i, each in enumerate(queries.get(kind, ())):
            looked_at = half is not None and i % 2 != half and kind != "paraphrases"
            found = [_near(real, film, number, beside) for film, number in each["targets"]]
            if not looked_at and any(found):
                parts = [
                    Case.of(each["query"], film, lines)
                    for (film, _), lines in zip(each["targets"], found, strict=True)
                ]
                out[name].append(_joined(parts))
    for name in ("famous", "paraphrases"):
        for query, film, words in own[name]:
            there = [
                line.number
                for line in real.get(film, ())
                if f" {words} " in f" {plain.key(line.text)} "
            ]
            if there:
                near = [line for number in there for line in _near(real, film, number, 1)]
                out[name].append(Case.of(query, film, near))
    return out


def _near(real: Films, film: str, number: int, beside: int) -> list[Said]:
    return [line for line in real.get(film, ()) if abs(line.number - number) <= beside]


def _joined(parts: Sequence[Case]) -> Case:
    return Case(
        parts[0].query,
        frozenset().union(*(part.places for part in parts)),
        frozenset().union(*(part.texts for part in parts)),
    )


def tally(asks: "Asks | Index", asked: Sequence[Case], kind: str) -> Tally:
    out = [0, 0, 0]
    for case in asked:
        five = _five(asks, case.query) if isinstance(asks, Index) else asks.five(case.query)
        key = plain.key(case.query)
        right = [
            (film, start) in case.places
            or plain.key(text) in case.texts
            or (kind == "exact" and key in plain.key(text))
            for film, start, text in five
        ]
        out[0] += bool(right and right[0])
        out[1] += any(right)
        out[2] += 1
        missed = not any(right[: 1 if kind != "famous" else 5])
        if missed and "--misses" in sys.argv and isinstance(asks, Index):
            got = five[0][2] if five else ""
            meant = next(iter(sorted(case.texts)), "")
            print(f"{kind}: {case.query!r} / {meant!r} / {got!r}", file=sys.stderr)
    return out


def _five(index: Index, query: str) -> list[tuple[Id, int, str]]:
    return [placed(hit) for hit in index.find(query, most=5).hits]


def placed(hit: Hit) -> tuple[Id, int, str]:
    return hit.film, hit.start or 0, hit.text


class Times(NamedTuple):
    """Median and 95th of a hundred, in milliseconds."""

    cpu: tuple[float, float]
    wall: tuple[float, float]
    n: int


def timed(queries: Sequence[str], ask: Callable[[str], object]) -> Times:
    spent, waited = [], []
    for query in queries:
        cpu, wall = time.thread_time(), time.perf_counter()
        ask(query)
        spent.append(1000 * (time.thread_time() - cpu))
        waited.append(1000 * (time.perf_counter() - wall))
    return Times(middle(spent), middle(waited), len(spent))


def middle(taken: list[float]) -> tuple[float, float]:
    taken = sorted(taken)
    return round(taken[len(taken) // 2], 2), round(taken[int(0.95 * (len(taken) - 1))], 2)
