"""Reads web pages as they were saved: an encyclopaedia's article, a film site's listing, any other.

The page's own text is found, its tags are taken off so that every character keeps its place in
the HTML, and then it is read like the same text without tags.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from entracte.errors import NotReadable
from entracte.model import Account, File, Mend, Source
from entracte.read import article, billing, jsonld, listing, stating
from entracte.read.billing import Billed, Stated
from entracte.read.company import Company
from entracte.read.content import Tree, shown, tree
from entracte.read.decode import decode
from entracte.read.fields import Field, Piece, label, only, place, stated
from entracte.read.markup import entities
from entracte.read.proof import Change, Proof
from entracte.read.prose import tell
from entracte.read.repair import mend
from entracte.read.rows import BOLD, BULLET, Row, rows
from entracte.read.said import source_id

_TAGS: Final = re.compile(
    r"<(?:html|head|body|div|p|h[1-6]|article|main|section|table|ul|title|meta|script)\b[^>]{0,500}>",
    re.IGNORECASE,
)
_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_SPACE: Final = re.compile(r"[ \t\r\n\f\xa0]+")
_ZERO: Final = re.compile("[\u200b\u200c\u2060\ufeff\u00ad]+")
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_LONG: Final = 160  # characters of a text in a <div> that make it a paragraph
_SAMPLE: Final = 100_000


class Rendered(NamedTuple):
    """A page without its tags. ``levels`` are as ``rows`` wants them."""

    proof: Proof
    levels: dict[int, int]
    fields: list[Field]


class _Webpage:
    """Reads HTML of any site."""

    name = "webpage"
    version = "1"

    def suits(self, file: File) -> float:
        try:
            text, _ = decode(file.data[:_SAMPLE])
        except NotReadable:
            return 0.0
        text = text.lstrip("\ufeff \r\n\t")
        if _START.match(text):
            return 0.96
        tags = len(_TAGS.findall(text[:20_000]))
        return 0.9 if text.startswith("<") and tags > 2 else 0.3 if tags > 5 else 0.0

    def read(self, file: File) -> Account:
        text, encoding = decode(file.data)
        page = rendered(text)
        proof, found = rows(mend(page.proof), page.levels)
        if not found:
            raise NotReadable("The web page has no text.", "Save the page again, as a whole page.")
        facts, billed = stated(proof, page.fields)
        taken = {place(proof, each.start, each.end)[0] for each in page.fields}
        kept = tuple(row for row in found if not any(row.start <= at < row.end for at in taken))
        title = next(
            (proof.text[slice(*each.values[0])] for each in facts if each.what == "title"), ""
        )
        title = listing.clean_title(title) or listing.film_title(kept)
        source = proof.source(
            file,
            id=source_id(file),
            title=title or file.name,
            kind=self.name,
            by=f"{self.name}/{self.version}",
            encoding=encoding,
        )
        if listing.likeness_of(proof.text, kept) >= article.prose(proof.text):
            return listing.told(source, kept[: listing.MOST], title, facts, billed)
        return _article(source, found, kept, title, facts, billed)


reader = _Webpage()


def _article(
    source: Source,
    found: tuple[Row, ...],
    kept: tuple[Row, ...],
    title: str,
    facts: list[Stated],
    billed: list[Billed],
) -> Account:
    """The account of a page that tells in prose; what its boxes and its JSON-LD state is added."""
    body = source.body
    top = next((i for i, row in enumerate(kept) if row.level > 1), len(kept))
    boxed = [each for each in billing.facts(body, kept[:top]) if each.what != "synopsis"]
    away = {row.start for row in found} - {row.start for row in kept}
    away |= {each.line[0] for each in boxed}
    plain = _without(body, [row for row in found if row.start in away])
    heads = [(row.start, row.end) for row in kept if 0 < row.level < BOLD]
    story = tell(plain, source.id, source.by, heads)
    company = Company(source.id, body, source.by, story.people)
    both = [*facts, *boxed]
    names = [each.values[0] for each in both if each.what == "title"]
    if title and (first := next((row for row in kept if row.text.startswith(title)), None)):
        names.insert(0, (first.start, first.start + len(title)))
    summary = [each.values[0] for each in facts if each.what == "synopsis"]
    credits = [*story.credits, *stating.credits(company, both), *stating.billing(company, billed)]
    return Account(
        source=source,
        title=stating.titles(company, names),
        year=stating.years(company, both, listing.title_year(kept[0] if kept else None)),
        facts=stating.facts(company, both),
        synopsis=story.synopsis or stating.claims(company, summary),
        plot=story.plot,
        people=company.people,
        credits=tuple(stating.merged(credits)),
        parts=story.parts,
        dialogues=story.dialogues,
        quotes=story.quotes,
        opinions=story.opinions,
    )


def _without(body: str, away: list[Row]) -> str:
    """The body with these lines blank, every other character in its place."""
    out: list[str] = []
    at = 0
    for row in away:
        out += [body[at : row.start], "\n" * (row.end - row.start)]
        at = row.end
    return "".join([*out, body[at:]])


def rendered(text: str) -> Rendered:
    """The page's text as lines and paragraphs, every character with its place in the HTML."""
    page = tree(text)
    fields = _fields(text, page)
    levels: dict[int, int] = {}
    pieces = list(_pieces(text, page, levels))
    titled = any(each.what == "title" for each in fields) or 1 in levels.values()
    if not titled and (title := _title(page)):
        fields.append(Field("title", *title))
    extra = [Piece(each.start, each.end, f"\n{label(each.what)}: ") for each in fields]
    firsts = {each.start for each in fields}
    merged = sorted([*pieces, *extra])
    spaced: list[Piece] = []
    for number, piece in enumerate(merged):
        after = number > 0 and merged[number - 1].start in firsts
        before = "\n\n" if after and piece.start not in firsts else piece.before
        spaced.append(piece._replace(before=before if number else before.lstrip()))
    changes = [*only(spaced, len(text))]
    scripts = {each.start: each.end for each in fields if _within(page.scripts, each.start)}
    for piece in spaced:
        if scripts.get(piece.start) == piece.end:
            changes += [
                Change(start, end, now, Mend.MARKUP)
                for start, end, now in jsonld.escapes(text, piece.start, piece.end)
            ]
        else:
            changes += _inner(text, piece.start, piece.end)
    return Rendered(Proof.of(text).change(changes), levels, fields)


