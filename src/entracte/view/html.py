"""The page as HTML: one set of templates, for the web app and for a file to keep."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined

from entracte.model import Digest, Ms, Page, clock, digest
from entracte.view import strip, texts, tongue
from entracte.view.colour import hue_of, theme
from entracte.view.places import Places
from entracte.view.sheet import sheet


class Links(Protocol):
    """Where the things beside the page are: addresses on a server, or data in the file itself."""

    @property
    def whole(self) -> int: ...  # texts up to so many characters are printed in full

    def asset(self, name: str) -> str: ...  # a file of ``static``: "page.css"

    def still(self, still: Digest) -> str: ...  # empty when it is not there

    def strip(self) -> str: ...

    def bars(self) -> str: ...  # the same as figures, for the strip one can zoom into

    def styles(self) -> str: ...  # an address of the theme's style sheet; empty: put it inline

    def inline(self) -> str: ...  # style sheets to put into the file itself

    def film(self) -> str: ...  # the film file; empty when it cannot be played here

    def captions(self) -> tuple[tuple[str, str, str], ...]: ...  # address, language, label

    def text(self, letter: str) -> str: ...  # the whole of a source; empty when nowhere

    def home(self) -> str: ...  # the shelf; empty when there is none

    def find(self) -> str: ...  # where words are looked for; empty when nowhere

    def person(self, name: str) -> str: ...  # a person in all films; empty when nowhere

    def api(self) -> str: ...  # where this film is asked about; empty when nobody answers


@dataclass(frozen=True)
class Reader:
    """Who reads: in which language, how far into the film, signed in as whom."""

    language: str = "en"
    seen: Ms | None = None  # has seen the film up to here; none: all of it may be shown
    follows: bool = False  # what has been seen moves on with what is played
    name: str = ""


@dataclass(frozen=True)
class Spine:
    """A film on the shelf."""

    href: str
    title: str
    year: str
    makers: str
    brief: str
    strip: str  # address of its strip; empty when nothing is known of its pictures
    still: str
    size: tuple[int, int]


@dataclass(frozen=True)
class Hit:
    """Words that were found, and where on a film's page they stand."""

    sort: str  # what it is, in words: "Line"
    text: str
    who: str
    time: str  # "19:50"; empty when the film does not have it
    href: str


@dataclass(frozen=True)
class Hits:
    """What was found in one film."""

    title: str
    href: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Deed:
    """What a person did in a film: ``Director``, ``Nela in The Red Shoes``."""

    text: str
    href: str
    note: str = ""  # its standing in words, where it needs them


@dataclass(frozen=True)
class InFilm:
    """A film in somebody's life."""

    href: str
    title: str
    year: str
    strip: str
    still: str
    size: tuple[int, int]
    deeds: tuple[Deed, ...]


@dataclass(frozen=True)
class Life:
    """A person across all films of the shelf."""

    name: str
    films: tuple[InFilm, ...]
    also: str = ""


@dataclass(frozen=True)
class Shelf:
    """The shelf, or one leaf of it where there are many films."""

    spines: tuple[Spine, ...]
    films: int  # on the whole shelf
    more: str = ""  # address of the next leaf; empty on the last
    order: str = ""  # how it is sorted: title | year | added
    adding: bool = False  # whether films can be added from here


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("entracte.view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(tongue._, tongue._n, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        clock=clock, languages=tongue.LANGUAGES, number=tongue.number, words_of_scripts=_words
    )
    return made


def _set(template: str, links: Links, reader: Reader, values: Mapping[str, Any]) -> str:
    with tongue.speaking(reader.language):
        return _environment().get_template(template).render(links=links, reader=reader, **values)


def film_html(page: Page, links: Links, reader: Reader = Reader()) -> str:
    """The film's page."""
    with tongue.speaking(reader.language):
        made = sheet(page, whole=links.whole, quoting=not links.api())
    return _set("film.html", links, reader, {"sheet": made})


def source_html(
    page: Page,
    letter: str,
    film: str,
    links: Links,
    reader: Reader = Reader(),
) -> str:
    """One text behind the page, in full. ``KeyError`` when the page has none of this letter."""
    with tongue.speaking(reader.language):
        found = texts.source(page, Places.of(page), letter)
        title = str(page.film.title[0].says) if page.film.title else tongue._("The film")
    if found is None:
        raise KeyError(letter)
    return _set("source.html", links, reader, {"source": found, "film": film, "title": title})


def shelf_html(shelf: Shelf, links: Links, reader: Reader = Reader()) -> str:
    """The shelf: every film as its strip and a still."""
    return _set("shelf.html", links, reader, {"shelf": shelf})


