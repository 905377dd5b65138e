"""Prose on the clock: is a sentence of a synopsis found in its scene, and a false one nowhere?

Sentences of the films in ``tripod_gold.json``, each with its scenes (lines of the screenplay); from
the screenplay, and from what is spoken in it alone, which stands in for subtitles. Figures are few:
the standard error is printed. Weights of the refusal come from other films (``tripod_synopses_train
.csv``); with those films there, a cross-validation over all, by film, is printed beside. Where the
weights of meanings are installed, the same with meanings mixed in stands beside it.
"""

import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.refusal import Example, auc, counted, examples, found_at, learnt
from bench.report import SHARED, Row, run
from bench.synopses import Telling, gold, train
from bench.vectors import Vectors
from entracte import meaning
from entracte.align.course import course
from entracte.align.meant import Meant, mixed
from entracte.align.telling import model, rarity
from entracte.align.weighing import Weighing, stems

_FOLDS = 5
NEAR = 0.05  # of the film


def masses(scenes: Sequence[Sequence[str]], sentences: Iterable[str]) -> NDArray[np.float64]:
    weighing = Weighing(scenes)
    return np.stack([weighing.masses(stems(each)) for each in sentences])


def measure(data: Path, quick: bool) -> list[Row]:
    films = list(gold(data))
    vectors = Vectors() if meaning.installed() else None
    rows = []
    for what, spoken in (("screenplay", False), ("spoken words alone", True)):
        goals = (None, None, None) if spoken else (0.55, 0.88, 0.025)
        rows += _placed(what, films, spoken, goals, None)
        if vectors is not None:
            rows += _placed(f"{what}, with meanings", films, spoken, goals, vectors)
    rows += _refused(data, films, quick, vectors)
    if vectors is not None:
        vectors.save()
    return rows


def _placed(
    what: str,
    films: Sequence[Telling],
    spoken: bool,
    goals: Sequence[float | None],
    vectors: Vectors | None,
) -> list[Row]:
    far, lone, even = [], [], []
    began = time.process_time()
    for film in films:
        scenes = film.spoken if spoken else film.scenes
        shared = masses(scenes, film.sentences)
        if vectors is not None:
            meant = Meant(film.speech if spoken else film.texts, vectors)
            shared = mixed(shared, meant.near(film.sentences))
        size = len(scenes)
        placed = course(shared).where.argmax(axis=1)
        for sentence, right in film.gold.items():
            along = round((sentence + 0.5) / len(film.sentences) * size)
            for out, place in (
                (far, placed[sentence]),
                (lone, shared[sentence].argmax()),
                (even, along),
            ):
                out.append(min(abs(int(place) - each) for each in right) / size)
    spent = time.process_time() - began
    error = (0.25 / max(1, len(far))) ** 0.5
    note = f"± {error:.2f}, {spent:.1f} s"
    rows = []
    for name, goal, score in (
        ("its scene", goals[0], lambda each: _share(each, 0)),
        ("within 5 % of the film", goals[1], lambda each: _share(each, NEAR)),
        ("mean distance", goals[2], lambda each: float(np.mean(each))),
    ):
        better = "lower" if name == "mean distance" else "higher"
        peers = (("alone", score(lone)), ("evenly", score(even)))
        rows.append(Row(f"{what}: {name}", score(far), goal, better, len(far), peers, note))
    return rows


def _share(far: Sequence[float], limit: float) -> float:
    return sum(each <= limit for each in far) / max(1, len(far))


def _refused(data: Path, films: list[Telling], quick: bool, vectors: Vectors | None) -> list[Row]:
    others = list(train(data, 12 if quick else None))
    found = examples(films, 2, rarity(), counted_in=False, among=[*films, *others])
    sure = model().sure
    scored = [(each.kind, sure(each.signs)) for each in found]
    rows = _rows("", scored, (0.99, 0.97, 0.90, 0.60))
    if vectors is not None:
        found = examples(
            films, 2, rarity(), counted_in=False, among=[*films, *others], vectors=vectors
        )
        sure = model(meant=True).sure
        scored = [(each.kind, sure(each.signs)) for each in found]
        rows += _rows("with meanings: ", scored, (0.99, 0.97, 0.90, 0.60))
    if others and not quick:
        rare = counted([*films, *others])
        every = examples([*films, *others], 3, rare, counted_in=True)
        rows += _rows("all films, cross-validated: ", list(_folds(every)), (None,) * 4)
    return rows


def _rows(
    what: str, scored: Sequence[tuple[str, float]], goals: Sequence[float | None]
) -> list[Row]:
    by = {kind: [s for k, s in scored if k == kind] for kind in ("own", "other", "named")}
    n = len(scored)
    out = []
    for kind, name, first, second in (
        ("other", "other films' sentences", *goals[:2]),
        ("named", "the same with this film's names", *goals[2:]),
    ):
        out.append(Row(f"{what}{name}: AUC", auc(by["own"], by[kind]), first, n=n))
        out.append(
            Row(f"{what}true found at 5 % false", found_at(by["own"], by[kind]), second, n=n)
        )
    return out


def _folds(found: Sequence[Example]) -> Iterable[tuple[str, float]]:
    films = sorted({each.film for each in found})
    for fold in range(_FOLDS):
        out = set(films[fold::_FOLDS])
        made = learnt([each for each in found if each.film not in out])
        yield from ((each.kind, made.sure(each.signs)) for each in found if each.film in out)


def main() -> int:
    return run("prose", __doc__ or "", SHARED / "data", measure, sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
