"""Salient scenes: are the scenes that a summary tells ranked before the others?

The films in ``mensa_gold.json``, from their screenplays; one film is left out at a time and the
weights are learnt from the others. Beside it the length of a scene alone. Where ``tripod_synopses
_train.csv`` or ``tripod_gold.json`` has a synopsis of the film, a second row uses it as entracte
does when a text with the plot lies beside the film.
"""

import json
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.refusal import auc
from bench.report import SHARED, CouldNotRun, Row, run
from bench.synopses import gold, scenes, speakers, train
from entracte.align.course import course
from entracte.align.weighing import Weighing, stems
from entracte.choose.salience import SIGNS, signs

_DECAY = 50.0


class Marked(NamedTuple):
    film: str
    signs: NDArray[np.float64]
    salient: NDArray[np.float64]
    told: bool  # whether a synopsis was there


def films(data: Path, with_plot: bool) -> list[Marked]:
    path = data / "mensa_gold.json"
    if not path.is_file():
        raise CouldNotRun(f"There is no {path.name} in {data}.")
    plots: dict[str, list[str]] = {}
    if with_plot:
        plots = {each.film: each.sentences for each in train(data)}
        if (data / "tripod_gold.json").is_file():
            plots |= {each.film: each.sentences for each in gold(data)}
    out = []
    for film, row in json.loads(path.read_text("utf-8")).items():
        script = data / row["script"]
        if not script.is_file():
            raise CouldNotRun(f"There is no {row['script']} in {data}.")
        every, _ = scenes(script, row["scenes"])
        people = speakers(script, row["scenes"])
        told: list[float] = []
        if film in plots:
            weighing = Weighing(every)
            masses = np.stack([weighing.masses(stems(each)) for each in plots[film]])
            told = [float(each) for each in course(masses).where.max(axis=0)]
        marks = set(row["salient"])
        out.append(
            Marked(
                film,
                np.array(signs(every, people, told)),
                np.array([float(i in marks) for i in range(len(every))]),
                bool(told),
            )
        )
    return out


def learnt(given: list[Marked]) -> NDArray[np.float64]:
    """Weights of the signs, and last a constant (logistic, by Newton's method)."""
    x = np.vstack([each.signs for each in given])
    y = np.concatenate([each.salient for each in given])
    z = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(z.shape[1])
    keep = np.diag([*[_DECAY] * x.shape[1], 1e-6])
    for _ in range(25):
        p = 1 / (1 + np.exp(-z @ w))
        slope = z.T @ (y - p) - keep @ w
        w = w + np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + keep, slope)
    return w


def measure(data: Path, quick: bool) -> list[Row]:
    rows = _rows("from the screenplay", films(data, False), (0.72, 0.55))
    if not quick:
        with_plot = films(data, True)
        if any(each.told for each in with_plot):
            rows += _rows("with a synopsis beside it", with_plot, (None, None))
    return rows


def _rows(what: str, given: list[Marked], goals: tuple[float | None, float | None]) -> list[Row]:
    given = [each for each in given if 0 < each.salient.sum() < len(each.salient)]
    if len(given) < 3:
        raise CouldNotRun("There are fewer than three films with salient scenes.")
    ours, length = [], []
    for each in given:
        w = learnt([other for other in given if other.film != each.film])
        ours.append(_scores(each.signs @ w[:-1], each.salient))
        length.append(_scores(each.signs[:, SIGNS.index("size")], each.salient))
    ours_, length_ = np.mean(ours, axis=0), np.mean(length, axis=0)
    n = sum(len(each.salient) for each in given)
    chance = float(np.mean([each.salient.mean() for each in given]))
    peers = (("length", float(length_[1])), ("chance", chance))
    return [
        Row(f"{what}: AUC", float(ours_[0]), goals[0], n=n, peers=(("length", float(length_[0])),)),
        Row(f"{what}: R-precision", float(ours_[1]), goals[1], n=n, peers=peers),
    ]


def _scores(found: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, float]:
    best = np.argsort(-found, kind="stable")[: int(right.sum())]
    true, false = found[right > 0], found[right == 0]
    return auc(list(true), list(false)), float(right[best].mean())


def main() -> int:
    return run("scenes", __doc__ or "", SHARED / "data", measure, sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
