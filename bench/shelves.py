"""Shelves of films for bench/search.py: the real lines, and more of them by honest perturbation.

A film made by perturbation has the lines of a real one with two words in five replaced by others,
drawn as often as they occur in all films: the words keep their frequencies, sentences their
lengths, and no line of it is the one that is asked for.
"""

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.report import CouldNotRun
from entracte.model import (
    Claim,
    Film,
    Line,
    Page,
    Read,
    Source,
    Span,
    Track,
    digest,
    passage,
    slug,
    to_bytes,
)
from entracte.store.shelf import Shelf

_REPLACED = 0.4  # of the words


class Said(NamedTuple):
    """A subtitle line; times in milliseconds."""

    number: int
    start: int
    end: int
    text: str


Films = Mapping[str, Sequence[Said]]


def films(data: Path) -> dict[str, list[Said]]:
    """The films of ``lines.jsonl.gz``; lines that end before they begin last no time."""
    path = data / "lines.jsonl.gz"
    if not path.is_file():
        raise CouldNotRun(f"There is no {path.name} in {data}.")
    out: dict[str, list[Said]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            film, number, start, end, text = json.loads(row)
            start = max(0, start)
            out[film].append(Said(number, start, max(start, end), text))
    return dict(out)


def grown(real: Films, most: int, seed: int = 5) -> Iterator[tuple[str, list[Said]]]:
    """The real films, then perturbed ones, until there are ``most`` lines."""
    chance = random.Random(seed)
    words = [word for lines in real.values() for line in lines for word in line.text.split()]
    count = turn = 0
    while count < most and words:
        for name, lines in real.items():
            if count >= most:
                return
            part = list(lines[: most - count])
            count += len(part)
            if turn:
                part = [line._replace(text=_other(line.text, words, chance)) for line in part]
            yield (f"{name} {turn + 1}" if turn else name), part
        turn += 1


def _other(text: str, words: Sequence[str], chance: random.Random) -> str:
    return " ".join(
        chance.choice(words) if chance.random() < _REPLACED else word for word in text.split()
    )


def page(name: str, lines: Sequence[Said]) -> Page:
    """The page of a film of which nothing is known but its dialogue."""
    body = name
    read = Read(passage=passage("list", body, 0, len(body)), by="bench/1")
    return Page(
        film=Film(id=slug(name), title=(Claim(says=name, said_by=(read,)),)),
        lines=Track(
            by="subtitles/1",
            items=tuple(
                Line(id=f"line-{i}", span=Span(start=line.start, end=line.end), text=line.text)
                for i, line in enumerate(lines)
            ),
        ),
        sources=(
            Source(
                id="list", title="list", origin=digest(b""), body=body, kind="folder", by="bench/1"
            ),
        ),
    )


def put(shelf: Shelf, name: str, lines: Sequence[Said]) -> None:
    """The film on the shelf, as ``entracte add`` leaves it, but not in the index yet."""
    film = shelf.library.shelve(slug(name), name, f"/films/{name}", "/films")
    shelf.library.settle(
        film,
        title=name,
        year=None,
        page=shelf.blobs.put(to_bytes(page(name, lines))),
        inputs="",
        keys=(),
        lasting=(),
    )
