"""The shelf: where pages, what was made for them, and a person's corrections are kept.

::

    home/
      library.sqlite               the card index; can be made again
      blobs/ab/abcd…               pages, stills, texts, by content; can be made again
      films/the-red-shoes-1948/
        edits.jsonl                a person's corrections: the one thing that cannot
        seen.json                  how far a person has seen it
        texts/                     texts that were dropped onto its page
        lock                       held by the run that works on this film
      written/The Red Shoes (1948) a film of which only texts were dropped
      password.json, devices.json  who may come in from elsewhere
      config.toml                  settings, if any
"""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path

from entracte.errors import Busy, NotFound
from entracte.model import Digest, Edit, Id, Ms, Page, Value, from_bytes
from entracte.store import disk, edits, locks
from entracte.store import seen as seeing
from entracte.store.blobs import Blobs
from entracte.store.library import Library, Shelved
from entracte.store.taken import Inputs


class Shelf(Value, dict=True):
    """The shelf in this folder, which need not exist yet."""

    home: str

    @cached_property
    def blobs(self) -> Blobs:
        return Blobs(folder=str(Path(self.home) / "blobs"))

    @cached_property
    def library(self) -> Library:
        return Library(file=str(Path(self.home) / "library.sqlite"))

    def films(self) -> tuple[Shelved, ...]:
        """The films that have a page, by title."""
        return tuple(film for film in self.library.films() if film.page)

    def film(self, named: str) -> Shelved:
        """The film of this id, title, beginning of either, or path; ``NotFound`` says which."""
        films = self.films()
        path, real = os.path.abspath(named), os.path.realpath(named)
        plain = named.casefold().strip()
        ways: tuple[Callable[[Shelved], bool], ...] = (
            lambda film: film.id == named,
            lambda film: film.path in (path, real),
            lambda film: plain in _names(film),
            lambda film: bool(plain) and any(name.startswith(plain) for name in _names(film)),
            lambda film: bool(plain) and any(plain in name for name in _names(film)),
        )
        for way in ways:
            found = [film for film in films if way(film)]
            if len(found) == 1:
                return found[0]
            if found:
                which = ", ".join(film.id for film in found[:8])
                raise NotFound(f"Several films are called {named}.", f"Say which: {which}.")
        if not films:
            raise NotFound("There is no film on the shelf.", "Add one: entracte add FOLDER.")
        raise NotFound(f"There is no film called {named}.", "See what there is: entracte page.")

    def page(self, film: Shelved) -> Page:
        return from_bytes(self.blobs.get(film.page), Page)

    def inputs(self, film: Shelved) -> Inputs:
        """What the page was made from."""
        return from_bytes(self.blobs.get(film.inputs), Inputs)

    def video(self, film: Shelved, page: Page) -> Path | None:
        """Where the film lies, if there is one and it is there."""
        if page.film.media is None or not page.film.media.file:
            return None
        path = Path(film.root) / page.film.media.file
        return path if path.is_file() else None

    def edits(self, id: Id) -> tuple[Edit, ...]:
        return edits.read(self._folder(id) / "edits.jsonl")

    def correct(self, id: Id, edit: Edit) -> Edit:
        """Writes the correction down and returns it with its id. Hold the film's lock."""
        return edits.append(self._folder(id) / "edits.jsonl", edit)

    def seen(self, id: Id) -> seeing.Seen:
        """How far a person has seen the film."""
        return seeing.read(self._folder(id) / "seen.json")

    def limits(self) -> dict[Id, Ms]:
        """How far a person has seen the films of which they do not want to know more."""
        out = {}
        for place in sorted((Path(self.home) / "films").glob("*/seen.json")):
            limit = seeing.read(place).up_to
            if limit is not None:
                out[place.parent.name] = limit
        return out

    def see(self, id: Id, now: seeing.Seen) -> None:
        seeing.write(self._folder(id) / "seen.json", now)

    def dropped(self, id: Id) -> Path:
        """The folder of the texts that were dropped onto the film's page."""
        return self._folder(id) / "texts"

    def written(self, name: str) -> Path:
        """The folder of a film of which only texts were dropped."""
        return Path(self.home) / "written" / name

    def lock(
        self, id: Id, patience: float, waiting: Callable[[], None]
    ) -> AbstractContextManager[None]:
        """Only the run that holds this works on the film; ``Busy`` after ``patience`` seconds."""
        return locks.held(self._folder(id) / "lock", patience=patience, waiting=waiting)

    def working(self) -> AbstractContextManager[None]:
        """Held by everyone who makes something, so that nobody sweeps it out meanwhile."""
        return locks.held(Path(self.home) / "working", patience=60.0, shared=True)

    def sweep(self) -> bool:
        """Deletes what no film on the shelf needs; False, and nothing, while others are at work."""
        try:
            with locks.held(Path(self.home) / "working"):
                wanted = self.library.wanted() | self._texts()
                for name in self.blobs.all():
                    if name not in wanted:
                        self.blobs.delete(name)
                self.blobs.clear_halves()
                for ticket in (Path(self.home) / "running").glob("*"):
                    ticket.unlink(missing_ok=True)
        except Busy:
            return False
        return True

    def _texts(self) -> frozenset[Digest]:
        found: set[Digest] = set()
        for film in self.films():
            data = self.blobs.find(film.inputs)
            if data is not None:
                found.update(text.digest for text in from_bytes(data, Inputs).texts)
        return frozenset(found)

    def writable(self) -> None:
        """``NoRoom`` if nothing can be written here."""
        disk.write(Path(self.home) / "blobs" / "can-be-written", b"")
        (Path(self.home) / "blobs" / "can-be-written").unlink()

    def _folder(self, id: Id) -> Path:
        return Path(self.home) / "films" / id


def _names(film: Shelved) -> tuple[str, ...]:
    title = film.title.casefold()
    return film.id, title, f"{title} ({film.year})", film.name.casefold()
