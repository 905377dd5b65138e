"""What an assistant is answered: plain shapes, each with the ids of its evidence and with links.

``state`` is never left to be guessed: ``found``; ``not found``, where it was looked for in what is
there; ``not indexed``, where there is nothing to look in (a film without subtitles has no dialogue
here, which does not mean that nobody speaks).
"""

from dataclasses import dataclass, field
from typing import Literal

State = Literal["found", "not found", "not indexed"]


@dataclass(frozen=True)
class FilmRow:
    film: str  # its id, which the other tools take
    title: str
    year: int | None
    link: str


@dataclass(frozen=True)
class Films:
    state: State
    says: str  # in a sentence
    films: list[FilmRow] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """A place in a film or in a text about it."""

    film: str
    title: str  # of the film
    sort: str  # line, scene, passage …
    words: str
    who: str
    time: str  # "19:50"; empty where it has none
    seconds: float | None
    claim: str  # the statement's id, for the tool ``evidence``; empty for lines
    link: str
    really_said: str = ""  # of a misremembered line: its difference, word by word


@dataclass(frozen=True)
class Places:
    state: State
    says: str
    places: list[Place] = field(default_factory=list)
    more: str = ""  # give it as ``after`` for those that follow


@dataclass(frozen=True)
class Stated:
    claim: str
    section: str
    words: str
    standing: str  # borne out, reported, not found, contradicted, disputed
    link: str


@dataclass(frozen=True)
class Statements:
    state: State
    says: str
    film: str = ""
    sections: list[str] = field(default_factory=list)  # those that the page has
    statements: list[Stated] = field(default_factory=list)
    more: int | None = None  # give it as ``start`` for those that follow


@dataclass(frozen=True)
class Spoken:
    line: str
    time: str
    seconds: float
    who: str  # "?" where it is not known
    words: str
    link: str


@dataclass(frozen=True)
class Moment:
    """What is on at a moment."""

    state: State
    says: str
    film: str = ""
    time: str = ""
    link: str = ""
    scenes: list[str] = field(default_factory=list)
    works: list[str] = field(default_factory=list)  # within the film
    music: list[str] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    lines: list[Spoken] = field(default_factory=list)


@dataclass(frozen=True)
class Proof:
    """One piece of evidence."""

    kind: str  # seen, heard, read, sought, told
    why: str
    quote: str = ""  # the very words of the text
    source: str = ""  # the text's title
    time: str = ""
    link: str = ""


@dataclass(frozen=True)
class Evidence:
    state: State
    says: str
    claim: str = ""
    words: str = ""
    standing: str = ""
    said_by: list[Proof] = field(default_factory=list)
    bears_out: list[Proof] = field(default_factory=list)
    against: list[Proof] = field(default_factory=list)


@dataclass(frozen=True)
class Checked:
    """What one sentence, quote or credit of a text turned out to be."""

    words: str
    found: str  # borne out, reported elsewhere, not found, contradicted, misquoted
    why: str
    really_said: str = ""
    bears_out: list[Proof] = field(default_factory=list)
    against: list[Proof] = field(default_factory=list)


@dataclass(frozen=True)
class Checks:
    state: State
    says: str
    findings: list[Checked] = field(default_factory=list)
