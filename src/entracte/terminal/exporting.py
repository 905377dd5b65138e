"""Pages written in other formats: to a file, beside the film, or to standard output."""

import sys
from pathlib import Path

from msgspec.structs import replace

from entracte import plugins
from entracte.errors import BadSetting, NotFound
from entracte.model import Page, to_bytes
from entracte.plugins import Exporter, Merger, Wish
from entracte.store import disk
from entracte.store.library import Shelved
from entracte.store.names import OURS
from entracte.store.shelf import Shelf
from entracte.terminal import cutting

# Kinds whose ending says what they are.
_PLAIN = frozenset({"edl", "epub", "html", "json", "jsonld", "markdown", "nfo", "otio", "sidecar"})


def export(
    shelf: Shelf, named: str, kind: str, output: str | None, beside: bool, wish: Wish, as_json: bool
) -> None:
    """Writes the page of this film and says where. What was there is kept beside it as ``.bak``."""
    if kind in cutting.KINDS:
        cutting.write(shelf, named, kind, output, beside, as_json)
        return
    exporter = _exporter(kind)
    wish = granted(exporter, wish, output)
    film = shelf.film(named)
    page = shelf.page(film)
    if output == "-":
        sys.stdout.buffer.write(exporter.export(page, shelf.blobs.get, wish))
        sys.stdout.buffer.flush()
        return
    name = _beside(film, page, exporter, wish) if beside else _called(film.id, kind, wish.form)
    file = Path(output) if output else (Path(film.root) if beside else Path()) / name
    if file.is_dir():
        file = file / name
    if not file.parent.is_dir():
        raise NotFound(f"There is no folder {file.parent}.", "Make it, or name another.")
    if isinstance(exporter, Merger) and file.is_file():
        data = exporter.merge(file.read_bytes(), page, shelf.blobs.get, wish)
    else:
        data = exporter.export(page, shelf.blobs.get, wish)
    put(file, data)
    if as_json:
        told = {"film": film.id, "kind": kind, "file": str(file), "bytes": len(data)}
        sys.stdout.write(to_bytes(told).decode() + "\n")
    else:
        print(f"Written: {file} ({len(data):,} bytes)")


def _called(stem: str, kind: str, form: str) -> str:
    """``red-shoes.ccsl.pdf``; ``red-shoes.edl`` where the ending says it all."""
    return f"{stem}.{form}" if kind in _PLAIN else f"{stem}.{kind}.{form}"


def _beside(film: Shelved, page: Page, exporter: Exporter, wish: Wish) -> str:
    """The name players look for beside the film: ``The Red Shoes (1948).en.sdh.srt``."""
    media = page.film.media
    stem = Path(media.file).stem if media is not None and media.file else film.name
    ours = stem + OURS.rstrip(".")
    if exporter.name == "subtitles":
        language = page.lines.items[0].language if page.lines.items else "und"
        hearing = ".sdh" if wish.profile == "sdh" else ""
        return f"{ours}.{language}{hearing}.{wish.form}"
    # Players look for notes, scene markers and pictures under the film's own name.
    plain = exporter.name in ("nfo", "edl")
    if exporter.name in ("poster", "backdrop"):
        return f"{stem}-{exporter.name.replace('backdrop', 'fanart')}.{wish.form}"
    return _called(stem if plain else ours, exporter.name, wish.form)


def put(file: Path, data: bytes) -> None:
    """Writes the file whole or not at all; other words that stood there are kept as ``.bak``."""
    if file.is_file() and file.read_bytes() != data:
        disk.write(file.with_name(file.name + ".bak"), file.read_bytes())
    disk.write(file, data)
    file.chmod(0o644)


def granted(exporter: Exporter, wish: Wish, output: str | None = None) -> Wish:
    """The wish with nothing left open; ``BadSetting`` where the exporter cannot do that."""
    form = wish.form
    if not form and output and output != "-":
        ending = Path(output).suffix.lstrip(".").lower()
        form = ending if ending in exporter.forms else ""
    form = form or exporter.forms[0]
    if form not in exporter.forms:
        raise BadSetting(
            f"{exporter.name} is not written as {form}.", f"There are: {', '.join(exporter.forms)}."
        )
    profile = wish.profile or (exporter.profiles[0] if exporter.profiles else "")
    if profile and profile not in exporter.profiles:
        known = ", ".join(exporter.profiles) or "none"
        raise BadSetting(f"{exporter.name} has no profile {profile}.", f"There are: {known}.")
    return replace(wish, form=form, profile=profile)


def _exporter(kind: str) -> Exporter:
    found = next((each for each in plugins.exporters() if each.name == kind), None)
    if found is None:
        known = ", ".join(sorted([*(each.name for each in plugins.exporters()), *cutting.KINDS]))
        raise NotFound(f"There is no kind called {kind}.", f"There are: {known}.")
    return found


def kinds(as_json: bool) -> None:
    """Lists every kind there is."""
    found = plugins.exporters()
    if as_json:
        told = [
            {
                "kind": each.name,
                "forms": each.forms,
                "profiles": each.profiles,
                "says": each.says,
            }
            for each in found
        ]
        told += [
            {"kind": kind, "forms": (), "profiles": (), "says": says}
            for kind, says in cutting.KINDS.items()
        ]
        sys.stdout.write(to_bytes(told).decode() + "\n")
        return
    for each in found:
        print(f"{each.name:<13} {', '.join(each.forms):<24} {each.says}")
        if each.profiles:
            print(f"{'':<38} profiles: {', '.join(each.profiles)}")
    for kind, says in cutting.KINDS.items():
        print(f"{kind:<13} {'files':<24} {says}")
