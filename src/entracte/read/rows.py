"""The lines of a listing, each with what its marks say: a heading, a bullet, a number."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from entracte.model import Mend
from entracte.read.headings import Heading, heading
from entracte.read.proof import Change, Proof
from entracte.read.unnamed import opens

BOLD: Final = 7  # the level of a line wholly in bold, below Markdown's six
BULLET: Final = -1  # stands among the levels for an item of a list


class Row(NamedTuple):
    """A line without its indent, bullet and number; ``start`` and ``end`` are of the body."""

    start: int
    end: int
    text: str
    level: int = 0  # 1 to 6 as in Markdown and HTML, ``BOLD``, or 0 for running text
    bullet: bool = False
    number: int = 0
    apart: bool = False  # a blank line stands before it
    quoted: bool = False  # set off by ">" or ">>"


_HASH: Final = re.compile(r"(#{1,6})[ \t]+")
_CLOSING: Final = re.compile(r"[ \t]+#+[ \t]*$")
_RULE: Final = re.compile(r"[ \t]*([=\-_*~])\1{2,}[ \t]*\r?")
_WHOLE_BOLD: Final = re.compile(
    r"(?:\*\*|__)([^*_\n]+)(?:\*\*|__)[ \t]*(:?)"
    r"[ \t]*(?:[(\[](?:\d{1,2}:)?\d{1,2}:\d\d[)\]][ \t]*)?"  # and when in the film it is
)
_EMPHASIS: Final = re.compile(
    r"(?<![\w*])(\*\*\*|\*\*|\*)(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\1(?![\w*])"
    r"|(?<![\w_])(__|_)(?=[^\s_])([^_\n]{1,400}?)(?<=[^\s_])\3(?![\w_])"
)
_QUOTED: Final = re.compile(r"[ \t]*(?:>[ \t]?)+")
_FRAMED: Final = re.compile(  # "* THE ROPE *", "~ Wages ~"
    r"[ \t]*(?P<sign>[*~=+•])[ \t]+(?P<title>[^*~=+•\n]{1,80}[^*~=+•\s])[ \t]+(?P=sign)[ \t]*\r?"
)
_SET_OFF: Final = re.compile(r">[ \t]?\Z")
_BULLET: Final = re.compile(r"[ \t]*(?:[*+•▪◦‣●○■►▸]|[-–](?=[ \t]+[\"“«A-Z0-9ÄÖÜÉ']))[ \t]+")
_NUMBER: Final = re.compile(r"[ \t]*\[?(?:#|No\. ?|Nr\. ?)?(\d{1,3})(?:[.)\]]|[ \t]+[-–—])[ \t]+")
_FURNITURE: Final = re.compile(
    r"(?:(?:download|get|open|install|try) (?:the |our |this )?(?:free )?app(?: now| today)?"
    r"|download on the app store|get it on google play|available on the app store"
    r"|share(?: (?:this|it|on|with|via)\b.{0,30})?|sign (?:in|up)(?: .{0,30})?|log ?in|register"
    r"|subscribe(?: .{0,40})?|advertisement|advertising|sponsored(?: content)?|ad"
    r"|watch (?:now|online|the trailer|trailer|for free)|play trailer|read (?:more|less|on)"
    r"|show (?:more|less|all)|see (?:more|all)|load more|view (?:all|more)|back to top|copy link"
    r"|follow us(?: .{0,30})?|privacy policy.{0,60}|terms (?:of|and) .{0,50}|cookie settings"
    r"|accept(?: all)?(?: cookies)?|©.{0,90}|copyright ©?.{0,80}|all rights reserved"
    r"|rate this .{0,20}|add to (?:my )?(?:watchlist|favou?rites|list|library)|"
    r"report (?:this|an) .{0,30}"
    r"|skip to .{0,20}|loading|app herunterladen|app laden|jetzt ansehen|teilen|"
    r"mehr anzeigen|weiterlesen"
    r"|anmelden|anzeige|werbung|télécharger l['’]app(?:lication)?|partager|lire la suite|voir plus"
    r"|publicité|descargar(?: la)? app|compartir|leer más|ver más|publicidad|scarica l['’]app"
    r"|condividi)[.…!\s]{0,3}",
    re.IGNORECASE,
)
# A heading that lost its line break: "… serious consequences.Dialogues from Movie Laura"
_RUN_ON: Final = re.compile(
    r"(?:(?<=[.!?…\"”])[ \t]?|(?<=[a-zà-ÿ’')]))(?=(?:Memorable |Famous |Best |Top )?"
    r"(?:Dialogues?|Quotes|Sound ?[Tt]racks?|Scenes) (?:from|of|in) (?:the )?[Mm]ovie )"
    r"|(?<=[.!?…\"”])[ \t]?(?=Context:\s)"
)


def rows(proof: Proof, levels: Mapping[int, int] | None = None) -> tuple[Proof, tuple[Row, ...]]:
    """The proof without Markdown and furniture, and its lines that are not blank.

    ``levels`` gives headings known from elsewhere (HTML): the place of a heading's first character
    in the origin, and its level.
    """
    run_on = [
        Change(found.start(), found.end(), "\n", Mend.DETACHED)
        for found in _RUN_ON.finditer(proof.text)
    ]
    proof = proof.change(run_on) if run_on else proof
    changes: list[Change] = []
    marks: list[tuple[int, bool, int]] = []  # level, bullet, number of each line
    at = 0
    previous = ""
    for line in proof.text.split("\n"):
        marks.append(_marked(line, at, changes))
        if _RULE.fullmatch(line):
            changes.append(Change(at, at + len(line), "", Mend.MARKUP))
            ruled = line.strip()[:1]
            above = len(marks) > 1 and 0 < len(previous.strip()) <= 100
            if ruled in "=-" and above and not previous.rstrip().endswith((".", ",", ";")):
                marks[-2] = (1 if ruled == "=" else 2, *marks[-2][1:])
        previous = line
        at += len(line) + 1
    proof = proof.change(changes) if changes else proof
    return proof, tuple(_rows(proof, marks, levels or {}))


def _marked(line: str, at: int, changes: list[Change]) -> tuple[int, bool, int]:
    """Level, bullet and number of a line; adds the changes that take its marks off."""
    bare = line.strip()
    if not bare:
        return 0, False, 0
    if len(bare) <= 110 and _FURNITURE.fullmatch(bare):
        start = at + line.index(bare[0])
        changes.append(Change(start, start + len(bare), "", Mend.FURNITURE))
        return 0, False, 0
    if _RULE.fullmatch(line):
        return 0, False, 0
    if framed := _FRAMED.fullmatch(line):
        changes.append(Change(at, at + framed.start("title"), "", Mend.MARKUP))
        changes.append(Change(at + framed.end("title"), at + len(line), "", Mend.MARKUP))
        return BOLD, False, 0
    level, bullet, number, i = 0, False, 0, 0
    if found := _QUOTED.match(line, i):
        i = found.end()
    if found := _HASH.match(line, i):
        level, i = len(found.group(1)), found.end()
        if closing := _CLOSING.search(line[-40:]):
            begin = len(line) - len(line[-40:]) + closing.start()
            if begin > i:
                changes.append(Change(at + begin, at + len(line), "", Mend.MARKUP))
                line = line[:begin]
    if found := _BULLET.match(line, i):
        bullet, i = True, found.end()
    if found := _NUMBER.match(line, i):
        number, i = int(found.group(1)), found.end()
    elif found := re.compile(r"\*\*(\d{1,3})(?:[.)]|[ \t]*[·•])[ \t]+").match(
        line, i
    ):  # "**1. The Chase**"
        number = int(found.group(1))
    if i:
        changes.append(Change(at, at + i, "", Mend.MARKUP))
    if not level and _WHOLE_BOLD.fullmatch(line, i):
        level = BOLD
    for found in _EMPHASIS.finditer(line, i):
        start, end = found.span(2) if found.group(1) else found.span(4)
        changes.append(Change(at + found.start(), at + start, "", Mend.MARKUP))
        changes.append(Change(at + end, at + found.end(), "", Mend.MARKUP))
    return level, bullet, number


def _rows(proof: Proof, marks: list[tuple[int, bool, int]], levels: Mapping[int, int]) -> list[Row]:
    found: list[Row] = []
    at, apart = 0, True
    for line, (level, bullet, number) in zip(proof.text.split("\n"), marks, strict=True):
        bare = line.strip()
        if not bare:
            apart = True
        else:
            start = at + line.index(bare[0])
            if levels and not level:
                level = levels.get(proof.starts[start], 0)
                bullet, level = bullet or level == BULLET, max(level, 0)
            if (
                number
                and (inner := re.match(r"\d{1,3}(?:[.)]|[ \t]*[·•])[ \t]+", bare))
                and level == BOLD
            ):
                start += inner.end()
                bare = bare[inner.end() :]
            origin = proof.starts[start]
            quoted = _SET_OFF.search(proof.origin, max(0, origin - 6), origin) is not None
            found.append(Row(start, start + len(bare), bare, level, bullet, number, apart, quoted))
            apart = False
        at += len(line) + 1
    return found


def sections(found: tuple[Row, ...], title: str) -> list[tuple[int, str]]:
    """The places of the rows that open a section, and the kind of each."""
    opened: list[tuple[int, str]] = []
    # A page's title may name its sections: "Laura: cast, quotes and scenes", above "Cast".
    named = bool(title) and found[0].text.casefold().startswith(title.casefold())
    first = int(named and len(found) > 1 and _names_sections(found, title))
    levels = {row.level for row in found[first:] if row.level and heading(row.text, title)}
    top = min(levels, default=0)
    known_at = {i: each for i, row in enumerate(found) if (each := heading(row.text, title))}
    styles = _styles(found, known_at, first)
    for i, row in enumerate(found):
        known = known_at.get(i)
        if known is None and i >= first and i > 0:
            last, kind = opened[-1] if opened else (-1, "")
            if unnamed := opens(found, i, last, kind, styles):
                opened.append((i, unnamed))
            continue
        if i < first or known is None or (row.number and not row.level and not known.sure):
            continue
        if row.bullet and not row.level and not known.sure:
            continue
        if opened and not known.sure and not _stands_as(row, found[opened[-1][0]], top):
            continue
        opened.append((i, known.kind))
    return opened


def _styles(found: tuple[Row, ...], known: Mapping[int, Heading], first: int) -> frozenset[int]:
    """How the known headings are set: their levels, and 0 when plain ones are in capitals."""
    heads = [found[i] for i in known if i >= first and not found[i].bullet]
    plain = [row for row in heads if not row.level]
    levels = {row.level for row in heads if row.level}
    capitals = len(plain) > 1 and all(row.text.isupper() for row in plain)
    return frozenset(levels | ({0} if capitals else set()))


def _names_sections(found: tuple[Row, ...], title: str) -> bool:
    """Whether the top line only names what follows under headings of its own."""
    top = heading(found[0].text, title)
    if heading(found[1].text, title) is not None:
        return True
    below = (heading(row.text, title) for row in found[1:])
    return top is not None and any(each is not None and each.kind == top.kind for each in below)


def _stands_as(row: Row, last: Row, top: int) -> bool:
    """Whether a bare word is set like the headings before it, and so opens a section too.

    In a page with marked headings a line without a mark is none, nor is one marked as lower.
    """
    if top == 0:
        return True
    return bool(row.level) and row.level <= max(last.level, top)
