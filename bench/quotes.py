"""Memorable quotes: of two lines of a film, which one do people remember? And among all its lines?

Pairs of the Cornell set, both lines as the script has them (lines 3 and 4 of each block), split by
film: no film is learnt from and measured on. Beside ours: the longer line wins; and pairs with as
many words, where length tells nothing. In this set remembered lines have several sentences and the
others one, so counting sentences tells much; without it less is left, and that is printed too, for
it is what entracte chooses by. A pairwise figure says little about picking quotes out of a
whole film, so the rank of known quotes among the lines of the same film's pairs is printed too.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.report import SHARED, CouldNotRun, Row, run
from entracte.choose.style import TRAITS, traits

_FOLDS = 10
_DECAY = 30.0
MADE = frozenset({"sentences"})  # traits that tell how the set was made


class Pair(NamedTuple):
    film: str
    remembered: str
    other: str


def pairs(data: Path) -> list[Pair]:
    path = data / "pairs.txt"
    if not path.is_file():
        raise CouldNotRun(f"There is no {path.name} in {data}.")
    out = []
    for block in path.read_text("utf-8", "replace").split("\n\n"):
        rows = [row for row in block.splitlines() if row.strip()]
        if len(rows) == 4:
            film, _, one, two = rows
            if " " in one and " " in two:
                out.append(Pair(film.strip(), one.split(" ", 1)[1], two.split(" ", 1)[1]))
    return out


def learnt(x: NDArray[np.float64], decay: float = _DECAY) -> NDArray[np.float64]:
    """Weights by which differences of traits tell the remembered line (logistic, no constant)."""
    w = np.zeros(x.shape[1])
    keep = decay * np.eye(len(w))
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        w = w + np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + keep, x.T @ (1 - p) - keep @ w)
    return w


def scale(given: Sequence[Pair]) -> NDArray[np.float64]:
    every = np.array([traits(line) for pair in given for line in pair[1:]])
    return every.std(axis=0) + 1e-9


def differences(given: Sequence[Pair]) -> NDArray[np.float64]:
    return np.array([np.subtract(traits(p.remembered), traits(p.other)) for p in given])


def measure(data: Path, quick: bool) -> list[Row]:
    given = pairs(data)[: 300 if quick else None]
    if len(given) < 2 * _FOLDS:
        raise CouldNotRun(f"There are only {len(given)} pairs in {data}.")
    films = sorted({pair.film for pair in given})
    x = differences(given) / scale(given)
    won = np.zeros(len(given))
    ranks: list[float] = []
    for fold in range(_FOLDS):
        out = set(films[fold::_FOLDS])
        inside = np.array([pair.film in out for pair in given])
        w = learnt(x[~inside])
        won[inside] = _wins(x[inside] @ w)
        ranks += _ranks([p for p, here in zip(given, inside, strict=True) if here], w, given)
    length = np.array([len(p.remembered.split()) - len(p.other.split()) for p in given])
    even = length == 0
    used = [i for i, trait in enumerate(TRAITS) if trait not in MADE]
    plain = _crossed(x[:, used], given, films)
    alike = x[:, TRAITS.index("sentences")] == 0
    n = len(given)
    return [
        Row(
            "the remembered line of two",
            float(won.mean()),
            0.72,
            n=n,
            peers=(("longer", float(_wins(length).mean())), ("published", 0.64), ("human", 0.78)),
            note=f"± {(0.25 / n) ** 0.5:.3f}",
        ),
        Row("the same, as many words in both", float(won[even].mean()), None, n=int(even.sum())),
        Row("the same, sentences not counted", float(plain.mean()), None, n=n),
        Row("the same, as many sentences in both", float(plain[alike].mean()), None,
            n=int(alike.sum())),
        Row("rank among the lines of its film, 1 is first", float(np.mean(ranks)), None, "lower",
            len(ranks), (("chance", 0.5),)),
    ]  # fmt: skip


def _crossed(
    x: NDArray[np.float64], given: Sequence[Pair], films: Sequence[str]
) -> NDArray[np.float64]:
    won = np.zeros(len(given))
    for fold in range(_FOLDS):
        out = set(films[fold::_FOLDS])
        inside = np.array([pair.film in out for pair in given])
        won[inside] = _wins(x[inside] @ learnt(x[~inside]))
    return won


def _wins(found: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(found > 0, 1.0, np.where(found == 0, 0.5, 0.0))


def _ranks(given: Sequence[Pair], w: NDArray[np.float64], every: Sequence[Pair]) -> list[float]:
    """Where remembered lines stand among the others of their film, 0 first to 1 last."""
    size = scale(every)
    out = []
    for film in sorted({pair.film for pair in given}):
        own = [pair for pair in given if pair.film == film]
        others = np.array([np.dot(traits(pair.other) / size, w) for pair in own])
        if len(others) < 5:
            continue
        for pair in own:
            mine = float(np.dot(traits(pair.remembered) / size, w))
            out.append(float((others > mine).mean() + (others == mine).mean() / 2))
    return out


def main() -> int:
    return run("quotes", __doc__ or "", SHARED / "data" / "quotes", measure, sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
