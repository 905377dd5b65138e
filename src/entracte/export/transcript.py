"""The dialogue for scholars: a table, or TEI with who speaks and when.

TEI P5, chapter 8 (transcriptions of speech): an utterance ``<u>`` a line, its times in a
``<timeline>``, speakers as a list of persons.
"""

import csv
import io
from xml.sax.saxutils import escape, quoteattr

from entracte.export.held import first
from entracte.export.plain import line, plain
from entracte.model import Id, Page, clock
from entracte.plugins import Fetch, Wish

_COLUMNS = ("number", "start", "end", "seconds", "speaker", "kind", "language", "text")
_FORMULA = ("=", "+", "-", "@")


class Transcript:
    """``entracte export FILM transcript``."""

    name = "transcript"
    forms = ("csv", "xml")
    profiles = ()
    says = "the dialogue with speakers and times: a table, or TEI"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (no pictures)
        """UTF-8; times from the film's first frame."""
        return (_tei(page) if wish.form == "xml" else _csv(page)).encode()


def _csv(page: Page) -> str:
    names = {person.id: line(person.name) for person in page.people}
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(_COLUMNS)
    for number, each in enumerate(page.lines.items, 1):
        who = names.get(each.speaker or "", "") or line(each.label)
        rows.writerow(
            [
                number,
                clock(each.span.start, fraction=True),
                clock(each.span.end, fraction=True),
                f"{(each.span.end - each.span.start) / 1000:.3f}",
                _safe(who),
                each.sort,
                each.language,
                _safe(plain(each.text)),
            ]
        )
    return out.getvalue()


def _safe(cell: str) -> str:
    """No spreadsheet may take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) and cell.strip("-+") else cell


def _tei(page: Page) -> str:
    title = escape(first(page.film.title) or page.film.id)
    year = escape(first(page.film.year))
    speakers = {each.speaker for each in page.lines.items if each.speaker}
    keys = {person.id: f"p{i}" for i, person in enumerate(page.people) if person.id in speakers}
    people = "\n".join(
        f'      <person xml:id="{keys[person.id]}"><persName>{escape(line(person.name))}'
        "</persName></person>"
        for person in page.people
        if person.id in keys
    )
    times = sorted({at for each in page.lines.items for at in (each.span.start, each.span.end)})
    order = {at: f"T{i}" for i, at in enumerate(times)}
    whens = "\n".join(
        f'      <when xml:id="{order[at]}" interval="{at / 1000:.3f}" since="#T-zero"/>'
        for at in times
    )
    said = "\n".join(
        f'      <u xml:id="u{i}" start="#{order[each.span.start]}" end="#{order[each.span.end]}"'
        f"{_who(each.speaker, line(each.label), keys)}>{_uttered(plain(each.text), each.sort)}</u>"
        for i, each in enumerate(page.lines.items, 1)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>{title}: dialogue</title></titleStmt>
      <publicationStmt><p>Not published.</p></publicationStmt>
      <sourceDesc><p>The film {title}{f" ({year})" if year else ""}.</p></sourceDesc>
    </fileDesc>
    <profileDesc><particDesc><listPerson>
{people or '      <person xml:id="nobody"><persName/></person>'}
    </listPerson></particDesc></profileDesc>
  </teiHeader>
  <text>
    <timeline origin="#T-zero" unit="s">
      <when xml:id="T-zero"/>
{whens}
    </timeline>
    <body><div>
{said or "      <p/>"}
    </div></body>
  </text>
</TEI>
"""


def _who(speaker: Id | None, label: str, keys: dict[Id, str]) -> str:
    if speaker in keys:
        return f' who="#{keys[speaker]}"'
    return f" n={quoteattr(label)}" if label else ""


def _uttered(text: str, sort: str) -> str:
    words = escape(" ".join(text.split()))
    if sort in ("sound", "caption"):
        return f"<incident><desc>{words}</desc></incident>"
    return f'<seg type="song">{words}</seg>' if sort == "song" else words


exporter = Transcript()
