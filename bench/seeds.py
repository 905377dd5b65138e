"""Pages made from damaged texts, against what a person found in them by hand.

``python -m bench.seeds [--data DIR] [--json] [--quick]`` makes the page of each folder that has a
``truth.json`` by the product's own stages and compares: what the truth has and the page has in the
same place is found; what the page claims and the truth has not is false. ``--misses`` names both.
"""

import sys
from pathlib import Path

from bench import contested, credited, mended, parts, told
from bench.report import SHARED, Row, run
from bench.truth import Case, cases
from entracte.model import Mend

# What is measured: the goal for the share found, and whether what is false is counted.
GOALS: dict[str, tuple[float | None, bool]] = {
    "defects mended or kept as they should be": (1.0, False),
    "credits with scope and exceptions": (10 / 11, True),
    "credits of works within": (10 / 11, False),
    "words that are nobody kept out": (1.0, False),
    "dialogue lines with speakers": (1.0, True),
    "tracks": (1.0, True),
    "tracks flagged as they should be": (1.0, False),
    "scenes with description and context": (1.0, True),
    "works within: title": (1.0, True),
    "works within: steps": (1.0, True),
    "works within: basis": (1.0, False),
    "readings kept apart": (1.0, True),
    "intention and reception": (1.0, False),
    "lost citations": (1.0, True),
    "gaps": (1.0, True),
    "characters": (1.0, True),
    "characters with all aliases": (1.0, False),
    "roles of works within": (None, True),
    "synopsis sentences": (1.0, True),
    "empty sections told": (1.0, False),
    "contradictions in the texts": (10 / 13, False),
    "no contradictions: reported as such": (None, True),
    "statements contested outside the truth's list": (None, True),
    "scene verdicts right or not found": (1.0, False),
    "scene verdicts right": (None, False),
}
# Rows of which only what is false is shown, with the most that may be.
_ONLY_FALSE: dict[str, float | None] = {
    "no contradictions: reported as such": 0.0,
    "statements contested outside the truth's list": None,
}


def scores(case: Case) -> dict[str, tuple[int, int, int]]:
    """(found, expected, false) of everything that is measured."""
    tracks, flagged = parts.tracks(case)
    characters, aliased = told.characters(case)
    credits, within = credited.credits(case)
    works = parts.works(case)
    return {
        "defects mended or kept as they should be": (*mended.defects(case), 0),
        "credits with scope and exceptions": credits,
        "credits of works within": within,
        "words that are nobody kept out": (*credited.not_credits(case), 0),
        "dialogue lines with speakers": told.dialogue(case),
        "tracks": tracks,
        "tracks flagged as they should be": (*flagged, 0),
        "scenes with description and context": parts.scenes(case),
        "works within: title": works["title"],
        "works within: steps": works["steps"],
        "works within: basis": works["basis"],
        "readings kept apart": told.readings(case),
        "intention and reception": told.opinions(case),
        "lost citations": mended.marked(case, "citations_lost", Mend.CITATION),
        "gaps": mended.marked(case, "gaps", Mend.GAP),
        "characters": characters,
        "characters with all aliases": (*aliased, 0),
        "roles of works within": parts.roles(case),
        "synopsis sentences": told.synopsis(case),
        "empty sections told": told.empty_sections(case),
        "contradictions in the texts": (*contested.contradictions(case), 0),
        "no contradictions: reported as such": contested.not_contradictions(case),
        "statements contested outside the truth's list": contested.unlisted(case),
        "scene verdicts right or not found": (*contested.verdicts(case, absent=True), 0),
        "scene verdicts right": (*contested.verdicts(case, absent=False), 0),
    }


def measure(data: Path, quick: bool) -> list[Row]:
    films = cases(data, quick)
    total = {what: [0, 0, 0] for what in GOALS}
    kept, false_repairs, repairs = [0, 0], 0, 0
    for case in films:
        for what, score in scores(case).items():
            total[what] = [a + b for a, b in zip(total[what], score, strict=True)]
        kept = [a + b for a, b in zip(kept, mended.kept(case), strict=True)]
        false, made = mended.false_repairs(case)
        false_repairs, repairs = false_repairs + false, repairs + made
    if "--misses" in sys.argv:
        print("\n".join(each for case in films for each in case.missed), file=sys.stderr)
    rows = []
    for what, (goal, counted) in GOALS.items():
        found, expected, false = total[what]
        if what in _ONLY_FALSE:
            limit = _ONLY_FALSE[what]
            rows += [Row(what, false, limit, "lower", n=expected)] if expected else []
            continue
        if expected:
            share = found / expected
            rows.append(Row(what, share, goal, n=expected, note=f"{found} of {expected}"))
        if counted and (expected or false):
            limit = None if goal is None else 0.0
            rows.append(Row(f"{what}: false", false, limit, "lower", n=expected))
    rows.insert(1, Row("false repairs", false_repairs, 0.0, "lower", n=repairs))
    share = kept[0] / kept[1] if kept[1] else 0.0
    rows.insert(2, Row("readable characters kept", share, 0.97, n=kept[1]))
    return rows


def main() -> int:
    arguments = [each for each in sys.argv[1:] if each != "--misses"]
    says = "pages made from damaged texts, against the truth"
    return run("seeds", says, SHARED / "seeds", measure, arguments)


if __name__ == "__main__":
    sys.exit(main())
