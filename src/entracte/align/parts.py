"""Which scenes, works and cues of different texts are one, and the ids they get on the page."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from entracte.align.people import key
from entracte.model import (
    WHOLE,
    Account,
    AnyPart,
    Claim,
    Credit,
    Cue,
    Exchange,
    Id,
    Opinion,
    Person,
    Quote,
    Scene,
    Work,
    slug,
)

T = TypeVar("T")

_EMPTY = {"the", "a", "an", "of", "in", "and", "le", "la", "les", "der", "die", "das", "du", "de"}
_WORD = re.compile(r"\w+")


def part_ids(accounts: Sequence[Account]) -> dict[str, Id]:
    """The page's id for every part of every account, by ``key(source, local id)``.

    Works are one when they have the same form and their titles share a telling word, or one of
    them has no title but its form (``the ballet``) and there is one work of that form. Cues are
    one when their titles are the same. Scenes stay apart: two tellings of one scene differ.
    """
    ids: dict[str, Id] = {}
    taken: Counter[Id] = Counter()
    works: list[tuple[Work, Id]] = []
    cues: dict[str, Id] = {}
    for account in accounts:
        for part in account.parts:
            name = key(account.source.id, part.id)
            match part:
                case Work():
                    same = next((id for other, id in works if _one_work(part, other)), None)
                    ids[name] = same or _new(_called(part) or part.form or "work", taken)
                    works.append((part, ids[name]))
                case Cue():
                    title = " ".join(_words(_called(part)))
                    if not title or title not in cues:
                        cues[title] = _new(f"cue {_called(part)}", taken)
                    ids[name] = cues[title]
                case Scene():
                    ids[name] = _new(f"scene {_called(part)}", taken)
    return ids


def _new(name: str, taken: Counter[Id]) -> Id:
    base = slug(name)
    taken[base] += 1
    return base if taken[base] == 1 else f"{base}-{taken[base]}"


def _called(part: AnyPart) -> str:
    return part.title[0].says if part.title else ""


def _words(title: str) -> list[str]:
    return [word for word in _WORD.findall(title.casefold()) if word not in _EMPTY]


def _one_work(a: Work, b: Work) -> bool:
    if a.form and b.form and a.form != b.form:
        return False
    one, two = set(_words(_called(a))), set(_words(_called(b)))
    general = {a.form, b.form, "within", "film"}
    telling = one - general, two - general
    if not telling[0] or not telling[1]:
        return a.form == b.form
    return len(telling[0] & telling[1]) * 2 > min(len(telling[0]), len(telling[1]))


class Names:
    """Turns the ids of one account into the page's: ``names(account)``."""

    def __init__(self, people: dict[str, Id], parts: dict[str, Id]) -> None:
        self.people = people
        self.parts = parts

    def account(self, account: Account) -> Account:
        """The account with the page's ids throughout."""
        here = account.source.id

        def credit(claim: Claim[Credit]) -> Claim[Credit]:
            says = claim.says
            return _says(
                claim,
                msgspec.structs.replace(
                    says,
                    person=self._person(here, says.person),
                    part=self._part(here, says.part),
                    exception=says.exception and self._any(here, says.exception),
                    as_character=says.as_character and self._person(here, says.as_character),
                ),
            )

        def exchange(claim: Claim[Exchange]) -> Claim[Exchange]:
            turns = tuple(self._quote(here, turn) for turn in claim.says.turns)
            return _says(claim, Exchange(turns=turns))

        def opinion(claim: Claim[Opinion]) -> Claim[Opinion]:
            says = claim.says
            return _says(
                claim,
                msgspec.structs.replace(
                    says,
                    holder=says.holder and self._person(here, says.holder),
                    about=self._any(here, says.about),
                ),
            )

        return msgspec.structs.replace(
            account,
            credits=tuple(credit(claim) for claim in account.credits),
            parts=tuple(self._renamed(here, part) for part in account.parts),
            dialogues=tuple(exchange(claim) for claim in account.dialogues),
            quotes=tuple(_says(c, self._quote(here, c.says)) for c in account.quotes),
            opinions=tuple(opinion(claim) for claim in account.opinions),
        )

    def persons(self, here: Id, people: Sequence[Person]) -> tuple[Person, ...]:
        """The account's people, each inside the page's part."""
        return tuple(
            msgspec.structs.replace(person, inside=self._part(here, person.inside))
            for person in people
        )

    def _person(self, here: Id, id: Id) -> Id:
        return self.people.get(key(here, id), id)

    def _part(self, here: Id, id: Id) -> Id:
        return id if id == WHOLE else self.parts.get(key(here, id), id)

    def _any(self, here: Id, id: Id) -> Id:
        return self.parts.get(key(here, id)) or self._person(here, id)

    def _quote(self, here: Id, quote: Quote) -> Quote:
        if quote.speaker is None:
            return quote
        return msgspec.structs.replace(quote, speaker=self._person(here, quote.speaker))

    def _renamed(self, here: Id, part: AnyPart) -> AnyPart:
        changed = msgspec.structs.replace(
            part, id=self._part(here, part.id), inside=self._part(here, part.inside)
        )
        if isinstance(changed, Scene):
            people = dict.fromkeys(self._person(here, id) for id in changed.people)
            return msgspec.structs.replace(changed, people=tuple(people))
        return changed


def _says(claim: Claim[T], says: T) -> Claim[T]:
    return msgspec.structs.replace(claim, says=says)
