"""Asks the web app as a server would, without a network, on a shelf that is really there."""

import asyncio
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace
from tests.apart import run_apart
from tests.view import sample

from entracte.model import Page, to_bytes
from entracte.store.library import Shelved
from entracte.store.shelf import Shelf
from entracte.store.taken import Inputs
from entracte.work.glance import glance

ID = "the-lighthouse-keepers-daughter-1951"
FILM = bytes(range(256)) * 400


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.content) if packed else self.content).decode()

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class Asking:
    """``Asking(app).get("/", host="localhost")``. ``server`` is the address that was reached."""

    def __init__(self, app: Any, server: str = "127.0.0.1", client: str = "127.0.0.1") -> None:
        self.app = app
        self.server = server
        self.client = client

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.ask("POST", path, headers, body)

    def put(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.ask("PUT", path, headers, body)

    def delete(self, path: str, **headers: str) -> Answer:
        return self.ask("DELETE", path, headers)

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: Any = None) -> Answer:
        """A body that is not bytes is sent as JSON."""
        data = (
            body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        )
        given = {"host": f"{self.server}:8300"}
        if body is not None and not isinstance(body, bytes):
            given["content-type"] = "application/json"
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        given = {name: value for name, value in given.items() if value is not None}
        return run_apart(self._ask(method, path, given, data))

    async def _ask(self, method: str, path: str, headers: Mapping[str, str], data: bytes) -> Answer:
        parts = urlsplit(path)
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(parts.path),
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "root_path": "",
            "headers": [
                (name.encode(), value.encode("latin-1")) for name, value in headers.items()
            ],
            "client": (self.client, 50000),
            "server": (self.server, 8300),
        }
        sent: list[dict[str, Any]] = []
        asked = False

        async def receive() -> dict[str, Any]:
            nonlocal asked
            if asked:
                await asyncio.sleep(3600)
            asked = True
            return {"type": "http.request", "body": data, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        start = next(each for each in sent if each["type"] == "http.response.start")
        return Answer(
            start["status"],
            {name.decode(): value.decode("latin-1") for name, value in start["headers"]},
            b"".join(each.get("body", b"") for each in sent),
        )


@cache
def _stills() -> tuple[bytes, ...]:
    return tuple(sample.stills(4).values())


def sample_page(shelf: Shelf) -> Page:
    """The invented film's page, with four real stills that its shots share."""
    stills = [shelf.blobs.put(data) for data in _stills()]
    page = sample.page()
    shots = tuple(
        replace(shot, still=stills[i % len(stills)]) for i, shot in enumerate(page.shots.items)
    )
    return replace(page, shots=replace(page.shots, items=shots))


def put(shelf: Shelf, page: Page, root: Path, id: str = ID) -> Shelved:
    """Puts a page on the shelf, as adding the film would; its folder is ``root``."""
    name = f"{page.film.title[0].says} ({page.film.year[0].says})"
    film = shelf.library.shelve(id, name, str(root / id), str(root))
    edition = shelf.blobs.put(to_bytes(page))
    shelf.library.settle(
        film,
        title=str(page.film.title[0].says),
        year=int(page.film.year[0].says),
        page=edition,
        inputs=shelf.blobs.put(to_bytes(Inputs(name=name))),
        keys=(),
        lasting=(),
    )
    glance(shelf.library, film.id, edition, page)
    return shelf.film(film.id)
