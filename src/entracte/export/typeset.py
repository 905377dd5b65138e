"""Papers set for print by Typst: title block, tables whose headings repeat, page numbers.

Words reach Typst as data, never as markup, so nothing in a film's texts can run.
"""

import io
import json
from collections.abc import Iterator, Sequence

import typst
from pypdf import PdfReader, PdfWriter

from entracte.export.paper import Paper, Table
from entracte.export.plain import plain

_WIDE = 110  # characters of all columns from which a page lies on its side
_AGES = 12
_PORTION = 800  # rows that are set at once
_WORD = 40  # letters in a row that a column may have to break
_LAYOUT = r"""
#let paper = json(bytes(sys.inputs.paper))
#let lasting(it) = if paper.bound { pdf.artifact(it) } else { it }  // tags do not survive binding
#set document(title: paper.title, date: none)
#set page(
  paper: "a4", flipped: paper.wide,
  margin: (x: 15mm, top: 20mm, bottom: 16mm),
  numbering: "1",
  number-align: right + bottom,
  header: text(8pt, fill: luma(90), grid(columns: (1fr, auto), paper.title, paper.kind)),
)
#set text(font: ("Libertinus Serif", "Noto Serif", "Noto Serif CJK JP", "DejaVu Sans"))
#set text(size: 9pt, number-width: "tabular")
#counter(page).update(paper.page)
#set par(leading: 0.5em, justify: false)
#if paper.page == 1 {
  text(20pt, weight: "bold", paper.title)
  v(-6pt)
  text(11pt, fill: luma(90), paper.kind)
  v(4pt)
  grid(
    columns: (auto, 1fr, auto, 1fr), column-gutter: 8pt, row-gutter: 5pt,
    ..paper.block.map(((name, value)) => (
      text(fill: luma(90), name),
      if value == "" { box(width: 90%, stroke: (bottom: 0.4pt + luma(150)), height: 0.7em) }
      else { text(value) },
    )).flatten()
  )
}
#for (i, table_) in paper.tables.enumerate() {
  if i > 0 { pagebreak(weak: true) }
  if table_.heading != "" { v(8pt); text(12pt, weight: "bold", table_.heading) }
  let wide = table_.columns.len()
  if table_.rows.len() > 0 {
    lasting(block(above: 5pt, below: 0pt, table(
      columns: table_.widths.map(w => w * 1fr),
      inset: (x: 3pt, y: 2.6pt),
      stroke: (bottom: 0.3pt + luma(205)),
      align: table_.right.map(it => if it { right } else { left }),
      table.header(..table_.columns.map(name => text(7.5pt, weight: "bold", name))),
      ..table_.rows.flatten().enumerate().map(((i, cell)) => {
        if cell != "" and table_.strong.at(calc.rem(i, wide)) { strong(cell) } else { cell }
      })
    )))
  }
  if table_.rows.len() == 0 { par(text(fill: luma(90), "Nothing is known.")) }
  if table_.notes.len() > 0 {
    v(6pt)
    set text(8pt, fill: luma(70))
    for note in table_.notes { par(spacing: 3pt, text(note)) }
  }
}
"""


def pdf(paper: Paper) -> bytes:
    """A PDF of A4 pages, the same bytes each time; letters no font here has stay blank.

    Typst keeps some 15 KB of memory a cell, so long tables are set in portions of whole pages'
    worth of rows and bound together.
    """
    wide = max((sum(c.width for c in each.columns) for each in paper.tables), default=0) > _WIDE
    made: list[bytes] = []
    page = 1
    portions = list(_portions(paper.tables))
    for tables in portions:
        told = {
            "title": _set(paper.title),
            "kind": paper.kind,
            "wide": wide,
            "page": page,
            "bound": len(portions) > 1,
            "block": [[_set(name), _set(value)] for name, value in paper.block],
            "tables": [_table(each) for each in tables],
        }
        inputs = {"paper": json.dumps(told, ensure_ascii=False)}
        portion = typst.compile(_LAYOUT.encode(), format="pdf", sys_inputs=inputs, timestamp=0)
        assert isinstance(portion, bytes)
        made.append(portion)
        if len(portions) > 1:
            _forget()
        page += len(PdfReader(io.BytesIO(portion)).pages)
    return made[0] if len(made) == 1 else _bound(made, paper)


def _forget() -> None:
    """Typst keeps what it has laid out until it has set ten other things; these are small ones."""
    for i in range(_AGES):
        typst.compile(b"%d" % i, format="pdf")


def _portions(tables: Sequence[Table]) -> Iterator[list[Table]]:
    """The tables in groups of at most ``_PORTION`` rows; a long table goes on in the next."""
    group: list[Table] = []
    room = _PORTION
    for table in tables:
        rows, first = table.rows, True
        while True:
            taken, rows = rows[:room], rows[room:]
            heading = table.heading if first else ""
            notes = () if rows else table.notes
            group.append(table._replace(heading=heading, rows=taken, notes=notes))
            room, first = room - len(taken), False
            if not rows:
                break
            yield group
            group, room = [], _PORTION
        room = max(room, 1)
    yield group


def _bound(portions: Sequence[bytes], paper: Paper) -> bytes:
    writer = PdfWriter()
    for portion in portions:
        writer.append(io.BytesIO(portion))
    writer.add_metadata({"/Title": _set(paper.title), "/Producer": "entracte"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _table(table: Table) -> dict[str, object]:
    return {
        "heading": _set(table.heading),
        "columns": [column.name for column in table.columns],
        "widths": [column.width for column in table.columns],
        "right": [column.right for column in table.columns],
        "strong": [column.strong for column in table.columns],
        "rows": [[_set(cell) for cell in row] for row in table.rows],
        "notes": [_set(note) for note in table.notes],
    }


def _set(text: str) -> str:
    """Words without end may be broken anywhere, or they would run off the page."""
    words = plain(text)
    if len(words) <= _WORD:
        return words
    return " ".join(_broken(word) for word in words.split(" "))


def _broken(word: str) -> str:
    if len(word) <= _WORD:
        return word
    return "\u200b".join(word[i : i + 8] for i in range(0, len(word), 8))
