"""Fits how sure a speaker found by words is: the figures in ``entracte.align.script``.

Screenplays are damaged by program, so that the voice of each line is known; a logistic regression
(Newton's method, a small ridge) is fitted on what ``script.evidence`` says of each line found.
Printed: for each film, how well the fit of the other films does on it, then the fit of all.
Run as ``python -m scripts.sureness [FOLDER]`` with a folder of .srt and .txt of the same name.
"""

import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from bench.report import SHARED
from bench.speakers import damaged, pairs
from numpy.typing import NDArray

from entracte.align import script

Rows = list[tuple[str, list[float], bool]]
RIDGE, ROUNDS = 1.0, 30


def rows(folder: Path) -> Rows:
    """(film, evidence, whether the voice is right) of each line found in a damaged screenplay."""
    out: Rows = []
    for film in pairs(folder):
        whole = script.aligned(film.speeches, film.lines)
        if whole.verdict != "this film":
            continue
        truth = {
            each.line: script.voice(film.speeches[each.speech].cue)
            for each in whole.spoken
            if each.how == "words"
        }
        for seed in range(3):
            speeches = damaged(film.speeches, random.Random(seed))  # noqa: S311 - a seed, no secret
            for line, evidence, speech in script.found_by_words(speeches, film.lines):
                if line in truth:
                    right = script.voice(speeches[speech].cue) == truth[line]
                    out.append((film.name, evidence, right))
    return out


def fit(cases: Rows) -> NDArray[np.float64]:
    x = np.array([each[1] for each in cases])
    y = np.array([each[2] for each in cases], dtype=float)
    found = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-x @ found))
        slope = x.T @ (chance - y) + RIDGE * found
        bend = (x.T * (chance * (1 - chance))) @ x + RIDGE * np.eye(len(found))
        found -= np.linalg.solve(bend, slope)
    return found


def main(arguments: Sequence[str]) -> None:
    cases = rows(Path(arguments[0]) if arguments else SHARED / "data" / "srt_script")
    for film in sorted({each[0] for each in cases}):
        fitted = fit([each for each in cases if each[0] != film])
        own = [each for each in cases if each[0] == film]
        kept = [each[2] for each in own if script.sureness(fitted.tolist(), each[1]) >= script.SURE]
        share = len(kept) / len(own)
        sys.stdout.write(f"{film}: {share:.3f} kept, {sum(kept) / max(1, len(kept)):.4f} right\n")
    sys.stdout.write(f"all films: {np.round(fit(cases), 2).tolist()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
