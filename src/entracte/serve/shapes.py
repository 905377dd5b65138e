"""What the API takes and gives, as values: its description is written from them."""

from typing import Annotated, Any, Literal, dataclass_transform

import msgspec
from msgspec import Meta

from entracte.model import Edit, Evidence

_Short = Annotated[str, Meta(max_length=200)]
_Ms = Annotated[int, Meta(ge=0, le=3_600_000_000)]
_Words = Annotated[str, Meta(max_length=20_000)]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class _Shapes(msgspec.StructMeta):
    """Makes frozen, keyword-only structs that take no field they do not know."""

    def __new__(mcls, *args: Any, **options: Any) -> Any:
        known = {"frozen": True, "kw_only": True, "forbid_unknown_fields": True}
        return super().__new__(mcls, *args, **(options | known))


class Shape(msgspec.Struct, metaclass=_Shapes):
    """Unlike a ``Value``, every field is written, whatever it holds."""


class Wrong(Shape):
    """What is wrong and what to do."""

    what: str
    do: str = ""


class Done(Shape):
    done: bool = True


class FilmRow(Shape):
    id: str
    title: str
    year: str
    makers: str
    brief: tuple[str, ...]
    href: str
    still: str
    band: str
    size: tuple[int, int]
    edition: str
    limit: int | None


class Films(Shape):
    films: tuple[FilmRow, ...]
    total: int
    next: str | None


class LeafOf(Shape):
    after: _Short = ""
    most: Annotated[int, Meta(ge=1, le=200)] = 60
    by: Literal["title", "year", "added"] = "title"


class Named(Shape):
    id: str
    name: str


class During(Shape):
    """A part of the film that is on."""

    id: str
    title: str
    start: int
    end: int


class Spoken(Shape):
    id: str
    text: str
    speaker: str
    start: int
    end: int


class Shown(Shape):
    id: str
    start: int
    end: int
    still: str


class Now(Shape):
    t: int
    scene: During | None
    line: Spoken | None
    people: tuple[Named, ...]
    cue: During | None
    work: During | None
    shot: Shown | None
    evidence: tuple[Evidence, ...]


class Moment(Shape):
    t: _Ms = 0


class Asked(Shape):
    q: Annotated[str, Meta(max_length=2000)] = ""
    typing: bool = False
    after: Annotated[str, Meta(max_length=2000)] = ""
    most: Annotated[int, Meta(ge=1, le=200)] = 60


class Piece(Shape):
    """A stretch of what was asked beside what is said, word by word."""

    asked: str
    said: str
    same: bool


class Beside(Shape):
    """A line before or after the one that was found."""

    text: str
    who: str
    t: int


class Hit(Shape):
    sort: str
    text: str
    who: str
    time: str
    t: int | None
    href: str
    marks: tuple[tuple[int, int], ...]
    how: str
    difference: tuple[Piece, ...]
    before: tuple[Beside, ...]
    after: tuple[Beside, ...]


class FilmHits(Shape):
    id: str
    title: str
    href: str
    hits: tuple[Hit, ...]


class Found(Shape):
    q: str
    films: tuple[FilmHits, ...]
    says: str
    next: str | None


class Did(Shape):
    role: str
    says: str
    standing: str
    href: str


class LifeIn(Shape):
    id: str
    title: str
    year: str
    href: str
    credits: tuple[Did, ...]


class Life(Shape):
    name: str
    films: tuple[LifeIn, ...]


class SeenUpTo(Shape):
    up_to: _Ms | None
    follow: bool = False


class Correction(Shape):
    claim: _Short
    act: Literal["confirm", "reject", "replace", "undo"]
    says: _Words = ""
    note: Annotated[str, Meta(max_length=2000)] = ""


class Written(Shape):
    edit: Edit
    job: str


class History(Shape):
    """A correction and what became of it."""

    id: str
    claim: str
    act: str
    says: str
    note: str
    who: str
    when: str
    undone: bool
    of: str


class Edits(Shape):
    edits: tuple[History, ...]


class DroppedText(Shape):
    name: _Short
    data: bytes  # Base64


class Drop(Shape):
    texts: Annotated[tuple[DroppedText, ...], Meta(min_length=1, max_length=50)]


class NewJob(Shape):
    """Either a path, or a name with texts."""

    path: Annotated[str, Meta(max_length=4096)] = ""
    name: _Short = ""
    texts: Annotated[tuple[DroppedText, ...], Meta(max_length=50)] = ()


class Job(Shape):
    id: str
    sort: str
    name: str
    film: str
    state: Literal["waiting", "running", "done", "failed", "stopped"]
    done: float
    step: str
    says: str


class Jobs(Shape):
    jobs: tuple[Job, ...]
    may_add: bool
    roots: tuple[str, ...]


class Texts(Shape):
    texts: tuple[str, ...]


class Player(Shape):
    name: str
    sort: str
    there: bool
    title: str


class Players(Shape):
    players: tuple[Player, ...]
    following: str | None


class Follow(Shape):
    player: _Short | None


class Sync(Shape):
    film: _Short
    t: _Ms
    paused: bool = False


class Captions(Shape):
    href: str
    language: str


class Copy(Shape):
    """The film cut into segments that browsers play."""

    kind: str
    type: str
    playlist: str
    init: str
    segment: str
    starts: tuple[int, ...]
    duration: int
    offset: int


class Play(Shape):
    way: Literal["file", "segments", "copy", "none"]
    file: str
    type: str
    says: str
    copies: tuple[Copy, ...]
    mpv: bool
    duration: int
    captions: tuple[Captions, ...]


class Me(Shape):
    name: str
    local: bool
    may_add: bool
    password: bool


class SignIn(Shape):
    password: Annotated[str, Meta(max_length=1024)]
    name: _Short = ""


class SignOut(Shape):
    id: _Short = ""


class Device(Shape):
    id: str
    name: str
    since: str
    seen: str
    this: bool


class Devices(Shape):
    devices: tuple[Device, ...]


class Pairing(Shape):
    address: str
    svg: str
    until: int


class Take(Shape):
    token: _Short
    name: _Short = ""
