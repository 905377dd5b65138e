"""Where texts and film disagree: both sides next to each other, the better supported one first."""

from dataclasses import dataclass
from typing import Any

from entracte.model import (
    WHOLE,
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
from entracte.view.tongue import _, mark


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
    "title": mark("Title"),
    "year": mark("Year"),
    "facts": mark("Facts"),
    "synopsis": mark("Synopsis"),
    "plot": mark("The story"),
    "people": mark("Characters"),
    "credits": mark("Credits"),
    "works": mark("Works within"),
    "scenes": mark("Scenes"),
    "dialogues": mark("Exchanges"),
    "quotes": mark("Quotes"),
    "music": mark("Music"),
    "opinions": mark("Opinions"),
    "set aside": mark("Set aside"),
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
            _("What speaks against it"),
            tuple(_voice(places, found) for found in claim.against),
            True,
        )
        backed = Side(
            _("Who says so"),
            tuple(_voice(places, found) for found in (*claim.evidence, *claim.said_by)),
            disputed,
        )
        out.append(
            Sides(
                id=f"sides-{name}",
                about=_(SECTION.get(section.split("/")[0], words.sentence_case(section))),
                said=_in_its_place(page, section, spell(page, claim)),
                verdict=words.standing(standing),
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
        return _("Seen in the film")
    if isinstance(found, Heard):
        return _("Heard in the film")
    if isinstance(found, Sought):
        between = _("Not found between {start} and {end}")
        return between.format(start=clock(found.span.start), end=clock(found.span.end))
    return _("A person corrected this") if isinstance(found, Told) else ""


def _in_its_place(page: Page, section: str, said: str) -> str:
    """Words that need the name of what they speak of: whose a tune is, who somebody is."""
    head, _sep, rest = section.partition("/")
    id, _sep, what = rest.partition("/")
    if what == "by":
        return _("{title}, by {who}").format(title=cast.title(page, id), who=said)
    if head == "people":
        return f"{cast.person(page, id)}: {said}"
    return said


def spell(page: Page, claim: Claim[Any]) -> str:
    """Any claim in plain words."""
    says = claim.says
    if isinstance(says, Credit):
        role = words.role(says.role)
        who = cast.person(page, says.person)
        if says.as_character:
            played = cast.person(page, says.as_character)
            who = _("{who} as {character}").format(who=who, character=played)
        title = cast.title(page, says.part)
        limits = cast.scope(page, says)
        if says.role == "track credit":
            said = _("{title}, by {who}").format(title=title, who=who)
        elif says.part == WHOLE:
            said = f"{role}: {who}"
        else:
            said = _("{role}: {who}, in {title}").format(role=role, who=who, title=title)
        return f"{said}, {limits}" if limits else said
    if isinstance(says, Fact):
        return f"{words.fact(says.what)}: {says.value}"
    if isinstance(says, Quote | Opinion):
        return says.words
    if isinstance(says, Exchange):
        return " — ".join(turn.words for turn in says.turns)
    return str(says)