def _within(places: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in places)


def _fields(text: str, page: Tree) -> list[Field]:
    """What the page's JSON-LD and, without any, its meta tags say of a film."""
    found: list[Field] = []
    for start, end in page.scripts[:20]:
        found = jsonld.film(text, start, end)
        if found:
            return found
    kind = text[slice(*page.meta["og:type"])] if "og:type" in page.meta else ""
    if kind.startswith("video") and "og:description" in page.meta:
        found = [Field("synopsis", *page.meta["og:description"])]
    return found


def _title(page: Tree) -> tuple[int, int] | None:
    place = page.meta.get("og:title") or page.title
    return place if place and place[0] < place[1] else None


def _inner(text: str, start: int, end: int) -> Iterator[Change]:
    """Entities read and white space made single, inside a piece of text."""
    taken: list[tuple[int, int]] = []
    for first, last, now in entities(text, start, end):
        plain = "" if _ZERO.fullmatch(now) else " " if now.isspace() else now
        taken.append((first, last))
        yield Change(first, last, plain, Mend.MARKUP)
    for space in _SPACE.finditer(text, start, end):
        if space.group() != " ":
            yield Change(space.start(), space.end(), " ", Mend.MARKUP)
    for nothing in _ZERO.finditer(text, start, end):
        yield Change(nothing.start(), nothing.end(), "", Mend.MARKUP)


def _pieces(text: str, page: Tree, levels: dict[int, int]) -> Iterator[Piece]:
    """The pieces of text that are shown, with the breaks between them; fills ``levels``."""
    keep = shown(page)
    found: list[Piece] = []
    blocks: list[list[int]] = [[]]  # the pieces of each line
    soft: list[str] = []  # how each line begins
    gap, inline, bold, bullet = "\n\n", "", 0, False
    bolds: list[bool] = []
    bullets: list[bool] = []
    heads: list[int] = []
    cells, headed = _cells(page), _headed(page)
    for event in page.events:
        if not keep[event.node]:
            continue
        name = page.nodes[event.node].name
        in_cell = event.node in cells
        if event.kind == "paragraph":
            gap, inline = ("\n\n", "") if not in_cell else (gap, _comma(inline))
        elif event.kind in ("line", "break"):
            if in_cell and name != "tr":
                inline = _comma(inline)
            elif gap != "\n\n":
                gap = "\n"
        elif event.kind == "cell":
            inline = ": " if event.node in headed else " | "
        elif name in ("b", "strong"):
            bold += 1 if event.kind == "open" else -1
        elif name == "li":
            bullet = event.kind == "open" and not in_cell
        if event.kind != "text":
            continue
        core = text[event.start : event.end].strip(" \t\r\n\f")
        if not core:
            inline = inline or " "
            continue
        start = event.start + text[event.start : event.end].index(core[0])
        if start > event.start:
            inline = inline or " "
        if gap:
            blocks.append([])
            soft.append(gap)
            bolds.append(bold > 0)
            bullets.append(bullet)
            heads.append(_level(page, event.node))
            found.append(Piece(start, start + len(core), gap))
            bullet = False
        else:
            bolds[-1] = bolds[-1] and bold > 0
            found.append(Piece(start, start + len(core), inline))
        blocks[-1].append(len(found) - 1)
        gap, inline = "", ""
        if start + len(core) < event.end:
            inline = " "
    sizes = [sum(found[i].end - found[i].start for i in block) for block in blocks[1:]]
    for number, block in enumerate(blocks[1:]):
        first = found[block[0]]
        level = heads[number] or (BOLD if bolds[number] else BULLET if bullets[number] else 0)
        if level:
            levels[first.start] = level
        long = sizes[number] > _LONG or (number and sizes[number - 1] > _LONG)
        if soft[number] == "\n" and long:
            found[block[0]] = first._replace(before="\n\n")
    yield from found


def _level(page: Tree, node: int) -> int:
    for _ in range(6):
        if level := _HEADINGS.get(page.nodes[node].name):
            return level
        node = page.nodes[node].parent
        if node < 0:
            break
    return 0


def _cells(page: Tree) -> set[int]:
    """The elements that stand in a cell of a table of facts, where a break is only a comma."""
    found: set[int] = set()
    for i, node in enumerate(page.nodes):
        if (node.name in ("td", "th") and _row_of(page, i)) or node.parent in found:
            found.add(i)
    return found


def _row_of(page: Tree, node: int) -> bool:
    return page.nodes[page.nodes[node].parent].name == "tr"


def _comma(inline: str) -> str:
    """What parts two lines in a cell, unless the cell has only begun."""
    return inline if inline in (": ", " | ") else ", "


def _headed(page: Tree) -> set[int]:
    """The cells right behind their row's heading: "Directed by" | "…"."""
    last: dict[int, str] = {}
    found: set[int] = set()
    for i, node in enumerate(page.nodes):
        if node.name in ("td", "th"):
            if node.name == "td" and last.get(node.parent) == "th":
                found.add(i)
            last[node.parent] = node.name
    return found
