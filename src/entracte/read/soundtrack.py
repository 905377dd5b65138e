"""The music a listing names: title, whose it is, where in the film it is heard."""

import re
from collections import Counter
from typing import Final, NamedTuple

from entracte.read import tables
from entracte.read.roles import is_department
from entracte.read.rows import Row

Place = tuple[int, int]
LONGEST: Final = 600  # characters of an entry


class By(NamedTuple):
    """Whose a track is: the words for the work ("performed by", or only "by"), and the name."""

    role: str  # of Credit.role; "track credit" for a bare "by"
    start: int
    end: int


class Song(NamedTuple):
    """One entry. Every place is characters of the body; ``line`` is the whole entry."""

    title: Place
    by: tuple[By, ...]
    where: Place | None
    line: Place


_ROLES: Final = (
    ("lyricist", re.compile(r"(?:lyrics?|words|text|paroles|letra)\b", re.IGNORECASE)),
    ("singer", re.compile(r"(?:sung|vocals?|chanté|gesungen|cantad)", re.IGNORECASE)),
    ("performer", re.compile(r"(?:perform|played|recorded|artist|interpr|gespielt)", re.IGNORECASE)),
    ("conductor", re.compile(r"(?:conduct|dirigi)", re.IGNORECASE)),
    ("composer", re.compile(r"(?:written|composed|composer|music|compos|komponi|words and music|"
                            r"writer|écrit|escrit|scritt)", re.IGNORECASE)),
    ("", re.compile(r"(?:arranged|produced|courtesy|published|under licen|orchestrated|label)",
                    re.IGNORECASE)),
)  # fmt: skip
_WORK: Final = (
    r"(?:(?:(?:words|music|lyrics?|written|composed|performed|played|sung|recorded|arranged|produced|"
    r"conducted|orchestrated|published|vocals|interprétée?|composée?|chantée?|interpretad[oa]|"
    r"compuest[oa]|cantad[oa]|gesungen|gespielt|komponiert|geschrieben|scritt[oa]|cantat[oa])"
    r"(?:,? (?:and|&|et|und|y) )?)+ ?)"
)
_BY: Final = re.compile(rf"(?<!\w)(?P<work>{_WORK})?(?:by|par|von|por|da|di)\s+", re.IGNORECASE)
_WORK_BY: Final = re.compile(rf"(?<!\w)(?P<work>{_WORK})(?:by|par|von|por|da|di)\s+", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"(?P<work>artists?|performers?|performed|composers?|written|writers?|singers?|music|lyrics|"
    r"vocals|interprète|interpret|künstler|komponist|compositeur|compositor|artista|by)\s*:\s*",
    re.IGNORECASE,
)
_WHERE_LABEL: Final = re.compile(
    r"(?:where|heard(?: in| during)?|scene|when|context|used(?: in| during)?|plays(?: in| during)?|"
    r"played (?:in|during)|description|szene|wo|zu hören|scène|où|escena|dónde|scena|dove|note)\s*:\s*",
    re.IGNORECASE,
)
_TITLE_LABEL: Final = re.compile(r"(?:title|song|track|titel|titre|título|titolo)\s*:\s*", re.I)
_QUOTED: Final = re.compile(
    r"[\"“«„](?P<a>[^\"“”»„\n]{1,160})[\"”»“]|['‘](?P<b>[^\n]{1,160}?)['’](?!\w)"
)
_TIME: Final = re.compile(r"[\s(\[–-]*\b\d{1,2}:\d{2}(?::\d{2})?\b[)\]]?\s*$")
_CUT: Final = re.compile(r"\s*[,;|·]\s+|\s+[–—-]\s+|\s*[–—]\s+|\s*:\s+|\s*[(\[]")
_SEPARATOR: Final = " \t,;|·:–—-"
_PLACE: Final = re.compile(
    r"\b(?:credits?|scenes?|sequence|titles?|montage|finale|ending|opening|interlude|background|"
    r"during|throughout|climax|climactic|heard|plays?|playing|played|underscores?|accompan\w+|when|"
    r"over|while|as|at|in the|on the|vorspann|abspann|während|szene|générique|pendant|scène|"
    r"créditos|durante|escena|titoli|scena)\b",
    re.IGNORECASE,
)
_OPENS_PLACE: Final = re.compile(
    r"(?:plays?|heard|played|during|used|over|as|in|at|when|while|on|from|sung|the scene|opens|closes|"
    r"accompan\w+|underscor\w+|it|this|diegetic|source|pendant|während|durante)\b",
    re.IGNORECASE,
)
_SMALL: Final = frozenset(
    [
        "and",
        "&",
        "of",
        "the",
        "with",
        "his",
        "her",
        "feat",
        "feat.",
        "ft",
        "ft.",
        "featuring",
        "de",
        "da",
        "di",
        "du",
        "del",
        "della",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "les",
        "y",
        "e",
        "et",
        "und",
        "der",
        "die",
        "das",
        "for",
        "et",
        "al.",
        "vs",
        "x",
        "with",
    ]
)
_NOBODY: Final = frozenset(
    """various|various artists|unknown|traditional|trad|trad.|uncredited|n/a|none|anonymous|
    unknown artist|verschiedene|divers|varios artistas|artisti vari|the cast|cast""".replace(
        "\n    ", ""
    ).split("|")
)
_NOTHING: Final = re.compile(
    r"(?:no|none|n/a|there (?:are|is) no|not available|nothing|keine|aucun|no hay|nessun)\b.{0,80}",
    re.IGNORECASE,
)


