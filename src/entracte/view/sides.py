"""Where texts and film disagree: both sides next to each other, the better supported one first."""

from dataclasses import dataclass
from typing import Any

from entracte.model import (
    Claim,
    Credit,
    Evidence,
    Exchange,
    Fact,
    Heard,
    Opinion,
    Page,
    Quote,
    Read,
    Seen,
    Sought,
    Standing,
    Told,
    clock,
)
from entracte.view import cast, words
from entracte.view.places import Chip, Places


@dataclass(frozen=True)
class Voice:
    """One thing that speaks for or against: why, the words themselves, the mark."""

    why: str
    quote: str
    chip: Chip | None


@dataclass(frozen=True)
class Side:
    head: str
    voices: tuple[Voice, ...]
    full: bool  # in full ink, or dimmed because the other side is better supported


@dataclass(frozen=True)
class Sides:
    id: str
    about: str
    said: str
    verdict: str
    sides: tuple[Side, Side]


SECTION = {
    "title": "Title",
    "year": "Year",
    "facts": "Facts",
    "synopsis": "Synopsis",
    "plot": "The story",
    "people": "Characters",
    "credits": "Credits",
    "works": "Works within",
    "scenes": "Scenes",
    "dialogues": "Exchanges",
    "quotes": "Quotes",
    "music": "Music",
    "opinions": "Opinions",
    "set aside": "Set aside",
}


def both_sides(page: Page, places: Places) -> tuple[Sides, ...]:
    """Every claim that something speaks against, with what is said on both sides."""
    out = []
    for name, section, claim in places.claims:
        standing = claim.standing
        if standing not in (Standing.CONTRADICTED, Standing.DISPUTED) or name not in places.sided:
            continue
        disputed = standing is Standing.DISPUTED
        against = Side(
            "What speaks against it",
            tuple(_voice(places, found) for found in claim.against),
            True,
        )
        backed = Side(
            "Who says so",
            tuple(_voice(places, found) for found in (*claim.evidence, *claim.said_by)),
            disputed,
        )
        out.append(
            Sides(
                id=f"sides-{name}",
                about=SECTION.get(section.split("/")[0], words.sentence_case(section)),
                said=_in_its_place(page, section, spell(page, claim)),
                verdict=words.STANDING[standing],
                sides=(backed, against),
            )
        )
    return tuple(out)


def _voice(places: Places, found: Evidence) -> Voice:
    quote = words.short(found.passage.quote, 400) if isinstance(found, Read) else ""
    why = found.why or _plain(found)
    return Voice(why, "" if quote in why else quote, places.chip(found))


def _plain(found: Evidence) -> str:
    if isinstance(found, Seen):
        return "Seen in the film"
    if isinstance(found, Heard):
        return "Heard in the film"
    if isinstance(found, Sought):
        return f"Not found between {clock(found.span.start)} and {clock(found.span.end)}"
    return "A person corrected this" if isinstance(found, Told) else ""


def _in_its_place(page: Page, section: str, said: str) -> str:
    """Words that need the name of what they speak of: whose a tune is, who somebody is."""
    head, _, rest = section.partition("/")
    id, _, what = rest.partition("/")
    if what == "by":
        return f"{cast.title(page, id)}, by {said}"
    if head == "people":
        return f"{cast.person(page, id)}: {said}"
    return said


def spell(page: Page, claim: Claim[Any]) -> str:
    """Any claim in plain words."""
    says = claim.says
    if isinstance(says, Credit):
        role = words.role(says.role)
        who = cast.person(page, says.person)
        character = f" as {cast.person(page, says.as_character)}" if says.as_character else ""
        limits = cast.scope(page, says)
        if says.role == "track credit":
            return f"{cast.title(page, says.part)}, by {who}{f', {limits}' if limits else ''}"
        part = "" if says.part == "film" else f", in {cast.title(page, says.part)}"
        return f"{role}: {who}{character}{part}{f', {limits}' if limits else ''}"
    if isinstance(says, Fact):
        return f"{words.fact(says.what)}: {says.value}"
    if isinstance(says, Quote | Opinion):
        return says.words
    if isinstance(says, Exchange):
        return " — ".join(turn.words for turn in says.turns)
    return str(says)
