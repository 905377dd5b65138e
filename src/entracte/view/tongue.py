"""The page's own words in the reader's language; what texts and films say is never translated.

Catalogues are gettext's: ``languages/de.po`` is what people translate, ``de.mo`` beside it what is
read here (``python scripts/languages.py`` makes one from the other). English is the source.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

LANGUAGES = {
    "en": "English",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
    "ja": "日本語",
}

_MOST = 20  # languages of a browser's wish list that are looked at
_spoken: ContextVar[str] = ContextVar("_spoken", default="en")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Inside, everything is said in this language; English when there is no such catalogue."""
    before = _spoken.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken_here() -> str:
    """The language that is spoken here: a key of ``LANGUAGES``."""
    return _spoken.get()


def mark(words: str) -> str:
    """Words to be put into the catalogues, and translated where they are shown."""
    return words


def _(words: str) -> str:
    """The words in the language spoken here."""
    return _catalogue(_spoken.get()).gettext(words) if words else ""


def _n(one: str, many: str, number: int) -> str:
    """The words for this number, in the plural forms of the language."""
    return _catalogue(_spoken.get()).ngettext(one, many, number)


def _p(context: str, words: str) -> str:
    """Words that mean another thing elsewhere: ``context`` says which is meant."""
    return _catalogue(_spoken.get()).pgettext(context, words)


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    data = (files("entracte.view") / "languages" / f"{language}.mo").read_bytes()
    return GNUTranslations(BytesIO(data))


def chosen(asked: str, kept: str = "") -> str:
    """The language of a reader: the one ``kept`` from before, else the best of those ``asked``.

    ``asked`` is an Accept-Language header, RFC 9110, 12.5.4; malformed parts of it are passed over.
    """
    if kept in LANGUAGES:
        return kept
    best, weight = "en", 0.0
    for part in asked[:400].split(",")[:_MOST]:
        tag, _sep, rest = part.strip().partition(";")
        try:
            sure = float(rest.strip().removeprefix("q=") or 1) if rest else 1.0
        except ValueError:
            continue
        name = tag.split("-")[0].lower()
        if name in LANGUAGES and sure > weight:
            best, weight = name, sure
    return best


def number(value: int) -> str:
    """A whole number with the thousands apart as this language writes them: ``12,345``."""
    mark_ = {"fr": "\u202f", "de": ".", "es": "\u202f"}.get(_spoken.get(), ",")
    grouped = f"{value:,}"
    return grouped if mark_ == "," else grouped.replace(",", mark_)


def decimal(value: float, places: int) -> str:
    """``1.37`` or ``1,37``."""
    text = f"{value:.{places}f}"
    return text.replace(".", ",") if _spoken.get() in ("fr", "de", "es") else text


def date(year: int, month: int, day: int) -> str:
    """A day as people write it: ``21 November 2026``, ``21. November 2026``, ``2026年11月21日``."""
    name = _(MONTHS[month - 1])
    return _("{day} {month} {year}").format(day=day, month=name, year=year)


MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
