"""The quotes and dialogues a listing gives: who says which words, and who answers."""

import re
from collections import Counter
from typing import Final, NamedTuple

from entracte.read.headings import PHRASES
from entracte.read.makers import nothing
from entracte.read.rows import Row

Place = tuple[int, int]


class Said(NamedTuple):
    """Words with the name beside them; ``line`` covers both."""

    words: Place
    speaker: Place | None
    line: Place


_OPEN: Final = "\"“«„‘'"
_CLOSE: Final = "\"”»“’'"
_NAME: Final = (
    r"(?:(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|#\d|\d)(?:[ \t]+(?:(?:[A-ZÀ-ÖØ-Þ\"“'‘(][\w.'’\"”)-]*)|"
    r"of|the|de|von|van|"
    r"der|du|la|le|&|and|\#?\d{1,2})){0,5})"
)
_ASIDE: Final = r"(?:[ \t]*(?:\([^)\n]{1,80}\)|\[[^\]\n]{1,80}\]))?"
_LABELLED: Final = re.compile(rf"(?P<name>{_NAME}){_ASIDE}[ \t]*:[ \t]*(?={_ASIDE}[ \t]*\S)")
_DASHED_LABEL: Final = re.compile(rf"(?P<name>{_NAME}){_ASIDE}[ \t]*[–—-][ \t]*(?=[\"“«„])")
_ASIDE_FIRST: Final = re.compile(r"(?:\([^)\n]{1,80}\)|\[[^\]\n]{1,80}\])[ \t]*")
_SHOUTED: Final = re.compile(
    r"(?P<name>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+(?:[ \t]+[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+){0,3})"
    rf"{_ASIDE}[ \t]+(?=[A-ZÀ-ÖØ-Þ\"“'‘«…¿¡][^\n]*[a-zà-ÿ])"
)
_DASHED: Final = re.compile(
    rf"(?:[–—―~-]+|by:?|said by|spoken by)[ \t]*(?P<name>{_NAME})(?P<rest>.{{0,90}})", re.S
)
_BRACKETED: Final = re.compile(rf"[(\[](?P<name>{_NAME})[)\]][.]?")
_DASH_IN_LINE: Final = re.compile(
    r"[ \t]*(?:[–—―~]|(?<=\s)-{1,2})[ \t]*(?=[A-ZÀ-ÖØ-Þ][^.!?\n]{1,90}$)"
)
_SAYS: Final = re.compile(
    rf",?[ \t]*(?:says?|said|asks?|asked|tells?|replies|answers)[ \t]+(?P<name>{_NAME})|"
    rf",?[ \t]*(?P<other>{_NAME})[ \t]+(?:says?|said|asks?|asked|replies|answers)\b"
)
_BARE_NAME: Final = re.compile(rf"{_NAME}{_ASIDE}[ \t]*:?")
_NEVER: Final = re.compile(
    r"(?:context|note|source|scene|why|tagline|quote|dialogue|when|where|time|from|to|speaker|"
    r"character|said by|spoken by|background)\b",
    re.IGNORECASE,
)
_SPEAKER_LABEL: Final = re.compile(
    r"(?:speaker|character|said by|spoken by|by|who|sprecher|personnage|personaje)\s*:\s*"
    r"(?P<name>\S.*)",
    re.IGNORECASE,
)
_WORDS_LABEL: Final = re.compile(r"(?:quote|words|line|zitat|citation|cita)\s*:\s*", re.IGNORECASE)


