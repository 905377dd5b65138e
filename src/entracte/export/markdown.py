"""The page as Markdown, to keep in notes: every statement with its times and texts."""

import re

from entracte.export.booklet import Booklet, Chapter, Statement, booklet
from entracte.model import Page
from entracte.plugins import Fetch, Wish

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.M)


class Markdown:
    """``entracte export FILM markdown``."""

    name = "markdown"
    forms = ("md",)
    profiles = ()
    says = "the page as Markdown, with the times and texts behind each statement"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (no pictures)
        """CommonMark, UTF-8."""
        return markdown(booklet(page)).encode()


def markdown(of: Booklet) -> str:
    """The booklet; whatever a text holds stays text."""
    out = [f"# {_plain(of.title)}", _plain(of.under)]
    for each in of.chapters:
        out.append(f"{'#' * (each.level + 1)} {_plain(each.title)}")
        out += _body(each)
    return "\n\n".join(piece for piece in out if piece) + "\n"


def _body(chapter: Chapter) -> list[str]:
    out = [_statement(each) for each in chapter.statements if each.words]
    rows = [row for row in chapter.rows if any(cell.strip() for cell in row)]
    if rows:
        pairs = (f"- **{_plain(a)}**: {_plain(b)}" if a else f"- {_plain(b)}" for a, b in rows)
        out.append("\n".join(pairs))
    for verse in chapter.verses:
        said = (f"> **{_plain(a)}**: {_plain(b)}" if a else f"> {_plain(b)}" for a, b in verse)
        out.append("  \n".join(said))
    return out


def _statement(each: Statement) -> str:
    marks = f" ({'; '.join(each.marks)})" if each.marks else ""
    doubt = f" *{each.doubt}*" if each.doubt else ""
    return f"{_plain(each.words)}{marks}{doubt}"


def _plain(words: str) -> str:
    """Signs that mean something in Markdown stand for themselves."""
    return _START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", " ".join(words.split())))


exporter = Markdown()
