"""A page without its film, to share: what is said, and the anchors that tie it to another copy.

The schema of ``Film.entracte.json``; see docs/sidecar.md. What comes from elsewhere is looked at
like any stranger's file: its size is bounded, nothing in it names a file, and arrays are unpacked
no further than they may be long.
"""

import base64
import binascii
import zlib
from typing import Annotated, NamedTuple

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from entracte.errors import NotReadable
from entracte.listen.placing import A_SECOND, Kept
from entracte.model import Ms, Page, Span, Value, from_bytes

FORMAT = 1
ENDING = ".entracte.json"
LARGEST = 20 * 2**20  # bytes of a sidecar
MOST_MARKS = 60_000
MOST_SHOTS = 20_000
_DENSEST = 40.0  # landmarks a second
_LONGEST = 48 * 3_600_000  # milliseconds


class Sounding(Value):
    """Landmarks of the film's sound: pairs of tones, each where it is heard.

    ``hashes`` and ``steps`` are arrays of 32-bit numbers, little-endian, packed with zlib, written
    in base64. A landmark is heard ``second`` times a second's count after the one before:
    its time is the sum of all steps up to its own, divided by ``second``.
    """

    hashes: str
    steps: str
    count: Annotated[int, Meta(ge=0, le=MOST_MARKS)]
    second: float = A_SECOND  # spectra in a second


class Shown(Value):
    """A shot, and the print of a picture in it: 64 bits in hexadecimal, or nothing."""

    span: Span
    print: Annotated[str, Meta(pattern="^([0-9a-f]{16})?$")] = ""


class Sidecar(Value):
    """``Film.entracte.json``: the page of a film without the film."""

    entracte: int  # the version of this format
    length: Annotated[int, Meta(ge=0, le=_LONGEST)]  # of the film, in milliseconds
    page: Page
    sound: Sounding | None = None
    pictures: Annotated[tuple[Shown, ...], Meta(max_length=MOST_SHOTS)] = ()
    made_by: str = ""


class _Head(msgspec.Struct):
    entracte: int


class Marks(NamedTuple):
    """Landmarks in order of time, in spectra."""

    hashes: NDArray[np.uint32]
    times: NDArray[np.int64]


def schema() -> bytes:
    """The JSON Schema of a sidecar."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Sidecar)), indent=2) + b"\n"


def read(data: bytes, name: str) -> Sidecar:
    """The sidecar in this file; ``NotReadable`` says what is wrong with it."""
    if len(data) > LARGEST:
        raise NotReadable(
            f"{name} has more than {LARGEST >> 20} MB and is no sidecar.", "Ask for another copy."
        )
    try:
        version = msgspec.json.decode(data, type=_Head).entracte
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise NotReadable(f"{name} is no sidecar of entracte.", "Name a .entracte.json.") from None
    if version != FORMAT:
        raise NotReadable(
            f"{name} is a sidecar of format {version}; this entracte reads {FORMAT}.",
            "Install the newer one, or ask for it to be exported again.",
        )
    try:
        found = from_bytes(data, Sidecar)
        if found.sound is not None:
            marks(found.sound)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        raise NotReadable(
            f"{name} is damaged, or was not made by entracte.", "Ask for it to be exported again."
        ) from None
    return found


def sounding(film: Kept) -> Sounding:
    """A film's landmarks thinned to what can be sent: forty a second, 60,000 at the most."""
    seconds = max(1.0, float(film.times.max(initial=0)) / A_SECOND)
    most = max(1, int(min(_DENSEST, MOST_MARKS / seconds)))
    order = np.lexsort((film.hashes * np.uint32(2654435761), film.times // int(A_SECOND)))
    second = film.times[order] // int(A_SECOND)
    rank = np.arange(len(order)) - np.searchsorted(second, second, "left")
    chosen = order[rank < most]
    chosen = chosen[np.lexsort((film.hashes[chosen], film.times[chosen]))][:MOST_MARKS]
    times = film.times[chosen].astype(np.int64)
    steps = np.diff(times, prepend=0)
    return Sounding(hashes=_packed(film.hashes[chosen]), steps=_packed(steps), count=len(chosen))


def marks(sound: Sounding) -> Marks:
    """The landmarks that were sent; ``ValueError`` if they are damaged."""
    if not 10 <= sound.second <= 1000:
        raise ValueError("not so many spectra in a second")
    steps = _unpacked(sound.steps, sound.count).astype(np.int64)
    times = np.cumsum(steps)
    if len(times) and times[-1] > _LONGEST / 1000 * sound.second:
        raise ValueError("longer than any film")
    times = np.rint(times * (A_SECOND / sound.second)).astype(np.int64)
    return Marks(_unpacked(sound.hashes, sound.count), times)


def _packed(numbers: NDArray[np.generic]) -> str:
    return base64.b64encode(zlib.compress(numbers.astype("<u4").tobytes(), 9)).decode()


def _unpacked(text: str, count: int) -> NDArray[np.uint32]:
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(text, validate=True), 4 * count + 1)
    except (binascii.Error, zlib.error, ValueError):
        raise ValueError("not packed") from None
    if len(data) != 4 * count:
        raise ValueError("not as many as it says")
    return np.frombuffer(data, "<u4").astype(np.uint32)


def seconds(at: float) -> Ms:
    """Milliseconds of a time in spectra."""
    return round(at * 1000 / A_SECOND)
