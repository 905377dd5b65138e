"""The memorable scenes a listing tells: title, what happens, and why it matters."""

import re
from typing import Final, NamedTuple

from entracte.read.headings import label
from entracte.read.rows import BOLD, Row

Place = tuple[int, int]


class Told(NamedTuple):
    """One scene: places of its title, of what happens in it, and of what it means."""

    title: Place
    description: tuple[Place, ...]
    context: tuple[Place, ...]


_SENTENCE_END: Final = re.compile(r"[.!?…][\"”'’»)\]]*$")
_NUMBERED: Final = re.compile(
    r"(?:(?:scene|szene|scène|escena|scena|moment|chapter)\s*)?(?:#\s*)?(?:\d{1,3}|[IVX]{1,5})\s*[:.)–—-]\s+",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"\s*[\[(]?\b(?:at "
    r")?(?:\d{1,2}:)?\d{1,2}:\d{2}\b(?:\s*[–—-]\s*(?:\d{1,2}:)?\d{1,2}:\d{2})?[\])]?\s*"
)
_IN_LINE: Final = re.compile(r"(?:\s*:\s+|\s+[–—-]\s+|\s*[–—]\s+)")
_TITLE_LABEL: Final = re.compile(r"(?:title|titel|titre|título|titolo|scene|name)\s*:\s*", re.I)
_ASIDE: Final = re.compile(
    r"(?:time|timestamp|timecode|characters?|location|where|when|who|cast|duration|runtime|zeit|ort|"
    r"lieu|lugar|mood|tags?|rating)\s*:\s",
    re.IGNORECASE,
)
_INTRODUCTION: Final = re.compile(
    r"(?:here (?:are|is)|these are|below|the following|in this section|discover|explore)\b.*[:.]$",
    re.IGNORECASE,
)
LONGEST_TITLE: Final = 14  # words


def scenes(body: str, section: tuple[Row, ...]) -> list[Told]:
    """The scenes of a section, in order.

    The title of a scene is a marked heading, a numbered line, or a short line without a full stop
    in front of prose; or what stands before the colon, where each line holds a whole scene.
    """
    rows = [row for row in section if not _INTRODUCTION.fullmatch(row.text)]
    titled = _titles(rows)
    if not titled:
        return _in_lines(body, rows)
    found: list[Told] = []
    for number, first in enumerate(titled):
        last = titled[number + 1] if number + 1 < len(titled) else len(rows)
        found.append(_scene(body, rows[first], rows[first + 1 : last]))
    return [each for each in found if each.title[0] < each.title[1]]


def _titles(rows: list[Row]) -> list[int]:
    """The places of the rows that are titles of scenes."""
    ranks = sorted({row.level for row in rows if row.level and not label(row.text)})
    for rank in ranks:
        ranked = [i for i, row in enumerate(rows) if row.level == rank and not label(row.text)]
        if rank == BOLD and len(ranked) < 2 and len(ranks) == 1 and ranked[0] != 0:
            continue
        return ranked
    numbered = [i for i, row in enumerate(rows) if row.number and _short(row)]
    plain = [
        i
        for i, row in enumerate(rows)
        if _short(row) and not row.bullet and _prose_follows(rows, i) and _free(rows, i)
    ]
    if numbered and len(numbered) >= len(plain):
        return numbered
    return plain


def _short(row: Row) -> bool:
    if label(row.text) or _ASIDE.match(row.text):
        return False
    text = _TIME.sub(" ", row.text).strip()
    words = len(text.split())
    if not 0 < words <= LONGEST_TITLE or len(text) > 110:
        return False
    if text.endswith((".", "…", ",", ";")) and not text.endswith("..."):
        return bool(row.number) and words <= 6 and text.endswith(".")
    if text.endswith(":"):
        return words <= 8
    return text[0].isupper() or text[0].isdigit() or text[0] in "\"“'‘«„¿¡"


