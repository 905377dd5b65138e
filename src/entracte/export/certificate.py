"""A certificate for lists of shots, lines and music: what holds for the whole film, what does not.

Norms of subtitling after Karamitroglou (1998) and the usual delivery papers of broadcasters: they
differ from house to house, so a broken norm is listed, not mended.
"""

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from entracte.export.counting import rate_of
from entracte.export.moments import length_of
from entracte.export.plain import line
from entracte.model import Cue, Ms, Page, Span, clock

_TAIL = 1_000  # ms that sound may run on after the last picture
_SHORT = 40  # characters of a line by which it is known
_MOST = 500  # faults that are told one by one


class Norms(NamedTuple):
    """What a house asks of subtitles."""

    speed: float = 17.0  # characters a second, spaces counted
    shortest: Ms = 833  # five sixths of a second
    longest: Ms = 7_000
    gap_frames: int = 2
    lines: int = 2
    width: int = 42  # characters a line


class Fault(NamedTuple):
    at: Ms
    says: str  # in one sentence


class Check(NamedTuple):
    """One thing that must hold; ``examined`` is False where the film gives nothing to look at."""

    what: str
    says: str
    faults: tuple[Fault, ...] = ()
    examined: bool = True
    advice: bool = False  # a norm of a house: broken, it spoils nothing

    @property
    def holds(self) -> bool:
        return not self.faults


class Certificate(NamedTuple):
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """Whether all that must hold was examined and holds; norms are advice."""
        return all(each.advice or (each.examined and each.holds) for each in self.checks)


def certificate(page: Page, norms: Norms | None = None) -> Certificate:
    """Examines a page; every fault is named with its second."""
    norms = norms or Norms()
    frame = round(1000 / rate_of(page.film.media))
    return Certificate(
        (
            _shots(page, frame),
            _lines(page),
            _music(page),
            _spotting(page, norms, frame),
        )
    )


def _shots(page: Page, frame: Ms) -> Check:
    what = "Shots cover the film without gap or overlap"
    shots, whole = page.shots.items, length_of(page)
    if not shots:
        return Check(what, "The film has not been watched.", examined=False)
    faults = list(_seams([shot.span for shot in shots], frame, "shot"))
    if shots[0].span.start > frame:
        faults.insert(0, Fault(0, "No shot covers the beginning."))
    if whole - shots[-1].span.end > _TAIL:
        faults.append(Fault(shots[-1].span.end, "No shot covers the end."))
    return Check(what, f"{len(shots)} shots over {clock(whole)}.", tuple(faults))


def _seams(spans: Sequence[Span], slack: Ms, noun: str) -> Iterator[Fault]:
    """Where neighbours leave something out, or share something."""
    for i, (one, two) in enumerate(itertools.pairwise(spans), 1):
        if two.start - one.end > slack:
            gap = (two.start - one.end) / 1000
            yield Fault(one.end, f"{gap:.2f} seconds lie between {noun} {i} and {noun} {i + 1}.")
        elif one.end - two.start > slack:
            both = (one.end - two.start) / 1000
            yield Fault(two.start, f"{noun} {i} and {noun} {i + 1} overlap by {both:.2f} seconds.")


def _lines(page: Page) -> Check:
    what = "Every line has a beginning, an end, and a speaker or a question mark"
    lines, whole = page.lines.items, length_of(page)
    if not lines:
        return Check(what, "No dialogue is known.", examined=False)
    faults = []
    for each in lines:
        known = _known(each.text)
        if each.span.end <= each.span.start:
            faults.append(Fault(each.span.start, f"The line “{known}” has no end."))
        elif whole and each.span.start >= whole:
            faults.append(Fault(each.span.start, f"The line “{known}” lies after the film's end."))
    for one, two in itertools.pairwise(lines):
        if two.span.start < one.span.start:
            faults.append(Fault(two.span.start, f"The line “{_known(two.text)}” is out of order."))
    unnamed = sum(not (each.speaker or each.label) for each in lines if each.sort == "speech")
    said = f"{len(lines)} lines, {unnamed} of them with a question mark for the speaker."
    return Check(what, said, tuple(faults))