def quotes(body: str, section: tuple[Row, ...]) -> list[list[Said]]:
    """The quotes in blocks: a block holds what stands together, in order.

    Understands "Name: words", "NAME words", words in quotation marks before or behind a name, a
    name on a line of its own, and words without a name.
    """
    rows = [row for row in section if not nothing(row.text) and not _introduces(row)]
    alone = _names_alone(rows)
    blocks: list[list[Said]] = []
    waiting: Row | None = None  # a name on a line of its own that stands before its words
    for i, row in enumerate(rows):
        fresh = row.apart or row.bullet or bool(row.number) or bool(row.level) or not blocks
        if i in alone:
            if alone[i] == "before":
                waiting = row
            elif blocks and blocks[-1][-1].speaker is None:
                last = blocks[-1][-1]
                name = _name_place(body, row.start, row.end)
                blocks[-1][-1] = Said(last.words, name, (last.line[0], row.end))
            continue
        if blocks and (named := _attribution(body, row)):
            last = blocks[-1][-1]
            if last.speaker is None:
                blocks[-1][-1] = Said(last.words, named, (last.line[0], row.end))
                continue
        if several := _several(row):
            blocks += [[Said(_words(body, *each), None, each)] for each in several]
            waiting = None
            continue
        said = _said(body, row)
        if said is None:
            waiting = None
            continue
        if waiting is not None and said.speaker is None:
            name = _name_place(body, waiting.start, waiting.end)
            fresh = waiting.apart or waiting.bullet or bool(waiting.number) or not blocks
            said = Said(said.words, name, (waiting.start, said.line[1]))
        waiting = None
        if fresh:
            blocks.append([said])
        else:
            blocks[-1].append(said)
    return blocks


_ONE: Final = re.compile(r"“[^“”\n]{2,400}”|\"[^\"\n]{2,400}\"(?=\s|$)")


def _several(row: Row) -> list[Place]:
    """The quotations of a line that holds nothing else: "“Who is there?” “The pilot.”"."""
    found = [each.span() for each in _ONE.finditer(row.text)]
    if len(found) < 2 or _ONE.sub("", row.text).strip(" \t/|·–—-"):
        return []
    return [(row.start + start, row.start + end) for start, end in found]


def _introduces(row: Row) -> bool:
    """A line that only announces quotes: "Here are the best lines:"."""
    if _NEVER.match(row.text) and not _SPEAKER_LABEL.match(row.text):
        return not _WORDS_LABEL.match(row.text) and bool(re.match(r"\w+(?: \w+)?\s*:", row.text))
    return row.text.endswith(":") and len(row.text.split()) > 4


def _names_alone(rows: list[Row]) -> dict[int, str]:
    """Lines that hold only a name, and whether it stands before or behind its words."""
    bare = [i for i, row in enumerate(rows) if _only_name(row)]
    if not bare:
        return {}
    others = len(rows) - len(bare)
    if others == 0:
        return {}
    quoted = sum(row.text[0] in _OPEN for row in rows)
    counted = Counter(rows[i].text.strip(" :").casefold() for i in bare)
    enough = len(bare) * 3 >= others or max(counted.values()) > 1 or quoted * 2 >= others
    if not enough:
        return {}
    before = bare[0] == 0 or rows[bare[0]].text.endswith(":")
    if not before and any(rows[i].level for i in bare):
        before = True
    return dict.fromkeys(bare, "before" if before else "behind")


def _only_name(row: Row) -> bool:
    text = row.text.strip()
    if len(text) > 50 or len(text.split()) > 5 or text[0] in _OPEN or _NEVER.match(text):
        return False
    return bool(_BARE_NAME.fullmatch(text)) and not text.endswith(("!", "?", "."))


def _attribution(body: str, row: Row) -> Place | None:
    """The name in "— Vicky, to Lermontov", on a line of its own under the words."""
    labelled = _SPEAKER_LABEL.fullmatch(row.text)
    if labelled:
        return _name_place(body, row.start + labelled.start("name"), row.end)
    dashed = _DASHED.fullmatch(row.text) or _BRACKETED.fullmatch(row.text)
    if dashed is None or len(row.text) > 90:
        return None
    rest = (dashed.groupdict().get("rest") or "").strip()
    if rest and not re.match(r"[,(\[–—-]|(?:to|in|as|about|at)\b", rest):
        return None
    return _name_place(body, row.start + dashed.start("name"), row.start + dashed.end("name"))


