"""The page as a booklet to read from beginning to end: chapters of statements with their marks.

Markdown, EPUB and the printed programme are set from this. A statement's marks are a time of the
film or the letter of a text; what is doubted says so in words.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from entracte.compose.wording import words
from entracte.export.held import fact, first, made_by
from entracte.export.plain import plain
from entracte.model import (
    WHOLE,
    Claim,
    Credit,
    Evidence,
    Exchange,
    Heard,
    Id,
    Page,
    Quote,
    Read,
    Seen,
    Standing,
    clock,
)

_DOUBTS = {
    Standing.NOT_FOUND: "not found in the film",
    Standing.CONTRADICTED: "contradicted",
    Standing.DISPUTED: "disputed",
}
_MOST_MARKS = 4
_MAKERS = (
    ("Directed by", ("director",)),
    ("Written by", ("screenwriter", "author of the basis")),
    ("Produced by", ("producer",)),
    ("Photographed by", ("cinematographer",)),
    ("Edited by", ("editor",)),
    ("Music by", ("composer",)),
    ("Conducted by", ("conductor",)),
    ("Choreographed by", ("choreographer",)),
    ("Designed by", ("production designer", "art director")),
    ("Costumes by", ("costume designer",)),
)


class Statement(NamedTuple):
    words: str
    marks: tuple[str, ...] = ()  # "12:30", "a"
    doubt: str = ""  # "not found in the film"


class Chapter(NamedTuple):
    """``rows`` are what and who; ``statements`` are prose; ``verses`` are spoken words."""

    title: str
    level: int = 1  # 2 for a part of the chapter before
    statements: tuple[Statement, ...] = ()
    verses: tuple[tuple[tuple[str, str], ...], ...] = ()  # each a talk: (speaker, words) …
    rows: tuple[tuple[str, str], ...] = ()


class Booklet(NamedTuple):
    title: str
    under: str  # year, country, length, directors
    chapters: tuple[Chapter, ...]


def booklet(page: Page) -> Booklet:
    """The page in order of reading; chapters of which nothing is known are left out."""
    letters = {source.id: letter(i) for i, source in enumerate(page.sources)}
    found = [each for each in _chapters(page, letters) if any(each[2:])]
    return Booklet(first(page.film.title) or page.film.id, _under(page), tuple(found))


def _under(page: Page) -> str:
    media = page.film.media
    pieces = [first(page.film.year), *fact(page, "country")[:2]]
    pieces += [clock(media.duration)] if media is not None else []
    directors = made_by(page, "director")
    pieces += [f"directed by {', '.join(directors)}"] if directors else []
    return " · ".join(piece for piece in pieces if piece)


def _chapters(page: Page, letters: dict[Id, str]) -> Iterator[Chapter]:
    def said(claims: Iterable[Claim[Any]]) -> tuple[Statement, ...]:
        return tuple(statement(each, page, letters) for each in claims)

    yield Chapter("Synopsis", statements=said(page.synopsis))
    yield Chapter("The story", statements=said(page.plot))
    yield Chapter("Who made it", rows=_makers(page))
    yield Chapter("Who is in it", rows=_cast(page))
    for work in page.works:
        title = first(work.title) or work.form.capitalize() or "A work within"
        yield Chapter(
            title, statements=(*said(work.basis), *said(work.story)), rows=_credits(page, work.id)
        )
    for i, scene in enumerate(page.scenes):
        if i == 0:
            yield Chapter("Scenes", rows=((" ", " "),))
        at = clock(scene.spans[0].start) if scene.spans else ""
        title = first(scene.title) or "Scene"
        told = (*said(scene.description), *said(scene.context))
        yield Chapter(f"{title} ({at})" if at else title, 2, told or (Statement(""),))
    yield Chapter("Quotes", verses=tuple(_verses(page)))
    rows = []
    for cue in page.cues:
        times = ", ".join(f"{clock(s.start)} to {clock(s.end)}" for s in cue.spans)
        rows.append((first(cue.title) or "Music", times or "not heard in the film"))
    yield Chapter("Music", rows=tuple(rows))
    yield Chapter("Readings and judgements", statements=said(page.opinions))
    yield Chapter("Set aside", statements=said(page.set_aside))
    sources = tuple((letters[each.id], plain(each.title)) for each in page.sources)
    yield Chapter("Sources", rows=sources)


def statement(claim: Claim[Any], page: Page, letters: dict[Id, str]) -> Statement:
    """The words with the marks of what bears them out, or else of who says so."""
    marks: list[str] = []
    for found in (*claim.evidence, *claim.said_by):
        mark = _mark(found, letters)
        if mark and mark not in marks:
            marks.append(mark)
    doubt = _DOUBTS.get(claim.standing, "")
    text = " ".join(plain(words(claim.says, page)).split())
    return Statement(text, tuple(marks[:_MOST_MARKS]), doubt)


def _mark(found: Evidence, letters: dict[Id, str]) -> str:
    if isinstance(found, Seen | Heard):
        return clock(found.span.start)
    return letters.get(found.passage.source, "") if isinstance(found, Read) else ""


def letter(number: int) -> str:
    """a, b … z, aa, ab …"""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(97 + rest) + name
    return name


def _makers(page: Page) -> tuple[tuple[str, str], ...]:
    rows = ((what, ", ".join(made_by(page, *roles))) for what, roles in _MAKERS)
    return tuple(row for row in rows if row[1])


def _cast(page: Page) -> tuple[tuple[str, str], ...]:
    return tuple(_playing(page, (c for c in _standing(page) if c.part == WHOLE)))


def _playing(page: Page, credits: Iterable[Credit]) -> Iterator[tuple[str, str]]:
    names = {person.id: plain(person.name) for person in page.people}
    for each in credits:
        if each.role == "cast member" and each.person in names:
            yield names.get(each.as_character or "", ""), names[each.person]


def _standing(page: Page) -> Iterator[Credit]:
    held = (Standing.BORNE_OUT, Standing.REPORTED)
    return (claim.says for claim in page.credits if claim.standing in held)


def _credits(page: Page, part: Id) -> tuple[tuple[str, str], ...]:
    names = {person.id: plain(person.name) for person in page.people}
    rows = (
        (names.get(each.as_character or "", each.role), names[each.person])
        for each in _standing(page)
        if each.part == part and each.person in names
    )
    return tuple(dict.fromkeys(rows))


def _verses(page: Page) -> Iterator[tuple[tuple[str, str], ...]]:
    names = {person.id: plain(person.name) for person in page.people}

    def turn(quote: Quote) -> tuple[str, str]:
        return names.get(quote.speaker or "", ""), " ".join(plain(quote.words).split())

    told = set()
    for claim in page.dialogues:
        if isinstance(claim.says, Exchange) and claim.standing not in _DOUBTS:
            told |= {each.words for each in claim.says.turns}
            yield tuple(turn(each) for each in claim.says.turns)
    for quoted in page.quotes:
        if quoted.says.words not in told and quoted.standing not in _DOUBTS:
            yield (turn(quoted.says),)
