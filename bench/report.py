"""What every benchmark prints: a table to read, or JSON for scripts, and whether the goals are met.

A benchmark is a module with ``measure(data, quick) -> list[Row]`` and a ``main`` that calls
``report.run``. Exit codes: 0 all goals met, 1 a goal missed, 2 it could not run.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

SHARED = Path(__file__).resolve().parents[2] / "shared"


class CouldNotRun(Exception):
    """The data is not there, or not laid out as expected; says so in one sentence."""


class Row(NamedTuple):
    """One figure. ``peers`` are (name, figure) of others or baselines, measured in the same run."""

    what: str
    value: float
    goal: float | None = None  # none: reported, nothing is asked of it
    better: str = "higher"
    n: int = 0  # how many cases the figure is made of
    peers: tuple[tuple[str, float], ...] = ()
    note: str = ""  # beside our figure in the table: "17 of 17"

    @property
    def met(self) -> bool:
        if self.goal is None:
            return True
        return self.value >= self.goal if self.better == "higher" else self.value <= self.goal


def run(
    name: str,
    says: str,
    default: Path,
    measure: Callable[[Path, bool], Sequence[Row]],
    arguments: Sequence[str] | None = None,
) -> int:
    """Reads the options, measures, prints; the exit code."""
    parser = argparse.ArgumentParser(prog=f"python -m bench.{name}", description=says)
    parser.add_argument("--data", type=Path, default=default, help=f"a folder like {default.name}/")
    parser.add_argument("--json", action="store_true", help="rows as JSON on standard output")
    parser.add_argument("--quick", action="store_true", help="a part of the data only")
    chosen = parser.parse_args(arguments)
    try:
        if not chosen.data.is_dir():
            raise CouldNotRun(f"There is no folder {chosen.data}. Name one with --data.")
        rows = list(measure(chosen.data, chosen.quick))
    except CouldNotRun as why:
        print(why, file=sys.stderr)
        return 2
    if not rows:
        print(f"Nothing to measure in {chosen.data}.", file=sys.stderr)
        return 2
    print(as_json(rows) if chosen.json else as_table(rows))
    return 0 if all(row.met for row in rows) else 1


def as_json(rows: Sequence[Row]) -> str:
    """The rows as the architecture promises them."""
    out = [
        {
            "what": row.what,
            "value": round(row.value, 4),
            "goal": row.goal,
            "better": row.better,
            "met": row.met,
            "n": row.n,
        }
        | ({"peers": dict(row.peers)} if row.peers else {})
        for row in rows
    ]
    return json.dumps(out, ensure_ascii=False, indent=1)


def as_table(rows: Sequence[Row]) -> str:
    """One line a row: what, our figure, those of others, the goal, met or not."""
    head = ("what", "ours", "others", "goal", "met", "n")
    body = [
        (
            row.what,
            f"{_figure(row.value)}  {row.note}".rstrip(),
            ", ".join(f"{name} {_figure(figure)}" for name, figure in row.peers) or "–",
            "–" if row.goal is None else f"{'≥' if row.better == 'higher' else '≤'} {row.goal:g}",
            "" if row.goal is None else "yes" if row.met else "NO",
            str(row.n),
        )
        for row in rows
    ]
    table = [head, *body]
    widths = [max(len(line[column]) for line in table) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in table
    )


def _figure(value: float) -> str:
    return f"{value:.0f}" if value == int(value) and abs(value) > 1 else f"{value:.3f}"
