"""Listening to a film: what kind of sound it is, how loud, and which tunes of the albums."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from entracte.errors import NotAFilm
from entracte.listen import placing
from entracte.listen.found import Listened, Loudness, Tunes
from entracte.listen.landmarks import fingerprint
from entracte.listen.shelf import shelf
from entracte.listen.sounds import sounds
from entracte.listen.spectrum import Samples
from entracte.listen.tones import Tones
from entracte.listen.tunes import tunes
from entracte.listen.voices import Voiced
from entracte.media.loudness import Meter
from entracte.media.sound import RATE, has_sound, sound
from entracte.media.voices import Voices
from entracte.model import Digest, Id, Track
from entracte.store.taken import Taken

BY = "tunes/1"  # who noticed; changes when the same film would be heard otherwise
METER = "loudness/2"
SOUNDS = "sounds/1"
PLACING = "placing/1"

_LONGEST = 2 * 3600 * RATE  # samples of one recording that are listened to
_MOST = 12 * 3600 * RATE  # samples of all recordings together
_NO_VOICES = (
    "Speech was told from music by its spectrum alone, which is less sure: "
    "no voice detector is installed."
)
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


def listened(
    film: str, ears: str, keep: Callable[[bytes], Digest], progress: Callable[[float], None]
) -> Listened:
    """What is heard when, how loud, and what the sound is known by; all decoded once.

    ``ears`` names the voice detector to listen with, empty for none. ``keep`` keeps bytes and gives
    their name. A film without sound gives nothing. ``NotAFilm`` if the film cannot be opened.
    """
    if not has_sound(film):
        return Listened()
    heard, meter, brought, voices = Tones(), Meter(), Voiced(), Voices() if ears else None
    length = 0

    def passing() -> Iterator[Samples]:
        nonlocal length
        for block in sound(film, progress=progress, hear=meter.hear):
            heard.hear(block)
            if voices is not None:
                voices.hear(brought.hear(block))
            length += len(block)
            yield block

    marks = placing.kept(passing())
    if voices is not None:
        voices.hear(brought.rest())
    found = sounds(heard.told(), voices.told() if voices else None, length / RATE)
    measured = meter.measured()
    return Listened(
        sounds=Track(by=SOUNDS, items=found),
        loudness=Loudness(by=METER, **measured._asdict()),
        marks=keep(placing.to_bytes(marks)),
        notes=() if ears else (_NO_VOICES,),
    )


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
