"""Where things are on this server: films by id, stills by digest, files by their edition."""

from dataclasses import dataclass
from urllib.parse import quote

from entracte.model import Digest, Id, Page
from entracte.view import html

NAME = 16  # letters of a still's digest in its address: enough within one film


@dataclass(frozen=True)
class Addresses:
    """Where things are on this server."""

    film_id: Id = ""
    edition: str = ""
    page: Page | None = None
    plays: bool = False
    whole: int = 40_000

    def asset(self, name: str) -> str:
        return f"/static/{html.edition()}/{name}"

    def _film(self, rest: str) -> str:
        return f"/film/{quote(self.film_id, safe='')}/{rest}"

    def still(self, still: Digest) -> str:
        return self._film(f"still/{quote(still[:NAME], safe='')}.jpg")

    def strip(self) -> str:
        return self._film(f"strip.svg?v={self.edition}")

    def band(self) -> str:
        """The film's barcode, for the library."""
        return self._film(f"band.svg?v={self.edition}")

    def bars(self) -> str:
        return f"{self.api()}/strip" if self.film_id else ""

    def styles(self) -> str:
        return self._film(f"theme.css?v={self.edition}") if self.film_id else "/static/theme.css"

    def inline(self) -> str:
        return ""

    def film(self) -> str:
        return self._film("video") if self.plays else ""

    def captions(self) -> tuple[tuple[str, str, str], ...]:
        if self.page is None:
            return ()
        return tuple(
            (self._film(f"subtitles/{i}.vtt?v={self.edition}"), language, language)
            for i, language in enumerate(languages(self.page))
        )

    def text(self, letter: str) -> str:
        return self._film(f"source/{letter}")

    def home(self) -> str:
        return "/"

    def find(self) -> str:
        return "/find"

    def person(self, name: str) -> str:
        return f"/person/{quote(name, safe='')}"

    def api(self) -> str:
        return f"/api/film/{quote(self.film_id, safe='')}" if self.film_id else ""


def languages(page: Page) -> list[str]:
    tracks = [track for track in (page.lines, *page.translations) if track.items]
    return [track.items[0].language for track in tracks]
