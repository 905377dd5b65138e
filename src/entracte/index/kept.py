"""The index on the disk: every film's words, put there and taken away film by film.

It is derived from the pages and may be deleted at any time. A change is one transaction of
tantivy: whoever reads sees all of it or nothing, also after the power fails.
"""

import os
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import tantivy

from entracte.errors import Busy, EntracteError, NoRoom
from entracte.index import plain
from entracte.index.units import SORTS, Unit
from entracte.model import Digest, Id, Ms, Value
from entracte.store import disk, locks

FORMAT = 2  # of the index; what an older entracte wrote is thrown away and made again
LATE: Ms = 1 << 26  # later than any film is long: 18 hours
_HEAP = 50_000_000  # bytes of words gathered before they go to the disk
_SMALL_HEAP = 15_000_000  # the least that tantivy takes: enough for many films
_FILM, _LINE = SORTS.index("film"), SORTS.index("line")

_ENTRY = b"\xc1"  # before a film's entry: a byte that no unit starts with

_write = msgspec.msgpack.Encoder().encode
_unit = msgspec.msgpack.Decoder(Unit).decode


class Entry(Value, array_like=True):
    """A film in the index, and the page that its words are from."""

    id: Id
    page: Digest
    number: int  # what the index calls it
    title: str = ""
    year: int | None = None
    languages: tuple[str, ...] = ()  # of its lines


class Torn(Exception):
    """The index cannot be read: it is of an older format, or damaged."""


def _schema() -> tantivy.Schema:
    made = tantivy.SchemaBuilder()
    made.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("who", tokenizer_name="whitespace", index_option="basic")
    made.add_unsigned_field("film", indexed=True, fast=True)
    made.add_unsigned_field("sort", indexed=True)
    made.add_unsigned_field("known", fast=True)  # of a line: when it starts
    made.add_unsigned_field("start", fast=True)  # of all else that has a time
    made.add_bytes_field("body", stored=True)
    return made.build()


SCHEMA = _schema()


class Change:
    """Films being put into the index and taken out of it; nothing is seen before it is settled."""

    def __init__(self, writer: tantivy.IndexWriter, entries: dict[Id, Entry]) -> None:
        self._writer = writer
        self._entries = entries
        self.waiting = 0  # units not settled yet

    def put(self, film: Id, page: Digest, title: str, year: int | None, of: Iterable[Unit]) -> None:
        """The film's units take the place of those that were there before."""
        known = self._entries.get(film)
        if known is None:
            number = 1 + max((each.number for each in self._entries.values()), default=0)
        else:
            number = known.number
            self._clear(number)
        every = tuple(of)
        said = dict.fromkeys(unit.language for unit in every if unit.sort == _LINE)
        entry = Entry(
            id=film, page=page, number=number, title=title, year=year, languages=tuple(said)
        )
        self._entries[film] = entry
        called = title if year is None else f"{title} ({year})"
        self._add(number, Unit(text=called, sort=_FILM, long=-1, known=0), _ENTRY + _write(entry))
        for unit in every:
            self._add(number, unit)

    def _add(self, film: int, unit: Unit, body: bytes = b"") -> None:
        made = tantivy.Document()
        made.add_text("words", plain.spaced(unit.text))
        if unit.who:
            made.add_text("who", plain.key(unit.who))
        made.add_unsigned("film", film)
        made.add_unsigned("sort", unit.sort)
        made.add_unsigned("known", LATE if unit.known is None else min(unit.known, LATE))
        if unit.sort != _LINE and unit.long >= 0:
            made.add_unsigned("start", min(unit.start, LATE))
        made.add_bytes("body", body or _body(unit))
        self._writer.add_document(made)
        self.waiting += 1

    def drop(self, film: Id) -> None:
        known = self._entries.pop(film, None)
        if known is not None:
            self._clear(known.number)

    def _clear(self, number: int) -> None:
        self._writer.delete_documents_by_query(tantivy.Query.term_query(SCHEMA, "film", number))

    def settle(self) -> None:
        """From now on everybody sees what was put and dropped so far."""
        self._writer.commit()
        self.waiting = 0


