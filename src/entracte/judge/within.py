"""What happens in a work within the film, and what in the film around it.

In the ballet the shoes keep the girl dancing; a text that tells this of the dancer herself has
mixed up the two. Only what a *thing* does to somebody is compared: people act everywhere.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from entracte.judge.conflict import Conflict
from entracte.judge.stated import Reading, stems_of
from entracte.judge.tellings import Telling, Unit
from entracte.model import WHOLE, Page, Read
from entracte.read import lexicon
from entracte.read.joins import words as listed

_ACTS: Final = re.compile(
    r"\b[Tt]he (?P<thing>(?:[a-z-]+ ){1,2}?[a-z]+)(?:, [^,.;]{1,50},)? "
    r"(?P<deed>take over|takes over|control\w*|keeps? (?:her|him|them|«\d+»)|"
    r"forces? (?:her|him|them|«\d+»)|makes? (?:her|him|them|«\d+»)|compels?\b|possess\w*|"
    r"drives? (?:her|him|them|«\d+»)|refuses? to|exerts? [a-z]+ control|will not let|won't let|"
    r"commands?|haunts?|devours?|swallows?)(?!\w)"
)
_DREAM: Final = re.compile(r"\b(?:dream|dreams|nightmare|vision)\b", re.I)
_WAKES: Final = re.compile(r"\b(?:awakens?|awakes?|wakes?(?: up)?|woke)\b")
_STAGED: Final = listed(
    """choreographer conductor dancer singer stage director composer librettist designer"""
)


class _Act(NamedTuple):
    thing: frozenset[str]
    shown: str
    unit: Unit
    telling: int


def within(page: Page, reading: Reading) -> Iterator[Conflict]:
    """What texts tell of the film's people that others tell of a work within."""
    acts = list(_acts(reading))
    titles = {w.id: w.title[0].says if w.title else w.form or "the work" for w in page.works}
    for mine in acts:
        here = reading.tellings[mine.telling]
        if here.part != WHOLE or here.sort == "opinion":
            continue
        for theirs in acts:
            there = reading.tellings[theirs.telling]
            if there.part == WHOLE or there.source == here.source:
                continue
            if len(mine.thing & theirs.thing) < 2:
                continue
            title = titles.get(there.part, there.part)
            yield Conflict(
                sort="within",
                one=mine.unit,
                other=theirs.unit,
                one_why=f"Here this happens in {title}, the work within the film, not around it.",
                other_why="Here this happens in the film around the work.",
            )
            yield from _dreamt(page, here, there.part, title)


def _acts(reading: Reading) -> Iterator[_Act]:
    for number, telling in enumerate(reading.tellings):
        for unit, marked in zip(telling.units, reading.marked[number], strict=True):
            for found in _ACTS.finditer(marked.words):
                words = found["thing"].split()
                if words[-1] in lexicon.PERSON_NOUNS or set(words) & {"of", "who", "that", "and"}:
                    continue
                yield _Act(stems_of(found["thing"]), found["thing"], unit, number)


def _dreamt(page: Page, here: Telling, work: str, title: str) -> Iterator[Conflict]:
    """Nobody wakes from what is played on a stage."""
    words = f"{here.title} " + " ".join(unit.words for unit in here.units)
    if not _DREAM.search(words):
        return
    staged = [
        read
        for credit in page.credits
        if credit.says.part == work and credit.says.role in _STAGED
        for read in credit.said_by
        if isinstance(read, Read) and read.passage.source != here.source
    ]
    wakes = [unit for unit in here.units if _WAKES.search(unit.words)]
    for unit in wakes:
        for read in staged[:1]:
            yield Conflict(
                sort="dream",
                one=unit,
                other=Unit(words=read.passage.quote, read=read),
                one_why=f"Here {title} is a work performed on a stage: nobody dreams it.",
                other_why="Here it is dreamt.",
            )
