"""A film as this reader may see it: up to where they have seen it, and no further.

Everything the web app says of a film is made from here, so nothing later can slip out: the page,
its strip and stills, subtitles, texts, search, and the JSON.
"""

from dataclasses import dataclass

from entracte.compose.reveal import up_to
from entracte.model import Digest, Id, Ms, Page
from entracte.serve.kept import Kept
from entracte.serve.shelf import OnDisk
from entracte.store.library import Shelved
from entracte.work.glance import Glance, glanced

_CUT = 8  # pages kept, cut at a moment


@dataclass(frozen=True)
class Reading:
    """A film, and up to where."""

    film: Shelved
    limit: Ms | None
    follows: bool = False

    @property
    def edition(self) -> str:
        """Changes whenever what this reader may see of the film does."""
        return self.film.page if self.limit is None else f"{self.film.page[:16]}-{self.limit}"

    @property
    def short(self) -> str:
        """For addresses."""
        return self.film.page[:12] + ("" if self.limit is None else f"-{self.limit}")


class Readings:
    """Films as the reader may see them, kept while they are asked for."""

    def __init__(self, shelf: OnDisk) -> None:
        self.shelf = shelf
        self._cut: Kept[tuple[Digest, Ms], Page] = Kept(self._up_to, _CUT)
        self._glances: Kept[tuple[Id, Digest, Ms], Glance] = Kept(self._glanced, 600)

    def of(self, id: Id) -> Reading:
        """``NotFound`` if there is no such film."""
        film = self.shelf.film(id)
        seen = self.shelf.seen(film.id)
        return Reading(film, seen.up_to, seen.follow)

    def page(self, reading: Reading) -> Page:
        if reading.limit is None:
            return self.shelf.page(reading.film)
        return self._cut.get((reading.film.page, reading.limit))

    def glance(self, reading: Reading) -> Glance:
        if reading.limit is None:
            return self.shelf.glance(reading.film)
        return self._glances.get((reading.film.id, reading.film.page, reading.limit))

    def _up_to(self, key: tuple[Digest, Ms]) -> Page:
        edition, limit = key
        return up_to(self.shelf.whole(edition), limit)

    def _glanced(self, key: tuple[Id, Digest, Ms]) -> Glance:
        _, edition, limit = key
        return glanced(self._cut.get((edition, limit)))
