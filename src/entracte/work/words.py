"""What can be found on a page by its words, and where each of them stands."""

import re
from collections.abc import Iterator
from typing import Any

from entracte.compose.claims import claims
from entracte.compose.wording import words
from entracte.model import (
    Claim,
    Exchange,
    Heard,
    Ms,
    Opinion,
    Page,
    Quote,
    Seen,
    Source,
)
from entracte.store.found import Findable

_PARAGRAPH = re.compile(r"[^\n]+")
_LONGEST = 1_200  # characters of a passage; a longer one is cut at the end of a word
_SORTS = {
    "quotes": "quote",
    "dialogues": "quote",
    "scenes": "scene",
    "works": "work",
    "music": "music",
}
_WHOLE = frozenset({"subtitles", "folder"})  # their words are lines already, or say nothing


def findable(page: Page) -> Iterator[Findable]:
    """Lines, quotes, scenes, music and statements of the page, then the passages of its texts."""
    people = {person.id: person.name for person in page.people}
    starts = {line.id: line.span.start for line in page.lines.items}
    for track in (page.lines, *page.translations):
        for line in track.items:
            who = people.get(line.speaker or "", line.label)
            yield Findable(sort="line", text=line.text, start=line.span.start, who=who)
    for name, section, claim in claims(page):
        head, _, rest = section.partition("/")
        start = _when(claim, starts)
        part = page.part(rest.partition("/")[0]) if rest else None
        if start is None and part is not None and part.spans:
            start = part.spans[0].start
        yield Findable(
            sort=_SORTS.get(head, "statement"),
            text=words(claim.says, page),
            start=start,
            who=_who(claim.says, people),
            claim=name,
        )
    for source in page.sources:
        if source.kind not in _WHOLE:
            yield from _passages(source)


def _when(claim: Claim[Any], starts: dict[str, Ms]) -> Ms | None:
    """Where in the film to look: the words themselves, or else the first evidence in time."""
    said = claim.says.turns if isinstance(claim.says, Exchange) else (claim.says,)
    at = [starts[line] for each in said for line in getattr(each, "lines", ()) if line in starts]
    found = (*claim.evidence, *claim.said_by)
    seen = [each.span.start for each in found if isinstance(each, Heard | Seen)]
    return min(at or seen, default=None)


def _who(says: Any, people: dict[str, str]) -> str:
    match says:
        case Quote(speaker=speaker):
            return people.get(speaker or "", "")
        case Exchange(turns=turns):
            return ", ".join(
                dict.fromkeys(people[t.speaker] for t in turns if t.speaker and t.speaker in people)
            )
        case Opinion(holder=holder):
            return people.get(holder or "", "")
        case _:
            return ""


def _passages(source: Source) -> Iterator[Findable]:
    for paragraph in _PARAGRAPH.finditer(source.body):
        start, stop = paragraph.span()
        while start < stop:
            end = min(start + _LONGEST, stop)
            space = source.body.rfind(" ", start + 1, end) if end < stop else -1
            end = space if space > 0 else end
            text = source.body[start:end].strip()
            if text:
                yield Findable(sort="passage", text=text, place=f"{source.id}:{start}-{end}")
            start = end
