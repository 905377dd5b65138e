"""The library's card index, in SQLite: which films are on the shelf, and what has been made.

Everything in it can be made again from the films' folders and the corrections; deleting the file
costs time and nothing else. Each call opens it anew, so that it may be used from any thread.
"""

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from entracte.errors import Busy, EntracteError, NoRoom, NotReadable
from entracte.model.value import Digest, Id, Value
from entracte.store import disk
from entracte.store.taken import Marks

VERSION = 3
_WAIT = 30.0  # seconds for another run's write, which takes a few milliseconds
_COLUMNS = "id, name, title, year, path, root, page, inputs, added, updated"
_SCHEMA = """
create table films (id text primary key, name text not null, title text not null,
    year integer, path text not null unique, root text not null, page text not null,
    inputs text not null, added text not null, updated text not null) strict;
create table made (key text primary key, step text not null, digest text not null) strict;
create table kept (key text not null, digest text not null, primary key (key, digest)) strict;
create table uses (film text not null, key text not null, primary key (film, key)) strict;
create table marks (path text primary key, size integer not null, changed integer not null,
    turned integer not null, inode integer not null, digest text not null) strict;
"""
_SECOND = """
create table glances (film text primary key, page text not null, told blob not null) strict;
create table people (name text not null, film text not null, primary key (name, film)) strict;
"""
_THIRD = """
drop table if exists words;
"""  # words are found by ``index/``


class Shelved(Value):
    """A film on the shelf."""

    id: Id  # what commands and addresses call it
    name: str  # of the folder or video
    path: str  # what was added
    root: str  # the folder that the names of its files start from
    title: str = ""  # of the page; empty until there is one
    year: int | None = None
    page: Digest = ""  # empty until there is one
    inputs: Digest = ""  # what the page was made from
    added: str = ""  # ISO 8601, UTC
    updated: str = ""


class Made(Value):
    """What a step made: the artefact, and the blobs that the artefact speaks of."""

    key: Digest
    step: str
    digest: Digest
    kept: tuple[Digest, ...] = ()


