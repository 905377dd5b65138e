"""The web app as it really runs: a process, a port, and lines one can hold open."""

import contextlib
import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os import environ
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Served:
    port: int
    pid: int
    errors: Path  # what it writes of its own accord

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers, body; a body that is not bytes is sent as JSON."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        given = dict(headers or {})
        if data is not None and "Content-Type" not in given:
            given["Content-Type"] = "application/json"
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data, given, method=method
        )
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as wrong:
            with wrong:
                return wrong.code, dict(wrong.headers), wrong.read()

    def json(self, path: str, method: str = "GET", body: Any = None) -> Any:
        return json.loads(self.ask(path, method, body)[2])

    def line(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=40)

    def raw(self, data: bytes) -> bytes:
        """What is answered to these very bytes, until the line is closed or reset."""
        out = b""
        with self.line() as line, contextlib.suppress(ConnectionError):
            line.sendall(data)
            while more := line.recv(65536):
                out += more
        return out

    def until(self, path: str, fits: Any, seconds: float = 60.0) -> Any:
        """Asks until the answer fits."""
        end = time.monotonic() + seconds
        while True:
            found = self.json(path)
            if fits(found):
                return found
            assert time.monotonic() < end, found
            time.sleep(0.2)


@contextmanager
def serving(home: Path, *more: str) -> Iterator[Served]:
    """``entracte serve`` on a free port, until the end of the block."""
    home.mkdir(parents=True, exist_ok=True)
    errors = home.parent / f"{home.name}.errors"
    with errors.open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "entracte", "serve", "--port", "0", "--json", *more],
            env=environ | {"ENTRACTE_HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=told,
        )
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            assert said, errors.read_text()
            port = int(json.loads(said)["address"].rstrip("/").rpartition(":")[2])
            yield Served(port, process.pid, errors)
        finally:
            process.terminate()
            process.wait(20)
            if process.stdout is not None:
                process.stdout.close()
