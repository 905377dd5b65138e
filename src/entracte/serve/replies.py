"""Answers: packed where it pays, asked about again rather than sent again, errors in words."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from entracte.errors import (
    BadSetting,
    Busy,
    EntracteError,
    NoRoom,
    NotFound,
)

KEPT = "private, max-age=31536000, immutable"  # addresses that change when the content does
ASKED = "private, no-cache"  # kept, but asked about each time
NEVER = "no-store"
_SMALL = 1024  # bytes that are not worth packing


@dataclass(frozen=True)
class Packed:
    """Bytes as they are, and packed: made once, sent often."""

    plain: bytes
    small: bytes


class Refused(EntracteError):
    """Not allowed, or not so: a status of HTTP and its sentence."""

    def __init__(self, status: int, what: str, do: str = "", wait: int = 0) -> None:
        super().__init__(what, do)
        self.status = status
        self.wait = wait

    def __reduce__(self) -> tuple[type["Refused"], tuple[int, str, str, int]]:
        return type(self), (self.status, self.what, self.do, self.wait)


def pack(data: bytes) -> Packed:
    """``mtime`` is fixed, so that the same bytes are always packed the same."""
    return Packed(data, gzip.compress(data, 6, mtime=0) if len(data) > _SMALL else b"")


def reply(
    request: Request,
    data: Packed | bytes,
    kind: str,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The bytes, packed if the browser can unpack them; nothing if it has them (``etag``)."""
    out = {"cache-control": ASKED, "vary": "accept-encoding"} | dict(headers or {})
    tag = out.get("etag")
    if tag is not None and status == 200 and tag in _tags(request):
        return Response(status_code=304, headers=out)
    packed = data if isinstance(data, Packed) else None
    plain = data.plain if isinstance(data, Packed) else data
    if _unpacks(request) and len(plain) > _SMALL:
        small = packed.small if packed is not None else pack(plain).small
        out["content-encoding"] = "gzip"
        return Response(small, status, out, kind)
    return Response(plain, status, out, kind)


def status_of(wrong: Exception) -> int:
    match wrong:
        case Refused():
            return wrong.status
        case NotFound():
            return 404
        case BadSetting():
            return 400
        case Busy():
            return 409
        case NoRoom():
            return 507
        case _:
            return 409


def told(wrong: EntracteError) -> Response:
    """The error as JSON."""
    body = msgspec.json.encode({"what": wrong.what, "do": wrong.do})
    headers = {"cache-control": NEVER}
    if isinstance(wrong, Refused) and wrong.wait:
        headers["retry-after"] = str(wrong.wait)
    return Response(body, status_of(wrong), headers, "application/json")


def _tags(request: Request) -> list[str]:
    given = request.headers.get("if-none-match", "")[:400]
    return [each.strip().removeprefix("W/") for each in given.split(",")]


def _unpacks(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")
