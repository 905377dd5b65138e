"""Tables in a listing: lines of cells, and the heading line that says what each column holds."""

import re
from typing import Final

from entracte.read.rows import Row

Place = tuple[int, int]

_COLUMNS: Final = {
    word: what
    for what, words in {
        "title": "title|track|song|track title|song title|titel|titre|título|titolo|name|piece",
        "by": "artist|performer|composer|by|performed by|written by|music by|singer|künstler|"
        "interpret|komponist|interprète|compositeur|artista|compositor|interpreti|artist(s)",
        "where": "where|scene|heard|moment|used in|where heard|context|when|played|"
        "plays|description|"
        "where it is heard|where it plays|szene|wo|scène|où|escena|dónde|scena|note|notes|usage",
        "actor": "actor|actress|actor/actress|played by|portrayed by|cast|darsteller|acteur|"
        "schauspieler|reparto|interprete|cast member",
        "character": "character|role|rolle|personnage|rôle|personaje|papel|personaggio|ruolo|"
        "characters|figur",
        "": "#|no|no.|nr|nr.|length|duration|time|year|notes|billing|episodes|album|label",
    }.items()
    for word in words.split("|")
}
_BAR: Final = re.compile(r"\s*\|\s*|\t+")
_DASHES: Final = re.compile(r"[\s|:+-]{3,}")


def cells(row: Row) -> list[Place]:
    """The places of the cells of a line, parted by bars or tabs; fewer than two: no table."""
    if "|" not in row.text and "\t" not in row.text:
        return []
    found: list[Place] = []
    at = 0
    text = row.text
    if text.startswith("|"):
        at = len(text) - len(text.lstrip("| \t"))
    end = len(text.rstrip("| \t")) if text.endswith("|") else len(text)
    for cut in [*_BAR.finditer(text, at, end), None]:
        stop = cut.start() if cut else end
        found.append((row.start + at, row.start + stop))
        at = cut.end() if cut else end
    return found if len(found) > 1 else []


def header(row: Row) -> tuple[str, ...] | None:
    """What the columns hold, if this line is the heading of a table."""
    if len(row.text) > 200:
        return None
    places = cells(row)
    words = [row.text[a - row.start : z - row.start].casefold().strip(" *_:") for a, z in places]
    if len(words) < 2 or any(word not in _COLUMNS for word in words):
        return None
    return tuple(_COLUMNS[word] for word in words)


def is_rule(row: Row) -> bool:
    """The line of dashes under a table's heading: "|---|---|"."""
    return bool(_DASHES.fullmatch(row.text))


def read(section: tuple[Row, ...]) -> tuple[list[dict[str, Place]], tuple[Row, ...]]:
    """The lines of a section's table, by column, and the rows that are no part of it."""
    columns: tuple[str, ...] | None = None
    found: list[dict[str, Place]] = []
    others: list[Row] = []
    for row in section:
        if (named := header(row)) is not None:
            columns = named
            continue
        places = cells(row)
        if is_rule(row):
            continue
        if columns is None or len(places) != len(columns):
            others.append(row)
            continue
        line: dict[str, Place] = {"line": (row.start, row.end)}
        for what, (start, end) in zip(columns, places, strict=True):
            if what and start < end and what not in line:
                line[what] = (start, end)
        found.append(line)
    return found, tuple(others)
