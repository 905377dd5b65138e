"""The facts a web page keeps for machines: JSON-LD of schema.org, each value with its place."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from entracte.read.fields import MOST, Field

_PIECE: Final = re.compile(
    r"(?P<space>[\s,:]+)|(?P<open>[{\[])|(?P<close>[}\]])"
    r"|\"(?P<text>(?:[^\"\\]|\\.)*+)\"|(?P<other>[^\s,:{}\[\]\"]+)|(?P<stray>.)",
    re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
_DEEPEST: Final = 60
_FILMS: Final = frozenset({"Movie", "TVMovie", "ShortFilm"})
# What the properties of a Movie are called on a page of ours; ``.name`` of a thing is its name.
_MEANINGS: Final = {
    "name": "title",
    "alternateName": "original title",
    "datePublished": "released",
    "dateCreated": "released",
    "duration": "running time",
    "genre": "genre",
    "countryOfOrigin": "country",
    "countryOfOrigin.name": "country",
    "inLanguage": "language",
    "inLanguage.name": "language",
    "director": "role: director",
    "director.name": "role: director",
    "directors.name": "role: director",
    "author.name": "role: screenwriter",
    "producer.name": "role: producer",
    "musicBy.name": "role: composer",
    "musicBy": "role: composer",
    "editor.name": "role: editor",
    "productionCompany.name": "studio",
    "description": "synopsis",
    "contentRating": "certificate",
    "actor": "actor",
    "actor.name": "actor",
    "actors.name": "actor",
    "actor.actor.name": "actor",
    "actor.characterName": "character",
    "character.name": "character",
}
_ORGANISATIONS: Final = frozenset({"Organization", "Corporation"})


class Leaf(NamedTuple):
    """A value: the path of names to it ("director", "0", "name") and its place in the text."""

    path: tuple[str, ...]
    start: int
    end: int


def leaves(text: str, start: int, end: int) -> Iterator[Leaf]:
    """Every string and number of a JSON text, in order. Broken JSON gives what could be read."""
    path: list[str] = []
    stack: list[tuple[str, int]] = []  # "{" or "[", and how many values it has had
    key: str | None = None
    for found in _PIECE.finditer(text, start, end):
        kind = found.lastgroup
        if kind in ("space", "stray"):
            continue
        if kind == "open":
            if len(stack) >= _DEEPEST:
                return
            path.append(_step(stack, key))
            stack.append((found.group(), 0))
            key = None
        elif kind == "close":
            if not stack:
                return
            stack.pop()
            path.pop()
            key = None
        elif stack and stack[-1][0] == "{" and key is None:
            if kind == "text":
                key = found.group("text")
        elif kind is not None:
            yield Leaf((*path[1:], _step(stack, key)), *found.span(kind))
            key = None


def _step(stack: list[tuple[str, int]], key: str | None) -> str:
    """The name of the next value in the innermost object, or its number in a list."""
    if not stack:
        return ""
    if stack[-1][0] == "{":
        return key or ""
    bracket, count = stack[-1]
    stack[-1] = (bracket, count + 1)
    return str(count)


def escapes(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The escapes of a JSON string and what they stand for."""
    at = start
    while found := _ESCAPE.search(text, at, end):
        sign, at = found.group(), found.end()
        if len(sign) == 6:
            number = int(sign[2:], 16)
            if 0xD800 <= number < 0xDC00:  # half of a pair
                second = _ESCAPE.match(text, at, end)
                low = int(second.group()[2:], 16) if second and len(second.group()) == 6 else 0
                if 0xDC00 <= low < 0xE000 and second:
                    at = second.end()
                    whole = 0x10000 + ((number - 0xD800) << 10) + (low - 0xDC00)
                    yield found.start(), at, chr(whole)
                continue
            if 0xDC00 <= number < 0xE000:
                continue
            yield found.start(), at, chr(number) if number > 31 else " "
        else:
            now = {"n": " ", "t": " ", "r": " ", "b": "", "f": ""}.get(sign[1], sign[1])
            yield found.start(), at, now


def film(text: str, start: int, end: int) -> list[Field]:
    """What a JSON-LD script says of a film, in order; nothing when it is about something else."""
    found = list(leaves(text, start, end))
    kinds: dict[tuple[str, ...], str] = {}
    for leaf in found:
        named = [i for i, step in enumerate(leaf.path) if step == "@type"]
        if named and named[-1] >= len(leaf.path) - 2:
            kinds.setdefault(leaf.path[: named[-1]], text[leaf.start : leaf.end].rsplit("/", 1)[-1])
    films = [path for path, kind in kinds.items() if kind in _FILMS]
    if not films:
        return []
    first = min(films, key=len)
    out: list[Field] = []
    groups: dict[tuple[str, ...], int] = {}
    for leaf in found:
        inside = leaf.path[len(first) :]
        if leaf.path[: len(first)] != first or len(out) >= MOST or leaf.start == leaf.end:
            continue
        what = _MEANINGS.get(".".join(step for step in inside if not step.isdigit()))
        if what is None or (kinds.get(leaf.path[:-1]) in _ORGANISATIONS and what != "studio"):
            continue
        owner = leaf.path[: len(first) + (2 if len(inside) > 1 and inside[1].isdigit() else 1)]
        out.append(Field(what, leaf.start, leaf.end, groups.setdefault(owner, len(groups))))
    return out
