"""Which pictures hold words: the cards of opening and end titles, one picture of each.

Words are many thin strokes beside each other, lighter or darker than what is around them, and they
stand still for a while or roll slowly. What is found here is only a guess; it is read later.
"""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from entracte.model import Ms

Bytes = NDArray[np.uint8]
T = TypeVar("T")

EVERY: Ms = 500  # between two looks
_OPENING: Ms = 8 * 60_000  # at most, from the start
_ENDING: Ms = 15 * 60_000  # at most, before the end
_PART = 0.08  # of the film, each
_LEAST: Ms = 4 * 60_000  # of the film, each
_MOST = 160  # pictures of a film
_HIGH = 40  # steps of luma between a stroke and what is beside it
_BESIDE = 5  # pixels of a picture 480 wide
_TILE = (10, 24)
_STROKES = (8, 110)  # pixels of them in a tile that holds words
_TILES = 3  # that hold words, in a picture that does
_SAME = 0.55  # of the strokes: it is the same card
_ROLLING: Ms = 2_000  # between two pictures of words that never stand still


class Card(NamedTuple, Generic[T]):
    """A picture with words, perhaps, and from when to when it was seen."""

    start: Ms
    end: Ms
    picture: T


def titles_here(time: Ms, total: Ms) -> bool:
    """Whether opening or end titles may be on at this time, in a film of this length."""
    part = max(_LEAST, round(total * _PART))
    return time < min(part, _OPENING) or (total > 0 and time >= total - min(part, _ENDING))


class Lettering(Generic[T]):
    """Offered a picture now and then, keeps one of every card; ``still`` puts it in a lasting form.

    Between two calls it holds one picture as it came and the lasting forms of at most 160.
    """

    def __init__(self, still: Callable[[T], bytes]) -> None:
        self._still = still
        self._open: tuple[NDArray[np.bool_], int, int, Ms, Ms, T] | None = None
        self._cards: list[tuple[int, Card[bytes]]] = []  # with how much there is to read

    def offer(self, time: Ms, luma: Bytes, picture: T) -> None:
        """``luma`` is about 480 pixels wide."""
        strokes, tiles, strength = lettered(luma)
        if tiles < _TILES:
            self._close()
            return
        if self._open is not None:
            known, least, most, start, _, best = self._open
            if strokes.shape == known.shape and _alike(strokes, known):
                # The fullest picture of a card that is fading in or out is the one to read.
                fuller = strength > most
                kept = (strokes, tiles, strength, start, time, picture)
                self._open = kept if fuller else (known, least, most, start, time, best)
                return
            self._close()
        self._open = (strokes, tiles, strength, time, time, picture)

    def cards(self) -> tuple[Card[bytes], ...]:
        """All cards, in order of time."""
        self._close()
        return tuple(card for _, card in sorted(self._cards, key=lambda each: each[1].start))

    def _close(self) -> None:
        if self._open is None:
            return
        _, tiles, _, start, end, picture = self._open
        self._open = None
        if start == end and self._cards:  # it never stood still: rolling, or no words at all
            last = max(card.start for _, card in self._cards)
            if start - last < _ROLLING:
                return
        card = Card(start, end + EVERY, self._still(picture))
        self._cards.append((tiles * (1 if start == end else 2), card))
        if len(self._cards) > _MOST:
            self._cards.remove(min(self._cards, key=lambda each: (each[0], -each[1].start)))


def lettered(luma: Bytes) -> tuple[NDArray[np.bool_], int, int]:
    """Where thin strokes are, how many places look like words, how strong the strokes are."""
    grey = luma.astype(np.int16)
    middle = grey[:, _BESIDE:-_BESIDE]
    left, right = grey[:, : -2 * _BESIDE], grey[:, 2 * _BESIDE :]
    light = np.minimum(middle - left, middle - right)
    dark = np.minimum(left - middle, right - middle)
    found = [(_tiles(above > _HIGH), above) for above in (light, dark)]
    tiles, above = max(found, key=lambda each: each[0])
    strokes = above > _HIGH
    return strokes, tiles, int(above[strokes].sum())


def _tiles(strokes: NDArray[np.bool_]) -> int:
    high, wide = _TILE
    rows, columns = strokes.shape[0] // high, strokes.shape[1] // wide
    if not rows or not columns:
        return 0
    cut = strokes[: rows * high, : columns * wide].reshape(rows, high, columns, wide)
    counts = cut.sum(axis=(1, 3))
    full = (counts >= _STROKES[0]) & (counts <= _STROKES[1])
    beside = np.zeros_like(full)
    beside[:, 1:] |= full[:, :-1]
    beside[:, :-1] |= full[:, 1:]
    return int((full & beside).sum())


def _alike(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> bool:
    """Whether most strokes of the one that has fewer are those of the other."""
    fewer = min(int(a.sum()), int(b.sum()))
    return fewer > 0 and int((a & b).sum()) >= _SAME * fewer
