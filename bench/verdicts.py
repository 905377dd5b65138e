"""Planted faults in true synopses, and undamaged ones: what the page doctor finds, and cries wolf.

``python -m bench.verdicts [--data DIR] [--json] [--quick] [--misses]``. DIR holds ``tripod/`` and
``tripod_synopses_train.csv``. A film's page is made of its screenplay and its cast list; the
synopsis is the text that is checked. The several synopses of a film in that file are one text, so
none can bear another out. Rules and thresholds come from the films whose name's SHA-256 begins with
an even byte; the figures are of the others.
"""

import csv
import hashlib
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import numpy as np

from bench import planted
from bench.planted import Planted
from bench.report import SHARED, CouldNotRun, Row, run
from bench.truth import made
from entracte.judge.doubts import Doubts, doubts
from entracte.judge.finding import Found
from entracte.judge.support import passages
from entracte.judge.tellings import Telling, Unit
from entracte.model import File, Page, Read, passage
from entracte.work.checking import checked

EACH = 3  # times a fault is planted into each synopsis, where it can be
_SENTENCE = re.compile(r"\[STR_SENT\](.*?)\[END_SENT\]", re.S)
# Which doubts tell of which fault.
KINDS: dict[str, tuple[str, ...]] = {
    "names swapped": ("people", "gender"),
    "wrong agent": ("people", "gender"),
    "order swapped": ("order", "early"),
    "dead man walking": ("dead", "people"),
    "negation": ("order", "people", "gender"),
}
_PLANTERS: tuple[Callable[..., Planted | None], ...] = (
    planted.names_swapped,
    planted.wrong_agent,
    planted.negation,
    planted.order_swapped,
    planted.dead_man_walking,
)


class Film(NamedTuple):
    name: str
    page: Page
    synopsis: str
    sentences: tuple[str, ...]
    cast: tuple[tuple[str, str], ...]  # actor, character


def films(data: Path, report: bool, most: int | None = None) -> Iterator[Film]:
    """The films of one half, each with the page of its screenplay and cast list."""
    table = data / "tripod_synopses_train.csv"
    if not table.is_file() or not (data / "tripod").is_dir():
        raise CouldNotRun(f"There is no tripod/ with {table.name} in {data}.")
    csv.field_size_limit(10**8)
    rows: dict[str, dict[str, str]] = {}
    with table.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            rows.setdefault(row["movie_name"].rsplit("_", 1)[0], row)
    half = [n for n in rows if (hashlib.sha256(n.encode()).digest()[0] % 2 == 1) is report]
    count = 0
    for name in half:
        script = next((data / "tripod" / name).glob("*_script.txt"), None)
        meta = next((data / "tripod" / name).glob("*_imdb_meta.txt"), None)
        if script is None or meta is None or (most is not None and count >= most):
            continue
        count += 1
        cast = tuple(_cast(meta.read_text("utf-8", "replace")))
        nfo = "".join(
            f"<actor><name>{escape(actor)}</name><role>{escape(character)}</role></actor>"
            for actor, character in cast
        )
        listed = f"<movie><title>{escape(name)}</title>{nfo}</movie>".encode()
        texts = [
            File(name="screenplay.txt", data=script.read_bytes()),
            File(name="movie.nfo", data=listed),
        ]
        row = rows[name]
        told = tuple(each.strip() for each in _SENTENCE.findall(row["synopsis_segmented"]))
        yield Film(name, made(name, texts), row["synopsis_raw"], told, cast)


def _cast(meta: str) -> Iterator[tuple[str, str]]:
    for line in meta.splitlines():
        cells = line.split("\t")
        if cells[0] == "cast" and len(cells) >= 3:
            yield cells[1], cells[2]


def telling(sentences: Sequence[str]) -> Telling:
    body, units, at = " ".join(sentences), [], 0
    for each in sentences:
        units.append(Unit(words=each, read=Read(passage=passage("t", body, at, at + len(each)))))
        at += len(each) + 1
    return Telling(source="t", sort="text", units=tuple(units))


