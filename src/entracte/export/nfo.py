"""An NFO file for Jellyfin and Kodi: what holds of the page, merged into what is there.

Servers let a local NFO outweigh everything else, so nothing that somebody else wrote is changed.
Which keys are ours stands in the file (``<entracte>``); only those are brought up to date later.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement, TreeBuilder, indent, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from entracte.errors import NotReadable
from entracte.export.held import fact, first, held, made_by, played
from entracte.export.plain import line, plain
from entracte.model import Page
from entracte.plugins import Fetch, Wish

_MINE = "entracte"  # the element that lists the keys we wrote
_MOVIE_ENDS = re.compile(rb"</movie\s*>")
_MINUTES = re.compile(r"(\d{1,3})\s*min|^(\d{1,3})$")


class Nfo:
    """``entracte export FILM nfo``; with ``--beside`` merged into the film's own."""

    name = "nfo"
    forms = ("nfo",)
    profiles = ()
    says = "notes for Jellyfin and Kodi, merged with those beside the film"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (one way)
        """A new NFO, UTF-8."""
        return _written(_merged(Element("movie"), page))

    def merge(self, old: bytes, page: Page, fetch: Fetch, wish: Wish) -> bytes:
        """The NFO that is there with what it lacks; ``NotReadable`` where it is none.

        Comments, unknown keys and a link below the XML stay as they are.
        """
        end = _MOVIE_ENDS.search(old)
        if end is None:
            return self.export(page, fetch, wish).rstrip(b"\n") + b"\n" + old.lstrip()
        movie = _parsed(old[: end.end()])
        rest = old[end.end() :].strip()
        made = _written(_merged(movie, page))
        return made + rest + b"\n" if rest else made


def _parsed(data: bytes) -> Element:
    try:
        parser = DefusedXMLParser(target=TreeBuilder(insert_comments=True), forbid_dtd=True)
        parser.feed(data.lstrip())
        movie = parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as wrong:
        raise NotReadable(
            "The NFO file beside the film is damaged, so it was left alone.",
            "Mend it or move it away.",
        ) from wrong
    if not isinstance(movie, Element) or movie.tag != "movie":
        raise NotReadable(
            "The NFO file beside the film is not about a film, so it was left alone.",
            "Move it away.",
        )
    return movie


def _written(movie: Element) -> bytes:
    indent(movie, "  ")
    out = BytesIO()
    out.write(b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n')
    out.write(tostring(movie, encoding="utf-8", xml_declaration=False))
    return out.getvalue() + b"\n"


def _merged(movie: Element, page: Page) -> Element:
    """Adds keys that are missing, and brings those that are ours up to date."""
    marked = movie.find(_MINE)
    ours = set((marked.get("keys") or "").split()) if marked is not None else set()
    for old in [each for each in movie if each.tag in ours or each.tag == _MINE]:
        movie.remove(old)
    there = {each.tag for each in movie if isinstance(each.tag, str)}
    added = []
    for key, value, inner in _keys(page):
        if key in there:
            continue
        new = SubElement(movie, key)
        new.text = value or None
        for name, words in inner.items():
            if name.startswith("@"):
                new.set(name[1:], words)
            else:
                SubElement(new, name).text = words
        added.append(key)
    SubElement(movie, _MINE, {"keys": " ".join(dict.fromkeys(added))})
    return movie


def _keys(page: Page) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Key, value and what stands inside it (``@name`` for an attribute), in Kodi's order."""
    yield from ((key, value, {}) for key, value in _plain_keys(page) if value)
    for sort in ("imdb", "tmdb"):
        for value in fact(page, sort)[:1]:
            default = {"@default": "true"} if sort == "imdb" else {}
            yield "uniqueid", value, {"@type": sort, **default}
    for order, (actor, character) in enumerate(played(page)):
        inner = {"name": actor, **({"role": character} if character else {})}
        yield "actor", "", {**inner, "type": "Actor", "order": str(order)}


def _plain_keys(page: Page) -> Iterator[tuple[str, str]]:
    yield "title", first(page.film.title)
    yield "year", first(page.film.year)
    # Jellyfin reads plot, biography and review into one field and keeps the last: only plot.
    yield "plot", " ".join(line(plain(words)) for words in held(page.synopsis or page.plot))
    for value in fact(page, "running time")[:1]:
        found = _MINUTES.search(value)
        yield "runtime", (found.group(1) or found.group(2)) if found else ""
    yield from (("genre", value) for value in fact(page, "genre"))
    yield from (("country", value) for value in fact(page, "country"))
    yield from (("studio", value) for value in fact(page, "studio"))
    yield from (("director", name) for name in made_by(page, "director"))
    yield from (("credits", name) for name in made_by(page, "screenwriter"))


exporter = Nfo()
