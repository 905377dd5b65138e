"""Found by meaning: the vectors of a few lines together, for words that the film does not use.

One file a film in ``home/index/meaning-1``, named after the page it was made from; made when a
person asks for it (``entracte find --meaning``), for it takes minutes a film. A question looks at
all vectors by their signs (48 bytes each), then at the best by all their numbers.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entracte import meaning
from entracte.index.kept import LATE, Reading, View
from entracte.index.plan import in_time
from entracte.index.rank import Ranked
from entracte.model import Digest, Id, Line, Ms, Page, Track
from entracte.store import disk, locks
from entracte.store.shelf import Shelf

FORMAT = 1
TOGETHER = 3  # lines of a window: enough to tell what is spoken of
_STEP = 3  # lines from one window to the next: every line is in the middle of one, or beside it
_SIGNS = meaning.SIZE // 8
_FEW = 600  # windows looked at in full
_BEST = 50  # of them, windows whose lines are looked at one by one
_TIME = 4  # bytes of the middle line's start

Bytes = NDArray[np.uint8]


class Near(NamedTuple):
    """A window of lines, by the start of its middle line, and how near it is: -1 to 1."""

    film: Id
    start: Ms
    nearness: float


class Meant:
    """The vectors in ``home``, where there are any."""

    def __init__(self, home: str) -> None:
        self.folder = Path(home) / "index" / f"meaning-{FORMAT}"
        self._read: dict[str, Bytes] = {}

    def there(self) -> bool:
        """Whether meanings can be asked for: some were made, and the weights are here."""
        return self.folder.is_dir() and any(self.folder.glob("*.npy")) and meaning.installed()

    def follow(self, shelf: Shelf, heed: Callable[[int, int], None], patience: float) -> int:
        """Makes the vectors of films that have none, drops those of other pages; films changed."""
        with locks.held(self.folder.parent / "meaning-lock", patience=patience):
            wanted = {_name(film.id, film.page): film for film in shelf.films()}
            there = {file.name for file in self.folder.glob("*.npy")}
            for name in sorted(there - wanted.keys()):
                with disk.writing(self.folder):
                    (self.folder / name).unlink(missing_ok=True)
            new = sorted(wanted.keys() - there)
            for done, name in enumerate(new):
                heed(done, len(new))
                made = rows(shelf.page(wanted[name]))
                disk.write(self.folder / name, _npy(made))
            heed(len(new), len(new))
        return len(new)

    def lines(self, view: View, asked: str, seen: Mapping[Id, Ms], most: int) -> list[Ranked]:
        """The lines that come nearest to what was asked, one of a window, none later than seen.

        The nearest windows first; of their lines those that are near themselves, which is told by
        vectors made on the spot: half a second of one processor.
        """
        vector = meaning.vectors([asked])[0]
        found: list[tuple[int, Near, tuple[int, int], Reading]] = []
        for number, near in enumerate(self._nearest(view, vector, seen)):
            film = view.films[near.film].number
            for address in in_time(view, film, near.start, near.start)[:1]:
                doc = (address.segment_ord, address.doc)
                (reading,) = view.read([address])
                before, after = view.around(doc, reading, 1, 1)
                limit = seen.get(near.film, LATE)
                for i, each in enumerate((*before, reading, *after), -len(before)):
                    if each.known <= limit:
                        found.append((number, near, (doc[0], doc[1] + i), each))
        texts = [" ".join(reading.unit.text.split()) for _, _, _, reading in found]
        alone = (meaning.vectors(texts) @ vector).tolist() if texts else []
        best: dict[int, Ranked] = {}
        for (number, near, doc, reading), like in zip(found, alone, strict=True):
            score = near.nearness + like
            if number not in best or score > best[number].score:
                likeness = round(50 * max(0.0, score), 1)
                best[number] = Ranked(
                    reading=reading, doc=doc, how="meaning", score=score, likeness=likeness
                )
        return sorted(best.values(), key=lambda place: -place.score)[:most]

    def _nearest(
        self, view: View, vector: NDArray[np.float32], seen: Mapping[Id, Ms]
    ) -> list[Near]:
        """The windows nearest to what was asked."""
        films = [(id, self._of(_name(id, entry.page))) for id, entry in sorted(view.films.items())]
        parts = [(film, rows) for film, rows in films if rows is not None and len(rows)]
        if not parts:
            return []
        every = np.concatenate([rows for _, rows in parts])
        of = np.repeat(np.arange(len(parts)), [len(rows) for _, rows in parts])
        begin = starts(every)
        allowed = np.array([seen.get(film, 1 << 40) for film, _ in parts])
        open_to = np.flatnonzero(begin <= allowed[of])
        told = every[open_to, _TIME : _TIME + _SIGNS]
        apart = np.bitwise_count(told ^ np.packbits(vector > 0)).sum(axis=1, dtype=np.int32)
        few = open_to[np.argsort(apart, kind="stable")[:_FEW]]
        whole = vectors_of(every[few])
        near = whole @ vector / np.maximum(np.linalg.norm(whole, axis=1), 1e-9)
        best = np.argsort(-near, kind="stable")[:_BEST]
        return [
            Near(parts[of[few[i]]][0], int(begin[few[i]]), float(near[i])) for i in best.tolist()
        ]

    def _of(self, name: str) -> Bytes | None:
        if name not in self._read:
            try:
                self._read[name] = np.load(self.folder / name, mmap_mode="r")
            except (OSError, ValueError):  # not made yet, or torn: it is found by words alone
                return None
        return self._read[name]


def rows(page: Page) -> Bytes:
    """A row a window: when its middle line starts, the signs of its vector, the vector in bytes."""
    found = list(windows(page.lines))
    vectors = meaning.vectors([text for _, text in found])
    begin = np.array([min(start, 2**32 - 1) for start, _ in found], "<u4")
    scale = 127 / np.maximum(np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9), 1e-9)
    whole = np.round(vectors * scale).astype(np.int8).view(np.uint8)
    times = begin.view(np.uint8).reshape(len(found), _TIME)
    return np.concatenate([times, np.packbits(vectors > 0, axis=1), whole], axis=1)


def starts(rows: Bytes) -> NDArray[np.int64]:
    """When the middle line of each window starts, in milliseconds."""
    return np.ascontiguousarray(rows[:, :_TIME]).view("<u4")[:, 0].astype(np.int64)


def vectors_of(rows: Bytes) -> NDArray[np.float32]:
    """The vectors, in eight bits a number: their direction counts, not their length."""
    return np.ascontiguousarray(rows[:, _TIME + _SIGNS :]).view(np.int8).astype(np.float32)


def windows(lines: Track[Line]) -> Iterator[tuple[Ms, str]]:
    """The start of the middle line, and the words of the lines together."""
    items = lines.items
    for first in range(0, len(items), _STEP):
        part = items[first : first + TOGETHER]
        text = " ".join(" ".join(line.text.split()) for line in part)
        yield part[len(part) // 2].span.start, text


def _name(film: Id, page: Digest) -> str:
    return f"{film}.{page[:16]}.npy"


def _npy(made: Bytes) -> bytes:
    from io import BytesIO

    out = BytesIO()
    np.save(out, made, allow_pickle=False)
    return out.getvalue()
