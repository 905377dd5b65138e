"""Papers as documents that people go on writing in: DOCX (ISO/IEC 29500)."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable

from entracte.export.paper import Paper, Table
from entracte.export.plain import plain

_WIDE = 110  # characters of all columns from which a page lies on its side
_GREY = RGBColor(0x66, 0x66, 0x66)
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # the same page gives the same bytes, whenever


def docx(paper: Paper) -> bytes:
    """A document of A4 pages; the headings of tables repeat on each page."""
    document = Document()
    document.core_properties.title = plain(paper.title)[:255]
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = _NEVER
    wide = max((sum(c.width for c in each.columns) for each in paper.tables), default=0) > _WIDE
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(16)
    document.styles["Normal"].font.size = Pt(9)
    document.add_heading(plain(paper.title), 0)
    document.add_paragraph(paper.kind).runs[0].font.color.rgb = _GREY
    block = document.add_table(rows=0, cols=2)
    for name, value in paper.block:
        cells = block.add_row().cells
        cells[0].text, cells[1].text = plain(name), plain(value)
        cells[0].paragraphs[0].runs[0].font.color.rgb = _GREY
    room = 267.0 if wide else 180.0
    for i, table in enumerate(paper.tables):
        if i:
            document.add_page_break()  # type: ignore[no-untyped-call]
        document.add_heading(plain(table.heading), 1)
        _table(document.add_table(rows=0, cols=len(table.columns)), table, room)
        for note in table.notes:
            document.add_paragraph(plain(note)).runs[0].font.color.rgb = _GREY
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _undated(data: bytes) -> bytes:
    """The same document with the same bytes, whenever it is written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.infolist():
            entry = zipfile.ZipInfo(each.filename, _NEVER.timetuple()[:6])
            new.writestr(entry, old.read(each), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _table(made: WordTable, table: Table, room: float) -> None:
    """Writes rows as raw elements: python-docx asks the whole table anew for each cell."""
    made.style = "Table Grid"
    made.autofit = False
    whole = sum(column.width for column in table.columns) or 1
    widths = [Mm(room * column.width / whole) for column in table.columns]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    head = _row([column.name for column in table.columns], widths, [True] * len(widths))
    properties: Any = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:tblHeader"))
    head.insert(0, properties)
    made._tbl.append(head)
    strong = [column.strong for column in table.columns]
    for row in table.rows:
        made._tbl.append(_row(row, widths, strong))


def _row(cells: Sequence[str], widths: list[Mm], strong: list[bool]) -> Any:
    row = OxmlElement("w:tr")
    for cell, width, bold in zip(cells, widths, strong, strict=True):
        box = OxmlElement("w:tc")
        properties = OxmlElement("w:tcPr")
        size = OxmlElement("w:tcW")
        size.set(qn("w:w"), str(int(width.twips)))
        size.set(qn("w:type"), "dxa")
        properties.append(size)
        box.append(properties)
        for words in plain(cell).split("\n"):
            box.append(_paragraph(words, bold))
        row.append(box)
    return row


def _paragraph(words: str, bold: bool) -> Any:
    paragraph = OxmlElement("w:p")
    if words:
        run = OxmlElement("w:r")
        look = OxmlElement("w:rPr")
        if bold:
            look.append(OxmlElement("w:b"))
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), "16")  # half points
        look.append(size)
        run.append(look)
        text = OxmlElement("w:t")
        text.set(qn("xml:space"), "preserve")
        text.text = words
        run.append(text)
        paragraph.append(run)
    return paragraph
