"""The music a listing names: title, whose it is, where in the film it is heard."""

import re
from collections import Counter
from typing import Final, NamedTuple

from entracte.read import tables
from entracte.read.makers import (
    BY,
    CUT,
    OPENS_PLACE,
    PLACE,
    SEPARATOR,
    WHERE_LABEL,
    WORK_BY,
    By,
    Place,
    like_a_name,
    makers,
    name_end,
    nobody,
    nothing,
    trim,
    where_of,
)
from entracte.read.roles import is_department
from entracte.read.rows import Row

LONGEST: Final = 600  # characters of an entry


class Song(NamedTuple):
    """One entry. Every place is characters of the body; ``line`` is the whole entry."""

    title: Place
    by: tuple[By, ...]
    where: Place | None
    line: Place


_LABEL: Final = re.compile(
    r"(?P<work>artists?|performers?|performed|composers?|written|writers?|singers?|music|lyrics|"
    r"vocals|interprète|interpret|künstler|komponist|compositeur|compositor|artista|by)\s*:\s*",
    re.IGNORECASE,
)
_TITLE_LABEL: Final = re.compile(r"(?:title|song|track|titel|titre|título|titolo)\s*:\s*", re.I)
_QUOTED: Final = re.compile(
    r"[\"“«„](?P<a>[^\"“”»„\n]{1,160})[\"”»“]|['‘](?P<b>[^\n]{1,160}?)['’](?!\w)"
)
_TIME: Final = re.compile(r"[\s(\[–-]*\b\d{1,2}:\d{2}(?::\d{2})?\b[)\]]?\s*$")


_NAMED: Final = re.compile(r"[(\[](?P<name>[^()\[\]]{2,60})[)\]]")
_NAME_AND_WORK: Final = re.compile(  # "Title (A, played by B)"
    rf"(?P<title>[^()\n]{{1,100}}?)\s*\((?P<name>[^(),\n]{{2,60}}),\s+(?={WORK_BY.pattern})",
    re.IGNORECASE,
)
_MUSICAL: Final = re.compile(
    r"\b(?:theme|reprise|version|instrumental|overture|suite|remix|medley|march|waltz|part|act|"
    r"from|prelude|movement|no|op|love|main|end|song|aria|variation\w*|the)\b",
    re.IGNORECASE,
)


def songs(body: str, section: tuple[Row, ...], owner: str = "") -> list[Song]:
    """The entries of a soundtrack section, in order. ``owner`` is whose the heading says it is."""
    lines, section = tables.read(_without_sides(section))
    found = [_tabled(body, line) for line in lines if "title" in line]
    section = tuple(row for row in section if len(row.text) <= LONGEST)
    section = tuple(row for row in section if not nothing(row.text))
    if not found and (tabled := _unheaded(body, section)):
        return tabled
    if not found and (pairs := _by_twos(section)):
        return pairs
    swap = _artists_first(section, owner)
    fresh = False  # the entry above has only a title so far
    for i, row in enumerate(section):
        if nothing(row.text):
            continue
        if found and not row.number and (more := _more(body, row, found[-1], fresh)) is not None:
            found[-1] = more
            continue
        song = _entry(body, row, swap)
        if song is None:
            continue
        bare = not song.by and song.where is None
        if bare and i + 1 < len(section) and _repeats(row.text, section[i + 1].text):
            continue
        if bare and (len(row.text) > 110 or (row.text.endswith(".") and len(row.text.split()) > 7)):
            continue  # a sentence about the music, not a title
        if bare and row.text.endswith(":"):
            continue
        found.append(song)
        fresh = bare
    return found


_SIDE: Final = re.compile(r"[A-H]\d{1,2}[.)]?[ \t]+(?=\S)")


def _without_sides(section: tuple[Row, ...]) -> tuple[Row, ...]:
    """The lines without the side and number of a record that all of them bear: "A1", "B2"."""
    sides = [_SIDE.match(row.text) for row in section]
    if len(sides) < 2 or None in sides:
        return section
    return tuple(
        row._replace(start=row.start + side.end(), text=row.text[side.end() :])
        for row, side in zip(section, sides, strict=True)
        if side
    )


def _unheaded(body: str, section: tuple[Row, ...]) -> list[Song]:
    """The entries of a table without a heading line: number, title, whose it is, where."""
    lines = [_cells(row) for row in section]
    if len(lines) < 2 or min(map(len, lines)) < 2 or max(map(len, lines)) > 5:
        return []
    found: list[Song] = []
    for row, places in zip(section, lines, strict=True):
        kept = [place for place in places if place[0] < place[1]]
        if len(kept) > 1 and re.fullmatch(r"\d{1,3}[.)]?", body[slice(*kept[0])]):
            kept = kept[1:]
        kept = [each for each in kept if not re.fullmatch(r"\d{1,2}:\d\d", body[slice(*each)])]
        if not kept:
            return []
        line: dict[str, Place] = {"title": kept[0], "line": (row.start, row.end)}
        for place in kept[1:]:
            name = body[slice(*place)]
            whose = nobody(name) or is_department(name) or like_a_name(name)
            what = "by" if whose and "by" not in line else "where"
            line.setdefault(what, place)
        found.append(_tabled(body, line))
    return found


