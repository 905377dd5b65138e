"""Players that speak the real protocols, as far as following them goes: for tests."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FILE = "/films/Harbour Lights (1931)/film.mkv"


@dataclass
class State:
    """What the player does at the moment."""

    seconds: float = 64.25
    playing: bool = True
    loaded: bool = True
    answer: bytes | None = None  # sent instead of what such a player says
    asked: list[str] = field(default_factory=list)


Say = Callable[[BaseHTTPRequestHandler, bytes, State], tuple[int, str, bytes]]


@contextmanager
def player(say: Say, state: State) -> Iterator[str]:
    """A web server that answers as ``say`` does; its address."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            state.asked.append(self.path)
            status, kind, data = say(self, body, state)
            if state.answer is not None:
                data = state.answer
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:1/stolen")
            self.end_headers()
            self.wfile.write(data)

        do_POST = do_GET  # noqa: N815 http.server's own name

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def vlc(asked: BaseHTTPRequestHandler, _: bytes, state: State) -> tuple[int, str, bytes]:
    """VLC 3: ``/requests/status.json``; no user, only a password."""
    if asked.headers.get("Authorization") != _basic("", "secret"):
        return 401, "text/html", b"<h1>401</h1>"
    if asked.path != "/requests/status.json":
        return 404, "text/html", b""
    told: dict[str, Any] = {"apiversion": 3, "version": "3.0.20 Vetinari", "volume": 256}
    if not state.loaded:
        return 200, "application/json", json.dumps(told | {"state": "stopped"}).encode()
    told |= {
        "state": "playing" if state.playing else "paused",
        "time": int(state.seconds),
        "length": 600,
        "position": state.seconds / 600,
        "rate": 1,
        "information": {"category": {"meta": {"filename": FILE.rpartition("/")[2]}}},
    }
    return 200, "application/json", json.dumps(told).encode()


def kodi(asked: BaseHTTPRequestHandler, body: bytes, state: State) -> tuple[int, str, bytes]:
    """Kodi 20: JSON-RPC 2.0 by POST to ``/jsonrpc``."""
    if asked.headers.get("Authorization") != _basic("kodi", "secret"):
        return 401, "text/plain", b""
    request = json.loads(body)
    hours, rest = divmod(state.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    results: dict[str, Any] = {
        "Player.GetActivePlayers": [
            {"playerid": 0, "playertype": "internal", "type": "audio"},
            {"playerid": 1, "playertype": "internal", "type": "video"},
        ]
        if state.loaded
        else [],
        "Player.GetProperties": {
            "speed": 1 if state.playing else 0,
            "time": {
                "hours": int(hours),
                "minutes": int(minutes),
                "seconds": int(seconds),
                "milliseconds": round(seconds % 1 * 1000),
            },
        },
        "Player.GetItem": {
            "item": {"id": 7, "type": "movie", "label": "Harbour Lights", "file": FILE}
        },
    }
    if request["method"] not in results or request["jsonrpc"] != "2.0":
        wrong = {"code": -32601, "message": "Method not found."}
        return 200, "application/json", json.dumps({"id": request["id"], "error": wrong}).encode()
    if request["method"] != "Player.GetActivePlayers" and request["params"]["playerid"] != 1:
        return 200, "application/json", b'{"error": {"code": -32100}}'
    told = {"id": request["id"], "jsonrpc": "2.0", "result": results[request["method"]]}
    return 200, "application/json", json.dumps(told).encode()


def jellyfin(asked: BaseHTTPRequestHandler, _: bytes, state: State) -> tuple[int, str, bytes]:
    """Jellyfin 10: ``/Sessions``, ticks of 100 nanoseconds."""
    if asked.headers.get("Authorization") != 'MediaBrowser Token="secret"':
        return 401, "text/plain", b""
    idle = {"Id": "a", "UserName": "ben", "PlayState": {"IsPaused": False}}
    busy = idle | {
        "Id": "b",
        "NowPlayingItem": {"Name": "Harbour Lights", "Path": FILE, "MediaType": "Video"},
        "PlayState": {
            "PositionTicks": int(state.seconds * 10_000_000),
            "IsPaused": not state.playing,
            "PlaybackRate": 1,
        },
    }
    return 200, "application/json", json.dumps([idle, busy] if state.loaded else [idle]).encode()


def plex(asked: BaseHTTPRequestHandler, _: bytes, state: State) -> tuple[int, str, bytes]:
    """Plex Media Server: ``/status/sessions``, XML."""
    if asked.headers.get("X-Plex-Token") != "secret":
        return 401, "text/html", b""
    video = (
        f'<Video sessionKey="5" type="movie" title="Harbour Lights" duration="600000" '
        f'viewOffset="{int(state.seconds * 1000)}"><Media id="1"><Part id="2" file="{FILE}"/>'
        f'</Media><Player title="TV" state="{"playing" if state.playing else "paused"}"/></Video>'
    )
    there = video if state.loaded else ""
    text = f'<MediaContainer size="{int(state.loaded)}">{there}</MediaContainer>'
    return 200, "text/xml;charset=utf-8", text.encode()
