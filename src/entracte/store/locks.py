"""One run at a time at one film: the second waits, and says so when it has waited long enough.

The system lets go of a lock when the run that holds it ends, however it ends.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from entracte.errors import Busy
from entracte.store import disk

_PAUSE = 0.1  # seconds between two tries

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int, _shared: bool) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(handle: int, shared: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _nobody_told() -> None:
    """Nobody asked to hear that there is waiting."""


@contextmanager
def held(
    file: Path,
    *,
    patience: float = 0.0,
    shared: bool = False,
    waiting: Callable[[], None] = _nobody_told,
) -> Iterator[None]:
    """Holds the lock; ``Busy`` after ``patience`` seconds. Those who share it do not wait."""
    with disk.writing(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        until = time.monotonic() + patience
        told = False
        while not _take(handle, shared):
            if time.monotonic() >= until:
                raise Busy("Another run is at work on this.", "Wait until it is done, then again.")
            if not told:
                waiting()
                told = True
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)
