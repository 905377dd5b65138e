"""Pages with truth: the texts of a film as they came, and what a person found in them by hand.

A folder holds texts, perhaps subtitles, and a ``truth.json``: ``seeds`` maps letters to file names;
every piece of evidence is ``{"seed": "B", "start": 0, "end": 21, "quote": "…"}`` in characters of
the decoded text. Where places are missing the quote is looked for.
"""

import json
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from bench.report import CouldNotRun
from entracte import plugins
from entracte.errors import NotReadable
from entracte.model import Claim, File, Page, Read, Source, from_bytes, untouched
from entracte.read.decode import decode
from entracte.store.folder import film
from entracte.store.shelf import Shelf
from entracte.work.add import make
from entracte.work.hands import Hands

NOT_TEXTS = {".json", ".mkv", ".mp4", ".avi", ".webm", ".flac", ".mp3", ".jpg", ".png"}


class Place(NamedTuple):
    """Characters ``start`` to ``end`` of the raw text called by ``seed``."""

    seed: str
    start: int
    end: int

    def touches(self, other: "Place", slack: int = 0) -> bool:
        return (
            self.seed == other.seed
            and self.start <= other.end + slack
            and other.start <= self.end + slack
        )

    def covers(self, other: "Place", room: int = 700) -> bool:
        """Whether this is the place of ``other``: half of the shorter lies in both, and it is not
        so wide that it would be the place of anything."""
        if self.seed != other.seed:
            return False
        shared = min(self.end, other.end) - max(self.start, other.start)
        shorter = min(self.end - self.start, other.end - other.start)
        wide = (self.end - self.start) - (other.end - other.start) > room
        return shared > 0 and shared * 2 >= shorter and not wide


@dataclass
class Case:
    """One film: its raw texts by letter, the truth, and the page the product made of them."""

    name: str
    truth: dict[str, Any]
    raw: dict[str, str]
    files: dict[str, str]  # letter -> file name
    page: Page
    letters: dict[str, str] = field(default_factory=dict)  # source id -> letter
    missed: list[str] = field(default_factory=list)  # said aloud with --misses

    def __post_init__(self) -> None:
        by_file = {name: letter for letter, name in self.files.items()}
        self.letters = {
            each.id: by_file[each.file] for each in self.page.sources if each.file in by_file
        }

    def source(self, letter: str) -> Source | None:
        return next((s for s in self.page.sources if self.letters.get(s.id) == letter), None)

    def miss(self, what: str, detail: object) -> None:
        self.missed.append(f"{self.name}: {what}: {detail}")

    def places(self, entry: Any) -> list[Place]:
        """Every place that a piece of truth names: in ``evidence``, in itself, or by its quote."""
        if isinstance(entry, list):
            return [place for each in entry for place in self.places(each)]
        if not isinstance(entry, dict):
            return []
        if "quote" in entry:
            return self._quoted(entry)
        inner = entry.get("evidence", entry.get("at"))
        return self.places(inner) if inner else []

    def _quoted(self, entry: dict[str, Any]) -> list[Place]:
        quote, seed = str(entry["quote"]), entry.get("seed")
        letters = [seed] if seed in self.raw else list(self.raw)
        start, end = entry.get("start"), entry.get("end")
        if isinstance(start, int) and isinstance(end, int):
            for letter in letters:
                if self.raw[letter][start:end] == quote:
                    return [Place(letter, start, end)]
        found = []
        for letter in letters:
            at = self.raw[letter].find(quote) if quote else -1
            while at >= 0:
                found.append(Place(letter, at, at + len(quote)))
                at = self.raw[letter].find(quote, at + len(quote))
        return found

    def where(self, claim: Claim[Any]) -> list[Place]:
        """The places in the raw texts where a claim of the page stands."""
        return self.read((*claim.said_by, *claim.evidence))

    def against(self, claim: Claim[Any]) -> list[Place]:
        return self.read(claim.against)

    def read(self, evidence: Iterable[object]) -> list[Place]:
        out = []
        for each in evidence:
            if isinstance(each, Read) and each.passage.source in self.letters:
                source = self.page.source(each.passage.source)
                assert source is not None
                start, end = untouched(source, each.passage.start, each.passage.end)
                if source.body[each.passage.start : each.passage.end] == each.passage.quote:
                    out.append(Place(self.letters[source.id], start, end))
        return out