def _body(unit: Unit) -> bytes:
    """The unit without what stands in a column, and without what is empty at its end."""
    if unit.sort == _LINE and not (unit.language or unit.who or unit.person):
        return _write((unit.text, unit.long))
    row = [unit.text, unit.long, unit.sort, unit.language, unit.who]
    row += [unit.person, unit.claim, unit.place, unit.part]
    if unit.sort != _LINE:
        return _write([*row, unit.start])
    while not row[-1]:
        row.pop()
    return _write(row)


class Reading(Value):
    """A unit as the index keeps it, and the film it is of."""

    unit: Unit
    film: Entry
    known: Ms  # the moment from which it may be shown


class View:
    """The index as it stood at one moment. It stays so, whatever is changed meanwhile."""

    def __init__(self, searcher: tantivy.Searcher, folder: Path, mark: str) -> None:
        self.searcher = searcher
        self.mark = mark  # no other view has it
        self.folder = folder
        self.films = {each.id: each for each in _entries(searcher)}
        self._numbered = {each.number: each for each in self.films.values()}

    def read(self, found: Sequence[tantivy.DocAddress]) -> list[Reading]:
        """The units at these places, in this order."""
        with told(self.folder):
            bodies = [self.searcher.doc(each).get_first("body") or b"" for each in found]
            films = self.searcher.fast_field_values("film", list(found))
            times = self.searcher.fast_field_values("known", list(found))
            out = []
            for body, film, at in zip(bodies, films, times, strict=True):
                known = int(at or 0)
                entry = self._numbered[int(film or 0)]
                out.append(Reading(unit=_unit_of(body, known, entry), film=entry, known=known))
            return out

    def around(
        self, doc: tuple[int, int], reading: Reading, before: int, after: int
    ) -> tuple[list[Reading], list[Reading]]:
        """The lines before and after the line at this place, in the order of time.

        A film's units lie side by side in the index, its entry before its lines.
        """
        segment, at = doc
        first = max(0, at - before)
        try:
            found = self.read([tantivy.DocAddress(segment, i) for i in range(first, at)])
            found += [reading]
            found += self.read([tantivy.DocAddress(segment, at + 1 + i) for i in range(after)])
        except (Torn, KeyError):  # past the end of its segment, or films that were taken away
            found = [self._alone(segment, i) or reading for i in range(first, at + after + 1)]
        here = at - first
        beside = [
            each.film.id == reading.film.id
            and each.unit.sort == _LINE
            and each.unit.language == reading.unit.language
            and (each is not reading or i == here)
            for i, each in enumerate(found)
        ]
        start, end = here, here
        while start > 0 and beside[start - 1]:
            start -= 1
        while end + 1 < len(found) and beside[end + 1]:
            end += 1
        return found[start:here], found[here + 1 : end + 1]

    def _alone(self, segment: int, doc: int) -> Reading | None:
        try:
            return self.read([tantivy.DocAddress(segment, doc)])[0]
        except (Torn, KeyError):
            return None


