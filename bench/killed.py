"""Films are added and the run is killed, again and again: does the index agree with the shelf?"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tantivy import Query

from bench.report import CouldNotRun
from entracte.index.kept import SCHEMA, Kept
from entracte.index.search import Index
from entracte.index.units import units
from entracte.store.shelf import Shelf

_WORDS = [
    "lamp",
    "harbour",
    "storm",
    "letter",
    "captain",
    "dance",
    "window",
    "river",
    "silver",
    "garden",
    "winter",
    "train",
]


class Outcome(NamedTuple):
    """How it went: kills, those that came while the run was at work, and what was found wrong."""

    kills: int
    during: int
    wrong: tuple[str, ...]


def rounds(root: Path, count: int, seed: int = 9) -> Outcome:
    """Adds a short film ``count`` times with ``entracte add`` and kills each run at some moment.

    After each: the shelf and the index must agree film by film, every film with all its units.
    """
    home = root / "home"
    chance = random.Random(seed)
    folders = [_film(root, n, chance) for n in range(6)]
    begun = time.monotonic()
    if _start(home, folders[0]).wait():
        raise CouldNotRun("A film cannot be added here: entracte add fails.")
    usual = time.monotonic() - begun
    during, wrong = 0, []
    for turn in range(count):
        number = turn % len(folders)
        _film(root, number, chance)  # its words have changed since
        run = _start(home, folders[number])
        try:
            run.wait(chance.uniform(0.25, 1.0) * usual)
        except subprocess.TimeoutExpired:
            run.kill()
            during += 1
        run.wait()
        wrong += [f"round {turn}: {each}" for each in disagreements(str(home))]
    return Outcome(count, during, tuple(wrong))


def disagreements(home: str) -> list[str]:
    """What is not as it should be once the index has followed the shelf."""
    Index(home).follow()
    shelf = Shelf(home=home)
    view = Kept(home).view()
    films = {film.id: film for film in shelf.films()}
    out = []
    if {id: film.page for id, film in films.items()} != {
        id: entry.page for id, entry in view.films.items()
    }:
        out.append("the index has other films than the shelf")
    for id, entry in view.films.items():
        if id in films:
            expected = 1 + sum(1 for _ in units(shelf.page(films[id])))
            query = Query.term_query(SCHEMA, "film", entry.number)
            there = view.searcher.search(query, 1, count=True).count
            if there != expected:
                out.append(f"{id} has {there} of {expected} places")
    return out


def _start(home: Path, folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "entracte", "add", str(folder)],
        env=os.environ | {"ENTRACTE_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _film(root: Path, number: int, chance: random.Random) -> Path:
    folder = root / "films" / f"Night Train {number} (1950)"
    folder.mkdir(parents=True, exist_ok=True)
    cues = []
    for i in range(40):
        text = " ".join(chance.choice(_WORDS) for _ in range(6))
        cues.append(f"{i + 1}\n00:{i:02}:01,000 --> 00:{i:02}:04,000\n{text}\n")
    (folder / f"Night Train {number} (1950).en.srt").write_text("\n".join(cues), "utf-8")
    return folder
