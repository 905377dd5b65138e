"""What sentences and stretches of film mean, side by side, where vectors of meaning are there.

Words in common are half of what places a sentence; the other half is how near its meaning comes to
the nearest window of the stretch. Both are taken as distances from their mean over the film, in
deviations, so that neither needs a weight of its own.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np

from entracte.model import Digest, Value, digest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

WINDOW = 90  # words that are looked at together
MOST_WINDOWS = 600  # of a film; what comes after them has no meaning
LONGEST = 2_000  # characters of a sentence that are looked at


class Vectors(Protocol):
    """What makes a vector of each text: float32 ``[n, size]``, each of length one."""

    def __call__(self, texts: Sequence[str], /) -> "NDArray[np.float32]": ...


class Meanings(Value):
    """Vectors of texts, as they are kept: by what the texts are, in half precision."""

    by: str = ""  # whose vectors they are
    size: int = 0  # numbers of a vector
    texts: tuple[Digest, ...] = ()
    rows: bytes = b""  # little-endian float16, a row a text

    def __call__(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """A vector a text: float32 ``[n, size]``; all noughts for one that is not here."""
        rows = np.frombuffer(self.rows, "<f2").reshape(len(self.texts), self.size)
        where = {name: i for i, name in enumerate(self.texts)}
        out = np.zeros((len(texts), self.size), np.float32)
        for i, text in enumerate(texts):
            row = where.get(digest(text.encode()))
            if row is not None:
                out[i] = rows[row]
        return out


def meanings(texts: Iterable[str], vectors: Vectors, by: str) -> Meanings:
    """What these texts mean, each asked for once."""
    some = list(dict.fromkeys(texts))
    if not some:
        return Meanings(by=by)
    made = vectors(some)
    return Meanings(
        by=by,
        size=made.shape[1],
        texts=tuple(digest(text.encode()) for text in some),
        rows=made.astype("<f2").tobytes(),
    )


def windows(text: str) -> list[str]:
    """The text in pieces of at most ``WINDOW`` words, all of about one length; none if empty."""
    words = text.split()
    parts = -(-len(words) // WINDOW)
    return [
        " ".join(words[i * len(words) // parts : (i + 1) * len(words) // parts])
        for i in range(parts)
    ]


def pieces(stretches: Sequence[str]) -> list[tuple[int, str]]:
    """The windows of all stretches, each with the number of its stretch."""
    found = [(i, piece) for i, text in enumerate(stretches) for piece in windows(text)]
    return found[:MOST_WINDOWS]


class Meant:
    """The meanings of a film's stretches."""

    def __init__(self, stretches: Sequence[str], vectors: Vectors) -> None:
        self._vectors = vectors
        self._size = len(stretches)
        found = pieces(stretches)
        self._home = np.array([i for i, _ in found], dtype=int)
        self._rows = vectors([piece for _, piece in found])

    def near(self, sentences: Sequence[str]) -> "Floats":
        """How near each sentence comes to each stretch ``[n, stretches]``: the best cosine.

        A stretch without words is as near as the farthest one.
        """
        out = np.full((len(sentences), self._size), np.inf)
        if not len(self._home) or not sentences:
            return np.zeros_like(out)
        all_ = self._vectors([each[:LONGEST] for each in sentences]) @ self._rows.T
        best = np.full((self._size, len(sentences)), -np.inf)
        np.maximum.at(best, self._home, all_.T.astype(float))
        least = np.where(np.isinf(best), np.inf, best).min(axis=0)
        return np.where(np.isinf(best), least[None, :], best).T


def mixed(masses: "Floats", near: "Floats") -> "Floats":
    """Weights in common and nearness, as two testimonies of one weight that add up.

    Nearness is made as wide as the weights in common are on average over all sentences.
    """
    return float(masses.std(axis=1).mean()) * (deviations(masses) + deviations(near))


def deviations(rows: "Floats") -> "Floats":
    """Each row as distances from its mean, in its own deviations; noughts where all is alike."""
    wide = rows.std(axis=1, keepdims=True)
    out: Floats = (rows - rows.mean(axis=1, keepdims=True)) / np.where(wide > 1e-9, wide, 1.0)
    return out
