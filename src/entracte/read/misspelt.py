"""Names one letter off: "Lemontov" for Lermontov is linked, as it stands, never corrected."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from entracte.read.mentions import Mention


@dataclass(frozen=True)
class Named:
    """One person, before it is known whether they are real or a character."""

    name: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    score: float = 0.0
    plays: str = ""  # the name of the character in front of whose bracket this actor stands
    real: bool = False

    @property
    def starts(self) -> frozenset[int]:
        return frozenset(mention.start for mention in self.mentions)


def with_misspellings(people: list[Named], found: Sequence[Mention]) -> list[Named]:
    """Names one letter off a longer-known one, anywhere in the text, are linked to it verbatim."""
    known = {word for each in people for mention in each.mentions for word in mention.words}
    index = _Index(people)
    slips: dict[int, list[str]] = defaultdict(list)
    for word in dict.fromkeys(word for mention in found for word in mention.words):
        if len(word) >= 5 and word not in known:
            owner = next(index.alike(word), None)
            if owner is not None:
                slips[owner].append(word)
    linked = [
        replace(each, aliases=(*each.aliases, *slips[i])) if i in slips else each
        for i, each in enumerate(people)
    ]
    return _joined(linked, index)


def _joined(people: list[Named], index: "_Index") -> list[Named]:
    """Someone whose only name is one letter off another's is that other, misspelt."""
    homes: dict[int, int] = {}
    for i, each in enumerate(people):
        if " " in each.name or len(each.name) < 6 or len(each.mentions) > 2:
            continue
        for owner in index.alike(each.name):
            other = people[owner]
            fuller = len(other.mentions) > 1 or " " in other.name
            if owner != i and owner not in homes and fuller and other.real == each.real:
                homes[i] = owner
                break
    out = list(people)
    for i, owner in homes.items():
        one, other = out[i], out[owner]
        places = tuple(sorted((*other.mentions, *one.mentions), key=lambda each: each.start))
        aliases = tuple(dict.fromkeys((*other.aliases, one.name)))
        out[owner] = replace(other, mentions=places, aliases=aliases)
    return [each for i, each in enumerate(out) if i not in homes]


class _Index:
    """Finds names one letter off without comparing each with each: two words that differ by one
    letter have a common form with a letter left out."""

    def __init__(self, people: Sequence[Named]) -> None:
        self._forms: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for i, each in enumerate(people):
            for word in dict.fromkeys(each.name.split()):
                if 6 <= len(word) <= 30:
                    for form in _shorter(word):
                        self._forms[form].append((word, i))

    def alike(self, word: str) -> Iterator[int]:
        """Whose names have a word one letter off this one, its first letter the same."""
        if len(word) > 30:
            return
        for form in _shorter(word):
            for other, i in self._forms.get(form, ())[:20]:
                plural = other.rstrip("s") == word.rstrip("s")
                if other[0] == word[0] and not plural and OSA.distance(other, word) == 1:
                    yield i


def _shorter(word: str) -> list[str]:
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]
