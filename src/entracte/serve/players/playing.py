"""What a player says of itself, and what every way of asking one has in common."""

import json
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from entracte.model import Ms

_PATIENCE = 3.0  # seconds
_MOST = 2**20  # bytes of an answer


@dataclass(frozen=True)
class Playing:
    """What plays: its file and title as the player knows them, where it is, how fast it goes."""

    t: Ms
    file: str = ""
    title: str = ""
    rate: float = 1.0
    paused: bool = False


class Gone(Exception):
    """The player does not answer, or not as such a player does."""


class Player(Protocol):
    """A player that can be asked. ``now`` may take seconds, and is called from one thread."""

    name: str
    sort: str
    pause: float  # seconds between two questions

    def now(self) -> Playing | None:
        """What plays; None when nothing does. Raises ``Gone``."""


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """A password is sent where the settings say, and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoDetours, urllib.request.ProxyHandler({}))


def fetched(address: str, headers: Mapping[str, str] | None = None, body: object = None) -> bytes:
    """What stands at this address; with a body it is posted as JSON. Raises ``Gone``."""
    data = None if body is None else json.dumps(body).encode()
    given = dict(headers or {}) | ({"Content-Type": "application/json"} if data else {})
    try:
        request = urllib.request.Request(address, data, given)  # noqa: S310 http(s), by settings
        with _opener.open(request, timeout=_PATIENCE) as answer:
            found = answer.read(_MOST + 1)
    except (OSError, ValueError, urllib.error.URLError) as wrong:
        raise Gone(type(wrong).__name__) from None
    if len(found) > _MOST:
        raise Gone("too much")
    return bytes(found)


def as_json(data: bytes) -> Any:
    """Raises ``Gone`` when it is no JSON."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise Gone("no JSON") from None


def basic(user: str, password: str) -> dict[str, str]:
    """The header that says who asks, in the basic scheme; empty for nobody."""
    if not user and not password:
        return {}
    return {"Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}


def number(value: object) -> float:
    """A finite number, whatever the player sent; 0 for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 0.0
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return 0.0
    return found if abs(found) < 1e12 else 0.0


def milliseconds(seconds: float) -> Ms:
    return max(0, round(seconds * 1000))


def text(value: object) -> str:
    return value[:2000] if isinstance(value, str) else ""


def at(value: object, *path: str | int) -> Any:
    """What stands inside at this path of names and numbers; None where there is nothing."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value
