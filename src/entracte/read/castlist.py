"""Cast lists: "Moira Shearer as Vicky Page, a dancer", a line for each."""

import re
from collections.abc import Iterator
from typing import Final

from entracte.read.bylines import Hit
from entracte.read.scopes import NAME

_LINE: Final = re.compile(
    rf"^[ \t*•–—-]{{0,6}}(?P<who>{NAME}+)(?: \((?:voice|uncredited|voice role|cameo|stimme)\))?"
    rf"(?:,? (?P<as>as|als|in the role of|dans le rôle de|como)|[ \t]?(?:[:–—…]|\.{{2,}}| - )|"
    rf"\t+)[ \t]*(?:the voice of )?"
    rf"(?P<whom>(?:the |The |a |an |der |die )?[^,;:.()\n\[–—]{{1,70}}?)(?=[ \t]*(?:[,;:.(\[–—]|"
    rf"$| who | in the | und | \())",
    re.MULTILINE,
)
_BRACKET: Final = re.compile(
    rf"^[ \t*•–—-]{{0,6}}(?P<who>{NAME}+) \((?P<whom>[^()\n]{{2,60}})\)", re.MULTILINE
)


def castlist(text: str, start: int, end: int) -> Iterator[Hit]:
    """The credits of the lines of a cast section, in a masked text."""
    told: set[int] = set()
    for found in _LINE.finditer(text, start, end):
        told.add(found.start("who"))
        whom = _whom(text, *found.span("whom"))
        if found["as"] is None and not text[whom[0] : whom[1]].startswith((NAME, "the ", "The ")):
            continue
        yield Hit(
            "cast member",
            found.span("who"),
            found.start("who"),
            found.end("whom"),
            None,
            None,
            whom,
        )
    for found in _BRACKET.finditer(text, start, end):
        if found.start("who") not in told and found["whom"].startswith(NAME):
            whom = _whom(text, *found.span("whom"))
            yield Hit(
                "cast member",
                found.span("who"),
                found.start("who"),
                found.end("whom"),
                None,
                None,
                whom,
            )


def _whom(text: str, start: int, end: int) -> tuple[int, int]:
    """The name itself, without "the" and what stands around it, where there is one."""
    while end > start and text[end - 1] in " \t":
        end -= 1
    found = re.search(rf"{NAME}+(?: (?:/|and|of the|of|the) {NAME}+)*", text[start:end])
    if found and not re.match(r"(?:the |a )?[a-z]", text[start:end]):
        return start + found.start(), start + found.end()
    return start, end
