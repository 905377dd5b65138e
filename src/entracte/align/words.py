"""Words made comparable: the same for "I'm", "I am" and "l'm", however they were typed."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

LONGEST: Final = 20_000  # characters that are looked at


class Word(NamedTuple):
    """A word to compare, and the characters of the text it came from."""

    text: str
    start: int
    end: int


_TOKEN: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\W_]+(?:['’ʼ`´][^\W_]+)*['’]?"
)
_WHOLE: Final = {
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"),
    "shan't": ("shall", "not"), "ain't": ("is", "not"), "gonna": ("going", "to"),
    "wanna": ("want", "to"), "gotta": ("got", "to"), "gimme": ("give", "me"),
    "lemme": ("let", "me"), "kinda": ("kind", "of"), "sorta": ("sort", "of"),
    "outta": ("out", "of"), "dunno": ("do", "not", "know"), "let's": ("let", "us"),
    "'em": ("them",), "em": ("them",), "c'mon": ("come", "on"), "y'all": ("you", "all"),
    "ya": ("you",), "yeah": ("yes",), "yep": ("yes",), "okay": ("ok",), "o'clock": ("oclock",),
    "til": ("until",), "till": ("until",), "'til": ("until",), "cause": ("because",),
    "ls": ("is",), "lt": ("it",), "lf": ("if",), "ln": ("in",), "l": ("i",), "l'm": ("i", "am"),
    "l'll": ("i", "will"), "l've": ("i", "have"), "l'd": ("i", "would"), "lt's": ("it", "is"),
    "mister": ("mr",), "missus": ("mrs",), "doctor": ("dr",), "mum": ("mom",),
    "zero": ("0",), "one": ("1",), "two": ("2",), "three": ("3",), "four": ("4",),
    "five": ("5",), "six": ("6",), "seven": ("7",), "eight": ("8",), "nine": ("9",),
    "ten": ("10",), "eleven": ("11",), "twelve": ("12",), "twenty": ("20",), "thirty": ("30",),
    "forty": ("40",), "fifty": ("50",), "hundred": ("100",),
}  # fmt: skip
_ENDINGS: Final = {
    "n't": "not", "'m": "am", "'re": "are", "'ll": "will", "'ve": "have", "'d": "would",
}  # fmt: skip
_IS: Final = frozenset(
    [
        "it",
        "he",
        "she",
        "that",
        "what",
        "there",
        "who",
        "where",
        "how",
        "here",
        "when",
        "why",
        "this",
    ]
)
_CURLY: Final = str.maketrans("’ʼ`´", "''''")


def words(text: str) -> list[Word]:
    """The words of a text in the form in which quotes and lines are compared.

    Lower case; accents and punctuation dropped; contractions and spoken forms written out ("don't"
    and "do not", "gonna" and "going to"); small numbers as figures; a small L read as the capital
    I that it is in scanned subtitles. Scripts without spaces give a word a character. All words
    that one token is written out to share its place.
    """
    out: list[Word] = []
    for found in _TOKEN.finditer(text[:LONGEST]):
        token = found[0].translate(_CURLY).casefold()
        start, end = found.span()
        out += [Word(each, start, end) for each in _written_out(token)]
    return out


def _written_out(token: str) -> tuple[str, ...]:
    bare = token.rstrip("'")
    if bare in _WHOLE:
        return _WHOLE[bare]
    if "'" in bare:
        for ending, meant in _ENDINGS.items():
            if bare.endswith(ending) and len(bare) > len(ending):
                return (_plain(bare[: -len(ending)]), meant)
        if bare.endswith("'s"):
            stem = _plain(bare[:-2])
            return (stem, "is") if stem in _IS else (stem, "s")
        bare = bare.replace("'", "")
    if token.endswith("in'") and len(token) > 4:
        bare += "g"  # goin' -> going
    return (_plain(bare),)


def _plain(word: str) -> str:
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word)
    return "".join(c for c in apart if not unicodedata.combining(c)) or word


def plain(text: str) -> str:
    """The words joined by spaces: equal for two texts that say the same words."""
    return " ".join(word.text for word in words(text))


_I: Final = frozenset(("i", "me", "my", "mine", "myself"))
_YOU: Final = frozenset(("you", "your", "yourself"))


def turned(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether one says *I* and the other *you*: words given back by whoever is spoken to.

    ``I got punched.`` ``You got punched?``: much the same words, and another voice.
    """
    sides = [(not _I.isdisjoint(side), not _YOU.isdisjoint(side)) for side in (some, others)]
    return sides in ([(True, False), (False, True)], [(False, True), (True, False)])
