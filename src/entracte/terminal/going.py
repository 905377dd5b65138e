"""How far it is, shown for whatever takes longer than two seconds, and what came of it."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from entracte.terminal.marks import console, plain
from entracte.work.run import Moment

_PATIENCE = 2.0  # seconds before a bar is shown
_DOES = {"watched": "watching"}  # how a step is called while it goes on


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
        self._long: set[str] = set()  # steps that tell how far they are

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
        settled, of = moment.steps
        if of:
            self._bar("", self._name, settled / of)
        if moment.state == "going" and 0 < moment.done < 1:
            self._bar(
                moment.step, f"{self._name}: {_DOES.get(moment.step, moment.step)}", moment.done
            )
            self._long.add(moment.step)
        elif moment.step in self._long:
            self._long.discard(moment.step)
        for what, task in self._tasks.items():  # the whole is shown while nothing long goes on
            self._bars.update(task, visible=what in self._long or not (what or self._long))
        if not self._bars.live.is_started and time.monotonic() - self._began > _PATIENCE:
            self._bars.start()

    def waiting(self) -> None:
        """Says that another run is at this film."""
        told = f"Another run is at work on {self._name}; waiting for it to end."
        print(told, file=sys.stderr)

    def _bar(self, step: str, says: str, done: float) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._bars.add_task(says, total=1.0)
        self._bars.update(self._tasks[step], completed=done)
