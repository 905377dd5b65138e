"""A programme for the evening: the page set for print, with stills and the film's colours.

Set by Typst; all words reach it as data. Pictures travel inside SVG, the one kind of picture that
can be handed over as text.
"""

import json
from base64 import b64encode

from entracte.errors import Missing
from entracte.export.booklet import Booklet, booklet
from entracte.model import Digest, Page
from entracte.plugins import Fetch, Wish
from entracte.view import html

_STILLS = 6
_APART = ("Readings and judgements",)  # voices that do not speak with one another
_EDGE = 0.06  # of the film at each end, where titles stand
_MOST = 400  # statements of a chapter that are printed
_LAYOUT = r"""
#let book = json(bytes(sys.inputs.book))
#set document(title: book.title, date: none)
#set page(
  paper: "a5", margin: (x: 16mm, top: 18mm, bottom: 18mm),
  footer: context if here().page() > 1 {
    set text(7.5pt, fill: luma(110))
    grid(columns: (1fr, auto), book.title, [#here().page()])
  },
)
#set text(font: ("Libertinus Serif", "Noto Serif", "Noto Serif CJK JP", "DejaVu Sans"))
#set text(size: 9.6pt, lang: book.language)
#set par(leading: 0.58em, justify: true)
#let quiet(it) = text(7.6pt, fill: luma(105), it)
#let picture(svg, ..more) = image(bytes(svg), format: "svg", ..more)
#if book.cover != "" { picture(book.cover, width: 100%) }
#if book.strip != "" { v(-4pt); picture(book.strip, width: 100%, height: 7mm, fit: "stretch") }
#v(1fr)
#text(30pt, weight: "bold", hyphenate: false, par(leading: 0.35em, justify: false, book.title))
#text(10pt, fill: luma(90), book.under)
#v(1fr)
#pagebreak(weak: true)
#for chapter in book.chapters {
  let size = if chapter.level == 1 { 15pt } else { 11pt }
  block(above: if chapter.level == 1 { 18pt } else { 12pt }, below: 6pt, sticky: true,
    text(size, weight: "bold", hyphenate: false, chapter.title))
  par({
    for said in chapter.statements {
      said.words
      if said.marks != "" { sym.space.nobreak.narrow; quiet(said.marks) }
      if said.doubt != "" { [ ]; quiet(emph(said.doubt)) }
      if chapter.apart { parbreak() } else { [ ] }
    }
  })
  if chapter.rows.len() > 0 {
    grid(
      columns: (38%, 1fr), row-gutter: 5pt, column-gutter: 8pt,
      ..chapter.rows.map(((what, who)) => (text(fill: luma(90), what), who)).flatten()
    )
  }
  for verse in chapter.verses {
    block(inset: (left: 6mm), above: 9pt, below: 9pt, breakable: false, {
      for (who, said) in verse {
        if who != "" { quiet(smallcaps(who)); linebreak() }
        par(justify: false, emph(said))
      }
    })
  }
}
#if book.stills.len() > 0 {
  pagebreak(weak: true)
  grid(columns: (1fr, 1fr), gutter: 4mm, ..book.stills.map(svg => picture(svg, width: 100%)))
}
"""


class Programme:
    """``entracte export FILM programme``."""

    name = "programme"
    forms = ("pdf",)
    profiles = ()
    says = "the page as a printed programme, with stills and the film's colours"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (one way)
        """A PDF of A5 pages, the same bytes each time; ``Missing`` without the library for it."""
        try:
            import typst
        except ModuleNotFoundError as wrong:
            do = "Install it with: pip install 'entracte[papers]'"
            raise Missing("What sets the programme is not installed (typst).", do) from wrong
        inputs = {"book": json.dumps(_told(page, fetch), ensure_ascii=False)}
        made = typst.compile(_LAYOUT.encode(), format="pdf", sys_inputs=inputs, timestamp=0)
        assert isinstance(made, bytes)
        return made


def _told(page: Page, fetch: Fetch) -> dict[str, object]:
    of = booklet(page)
    stills = _stills(page)
    language = page.lines.items[0].language if page.lines.items else "en"
    return {
        "title": of.title,
        "under": of.under,
        "language": language[:2] if language[:2].isalpha() and language != "und" else "en",
        "cover": _svg(fetch(stills[0])) if stills else "",
        "strip": html.strip_svg(page) if page.shots.items else "",
        "stills": [_svg(fetch(each)) for each in stills[1:]],
        "chapters": _chapters(of),
    }


def _chapters(of: Booklet) -> list[dict[str, object]]:
    return [
        {
            "title": each.title,
            "level": each.level,
            "apart": any(said.doubt for said in each.statements) or each.title in _APART,
            "statements": [
                {"words": said.words, "marks": "; ".join(said.marks), "doubt": said.doubt}
                for said in each.statements[:_MOST]
                if said.words
            ],
            "rows": [row for row in each.rows if any(cell.strip() for cell in row)],
            "verses": each.verses[:_MOST],
        }
        for each in of.chapters
    ]


def _stills(page: Page) -> list[Digest]:
    """Stills of the longest shot of each stretch, the longest of all first."""
    shots = [each for each in page.shots.items if each.still]
    if not shots:
        return []
    size = -(-len(shots) // (_STILLS + 1))
    groups = [shots[i : i + size] for i in range(0, len(shots), size)]
    best = [max(group, key=lambda each: each.span.end - each.span.start) for group in groups]
    whole = shots[-1].span.end
    inner = [s for s in best if whole * _EDGE < s.span.start and s.span.end < whole * (1 - _EDGE)]
    first = max(inner or best, key=lambda each: each.span.end - each.span.start)
    ordered = [first, *(each for each in best if each is not first)]
    return [each.still for each in ordered if each.still][: _STILLS + 1]


def _svg(jpeg: bytes) -> str:
    wide, high = _size(jpeg)
    data = b64encode(jpeg).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}"><image width="{wide}" height="{high}" '
        f'href="data:image/jpeg;base64,{data}"/></svg>'
    )


def _size(jpeg: bytes) -> tuple[int, int]:
    """Width and height from a JPEG's frame header (ITU T.81, B.2.2); 16 by 9 if there is none."""
    at = 2
    while at + 9 < len(jpeg) and jpeg[at] == 0xFF:
        marker, long = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            high, wide = (int.from_bytes(jpeg[at + i : at + i + 2], "big") for i in (5, 7))
            return (wide, high) if wide and high else (16, 9)
        at += 2 + max(long, 2)
    return (16, 9)


exporter = Programme()
