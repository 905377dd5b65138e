"""From page to screen: what of the screenplay was cut, moved, rewritten, and what was added."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from entracte.align.script import aligned
from entracte.align.timing import heard, most
from entracte.model import Account, Line, Script, Span, Speech, Value

FAR: Final = 120_000  # milliseconds off the scenes around it: this scene was moved
KEPT: Final = 0.6  # share of a scene's words heard from which it is kept
CUT: Final = 0.15  # and below which it is cut
FEWEST: Final = 8  # words of dialogue by which a scene is judged
ADDED: Final = 4  # lines in a row that no screenplay has


class Change(Value):
    """One scene of the screenplay, or lines of the film, and what became of it."""

    what: str  # kept | rewritten | moved | cut | added
    heading: str = ""  # of the scene; empty for what was added
    span: Span | None = None  # where in the film
    share: float = 0.0  # of the scene's speeches, by their words, that are heard
    says: str = ""  # one plain sentence


class Compared(Value):
    """A screenplay beside the film, in the order of the screenplay, then what was added."""

    file: str = ""
    verdict: str = "this film"  # this film | another draft | another film
    changes: tuple[Change, ...] = ()


def compared(accounts: Sequence[Account], lines: Sequence[Line]) -> tuple[Compared, ...]:
    """Each screenplay among the texts, beside the film's lines."""
    return tuple(
        _compared(account.source.file, account.script, lines)
        for account in accounts
        if account.script is not None and lines
    )


def _compared(file: str, script: Script, lines: Sequence[Line]) -> Compared:
    found = aligned(script.speeches, lines)
    if found.verdict == "another film":
        return Compared(file=file, verdict=found.verdict)
    by_words = [each for each in found.spoken if each.how == "words"]
    known = heard(lines, by_words, len(script.speeches))
    scenes: list[tuple[str, list[Span], float, int]] = []
    at = 0
    for scene in script.scenes:
        mine = [each for each in scene.elements if isinstance(each, Speech)]
        sizes = [len(speech.words.split()) for speech in mine]
        spans = known[at : at + len(mine)]
        at += len(mine)
        told = sum(size for size, span in zip(sizes, spans, strict=True) if span)
        total = sum(sizes)
        have = sorted(span for span in spans if span)
        scenes.append((scene.heading, have, told / total if total else 0.0, total))
    changes = [
        _scene(scenes, i, _around(scenes, i)) for i in range(len(scenes)) if scenes[i][3] >= FEWEST
    ]
    taken = {each.line for each in found.spoken}
    return Compared(file=file, verdict=found.verdict, changes=(*changes, *_added(lines, taken)))


_Scene = tuple[str, list[Span], float, int]


def _around(scenes: Sequence[_Scene], i: int) -> tuple[int | None, int | None]:
    """Where the scenes before and after stand in the film."""
    before = next((s[1][len(s[1]) // 2].start for s in scenes[:i][::-1] if s[1]), None)
    after = next((s[1][len(s[1]) // 2].start for s in scenes[i + 1 :] if s[1]), None)
    return before, after


def _scene(scenes: Sequence[_Scene], i: int, around: tuple[int | None, int | None]) -> Change:
    heading, spans, share, _ = scenes[i]
    if share < CUT or not spans:
        return Change(
            what="cut", heading=heading, share=round(share, 2), says="Its words are not heard."
        )
    middle = spans[len(spans) // 2].start
    span = most(spans)
    before, after = around
    # moved: its neighbours stand together, and it stands elsewhere
    moved = (
        before is not None
        and after is not None
        and before <= after
        and not before - FAR <= middle <= after + FAR
    )
    if moved and before is not None:
        way = "earlier" if middle < before else "later"
        says = f"It comes {way} in the film than in the screenplay."
        return Change(what="moved", heading=heading, span=span, share=round(share, 2), says=says)
    if share >= KEPT:
        says = "Most of its words are heard."
        return Change(what="kept", heading=heading, span=span, share=round(share, 2), says=says)
    says = "Some of its words are heard; others were changed or left out."
    return Change(what="rewritten", heading=heading, span=span, share=round(share, 2), says=says)


def _added(lines: Sequence[Line], taken: set[str]) -> list[Change]:
    """Lines in a row that stand in no speech."""
    spoken = [line for line in lines if line.sort == "speech"]
    out: list[Change] = []
    for known, some in groupby(spoken, key=lambda line: line.id in taken):
        run = list(some)
        if known or len(run) < ADDED:
            continue
        span = Span(start=run[0].span.start, end=max(line.span.end for line in run))
        says = f"{len(run)} lines are in the film and not in the screenplay."
        out.append(Change(what="added", span=span, says=says))
    return out
