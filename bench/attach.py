"""A sidecar of the demo film, attached to eight derived copies of it, and to other films.

``python -m bench.attach [--data DIR] [--json] [--quick]``. DIR is laid out like ``shared/data``:
films in ``films/``, which must not be taken for the demo film. The copies are made here from the
demo film, 320 pixels wide (bench/copies.py): where each of its moments is in a copy is known. An
anchor is right if it is within half a second of there, or said to be absent where it is; those
within half a second of a cut that was made count as right either way.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.copies import COPIES, Copy, Original, made, original, where
from bench.report import SHARED, CouldNotRun, Row, run
from entracte import demo
from entracte.align import attach
from entracte.align.sidecar import Sidecar, read
from entracte.export.sidecar import exporter, shown
from entracte.listen import placing
from entracte.media.sound import has_sound, sound
from entracte.model import Claim, Digest, Film, Media, Page, Read, digest, passage
from entracte.plugins import Wish
from entracte.work.attaching import anchors, pieces
from entracte.work.watching import watched

NEAR = 0.5  # seconds


class Seen(NamedTuple):
    """A film that was watched and listened to, as ``entracte add`` does."""

    page: Page
    blobs: dict[Digest, bytes]


def measure(data: Path, quick: bool) -> list[Row]:
    films = sorted(data.glob("films/*.mp4"))
    if not films:
        raise CouldNotRun(f"There is no film in {data}.")
    source = next(Path(demo.__file__).parent.glob("*/*.mp4"))
    until = 150.0 if quick else 1e9
    film = original(source, 192 if quick else 320, until)
    other = original(films[0], 192 if quick else 320, 240.0)
    rows: list[Row] = []
    every: list[bool] = []
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "film.mkv"
        if quick:
            made(film, Copy("itself"), other, first)
        sent, size = sidecar_of(first if quick else source)
        spent = []
        for copy in (c for c in COPIES if not quick or c.name in _QUICK):
            path = Path(folder) / "copy.mkv"
            made(film, copy, other, path)
            began = time.process_time()
            right = judged(sent, copy, film, path)
            spent.append(time.process_time() - began)
            every += right
            note = f"{sum(right)} of {len(right)}"
            rows.append(Row(copy.name, sum(right) / len(right), 0.99, n=len(right), note=note))
        note = f"{sum(every)} of {len(every)}"
        what = "anchors of all copies within 0.5 s, or rightly absent"
        rows.append(Row(what, sum(every) / len(every), 0.99, n=len(every), note=note))
        strangers = [path for path in films if path.stem != source.stem]
        rows += _others(sent, strangers[:1] if quick else strangers)
    rows.append(Row("size of the sidecar's anchors, KB", round(size / 1000, 1), 500, "lower"))
    rows.append(Row("processor seconds to watch and attach a copy", round(max(spent), 1), None))
    return rows


_QUICK = ("25 fps, PAL speed", "a reel missing", "other sound")


def _others(sent: Sidecar, films: list[Path]) -> list[Row]:
    count = attached = 0
    for path in films:
        seen = watch(path)
        shots = shown(seen.page.shots.items, seen.blobs.__getitem__)
        found = pieces(sent, str(path), shots)
        attached += sum(attach.place(found, at) is not None for at in anchors(sent))
        count += len(anchors(sent))
    return [Row(f"anchors attached to {len(films)} other films", attached, 0, "lower", count)]


def watch(path: Path) -> Seen:
    blobs: dict[Digest, bytes] = {}

    def keep(data: bytes) -> Digest:
        name = digest(data)
        blobs[name] = data
        return name

    found = watched(str(path), keep)
    marks = keep(placing.to_bytes(placing.kept(sound(path)))) if has_sound(path) else ""
    end = max((shot.span.end for shot in found.shots.items), default=0)
    said = Claim(says=path.stem, said_by=(Read(passage=passage("folder", path.stem, 0, 1)),))
    film = Film(id="film", title=(said,), media=Media(digest="", duration=end))
    return Seen(Page(film=film, shots=found.shots, marks=marks), blobs)


def sidecar_of(path: Path) -> tuple[Sidecar, int]:
    """The sidecar of a film without texts, and how many bytes that is: its anchors, in the main."""
    seen = watch(path)
    data = exporter.export(seen.page, seen.blobs.__getitem__, Wish())
    return read(data, "film.entracte.json"), len(data)


def judged(
    sent: Sidecar,
    copy: Copy,
    film: Original,
    path: Path,
    told: Callable[[str], None] = lambda line: print(line, file=sys.stderr),
) -> list[bool]:
    """Of each anchor whether it is where it truly is in the copy, or rightly said to be absent."""
    seen = watch(path)
    found = pieces(sent, str(path), shown(seen.page.shots.items, seen.blobs.__getitem__))
    out = []
    for at in anchors(sent):
        mine = attach.place(found, at)
        right = any(
            true is None if mine is None else true is not None and abs(mine / 1000 - true) <= NEAR
            for true in _true(copy, film, at / 1000)
        )
        out.append(right)
        if not right and "--misses" in sys.argv:
            told(f"{copy.name}: {at / 1000:.1f} s: {mine}, truly {where(copy, film, at / 1000)}")
    if "--misses" in sys.argv:
        told(f"{copy.name}: {found}")
    return out


def _true(copy: Copy, film: Original, at: float) -> list[float | None]:
    """Where the moment truly is; beside a cut that was made also where it would be past it."""
    true = where(copy, film, at)
    out = [true]
    for by in (-NEAR, NEAR):
        beside = where(copy, film, at + by)
        past = None if beside is None else beside - by / copy.speed
        if (past is None) != (true is None) or (past and true and abs(past - true) > 0.01):
            out.append(past)
    return out


def main() -> int:
    arguments = [each for each in sys.argv[1:] if each != "--misses"]
    return run("attach", __doc__ or "", SHARED / "data", measure, arguments)


if __name__ == "__main__":
    raise SystemExit(main())
