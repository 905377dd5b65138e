"""The web app put together: its parts, its addresses, who watches over them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from entracte import __version__
from entracte.config import Settings
from entracte.errors import EntracteError, NotFound
from entracte.serve.addresses import Addresses
from entracte.serve.api_films import Films
from entracte.serve.api_jobs import Adding, shape
from entracte.serve.api_play import Playing
from entracte.serve.api_players import Following
from entracte.serve.api_reader import Reader
from entracte.serve.api_sign import Signing
from entracte.serve.calls import Call, described
from entracte.serve.events import Events
from entracte.serve.guard import Guard, Reach
from entracte.serve.jobs import Job, Jobs
from entracte.serve.pages import Pages, reader
from entracte.serve.reading import Readings
from entracte.serve.replies import NEVER, Refused, reply, status_of, told
from entracte.serve.shelf import OnDisk
from entracte.serve.sign import Doors
from entracte.store.keys import Keys
from entracte.store.shelf import Shelf
from entracte.view import html

_LOOK = 1.0  # seconds between two looks whether a film has a new page, while anybody listens


class App:
    """Everything that answers, over one shelf."""

    def __init__(self, shelf: Shelf, settings: Settings, reach: Reach) -> None:
        self.shelf = OnDisk(shelf)
        self.readings = Readings(self.shelf)
        self.events = Events()
        self.jobs = Jobs(settings, self._job, self._made)
        self.doors = Doors(Keys(home=shelf.home))
        self.pages = Pages(self.readings)
        self.reader = Reader(self.readings, self.jobs, self.events)
        self.films = Films(self.readings, self.pages.finding)
        self.adding = Adding(self.readings, self.jobs, settings, lambda: reach.local)
        self.signing = Signing(self.doors, reach, self.adding.may_add)
        self.following = Following(self.readings, self.events, self.reader, settings)
        self.playing = Playing(self.readings, self.following, reach)
        self.reach = reach
        self._description = b""

    def calls(self) -> tuple[Call, ...]:
        """The API."""
        return (
            *self.films.calls(),
            *self.reader.calls(),
            *self.adding.calls(),
            *self.following.calls(),
            *self.playing.calls(),
            *self.signing.calls(),
        )

    def routes(self) -> Iterator[Route]:
        pages, film = self.pages, "/film/{id}"
        yield from (call.route() for call in self.calls())
        yield Route("/api/openapi.json", self._describe)
        yield Route("/api/events", self._listen)
        yield Route("/signin", self.signing.form, methods=["GET"])
        yield Route("/signin", self.signing.posted, methods=["POST"])
        yield Route("/static/theme.css", _in_thread(pages.paper))
        yield Route("/sw.js", _at_once(pages.worker))
        yield Route("/static/{edition}/{name:path}", _at_once(pages.static))
        yield Route(film, self._film)
        for path, answer in (
            ("/", pages.library),
            ("/find", pages.find),
            ("/person/{name}", pages.person),
            ("/offline", pages.offline),
            ("/pair", pages.pair),
            ("/favicon.ico", pages.icon),
            ("/manifest.webmanifest", pages.manifest),
            (f"{film}/source/{{letter}}", pages.source),
            (f"{film}/theme.css", pages.theme),
            (f"{film}/strip.svg", pages.strip),
            (f"{film}/band.svg", pages.band),
            (f"{film}/still/{{still}}.jpg", pages.still),
            (f"{film}/subtitles/{{number:int}}.vtt", pages.subtitles),
            (f"{film}/video", pages.video),
            (f"{film}/play/{{kind}}/index.m3u8", self.playing.playlist),
            (f"{film}/play/{{kind}}/init.mp4", self.playing.init),
            (f"{film}/play/{{kind}}/{{number:int}}.m4s", self.playing.segment),
        ):
            yield Route(path, _in_thread(answer))

    @contextlib.asynccontextmanager
    async def living(self, _: Starlette) -> AsyncIterator[None]:
        """While the app answers."""
        self.events.start()
        tasks = [asyncio.create_task(work()) for work in (self._watch, self.following.follow)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await run_in_threadpool(self.jobs.close)
            await run_in_threadpool(self.playing.close)

    async def _film(self, request: Request) -> Response:
        """A page that is at hand is given at once; others are made beside the loop."""
        made = self.pages.film_now(request)
        return made if made is not None else await run_in_threadpool(self.pages.film, request)

    async def _describe(self, request: Request) -> Response:
        if not self._description:
            self._description = described(self.calls(), __version__)
        return reply(request, self._description, "application/json")

    async def _listen(self, _: Request) -> Response:
        headers = {"cache-control": NEVER, "x-accel-buffering": "no"}
        return StreamingResponse(self.events.listen(), 200, headers, "text/event-stream")

    async def _watch(self) -> None:
        """Tells of new pages, whoever made them."""
        before = await run_in_threadpool(self._editions)
        while True:
            await asyncio.sleep(_LOOK)
            now = await run_in_threadpool(self._editions)
            for film, edition in now.items():
                if before.get(film) != edition:
                    self.events.tell("page", {"film": film, "edition": edition})
            before = now

    def _editions(self) -> dict[str, str]:
        try:
            return {film.id: film.page for film in self.shelf.listing().films}
        except EntracteError:
            return {}

    def _job(self, job: Job) -> None:
        self.events.tell("job", shape(job))

    def _made(self, _: str) -> None:
        """A film got a page: the watch tells of it."""


def _in_thread(answer: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return endpoint


def _at_once(answer: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return answer(request)

    return endpoint


def _wrong(status: int, title: str) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(request: Request, wrong: Exception) -> Response:
        if not isinstance(wrong, EntracteError):
            says = "There is nothing here." if status == 404 else f"{title}."
            wrong = Refused(status, says)
        if request.url.path.startswith("/api/"):
            return told(wrong)
        text = html.plain_html(title, wrong.what, wrong.do, Addresses(), reader(request))
        return HTMLResponse(text, status_of(wrong), {"cache-control": NEVER})

    return answer


async def _broken(request: Request, _: Exception) -> Response:
    """A bug of ours: said plainly, told in the log by the server, never shown."""
    what = "entracte failed at this. Please report it."
    if request.url.path.startswith("/api/"):
        return Response(f'{{"what": "{what}", "do": ""}}', 500, media_type="application/json")
    return HTMLResponse(html.plain_html("That did not work", what, "", Addresses()), 500)


def app(shelf: Shelf, settings: Settings | None = None, reach: Reach | None = None) -> Starlette:
    """The web app over this shelf."""
    where = reach or Reach()
    made = App(shelf, settings or Settings(home=shelf.home), where)
    starlette = Starlette(
        routes=list(made.routes()),
        middleware=[Middleware(Guard, reach=where, doors=made.doors)],
        exception_handlers={
            NotFound: _wrong(404, "Not found"),
            404: _wrong(404, "Not found"),
            405: _wrong(405, "That cannot be done here"),
            EntracteError: _wrong(409, "That did not work"),
            Exception: _broken,
        },
        lifespan=made.living,
    )
    starlette.router.redirect_slashes = False
    starlette.state.app = made
    return starlette
