"""The whole library searched: what is found, how soon, in how much room, among 1.5 million lines.

The lines are those of ``lines.jsonl.gz``, grown by honest perturbation (bench/shelves.py); queries
are those of ``queries.json`` and of bench/data/search.json. What was chosen by looking at queries
(weights of the order, the verdict "not in your library") was chosen on those with an even number
and on films with an even number in the alphabet; the figures are of the odd ones. Peers in the same
run: tantivy's plain BM25 and SQLite's FTS5, each asked for any of the words.

``--words`` leaves out what is found by meaning, which takes a quarter of an hour to make.
Processor milliseconds are of the thread that asks, so that other work on the machine counts less.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from bench import by_sound, killed, paraphrased
from bench.quotes_found import misquoted
from bench.report import SHARED, CouldNotRun, Row, run
from bench.searched import Case, Tally, cases, tally, timed
from bench.shelves import Films, Said, films, grown, put
from bench.text_peers import Fts5, PlainBm25
from entracte.index import plain
from entracte.index.search import Index
from entracte.model import slug
from entracte.store.shelf import Shelf

_MOST = 1_500_000
_STEPS = (100_000, 400_000, _MOST)
_OWN = Path(__file__).parent / "data" / "search.json"


def measure(data: Path, quick: bool) -> list[Row]:
    real = films(data)
    path = data / "queries.json"
    if not path.is_file():
        raise CouldNotRun(f"There is no {path.name} in {data}.")
    half = 1 if data.resolve() == (SHARED / "data" / "lines").resolve() else None
    asked = cases(real, json.loads(path.read_text("utf-8")), json.loads(_OWN.read_text()), half)
    asked["made"] = _made(real, 60 if quick else 300)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        home = str(Path(folder) / "real")
        index = _shelved(home, real.items())
        rows += _recall(index, asked, {"BM25": PlainBm25(index), "FTS5": Fts5(real)}, "")
        rows += _fuzzed(index, 100 if quick else 1_000)
    with tempfile.TemporaryDirectory() as folder:
        rows += _not_there(folder, real, 40 if quick else 200)
    with tempfile.TemporaryDirectory() as folder:
        rows += _many(folder, real, asked, (30_000, 60_000) if quick else _STEPS)
    with tempfile.TemporaryDirectory() as folder:
        went = killed.rounds(Path(folder), 5 if quick else 100)
        for each in went.wrong:
            print(each, file=sys.stderr)
        what = "kill -9 while adding: films lost, half there, or not as on the shelf"
        note = f"{went.during} of {went.kills} killed at work"
        rows.append(Row(what, len(went.wrong), 0, "lower", went.kills, note=note))
    if "--words" not in sys.argv:
        rows += paraphrased.rows(real, asked["paraphrases"], quick)
    return rows + by_sound.beside(data, quick)


def _shelved(home: str, of: Iterable[tuple[str, Sequence[Said]]]) -> Index:
    shelf = Shelf(home=home)
    for name, lines in of:
        put(shelf, name, lines)
    index = Index(home)
    index.follow()
    return index


def _made(real: Films, count: int) -> list[Case]:
    """Lines of six words or more of odd films, with two or three changes each."""
    chance = random.Random(11)
    names = sorted(real)[1::2]
    out = []
    while len(out) < count:
        name = chance.choice(names)
        line = chance.choice(real[name])
        if len(plain.tokens(line.text)) >= 6:
            query = misquoted(line.text, chance, chance.choice((2, 3)))
            out.append(Case.of(query, name, [line]))
    return out


def _recall(
    index: Index, asked: dict[str, list[Case]], others: Mapping[str, PlainBm25 | Fts5], of: str
) -> list[Row]:
    rows = []
    goals = {
        "exact": (1.0, None, "exact fragments"),
        "misquoted": (0.98, 1.0, "misquotes of the data"),
        "made": (0.98, 1.0, "misquotes made here"),
        "famous": (None, 0.95, "famous misquotes"),
    }
    for kind, (first, fifth, what) in goals.items():
        ours = tally(index, asked[kind], kind)
        peers = [(name, tally(peer, asked[kind], kind)) for name, peer in others.items()]
        if of and kind != "exact":  # perturbed copies may be as near as the true line
            first = fifth = None
        rows.append(_row(f"{what}{of}, first", ours, peers, 0, first))
        rows.append(_row(f"{what}{of}, among five", ours, peers, 1, fifth))
    return rows


def _row(
    what: str, ours: Tally, peers: list[tuple[str, Tally]], at: int, goal: float | None
) -> Row:
    told = tuple((name, round(each[at] / max(1, each[2]), 3)) for name, each in peers)
    value = ours[at] / max(1, ours[2])
    return Row(what, value, goal, "higher", ours[2], told, f"{ours[at]} of {ours[2]}")


def _not_there(folder: str, real: Films, count: int) -> list[Row]:
    """Lines of films that are left out, which nobody says in those that are there."""
    names = sorted(real)
    out = names[1::2][::4]
    index = _shelved(folder, ((name, real[name]) for name in names if name not in out))
    known = {plain.key(line.text) for name in names if name not in out for line in real[name]}
    everything = "\n".join(known)
    chance = random.Random(13)
    refused = asked = 0
    while asked < count:
        text = chance.choice(real[chance.choice(out)]).text
        key = plain.key(text)
        if key.count(" ") >= 4 and key not in everything:
            asked += 1
            answer = index.find(text, most=3)
            refused += not answer.found
            if answer.found and "--misses" in sys.argv:
                print(f"not there: {text!r} / {answer.hits[0].text!r}", file=sys.stderr)
    there = _made({name: real[name] for name in names if name not in out}, count)
    taken = sum(index.find(case.query, most=3).found for case in there)
    what = "lines of other films: not in your library"
    return [
        Row(what, refused / count, 0.95, "higher", count, note=f"{refused} of {count}"),
        Row("misquotes of films there: said to be there", taken / count, None, n=count),
    ]


def _fuzzed(index: Index, count: int) -> list[Row]:
    chance = random.Random(17)
    longest = 0.0
    for _ in range(count):
        size = chance.choice((3, 30, 300, 3_000))
        raw = bytes(chance.randrange(256) for _ in range(size))
        query = raw.decode(chance.choice(("utf-8", "latin-1", "utf-16")), "replace")
        began = time.thread_time()
        index.find(query)
        longest = max(longest, time.thread_time() - began)
    for query in ("a" * 1_000_000, "a " * 500_000, '"' * 100_000, "film:" * 100_000, "e* " * 9_999):
        began = time.thread_time()
        index.find(query)
        longest = max(longest, time.thread_time() - began)
    what = "any bytes as a query: processor ms, at most"
    return [Row(what, round(1000 * longest, 1), 500, "lower", count + 5)]


def _many(
    folder: str, real: Films, asked: dict[str, list[Case]], steps: tuple[int, ...]
) -> list[Row]:
    """The library grows to its full size: speed at each step, the rest at the last."""
    shelf, index = Shelf(home=folder), Index(folder)
    more = grown(real, steps[-1])
    lines = 0
    names: dict[str, list[Said]] = {}
    rows: list[Row] = []
    growth: list[tuple[int, float, float]] = []
    misquotes = [case.query for case in (asked["misquoted"] + asked["made"])[:150]]
    typed = _typed(real)
    for step in steps:
        while lines < step:
            name, said = next(more)
            put(shelf, name, said)
            names[name] = said
            lines += len(said)
        index.follow()
        index.find("warm up", most=5)
        slow = timed(misquotes, lambda query: index.find(query, most=20))
        quick = timed(typed, lambda query: index.find(query, most=10, typing=True))
        growth.append((lines, slow.cpu[0], quick.cpu[0]))
    n = f"{lines / 1e6:g} million lines"
    rows += [
        Row(f"{n}, as one types: processor ms, p95", quick.cpu[1], 10, "lower", len(typed)),
        Row(f"{n}, as one types: wall ms, p95", quick.wall[1], None, "lower", len(typed)),
        Row(f"{n}, a misquote: processor ms, p95", slow.cpu[1], 25, "lower", len(misquotes)),
        Row(f"{n}, a misquote: wall ms, p95", slow.wall[1], None, "lower", len(misquotes)),
    ]
    rows += [
        Row(f"{at:,} lines: a misquote, processor ms, p50", cost, None, "lower", len(misquotes))
        for at, cost, _ in growth
    ]
    share = (growth[-1][1] / growth[0][1]) / (growth[-1][0] / growth[0][0])
    rows.append(Row("cost's growth, as a share of the lines' growth", share, 0.75, "lower"))
    there = {slug(name) for name in names}
    asked = {
        kind: [case for case in of if {film for film, _ in case.places} & there][:150]
        for kind, of in asked.items()
    }
    rows += _recall(index, asked, {"BM25": PlainBm25(index)}, f", {n}")
    rows += _peers_timed(index, names, misquotes, n)
    rows += _alone(folder, lines, misquotes, n)
    rows += _together(folder, misquotes, real)
    return rows


def _typed(real: Films) -> list[str]:
    """Lines as they are typed, letter by letter."""
    chance = random.Random(19)
    names = sorted(real)
    out = []
    for _ in range(25):
        text = plain.key(chance.choice(real[chance.choice(names)]).text)[:30]
        out += [text[:i] for i in range(1, len(text) + 1)]
    return list(dict.fromkeys(out))


def _peers_timed(index: Index, names: Films, queries: Sequence[str], n: str) -> list[Row]:
    bm25, fts5 = PlainBm25(index), Fts5(names)
    few = queries[:20]
    ways: list[tuple[str, Callable[[str], object]]] = [
        ("tantivy's plain BM25", bm25.five),
        ("SQLite's FTS5", fts5.five),
    ]
    return [
        Row(f"{n}, a misquote, {name}: processor ms, p95", timed(few, way).cpu[1], n=len(few))
        for name, way in ways
    ]


_BUILD = """
import resource, sys, time
from entracte.index.search import Index
began, wall = time.process_time(), time.monotonic()
Index(sys.argv[1]).rebuild()
told = time.process_time() - began, time.monotonic() - wall
print(*told, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
_ASK = """
import resource, sys
from entracte.index.search import Index
index = Index(sys.argv[1])
for query in sys.stdin.read().split("\\n"):
    index.find(query)
    index.find(query[:9], typing=True)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _alone(home: str, lines: int, queries: Sequence[str], n: str) -> list[Row]:
    """The index made anew, and asked, each in a process of its own."""
    spent, wall, most = map(float, _process(_BUILD, home, "").split())
    room = sum(each.stat().st_size for each in (Path(home) / "index").rglob("*") if each.is_file())
    asking = float(_process(_ASK, home, "\n".join(queries)))
    return [
        Row(f"{n}: processor seconds to build", round(spent, 1), 60, "lower"),
        Row(f"{n}: wall seconds to build", round(wall, 1), None, "lower"),
        Row("index: bytes a line, the text included", round(room / lines, 1), 60, "lower", lines),
        Row("memory of a process that asks, MB", round(asking / 1000), 500, "lower"),
        Row("memory of a process that builds, MB", round(most / 1000), 500, "lower"),
    ]


def _process(code: str, home: str, given: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", code, home],
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def _together(home: str, queries: Sequence[str], real: Films) -> list[Row]:
    """Eight readers who type at people's pace, while a writer in another process adds films."""
    from bench.readers import alone_and_together

    alone, together, added = alone_and_together(home, queries, real)
    return [
        Row(
            "8 readers and a writer: p95 of waiting, against one reader alone",
            round(together.wall[1] / alone.wall[1], 2),
            3,
            "lower",
            together.n,
            note=f"{together.wall[1]:.0f} ms, {added} films added meanwhile",
        ),
        Row(
            "the same in processor time",
            round(together.cpu[1] / alone.cpu[1], 2),
            3,
            "lower",
            together.n,
        ),
    ]


def main() -> int:
    arguments = [each for each in sys.argv[1:] if each not in ("--misses", "--words")]
    return run("search", __doc__ or "", SHARED / "data" / "lines", measure, arguments)


if __name__ == "__main__":
    raise SystemExit(main())
