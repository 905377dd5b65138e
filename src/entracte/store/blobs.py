"""Everything that was ever made, by its content: a page, a still, a text as it came.

A blob's name is the SHA-256 of its bytes, so it is never changed, only written and deleted. It is
written to a file beside it first and renamed, so a run that is killed leaves it whole or not at
all; a disk that tears it all the same is found out on reading, and the blob is made again.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from entracte.errors import NotFound
from entracte.model.value import Digest, Value, digest
from entracte.store import disk

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Blobs(Value):
    """A folder of blobs. Only its place, so that it can be sent to another process."""

    folder: str

    def put(self, data: bytes) -> Digest:
        """Keeps these bytes and returns their name; ``NoRoom`` if the disk will not have them."""
        name = digest(data)
        if self.find(name) is None:
            disk.write(self._path(name), data)
        return name

    def find(self, name: Digest) -> bytes | None:
        """The bytes of this name, or None if they are not here or no longer whole."""
        if _DIGEST.fullmatch(name) is None:
            return None
        try:
            data = self._path(name).read_bytes()
        except OSError:
            return None
        return data if digest(data) == name else None

    def get(self, name: Digest) -> bytes:
        """The bytes of this name; ``NotFound`` if they are not here or no longer whole."""
        data = self.find(name)
        if data is None:
            raise NotFound(f"{name[:12]} is not kept here.", "Add the film again to remake it.")
        return data

    def has(self, name: Digest) -> bool:
        """Whether a file of this name is here, without reading it."""
        return _DIGEST.fullmatch(name) is not None and self._path(name).is_file()

    def path(self, name: Digest) -> Path:
        """Where the bytes of this name lie, for what is too large to be read whole."""
        return self._path(name)

    def delete(self, name: Digest) -> None:
        if _DIGEST.fullmatch(name):
            self._path(name).unlink(missing_ok=True)

    def all(self) -> Iterator[Digest]:
        """The name of every blob, in no order that means anything."""
        for path in sorted(Path(self.folder).glob("[0-9a-f][0-9a-f]/*")):
            if _DIGEST.fullmatch(path.name):
                yield path.name

    def clear_halves(self) -> None:
        """Deletes what killed runs left half written. Only while nobody else writes."""
        for path in Path(self.folder).glob("[0-9a-f][0-9a-f]/.new-*"):
            path.unlink(missing_ok=True)

    def room(self) -> int:
        """Bytes free on the disk that the blobs lie on."""
        at = Path(self.folder)
        while not at.exists() and at != at.parent:
            at = at.parent
        return shutil.disk_usage(at).free

    def _path(self, name: Digest) -> Path:
        return Path(self.folder) / name[:2] / name
