"""The seams: where entracte can be extended. Built-ins come in by the same doors.

A package adds a reader or an exporter by naming it in its own ``pyproject.toml``::

    [project.entry-points."entracte.readers"]
    filmscript = "my_package.filmscript:reader"
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import entry_points
from typing import Any, Protocol, runtime_checkable

from entracte.model import Account, Claim, Digest, File, Id, Ms, Page, Value


class Reader(Protocol):
    """Reads one kind of text. A pure function of the file's name and bytes.

    ``suits`` looks at the content and says how surely the file is of this kind, from 0 (certainly
    not) to 1 (certainly). The reader that is surest reads it; below 0.1 nobody does. ``read``
    returns what the text says, every claim with a ``Read`` of a passage of the returned source.
    Both get through any bytes: what cannot be read raises ``NotReadable`` with a plain sentence.
    """

    @property
    def name(self) -> str: ...  # one word, also the source's kind: "article"

    @property
    def version(self) -> str: ...  # changes when the same bytes would be read otherwise: "1"

    def suits(self, file: File) -> float: ...

    def read(self, file: File) -> Account: ...


Fetch = Callable[[Digest], bytes]  # the bytes of a still


class Wish(Value):
    """How somebody wants an export. An exporter heeds what concerns it."""

    form: str = ""  # the kind of file, by its ending: "xlsx"; the first of ``forms`` when empty
    profile: str = ""  # which columns, which wording; the first of ``profiles`` when empty
    count: str = "timecode"  # how time is counted: timecode | drop-frame | feet
    start: Ms = 0  # what the first frame counts as


class Exporter(Protocol):
    """Writes the page in someone else's format. A pure function of the page and its stills.

    Whoever calls it has seen to it that ``wish.form`` and ``wish.profile`` are of those it names.
    """

    @property
    def name(self) -> str: ...  # what people type: "html"

    @property
    def forms(self) -> tuple[str, ...]: ...  # endings of the files it can write, the usual first

    @property
    def profiles(self) -> tuple[str, ...]: ...  # ways it can be laid out, the usual first

    @property
    def says(self) -> str: ...  # one line for ``entracte export --list``

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes: ...


@runtime_checkable
class Merger(Exporter, Protocol):
    """Can also bring a file of its kind up to date, keeping all that somebody else wrote."""

    def merge(self, old: bytes, page: Page, fetch: Fetch, wish: Wish) -> bytes: ...


class Endpoint(Value):
    """Where a writer answers, as the settings name it."""

    address: str  # http://localhost:11434/v1
    model: str = ""
    patience: float = 120.0  # seconds


class Proposed(Value):
    """A sentence that a writer proposes, and the ids of what it cites."""

    text: str
    evidence: tuple[Id, ...] = ()


class Teller(Protocol):
    """Proposes sentences made of statements that have ids; asked only where a setting names one.

    Whatever it proposes is looked at like any stranger's text: a sentence is kept only when what it
    cites is there and bears it out.
    """

    @property
    def name(self) -> str: ...  # one word: "openai"

    def propose(
        self, film: str, evidence: Mapping[Id, Claim[str]], endpoint: Endpoint
    ) -> tuple[Proposed, ...]: ...


def readers() -> tuple[Reader, ...]:
    """Every reader there is, by name."""
    return _loaded("entracte.readers")[0]


def exporters() -> tuple[Exporter, ...]:
    """Every exporter there is, by name."""
    return _loaded("entracte.exporters")[0]


def tellers() -> tuple[Teller, ...]:
    """Every writer there is, by name."""
    return _loaded("entracte.tellers")[0]


def broken() -> tuple[tuple[str, str], ...]:
    """Readers and exporters that are named and do not load, and why: ``entracte doctor`` tells."""
    groups = ("entracte.readers", "entracte.exporters", "entracte.tellers")
    return tuple(each for group in groups for each in _loaded(group)[1])


@cache
def _loaded(group: str) -> tuple[tuple[Any, ...], tuple[tuple[str, str], ...]]:
    """One that does not load must not take the others with it."""
    whole, broken = [], []
    for point in sorted(entry_points(group=group)):
        try:
            whole.append(point.load())
        except Exception as wrong:
            broken.append((point.name, f"{type(wrong).__name__}: {wrong}"))
    return tuple(whole), tuple(broken)
