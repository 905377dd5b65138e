"""The library, a leaf at a time, sorted as the reader likes it."""

from dataclasses import dataclass
from urllib.parse import quote

from entracte.errors import BadSetting, EntracteError
from entracte.serve.addresses import Addresses
from entracte.serve.reading import Readings
from entracte.serve.shelf import plain
from entracte.store.library import Shelved
from entracte.view import html
from entracte.work.glance import Glance

LEAF = 60  # films of one leaf
MOST = 200
_SORTED = {
    "title": lambda film: (film.title.casefold(), film.id),
    "year": lambda film: (film.year or 0, film.title.casefold(), film.id),
}


@dataclass(frozen=True)
class Leaf:
    films: tuple[Shelved, ...]
    total: int
    order: str
    next: str | None  # what to give as ``after`` for the next leaf


def leaf(readings: Readings, *, after: str = "", most: int = LEAF, order: str = "title") -> Leaf:
    """A leaf of the library; ``BadSetting`` where ``after`` is not what a leaf before gave."""
    if order not in (*_SORTED, "added"):
        order = "title"
    films = readings.shelf.listing().films  # by title
    if order == "added":
        films = tuple(sorted(films, key=lambda film: (film.added, film.id), reverse=True))
    elif order == "year":
        films = tuple(sorted(films, key=_SORTED["year"]))
    if after and not (after.isascii() and after.isdigit() and len(after) < 9):
        raise BadSetting("after is not what the leaf before gave.", "Leave it out to start again.")
    start = int(after or 0)
    end = start + min(max(most, 1), MOST)
    return Leaf(films[start:end], len(films), order, str(end) if end < len(films) else None)


def spine(readings: Readings, film: Shelved) -> html.Spine:
    """A film as it stands in the library, for this reader."""
    seen, at = looked(readings, film)
    return html.Spine(
        href=f"/film/{quote(film.id, safe='')}",
        title=seen.title,
        year=seen.year,
        makers=seen.makers,
        brief=" · ".join(seen.brief),
        strip=at.band() if seen.bars else "",
        still=at.still(seen.still) if seen.still else "",
        size=seen.size,
    )


def looked(readings: Readings, film: Shelved) -> tuple[Glance, Addresses]:
    """What the library shows of it, and where."""
    reading = readings.of(film.id)
    if reading.limit is None:
        (seen,) = readings.shelf.glances((film,))
    else:
        try:
            seen = readings.glance(reading)
        except EntracteError:  # its page says what is wrong with it
            seen = plain(film)
    return seen, Addresses(film.id, reading.short)
