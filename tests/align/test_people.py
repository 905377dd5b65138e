"""One person from many names, and never two people made one."""

import tomllib
from pathlib import Path

import pytest

from entracte.align.people import cast, key
from entracte.model import Account, Person, Source

CASES = [
    case
    for path in sorted((Path(__file__).parent.parent / "cases" / "people").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def accounts(*people: tuple[str, Person]) -> list[Account]:
    by_source: dict[str, list[Person]] = {}
    for source, person in people:
        by_source.setdefault(source, []).append(person)
    return [
        Account(
            source=Source(id=id, title=id, origin="", body="", kind="article"),
            people=tuple(persons),
        )
        for id, persons in by_source.items()
    ]


def mentioned(i: int, name: str) -> Person:
    plain = name.removesuffix(" (real)")
    role = plain.removesuffix(" (in ballet)")
    return Person(
        id=f"p{i}",
        name=role,
        character=plain == name,
        inside="film" if role == plain else "ballet",
    )


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_one_or_two(case: dict[str, list]) -> None:
    mentions = [tuple(mention.split(": ", 1)) for mention in case["mentions"]]
    people = [(source, mentioned(i, name)) for i, (source, name) in enumerate(mentions)]
    found = cast(accounts(*people))
    groups: dict[str, list[int]] = {}
    for i, (source, _) in enumerate(mentions):
        groups.setdefault(found.ids[key(source, f"p{i}")], []).append(i)
    assert sorted(groups.values()) == sorted(case["who"])
    assert len(found.people) == len(case["who"])


def test_the_fullest_plain_name_is_the_name() -> None:
    forms = Person(
        id="p", name="NELL", aliases=("Eleanor 'Nell' Hart", "Eleanor Hart"), character=True
    )
    person = cast(accounts(("a", forms))).people[0]
    assert person.name == "Eleanor Hart"
    assert set(person.aliases) == {"NELL", "Eleanor 'Nell' Hart"}
    assert person.id == "eleanor-hart"


def test_characters_real_people_and_roles_within_keep_apart() -> None:
    found = cast(
        accounts(
            ("a", Person(id="1", name="Vera Holm", character=True)),
            ("a", Person(id="2", name="Vera Holm")),
            ("a", Person(id="3", name="Vera Holm", character=True, inside="opera")),
        )
    )
    assert len(found.people) == 3
    assert len({person.id for person in found.people}) == 3


def test_order_is_that_of_first_mention() -> None:
    found = cast(
        accounts(
            ("a", Person(id="1", name="Zed", character=True)),
            ("a", Person(id="2", name="Abel Moss", character=True)),
            ("b", Person(id="1", name="Zed Young", character=True)),
        )
    )
    assert [person.name for person in found.people] == ["Zed Young", "Abel Moss"]


def test_the_short_form_of_a_name_is_an_alias() -> None:
    found = cast(
        accounts(
            ("a", Person(id="1", name="Nick Vale", character=True)),
            ("b", Person(id="1", name="Nicholas Vale", character=True)),
        )
    )
    assert [(person.name, person.aliases) for person in found.people] == [
        ("Nicholas Vale", ("Nick Vale",))
    ]
