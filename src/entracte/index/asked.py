"""What a person types, understood: words, "exact words", and filters such as ``film:shoes``."""

import re
from typing import Any

from entracte.index import plain
from entracte.index.units import SORTS
from entracte.model import Ms, Value, from_clock

LONGEST = 400  # characters of a query that are read
MOST_WORDS = 32  # of a query that count

_IN = {
    "lines": ("line",),
    "quotes": ("quote", "exchange"),
    "exchanges": ("exchange",),
    "scenes": ("scene",),
    "works": ("work",),
    "music": ("music", "track"),
    "people": ("person",),
    "texts": ("passage", "statement"),
    "films": ("film",),
}
_SAID = ("line", "quote", "exchange")
_FILTER = re.compile(
    r"(?<!\S)(film|speaker|year|person|in|before|after):(?:\"([^\"]*)\"|(\S+))", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"“”„]([^\"“”„]+)[\"“”„]")
_YEARS = re.compile(r"(\d{4})(?:(-|–|\.\.)(\d{4})?)?")
_SURROGATE = re.compile(r"[\ud800-\udfff\x00-\x1f\x7f]")


class Asked(Value):
    """A query, taken apart."""

    query: str  # as it was typed, but for what is no character
    text: str  # the free words as typed, without filters
    words: tuple[str, ...] = ()  # the same as they are compared, the quoted ones among them
    exact: tuple[tuple[str, ...], ...] = ()  # what stood in quotes must stand there just so
    films: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    years: tuple[int, int] | None = None  # first and last
    sorts: tuple[str, ...] = ()  # none: all
    after: Ms | None = None
    before: Ms | None = None
    whole: bool = False  # the last word is finished: a space follows it
    notes: tuple[str, ...] = ()  # what was not understood

    @property
    def filtered(self) -> bool:
        return any(
            (self.films, self.speakers, self.people, self.years, self.sorts, self.after is not None)
        ) or (self.before is not None)


def asked(query: str) -> Asked:
    """Any text is a query; what makes no sense as a filter is said in ``notes``."""
    notes = []
    query = _SURROGATE.sub(" ", query)
    if len(query) > LONGEST:
        query = query[:LONGEST]
        notes.append(f"Only the first {LONGEST} characters were read.")
    found: dict[str, Any] = {"films": (), "speakers": (), "people": (), "sorts": ()}
    for filter in _FILTER.finditer(query):
        name = filter.group(1).lower()
        value = filter.group(2) if filter.group(2) is not None else filter.group(3)
        note = _understood(name, value.strip(), found)
        if note:
            notes.append(note)
    text = _FILTER.sub(" ", query)
    exact = tuple(
        said for each in _QUOTED.finditer(text) if (said := tuple(plain.tokens(each.group(1))))
    )
    words = plain.tokens(text)
    if len(words) > MOST_WORDS:
        notes.append(f"Only the first {MOST_WORDS} words were looked for.")
    return Asked(
        query=query,
        text=" ".join(text.split()),
        words=tuple(words[:MOST_WORDS]),
        exact=tuple(each[:MOST_WORDS] for each in exact[:4]),
        whole=query[-1:].isspace(),
        notes=tuple(notes),
        **found,
    )


def _understood(name: str, value: str, found: dict[str, Any]) -> str:
    """Adds the filter to those found; else what is wrong with it, in a sentence."""
    if name == "year":
        years = _YEARS.fullmatch(value)
        if years is None:
            return f"{value} is no year. Write year:1948 or year:1940-1949."
        first = int(years.group(1))
        last = int(years.group(3)) if years.group(3) else 9999 if years.group(2) else first
        found["years"] = (first, last)
    elif name == "in":
        if value.lower() not in _IN:
            return f"One can look in: {', '.join(_IN)}."
        found["sorts"] += _IN[value.lower()]
    elif name in ("before", "after"):
        try:
            found[name] = from_clock(value) if ":" in value else int(value[:5]) * 60_000
        except ValueError:
            return f"{value} is no time. Write {name}:1:07:00, or minutes as {name}:67."
    elif plain.tokens(value):
        field = {"film": "films", "speaker": "speakers", "person": "people"}[name]
        found[field] += (value,)
    return ""


def sorts(asked: Asked) -> tuple[int, ...]:
    """The sorts of units that are looked at, as the index counts them; none: all."""
    named = asked.sorts or (_SAID if asked.speakers else ())
    return tuple(SORTS.index(each) for each in dict.fromkeys(named))
