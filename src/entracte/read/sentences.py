"""Where sentences begin and end, so that a claim is never half of one."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from entracte.read.joins import words


class Sentence(NamedTuple):
    """Characters ``start`` to ``end``; ``whole`` unless a gap took its beginning or its end."""

    start: int
    end: int
    whole: bool


# Never the end of a sentence: a name or a number follows.
_LEADING: Final = words(
    """mr mrs ms mx dr prof st ste rev hon gen col capt lt sgt maj cmdr adm gov sen rep pres fr hr
    mme mlle mgr msgr messrs mm supt insp det cpl pvt sra srta dra vs v cf viz ca approx nr no
    nos vol vols fig figs ed eds pp p ch op feat ft aka gest geb bzw vgl sog
    z.b d.h u.a e.g i.e i.a z.t s.a o.ä m.e p.ex bl abb ing dipl"""
)
# Perhaps the end, if what follows can only begin a sentence.
_TRAILING: Final = words(
    """jr sr inc ltd co corp bros etc al esq dept est jan feb mar apr jun jul aug sept sep
    oct nov dec a.m p.m u.s u.k u.s.a u.n b.c a.d ph.d m.d usw usf ff ave blvd rd
    mt ph d.c l.a n.y"""
)
_OPENING: Final = words(
    """The A An He She It They We You I His Her Its Their This That These Those There Here In On
    At After Before When While As But And Or So Yet If Then Later Once During With For From By
    Of To Although Though However Meanwhile Eventually Finally Because Since Until What Who Why
    How Where Not No Both Each All Some Many Most Another One Two Three Der Die Das Ein Eine Er
    Sie Es Ihr Sein Im In Am Nach Als Und Le La Les Un Une Il Elle Ils Elles Au Aux Dans En Et
    El Los Las Una Su Lo Gli Nel Nella"""
)
_SAYING: Final = re.compile(
    r"(?:[A-Z][\w’'.-]* ){1,3}(?:said|says|asks|asked|replies|replied|answers|answered|cries|cried|"
    r"shouts|shouted|whispers|whispered|demands|demanded|explains|explained|adds|added)\b"
)
_MONTH: Final = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
_CUT: Final = re.compile(
    r"(?P<gap>\[(?:…|\.\.\.)\])|(?P<blank>\n[ \t\r]*\n\s*)|(?P<line>\r?\n)|"
    r"(?P<wide>[。！？]+[」』）”’]*)|"
    r"(?P<stop>[.!?…‽]{1,12})(?P<close>[\"'”’»)\]]{0,4})"
)
_CLOSED: Final = re.compile(r"[.!?…。！？:][\"'”’»)\]]*$")
_WORD: Final = re.compile(r"[^\s(\[{\"“‘«„¿¡]+$")
WIDEST: Final = 120  # characters; longer lines are paragraphs, not the lines of a wrapped one
_SPACE: Final = " \t\r\n\x0b\x0c\xa0　"


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
    """The sentences between ``start`` and ``end``, in order, without the space around them.

    No sentence crosses a gap, a paragraph break or a heading; a heading comes as a sentence of its
    own. In a text with lines of one width a line break is only a space.
    """
    stop = len(text) if end is None else min(end, len(text))
    wrapped = _Wrapping(text, start, stop)
    found: list[Sentence] = []
    at, after_gap = start, False
    for cut, gap in _cuts(text, start, stop, wrapped):
        _add(found, text, at, cut.start() if gap else cut.end(), after_gap, gap)
        at, after_gap = cut.end(), gap
    _add(found, text, at, stop, after_gap, False)
    return found


def _cuts(
    text: str, start: int, stop: int, wrapped: "_Wrapping"
) -> Iterator[tuple[re.Match[str], bool]]:
    for cut in _CUT.finditer(text, start, stop):
        kind = cut.lastgroup if cut.lastgroup != "close" else "stop"
        if kind == "gap":
            yield cut, True
        elif (
            kind in ("blank", "wide")
            or (kind == "line" and not wrapped.joins(cut.start()))
            or (kind == "stop" and _ends(text, cut, start, stop))
        ):
            yield cut, False


def _add(
    found: list[Sentence], text: str, start: int, end: int, after_gap: bool, before_gap: bool
) -> None:
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    if start == end:
        return
    headless = after_gap and not _begins(text, start, end)
    endless = before_gap and not _CLOSED.search(text, max(start, end - 6), end)
    if not re.search(r"\w", text[start : min(end, start + 80)]):
        if found and not after_gap and text.find("\n", found[-1].end, start) < 0:
            last = found.pop()
            found.append(Sentence(last.start, end, last.whole and not endless))
        return
    found.append(Sentence(start, end, not (headless or endless)))


def _begins(text: str, start: int, end: int) -> bool:
    """Whether a sentence can begin with this, right after a gap."""
    first = re.match(r"[\"'“‘«„(\[]*", text[start:end])
    at = start + (first.end() if first else 0)
    return at < end and not text[at].islower() and text[at] not in ",;:.)]-–—"


def _ends(text: str, cut: re.Match[str], start: int, stop: int) -> bool:
    """Whether a sentence ends with this full stop."""
    after = cut.end()
    if after >= stop:
        return True
    marks, following = cut["stop"], text[after : min(stop, after + 60)]
    gap = len(following) - len(following.lstrip(_SPACE))
    if gap == 0:
        return _glued(text, cut, following, start)
    rest = following[gap:].lstrip("\"'“‘«„([¿¡-–—*_ ")
    if not rest:
        return True
    if rest[0].islower() or rest[0] in ",;:)]":
        return False
    if marks[-1] in "!?" or "?" in marks or "!" in marks:
        return not (cut["close"] and _SAYING.match(rest))
    if marks in ("...", "…", "....", "…."):
        return re.match(r"I\b|\.", rest) is None
    return not _shortened(text, cut.start(), start, rest)


def _shortened(text: str, at: int, start: int, rest: str) -> bool:
    """Whether the full stop at ``at`` belongs to a short form: ``Dr.``, ``J. R.``, ``No.``."""
    found = _WORD.search(text, max(start, at - 24), at)
    if found is None:
        return False
    word = found[0].strip("*_'’")
    starter = re.match(r"[\w’']+", rest)
    opens = starter is not None and starter[0] in _OPENING
    if word == "no" and rest[0].isdigit():
        return True
    if word.lower() in _LEADING and (word[:1].isupper() or word.lower() not in ("no", "ed", "op")):
        return not (word in ("No", "P", "V") and opens)
    if word.lower() in _TRAILING:
        return not opens and word.lower() != "etc"
    if len(word) == 1 and word.islower() and re.match(r"[A-ZÄÖÜ]\.", rest):
        return True  # z. B.
    if len(word) == 1 and word.isalpha() and word.isupper():
        return not opens or (starter is not None and starter[0] in ("A", "I") and rest[1:2] == ".")
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return not opens
    if word.isdigit() and len(word) <= 2:
        line = text.rfind("\n", max(start, at - 24), at) + 1 or start
        return not text[line:at].strip(" \t#*" + word) or _MONTH.match(rest) is not None
    return False


def _glued(text: str, cut: re.Match[str], following: str, start: int) -> bool:
    """``… to dance.Vicky leaves``: the space was lost, the sentence still ends."""
    if not re.match(r"[A-ZÀ-ÖØ-ÞА-Я](?:[a-zà-öø-ÿа-я’']|\s)", following):
        return False
    if cut["stop"][0] != ".":
        return True
    word = _WORD.search(text, max(start, cut.start() - 40), cut.start())
    if word is None or re.search(r"[/@\\_]|www|\.", word[0]):
        return bool(cut["close"])
    plain = re.search(r"[a-zà-öø-ÿа-я]{2}$|\d$", word[0]) is not None
    known = word[0].lower() in _LEADING or word[0].lower() in _TRAILING
    tail = re.match(r"[\w.-]+", following)
    return plain and not known and not (tail is not None and re.search(r"\.\w", tail[0]))


class _Wrapping:
    """Tells which line breaks are only the edge of the paper."""

    def __init__(self, text: str, start: int, stop: int) -> None:
        self._text = text
        self._edges = [start - 1]  # a line lies between two edges
        at = text.find("\n", start, stop)
        while at >= 0:
            self._edges.append(at)
            at = text.find("\n", at + 1, stop)
        self._edges.append(stop)
        self._widths: dict[int, int] = {}  # the widest line of the block, by the number of a line

    def _line(self, number: int) -> str:
        return self._text[self._edges[number] + 1 : self._edges[number + 1]].rstrip()

    def _width(self, number: int) -> int:
        if number not in self._widths:
            last, widest = number, 0
            while last < len(self._edges) - 1 and (line := self._line(last)):
                widest = max(widest, len(line))
                last += 1
            for each in range(number, last):
                self._widths[each] = widest
        return self._widths.get(number, 0)

    def joins(self, at: int) -> bool:
        """Whether the line break at ``at`` stands inside a sentence of a wrapped paragraph."""
        number = bisect_right(self._edges, at - (self._text[at] == "\n")) - 1
        if number + 2 >= len(self._edges):
            return False
        line, following = self._line(number), self._line(number + 1).lstrip()
        if not line or not following or following[0] in "-–—*•#=|>[{":
            return False
        width = self._width(number)
        if width > WIDEST:  # no column, but a break in the middle of a sentence all the same
            return len(line) > 30 and following[0].islower() and _CLOSED.search(line) is None
        if width < 40:
            return False
        full = len(line) + 1 + len(following.split(maxsplit=1)[0]) > width - 4
        return len(line) > 30 and (full or following[0].islower())
