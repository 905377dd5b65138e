"""What was written about the film: sources kept whole, and the places in them."""

import re
import unicodedata
from enum import StrEnum

from entracte.model.value import Digest, Id, Value, digest


class Mend(StrEnum):
    """What kind of damage was mended."""

    MOJIBAKE = "mojibake"  # LÃ©onide -> Léonide
    ENTITY = "entity"  # company&#39;s -> company's
    CITATION = "lost citation"  # {{cite web}}, <ref ...: removed, its place marked
    PARENTHESIS = "lost parenthesis"  # "Lermontov , the" -> "Lermontov, the"; a bracket is missing
    LABEL = "glued label"  # "dance?Vicky: Why" -> a line of its own
    GAP = "gap"  # text is missing here; the halves are not joined
    FURNITURE = "furniture"  # "Download App", menus, cookie notices
    MARKUP = "markup"  # tags and wiki marks: not damage, never shown as a repair
    DETACHED = "detached"  # a title glued to the line that repeats it, a heading run into text


class Repair(Value, order=True):
    """``LÃ©onide`` became ``Léonide``: what was mended, so that anyone can check.

    ``start`` and ``end`` are characters of the source as it came, once decoded; what stood there
    reads ``now`` in the body. ``was`` may be left out for markup, which is never shown.
    """

    start: int
    end: int
    kind: Mend
    now: str = ""
    was: str = ""
    why: str = ""  # one plain sentence, where the kind does not say enough


GAP = "[…]"  # stands in the body where text is missing; no sentence crosses it


class Source(Value):
    """A text, kept whole: as it came (``origin``) and as it reads once mended (``body``).

    ``repairs`` lead from one to the other, sorted by ``start`` and not overlapping: everything
    between them stands unchanged, so each character of the body has its place in the origin.
    """

    id: Id
    title: str
    origin: Digest
    body: str
    kind: str  # the reader's name: article | wiki | listing | webpage | screenplay | subtitles ...
    by: str = ""  # reader and version: "article/1"
    file: str = ""  # its name in the film folder
    encoding: str = "utf-8"  # how the bytes became characters; "pdf" where they were drawn
    repairs: tuple[Repair, ...] = ()


class Passage(Value, order=True):
    """Characters ``start`` to ``end`` of a source's body, and what they say."""

    source: Id
    start: int
    end: int
    quote: str


def passage(source: Id, body: str, start: int, end: int) -> Passage:
    """The passage of these characters; the quote is always what really stands there."""
    return Passage(source=source, start=start, end=end, quote=body[start:end])


def untouched(source: Source, start: int, end: int) -> tuple[int, int]:
    """Where characters ``start`` to ``end`` of the body stood in the source as it came.

    Offsets are characters of the decoded origin. A character that a repair made stands where the
    whole of what it replaced stood.
    """
    last = _origin(source.repairs, end, True)
    return (last if start == end else _origin(source.repairs, start, False)), last


def _origin(repairs: tuple[Repair, ...], at: int, closing: bool) -> int:
    shift = 0  # origin minus body, so far
    for repair in repairs:
        begin = repair.start - shift  # where this repair begins in the body
        end = begin + len(repair.now)
        if at < begin or (at == begin and (closing or repair.now)):
            break
        if at < end or (closing and at == end and repair.now):
            return repair.end if closing else repair.start
        shift = repair.end - end
    return at + shift


_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> Id:
    """A short readable id: ``Léonide Massine`` -> ``leonide-massine``. Never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_PLAIN.sub("-", plain).strip("-")[:60].rstrip("-") or f"x{digest(text.encode())[:6]}"
