"""The files of a film folder, taken in: each with the digest of its bytes.

Texts are copied among the blobs, so that the page's sources stay whole when the folder is gone;
films and albums stay where they are and are only fingerprinted.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from entracte.errors import EntracteError, NotReadable
from entracte.model.account import File
from entracte.model.value import Digest, Value, digest
from entracte.store import disk
from entracte.store.blobs import Blobs
from entracte.store.folder import LARGEST_SOUND, LARGEST_TEXT, FilmFolder

Fingerprint = Callable[[Path], Digest]


class Taken(Value):
    """A file as it was taken in: its name in the film folder, where it lies, what is in it."""

    name: str
    path: str
    digest: Digest


class Inputs(Value):
    """All that a page is made from, apart from a person's corrections."""

    name: str
    film: Taken | None = None
    texts: tuple[Taken, ...] = ()
    notes: tuple[str, ...] = ()  # what was left alone, in plain sentences
    unread: tuple[str, ...] = ()  # what should have been read and could not be


class Marks(Value):
    """What tells, without reading it, that a file is still the one that was fingerprinted."""

    path: str
    size: int
    changed: int  # nanoseconds: modified
    turned: int  # nanoseconds: any change, even one that sets the time back
    inode: int


Known = Callable[[Marks], Digest | None]
Remember = Callable[[Marks, Digest], None]


def take(
    folder: FilmFolder, blobs: Blobs, known: Known, remember: Remember, film_digest: Fingerprint
) -> Inputs:
    """Reads the folder's files once. What cannot be read becomes a note, and the rest is taken.

    ``film_digest`` gives the digest of a film, which may be too large to be read whole.
    """
    unread = []
    texts = []
    for name in (*folder.texts, *folder.sounds):
        try:
            path = Path(folder.root) / name
            texts.append(
                _large(name, path, LARGEST_SOUND, known, remember, _whole)
                if name in folder.sounds
                else _text(name, path, blobs)
            )
        except (NotReadable, OSError) as wrong:
            unread.append(_note(wrong, name))
    film = None
    if folder.film:
        path = Path(folder.root) / folder.film
        try:
            film = _large(folder.film, path, None, known, remember, film_digest)
        except (NotReadable, OSError) as wrong:
            unread.append(_note(wrong, folder.film))
    return Inputs(
        name=folder.name,
        film=film,
        texts=tuple(texts),
        notes=folder.notes,
        unread=tuple(unread),
    )


def load(file: Taken, blobs: Blobs) -> File:
    """The file with its bytes, as they were when it was taken in."""
    data = blobs.find(file.digest)
    if data is None:
        try:
            data = Path(file.path).read_bytes()
        except OSError as wrong:
            raise disk.not_read(wrong, file.name) from wrong
        if digest(data) != file.digest:
            raise NotReadable(f"{file.name} changed while it was being read.", "Run it again.")
    return File(name=file.name, data=data)


def _text(name: str, path: Path, blobs: Blobs) -> Taken:
    with path.open("rb") as opened:
        data = opened.read(LARGEST_TEXT + 1)
    if len(data) > LARGEST_TEXT:
        raise NotReadable(f"{name} has more than 20 MB and is not read.", "Split it into pieces.")
    return Taken(name=name, path=str(path), digest=blobs.put(data))


def _large(
    name: str,
    path: Path,
    most: int | None,
    known: Known,
    remember: Remember,
    fingerprint: Fingerprint,
) -> Taken:
    found = path.stat()
    if most is not None and found.st_size > most:
        raise NotReadable(f"{name} has more than {most >> 20} MB and is not read.")
    marks = Marks(
        path=str(path),
        size=found.st_size,
        changed=found.st_mtime_ns,
        turned=found.st_ctime_ns,
        inode=found.st_ino,
    )
    told = known(marks)
    if told is None:
        told = fingerprint(path)
        remember(marks, told)
    return Taken(name=name, path=str(path), digest=told)


def _whole(path: Path) -> Digest:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _note(wrong: EntracteError | OSError, name: str) -> str:
    return str(disk.not_read(wrong, name) if isinstance(wrong, OSError) else wrong)
