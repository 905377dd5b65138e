"""What every value of entracte has in common: frozen, equal by content, written in one way."""

import hashlib
from typing import Any, TypeAlias, TypeVar, dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class _Values(msgspec.StructMeta):
    """Makes frozen, keyword-only structs, so that no subclass has to say it again."""

    def __new__(mcls, *args: Any, **options: Any) -> Any:
        options |= {"frozen": True, "kw_only": True, "omit_defaults": True}
        return super().__new__(mcls, *args, forbid_unknown_fields=True, **options)


class Value(msgspec.Struct, metaclass=_Values):
    """A thing that is only its content. Change = make another: ``msgspec.structs.replace``."""


Digest: TypeAlias = str  # SHA-256 of the canonical bytes, in hex: the name of an artefact
Id: TypeAlias = str  # short, readable, stable inside one page: "film", "scene-12", "lermontov"

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="deterministic")


def to_bytes(value: object) -> bytes:
    """The one way a value is written: JSON, UTF-8, keys in order. Equal values, equal bytes."""
    return _encoder.encode(value)


def from_bytes(data: bytes, kind: type[T]) -> T:
    """The value of this kind that was written; ``msgspec.ValidationError`` if it is not one."""
    return msgspec.json.decode(data, type=kind)


def digest(data: bytes) -> Digest:
    return hashlib.sha256(data).hexdigest()
