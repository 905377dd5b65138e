"""What can be found on the shelf by its words: a line, a quote, a scene, a passage of a text."""

import re

from entracte.model.value import Id, Value

_WORD = re.compile(r"\w+")
_MOST_WORDS = 32


class Findable(Value):
    """Words of a page, and where they stand."""

    sort: str  # line | quote | scene | work | music | statement | passage
    text: str
    start: int | None = None  # milliseconds from the film's first frame, if the film has it
    place: str = ""  # for a passage: the source and the characters, "article:120-180"
    who: str = ""  # who says it, or whom it is about
    claim: Id = ""  # the statement's id, for ``entracte why``


class Found(Findable):
    """Words that were found, and in which film."""

    film: Id = ""


def query(words: str) -> str:
    """What FTS5 is asked: every word, each quoted, so that no word is taken for a command."""
    return " ".join(f'"{word}"' for word in _WORD.findall(words)[:_MOST_WORDS])
