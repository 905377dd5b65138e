"""Which scenes carry the story: long ones in long surroundings, with the main people in them.

A logistic model of a few signs (``salient.json``, made by ``scripts/train_scenes.py``). Signs are
compared within one film only. It is weak, as all such models are; what a plot tells counts more.
"""

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec

from entracte.model import Value

SIGNS = (
    "size", "size of the scenes around", "like the whole film", "main people", "people",
    "rare words", "told by a text",
)  # fmt: skip
_MAIN = 8  # people who are the main ones
_RARE = 10  # words whose rarity counts


class Salience(Value):
    """What each sign weighs."""

    signs: tuple[str, ...]
    weight: tuple[float, ...]


@cache
def salience() -> Salience:
    data = files("entracte.choose").joinpath("salient.json").read_bytes()
    return msgspec.json.decode(data, type=Salience)


def salient(
    words: Sequence[Sequence[str]],
    people: Sequence[Sequence[str]],
    told: Sequence[float] = (),
) -> list[float]:
    """How much each scene carries the story; only the order counts."""
    weight = salience().weight
    rows = signs(words, people, told)
    return [sum(w * x for w, x in zip(weight, row, strict=True)) for row in rows]


def signs(
    words: Sequence[Sequence[str]],
    people: Sequence[Sequence[str]],
    told: Sequence[float] = (),
) -> list[list[float]]:
    """Each scene's signs, in the order of ``SIGNS``, as distances from the film's mean.

    ``words``: each scene's stems; ``people``: who speaks in it, a name a speech; ``told``: how
    surely a text tells of it, 0 to 1; nothing, where there is no such text.
    """
    n = len(words)
    if not n:
        return []
    sizes = [math.log(1 + len(each)) for each in words]
    spread = Counter(word for each in words for word in set(each))
    heavy = {word: math.log(1 + n / many) for word, many in spread.items()}
    vectors = [
        {word: math.log(1 + many) * heavy[word] for word, many in Counter(each).items()}
        for each in words
    ]
    middle: Counter[str] = Counter()
    for vector in vectors:
        for word, mass in vector.items():
            middle[word] += mass  # type: ignore[assignment]
    long = math.sqrt(sum(mass * mass for mass in middle.values())) or 1.0
    turns = Counter(name for each in people for name in each)
    main = {name for name, _ in turns.most_common(_MAIN)}
    all_turns = sum(turns.values()) or 1
    rows = []
    for i, vector in enumerate(vectors):
        own = math.sqrt(sum(mass * mass for mass in vector.values())) or 1.0
        near = sizes[max(0, i - 1) : i + 2]
        here = set(people[i])
        rarest = sorted((heavy[word] for word in vector), reverse=True)[:_RARE]
        rows.append(
            [
                sizes[i],
                sum(near) / len(near),
                sum(mass * middle[word] for word, mass in vector.items()) / own / long,
                sum(turns[name] for name in here & main) / all_turns,
                math.log(1 + len(here)),
                sum(rarest) / _RARE,
                told[i] if told else 0.0,
            ]
        )
    return _even(rows)


def _even(rows: list[list[float]]) -> list[list[float]]:
    """Each column with mean nought and deviation one."""
    columns = []
    for column in zip(*rows, strict=True):
        mean = sum(column) / len(column)
        wide = math.sqrt(sum((x - mean) ** 2 for x in column) / len(column))
        columns.append([(x - mean) / wide if wide > 1e-9 else 0.0 for x in column])
    return [list(row) for row in zip(*columns, strict=True)]
