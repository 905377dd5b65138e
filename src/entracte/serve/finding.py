"""What was found on the shelf, film by film, each with the place on its page.

The index leaves out what stands after the moment that a reader has seen up to; here it is looked
at once more, on the very page that this reader may see.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from entracte.errors import EntracteError, NotFound
from entracte.index.answer import Hit
from entracte.model import Id, Ms, clock
from entracte.serve.kept import Kept
from entracte.serve.reading import Reading, Readings
from entracte.view import html, words
from entracte.view.places import Places

_SORT = {
    "line": "Line",
    "quote": "Quote",
    "exchange": "Exchange",
    "scene": "Scene",
    "work": "Work within",
    "music": "Music",
    "track": "Recording",
    "person": "Person",
    "statement": "Statement",
    "passage": "Text",
    "film": "Film",
}
_NOT_HERE = "That is not in your library. This comes nearest:"
_NOTHING = "That is not in your library."
_SAME = 80  # characters that tell whether a passage still stands in a text that was cut


@dataclass(frozen=True)
class Place:
    """Where it stands: for people and for programs."""

    hit: html.Hit
    found: Hit

    @property
    def t(self) -> Ms | None:
        return self.found.start


@dataclass(frozen=True)
class InFilm:
    film: Id
    title: str
    href: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Answer:
    films: tuple[InFilm, ...]
    says: str = ""
    next: str | None = None

    @cached_property
    def as_hits(self) -> tuple[html.Hits, ...]:
        return tuple(
            html.Hits(each.title, each.href, tuple(place.hit for place in each.places))
            for each in self.films
        )


class Finding:
    """Looks for words on the shelf, for this reader."""

    def __init__(self, readings: Readings) -> None:
        self.readings = readings
        self._pages: Kept[tuple[Id, str], _Anchors] = Kept(self._anchors, 24)

    def find(self, asked: str, *, most: int, typing: bool = False, after: str = "") -> Answer:
        """What answers these words, the best film first.

        ``typing``: the last word is the beginning of one. ``after``: what an answer before called
        ``next``. What cannot be searched is said in words.
        """
        if not asked.strip():
            return Answer(())
        try:
            found = self.readings.shelf.find(asked, most, after, typing)
        except EntracteError as wrong:
            return Answer((), str(wrong))
        films = []
        for group in found.groups:
            try:
                reading = self.readings.of(group.film)
            except NotFound:  # it left the shelf meanwhile
                continue
            anchors = self._pages.get((group.film, reading.edition))
            address = f"/film/{quote(group.film, safe='')}"
            shown = tuple(anchors.place(hit, address) for hit in group.hits if anchors.may(hit))
            if shown:
                films.append(InFilm(group.film, anchors.title, address, shown))
        says = list(found.notes)
        if not found.found:
            says.insert(0, _NOT_HERE if films else _NOTHING)
        return Answer(tuple(films), " ".join(says), found.next or None)

    def _anchors(self, key: tuple[Id, str]) -> "_Anchors":
        return _Anchors(self.readings, self.readings.of(key[0]))


class _Anchors:
    """Where things stand on one page, as this reader sees it."""

    def __init__(self, readings: Readings, reading: Reading) -> None:
        page = readings.page(reading)
        self.limit = reading.limit
        self.places = Places.of(page)
        self.title = str(page.film.title[0].says) if page.film.title else reading.film.id
        self.claims = frozenset(name for name, _, _ in self.places.claims)
        self.bodies = {source.id: source.body for source in page.sources}
        self.people = frozenset(person.id for person in page.people)
        self.parts = frozenset(part.id for part in page.parts)

    def may(self, hit: Hit) -> bool:
        """Whether this reader's page shows it."""
        if self.limit is None:
            return True
        if hit.start is not None and hit.start > self.limit:
            return False
        if hit.claim:
            return hit.claim in self.claims
        if hit.place:
            body = self.bodies.get(hit.place.rpartition(":")[0], "")
            return hit.text[:_SAME] in body
        if hit.sort == "person":
            return hit.person in self.people
        return not hit.part or hit.part in self.parts

    def place(self, hit: Hit, address: str) -> Place:
        at = hit.start
        when = f"?t={at / 1000:.1f}" if at is not None else ""
        shown = html.Hit(
            sort=_SORT.get(hit.sort, words.sentence_case(hit.sort)),
            text=words.short(hit.text, 280),
            who=hit.who,
            time=clock(at) if at is not None else "",
            href=f"{address}{when}{self._anchor(hit)}",
        )
        return Place(shown, hit)

    def _anchor(self, hit: Hit) -> str:
        if hit.sort == "line" and hit.start is not None:
            return self.places.moment(hit.start)
        if hit.claim:
            return f"#{hit.claim}"
        if hit.part in self.places.parts:
            return f"#{self.places.parts[hit.part]}"
        if hit.sort == "person" and hit.person in self.places.people:
            return f"#{self.places.people[hit.person]}"
        if hit.start is not None:
            return self.places.moment(hit.start)
        letter = self.places.letters.get(hit.place.rpartition(":")[0], "")
        return f"#source-{letter}" if letter else ""
