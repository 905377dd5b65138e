"""What a machine heard somebody say, made into lines of dialogue; for films without subtitles."""

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from entracte.model import Line, Ms, Span, Track, Value

NOTE = (
    "These lines were heard by a machine ({by}), for there are no subtitles: "
    "words may be wrong or missing, names most of all."
)
_SUREST = 0.9  # no machine's hearing is as good as subtitles
_NOBODY = 0.6  # likelihood that nobody speaks, from which ...
_POORLY = 0.37  # ... words that are heard no surer than this are none (both as Whisper has them)
_AGAIN = 2  # times that the same words may follow each other: more is the machine's stammer
_SHORTEST: Ms = 200
_LONGEST: Ms = 30_000  # the machine listens to no more at once
_MOST = 500  # characters of a line
_DAY: Ms = 48 * 3600 * 1000
_JUNK = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")


class Segment(NamedTuple):
    """Some words heard in one go: seconds of the film, and how sure the machine is, 0 to 1."""

    start: float
    end: float
    text: str
    sure: float
    nobody: float = 0.0  # how likely it is that nobody speaks


class Transcript(Value):
    """The lines of a film that has no subtitles, and how they came about."""

    lines: Track[Line] = Track()
    notes: tuple[str, ...] = ()


def transcript(segments: Iterable[Segment], language: str, by: str) -> Transcript:
    """Lines in order that do not overlap. ``by``: the model that heard them; ``language``: BCP 47.

    Left out is what has no words or no time, what is likely to be nobody's, and the same words
    over and over, which these models make of music and of silence.
    """
    told: list[Line] = []
    before, again = "", 0
    for each in sorted((each for each in segments if _possible(each)), key=lambda each: each.start):
        text = " ".join(_JUNK.sub(" ", each.text).split())[:_MOST]
        words = "".join(letter for letter in text.casefold() if letter.isalnum())
        if not words:
            continue
        again = again + 1 if words == before else 0
        before = words
        if again >= _AGAIN:
            continue
        start = max(round(each.start * 1000), told[-1].span.end if told else 0)
        end = min(round(each.end * 1000), start + _LONGEST)
        if end - start < _SHORTEST:
            continue
        sure = round(min(max(each.sure, 0.0), 1.0) * _SUREST, 3)
        span = Span(start=start, end=end)
        told.append(
            Line(id=f"line-{len(told) + 1}", span=span, text=text, language=language, sure=sure)
        )
    notes = (NOTE.format(by=by),) if told else ()
    return Transcript(lines=Track(by=by, items=tuple(told)), notes=notes)


def _possible(each: Segment) -> bool:
    if not all(math.isfinite(figure) for figure in (each.start, each.end, each.sure, each.nobody)):
        return False
    silent = each.nobody > _NOBODY and each.sure < _POORLY
    return 0 <= each.start < each.end < _DAY / 1000 and not silent
