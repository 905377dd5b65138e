"""What was noticed in the film, in the order of time."""

from bisect import bisect_right
from typing import Generic, Protocol, TypeVar

from entracte.model.evidence import Evidence
from entracte.model.time import Ms, Span
from entracte.model.value import Digest, Id, Value


class Timed(Protocol):
    @property
    def span(self) -> Span: ...


class Line(Value):
    """Words spoken in one go, or a sound that the subtitles tell of."""

    id: Id
    span: Span
    text: str
    sort: str = "speech"  # speech | song | sound ("[train whistle]") | caption
    label: str = ""  # the name the subtitles give: "LERMONTOV"
    speaker: Id | None = None  # whom that is
    told: tuple[Evidence, ...] = ()  # what tells that it is this speaker, and how surely
    language: str = "und"  # BCP 47
    sure: float = 1.0  # that this is said; lower where a machine heard it


class Shot(Value):
    """A picture without a cut."""

    id: Id
    span: Span
    entry: str = "cut"  # how it begins: cut | dissolve | fade | wipe
    colour: tuple[int, int, int] = (0, 0, 0)  # its mean colour, sRGB: a bar of the film's strip
    still: Digest | None = None  # a JPEG


class Blank(Value):
    """Nothing is to be seen: all of the picture is of one colour."""

    span: Span
    kind: str = "black"  # black | white | plain


class Title(Value):
    """Words in the picture: a card of the opening titles, of the end titles, between scenes."""

    span: Span
    text: str  # a line a line
    still: Digest | None = None  # a JPEG of the card


class Sound(Value):
    """What kind of sound this is: speech, music, both, neither (noises), silence."""

    span: Span
    kind: str


TimedT = TypeVar("TimedT", bound=Timed)


class Track(Value, Generic[TimedT]):
    """Items of one kind from one maker, sorted by start."""

    by: str = "nobody"
    items: tuple[TimedT, ...] = ()

    def at(self, when: Ms) -> TimedT | None:
        """What is on at this moment, if anything. Items of a track do not overlap."""
        i = bisect_right(self.items, when, key=lambda item: item.span.start)
        return self.items[i - 1] if i and when in self.items[i - 1].span else None

    def within(self, span: Span) -> tuple[TimedT, ...]:
        return tuple(item for item in self.items if item.span.overlap(span))
