"""How far a step is: told through a small file, so that it works across processes and machines.

The run that ordered the step makes the file and deletes it when it no longer wants the result; a
step that finds it gone stops.
"""

import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_EVERY = 0.2  # seconds between two tellings
_FRACTION = struct.Struct("<d")


class Stopped(Exception):
    """Nobody waits for this step any more."""

    def __reduce__(self) -> tuple[type["Stopped"], tuple[()]]:
        return type(self), ()


def teller(home: str, ticket: str) -> Callable[[float], None]:
    """What a step tells how much is done, from 0 to 1, as often as it likes."""
    file = _file(home, ticket)
    last = 0.0

    def tell(done: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _EVERY:
            return
        last = now
        try:
            with file.open("r+b") as opened:
                opened.write(_FRACTION.pack(min(max(done, 0.0), 1.0)))
        except FileNotFoundError:
            raise Stopped from None
        except OSError:
            return  # a full disk stops the step where it matters

    return tell


@contextmanager
def told(home: str, ticket: str) -> Iterator[None]:
    """While in here, somebody waits for the step with this ticket."""
    file = _file(home, ticket)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_FRACTION.pack(0.0))
    except OSError:
        pass
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def done(home: str, ticket: str) -> float:
    """How much of the step is done, from 0 to 1."""
    try:
        return float(_FRACTION.unpack(_file(home, ticket).read_bytes())[0])
    except (OSError, struct.error):
        return 0.0


def _file(home: str, ticket: str) -> Path:
    return Path(home) / "running" / ticket
