"""What a text says right beside a name: "Boris Lermontov, the ruthless impresario of ..."."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from entracte.read import lexicon
from entracte.read.mentions import Mention

_APPOSITION: Final = re.compile(
    r"(?: ?\([^()\n]{1,60}\))? ?, (?P<what>(?:an?|the|his|her|their|its|one of|\w+['’]s) "
    r"[^,;:.\n()\[\]]{3,140})"
    r"(?=[,;:.)\n]|$)"
)
_IS: Final = re.compile(
    r"(?: ?\([^()\n]{1,60}\))? (?:is|was) (?P<what>(?:an?|the|one of the) [^.;:\n\[\]]{3,160}?)"
    r"(?=[.;:\n]|, (?:who|and|but|when|while|until)\b| who\b| when\b| and (?:he|she)\b|$)"
)
_BEFORE: Final = re.compile(
    r"(?P<what>\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|\w+['’]s) (?:(?!and\b|"
    r"or\b)[a-zà-ÿ][\w'’-]*,? ){0,5}?"
    r"(?!and\b|or\b|of\b|with\b|by\b)[a-zà-ÿ][\w'’-]*),? $",
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FEW: Final = 3


def described(body: str, mentions: Sequence[Mention]) -> list[tuple[int, int, int, int]]:
    """Descriptions beside these mentions of one person: (start, end) of the description, and
    (first, last) of the passage that holds both it and the name."""
    out: list[tuple[int, int, int, int]] = []
    told: set[str] = set()
    for mention in mentions[:40]:
        for start, end in _beside(body, mention):
            words = body[start:end]
            if words.casefold() in told or not _tells_of_person(words):
                continue
            told.add(words.casefold())
            out.append((start, end, min(start, mention.start), max(end, mention.end)))
        if len(out) >= _FEW:
            break
    return out[:_FEW]


def _beside(body: str, mention: Mention) -> Iterator[tuple[int, int]]:
    if mention.possessive:
        return
    for pattern in (_APPOSITION, _IS):
        if found := pattern.match(body, mention.end, mention.end + 260):
            yield found.span("what")
    line = body.rfind("\n", max(0, mention.start - 80), mention.start) + 1
    first = max(line, mention.start - 80, 0)
    if found := _BEFORE.search(body[first : mention.start]):
        start = first + found.start("what")
        yield start, first + found.end("what")


def _tells_of_person(words: str) -> bool:
    found = [word.lower() for word in _WORD.findall(words)]
    head: list[str] = []
    for word in found:
        if head and word in ("of", "who", "from", "with", "in", "at", "to", "for", "that", "and"):
            break
        head.append(word)
    return any(lexicon.somebody(word) for word in (head or found))
