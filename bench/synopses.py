"""Synopses and the screenplays of their films, as the benchmarks of prose read them."""

import bisect
import csv
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.report import CouldNotRun
from entracte.align.weighing import stems
from entracte.model import File, Speech, Written, untouched
from entracte.read.screenplay import reader

_SENTENCE = re.compile(r"\[STR_SENT\](.*?)\[END_SENT\]", re.S)


class Telling(NamedTuple):
    """A film's scenes, as lists of stems, and sentences that tell them."""

    film: str
    scenes: list[list[str]]
    spoken: list[list[str]]  # the same scenes, what is said in them only
    names: list[str]  # of the characters, first billed first
    sentences: list[str]
    gold: dict[int, list[int]]  # sentence: its scenes
    texts: list[str]  # the scenes as they are written
    speech: list[str]  # what is said in them only


def cast(folder: Path) -> list[str]:
    """The characters, as the data lists them."""
    found = []
    for path in sorted(folder.glob("*_imdb_meta.txt")):
        for row in path.read_text("utf-8", "replace").splitlines():
            fields = row.split("\t")
            if fields[0] == "cast" and len(fields) > 2 and fields[2].strip():
                found.append(fields[2].strip())
    return found


def scenes(
    path: Path, given: Sequence[Sequence[int]] = ()
) -> tuple[list[list[str]], list[list[str]]]:
    """The telling words of each scene, all and spoken; ``given``: first and last lines from 1."""
    every, spoken = texts(path, given)
    return [stems(each) for each in every], [stems(each) for each in spoken]


def texts(path: Path, given: Sequence[Sequence[int]] = ()) -> tuple[list[str], list[str]]:
    """What is written of each scene, all and spoken; ``given``: first and last lines from 1.

    Without ``given``, the scenes are those of our own reader.
    """
    data = path.read_bytes()
    account = reader.read(File(name=path.name, data=data))
    source, script = account.source, account.script
    if script is None:
        return [], []
    text = data.decode(source.encoding, "replace")
    starts = [0, *(i + 1 for i, letter in enumerate(text) if letter == "\n")]
    firsts = [first for first, _ in given]
    size = len(given) or len(script.scenes)
    every: list[list[str]] = [[] for _ in range(size)]
    spoken: list[list[str]] = [[] for _ in range(size)]
    for n, scene in enumerate(script.scenes):
        for each in (scene, *scene.elements):
            home = n
            if given:
                at = untouched(source, each.passage.start, each.passage.end)[0]
                home = bisect.bisect_right(firsts, bisect.bisect_right(starts, at)) - 1
                if home < 0:
                    continue
            if isinstance(each, Written):
                every[home].append(each.heading)
            else:
                every[home].append(each.words)
                if isinstance(each, Speech):
                    every[home].append(each.cue)
                    spoken[home].append(each.words)
    return [" \n".join(each) for each in every], [" \n".join(each) for each in spoken]


def speakers(path: Path, given: Sequence[Sequence[int]]) -> list[list[str]]:
    """Who speaks in each scene, a name a speech."""
    data = path.read_bytes()
    account = reader.read(File(name=path.name, data=data))
    source, script = account.source, account.script
    text = data.decode(source.encoding, "replace")
    starts = [0, *(i + 1 for i, letter in enumerate(text) if letter == "\n")]
    firsts = [first for first, _ in given]
    out: list[list[str]] = [[] for _ in given]
    for speech in script.speeches if script else ():
        at = untouched(source, speech.passage.start, speech.passage.end)[0]
        home = bisect.bisect_right(firsts, bisect.bisect_right(starts, at)) - 1
        if home >= 0:
            out[home].append(speech.cue)
    return out


def gold(data: Path) -> Iterator[Telling]:
    """The films whose sentences have their scenes."""
    path = data / "tripod_gold.json"
    if not path.is_file():
        raise CouldNotRun(f"There is no {path.name} in {data}.")
    for film, row in json.loads(path.read_text("utf-8")).items():
        script = data / row["script"]
        if not script.is_file():
            raise CouldNotRun(f"There is no {row['script']} in {data}.")
        every, spoken = texts(script, row["scenes"])
        found = {each["sentence"]: each["scenes"] for each in row["turning_points"]}
        yield _telling(film, every, spoken, cast(script.parent), row["synopsis"], found)


def train(data: Path, most: int | None = None) -> Iterator[Telling]:
    """The films of which only the synopsis is known: one synopsis a film."""
    path = data / "tripod_synopses_train.csv"
    if not path.is_file():
        return
    told: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            film = re.sub(r"_\d+$", "", row["movie_name"])
            found = [
                " ".join(each.split()) for each in _SENTENCE.findall(row["synopsis_segmented"])
            ]
            told.setdefault(film, [each for each in found if each])
    for film in sorted(told)[:most]:
        folder = data / "tripod" / film
        script = folder / f"{film}_script.txt"
        if script.is_file() and len(told[film]) >= 5:
            every, spoken = texts(script)
            if len(every) >= 20:
                yield _telling(film, every, spoken, cast(folder), told[film], {})


def _telling(
    film: str,
    every: list[str],
    spoken: list[str],
    names: list[str],
    sentences: list[str],
    right: dict[int, list[int]],
) -> Telling:
    words, said = [stems(each) for each in every], [stems(each) for each in spoken]
    return Telling(film, words, said, names, sentences, right, every, spoken)


class Swap:
    """Puts this film's names in the places of another film's, by their rank in the cast."""

    def __init__(self, theirs: Sequence[str], ours: Sequence[str]) -> None:
        self._new: dict[str, str] = {}
        for i, name in enumerate(theirs):
            if not ours:
                break
            mine = _pieces(ours[i % len(ours)])
            for k, piece in enumerate(_pieces(name)):
                if len(piece) > 2 and piece[0].isupper() and mine:
                    self._new.setdefault(piece, mine[min(k, len(mine) - 1)])
        words = sorted(map(re.escape, self._new), key=len, reverse=True)
        self._old = re.compile(rf"\b(?:{'|'.join(words)})\b") if words else None

    def __call__(self, sentence: str) -> str | None:
        """The sentence with the other names; none, if it has no name to put another for."""
        if self._old is None or not self._old.search(sentence):
            return None
        return self._old.sub(lambda found: self._new[found[0]], sentence)


_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "the", "captain", "sgt", "officer", "detective", "det"}
)


def _pieces(name: str) -> list[str]:
    plain = re.sub(r"\(.*?\)|[\"“”'‘’].*?[\"“”'‘’]", " ", name).split("/")[0]
    found = re.findall(r"[^\W\d_][\w'’-]*", plain)
    return [each for each in found if each.casefold().rstrip(".") not in _TITLES]
