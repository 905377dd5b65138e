"""A call of the API: its address, what it takes and gives. Asked, and described, from one table."""

import asyncio
import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from entracte.errors import EntracteError
from entracte.serve.replies import NEVER, Refused, reply, told

SMALL = 64 * 1024  # bytes of a body that only says something
_PATIENCE = 60.0  # seconds for a body to arrive


@dataclass(frozen=True)
class Ask:
    """What was asked, understood: the values of the address, of the query, of the body."""

    request: Request
    path: dict[str, str]
    query: Any = None
    body: Any = None

    @property
    def id(self) -> str:
        return self.path["id"]


@dataclass(frozen=True)
class Call:
    """``does`` takes an ``Ask`` and gives a value of ``gives``, or a whole response."""

    method: str
    path: str
    does: Callable[[Ask], Any]
    says: str
    gives: Any
    query: type[msgspec.Struct] | None = None
    takes: type[msgspec.Struct] | None = None
    status: int = 200
    most: int = SMALL
    kind: str = "application/json"
    names: tuple[str, ...] = field(default=())  # of the values in the address

    def route(self) -> Route:
        return Route(self.path, self._endpoint, methods=[self.method])

    async def _endpoint(self, request: Request) -> Response:
        try:
            query = self._query(request) if self.query is not None else None
            body = await self._body(request) if self.takes is not None else None
            ask = Ask(request, dict(request.path_params), query, body)
            if inspect.iscoroutinefunction(self.does):
                return self._told(request, await self.does(ask))
            return await run_in_threadpool(lambda: self._told(request, self.does(ask)))
        except EntracteError as wrong:
            return told(wrong)

    def _told(self, request: Request, value: Any) -> Response:
        if isinstance(value, Response):
            return value
        data = msgspec.json.encode(value)
        return reply(request, data, self.kind, {"cache-control": NEVER}, self.status)

    def _query(self, request: Request) -> Any:
        assert self.query is not None
        known = {name: request.query_params[name] for name in self.query.__struct_fields__
                 if name in request.query_params}  # fmt: skip
        try:
            return msgspec.convert(known, self.query, strict=False)
        except msgspec.ValidationError as wrong:
            raise Refused(
                400, f"The address makes no sense: {wrong}.", "See /api/openapi.json."
            ) from None

    async def _body(self, request: Request) -> Any:
        assert self.takes is not None
        data = await body(request, self.most)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":  # a form of another site's cannot say so
            raise Refused(415, "The body must be JSON.", "Send it as application/json.")
        try:
            return msgspec.json.decode(data, type=self.takes)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
            raise Refused(
                400, f"The body makes no sense: {wrong}.", "See /api/openapi.json."
            ) from None


async def body(request: Request, most: int) -> bytes:
    """The whole body; refused when it is larger than ``most`` bytes or does not arrive."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise _large(most)
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(_PATIENCE):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise _large(most)
                parts.append(part)
    except TimeoutError:
        raise Refused(408, "The body did not arrive.", "Try it again.") from None
    except ClientDisconnect:
        raise Refused(400, "The body broke off.", "Try it again.") from None
    return b"".join(parts)


def _large(most: int) -> Refused:
    size = f"{most >> 20} MB" if most >= 2**20 else f"{most >> 10} kB"
    return Refused(413, f"That is more than {size}.", "Send less at once.")


def described(calls: Iterable[Call], version: str) -> bytes:
    """The description of these calls: OpenAPI 3.1."""
    table = sorted(calls, key=lambda call: (call.path, call.method))
    from entracte.serve.shapes import Wrong

    kinds: list[Any] = [Wrong]
    for call in table:
        kinds += [kind for kind in (call.gives, call.query, call.takes) if kind is not None]
    _, schemas = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    paths: dict[str, dict[str, Any]] = {}
    for call in table:
        paths.setdefault(call.path.replace(":path", ""), {})[call.method.lower()] = _operation(
            call, schemas
        )
    made = {
        "openapi": "3.1.0",
        "info": {
            "title": "entracte",
            "version": version,
            "description": "X-Ray for the films you own. Times are milliseconds.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"cookie": {"type": "apiKey", "in": "cookie", "name": "entracte"}},
        },
        "security": [{}, {"cookie": []}],
    }
    return msgspec.json.encode(made, order="deterministic")


def _schema(kind: Any) -> Any:
    (found,), _ = msgspec.json.schema_components(
        (kind,), ref_template="#/components/schemas/{name}"
    )
    return found


_NOT_NAMED = re.compile(r"[^a-z0-9]+")
_WRONG = {
    "400": "The request makes no sense.",
    "401": "Sign in first.",
    "403": "Not from there, or not by this reader.",
    "404": "There is no such thing.",
    "409": "Not now, or not here.",
    "421": "Not under that name.",
    "429": "Too many tries.",
}
_WRONG_BODY = {"408": "It did not arrive.", "413": "Too large.", "415": "Not JSON."}


def _operation(call: Call, schemas: dict[str, Any]) -> dict[str, Any]:
    wrong = _WRONG | (_WRONG_BODY if call.takes is not None else {})
    good = (
        {"schema": _schema(call.gives)}
        if call.gives is not None
        else {"schema": {"type": "string"}}
    )
    out: dict[str, Any] = {
        "summary": call.says,
        "operationId": call.method.lower() + _NOT_NAMED.sub("_", call.path).rstrip("_"),
        "responses": {
            str(call.status): {"description": "What was asked for.", "content": {call.kind: good}}
        }
        | {
            status: {
                "description": says,
                "content": {"application/json": {"schema": _schema_of_wrong()}},
            }
            for status, says in sorted(wrong.items())
        },
    }
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _in_path(call.path)
    ]
    if call.query is not None:
        fields = schemas[call.query.__name__].get("properties", {})
        parameters += [
            {"name": name, "in": "query", "required": False, "schema": schema}
            for name, schema in fields.items()
        ]
    if parameters:
        out["parameters"] = parameters
    if call.takes is not None:
        content = {"application/json": {"schema": _schema(call.takes)}}
        out["requestBody"] = {"required": True, "content": content}
    return out


def _schema_of_wrong() -> dict[str, str]:
    return {"$ref": "#/components/schemas/Wrong"}


def _in_path(path: str) -> list[str]:
    return [part.partition("}")[0].partition(":")[0] for part in path.split("{")[1:]]
