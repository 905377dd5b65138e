"""What is quoted and what is really said, side by side."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import LCSseq

from entracte.align.words import Word, words
from entracte.model import Value

MOST_WORDS: Final = 400  # of a quote; what is longer is no line


class Piece(Value):
    """Words of the quote and what is said in their place; equal where the two agree."""

    quoted: str
    said: str

    @property
    def same(self) -> bool:
        return [word.text for word in words(self.quoted)] == [
            word.text for word in words(self.said)
        ]


def difference(quote: str, said: str) -> tuple[Piece, ...]:
    """The quote and what is said, side by side, piece by piece."""
    ours, theirs = words(quote)[:MOST_WORDS], words(said)[:MOST_WORDS]
    out: list[Piece] = []
    for op in LCSseq.opcodes([w.text for w in ours], [w.text for w in theirs]):
        a = _shown(quote, ours, op.src_start, op.src_end)
        b = _shown(said, theirs, op.dest_start, op.dest_end)
        if op.tag != "equal" and out and not out[-1].same:
            out[-1] = Piece(
                quoted=f"{out[-1].quoted} {a}".strip(), said=f"{out[-1].said} {b}".strip()
            )
        elif a or b:
            out.append(Piece(quoted=a, said=b))
    return tuple(out)


def _shown(text: str, known: Sequence[Word], start: int, end: int) -> str:
    if start >= end:
        return ""
    # a word that is written out to two is shown with the first of them
    if start and known[start].start == known[start - 1].start:
        start += 1
    return text[known[start].start : known[end - 1].end] if start < end else ""
