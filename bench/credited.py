"""Credits against the truth: who, what, in which part, and what is excepted."""

import re
from typing import Any

from bench.told import Score, same_name
from bench.truth import Case, listed, tokens
from entracte.model import WHOLE, Credit, Cue, Work

_ROLES = {
    "actor": "cast member",
    "actress": "cast member",
    "star": "cast member",
    "writer": "screenwriter",
    "screenplay": "screenwriter",
    "director of photography": "cinematographer",
    "cinematography": "cinematographer",
    "music": "composer",
    "filmmaker": "film-maker",
    "costumes": "costume designer",
    "editing": "editor",
    "source author": "author of the basis",
    "author": "author of the basis",
}
_FILM = re.compile(r"\b(?:film|films|movie|picture|whole|entire|series)\b", re.I)


def role_of(text: str) -> str:
    """``actor`` and ``film-maker (role not stated in the seed)`` as the product's own words."""
    plain = re.sub(r"\s*[('‘\"].*$", "", text.strip().casefold()).strip()
    return _ROLES.get(plain, plain)


def of_the_whole(scope: str) -> bool:
    """Whether a scope in a person's words is the whole film: ``most of the film's music``."""
    head = re.split(r"[:(]", scope)[0]
    return not scope.strip() or _FILM.search(head) is not None


def excepted(entry: dict[str, Any]) -> str:
    found = re.search(
        r"\b(?:except|but not|without|excluding)\b(.*?)(?:\)|$)", entry.get("scope", "")
    )
    return str(entry.get("excludes") or (found[1].strip() if found else ""))


def _named(case: Case, id: str) -> str:
    person, part = case.page.person(id), case.page.part(id)
    title = " ".join(claim.says for claim in part.title) if part else ""
    return " ".join((person.name if person else "", *(person.aliases if person else ()), title))


def _matches(case: Case, credit: Credit, entry: dict[str, Any]) -> bool:
    person = case.page.person(credit.person)
    if person is None or not any(
        same_name(each, str(entry.get("person", ""))) for each in (person.name, *person.aliases)
    ):
        return False
    if role_of(credit.role) != role_of(str(entry.get("role", ""))):
        return False
    scope = str(entry.get("scope", ""))
    whole = of_the_whole(scope)
    if whole != (credit.part == WHOLE):
        return False
    without = excepted(entry)
    if bool(without) != (credit.exception is not None):
        return False
    if without and credit.exception:
        ours, theirs = tokens(_named(case, credit.exception)), tokens(without)
        part = case.page.part(credit.exception)
        form = {part.form} if isinstance(part, Work) else set()
        if not (ours | form) & theirs:
            return False
    if credit.as_character and ":" in scope:
        return bool(tokens(_named(case, credit.as_character)) & tokens(scope.split(":", 1)[1]))
    return True


def credits(case: Case) -> tuple[Score, Score]:
    """All credits; and those of works within the film, in which the page must name the work."""
    wanted = listed(case.truth.get("credits"))
    found, within, parts, right = 0, 0, 0, set()
    for entry in wanted:
        places = case.places(entry)
        mine = [
            (number, claim.says)
            for number, claim in enumerate(case.page.credits)
            if _matches(case, claim.says, entry)
            and any(spot.covers(place) for spot in case.where(claim) for place in places)
        ]
        right |= {number for number, _ in mine}
        found += bool(mine)
        if not mine:
            case.miss("credit", {k: entry.get(k) for k in ("person", "role", "scope", "excludes")})
        if not of_the_whole(str(entry.get("scope", ""))):
            parts += 1
            known = (Work, Cue)
            within += any(isinstance(case.page.part(credit.part), known) for _, credit in mine)
    false = 0
    for number, claim in enumerate(case.page.credits):
        if number not in right and case.where(claim):
            false += 1
            case.miss("false credit", claim.says)
    return (found, len(wanted), false), (within, parts, 0)


def not_credits(case: Case) -> tuple[int, int]:
    """(kept out, expected): words in a person's place that are nobody."""
    wanted = listed(case.truth.get("not_credits"))
    people = {tokens(each) for p in case.page.people for each in (p.name, *p.aliases)}
    kept_out = 0
    for entry in wanted:
        if tokens(str(entry.get("mention", ""))) in people:
            case.miss("no person", entry.get("mention"))
        else:
            kept_out += 1
    return kept_out, len(wanted)
