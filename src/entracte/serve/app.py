"""The web app: the shelf, each film's page, and what the pages need beside them."""

import mimetypes
from collections.abc import Awaitable, Callable
from functools import lru_cache
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from entracte.errors import EntracteError, NotFound
from entracte.model import Id, Page, to_bytes
from entracte.serve.addresses import NAME, Addresses
from entracte.serve.finding import hits
from entracte.serve.guard import Guard, checked
from entracte.serve.shelf import Shelf
from entracte.serve.vtt import vtt
from entracte.view import html
from entracte.view.sheet import glance

_KEPT = "public, max-age=31536000, immutable"  # addresses that change when the content does
_MOST_FOUND = 100
_ASKED = "no-cache"  # kept, but asked about each time
_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}


class _Pages:
    """The answers to requests. Pages are read once an edition and kept while they are current."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._page = lru_cache(maxsize=8)(lambda film, _edition: shelf.page(film))
        self._html = lru_cache(maxsize=8)(self._render)
        self._spine = lru_cache(maxsize=4096)(self._draw_spine)

    def current(self, id: Id) -> tuple[str, Page]:
        """The edition of a film's page, and the page."""
        edition = next((edition for film, edition in self.shelf.films() if film == id), None)
        if edition is None:
            raise NotFound("There is no such film on this shelf.", "See the shelf for those there.")
        return edition, self._page(id, edition)

    def _render(self, id: Id, edition: str, plays: bool) -> str:
        page = self._page(id, edition)
        return html.film_html(page, Addresses(id, edition, page, plays))

    def shelf_page(self, _: Request) -> Response:
        spines = tuple(self._spine(id, edition) for id, edition in self.shelf.films())
        text = html.shelf_html(html.Shelf(spines, len(spines)), Addresses())
        return HTMLResponse(text, headers={"cache-control": _ASKED})

    def _draw_spine(self, id: Id, edition: str) -> html.Spine:
        page = self._page(id, edition)
        at = Addresses(id, edition, page)
        seen = glance(page)
        return html.Spine(
            href=f"/film/{quote(id, safe='')}",
            title=seen.title,
            year=seen.year,
            makers=seen.makers,
            brief=" · ".join(seen.brief),
            strip=at.strip() if page.shots.items else "",
            still=at.still(seen.still) if seen.still else "",
            size=seen.size,
        )

    def find(self, request: Request) -> Response:
        words = request.query_params.get("q", "")[:200]
        found = self.shelf.find(words, _MOST_FOUND) if words.strip() else ()
        text = html.found_html(words, hits(found, self.current), Addresses())
        return HTMLResponse(text, headers={"cache-control": "no-store"})

    def film(self, request: Request) -> Response:
        id = request.path_params["id"]
        edition, _ = self.current(id)
        plays = self.shelf.film_path(id) is not None
        tag = f'"{edition[:16]}-{html.edition()}{"-film" if plays else ""}"'
        headers = {"etag": tag, "cache-control": _ASKED}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return HTMLResponse(self._html(id, edition, plays), headers=headers)

    def page_json(self, request: Request) -> Response:
        _, page = self.current(request.path_params["id"])
        return Response(to_bytes(page), media_type="application/json")

    def theme(self, request: Request) -> Response:
        _, page = self.current(request.path_params["id"])
        return Response(html.theme_css(page), media_type="text/css", headers=self._fresh(request))

    def strip(self, request: Request) -> Response:
        _, page = self.current(request.path_params["id"])
        return Response(
            html.strip_svg(page), media_type="image/svg+xml", headers=self._fresh(request)
        )

    def _fresh(self, request: Request) -> dict[str, str]:
        return {"cache-control": _KEPT if request.query_params.get("v") else _ASKED}

    def still(self, request: Request) -> Response:
        _, page = self.current(request.path_params["id"])
        name = request.path_params["still"]
        shown = (shot.still for shot in page.shots.items if shot.still is not None)
        still = next((each for each in shown if each[:NAME] == name), None)
        if still is None:
            raise NotFound("There is no such still on this page.")
        return Response(
            self.shelf.still(still), media_type="image/jpeg", headers={"cache-control": _KEPT}
        )

    def source(self, request: Request) -> Response:
        id = request.path_params["id"]
        edition, page = self.current(id)
        at = Addresses(id, edition, page)
        try:
            film = f"/film/{quote(id, safe='')}"
            text = html.source_html(page, request.path_params["letter"], film, at)
        except KeyError:
            raise NotFound("There is no such text on this page.") from None
        return HTMLResponse(text, headers={"cache-control": _ASKED})

    def subtitles(self, request: Request) -> Response:
        _, page = self.current(request.path_params["id"])
        tracks = [track for track in (page.lines, *page.translations) if track.items]
        number = request.path_params["number"]
        if number >= len(tracks):
            raise NotFound("There are no such subtitles.")
        return Response(vtt(tracks[number], page), media_type="text/vtt")

    def video(self, request: Request) -> Response:
        """The film file, in the stretches the browser asks for. By id: never by a path."""
        id = request.path_params["id"]
        self.current(id)
        path = self.shelf.film_path(id)
        if path is None:
            raise NotFound("The film file is not where it was.", "Add the film again.")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return FileResponse(path, media_type=kind, headers={"cache-control": _ASKED})


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in html.assets() or request.path_params["edition"] != html.edition():
        raise NotFound("There is no such file.")
    ending = name[name.rfind(".") :]
    kind = _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(html.asset(name), media_type=kind, headers={"cache-control": _KEPT})