def _prose_follows(rows: list[Row], i: int) -> bool:
    """Whether the next lines tell something: prose, a label, or an aside and then those."""
    for row in rows[i + 1 : i + 4]:
        if label(row.text) or (_SENTENCE_END.search(row.text) and len(row.text.split()) > 3):
            return True
        if len(row.text.split()) > LONGEST_TITLE:
            return True
        if not _ASIDE.match(row.text):
            return False
    return False


def _free(rows: list[Row], i: int) -> bool:
    """Whether a new scene can begin here: a label right above wants its text first."""
    if i == 0:
        return True
    above = label(rows[i - 1].text)
    if above is not None and above[1] >= len(rows[i - 1].text):
        return False
    if rows[i].text.endswith(("?", "!")):  # a short sentence of the story, or a title
        return rows[i].apart or bool(above and above[0] == "context")
    return True


def _scene(body: str, head: Row, rows: list[Row]) -> Told:
    title = _title(body, head.start, head.end)
    kind = "description"
    parts: dict[str, list[Place]] = {"description": [], "context": []}
    for row in rows:
        if _ASIDE.match(row.text):
            continue
        start = row.start
        if known := label(row.text):
            kind = known[0]
            start += known[1]
        elif row.apart and row.level == 0 and kind == "context" and not parts["context"]:
            pass  # the label stood alone; this is its text
        if start < row.end:
            parts[kind].append((start, row.end))
    return Told(title, tuple(parts["description"]), tuple(parts["context"]))


def _title(body: str, start: int, end: int) -> Place:
    """The title without "Scene 3:", quotation marks and the time behind it."""
    if named := _TITLE_LABEL.match(body[start:end]):
        start += named.end()
    numbered = _NUMBERED.match(body[start:end])
    if numbered and start + numbered.end() < end:
        start += numbered.end()
    timed = _TIME.search(body[start:end])
    if timed and timed.start() == 0 and timed.end() < end - start:
        start += timed.end()
    elif timed and timed.end() == end - start:
        end = start + timed.start()
    while start < end and (body[start].isspace() or body[start] in "–—-:|·"):
        start += 1
    while start < end and (body[end - 1].isspace() or body[end - 1] in "–—-:|·"):
        end -= 1
    if end - start > 2 and body[start] in '"“«„' and body[end - 1] in '"”»“':
        start, end = start + 1, end - 1
    if body[end - 1 : end] == "." and not body[start:end].endswith("..."):
        end -= 1
    return start, end


def _in_lines(body: str, rows: list[Row]) -> list[Told]:
    """Scenes that take one line each: "The Chase: Two men run. Why it matters: …"."""
    found: list[Told] = []
    for row in rows:
        if known := label(row.text):
            if found:
                place = (row.start + known[1], row.end)
                last = found[-1]
                if known[0] == "context":
                    found[-1] = last._replace(context=(*last.context, place))
                else:
                    found[-1] = last._replace(description=(*last.description, place))
            continue
        text = row.text
        numbered = _NUMBERED.match(text)
        at = numbered.end() if numbered else 0
        cut = _IN_LINE.search(text, at)
        if cut is None or cut.start() == 0 or len(text[: cut.start()].split()) > LONGEST_TITLE:
            if found and _SENTENCE_END.search(text):
                last = found[-1]
                found[-1] = last._replace(description=(*last.description, (row.start, row.end)))
            continue
        if re.search(r"[.!?]\s", text[at : cut.start()]):
            continue
        title = _title(body, row.start, row.start + cut.start())
        found.append(Told(title, *_halves(body, row.start + cut.end(), row.end)))
    return found


def _halves(body: str, start: int, end: int) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """What happens and what it means, where both stand in one line."""
    for stop in re.finditer(r"(?<=[.!?”\"])\s+(?=[\w(])", body[start:end]):
        known = label(body[start + stop.end() : end])
        if known and known[0] == "context":
            at = start + stop.end()
            return ((start, start + stop.start()),), ((at + known[1], end),)
    return ((start, end),), ()
