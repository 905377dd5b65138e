"""Lines worth remembering, chosen from the film's own dialogue: first for reasons, then for style.

Reasons are what can be checked: the line is said again, has the words of the title, stands before
silence, music or laughter, opens or closes a run of dialogue. How it is worded is a prior only
(``style``), for wording alone is nearly useless among all the lines of a film.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from entracte.align.weighing import stems
from entracte.align.words import plain
from entracte.choose.style import memorable
from entracte.model import Claim, Heard, Id, Line, Ms, Quote, Sound, Span

BY = "chosen/1"
_SHORTEST, _LONGEST = 4, 25  # words
_APART: Ms = 45_000  # between two quotes, and between a line and its being said again
_OFTEN, _TELLING = 4, 2  # times that words come back, and telling words that it takes
_SILENCE, _BREAK, _SOON = 6_000, 10_000, 3_000  # milliseconds
_LINES_A_QUOTE, _FEWEST, _MOST = 80, 3, 12
_STYLE = 0.5  # what one deviation of style is worth beside one reason
_LAUGHS = ("laugh", "chuckl", "giggl")
_MUSIC = ("music", "song", "♪", "♫")


class Reason(NamedTuple):
    """Why a line was chosen, and the moment of the film that shows it."""

    why: str
    span: Span
    worth: float


def quotes(
    lines: Sequence[Line],
    title: str = "",
    sounds: Sequence[Sound] = (),
    taken: frozenset[Id] = frozenset(),
) -> tuple[Claim[Quote], ...]:
    """The lines chosen, in the film's order, each with its reasons as evidence.

    ``taken``: lines that texts quote already. None are chosen from a film of a dozen lines.
    """
    spoken = [line for line in lines if line.sort in ("speech", "song")]
    if len(spoken) < _FEWEST * 4:
        return ()
    scores = _styles(spoken)
    same, heard, asked = repeats(spoken), marks(lines, sounds), frozenset(stems(title))
    found = []
    for i, line in enumerate(spoken):
        size = len(line.text.split())
        if not _SHORTEST <= size <= _LONGEST or line.id in taken or not _whole(line.text):
            continue
        why = reasons(i, spoken, same, heard, asked)
        if why and scores[i] > 0:
            worth = sum(each.worth for each in why) + _STYLE * min(3.0, scores[i])
            found.append((worth, i, why))
    most = min(_MOST, max(_FEWEST, len(spoken) // _LINES_A_QUOTE))
    chosen: list[tuple[int, list[Reason]]] = []
    for _, i, why in sorted(found, key=lambda each: (-each[0], each[1])):
        at = spoken[i].span.start
        if all(abs(at - spoken[j].span.start) >= _APART for j, _ in chosen):
            chosen.append((i, why))
        if len(chosen) == most:
            break
    return tuple(_claim(spoken[i], why) for i, why in sorted(chosen))


def _claim(line: Line, why: Sequence[Reason]) -> Claim[Quote]:
    return Claim(
        says=Quote(words=" ".join(line.text.split()), lines=(line.id,), speaker=line.speaker),
        said_by=(Heard(span=line.span, by=BY, why="Chosen by entracte from the dialogue."),),
        evidence=tuple(Heard(span=each.span, by=BY, why=each.why) for each in why),
    )


def reasons(
    i: int,
    spoken: Sequence[Line],
    same: Mapping[str, Sequence[int]],
    heard: Sequence[Reason],
    title: frozenset[str],
) -> list[Reason]:
    """What can be seen for this line's being worth remembering.

    ``same``: see ``repeats``; ``heard``: see ``marks``; ``title``: the stems of its words.
    """
    line = spoken[i]
    out: list[Reason] = []
    again = same.get(plain(line.text), ())
    if len(again) > _OFTEN or len(set(stems(line.text))) < _TELLING:
        again = ()  # a manner of speaking, and no words that come back
    late = line.span.start + _APART
    k = bisect_left(again, i + 1)
    other = next((j for j in again[k : k + 20] if spoken[j].span.start > late), None)
    if other is not None:
        out.append(Reason("The same words are said again here.", spoken[other].span, 2.0))
    if title and title <= set(stems(line.text)):
        out.append(Reason("It has the words of the film’s title.", line.span, 1.5))
    after = spoken[i + 1].span.start if i + 1 < len(spoken) else None
    following = _heard_next(line, heard)
    if following is not None:
        out.append(following)
    elif after is not None and after - line.span.end >= _SILENCE:
        rest = Span(start=line.span.end, end=after)
        out.append(Reason("Nobody speaks for a while after it.", rest, 1.0))
    if after is None or after - line.span.end >= _BREAK:
        out.append(Reason("It is the last line before a break in the dialogue.", line.span, 0.5))
    elif i and line.span.start - spoken[i - 1].span.end >= _BREAK:
        out.append(Reason("It is the first line after a break in the dialogue.", line.span, 0.5))
    return out


def repeats(spoken: Sequence[Line]) -> dict[str, list[int]]:
    """Which lines have the same words."""
    found: dict[str, list[int]] = {}
    for i, line in enumerate(spoken):
        found.setdefault(plain(line.text), []).append(i)
    return found


def marks(lines: Sequence[Line], sounds: Sequence[Sound]) -> list[Reason]:
    """Laughter and music, in the order in which they begin."""
    out = []
    for line in lines:
        text = line.text.casefold() if line.sort == "sound" else ""
        if any(word in text for word in _LAUGHS):
            out.append(Reason("Somebody laughs at it.", line.span, 1.5))
        elif any(word in text for word in _MUSIC):
            out.append(Reason("Music begins after it.", line.span, 1.0))
    out += [
        Reason("Music begins after it.", each.span, 1.0) for each in sounds if each.kind == "music"
    ]
    return sorted(out, key=lambda each: each.span)


def _heard_next(line: Line, heard: Sequence[Reason]) -> Reason | None:
    i = bisect_left(heard, line.span.end, key=lambda each: each.span.start)
    soon = i < len(heard) and heard[i].span.start < line.span.end + _SOON
    return heard[i] if soon else None


def _styles(spoken: Sequence[Line]) -> list[float]:
    """How far each line's wording stands above the film's mean, in deviations."""
    found = [memorable(line.text) for line in spoken]
    mean = sum(found) / len(found)
    wide = (sum((x - mean) ** 2 for x in found) / len(found)) ** 0.5 or 1.0
    return [(x - mean) / wide for x in found]


def _whole(text: str) -> bool:
    """Whether it reads as whole sentences, and not as the half of one."""
    words = text.strip().lstrip("-–— \"“'‘")
    return words[:1].isupper() and words.rstrip("\"”'’")[-1:] in (".", "!", "?")
