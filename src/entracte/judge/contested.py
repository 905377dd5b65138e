"""The page with what its texts hold against each other, sentence against sentence."""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from entracte.judge.conflict import Conflict
from entracte.judge.conflicts import conflicts
from entracte.judge.spelling import spellings
from entracte.judge.tellings import tellings
from entracte.model import Claim, Evidence, Page, Passage, Read, Scene, Standing, Work

BY = "verdicts/1"


class Verdict(StrEnum):
    """How a scene as a whole stands."""

    BORNE_OUT = "borne out"
    PARTLY = "partly borne out"
    NOT_FOUND = "not found"
    CONTRADICTED = "contradicted"


def contested(page: Page) -> Page:
    """The page, each statement with what speaks against it in other tellings."""
    return with_conflicts(page, conflicts(page, tellings(page)))


def with_conflicts(page: Page, found: Iterable[Conflict]) -> Page:
    """The page with these conflicts, each shown from both sides."""
    against: dict[Passage, list[Evidence]] = defaultdict(list)
    for each in found:
        against[each.one.read.passage].append(_read(each.other.read, each.one_why))
        against[each.other.read.passage].append(_read(each.one.read, each.other_why))

    def one(claim: Claim[str]) -> Claim[str]:
        new = [
            found
            for said in (*claim.said_by, *claim.evidence)
            if isinstance(said, Read)
            for found in against.get(said.passage, ())
        ]
        if not new:
            return claim
        return msgspec.structs.replace(claim, against=tuple(dict.fromkeys((*claim.against, *new))))

    def all_of(claims: tuple[Claim[str], ...]) -> tuple[Claim[str], ...]:
        return tuple(one(claim) for claim in claims)

    parts = tuple(
        msgspec.structs.replace(
            part, description=all_of(part.description), context=all_of(part.context)
        )
        if isinstance(part, Scene)
        else msgspec.structs.replace(part, story=all_of(part.story))
        if isinstance(part, Work)
        else part
        for part in page.parts
    )
    return msgspec.structs.replace(
        page,
        synopsis=all_of(page.synopsis),
        plot=all_of(page.plot),
        parts=parts,
        set_aside=(*page.set_aside, *spellings(page)),
    )


def _read(read: Read, why: str) -> Read:
    return Read(passage=read.passage, by=BY, why=why)


def verdict(scene: Scene) -> Verdict:
    """How the scene stands: by its sentences, and by what kind of thing speaks against them.

    What is told of the scene and happens in a work within is partly so: it is seen, elsewhere.
    """
    claims = (*scene.description, *scene.context)
    against = [found for claim in claims for found in claim.against if isinstance(found, Read)]
    if against:
        elsewhere = all("the work within the film" in found.why for found in against)
        return Verdict.PARTLY if elsewhere else Verdict.CONTRADICTED
    borne = sum(claim.standing is Standing.BORNE_OUT for claim in claims)
    if not borne:
        return Verdict.NOT_FOUND
    return Verdict.BORNE_OUT if borne * 2 > len(claims) else Verdict.PARTLY
