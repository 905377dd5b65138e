"""Every claim of a page, with the id by which people and links name it."""

from collections.abc import Iterator
from typing import Any

from entracte.model import Claim, Id, Page, Read, digest, to_bytes

Named = tuple[Id, str, Claim[Any]]  # id, section, claim


def claims(page: Page) -> Iterator[Named]:
    """Each claim of the page once, in the page's order: ``(id, section, claim)``.

    An id is eight letters made of the section, what is said and by whom; it does not change when
    other evidence is found, nor when a person corrects the claim.
    """
    taken: dict[Id, int] = {}
    for section, claim in _all(page):
        name = _id(section, claim)
        taken[name] = taken.get(name, 0) + 1
        yield (name if taken[name] == 1 else f"{name}-{taken[name]}"), section, claim


def _id(section: str, claim: Claim[Any]) -> Id:
    said = [
        (found.passage.source, found.passage.quote)
        for found in claim.said_by
        if isinstance(found, Read)
    ]
    return digest(to_bytes([section, claim.says, said]))[:8]


def _all(page: Page) -> Iterator[tuple[str, Claim[Any]]]:
    yield from (("title", claim) for claim in page.film.title)
    yield from (("year", claim) for claim in page.film.year)
    yield from (("facts", claim) for claim in page.facts)
    yield from (("synopsis", claim) for claim in page.synopsis)
    yield from (("plot", claim) for claim in page.plot)
    for person in page.people:
        yield from ((f"people/{person.id}", claim) for claim in person.described)
    yield from (("credits", claim) for claim in page.credits)
    for work in page.works:
        yield from ((f"works/{work.id}/title", claim) for claim in work.title)
        yield from ((f"works/{work.id}/basis", claim) for claim in work.basis)
        yield from ((f"works/{work.id}/story", claim) for claim in work.story)
    for scene in page.scenes:
        yield from ((f"scenes/{scene.id}/title", claim) for claim in scene.title)
        yield from ((f"scenes/{scene.id}/description", claim) for claim in scene.description)
        yield from ((f"scenes/{scene.id}/context", claim) for claim in scene.context)
    yield from (("dialogues", claim) for claim in page.dialogues)
    yield from (("quotes", claim) for claim in page.quotes)
    for cue in page.cues:
        yield from ((f"music/{cue.id}/title", claim) for claim in cue.title)
        yield from ((f"music/{cue.id}/by", claim) for claim in cue.by)
        yield from ((f"music/{cue.id}/where", claim) for claim in cue.where)
        yield from ((f"music/{cue.id}/recording", claim) for claim in cue.recording)
    yield from (("opinions", claim) for claim in page.opinions)
    yield from (("set aside", claim) for claim in page.set_aside)
