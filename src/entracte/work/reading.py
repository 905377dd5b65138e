"""Which reader reads a text, and what stands on the film's clock as its whole length."""

from collections.abc import Sequence

from entracte import plugins
from entracte.errors import NotReadable
from entracte.model import Account, File, Line, Media, Span, Track, Value
from entracte.read.which import choose
from entracte.work.watched import Told


class Kind(Value):
    """A reader, by its name and version: what keys know of it."""

    name: str
    version: str


def kinds() -> tuple[Kind, ...]:
    """Every reader that is installed."""
    return tuple(Kind(name=each.name, version=each.version) for each in plugins.readers())


def kind_of(text: File, readers: Sequence[Kind]) -> Kind:
    """The reader that is surest of this text; ``NotReadable`` if none is."""
    known = {(each.name, each.version) for each in readers}
    reader = choose(text, [r for r in plugins.readers() if (r.name, r.version) in known])
    if reader is None:
        if not text.data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
            raise NotReadable("The file is empty.", "Give a file with some words in it.")
        raise NotReadable(
            "No reader knows what it is.", "Give a text about the film, subtitles or a screenplay."
        )
    return Kind(name=reader.name, version=reader.version)


def read_as(text: File, kind: Kind) -> Account:
    """What this text says, as this reader understands it."""
    reader = next((each for each in plugins.readers() if each.name == kind.name), None)
    if reader is None or reader.version != kind.version:
        raise RuntimeError(f"the reader {kind.name} {kind.version} is not installed here")
    return reader.read(text)


def read_each(files: Sequence[File], readers: Sequence[Kind]) -> Told:
    """What each of these texts says; what cannot be read becomes a note."""
    accounts, notes = [], []
    for file in files:
        try:
            accounts.append(read_as(file, kind_of(file, readers)))
        except NotReadable as wrong:
            notes.append(f"{file.name} could not be read: {wrong}")
    return Told(accounts=tuple(accounts), notes=tuple(notes))


def running(media: Media | None, lines: Track[Line]) -> Span:
    """The whole film; as far as its words go, if nothing else is known."""
    last = max((line.span.end for line in lines.items), default=0)
    return Span(start=0, end=media.duration if media else last)
