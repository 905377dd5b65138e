"""How well the words of a telling fit stretches of a film: rare words in common weigh most."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = re.compile(r"[^\W\d_]{2,}")
_PLAIN = frozenset(
    re.findall(
        r"\w+",
        """the an and or of to in on at by for with from as is are was were be been has have had it
        its he she they his her their him them who whom that this these those there then when
        while where what which not no into out up down over under off about after before again all
        one two will would can could do does did but if so than too very just more most other some
        such only own same each both few because until against between through during being having
        scene film""",
    )
)
_K, _B = 1.2, 0.6  # BM25: how fast a repeated word stops counting; how much length counts
LONGEST = 20_000  # characters of a telling that are looked at
MOST = 300  # different words of a telling that are looked at


def stems(text: str) -> list[str]:
    """The telling words of a text, without their commonest endings."""
    return [_stem(word) for word in _WORD.findall(text.casefold()) if word not in _PLAIN]


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] in "ey" else word


class Weighing:
    """Compares tellings with documents (lists of stems) by BM25, after Robertson and Zaragoza 2009.

    Made once for all stretches of a film; a telling then costs as much as its words are spread.
    """

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        counts = [Counter(each) for each in documents]
        sizes = [len(each) for each in documents]
        mean = sum(sizes) / max(1, len(sizes)) or 1.0
        places: dict[str, list[tuple[int, int]]] = {}
        for i, counted in enumerate(counts):
            for word, many in counted.items():
                places.setdefault(word, []).append((i, many))
        self.total = total = len(documents)
        wide = _K * (1 - _B + _B * np.array(sizes or [1], dtype=float) / mean)
        self._spread: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]] = {}
        self._weight: dict[str, float] = {}
        for word, found in places.items():
            where = np.array([i for i, _ in found])
            many_ = np.array([many for _, many in found], dtype=float)
            weight = math.log(1 + (total - len(found) + 0.5) / (len(found) + 0.5))
            self._weight[word] = weight
            self._spread[word] = where, weight * many_ * (_K + 1) / (many_ + wide[where])
        self.unknown = math.log(1 + (total + 0.5) / 0.5)

    def __contains__(self, word: str) -> bool:
        return word in self._weight

    def weight(self, words: Iterable[str]) -> float:
        """What the words weigh: the logarithm of how rare each is, summed."""
        return sum(self._weight.get(word, self.unknown) for word in words)

    def masses(self, telling: Iterable[str]) -> "NDArray[np.float64]":
        """For each document the weight of what it has in common with the telling."""
        out = np.zeros(self.total)
        for word in list(dict.fromkeys(telling))[:MOST]:
            if word in self._spread:
                where, mass = self._spread[word]
                out[where] += mass
        return out

    def shares(self, telling: Iterable[str]) -> "NDArray[np.float64]":
        """For each document the share of the telling's weight that it has, 0 to about 2."""
        asked = list(dict.fromkeys(telling))[:MOST]
        return self.masses(asked) / (self.weight(asked) or 1.0)
