"""Papers as tables for spreadsheets: CSV (RFC 4180) and XLSX. No cell is ever a formula."""

import csv as writer
import io
from datetime import UTC, datetime

import xlsxwriter

from entracte.export.paper import Column, Paper, Table
from entracte.export.plain import plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_MOST = 32_000  # characters that Excel keeps in a cell
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # the same page gives the same bytes, whenever
_WIDE = 60  # characters a column may take


def csv(paper: Paper) -> bytes:
    """UTF-8 with a byte order mark, without which Excel takes it for another encoding.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP).
    """
    out = io.StringIO()
    rows = writer.writer(out)
    if paper.block_in_csv:
        rows.writerows([_safe(name), _safe(value)] for name, value in paper.block)
        rows.writerow([])
    table = paper.tables[0]
    rows.writerow([column.name for column in table.columns])
    rows.writerows([_safe(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(cell: str) -> str:
    cell = plain(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) and cell.strip("-+") else cell


def xlsx(paper: Paper) -> bytes:
    """A workbook: the title block and the table on the first sheet, a sheet for each appendix."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        # A workbook is stamped with the time of writing unless told otherwise.
        told = {"title": plain(paper.title), "subject": paper.kind, "created": _NEVER}
        book.set_properties(told)
        faces = _Faces(book)
        for i, table in enumerate(paper.tables):
            sheet = book.add_worksheet(_sheet_name(table.heading or paper.kind, i))
            top = _block(sheet, paper, faces) if i == 0 else 0
            _table(sheet, table, top, faces)
    return out.getvalue()


class _Faces:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.name = book.add_format({"font_color": "#666666", "valign": "top"})
        self.head = book.add_format(
            {
                "bold": True,
                "bottom": 1,
                "valign": "bottom",
                "text_wrap": True,
            }
        )
        ground = {"valign": "top", "text_wrap": True, "num_format": "@"}
        self.cell = book.add_format(ground)
        self.right = book.add_format({**ground, "align": "right"})
        self.fixed = book.add_format({**ground, "font_name": "Consolas"})
        self.strong = book.add_format({**ground, "bold": True})

    def of(self, column: Column) -> xlsxwriter.format.Format:
        if column.strong:
            return self.strong
        return self.fixed if column.fixed else self.right if column.right else self.cell


def _block(sheet: xlsxwriter.worksheet.Worksheet, paper: Paper, faces: _Faces) -> int:
    sheet.write_string(0, 0, plain(paper.title)[:_MOST], faces.title)
    sheet.write_string(1, 0, paper.kind, faces.name)
    for i, (name, value) in enumerate(paper.block, 2):
        sheet.write_string(i, 0, name, faces.name)
        sheet.write_string(i, 2, plain(value)[:_MOST])
    return len(paper.block) + 3


def _table(sheet: xlsxwriter.worksheet.Worksheet, table: Table, top: int, faces: _Faces) -> None:
    for i, column in enumerate(table.columns):
        sheet.set_column(i, i, min(column.width + 2, _WIDE))
        sheet.write_string(top, i, column.name, faces.head)
    looks = [faces.of(column) for column in table.columns]
    for j, row in enumerate(table.rows, top + 1):
        for i, cell in enumerate(row):
            if cell:
                sheet.write_string(j, i, plain(cell)[:_MOST], looks[i])
    end = top + len(table.rows)
    for j, note in enumerate(table.notes, end + 2):
        sheet.write_string(j, 0, plain(note)[:_MOST], faces.name)
    if table.rows and table.columns:
        sheet.autofilter(top, 0, end, len(table.columns) - 1)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _sheet_name(heading: str, number: int) -> str:
    """At most 31 characters, none of those that Excel forbids."""
    name = "".join(sign for sign in heading if sign not in "[]:*?/\\'")[:31].strip()
    return name or f"Sheet {number + 1}"
