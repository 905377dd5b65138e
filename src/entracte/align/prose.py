"""Prose on the clock: which stretch of the film a sentence or a told scene is of, if any.

Stretches are the screenplay's scenes, timed by the speeches that are heard in them; without a
screenplay, runs of dialogue between pauses. The sentences of a text that tells the story in order
are placed together (``course``); each is only tied if signs enough speak for its being of this film
(``telling``). To be placed is not to be borne out: words alone cannot tell an invented scene with
the right names from a true one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from entracte.align.course import course
from entracte.align.script import Aligned, aligned
from entracte.align.telling import Film, model
from entracte.align.timing import played
from entracte.align.weighing import LONGEST, Weighing, stems
from entracte.model import (
    Account,
    Claim,
    Id,
    Line,
    Passage,
    Person,
    Read,
    Scene,
    Script,
    Span,
    Speech,
    Track,
    Value,
)

_WORD = re.compile(r"[^\W\d_]{2,}")
# Chosen on the sentences of seven films' synopses against their screenplays, and against those of
# the six others: one in a hundred of another film's is placed.
ALONE = 0.15  # share of a told scene's weight that the best stretch must have
AHEAD = 1.5  # how far it must be ahead of the second best
_PAUSE, _SHORT, _LONG = 4_000, 30_000, 120_000  # milliseconds: runs of dialogue
_FEW = 3  # stretches that are too few to tell apart
MOST_STRETCHES, MOST_SENTENCES = 600, 1_000  # beyond them stretches are joined, sentences let be
_LIKELY = 0.5  # probability of the stretches around the place that it takes to name it
_NEAR = 0.03  # share of the film that counts as around the place


class Stretch(Value):
    """A stretch of film and the words that were written of it."""

    span: Span
    words: tuple[str, ...]


class Told(Value):
    """Where a sentence is told, by its passage in the text."""

    passage: Passage
    span: Span
    sure: float  # how likely it is of this film, and of this stretch
    shared: tuple[str, ...] = ()  # words that it has in common with the stretch, the rarest first


class Placed(Value):
    """Where in the film the scenes are that texts tell of, by the scene's id; and sentences."""

    spans: dict[Id, Span] = msgspec.field(default_factory=dict)
    told: tuple[Told, ...] = ()


def stretches(script: Script, found: Aligned, lines: Sequence[Line]) -> tuple[Stretch, ...]:
    """The screenplay's scenes that can be timed, in its order (``timing.played``)."""
    return tuple(
        Stretch(span=span, words=tuple(_written(script, n)))
        for n, span in enumerate(played(script, found.spoken, lines))
        if span is not None
    )


def runs(lines: Sequence[Line]) -> tuple[Stretch, ...]:
    """Runs of dialogue between pauses, none much longer than two minutes."""
    out: list[list[Line]] = []
    for line in lines:
        last = out[-1] if out else []
        if last:
            far = line.span.end - last[0].span.start
            pause = line.span.start - last[-1].span.end
            if (pause < _PAUSE or far < _SHORT) and far < _LONG:
                last.append(line)
                continue
        out.append([line])
    return tuple(
        Stretch(
            span=Span(start=run[0].span.start, end=max(line.span.end for line in run)),
            words=tuple(stem for line in run for stem in stems(f"{line.label} {line.text}")),
        )
        for run in out
    )


def _written(script: Script, n: int) -> Iterable[str]:
    scene = script.scenes[n]
    yield from stems(scene.heading)
    for element in scene.elements:
        yield from stems(element.words)
        if isinstance(element, Speech):
            yield from stems(element.cue)


def placed(
    scenes: Sequence[Scene],
    accounts: Sequence[Account],
    people: Sequence[Person],
    lines: Track[Line],
) -> Placed:
    """Where the scenes and sentences are that texts tell of and that can be found in the film."""
    spans: dict[Id, Span] = {}
    names = [form for person in people for form in (person.name, *person.aliases)]
    known = {stem for name in names for stem in stems(name)}
    best: tuple[Stretch, ...] = ()
    for account in accounts:
        if account.script is None or not lines.items:
            continue
        given = stretches(
            account.script, aligned(account.script.speeches, lines.items), lines.items
        )
        if len(given) < _FEW:
            continue
        best = best if len(best) >= len(given) else given
        weighing = Weighing([each.words for each in given])
        for scene in scenes:
            span = _best(weighing, given, scene, known)
            if span is not None and scene.id not in spans:
                spans[scene.id] = span
    return Placed(spans=spans, told=told(accounts, names, best or runs(lines.items)))