def cases(data: Path, quick: bool) -> list[Case]:
    """The film of this folder, or of each folder in it."""
    folders = (
        [data]
        if (data / "truth.json").exists()
        else sorted(each for each in data.iterdir() if (each / "truth.json").exists())
    )
    for name, why in plugins.broken():
        print(f"{name} does not load: {why}", file=sys.stderr)
    if not folders:
        raise CouldNotRun(f"There is no truth.json in {data} or in its folders.")
    return [_case(folder) for folder in (folders[:3] if quick else folders)]


def _case(folder: Path) -> Case:
    try:
        truth = json.loads((folder / "truth.json").read_text("utf-8"))
    except (OSError, ValueError) as why:
        raise CouldNotRun(f"{folder / 'truth.json'} cannot be read: {why}") from why
    if not isinstance(truth, dict):
        raise CouldNotRun(f"{folder / 'truth.json'} is no truth of a page.")
    paths = sorted(
        each for each in folder.rglob("*") if each.is_file() and each.suffix not in NOT_TEXTS
    )
    texts = [File(name=p.relative_to(folder).as_posix(), data=p.read_bytes()) for p in paths]
    named = truth.get("seeds")
    files = dict(named) if isinstance(named, dict) else {}
    known = set(files.values())
    files |= {each.name: each.name for each in texts if each.name not in known}
    raw: dict[str, str] = {}
    for letter, name in files.items():
        data = next((each.data for each in texts if each.name == name), None)
        if data is None:
            raise CouldNotRun(f"{folder} has no {name}, which its truth.json speaks of.")
        try:
            raw[letter] = decode(data)[0]
        except NotReadable:
            raw[letter] = data.decode("utf-8", "replace")
    work = truth.get("work") or {}
    year = work.get("year") or work.get("year_known")
    title = work.get("title") or folder.name
    return Case(folder.name, truth, raw, files, made(f"{title} ({year})" if year else title, texts))


def made(name: str, texts: list[File]) -> Page:
    """The page that the product makes of a film folder with these texts."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / re.sub(r"[/\0]", "-", name)
        for text in texts:
            path = folder / text.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.data)
        shelf = Shelf(home=f"{place}/shelf")
        with Hands(workers=1) as hands:
            ran = make("page", film(folder), shelf, hands, lambda _: None)
        return from_bytes(shelf.blobs.get(ran.made[0]), Page)


def claims(value: object) -> Iterator[Claim[Any]]:
    """Every claim inside a value."""
    if isinstance(value, Claim):
        yield value
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from claims(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from claims(each)


_TITLES = {
    "sir",
    "dame",
    "dr",
    "mr",
    "mrs",
    "miss",
    "ms",
    "the",
    "a",
    "an",
    "of",
    "in",
    "her",
    "his",
}


def tokens(name: str) -> frozenset[str]:
    """The words of a name, without case, accents, titles and articles."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return frozenset(re.findall(r"\w+", re.sub(r"[’']s\b", "", plain))) - _TITLES


def one_line(text: str) -> str:
    """The text with plain spaces and straight quotes: equal when only those differ."""
    text = text.translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"'})
    return " ".join(text.split()).strip("\"' ")


def listed(value: Any) -> list[dict[str, Any]]:
    """A part of the truth that is one thing, several, or missing."""
    if isinstance(value, dict):
        return [value]
    return [each for each in value or () if isinstance(each, dict)]