def _music(page: Page) -> Check:
    what = "Every second of music heard is in one cue"
    cues = sorted(((s, cue) for cue in page.cues for s in cue.spans), key=lambda each: each[0])
    heard = [each.span for each in page.sounds.items if each.kind in ("music", "both")]
    faults = [
        Fault(two.start, f"The cues {_name(page, a)} and {_name(page, b)} overlap.")
        for (one, a), (two, b) in itertools.pairwise(cues)
        if one.end > two.start
    ]
    if not heard:
        told = "Where there is music has not been listened for."
        return Check(what, told, tuple(faults), examined=bool(faults))
    inside = [span for span, _ in cues]
    for span in heard:
        faults.extend(
            Fault(gap.start, f"{(gap.end - gap.start) / 1000:.1f} seconds of music in no cue.")
            for gap in _left(span, inside)
            if gap.end - gap.start >= _TAIL
        )
    seconds = sum(span.end - span.start for span in heard) // 1000
    return Check(what, f"{seconds} seconds of music in {len(cues)} cues.", tuple(sorted(faults)))


def _left(span: Span, inside: Sequence[Span]) -> Iterator[Span]:
    """What of ``span`` none of these cover; they are sorted by start."""
    at = span.start
    for each in inside:
        if each.start >= span.end:
            break
        if each.start > at:
            yield Span(start=at, end=each.start)
        at = max(at, each.end)
    if at < span.end:
        yield Span(start=at, end=span.end)


def _spotting(page: Page, norms: Norms, frame: Ms) -> Check:
    what = "Subtitles keep to the norms of reading"
    lines = [each for each in page.lines.items if each.span.end > each.span.start]
    told = (
        f"At most {norms.speed:g} characters a second, {norms.shortest / 1000:.2f} to "
        f"{norms.longest / 1000:g} seconds, {norms.gap_frames} frames apart, "
        f"{norms.lines} lines of {norms.width}."
    )
    faults = []
    for i, each in enumerate(lines):
        long = each.span.end - each.span.start
        rows = [row for row in each.text.splitlines() if row.strip()]
        speed = len(" ".join(rows)) * 1000 / long
        wrong = []
        if speed > norms.speed:
            wrong.append(f"asks for {speed:.0f} characters a second")
        if long < norms.shortest:
            wrong.append(f"stands for {long / 1000:.2f} seconds")
        if long > norms.longest:
            wrong.append(f"stands for {long / 1000:.1f} seconds")
        if len(rows) > norms.lines or max(map(len, rows), default=0) > norms.width:
            wrong.append(
                f"takes {len(rows)} lines, the longest of {max(map(len, rows), default=0)}"
            )
        gap = lines[i + 1].span.start - each.span.end if i + 1 < len(lines) else frame * 99
        if gap < norms.gap_frames * frame - 1:
            near = "overlaps the next" if gap < 0 else f"leaves {gap} ms before the next"
            wrong.append(near)
        if wrong:
            said = f"“{_known(each.text)}” {', '.join(wrong)}."
            faults.append(Fault(each.span.start, said))
    return Check(what, told, tuple(faults), examined=bool(lines), advice=True)


def _known(text: str) -> str:
    words = line(text)
    return words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"


def _name(page: Page, cue: Cue) -> str:
    title = line(str(cue.title[0].says)) if cue.title else ""
    return f"“{title}”" if title else f"number {page.cues.index(cue) + 1}"


def told(found: Certificate) -> tuple[tuple[str, str, str], ...]:
    """The certificate as rows: what, whether it holds, the words; faults one by one below."""
    rows = []
    for check in found.checks:
        state = "not examined" if not check.examined else "holds" if check.holds else ""
        state = state or (f"{len(check.faults)} departures" if check.advice else "does not hold")
        rows.append((check.what, state, check.says))
        rows += [("", clock(fault.at, fraction=True), fault.says) for fault in check.faults[:_MOST]]
        if len(check.faults) > _MOST:
            rows.append(("", "", f"and {len(check.faults) - _MOST} more of the kind."))
    return tuple(rows)