def nothing(text: str) -> bool:
    """Whether a line only says that there is nothing here: "No quotes yet."."""
    return bool(_NOTHING.fullmatch(text.strip())) and len(text.split()) <= 10


def nobody(name: str) -> bool:
    """Whether this stands where a name should, and is nobody in particular."""
    return name.strip(" .()").casefold() in _NOBODY


def like_a_name(text: str) -> bool:
    """Whether these words could be a person's or a band's name: capitals, few, no place words."""
    words = text.split()
    if not 1 <= len(words) <= 12 or text.endswith(("!", "?", ":")) or _OPENS_PLACE.match(text):
        return False
    if not (text[0].isupper() or text[0].isdigit()):
        return False
    great = [word for word in words if word.casefold().strip(",;") not in _SMALL]
    if not great or any(not (word[0].isupper() or word[0].isdigit()) for word in great):
        return False
    return is_department(text) or not _PLACE.search(text)


def songs(body: str, section: tuple[Row, ...], owner: str = "") -> list[Song]:
    """The entries of a soundtrack section, in order. ``owner`` is whose the heading says it is."""
    lines, section = tables.read(section)
    found = [_tabled(body, line) for line in lines if "title" in line]
    section = tuple(row for row in section if len(row.text) <= LONGEST)
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
    where = _WHERE_LABEL.match(row.text)
    if where and last.where is None:
        return last._replace(
            where=_trim(body, row.start + where.end(), row.end), line=(last.line[0], row.end)
        )
    named = _LABEL.match(row.text) or _WORK_BY.match(row.text)
    if named is None and row.text[:3].casefold() == "by ":
        named = _BY.match(row.text)
    if named is not None:
        by, place = _credits(body, row.start, row.end, named)
        return last._replace(
            by=last.by + by, where=last.where or place, line=(last.line[0], row.end)
        )
    under = not row.apart and not row.bullet and not row.level
    if (
        under
        and fresh
        and last.where is None
        and _OPENS_PLACE.match(row.text)
        and " by " not in row.text
    ):
        if row.text[0].isupper() and (row.text.endswith(".") or len(row.text.split()) > 3):
            return last._replace(where=(row.start, row.end), line=(last.line[0], row.end))
    return None


