"""What the page tells, against the truth: the right thing in the right place, and nothing else.

Every function returns (found, expected, false): false is what the page claims and the truth lacks.
"""

import re
from typing import Any

from bench.truth import Case, Place, listed, one_line, tokens
from entracte.model import WHOLE, Claim, Exchange, Person, Quote

Score = tuple[int, int, int]


def same_name(ours: str, theirs: str) -> bool:
    """``Sir Thomas Beecham`` and ``Thomas Beecham``; ``Powell`` and ``Michael Powell``."""
    a, b = tokens(ours), tokens(theirs)
    return bool(a and b) and (a <= b or b <= a)


def names_of(entry: dict[str, Any]) -> list[str]:
    aliases = [str(each) for each in entry.get("aliases") or ()]
    return [str(entry.get("name", "")), *(each for each in aliases if "(" not in each)]


def is_person(person: Person, entry: dict[str, Any]) -> bool:
    ours = {tokens(each) for each in (person.name, *person.aliases)}
    theirs = names_of(entry)
    if any(tokens(each) in ours for each in theirs if tokens(each)):
        return True
    name = str(entry.get("name", ""))
    if name.startswith("("):  # described, not named: "(lead dancer of the ballet, unnamed)"
        quotes = " ".join(str(each.get("quote", "")) for each in listed(entry.get("evidence")))
        return bool(tokens(person.name)) and tokens(person.name) <= tokens(f"{name} {quotes}")
    return False


# The dialogue


def turns(case: Case) -> list[tuple[Quote, Claim[Any]]]:
    found = [
        (turn, claim)
        for claim in case.page.dialogues
        if isinstance(claim.says, Exchange)
        for turn in claim.says.turns
    ]
    return [*found, *((claim.says, claim) for claim in case.page.quotes)]


def spoken(case: Case, entry: dict[str, Any]) -> bool:
    """Whether the page has this line of dialogue, with its speaker, from this place."""
    return any(_is_line(case, turn, claim, entry) for turn, claim in turns(case))


def _is_line(case: Case, turn: Quote, claim: Claim[Any], entry: dict[str, Any]) -> bool:
    if one_line(turn.words) != one_line(str(entry.get("text", ""))):
        return False
    speaker = case.page.person(turn.speaker) if turn.speaker else None
    wanted = [str(entry[key]) for key in ("speaker", "character") if entry.get(key)]
    if wanted and (
        speaker is None
        or not any(
            same_name(name, each) for each in wanted for name in (speaker.name, *speaker.aliases)
        )
    ):
        return False
    places = case.places(entry)
    here = case.where(claim)
    return not places or any(
        ours.seed == theirs.seed and ours.start <= theirs.end and theirs.start <= ours.end
        for ours in here
        for theirs in places
    )


def dialogue(case: Case) -> Score:
    wanted = listed(case.truth.get("dialogue"))
    also = [*wanted, *listed(case.truth.get("quotes"))]
    found = 0
    for entry in wanted:
        if spoken(case, entry):
            found += 1
        else:
            case.miss("dialogue", entry.get("text"))
    false = 0
    for turn, claim in turns(case):
        if not any(_is_line(case, turn, claim, entry) for entry in also):
            false += 1
            case.miss("false line", f"{turn.speaker}: {turn.words}")
    return found, len(wanted), false


def characters(case: Case) -> tuple[Score, tuple[int, int]]:
    """The characters; and (all aliases known, expected)."""
    wanted = listed(case.truth.get("characters"))
    roles = listed(case.truth.get("ballet_roles"))
    not_real = [
        str(each.get("mention", "")) for each in listed(case.truth.get("characters_not_real"))
    ]
    left = [each for each in case.page.people if each.character]
    found = aliased = 0
    for entry in wanted:
        person = next((p for p in left if is_person(p, entry) and _stands(case, p, entry)), None)
        if person is None:
            case.miss("character", entry.get("name"))
            continue
        left.remove(person)
        found += 1
        known = {tokens(each) for each in (person.name, *person.aliases)}
        written = [each for each in names_of(entry)[1:] if _written(case, each, names_of(entry))]
        lacking = [each for each in written if tokens(each) not in known]
        if lacking:
            case.miss("alias", f"{person.name}: {lacking}")
        aliased += not lacking
    false = 0
    for person in left:
        if person.inside != WHOLE and any(is_role(person, each) for each in roles):
            continue
        if person.inside != WHOLE and not any(tokens(person.name) == tokens(m) for m in not_real):
            continue  # counted with the roles of the work within
        false += 1
        case.miss("false character", person.name)
    return (found, len(wanted), false), (aliased, len(wanted))


