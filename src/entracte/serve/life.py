"""A person across the films of the shelf: what they did in which, and in which part of it."""

from dataclasses import dataclass
from urllib.parse import quote

from entracte.errors import NotFound
from entracte.model import WHOLE, Credit, Id, Page, Standing, slug
from entracte.serve import listing
from entracte.serve.reading import Readings
from entracte.view import html, tongue, words
from entracte.view.places import Places

_MOST = 60  # films whose pages are read for one person


@dataclass(frozen=True)
class Appearance:
    """What somebody did in a film."""

    film: Id
    page: Page
    credits: tuple[tuple[Credit, Standing, str], ...]  # what, how it stands, the claim's id


def appearances(readings: Readings, name: str) -> tuple[str, tuple[Appearance, ...]]:
    """The person's name and where they appear; ``NotFound`` if nowhere that may be seen."""
    shown = ""
    out = []
    for film in readings.shelf.films_of(name)[:_MOST]:
        page = readings.page(readings.of(film.id))
        mine = {p.id: p.name for p in page.people if not p.character and slug(p.name) == name}
        if not mine:
            continue
        places = Places.of(page)
        did = tuple(
            (claim.says, claim.standing, places.name(claim))
            for claim in page.credits
            if claim.says.person in mine
        )
        if did:
            shown = shown or next(iter(mine.values()))
            out.append(Appearance(film.id, page, did))
    if not out:
        raise NotFound("There is nobody of this name in your films.", "Look for them by name.")
    return shown, tuple(out)


def lived(readings: Readings, name: str) -> html.Life:
    """The person's page."""
    shown, found = appearances(readings, name)
    films = []
    for each in found:
        film = readings.shelf.film(each.film)
        seen, at = listing.looked(readings, film)
        href = f"/film/{quote(each.film, safe='')}"
        deeds = tuple(
            html.Deed(deed(each.page, credit), f"{href}#{claim}", _note(standing))
            for credit, standing, claim in each.credits
        )
        films.append(
            html.InFilm(
                href=href,
                title=seen.title,
                year=seen.year,
                strip=at.band() if seen.bars else "",
                still=at.still(seen.still) if seen.still else "",
                size=seen.size,
                deeds=deeds,
            )
        )
    also = {a for e in found for p in e.page.people if p.name == shown for a in p.aliases}
    return html.Life(shown, tuple(films), ", ".join(sorted(also - {shown})))


def deed(page: Page, credit: Credit) -> str:
    """What was done, in words: ``Choreographer, The Ballet of the Red Shoes``."""
    character = page.person(credit.as_character) if credit.as_character else None
    said = words.sentence_case(credit.role)
    if character is not None:
        said = f"{said}: {character.name}"
    part = page.part(credit.part) if credit.part != WHOLE else None
    return f"{said}, {part.title[0].says}" if part is not None and part.title else said


def _note(standing: Standing) -> str:
    worth = (Standing.CONTRADICTED, Standing.DISPUTED, Standing.NOT_FOUND)
    return tongue._(words.STANDING[standing]) if standing in worth else ""
