"""What the page holds against what, against what a person found: contradictions and scene verdicts.

A contradiction is found when a claim of the page stands at one of its places and what speaks
against it at another; where the truth names one place only, when anything is held there.
"""

import re
from typing import Any

from bench.told import Score
from bench.truth import Case, Place, claims, listed, one_line
from entracte.judge.contested import Verdict, verdict
from entracte.model import Claim, Read

_VERDICTS = {
    "contradicted": Verdict.CONTRADICTED,
    "unsupported": Verdict.NOT_FOUND,
    "not found": Verdict.NOT_FOUND,
    "partly supported": Verdict.PARTLY,
    "supported": Verdict.BORNE_OUT,
}


def contradictions(case: Case) -> tuple[int, int]:
    """(reported, expected) of those that the texts themselves give away."""
    wanted = [
        c for c in listed(case.truth.get("contradictions")) if c.get("basis", "seeds") == "seeds"
    ]
    disputes = [
        (case.where(claim), case.against(claim)) for claim in claims(case.page) if claim.against
    ]
    found = 0
    for entry in wanted:
        spots = [case.places(each) for each in listed(entry.get("evidence"))]
        if any(_reported(said, against, spots) for said, against in disputes):
            found += 1
        else:
            case.miss("contradiction", entry.get("what"))
    return found, len(wanted)


def _reported(said: list[Place], against: list[Place], spots: list[list[Place]]) -> bool:
    def sides(places: list[Place]) -> set[int]:
        return {
            number
            for number, spot in enumerate(spots)
            if any(mine.covers(theirs) for mine in places for theirs in spot)
        }

    ours, others = sides(said), sides(against)
    if len(spots) == 1:
        return bool(ours or others)
    return any(a != b for a in ours for b in others)


def _contested(case: Case) -> list[tuple[Claim[Any], Read, list[Place], list[Place]]]:
    """Each claim with each passage that speaks against it, and the places of both."""
    return [
        (claim, found, case.where(claim), case.read((found,)))
        for claim in claims(case.page)
        for found in claim.against
        if isinstance(found, Read)
    ]


def not_contradictions(case: Case) -> Score:
    """How many differences of scope ("A did this / B did that - why") are called contradictions.

    One is, when the words of its two sides stand in a claim and in the passage against it.
    """
    wanted = [str(each) for each in case.truth.get("not_contradictions") or ()]
    false = 0
    for entry in wanted:
        sides = re.sub(r"^[A-Z]: ", "", entry).split(" - ")[0].split(" / ")
        if len(sides) == 2 and any(
            _tells(sides[i], _words(case, here)) and _tells(sides[1 - i], found.passage.quote)
            for _, found, here, _ in _contested(case)
            for i in (0, 1)
        ):
            false += 1
            case.miss("no contradiction", entry)
    return len(wanted), len(wanted), false


def _words(case: Case, here: list[Place]) -> str:
    return " ".join(case.raw[each.seed][each.start : each.end] for each in here)


def _tells(side: str, text: str) -> bool:
    """Whether a text has this side: its names, and half of its other words."""
    words = re.findall(r"[^\W\d_]{4,}", side)
    names = {word for word in words if word[0].isupper()}
    rest = {word.casefold()[:6] for word in words} - {name.casefold()[:6] for name in names}
    plain = {word.casefold()[:6] for word in re.findall(r"[^\W\d_]{4,}", text)}
    return all(name in text for name in names) and 2 * len(rest & plain) >= len(rest)


def unlisted(case: Case) -> Score:
    """Claims that the page contests at places which no entry of the truth touches."""
    entries = listed(case.truth.get("contradictions"))
    known = [place for entry in entries for place in case.places(entry.get("evidence"))]
    pairs = _contested(case)
    false = 0
    for claim, found, here, there in pairs:
        touched = any(a.touches(b) for a in here for b in known) and any(
            a.touches(b) for a in there for b in known
        )
        if not touched:
            false += 1
            case.miss("contested", f"{str(claim.says)[:100]} | {found.passage.quote[:100]}")
    return 0, len(pairs), false


def verdicts(case: Case, absent: bool) -> tuple[int, int]:
    """(right, expected); with ``absent`` a scene of which nothing was found counts as right."""
    entries = [e for e in listed(case.truth.get("memorable_scenes")) if e.get("verdict")]
    scenes = {
        one_line(title.says).casefold(): scene
        for scene in case.page.scenes
        for title in scene.title
    }
    right = 0
    for entry in entries:
        scene = scenes.get(one_line(str(entry.get("title", ""))).casefold())
        ours = verdict(scene) if scene else None
        fine = ours is _VERDICTS.get(str(entry["verdict"]))
        if fine or (absent and ours is Verdict.NOT_FOUND):
            right += 1
        else:
            case.miss("scene verdict", f"{entry.get('title')}: {ours}, not {entry['verdict']}")
    return right, len(entries)
