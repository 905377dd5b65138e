"""Signs of the terminal: how a statement stands, which text says so, when it is to be seen."""

import sys
from collections.abc import Iterator, Mapping
from typing import IO, Any

from rich.console import Console
from rich.text import Text

from entracte.model import (
    Claim,
    Evidence,
    Heard,
    Id,
    Page,
    Read,
    Seen,
    Sought,
    Standing,
    Told,
    clock,
)

MARKS = {
    Standing.BORNE_OUT: ("✓", "green"),
    Standing.REPORTED: ("·", "bright_black"),
    Standing.NOT_FOUND: ("?", "yellow"),
    Standing.CONTRADICTED: ("✗", "red"),
    Standing.DISPUTED: ("≠", "magenta"),
}
MEANS = {
    Standing.BORNE_OUT: "The film bears it out, or another text than the one that says so.",
    Standing.REPORTED: "A text says so; nothing else bears it out or speaks against it.",
    Standing.NOT_FOUND: "A text says so; it was looked for in the film and not found.",
    Standing.CONTRADICTED: "There is evidence against it, and none for it.",
    Standing.DISPUTED: "There is evidence for it and evidence against it.",
}


def console(file: IO[str] | None = None) -> Console:
    """Where things are shown; as wide as the terminal, and 100 columns where there is none."""
    out = file or sys.stdout
    width = None if out.isatty() else 100
    return Console(file=out, highlight=False, markup=False, emoji=False, width=width)


def letters(page: Page) -> dict[Id, str]:
    """A letter for each source, as on the page: A, B, … Z, AA …"""
    return {source.id: letter(i) for i, source in enumerate(page.sources)}


def letter(i: int) -> str:
    rest, last = divmod(i, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)


def mark(standing: Standing) -> Text:
    sign, style = MARKS[standing]
    return Text(sign, style)


def standing(claim: Claim[Any], letters: Mapping[Id, str]) -> Text:
    """``borne out 12:34 B``: how it stands, and what makes it stand so."""
    told = Text(claim.standing.value, MARKS[claim.standing][1])
    found = list(places((*claim.evidence, *claim.against), letters))
    if found:
        told.append(" " + " ".join(found[:3]) + (" …" if len(found) > 3 else ""), "bright_black")
    return told


def said_by(claim: Claim[Any], letters: Mapping[Id, str]) -> str:
    return " ".join(places(claim.said_by, letters))


def places(found: tuple[Evidence, ...], letters: Mapping[Id, str]) -> Iterator[str]:
    """Times and letters, each once, in the order of the evidence."""
    seen = dict.fromkeys(place(each, letters) for each in found)
    return iter(seen)


def place(found: Evidence, letters: Mapping[Id, str]) -> str:
    match found:
        case Read(passage=passage):
            return letters.get(passage.source, "?")
        case Seen(span=span) | Heard(span=span):
            return clock(span.start)
        case Sought():
            return "sought"
        case Told():
            return "you"


def plain(text: str) -> str:
    """The text without control characters, which could paint over the terminal."""
    return "".join(c if c >= " " and not 0x7F <= ord(c) < 0xA0 else " " for c in text)
