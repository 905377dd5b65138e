"""What was found of a text that was checked: a finding for each thing it says."""

from enum import StrEnum

from entracte.model import Evidence, Read, Source, Value


class Found(StrEnum):
    """How a sentence, a quote or a credit of the text stands."""

    BORNE_OUT = "borne out"  # by the film, or its screenplay
    ELSEWHERE = "reported elsewhere"  # another text says so, too
    NOT_FOUND = "not found"  # looked for in everything there is, and not there
    CONTRADICTED = "contradicted"  # something else says otherwise
    MISQUOTED = "misquoted"  # said in the film, in other words


class Finding(Value):
    """One thing the text says, where, how it stands and why."""

    sort: str  # sentence | quote | credit | year | name
    says: str
    read: Read  # where in the text
    found: Found
    why: str  # one plain sentence
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    really: str = ""  # what is really said, of a misquoted line


class Check(Value):
    """The text as it reads once mended, and all that was found of it, in its order."""

    film: str
    source: Source
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()  # what it was checked against
