"""Who is there: the people of each scene, as the screenplay has them and as they are heard.

Whoever speaks in a scene's stretch is there, unless the screenplay has them speak from elsewhere
(V.O., on a telephone or a set). Whoever the screenplay has speak or do something in a scene that
is played there is there too, but only once the film has let them be met: a name that a viewer could
not know by the end of the scene is not told with it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from entracte.align.script import Spoken
from entracte.align.timing import played
from entracte.model import Action, Id, Line, Ms, Person, Scene, Script, Span, Speech, Value

MOSTLY: Final = 0.5  # of a written scene's stretch that must lie in a scene for its people to
LONGEST: Final = 20_000  # characters of a scene's action that are looked at
_ELSEWHERE: Final = re.compile(
    r"(?i)[(\[][^()\[\]]{0,30}(?:\bv\.? ?o\b|\bvoice[- ]?over|\bfiltered|\brecorded|\bnarrat|"
    r"\b(?:over|from|through|via) (?:the |a )?(?:tele|cell|mobile )?phone|"
    r"\b(?:on|over|from|through|via) (?:the |a )?(?:radio|tv\b|television|tape\b|recording|"
    r"intercom|loudspeaker|speaker|screen|video|monitor))"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

WhoIs = Callable[[str], Id | None]


class Staged(Value):
    """A scene of the screenplay, when it is played, and who is in it as it was written."""

    span: Span
    people: tuple[Id, ...] = ()  # in the order in which they speak or are told of
    elsewhere: tuple[Id, ...] = ()  # heard in it, and not there


def staged(
    script: Script,
    spoken: Sequence[Spoken],
    lines: Sequence[Line],
    who: WhoIs,
    people: Sequence[Person],
) -> tuple[Staged, ...]:
    """The screenplay's scenes that are found in the film, in its order.

    ``who`` tells whom a name above a speech means; ``people``: the characters looked for in what
    is to be seen. A name that two of them bear is nobody's there, nor is one that only owns
    something ("Vera's coat").
    """
    names = _Names(people)
    out: list[Staged] = []
    for scene, span in zip(script.scenes, played(script, spoken, lines), strict=True):
        if span is None:
            continue
        there: dict[Id, None] = {}
        away: dict[Id, None] = {}
        for element in scene.elements:
            if isinstance(element, Action):
                there |= dict.fromkeys(names.told(element))
            elif (speaker := who(element.cue)) is not None:
                (away if _from_elsewhere(element) else there)[speaker] = None
        out.append(
            Staged(
                span=span,
                people=tuple(there),
                elsewhere=tuple(id for id in away if id not in there),
            )
        )
    return tuple(out)


def _from_elsewhere(speech: Speech) -> bool:
    return bool(_ELSEWHERE.search(speech.cue) or _ELSEWHERE.search(f"({speech.aside})"))


class _Names:
    """The characters by the first word of each of their names."""

    def __init__(self, people: Sequence[Person]) -> None:
        bearers: dict[tuple[str, ...], set[Id]] = {}
        for person in people:
            if person.character:
                for form in (person.name, *person.aliases):
                    words = tuple(_WORD.findall(form.casefold()))
                    if words and form[:1].isupper():
                        bearers.setdefault(words, set()).add(person.id)
        self.by_first: dict[str, list[tuple[tuple[str, ...], Id]]] = {}
        for words, ids in sorted(bearers.items(), key=lambda each: (-len(each[0]), each[0])):
            if len(ids) == 1:
                self.by_first.setdefault(words[0], []).append((words, min(ids)))

    def told(self, action: Action) -> Iterable[Id]:
        """Who is named in what is to be seen: longest names first, written with a capital."""
        written = _WORD.findall(action.words[:LONGEST])
        plain = [word.casefold() for word in written]
        at = 0
        while at < len(plain):
            for words, id in self.by_first.get(plain[at], ()):
                end = at + len(words)
                if tuple(plain[at:end]) == words and written[at][0].isupper():
                    yield id
                    at = end - 1
                    break
            at += 1


def peopled(
    scenes: Sequence[Scene],
    stages: Sequence[Staged],
    lines: Sequence[Line],
    people: Sequence[Person],
) -> tuple[Scene, ...]:
    """The scenes with the people that are in them: as texts name them, then as they appear."""
    met = _met(lines, people) if stages else {}
    return tuple(
        msgspec.structs.replace(scene, people=_there(scene, stages, lines, met))
        if scene.spans
        else scene
        for scene in scenes
    )


def _there(
    scene: Scene, stages: Sequence[Staged], lines: Sequence[Line], met: Mapping[Id, Ms]
) -> tuple[Id, ...]:
    end = max(span.end for span in scene.spans)
    mine = [stage for stage in stages if _of_one_scene(stage.span, scene.spans)]
    heard = [
        line.speaker
        for line in lines
        if line.speaker is not None and _inside(line.span, scene.spans)
    ]
    written = [id for stage in mine for id in stage.people if id in met and met[id] < end]
    # whom a text names in the scene stays, but for a voice that the screenplay has elsewhere
    away = {id for stage in mine for id in stage.elsewhere} & set(heard)
    away -= {id for stage in mine for id in stage.people}
    found = dict.fromkeys((*scene.people, *heard, *written))
    return tuple(id for id in found if id not in away)


def _of_one_scene(stage: Span, spans: Sequence[Span]) -> bool:
    """Whether most of what was written lies in the scene, or most of the scene in it."""
    if _inside(stage, spans):
        return True
    long = sum(span.end - span.start for span in spans)
    return sum(stage.overlap(span) for span in spans) > MOSTLY * long


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    long = span.end - span.start
    if not long:
        return any(span.start in each for each in spans)
    return sum(span.overlap(each) for each in spans) > MOSTLY * long


def _met(lines: Sequence[Line], people: Sequence[Person]) -> dict[Id, Ms]:
    """When each character is first heard or called by a name."""
    out: dict[Id, Ms] = {}
    called = [
        (person.id, [_spaced(form) for form in (person.name, *person.aliases) if _spaced(form)])
        for person in people
        if person.character
    ]
    for line in lines:
        said = _spaced(line.text)
        for id, forms in called:
            if id not in out and (line.speaker == id or any(form in said for form in forms)):
                out[id] = line.span.start
    return out


def _spaced(text: str) -> str:
    """The words between spaces, so that whole names are found; empty without words."""
    words = _WORD.findall(text[:LONGEST])
    return f" {' '.join(words)} " if words else ""
