"""Single characters that came out wrong: ``LÃ©onide``, ``company&#39;s``, ``caf&amp;eacute;``."""

import html
import re
import unicodedata
from collections.abc import Iterator
from html.entities import html5
from typing import Final

import ftfy

from entracte.model import Mend
from entracte.read.proof import Change

# A piece of a line, short enough to compare before and after in no time.
_PIECE: Final = re.compile(r"[^\r\n]{1,1500}(?:(?=\s)|$)|[^\r\n]{1,1500}", re.MULTILINE)
_ANCHORS: Final = (re.compile(r"[A-Za-z0-9\s]+"), re.compile(r"[A-Za-z0-9]+"))
_ENTITY: Final = re.compile(
    r"&(?:amp;){0,20}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|&(?:nbsp|quot|amp|#\d{2,4})(?![\w;=])"
)
_QUOTED: Final = {"`": "`", '"': '"', "“": "”", "'": "'", "‘": "’", "<": ">"}
_LOST_NBSP: Final = re.compile(r"(?<!\w)Å (?=[a-zÃÄÅ][\wÂ-Å])")
_CLOSING: Final = re.compile(r"â€(?=[\s.,;:!)]|$)")
_CODES: Final = "".join(map(chr, range(0x80, 0xA0)))  # control codes that no text has
_WINDOWS: Final = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}  # fmt: skip
_PLAIN: Final = {"\xa0": " ", "\xad": "", "\u200b": "", "\ufeff": ""}


def quotes(text: str) -> Iterator[Change]:
    """Closing quotes of which the last byte was lost: ``â€œthe last reelâ€ was``."""
    if "â€œ" in text:
        for found in _CLOSING.finditer(text):
            line = text.rfind("\n", 0, found.start()) + 1
            if text.find("â€œ", max(line, found.start() - 1500), found.start()) >= 0:
                yield Change(*found.span(), "”", Mend.MOJIBAKE)


def mojibake(text: str) -> Iterator[Change]:
    """Characters that were read in the wrong encoding, by ftfy's heuristics (Speer 2019).

    Quotes stay curly or straight as they are; each damaged place is a change of its own.
    """
    if text.isascii():
        return
    for piece in _PIECE.finditer(text):
        was = piece[0]
        if was.isascii():
            continue
        now = ftfy.fix_encoding(was)
        if now != was and _LOST_NBSP.search(was):  # "Å afÃ¡Å™": the no-break space became a space
            now = ftfy.fix_encoding(_LOST_NBSP.sub("Å\xa0", was))
        if any(code in now for code in _CODES):
            now = now.translate(_WINDOWS)
        if now != was:
            for start, end, made in _differences(was, now):
                at = piece.start()
                yield Change(at + start, at + end, made, Mend.MOJIBAKE)


def _differences(was: str, now: str) -> Iterator[tuple[int, int, str]]:
    """The places where ``now`` differs; what both have between them are whole plain words."""
    for anchor in _ANCHORS:
        ours, theirs = list(anchor.finditer(was)), list(anchor.finditer(now))
        if [each[0] for each in ours] == [each[0] for each in theirs]:
            break
    else:
        ours, theirs = [], []
    at = there = 0
    edges = [(a.span(), b.span()) for a, b in zip(ours, theirs, strict=True)]
    for (begin, end), (first, last) in [*edges, ((len(was), len(was)), (len(now), len(now)))]:
        if was[at:begin] != now[there:first]:
            yield _trimmed(was, at, begin, now[there:first])
        at, there = end, last


def _trimmed(was: str, start: int, end: int, now: str) -> tuple[int, int, str]:
    first = 0
    while start + first < end and first < len(now) and was[start + first] == now[first]:
        first += 1
    last = 0
    while (
        end - last > start + first
        and last < len(now) - first
        and was[end - last - 1] == now[-1 - last]
    ):
        last += 1
    return start + first, end - last, now[first : len(now) - last]


def entities(text: str) -> Iterator[Change]:
    """Characters that are still written as HTML entities, once or several times over."""
    for found in _ENTITY.finditer(text):
        if _mentioned(text, found.start(), found.end()):
            continue
        made = _unescaped(found[0])
        if made != found[0]:
            yield Change(*found.span(), made, Mend.ENTITY)


def _mentioned(text: str, start: int, end: int) -> bool:
    """Whether the text speaks of the entity itself, between quotes or backticks."""
    if start == 0 or end >= len(text):
        return False
    if _QUOTED.get(text[start - 1]) == text[end]:
        return True
    line = text.rfind("\n", max(0, start - 400), start)
    return text.count("`", max(line, start - 400, 0), start) % 2 == 1


def _unescaped(entity: str) -> str:
    bare = re.sub(r"&(?:amp;)+(?=[#\w])", "&", entity)
    if not bare.endswith(";"):
        bare += ";"
    if bare[1] != "#" and bare[1:] not in html5:
        return entity
    made = html.unescape(bare)
    if not made or any(unicodedata.category(each) in ("Cc", "Cs", "Cn", "Co") for each in made):
        return "\n" if made in ("\n", "\r") else entity
    return entity if made == "\ufffd" else "".join(_PLAIN.get(each, each) for each in made)