def _credits(
    body: str, start: int, end: int, named: "re.Match[str]"
) -> tuple[tuple[By, ...], Place | None]:
    """The names from "performed by" on, and what stands behind the last of them."""
    at = start + named.end()
    work = named.group("work") or ""
    out: list[By] = []
    while True:
        stop = _name_end(body, at, end)
        place = _trim(body, at, stop)
        role = _role(work)
        if role and place[0] < place[1]:
            out.append(By(role, *place))
        at = stop
        while at < end and body[at] in _SEPARATOR:
            at += 1
        following = _WORK_BY.match(body[at:end].lstrip("(["))
        if following is None:
            break
        skipped = len(body[at:end]) - len(body[at:end].lstrip("(["))
        work = following.group("work")
        at += skipped + following.end()
    rest = _where(body, at, end)
    return tuple(out), rest


def _name_end(body: str, at: int, end: int) -> int:
    """Where a name ends: at the first comma, dash or bracket that no further name follows."""
    following = _WORK_BY.search(body, at, end)
    limit = following.start() if following else end
    stop = limit
    for cut in _CUT.finditer(body, at, limit):
        if cut.start() == at:
            continue
        nxt = _CUT.search(body, cut.end(), limit)
        chunk = body[cut.end() : nxt.start() if nxt else limit].strip(" .")
        comma = body[cut.start() : cut.end()].strip() == ","
        if comma and re.fullmatch(r"(?:Jr|Sr|II|III)\.?", chunk):
            continue
        if comma and chunk and _lists_on(body, cut.end(), limit) and like_a_name(chunk):
            continue
        stop = cut.start()
        break
    return stop


def _lists_on(body: str, at: int, limit: int) -> bool:
    """Whether a list of names goes on here and closes with "and": "A, B and C"."""
    chunk = re.split(r"[(\[–—]", body[at:limit], maxsplit=1)[0]
    names = re.split(r",\s+", chunk)
    return bool(re.search(r"\s(?:and|&|und|et|y)\s[A-ZÄÖÜÉ]", names[-1])) and all(
        like_a_name(name.strip()) for name in names
    )


def _role(work: str) -> str:
    if not work.strip():
        return "track credit"
    plain = work.strip()
    if re.match(r"words and music", plain, re.IGNORECASE) or plain.casefold() in ("by", "by:"):
        return "composer" if plain[:1].casefold() == "w" else "track credit"
    return next((role for role, sign in _ROLES if sign.match(plain)), "track credit")


def _trim(body: str, start: int, end: int) -> Place:
    while start < end and (body[start].isspace() or body[start] in '"“”«»([,;:–—-'):
        start += 1
    while start < end and (body[end - 1].isspace() or body[end - 1] in '"“”«»,;:–—-(['):
        end -= 1
    if (
        body[end - 1 : end] in (")", "]")
        and "(" not in body[start:end]
        and "[" not in body[start:end]
    ):
        end -= 1
    if body[start : start + 1] == "." and end - start == 1:
        start = end
    return start, end


def _where(body: str, at: int, end: int) -> Place | None:
    start, stop = _trim(body, at, end)
    while start < stop and body[start] in "(.":
        start += 1
    if start < stop and (label := _WHERE_LABEL.match(body[start:stop])):
        start += label.end()
    return (start, stop) if stop - start > 1 else None


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
        place = _trim(body, start + title[0], start + title[1])
        by, where = _rest(body, start + quoted.end(), end)
        return Song(place, by, where, line)
    named = _by(text)
    if named is not None:
        by, where = _credits(body, start, end, named)
        title_end = start + named.start()
        place = _trim(body, start, title_end)
        if where is None and (hint := _bracket(body, *place)):
            place, where = hint
        return Song(place, by, where, line) if place[0] < place[1] else None
    cut = next((each for each in _CUT.finditer(text) if each.start() and _parts(each, text)), None)
    if cut is None:
        place = _trim(body, start, end)
        return Song(place, (), None, line) if place[0] < place[1] else None
    by, where = _rest(body, start + cut.start(), end)
    place = _trim(body, start, start + cut.start())
    if swap and by:
        return Song((by[0].start, by[0].end), (By("track credit", *place),), where, line)
    return Song(place, by, where, line)