def _said(body: str, row: Row) -> Said | None:
    line = (row.start, row.end)
    text = row.text
    if begun := _WORDS_LABEL.match(text):
        return _unlabelled(body, row.start + begun.end(), row.end, line)
    labelled = _LABELLED.match(text) or _DASHED_LABEL.match(text)
    if labelled is None and text[0] not in _OPEN:
        labelled = _SHOUTED.match(text)
    known = labelled is not None and labelled.group("name").casefold() in PHRASES
    if labelled is not None and not known and not _NEVER.match(text):
        name = _name_place(
            body, row.start + labelled.start("name"), row.start + labelled.end("name")
        )
        at = row.start + labelled.end()
        if aside := _ASIDE_FIRST.match(body[at : row.end]):
            at += aside.end()
        words = _words(body, at, row.end)
        return Said(words, name, line) if words[0] < words[1] else None
    return _unlabelled(body, row.start, row.end, line)


def _unlabelled(body: str, start: int, end: int, line: Place) -> Said | None:
    """Words in quotation marks with a name behind them, or words alone."""
    if body[start] in _OPEN:
        close = _closing(body, start, end)
        if close is not None:
            rest = body[close:end]
            tail = rest.strip(" \t")
            at = close + len(rest) - len(rest.lstrip(" \t"))
            words = _words(body, start, close)
            return Said(words, _name_behind(body, tail, at) if tail else None, line)
    if dashed := _DASH_IN_LINE.search(body[start:end]):
        name = start + dashed.end()
        if dashed.start() > 0 and _BARE_NAME.match(body[name:end]):
            place = _name_behind(body, body[name:end], name)
            words = _words(body, start, start + dashed.start())
            if place is not None and len(body[place[0] : place[1]].split()) <= 4:
                return Said(words, place, line)
    words = _words(body, start, end)
    return Said(words, None, line) if words[0] < words[1] else None


def _name_behind(body: str, tail: str, at: int) -> Place | None:
    for sign in (_DASHED, _BRACKETED, _SAYS):
        found = sign.match(tail)
        if found is not None:
            group = "name" if found.group("name") else "other"
            return _name_place(body, at + found.start(group), at + found.end(group))
    named = re.match(rf"[,:]?[ \t]*(?P<name>{_NAME})[ \t]*(?:[,(].{{0,80}})?$", tail)
    if named is not None:
        return _name_place(body, at + named.start("name"), at + named.end("name"))
    return None


def _closing(body: str, start: int, end: int) -> int | None:
    """Where the quotation that opens at ``start`` closes, behind its mark."""
    pair = {'"': '"', "“": "”", "«": "»", "„": "“”", "‘": "’", "'": "'"}[body[start]]
    for at in range(end - 1, start, -1):
        if body[at] in pair:
            after = body[at + 1 : end].lstrip()
            inside = body[at - 1].isalnum() and body[at + 1 : at + 2].isalnum()
            if not inside and (
                not after or after[0] in "–—―~-([,.:" or after[0].isupper() or after[0].islower()
            ):
                return at + 1
    return None


def _words(body: str, start: int, end: int) -> Place:
    """The words without the space and the quotation marks around the whole of them."""
    while start < end and body[start].isspace():
        start += 1
    while start < end and (body[end - 1].isspace()):
        end -= 1
    if end - start > 1 and body[start] in _OPEN and body[end - 1] in _CLOSE:
        inner = body[start + 1 : end - 1]
        if body[start] not in inner or body[start] in "'‘":
            start, end = start + 1, end - 1
    elif end - start > 1 and body[start] in '"“«„':
        start += not any(mark in body[start + 1 : end] for mark in _CLOSE[:4])
    while start < end and (body[start].isspace()):
        start += 1
    while start < end and (body[end - 1].isspace() or body[end - 1] == ","):
        end -= 1
    return start, end


def _name_place(body: str, start: int, end: int) -> Place:
    """The name without brackets, dashes and colons around it."""
    aside = re.search(r"[ \t]*[(\[,]", body[start:end])
    if aside and aside.start() > 0:
        end = start + aside.start()
    while start < end and (body[start].isspace() or body[start] in "–—―~-("):
        start += 1
    while start < end and (body[end - 1].isspace() or body[end - 1] in ":,.)–—-"):
        if body[end - 1] == "." and re.search(r"\b(?:Jr|Sr|Mr|Mrs|Dr)\.$", body[start:end]):
            break
        end -= 1
    return start, end
