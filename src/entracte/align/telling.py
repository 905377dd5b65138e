"""Whether a sentence tells of this film at all, or nothing in the film answers to it.

Signs are weighed by a logistic model (``told.json``, made by ``scripts/train_told.py``) of
sentences of synopses against their own films and against others. Names count for little: they are
soon put into an invented sentence.
"""

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from entracte.align.course import agreement
from entracte.align.meant import deviations
from entracte.align.weighing import LONGEST, MOST, Weighing, stems
from entracte.model import Value

if TYPE_CHECKING:
    from numpy.typing import NDArray

PLACE = 45  # telling words of a place: what is told close together
_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’']+")
_COMMON = 0.1  # a word that this share of films have is no name because it has a capital
_HEAVY = 1.5  # what a name of the film weighs beside other words
SIGNS = (
    "best share",
    "best share without names",
    "best place",
    "pairs of words",
    "unknown words",
    "agrees with its neighbours",
    "share where it is expected",
    "place where it is expected",
    "size",
    "names",
    "rare words it shares",
    "rare words a word",
    "words it should share",
    "rarest place a word",
    "rarest place",
    "rarest place where it is expected",
    "three rarest places",
    "rarest place with names",
    "weight of the rarest place",
    "unknown names",
    "known names",
)
MEANT = (
    "nearest meaning",
    "the same without names",
    "nearest meaning, in deviations",
    "meaning where it is expected, in deviations",
    "agrees with its neighbours in meaning",
)  # signs besides, where vectors of meaning are there


class Rarity(Value):
    """How many films and scenes have a word, of those that were counted."""

    films: int
    scenes: int
    words: dict[str, tuple[int, int]]

    def in_films(self, word: str) -> float:
        return (self.words.get(word, (0, 0))[0] + 0.3) / (self.films + 1)

    def in_scenes(self, word: str) -> float:
        return (self.words.get(word, (0, 0))[1] + 0.3) / (self.scenes + 1)


class Model(Value):
    """A logistic model: what each sign weighs, once moved by ``mean`` and divided by ``scale``."""

    signs: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weight: tuple[float, ...]
    bias: float
    enough: float  # the probability that one in twenty sentences of other films reaches

    def sure(self, signs: Sequence[float]) -> float:
        rows = zip(signs, self.mean, self.scale, self.weight, strict=True)
        sum_ = self.bias + sum(w * (x - m) / s for x, m, s, w in rows)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum_))))


@cache
def model(meant: bool = False) -> Model:
    """The model that comes with entracte, and the one that weighs meanings besides words."""
    return msgspec.json.decode(_file("told-meant.json" if meant else "told.json"), type=Model)


@cache
def rarity() -> Rarity:
    """How rare words are in films, as counted in screenplays."""
    return msgspec.json.decode(_file("rarity.json"), type=Rarity)


def _file(name: str) -> bytes:
    return files("entracte.align").joinpath(name).read_bytes()


