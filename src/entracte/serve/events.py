"""Events to whoever listens: jobs, new pages, limits, what plays. One stream for a browser."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from typing import Any

import msgspec

from entracte import __version__
from entracte.serve.replies import Refused

MOST = 200  # listeners at once
_BEHIND = 200  # events a listener may be behind; older ones are let go of
_PULSE = 15.0  # seconds between two signs of life: proxies cut what is silent


class Events:
    """Told from any thread, heard by every listener."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._queues: set[asyncio.Queue[bytes | None]] = set()
        self._closed = False
        self._last: dict[str, bytes] = {}  # the newest of each sort that a newcomer needs

    @property
    def heard(self) -> bool:
        """Whether anybody listens."""
        return bool(self._queues)

    @property
    def lasting(self) -> frozenset[str]:
        """The sorts of events that newcomers are told."""
        return frozenset(self._last)

    def start(self) -> None:
        """Called where the loop runs."""
        self._loop = asyncio.get_running_loop()

    def tell(self, event: str, data: Any, *, lasting: bool = False) -> None:
        """``lasting``: whoever comes later is told it too, until it is told anew."""
        said = _frame(event, data)
        if lasting:
            self._last[event] = said
        loop = self._loop
        if loop is not None and not loop.is_closed():
            with contextlib.suppress(RuntimeError):  # it is being closed
                loop.call_soon_threadsafe(self._spread, said)

    def forget(self, event: str) -> None:
        self._last.pop(event, None)

    def close(self) -> None:
        """Ends every stream, so that the app can end too. Called where the loop runs."""
        self._closed = True
        self._spread(None)

    def _spread(self, said: bytes | None) -> None:
        for queue in tuple(self._queues):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(said)

    def listen(self) -> AsyncIterator[bytes]:
        """The stream; refused when too many listen already."""
        if len(self._queues) >= MOST:
            raise Refused(409, "Too many devices listen already.", "Close some.", 30)
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(_BEHIND)
        self._queues.add(queue)
        return self._stream(queue)

    async def _stream(self, queue: asyncio.Queue[bytes | None]) -> AsyncIterator[bytes]:
        try:
            yield b"retry: 3000\n" + _frame("hello", {"version": __version__, "now": now()})
            for said in tuple(self._last.values()):
                yield said
            while not self._closed:
                try:
                    more = await asyncio.wait_for(queue.get(), _PULSE)
                except TimeoutError:
                    more = b": still here\n\n"
                if more is not None:
                    yield more
        finally:
            self._queues.discard(queue)


def now() -> int:
    """This machine's clock, milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def _frame(event: str, data: Any) -> bytes:
    return b"event: " + event.encode() + b"\ndata: " + msgspec.json.encode(data) + b"\n\n"