class Library(Value):
    """The card index in this file. Only its place, so that it can be sent anywhere."""

    file: str

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        place = Path(self.file)
        try:
            with closing(self._connected(place)) as db:
                yield db
        except sqlite3.Error as wrong:
            raise _told(wrong, place) from wrong

    def _connected(self, place: Path) -> sqlite3.Connection:
        if place.exists() and not os.access(place.parent, os.W_OK):  # a disk to be read only
            return sqlite3.connect(f"{place.as_uri()}?immutable=1", uri=True)
        with disk.writing(place.parent):
            place.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.file, timeout=_WAIT, isolation_level=None)
        try:
            db.execute("pragma synchronous = normal")  # whole after a power cut, if not newest
            self._prepare(db)
        except BaseException:
            db.close()
            raise
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        (version,) = db.execute("pragma user_version").fetchone()
        if version == VERSION:
            return
        if version > VERSION:
            raise NotReadable(
                f"{self.file} was written by a newer entracte.", "Install the newer one here too."
            )
        db.execute("pragma journal_mode = wal")
        db.execute("begin immediate")
        (version,) = db.execute("pragma user_version").fetchone()
        # Each only where nobody else made it while we waited.
        for made, schema in enumerate((_SCHEMA, _SECOND, _THIRD)):
            if version <= made:
                for statement in schema.split(";")[:-1]:
                    db.execute(statement)
        db.execute(f"pragma user_version = {VERSION}")
        db.execute("commit")

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._open() as db:
            db.execute("begin immediate")
            yield db
            db.execute("commit")

    # films

    def films(self) -> tuple[Shelved, ...]:
        """All films on the shelf, by title."""
        if not Path(self.file).exists():
            return ()
        with self._open() as db:
            rows = db.execute(f"select {_COLUMNS} from films order by id").fetchall()  # noqa: S608 fixed names
        fields = _COLUMNS.split(", ")
        found = (Shelved(**dict(zip(fields, row, strict=True))) for row in rows)
        return tuple(sorted(found, key=lambda film: (film.title.casefold(), film.id)))

    def shelve(self, id: Id, name: str, path: str, root: str) -> Shelved:
        """The film of this path, put on the shelf if it is not there, as ``id`` or ``id-2`` …

        A film whose path no longer exists is the same film moved, if it bears the same id.
        """
        with self._change() as db:
            rows = {row[0]: row[1] for row in db.execute("select id, path from films")}
            mine = next((known for known, place in rows.items() if place == path), None)
            if mine is None:
                mine = _free(id, rows)
                now = _now()
                db.execute(
                    f"insert into films ({_COLUMNS}) values (?, ?, '', null, ?, ?, '', '', ?, ?)"  # noqa: S608 fixed names
                    " on conflict (id) do update set path = excluded.path, root = excluded.root",
                    (mine, name, path, root, now, now),
                )
            row = db.execute(f"select {_COLUMNS} from films where id = ?", (mine,)).fetchone()  # noqa: S608 fixed names
        return Shelved(**dict(zip(_COLUMNS.split(", "), row, strict=True)))

    def settle(
        self,
        film: Shelved,
        *,
        title: str,
        year: int | None,
        page: Digest,
        inputs: Digest,
        keys: Sequence[Digest],
        lasting: Sequence[str],
    ) -> None:
        """The film has a new page, made with these keys.

        What the steps named in ``lasting`` made for earlier pages is not let go of.
        """
        with self._change() as db:
            db.execute(
                "update films set title = ?, year = ?, page = ?, inputs = ?,"
                " updated = case when page = ? then updated else ? end where id = ?",
                (title, year, page, inputs, page, _now(), film.id),
            )
            slots = ", ".join("?" * len(lasting))
            db.execute(
                "delete from uses where film = ? and key not in "  # noqa: S608 only question marks
                f"(select key from made where step in ({slots}))",
                (film.id, *lasting),
            )
            db.executemany("insert or ignore into uses values (?, ?)", [(film.id, k) for k in keys])

    def forget(self, id: Id) -> None:
        """Takes the film off the shelf; what was made of it is swept out later."""
        with self._change() as db:
            for table, column in (
                ("films", "id"),
                ("uses", "film"),
                ("glances", "film"),
                ("people", "film"),
            ):
                db.execute(f"delete from {table} where {column} = ?", (id,))  # noqa: S608 fixed names

    # what a library shows of each film, so that its pages need not be read

    def glances(self) -> dict[Id, tuple[Digest, bytes]]:
        """Of each film the page that was glanced at, and what was seen."""
        if not Path(self.file).exists():
            return {}
        with self._open() as db:
            if not _has(db, "glances"):  # an older one, on a disk that is only read
                return {}
            rows = db.execute("select film, page, told from glances").fetchall()
        return {film: (page, told) for film, page, told in rows}

    def glance(self, film: Id, page: Digest, told: bytes, people: Sequence[str]) -> None:
        """Keeps what the library shows of this page, and by which names people are on it."""
        with self._change() as db:
            db.execute("insert or replace into glances values (?, ?, ?)", (film, page, told))
            db.execute("delete from people where film = ?", (film,))
            db.executemany(
                "insert or ignore into people values (?, ?)", [(name, film) for name in people]
            )

    def films_of(self, name: str) -> tuple[Id, ...]:
        """The films that have a person of this name, in order of their ids."""
        if not Path(self.file).exists():
            return ()
        with self._open() as db:
            if not _has(db, "people"):
                return ()
            rows = db.execute("select film from people where name = ? order by film", (name,))
            return tuple(film for (film,) in rows)

    def changed(self) -> tuple[int, ...]:
        """Tells, without opening it, whether anything may have been written since."""
        out = []
        for file in (self.file, f"{self.file}-wal"):
            try:
                found = os.stat(file)
            except OSError:
                continue
            out += [found.st_mtime_ns, found.st_size, found.st_ino]
        return tuple(out)

    # what was made

    def made(self, key: Digest) -> Made | None:
        with self._open() as db:
            row = db.execute("select step, digest from made where key = ?", (key,)).fetchone()
            kept = db.execute("select digest from kept where key = ? order by digest", (key,))
            return row and Made(
                key=key, step=row[0], digest=row[1], kept=tuple(name for (name,) in kept)
            )

    def remember(self, made: Made) -> None:
        with self._change() as db:
            db.execute(
                "insert or replace into made values (?, ?, ?)", (made.key, made.step, made.digest)
            )
            db.executemany(
                "insert or ignore into kept values (?, ?)", [(made.key, name) for name in made.kept]
            )

    def wanted(self) -> frozenset[Digest]:
        """The blobs that films on the shelf need; made things that none needs are struck off."""
        with self._change() as db:
            db.execute("delete from made where key not in (select key from uses)")
            db.execute("delete from kept where key not in (select key from made)")
            rows = db.execute(
                "select digest from made union select digest from kept"
                " union select page from films union select inputs from films"
            ).fetchall()
        return frozenset(name for (name,) in rows)

    # files that were fingerprinted

    def fingerprint(self, marks: Marks) -> Digest | None:
        with self._open() as db:
            row = db.execute(
                "select digest from marks where path = ? and size = ? and changed = ?"
                " and turned = ? and inode = ?",
                (marks.path, marks.size, marks.changed, marks.turned, marks.inode),
            ).fetchone()
        return row[0] if row else None

    def remember_fingerprint(self, marks: Marks, digest: Digest) -> None:
        with self._change() as db:
            db.execute(
                "insert or replace into marks values (?, ?, ?, ?, ?, ?)",
                (marks.path, marks.size, marks.changed, marks.turned, marks.inode, digest),
            )


def _free(id: Id, rows: dict[Id, str]) -> Id:
    n = 1
    while True:
        tried = id if n == 1 else f"{id}-{n}"
        if tried not in rows or not Path(rows[tried]).exists():
            return tried
        n += 1


def _has(db: sqlite3.Connection, table: str) -> bool:
    found = db.execute("select 1 from sqlite_master where name = ?", (table,)).fetchone()
    return found is not None


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def _told(wrong: sqlite3.Error, place: Path) -> EntracteError:
    """The database's error, told to a person."""
    says = str(wrong).lower()
    if "locked" in says or "busy" in says:
        return Busy(f"Another run keeps {place} to itself.", "Wait until it is done, then again.")
    if "full" in says or "disk i/o" in says:
        return NoRoom(
            f"There is no room left to write in {place.parent}.",
            "Free some space and run it again: what is made so far is kept.",
        )
    if "readonly" in says or "unable to open" in says:
        return NoRoom(
            f"{place} cannot be written.",
            "Allow writing there, or name another folder with ENTRACTE_HOME.",
        )
    if isinstance(wrong, sqlite3.DatabaseError) and (
        "malformed" in says or "not a database" in says
    ):
        return NotReadable(
            f"{place} is damaged.",
            "Delete it and add the films again: nothing but time is lost, corrections are kept.",
        )
    raise wrong
