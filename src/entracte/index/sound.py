"""Where a recorded sound is heard in the library: a few seconds of a film, or a tune of an album.

What each film's sound is known by was made while listening to it (``listen/placing.py``) and lies
among the blobs; it is read where it lies, through the system's own cache, so that nothing has to
be built, brought up to date or kept in memory. Which blob belongs to which page is noted down,
for pages are long.
"""

import contextlib
import mmap
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import numpy as np

from entracte.errors import EntracteError
from entracte.listen import placing
from entracte.listen.placing import STRIDE, SURE, Kept, Place
from entracte.listen.shelf import SPEEDS
from entracte.listen.spectrum import HOP, RATE, Samples
from entracte.model import Digest, Id, Ms, Span, Value, from_bytes, to_bytes
from entracte.store import disk
from entracte.store.library import Shelved
from entracte.store.shelf import Shelf

SHORTEST = round(1.5 * RATE)  # samples: of less nothing can be said
LONGEST = 20 * 60 * RATE  # samples that are listened to
_CLIP = 12 * RATE  # samples: what is no longer is one clip, of one moment
_WINDOW = 10 * RATE  # samples of the pieces that a longer sound is cut into
_STEP = 5 * RATE
_DRIFT = 10  # spectra by which two pieces may disagree and be of one stretch
_TUNE = 11.0  # how sure a stretch of a longer sound must be: music is like other music
_CERTAIN = 2 * SURE  # no other speed is tried after this


class Hit(Value):
    """A stretch of a film in which the sound is heard."""

    film: Id
    title: str
    span: Span
    offset: Ms  # where in the sound that stretch begins
    speed: float = 1.0  # how much faster the sound runs than the film: 1.0417 from PAL
    sure: float = 0.0  # 7 or more; what was found by chance had 6 at the most


class Answer(Value):
    """Where a sound is heard, the surest first; nothing where it is not in the library."""

    hits: tuple[Hit, ...] = ()
    films: int = 0  # in which it was looked for
    deaf: tuple[Id, ...] = ()  # films that were not listened to: added by an earlier version
    notes: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        return bool(self.hits)


class _Noted(Value):
    page: Digest
    marks: Digest


class Heard:
    """The sound of all films of a shelf; may be asked from any thread."""

    def __init__(self, home: str) -> None:
        self._shelf = Shelf(home=home)
        self._file = Path(home) / "index-sound.json"

    def find(self, samples: Samples, most: int = 20) -> Answer:
        """Where this sound is heard: 16,000 samples a second, one channel, -1 to 1.

        Of a clip of up to twelve seconds only the surest moment of each film is told; a longer
        sound is sought piece by piece, and every stretch is told in which it is heard.
        """
        samples = np.nan_to_num(np.asarray(samples, np.float32).ravel()[:LONGEST])
        films = tuple(self._films())
        deaf = tuple(film.id for film, kept in films if kept is None)
        heard = [(film, kept) for film, kept in films if kept is not None]
        if len(samples) < SHORTEST:
            note = "That is too short to tell: record five seconds."
            return Answer(films=len(heard), deaf=deaf, notes=(note,))
        hits = _clip(samples, heard) if len(samples) <= _CLIP else _pieces(samples, heard)
        ranked = sorted(hits, key=lambda hit: (-hit.sure, hit.film, hit.span.start))
        return Answer(hits=tuple(ranked[:most]), films=len(heard), deaf=deaf)

    def _films(self) -> Iterator[tuple[Shelved, Kept | None]]:
        noted = self._noted()
        now: dict[Id, _Noted] = {}
        for film in self._shelf.films():
            known = noted.get(film.id)
            if known is None or known.page != film.page:
                try:
                    marks = self._shelf.page(film).marks
                except (EntracteError, ValueError):  # forgotten meanwhile, or of another version
                    marks = ""
                known = _Noted(page=film.page, marks=marks)
            now[film.id] = known
            yield film, self._kept(known.marks)
        if now != noted:
            with contextlib.suppress(EntracteError):  # only read, it is asked a little more slowly
                disk.write(self._file, to_bytes(now))

    def _noted(self) -> dict[Id, _Noted]:
        try:
            return from_bytes(self._file.read_bytes(), dict[Id, _Noted])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return {}

    def _kept(self, name: Digest) -> Kept | None:
        if not self._shelf.blobs.has(name):
            return None
        try:
            with self._shelf.blobs.path(name).open("rb") as opened:
                return placing.from_bytes(
                    memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
                )
        except (OSError, ValueError):
            return None


