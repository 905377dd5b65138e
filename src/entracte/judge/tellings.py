"""Tellings: what one text says of the film in one go, sentence by sentence, in its order.

A synopsis, a plot, a scene's description, the story of a work within: each is one telling. Order
means something inside a telling, and between the scenes of one text.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from entracte.model import WHOLE, Claim, Id, Opinion, Page, Read, Source, Value, passage
from entracte.read.sentences import sentences

_MOST: Final = 60_000  # sentences of all texts that are compared


class Unit(Value):
    """A sentence: its words and where it stands."""

    words: str
    read: Read


class Telling(Value):
    """Sentences in order. ``part``: the work they happen in; ``place``: among the scenes."""

    source: Id
    sort: str  # synopsis | plot | scene | work | opinion | text
    units: tuple[Unit, ...]
    part: Id = WHOLE
    scene: Id = ""
    title: str = ""
    place: int = 0

    @property
    def whole(self) -> bool:
        """Whether it tells the film as a whole, and not a scene of it."""
        return self.sort in ("synopsis", "plot", "text")


def tellings(page: Page) -> tuple[Telling, ...]:
    """Every telling of the page's texts, in the page's order."""
    return _few([*_stories(page), *_scenes(page), *_works(page), *_opinions(page)])


def of_text(source: Source, spans: Sequence[tuple[int, int]]) -> Telling:
    """A text that tells the film from its first sentence to its last."""
    units = tuple(
        Unit(
            words=source.body[start:end],
            read=Read(passage=passage(source.id, source.body, start, end), by=source.by),
        )
        for start, end in spans
    )
    return Telling(source=source.id, sort="text", units=units)


def _few(found: Iterable[Telling]) -> tuple[Telling, ...]:
    out, left = [], _MOST
    for telling in found:
        if telling.units and left > 0:
            out.append(telling)
            left -= len(telling.units)
    return tuple(out)


def _units(claims: Iterable[Claim[str]], source: Id | None = None) -> tuple[Unit, ...]:
    """The claims as one text tells them; every text that says the same is a teller of its own."""
    return tuple(
        Unit(words=claim.says, read=read)
        for claim in claims
        for read in _by(claim)
        if source is None or read.passage.source == source
    )


def _by(claim: Claim[str]) -> Iterator[Read]:
    seen: set[Id] = set()
    for each in (*claim.said_by, *claim.evidence):
        if isinstance(each, Read) and each.passage.source not in seen:
            seen.add(each.passage.source)
            yield each


def _stories(page: Page) -> Iterator[Telling]:
    for sort, claims in (("synopsis", page.synopsis), ("plot", page.plot)):
        for source in dict.fromkeys(unit.read.passage.source for unit in _units(claims)):
            yield Telling(source=source, sort=sort, units=_units(claims, source))


def _scenes(page: Page) -> Iterator[Telling]:
    for place, scene in enumerate(page.scenes):
        units = _units((*scene.description, *scene.context))
        for source in dict.fromkeys(unit.read.passage.source for unit in units):
            yield Telling(
                source=source,
                sort="scene",
                units=tuple(unit for unit in units if unit.read.passage.source == source),
                scene=scene.id,
                title=scene.title[0].says if scene.title else "",
                place=place,
            )


def _works(page: Page) -> Iterator[Telling]:
    for work in page.works:
        for source in dict.fromkeys(unit.read.passage.source for unit in _units(work.story)):
            yield Telling(
                source=source, sort="work", units=_units(work.story, source), part=work.id
            )


def _opinions(page: Page) -> Iterator[Telling]:
    """The whole sentences in which opinions stand: what they take for granted is told, too."""
    bounds: dict[Id, list[tuple[int, int]]] = {}
    seen: set[tuple[Id, int]] = set()
    for claim in page.opinions:
        for read in claim.said_by:
            if not isinstance(read, Read) or (source := page.source(read.passage.source)) is None:
                continue
            if source.id not in bounds:
                bounds[source.id] = [(each.start, each.end) for each in sentences(source.body)]
            at = read.passage.start
            span = next(((s, e) for s, e in bounds[source.id] if s <= at < e), None)
            if span is None or (source.id, span[0]) in seen:
                continue
            seen.add((source.id, span[0]))
            told = passage(source.id, source.body, *span)
            unit = Unit(words=told.quote, read=Read(passage=told, by=read.by))
            yield Telling(source=source.id, sort="opinion", units=(unit,), part=_about(claim, page))


def _about(claim: Claim[Opinion], page: Page) -> Id:
    about = claim.says.about
    return about if any(work.id == about for work in page.works) else WHOLE
