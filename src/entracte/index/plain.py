"""The form in which words are compared: the same for what is kept and for what is asked.

Lower case, without accents; typographic apostrophes count as straight ones, and part a word in
two ("don't" is "don t"). Scripts that put no space between words are taken letter by letter.
"""

import re
import unicodedata
from functools import lru_cache

_TWO = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
LONGEST_WORD = 40  # letters that count; what is longer is no word that anyone types
_TO_SPACE = {i: " " for i in range(128) if not chr(i).isalnum()}
_LONG = re.compile(rf"[a-z0-9]{{{LONGEST_WORD + 1}}}")
_ASCII = re.compile(r"[a-z0-9]+")
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)


def tokens(text: str) -> list[str]:
    """The words of the text, in order, as they are compared."""
    if text.isascii():
        return [word[:LONGEST_WORD] for word in _ASCII.findall(text.lower())]
    return [word[:LONGEST_WORD] for word in _WORD.findall(_bare(text))]


def key(text: str) -> str:
    """The words joined by single spaces."""
    return " ".join(tokens(text))


def spaced(text: str) -> str:
    """The same as ``key`` but for how many spaces there are: quicker, for a million lines."""
    if text.isascii():
        plain = text.lower().translate(_TO_SPACE)
        if len(plain) <= LONGEST_WORD or not _LONG.search(plain):
            return plain
    return key(text)


def placed(text: str) -> list[tuple[str, int, int]]:
    """The words and where each stands: ``(word, first character, character after the last)``."""
    if text.isascii():
        return [
            (m.group()[:LONGEST_WORD], m.start(), m.end()) for m in _ASCII.finditer(text.lower())
        ]
    bare: list[str] = []
    origin: list[int] = []
    for i, letter in enumerate(text):
        plain = letter.lower() if letter.isascii() else _letter(letter)
        bare.append(plain)
        origin.extend([i] * len(plain))
    found = _WORD.finditer("".join(bare))
    return [(m.group()[:LONGEST_WORD], origin[m.start()], origin[m.end() - 1] + 1) for m in found]


def _bare(text: str) -> str:
    return "".join([c.lower() if c.isascii() else _letter(c) for c in text])


@lru_cache(maxsize=20_000)
def _letter(letter: str) -> str:
    """A letter without its accents, in lower case: ``É`` -> ``e``, ``ß`` -> ``ss``."""
    apart = unicodedata.normalize("NFKD", _TWO.get(letter, letter).casefold())
    return "".join(c for c in apart if unicodedata.category(c) != "Mn").casefold()
