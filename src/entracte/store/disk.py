"""When the disk says no: the one sentence a person can act on."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from entracte.errors import EntracteError, NoRoom, NotFound, NotReadable

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def no_room(wrong: OSError, where: Path) -> NoRoom:
    """The error of writing, told to a person."""
    if wrong.errno in _FULL:
        return NoRoom(
            f"There is no room left to write in {where}.",
            "Free some space and run it again: what is made so far is kept.",
        )
    return NoRoom(
        f"{where} cannot be written: {reason(wrong)}.",
        "Allow writing there, or name another folder with ENTRACTE_HOME.",
    )


def not_read(wrong: OSError, name: str) -> EntracteError:
    """The error of reading a person's file, told to that person."""
    if isinstance(wrong, FileNotFoundError | NotADirectoryError):
        return NotFound(f"{name} is no longer there.", "Put it back and run it again.")
    if isinstance(wrong, PermissionError):
        return NotReadable(f"{name} may not be read.", "Allow it to be read and run it again.")
    return NotReadable(f"{name} cannot be read: {reason(wrong)}.", "Check the disk it lies on.")


def reason(wrong: OSError) -> str:
    """The system's own words for it: ``permission denied``."""
    return (wrong.strerror or str(wrong) or type(wrong).__name__).lower()


@contextmanager
def writing(where: Path) -> Iterator[None]:
    """Whatever goes wrong with writing in here becomes ``NoRoom``."""
    try:
        yield
    except OSError as wrong:
        raise no_room(wrong, where) from wrong


def write(path: Path, data: bytes) -> None:
    """All of it or nothing: to a file beside it, down to the disk, then renamed in one stroke."""
    with writing(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(data)
                opened.flush()
                os.fsync(opened.fileno())
            os.replace(beside, path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
