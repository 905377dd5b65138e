"""Two answers to one question of the same scope: both are shown, neither is chosen.

Differences of scope are no contradictions: one may conduct the film's music and another the
ballet's; one may play a part and another dance it.
"""

import re
from collections.abc import Sequence

import msgspec

from entracte.model import WHOLE, Claim, Credit, Evidence, Id, Person, Read

# One person at a time can hold these for one part, unless a text names several together.
_SINGLE = {"conductor", "cinematographer", "cast member"}


def rivals(credits: Sequence[Claim[Credit]], people: Sequence[Person]) -> tuple[Claim[Credit], ...]:
    """The credits, each with what speaks against it among the others.

    Two rules. Who held a post that one person holds, for the same part and character, when two
    texts name two people and neither names both. And who made a track, when another text gives
    the music of the whole film to someone else.
    """
    names = {person.id: person.name for person in people}
    against: list[list[Evidence]] = [[] for _ in credits]
    for i, one in enumerate(credits):
        for j, other in enumerate(credits):
            if i == j or one.says.person == other.says.person:
                continue
            if _one_post(one.says, other.says) and not _texts(one) & _texts(other):
                against[i] += _read(other, f"names {_name(names, other.says.person)}")
            elif _whole_score(one.says, other.says):
                against[i] += _read(
                    other, f"gives the music of the whole film to {_name(names, other.says.person)}"
                )
    return tuple(
        _refused(claim, found) if found else claim
        for claim, found in zip(credits, against, strict=True)
    )


def _refused(claim: Claim[Credit], found: list[Evidence]) -> Claim[Credit]:
    """The claim with this against it; a passage that speaks against it already is not repeated."""
    known = {each.passage for each in claim.against if isinstance(each, Read)}
    new = [each for each in found if not (isinstance(each, Read) and each.passage in known)]
    return msgspec.structs.replace(claim, against=tuple(dict.fromkeys((*claim.against, *new))))


def _one_post(a: Credit, b: Credit) -> bool:
    if a.role != b.role or a.role not in _SINGLE or a.part != b.part:
        return False
    if a.role == "cast member":
        return a.as_character is not None and a.as_character == b.as_character
    return a.exception is None and b.exception is None and _all(a.scope) and _all(b.scope)


def _all(scope: str) -> bool:
    """Whether a scope in a text's own words leaves nothing out."""
    return not scope or re.search(r"\b(?:whole|entire)\b", scope) is not None


def _whole_score(track: Credit, score: Credit) -> bool:
    return track.role == "track credit" and score.role == "composer" and score.part == WHOLE


def _texts(claim: Claim[Credit]) -> set[Id]:
    every = (*claim.said_by, *claim.evidence)
    return {found.passage.source for found in every if isinstance(found, Read)}


def _name(names: dict[Id, str], id: Id) -> str:
    return names.get(id, id)


def _read(claim: Claim[Credit], what: str) -> list[Evidence]:
    return [
        msgspec.structs.replace(found, why=f"This passage {what}.")
        for found in (*claim.said_by, *claim.evidence)
        if isinstance(found, Read)
    ]
