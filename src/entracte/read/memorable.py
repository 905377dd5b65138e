"""The memorable scenes a listing tells: title, what happens, and why it matters."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from entracte.read.headings import label
from entracte.read.rows import BOLD, Row

Place = tuple[int, int]
Labels: TypeAlias = Mapping[str, str]


class Told(NamedTuple):
    """One scene: places of its title, of what happens in it, and of what it means."""

    title: Place
    description: tuple[Place, ...]
    context: tuple[Place, ...]


_SENTENCE_END: Final = re.compile(r"[.!?…][\"”'’»)\]]*$")
_NUMBERED: Final = re.compile(
    r"(?:(?:scene|szene|scène|escena|scena|moment|chapter)\s*)?(?:#\s*)?"
    r"(?:\d{1,3}|[IVX]{1,5})(?:\s*(?:of|/|von|de|sur)\s*\d{1,3})?\s*[:.)·•–—-]\s+",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"\s*[\[(]?\b(?:at "
    r")?(?:\d{1,2}:)?\d{1,2}:\d{2}\b(?:\s*[–—-]\s*(?:\d{1,2}:)?\d{1,2}:\d{2})?[\])]?\s*"
    r"|\s*(?:[\[(]|[–—-]\s|\bat\s|^)(?:ca?\. ?|about |after )?"
    r"(?:\d{1,2} ?h(?:ours?|rs?)?\.? ?)?\d{1,3} ?(?:min(?:ute)?s?|m|['’′])\b\.?(?: in)?"
    r"(?:[\])]|(?=\s[–—-]\s)|:|$)\s*"
)
_NAMED: Final = re.compile(  # "Scene: The Test Card", "Scene 2 of 4: The Rope"
    r"(?:scene|szene|scène|escena|scena|moment|sequence)\s*"
    r"(?:#?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?)?\s*[:.–—-]\s+\S",
    re.IGNORECASE,
)
_IN_LINE: Final = re.compile(r"(?:\s*:\s+|\s+[–—-]\s+|\s*[–—]\s+)")
_TITLE_LABEL: Final = re.compile(r"(?:title|titel|titre|título|titolo|scene|name)\s*:\s*", re.I)
_ASIDE: Final = re.compile(
    r"(?:time|timestamp|timecode|characters?|location|where|when|who|cast|duration|runtime|zeit|ort|"
    r"lieu|lugar|mood|tags?|rating)\s*:\s",
    re.IGNORECASE,
)
_SETTING: Final = re.compile(r"\W{0,3}setting\W{0,3}(?::|\s[–—-]\s)", re.IGNORECASE)
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
    own = _own_labels(rows)
    titled = _titles(rows, own)
    if not titled:
        return _in_lines(body, rows, own)
    found: list[Told] = []
    for number, first in enumerate(titled):
        last = titled[number + 1] if number + 1 < len(titled) else len(rows)
        found.append(_scene(body, rows[first], rows[first + 1 : last], own))
    return [each for each in found if each.title[0] < each.title[1]]


_OWN: Final = re.compile(  # "Stakes: …", or behind a small picture "So what? …"
    r"(?:[^\w\s\"“‘'(\[]{1,3}[ \t]+)?(?P<name>[^\W\d_][\w’' -]{2,28}?)"
    r"(?:[ \t]*(?::|[ \t][–—-])|\?)[ \t]+(?=\S)"
)


def _label(text: str, own: Labels) -> tuple[str, int] | None:
    """What a label announces, and where it ends: one that sites use, or one of this page's own."""
    if known := label(text):
        return known
    found = _OWN.match(text) if own else None
    kind = own.get(found["name"].casefold()) if found else None
    return (kind, found.end()) if found and kind else None


def _own_labels(rows: list[Row]) -> Labels:
    """Labels that only this page uses: the same word again and again at the start of a line.

    A word that the text uses elsewhere is none: it may be a name, and the line dialogue.
    """
    places: dict[str, list[int]] = {}
    spelt: dict[str, str] = {}
    for i, row in enumerate(rows):
        found = _OWN.match(row.text) if not (row.number or row.level) else None
        titled = _NAMED.match(row.text) or _TITLE_LABEL.match(row.text)
        if found and not titled and not label(row.text) and not _ASIDE.match(row.text):
            places.setdefault(found["name"].casefold(), []).append(i)
            spelt[found["name"].casefold()] = found["name"]
    kinds: dict[str, str] = {}
    for name, at in places.items():
        if len(at) < 2 or len(spelt[name].split()) > 4 or any(b - a < 2 for a, b in pairwise(at)):
            continue
        word = re.compile(rf"\b{re.escape(spelt[name])}\b")
        used = sum(len(word.findall(row.text)) for row in rows)
        if used > len(at):
            continue
        prose = sum(1 for i in at if i and _SENTENCE_END.search(rows[i - 1].text))
        kinds[name] = "context" if prose * 2 > len(at) else "description"
    return kinds


