"""Quotes as citations: the words, who says them, and the second, for papers and bibliographies.

BibTeX (a ``@misc`` a quote) and CSL-JSON 1.0.2 (type ``motion_picture``, with the second as the
locator), as Zotero, Pandoc and LaTeX read them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from entracte.compose.claims import claims
from entracte.export.held import fact, first, made_by
from entracte.export.plain import line
from entracte.model import Id, Ms, Page, Quote, clock
from entracte.plugins import Fetch, Wish

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "#": r"\#",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
        "^": r"\^{}",
        "~": r"\~{}",
    }
)
_YEAR = re.compile(r"\d{4}")


class Cited(NamedTuple):
    """A quote as it can be cited; ``at`` is None where it was not heard in the film."""

    key: Id
    words: str
    speaker: str
    at: Ms | None


class Citations:
    """``entracte export FILM citations``."""

    name = "citations"
    forms = ("bib", "json")
    profiles = ()
    says = "the quotes as citations with their seconds: BibTeX, CSL-JSON"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (no pictures)
        """UTF-8."""
        found = tuple(cited(page))
        return (_csl(page, found) if wish.form == "json" else _bibtex(page, found)).encode()


def cited(page: Page) -> Iterator[Cited]:
    """Every quote of the page, with the name of its statement as its key."""
    names = {person.id: line(person.name) for person in page.people}
    starts = {each.id: each.span.start for each in page.lines.items}
    for name, _, claim in claims(page):
        if isinstance(claim.says, Quote):
            said = claim.says
            at = next((starts[each] for each in said.lines if each in starts), None)
            yield Cited(name, line(said.words), names.get(said.speaker or "", ""), at)


def _bibtex(page: Page, found: tuple[Cited, ...]) -> str:
    title = _tex(first(page.film.title) or page.film.id)
    directors = " and ".join(f"{{{_tex(name)}}}" for name in made_by(page, "director"))
    year = _YEAR.search(first(page.film.year))
    out = [f"% {len(found)} quotes of {title}, with their seconds\n"]
    for each in found:
        note = f"``{_tex(each.words)}''"
        note += f", {_tex(each.speaker)}" if each.speaker else ""
        note += f", {clock(each.at)}" if each.at is not None else ""
        fields = {
            "title": f"{{{title}}}",
            "author": directors,
            "year": year.group() if year else "",
            "publisher": _tex(", ".join(fact(page, "studio"))),
            "howpublished": "Film",
            "note": note,
        }
        body = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items() if value)
        out.append(f"@misc{{{page.film.id}-{each.key},\n{body}}}\n")
    return "\n".join(out)


def _tex(text: str) -> str:
    return line(text).translate(_SPECIAL)


def _csl(page: Page, found: tuple[Cited, ...]) -> str:
    year = _YEAR.search(first(page.film.year))
    items = []
    for each in found:
        item: dict[str, object] = {
            "id": f"{page.film.id}-{each.key}",
            "type": "motion_picture",
            "title": first(page.film.title) or page.film.id,
            "note": each.words + (f" ({each.speaker})" if each.speaker else ""),
        }
        directors = [{"literal": name} for name in made_by(page, "director")]
        if directors:
            item["director"] = directors
        if year:
            item["issued"] = {"date-parts": [[int(year.group())]]}
        if studio := ", ".join(fact(page, "studio")):
            item["publisher"] = studio
        if each.at is not None:
            item["locator"] = clock(each.at)
            item["label"] = "timestamp"
        items.append(item)
    return msgspec.json.format(msgspec.json.encode(items)).decode()


exporter = Citations()
