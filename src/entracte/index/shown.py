"""How what was found is shown: the words that answer, the difference, the lines around."""

from collections.abc import Mapping

from rapidfuzz.distance import Levenshtein

from entracte.index import plain
from entracte.index.answer import Hit, Near, Piece
from entracte.index.asked import Asked
from entracte.index.kept import Reading, View
from entracte.index.plan import in_time
from entracte.index.rank import Ranked
from entracte.index.units import SORTS
from entracte.model import Id, Ms

_AROUND = 2  # lines shown before and after
_LINE = SORTS.index("line")
_APART: Ms = 1_000  # a line of another language may begin or end so much sooner or later


def hit(
    view: View, asked: Asked, place: Ranked, near: frozenset[str], limit: Ms | None, brief: bool
) -> Hit:
    """The place as it is shown; nothing said after ``limit`` is shown with it.

    ``near``: words that the words asked for may stand for. ``brief``: without what is around it.
    """
    unit, film = place.reading.unit, place.reading.film
    before: tuple[Near, ...] = ()
    after: tuple[Near, ...] = ()
    also: tuple[Near, ...] = ()
    if unit.sort == _LINE and not brief:
        earlier, later = beside(view, place, _AROUND, limit)
        before = tuple(_near(each) for each in earlier)
        after = tuple(_near(each) for each in later)
        if len(film.languages) > 1:
            also = _also(view, place, limit)
    missed = place.how == "misremembered"
    said = unit.text
    if missed and place.joined and (before if place.joined < 0 else after):
        said = f"{before[-1].text} {said}" if place.joined < 0 else f"{said} {after[0].text}"
    return Hit(
        film=film.id,
        sort=SORTS[unit.sort],
        text=unit.text,
        marks=marks(unit.text, asked, near, place.how),
        start=None if unit.long < 0 else unit.start,
        end=None if unit.long < 0 else unit.start + unit.long,
        who=unit.who,
        person=unit.person,
        claim=unit.claim,
        place=unit.place,
        part=unit.part,
        language=unit.language,
        how=place.how,
        likeness=place.likeness,
        difference=difference(asked.text, said) if missed else (),
        before=before,
        after=after,
        also=also,
    )


def marks(text: str, asked: Asked, near: frozenset[str], how: str) -> tuple[tuple[int, int], ...]:
    """The characters of the text that answer: the phrase itself, or else each of its words."""
    there = plain.placed(text)
    out: list[tuple[int, int]] = []
    if how == "exact":
        wanted = asked.words
        for i in range(len(there) - len(wanted) + 1):
            run = there[i : i + len(wanted)]
            whole = all(word == want for (word, _, _), want in zip(run[:-1], wanted, strict=False))
            if run and whole and run[-1][0].startswith(wanted[-1]):
                out.append((run[0][1], run[-1][2]))
    else:
        begun = asked.words[-1] if how == "as typed" and asked.words and not asked.whole else None
        wanted_words = near | set(asked.words)
        for word, start, end in there:
            if word in wanted_words:
                out.append((start, end))
            elif begun and word.startswith(begun):
                out.append((start, min(end, start + len(begun))))
    joined: list[tuple[int, int]] = []
    for start, end in out:  # what only spaces or an apostrophe part is marked in one
        if joined and (start <= joined[-1][1] or _within(text[joined[-1][1] : start])):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _within(between: str) -> bool:
    return between.isspace() or between in ("'", "’")


def difference(asked: str, said: str) -> tuple[Piece, ...]:
    """Word by word, what was asked beside what is said, each in its own spelling."""
    a, b = _spoken(asked), _spoken(said)
    out: list[Piece] = []
    for step in Levenshtein.opcodes([word for word, _ in a], [word for word, _ in b]):
        left = " ".join(word for _, word in a[step.src_start : step.src_end])
        right = " ".join(word for _, word in b[step.dest_start : step.dest_end])
        same = step.tag == "equal"
        if out and not same and not out[-1].same:  # what differs side by side is one difference
            last = out.pop()
            left, right = f"{last.asked} {left}".strip(), f"{last.said} {right}".strip()
        out.append(Piece(asked=left, said=right, same=same))
    return tuple(out)


def _spoken(text: str) -> list[tuple[str, str]]:
    """Its words as they are compared, here with "don't" as one, and as they are written."""
    both = (("".join(plain.tokens(word)), word) for word in text.split())
    return [(bare, word) for bare, word in both if bare]


def beside(
    view: View, place: Ranked, most: int, limit: Ms | None
) -> tuple[list[Reading], list[Reading]]:
    """At most so many lines before and after the place; none said after ``limit``."""
    before, after = view.around(place.doc, place.reading, most, most)
    return before, [each for each in after if limit is None or each.known <= limit]


def _near(reading: Reading) -> Near:
    unit = reading.unit
    return Near(
        text=unit.text,
        start=unit.start,
        end=unit.start + unit.long,
        who=unit.who,
        language=unit.language,
    )


def _also(view: View, place: Ranked, limit: Ms | None) -> tuple[Near, ...]:
    unit = place.reading.unit
    start, end = unit.start, unit.start + unit.long
    found = view.read(in_time(view, place.reading.film.number, start - 8_000, end))
    out = []
    for each in found:
        other = each.unit
        over = min(end, other.start + other.long) - max(start, other.start)
        spoils = limit is not None and each.known > limit
        half = over > 0 and 2 * over >= min(other.long, unit.long)
        if half and other.language != unit.language and not spoils:
            out.append(each)
    return tuple(_near(each) for each in sorted(out, key=lambda r: (r.unit.language, r.known)))


def limits(seen: Mapping[Id, Ms] | None) -> dict[Id, Ms]:
    """How far the reader has got in each film; nothing after it is shown."""
    return {film: max(0, int(at)) for film, at in (seen or {}).items()}
