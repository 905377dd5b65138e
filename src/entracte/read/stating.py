"""Facts and cast lists as claims: years, running time, who directed, who plays whom."""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from entracte.model import Claim, Credit, Fact
from entracte.read.billing import Billed, Stated
from entracte.read.company import Company
from entracte.read.said import said
from entracte.read.sentences import sentences

Place = tuple[int, int]
_LASTS = re.compile(r"PT(?:(\d{1,2})H)?(?:(\d{1,3})M)?(?:\d{1,2}S)?")
_DATED = re.compile(r"\b(?:18[89]|19\d|20\d)\d\b")


def claims(company: Company, places: Iterable[Place]) -> tuple[Claim[str], ...]:
    """A claim for each whole sentence of these places."""
    body = company.body
    return tuple(
        said(body[each.start : each.end], company.source, body, each.start, each.end, company.by)
        for start, end in places
        for each in sentences(body, start, end)
        if each.whole
    )


def titles(company: Company, places: Sequence[Place]) -> tuple[Claim[str], ...]:
    """The titles that stand here, each once."""
    body = company.body
    found: dict[str, Claim[str]] = {}
    for start, end in places:
        name = body[start:end]
        found.setdefault(name, said(name, company.source, body, start, end, company.by))
    return tuple(found.values())


def years(
    company: Company, stated: Sequence[Stated], first: Place | None = None
) -> tuple[Claim[int], ...]:
    """The years stated, ``first`` the one beside the title; a date of release when none is."""
    body = company.body
    places = [first] if first else []
    places += [each.values[0] for each in stated if each.what == "year"]
    if not places:
        for each in stated:
            dated = _DATED.search(body[slice(*each.values[0])]) if each.what == "released" else None
            if dated:
                start = each.values[0][0]
                places.append((start + dated.start(), start + dated.end()))
    found: dict[int, Claim[int]] = {}
    for start, end in places:
        dated = _DATED.search(body[start:end])
        if dated:
            at = start + dated.start()
            year = int(dated.group())
            found.setdefault(year, said(year, company.source, body, at, at + 4, company.by))
    return tuple(found.values())


def facts(company: Company, stated: Sequence[Stated]) -> tuple[Claim[Fact], ...]:
    """The plain facts; what has a field of its own in an account is left out."""
    body = company.body
    apart = ("title", "year", "synopsis", "plot", "outline")
    return tuple(
        said(
            Fact(what=each.what, value=_value(each.what, body[a:z])),
            company.source,
            body,
            a,
            z,
            company.by,
        )
        for each in stated
        if not each.what.startswith("role: ") and each.what not in apart
        for a, z in each.values
    )


def _value(what: str, text: str) -> str:
    """The value in plain words: a bare running time is in minutes, "PT1H44M" is 1 h 44 min."""
    if what != "running time":
        return text
    if text.isdigit():
        return f"{text} min"
    timed = _LASTS.fullmatch(text)
    if timed is None or not (timed.group(1) or timed.group(2)):
        return text
    return f"{int(timed.group(1) or 0) * 60 + int(timed.group(2) or 0)} min"


def credits(company: Company, stated: Sequence[Stated]) -> list[Claim[Credit]]:
    """Who did what, of lines such as "Directed by …"."""
    return [
        said(
            Credit(role=each.what.removeprefix("role: "), person=company.real(a, z)),
            company.source,
            company.body,
            *each.line,
            company.by,
        )
        for each in stated
        if each.what.startswith("role: ")
        for a, z in each.values
    ]


def billing(company: Company, billed: Sequence[Billed]) -> list[Claim[Credit]]:
    """Who plays whom; a character without an actor only becomes known."""
    out: list[Claim[Credit]] = []
    for each in billed:
        character = company.character(*each.character) if each.character else None
        if character and each.about:
            company.describe(character, *each.about)
        if each.actor is not None:
            credit = Credit(
                role="cast member", person=company.real(*each.actor), as_character=character
            )
            out.append(said(credit, company.source, company.body, *each.line, company.by))
    return out


def merged(found: Sequence[Claim[Credit]]) -> list[Claim[Credit]]:
    """Each credit once, with every place where the text says so.

    A bare place in the cast goes with the same person's place that names the character.
    """
    playing = {
        (each.says.person, each.says.part): each.says
        for each in reversed(found)
        if each.says.as_character
    }
    out: dict[Credit, Claim[Credit]] = {}
    for each in found:
        says = each.says
        if says.role == "cast member" and says.as_character is None:
            says = playing.get((says.person, says.part), says)
        if says in out:
            first = out[says]
            more = tuple(place for place in each.said_by if place not in first.said_by)
            out[says] = replace(first, said_by=(*first.said_by, *more))
        else:
            out[says] = replace(each, says=says)
    return list(out.values())
