"""The web app under many readers: how long they wait, what it costs in memory, a large library.

Readers open pages, strips, stills and searches over real connections and pause as people do, while
a film is being added. The server is another process, as `entracte serve` starts it.
"""

import asyncio
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bench import long_film
from bench.report import CouldNotRun, Row
from bench.web_browser import ID, shelve
from entracte.model import Claim, Film, Line, Page, Person, Shot, Span, Told, Track, to_bytes
from entracte.store.shelf import Shelf
from entracte.store.taken import Inputs
from entracte.work.glance import glance

READERS = 50
FILMS = 5_000
_PAUSES = (0.4, 1.6)  # seconds between two things that a reader asks for


@dataclass
class Server:
    address: str
    port: int
    pid: int

    def memory(self) -> float:
        """MB that it holds."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def ask(self, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, data, {"content-type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())


@contextmanager
def started(home: Path) -> Iterator[Server]:
    """`entracte serve` over the shelf in this folder."""
    command = [sys.executable, "-m", "entracte", "serve", "--port", "0", "--json"]
    environment = os.environ | {"ENTRACTE_HOME": str(home)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            if not line:
                raise CouldNotRun("The web app did not start.")
            address = json.loads(line)["address"].rstrip("/")
            yield Server(address, int(address.rpartition(":")[2]), server.pid)
        finally:
            server.terminate()
            server.wait(30)


@dataclass
class Waits:
    """How long readers waited, in seconds, by what they asked for; and what went wrong."""

    pages: list[float] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Reader:
    """Somebody with a browser: one connection that is kept."""

    def __init__(self, server: Server, paths: tuple[str, ...], chance: random.Random) -> None:
        self.server, self.paths, self.chance = server, paths, chance
        self.line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def read(self, until: float, waits: Waits) -> None:
        await asyncio.sleep(self.chance.uniform(0, _PAUSES[1]))
        while time.monotonic() < until:
            path = self.chance.choice(self.paths)
            began = time.perf_counter()
            try:
                async with asyncio.timeout(60):
                    status = await self._get(path)
            except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError) as why:
                waits.wrong.append(f"{path}: {type(why).__name__}")
                self.line = None
                continue
            took = time.perf_counter() - began
            (waits.pages if path == f"/film/{ID}" else waits.rest).append(took)
            if status not in (200, 206, 304):
                waits.wrong.append(f"{path}: {status}")
            await asyncio.sleep(self.chance.uniform(*_PAUSES))
        if self.line is not None:
            self.line[1].close()

    async def _get(self, path: str) -> int:
        for tried in range(2):  # a line that was idle may have been closed meanwhile
            fresh = self.line is None
            if self.line is None:
                self.line = await asyncio.open_connection("127.0.0.1", self.server.port)
            source, sink = self.line
            stretch = "Range: bytes=100000-400000\r\n" if path.endswith("/video") else ""
            asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{stretch}"
            sink.write(f"{asked}Accept-Encoding: gzip\r\n\r\n".encode())
            try:
                head = await source.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                self.line = None
                if fresh or tried:
                    raise
                continue
            lower = head.lower()
            size = int(lower.partition(b"content-length:")[2].split(b"\r\n")[0])
            await source.readexactly(size)
            return int(head.split()[1])
        raise ValueError("no answer")


async def crowd(server: Server, readers: int, seconds: float, paths: tuple[str, ...]) -> Waits:
    waits = Waits()
    until = time.monotonic() + seconds
    people = [Reader(server, paths, random.Random(number)) for number in range(readers)]
    await asyncio.gather(*(each.read(until, waits) for each in people))
    return waits


def paths(server: Server) -> tuple[str, ...]:
    """What readers ask for; of ten things six are the film's page."""
    film = f"/film/{ID}"
    row = server.ask("/api/films")["films"][0]
    return (
        *([film] * 6), f"/api{film}/strip", "/", row["still"], f"/api{film}/now?t=600000",
        f"{film}/subtitles/0.vtt", f"{film}/video",
    )  # fmt: skip


