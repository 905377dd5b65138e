"""Who is in the story: characters found in plots against cast lists, credits against infoboxes.

``python -m bench.people [--data DIR] [--json] [--quick]``; DIR is laid out like ``shared/data``:
``tripod_synopses_train.csv``, ``tripod/<film>/<film>_imdb_meta.txt``, ``wikimovies/*.json``.
"""

import argparse
import csv
import json
import re
import sys
from pathlib import Path

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


def characters(data: Path, show: bool) -> list[dict[str, object]]:
    right = wrong = billed = found = pairs = pairs_right = 0
    for film, plot, cast in plots(data):
        people = roster(plot, [(0, len(plot))])
        known = set().union(*(words(role) for _, role in cast)) if cast else set()
        {frozenset(words(actor)) for actor, _ in cast}
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


def ledes(data: Path, quick: bool, show: bool) -> list[dict[str, object]]:
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


def row(what: str, value: float, goal: float, n: int) -> dict[str, object]:
    met = value >= goal
    return {
        "what": what,
        "value": round(value, 4),
        "goal": goal,
        "better": "higher",
        "met": met,
        "n": n,
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.people", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--show", choices=("characters", "ledes"))
    given = parser.parse_args()
    out: list[dict[str, object]] = []
    if (given.data / "tripod_synopses_train.csv").exists() and given.show != "ledes":
        out += characters(given.data, given.show == "characters")
    if (given.data / "wikimovies").is_dir() and given.show != "characters":
        out += ledes(given.data, given.quick, given.show == "ledes")
    if not out:
        print(f"Nothing to measure in {given.data}.", file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps(out))
    else:
        for each in out:
            met = "met" if each["met"] else "MISSED"
            shown = f"{each['what']:<64} {each['value']:>7} goal {each['goal']}"
            print(f"{shown} {met} (n {each['n']})")
    return 0 if all(each["met"] for each in out) else 1


if __name__ == "__main__":
    sys.exit(main())
