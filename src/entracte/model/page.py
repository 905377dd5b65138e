"""The page of a film: the one document that indexes, web pages and exports derive from."""

from entracte.model.claim import Claim
from entracte.model.film import (
    AnyPart,
    Credit,
    Cue,
    Exchange,
    Fact,
    Film,
    Opinion,
    Person,
    Quote,
    Recording,
    Scene,
    Work,
)
from entracte.model.text import Source
from entracte.model.time import Span
from entracte.model.tracks import Line, Shot, Sound, Title, Track
from entracte.model.value import Digest, Id, Value


class Tied(Value):
    """The stretch of film that a sentence tells of. Being placed is not being borne out."""

    claim: Id  # by the name that ``compose.claims`` gives it
    span: Span
    sure: float = 1.0  # how likely the place is right, 0 to 1, on films with known places
    why: str = ""  # one plain sentence


class Page(Value):
    """The page of a film. What the texts say, with its evidence; what the film shows, in time."""

    film: Film
    facts: tuple[Claim[Fact], ...] = ()
    synopsis: tuple[Claim[str], ...] = ()  # a claim a sentence
    plot: tuple[Claim[str], ...] = ()
    people: tuple[Person, ...] = ()
    credits: tuple[Claim[Credit], ...] = ()
    parts: tuple[AnyPart, ...] = ()  # scenes, works within, music cues
    lines: Track[Line] = Track()  # the dialogue, in the film's first language
    translations: tuple[Track[Line], ...] = ()  # the same in other languages
    shots: Track[Shot] = Track()
    titles: Track[Title] = Track()  # what the film's own titles say
    sounds: Track[Sound] = Track()
    marks: Digest = ""  # what the film's sound is known by, from whatever player
    dialogues: tuple[Claim[Exchange], ...] = ()
    quotes: tuple[Claim[Quote], ...] = ()
    opinions: tuple[Claim[Opinion], ...] = ()
    set_aside: tuple[Claim[str], ...] = ()  # said of the film, not borne out; kept in view
    recordings: tuple[Recording, ...] = ()
    sources: tuple[Source, ...] = ()
    tied: tuple[Tied, ...] = ()  # where in the film the sentences of texts are told
    notes: tuple[str, ...] = ()  # what could not be read or watched, in plain sentences
    format: int = 1

    @property
    def scenes(self) -> tuple[Scene, ...]:
        return tuple(part for part in self.parts if isinstance(part, Scene))

    @property
    def works(self) -> tuple[Work, ...]:
        return tuple(part for part in self.parts if isinstance(part, Work))

    @property
    def cues(self) -> tuple[Cue, ...]:
        return tuple(part for part in self.parts if isinstance(part, Cue))

    def person(self, id: Id) -> Person | None:
        return next((person for person in self.people if person.id == id), None)

    def part(self, id: Id) -> AnyPart | None:
        return next((part for part in self.parts if part.id == id), None)

    def source(self, id: Id) -> Source | None:
        return next((source for source in self.sources if source.id == id), None)
