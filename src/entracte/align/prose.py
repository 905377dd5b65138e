"""Prose on the clock: which stretch of the film a sentence or a told scene is of, if any.

The sentences of a text that tells the story in order are placed together (``course``), by words in
common and, where there are vectors, by what they mean (``meant``); each is only tied if signs
enough speak for its being of this film (``telling``). To be placed is not to be borne out: neither
can tell an invented scene with the right names from a true one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from entracte.align.course import alone, course
from entracte.align.meant import LONGEST as LONGEST_MEANT
from entracte.align.meant import Meant, Vectors, mixed, pieces
from entracte.align.stretches import FEW, Stretch, Stretched
from entracte.align.telling import Film, model
from entracte.align.weighing import LONGEST, Weighing, stems
from entracte.model import (
    Account,
    Claim,
    Id,
    Opinion,
    Passage,
    Person,
    Read,
    Scene,
    Span,
    Value,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = re.compile(r"[^\W\d_]{2,}")
# Chosen on the sentences of seven films' synopses against their screenplays, and against those of
# the six others: one in a hundred of another film's is placed.
ALONE = 0.15  # share of a told scene's weight that the best stretch must have
AHEAD = 1.5  # how far it must be ahead of the second best
MOST_SENTENCES = 1_000  # of a text; beyond them they are let be
_MOST_MEANT = 200  # sentences of all texts whose meaning is asked for
_LIKELY = 0.5  # probability of the stretches around the place that it takes to name it
_NEAR = 0.03  # share of the film that counts as around the place


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


def placed(
    scenes: Sequence[Scene],
    accounts: Sequence[Account],
    people: Sequence[Person],
    given: Stretched,
    vectors: Vectors | None = None,
) -> Placed:
    """Where the scenes and sentences are that texts tell of and that can be found in the film.

    ``vectors`` of all texts that ``asked`` names, if there are any.
    """
    spans: dict[Id, Span] = {}
    known = {stem for name in _names(people) for stem in stems(name)}
    for some in given.scripts:
        weighing = Weighing([each.words for each in some])
        for scene in scenes:
            span = _best(weighing, some, scene, known)
            if span is not None and scene.id not in spans:
                spans[scene.id] = span
    return Placed(spans=spans, told=told(accounts, people, given, vectors))


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
    accounts: Sequence[Account],
    people: Sequence[Person],
    given: Stretched,
    vectors: Vectors | None = None,
) -> tuple[Told, ...]:
    """Where sentences of synopses, plots and opinions are told; where nothing is found, not.

    A text tells in order: of what would be told before an earlier sentence, the fewest sentences
    that stand out of order are left untied.
    """
    whole = given.whole
    if len(whole) < FEW:
        return ()
    film = Film([each.words for each in whole], _names(people))
    meant = Meant([each.text for each in whole], vectors) if vectors else None
    out: list[Told] = []
    for claims, ordered, within in _sections(accounts):
        out += _told(claims, ordered, film, whole, meant if within else None)
    return tuple(out)


def asked(
    accounts: Sequence[Account], people: Sequence[Person], given: Stretched
) -> tuple[str, ...]:
    """The texts whose meanings help to place sentences: those of the film, and the sentences."""
    whole = given.whole
    some = [_says(claim) for claims, _, within in _sections(accounts) if within for claim in claims]
    if len(whole) < FEW or not some:
        return ()
    film = Film([each.words for each in whole], _names(people))
    views = (text for each in some for text in (each, film.nameless(each)))
    found = (piece for _, piece in pieces([each.text for each in whole]))
    return (*found, *(each[:LONGEST_MEANT] for each in views))


def _names(people: Sequence[Person]) -> list[str]:
    return [form for person in people for form in (person.name, *person.aliases)]


def _sections(
    accounts: Sequence[Account],
) -> Iterator[tuple[Sequence[Claim[Any]], bool, bool]]:
    """A text's sentences, whether they tell in order, and whether their meaning is asked for."""
    so_far = 0
    for account in accounts:
        for claims, ordered in (
            (account.synopsis, True),
            (account.plot, True),
            (account.opinions, False),
        ):
            if claims:
                so_far += len(claims)
                yield claims[:MOST_SENTENCES], ordered, so_far <= _MOST_MEANT


def _says(claim: Claim[Any]) -> str:
    said: str = claim.says.words if isinstance(claim.says, Opinion) else claim.says
    return said


def _told(
    claims: Sequence[Claim[Any]],
    ordered: bool,
    film: Film,
    given: Sequence[Stretch],
    meant: Meant | None,
) -> list[Told]:
    sentences = [_says(claim) for claim in claims]
    masses = np.stack([film.wide.masses(film.words(each)) for each in sentences])
    both = masses
    near: Sequence[NDArray[np.float64] | None] = [None] * len(sentences)
    if meant is not None:
        views = (sentences, [film.nameless(each) for each in sentences])
        cosines = np.stack([meant.near(each) for each in views], axis=1)
        near, both = list(cosines), mixed(masses, cosines[:, 0])
    path = course(both) if ordered else alone(both)
    around = max(1, round(_NEAR * len(given)))
    weigh = model(meant is not None)
    sure = [
        weigh.sure(film.signs(each, masses[i], path.expected[i], near[i]))
        for i, each in enumerate(sentences)
    ]
    at = [int(row.argmax()) for row in path.where]
    likely = [
        float(path.where[i, max(0, place - around) : place + around + 1].sum())
        for i, place in enumerate(at)
    ]
    kept = [
        i
        for i, place in enumerate(at)
        if sure[i] >= weigh.enough
        and likely[i] >= _LIKELY
        and (masses[i, place] > 0 or meant is not None)
    ]
    return [
        Told(
            passage=found.passage,
            span=given[at[i]].span,
            sure=round(sure[i] * likely[i], 2),
            shared=_shared(film, sentences[i], given[at[i]]),
        )
        for i in (_forward(kept, at) if ordered else kept)
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
