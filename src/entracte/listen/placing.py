"""Where a few seconds of sound come from: which moment of a film, heard through a room, a phone.

Of each film two things are kept. Landmarks of its strongest tones (``listen/landmarks.py``) vote
for the moments that may be it; rows of bits, whether each band of tones rises against its
neighbour, then tell which of these it is (after J. Haitsma and T. Kalker, "A highly robust audio
fingerprinting system", ISMIR 2002). Noise and an echo turn bits over, but not as many as another
sound does: wrong moments agree in half of all bits, give or take little.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entracte.listen.landmarks import Landmarks, marked
from entracte.listen.shelf import at_speed
from entracte.listen.spectrum import BINS, HOP, RATE, Piece, Samples, pieces

A_SECOND = RATE / HOP  # spectra
STRIDE = 2  # of so many rows of bits one is kept of a film
SURE = 7.0  # of bits and votes together: more than wrong moments ever have
_PEAKS, _FAN = 0.33, 6  # of a film: about a hundred landmarks a second
_MORE_PEAKS, _WIDER_FAN = 1.0, 16  # of a clip: what of the film's is left must be among them
_BANDS = 33
_SMOOTH = 4  # spectra that a row of bits is made of, and those that it is compared with
_ROW = 2 * _SMOOTH - 1  # spectra that a row needs beyond its first
_MAGIC = b"entracte sound 1"
_MOST_ALIKE = 16  # moments of a film that are looked into
_FEWEST = 3  # votes of such a moment
_ELSEWHERE = 48  # wrong moments that a right one is compared with
_APART = round(1.0 * A_SECOND)  # spectra, at the least, between it and those
_STRAYS = 0.5  # standard deviation of one bit at a wrong moment
_DOUBTED = 2.5  # standard deviations: with fewer no number of votes helps
_A_VOTE = 0.3  # standard deviations that a vote is worth
_MOST_VOTES = 15  # that are counted

_Bits = NDArray[np.uint32]


class Kept(NamedTuple):
    """What a film is known by. ``hashes`` are sorted; ``times`` and rows count spectra."""

    hashes: NDArray[np.uint32]
    times: NDArray[np.uint32]
    bits: _Bits  # every STRIDEth row


class Clip(NamedTuple):
    """A few seconds of sound, as they would sound in a film of this speed."""

    marks: Landmarks
    bits: _Bits  # every row
    speed: float  # of the film that is sought, against the clip


class Place(NamedTuple):
    """The moment of a film at which a clip begins, and how sure that is."""

    at: int  # in spectra of the film; may be before its first
    speed: float  # how much faster the clip runs than the film
    votes: int
    sure: float  # ``SURE`` or more: it is this moment


def kept(blocks: Iterable[Samples]) -> Kept:
    """What the sound of a film is known by; about 930 bytes a second."""
    rows: list[NDArray[np.float32]] = []

    def passing() -> Iterator[Piece]:
        for piece in pieces(blocks):
            rows.append(_bands(piece))
            yield piece

    marks = marked(passing(), _PEAKS, _FAN)
    order = np.argsort(marks.hashes, kind="stable")
    times = marks.times[order].astype(np.uint32)
    return Kept(marks.hashes[order], times, _bits(rows)[::STRIDE])


def to_bytes(film: Kept) -> bytes:
    """As it is written: three arrays, after how long they are; little-endian."""
    head = np.array([len(film.hashes), len(film.bits)], "<u8").tobytes()
    parts = (part.astype("<u4").tobytes() for part in film)
    return b"".join((_MAGIC, head, *parts))


def from_bytes(data: bytes | memoryview) -> Kept:
    """What was written, without copying it; ``ValueError`` if it is nothing of the kind."""
    head = len(_MAGIC) + 16
    if len(data) < head or bytes(data[: len(_MAGIC)]) != _MAGIC:
        raise ValueError("not the landmarks of a sound")
    marks, rows = (int(each) for each in np.frombuffer(data[len(_MAGIC) : head], "<u8"))
    if len(data) != head + 4 * (2 * marks + rows):
        raise ValueError("the landmarks of a sound, torn")
    whole = np.frombuffer(data, "<u4", offset=head)
    return Kept(whole[:marks], whole[marks : 2 * marks], whole[2 * marks :])


def clip(samples: Samples, speed: float = 1.0) -> Clip:
    """A clip that runs so much faster than the film it may be of, slowed down to it."""
    played = at_speed(samples, 1 / speed)
    cut = list(pieces((played,)))
    return Clip(marked(cut, _MORE_PEAKS, _WIDER_FAN), _bits([_bands(each) for each in cut]), speed)


def likely(sought: Clip, film: Kept, most: int = _MOST_ALIKE) -> list[tuple[int, int]]:
    """Votes for the moments of a film at which the clip may begin, and these; the most first."""
    given = votes(sought.marks, film.hashes, film.times)
    found: dict[int, int] = {}
    for phase in (0, 1):  # cells of two spectra, cut in both ways
        cells, count = np.unique((given + phase) >> 1, return_counts=True)
        few = np.argsort(-count, kind="stable")[:most]
        for cell, many in zip(cells[few].tolist(), count[few].tolist(), strict=True):
            at = 2 * cell - phase
            found[at] = max(found.get(at, 0), many)
    ranked = sorted(((many, at) for at, many in found.items() if many >= _FEWEST), reverse=True)
    out: list[tuple[int, int]] = []
    for many, at in ranked:
        if all(abs(at - other) > 2 for _, other in out):
            out.append((many, at))
    return out[:most]


def votes(
    sought: Landmarks, hashes: NDArray[np.uint32], times: NDArray[np.uint32]
) -> NDArray[np.int64]:
    """For each landmark that both have, where in the film what is sought would begin."""
    low = np.searchsorted(hashes, sought.hashes, "left")
    many = np.searchsorted(hashes, sought.hashes, "right") - low
    many[many > max(64, len(hashes) // 2000)] = 0  # heard so often, it tells nothing
    which = np.repeat(np.arange(len(many)), many)
    first = np.cumsum(many) - many
    place = np.arange(int(many.sum())) - np.repeat(first, many) + np.repeat(low, many)
    return np.asarray(times[place].astype(np.int64) - sought.times[which], np.int64)


def placed(sought: Clip, film: Kept, found: Sequence[tuple[int, int]]) -> Place | None:
    """The best of these moments (votes, spectrum), laid over the film bit by bit."""
    best: Place | None = None
    for many, at in found:
        agrees, _, there = max(
            (alike(sought, film, at + by), -abs(by), at + by) for by in (-1, 0, 1, 2)
        )
        worth = _A_VOTE * min(many, _MOST_VOTES) if agrees >= _DOUBTED else 0.0
        if best is None or agrees + worth > best.sure:
            best = Place(there, sought.speed, many, agrees + worth)
    return best


def alike(sought: Clip, film: Kept, at: int) -> float:
    """By how many standard deviations they agree better than at wrong moments of the film."""
    share, rows = _agreement(sought.bits, film.bits, at)
    if rows < A_SECOND / STRIDE:
        return 0.0
    spread = _STRAYS / np.sqrt(32 * rows)
    if share - 0.5 < 3 * spread:  # as most are that are tried
        return float((share - 0.5) / spread)
    length = STRIDE * len(film.bits) - len(sought.bits)
    others = np.linspace(0, max(0, length), _ELSEWHERE + 2).astype(int)[1:-1].tolist()
    told = [
        _agreement(sought.bits, film.bits, there)
        for there in others
        if abs(there - at) > max(_APART, len(sought.bits) // 4)
    ]
    shares = [each for each, many in told if many >= rows // 2]
    mean, stray = (float(np.mean(shares)), float(np.std(shares))) if shares else (0.5, 0.0)
    return float((share - max(mean, 0.5)) / max(stray, spread))


def reach(sought: Clip, film: Kept, at: int, start: int, end: int) -> tuple[int, int]:
    """From where to where, in spectra of the film, the two agree, laid over each other at ``at``.

    Looked for between ``start`` and ``end``: the stretch whose bits agree most beyond half of what
    they do in the whole.
    """
    first, last = max(0, start, at) // STRIDE + 1, min(end, at + len(sought.bits)) // STRIDE
    there = film.bits[first:last]
    here = sought.bits[STRIDE * first - at : STRIDE * last - at : STRIDE][: len(there)]
    if not len(there):
        return start, start
    share = 1 - np.bitwise_count(there ^ here) / 32
    share[(there == 0) | (here == 0)] = 0.5
    gain = share - 0.5 - max(0.02, (float(np.quantile(share, 0.8)) - 0.5) / 3)
    total = np.concatenate([[0.0], np.cumsum(gain)])
    lowest = np.minimum.accumulate(total)
    b = int(np.argmax(total - lowest))
    a = int(np.argmin(total[: b + 1]))
    return STRIDE * (first + a), STRIDE * (first + b)


def _agreement(mine: _Bits, film: _Bits, at: int) -> tuple[float, int]:
    """The share of bits that agree, and of how many rows; those that tell nothing left out."""
    first = max(0, -(-at // STRIDE))
    last = min(len(film), -(-(at + len(mine)) // STRIDE))
    if last <= first:
        return 0.5, 0
    there = film[first:last]
    here = mine[STRIDE * first - at : STRIDE * last - at : STRIDE][: len(there)]
    tells = (there != 0) & (here != 0)
    rows = int(np.count_nonzero(tells))
    if not rows:
        return 0.5, 0
    apart = int(np.bitwise_count(there[tells] ^ here[tells]).sum())
    return 1 - apart / (32 * rows), rows


def _bands(piece: Piece) -> NDArray[np.float32]:
    """How far each of a few bands stands out, in each spectrum of the piece's own."""
    edges = np.linspace(0, BINS, _BANDS + 1).round().astype(int)
    own = np.maximum(piece.levels[piece.start : piece.end], -1)
    total = np.add.reduceat(own, edges[:-1], axis=1)
    return np.asarray(total / np.diff(edges), np.float32)


def _bits(rows: list[NDArray[np.float32]]) -> _Bits:
    """A row of bits a spectrum: does a band rise against its neighbour more than just before?"""
    bands = np.concatenate([np.zeros((0, _BANDS), np.float32), *rows])
    if len(bands) <= _ROW:
        return np.zeros(0, np.uint32)
    total = np.cumsum(np.vstack([np.zeros((1, _BANDS)), bands]), axis=0)
    steps = np.diff((total[_SMOOTH:] - total[:-_SMOOTH]) / _SMOOTH, axis=1)
    rise = steps[_SMOOTH:] - steps[:-_SMOOTH]
    ones = (rise > 1e-6) @ (1 << np.arange(32, dtype=np.uint64))
    return np.asarray(ones, np.uint32)
