"""Places where something in parentheses was lost: ``Lermontov , the`` and ``Vicky Page  is``."""

import re
from collections.abc import Iterator
from typing import Final

from entracte.model import GAP, Mend
from entracte.read.joins import words
from entracte.read.proof import Change

_NAME: Final = r"[A-ZÀ-ÖØ-ÞĀ-Ž](?:[\w’'.-]{0,40}[\w.])?"
# What parentheses follow: a name, a word in quotes or italics, a year.
_COMMA: Final = re.compile(
    rf"(?:\b{_NAME}|[\"”»)]|\b\d{{4}})(?P<hole>[ \xa0]{{1,3}})(?=[,;][\s\"”])"
)
_STOP: Final = re.compile(rf"\b{_NAME}(?P<hole>[ \xa0]{{1,2}})(?=\.(?:\s|$))", re.MULTILINE)
_DOUBLE: Final = re.compile(
    rf"(?:\b(?P<name>{_NAME})|[\"”’'»]|\b\d{{4}})(?P<hole>[ \xa0]{{2}})(?=[a-zà-öø-ÿ]{{2,}}|a )"
)
_GENITIVE: Final = re.compile(rf"\b{_NAME}(?P<hole>[ \xa0]{{1,2}})(?=[’']s\b)")
_EMPTY: Final = re.compile(
    rf"(?:\b{_NAME}|[\"”’'»]|\b\d{{4}})"
    r"(?P<hole>[ \xa0]{0,2}\([ \xa0]{0,2}(?:[,;:–-][ \xa0]{0,2}){0,3}\))"
    r"(?=[\s.,;:]|$)"
)
# "Emil Orr (; born 1880)": what stood first in the parentheses, often how to say the name.
_FIRST: Final = re.compile(rf"\b{_NAME}[ ]\((?P<hole>[ \xa0]{{0,2}}[;,][ \xa0]{{1,2}})(?=[\w“\"])")
_LAST: Final = re.compile(
    rf"\b{_NAME}[ ]\([^()\n]{{1,40}}?(?P<hole>[ \xa0]?[;,][ \xa0]{{1,2}})(?=\))"
)
_AFTER_NAMES: Final = (_COMMA, _STOP, _DOUBLE, _GENITIVE, _EMPTY, _FIRST, _LAST)
_ANYWHERE: Final = re.compile(
    r"(?<=[a-zà-öø-ÿ]{2})(?P<hole>[ ])(?=,[ ][a-zà-öø-ÿ]|\.(?:[ ][A-Z\"“]|$))"
)
_LINE: Final = re.compile(r"[^\r\n]+")
_HOLES: Final = re.compile(
    r"[ \xa0]{2}|[ \xa0][,;.]|[ ][’']s\b|\([ \xa0]{0,2}[,;:)–-]|[;,][ \xa0]{1,2}\)"
)
_WIDE: Final = re.compile(r"(?<=[^\s.?!:…\"”’)\]])[ \xa0]{2,}(?=\S)")
_NOBODY: Final = words(
    """i he she it they we you the a an this that these those there and but or so if when while as
    in on at by for from to of with what who why how where then now no not yes oh well his her its
    my your our their"""
)
_WHY: Final = "what stood in parentheses here is lost"


def holes(text: str) -> Iterator[Change]:
    """The changes that close up after lost parentheses, in prose only.

    Tables, justified lines and texts that set a space before every comma are left alone. Where
    names have lost theirs, other words have, too: "aged nine , is lost".
    """
    spaced = text.count(" ,")
    commas = spaced <= 4 or spaced * 2 <= text.count(",")
    found: list[Change] = []
    lines = [
        (line[0], line.start())
        for line in _LINE.finditer(text)
        if _HOLES.search(line[0]) and _prose(line[0])
    ]
    for line, at in lines:
        found.extend(_in_line(line, at, _AFTER_NAMES, commas))
    if commas and len(found) > 1:
        closed = {change.start for change in found}
        for line, at in lines:
            more = _in_line(line, at, (_ANYWHERE,), commas)
            found.extend(change for change in more if change.start not in closed)
    yield from sorted(found)


_CUT_SHORT: Final = re.compile(
    r"\((?:see(?:[ ]also)?|cf\.?|compare|vgl\.?|siehe|voir)\b[ ]?:?[^()\r\n]{0,60}$", re.MULTILINE
)


def cut_short(text: str) -> Iterator[Change]:
    """References to other pages that open a parenthesis at the end of a line, and lose the rest."""
    for found in _CUT_SHORT.finditer(text):
        line = text.rfind("\n", 0, found.start()) + 1
        if found.start() - line > 60 and text[found.start() - 1] in " \xa0":
            why = "the text breaks off in parentheses"
            yield Change(*found.span(), GAP, Mend.GAP, why)


def _prose(line: str) -> bool:
    if "\t" in line or re.search(r" {3,}\S", line.lstrip()):
        return False
    signs = len(re.findall(r"[{}=|]|\w\(\)", line))
    if signs * 300 > len(line):  # a table or a program, not a leaked template in a long text
        return False
    if len(re.findall(r"[^\W\d_]{2,}", line[:400])) < 5:
        return False
    wide = len(_WIDE.findall(line))
    return wide <= 1 + line.count(" ") // 8


def _in_line(
    line: str, at: int, patterns: tuple[re.Pattern[str], ...], commas: bool
) -> Iterator[Change]:
    found: dict[int, re.Match[str]] = {}
    for pattern in patterns:
        if pattern in (_COMMA, _STOP) and not commas:
            continue
        for hole in pattern.finditer(line):
            if not _meant(line, hole, pattern):
                found.setdefault(hole.start("hole"), hole)
    end = 0
    for start, hole in sorted(found.items()):
        if start < end:
            continue
        end = hole.end("hole")
        now = " " if hole.re is _DOUBLE else ""
        first = start + len(now) if hole.re is _DOUBLE else start
        yield Change(at + first, at + end, "", Mend.PARENTHESIS, _WHY)


def _meant(line: str, hole: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Whether the space may well be meant: after a full stop, an initial, in a list of numbers."""
    if pattern is _DOUBLE:
        name = hole["name"] or ""
        before = line[: hole.start()].rstrip()
        opens = name[:1] == "I" or not before or not before[-1].isalnum()  # else part of a title
        nobody = opens and re.split(r"[’']", name)[0].lower() in _NOBODY
        return nobody or (name.endswith(".") and len(name) > 2)
    if pattern is _STOP:
        return re.match(r"\.(?:[.\w]| \.)", line[hole.end() : hole.end() + 3]) is not None
    if pattern is _GENITIVE:  # a quotation in single quotes: 'Anna 's' is none
        return hole.group()[:-1].endswith(("'", "’"))
    return False
