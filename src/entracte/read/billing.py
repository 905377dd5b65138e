"""Cast lists and plain facts: "Moira Shearer as Vicky", "Runtime: 133 min", "Directed by …"."""

import re
from typing import Final, NamedTuple

from entracte.read import tables
from entracte.read.makers import like_a_name, nobody, nothing
from entracte.read.roles import is_department, role
from entracte.read.rows import Row

Place = tuple[int, int]


class Billed(NamedTuple):
    """An actor, the character, or both, of one line of a cast list."""

    actor: Place | None
    character: Place | None
    line: Place
    about: Place | None = None  # what the line says of the character


class Stated(NamedTuple):
    """A labelled fact. ``what`` is a ``Fact.what``, "title", "year", "synopsis" or "role: …"."""

    what: str
    values: tuple[Place, ...]
    line: Place


_FACTS: Final[dict[str, str]] = {
    word: what
    for what, words in {
        "title": "title|name|film|movie|film title|movie title|titre|titel|título|titolo",
        "original title": "original title|also known as|aka|originaltitel|titre original|"
        "título original|titolo originale|alternative title",
        "year": "year|release year|year of release|production year|jahr|année|año|anno|"
        "produktionsjahr|année de production|erscheinungsjahr",
        "released": "released|release date|release|premiere|date de sortie|sortie|kinostart|"
        "erscheinungsdatum|estreno|fecha de estreno|uscita|initial release|premiered",
        "running time": "running time|runtime|run time|length|duration|durée|laufzeit|länge|dauer|"
        "duración|durata",
        "genre": "genre|genres|género|géneros|genere|generi|genre(s)",
        "country": "country|countries|country of origin|countries of origin|land|produktionsland|"
        "pays|pays d'origine|país|paese|nationality|nationalité",
        "language": "language|languages|original language|spoken languages|langue|langues|sprache|"
        "sprachen|originalsprache|idioma|idiomas|lingua|language(s)",
        "studio": "studio|studios|production company|production companies|distributor|"
        "distributed by|company|produktionsfirma|verleih|société de production|productora|network",
        "certificate": "certificate|certification|rated|mpaa|mpaa rating|age rating|fsk|"
        "classification",
        "tagline": "tagline|slogan|taglines",
        "colour": "color|colour|farbe|couleur",
        "synopsis": "synopsis|summary|description|overview|plot|storyline|logline|résumé|inhalt|"
        "handlung|sinopsis|argumento|trama|premise|story",
        "role: cast member": "starring|stars|cast|with|actors|main cast|leads|avec|darsteller|"
        "besetzung|mit|reparto|con|elenco|acteurs|distribution|protagonistas|lead actors",
    }.items()
    for word in words.split("|")
}
_LABEL: Final = re.compile(
    r"(?P<label>[^\W\d_][^:\n|]{0,38}?)[ \t]*(?::|\|[ \t]*(?=\S)|\t)[ \t]*(?=\S)"
)
_BY: Final = re.compile(
    r"(?P<label>(?:[A-ZÀ-Þ][\w’'-]*[ \t]+){0,3}?(?:[\w’'-]+)[ \t]+(?:by|par|von|por|da|"
    r"di))[ \t]+(?=[A-ZÀ-Þ])"
)
_LISTED: Final = re.compile(r"\s*(?:[,;/|·•]|\s(?:and|&|und|et|y|e)\s)\s*")
_YEAR: Final = re.compile(r"(?<!\d)(?:18[89]\d|19\d\d|20\d\d)(?!\d)")
_RUNS: Final = re.compile(
    r"(?:\d{1,2}\s?(?:h|hr|hrs|hours?|std|stunden)\.?\s?(?:\d{1,2}\s?(?:m|min|mins|minutes?|minuten)?\.?)?"
    r"|\d{1,3}\s?(?:m|min|mins|minutes?|minuten|minuti|minutos)\.?|\d:\d\d(?::\d\d)?)",
    re.IGNORECASE,
)
_GENRES: Final = frozenset(
    """action adventure animation biography comedy crime documentary drama family fantasy film-
    noir noir history horror music musical mystery romance sci-fi science-fiction sport
    thriller war western komödie abenteuer liebesfilm krimi comédie policier drame aventure
    comedia suspenso aventuras guerra romántico dramma commedia giallo ballet dance
    melodrama satire short""".split()  # noqa: SIM905 - a list of words reads best as words
)
_STRIP: Final = re.compile(r"\s*[·|•/,]\s*")
_AS: Final = re.compile(
    r"[ \t]+(?:as|als|dans le rôle de|como|interprète|nel ruolo di|plays|:)[ \t]+"
    r"|[ \t]*(?:\.{2,}|…+|\t+|\||[ \t]{3,}|→|\u2192)[ \t]*"
)
_PLAYED: Final = re.compile(
    r"[ \t]*[,(–—:-]?[ \t]*\(?(?:played|portrayed|voiced|gespielt|joué|interpretado|"
    r"interpretata?)[ \t]+"
    r"(?:by|von|par|por|da)[ \t]+",
    re.IGNORECASE,
)
_DASH: Final = re.compile(r"[ \t]+[–—-][ \t]+|[ \t]*—[ \t]*|:[ \t]+")
_BRACKET: Final = re.compile(r"[ \t]*\((?P<inner>[^()]{2,80})\)$")
LONGEST: Final = 240  # characters of a line of a cast list


