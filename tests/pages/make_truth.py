"""Truths of the pages in ``dev`` and ``held``: written by hand as quotes, placed here by search.

``python tests/pages/make_truth.py`` reads ``facts/<set>/<film>.toml`` and writes
``<set>/<film>/truth.json`` in the schema that ``python -m bench.seeds --data`` scores. In the
facts a quote is the text itself; ``first words ~~ last words`` runs from one to the other,
``B|`` before it names the text and ``#2|`` the occurrence. A line of dialogue that is damaged
bears its mended text after its quote. A quote which is not there, or is there more than once
without a number, is an error.

The pages of ``dev`` may be worked with; those of ``held`` are for measuring only, and no reader
is written after them.
"""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_MARK = re.compile(r"^(?P<seed>[A-Z])?(?:#(?P<nth>\d+))?\|")


class Misquoted(Exception):
    """A fact whose quote is not in the texts."""


class Texts:
    """The decoded texts of one film by letter."""

    def __init__(self, folder: Path, seeds: dict[str, str]) -> None:
        self.raw = {
            letter: (folder / name).read_bytes().decode("utf-8") for letter, name in seeds.items()
        }

    def place(self, fact: str) -> dict[str, Any]:
        """``{"seed", "start", "end", "quote"}`` of a fact; raises Misquoted."""
        mark = _MARK.match(fact)
        quote = fact[mark.end() :] if mark else fact
        letters = [mark["seed"]] if mark and mark["seed"] else list(self.raw)
        head, _, tail = quote.partition(" ~~ ")
        found = [
            (letter, each.start())
            for letter in letters
            for each in re.finditer(re.escape(head), self.raw[letter])
        ]
        nth = int(mark["nth"]) if mark and mark["nth"] else 0
        if not found or nth > len(found):
            raise Misquoted(f"not in the texts: {quote!r}")
        if len(found) > 1 and not nth:
            raise Misquoted(f"{len(found)} times in the texts: {quote!r}")
        letter, start = found[max(0, nth - 1)]
        end = start + len(head)
        if tail:
            last = self.raw[letter].find(tail, end)
            if last < 0:
                raise Misquoted(f"not after its beginning: {tail!r}")
            end = last + len(tail)
        return {"seed": letter, "start": start, "end": end, "quote": self.raw[letter][start:end]}


