"""Mends a damaged text, small piece by small piece, and writes down each thing it did.

Nothing is invented and nothing is improved: a writer's grammar, spelling and quotation marks stay
as they are. Where words are missing a gap is left, so that two halves never become a sentence.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from entracte.model import GAP, Mend
from entracte.read.characters import entities, mojibake, quotes
from entracte.read.citations import marks
from entracte.read.furniture import furniture
from entracte.read.joins import unfinished
from entracte.read.labels import labels
from entracte.read.parentheses import cut_short, holes
from entracte.read.proof import Change, Proof
from entracte.read.runs import runs
from entracte.read.sentences import WIDEST

_STOPPED: Final = re.compile(r"(?<=[a-zà-ÿ]{2})[.!?][\"”’')]?\s+(?=[\"“]?[A-ZÀ-Þ])")
_PARAGRAPH: Final = re.compile(r"(?P<text>[^\r\n]+)(?P<end>(?:[ \t]*(?:\r?\n|\r))+|\Z)")


def mend(proof: Proof) -> Proof:
    """The proof with its damage mended, every repair recorded with its kind and place.

    Time is linear in the length of the text. A text without damage comes back unchanged.
    """
    steps: tuple[Callable[[str], Iterable[Change]], ...] = (
        marks, quotes, mojibake, entities, mojibake, furniture, runs, holes, cut_short,
        labels,
    )  # fmt: skip
    for step in steps:
        changes = list(step(proof.text))
        if changes:
            proof = proof.change(changes)
    damaged = any(each.kind is not Mend.MARKUP for each in proof.repairs)
    return proof.change(_cut_off(proof.text, damaged))


def _cut_off(text: str, damaged: bool) -> Iterator[Change]:
    """A gap at the end of each paragraph that breaks off in the middle of a sentence.

    In a text that is ``damaged`` a last sentence without a full stop has lost its end, whatever
    its last word; elsewhere the writer may have left the full stop out.
    """
    lines = list(_PARAGRAPH.finditer(text))
    for number, line in enumerate(lines):
        said = line["text"].rstrip()
        last = number + 1 == len(lines)
        following = "" if last else lines[number + 1]["text"].lstrip()
        if not _prose(said) or said.endswith(GAP) or following.startswith(GAP):
            continue
        if following and (following[0].islower() or not following[0].isalpha()):
            continue  # the sentence goes on in the next line, or a list begins
        if following and len(said) <= WIDEST and len(line["end"].split("\n")) < 3:
            continue  # the edge of the paper, or a line of a song
        hyphen = last and re.search(r"[a-zà-ÿ]-$", said) is not None
        comma = last and said[-1] == "," and len(said) > 80
        wide = last or len(said) > WIDEST or "\n\n" in line["end"].replace("\r", "")
        breaks = last and damaged and _breaks_off(said)
        if comma or hyphen or breaks or unfinished(said[-60:], strictly=not wide or len(said) < 80):
            at = line.start() + len(said)
            yield Change(at, at, " " + GAP, Mend.GAP, "the text breaks off here")


def _breaks_off(said: str) -> bool:
    """Whether the last sentence of a text has no end, though those before it in the line have."""
    stops = [each.end() for each in _STOPPED.finditer(said)]
    if len(stops) < 2 or not said[-1].isalpha():
        return False
    rest = said[stops[-1] :].split()
    return len(rest) > 3 and any(each[0].islower() for each in rest[1:])


def _prose(line: str) -> bool:
    """Whether the line is running text: a finished sentence and more, or a long one."""
    if line.startswith("    ") or len(line.split()) < 6 or not re.search(r"[a-zà-ÿ]{2}", line):
        return False
    return len(line) >= 70 or re.search(r"[.!?][\"”’']?\s+[A-ZÀ-Þ]", line) is not None