class Kept:
    """The index in ``home``. May be used from several threads; one run at a time changes it."""

    def __init__(self, home: str) -> None:
        self.folder = Path(home) / "index" / f"words-{FORMAT}"
        self._opening = threading.Lock()
        self._mark: tuple[int, int] = (0, 0)
        self._view: View | None = None
        self._links: tempfile.TemporaryDirectory[str] | None = None

    def view(self) -> View:
        """The index as it was last settled, by whatever run; ``Torn`` if it cannot be read."""
        mark = self._marked()
        view = self._view
        if view is None or mark != self._mark:
            with self._opening, told(self.folder):
                index = tantivy.Index.open(str(self._readable()))
                index.config_reader("manual")
                view = View(index.searcher(), self.folder, f"{mark[0]:x}{mark[1]:x}")
                self._view, self._mark = view, mark
        return view

    def _readable(self) -> Path:
        """The folder; where it may only be read, one with links to all there is in it.

        tantivy makes a lock file in whatever it opens, even to read.
        """
        if os.access(self.folder, os.W_OK):
            return self.folder
        self._links = tempfile.TemporaryDirectory(prefix="entracte-", ignore_cleanup_errors=True)
        for each in self.folder.iterdir():
            if each.suffix != ".lock":
                Path(self._links.name, each.name).symlink_to(each.absolute())
        return Path(self._links.name)

    def _marked(self) -> tuple[int, int]:
        try:
            found = (self.folder / "meta.json").stat()
        except OSError as wrong:
            raise Torn(str(wrong)) from wrong
        return found.st_mtime_ns, found.st_ino

    # changing

    @contextmanager
    def change(self, patience: float = 0.0, *, many: bool = False) -> Iterator[Change]:
        """Puts films in and takes them out; what is not settled at the end never happened.

        ``Busy`` if another run is changing the index, ``NoRoom`` if it cannot be written.
        """
        with locks.held(self.folder.parent / "lock", patience=patience), told(self.folder):
            with disk.writing(self.folder.parent):
                self.folder.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(SCHEMA, str(self.folder))
            entries = {each.id: each for each in _entries(index.searcher())}
            writer = index.writer(_HEAP if many else _SMALL_HEAP, 1)
            try:
                yield Change(writer, entries)
                writer.wait_merging_threads()
            finally:
                del writer

    def clear(self, patience: float = 0.0) -> None:
        """Throws the index away, and those of other formats with it."""
        with locks.held(self.folder.parent / "lock", patience=patience):
            for old in self.folder.parent.glob("words-*"):
                with disk.writing(old):
                    shutil.rmtree(old)
        self._view = None


def _unit_of(body: bytes, known: Ms, film: Entry) -> Unit:
    """The unit written so; a film's own entry is the unit that bears its title."""
    if body[:1] == _ENTRY:
        return Unit(text=film.title, sort=_FILM, long=-1, known=0)
    unit = _unit(body)
    return msgspec.structs.replace(unit, start=known) if unit.sort == _LINE else unit


def _entries(searcher: tantivy.Searcher) -> Iterator[Entry]:
    most = searcher.doc_freq("sort", _FILM)
    films = tantivy.Query.term_query(SCHEMA, "sort", _FILM)
    for _, address in searcher.search(films, most, count=False).hits if most else ():
        body = searcher.doc(address).get_first("body") or b""
        yield msgspec.msgpack.decode(body[1:], type=Entry)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """What goes wrong in tantivy, told to a person; ``Torn`` if it is the index that is wrong."""
    try:
        yield
    except (EntracteError, Torn):
        raise
    except (OSError, ValueError, msgspec.MsgspecError) as wrong:
        raise _meant(wrong, folder) from wrong
    except BaseException as wrong:  # a panic of the library comes as one, and says so by its name
        if type(wrong).__name__ != "PanicException":
            raise
        raise _meant(wrong, folder) from wrong


def _meant(wrong: BaseException, folder: Path) -> Exception:
    says = str(wrong).lower()
    if "index writer was killed" in says:  # it does not say why: "io::Error most likely"
        return NoRoom(
            f"There is no room left to write in {folder.parent}, or its disk failed.",
            "See to it: pages are kept, and can be searched with the next run.",
        )
    if "no space left" in says or "file too large" in says or "quota" in says:
        return NoRoom(
            f"There is no room left to write in {folder.parent}.",
            "Free some space: pages are kept, and can be searched with the next run.",
        )
    if "permission denied" in says or "read-only file system" in says:
        return NoRoom(
            f"{folder.parent} cannot be written.",
            "Allow writing there, or name another folder with ENTRACTE_HOME.",
        )
    if "lockbusy" in says or "failed to acquire" in says:
        return Busy("Another run is writing the index.", "Wait until it is done, then again.")
    return Torn(str(wrong))
