"""Serving as a person starts it: passwords, many readers at once, slow ones, old shelves."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
import time
from os import environ
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests import filmfolder
from tests.apart import run_apart
from tests.serve.asking import ID, Asking, put, sample_page
from tests.serve.served import serving

from entracte.errors import NotFound
from entracte.serve import guard
from entracte.serve.app import app
from entracte.serve.kept import Kept
from entracte.serve.shelf import OnDisk
from entracte.store.keys import Keys
from entracte.store.shelf import Shelf


def entracte(home: Path, *words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "entracte", *words],
        env=environ | {"ENTRACTE_HOME": str(home)},
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_beyond_this_machine_it_starts_with_a_password_only(tmp_path: Path) -> None:
    refused = entracte(tmp_path, "serve", "--host", "0.0.0.0", "--port", "0")
    assert refused.returncode == 1
    assert "--set-password" in refused.stderr
    short = entracte(tmp_path, "serve", "--set-password", typed="short\n")
    assert short.returncode == 1
    made = entracte(tmp_path, "serve", "--set-password", typed="four words are enough\n")
    assert made.returncode == 0
    assert "four words" not in made.stdout + made.stderr
    assert Keys(home=str(tmp_path)).right("four words are enough")
    with serving(tmp_path, "--host", "0.0.0.0") as served:
        assert served.ask("/api/films")[0] == 401
        body = {"password": "four words are enough", "name": "sofa"}
        status, headers, _ = served.ask("/api/signin", "POST", body)
        assert status == 200
        cookie = {"Cookie": headers["set-cookie"].partition(";")[0]}
        assert served.ask("/api/films", headers=cookie)[0] == 200
        said = served.errors.read_text()
    assert "four words" not in said
    assert cookie["Cookie"] not in said


def test_fifty_readers_and_a_job_at_once(tmp_path: Path) -> None:
    """In short what bench.web measures: nobody is turned away, and the page is there at once."""
    shelf = Shelf(home=str(tmp_path / "home"))
    put(shelf, sample_page(shelf), tmp_path)
    folder = filmfolder.lay_out(tmp_path / "films")
    waits: list[float] = []
    wrong: list[int] = []
    with serving(tmp_path / "home") as served:
        job = served.json("/api/jobs", "POST", {"path": str(folder)})["id"]

        def read() -> None:
            for path in (f"/film/{ID}", f"/api/film/{ID}/strip", "/", f"/film/{ID}"):
                began = time.monotonic()
                status, _, _ = served.ask(path)
                waits.append(time.monotonic() - began)
                wrong.extend([status] if status != 200 else [])
                time.sleep(0.3)

        readers = [threading.Thread(target=read) for _ in range(50)]
        for each in readers:
            each.start()
        for each in readers:
            each.join(60)
        assert wrong == []
        assert len(waits) == 200
        assert sorted(waits)[100] < 2.0  # this machine may be busy: bench.web has the true figure
        served.until(
            "/api/jobs", lambda told: told["jobs"][0]["id"] == job and told["jobs"][0]["done"] == 1
        )
        assert served.json("/api/films")["total"] == 2


def test_whoever_takes_nothing_is_cut(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_SLOW", 0.05)
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "raw_path": b"/",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "server": ("127.0.0.1", 8300),
    }

    async def send(_: object) -> None:
        await asyncio.sleep(30)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def ask() -> None:
        await app(shelf)(scope, receive, send)

    began = time.monotonic()
    with pytest.raises(OSError, match="takes nothing"):
        run_apart(ask())
    assert time.monotonic() - began < 10


# the shelf


def test_a_library_is_shown_without_reading_its_pages(shelf: Shelf, folder: Path) -> None:
    for number in range(30):
        put(shelf, sample_page(shelf), folder, f"film-{number:02}")
    edition = shelf.films()[0].page
    shelf.blobs.delete(edition)  # the page itself cannot be read any more
    client = Asking(app(shelf))
    told = client.get("/api/films?most=20").json
    assert told["total"] == 31
    assert len(told["films"]) == 20
    assert all(film["band"] and film["makers"] for film in told["films"])
    rest = client.get(f"/api/films?most=20&after={told['next']}").json
    assert len(rest["films"]) == 11
    assert rest["next"] is None
    assert client.get("/").status == 200
    assert client.get(told["films"][0]["band"]).status == 200
    assert client.get("/api/films?after=x").status == 400


def test_a_shelf_of_before_is_shown_too(shelf: Shelf) -> None:
    with sqlite3.connect(shelf.library.file) as db:
        for table in ("glances", "people"):
            db.execute(f"drop table {table}")
        db.execute("pragma user_version = 1")
    client = Asking(app(Shelf(home=shelf.home)))
    assert client.get("/api/films").json["films"][0]["makers"] == "Ada Marlowe"
    assert client.get("/person/ada-marlowe").status == 200


def test_a_page_of_another_version_is_told_of(shelf: Shelf, folder: Path) -> None:
    film = shelf.film(ID)
    other = shelf.blobs.put(b'{"film": {"id": "x", "title": []}, "format": 2, "odours": []}')
    inputs = film.inputs
    shelf.library.settle(film, title="X", year=None, page=other, inputs=inputs, keys=(), lasting=())
    for path in (f"/film/{ID}", f"/api/film/{ID}"):
        answer = Asking(app(shelf)).get(path)
        assert answer.status == 409
        assert "another version" in answer.text
    assert Asking(app(shelf)).get("/").status == 200


def test_a_new_page_is_seen_at_once(shelf: Shelf, folder: Path) -> None:
    seen = OnDisk(shelf)
    before = seen.film(ID).page
    put(shelf, replace(sample_page(shelf), notes=("New.",)), folder)
    assert seen.film(ID).page != before
    shelf.library.forget(ID)
    with pytest.raises(NotFound):
        seen.film(ID)


def test_what_is_asked_for_at_once_is_made_once() -> None:
    made: list[int] = []

    def make(key: int) -> str:
        made.append(key)
        time.sleep(0.05)
        if key == 13:
            raise NotFound("no")
        return str(key)

    kept: Kept[int, str] = Kept(make, 2)
    threads = [threading.Thread(target=lambda: kept.get(7)) for _ in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert made == [7]
    with pytest.raises(NotFound):
        kept.get(13)
    for key in (1, 2, 3):
        assert kept.get(key) == str(key)
    assert kept.there(1) is None
    assert kept.there(3) == "3"
