"""How a line is worded: what makes words that stand for themselves, apart from who said them.

A prior only. Told of two lines of a film which one is remembered, it is right two times in three;
among all the lines of a film it is nearly useless. After Danescu-Niculescu-Mizil and others, "You
had me at hello" (ACL 2012): memorable lines are general, short of the here and now.
"""

import math
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec

from entracte.model import Value

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LISTS = {
    "i": "i i'm i'll i've i'd me my mine myself",
    "you": "you you're you'll you've you'd your yours yourself ya",
    "we": "we we're we'll we've us our ours",
    "he or she": "he he's him his she she's her hers they they're them their",
    "it": "it it's its that that's",
    "a": "a an",
    "the": "the",
    "here and now": "here there now today tonight tomorrow yesterday this these those just then",
    "past": "was were had did said went came got took made saw told gave thought knew",
    "to come": "will won't shall gonna i'll you'll we'll they'll going",
    "always": "always never nothing everything everyone nobody anybody anything ever all every",
    "not": "not don't can't won't isn't ain't no never nor doesn't didn't couldn't wouldn't",
    "question": "what who where when why how which whose",
    "small talk": "okay ok yeah yes hello hi hey thanks thank please sorry um uh well oh right sir"
    " mr mrs ma'am",
    "like": "like as than",
    "must": "must should have gotta need let let's",
    "be": "is are am be being been i'm you're we're it's he's she's they're that's",
    "large": "love life death god world man men woman women people war truth dream dreams heart"
    " soul time money friend friends mother father fear hell heaven die dead live kill",
    "and": "and or",
    "but": "but if because unless until",
    "of": "of to in on at for with from by",
    "do": "do go come get take look see know think want tell say give put",
    "places": "room door car house phone street office school table minute minutes hour o'clock"
    " morning name number",
}
_SETS = {name: frozenset(words.split()) for name, words in _LISTS.items()}
TRAITS = (
    "words", "long", "letters a word", "different words", "sentences", "asks", "repeats", "commas",
    "starts with a verb", "longest word", "capitals inside", "digits", "first letters", *_LISTS,
)  # fmt: skip
_COMMANDS = frozenset(
    _WORD.findall(
        "go come get take look see tell say give put let keep never always don't stop remember"
        " forget hold leave bring make try be"
    )
)


class Style(Value):
    """What each trait weighs, once divided by its ``scale``."""

    traits: tuple[str, ...]
    scale: tuple[float, ...]
    weight: tuple[float, ...]


@cache
def style() -> Style:
    """The weights that come with entracte, made by ``scripts/train_quotes.py``."""
    data = files("entracte.choose").joinpath("style.json").read_bytes()
    return msgspec.json.decode(data, type=Style)


def memorable(text: str) -> float:
    """How much the wording is of the kind that is remembered; compared within a film only."""
    made = style()
    rows = zip(traits(text), made.scale, made.weight, strict=True)
    return sum(weight * value / scale for value, scale, weight in rows)


def traits(text: str) -> list[float]:
    """The traits of a line, in the order of ``TRAITS``."""
    text = text[:2000].replace("’", "'")
    words = [word.casefold() for word in _WORD.findall(text)]
    n = max(1, len(words))
    sizes = [len(word) for word in words] or [0]
    inside = re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", text)
    initials = [word[0] for word in words]
    alike = sum(a == b for a, b in pairwise(initials))
    return [
        math.log(n),
        float(n > 12),
        sum(sizes) / n,
        len(set(words)) / n,
        math.log(1 + len(re.findall(r"[.!?]+", text))),
        float("?" in text),
        float(len(words) - len(set(words))) / n,
        text.count(",") / n,
        float(bool(words) and words[0] in _COMMANDS),
        float(max(sizes)),
        len([each for each in inside if each not in ("I", "God")]) / n,
        float(any(letter.isdigit() for letter in text)),
        alike / n,
        *(sum(word in kind for word in words) / math.sqrt(n) for kind in _SETS.values()),
    ]