def _bracket(body: str, start: int, end: int) -> tuple[Place, Place] | None:
    """A title with where it is heard in brackets: "Tango (in the café)", before its "by"."""
    found = re.search(r"\s*\(([^()]+)\)$", body[start:end])
    if found is None or not _PLACE.search(found.group(1)):
        return None
    return (start, start + found.start()), (start + found.start(1), start + found.end(1))


def _parts(cut: "re.Match[str]", text: str) -> bool:
    """Whether this mark ends a title: a dash, a bracket, or a comma before a place."""
    mark = cut.group().strip()
    if mark in (",", ";", ":", "·"):
        return bool(_PLACE.search(text[cut.end() :]))
    return True


def _rest(body: str, at: int, end: int) -> tuple[tuple[By, ...], Place | None]:
    """What follows a title: "– performed by A (where)", " – A (where)", "(where)"."""
    while at < end and (body[at] in _SEPARATOR):
        at += 1
    inner = at + 1 if body[at : at + 1] in ("(", "[") else at
    named = _BY.match(body[inner:end])
    if named is not None:
        return _credits(body, inner, end, named)
    if inner == at and at < end:
        cut = _CUT.search(body, at, end)
        stop = cut.start() if cut else end
        if like_a_name(body[at:stop].strip()):
            stop = _name_end(body, at, end)
            start, last = _trim(body, at, stop)
            by, where = _after_name(body, stop, end)
            return (By("track credit", start, last), *by), where
    return (), _where(body, at, end)


def _after_name(body: str, at: int, end: int) -> tuple[tuple[By, ...], Place | None]:
    following = _WORK_BY.search(body, at, end)
    if following and not body[at : following.start()].strip(_SEPARATOR + "(["):
        fitted = _WORK_BY.match(body[following.start() : end])
        if fitted:
            return _credits(body, following.start(), end, fitted)
    return (), _where(body, at, end)


def _by(text: str) -> "re.Match[str] | None":
    """The "by" that parts title and name: the last before the first comma or dash behind one."""
    marks = [
        each for each in _BY.finditer(text) if each.start() > 0 and text[: each.start()].strip()
    ]
    marks = [
        each for each in marks if each.group().split()[-1].casefold() == "by" or each.group("work")
    ]
    if not marks:
        return None
    for i, mark in enumerate(marks):
        if mark.group("work"):
            return mark
        cut = _CUT.search(text, mark.end())
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
        if _BY.search(row.text) or _QUOTED.match(row.text):
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


def who(body: str, by: By) -> list[tuple[int, int]]:
    """The places of the names in "A and B"; one name for a band: "Simon & Garfunkel"."""
    text = body[by.start : by.end]
    if nobody(text) or is_department(text):
        return []
    parts: list[tuple[int, int]] = []
    at = 0
    for cut in re.finditer(
        r",\s+(?!(?:Jr|Sr)\b)(?:(?:and|&|und|et|y)\s+)?|\s+(?:and|&|und|et|y|/|feat\.?|ft\.?|featuring|with)\s+",
        text,
    ):
        parts.append((at, cut.start()))
        at = cut.end()
    parts.append((at, len(text)))
    pieces = [text[first:last] for first, last in parts]
    single = any(len(piece.split()) < 2 for piece in pieces)
    band = any(re.match(r"(?:the|his|her|chorus|orchestra)\b", piece, re.I) for piece in pieces[1:])
    if len(parts) == 1 or single or band:
        return [(by.start, by.end)]
    return [(by.start + first, by.start + last) for first, last in parts]
