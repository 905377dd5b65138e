"""What the web app asks of a shelf, and the shelf on this machine's disk as the answer."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from entracte.model import Digest, Id, Page
from entracte.store.found import Found
from entracte.store.library import Shelved
from entracte.store.shelf import Shelf as Disk


class Shelf(Protocol):
    """Films by id. Unknown ids and stills raise ``NotFound``."""

    def films(self) -> Sequence[tuple[Id, str]]:
        """Every film's id and the edition of its page, which changes whenever the page does."""

    def page(self, id: Id) -> Page: ...

    def still(self, still: Digest) -> bytes: ...

    def film_path(self, id: Id) -> Path | None:
        """Where the film file lies; none when it is not there."""

    def find(self, words: str, most: int) -> Sequence[Found]:
        """Where all these words stand, best first."""


class OnDisk:
    """The shelf that ``entracte add`` fills."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    def films(self) -> tuple[tuple[Id, str], ...]:
        return tuple((film.id, film.page) for film in self._disk.films())

    def page(self, id: Id) -> Page:
        return self._disk.page(self._film(id))

    def still(self, still: Digest) -> bytes:
        return self._disk.blobs.get(still)

    def film_path(self, id: Id) -> Path | None:
        film = self._film(id)
        return self._disk.video(film, self._disk.page(film))

    def find(self, words: str, most: int) -> tuple[Found, ...]:
        return self._disk.library.find(words, most)

    def _film(self, id: Id) -> Shelved:
        return self._disk.film(id)
