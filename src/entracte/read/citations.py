"""Wiki marks that leaked into the text: templates, references, footnote numbers, links.

What cannot be read is taken out, and its place is kept: a lost citation, and a gap where the text
on both sides does not belong together.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from entracte.model import GAP, Mend
from entracte.read import templates
from entracte.read.joins import ended, hanging, torn, unfinished
from entracte.read.proof import Change
from entracte.read.runs import run_in
from entracte.read.templates import Mark

_LT: Final = r"(?:<|&(?:amp;){0,4}(?:lt|\#0{0,4}60|\#[xX]0{0,4}3[cC]);)"
_GT: Final = r"(?:>|&(?:amp;){0,4}(?:gt|\#0{0,4}62|\#[xX]0{0,4}3[eE]);)"
_QUOTE: Final = r"(?:[\"“”]|&(?:amp;){0,4}(?:quot|\#0{0,4}34|\#[xX]0{0,4}22);)"
_OPENERS: Final = re.compile(
    rf"(?P<template>\{{\{{)|(?P<link>\[\[)"
    rf"|(?P<comment>{_LT}[ ]?!--)"
    rf"|(?P<sup>{_LT}sup\b[^<>\n]{{0,80}}?{_GT}[ ]?\[[\w ]{{1,20}}\][ ]?{_LT}/sup{_GT})"
    rf"|(?P<tag>{_LT}/?(?:i|b|em|strong|u|small|big|span|sup|sub)"
    rf"(?:[ ](?:class|style|id|lang|title)=[^<>\n]{{1,80}}?)?{_GT})"
    r"|(?P<rest>(?:\|[ ]?[\w-]{2,20}[ ]?=[^|{}\n]{0,120}){1,8}\}\})"
    r"|(?P<web>\[https?://[^\s\[\]]{1,300}(?:[ ](?P<words>[^\[\]\n]{1,120}))?\])"
    rf"|(?P<br>{_LT}[ ]?/?[ ]?br(?:[ ]clear=[^<>\n]{{0,12}})?[ ]?/?[ ]?(?:{_GT}))"
    rf"|(?P<close>{_LT}[ ]?/[ ]?ref[ ]?(?:{_GT}|(?=[\s.,;]|$)))"
    rf"|(?P<ref>{_LT}[ ]?ref(?=[\s/>&\"“]|name|$))|(?P<end>{_LT}re?\Z)"
    r"|(?P<half>\{(?:cite|citation)\b[^{}\n]{0,300}\}\}(?!\}))"
    r"|(?P<note>\[(?:\d{1,3}|[ ]\d{1,3}[ ]|[a-z]|(?:note|nb|n|lower-alpha)[ \xa0]\d{1,3}|"
    r"who\?|when\?|where\?|which\?|by[ \xa0]whom\?|"
    r"dubious(?:[ \xa0](?:[–—-]|â€[“”–—])[ \xa0]discuss)?|clarif(?:y|ication)|vague|"
    r"according[ \xa0]to[ \xa0]whom\?|why\?|how\?|original[ \xa0]research\??|"
    r"[^\[\]\n]{2,40}[ \xa0]needed"
    r"(?:[ \xa0][^\[\]\n]{1,30})?)\](?::\d{1,4}(?:[–-]\d{1,4})?(?!\d))?)"
    r"|(?P<coded>(?<=[\w.,;:!?\"”’)])&(?:amp;){0,4}\#0?91;\d{1,3}&(?:amp;){0,4}\#0?93;)"
    r"|(?P<cut>(?<=[\w.,;:!?\"”’»)\]])\[(?:\d{1,3}|(?:note|nb)[ \xa0]\d{1,3}|"
    r"(?:citation|page|clarification)(?:[ \xa0]need(?:ed?)?)?)(?=[ \t]+[A-ZÀ-Þa-zà-ÿ]|[ \t]*$)"
    r"|(?<=[a-zà-ÿ.,;:!?\"”’»)])(?:\d{1,3}|[ ]?citation[ \xa0]needed)\](?=[ \t]+[^\W\d_]|[ \t]*$))"
    r"|(?P<edit>\[[ ]?(?:edit|edit source|Bearbeiten|Quelltext bearbeiten|modifier|"
    r"modifier le code|editar|modifica)[ ]?(?:\|[^\[\]\n]{0,40})?\])",
    re.IGNORECASE | re.MULTILINE,
)
_ATTRIBUTES: Final = re.compile(
    rf"(?:\s{{0,3}}(?:name|group|follow|nom|groupe)\s{{0,3}}=?\s{{0,3}}"
    rf"(?:{_QUOTE}[^\"“”<>&\n]{{0,120}}{_QUOTE}|'[^'<>\n]{{0,120}}'|[^\s<>\"“”/&|]{{1,60}}))*"
    rf"(?:[ ]{{0,3}}(?:name|group)[ ]?=?(?=[ \t]*$))?\s{{0,3}}/?\s{{0,3}}",
    re.IGNORECASE | re.MULTILINE,
)
_GREATER: Final = re.compile(_GT)
_REMAINS: Final = re.compile(r"[ \t]*(?:[a-z][\w'’-]{0,30}[ \t]+){1,6}(?=[A-Z\"“‘'])")
# The end of what looks like a citation, where its closing tag is lost.
_CITED: Final = re.compile(
    r"[^\n<{]{0,250}?(?:\b(?:pp?\.|S\.|ISBN|Retrieved|retrieved|Archived|https?:)[^\n<{ ]{0,200}"
    r"[^\n.<{]{0,60}|[(,][ ]?(?:19|20)\d\d\)?)\."
)
_STUCK: Final = re.compile(r"[a-zà-ÿ]{2}[.!?][\"”’]?(?P<cited>[A-ZÀ-Þ][^\n<{}]{3,140})\Z")
_TO_THE_PAGE: Final = re.compile(
    r"[^\n<{]{0,200}?\bpp?\.[ ]?\d{1,4}(?:[–-]\d{1,4})?(?=[ ][A-ZÀ-Þ][\w’']*[ ][a-zà-ÿ])"
)
# A short line of a citation's words: no sentence, and nothing but the end of the line behind it.
_SCRAP: Final = re.compile(r"[^\n<{.!?]{1,90}[ \t]*$", re.MULTILINE)
_BROKEN_OFF: Final = re.compile(rf"\s*(?:(?:name|group)\s*=?\s*)?{_QUOTE}?[^\s<>]{{0,60}}\s*\Z")
_NUMBER_CUT: Final = "the number of a note was cut off here"
_TAG_CUT: Final = "a reference was cut off here"
_ROOM: Final = 4000  # characters; no reference is longer


def marks(text: str) -> Iterator[Change]:
    """The changes that take wiki marks out of a text."""
    found = list(_found(text))
    first = 0
    while first < len(found):
        last = first
        while last + 1 < len(found) and not text[found[last].end : found[last + 1].start].strip(
            " \t"
        ):
            last += 1
        yield from _taken_out(text, found[first : last + 1])
        first = last + 1


def _found(text: str) -> Iterator[Mark]:
    """All marks, in order, none inside another."""
    inside = _Pairs(text)
    at = 0
    for opener in _OPENERS.finditer(text):
        if opener.start() < at:
            continue
        mark = inside.mark(opener)
        if mark is not None and mark.start >= at:
            yield mark
            at = mark.end


class _Pairs:
    """Which closing brackets belong to which opening ones: found once, for the whole text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._close = _paired(text, "{{", "}}") | _paired(text, "[[", "]]")
        self._listed = re.search(r"^\[1\] ?\S", text, re.MULTILINE) is not None
        self._tags = [
            (each.start(), each.end(), each.lastgroup == "close")
            for each in _OPENERS.finditer(text)
            if each.lastgroup in ("ref", "close")
        ]

    def mark(self, opener: re.Match[str]) -> Mark | None:
        text, start = self._text, opener.start()
        if text[start - 1 : start] == "`":
            return None
        kind = opener.lastgroup
        if kind == "template":
            return self._template(start)
        if kind == "link":
            close = self._close.get(start)
            return templates.link(text, start, close) if close else templates.picture(text, start)
        if kind == "comment":
            close = text.find("--", opener.end(), opener.end() + _ROOM)
            end = _GREATER.match(text, close + 2) if close >= 0 else None
            return Mark(start, end.end() if end else opener.end(), "", Mend.MARKUP)
        if kind == "ref":
            return self._reference(opener)
        if kind == "note":
            return None if self._listed or not _footnote(text, opener) else Mark(*opener.span())
        if kind == "tag":
            return Mark(*opener.span(), "", Mend.MARKUP)
        if kind in ("web", "words"):
            return Mark(*opener.span(), opener["words"] or "", Mend.MARKUP)
        if kind == "close":  # the words of the reference are left, stuck to the sentence before
            stuck = _STUCK.search(text, max(0, start - 160), start)
            return Mark(stuck.start("cited") if stuck else start, opener.end())
        if kind == "br":
            after = text[opener.end() : opener.end() + 40].lstrip(" \t\xa0")
            alone = not text[max(0, start - 40) : start].rpartition("\n")[2].strip()
            now = "" if alone or after[:1] in "\r\n" else " " if after[:1].islower() else "\n"
            return Mark(start, opener.end(), now, Mend.MARKUP)
        if kind == "cut":
            line = text[max(0, start - 40) : start].rpartition("\n")[2]
            line += text[start : opener.end() + 40].partition("\n")[0]
            whole = line.count("[") == line.count("]") or re.search(r"[=+{};]", line)
            return None if whole else Mark(*opener.span(), why=_NUMBER_CUT, cut=True)
        if kind == "edit":
            return Mark(*opener.span(), "", Mend.FURNITURE)
        return Mark(*opener.span())

    def _template(self, start: int) -> Mark | None:
        close = self._close.get(start)
        if close is None:
            return templates.unclosed(self._text, start)
        shown = templates.shown(self._text[start + 2 : close - 2])
        return None if shown is None else Mark(start, close, *shown)

    def _reference(self, opener: re.Match[str]) -> Mark:
        text, start = self._text, opener.start()
        attributes = _ATTRIBUTES.match(text, opener.end())
        after = attributes.end() if attributes else opener.end()
        tag = _GREATER.match(text, after)
        end = tag.end() if tag else start + len(text[start:after].rstrip())
        if tag and "/" in text[max(opener.end(), after - 4) : after]:
            return Mark(start, end)
        number = bisect_right(self._tags, (start, len(text), True))
        if number < len(self._tags):
            begin, stop, closing = self._tags[number]
            if (
                closing
                and begin - end < (_ROOM if tag else 600)
                and ("\n\n" not in text[end:begin])
            ):
                return Mark(start, stop)
        if text.startswith("{{", end) and end in self._close:
            return Mark(start, self._close[end])
        rest = None if tag else _BROKEN_OFF.match(text, opener.end())
        if rest is not None:  # the file ends inside the tag
            return Mark(start, rest.end(), why=_TAG_CUT, cut=True)
        why = f"{_TAG_CUT}, and with it the heading of what follows"
        if tag:
            return self._unclosed(start, end)
        whole = ended(text[max(0, start - 80) : start])
        remains = _REMAINS.match(text, end) if whole else None
        if remains is None:
            return Mark(start, end, why=_TAG_CUT, cut=True)
        return Mark(start, remains.end(), why=why, run_in=True)

    def _unclosed(self, start: int, end: int) -> Mark:
        """A reference that was opened and never closed: the tag and what is surely its text."""
        text = self._text
        cited = _CITED.match(text, end)
        heading = run_in(text, end, 200)
        if heading and not (cited and cited.end() <= heading):
            return Mark(start, heading, "\n\n", why=_TAG_CUT, cut=True)
        if cited:
            page = _TO_THE_PAGE.match(text, end)
            return Mark(start, (page or cited).end(), why=_TAG_CUT, cut=True)
        scrap = _SCRAP.match(text, end)
        return Mark(start, scrap.end() if scrap else end, why=_TAG_CUT, cut=True)