def best(
    samples: Samples, films: Iterable[tuple[Shelved, Kept]], speeds: Iterable[float] = SPEEDS
) -> list[tuple[Shelved, Place]]:
    """The surest moment of each film in which this clip is heard, at any of the speeds."""
    films = tuple(films)
    found: dict[Id, tuple[Shelved, Place]] = {}
    for speed in speeds:
        clip = placing.clip(samples, speed)
        for film, kept in films:
            place = placing.placed(clip, kept, placing.likely(clip, kept))
            if place is None or place.sure < SURE:
                continue
            if film.id not in found or place.sure > found[film.id][1].sure:
                found[film.id] = film, place
        if any(place.sure >= _CERTAIN for _, place in found.values()):
            break
    return list(found.values())


def _clip(samples: Samples, films: list[tuple[Shelved, Kept]]) -> list[Hit]:
    whole = len(samples) / RATE
    out = []
    for film, place in best(samples, films):
        start = place.at * HOP / RATE
        out.append(_hit(film, place, start, start + whole * place.speed))
    return out


def _pieces(samples: Samples, films: list[tuple[Shelved, Kept]]) -> list[Hit]:
    """Stretches: pieces that follow each other in the sound and at the same pace in the film."""
    hits: list[Hit] = []
    for speed in SPEEDS:
        found: dict[Id, list[Place]] = {}  # each as if from the sound's first moment
        for first in range(0, max(1, len(samples) - _WINDOW + _STEP), _STEP):
            clip = placing.clip(samples[first : first + _WINDOW], speed)
            into = round(first * speed / HOP)
            for film, kept in films:
                for each in placing.likely(clip, kept):
                    place = placing.placed(clip, kept, [each])
                    if place is not None and place.sure >= SURE:
                        found.setdefault(film.id, []).append(place._replace(at=place.at - into))
        if found:
            whole = placing.clip(samples, speed)
            for film, kept in films:
                for place in _several(found.get(film.id, ())):
                    a, b = placing.reach(whole, kept, place.at, 0, len(kept.bits) * STRIDE)
                    hits.append(_hit(film, place, a * HOP / RATE, b * HOP / RATE))
    return _apart(hits)


def _several(places: Iterable[Place]) -> list[Place]:
    """Of pieces that agree on where the sound would begin, the surest; only sure ones."""
    out: list[Place] = []
    for place in sorted(places, key=lambda each: (-each.sure, each.at)):
        if place.sure >= _TUNE and all(abs(place.at - other.at) > _DRIFT for other in out):
            out.append(place)
    return out


def _apart(hits: list[Hit]) -> list[Hit]:
    """Of stretches of one film that cover each other, the surest."""
    out: list[Hit] = []
    for hit in sorted(hits, key=lambda each: (-each.sure, each.film, each.span.start)):
        size = hit.span.end - hit.span.start
        if all(hit.film != other.film or hit.span.overlap(other.span) < size / 2 for other in out):
            out.append(hit)
    return out


def _hit(film: Shelved, place: Place, start: float, end: float) -> Hit:
    """``start`` and ``end`` are seconds of the film."""
    begins = place.at * HOP / RATE
    start, end = max(0.0, start), max(0.0, start, end)
    return Hit(
        film=film.id,
        title=film.title,
        span=Span(start=round(start * 1000), end=round(end * 1000)),
        offset=round(max(0.0, start - begins) / place.speed * 1000),
        speed=round(place.speed, 4),
        sure=round(place.sure, 1),
    )