def _written(case: Case, alias: str, names: list[str]) -> bool:
    """Whether a name stands in the texts by itself, and not only inside a longer one."""
    longer = [re.escape(each) for each in names if alias in each and each != alias]
    pattern = re.compile("|".join([*longer, rf"(?P<it>\b{re.escape(alias)}\b)"]))
    return any(found["it"] for raw in case.raw.values() for found in pattern.finditer(raw))


def _stands(case: Case, person: Person, entry: dict[str, Any]) -> bool:
    """Whether the page can show where in the texts the person is named."""
    places = [place for place in case.read(person.named) if place.end > place.start]
    said = [tokens(case.raw[each.seed][each.start : each.end]) for each in places]
    theirs = [tokens(each) for each in (*names_of(entry), str(entry.get("name", "")))]
    near = case.places(entry)
    return any(
        mine and (mine <= each or each <= mine) for mine in said for each in theirs if each
    ) or (any(spot.touches(place) for spot in places for place in near))


def is_role(person: Person, entry: dict[str, Any]) -> bool:
    names = re.split(r"\s*/\s*", str(entry.get("role", "")))
    ours = [tokens(each) for each in (person.name, *person.aliases)]
    return any(tokens(each) == mine for each in names for mine in ours if mine)


def synopsis(case: Case) -> Score:
    entry = case.truth.get("synopsis") or {}
    wanted = [str(each) for each in entry.get("sentences") or ()]
    here = case.places(entry)
    found, right = 0, []
    for sentence in wanted:
        mine = [
            claim
            for claim in case.page.synopsis
            if one_line(claim.says) == one_line(sentence)
            and (not here or any(s.touches(p) for s in case.where(claim) for p in here))
        ]
        right += mine
        found += bool(mine)
        if not mine:
            case.miss("synopsis", sentence)
    false = [claim for claim in case.page.synopsis if claim not in right]
    for claim in false:
        case.miss("false synopsis", claim.says)
    return found, len(wanted), len(false)


def empty_sections(case: Case) -> Score:
    """Sections that are announced and hold nothing: the page says so in its notes."""
    wanted = listed(case.truth.get("empty_sections"))
    notes = " ".join(case.page.notes).casefold()
    found = 0
    for entry in wanted:
        names = (str(entry.get("section", "")), str(entry.get("quote", "")))
        if any(each and each.casefold().rstrip("s") in notes for each in names):
            found += 1
        else:
            case.miss("empty section", entry.get("section"))
    return found, len(wanted), 0


def readings(case: Case) -> Score:
    """Readings of one question, each an opinion of its own, from its place."""
    entry = case.truth.get("readings_of_the_ending") or case.truth.get("readings") or {}
    entries = listed(entry)
    wanted: list[str] = []
    here: list[Place] = []  # where the question is told, or each of its readings
    for one in entries:
        here += case.places(one.get("evidence"))
        for each in one.get("readings") or ():
            wanted.append(str(each["reading"] if isinstance(each, dict) else each))
            here += case.places(each.get("evidence")) if isinstance(each, dict) else []
    ours = [claim for claim in case.page.opinions if claim.says.sort == "reading"]
    left, found = list(ours), 0
    for reading in wanted:
        mine = max(
            (c for c in left if any(s.covers(p) for s in case.where(c) for p in here)),
            key=lambda claim: len(_stems(claim.says.words) & _stems(reading)),
            default=None,
        )
        if mine is None or not _stems(mine.says.words) & _stems(reading):
            case.miss("reading", reading)
            continue
        left.remove(mine)
        found += 1
    for claim in left:
        case.miss("false reading", claim.says.words)
    return found, len(wanted), len(left)


def _stems(words: str) -> set[str]:
    """Fell and fall, drove and drive are one here: their consonants."""
    skip = {"she", "he", "did", "the", "it", "her", "him", "to", "or", "and", "that", "was", "a"}
    said = {word for word in re.findall(r"\w+", words.casefold()) if word not in skip}
    return {re.sub(r"(?:ed|s)$|[aeiou]", "", word) or word for word in said}


def opinions(case: Case) -> Score:
    """What the makers meant and how it was received, from their places."""
    entries = [
        one[key]
        for one in listed(case.truth.get("readings_of_the_ending") or case.truth.get("readings"))
        for key in ("authorial", "reception")
        if isinstance(one.get(key), dict)
    ]
    found = 0
    for entry in entries:
        places = case.places(entry)
        told = [claim for claim in case.page.opinions if claim.says.sort != "reading"]
        if any(s.covers(p) for claim in told for s in case.where(claim) for p in places):
            found += 1
        else:
            case.miss("opinion", [case.raw[p.seed][p.start : p.end] for p in places])
    return found, len(entries), 0
