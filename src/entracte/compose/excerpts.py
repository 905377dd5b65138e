"""Sources cut down to the passages that a page quotes, so that they tell nothing else."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from entracte.model import GAP, Id, Page, Passage, Source, Track, digest

T = TypeVar("T")

_BETWEEN = f"\n{GAP}\n"
NOTHING = ""  # the quote of a passage that may not be shown


def excerpted(page: Page, title: Callable[[Source], str]) -> Page:
    """The page with each source cut down to what the page quotes of it, and passages to match.

    A source that nothing is quoted from is left out, unless a track comes from it.
    """
    quoted: dict[Id, set[tuple[int, int, str]]] = {}
    for found in _passages(replace(page, sources=())):
        quoted.setdefault(found.source, set())
        if found.quote:
            quoted[found.source].add((found.start, found.end, found.quote))
    tracks: tuple[Track[Any], ...] = (page.lines, *page.translations)
    makers = {track.by for track in tracks if track.items}
    sources: list[Source] = []
    moved: dict[tuple[Id, int, int, str], int] = {}
    for source in page.sources:
        if source.id not in quoted and source.id not in makers:
            continue
        at = 0
        pieces: list[str] = []
        for start, end, quote in sorted(quoted.get(source.id, ())):
            moved[source.id, start, end, quote] = at
            pieces.append(quote)
            at += len(quote) + len(_BETWEEN)
        body = _BETWEEN.join(pieces)
        sources.append(
            replace(
                source,
                title=title(source),
                origin=digest(body.encode()),
                body=body,
                encoding="utf-8",
                repairs=(),
            )
        )

    def place(found: Passage) -> Passage:
        start = moved.get((found.source, found.start, found.end, found.quote), 0)
        return replace(found, start=start, end=start + len(found.quote))

    return replace(_with(replace(page, sources=()), place), sources=tuple(sources))


def _passages(value: Any) -> Iterator[Passage]:
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _passages(each)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _passages(getattr(value, name))


def _with(value: T, place: Callable[[Passage], Passage]) -> T:
    """The value with every passage in it put in its new place."""
    if isinstance(value, Passage):
        return place(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_with(each, place) for each in value)  # type: ignore[return-value]
    if isinstance(value, msgspec.Struct) and not isinstance(value, Track):
        changed = {
            name: new
            for name in value.__struct_fields__
            if (new := _with(old := getattr(value, name), place)) is not old
        }
        return replace(value, **changed) if changed else value
    return value
