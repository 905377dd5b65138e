"""Who performs the steps: threads for texts, one process of its own for the film.

A codec that crashes takes only that process with it. Any other ``concurrent.futures.Executor`` can
stand in for either: an order and ``perform`` pickle.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self


class Hands:
    """Performs steps near (in this process) or apart (in another, made when first needed)."""

    def __init__(
        self,
        workers: int = 0,
        near: Callable[[int], Executor] = ThreadPoolExecutor,
        apart: Callable[[], Executor] | None = None,
    ) -> None:
        self._near = near(workers or os.cpu_count() or 1)
        self._make_apart = apart or own_process
        self._apart: Executor | None = None

    def pick(self, apart: bool) -> Executor:
        if not apart:
            return self._near
        if self._apart is None:
            self._apart = self._make_apart()
        return self._apart

    def broken(self) -> None:
        """The process died with its step; the next step gets another."""
        if self._apart is not None:
            self._apart.shutdown(wait=False, cancel_futures=True)
            self._apart = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        wrong: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for each in (self._near, self._apart):
            if each is not None:
                each.shutdown(wait=kind is None, cancel_futures=True)


def own_process() -> Executor:
    """One process, which starts clean and ends when this one does, however this one ends."""
    return ProcessPoolExecutor(
        max_workers=1,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_settle_in,
    )


def _settle_in() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run that ordered the step stops it
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_outlive_nobody, args=(parent.sentinel,), daemon=True).start()


def _outlive_nobody(parent: int) -> None:
    wait([parent])
    os._exit(1)