def _paired(text: str, opening: str, closing: str) -> dict[int, int]:
    close: dict[int, int] = {}
    waiting: list[int] = []
    for found in re.finditer(f"{re.escape(opening)}|{re.escape(closing)}", text):
        if found[0] == opening:
            waiting.append(found.start())
        elif waiting:
            start = waiting.pop()
            if found.end() - start < 5 * _ROOM:
                close[start] = found.end()
    return close


def _footnote(text: str, found: re.Match[str]) -> bool:
    """Whether ``[1]`` is the number of a note, and not of a list or in a line of code."""
    before = text[max(0, found.start() - 60) : found.start()].rpartition("\n")[2]
    after = text[found.end() : found.end() + 60].partition("\n")[0]
    if not before.strip() or found[0].lower() in ("[sic]", "[a]", "[i]", "[x]"):
        return False
    if (
        re.search(r"\s[=+]=?\s|;\s*$|\w\(|\$\w|\[0\]|(?<!\{)\{(?!\{)", before + after)
        or found[0] == "[0]"
    ):
        return False
    if found[0].endswith("]]"):
        return False
    if len(found[0]) > 5 or found[0][1].isalpha():
        return before[-1] not in " (" or len(found[0]) > 5
    glued = before[-1] in ".,;:!?\"”’')]»" or before[-1].isalnum()
    return (glued and not after[:1].isalnum()) or re.match(r"[.,;](?:\s|$)", after) is not None


