"""Faults planted into true sentences: what is changed, and how. Everything with a seed.

A sentence is given with the people it may name; what comes back is the sentence with the fault, or
``None`` where this fault cannot be made of it.
"""

import random
import re
from collections.abc import Sequence
from typing import NamedTuple

_VERB = re.compile(
    r"(?P<who>\b[A-Z][a-z]+) (?P<verb>(?!is\b|was\b|has\b|his\b|does\b|as\b|this\b)[a-z]{3,}s)\b"
    r"(?! of\b)"
)
_BE = re.compile(
    r"(?P<who>\b[A-Z][a-z]+|he|she|they) (?P<verb>is|are|was|were|has|have|can|will) (?!not\b)"
)
_DEAD = re.compile(
    r"(?P<who>[A-Z][a-z]+)(?: is| was)? (?:dies|died|killed|murdered|shot dead|executed|drowns)\b"
)
_KILLS = re.compile(
    r"(?:kills|murders|strangles|kills off|shoots and kills) (?P<who>[A-Z][a-z]+)\b"
)
_ACTOR = re.compile(r"\((?P<actor>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})\)")


class Planted(NamedTuple):
    """Which sentence was changed, and the whole text with the change."""

    kind: str
    changed: tuple[int, ...]
    sentences: tuple[str, ...]


def _forms(sentence: str, names: Sequence[str]) -> list[str]:
    return [name for name in names if re.search(rf"\b{re.escape(name)}\b", sentence)]


def names_swapped(
    sentences: Sequence[str], names: Sequence[str], chance: random.Random
) -> Planted | None:
    """Two people of one sentence change places throughout it."""
    can = [i for i, each in enumerate(sentences) if len(_forms(each, names)) >= 2]
    if not can:
        return None
    at = chance.choice(can)
    a, b = chance.sample(_forms(sentences[at], names), 2)
    told = re.sub(
        rf"\b(?:{re.escape(a)}|{re.escape(b)})\b",
        lambda found: b if found[0] == a else a,
        sentences[at],
    )
    return _with("names swapped", sentences, at, told)


def wrong_agent(
    sentences: Sequence[str], names: Sequence[str], chance: random.Random
) -> Planted | None:
    """The one who does it becomes somebody of the film who is not in the sentence."""
    can = [
        (i, found)
        for i, each in enumerate(sentences)
        if (found := re.match(r"[A-Z][a-z]+(?= [a-z]+s\b)", each)) and found[0] in names
    ]
    if not can:
        return None
    at, found = chance.choice(can)
    others = [name for name in names if name not in sentences[at]]
    if not others:
        return None
    told = chance.choice(others) + sentences[at][found.end() :]
    return _with("wrong agent", sentences, at, told)


def negation(sentences: Sequence[str], _: Sequence[str], chance: random.Random) -> Planted | None:
    """What happens is said not to."""
    can = [i for i, each in enumerate(sentences) if _VERB.search(each) or _BE.search(each)]
    if not can:
        return None
    at = chance.choice(can)
    each = sentences[at]
    if found := _BE.search(each):
        told = each[: found.end("verb")] + " not" + each[found.end("verb") :]
    else:
        found = _VERB.search(each)
        assert found is not None
        verb = found["verb"]
        stem = (
            verb[:-3] + "y"
            if verb.endswith("ies")
            else verb[:-2]
            if re.search(r"(?:ss|sh|ch|x|o)es$", verb)
            else verb[:-1]
        )
        told = each[: found.start("verb")] + f"does not {stem}" + each[found.end("verb") :]
    return _with("negation", sentences, at, told)


def order_swapped(
    sentences: Sequence[str], _: Sequence[str], chance: random.Random
) -> Planted | None:
    """A sentence and one at least a quarter of the text later change places."""
    far = max(3, len(sentences) // 4)
    if len(sentences) < far + 4:
        return None
    a = chance.randrange(0, len(sentences) - far)
    b = chance.randrange(a + far, len(sentences))
    out = list(sentences)
    out[a], out[b] = out[b], out[a]
    return Planted("order swapped", (a, b), tuple(out))


def dead_man_walking(
    sentences: Sequence[str], names: Sequence[str], chance: random.Random
) -> Planted | None:
    """Who has died in an earlier sentence does what somebody else did in a later one."""
    can = []
    for i, each in enumerate(sentences):
        for pattern in (_DEAD, _KILLS):
            found = pattern.search(each)
            if found and found["who"] in names:
                can += [
                    (k, match, found["who"])
                    for k in range(i + 1, len(sentences))
                    if (match := re.match(r"[A-Z][a-z]+(?= [a-z]+s\b)", sentences[k]))
                    and match[0] in names
                    and match[0] != found["who"]
                ]
    if not can:
        return None
    at, match, who = chance.choice(can)
    return _with("dead man walking", sentences, at, who + sentences[at][match.end() :])


def wrong_maker(
    sentences: Sequence[str], actors: Sequence[str], chance: random.Random
) -> Planted | None:
    """An actor in brackets becomes an actor of another film."""
    can = [(i, f) for i, each in enumerate(sentences) for f in _ACTOR.finditer(each)]
    if not can or not actors:
        return None
    at, found = chance.choice(can)
    each = sentences[at]
    told = each[: found.start("actor")] + chance.choice(list(actors)) + each[found.end("actor") :]
    return _with("wrong maker", sentences, at, told)


def _with(kind: str, sentences: Sequence[str], at: int, told: str) -> Planted | None:
    if told == sentences[at]:
        return None
    return Planted(kind, (at,), (*sentences[:at], told, *sentences[at + 1 :]))
