"""Who may ask: under which names, from which pages, signed in or not. Before anything is looked at.

The Host is checked always, or a stranger's page could reach us under a name of its own that leads
here (DNS rebinding). Requests that change something must come from our own pages: the browser says
so in Sec-Fetch-Site, older ones in Origin. Beyond this machine everyone signs in.
"""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entracte.errors import BadSetting
from entracte.serve.sign import COOKIE, Doors

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # Forms say where they come from: without it browsers send "null", as a stranger's would.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
HERE = frozenset(("127.0.0.1", "localhost", "::1"))
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_OPEN = frozenset(  # what a device needs before it is signed in
    [
        "/signin",
        "/pair",
        "/api/signin",
        "/api/pair/take",
        "/favicon.ico",
        "/offline",
        "/sw.js",
        "/manifest.webmanifest",
    ]
)
_SLOW = 120.0  # seconds in which a reader must take what was sent before it is cut off


@dataclass(frozen=True)
class Reach:
    """Where the app answers. ``names`` are those it answers under besides its addresses."""

    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()

    @property
    def local(self) -> bool:
        """Whether only people at this machine can reach it."""
        return loopback(self.host) and not self.names


def loopback(host: str) -> bool:
    """Whether only this machine can reach an app that listens at ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def checked(reach: Reach, password: bool) -> Reach:
    """Where it may be served; ``BadSetting`` if others could reach it and need no password."""
    if not reach.local and not password:
        where = reach.host if not loopback(reach.host) else ", ".join(reach.names)
        raise BadSetting(
            f"Other machines could reach the app at {where}, and it has no password yet.",
            "Set one first: entracte serve --set-password.",
        )
    return reach


class Guard:
    """Lets requests through to ``app``, or answers them itself."""

    def __init__(self, app: ASGIApp, reach: Reach, doors: Doors) -> None:
        self.app = app
        self.reach = reach
        self.doors = doors
        self.names = frozenset(name.lower().rstrip(".") for name in reach.names)
        if not loopback(reach.host):
            mine = socket.gethostname().lower()
            self.names |= {mine, f"{mine.partition('.')[0]}.local"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out[name] = value
            try:
                async with asyncio.timeout(_SLOW):
                    await send(message)
            except TimeoutError:
                raise OSError("the reader takes nothing any more") from None

        refusal = self._refusal(scope, headers)
        if refusal is None:
            await self.app(scope, receive, guarded)
        else:
            await refusal(scope, receive, guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or not self._ours(scope, _name(host)):
            return PlainTextResponse("This app does not answer under that name.\n", 421)
        if scope["method"] not in _SAFE:
            site, origin = headers.get("sec-fetch-site"), headers.get("origin")
            if site is not None:
                ours = site in ("same-origin", "none")
            else:
                ours = origin is None or origin in (f"http://{host}", f"https://{host}")
            if not ours:
                return PlainTextResponse("Only this app's own pages may do that.\n", 403)
        return self._signed_in(scope, headers)

    def _ours(self, scope: Scope, name: str) -> bool:
        """A name of this machine, or the very address at which it was reached.

        An address as a name is safe: a stranger's page comes from a name or an address of its own.
        """
        if name in HERE or name in self.names:
            return True
        server = scope.get("server")
        if loopback(self.reach.host) or not server:
            return False
        return name == str(server[0]).lower().removeprefix("::ffff:")

    def _signed_in(self, scope: Scope, headers: Headers) -> Response | None:
        state = scope.setdefault("state", {})
        state["local"] = self.reach.local
        state["device"], state["name"] = None, ""
        if self.reach.local:
            state["name"] = self.doors.owner
            return None
        device = self.doors.device(_cookie(headers))
        if device is not None:
            state["device"], state["name"] = device, device.name
            return None
        path = str(scope["path"])
        if path in _OPEN or path.startswith("/static/"):
            return None
        if path.startswith("/api/") or scope["method"] not in _SAFE:
            return JSONResponse(
                {"what": "Sign in first.", "do": "Open /signin."},
                401,
                {"cache-control": "no-store"},
            )
        wanted = path + (
            f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
        )
        target = f"/signin?next={quote(wanted, safe='')}" if path != "/" else "/signin"
        return RedirectResponse(target, 303, {"cache-control": "no-store"})


def _cookie(headers: Headers) -> str:
    try:
        jar = SimpleCookie(headers.get("cookie", "")[:4096])
    except CookieError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


def _name(host: str) -> str:
    """``[::1]:8000`` -> ``::1``; ``localhost:8000`` -> ``localhost``."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower().rstrip(".")
