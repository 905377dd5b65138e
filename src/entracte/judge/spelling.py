"""One name in two spellings, said in view: the slip is kept, and never written over."""

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from entracte.model import Claim, Page, Read, Source, passage

_PHRASE = re.compile(r"\b(?:[Tt]he )?(?:[A-Z][^\W\d_]+ )?(?P<name>[A-Z][^\W\d_]{5,})(?!\w)")
_KINDS = ("subtitles", "screenplay", "folder", "album")
_LONGEST = 300_000  # characters of a text that are looked at


def spellings(page: Page) -> Iterator[Claim[str]]:
    """Each phrase with a name that stands otherwise spelt, by a letter, in the same phrase."""
    known = {
        word
        for person in page.people
        for form in (person.name, *person.aliases)
        for word in form.split()
        if len(word) >= 6
    }
    found = [
        (source, each)
        for source in page.sources
        if source.kind not in _KINDS
        for each in _PHRASE.finditer(source.body[:_LONGEST])
        if each["name"] in known
    ]
    counts = Counter(each["name"] for _, each in found)
    phrases: dict[str, tuple[Source, re.Match[str]]] = {}
    for source, each in found:
        phrases.setdefault(each[0].lower().removeprefix("the "), (source, each))
    said = set()
    for source, each in found:
        phrase = each[0].lower().removeprefix("the ")
        if " " not in phrase or phrase in said:
            continue
        for other, (where, there) in phrases.items():
            if other == phrase or other.split()[0] != phrase.split()[0]:
                continue
            rarer = counts[each["name"]] < counts[there["name"]]
            if rarer and OSA.distance(phrase, other, score_cutoff=1) == 1:
                said.add(phrase)
                yield _slip(source, each, where, there)
                break


def _slip(source: Source, each: re.Match[str], where: Source, there: re.Match[str]) -> Claim[str]:
    why = f"Here it is spelt {there['name']}."
    here = passage(source.id, source.body, *each.span())
    other = passage(where.id, where.body, *there.span())
    return Claim(
        says=each[0],
        said_by=(Read(passage=here, by="spelling/1"),),
        against=(Read(passage=other, by="spelling/1", why=why),),
    )
