"""Labelled values kept for machines (JSON-LD, NFO, meta tags), shown as lines one can read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from entracte.model import Mend
from entracte.read.billing import Billed, Stated
from entracte.read.proof import Change, Proof


class Field(NamedTuple):
    """A value: characters ``start`` to ``end`` of the text as it came, and what they are.

    ``what`` is as in ``Stated``, or "actor" or "character"; those of one ``group`` belong together.
    """

    what: str
    start: int
    end: int
    group: int = -1


class Piece(NamedTuple):
    """Characters that stay in the text, and what is written in front of them."""

    start: int
    end: int
    before: str


_LABELS: Final = {
    "title": "Title",
    "original title": "Original title",
    "year": "Year",
    "synopsis": "Description",
    "plot": "Plot",
    "outline": "Outline",
    "actor": "Actor",
    "character": "Character",
    "role: screenwriter": "Writer",
    "role: author of the basis": "Based on",
}
MOST: Final = 2000  # fields of one file


def label(what: str) -> str:
    """How a field is announced in the text that is shown: "role: director" -> "Director"."""
    return _LABELS.get(what) or what.removeprefix("role: ").capitalize()


def only(pieces: Iterable[Piece], size: int) -> Iterator[Change]:
    """The changes that leave nothing of a text of ``size`` characters but these pieces."""
    at = 0
    for piece in pieces:
        if piece.start > at or piece.before:
            yield Change(at, piece.start, piece.before, Mend.MARKUP)
        at = piece.end
    if at < size:
        yield Change(at, size, "", Mend.MARKUP)


def place(proof: Proof, start: int, end: int) -> tuple[int, int]:
    """Where characters ``start`` to ``end`` of the origin stand in the text now, without space."""
    first = bisect_left(proof.starts, start)
    last = max(first, bisect_right(proof.ends, end))
    while first < last and proof.text[first].isspace():
        first += 1
    while first < last and proof.text[last - 1].isspace():
        last -= 1
    return first, last


def stated(proof: Proof, fields: Iterable[Field]) -> tuple[list[Stated], list[Billed]]:
    """The facts and the billings that these fields state, with their places in the text now."""
    facts: list[Stated] = []
    groups: dict[int, dict[str, tuple[int, int]]] = {}
    for number, each in enumerate(fields):
        here = place(proof, each.start, each.end)
        if here[0] >= here[1]:
            continue
        if each.what in ("actor", "character"):
            group = each.group if each.group >= 0 else -2 - number
            groups.setdefault(group, {}).setdefault(each.what, here)
        else:
            facts.append(Stated(each.what, (here,), here))
    billed = []
    for pair in groups.values():
        actor, character = pair.get("actor"), pair.get("character")
        both = [each for each in (actor, character) if each]
        line = (min(each[0] for each in both), max(each[1] for each in both))
        billed.append(Billed(actor, character, line))
    return facts, billed
