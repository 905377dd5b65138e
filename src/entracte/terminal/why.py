"""Why a statement stands as it does: who says it, what bears it out, what speaks against it."""

from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from entracte.compose.claims import claims
from entracte.compose.wording import words
from entracte.errors import NotFound
from entracte.model import (
    Claim,
    Evidence,
    Heard,
    Id,
    Mend,
    Page,
    Passage,
    Read,
    Seen,
    Sought,
    Told,
    clock,
    untouched,
)
from entracte.terminal.marks import MARKS, MEANS, letters, plain

_AROUND = 90  # characters of the text on each side of a passage


def claim(page: Page, named: str) -> tuple[Id, str, Claim[Any]]:
    """The claim whose id this is, or begins with this; ``NotFound`` if there is not just one."""
    every = list(claims(page))
    found = [each for each in every if each[0] == named]
    found = found or [each for each in every if named and each[0].startswith(named)]
    if len(found) == 1:
        return found[0]
    if found:
        which = ", ".join(each[0] for each in found[:8])
        raise NotFound(f"Several statements begin with {named}.", f"Say which: {which}.")
    raise NotFound(
        f"The page has no statement {named}.", "See their names on the left of: entracte page FILM."
    )


def show(page: Page, section: str, claim: Claim[Any], console: Console) -> None:
    """Prints the statement with all its evidence, passages in what stands around them."""
    sign, style = MARKS[claim.standing]
    console.print()
    console.print(Text(plain(words(claim.says, page)), "bold"))
    console.print(Text(section, "dim"))
    console.print(Text.assemble((f"{sign} {claim.standing.value}. ", style), MEANS[claim.standing]))
    for heading, found in (
        ("Said by", claim.said_by),
        ("Borne out by", claim.evidence),
        ("Against it", claim.against),
    ):
        if found:
            console.print()
            console.print(Text(heading, "bold cyan"))
            for each in found:
                _evidence(page, each, console)
    console.print()


def _evidence(page: Page, found: Evidence, console: Console) -> None:
    head = Text("  ")
    match found:
        case Read(passage=passage):
            head.append(_where(page, passage))
        case Seen(span=span) | Heard(span=span) | Sought(span=span):
            kind = type(found).__name__.lower()
            head.append(f"{clock(span.start)}–{clock(span.end)}", "cyan")
            head.append("  " + ("looked for, and not there" if kind == "sought" else kind))
        case Told(edit=edit):
            head.append("You said so" + (f" (correction {edit})" if edit else ""))
    if found.by:
        head.append(f"  {found.by}", "dim")
    console.print(head)
    if found.why:
        console.print(Padding(Text(plain(found.why), "italic"), (0, 0, 0, 4)))
    if isinstance(found, Read):
        _passage(page, found.passage, console)
    if isinstance(found, Heard | Seen):
        for line in page.lines.within(found.span):
            told = f"{clock(line.span.start)}  “{plain(line.text)}”"
            console.print(Padding(Text(told), (0, 0, 0, 4)))


def _where(page: Page, passage: Passage) -> str:
    source = page.source(passage.source)
    if source is None:
        return passage.source
    start, end = untouched(source, passage.start, passage.end)
    name = plain(source.file or source.title)
    at = letters(page).get(source.id, "?")
    return f"{at}  {name}, characters {passage.start}–{passage.end} ({start}–{end} as it came)"


def _passage(page: Page, passage: Passage, console: Console) -> None:
    source = page.source(passage.source)
    if source is None:
        console.print(Padding(Text(plain(passage.quote)), (0, 0, 0, 4)))
        return
    before = source.body[max(0, passage.start - _AROUND) : passage.start]
    after = source.body[passage.end : passage.end + _AROUND]
    told = Text()
    told.append(("…" if passage.start > _AROUND else "") + plain(before), "dim")
    told.append(plain(passage.quote), "bold")
    told.append(plain(after) + ("…" if passage.end + _AROUND < len(source.body) else ""), "dim")
    console.print(Padding(told, (0, 0, 0, 4)))
    start, end = untouched(source, passage.start, passage.end)
    for repair in source.repairs:
        if repair.kind is not Mend.MARKUP and start < repair.end and repair.start < end:
            was, now = plain(repair.was)[:60], plain(repair.now)[:60]
            mended = f"mended here ({repair.kind.value}): “{was}” became “{now}”"
            console.print(Padding(Text(mended, "yellow"), (0, 0, 0, 4)))
