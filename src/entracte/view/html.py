"""The page as HTML: one set of templates, for the web app and for a file to keep."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined

from entracte.model import Digest, Page, digest
from entracte.view import texts
from entracte.view.colour import hue_of, theme
from entracte.view.places import Places
from entracte.view.sheet import sheet
from entracte.view.strip import svg


class Links(Protocol):
    """Where the things beside the page are: addresses on a server, or data in the file itself."""

    @property
    def whole(self) -> int: ...  # texts up to so many characters are printed in full

    def asset(self, name: str) -> str: ...  # a file of ``static``: "page.css"

    def still(self, still: Digest) -> str: ...  # empty when it is not there

    def strip(self) -> str: ...

    def styles(self) -> str: ...  # an address of the theme's style sheet; empty: put it inline

    def inline(self) -> str: ...  # style sheets to put into the file itself

    def film(self) -> str: ...  # the film file; empty when it cannot be played here

    def captions(self) -> tuple[tuple[str, str, str], ...]: ...  # address, language, label

    def text(self, letter: str) -> str: ...  # the whole of a source; empty when nowhere

    def home(self) -> str: ...  # the shelf; empty when there is none

    def find(self) -> str: ...  # where words are looked for; empty when nowhere


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


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("entracte.view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def film_html(page: Page, links: Links) -> str:
    """The film's page."""
    made = sheet(page, whole=links.whole)
    return _environment().get_template("film.html").render(sheet=made, links=links)


def source_html(page: Page, letter: str, film: str, links: Links) -> str:
    """One text behind the page, in full. ``KeyError`` when the page has none of this letter."""
    places = Places.of(page)
    found = texts.source(page, places, letter)
    if found is None:
        raise KeyError(letter)
    template = _environment().get_template("source.html")
    title = str(page.film.title[0].says) if page.film.title else "The film"
    return template.render(source=found, film=film, title=title, links=links)


def shelf_html(spines: tuple[Spine, ...], links: Links) -> str:
    """The shelf: every film as its strip and a still."""
    return _environment().get_template("shelf.html").render(spines=spines, links=links)


def found_html(words: str, films: tuple[Hits, ...], links: Links) -> str:
    """What was found on the shelf for these words."""
    template = _environment().get_template("found.html")
    return template.render(words=words, films=films, links=links)


def plain_html(title: str, what: str, do: str, links: Links) -> str:
    """A page that says one thing: what happened and what to do."""
    template = _environment().get_template("plain.html")
    return template.render(title=title, what=what, do=do, links=links)


def theme_css(page: Page | None) -> str:
    """The colours of a film's page; of paper when there is no film."""
    return theme(hue_of(page.shots.items if page is not None else ())).css()


def strip_svg(page: Page) -> str:
    """The film's strip as a picture."""
    return svg(page)


def asset(name: str) -> bytes:
    """A file of ``static``; ``KeyError`` for any other name."""
    if name not in assets():
        raise KeyError(name)
    return assets()[name]


@cache
def assets() -> dict[str, bytes]:
    """Every style sheet, script and font, by its name inside ``static``."""
    root = files("entracte.view") / "static"
    out = {}
    for entry in sorted(root.iterdir(), key=lambda each: each.name):
        if entry.is_file():
            out[entry.name] = entry.read_bytes()
    for entry in sorted((root / "fonts").iterdir(), key=lambda each: each.name):
        out[f"fonts/{entry.name}"] = entry.read_bytes()
    return out


@cache
def edition() -> str:
    """A short name of all static files together: it changes when one of them does."""
    everything = b"".join(name.encode() + data for name, data in assets().items())
    return digest(everything)[:12]
