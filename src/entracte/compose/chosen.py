"""The page with its sentences tied to the film."""

from msgspec.structs import replace

from entracte.align.prose import Placed
from entracte.compose.claims import claims
from entracte.model import Page, Read, Tied

_SECTIONS = ("synopsis", "plot")


def tied(page: Page, placed: Placed) -> Page:
    """The page with the places of its sentences; the words that put them there are the reason."""
    where = {(each.passage.source, each.passage.start): each for each in placed.told}
    ties: list[Tied] = []
    for name, section, claim in claims(page):
        if section not in _SECTIONS:
            continue
        for said in claim.said_by:
            if isinstance(said, Read):
                told = where.get((said.passage.source, said.passage.start))
                if told is not None:
                    shared = ", ".join(told.shared)
                    why = f"Words it shares with this stretch: {shared}."
                    ties.append(Tied(claim=name, span=told.span, sure=told.sure, why=why))
                    break
    return replace(page, tied=tuple(ties))