def _taken_out(text: str, marks: list[Mark]) -> Iterator[Change]:
    """The changes for marks that stand together, with a gap where the halves do not join."""
    start, end = marks[0].start, marks[-1].end
    if any(mark.now.strip() for mark in marks):
        for mark in marks:
            yield Change(mark.start, mark.end, mark.now, mark.kind, mark.why)
        return
    cut = any(mark.cut for mark in marks)
    telling = cut or any(text[mark.start] in "{<&" for mark in marks)  # a number hides no text
    before = _sentence_before(text, start)
    after = text[end : end + 300]
    run_in = any(mark.run_in for mark in marks)
    hidden = all(mark.kind in (Mend.MARKUP, Mend.FURNITURE) for mark in marks)
    opens = any(mark.now for mark in marks)  # a new section begins behind the mark
    why = ""
    if run_in:
        why = marks[0].why
    elif not hidden:
        last = opens or not after.partition("\n")[0].strip()
        capital = re.match(r"[ \t\xa0]*[A-ZÀ-Þ]", after) is not None
        joined = torn if telling or (capital and len(before.split()) > 1) else hanging
        why = "" if last else joined(before, after)
        if last and not ended(before):
            prose = cut and len(before.split()) > 3 and _line_of_prose(text, start)
            why = "the sentence breaks off" if prose or unfinished(before) else ""
    stands_open = before[-1:] in (" ", "\t")  # a space is there already
    if why:
        space = "" if stands_open or not before else " "
        following = "\n\n" if run_in else "" if after[:1] in ("", " ", "\n", "\r") else " "
        yield Change(start, start, space + GAP + following, Mend.GAP, why)
    elif stands_open and after[:1] in " \t.,;:)\n\r":
        marks = [marks[0]._replace(start=start - 1), *marks[1:]]
    elif (
        not (stands_open or opens)
        and before.strip()
        and after[:1].isalnum()
        and (ended(before) or after[0].isupper())
    ):
        marks = [*marks[:-1], marks[-1]._replace(now=" ")]
    if hidden and marks[-1].kind is Mend.FURNITURE and text[marks[-1].start] == "[":
        line = before.strip()
        if after[:1].strip() and line and len(line.split()) < 6 and not ended(before):
            marks = [*marks[:-1], marks[-1]._replace(now="\n")]  # "Plot[edit]Anna waits"
    for mark in marks:
        yield Change(mark.start, mark.end, mark.now, mark.kind, mark.why)


def _line_of_prose(text: str, at: int) -> bool:
    """Whether the line up to ``at`` is running text, and no item of a list or a label."""
    line = text[max(0, at - 2000) : at].rpartition("\n")[2]
    return len(line.split()) > 5 and not re.match(r"\s*(?:[*#•|=:;-]|\d{1,3}[.)])", line)


_STOPS: Final = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[\d)\]”\"’»]))[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(]?[A-ZÀ-ÞĀ-Ž])"
)
_NOISE: Final = re.compile(r"\{\{[^{}]*\}\}|<ref[^<>]*/>|<ref[^<>]*>[^<>]*</ref>")


def _sentence_before(text: str, at: int) -> str:
    """What stands before ``at`` in its sentence, without the marks in it."""
    window = _NOISE.sub("", text[max(0, at - 400) : at]).rpartition("\n")[2]
    start = 0
    for stop in _STOPS.finditer(window):
        if stop.end() < len(window.rstrip()):
            start = stop.end()
    return window[start:]
