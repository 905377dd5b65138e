"""Who is in the story: characters found in plots against cast lists, credits against infoboxes.

``python -m bench.people [--data DIR] [--json] [--quick]``; DIR is laid out like ``shared/data``:
``tripod_synopses_train.csv``, ``tripod/<film>/<film>_imdb_meta.txt``, ``wikimovies/*.json``.
"""

import csv
import json
import re
import sys
from pathlib import Path

from bench.report import SHARED, Row, run
from entracte.model import File
from entracte.read.names import roster

_NAME = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_HONOURS = {
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "lady",
    "the",
    "captain",
    "colonel",
    "general",
    "detective",
    "officer",
    "sergeant",
    "agent",
    "father",
    "mother",
    "sister",
    "brother",
    "king",
    "queen",
    "prince",
    "princess",
    "young",
    "old",
    "uncle",
    "aunt",
    "professor",
    "of",
}


def words(name: str) -> set[str]:
    return {word.casefold() for word in _NAME.findall(name)} - _HONOURS


def plots(data: Path) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(film, plot, [(actor, character), …]) of each film once."""
    out: list[tuple[str, str, list[tuple[str, str]]]] = []
    seen: set[str] = set()
    with (data / "tripod_synopses_train.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            film = row["movie_name"].rsplit("_", 1)[0]
            meta = data / "tripod" / film / f"{film}_imdb_meta.txt"
            if film in seen or not meta.exists():
                continue
            seen.add(film)
            cells = [line.split("\t") for line in meta.read_text("utf-8", "replace").splitlines()]
            cast = [
                (c[1], c[2] if len(c) > 2 else "") for c in cells if c[0] == "cast" and len(c) > 1
            ]
            out.append((film, row["synopsis_raw"], cast))
    return out


def characters(data: Path, show: bool) -> list[Row]:
    right = wrong = billed = found = pairs = pairs_right = 0
    for film, plot, cast in plots(data):
        people = roster(plot, [(0, len(plot))])
        known = set().union(*(words(role) for _, role in cast)) if cast else set()
        misses = []
        for each in people:
            if each.real:
                continue
            if words(each.name) & known or any(words(alias) & known for alias in each.aliases):
                right += 1
            else:
                wrong += 1
                misses.append(each.name)
        text = words(plot)
        lost = []
        for _, role in cast[:5]:
            plain = words(role)
            if not plain & {word.casefold() for word in _NAME.findall(plot) if word[0].isupper()}:
                continue
            named = [word for word in plain if re.search(rf"\b{re.escape(word.title())}\b", plot)]
            if not named or not plain & text:
                continue
            billed += 1
            have = set().union(
                *(
                    words(each.name) | set().union(*map(words, each.aliases), set())
                    for each in people
                    if not each.real
                ),
                set(),
            )
            if plain & have:
                found += 1
            else:
                lost.append(role)
        for each in people:
            if each.real and each.plays:
                pairs += 1
                pairs_right += any(
                    words(each.name) & set(actor) and words(each.plays) & words(role)
                    for actor, role in ((words(a), r) for a, r in cast)
                )
        if show:
            print(f"{film}: wrong {misses} lost {lost}", file=sys.stderr)
    p = right / max(1, right + wrong)
    r = found / max(1, billed)
    return [
        row("characters in plots: precision", p, 0.90, right + wrong),
        row("characters in plots: recall of the five first billed", r, 0.95, billed),
        row("Character (Actor) pairs right", pairs_right / max(1, pairs), 0.95, pairs),
    ]


def ledes(data: Path, quick: bool, show: bool) -> list[Row]:
    from entracte.read.article import reader

    stars = stars_right = directed = films = 0
    for path in sorted((data / "wikimovies").glob("*.json")):
        records = json.loads(path.read_text("utf-8"))
        for record in records[:: 40 if quick else 10]:
            text = record.get("extract") or ""
            if "directed by" not in text.lower() and "starring" not in text.lower():
                continue
            films += 1
            account = reader.read(File(name="lede.txt", data=text.encode()))
            names = {each.id: each.name for each in account.people}
            cast = [words(name) for name in record.get("cast", [])]
            named = [claim for claim in account.credits if claim.says.role == "cast member"]
            for claim in named if len(cast) >= len(named) else ():
                credit = claim.says
                if credit.role == "cast member":
                    stars += 1
                    stars_right += any(
                        words(names[credit.person]) <= c or c <= words(names[credit.person])
                        for c in cast
                        if c
                    )
            directed += any(claim.says.role == "director" for claim in account.credits) or (
                "directed by" not in text.lower()
            )
            if show:
                print(
                    text,
                    [(c.says.role, names[c.says.person]) for c in account.credits],
                    record.get("cast"),
                    sep="\n",
                    end="\n\n",
                    file=sys.stderr,
                )
    return [
        row(
            "starring, where the record names as many: precision",
            stars_right / max(1, stars),
            0.82,
            stars,
        ),
        row("ledes whose director is found", directed / max(1, films), 0.95, films),
    ]


def row(what: str, value: float, goal: float, n: int) -> Row:
    return Row(what, value, goal, n=n)


def measure(data: Path, quick: bool, show: str = "") -> list[Row]:
    out: list[Row] = []
    if (data / "tripod_synopses_train.csv").exists() and show != "ledes":
        out += characters(data, show == "characters")
    if (data / "wikimovies").is_dir() and show != "characters":
        out += ledes(data, quick, show == "ledes")
    return out


def main() -> int:
    """``--show characters`` or ``--show ledes`` prints what was wrong on standard error."""
    arguments = sys.argv[1:]
    show = ""
    if "--show" in arguments:
        at = arguments.index("--show")
        show = arguments[at + 1] if at + 1 < len(arguments) else ""
        del arguments[at : at + 2]
    says = __doc__ or ""
    return run(
        "people", says, SHARED / "data", lambda data, quick: measure(data, quick, show), arguments
    )


if __name__ == "__main__":
    sys.exit(main())
