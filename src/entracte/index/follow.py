"""The index follows the shelf: what changed there is put in or taken out, film by film.

The two are compared by content, not by a count of changes: each film in the index bears the digest
of the page its words are from, so a run that died between the two cannot leave them at odds.
"""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from entracte.errors import Busy, EntracteError
from entracte.index import plan
from entracte.index.kept import Change, Kept, Torn, View
from entracte.index.units import units
from entracte.model import Id
from entracte.store.library import Shelved
from entracte.store.shelf import Shelf

Heed = Callable[[int, int], None]  # films done, of how many

_TOGETHER = 150_000  # units that are settled in one go while many films are put in
_MANY = 20  # films from which on the writer is given more memory
_PAUSE = 2.0  # seconds between two looks at the shelf


def differences(shelf: Shelf, kept: Kept) -> tuple[list[Shelved], list[Id]]:
    """Films whose page is not in the index, and films that are there and no longer on the shelf."""
    films = shelf.films()
    try:
        there = {id: entry.page for id, entry in kept.view().films.items()}
    except Torn:
        there = {}
    new = [film for film in films if there.get(film.id) != film.page]
    return new, sorted(there.keys() - {film.id for film in films})


def follow(shelf: Shelf, kept: Kept, heed: Heed, patience: float) -> int:
    """Makes the index agree with the shelf; the number of films put in or taken out."""
    new, gone = differences(shelf, kept)
    if not new and not gone:
        return 0
    try:
        return _changed(shelf, kept, heed, patience)
    except Torn:
        kept.clear(patience)
        return _changed(shelf, kept, heed, patience)


def _changed(shelf: Shelf, kept: Kept, heed: Heed, patience: float) -> int:
    new, _ = differences(shelf, kept)
    with kept.change(patience, many=len(new) > _MANY) as change:
        new, gone = differences(shelf, kept)  # another run may have done it while we waited
        for id in gone:
            change.drop(id)
        for done, film in enumerate(new):
            heed(done, len(new))
            _put(change, shelf, film)
            if change.waiting >= _TOGETHER:
                change.settle()
        change.settle()
    heed(len(new), len(new))
    return len(new) + len(gone)


def _put(change: Change, shelf: Shelf, film: Shelved) -> None:
    try:
        page = shelf.page(film)
    except (EntracteError, ValueError):  # forgotten meanwhile, or written by another version
        change.put(film.id, film.page, film.title, film.year, ())
        return
    change.put(film.id, film.page, film.title, film.year, units(page))


def mended(shelf: Shelf, kept: Kept) -> None:
    """An index where there is none that can be read."""
    try:
        kept.clear()
        follow(shelf, kept, lambda _done, _of: None, 60.0)
    except Busy:  # another run is making it
        follow(shelf, kept, lambda _done, _of: None, 60.0)


def unknown(view: View, names: Sequence[str]) -> list[str]:
    return [name for name in names if not plan.films(view, name)]


class Abreast:
    """Looks now and then whether the index is behind the shelf, and has it follow meanwhile."""

    def __init__(self, shelf: Shelf, kept: Kept) -> None:
        self._shelf = shelf
        self._kept = kept
        self._mark: tuple[int, ...] = ()
        self._next = 0.0
        self._notes: tuple[str, ...] = ()
        self._at_it = threading.Lock()

    def notes(self) -> tuple[str, ...]:
        """What to tell a reader about films that cannot be found yet. Takes no time itself."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _PAUSE
            mark = self._marked()
            if mark != self._mark and self._at_it.acquire(blocking=False):
                self._mark = mark
                threading.Thread(target=self._follow, name="index", daemon=True).start()
        return self._notes

    def _marked(self) -> tuple[int, ...]:
        library = Path(self._shelf.home, "library.sqlite")
        out = []
        for name in (library, library.with_name("library.sqlite-wal")):
            try:
                found = name.stat()
                out += [found.st_mtime_ns, found.st_size]
            except OSError:
                out += [0, 0]
        return tuple(out)

    def _follow(self) -> None:
        try:
            follow(self._shelf, self._kept, lambda _done, _of: None, 0.0)
            self._notes = ()
        except Busy:  # whoever is writing it does this too
            self._mark = ()
        except (EntracteError, Torn) as wrong:
            what = wrong.what if isinstance(wrong, EntracteError) else "The index is damaged."
            self._notes = (f"What was added last may not be found: {what}",)
        finally:
            self._at_it.release()