_PARTING: Final = re.compile(r"\s*\|\s*|\t+|\s+(?:\.{3,}|…|::|//|→|»|~)\s+")


def _cells(row: Row) -> list[Place]:
    """The places of the cells of a line, parted by bars, tabs, dots, double colons or arrows."""
    found: list[Place] = []
    at = 0
    for cut in [*_PARTING.finditer(row.text), None]:
        stop = cut.start() if cut else len(row.text)
        found.append((row.start + at, row.start + stop))
        at = cut.end() if cut else stop
    return [place for place in found if place[0] < place[1]]


def _by_twos(section: tuple[Row, ...]) -> list[Song]:
    """Entries of two bare lines each, the title and below it whose it is."""
    above, below = section[::2], section[1::2]
    if not below or len(above) != len(below) or any(_marked(row) for row in section):
        return []
    if not all(like_a_name(row.text) and len(row.text.split()) < 9 for row in below):
        return []
    blocks = all(row.apart for row in above[1:]) and not any(row.apart for row in below)
    names = [row.text.casefold() for row in below]
    titles = {row.text.casefold() for row in above}
    again = len(set(names)) < len(names) or any(is_department(row.text) for row in below)
    if titles & set(names) or len(titles) < len(above) or not (blocks or again):
        return []
    if any(is_department(row.text) or nobody(row.text) for row in above):
        return []
    found: list[Song] = []
    for high, low in zip(above, below, strict=True):
        quoted = high.text[0] in '"“«„' and high.text[-1] in '"”»“' and len(high.text) > 2
        title = (high.start + quoted, high.end - quoted)
        by = (By("track credit", low.start, low.end),)
        found.append(Song(title, by, None, (high.start, low.end)))
    return found


def _marked(row: Row) -> bool:
    """Whether a line is more than a bare title or name."""
    signs = row.bullet or row.number or row.level or len(row.text) > 90
    told = BY.search(row.text) or CUT.search(row.text) or row.text.endswith((".", ":"))
    return bool(signs or told)


def _tabled(body: str, line: dict[str, Place]) -> Song:
    """The entry of a table's line: a title that may hold its "by", and the other columns."""
    start, end = line["title"]
    entry = _entry(body, Row(start, end, body[start:end]), False)
    title = entry.title if entry else line["title"]
    by = entry.by if entry else ()
    if "by" in line:
        by = (*by, By("track credit", *line["by"]))
    where = line.get("where") or (entry.where if entry else None)
    return Song(title, by, where, line["line"])


def _repeats(title: str, line: str) -> bool:
    """Whether the next line says this title again, and more: "Tango" above "Tango by …"."""
    plain = title.strip("\"“”'‘’ ").casefold()
    after = line.lstrip("\"“”'‘’ ").casefold()
    return after.startswith(plain) and bool(re.match(r"[\s\"”'’,:–—(-]", after[len(plain) :]))


def _more(body: str, row: Row, last: Song, fresh: bool) -> Song | None:
    """The entry above with what this line adds to it, if it adds to it."""
    where = WHERE_LABEL.match(row.text)
    if where and last.where is None:
        return last._replace(
            where=trim(body, row.start + where.end(), row.end), line=(last.line[0], row.end)
        )
    named = _LABEL.match(row.text) or WORK_BY.match(row.text)
    if named is None and row.text[:3].casefold() == "by ":
        named = BY.match(row.text)
    if named is not None:
        by, place = makers(body, row.start, row.end, named)
        return last._replace(
            by=last.by + by, where=last.where or place, line=(last.line[0], row.end)
        )
    if fresh and not (row.apart or row.bullet) and (nobody(row.text) or is_department(row.text)):
        by = (By("track credit", row.start, row.end),)
        return last._replace(by=by, line=(last.line[0], row.end))
    under = fresh and not (row.apart or row.bullet or row.level or last.where)
    told = OPENS_PLACE.match(row.text) and row.text[0].isupper() and " by " not in row.text
    if under and told and (row.text.endswith(".") or len(row.text.split()) > 3):
        return last._replace(where=(row.start, row.end), line=(last.line[0], row.end))
    return None


