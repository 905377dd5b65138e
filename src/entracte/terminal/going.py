"""How far it is, shown for whatever takes longer than two seconds, and what came of it."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from entracte.terminal.marks import console, plain
from entracte.work.run import Moment

_PATIENCE = 2.0  # seconds before a bar is shown
_DOES = {"shots": "watching", "media": "opening", "account": "reading", "kind": "reading"}


class Going:
    """A bar on standard error, if that is a terminal; nothing otherwise."""

    def __init__(self, name: str, quiet: bool = False) -> None:
        self._name = plain(name)
        self._began = time.monotonic()
        self._shown = not quiet and sys.stderr.isatty()
        self._bars = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeRemainingColumn(),
            console=console(sys.stderr),
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        wrong: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bars.live.is_started:
            self._bars.stop()

    def __call__(self, moment: Moment) -> None:
        """Takes what a run tells of itself."""
        if not self._shown:
            return
        self._bar(self._name, moment.steps[0] / max(moment.steps[1], 1))
        if moment.done or moment.state == "going":
            self._bar(f"  {_DOES.get(moment.step, moment.step)}", moment.done)
        if not self._bars.live.is_started and time.monotonic() - self._began > _PATIENCE:
            self._bars.start()

    def waiting(self) -> None:
        """Says that another run is at this film."""
        told = f"Another run is at work on {self._name}; waiting for it to end."
        print(told, file=sys.stderr)

    def _bar(self, what: str, done: float) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=1.0)
        self._bars.update(self._tasks[what], completed=done)
