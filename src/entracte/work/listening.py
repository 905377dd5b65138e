"""Listening to a film: its sound laid against the albums that lie beside it."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from entracte.errors import NotAFilm
from entracte.listen.found import Loudness, Tunes
from entracte.listen.landmarks import fingerprint
from entracte.listen.shelf import shelf
from entracte.listen.spectrum import Samples
from entracte.listen.tunes import tunes
from entracte.media.loudness import loudness
from entracte.media.sound import RATE, has_sound, sound
from entracte.model import Id
from entracte.store.taken import Taken

BY = "tunes/1"  # who noticed; changes when the same film would be heard otherwise
METER = "loudness/1"

_LONGEST = 2 * 3600 * RATE  # samples of one recording that are listened to
_MOST = 12 * 3600 * RATE  # samples of all recordings together
_OF_FILM = 0.7  # part of the work that the film is, about


def tuned(film: str, album: Sequence[Taken], progress: Callable[[float], None]) -> Tunes:
    """Where in the film at this path the recordings of the album are heard, by their digests.

    A film without sound has none. Recordings that cannot be read are told of in the notes.
    ``NotAFilm`` if the film cannot be opened.
    """
    if not album or not has_sound(film):
        return Tunes(by=BY)
    paths = {each.digest: each.path for each in album}
    sought: list[Id] = []
    notes: list[str] = []

    def recordings() -> Iterator[tuple[Id, Samples]]:
        left = _MOST
        for number, each in enumerate(album):
            progress((1 - _OF_FILM) * number / len(album))
            if each.digest in sought:
                continue
            try:
                samples = _whole(each.path)
            except NotAFilm:
                notes.append(f"{each.name} could not be listened to. Does it play in a player?")
                continue
            if len(samples) > left:
                notes.append(
                    f"{each.name} was not looked for in the film: the albums are too long."
                )
                continue
            left -= len(samples)
            sought.append(each.digest)
            yield each.digest, samples

    known = shelf(recordings())
    if not sought:
        return Tunes(by=BY, notes=tuple(notes))
    heard = fingerprint(
        sound(film, progress=lambda done: progress(1 - _OF_FILM + done * _OF_FILM * 0.9))
    )
    found = tunes(heard, known, lambda name: _whole(paths[name]))
    return Tunes(by=BY, items=found, sought=tuple(sought), notes=tuple(notes))


def loud(film: str, progress: Callable[[float], None]) -> Loudness | None:
    """How loud the film at this path is; nothing if it has no sound."""
    if not has_sound(film):
        return None
    found = loudness(film, progress)
    return Loudness(by=METER, whole=found.whole, range=found.range, curve=found.curve)


def _whole(path: str) -> Samples:
    """A recording's samples, the first two hours at the most."""
    parts: list[Samples] = [np.zeros(0, np.float32)]
    size = 0
    for part in sound(path):
        parts.append(part)
        size += len(part)
        if size >= _LONGEST:
            break
    return np.concatenate(parts)[:_LONGEST]