def _entry(body: str, row: Row, swap: bool) -> Song | None:
    start, end = row.start, row.end
    if timed := _TIME.search(row.text):
        end = start + timed.start()
    if label := _TITLE_LABEL.match(row.text):
        start += label.end()
    if start >= end:
        return None
    text = body[start:end]
    line = (row.start, row.end)
    quoted = _QUOTED.match(text)
    if quoted is not None:
        title = quoted.span("a") if quoted.group("a") is not None else quoted.span("b")
        place = trim(body, start + title[0], start + title[1])
        by, where = _rest(body, start + quoted.end(), end)
        return Song(place, by, where, line)
    inside = _NAME_AND_WORK.match(text)
    if inside and _whose(inside["name"]):
        first = By("track credit", start + inside.start("name"), start + inside.end("name"))
        work = WORK_BY.match(text[inside.end() :])
        more, where = makers(body, start + inside.end(), end, work) if work else ((), None)
        return Song((start, start + inside.end("title")), (first, *more), where, line)
    named = _by(text)
    if named is not None:
        by, where = makers(body, start, end, named)
        title_end = start + named.start()
        place = trim(body, start, title_end)
        if where is None and (hint := _bracket(body, *place)):
            place, where = hint
        return Song(place, by, where, line) if place[0] < place[1] else None
    cut = next((each for each in CUT.finditer(text) if each.start() and _parts(each, text)), None)
    if cut is None:
        place = trim(body, start, end)
        return Song(place, (), None, line) if place[0] < place[1] else None
    by, where = _rest(body, start + cut.start(), end)
    place = trim(body, start, start + cut.start())
    if swap and by:
        return Song((by[0].start, by[0].end), (By("track credit", *place),), where, line)
    return Song(place, by, where, line)


def _bracket(body: str, start: int, end: int) -> tuple[Place, Place] | None:
    """A title with where it is heard in brackets: "Tango (in the café)", before its "by"."""
    found = re.search(r"\s*\(([^()]+)\)$", body[start:end])
    if found is None or not PLACE.search(found.group(1)):
        return None
    return (start, start + found.start()), (start + found.start(1), start + found.end(1))


def _parts(cut: "re.Match[str]", text: str) -> bool:
    """Whether this mark ends a title: a dash, a bracket, or a comma before a place."""
    mark = cut.group().strip()
    if mark in (",", ";", ":", "·"):
        return bool(PLACE.search(text[cut.end() :]))
    return True


def _rest(body: str, at: int, end: int) -> tuple[tuple[By, ...], Place | None]:
    """What follows a title: "– performed by A (where)", " – A (where)", "(where)"."""
    while at < end and (body[at] in SEPARATOR):
        at += 1
    inner = at + 1 if body[at : at + 1] in ("(", "[") else at
    named = BY.match(body[inner:end])
    if named is not None:
        return makers(body, inner, end, named)
    if inner == at and at < end:
        cut = CUT.search(body, at, end)
        stop = cut.start() if cut else end
        if like_a_name(body[at:stop].strip()):
            stop = name_end(body, at, end)
            start, last = trim(body, at, stop)
            by, where = _after_name(body, stop, end)
            return (By("track credit", start, last), *by), where
    named = _NAMED.match(body[at:end])
    if named and _whose(named["name"]):
        start = at + named.start("name")
        whose = By("track credit", start, at + named.end("name"))
        return (whose,), where_of(body, at + named.end(), end)
    return (), where_of(body, at, end)


def _whose(name: str) -> bool:
    """Whether what stands in brackets behind a title says whose it is, and not where."""
    if is_department(name) or nobody(name):
        return True
    several = len(name.split()) > 1 and like_a_name(name)
    return several and _MUSICAL.search(name) is None


def _after_name(body: str, at: int, end: int) -> tuple[tuple[By, ...], Place | None]:
    following = WORK_BY.search(body, at, end)
    if following and not body[at : following.start()].strip(SEPARATOR + "(["):
        fitted = WORK_BY.match(body[following.start() : end])
        if fitted:
            return makers(body, following.start(), end, fitted)
    return (), where_of(body, at, end)


def _by(text: str) -> "re.Match[str] | None":
    """The "by" that parts title and name: the last before the first comma or dash behind one."""
    marks = [
        each for each in BY.finditer(text) if each.start() > 0 and text[: each.start()].strip()
    ]
    marks = [
        each for each in marks if each.group().split()[-1].casefold() == "by" or each.group("work")
    ]
    if not marks:
        return None
    for i, mark in enumerate(marks):
        if mark.group("work"):
            return mark
        cut = CUT.search(text, mark.end())
        chunk = text[mark.end() : cut.start() if cut else len(text)]
        inner = i + 1 < len(marks) and marks[i + 1].start() < (cut.start() if cut else len(text))
        if not inner and chunk and (like_a_name(chunk.strip()) or is_department(chunk)):
            return mark
    return None


def _artists_first(section: tuple[Row, ...], owner: str) -> bool:
    """Whether entries read "artist – title": the same name again and again on the left."""
    lefts: list[str] = []
    rights: list[str] = []
    for row in section:
        if BY.search(row.text) or _QUOTED.match(row.text):
            continue
        sides = re.split(r"\s+[–—-]\s+", row.text, maxsplit=1)
        if len(sides) == 2:
            lefts.append(sides[0].casefold())
            rights.append(re.split(r"\s*[(\[]", sides[1], maxsplit=1)[0].casefold())
    if owner and owner.casefold() in lefts:
        return True
    if len(lefts) < 2:
        return False
    left, right = Counter(lefts).most_common(1)[0][1], Counter(rights).most_common(1)[0][1]
    return left >= 2 and left > right and left * 2 >= len(lefts)