def _best(
    weighing: Weighing, given: Sequence[Stretch], scene: Scene, names: set[str]
) -> Span | None:
    says = [claim.says for claim in (*scene.title, *scene.description)]
    telling = [word for text in says for word in stems(text) if word not in names]
    scores = weighing.shares(telling)
    order = np.argsort(-scores, kind="stable")
    first, second = scores[order[0]], scores[order[1]]
    if first < ALONE or first < AHEAD * second:
        return None
    span: Span = given[int(order[0])].span
    return span


def told(
    accounts: Sequence[Account], names: Sequence[str], given: Sequence[Stretch]
) -> tuple[Told, ...]:
    """Where the sentences of synopses and plots are told; those of which nothing is found, not.

    A text tells in order: of what would be told before an earlier sentence, the fewest sentences
    that stand out of order are left untied.
    """
    given = _in_order(given)
    if len(given) < _FEW:
        return ()
    film = Film([each.words for each in given], names)
    out: list[Told] = []
    for account in accounts:
        for claims in (account.synopsis, account.plot):
            out += _told(claims[:MOST_SENTENCES], film, given)
    return tuple(out)


def _told(claims: Sequence[Claim[str]], film: Film, given: Sequence[Stretch]) -> list[Told]:
    if not claims:
        return []
    masses = np.stack([film.wide.masses(film.words(claim.says)) for claim in claims])
    path = course(masses)
    around = max(1, round(_NEAR * len(given)))
    sure = [
        model().sure(film.signs(claim.says, masses[i], path.expected[i]))
        for i, claim in enumerate(claims)
    ]
    at = [int(row.argmax()) for row in path.where]
    likely = [
        float(path.where[i, max(0, place - around) : place + around + 1].sum())
        for i, place in enumerate(at)
    ]
    kept = [
        i
        for i, place in enumerate(at)
        if sure[i] >= model().enough and likely[i] >= _LIKELY and masses[i, place] > 0
    ]
    return [
        Told(
            passage=found.passage,
            span=given[at[i]].span,
            sure=round(sure[i] * likely[i], 2),
            shared=_shared(film, claims[i].says, given[at[i]]),
        )
        for i in _forward(kept, at)
        for found in claims[i].said_by[:1]
        if isinstance(found, Read)
    ]


def _forward(kept: Sequence[int], at: Sequence[int]) -> list[int]:
    """Most of them that never go back (the longest non-decreasing subsequence, by patience)."""
    tops: list[int] = []  # the last sentence of the best row of each length
    before: dict[int, int | None] = {}
    for i in kept:
        size = bisect_right(tops, at[i], key=lambda j: at[j])
        before[i] = tops[size - 1] if size else None
        tops[size : size + 1] = [i]
    out: list[int] = []
    last = tops[-1] if tops else None
    while last is not None:
        out.append(last)
        last = before[last]
    return out[::-1]


def _shared(film: Film, sentence: str, stretch: Stretch) -> tuple[str, ...]:
    """The words in common as the sentence writes them, the rarest first."""
    there = set(stretch.words)
    common: dict[str, str] = {}
    for word in _WORD.findall(sentence[:LONGEST]):
        for stem in stems(word)[:1]:
            if stem in there:
                common.setdefault(stem, word)
    order = sorted(common, key=lambda stem: (-film.wide.weight([stem]), stem))
    return tuple(common[stem] for stem in order[:4])


def _in_order(given: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """By time, and when there are too many, neighbours joined."""
    out = sorted(given, key=lambda each: each.span)
    size = -(-len(out) // MOST_STRETCHES) if out else 1
    return tuple(
        Stretch(
            span=Span(
                start=out[i].span.start, end=max(each.span.end for each in out[i : i + size])
            ),
            words=tuple(word for each in out[i : i + size] for word in each.words),
        )
        for i in range(0, len(out), size)
    )