class Film:
    """The words of a film's stretches, in wide and in narrow view."""

    def __init__(
        self, documents: Sequence[Sequence[str]], names: Iterable[str], rare: Rarity | None = None
    ) -> None:
        self.wide = Weighing(documents)
        self.names = {stem for name in names for stem in stems(name)}
        self._rare = rare or rarity()
        places: list[Sequence[str]] = []
        home: list[int] = []
        pairs: set[tuple[str, str]] = set()
        self._in: dict[str, list[int]] = {}
        for i, words in enumerate(documents):
            for start in range(0, max(1, len(words)), PLACE // 2):
                for word in dict.fromkeys(words[start : start + PLACE]):
                    self._in.setdefault(word, []).append(len(places))
                places.append(words[start : start + PLACE])
                home.append(i)
            for far in (1, 2):
                pairs.update(zip(words, words[far:], strict=False))
        self.narrow = Weighing(places)
        self._pairs = pairs
        self._home = np.array(home or [0])

    def words(self, sentence: str) -> list[str]:
        return stems(sentence[:LONGEST])

    def nameless(self, sentence: str) -> str:
        """The sentence without the names of this film's people: an invented one may have them."""

        def known(found: re.Match[str]) -> str:
            return "someone" if self.names.issuperset(stems(found[0]) or [""]) else found[0]

        return _NAME.sub(known, sentence[:LONGEST])

    def signs(
        self,
        sentence: str,
        masses: "NDArray[np.float64]",
        expected: "NDArray[np.float64]",
        near: "NDArray[np.float64] | None" = None,
    ) -> list[float]:
        """What speaks for the sentence being of this film, in the order of ``SIGNS``.

        ``masses`` are its weights by stretch, ``expected`` is where its neighbours put it. With
        ``near`` (``[2, stretches]``, its cosines and those of ``nameless``) ``MEANT`` follows.
        """
        words = self.words(sentence)
        asked = list(dict.fromkeys(words))[:MOST]
        plain = [word for word in asked if word not in self.names]
        whole = self.wide.weight(asked) or 1.0
        bare, near_bare = self.wide.shares(plain), self.narrow.shares(plain)
        pairs = [
            pair
            for pair in pairwise(words[:MOST])
            if not (pair[0] in self.names and pair[1] in self.names)
        ]
        there = sum(pair in self._pairs or pair[::-1] in self._pairs for pair in pairs)
        unknown = sum(word not in self.wide for word in plain) / max(1, len(plain))
        around = expected[self._home] / max(1e-12, expected[self._home].sum())
        return [
            float(masses.max(initial=0.0)) / whole,
            float(bare.max(initial=0.0)),
            float(self.narrow.shares(asked).max(initial=0.0)),
            there / max(1, len(pairs)),
            unknown,
            agreement(masses, expected),
            float((bare * expected).sum()),
            float((near_bare * around).sum()),
            math.log(1 + len(plain)),
            (len(asked) - len(plain)) / max(1, len(asked)),
            *self._rarely(asked, plain, around),
            *self._named(sentence[:LONGEST]),
            *(_meaning(masses, expected, near) if near is not None else ()),
        ]

    def _rarely(
        self, asked: Sequence[str], plain: Sequence[str], around: "NDArray[np.float64]"
    ) -> list[float]:
        """Words that few films have say more than words that few scenes of this film have."""
        heavy = {word: -math.log(self._rare.in_films(word)) for word in plain}
        shared = sum(heavy[word] for word in plain if word in self.wide)
        missed = sum(
            math.log(1 - 0.95 * self._rare.in_films(word))
            for word in plain
            if word not in self.wide
        )
        places = np.zeros(len(self._home))
        mass = 0.0
        for word in plain:
            weight = -math.log(self._rare.in_scenes(word))
            mass += weight
            places[self._in.get(word, [])] += weight
        mass = mass or 1.0
        size = max(1, len(plain))
        best = float(places.max())
        likely = places[around >= np.quantile(around, 0.8)]
        named = places.copy()
        for word in asked:
            if word in self.names:
                named[self._in.get(word, [])] += _HEAVY
        return [
            shared / (sum(heavy.values()) or 1.0),
            shared / size,
            missed,
            best / size,
            best / mass,
            float(likely.max(initial=0.0)) / mass,
            float(np.sort(places)[-3:].mean()) / mass,
            float(named.max()) / (mass + _HEAVY * (len(asked) - len(plain))),
            math.log(1 + best),
        ]

    def _named(self, sentence: str) -> list[float]:
        """How many names are of this film's people, and how many are nowhere in it."""
        known = unknown = 0
        for name in list(dict.fromkeys(_NAME.findall(sentence)))[:MOST]:
            for word in stems(name)[:1]:
                if word in self.names:
                    known += 1
                elif word not in self.wide and self._rare.in_films(word) < _COMMON:
                    unknown += 1
        return [math.log(1 + unknown), math.log(1 + known)]


def _meaning(
    masses: "NDArray[np.float64]", expected: "NDArray[np.float64]", near: "NDArray[np.float64]"
) -> list[float]:
    apart = deviations(near)
    wide = masses.std()
    return [
        float(near[0].max()),
        float(near[1].max()),
        float(apart[1].max()),
        float((apart[1] * expected).sum()),
        agreement(wide * apart[0], expected),
    ]