def truth(facts: dict[str, Any], texts: Texts) -> dict[str, Any]:
    """The truth of one film in the schema of the seeds."""
    at = texts.place
    out: dict[str, Any] = {"seeds": facts["seeds"], "work": {"title": facts["title"]}}
    if "year" in facts:
        out["work"]["year_known"] = facts["year"]
    if "synopsis" in facts:
        ends = [at(each) for each in facts["synopsis"]]
        seed, start, end = ends[0]["seed"], ends[0]["start"], ends[-1]["end"]
        whole = {"seed": seed, "start": start, "end": end, "quote": texts.raw[seed][start:end]}
        out["synopsis"] = {**whole, "sentences": [each["quote"] for each in ends]}
    for name, quote in facts.get("empty_sections", ()):
        out.setdefault("empty_sections", []).append({"section": name, **at(quote)})
    for quote in facts.get("boilerplate", ()):
        count = sum(raw.count(quote) for raw in texts.raw.values())
        if not count:
            raise Misquoted(f"not in the texts: {quote!r}")
        out.setdefault("boilerplate", []).append({"quote": quote, "count": count})
    for name, aliases, *quotes in facts.get("characters", ()):
        entry = {"name": name, "aliases": aliases, "evidence": [at(each) for each in quotes]}
        out.setdefault("characters", []).append(entry)
    for key in ("characters_not_real", "not_credits"):
        for mention, quote in facts.get(key, ()):
            out.setdefault(key, []).append({"mention": mention, "evidence": [at(quote)]})
    for role, by, *quotes in facts.get("roles", ()):
        entry = {"role": role, "danced_by_seed": by or None}
        if quotes:
            entry["evidence"] = [at(each) for each in quotes]
        out.setdefault("ballet_roles", []).append(entry)
    for person, role, scope, quote, *excludes in facts.get("credits", ()):
        entry = {"person": person, "role": role, "scope": scope, "evidence": [at(quote)]}
        if excludes:
            entry["excludes"] = excludes[0]
        out.setdefault("credits", []).append(entry)
    for key in ("dialogue", "quotes"):
        for number, (speaker, character, quote, *text) in enumerate(facts.get(key, ()), 1):
            place = at(quote)
            entry = {"n": number, "text": text[0] if text else place["quote"], "evidence": place}
            if speaker:
                entry |= {"speaker": speaker, "character": character}
            out.setdefault(key, []).append(entry)
    for track, by, person, where, flag, quote in facts.get("tracks", ()):
        entry = {"track": track, "by_raw": by, "by": person or None, "flag": flag or None}
        if where:
            entry["where"] = where
        out.setdefault("soundtrack", []).append({**entry, "evidence": at(quote)})
    for number, (title, description, context) in enumerate(facts.get("scenes", ()), 1):
        entry = {"n": number, "title": title, "description": at(description)}
        if context:
            entry["context"] = at(context)
        out.setdefault("memorable_scenes", []).append(entry)
    out |= _within(facts, at)
    for key in ("citations_lost", "gaps"):
        for quote in facts.get(key, ()):
            place = at(quote)
            out.setdefault(key, []).append({"at": place} if key == "gaps" else place)
    for quote, repair in facts.get("defects", ()):
        out.setdefault("defects", []).append({**at(quote), "repair": repair})
    for what, *quotes in facts.get("contradictions", ()):
        entry = {"what": what, "evidence": [at(each) for each in quotes], "basis": "seeds"}
        out.setdefault("contradictions", []).append(entry)
    return out


def _within(facts: dict[str, Any], at: Any) -> dict[str, Any]:
    """Works within the film, other works, and how the ending is read."""
    out: dict[str, Any] = {}
    works = []
    for each in facts.get("works", ()):
        entry: dict[str, Any] = {"title": each["title"], "kind": each["kind"]}
        if "basis" in each:
            author, work, degree = each["basis"]
            entry["basis"] = {"author": author, "work": work, "degree": degree or None}
        steps = enumerate(each.get("libretto", ()), 1)
        entry["libretto"] = [{"n": number, **at(quote)} for number, quote in steps]
        works.append(entry)
    if works:
        out["work_within"] = works[0] if len(works) == 1 else works
    for title, quote in facts.get("other_works", ()):
        entry = {"title": title, "evidence": at(quote)}
        out.setdefault("other_works_mentioned", []).append(entry)
    readings = []
    for each in facts.get("readings", ()):
        entry = {}
        if "quote" in each:
            entry = {"evidence": at(each["quote"]), "readings": each["readings"]}
        if "authorial" in each:
            person, claim, quote = each["authorial"]
            entry["authorial"] = {"person": person, "claim": claim, "evidence": at(quote)}
        if "reception" in each:
            entry["reception"] = at(each["reception"])
        readings.append(entry)
    if readings:
        out["readings_of_the_ending"] = readings[0] if len(readings) == 1 else readings
    return out


def main() -> int:
    wrong = 0
    for path in sorted((HERE / "facts").glob("*/*.toml")):
        folder = HERE / path.parent.name / path.stem
        try:
            facts = tomllib.loads(path.read_text("utf-8"))
            made = truth(facts, Texts(folder, facts["seeds"]))
        except (Misquoted, OSError, ValueError, KeyError, TypeError) as why:
            sys.stderr.write(f"{path.parent.name}/{path.stem}: {type(why).__name__}: {why}\n")
            wrong += 1
            continue
        text = json.dumps(made, ensure_ascii=False, indent=1)
        (folder / "truth.json").write_text(text + "\n", "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