def found_html(
    words: str,
    films: tuple[Hits, ...],
    links: Links,
    reader: Reader = Reader(),
    says: str = "",
) -> str:
    """What was found on the shelf for these words; ``says`` a sentence about it, if any."""
    return _set("found.html", links, reader, {"words": words, "films": films, "says": says})


def plain_html(
    title: str,
    what: str,
    do: str,
    links: Links,
    reader: Reader = Reader(),
) -> str:
    """A page that says one thing: what happened and what to do."""
    return _set("plain.html", links, reader, {"title": title, "what": what, "do": do})


def signin_html(
    wrong: str,
    onward: str,
    links: Links,
    reader: Reader = Reader(),
) -> str:
    """The form to sign in with: what was ``wrong`` last time, and where to go ``onward``."""
    return _set("signin.html", links, reader, {"wrong": wrong, "onward": onward})


def pair_html(links: Links, reader: Reader = Reader()) -> str:
    """What a phone opens that was shown a code: its scripts hand in what stands after ``#``."""
    return _set("pair.html", links, reader, {})


def person_html(life: Life, links: Links, reader: Reader = Reader()) -> str:
    """A person across films."""
    return _set("person.html", links, reader, {"life": life})


def offline_html(links: Links, reader: Reader = Reader()) -> str:
    """What an installed app shows of pages that it does not hold when nobody answers."""
    return _set("offline.html", links, reader, {})


@cache
def _words(language: str) -> str:
    """What scripts say, in this language, as JSON; empty for English, which they speak."""
    if language == "en":
        return ""
    said = [data.decode() for name, data in assets().items() if name.endswith(".js")]
    keys = sorted({found for text in said for found in _SAID.findall(text)})
    with tongue.speaking(language):
        return msgspec.json.encode({key: tongue._(key) for key in keys}).decode()


_SAID = re.compile(r"""\b_\("([^"\\]+)"\)""")


def manifest(links: Links, reader: Reader = Reader()) -> bytes:
    """The web app manifest (W3C), by which the app is installed."""
    sizes = ((size, masked) for size in (192, 512) for masked in (False, True))
    with tongue.speaking(reader.language):
        return msgspec.json.encode(
            {
                "id": "/",
                "name": "entracte",
                "short_name": "entracte",
                "description": tongue._("The page of each of your films, with its sources"),
                "lang": reader.language,
                "start_url": "/",
                "scope": "/",
                "display": "standalone",
                "background_color": "#14100e",
                "theme_color": "#14100e",
                "categories": ["entertainment", "photo", "books"],
                "icons": [
                    {
                        "src": links.asset(f"icon-{size}{'-masked' if masked else ''}.png"),
                        "sizes": f"{size}x{size}",
                        "type": "image/png",
                        "purpose": "maskable" if masked else "any",
                    }
                    for size, masked in sizes
                ],
            }
        )


def theme_css(page: Page | None) -> str:
    """The colours of a film's page; of paper when there is no film."""
    return theme(hue_of(page.shots.items if page is not None else ())).css()


def strip_svg(page: Page) -> str:
    """The film's strip as a picture."""
    return strip.svg(page)


def strip_json(page: Page) -> bytes:
    """The film's strip as figures, for scripts: see ``strip.figures``."""
    return msgspec.json.encode(strip.figures(page))


def asset(name: str) -> bytes:
    """A file of ``static``; ``KeyError`` for any other name."""
    if name not in assets():
        raise KeyError(name)
    return assets()[name]


# What is written for those who read the sources; browsers are spared it.
_REMARK = re.compile(rb"^[ ]*(?://[^\n]*|/\*[^\n]*\*/)\n", re.MULTILINE)


@cache
def assets() -> dict[str, bytes]:
    """Every style sheet, script and font, by its name inside ``static``."""
    root = files("entracte.view") / "static"
    out = {}
    for entry in sorted(root.iterdir(), key=lambda each: each.name):
        if entry.is_file():
            own = entry.name.endswith((".js", ".css"))
            out[entry.name] = _REMARK.sub(b"", entry.read_bytes()) if own else entry.read_bytes()
    for entry in sorted((root / "fonts").iterdir(), key=lambda each: each.name):
        out[f"fonts/{entry.name}"] = entry.read_bytes()
    return out


@cache
def edition() -> str:
    """A short name of all static files together: it changes when one of them does."""
    everything = b"".join(name.encode() + data for name, data in assets().items())
    return digest(everything)[:12]
