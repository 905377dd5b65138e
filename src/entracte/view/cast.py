"""Who is in the film and who made it, part by part, as a printed programme sets it out."""

from dataclasses import dataclass, replace
from itertools import groupby

from entracte.model import WHOLE, Claim, Credit, Id, Page, Person, Work, slug
from entracte.view import words
from entracte.view.places import Chip, Places, Statement
from entracte.view.tongue import _, spoken_here


@dataclass(frozen=True)
class Character:
    id: str
    name: str
    aliases: str
    chips: tuple[Chip, ...]
    described: tuple[Statement, ...]
    played: tuple[Statement, ...]  # by whom


@dataclass(frozen=True)
class Role:
    """A role and who had it, each with scope and exceptions in words."""

    role: str
    people: tuple[Statement, ...]


@dataclass(frozen=True)
class Block:
    """The credits of the film, or of one part of it."""

    id: str
    title: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Billing:
    characters: tuple[Character, ...]
    cast: tuple[Statement, ...]  # players whose character no text names
    blocks: tuple[Block, ...]


def title(page: Page, part: Id) -> str:
    """The name of the film or of a part of it."""
    if part == WHOLE:
        return str(page.film.title[0].says) if page.film.title else _("The film")
    found = page.part(part)
    return str(found.title[0].says) if found is not None and found.title else part


def person(page: Page, id: Id) -> str:
    found = page.person(id)
    return found.name if found is not None else id


def scope(page: Page, credit: Credit) -> str:
    """What a credit covers, in plain words: ``most of the music, but not the ballet``."""
    told = credit.scope
    said = [words.within_sentence(told)] if told else []
    if credit.exception is not None:
        what = _named(page, credit.exception)
        if what.lower() not in told.lower():
            said.append(_("but not {what}").format(what=what))
    if credit.as_character is not None and credit.role not in words.PLAYED:
        who = person(page, credit.as_character)
        if who.lower() not in told.lower():
            said.append(_("for the role of {who}").format(who=words.with_article(who)))
    return ", ".join(said)


def _named(page: Page, id: Id) -> str:
    """A person or a part as it is named in the middle of a sentence: ``the opera Norma``."""
    found = page.person(id)
    if found is not None:
        return words.with_article(found.name)
    part = page.part(id)
    if part is None:
        return f"the {id}"
    name = title(page, id)
    if not isinstance(part, Work) or not part.form:
        return name
    if spoken_here() != "en":
        return name
    if part.form.lower() not in name.lower():
        return f"the {part.form} {name}"
    return words.within_sentence(name) if name.lower().startswith("the ") else f"the {name}"


def billing(page: Page, places: Places) -> Billing:
    """Everyone of the film itself; roles inside a work stand with the work."""
    return Billing(
        characters=characters(page, places, WHOLE),
        cast=tuple(
            _credited(page, places, claim)
            for claim in page.credits
            if _plays(claim.says) and _nobody(page, claim.says) and claim.says.part == WHOLE
        ),
        blocks=blocks(page, places),
    )


def characters(page: Page, places: Places, inside: Id) -> tuple[Character, ...]:
    """The characters of the film, or the roles of a work within it."""
    works = {work.id for work in page.works}
    return tuple(
        _character(page, places, each)
        for each in page.people
        if each.character and (each.inside if each.inside in works else WHOLE) == inside
    )


def _character(page: Page, places: Places, who: Person) -> Character:
    unlike = {name.casefold(): name for name in reversed(who.aliases)}
    unlike.pop(who.name.casefold(), None)
    others = [name for name in who.aliases if unlike.get(name.casefold()) == name]
    return Character(
        id=places.people[who.id],
        name=words.sentence_case(who.name),
        aliases=words.either(others) if others else "",
        chips=places.chips(who.named)[:2],
        described=places.statements(who.described),
        played=tuple(
            _credited(page, places, claim)
            for claim in page.credits
            if claim.says.as_character == who.id and _plays(claim.says)
        ),
    )


def blocks(page: Page, places: Places) -> tuple[Block, ...]:
    """The credits of the film first, then of each part in the page's order."""
    rest = [claim for claim in page.credits if not _stands_with_character(page, claim.says)]
    order = [WHOLE, *(part.id for part in page.parts)]
    parts = [*order, *sorted({claim.says.part for claim in rest} - set(order))]
    out = []
    for number, part in enumerate(parts):
        mine = [claim for claim in rest if claim.says.part == part]
        if mine:
            anchor = "film" if part == WHOLE else places.parts.get(part, f"other-{number}")
            roles = _roles(page, places, mine)
            out.append(Block(f"credits-{anchor}", title(page, part), roles))
    return tuple(out)


def _roles(page: Page, places: Places, mine: list[Claim[Credit]]) -> tuple[Role, ...]:
    first = {claim.says.role: i for i, claim in reversed(list(enumerate(mine)))}
    mine = sorted(mine, key=lambda claim: first[claim.says.role])
    return tuple(
        Role(
            words.role(role),
            tuple(_credited(page, places, claim) for claim in same),
        )
        for role, same in groupby(mine, key=lambda claim: claim.says.role)
    )


def _credited(page: Page, places: Places, claim: Claim[Credit]) -> Statement:
    name = person(page, claim.says.person)
    made = places.statement(claim, name, aside=scope(page, claim.says))
    return replace(made, who=slug(name))


def _plays(credit: Credit) -> bool:
    return credit.role in words.PLAYED


def _nobody(page: Page, credit: Credit) -> bool:
    who = page.person(credit.as_character) if credit.as_character is not None else None
    return who is None or not who.character


def _stands_with_character(page: Page, credit: Credit) -> bool:
    return _plays(credit) and (not _nobody(page, credit) or credit.part == WHOLE)


def makers(page: Page) -> str:
    """Who made it, for the line above the title."""
    for role in words.MAKERS:
        names = [
            person(page, claim.says.person)
            for claim in page.credits
            if claim.says.role == role and claim.says.part == WHOLE
        ]
        if names:
            return words.listed(list(dict.fromkeys(names))[:4])
    return ""
