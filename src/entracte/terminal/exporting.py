"""Pages written in other formats: to a file, beside the film, or to standard output."""

import sys
from pathlib import Path

from entracte import plugins
from entracte.errors import NotFound
from entracte.model import to_bytes
from entracte.store import disk
from entracte.store.shelf import Shelf


def export(
    shelf: Shelf, named: str, kind: str, output: str | None, beside: bool, as_json: bool
) -> None:
    """Writes the page of this film and says where."""
    exporter = next((each for each in plugins.exporters() if each.name == kind), None)
    if exporter is None:
        known = ", ".join(each.name for each in plugins.exporters())
        raise NotFound(f"There is no kind called {kind}.", f"There are: {known}.")
    film = shelf.film(named)
    data = exporter.export(shelf.page(film), shelf.blobs.get)
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    name = f"{film.id}{exporter.suffix}"
    file = Path(output) if output else (Path(film.root) if beside else Path()) / name
    if file.is_dir():
        file = file / name
    if not file.parent.is_dir():
        raise NotFound(f"There is no folder {file.parent}.", "Make it, or name another.")
    disk.write(file, data)
    file.chmod(0o644)
    if as_json:
        told = {"film": film.id, "kind": kind, "file": str(file), "bytes": len(data)}
        sys.stdout.write(to_bytes(told).decode() + "\n")
    else:
        print(f"Written: {file} ({len(data):,} bytes)")


def kinds(as_json: bool) -> None:
    """Lists every kind there is."""
    found = plugins.exporters()
    if as_json:
        told = [{"kind": each.name, "suffix": each.suffix, "says": each.says} for each in found]
        sys.stdout.write(to_bytes(told).decode() + "\n")
        return
    for each in found:
        print(f"{each.name:<12}  {each.suffix:<8}  {each.says}")
