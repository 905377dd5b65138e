"""Who is who: one person from many names across texts, and never two people made one.

Names that agree in full are one person. A single name (``Vicky``, ``Lermontov``) joins the one
person it can mean, and stays by itself where it can mean two. Characters, real people, and the
roles of a work within the film are never mixed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from entracte.align.who import (
    Name,
    could_mean,
    is_short,
    married,
    may_be_one,
    only_initials,
    pieces,
    told_apart,
)
from entracte.model import Account, Claim, Evidence, Id, Person, Value, slug


class Cast(Value):
    """The people of the page, and which local person of which account each of them is."""

    people: tuple[Person, ...] = ()
    ids: dict[str, Id] = msgspec.field(default_factory=dict)  # key(source id, local id) -> page id


def key(source: Id, local: Id) -> str:
    """What a person or part of one account is called among all accounts."""
    return f"{source}\t{local}"


class _One:
    """A person in the making: the mentions that have been joined so far."""

    def __init__(self, source: Id, person: Person) -> None:
        self.mentions = [(source, person)]
        self.character = person.character
        self.inside = person.inside
        self.names: list[Name] = [pieces(form) for form in (person.name, *person.aliases)]

    def join(self, other: "_One") -> None:
        self.mentions += other.mentions
        self.names += other.names

    @property
    def full(self) -> list[Name]:
        return [name for name in self.names if not name.single]

    @property
    def singles(self) -> list[Name]:
        return [name for name in self.names if name.single]


def cast(accounts: Sequence[Account]) -> Cast:
    """One person for all the names that mean them. Order: as they first appear in the texts."""
    everyone = [
        _One(account.source.id, person) for account in accounts for person in account.people
    ]
    order = {id(mention): i for i, one in enumerate(everyone) for mention in one.mentions}
    groups: dict[tuple[bool, Id], list[_One]] = {}
    for one in everyone:
        groups.setdefault((one.character, one.inside), []).append(one)
    joined = [one for group in groups.values() for one in _joined(group)]
    joined.sort(key=lambda one: min(order[id(mention)] for mention in one.mentions))
    taken: Counter[Id] = Counter()
    people: list[Person] = []
    ids: dict[str, Id] = {}
    for one in joined:
        person = _person(one, taken)
        people.append(person)
        for source, local in one.mentions:
            ids[key(source, local.id)] = person.id
    return Cast(people=tuple(people), ids=ids)


def _joined(group: list[_One]) -> list[_One]:
    """Full names with full names, then initials and single names with the one they can mean."""
    full: list[_One] = []
    initials: list[_One] = []
    single: list[_One] = []
    for one in group:
        if not one.full:
            single.append(one)
        elif all(only_initials(name) for name in one.full):
            initials.append(one)
        else:
            full.append(one)
    full = _merged(full, _agree)
    full += _left(_merged(initials, _agree), full, _agree)
    return full + _left(_merged(single, _alike), full, _could_be)


def _left(some: list[_One], full: list[_One], same: Callable[[_One, _One], bool]) -> list[_One]:
    """Joins each with the one person it can mean; those that can mean nobody, or several."""
    left: list[_One] = []
    for one in some:
        meant = [person for person in full if same(one, person)]
        if len(meant) == 1:
            meant[0].join(one)
        else:
            left.append(one)
    return left


def _could_be(one: _One, person: _One) -> bool:
    if _apart(one, person):
        return False
    return any(could_mean(name, whole) for name in one.singles for whole in person.full) or any(
        may_be_one(name, other) for name in one.singles for other in person.singles
    )


def _merged(group: list[_One], same: Callable[[_One, _One], bool]) -> list[_One]:
    out: list[_One] = []
    for one in group:
        home = next((other for other in out if same(one, other)), None)
        if home is None:
            out.append(one)
        else:
            home.join(one)
    return out


def _agree(a: _One, b: _One) -> bool:
    if _apart(a, b):
        return False
    # actors of one given name and half a family name are two people more often than one
    return any(may_be_one(x, y) or (a.character and married(x, y)) for x in a.full for y in b.full)


def _apart(a: _One, b: _One) -> bool:
    """Whether one text that names both tells two people by it."""
    theirs = {source for source, _ in b.mentions}
    return any(
        told_apart(pieces(one.name), pieces(other.name))
        for source, one in a.mentions
        if source in theirs
        for other_source, other in b.mentions
        if other_source == source
    )


def _alike(a: _One, b: _One) -> bool:
    return any(may_be_one(x, y) for x in a.singles for y in b.singles) or (
        not a.singles and not b.singles and a.mentions[0][1].name == b.mentions[0][1].name
    )


def _person(one: _One, taken: Counter[Id]) -> Person:
    forms: Counter[str] = Counter()
    for _, person in one.mentions:
        for form in (person.name, *person.aliases):
            forms[form] += 1
    name = max(forms, key=lambda form: (*_fullness(form), forms[form], -list(forms).index(form)))
    base = slug(name)
    taken[base] += 1
    return Person(
        id=base if taken[base] == 1 else f"{base}-{taken[base]}",
        name=name,
        aliases=tuple(form for form in forms if form != name),
        character=one.character,
        inside=one.inside,
        described=_unique(claim for _, person in one.mentions for claim in person.described),
        named=_unique_evidence(found for _, person in one.mentions for found in person.named),
    )


def _fullness(form: str) -> tuple[bool, bool, int]:
    """Prefer a given and a family name, without quotes, brackets or shouting, not a short form."""
    name = pieces(form)
    plain = not any(mark in form for mark in "'\"“”‘’()") and not form.isupper()
    formal = not any(is_short(given) for given in name.given)
    return (not name.single and plain, formal, len(name.given) if not name.single else 0)


def _unique(claims: Iterable[Claim[str]]) -> tuple[Claim[str], ...]:
    out: dict[str, Claim[str]] = {}
    for claim in claims:
        out.setdefault(claim.says.casefold(), claim)
    return tuple(out.values())


def _unique_evidence(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(found))
