"""Reading a film's titles: its cards are read, where something that reads is installed."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from entracte.media.letters import Reader
from entracte.model import Title, Track
from entracte.watch.titles import lines, titles
from entracte.work.step import Fetch
from entracte.work.watched import Card

BY = "titles/1"  # who noticed; changes when the same cards would be read otherwise


def read(
    cards: Sequence[Card], letters: str, fetch: Fetch, progress: Callable[[float], None]
) -> Track[Title]:
    """What the cards say, read by ``letters``; ``NotReadable`` if that is not installed."""
    by = f"{BY}, {letters}"
    if not cards:
        return Track(by=by)
    reader = Reader()
    told = []
    for number, card in enumerate(cards):
        told.append((card.span, lines(reader.words(fetch(card.picture)))))
        progress((number + 1) / len(cards))
    found = titles(told)
    stills = [(card.span, card.picture) for card in cards]
    return Track(
        by=by,
        items=tuple(
            replace(title, still=max(stills, key=lambda each: each[0].overlap(title.span))[1])
            for title in found
        ),
    )
