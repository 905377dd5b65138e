"""The albums that a film may have taken its music from, ready to be recognised at three speeds."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entracte.listen.landmarks import Landmarks, landmarks
from entracte.listen.spectrum import HOP, Samples
from entracte.model import Id

SPEEDS = (1.0, 25 / 24, 24 / 25)  # how much faster the film runs than the album: PAL, and back
_COMMON = 200  # a landmark heard so often on the shelf tells nothing; more often on a large one


class Shelf(NamedTuple):
    """The landmarks of all recordings at all speeds, sorted by hash."""

    recordings: tuple[Id, ...]
    hashes: NDArray[np.uint32]
    tracks: NDArray[np.int32]  # which recording × len(SPEEDS) + which speed
    times: NDArray[np.int32]  # in spectra of the recording as it sounds at that speed
    hops: int  # of all recordings and speeds together: how many offsets there are


class Votes(NamedTuple):
    """Landmarks that a stretch of film and recordings share."""

    film: NDArray[np.int32]  # when in the film, in spectra
    track: NDArray[np.int32]
    offset: NDArray[np.int32]  # where in the film the recording would begin, in spectra


def shelf(recordings: Iterable[tuple[Id, Samples]]) -> Shelf:
    """Puts recordings on a shelf: their ids and their sound, which is not kept."""
    names: list[Id] = []
    marks: list[Landmarks] = []
    hops = 0
    for id, samples in recordings:
        names.append(id)
        for speed in SPEEDS:
            played = at_speed(samples, speed)
            marks.append(landmarks(played))
            hops += len(played) // HOP
    return stacked(tuple(names), marks, hops)


def stacked(names: tuple[Id, ...], marks: list[Landmarks], hops: int) -> Shelf:
    """A shelf of landmarks that are known: recording by recording, each at every speed."""
    hashes = np.concatenate([np.zeros(0, np.uint32), *(each.hashes for each in marks)])
    times = np.concatenate([np.zeros(0, np.int32), *(each.times for each in marks)])
    tracks = np.repeat(np.arange(len(marks), dtype=np.int32), [len(m.times) for m in marks])
    order = np.argsort(hashes, kind="stable")
    return Shelf(names, hashes[order], tracks[order], times[order], hops)


def at_speed(samples: Samples, speed: float) -> Samples:
    """The recording as a film has it that runs so much faster: shorter and higher."""
    if speed == 1.0 or not len(samples):
        return samples
    places = np.arange(0, len(samples) - 1, speed)
    return np.asarray(np.interp(places, np.arange(len(samples)), samples), np.float32)


def votes(film: Landmarks, album: Shelf) -> Votes:
    """What a stretch of film and the shelf have in common."""
    low = np.searchsorted(album.hashes, film.hashes, "left")
    high = np.searchsorted(album.hashes, film.hashes, "right")
    many = high - low
    many[many > max(_COMMON, len(album.hashes) // 10_000)] = 0
    which = np.repeat(np.arange(len(many)), many)
    first = np.cumsum(many) - many
    place = np.arange(int(many.sum())) - np.repeat(first, many) + np.repeat(low, many)
    when = film.times[which]
    return Votes(when, album.tracks[place], when - album.times[place])
