"""The combined continuity and spotting list: every shot, every word, every title, to the frame.

Archives, translators and broadcasters ask for it. There is no single layout; profiles choose the
columns: ``combined`` (all), ``dialogue`` (who says what), ``spotting`` (subtitles with lengths),
``as-broadcast`` (everything heard, in one run). Speakers that are not known are a question mark.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from entracte.export.certificate import certificate, told
from entracte.export.counting import Counter
from entracte.export.held import fact, first, made_by
from entracte.export.moments import length_of, title_of
from entracte.export.paper import Column, Paper, Table
from entracte.export.plain import line, plain
from entracte.export.printing import FORMS, printed
from entracte.model import Id, Line, Ms, Page, Scene, Shot, Work, clock
from entracte.plugins import Fetch, Wish

_NUMBER = Column("No.", 5, right=True)
_IN, _OUT = Column("In", 13, fixed=True), Column("Out", 13, fixed=True)
_LENGTH = Column("Length", 13, fixed=True)
_WHO, _TO = Column("Speaker", 14, strong=True), Column("To", 10)
_ENTRY = {"cut": "", "dissolve": "Dissolve to", "fade": "Fade in", "wipe": "Wipe to"}
_KINDS = {
    "combined": "Combined continuity and spotting list",
    "dialogue": "Dialogue list",
    "spotting": "Spotting list",
    "as-broadcast": "As-broadcast script",
}


class Event(NamedTuple):
    """Something that begins at a moment: a scene, music, a line."""

    at: Ms
    end: Ms
    sort: str  # scene | music | title | line | sound
    who: str
    to: str
    words: str


class Ccsl:
    """``entracte export FILM ccsl``."""

    name = "ccsl"
    forms = FORMS
    profiles = tuple(_KINDS)
    says = "continuity and spotting list: shots, dialogue, music, titles, with a certificate"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (no pictures)
        """CSV, XLSX, DOCX or PDF."""
        return printed(paper(page, wish), wish.form)


def paper(page: Page, wish: Wish) -> Paper:
    """The list as it is printed."""
    counter = Counter(page.film.media, wish)
    tables = {
        "combined": _combined,
        "dialogue": _dialogue,
        "spotting": _spotting,
        "as-broadcast": _broadcast,
    }
    main = tables[wish.profile or "combined"](page, counter)
    return Paper(
        kind=_KINDS[wish.profile or "combined"],
        title=first(page.film.title) or page.film.id,
        block=title_block(page, counter),
        tables=(main, _cast(page), _certificate(page)),
    )


def title_block(page: Page, counter: Counter) -> tuple[tuple[str, str], ...]:
    """What every paper of the trade begins with; what is not known stays open."""
    return (
        ("Year", first(page.film.year)),
        ("Directed by", ", ".join(made_by(page, "director"))),
        ("Company", ", ".join(fact(page, "studio"))),
        ("Country", ", ".join(fact(page, "country"))),
        ("Running time", clock(length_of(page))),
        ("Counted in", counter.says),
        ("Film file", line(page.film.media.file) if page.film.media else ""),
        ("Prepared by", ""),
        ("Date", ""),
    )


def events(page: Page) -> tuple[Event, ...]:
    """Scenes, music, titles and lines in the order in which they begin."""
    cards = (
        Event(each.span.start, each.span.end, "title", "", "", f"Title: {line(each.text)}")
        for each in page.titles.items
    )
    return tuple(sorted(chain(_lines(page), _parts(page), cards)))


def _lines(page: Page) -> Iterator[Event]:
    names = {person.id: line(person.name) for person in page.people}
    called = _vocatives(page)
    for each in page.lines.items:
        sound = each.sort in ("sound", "caption")
        who = names.get(each.speaker or "", "") or line(each.label)
        words = plain(each.text).strip()
        if each.sort == "song":
            words = f"(sings) {words}"
        to = "" if sound else _addressed(each, called)
        sort = "sound" if sound else "line"
        speaker = who if sound else who or "?"
        yield Event(each.span.start, each.span.end, sort, speaker, to, words)


def _parts(page: Page) -> Iterator[Event]:
    for part in page.parts:
        if isinstance(part, Scene | Work):
            title = title_of(part)
            for span in part.spans:
                yield Event(span.start, span.end, "scene", "", "", title or "Scene")
        else:
            title = first(part.title) or "not identified"
            use = f" ({part.use})" if part.use else ""
            for span in part.spans:
                yield Event(span.start, span.end, "music", "", "", f"Music: {title}{use}")


def _vocatives(page: Page) -> dict[str, Id]:
    """Names by which characters are called, each of one character only, in lower case."""
    named: dict[str, set[Id]] = {}
    for person in page.people:
        if person.character:
            for name in (person.name, *person.aliases, person.name.split(" ")[0]):
                named.setdefault(line(name).lower(), set()).add(person.id)
    return {name: min(ids) for name, ids in named.items() if len(ids) == 1 and len(name) > 1}


_CALL = re.compile(r"^([^,.!?;:]{2,40})(?=,)|,\s*([^,.!?;:]{2,40})[.!?…]*$")


def _addressed(each: Line, called: dict[str, Id]) -> str:
    """Whom a line calls by name, as its words show: “Vicky, wait.”, “Good night, Mr. Craster.”"""
    for found in _CALL.finditer(line(each.text)):
        name = (found.group(1) or found.group(2)).strip()
        person = called.get(name.lower())
        if person is not None and person != each.speaker:
            return name
    return ""


def _combined(page: Page, counter: Counter) -> Table:
    columns = (
        Column("Shot", 5, right=True, strong=True),
        _IN,
        _LENGTH,
        Column("Continuity", 26),
        _WHO,
        _TO,
        Column("Dialogue", 44),
        Column("Title", 5, right=True),
        Column("Title in", 13, fixed=True),
        Column("Title out", 13, fixed=True),
        Column("Title length", 13, fixed=True),
    )
    shots = page.shots.items or _whole(page)
    found, i, title = events(page), 0, 0
    rows: list[tuple[str, ...]] = []
    for number, shot in enumerate(shots, 1):
        inside = []
        while i < len(found) and (found[i].at < shot.span.end or number == len(shots)):
            inside.append(found[i])
            i += 1
        seen = [_ENTRY.get(shot.entry, "")] if number > 1 or shot.entry == "fade" else []
        seen += [each.words for each in inside if each.sort in ("scene", "music", "title")]
        left = (
            str(number),
            counter.at(shot.span.start),
            counter.length(shot.span.start, shot.span.end),
            "\n".join(words for words in seen if words),
        )
        spoken = [each for each in inside if each.sort in ("line", "sound")]
        for j, each in enumerate(spoken):
            title += 1
            right = (
                each.who,
                each.to,
                each.words,
                str(title),
                counter.at(each.at),
                counter.at(each.end),
                counter.length(each.at, each.end),
            )
            rows.append((*(left if j == 0 else ("",) * 4), *right))
        if not spoken:
            rows.append((*left, *("",) * 7))
    return Table("Continuity and titles", columns, tuple(rows))


def _whole(page: Page) -> tuple[Shot, ...]:
    """The film as one piece, where it has not been watched."""
    from entracte.model import Span

    whole = max([length_of(page), *(each.span.end for each in page.lines.items)], default=0)
    return (Shot(id="film", span=Span(start=0, end=whole)),) if whole else ()


def _dialogue(page: Page, counter: Counter) -> Table:
    columns = (_NUMBER, _IN, _OUT, _WHO, _TO, Column("Dialogue", 60))
    rows = tuple(
        (str(i), counter.at(each.at), counter.at(each.end), each.who, each.to, each.words)
        for i, each in enumerate(_lines(page), 1)
    )
    return Table("Dialogue", columns, rows)


def _spotting(page: Page, counter: Counter) -> Table:
    speed = Column("Characters a second", 10, right=True)
    columns = (_NUMBER, _IN, _OUT, _LENGTH, speed, Column("Title", 60))
    rows = []
    for i, each in enumerate(_lines(page), 1):
        long = each.end - each.at
        rate = f"{len(line(each.words)) * 1000 / long:.1f}" if long > 0 else ""
        times = (counter.at(each.at), counter.at(each.end), counter.length(each.at, each.end))
        rows.append((str(i), *times, rate, each.words))
    return Table("Titles", columns, tuple(rows))


def _broadcast(page: Page, counter: Counter) -> Table:
    columns = (Column("Time", 13, fixed=True), _WHO, Column("Picture, sound and words", 80))
    shown = {"scene": "PICTURE", "music": "MUSIC", "sound": "SOUND", "title": "TITLE"}
    rows = tuple(
        (counter.at(each.at), shown.get(each.sort, each.who), _told_of_it(each))
        for each in events(page)
    )
    return Table("As broadcast", columns, rows)


def _told_of_it(each: Event) -> str:
    """The words without what the column beside them says already."""
    before = {"music": "Music: ", "title": "Title: "}.get(each.sort, "")
    return each.words.removeprefix(before)


def _cast(page: Page) -> Table:
    columns = (
        Column("Character", 30, strong=True),
        Column("Also called", 40),
        Column("Lines", 7, right=True),
    )
    spoken: dict[Id, int] = {}
    for each in page.lines.items:
        if each.speaker:
            spoken[each.speaker] = spoken.get(each.speaker, 0) + 1
    rows = tuple(
        (line(p.name), line(", ".join(p.aliases)), str(spoken.get(p.id, 0)))
        for p in page.people
        if p.character
    )
    return Table("Characters", columns, rows)


def _certificate(page: Page) -> Table:
    columns = (Column("What must hold", 34, strong=True), Column("Holds", 14), Column("Found", 70))
    return Table("Certificate", columns, told(certificate(page)))


exporter = Ccsl()
