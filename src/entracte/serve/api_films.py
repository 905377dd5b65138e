"""The films as JSON: the library, a page, what is on, a person, what is found."""

from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import quote

from starlette.responses import Response

from entracte.index.answer import Near
from entracte.model import AnyPart, Id, Ms, Page, Person, Span, to_bytes
from entracte.serve import life, listing
from entracte.serve import shapes as s
from entracte.serve.addresses import Addresses
from entracte.serve.calls import Ask, Call
from entracte.serve.finding import Finding, Place
from entracte.serve.kept import Kept
from entracte.serve.reading import Reading, Readings
from entracte.serve.replies import Packed, pack, reply
from entracte.store.library import Shelved
from entracte.view import html

P = TypeVar("P", bound=AnyPart)


class Films:
    """The films, as this reader may see them."""

    def __init__(self, readings: Readings, finding: Finding) -> None:
        self.readings = readings
        self.finding = finding
        self._packed: Kept[tuple[Id, str, str], Packed] = Kept(self._pack, 12)

    def calls(self) -> tuple[Call, ...]:
        film = "/api/film/{id}"
        return (
            Call("GET", "/api/films", self.films, "The library.", s.Films, query=s.LeafOf),
            Call("GET", film, self.page, "A film's page, up to what was seen.", Page),
            Call("GET", f"{film}/strip", self.strip, "What a strip is drawn from.", dict[str, Any]),
            Call("GET", f"{film}/now", self.now, "What is on.", s.Now, query=s.Moment),
            Call("GET", "/api/find", self.find, "What is found.", s.Found, query=s.Asked),
            Call("GET", "/api/person/{name}", self.person, "A person in all films.", s.Life),
        )

    def films(self, ask: Ask) -> s.Films:
        q: s.LeafOf = ask.query
        leaf = listing.leaf(self.readings, after=q.after, most=q.most, order=q.by)
        return s.Films(
            films=tuple(self._row(film) for film in leaf.films), total=leaf.total, next=leaf.next
        )

    def _row(self, film: Shelved) -> s.FilmRow:
        seen, at = listing.looked(self.readings, film)
        reading = self.readings.of(film.id)
        return s.FilmRow(
            id=film.id,
            title=seen.title,
            year=seen.year,
            makers=seen.makers,
            brief=seen.brief,
            href=f"/film/{quote(film.id, safe='')}",
            still=at.still(seen.still) if seen.still else "",
            band=at.band() if seen.bars else "",
            size=seen.size,
            edition=reading.edition,
            limit=reading.limit,
        )

    def page(self, ask: Ask) -> Response:
        return self._whole(ask, "page", "application/json")

    def strip(self, ask: Ask) -> Response:
        return self._whole(ask, "strip", "application/json")

    def _whole(self, ask: Ask, what: str, kind: str) -> Response:
        reading = self.readings.of(ask.id)
        headers = {"etag": f'"{what}-{reading.edition}"'}
        data = self._packed.get((reading.film.id, reading.edition, what))
        return reply(ask.request, data, kind, headers)

    def _pack(self, key: tuple[Id, str, str]) -> Packed:
        page = self.readings.page(self.readings.of(key[0]))
        return pack(to_bytes(page) if key[2] == "page" else html.strip_json(page))

    def now(self, ask: Ask) -> s.Now:
        reading = self.readings.of(ask.id)
        return on_now(self.readings.page(reading), ask.query.t, reading)

    def find(self, ask: Ask) -> s.Found:
        q: s.Asked = ask.query
        found = self.finding.find(q.q, most=q.most, typing=q.typing, after=q.after)
        return s.Found(
            q=q.q,
            films=tuple(
                s.FilmHits(
                    id=film.film,
                    title=film.title,
                    href=film.href,
                    hits=tuple(_hit(place) for place in film.places),
                )
                for film in found.films
            ),
            says=found.says,
            next=found.next,
        )

    def person(self, ask: Ask) -> s.Life:
        name, found = life.appearances(self.readings, ask.path["name"])
        films = []
        for each in found:
            seen, _ = listing.looked(self.readings, self.readings.shelf.film(each.film))
            href = f"/film/{quote(each.film, safe='')}"
            did = tuple(
                s.Did(
                    role=credit.role,
                    says=life.deed(each.page, credit),
                    standing=standing.value,
                    href=f"{href}#{claim}",
                )
                for credit, standing, claim in each.credits
            )
            films.append(
                s.LifeIn(id=each.film, title=seen.title, year=seen.year, href=href, credits=did)
            )
        return s.Life(name=name, films=tuple(films))


def _hit(place: Place) -> s.Hit:
    found = place.found
    whole = place.hit.text == found.text  # else it was shortened, and the marks stand elsewhere
    return s.Hit(
        sort=place.hit.sort,
        text=place.hit.text,
        who=place.hit.who,
        time=place.hit.time,
        t=place.t,
        href=place.hit.href,
        marks=found.marks if whole else (),
        how=found.how,
        difference=tuple(
            s.Piece(asked=each.asked, said=each.said, same=each.same) for each in found.difference
        ),
        before=tuple(_beside(each) for each in found.before),
        after=tuple(_beside(each) for each in found.after),
    )


def _beside(line: Near) -> s.Beside:
    return s.Beside(text=line.text, who=line.who, t=line.start)


def on_now(page: Page, t: Ms, reading: Reading) -> s.Now:
    """What is on at this moment. Of parts within parts the innermost."""
    line = page.lines.at(t)
    shot = page.shots.at(t)
    scene = _innermost(page.scenes, t)
    people = {person.id: person for person in page.people}
    there = scene[1].people if scene is not None else ()
    at = Addresses(reading.film.id, reading.short)
    return s.Now(
        t=t,
        scene=_during(scene),
        line=s.Spoken(
            id=line.id,
            text=line.text,
            speaker=_name(people.get(line.speaker or "")) or line.label,
            start=line.span.start,
            end=line.span.end,
        )
        if line is not None
        else None,
        people=tuple(s.Named(id=id, name=_name(people.get(id))) for id in there if id in people),
        cue=_during(_innermost(page.cues, t)),
        work=_during(_innermost(page.works, t)),
        shot=s.Shown(
            id=shot.id,
            start=shot.span.start,
            end=shot.span.end,
            still=at.still(shot.still) if shot.still else "",
        )
        if shot is not None
        else None,
        evidence=tuple(
            found
            for part in (scene,)
            if part is not None
            for claim in part[1].title
            for found in (*claim.evidence, *claim.said_by)
        ),
    )


def _innermost(parts: Sequence[P], t: Ms) -> tuple[Span, P] | None:
    on = [(span, part) for part in parts for span in part.spans if t in span]
    return min(on, key=lambda each: each[0].end - each[0].start, default=None)


def _during(found: tuple[Span, AnyPart] | None) -> s.During | None:
    if found is None:
        return None
    span, part = found
    title = str(part.title[0].says) if part.title else ""
    return s.During(id=part.id, title=title, start=span.start, end=span.end)


def _name(person: Person | None) -> str:
    return person.name if person is not None else ""
