"""One good picture of every shot: sharp, not dark, not half of a dissolve."""

import math
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
T = TypeVar("T")

_LOOK = 4  # every fourth frame is looked at
_GROUP = 12  # frames of which the best one waits


class _Candidate(NamedTuple, Generic[T]):
    frame: int
    worth: float
    picture: T


class Stills(Generic[T]):
    """Keeps the best pictures until it is known which shot they belong to.

    ``offer`` every frame in order; ``best`` for each shot in order. ``waiting`` puts a picture in
    less room. At most a picture for every twelve frames not yet settled is kept.
    """

    def __init__(self, waiting: Callable[[T], T]) -> None:
        self._waiting = waiting
        self._kept: list[_Candidate[T]] = []
        self._group: _Candidate[T] | None = None
        self._frame = -1

    def offer(self, luma: Bytes, picture: T) -> None:
        self._frame += 1
        if self._frame % _GROUP == 0 and self._group:
            self._kept.append(self._group._replace(picture=self._waiting(self._group.picture)))
            self._group = None
        if self._frame % _LOOK == 0:
            worth = _worth(luma)
            if self._group is None or worth > self._group.worth:
                self._group = _Candidate(self._frame, worth, picture)

    def settle(self, start: int, end: int) -> None:
        """Frames start..end-1 are certain to be of one shot: one candidate of them is enough."""
        inside = [other for other in self._kept if start <= other.frame < end]
        if len(inside) > 1:
            best = max(inside, key=lambda other: (other.worth, -other.frame))
            self._kept = [best, *(other for other in self._kept if other.frame >= end)]

    def best(self, first: int, last: int) -> T | None:
        """The best picture of frames first..last, the shot's own; forgets all before."""
        everything = self._kept + ([self._group] if self._group else [])
        middle = (first + last) / 2
        own = [other for other in everything if first <= other.frame <= last]
        if own:
            chosen = max(own, key=lambda other: (other.worth, -other.frame))
        elif everything:
            chosen = min(everything, key=lambda other: (abs(other.frame - middle), other.frame))
        else:
            return None
        self._kept = [other for other in self._kept if other.frame >= last]
        return chosen.picture


def _worth(luma: Bytes) -> float:
    """How much there is to see: detail, contrast, and light that is neither dark nor glaring."""
    grey = luma.astype(np.int32)
    flat = grey.ravel()
    detail: float = float(np.abs(grey[:, 1:] - grey[:, :-1]).sum()) / (
        grey.shape[0] * (grey.shape[1] - 1)
    )
    mean = float(flat.sum()) / flat.size
    square = float(np.dot(flat, flat)) / flat.size
    spread = math.sqrt(max(0.0, square - mean * mean))
    light = min(1.0, max(0.05, (mean - 20) / 50)) * min(1.0, max(0.1, (250 - mean) / 40))
    return (detail + 0.25 * spread) * light