class Adding:
    """Films being added one after the other, for as long as readers read."""

    def __init__(self, server: Server, folder: Path) -> None:
        from entracte.terminal.serving import demo_folder

        self.server, self.folder, self.demo = server, folder, demo_folder()
        self.number = 0
        self.done = 0
        self.job = ""

    async def go_on(self, until: float) -> None:
        while time.monotonic() < until:
            if not self.job:
                self.number += 1
                place = self.folder / f"A shadow play {self.number} (2026)"
                await asyncio.to_thread(shutil.copytree, self.demo, place)
                film = next(each for each in place.iterdir() if each.suffix == ".mp4")
                with film.open("ab") as opened:  # another film, as far as its bytes go
                    opened.write(b"\0\0\0\x0cfree" + self.number.to_bytes(4, "big"))
                told = await asyncio.to_thread(self.server.ask, "/api/jobs", {"path": str(place)})
                self.job = told["id"]
            jobs = await asyncio.to_thread(self.server.ask, "/api/jobs")
            mine = next(each for each in jobs["jobs"] if each["id"] == self.job)
            if mine["state"] in ("done", "failed"):
                self.done += mine["state"] == "done"
                self.job = ""
            await asyncio.sleep(0.5)


def readers(quick: bool) -> list[Row]:
    """Fifty readers and one job."""
    seconds = 15.0 if quick else 90.0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shelve(home)
        with started(home) as server:
            asked = paths(server)
            server_cost = _cpu(server.pid)

            async def both() -> tuple[Waits, Waits, Adding]:
                alone = await crowd(server, READERS, seconds / 3, asked)
                adding = Adding(server, Path(folder))
                until = time.monotonic() + seconds
                waits, _ = await asyncio.gather(
                    crowd(server, READERS, seconds, asked), adding.go_on(until)
                )
                return alone, waits, adding

            alone, waits, adding = asyncio.run(both())
            spent = _cpu(server.pid) - server_cost
    count = len(waits.pages) + len(waits.rest)
    for each in sorted(set(waits.wrong))[:5]:
        print(f"wrong: {each}", file=sys.stderr)
    every = count + len(alone.pages) + len(alone.rest)
    return [
        Row(
            f"{READERS} readers and a job: film page, p95, ms", _p95(waits.pages) * 1000, 300,
            "lower", len(waits.pages), (("without the job", _p95(alone.pages) * 1000),),
            f"median {statistics.median(waits.pages) * 1000:.0f}, jobs done {adding.done}",
        ),
        Row(
            f"{READERS} readers and a job: all else, p95, ms", _p95(waits.rest) * 1000, None,
            "lower", len(waits.rest),
        ),
        Row(f"{READERS} readers and a job: errors", len(waits.wrong), 0, "lower", count),
        Row("processor time of an answer, ms", spent / every * 1000, None, "lower", every),
    ]  # fmt: skip


