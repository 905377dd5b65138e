"""The film, its people, and its parts: whatever can be named, credited and jumped to."""

from typing import TypeAlias

from entracte.model.claim import Claim
from entracte.model.evidence import Evidence
from entracte.model.time import Ms, Span
from entracte.model.value import Digest, Id, Value

WHOLE: Id = "film"


class Media(Value):
    """The file that is watched and listened to."""

    digest: Digest
    duration: Ms
    file: str = ""  # its name in the film folder
    rate: tuple[int, int] = (0, 1)  # frames per second: (24000, 1001); (0, 1) without picture
    size: tuple[int, int] = (0, 0)  # pixels as shown: width, height
    container: str = ""  # "mov,mp4", "matroska,webm"
    video: str = ""  # codec of the picture: "h264"
    audio: tuple[str, ...] = ()  # language of each audio stream
    sound: tuple[str, ...] = ()  # codec of each audio stream: "aac", "ac3"


class Film(Value):
    id: Id
    title: tuple[Claim[str], ...]
    year: tuple[Claim[int], ...] = ()
    media: Media | None = None  # a page can be made from texts alone


class Fact(Value):
    """A plain fact of the whole film: ``Fact(what="country", value="United Kingdom")``."""

    what: str  # country | language | running time | genre | studio | released | imdb | tmdb ...
    value: str


class Person(Value):
    """A real person or a character: whoever can be credited, speak or be seen."""

    id: Id
    name: str
    aliases: tuple[str, ...] = ()  # "Vicky", "Victoria 'Vicky' Page"
    character: bool = False
    inside: Id = WHOLE  # a role in the ballet is inside the ballet, not in the film around it
    described: tuple[Claim[str], ...] = ()  # "the ruthless but charismatic impresario"
    named: tuple[Evidence, ...] = ()  # where the names stand


class Part(Value, tag_field="kind", tag=str.lower):
    """Any piece of a film that can be named, credited, described and jumped to."""

    id: Id
    title: tuple[Claim[str], ...] = ()
    spans: tuple[Span, ...] = ()  # several, when interrupted; none, when not found in the film
    inside: Id = WHOLE


class Scene(Part):
    description: tuple[Claim[str], ...] = ()  # a claim a sentence
    context: tuple[Claim[str], ...] = ()  # what led here, what follows, what it means and to whom
    people: tuple[Id, ...] = ()


class Work(Part):
    """A work within the film: the ballet, a song on stage, a film being shown."""

    form: str = ""  # ballet | opera | play | song | film | painting | book | dance
    story: tuple[Claim[str], ...] = ()  # its libretto, a claim a sentence
    basis: tuple[Claim[str], ...] = ()  # "roughly the Hans Christian Andersen story"


class Cue(Part):
    """Music, from where it starts to where it stops."""

    use: str = ""  # cue-sheet use: BI BV VI VV (background/visual, instrumental/vocal), MT, ET
    where: tuple[Claim[str], ...] = ()  # where it is heard, in the words of a text
    by: tuple[Claim[str], ...] = ()  # whose it is, in the words of a text
    recording: tuple[Claim[str], ...] = ()  # the album track it is, by its id


AnyPart: TypeAlias = Scene | Work | Cue


class Recording(Value):
    """A track of an album that lies beside the film."""

    id: Id
    title: str
    artist: str = ""
    composer: str = ""
    album: str = ""
    number: int = 0
    duration: Ms = 0
    origin: Digest = ""  # the sound file
    file: str = ""


class Credit(Value):
    """``Credit(role="conductor", person="beecham", part="ballet")``: who did what in which part.

    So "conducted by Easdale" (the film) and "conducted by Beecham" (the ballet) do not clash.
    """

    role: str  # lower case, after FIAF's activities: "choreographer", "conductor", "cast member"
    person: Id
    part: Id = WHOLE
    exception: Id | None = None  # a part or a role this does not cover: "but not the ballet"
    as_character: Id | None = None  # whom they play; for other work: only what concerns this role
    scope: str = ""  # the scope in the text's own words: "most of the music in the film"


class Quote(Value):
    """Words said in the film, by someone."""

    words: str
    lines: tuple[Id, ...] = ()  # where in the dialogue; none, when not heard
    speaker: Id | None = None


class Exchange(Value):
    """Quotes that answer each other: 'Why do you want to dance?' 'Why do you want to live?'"""

    turns: tuple[Quote, ...]


class Opinion(Value):
    """What someone makes of the film: a reading of its ending, a judgement. Never merged."""

    words: str
    sort: str = "judgement"  # reading | judgement | intention | reception
    holder: Id | None = None
    about: Id = WHOLE
    question: str = ""  # readings that answer one question stand together: "why she died"
