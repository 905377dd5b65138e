"""What the film's own titles say: words found in pictures, put into lines, card by card."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from entracte.model import Ms, Span, Title

_SURE = 0.8  # of the reader, below which words are taken for ornaments
_ROW = 0.5  # of a line's height: words nearer than this stand in one line
_LETTER = re.compile(r"[^\W\d_]")
_LEAST = 2  # letters of a word that is one
_MOMENT: Ms = 600  # a card that is seen no longer does not stand still
_LONGEST = 4000  # characters of a card
# Words read in one place of a picture; left, top, right, bottom in pixels; how surely, 0 to 1.
Word: TypeAlias = tuple[str, tuple[float, float, float, float], float]

_AGAIN = 3  # cards before, whose lines are not told again: they roll


def lines(words: Iterable[Word]) -> tuple[str, ...]:
    """The words as lines, from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    readable = (each for each in words if each[2] >= _SURE and _reads(each[0]))
    for word in sorted(readable, key=lambda each: (each[1][1] + each[1][3], each[1][0])):
        if rows and _beside(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    found = (
        " ".join(text.strip() for text, _, _ in sorted(row, key=lambda each: each[1][0]))
        for row in rows
    )
    return tuple(found)


def titles(cards: Sequence[tuple[Span, tuple[str, ...]]]) -> tuple[Title, ...]:
    """A title for every card that says something; lines that roll on are told once.

    A card that was seen for a moment only, between two that stand, is both of them at once.
    """
    out: list[Title] = []
    before: list[set[str]] = []  # lines of the cards that rolled by
    for number, (span, told) in enumerate(cards):
        rolls = _moment(span)
        if rolls and any(
            not _moment(other) and other.start <= span.end and span.start <= other.end
            for other, says in (
                *cards[max(0, number - 1) : number],
                *cards[number + 1 : number + 2],
            )
            if says
        ):
            continue
        known = {line for each in before[-_AGAIN:] for line in each} if rolls else set()
        fresh = [line for line in told if _plain(line) not in known]
        before.append({_plain(line) for line in told} if rolls else set())
        start = max(span.start, out[-1].span.end) if out else span.start
        if fresh and start < span.end:
            text = "\n".join(fresh)[:_LONGEST]
            out.append(Title(span=Span(start=start, end=span.end), text=text))
    return tuple(out)


def _moment(span: Span) -> bool:
    return span.end - span.start <= _MOMENT


def _reads(text: str) -> bool:
    return len(_LETTER.findall(text)) >= _LEAST and text.isprintable()


def _beside(row: Sequence[Word], word: Word) -> bool:
    (_, top, _, bottom), (_, other_top, _, other_bottom) = row[-1][1], word[1]
    high = min(bottom - top, other_bottom - other_top)
    apart = abs((top + bottom) - (other_top + other_bottom)) / 2
    return apart < _ROW * high


def _plain(line: str) -> str:
    return re.sub(r"\W+", "", line).casefold()