def soak(quick: bool) -> list[Row]:
    """Ten minutes of everything at once: memory and descriptors must not grow."""
    minutes = 1.0 if quick else 10.0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shelve(home)
        with started(home) as server:
            asked = (*paths(server), *(f"/find?q={word}" for word in ("harbour", "bell", "rain")))

            async def everything() -> tuple[Waits, list[tuple[float, int]]]:
                until = time.monotonic() + minutes * 60
                seen: list[tuple[float, int]] = []
                adding = Adding(server, Path(folder))

                async def look() -> None:
                    while time.monotonic() < until:
                        seen.append((server.memory(), server.descriptors()))
                        await asyncio.sleep(minutes)

                waits, *_ = await asyncio.gather(
                    crowd(server, 20, minutes * 60, asked),
                    adding.go_on(until), look(), _listen(server, until),
                )  # fmt: skip
                await asyncio.sleep(7)
                return waits, [*seen, (server.memory(), server.descriptors())]

            waits, seen = asyncio.run(everything())
    fifth = max(1, len(seen) // 5)
    early, late = seen[2 * fifth : 3 * fifth], seen[-fifth - 1 : -1]
    grown = statistics.median(m for m, _ in late) - statistics.median(m for m, _ in early)
    lines = seen[-1][1] - seen[0][1]
    for each in sorted(set(waits.wrong))[:5]:
        print(f"wrong: {each}", file=sys.stderr)
    note = f"from {statistics.median(m for m, _ in early):.0f}; most {max(m for m, _ in seen):.0f}"
    return [
        Row(
            f"soak of {minutes:.0f} min: memory grown from its middle to its end, MB",
            grown, 10, "lower", len(waits.pages) + len(waits.rest), note=note,
        ),
        Row("soak: descriptors left over", lines, 4, "lower", 1),
        Row("soak: errors", len(waits.wrong), 0, "lower", len(waits.pages) + len(waits.rest)),
    ]  # fmt: skip


async def _listen(server: Server, until: float) -> None:
    """People who come, listen to the events for a while, and go without a word."""
    while time.monotonic() < until:
        lines = []
        for _ in range(10):
            source, sink = await asyncio.open_connection("127.0.0.1", server.port)
            sink.write(b"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            lines.append((source, sink))
        await asyncio.sleep(2)
        for _, sink in lines:
            sink.transport.abort()
        await asyncio.sleep(1)


def library(quick: bool) -> list[Row]:
    """A library of 5,000 films, opened for the first time after the app was started."""
    films = 500 if quick else FILMS
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shelf = Shelf(home=str(home))
        for number in range(films):
            _put(shelf, number, folder)
        with started(home) as server:
            began = time.perf_counter()
            with urllib.request.urlopen(f"{server.address}/", timeout=60) as answer:
                answer.read()
            first = time.perf_counter() - began
            again = []
            for by in ("title", "year", "added") * 5:
                began = time.perf_counter()
                server.ask(f"/api/films?by={by}&after={films // 2}")
                again.append(time.perf_counter() - began)
            seen = _opened(server.address)
    rows = [
        Row(f"library of {films:,} films: first answer, s", first, 1.0, "lower", 1),
        Row(
            f"library of {films:,} films: a leaf further on, p95, ms", _p95(again) * 1000, None,
            "lower", len(again),
        ),
    ]  # fmt: skip
    if seen is not None:
        rows.insert(
            1, Row(f"library of {films:,} films: open in Chromium, s", seen, 1.0, "lower", 3)
        )
    return rows


def _opened(address: str) -> float | None:
    """Seconds until the library stands in a browser, pictures in view and all; median of three."""
    try:
        from playwright.sync_api import sync_playwright

        from bench.web_browser import chromium

        path = chromium()
    except (ImportError, CouldNotRun):
        return None
    took = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for _ in range(3):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.goto(address, wait_until="load")
            took.append(
                page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000
            )
            context.close()
        browser.close()
    return statistics.median(took)


def _put(shelf: Shelf, number: int, root: str) -> None:
    """A small film of its own on the shelf, with a still, shots and people."""
    chance = random.Random(number)
    told = (Told(by="the benchmark"),)
    title = f"The {chance.choice(_WORDS)} {chance.choice(_WORDS)} {number}"
    still = shelf.blobs.put(_still(number % 12))
    shots = tuple(
        Shot(
            id=f"shot-{i}", span=Span(start=i * 300_000, end=(i + 1) * 300_000), still=still,
            colour=(chance.randrange(200), chance.randrange(200), chance.randrange(200)),
        )
        for i in range(20)
    )  # fmt: skip
    lines = tuple(
        Line(id=f"line-{i}", span=Span(start=i * 60_000, end=i * 60_000 + 2_000), text=title)
        for i in range(40)
    )
    page = Page(
        film=Film(
            id=f"film-{number}",
            title=(Claim(says=title, said_by=told),),
            year=(Claim(says=1920 + number % 100, said_by=told),),
        ),
        people=tuple(Person(id=f"p{i}", name=f"Person {number % 97 + i}") for i in range(5)),
        shots=Track(by="the benchmark", items=shots),
        lines=Track(by="the benchmark", items=lines),
    )
    film = shelf.library.shelve(f"film-{number}", title, f"{root}/{number}", root)
    made = shelf.blobs.put(to_bytes(page))
    shelf.library.settle(
        film, title=title, year=1920 + number % 100, page=made, keys=(), lasting=(),
        inputs=shelf.blobs.put(to_bytes(Inputs(name=title))),
    )  # fmt: skip
    glance(shelf.library, film.id, made, page)


@cache
def _still(number: int) -> bytes:
    return long_film.still(number, (320, 234))


_WORDS = ("Silent", "Winter", "Harbour", "Lantern", "Violet", "Paper", "Northern", "Glass", "Road")


def _cpu(pid: int) -> float:
    """Seconds of processor time that it has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)] if values else 0.0
