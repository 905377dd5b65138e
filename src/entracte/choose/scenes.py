"""Scenes worth remembering in a film of which no text tells scenes: chosen from its own dialogue.

Runs of dialogue between pauses stand in for scenes. Those are chosen that carry the story
(``salience``: size, main people, what a plot tells); each is called by a line that is said in it.
"""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from entracte.align.stretches import Stretch, runs
from entracte.choose.quotes import BY
from entracte.choose.salience import salient
from entracte.choose.style import memorable
from entracte.model import Claim, Heard, Line, Scene, Seen, Shot, Span, Track, clock

_RUNS_A_SCENE, _FEWEST, _MOST = 8, 3, 8
_TOLD = 1.0  # a run of dialogue that a text tells of


def scenes(
    lines: Track[Line],
    shots: Track[Shot],
    told: Sequence[tuple[Span, Claim[str]]] = (),
) -> tuple[Scene, ...]:
    """The scenes chosen, in the film's order. ``told``: sentences of texts and where they are told.

    Each begins with the shot in which its first line is said, where shots are known.
    """
    spoken = [line for line in lines.items if line.sort in ("speech", "song")]
    given = runs(spoken)
    if len(given) < _FEWEST * 2:
        return ()
    inside = [_within(spoken, each.span) for each in given]
    order = sorted(told, key=lambda each: each[0])
    sentences = [[c for span, c in order if _middle(span) in each.span] for each in given]
    people = [[line.speaker or line.label for line in some] for some in inside]
    worth = salient(
        [each.words for each in given],
        [[name for name in names if name] for names in people],
        [_TOLD if some else 0.0 for some in sentences] if told else (),
    )
    most = min(_MOST, max(_FEWEST, len(given) // _RUNS_A_SCENE))
    best = sorted(range(len(given)), key=lambda i: (-worth[i], i))[:most]
    return tuple(
        _scene(given[i], inside[i], sentences[i], shots, _rank(i, worth)) for i in sorted(best)
    )


def _scene(
    stretch: Stretch,
    lines: Sequence[Line],
    sentences: Sequence[Claim[str]],
    shots: Track[Shot],
    rank: str,
) -> Scene:
    key = max(lines, key=lambda line: (_fit(line.text), memorable(line.text), -line.span.start))
    first = shots.at(stretch.span.start)
    start = first.span.start if first is not None else stretch.span.start
    span = Span(start=start, end=stretch.span.end)
    speakers = tuple(dict.fromkeys(line.speaker for line in lines if line.speaker is not None))
    who = f", {len(speakers)} people speaking" if len(speakers) > 1 else ""
    why = (
        f"Chosen by entracte: {rank} in weight "
        f"({len(lines)} lines{who}{', a text tells of it' if sentences else ''})."
    )
    return Scene(
        id=f"chosen-at-{clock(start).replace(':', '-')}",
        title=(
            Claim(
                says=f"“{' '.join(key.text.split())}”",
                said_by=(Seen(span=span, by=BY, why=why),),
                evidence=(Heard(span=key.span, by=BY, why="This line is said in it."),),
            ),
        ),
        spans=(span,),
        description=tuple(replace(claim) for claim in sentences),
        people=speakers,
    )


def _rank(i: int, worth: Sequence[float]) -> str:
    ahead = sum(each > worth[i] for each in worth)
    return f"of {len(worth)} runs of dialogue it is number {ahead + 1}"


def _fit(text: str) -> bool:
    return 3 <= len(text.split()) <= 12


def _within(lines: Sequence[Line], span: Span) -> Sequence[Line]:
    first = bisect_left(lines, span.start, key=lambda line: line.span.start)
    return lines[first : bisect_left(lines, span.end, key=lambda line: line.span.start)]


def _middle(span: Span) -> int:
    return (span.start + span.end) // 2
