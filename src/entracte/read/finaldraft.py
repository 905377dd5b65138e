"""Screenplays kept as marked text: Final Draft's .fdx and Fountain."""

import io
import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, Final, NamedTuple

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from screenplain.parsers import fountain
from screenplain.types import Action as Told
from screenplain.types import Dialog, DualDialog, Slug, Transition

from entracte.errors import NotReadable
from entracte.model import Action, Element, Id, Mend, Script, Speech, Written, passage
from entracte.read.proof import Change, Proof

_MOST: Final = 30_000  # paragraphs; a long screenplay has 5,000
_LONGEST: Final = 20_000  # characters of a paragraph that are kept
_ODD_LINE: Final = re.compile(r"[^\n]{2000,}")
_SPACE: Final = re.compile(r"\s+")


class Block(NamedTuple):
    """A paragraph and what it is: head | cue | aside | words | action | cut."""

    sort: str
    text: str


def final_draft(text: str) -> tuple[list[Block], str]:
    """The paragraphs of an .fdx file, and its title where the title page begins with one."""
    try:
        root = fromstring(text.encode(), forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as fault:
        raise NotReadable(
            "The Final Draft file is damaged.", "Save it anew, or as plain text or Fountain."
        ) from fault
    sorts = {
        "Scene Heading": "head",
        "Character": "cue",
        "Parenthetical": "aside",
        "Dialogue": "words",
        "Lyrics": "words",
        "Transition": "cut",
    }
    blocks: list[Block] = []
    content = root.find("Content")
    for paragraph in content.iter("Paragraph") if content is not None else ():
        words = "".join(run.text or "" for run in paragraph.findall("Text"))
        words = _SPACE.sub(" ", words).strip()[:_LONGEST]
        if words and len(blocks) < _MOST:
            blocks.append(Block(sorts.get(paragraph.get("Type", ""), "action"), words))
    page = root.find("TitlePage")
    title = ""
    for run in page.iter("Text") if page is not None else ():
        title = _SPACE.sub(" ", run.text or "").strip()
        if title:
            break
    return blocks, title[:200]


def marked(text: str) -> tuple[list[Block], str]:
    """The paragraphs of a Fountain text, and the title its title page states."""
    lines = _ODD_LINE.sub(lambda long: long[0][:2000], text).split("\n")
    bare = "\n".join(line.strip() for line in lines[:_MOST])
    bare = bare if bare.count("/*") < 500 else bare.replace("/*", "")
    if bare.count("[[") > 2000:
        bare = bare.replace("[[", "")
    try:
        page = fountain.parse(io.StringIO(bare))
    except (ValueError, IndexError, KeyError, AttributeError, RecursionError) as fault:
        raise NotReadable(
            "The Fountain text cannot be understood.", "Give it as plain text, .txt."
        ) from fault
    stated = (page.title_page or {}).get("Title", [])
    title = re.sub(r"[*_]", "", " ".join(map(str, stated))).strip()
    return list(_fountain(page.paragraphs)), title[:200]


def _fountain(paragraphs: Iterable[Any]) -> Iterable[Block]:
    for each in paragraphs:
        if isinstance(each, Slug):
            yield Block("head", str(each.line).strip())
        elif isinstance(each, Dialog):
            yield from _dialog(each)
        elif isinstance(each, DualDialog):
            yield from _dialog(each.left)
            yield from _dialog(each.right)
        elif isinstance(each, Transition):
            yield from (Block("cut", str(line).strip()) for line in each.lines)
        elif isinstance(each, Told):
            yield from (Block("action", str(line).strip()) for line in each.lines)


def _dialog(each: Dialog) -> Iterable[Block]:
    yield Block("cue", str(each.character).strip())
    for aside, words in each.blocks:
        yield Block("aside" if aside else "words", str(words).strip())


def laid_out(text: str, blocks: Sequence[Block]) -> tuple[Proof, list[tuple[int, int]]]:
    """A readable body with one paragraph a line, and where each paragraph stands in it.

    A paragraph keeps its place in the file where its words stand there as they are, in order;
    otherwise it takes the place between its neighbours.
    """
    changes: list[Change] = []
    places: list[tuple[int, int]] = []
    at = size = 0
    loose = ""  # what was not found in the file, waiting for the next that is
    for block in blocks:
        found = text.find(escape(block.text, quote=False), at, at + 60_000)
        exact = found >= 0 and escape(block.text, quote=False) == block.text
        parting = "" if not places else "\n\n" if block.sort in ("head", "action", "cue") else "\n"
        size += len(parting)
        places.append((size, size + len(block.text)))
        size += len(block.text)
        if exact:
            changes.append(Change(at, found, loose + parting, Mend.MARKUP))
            loose = ""
            at = found + len(block.text)
        else:
            loose += parting + block.text
    changes.append(Change(at, len(text), loose, Mend.MARKUP))
    return Proof.of(text).change(changes), places


def script(
    source: Id, body: str, blocks: Sequence[Block], places: Sequence[tuple[int, int]]
) -> Script:
    """The scenes that these paragraphs make."""
    scenes: list[Written] = []
    elements: list[Element] = []
    head, start, end = "", 0, 0
    cue, asides, words, begin = "", list[str](), list[str](), 0

    def spoken() -> None:
        if cue and words:
            elements.append(
                Speech(
                    cue=cue,
                    words=" ".join(words),
                    aside="; ".join(asides),
                    passage=passage(source, body, begin, end),
                )
            )

    for block, place in zip(blocks, places, strict=True):
        if block.sort in ("aside", "words") and cue:
            if block.sort == "aside":
                asides.append(block.text.strip("()"))
            else:
                begin = begin if words else place[0]
                words.append(block.text)
            end = place[1]
            continue
        spoken()
        cue, asides, words = "", [], []
        if block.sort == "head":
            if head or elements:
                scenes.append(_scene(source, body, head, start, end, elements))
            head, start, elements = block.text, place[0], []
        elif block.sort == "cue":
            cue = block.text
        elif block.sort in ("action", "words"):
            where = passage(source, body, *place)
            elements.append(Action(words=block.text, passage=where))
        end = place[1]
    spoken()
    if head or elements:
        scenes.append(_scene(source, body, head, start, end, elements))
    return Script(scenes=tuple(scenes))


def _scene(
    source: Id, body: str, head: str, start: int, end: int, elements: Sequence[Element]
) -> Written:
    place = passage(source, body, start, max(start, end))
    return Written(heading=head, passage=place, elements=tuple(elements))
