"""A person's corrections of a page, one line each, written once and never changed.

The file lies apart from everything that is made, and no run deletes it. Taking a correction back is
one more line. A line that a crash tore is passed over; the lines around it stand.
"""

import os
from pathlib import Path

import msgspec

from entracte.model.edit import Edit
from entracte.model.value import digest, from_bytes, to_bytes
from entracte.store import disk


def read(file: Path) -> tuple[Edit, ...]:
    """The corrections in the order they were made; none if nobody made one."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as wrong:
        raise disk.not_read(wrong, str(file)) from wrong
    return tuple(edit for line in data.split(b"\n") if (edit := _edit(line)) is not None)


def _edit(line: bytes) -> Edit | None:
    try:
        return from_bytes(line, Edit)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def append(file: Path, edit: Edit) -> Edit:
    """Adds the correction, down to the disk, and returns it with the id it got."""
    data = _bytes(file)
    named = msgspec.structs.replace(edit, id=digest(data + to_bytes(edit))[:8])
    line = to_bytes(named) + b"\n"
    if data and not data.endswith(b"\n"):
        line = b"\n" + line  # after a line that a crash tore
    with disk.writing(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            written = os.write(handle, line)
            os.fsync(handle)
        finally:
            os.close(handle)
        if written != len(line):
            raise disk.no_room(OSError(28, "no space left on device"), file.parent)
    return named


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as wrong:
        raise disk.not_read(wrong, str(file)) from wrong
