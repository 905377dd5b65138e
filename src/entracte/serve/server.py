"""The web app, answering: patient with readers, not with those who keep a line open for nothing."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from entracte.config import Settings
from entracte.serve.app import app
from entracte.serve.guard import Reach, checked
from entracte.store.keys import Keys
from entracte.store.shelf import Shelf

_HEADERS = 15.0  # seconds in which a request must have said what it wants
_LINES = 400  # connections at once
_HEAD = 32 * 1024  # bytes of a request's first line and headers


class _Line(H11Protocol):
    """A connection that is cut when it says nothing, or says it drop by drop."""

    _cut: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        before = self.cycle
        if self._cut is None and (before is None or before.response_complete):
            self._wait()
        super().data_received(data)
        if self.cycle is not before:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._cut = self.loop.call_later(_HEADERS, self._end)

    def _stop(self) -> None:
        if self._cut is not None:
            self._cut.cancel()
            self._cut = None

    def _end(self) -> None:
        self._cut = None
        if self.transport is not None and not self.transport.is_closing():
            self.transport.abort()


def run(
    shelf: Shelf,
    settings: Settings | None = None,
    host: str = "127.0.0.1",
    port: int = 8300,
    on_ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serves until interrupted. ``on_ready`` is called with the address once it answers.

    Port 0 takes any free one. ``BadSetting`` when others could reach it and there is no password.
    """
    known = settings or Settings(home=shelf.home)
    reach = checked(Reach(host, known.names), Keys(home=shelf.home).has_password())
    made = app(shelf, known, reach)
    config = uvicorn.Config(
        made,
        host=host,
        port=port,
        http=_Line,
        ws="none",
        log_level="warning",
        access_log=False,  # addresses say what is read and looked for; that is nobody's business
        server_header=False,
        proxy_headers=False,  # anyone could say they come from elsewhere
        limit_concurrency=_LINES,
        h11_max_incomplete_event_size=_HEAD,
        timeout_graceful_shutdown=3,
    )
    logging.getLogger("uvicorn.error").addFilter(_worth_telling)
    _Server(config, on_ready, made.state.app.events.close).run()


def _worth_telling(record: logging.LogRecord) -> bool:
    """Malformed requests are everyday; what a bug of ours did is told."""
    return "Invalid HTTP request" not in record.getMessage()


class _Server(uvicorn.Server):
    def __init__(
        self,
        config: uvicorn.Config,
        on_ready: Callable[[str], None],
        on_end: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._on_ready, self._on_end = on_ready, on_end

    async def shutdown(self, sockets: list[Any] | None = None) -> None:
        self._on_end()
        await super().shutdown(sockets)

    async def startup(self, sockets: list[Any] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            taken = self.servers[0].sockets[0].getsockname()
            name = f"[{taken[0]}]" if ":" in taken[0] else taken[0]
            self._on_ready(f"http://{name}:{taken[1]}/")
