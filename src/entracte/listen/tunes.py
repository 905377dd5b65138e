"""Which part of which album track is heard where in the film, under dialogue too.

Landmarks that film and recording share vote for a place of the recording over the film. Votes by
chance fall evenly over all places, so those that have more than chance would give them are few
enough to be laid over the film and followed, spectrum by spectrum. Only the same recording agrees:
another performance of the same music does not. Film and album may run at different speeds (PAL).
"""

import math
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple

import numpy as np

from entracte.listen.agreement import A_SECOND, SHORTEST, SURE, Overlay
from entracte.listen.found import Tune
from entracte.listen.landmarks import STRIDE, Fingerprint, Landmarks, Picture, landmarks, picture
from entracte.listen.shelf import SPEEDS, Shelf, Votes, at_speed, shelf, stacked, votes
from entracte.listen.spectrum import HOP, RATE, Samples
from entracte.model import Id, Ms, Span

__all__ = ["Shelf", "Tune", "shelf", "tunes"]

_WINDOW = round(10 * RATE / HOP)  # spectra in which votes are counted
_STEP = _WINDOW // 2
_BY_CHANCE = 100.0  # places a film that chance gives so many votes; agreement sifts them
_NEVER = 1e-3  # the same, for votes that chance hardly ever gives
_FEWEST = 5  # votes, however small the shelf
_MOST = 40  # places a window that are looked into
_NEAR = 2  # spectra by which votes for one place may differ
_BESIDE = 16  # spectra: places that another performance of the same music would have
_SHARP = 6.0  # times as many votes as such places
_MOMENT = round(0.4 * RATE / HOP)  # spectra: the chord of one moment may be like another's
_MOMENTS = 7  # with such votes
_FEW_MOMENTS = 2  # the same, where the spectra agree beyond doubt


class _Place(NamedTuple):
    """A recording laid over the film, and the rows in which that is voted for."""

    votes: int
    track: int
    offset: int
    start: int
    end: int
    plain: bool  # so many votes that chance hardly ever gives them


class _Stretch(NamedTuple):
    track: int
    over: Overlay
    start: int  # rows
    end: int
    sure: float