def cast(body: str, section: tuple[Row, ...], known: frozenset[str] = frozenset()) -> list[Billed]:
    """Who plays whom. ``known`` are characters' names (case folded) that the prose has."""
    lines, section = tables.read(section)
    found = [
        each
        for line in lines
        if (each := _sound(body, Billed(line.get("actor"), line.get("character"), line["line"])))
    ]
    rows = [row for row in section if len(row.text) <= LONGEST and not nothing(row.text)]
    for row in rows:
        billed = _billed(body, row, known)
        if billed is not None:
            found.append(billed)
    return found or _by_twos(body, rows, known)


def characters(body: str, section: tuple[Row, ...]) -> list[Billed]:
    """The characters of a "Characters" section, with what is said of them."""
    found: list[Billed] = []
    for row in section:
        line = (row.start, row.end)
        if len(row.text) > 1500 or nothing(row.text):
            continue
        if (played := _PLAYED.search(row.text)) and len(row.text) <= LONGEST:
            actor = _tidy(body, row.start + played.end(), row.end)
            found.append(Billed(actor, _tidy(body, row.start, row.start + played.start()), line))
            continue
        cut = _DASH.search(row.text)
        end = row.start + cut.start() if cut else row.end
        name = _tidy(body, row.start, end)
        if not like_a_name(body[name[0] : name[1]]) or name[1] - name[0] > 60:
            if found and found[-1].about is None and row.text.endswith("."):
                found[-1] = found[-1]._replace(about=line)
            continue
        about = (row.start + cut.end(), row.end) if cut else None
        found.append(Billed(None, name, line, about))
    return found


def _billed(body: str, row: Row, known: frozenset[str]) -> Billed | None:
    line = (row.start, row.end)
    text = row.text
    if played := _PLAYED.search(text):
        actor = _tidy(body, row.start + played.end(), row.end)
        return _sound(body, Billed(actor, _tidy(body, row.start, row.start + played.start()), line))
    if parted := _AS.search(text):
        left = _tidy(body, row.start, row.start + parted.start())
        right = _tidy(body, row.start + parted.end(), row.end)
        return _sound(body, Billed(left, right, line))
    if bracket := _BRACKET.search(text):
        left = _tidy(body, row.start, row.start + bracket.start())
        inner = (row.start + bracket.start("inner"), row.start + bracket.end("inner"))
        return _sound(body, _turned(body, Billed(left, inner, line), known))
    if dash := _DASH.search(text):
        left = _tidy(body, row.start, row.start + dash.start())
        right = _tidy(body, row.start + dash.end(), row.end)
        return _sound(body, _turned(body, Billed(left, right, line), known))
    if len(text.split(",")) > 2 or (" and " in text and "," in text):
        return None
    return None


def _turned(body: str, billed: Billed, known: frozenset[str]) -> Billed:
    """Actor and character changed round, where the prose knows the first as a character."""
    actor, character = billed.actor, billed.character
    if actor and character:
        left, right = body[slice(*actor)].casefold(), body[slice(*character)].casefold()
        if left in known and right not in known:
            return billed._replace(actor=character, character=actor)
    return billed


def _sound(body: str, billed: Billed) -> Billed | None:
    """The billing, if its actor could be a person; a department is nobody."""
    if billed.actor is None or billed.character is None:
        return None
    actor, character = body[slice(*billed.actor)], body[slice(*billed.character)]
    if not like_a_name(actor) or is_department(actor) or nobody(actor) or not character:
        return None
    if len(actor.split()) > 6 or len(character) > 90 or role(actor):
        return None
    return billed


def _by_twos(body: str, rows: list[Row], known: frozenset[str]) -> list[Billed]:
    """A list of names alone: actors; or, in pairs of lines, an actor above the character."""
    names = [row for row in rows if like_a_name(row.text) and len(row.text.split()) <= 6]
    names = [row for row in names if not is_department(row.text) and not nobody(row.text)]
    pairs = len(names) == len(rows) and len(rows) % 2 == 0 and len(rows) > 1
    if pairs and all(rows[i].apart and not rows[i + 1].apart for i in range(0, len(rows), 2)):
        found = []
        for i in range(0, len(rows), 2):
            first, second = rows[i], rows[i + 1]
            billed = Billed((first.start, first.end), (second.start, second.end),
                            (first.start, second.end))  # fmt: skip
            found.append(_turned(body, billed, known))
        return found
    found = []
    for row in rows:
        for start, end in _listed(body, row.start, row.end):
            if _person(body[start:end]):
                found.append(Billed((start, end), None, (start, end)))
    return found


def _person(name: str) -> bool:
    return (
        like_a_name(name)
        and 2 <= len(name.split()) <= 5
        and not is_department(name)
        and not nobody(name)
    )


