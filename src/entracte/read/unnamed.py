"""Headings in a site's own words, told by how they are set and by what stands under them.

"Get carried away" opens a section because it is set like "Synopsis" and "Cast"; it opens the
scenes because titles, prose and "Why it matters" follow.
"""

import re
from collections.abc import Sequence
from typing import Final, Protocol

from entracte.read.headings import label
from entracte.read.makers import BY


class Line(Protocol):
    """What of a row is looked at here."""

    @property
    def text(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def bullet(self) -> bool: ...
    @property
    def number(self) -> int: ...
    @property
    def apart(self) -> bool: ...


_HINTS: Final = (
    ("scenes", re.compile(r"\b(?:scenes?|moments?|sequences?|highlights|minutes|bits)\b", re.I)),
    ("quotes", re.compile(r"\b(?:quot\w+|lines|say|says|said|words|spoken|sayings)\b", re.I)),
    ("soundtrack", re.compile(r"\b(?:songs?|music|musical|tracks?|soundtrack|hear|heard|tunes?|"
                              r"sings?|score)\b", re.IGNORECASE)),
    ("cast", re.compile(r"\b(?:cast|actors|players|starring|who plays)\b", re.IGNORECASE)),
)  # fmt: skip
_STOP: Final = re.compile(r"[.!?…][\"”’'»)\]]*$")
_OPEN: Final = '"“«„'
_SPOKEN: Final = re.compile(r"[A-ZÀ-Þ][\w.'’ -]{0,30}(?:\s\([^)]{1,40}\))?\s*:\s+\S")
_TRACK: Final = re.compile(r"[\"“'‘]?[A-ZÀ-Þ0-9][^.!?]{0,80}?[\"”'’]?\s*(?:[–—-]|,|\(|by)\s")
_BILLED: Final = re.compile(r"\S.{0,40}?(?:\s*\.{3,}\s*|\s*…+\s*|\sas\s)[A-ZÀ-Þ]")


def opens(rows: Sequence[Line], at: int, last: int, kind: str, styles: frozenset[int]) -> str:
    """The kind of section that the row ``at`` opens, or "" when it opens none.

    ``last`` is the row that opened the section so far, of this ``kind``; ``styles`` are the levels
    of the page's known headings, 0 for capitals.
    """
    row = rows[at]
    if not _like_a_heading(row):
        return ""
    head = rows[last] if last >= 0 else None
    below = rows[last + 1 : at]
    if row.level:
        if row.level not in styles or (head is not None and row.level > (head.level or 9)):
            return ""
        deeper = any(each.level > row.level for each in below)
        if kind == "scenes" and not deeper:
            return ""
        return _guess(rows, at) or "other"
    if 0 not in styles or not row.text.isupper() or not row.apart or head is None or not below:
        return ""
    if kind in ("quotes", "dialogues", "characters") and len(row.text.split()) < 2:
        return ""
    titled = any(not each.text.isupper() and _like_a_heading(each) for each in below)
    if kind == "scenes" and not titled:
        return ""
    return _guess(rows, at) or "other"


def _like_a_heading(row: Line) -> bool:
    text = row.text.rstrip(" :")
    if row.bullet or row.number or not text or len(text) > 70 or len(text.split()) > 9:
        return False
    if text[0] in _OPEN or text[-1] in ".,;…" or label(row.text):
        return False
    return any(each.isalpha() for each in text)


def _guess(rows: Sequence[Line], at: int) -> str:
    """What kind of section stands under a heading in words of its own."""
    level, caps = rows[at].level, rows[at].text.isupper()
    under: list[Line] = []
    for row in rows[at + 1 : at + 60]:
        if level and row.level and row.level <= level:
            break
        if not level and caps and row.apart and row.text.isupper() and _like_a_heading(row):
            break
        under.append(row)
    if not under:
        return ""
    labels = sum(1 for row in under if (known := label(row.text)) and known[0] == "context")
    prose = sum(1 for row in under if len(row.text.split()) > 8 and _STOP.search(row.text))
    titles = sum(1 for row in under if row.level or row.number or len(row.text.split()) < 8)
    if labels > 1 and prose:
        return "scenes"
    said = sum(1 for row in under if row.text[0] in _OPEN or _SPOKEN.match(row.text))
    tracks = sum(1 for row in under if _TRACK.match(row.text) and len(row.text) < 160)
    by = sum(1 for row in under if _TRACK.match(row.text) and BY.search(row.text))
    billed = sum(1 for row in under if _BILLED.match(row.text) and len(row.text) < 120)
    hint = next((kind for kind, sign in _HINTS if sign.search(rows[at].text)), "")
    fits = {
        "scenes": bool(prose and titles),
        "quotes": said * 2 >= len(under),
        "soundtrack": tracks * 2 >= len(under) or (titles == len(under) and not said),
        "cast": billed * 2 >= len(under) or titles == len(under),
    }
    if hint and fits[hint]:
        return hint
    if len(under) > 1 and by * 3 >= 2 * len(under):
        return "soundtrack"
    return ""
