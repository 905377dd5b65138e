"""What a writer proposes is kept only where our own judging bears it out by what it cites.

A proposal is as hostile as any text: it may cite what is not there, cite one thing and say another,
or do as a source text told it to. Nothing of it is evidence; what is left of it is wording.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from entracte.align.weighing import stems
from entracte.judge.naming import Naming
from entracte.judge.stated import Reading
from entracte.judge.tellings import Telling, Unit
from entracte.model import Claim, Evidence, Id, Page, Person, Read, Value, passage
from entracte.plugins import Proposed

ENOUGH: Final = 0.7  # share of a sentence's telling words that its evidence must have
MOST: Final = 40  # sentences of a proposal that are looked at
LONGEST: Final = 600  # characters of a sentence
_CITED: Final = 8  # passages one sentence may cite
_NUMBER: Final = re.compile(r"\d+")
_NOT: Final = re.compile(r"\b(?:not|never|no|nobody|nothing|without)\b|n't\b")
_CAPITAL: Final = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][^\W\d_]{2,}")


class Dropped(Value):
    """A sentence that was not kept, and why."""

    text: str
    why: str


class Grounded(Value):
    """What is left of a proposal, each sentence with its evidence, and what is not."""

    kept: tuple[Claim[str], ...] = ()
    dropped: tuple[Dropped, ...] = ()


def evidence_of(page: Page, most: int = 200) -> dict[Id, Claim[str]]:
    """The statements a writer may cite, by short ids: the page's own, none that is contradicted."""
    found = [
        claim for claims in (page.synopsis, page.plot) for claim in claims if not claim.against
    ]
    return {f"e{number}": claim for number, claim in enumerate(found[:most], 1)}


def grounded(
    proposed: Sequence[Proposed], evidence: Mapping[Id, Claim[str]], people: Sequence[Person]
) -> Grounded:
    """The sentences that what they cite bears out, by words, names, numbers and who does what."""
    kept: list[Claim[str]] = []
    dropped: list[Dropped] = []
    for each in proposed[:MOST]:
        cited = [evidence[id] for id in dict.fromkeys(each.evidence[:_CITED]) if id in evidence]
        unknown = [id for id in each.evidence[:_CITED] if id not in evidence]
        why = _wrong(each, cited, unknown, people)
        if why:
            dropped.append(Dropped(text=each.text[:LONGEST], why=why))
            continue
        said = tuple(read for claim in cited for read in _reads(claim))
        kept.append(Claim(says=" ".join(each.text.split()), evidence=said))
    if len(proposed) > MOST:
        dropped.append(Dropped(text="", why=f"Only {MOST} sentences are looked at."))
    return Grounded(kept=tuple(kept), dropped=tuple(dropped))


def _reads(claim: Claim[str]) -> tuple[Evidence, ...]:
    return tuple(each for each in (*claim.said_by, *claim.evidence) if isinstance(each, Read))


def _wrong(
    each: Proposed, cited: Sequence[Claim[str]], unknown: Sequence[Id], people: Sequence[Person]
) -> str:
    """Why the sentence cannot be kept; empty when it can."""
    text = each.text.strip()
    if not text or len(text) > LONGEST:
        return "It is empty or too long."
    if unknown:
        return f"It cites {unknown[0][:40]}, which is not there."
    if not cited:
        return "It cites nothing."
    whole = " ".join(claim.says for claim in cited)
    naming = Naming(people)
    ours = set(re.findall(r"«(\d+)»", naming.names(text)))
    theirs = set(re.findall(r"«(\d+)»", naming.names(whole)))
    forms = {f for n in theirs for f in _forms(people[int(n)])}
    if ours - theirs or any(w not in whole and w not in forms for w in _CAPITAL.findall(text)):
        return "It names somebody whom what it cites does not."
    told, known = stems(text), set(stems(whole))
    if not told or sum(word in known for word in told) / len(told) < ENOUGH:
        return "What it cites does not bear it out."
    if set(_NUMBER.findall(text)) - set(_NUMBER.findall(whole)):
        return "It has a number that what it cites has not."
    if bool(_NOT.search(text)) != bool(_NOT.search(whole)):
        return "It denies what it cites, or says what that denies."
    return "" if _same_deeds(text, whole, people) else "It says of one what it cites of another."


def _forms(person: Person) -> set[str]:
    return {word for form in (person.name, *person.aliases) for word in form.split()}


def _same_deeds(text: str, whole: str, people: Sequence[Person]) -> bool:
    """Whether everything the sentence states of people is stated of them in what it cites."""
    both = []
    for words in (text, whole):
        unit = Unit(words=words, read=Read(passage=passage("x", words, 0, len(words))))
        reading = Reading(Naming(people), (Telling(source="x", sort="text", units=(unit,)),))
        both.append({(s.sort, s.who, s.whom, s.holds) for s in reading.stated if s.sort != "lives"})
    return both[0] <= both[1]
