"""What of a page can be said where there is no room for evidence: what nothing speaks against.

Such formats cannot show both sides, so what is contradicted, disputed or not found stays out.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from entracte.export.plain import line
from entracte.model import WHOLE, Claim, Credit, Page, Standing

T = TypeVar("T")
_HELD = (Standing.BORNE_OUT, Standing.REPORTED)


def held(claims: Iterable[Claim[T]]) -> Iterator[T]:
    """What the claims say, of those that nothing speaks against."""
    return (claim.says for claim in claims if claim.standing in _HELD)


def first(claims: Iterable[Claim[Any]]) -> str:
    """The best answer in one line; empty where none holds."""
    return line(str(next(held(claims), "")))


def fact(page: Page, *what: str) -> tuple[str, ...]:
    """The values of these facts, none twice."""
    said = (each for each in held(page.facts) if each.what in what)
    return tuple(dict.fromkeys(line(each.value) for each in said))


def made_by(page: Page, *roles: str) -> tuple[str, ...]:
    """Who did this for the film as a whole, none twice, in the order of the page."""
    names = {person.id: line(person.name) for person in page.people}
    done = (c for c in held(page.credits) if c.part == WHOLE and c.role in roles)
    return tuple(dict.fromkeys(names[c.person] for c in done if c.person in names))


def played(page: Page) -> tuple[tuple[str, str], ...]:
    """Who plays in the film, and whom: (actor, character), the character possibly empty."""
    names = {person.id: line(person.name) for person in page.people}
    cast: dict[str, str] = {}
    for each in held(page.credits):
        if _is_playing(each) and each.person in names:
            character = names.get(each.as_character or "", "")
            known = cast.get(names[each.person], "")
            cast[names[each.person]] = known or character
    return tuple(cast.items())


def _is_playing(credit: Credit) -> bool:
    return credit.role == "cast member" and credit.part == WHOLE
