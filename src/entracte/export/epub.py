"""The page as a book for reading devices: EPUB 3.3, with a still on its first page."""

import io
import zipfile
from collections.abc import Iterator
from html import escape

from entracte.export.booklet import Booklet, Chapter, booklet
from entracte.export.held import first
from entracte.model import Digest, Page, digest
from entracte.plugins import Fetch, Wish

_WHEN = (1980, 1, 1, 0, 0, 0)  # the same page gives the same bytes, whenever
_STAMP = "2000-01-01T00:00:00Z"
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
_CSS = """body { font-family: serif; line-height: 1.45; margin: 5%; }
h1, h2, h3 { line-height: 1.15; font-weight: 600; }
.under, .marks, .doubt { color: #666; font-size: 0.85em; }
.doubt { font-style: italic; }
dt { font-size: 0.85em; color: #666; margin-top: 0.6em; }
dd { margin: 0; }
blockquote { margin: 1em 1.2em; }
.who { font-size: 0.85em; letter-spacing: 0.04em; }
img { max-width: 100%; }
"""


class Epub:
    """``entracte export FILM epub``."""

    name = "epub"
    forms = ("epub",)
    profiles = ()
    says = "the page as a book for reading devices"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (one way)
        """EPUB 3."""
        still = _cover(page)
        language = page.lines.items[0].language if page.lines.items else "en"
        return book(
            booklet(page),
            page.film.id,
            language if language != "und" else "en",
            fetch(still) if still else b"",
            first(page.film.year),
        )


def _cover(page: Page) -> Digest | None:
    """The still of the longest shot: a picture that the film itself dwells on."""
    shots = [each for each in page.shots.items if each.still]
    longest = max(shots, key=lambda each: each.span.end - each.span.start, default=None)
    return longest.still if longest is not None else None


def book(of: Booklet, name: str, language: str, cover: bytes, year: str) -> bytes:
    """The booklet as an EPUB; ``cover`` is a JPEG or nothing."""
    groups = list(_grouped(of.chapters))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:

        def put(path: str, data: str | bytes, kind: int = zipfile.ZIP_DEFLATED) -> None:
            archive.writestr(zipfile.ZipInfo(path, _WHEN), data, kind)

        put("mimetype", "application/epub+zip", zipfile.ZIP_STORED)  # first, and not packed
        put("META-INF/container.xml", _CONTAINER)
        put("book/book.css", _CSS)
        put("book/book.opf", _package(of, name, language, len(groups), bool(cover), year))
        put("book/nav.xhtml", _navigation(of, groups, language))
        picture = '<p><img src="cover.jpg" alt="A still of the film"/></p>' if cover else ""
        title = f'<h1>{escape(of.title)}</h1><p class="under">{escape(of.under)}</p>'
        put("book/title.xhtml", _leaf(of.title, title + picture, language))
        for i, chapters in enumerate(groups, 1):
            body = "".join(map(_chapter, chapters))
            put(f"book/c{i}.xhtml", _leaf(chapters[0].title, body, language))
        if cover:
            put("book/cover.jpg", cover, zipfile.ZIP_STORED)
    return out.getvalue()


def _grouped(chapters: tuple[Chapter, ...]) -> Iterator[list[Chapter]]:
    """A chapter with the parts that belong to it."""
    group: list[Chapter] = []
    for each in chapters:
        if each.level == 1 and group:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _package(of: Booklet, name: str, language: str, parts: int, cover: bool, year: str) -> str:
    uid = digest(f"{name} {of.title}".encode())[:32]
    items = "".join(
        f'    <item id="c{i}" href="c{i}.xhtml" media-type="application/xhtml+xml"/>\n'
        for i in range(1, parts + 1)
    )
    spine = "".join(f'    <itemref idref="c{i}"/>\n' for i in range(1, parts + 1))
    picture = (
        '    <item id="cover" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>\n'
        if cover
        else ""
    )
    covers = f"    <dc:subject>Film of {escape(year)}</dc:subject>\n" if year else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="uid">urn:entracte:{uid}</dc:identifier>
    <dc:title>{escape(of.title)}</dc:title>
    <dc:language>{escape(language)}</dc:language>
{covers}    <meta property="dcterms:modified">{_STAMP}</meta>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="css" href="book.css" media-type="text/css"/>
    <item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
{items}{picture}  </manifest>
  <spine>
    <itemref idref="title"/>
{spine}  </spine>
</package>
"""


def _navigation(of: Booklet, groups: list[list[Chapter]], language: str) -> str:
    points = "".join(
        f'<li><a href="c{i}.xhtml">{escape(chapters[0].title)}</a></li>'
        for i, chapters in enumerate(groups, 1)
    )
    start = '<li><a href="title.xhtml">Title</a></li>'
    body = f'<nav epub:type="toc"><h1>Contents</h1><ol>{start}{points}</ol></nav>'
    return _leaf(of.title, body, language)


def _leaf(title: str, body: str, language: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
xml:lang="{escape(language)}" lang="{escape(language)}">
<head><title>{escape(title)}</title><link rel="stylesheet" href="book.css"/></head>
<body>{body}</body>
</html>
"""


def _chapter(each: Chapter) -> str:
    out = [f"<h{each.level + 1}>{escape(each.title)}</h{each.level + 1}>"]
    for said in each.statements:
        if said.words:
            marks = f' <span class="marks">({escape("; ".join(said.marks))})</span>'
            doubt = f' <span class="doubt">{escape(said.doubt)}</span>'
            out.append(
                f"<p>{escape(said.words)}{marks if said.marks else ''}"
                f"{doubt if said.doubt else ''}</p>"
            )
    rows = [row for row in each.rows if any(cell.strip() for cell in row)]
    if rows:
        pairs = (f"<dt>{escape(a) or '·'}</dt><dd>{escape(b)}</dd>" for a, b in rows)
        out.append(f"<dl>{''.join(pairs)}</dl>")
    for verse in each.verses:
        said_by = (
            (f'<span class="who">{escape(a)}</span><br/>' if a else "") + escape(b)
            for a, b in verse
        )
        out.append("<blockquote>" + "".join(f"<p>{one}</p>" for one in said_by) + "</blockquote>")
    return "".join(out)


exporter = Epub()
