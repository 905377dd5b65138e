"""How far a person has seen a film: what lies later is not shown to them before they say so."""

from pathlib import Path

import msgspec

from entracte.model import Ms, Value, from_bytes, to_bytes
from entracte.store import disk

_LONGEST: Ms = 1000 * 3600 * 1000


class Seen(Value):
    """``up_to`` this moment, or without a limit; ``follow``: the limit moves with what plays."""

    up_to: Ms | None = None
    follow: bool = False

    def __post_init__(self) -> None:
        if self.up_to is not None and not 0 <= self.up_to <= _LONGEST:
            raise ValueError("a moment of a film is between 0 and a thousand hours")


def read(file: Path) -> Seen:
    """What was kept. Nobody has said anything where there is no file.

    A file that is damaged hides everything: a story told too early cannot be taken back.
    """
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Seen()
    except OSError as wrong:
        raise disk.not_read(wrong, str(file)) from wrong
    try:
        return from_bytes(data, Seen)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        return Seen(up_to=0)


def write(file: Path, seen: Seen) -> None:
    disk.write(file, to_bytes(seen))
