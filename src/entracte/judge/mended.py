"""A checked text, repaired: struck where it is contradicted, corrected where it misquotes.

Nothing is rewritten that is merely not found, and nothing is taken away: what is struck stays
readable between ``~~`` and ``~~``, with what the other source says. Where a text only contradicts
itself nobody knows which half is right, and both stay.
"""

from collections.abc import Iterator
from typing import Final

from entracte.judge.finding import Check, Finding, Found
from entracte.model import Heard, Mend, Read, Value, clock

_SHORT: Final = 200  # characters of a passage that are quoted in a note
_SHOWN: Final = frozenset(Mend) - {Mend.MARKUP}


class Change(Value):
    """Characters ``start`` to ``end`` of the text's body, what stood there and what does now."""

    start: int
    end: int
    was: str
    now: str
    why: str


class Mended(Value):
    """The repaired text and each change in it; ``damage`` is what was mended in its letters."""

    text: str
    changes: tuple[Change, ...] = ()
    damage: tuple[Change, ...] = ()


def mended(check: Check) -> Mended:
    """The repaired text. Where two changes meet, the one that begins first is made."""
    body = check.source.body
    out: list[str] = []
    kept: list[Change] = []
    at = 0
    every = [change for finding in check.findings for change in _changes(finding, check)]
    for change in sorted(every, key=lambda each: (each.start, -each.end)):
        if change.start < at:
            continue
        out += [body[at : change.start], change.now]
        kept.append(change)
        at = change.end
    out.append(body[at:])
    damage = tuple(
        Change(start=r.start, end=r.end, was=r.was, now=r.now, why=r.why or f"{r.kind.value}")
        for r in check.source.repairs
        if r.kind in _SHOWN
    )
    return Mended(text="".join(out), changes=tuple(kept), damage=damage)


def _changes(finding: Finding, check: Check) -> Iterator[Change]:
    start, end = finding.read.passage.start, finding.read.passage.end
    was = check.source.body[start:end]
    elsewhere = any(
        not isinstance(each, Read) or each.passage.source != check.source.id
        for each in finding.against
    )
    if finding.found is Found.CONTRADICTED and (elsewhere or finding.sort == "name"):
        note = f"{finding.why}{_other(finding, check)}"
        yield Change(start=start, end=end, was=was, now=f"~~{was}~~ [{note}]", why=finding.why)
    elif finding.found is Found.MISQUOTED and finding.really:
        inside = was.find(finding.says)
        if inside >= 0:
            first = start + inside
            yield Change(
                start=first,
                end=first + len(finding.says),
                was=finding.says,
                now=finding.really,
                why=finding.why,
            )


def _other(finding: Finding, check: Check) -> str:
    """What the other source says, and which one it is."""
    titles = {source.id: source.title or source.file or source.id for source in check.sources}
    for each in finding.against:
        if isinstance(each, Read) and each.passage.source in titles:
            said = " ".join(each.passage.quote.split())
            said = said if len(said) <= _SHORT else said[:_SHORT].rsplit(" ", 1)[0] + " …"
            return f" {titles[each.passage.source]} has: “{said}”"
        if isinstance(each, Heard):
            return f" See {clock(each.span.start)}."
    return ""
