"""A sidecar attached to a copy of the film: what of it is there, what is not."""

import sys
from pathlib import Path

from entracte.align import sidecar
from entracte.align.attached import Attached
from entracte.align.moved import absent
from entracte.config import Settings
from entracte.errors import NotFound
from entracte.export.sidecar import exporter
from entracte.model import clock, slug, to_bytes
from entracte.plugins import Wish
from entracte.store import disk, dropped
from entracte.store.folder import FilmFolder
from entracte.store.folder import film as folder_at
from entracte.store.shelf import Shelf
from entracte.store.taken import Taken
from entracte.terminal.adding import add_all
from entracte.terminal.exporting import put
from entracte.terminal.going import Going
from entracte.terminal.marks import plain
from entracte.work.add import page_with
from entracte.work.hands import Hands

_NAME = "attached.entracte.json"  # what it is called among the texts dropped onto a film


def schema() -> None:
    """Prints the JSON Schema."""
    sys.stdout.write(sidecar.schema().decode())


def attach(
    file: Path, named: str, settings: Settings, out: Path | None, add: bool, as_json: bool
) -> int:
    """Tells what of the sidecar is in this film, writes it or adds it; 1 if it is another film."""
    data = _read(file)
    shelf = Shelf(home=settings.home)
    folder = _folder(shelf, named)
    taken = Taken(name=file.name, path=str(file.resolve()), digest=shelf.blobs.put(data))
    with Hands(settings.workers) as hands, Going(folder.name, quiet=as_json) as going:
        found, page = page_with(taken, folder, shelf, hands, going)
    if found.page is not None and out is not None:
        made = exporter.export(page, shelf.blobs.get, Wish())
        put(out / f"{folder.name}.entracte.json" if out.is_dir() else out, made)
    if as_json and not (add and found.page is not None):  # adding tells in its own way
        told = {
            "film": folder.path,
            "attached": found.page is not None,
            "anchors": found.anchors,
            "found": found.found,
            "pieces": found.pieces,
            "absent": absent(found.pieces, found.length) if found.pieces else (),
            "notes": found.notes,
        }
        sys.stdout.write(to_bytes(told).decode() + "\n")
    elif not as_json:
        _say(found, file)
    if found.page is None:
        return 1
    if add:
        film = shelf.library.shelve(slug(folder.name), folder.name, folder.path, folder.root)
        dropped.keep(shelf.dropped(film.id), (dropped.Text(name=_NAME, data=data),))
        return add_all((Path(folder.path),), settings, as_json=as_json)
    return 0


def _say(found: Attached, file: Path) -> None:
    for note in found.notes:
        print(plain(note), file=sys.stderr)
    if found.page is None:
        return
    print(f"{plain(file.name)}: {found.found} of {found.anchors} anchors are in this film.")
    for each in found.pieces:
        speed = f", {each.speed:.1%} of the speed" if each.speed != 1.0 else ""
        what = "sounds" if each.by == "sound" else "looks"
        print(
            f"  {clock(each.start)}–{clock(each.end)} is at {clock(each.there)} here{speed};"
            f" it {what} the same"
        )
    for span in absent(found.pieces, found.length):
        print(f"  {clock(span.start)}–{clock(span.end)} is not in this copy")


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise NotFound(f"There is no sidecar {file}.", "Name a .entracte.json.")
    try:
        with file.open("rb") as opened:
            data = opened.read(sidecar.LARGEST + 1)
    except OSError as wrong:
        raise disk.not_read(wrong, file.name) from wrong
    sidecar.read(data, file.name)  # says at once what is wrong with it
    return data


def _folder(shelf: Shelf, named: str) -> FilmFolder:
    """The film at this path, or on the shelf by this name."""
    return folder_at(Path(named) if Path(named).exists() else Path(shelf.film(named).path))