def _paper(_: Request) -> Response:
    return Response(html.theme_css(None), media_type="text/css")


def _icon(_: Request) -> Response:
    return RedirectResponse(Addresses().asset("icon.svg"))


def _wrong(status: int, title: str) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(_: Request, wrong: Exception) -> Response:
        what = wrong.what if isinstance(wrong, EntracteError) else "There is nothing here."
        do = wrong.do if isinstance(wrong, EntracteError) else ""
        return HTMLResponse(html.plain_html(title, what, do, Addresses()), status)

    return answer


def _in_thread(answer: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return endpoint


def app(shelf: Shelf) -> Starlette:
    """The web app over this shelf. Answers only under this machine's own names."""
    pages = _Pages(shelf)
    film = "/film/{id}"
    # Text is packed; pictures, fonts and the film are packed already, and stretches must stay so.
    packed = [Middleware(GZipMiddleware, minimum_size=1024, compresslevel=6)]

    def text(path: str, answer: Callable[[Request], Response]) -> Route:
        return Route(path, _in_thread(answer), middleware=packed)

    routes = [
        text("/", pages.shelf_page),
        text("/find", pages.find),
        Route("/favicon.ico", _in_thread(_icon)),
        text("/static/theme.css", _paper),
        text("/static/{edition}/{name:path}", _static),
        text(f"{film}.json", pages.page_json),
        text(film, pages.film),
        text(f"{film}/source/{{letter}}", pages.source),
        text(f"{film}/theme.css", pages.theme),
        text(f"{film}/strip.svg", pages.strip),
        Route(f"{film}/still/{{still}}.jpg", _in_thread(pages.still)),
        text(f"{film}/subtitles/{{number:int}}.vtt", pages.subtitles),
        Route(f"{film}/video", _in_thread(pages.video)),
    ]
    made = Starlette(
        routes=routes,
        middleware=[Middleware(Guard)],
        exception_handlers={
            NotFound: _wrong(404, "Not found"),
            404: _wrong(404, "Not found"),
            EntracteError: _wrong(409, "That did not work"),
        },
    )
    made.router.redirect_slashes = False
    return made


def run(
    shelf: Shelf,
    host: str = "127.0.0.1",
    port: int = 8300,
    on_ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serves until interrupted. ``on_ready`` is called with the address once it answers.

    Port 0 takes any free one. ``BadSetting`` when other machines could reach ``host``.
    """
    checked(host)
    config = uvicorn.Config(
        app(shelf), host=host, port=port, log_level="warning", server_header=False
    )
    server = _Server(config, on_ready)
    server.run()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            taken = self.servers[0].sockets[0].getsockname()
            name = f"[{taken[0]}]" if ":" in taken[0] else taken[0]
            self._on_ready(f"http://{name}:{taken[1]}/")
