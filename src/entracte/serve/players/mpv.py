"""mpv, through its JSON IPC: a socket on which it answers questions about its properties."""

import contextlib
import itertools
import json
import os
import socket
import threading
from typing import Any

from entracte.serve.players.playing import Gone, Playing, milliseconds, number, text

_ASKED = ("path", "working-directory", "media-title", "time-pos", "speed", "pause", "idle-active")
_PATIENCE = 1.0  # seconds
_LONGEST = 2**20  # bytes of an answer


class Mpv:
    """An mpv that was started with ``--input-ipc-server=SOCKET``."""

    sort = "mpv"
    pause = 0.2  # it answers within a millisecond; the page counts on by itself in between

    def __init__(self, path: str, name: str = "mpv") -> None:
        self.path = path
        self.name = name
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self._rest = b""
        self._numbers = itertools.count(1)

    def now(self) -> Playing | None:
        """What it plays; None while it is idle."""
        with self._lock:
            try:
                told = self._ask()
            except (OSError, ValueError, TypeError, AttributeError, RecursionError) as wrong:
                self._close()
                raise Gone(type(wrong).__name__) from None
        path = text(told.get("path"))
        if told.get("idle-active") is True or not path:
            return None
        if "://" not in path:
            path = os.path.normpath(os.path.join(text(told.get("working-directory")), path))
        return Playing(
            t=milliseconds(number(told.get("time-pos"))),
            file=path,
            title=text(told.get("media-title")),
            rate=number(told.get("speed")) or 1.0,
            paused=told.get("pause") is True,
        )

    def close(self) -> None:
        with self._lock:
            self._close()

    def _ask(self) -> dict[str, Any]:
        if self._line is None:
            self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self._line.settimeout(_PATIENCE)
            self._line.connect(self.path)
            self._rest = b""
        asked = {next(self._numbers): name for name in _ASKED}
        lines = (
            json.dumps({"command": ["get_property", name], "request_id": id})
            for id, name in asked.items()
        )
        self._line.sendall(("\n".join(lines) + "\n").encode())
        told: dict[str, Any] = {}
        waiting = dict(asked)
        while waiting:
            answer = json.loads(self._read())
            if not isinstance(answer, dict):
                raise ValueError("no answer of mpv's")
            name = waiting.pop(answer.get("request_id") or 0, None)  # events have no such number
            if name is not None and answer.get("error") == "success":
                told[name] = answer.get("data")
        return told

    def _read(self) -> bytes:
        assert self._line is not None
        while b"\n" not in self._rest:
            more = self._line.recv(65536)
            if not more or len(self._rest) > _LONGEST:
                raise OSError("mpv is gone")
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def _close(self) -> None:
        if self._line is not None:
            with contextlib.suppress(OSError):
                self._line.close()
            self._line = None
