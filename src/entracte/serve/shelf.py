"""The shelf as the web app sees it: listed once for as long as nothing changes on it."""

import contextlib
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from entracte.errors import EntracteError, NotFound, NotReadable
from entracte.index.answer import Answer
from entracte.index.search import Index
from entracte.model import Digest, Edit, Id, Ms, Page, from_bytes
from entracte.serve.kept import Kept
from entracte.store.library import Shelved
from entracte.store.seen import Seen
from entracte.store.shelf import Shelf as Disk
from entracte.work import glance as glancing
from entracte.work.glance import Glance

_PAGES = 8  # kept whole in memory: the largest take some 20 MB each
_FRESH = 0.1  # seconds: a change this young may be followed by one that bears the same time
_AT_ONCE = 12  # pages read for one library that has not been glanced at yet


@dataclass(frozen=True)
class Listing:
    """The films that have a page, by title."""

    films: tuple[Shelved, ...] = ()
    by_id: dict[Id, Shelved] = field(default_factory=dict)
    glances: dict[Id, tuple[Digest, bytes]] = field(default_factory=dict)


def plain(film: Shelved) -> Glance:
    """What is known of a film whose page was not read."""
    year = str(film.year) if film.year else ""
    return Glance(title=film.title or film.name, year=year)


class OnDisk:
    """The shelf that ``entracte add`` fills. Unknown ids raise ``NotFound``."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self._pages = Kept(self._read, _PAGES)
        self._index = Index(disk.home)
        self._lock = threading.Lock()
        self._stamp: tuple[int, ...] = (-1,)
        self._listing = Listing()
        self._glances: Kept[tuple[Id, Digest], Glance] = Kept(self._glance, 6_000)
        self._seen: dict[Id, Seen] = {}
        self._all_seen = False

    def listing(self) -> Listing:
        """What is on the shelf now. Costs two looks at the disk while nothing changes."""
        stamp = self.disk.library.changed()
        if stamp == self._stamp:
            return self._listing
        with self._lock:
            stamp = self.disk.library.changed()
            if stamp == self._stamp:
                return self._listing
            films = tuple(film for film in self.disk.library.films() if film.page)
            made = Listing(films, {film.id: film for film in films}, self.disk.library.glances())
            young = time.time_ns() - max(stamp[::3], default=0) < _FRESH * 1e9
            self._listing = made
            self._seen, self._all_seen = {}, False
            self._stamp = (-1,) if young else stamp
            return made

    def film(self, id: Id) -> Shelved:
        found = self.listing().by_id.get(id)
        if found is None:
            raise NotFound("There is no such film on this shelf.", "See the shelf for those there.")
        return found

    def page(self, film: Shelved) -> Page:
        """The whole page, later parts and all."""
        return self.whole(film.page)

    def whole(self, edition: Digest) -> Page:
        return self._pages.get(edition)

    def glance(self, film: Shelved) -> Glance:
        """What the library shows of the film; its page is read only if nobody looked before."""
        return self._glances.get((film.id, film.page))

    def glanced(self, film: Shelved) -> Glance | None:
        """The same, if it costs no reading."""
        kept = self._glances.there((film.id, film.page))
        if kept is not None:
            return kept
        page, told = self.listing().glances.get(film.id, ("", b""))
        if page != film.page or glancing.read(told) is None:
            return None
        return self._glances.get((film.id, film.page))

    def glances(self, films: Sequence[Shelved]) -> tuple[Glance, ...]:
        """Of each film; where too many were never looked at, the rest show their titles alone."""
        out = []
        read = 0
        for film in films:
            found = self.glanced(film)
            if found is None and read < _AT_ONCE:
                read += 1
                with contextlib.suppress(EntracteError):  # its page says what is wrong with it
                    found = self.glance(film)
            out.append(found or plain(film))
        return tuple(out)

    def still(self, still: Digest) -> bytes:
        return self.disk.blobs.get(still)

    def video(self, film: Shelved) -> Path | None:
        """Where the film file lies; none when there is none or it is not there."""
        name = self.glance(film).file
        path = Path(film.root) / name
        return path if name and path.is_file() else None

    def find(self, words: str, most: int, after: str, typing: bool) -> Answer:
        """What answers these words, as far as the reader has seen."""
        return self._index.find(words, most=most, after=after, seen=self.limits(), typing=typing)

    def films_of(self, name: str) -> tuple[Shelved, ...]:
        """The films with a person of this name."""
        by_id = self.listing().by_id
        named = self.disk.library.films_of(name)
        return tuple(by_id[film] for film in named if film in by_id)

    def seen(self, id: Id) -> Seen:
        """How far the reader has seen it; asked for everything that is shown, so it is kept."""
        found = self._seen.get(id)
        if found is None:
            found = self._seen[id] = self.disk.seen(id)
        return found

    def see(self, id: Id, up_to: Ms | None, follow: bool) -> None:
        film = self.film(id).id
        now = Seen(up_to=up_to, follow=follow)
        self.disk.see(film, now)
        self._seen[film] = now

    def limits(self) -> dict[Id, Ms]:
        """Up to where the reader has seen each film that has a limit."""
        if not self._all_seen:
            for film in self.listing().films:
                self.seen(film.id)
            self._all_seen = True
        return {id: seen.up_to for id, seen in tuple(self._seen.items()) if seen.up_to is not None}

    def edits(self, id: Id) -> tuple[Edit, ...]:
        return self.disk.edits(id)

    def _read(self, edition: Digest) -> Page:
        try:
            return from_bytes(self.disk.blobs.get(edition), Page)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise NotReadable(
                "This page was made by another version of entracte.", "Add the film again."
            ) from None

    def _glance(self, key: tuple[Id, Digest]) -> Glance:
        id, edition = key
        page, told = self.listing().glances.get(id, ("", b""))
        kept = glancing.read(told) if page == edition else None
        if kept is not None:
            return kept
        return glancing.glance(self.disk.library, id, edition, self.whole(edition))
