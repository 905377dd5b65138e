"""Words cut into the pieces that the network knows: "unhurried" is "un", "##hur", "##ried".

WordPiece as in BERT (Devlin et al. 2019; Wu et al. 2016): lower case, accents away, points and
signs apart, then of each word the longest beginning that is in the vocabulary, and so on.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

_LONGEST = 100  # letters of a word; a longer one is unknown
_MOST = 256  # pieces of a text, with the two that frame it


class Pieces:
    """The vocabulary of ``vocab.txt``: a piece a line, its number is the line's."""

    def __init__(self, file: Path) -> None:
        self._numbers = {p: i for i, p in enumerate(file.read_text("utf-8").split("\n")) if p}
        self._unknown = self._numbers["[UNK]"]
        self._first, self._last = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self._cut = lru_cache(maxsize=50_000)(self._cut_word)

    def numbers(self, text: str) -> list[int]:
        """The pieces of the text by number, framed, at most 256 of them."""
        out = [self._first]
        for word in _words(text[: _MOST * _LONGEST]):
            out.extend(self._cut(word))
            if len(out) >= _MOST:
                break
        return [*out[: _MOST - 1], self._last]

    def _cut_word(self, word: str) -> Sequence[int]:
        if len(word) > _LONGEST:
            return (self._unknown,)
        out, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                number = self._numbers.get(piece)
                if number is not None:
                    break
            else:
                return (self._unknown,)
            out.append(number)
            start = end
        return tuple(out)


def _words(text: str) -> list[str]:
    if not text.isascii():
        apart = unicodedata.normalize("NFD", text.lower())
        text = "".join(c for c in apart if unicodedata.category(c) != "Mn")
    spaced = "".join([_spaced(letter) for letter in text.lower()])
    return spaced.split()


@lru_cache(maxsize=20_000)
def _spaced(letter: str) -> str:
    """Points, signs and Chinese characters are words of their own; control characters none."""
    if letter.isalnum():
        return f" {letter} " if _chinese(letter) else letter
    if letter.isspace():
        return " "
    category = unicodedata.category(letter)
    if category[0] == "C":
        return ""
    ascii_sign = letter.isascii()
    return f" {letter} " if ascii_sign or category[0] == "P" else letter


def _chinese(letter: str) -> bool:
    code = ord(letter)
    return (
        0x3400 <= code <= 0x4DBF
        or 0x4E00 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x2CEAF
        or 0x2F800 <= code <= 0x2FA1F
    )
