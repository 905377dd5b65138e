"""Who may ask: this machine, by its own name, from its own pages."""

import ipaddress
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entracte.errors import BadSetting

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


def loopback(host: str) -> bool:
    """Whether only this machine can reach an app that listens at ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def checked(host: str) -> str:
    """The host, if it may be served without a password; ``BadSetting`` if not."""
    if not loopback(host):
        raise BadSetting(
            f"Other machines could reach the app at {host}, and it has no password yet.",
            "Serve it at 127.0.0.1, and reach it from elsewhere through a tunnel such as ssh.",
        )
    return host


class Guard:
    """Answers only under this machine's names, and takes changes only from its own pages.

    The Host is checked always, or a stranger's page could reach us under a name of its own that
    leads here (DNS rebinding). Requests that change something must come from our pages: the
    browser says so in Sec-Fetch-Site, older ones in Origin.
    """

    def __init__(
        self, app: ASGIApp, hosts: Iterable[str] = ("127.0.0.1", "localhost", "::1")
    ) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

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
            await send(message)

        refusal = self._refusal(str(scope["method"]), headers)
        if refusal is None:
            await self.app(scope, receive, guarded)
        else:
            await refusal(scope, receive, guarded)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return PlainTextResponse("This app does not answer under that name.\n", 421)
        if method in _SAFE:
            return None
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is not None:
            ours = site in ("same-origin", "none")
        else:
            ours = origin is None or origin in (f"http://{host}", f"https://{host}")
        return None if ours else PlainTextResponse("Only this app's own pages may do that.\n", 403)


def _name(host: str) -> str:
    """``[::1]:8000`` -> ``::1``; ``localhost:8000`` -> ``localhost``."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower().rstrip(".")
