"""The people one text names, by whatever name it calls them: "VICKY", "Vicky Page", "Miss Page"."""

import re
from collections.abc import Sequence
from string import capwords
from typing import Final, Self

from msgspec.structs import replace

from entracte.model import Id, Person, Source
from entracte.read.names import new_id, people
from entracte.read.said import read, said

_NOBODY: Final = re.compile(
    r"(?:him|her|them)sel(?:f|ves)|self|various|unknown|uncredited|narrator|n/?a|tba|all|both|"
    r"everyone|man|woman|others?",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_TITLES: Final = frozenset("mr mrs ms miss dr sir lady lord the of de von van".split())  # noqa: SIM905


class Company:
    """Gathers the people of one account while it is read. Names become ids, once each."""

    def __init__(self, source: Id, body: str, by: str, people: tuple[Person, ...] = ()) -> None:
        self.source, self.body, self.by = source, body, by
        self._people: dict[Id, Person] = {person.id: person for person in people}
        self._taken = set(self._people)
        self._keys: dict[str, Id] = {}
        self._tokens: dict[str, set[Id]] = {}
        for person in people:
            self._learn(person)

    @classmethod
    def of(cls, source: Source, spans: Sequence[tuple[int, int]]) -> Self:
        """The company of a source, with whom the prose in these places names."""
        named = people(source.body, source.id, source.by, spans) if spans else ()
        return cls(source.id, source.body, source.by, named)

    @property
    def characters(self) -> frozenset[str]:
        """The names of the characters, in lower case."""
        return frozenset(
            name.casefold()
            for person in self._people.values()
            if person.character
            for name in (person.name, *person.aliases)
        )

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple(self._people.values())

    def real(self, start: int, end: int) -> Id:
        """The id of the real person who is named here."""
        return self._named(start, end, character=False)

    def character(self, start: int, end: int) -> Id | None:
        """The id of the character who is named here; ``None`` for "Himself" and the like."""
        if _NOBODY.fullmatch(self.body[start:end].strip()):
            return None
        return self._named(start, end, character=True)

    def describe(self, id: Id, start: int, end: int) -> None:
        """Notes that these characters say who this person is."""
        claim = said(self.body[start:end], self.source, self.body, start, end, self.by)
        person = self._people[id]
        self._people[id] = replace(person, described=(*person.described, claim))

    def within(self, places: tuple[tuple[int, int], ...]) -> tuple[Id, ...]:
        """The characters who are named in these places, in the order of the company."""
        found: set[Id] = set()
        for start, end in places:
            words = [word for word in _WORD.findall(self.body[start:end]) if word[0].isupper()]
            for word in words:
                holders = self._tokens.get(_key(word), set())
                known = [id for id in holders if self._people[id].character]
                if len(known) == 1:
                    found.add(known[0])
                elif (id := self._keys.get(_key(word))) and self._people[id].character:
                    found.add(id)
        return tuple(id for id in self._people if id in found)

    def _named(self, start: int, end: int, *, character: bool) -> Id:
        name = " ".join(self.body[start:end].split())
        id = self._known(name, character)
        if id is None:
            shown = capwords(name) if name.isupper() and len(name) > 3 else name
            full = self._full(shown) if character else None
            id = new_id(full[0] if full else shown, self._taken)
            self._people[id] = Person(
                id=id,
                name=full[0] if full else shown,
                character=character,
                named=(read(self.source, self.body, *full[1], self.by),) if full else (),
            )
        person = self._people[id]
        if not character and person.character:
            person = replace(person, character=False)
        if character and set(_tokens(person.name)) < set(_tokens(name)):  # "Laura", "Laura Hunt"
            person = replace(person, name=name, aliases=(*person.aliases, person.name))
        if name.casefold() not in {each.casefold() for each in (person.name, *person.aliases)}:
            person = replace(person, aliases=(*person.aliases, name))
        here = read(self.source, self.body, start, end, self.by)
        if here not in person.named and len(person.named) < 60:
            person = replace(person, named=(*person.named, here))
        self._people[id] = person
        self._learn(person)
        return id

    def _full(self, name: str) -> tuple[str, tuple[int, int]] | None:
        """ "Émile Garnier" for "Émile", where the text has one family name behind it only."""
        if " " in name or len(name) < 3:
            return None
        places = re.finditer(
            rf"(?<![\w’'-]){re.escape(name)} ([^\W\d_a-zà-ÿ][\w’'-]*[a-zà-ÿ])(?![\w’'-])", self.body
        )
        found = {place.group(1): (place.group(), place.span()) for place in places}
        return next(iter(found.values())) if len(found) == 1 else None

    def _known(self, name: str, character: bool) -> Id | None:
        found = self._keys.get(name.casefold())
        if found is not None or not character:
            return found
        tokens = _tokens(name)
        if not tokens:
            return None
        holders = [self._tokens.get(token, set()) for token in tokens]
        every = set.intersection(*holders)
        every = {id for id in every if self._people[id].character}
        if len(every) == 1:  # "Vicky", where there is one Vicky Page
            return next(iter(every))
        if len(tokens) > 1:  # "Harry Lime", where the prose only says Lime
            some = {
                id
                for ids in holders
                for id in ids
                if self._people[id].character and set(_tokens(self._people[id].name)) < set(tokens)
            }
            if len(some) == 1:
                return next(iter(some))
        return None

    def _learn(self, person: Person) -> None:
        for name in (person.name, *person.aliases):
            self._keys.setdefault(name.casefold(), person.id)
            for token in _tokens(name):
                self._tokens.setdefault(token, set()).add(person.id)


def _key(word: str) -> str:
    return re.sub(r"[’']s$", "", word.casefold())


def _tokens(name: str) -> list[str]:
    return [key for word in _WORD.findall(name) if (key := _key(word)) not in _TITLES]
