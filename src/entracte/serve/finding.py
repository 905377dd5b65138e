"""What was found on the shelf, film by film, each with the place on its page."""

from collections.abc import Callable, Iterable
from urllib.parse import quote

from entracte.errors import NotFound
from entracte.model import Id, Page, clock
from entracte.store.found import Found
from entracte.view import html, words
from entracte.view.places import Places

_SORT = {
    "line": "Line",
    "quote": "Quote",
    "scene": "Scene",
    "work": "Work within",
    "music": "Music",
    "statement": "Statement",
    "passage": "Text",
}


def hits(
    found: Iterable[Found], current: Callable[[Id], tuple[str, Page]]
) -> tuple[html.Hits, ...]:
    """Grouped by film, the best film first; films that left the shelf meanwhile are left out."""
    by_film: dict[Id, list[Found]] = {}
    for each in found:
        by_film.setdefault(each.film, []).append(each)
    out = []
    for film, places in by_film.items():
        try:
            _, page = current(film)
        except NotFound:
            continue
        address = f"/film/{quote(film, safe='')}"
        anchors = Places.of(page)
        title = str(page.film.title[0].says) if page.film.title else film
        hit = tuple(_hit(each, address, anchors) for each in places)
        out.append(html.Hits(title, address, hit))
    return tuple(out)


def _hit(found: Found, address: str, places: Places) -> html.Hit:
    at = found.start
    if found.claim:
        anchor = f"#{found.claim}"
    elif at is not None:
        anchor = places.moment(at)
    else:
        letter = places.letters.get(found.place.rpartition(":")[0], "")
        anchor = f"#source-{letter}" if letter else ""
    when = f"?t={at / 1000:.1f}" if at is not None else ""
    return html.Hit(
        sort=_SORT.get(found.sort, words.sentence_case(found.sort)),
        text=words.short(found.text, 280),
        who=found.who,
        time=clock(at) if at is not None else "",
        href=f"{address}{when}{anchor}",
    )
