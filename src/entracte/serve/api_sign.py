"""Signing in and out, the devices that are in, and a code for a phone."""

import socket
from datetime import UTC, datetime
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from entracte.errors import EntracteError
from entracte.serve import shapes as s
from entracte.serve.addresses import Addresses
from entracte.serve.calls import SMALL, Ask, Call, body
from entracte.serve.guard import Reach, loopback
from entracte.serve.pages import reader
from entracte.serve.replies import NEVER, Refused, status_of
from entracte.serve.sign import COOKIE, LASTS, Doors
from entracte.view import html


class Signing:
    """The way in for other devices."""

    def __init__(self, doors: Doors, reach: Reach, may_add: bool) -> None:
        self.doors, self.reach, self.may_add = doors, reach, may_add

    def calls(self) -> tuple[Call, ...]:
        return (
            Call("GET", "/api/me", self.me, "Who is asking.", s.Me),
            Call("POST", "/api/signin", self.sign_in, "Signs in.", s.Done, takes=s.SignIn),
            Call("POST", "/api/signout", self.sign_out, "Signs out.", s.Done, takes=s.SignOut),
            Call("GET", "/api/devices", self.devices, "The devices signed in.", s.Devices),
            Call("POST", "/api/pair", self.pair, "A code for a phone.", s.Pairing),
            Call("POST", "/api/pair/take", self.take, "Signs the phone in.", s.Done, takes=s.Take),
        )

    def me(self, ask: Ask) -> s.Me:
        return s.Me(
            name=str(ask.request.state.name),
            local=self.reach.local,
            may_add=self.may_add,
            password=not self.reach.local,
        )

    # with a form

    async def form(self, request: Request) -> Response:
        """The page with the form."""
        return self._form(request, "", request.query_params.get("next", ""), 200)

    async def posted(self, request: Request) -> Response:
        """The form, filled in."""
        try:
            given = parse_qs(
                (await body(request, SMALL)).decode("utf-8", "replace"), max_num_fields=8
            )
        except ValueError:
            given = {}
        except EntracteError as wrong:
            return self._form(request, str(wrong), "", status_of(wrong))
        password, name, onward = (
            given.get(field, [""])[0] for field in ("password", "name", "next")
        )
        try:
            token = await run_in_threadpool(
                self.doors.sign_in, password, name or _device(request), _address(request)
            )
        except Refused as wrong:
            return self._form(request, str(wrong), onward, wrong.status, wrong.wait)
        return _in(RedirectResponse(_inside(onward), 303), request, token)

    def _form(
        self, request: Request, wrong: str, onward: str, status: int, wait: int = 0
    ) -> Response:
        text = html.signin_html(wrong, _inside(onward), Addresses(), reader(request))
        headers = {"cache-control": NEVER} | ({"retry-after": str(wait)} if wait else {})
        return HTMLResponse(text, status, headers)

    # with JSON

    def sign_in(self, ask: Ask) -> Response:
        name = ask.body.name or _device(ask.request)
        token = self.doors.sign_in(ask.body.password, name, _address(ask.request))
        return _in(JSONResponse({"done": True}), ask.request, token)

    def sign_out(self, ask: Ask) -> Response:
        device = ask.request.state.device
        id = ask.body.id or (device.id if device is not None else "")
        self.doors.sign_out(id)
        made = JSONResponse({"done": True}, headers={"cache-control": NEVER})
        if device is not None and id == device.id:
            made.delete_cookie(COOKIE, path="/")
        return made

    def devices(self, ask: Ask) -> s.Devices:
        mine = ask.request.state.device
        return s.Devices(
            devices=tuple(
                s.Device(
                    id=device.id,
                    name=device.name,
                    since=_time(device.since),
                    seen=_time(device.seen),
                    this=mine is not None and device.id == mine.id,
                )
                for device in self.doors.devices()
            )
        )

    def pair(self, ask: Ask) -> s.Pairing:
        if loopback(self.reach.host):
            raise Refused(
                409,
                "Only this machine can reach the app, so no phone can.",
                "Start it with entracte serve --host 0.0.0.0.",
            )
        code, until = self.doors.code()
        address = f"http://{_reached(ask.request)}/pair#{code}"
        return s.Pairing(address=address, svg=_qr(address), until=int(until * 1000))

    def take(self, ask: Ask) -> Response:
        name = ask.body.name or _device(ask.request)
        token = self.doors.take(ask.body.token, name, _address(ask.request))
        return _in(JSONResponse({"done": True}), ask.request, token)


def _in(made: Response, request: Request, token: str) -> Response:
    secure = request.headers.get("origin", "").startswith("https://")
    made.set_cookie(
        COOKIE, token, max_age=LASTS, path="/", httponly=True, samesite="lax", secure=secure
    )
    made.headers["cache-control"] = NEVER
    return made


def _inside(onward: str) -> str:
    """A place on this server, whatever was asked for: never a way out of it."""
    plain = onward.isascii() and onward.isprintable() and len(onward) <= 2000
    inside = onward.startswith("/") and not onward.startswith(("//", "/\\"))
    return onward if plain and inside and "\\" not in onward else "/"


def _reached(request: Request) -> str:
    """The address at which a phone reaches this machine: as it was just reached, if it can be."""
    host = request.headers.get("host", "")
    name = host.rpartition(":")[0].strip("[]") if ":" in host else host
    if not loopback(name):
        return host
    server = request.scope.get("server") or ("", 80)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as tried:
        try:
            tried.connect(("192.0.2.1", 9))  # nothing is sent: it says which way one would go
            mine = str(tried.getsockname()[0])
        except OSError:
            mine = socket.gethostname()
    return f"{mine}:{server[1]}"


def _qr(text: str) -> str:
    import segno

    made = segno.make(text, error="m", micro=False)
    return str(made.svg_inline(scale=4, border=4, omitsize=True))


def _address(request: Request) -> str:
    return request.client.host if request.client is not None else ""


def _device(request: Request) -> str:
    """What kind of device this is, in a word, from what its browser says of itself."""
    says = request.headers.get("user-agent", "")[:400]
    kinds = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux")
    return next((kind for kind in kinds if kind in says), "a device")


def _time(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
