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
from entracte.read.parentheses import holes
from entracte.read.proof import Change, Proof
from entracte.read.sentences import WIDEST

_HEADINGS: Final = (
    r"Plot|Plot summary|Synopsis|Production|Cast|Reception|Critical reception|Release|Soundtrack|"
    r"Music|Legacy|Home media|Themes|Background|Development|Filming|Awards|Accolades|Casting|"
    r"Box office|Handlung|Produktion|Besetzung|Hintergrund|Rezeption"
)
_STARTERS: Final = (
    r"The|A|An|In|On|After|When|It|She|He|They|This|At|As|While|Der|Die|Das|Ein|Eine|Nach|Im|Als"
)
_RUN_IN: Final = re.compile(
    rf"(?<=[.!?\]\"”])(?P<before>[ \t]?)(?P<title>{_HEADINGS})"
    rf"(?P<after>[ \t]+)(?=(?:{_STARTERS})[ \t])"
)
_PARAGRAPH: Final = re.compile(r"(?P<text>[^\r\n]+)(?P<end>(?:[ \t]*(?:\r?\n|\r))+|\Z)")


def mend(proof: Proof) -> Proof:
    """The proof with its damage mended, every repair recorded with its kind and place.

    Time is linear in the length of the text. A text without damage comes back unchanged.
    """
    steps: tuple[Callable[[str], Iterable[Change]], ...] = (
        marks, quotes, mojibake, entities, mojibake, furniture, _run_in, holes, labels, _cut_off,
    )  # fmt: skip
    for step in steps:
        changes = list(step(proof.text))
        if changes:
            proof = proof.change(changes)
    return proof


def _run_in(text: str) -> Iterator[Change]:
    """``… of 1948. Reception The critics``: a heading that ran into the text gets its own line."""
    for found in _RUN_IN.finditer(text):
        why = "a heading had run into the text"
        yield Change(*found.span("before"), "\n\n", Mend.DETACHED, why)
        yield Change(*found.span("after"), "\n", Mend.DETACHED, why)


def _cut_off(text: str) -> Iterator[Change]:
    """A gap at the end of each paragraph that breaks off in the middle of a sentence."""
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
        if comma or hyphen or unfinished(said[-60:], strictly=not last or len(said) < 80):
            at = line.start() + len(said)
            yield Change(at, at, " " + GAP, Mend.GAP, "the text breaks off here")


def _prose(line: str) -> bool:
    """Whether the line is running text: a finished sentence and more, or a long one."""
    if line.startswith("    ") or len(line.split()) < 6 or not re.search(r"[a-zà-ÿ]{2}", line):
        return False
    return len(line) >= 70 or re.search(r"[.!?][\"”’']?\s+[A-ZÀ-Þ]", line) is not None
