"""The accounts of several texts, told with one set of names."""

from collections.abc import Sequence

import msgspec

from entracte.align.parts import Names, part_ids
from entracte.align.people import cast
from entracte.model import Account, Person, Value


class Together(Value):
    """The people of the page, and every account with the page's ids in place of its own."""

    people: tuple[Person, ...] = ()
    accounts: tuple[Account, ...] = ()


def together(accounts: Sequence[Account]) -> Together:
    """One name for one thing. The accounts come back in the order they were given."""
    parts = part_ids(accounts)
    places = Names({}, parts)
    placed = [
        msgspec.structs.replace(each, people=places.persons(each.source.id, each.people))
        for each in accounts
    ]
    found = cast(placed)
    names = Names(found.ids, parts)
    return Together(people=found.people, accounts=tuple(names.account(each) for each in placed))