def _titles(rows: list[Row], own: Labels) -> list[int]:
    """The places of the rows that are titles of scenes."""
    ranks = sorted({row.level for row in rows if row.level and not _label(row.text, own)})
    for rank in ranks:
        ranked = [
            i for i, row in enumerate(rows) if row.level == rank and not _label(row.text, own)
        ]
        if rank == BOLD and len(ranked) < 2 and len(ranks) == 1 and ranked[0] != 0:
            continue
        return ranked
    named = [i for i, row in enumerate(rows) if _NAMED.match(row.text) and _short(row, own)]
    if len(named) > 1:
        return named
    numbered = [i for i, row in enumerate(rows) if row.number and _short(row, own)]
    plain = [
        i
        for i, row in enumerate(rows)
        if _short(row, own)
        and not row.bullet
        and _prose_follows(rows, i, own)
        and _free(rows, i, own)
    ]
    if numbered and len(numbered) >= len(plain):
        return numbered
    return plain


def _short(row: Row, own: Labels) -> bool:
    if _label(row.text, own) or _ASIDE.match(row.text):
        return False
    text = _TIME.sub(" ", row.text).strip(" \t–—-|·")
    words = len(text.split())
    if not 0 < words <= LONGEST_TITLE or len(text) > 110:
        return False
    if text.endswith((".", "…", ",", ";")) and not text.endswith("..."):
        return bool(row.number) and words <= 6 and text.endswith(".")
    if text.endswith(":"):
        return words <= 8
    return text[0].isupper() or text[0].isdigit() or text[0] in "\"“'‘«„¿¡"


def _prose_follows(rows: list[Row], i: int, own: Labels) -> bool:
    """Whether the next lines tell something: prose, a label, or an aside and then those."""
    for row in rows[i + 1 : i + 4]:
        if _label(row.text, own) or (_SENTENCE_END.search(row.text) and len(row.text.split()) > 3):
            return True
        if len(row.text.split()) > LONGEST_TITLE:
            return True
        if not _ASIDE.match(row.text):
            return False
    return False


def _free(rows: list[Row], i: int, own: Labels) -> bool:
    """Whether a new scene can begin here: a label right above wants its text first."""
    if i == 0:
        return True
    above = _label(rows[i - 1].text, own)
    if above is not None and above[1] >= len(rows[i - 1].text):
        return False
    if rows[i].text.endswith(("?", "!")):  # a short sentence of the story, or a title
        return rows[i].apart or bool(above and above[0] == "context")
    return True


def _scene(body: str, head: Row, rows: list[Row], own: Labels) -> Told:
    title = _title(body, head.start, head.end)
    kind = "description"
    parts: dict[str, list[Place]] = {"description": [], "context": []}
    meant = [row for row in rows if (each := _label(row.text, own)) and each[0] == "context"]
    set_off = bool(rows) and rows[0].quoted
    placed = len(meant) > 1 and not all(_SETTING.match(row.text) for row in meant)
    for row in rows:
        if _ASIDE.match(row.text) or (placed and _SETTING.match(row.text)):
            continue
        start = row.start
        if known := _label(row.text, own):
            kind = known[0]
            start += known[1]
        elif row.apart and row.level == 0 and kind == "context" and not parts["context"]:
            pass  # the label stood alone; this is its text
        told = kind == "description" and bool(parts[kind])
        if row.quoted and told and not set_off and not row.text.startswith(tuple('"“«„')):
            kind = "context"  # a remark below the scene: ">> Nobody will forgive him."
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


def _in_lines(body: str, rows: list[Row], own: Labels) -> list[Told]:
    """Scenes that take one line each: "The Chase: Two men run. Why it matters: …"."""
    found: list[Told] = []
    for row in rows:
        if known := _label(row.text, own):
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
        if title[0] >= title[1]:
            continue
        found.append(Told(title, *_halves(body, row.start + cut.end(), row.end, own)))
    return found


def _halves(
    body: str, start: int, end: int, own: Labels
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """What happens and what it means, where both stand in one line."""
    for stop in re.finditer(r"(?<=[.!?”\"])\s+(?=[\w(])", body[start:end]):
        known = _label(body[start + stop.end() : end], own)
        if known and known[0] == "context":
            at = start + stop.end()
            return ((start, start + stop.start()),), ((at + known[1], end),)
    return ((start, end),), ()