class Odd:
    """Doubts of undamaged and of faulty sentences, for one half of the films."""

    def __init__(self) -> None:
        self.clean: list[Doubts] = []
        self.faulty: dict[str, list[tuple[Doubts, str]]] = defaultdict(list)
        self.makers = [0, 0]
        self.contradicted: list[str] = []
        self.films = 0

    def add(self, film: Film, actors: Sequence[str]) -> None:
        self.films += 1
        written = passages(film.page.sources, ())
        people = film.page.people
        self.clean += doubts(telling(film.sentences), written, people)
        chance = random.Random(film.name)
        names = sorted(
            {
                word
                for _, character in film.cast[:12]
                for word in character.replace("/", " ").split()
                if word[0].isupper()
                and len(word) > 2
                and sum(word in each for each in film.sentences) >= 2
            }
        )
        for plant in _PLANTERS:
            for _ in range(EACH):
                found = plant(film.sentences, names, chance)
                if found is None:
                    continue
                told = doubts(telling(found.sentences), written, people)
                for at in found.changed:
                    what = f"{found.kind}: {film.name}: {found.sentences[at]}"
                    self.faulty[found.kind].append((told[at], what))
        for _ in range(EACH):
            wrong = planted.wrong_maker(film.sentences, actors, chance)
            if wrong is not None:
                found_wrong = _contradicted(film, " ".join(wrong.sentences))
                self.makers[0] += any("cast member" in each for each in found_wrong)
                self.makers[1] += 1
        self.contradicted += [f"{film.name}: {each}" for each in _contradicted(film)]


def _contradicted(film: Film, text: str = "") -> list[str]:
    check = checked("synopsis.txt", (text or film.synopsis).encode(), film.page)
    return [f"{f.says} | {f.why}" for f in check.findings if f.found is Found.CONTRADICTED]


def measure(data: Path, quick: bool) -> list[Row]:
    most = 6 if quick else None
    tuned, told = Odd(), Odd()
    for half, odd in ((False, tuned), (True, told)):
        every = list(films(data, half, most))
        actors = sorted({actor for film in every for actor, _ in film.cast[:3]})
        for film in every:
            odd.add(film, [a for a in actors if a not in {each for each, _ in film.cast}])
    rows = []
    for kind, which in KINDS.items():
        score = _score(tuned.clean, which)
        bound = float(np.quantile([score(each) for each in tuned.clean], 0.95))
        faulty = told.faulty[kind]
        found = [score(each) > bound for each, _ in faulty]
        alarms = float(np.mean([score(each) > bound for each in told.clean]))
        if "--misses" in sys.argv:
            missed = [what for (_, what), hit in zip(faulty, found, strict=True) if not hit]
            print("\n".join(missed), file=sys.stderr)
        share = float(np.mean(found)) if found else 0.0
        rows.append(
            Row(f"{kind}: found", share, 0.6, n=len(found), note=f"at {alarms:.1%} false alarms")
        )
    hits, n = told.makers
    rows.append(Row("wrong maker: contradicted", hits / max(1, n), 0.6, n=n, note=f"{hits} of {n}"))
    if "--misses" in sys.argv:
        print("\n".join(told.contradicted), file=sys.stderr)
    texts = {each.split(": ")[0] for each in told.contradicted}
    rows.append(
        Row("undamaged synopses with a contradiction", len(texts), 0.0, "lower", n=told.films)
    )
    both = {each.split(": ")[0] for each in tuned.contradicted} | texts
    rows.append(Row("the same, all films", len(both), 0.0, "lower", n=tuned.films + told.films))
    return rows


def _score(clean: Sequence[Doubts], which: Sequence[str]) -> Callable[[Doubts], float]:
    """The highest rank of these doubts among those of undamaged sentences, 0 to 1."""
    ranks = {name: np.sort([getattr(each, name) for each in clean]) for name in which}

    def score(each: Doubts) -> float:
        return max(
            float(np.searchsorted(ranks[name], getattr(each, name))) / len(clean)
            if getattr(each, name) > 0
            else 0.0
            for name in which
        )

    return score


def main() -> int:
    arguments = [each for each in sys.argv[1:] if each != "--misses"]
    says = "planted faults in true synopses, and false alarms on undamaged ones"
    return run("verdicts", says, SHARED / "data", measure, arguments)


if __name__ == "__main__":
    sys.exit(main())
