"""What of a page can be found: lines, exchanges, scenes, passages, music, people, works within."""

import re
from collections.abc import Iterator
from typing import Any

from entracte.compose.claims import claims
from entracte.compose.wording import words
from entracte.index.plain import key
from entracte.model import (
    Claim,
    Credit,
    Exchange,
    Heard,
    Id,
    Ms,
    Opinion,
    Page,
    Quote,
    Seen,
    Source,
    Span,
    Value,
)

SORTS = (
    "film",
    "line",
    "quote",
    "exchange",
    "scene",
    "work",
    "music",
    "track",
    "person",
    "statement",
    "passage",
)
"""In this order for ever: the index keeps a sort as its place in this list."""

_PARAGRAPH = re.compile(r"[^\n]+")
_LONGEST_LINE = 300  # characters
_NAME = 3  # words of a speaker's name before what is said
_LONGEST = 1_200  # characters of a passage; a longer one is cut at the end of a word
_OF = {
    "quotes": "quote",
    "dialogues": "exchange",
    "scenes": "scene",
    "works": "work",
    "music": "music",
}
_WHOLE = frozenset({"subtitles", "folder"})  # their words are lines already, or say nothing
_PLAIN = frozenset({"title", "year", "facts"})  # known before the film begins
_OPENLY = frozenset({"work", "music"})  # known as soon as they begin; a scene, when it is over


class Unit(Value, array_like=True):
    """A piece of a page that can be found; written as an array."""

    text: str
    long: Ms = 0  # how long it lasts; -1: it has no start
    sort: int = 1  # place in ``SORTS``
    language: str = ""
    who: str = ""
    person: Id = ""
    claim: Id = ""
    place: str = ""
    part: Id = ""
    start: Ms = 0  # of a line it stands in a column of the index, and not here
    known: Ms | None = None  # from when it gives nothing away; none: only once the film is over


def units(page: Page) -> Iterator[Unit]:
    """All of the page that can be found, the dialogue first and in the order of time."""
    people = {person.id: person.name for person in page.people}
    starts = {line.id: line.span for line in page.lines.items}
    ties = {tied.claim: tied.span.end for tied in page.tied}
    met: dict[Id, Ms] = {}  # when somebody is first heard
    for track in (page.lines, *page.translations):
        for line in track.items:
            speaker = line.speaker if line.speaker in people else None
            start = line.span.start
            if speaker:
                met[speaker] = min(start, met.get(speaker, start))
            yield Unit(
                text=line.text,
                start=start,
                known=start,
                long=line.span.end - start,
                language="" if line.language == "und" else line.language,
                who=people[speaker] if speaker else line.label,
                person=speaker or "",
            )
    for name, section, claim in claims(page):
        head, _, rest = section.partition("/")
        part = page.part(rest.partition("/")[0]) if head in _OF and rest else None
        sort = _OF.get(head, "statement")
        spans = _spans(claim, starts)
        if part is not None and part.spans and (not spans or head != "works"):
            spans = list(part.spans)
        known = max((span.end for span in spans), default=None)
        if sort in _OPENLY and spans:
            known = min(span.start for span in spans)
        elif head in _PLAIN:
            known = 0
        elif name in ties:
            known = max(ties[name], known or 0)
        about = rest if head == "people" else _person(claim.says)
        yield Unit(
            sort=SORTS.index(sort),
            text=words(claim.says, page),
            start=min((span.start for span in spans), default=0),
            long=0 if spans else -1,
            known=known,
            who=people.get(about, "") or _who(claim.says, people),
            person=about if about in people else "",
            claim=name,
            part=part.id if part is not None else "",
        )
    for person in page.people:
        named = dict.fromkeys((person.name, *person.aliases))
        yield Unit(
            sort=SORTS.index("person"),
            text=", ".join(named),
            long=-1,
            known=met.get(person.id) if person.character else 0,
            who=person.name,
            person=person.id,
        )
    for track_of_album in page.recordings:
        by = (track_of_album.title, track_of_album.artist, track_of_album.composer)
        told = ", ".join(dict.fromkeys(each for each in (*by, track_of_album.album) if each))
        yield Unit(sort=SORTS.index("track"), text=told, long=-1, part=track_of_album.id)
    said = {key(line.text) for line in page.lines.items}
    for source in page.sources:
        if source.kind not in _WHOLE:
            yield from (each for each in _passages(source) if not _is_line(each.text, said))


def _spans(claim: Claim[Any], lines: dict[Id, Span]) -> list[Span]:
    """Where in the film to look: the words themselves, or else what bears it out."""
    said = claim.says.turns if isinstance(claim.says, Exchange) else (claim.says,)
    at = [lines[line] for each in said for line in getattr(each, "lines", ()) if line in lines]
    return at or [found.span for found in claim.evidence if isinstance(found, Heard | Seen)]


def _person(says: Any) -> Id:
    """Whom a statement is about, if it is one person."""
    match says:
        case Quote(speaker=speaker):
            return speaker or ""
        case Opinion(holder=holder):
            return holder or ""
        case Credit(person=person):
            return person
        case _:
            return ""


def _who(says: Any, people: dict[str, str]) -> str:
    """Those who speak in an exchange, by name."""
    if not isinstance(says, Exchange):
        return ""
    spoke = (turn.speaker for turn in says.turns if turn.speaker)
    return ", ".join(dict.fromkeys(people[each] for each in spoke if each in people))


def _is_line(text: str, said: set[str]) -> bool:
    """Whether a passage is but a line of the film, perhaps behind its speaker's name."""
    words = key(text[:_LONGEST_LINE])
    if len(text) > _LONGEST_LINE or words in said:
        return words in said
    pieces = words.split(" ")
    return any(" ".join(pieces[i:]) in said for i in range(1, min(_NAME, len(pieces) - 1) + 1))


def _passages(source: Source) -> Iterator[Unit]:
    for paragraph in _PARAGRAPH.finditer(source.body):
        start, stop = paragraph.span()
        while start < stop:
            end = min(start + _LONGEST, stop)
            space = source.body.rfind(" ", start + 1, end) if end < stop else -1
            end = space if space > 0 else end
            text = source.body[start:end].strip()
            if text:
                place = f"{source.id}:{start}-{end}"
                yield Unit(sort=SORTS.index("passage"), text=text, long=-1, place=place)
            start = end