def facts(body: str, rows: tuple[Row, ...], *, paired: bool = False) -> list[Stated]:
    """The facts of these lines; others are passed over.

    ``paired``: a label may stand on a line of its own, above its value.
    """
    found: list[Stated] = []
    waiting: tuple[str, Row] | None = None
    for row in rows:
        line = (row.start, row.end)
        stated = _stated(body, row)
        if stated is not None:
            found.append(stated)
            waiting = None
            if stated.what.startswith("role: ") and len(row.text) <= 160:
                found.extend(_strip(body, row, line))
            continue
        if waiting is not None:
            what, above = waiting
            waiting = None
            if values := _values(body, what, row.start, row.end):
                found.append(Stated(what, values, (above.start, row.end)))
            continue
        if paired and len(row.text) < 40 and (alone := _what(row.text.rstrip(" :"))):
            waiting = (alone, row)
            continue
        if len(row.text) <= 160:
            found.extend(_strip(body, row, line))
    return found


def _stated(body: str, row: Row) -> Stated | None:
    labelled = _LABEL.match(row.text)
    if labelled is None or _what(labelled.group("label")) is None:
        labelled = _BY.match(row.text) if len(row.text) <= LONGEST else None
        if labelled is None or role(labelled.group("label")) is None:
            return None
        what = f"role: {role(labelled.group('label'))}"
    else:
        what = _what(labelled.group("label")) or ""
    values = _values(body, what, row.start + labelled.end(), row.end)
    return Stated(what, values, (row.start, row.end)) if values else None


def _what(label: str) -> str | None:
    plain = " ".join(label.replace("’", "'").casefold().split()).strip("*_ ")
    if plain in _FACTS:
        return _FACTS[plain]
    found = role(plain)
    return f"role: {found}" if found else None


def _values(body: str, what: str, start: int, end: int) -> tuple[Place, ...]:
    text = body[start:end]
    if what == "year":
        found = _YEAR.search(text)
        return ((start + found.start(), start + found.end()),) if found else ()
    if what.startswith("role: "):
        if len(text) > 400:
            return ()
        return tuple(
            place
            for place in _listed(body, start, end)
            if _someone(body, *place) and not _plain_fact(body[slice(*place)])
        )
    if what in ("genre", "country", "language", "studio"):
        return tuple(_listed(body, start, end)) if len(text) <= 300 else ()
    if what != "synopsis" and len(text) > 300:
        return ()
    return (_tidy(body, start, end),) if text.strip() else ()


def _plain_fact(text: str) -> bool:
    """A genre, a year or a running time in a line of facts: "Directed by A | 101 min | Drama"."""
    return bool(text.casefold() in _GENRES or _YEAR.fullmatch(text) or _RUNS.fullmatch(text))


def _someone(body: str, start: int, end: int) -> bool:
    name = body[start:end]
    return (
        like_a_name(name)
        and len(name.split()) <= 6
        and not is_department(name)
        and not nobody(name)
    )


def _listed(body: str, start: int, end: int) -> list[Place]:
    """The places of "A, B and C", without brackets behind a name."""
    found: list[Place] = []
    at = start
    text = body[start:end]
    for cut in [*_LISTED.finditer(text), None]:
        stop = start + cut.start() if cut else end
        place = _tidy(body, at, stop)
        if re.fullmatch(r"(?:Jr|Sr|II|III|IV)\.?", body[place[0] : place[1]]) and found:
            found[-1] = (found[-1][0], place[1])
        elif place[0] < place[1]:
            found.append(place)
        at = start + cut.end() if cut else end
    return found


def _tidy(body: str, start: int, end: int) -> Place:
    if bracket := re.search(r"[ \t]*\([^()]{0,80}\)[ \t.]*$", body[max(start, end - 100) : end]):
        shorter = max(start, end - 100) + bracket.start()
        end = shorter if shorter > start else end
    while start < end and (body[start].isspace() or body[start] in '–—-:;,|•·*"“('):
        start += 1
    while start < end and (body[end - 1].isspace() or body[end - 1] in '–—:;,|•·*"”-'):
        end -= 1
    return start, end


def _strip(body: str, row: Row, line: Place) -> list[Stated]:
    """The line of facts under a title: "1948 · 2h 13m · Drama, Music"."""
    found: list[Stated] = []
    at = row.start
    pieces: list[Place] = []
    for cut in [*_STRIP.finditer(row.text), None]:
        stop = row.start + cut.start() if cut else row.end
        pieces.append(_tidy(body, at, stop))
        at = row.start + cut.end() if cut else row.end
    for start, end in pieces:
        text = body[start:end]
        if _YEAR.fullmatch(text):
            found.append(Stated("year", ((start, end),), line))
        elif _RUNS.fullmatch(text):
            found.append(Stated("running time", ((start, end),), line))
        elif text.casefold() in _GENRES:
            found.append(Stated("genre", ((start, end),), line))
    enough = len(found) * 2 >= len(pieces) and (len(found) > 1 or len(pieces) == 1)
    return (
        found
        if enough and not (len(pieces) == 1 and found[:1] and found[0].what == "genre")
        else []
    )
