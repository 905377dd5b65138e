"""The pages people read: the library, a film, a person, what was found, a text in full."""

import mimetypes
from functools import cached_property
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from entracte.errors import NotFound
from entracte.model import digest
from entracte.serve import life, listing
from entracte.serve.addresses import NAME, Addresses
from entracte.serve.band import band
from entracte.serve.finding import Finding
from entracte.serve.kept import Kept
from entracte.serve.reading import Reading, Readings
from entracte.serve.replies import ASKED, KEPT, NEVER, Packed, pack, reply
from entracte.serve.vtt import vtt
from entracte.view import html, tongue

_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
_MOST_FOUND = 100
_LONGEST = 200  # characters of what is looked for
_HTML = "text/html; charset=utf-8"
_LANGUAGE = "language"  # the cookie that names the language a reader chose

_Set = tuple[str, str, bool, html.Reader]  # film, edition, whether it plays here, for whom


class Pages:
    """The answers to requests for pages."""

    def __init__(self, readings: Readings) -> None:
        self.readings = readings
        self.shelf = readings.shelf
        self.finding = Finding(readings)
        self._films: Kept[_Set, Packed] = Kept(self._film, 24)

    def film_now(self, request: Request) -> Response | None:
        """The film's page if it is at hand: told in the moment, so that many can read at once."""
        reading = self.readings.of(request.path_params["id"])
        made = self._films.there(self._key(request, reading))
        return None if made is None else self._told(request, reading, made)

    def film(self, request: Request) -> Response:
        reading = self.readings.of(request.path_params["id"])
        return self._told(request, reading, self._films.get(self._key(request, reading)))

    def _key(self, request: Request, reading: Reading) -> _Set:
        plays = self.shelf.video(reading.film) is not None
        return reading.film.id, reading.edition, plays, reader(request, reading)

    def _told(self, request: Request, reading: Reading, made: Packed) -> Response:
        _, edition, plays, who = self._key(request, reading)
        about = f"{who.language}{who.follows:d}{plays:d}{digest(who.name.encode())[:6]}"
        tag = f'"{edition}-{html.edition()}-{about}"'
        headers = {"etag": tag, "content-language": who.language}
        return reply(request, made, _HTML, headers)

    def _film(self, key: _Set) -> Packed:
        id, _, plays, who = key
        reading = self.readings.of(id)
        page = self.readings.page(reading)
        at = Addresses(id, reading.short, page, plays)
        return pack(html.film_html(page, at, who).encode())

    def library(self, request: Request) -> Response:
        after = request.query_params.get("after", "")
        leaf = listing.leaf(
            self.readings, after=after, order=request.query_params.get("by", "title")
        )
        more = f"/?by={leaf.order}&after={leaf.next}" if leaf.next else ""
        spines = tuple(listing.spine(self.readings, film) for film in leaf.films)
        may = bool(getattr(request.state, "may_add", False))
        shown = html.Shelf(spines, leaf.total, more, leaf.order, may)
        return self._html(request, html.shelf_html(shown, Addresses(), reader(request)), ASKED)

    def find(self, request: Request) -> Response:
        words = request.query_params.get("q", "")[:_LONGEST]
        found = self.finding.find(words, most=_MOST_FOUND)
        text = html.found_html(words, found.as_hits, Addresses(), reader(request), found.says)
        return self._html(request, text, NEVER)

    def person(self, request: Request) -> Response:
        lived = life.lived(self.readings, request.path_params["name"])
        text = html.person_html(lived, Addresses(), reader(request))
        return self._html(request, text, ASKED)

    def source(self, request: Request) -> Response:
        reading = self.readings.of(request.path_params["id"])
        page = self.readings.page(reading)
        at = Addresses(reading.film.id, reading.short, page)
        film = f"/film/{quote(reading.film.id, safe='')}"
        letter = request.path_params["letter"]
        try:
            text = html.source_html(page, letter, film, at, reader(request, reading))
        except KeyError:
            raise NotFound("There is no such text on this page.") from None
        return self._html(request, text, ASKED)

    def offline(self, request: Request) -> Response:
        return self._html(request, html.offline_html(Addresses(), reader(request)), ASKED)

    def pair(self, request: Request) -> Response:
        return self._html(request, html.pair_html(Addresses(), reader(request)), NEVER)

    # what stands beside a film's page

    def theme(self, request: Request) -> Response:
        page = self.readings.page(self.readings.of(request.path_params["id"]))
        return reply(request, html.theme_css(page).encode(), "text/css", fresh(request))

    def strip(self, request: Request) -> Response:
        page = self.readings.page(self.readings.of(request.path_params["id"]))
        return reply(request, html.strip_svg(page).encode(), "image/svg+xml", fresh(request))

    def band(self, request: Request) -> Response:
        seen = self.readings.glance(self.readings.of(request.path_params["id"]))
        return reply(request, band(seen.bars).encode(), "image/svg+xml", fresh(request))

    def still(self, request: Request) -> Response:
        """Only stills that this reader's page shows: others are not there for them."""
        reading = self.readings.of(request.path_params["id"])
        name = request.path_params["still"]
        poster = self.readings.glance(reading).still
        if poster[:NAME] == name and name:
            still: str | None = poster
        else:
            shots = self.readings.page(reading).shots.items
            shown = (shot.still for shot in shots if shot.still is not None)
            still = next((each for each in shown if each[:NAME] == name), None)
        if still is None:
            raise NotFound("There is no such still on this page.")
        # Asked about each time where it may be hidden again: browsers would show it from memory.
        kept = KEPT if reading.limit is None else ASKED
        return Response(self.shelf.still(still), 200, {"cache-control": kept}, "image/jpeg")

    def subtitles(self, request: Request) -> Response:
        page = self.readings.page(self.readings.of(request.path_params["id"]))
        tracks = [track for track in (page.lines, *page.translations) if track.items]
        number = request.path_params["number"]
        if number >= len(tracks):
            raise NotFound("There are no such subtitles.")
        return reply(request, vtt(tracks[number], page).encode(), "text/vtt", fresh(request))

    def video(self, request: Request) -> Response:
        """The film file, in the stretches the browser asks for. By id: never by a path."""
        path = self.shelf.video(self.shelf.film(request.path_params["id"]))
        if path is None:
            raise NotFound("The film file is not where it was.", "Add the film again.")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return FileResponse(path, media_type=kind, headers={"cache-control": ASKED})

    # what is the same for all

    def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if request.path_params["edition"] != html.edition() or name not in html.assets():
            raise NotFound("There is no such file.")
        ending = name[name.rfind(".") :]
        kind = _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        data: Packed | bytes = html.asset(name) if ending == ".woff2" else self._assets[name]
        return reply(request, data, kind, {"cache-control": KEPT.replace("private", "public")})

    @cached_property
    def _assets(self) -> dict[str, Packed]:
        return {name: pack(data) for name, data in html.assets().items()}

    def paper(self, request: Request) -> Response:
        return reply(request, html.theme_css(None).encode(), "text/css")

    def icon(self, _: Request) -> Response:
        return RedirectResponse(Addresses().asset("icon.svg"))

    def manifest(self, request: Request) -> Response:
        """What makes the app installable."""
        made = html.manifest(Addresses(), reader(request))
        headers = {"vary": "accept-encoding, accept-language, cookie"}
        return reply(request, made, "application/manifest+json", headers)

    def worker(self, request: Request) -> Response:
        """The service worker: at the root, so that it may keep every page."""
        return reply(request, self._assets["sw.js"], "text/javascript")

    def _html(self, request: Request, text: str, keep: str, status: int = 200) -> Response:
        headers = {"cache-control": keep, "vary": "accept-encoding, accept-language, cookie"}
        return reply(request, text.encode(), _HTML, headers, status)


def reader(request: Request, reading: Reading | None = None) -> html.Reader:
    """Who asks: in the language they chose or their browser wishes, up to where they have seen."""
    wished = request.headers.get("accept-language", "")
    return html.Reader(
        language=tongue.chosen(wished, request.cookies.get(_LANGUAGE, "")),
        seen=reading.limit if reading is not None else None,
        follows=reading.follows if reading is not None else False,
        name=str(getattr(request.state, "name", "")),
    )


def fresh(request: Request) -> dict[str, str]:
    """Kept for good where the address names the edition."""
    return {"cache-control": KEPT if request.query_params.get("v") else ASKED}
