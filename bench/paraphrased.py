"""Lines told in other words: by words alone, and by meaning, at several sizes of the library.

The windows of the real films have real vectors. Beyond the real lines, windows are made by blending
the vectors of two windows of different films, half and half: neither of them stands there any more,
and the blends lie where vectors of dialogue lie. That is said beside the figure.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.report import Row
from bench.searched import Case, tally
from bench.shelves import Films, put
from entracte import meaning
from entracte.index import meant
from entracte.index.search import Index
from entracte.model import slug
from entracte.store.shelf import Shelf

_GOAL = 0.45
_SIZES = (60_000, 150_000)


def rows(real: Films, asked: Sequence[Case], quick: bool) -> list[Row]:
    """Among five, as ``entracte find`` answers; then vectors alone among 1.5 million lines."""
    if not meaning.installed():
        print(f"Nothing is measured by meaning: no weights here. {meaning.HOW}", file=sys.stderr)
        return []
    wanted = {film for case in asked for film, _ in case.places}
    names = sorted(real, key=lambda name: (slug(name) not in wanted, name))
    out: list[Row] = []
    with tempfile.TemporaryDirectory() as home:
        shelf, index = Shelf(home=home), Index(home)
        lines = 0
        for size in (6_000,) if quick else _SIZES:
            while names and lines < size:
                name = names.pop(0)
                put(shelf, name, real[name])
                lines += len(real[name])
            index.follow()
            there = {film.id for film in shelf.films()}
            here = [case for case in asked if {film for film, _ in case.places} & there]
            words = tally(index, here, "paraphrases") if len(out) == 0 else None
            index.follow_meaning()
            found = tally(index, here, "paraphrases")
            peers = (("words alone", round(words[1] / words[2], 3)),) if words else ()
            what = f"paraphrases, {lines:,} lines, among five"
            note = f"{found[1]} of {found[2]}"
            out.append(
                Row(what, found[1] / max(1, found[2]), _GOAL, "higher", found[2], peers, note)
            )
        if not quick:
            out.append(_blended(Path(home), asked, lines))
    return out


def _blended(home: Path, asked: Sequence[Case], lines: int, most: int = 1_500_000) -> Row:
    """Vectors alone, the real windows among so many blended ones that it is ten times as many."""
    kept = sorted((home / "index" / f"meaning-{meant.FORMAT}").glob("*.npy"))
    every = [np.load(file) for file in kept]
    of = [file.name.rpartition(".")[0].rpartition(".")[0] for file in kept]
    real = np.concatenate([_unit(rows) for rows in every])
    films = np.repeat(np.arange(len(of)), [len(rows) for rows in every])
    starts = np.concatenate([meant.starts(rows) for rows in every])
    spans = np.concatenate([_next(meant.starts(rows)) for rows in every])
    chance = np.random.default_rng(23)
    queries = meaning.vectors([case.query for case in asked])
    near = queries @ real.T
    best = np.argsort(-near, axis=1)[:, :5]
    first = [
        next(
            (
                (rank, near[i, at])
                for rank, at in enumerate(best[i])
                if any(
                    film == of[films[at]] and abs(start - starts[at]) <= spans[at]
                    for film, start in case.places
                )
            ),
            None,
        )
        for i, case in enumerate(asked)
    ]
    above = np.zeros(len(asked), int)
    turns = max(0, round(most / max(1, lines)) - 1)
    for _ in range(turns):
        mixed = real + real[chance.permutation(len(real))]
        mixed /= np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-9)
        scores = queries @ mixed.T
        for i, found in enumerate(first):
            if found is not None:
                above[i] += int((scores[i] > found[1]).sum())
    hits = sum(found is not None and found[0] + above[i] < 5 for i, found in enumerate(first))
    what = f"paraphrases, {lines * (turns + 1):,} lines with blended vectors, among five"
    return Row(what, hits / max(1, len(asked)), _GOAL, "higher", len(asked), (), f"{hits}")


def _unit(rows: NDArray[np.uint8]) -> NDArray[np.float32]:
    whole = meant.vectors_of(rows)
    out: NDArray[np.float32] = whole / np.maximum(
        np.linalg.norm(whole, axis=1, keepdims=True), 1e-9
    )
    return out


def _next(starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """How far the next window is: what lies closer belongs to this one."""
    return np.diff(starts, append=starts[-1:] + 6_000)