def tunes(film: Fingerprint, album: Shelf, sound: Callable[[Id], Samples]) -> tuple[Tune, ...]:
    """The stretches of film in which something of the album is heard, in order, not overlapping.

    ``sound`` gives a recording's samples again: of the few that may be heard in the film.
    """

    found: list[_Stretch] = []
    places = sorted(_places(film.marks, album), key=lambda each: (each.track, -each.votes, each))
    for track, several in groupby(places, key=lambda each: each.track):
        recording, speed = divmod(track, len(SPEEDS))
        played = at_speed(sound(album.recordings[recording]), SPEEDS[speed])
        laid, alone = picture(played), None
        mine: list[_Stretch] = []
        for place in several:
            if not any(_known(place, each) for each in mine):
                heard = _followed(place, film.picture, laid)
                if heard is None:
                    continue
                alone = alone or stacked(("",), [landmarks(played)], len(played) // HOP)
                if _same_recording(heard, film.marks, alone):
                    mine.append(heard)
        found += mine
    return tuple(_tune(_trimmed(each), album) for each in _best(found))


def _places(film: Landmarks, album: Shelf) -> Iterable[_Place]:
    """Places that have more votes in some window than most places get by chance."""
    if not len(film.times) or not album.hops:
        return []
    length = int(film.times[-1]) + 1
    windows = max(1, length // _STEP)
    best: dict[tuple[int, int, int], _Place] = {}
    for number, start in enumerate(range(0, length, _STEP)):
        a, b = np.searchsorted(film.times, [start, start + _WINDOW])
        given = votes(Landmarks(film.hashes[a:b], film.times[a:b]), album)
        counts = len(given.film), album.hops, windows
        for place in _favoured(given, _needed(*counts, _BY_CHANCE), _needed(*counts, _NEVER)):
            best[number, place.track, place.offset] = place
    return best.values()


def _favoured(given: Votes, needed: int, plenty: int) -> list[_Place]:
    """The places in a window with so many votes, one of each neighbourhood, the most first."""
    counted: list[tuple[int, int, int]] = []
    tracks = given.track.astype(np.int64) << 34
    for phase in (0, 1):  # cells of two offsets, cut in both ways
        cell = tracks | (given.offset.astype(np.int64) + (1 << 30) + phase) >> 1
        _, first, count = np.unique(cell, return_index=True, return_counts=True)
        for k in np.nonzero(count >= needed)[0]:
            i = first[k]
            counted.append((-int(count[k]), int(given.track[i]), int(given.offset[i])))
    out: list[_Place] = []
    for many, track, offset in sorted(counted):
        if any(each.track == track and abs(each.offset - offset) <= _NEAR for each in out):
            continue
        mine = (given.track == track) & (np.abs(given.offset - offset) <= 1)
        when = given.film[mine]
        rows = _rows(int(when.min()), int(when.max()))
        out.append(_Place(-many, track, offset, *rows, plain=-many >= plenty))
        if len(out) == _MOST:
            break
    return out


def _rows(first: int, last: int) -> tuple[int, int]:
    """Rows of the picture around these spectra, at least two seconds."""
    missing = max(0, round(2 * RATE / HOP) - (last - first))
    return max(0, first - missing // 2) // STRIDE, (last + missing // 2) // STRIDE + 1


def _needed(votes: int, hops: int, windows: int, chance: float) -> int:
    """Votes that a place must have in a window, so that chance gives them to so few in a film.

    The tail of Poisson's distribution, over all places and windows.
    """
    mean = 2.0 * votes / max(hops, 1)
    needed = _FEWEST
    while _tail(needed, mean) * hops * windows > chance and needed < 1000:
        needed += 1
    return needed


def _tail(k: int, mean: float) -> float:
    """Chance of ``k`` or more where ``mean`` are expected (an upper bound, for k above mean)."""
    if mean <= 0:
        return 0.0
    if k <= mean:
        return 1.0
    return math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) / (1 - mean / (k + 1))


def _known(place: _Place, stretch: _Stretch) -> bool:
    middle = (place.start + place.end) // 2
    return (
        place.track == stretch.track
        and abs(place.offset - stretch.over.offset) <= _NEAR + 1
        and stretch.start <= middle < stretch.end
    )


def _followed(place: _Place, film: Picture, track: Picture) -> _Stretch | None:
    needed = SURE - 1 if place.plain else SURE
    over = Overlay(film, track, place.offset)
    start, end = max(place.start, over.start), min(place.end, over.end)
    if end - start < SHORTEST or over.sure(start, end) < needed - 2:
        return None
    over = over.settled(start, end)
    start, end = over.reach(max(start, over.start), min(end, over.end))
    if end - start < SHORTEST:
        return None
    sure = over.sure(start, end)
    return _Stretch(place.track, over, start, end, sure) if sure >= needed else None


def _same_recording(stretch: _Stretch, film: Landmarks, alone: Shelf) -> bool:
    """Whether the landmarks of a stretch agree on its place to a fiftieth of a second.

    Those of another performance of the same music are spread over places nearby.
    """
    a, b = np.searchsorted(film.times, [stretch.start * STRIDE, stretch.end * STRIDE])
    given = votes(Landmarks(film.hashes[a:b], film.times[a:b]), alone)
    away = np.abs(given.offset - stretch.over.offset)
    exact = away <= 1
    moments = len(np.unique(given.film[exact] // _MOMENT))
    beside = np.count_nonzero((away > _NEAR) & (away <= _BESIDE)) * 3 / (2 * (_BESIDE - _NEAR))
    enough = _FEW_MOMENTS if stretch.sure >= 2 * SURE else _MOMENTS
    return moments >= enough and int(np.count_nonzero(exact)) >= max(_FEWEST, _SHARP * beside)


def _best(found: list[_Stretch]) -> list[_Stretch]:
    """Where stretches overlap, the one that agrees better is heard; of the other, what is left."""
    chosen: list[_Stretch] = []
    for stretch in sorted(found, key=lambda each: (-each.sure, each.start, each.track)):
        start, end = stretch.start, stretch.end
        for other in chosen:
            if start < other.end and other.start < end:
                start, end = _beside(start, end, other.start, other.end)
        if (start, end) == (stretch.start, stretch.end):
            chosen.append(stretch)
        elif end - start >= 2 * SHORTEST:
            sure = stretch.over.sure(start, end)
            if sure >= SURE:
                chosen.append(stretch._replace(start=start, end=end, sure=sure))
    return sorted(chosen, key=lambda each: each.start)


def _beside(start: int, end: int, other_start: int, other_end: int) -> tuple[int, int]:
    """The longer of what is left before and after the other."""
    before, after = (start, min(end, other_start)), (max(start, other_end), end)
    return max(before, after, key=lambda part: part[1] - part[0])


def _trimmed(stretch: _Stretch) -> _Stretch:
    start, end = stretch.over.trimmed(stretch.start, stretch.end)
    return stretch._replace(start=start, end=end)


def _tune(stretch: _Stretch, album: Shelf) -> Tune:
    recording, speed = divmod(stretch.track, len(SPEEDS))
    into = max(0, stretch.start * STRIDE - stretch.over.offset) * SPEEDS[speed]
    return Tune(
        span=Span(start=_ms(stretch.start), end=_ms(stretch.end)),
        recording=album.recordings[recording],
        offset=round(into * HOP * 1000 / RATE),
        speed=SPEEDS[speed],
        sure=round(float(stretch.sure), 1),
    )


def _ms(row: int) -> Ms:
    return round(row * 1000 / A_SECOND)
