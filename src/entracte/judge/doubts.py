"""What is odd about a sentence, measured: told at another place than its neighbours, of people who
are not there, in words that do not suit them, or of somebody who is dead by then.

A doubt is a number and no verdict; the benchmark ``verdicts`` says how often doubts are right.
Place and order come from a hidden Markov model over the screenplay (Rabiner 1989): the sentences of
a synopsis go forward through the film, now and then they leap.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from entracte.align.weighing import stems
from entracte.judge.naming import Marked, Naming
from entracte.judge.stated import Reading
from entracte.judge.support import Library, Passage
from entracte.judge.tellings import Telling
from entracte.model import Person

Array = npt.NDArray[np.float64]
_SHARP: Final = 15.0  # how much a shared word weighs against the order of telling
_LEAP: Final = 0.05  # chance that the next sentence is anywhere
_NEAR: Final = 2  # passages around the place in which somebody may be
_FEWEST: Final = 20  # passages of a film below which nothing is measured
_MOST: Final = 400  # sentences of a telling that are placed
_WIDEST: Final = 1_500  # passages of a film that are used
_BACK: Final = re.compile(
    r"\b(?:flashback\w*|remember\w*|recall\w*|memor\w+|ghost|spirit|body|corpse|grave|funeral|buried|"
    r"reviv\w+|resurrect\w*|alive|survive\w*|years earlier|previously|dream\w*|vision|video|tape|"
    r"letter|will|haunt\w*|had|was|were|death|dead|apparently|twin|diary|photo\w*)\b"
)
_FALLS: Final = re.compile(
    r"\b(?P<who>[A-Z][a-z]{2,})(?: \([^()]{1,60}\))? "
    r"(?:dies|(?:is|was) (?:killed|murdered|executed))\b"
    r"|\b(?:kills|murders|strangles) (?P<whom>[A-Z][a-z]{2,})\b(?!'s| [A-Z])"
)
_SUBJECT: Final = re.compile(r"(?:^|, |; |and )(?P<who>[A-Z][a-z]{2,}) [a-z]{2,}s\b")
_BRACKET: Final = re.compile(r"(?: [A-Z][\w-]+)? \([A-Z]")
_HIS: Final = re.compile(r"^(?P<between>[^«».;:]{0,60}?)\b(?P<word>his|himself|her|herself)\b")


class Doubts(NamedTuple):
    """How odd each thing about a sentence is; 0 is not at all."""

    order: float = 0.0
    early: float = 0.0  # people named as known who are introduced only later
    people: float = 0.0
    gender: float = 0.0
    dead: float = 0.0


# From where on a doubt is said: about two in a hundred undamaged sentences of the films on which
# the benchmark is tuned have more of it.
_DISPLACED: Final = 1.5
_AWAY: Final = 1.3


def in_words(found: Doubts) -> str:
    """The strongest doubt as a plain sentence; empty where there is none worth saying."""
    if found.dead >= 1:
        return "somebody in it has died before."
    if found.early >= 1:
        return "it takes somebody for known who is introduced only later."
    if found.gender >= 1:
        return "its “his” or “her” suits nobody near it."
    if found.order > _DISPLACED:
        return "in the screenplay it would come at another place than its neighbours."
    if found.people > _AWAY:
        return "somebody in it is not in the scenes around."
    return ""


def doubts(
    telling: Telling, film: Sequence[Passage], people: Sequence[Person]
) -> tuple[Doubts, ...]:
    """The doubts about each sentence of a text that tells the story in order."""
    naming = Naming(people)
    reading = Reading(naming, (telling,))
    marked = reading.marked[0]
    count = len(marked)
    order, absent = np.zeros(count), np.zeros(count)
    written = [each for each in film if each.film]
    if len(written) >= _FEWEST and count >= 3:
        step = len(written) // _WIDEST + 1
        order, absent = _placed(telling, marked, written[::step], naming)
    dead = _dead(reading, marked)
    early = _early(naming, [unit.words for unit in telling.units])
    return tuple(
        Doubts(
            order=round(float(order[i]), 4),
            early=early[i],
            people=round(float(absent[i]), 4),
            gender=_mismatched(naming, marked, i),
            dead=dead[i],
        )
        for i in range(count)
    )


def _placed(
    telling: Telling, marked: Sequence[Marked], film: Sequence[Passage], naming: Naming
) -> tuple[Array, Array]:
    names = [form for person in naming.people for form in (person.name, *person.aliases)]
    library = Library(film, names)
    count = min(_MOST, len(marked))
    units = telling.units[:count]
    plain = _emission([library.shares(unit.words) for unit in units])
    named = _emission([library.shares(unit.words, names=True) for unit in units])
    expected = _expected(named)
    order = np.zeros(len(marked))
    order[:count] = np.log(named.mean(axis=1)) - np.log((expected * named).sum(axis=1))
    posterior = expected * plain
    posterior /= posterior.sum(axis=1, keepdims=True)
    there = _presence(film, naming)
    absent = np.zeros(len(marked))
    for i, each in enumerate(marked[:count]):
        odds = [
            float(np.log((posterior[i] @ there[who] + 0.05) / (there[who].mean() + 0.05)))
            for who in each.named
            if there[who].any()
        ]
        absent[i] = -min(odds) if odds else 0.0
    return order, absent


def _emission(shares: list[list[float]]) -> Array:
    """How well each sentence suits each passage: its share there, and half of those beside it."""
    there = np.array(shares)
    wide = np.pad(there, ((0, 0), (1, 1)))
    out: Array = np.exp(_SHARP * (there + 0.5 * (wide[:, :-2] + wide[:, 2:])))
    return out


def _expected(emission: Array) -> Array:
    """Where each sentence should be by its neighbours alone: rows of chances."""
    count, width = emission.shape
    pace = max(1.0, width / count)
    step = np.arange(width)[None, :] - np.arange(width)[:, None]
    moves = np.exp(-np.abs(step - pace) / (1.5 * pace))
    moves[step < -0.02 * width] = 0.0
    moves /= moves.sum(axis=1, keepdims=True)
    moves = (1 - _LEAP) * moves + _LEAP / width
    forward = np.empty_like(emission)
    start = np.exp(-np.arange(width) / (2 * pace))
    forward[0] = start / start.sum()
    for i in range(1, count):
        now = (forward[i - 1] * emission[i - 1]) @ moves
        forward[i] = now / now.sum()
    backward = np.ones_like(emission)
    for i in range(count - 2, -1, -1):
        now = moves @ (backward[i + 1] * emission[i + 1])
        backward[i] = now / now.sum()
    both = forward * backward
    out: Array = both / both.sum(axis=1, keepdims=True)
    return out


def _presence(film: Sequence[Passage], naming: Naming) -> Array:
    """For each person the passages near which they are named."""
    words = [frozenset(each.words) for each in film]
    there = np.zeros((len(naming.people), len(film)))
    for number, person in enumerate(naming.people):
        own = {s for form in (person.name, *person.aliases) for s in stems(form)}
        found = [i for i, each in enumerate(words) if own & each]
        for i in found:
            there[number, max(0, i - _NEAR) : i + _NEAR + 1] = 1.0
    return there


def _early(naming: Naming, sentences: Sequence[str]) -> list[float]:
    """How many people of each sentence go by a short name, and are introduced in a later one."""
    first: dict[int, int] = {}  # where somebody is named in full, or with an actor in brackets
    short: list[set[int]] = []
    for i, words in enumerate(sentences):
        plain = words[:1_500]
        here = set()
        for found in naming.pattern.finditer(plain) if naming.pattern else ():
            who = naming.forms[found[0]]
            if " " in found[0] or _BRACKET.match(plain, found.end()):
                first.setdefault(who, i)
            else:
                here.add(who)
        short.append(here)
    return [float(sum(first.get(who, -1) > i for who in each)) for i, each in enumerate(short)]


def _mismatched(naming: Naming, marked: Sequence[Marked], i: int) -> float:
    """ "Anna leaves his wife", where no man was named before."""
    words = marked[i].words
    for found in re.finditer(r"«(\d+)»", words[:600]):
        gender = naming.genders[int(found[1])]
        told = _HIS.match(words[found.end() : found.end() + 90])
        if not gender or told is None:
            continue
        if (told["word"][:2] == "hi") == (gender == "m"):
            continue
        before = {naming.genders[int(n)] for n in re.findall(r"«(\d+)»", words[: found.start()])}
        lately = {naming.genders[n] for each in marked[max(0, i - 2) : i] for n in each.people}
        other = {"m": "f", "f": "m"}[gender]
        if other not in before:
            return 1.0 if other not in lately else 0.5
    return 0.0


def _dead(reading: Reading, marked: Sequence[Marked]) -> list[float]:
    """1 where somebody acts who has died in an earlier sentence."""
    out = [0.0] * len(marked)
    died: dict[int, int] = {}
    for each in reading.stated:
        if each.sort == "dies" and each.holds:
            died.setdefault(each.who, each.at)
    for each in reading.stated:
        at = died.get(each.who) if each.sort == "lives" else None
        if at is not None and each.at > at and not _BACK.search(marked[each.at].words):
            out[each.at] = 1.0
    by_word: dict[str, int] = {}  # for those whom no list of the film's people has
    for i, unit in enumerate(reading.tellings[0].units):
        words = unit.words[:1_500]
        for found in _SUBJECT.finditer(words):
            if by_word.get(found["who"], i) < i and not _BACK.search(words):
                out[i] = 1.0
        for found in _FALLS.finditer(words):
            by_word.setdefault(found["who"] or found["whom"], i)
    return out
