"""Credits inside a checked text, by scope: who did what in which part."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from entracte.judge.finding import Finding, Found
from entracte.judge.rivals import rivals
from entracte.model import WHOLE, Account, Claim, Credit, Page, Person, Read
from entracte.read.lexicon import HONOURS, NEVER

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
# Held by one person or a team: a text that names none of those others name is wrong, or they are.
_MAKERS: Final = frozenset(
    ("director", "composer", "cinematographer", "editor", "conductor", "choreographer")
)


def credited(
    mine: Account, known: Sequence[Claim[Credit]], film: Page, people: Sequence[Person]
) -> Iterator[Finding]:
    """Each credit of the text: borne out by another's, against others', or said by nobody else."""
    others = [c for c in known if any(_elsewhere(r, film) for r in c.said_by)]
    names = {person.id: person.name for person in people}
    clashes = rivals((*mine.credits, *others), people)[: len(mine.credits)]
    for claim, judged in zip(mine.credits, clashes, strict=True):
        read = next((each for each in claim.said_by if isinstance(each, Read)), None)
        if read is None:
            continue
        same = [c for c in others if _same(claim.says, c.says)]
        evidence = tuple(r for c in same for r in c.said_by if isinstance(r, Read))
        if claim.says.role == "cast member" and not evidence:
            evidence = tuple(_plays(claim.says, others))
        against = tuple(
            r for r in judged.against if isinstance(r, Read) and r.passage.source != mine.source.id
        ) or tuple(_instead(claim.says, mine, others))
        says = f"{names.get(claim.says.person, claim.says.person)}: {claim.says.role}"
        if claim.says.role == "cast member" and not _certain(claim.says, others, people):
            against = ()
        if evidence:
            found, why, against = Found.ELSEWHERE, "Another text gives this credit, too.", ()
        elif against:
            who = [c for c in others if set(c.said_by) & set(_plain(against, others))]
            named = ", ".join(dict.fromkeys(names.get(c.says.person, "") for c in who))
            found = Found.CONTRADICTED
            why = f"Another source names {named}." if named else (against[0].why or "")
        else:
            found, why = Found.NOT_FOUND, "No other source gives this credit."
        yield Finding(
            sort="credit",
            says=says,
            read=read,
            found=found,
            why=why,
            evidence=evidence,
            against=against,
        )


def _elsewhere(read: object, film: Page) -> bool:
    return isinstance(read, Read) and film.source(read.passage.source) is not None


def _plain(against: Sequence[Read], others: Sequence[Claim[Credit]]) -> list[Read]:
    places = {each.passage for each in against}
    return [r for c in others for r in c.said_by if isinstance(r, Read) and r.passage in places]


def _same(a: Credit, b: Credit) -> bool:
    if a.person != b.person or a.role != b.role:
        return False
    return a.part == b.part and a.as_character in (b.as_character, None)


def _certain(credit: Credit, others: Sequence[Claim[Credit]], people: Sequence[Person]) -> bool:
    """Whether no namesake can be meant: neither another character's nor another actor's name."""
    names = {person.id: _words(person) for person in people}
    character = names.get(credit.as_character or "", frozenset())
    played = {c.says.as_character for c in others if c.says.role == "cast member"}
    namesakes = [
        person
        for person in people
        if person.id in played and person.id != credit.as_character and _words(person) & character
    ]
    actor = names.get(credit.person, frozenset())
    theirs = [
        names.get(c.says.person, frozenset())
        for c in others
        if c.says.role == "cast member" and c.says.as_character == credit.as_character
    ]
    return bool(theirs) and not namesakes and not any(actor & each for each in theirs)


def _words(person: Person) -> frozenset[str]:
    forms = (person.name, *person.aliases)
    words = (word.casefold() for form in forms for word in _WORD.findall(form))
    return frozenset(word for word in words if word not in HONOURS and word not in NEVER)


def _plays(credit: Credit, others: Sequence[Claim[Credit]]) -> Iterator[Read]:
    """Where others have this actor in the cast: two of a family name are easily taken for one."""
    for c in others:
        if c.says.person == credit.person and c.says.role == "cast member":
            yield from (r for r in c.said_by if isinstance(r, Read))


def _instead(credit: Credit, mine: Account, others: Sequence[Claim[Credit]]) -> Iterator[Read]:
    """Where others give this work to people of whom the text names none."""
    if credit.role not in _MAKERS or credit.scope or credit.exception:
        return
    theirs = [
        c
        for c in others
        if c.says.role == credit.role and c.says.part == credit.part and not c.says.scope
    ]
    ours = {
        c.says.person
        for c in mine.credits
        if c.says.role == credit.role and c.says.part == credit.part
    }
    if credit.part == WHOLE and theirs and not ours & {c.says.person for c in theirs}:
        yield from (r for c in theirs for r in c.said_by if isinstance(r, Read))
