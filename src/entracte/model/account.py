"""An account: what one text says of the film, before it is compared with anything else."""

from entracte.model.claim import Claim
from entracte.model.film import AnyPart, Credit, Exchange, Fact, Opinion, Person, Quote, Recording
from entracte.model.script import Script
from entracte.model.text import Source
from entracte.model.tracks import Line
from entracte.model.value import Value


class File(Value):
    """A file as it came: its name in the film folder and its bytes."""

    name: str  # with "/" between folders: "music/01 Waltz.flac"
    data: bytes


class Account(Value):
    """What one text says. Ids of people and parts are its own; ``align`` makes them the page's.

    Every claim's ``said_by`` is a ``Read`` of a passage of ``source``; its ``evidence`` is empty,
    for a text bears nothing out that it says itself.
    """

    source: Source
    title: tuple[Claim[str], ...] = ()
    year: tuple[Claim[int], ...] = ()
    facts: tuple[Claim[Fact], ...] = ()
    synopsis: tuple[Claim[str], ...] = ()  # short, without the end: a claim a sentence
    plot: tuple[Claim[str], ...] = ()  # the whole story: a claim a sentence
    people: tuple[Person, ...] = ()
    credits: tuple[Claim[Credit], ...] = ()
    parts: tuple[AnyPart, ...] = ()
    dialogues: tuple[Claim[Exchange], ...] = ()
    quotes: tuple[Claim[Quote], ...] = ()
    opinions: tuple[Claim[Opinion], ...] = ()
    set_aside: tuple[Claim[str], ...] = ()  # what is plainly wrong in itself, and why
    lines: tuple[Line, ...] = ()  # of subtitles, in order of time
    script: Script | None = None
    recordings: tuple[Recording, ...] = ()
    notes: tuple[str, ...] = ()  # what could not be read, in plain sentences
