"""When each speech of the screenplay is heard, also those whose words were changed."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from entracte.align.script import Spoken
from entracte.model import Line, Ms, Script, Span, Speech

APART: Final = 60_000  # a line this far from the others of its speech does not time it
WIDEST: Final = 600_000  # between two timed speeches; with more between them nothing is guessed
REACH: Final = 2  # scenes without speech in a row that their neighbours still bracket


def times(
    speeches: Sequence[Speech], lines: Sequence[Line], spoken: Sequence[Spoken]
) -> tuple[Span | None, ...]:
    """The time of each speech, in the order of the screenplay; none where nothing tells.

    A speech whose lines were found has theirs. Another stands between the speeches before and
    after it in the screenplay: at the lines there that are nobody else's, in proportion to the
    words of the speeches that are missing; where there is no such line, in the silence between.
    """
    known = heard(lines, spoken, len(speeches))
    taken = {each.line for each in spoken}
    free = [line for line in lines if line.sort in {"speech", "song"} and line.id not in taken]
    starts = [line.span.start for line in free]
    out = list(known)
    at = 0
    while at < len(out):
        if known[at] is not None:
            at += 1
            continue
        end = at
        while end < len(known) and known[end] is None:
            end += 1
        before = known[at - 1] if at else None
        after = known[end] if end < len(known) else None
        sizes = [len(speech.words.split()) for speech in speeches[at:end]]
        if before and after and 0 <= after.start - before.end <= WIDEST:
            between = free[bisect_left(starts, before.end) : bisect_right(starts, after.start - 1)]
            out[at:end] = _spread(sizes, between, before.end, after.start)
        elif before or after:
            moment = before.end if before else after.start if after else 0
            near = 3
            for k in range(at, end):
                close = (before is not None and k - at < near) or (
                    before is None and end - k <= near
                )
                out[k] = Span(start=moment, end=moment) if close else None
        at = end
    return tuple(out)


def heard(lines: Sequence[Line], spoken: Sequence[Spoken], count: int) -> tuple[Span | None, ...]:
    """The stretch of the lines found for each of ``count`` speeches."""
    by_id = {line.id: line.span for line in lines}
    spans: dict[int, list[Span]] = defaultdict(list)
    for each in spoken:
        spans[each.speech].append(by_id[each.line])
    out: list[Span | None] = []
    for speech in range(count):
        mine = sorted(spans.get(speech, ()))
        if not mine:
            out.append(None)
            continue
        middle = mine[len(mine) // 2].start
        near = [span for span in mine if abs(span.start - middle) <= APART]
        out.append(Span(start=near[0].start, end=max(span.end for span in near)))
    return tuple(out)


def _spread(sizes: Sequence[int], free: Sequence[Line], start: Ms, end: Ms) -> list[Span | None]:
    """These speeches, one after the other, over the free lines or the silence between."""
    total = sum(sizes) or 1
    marks: list[Ms] = []
    done = 0
    if free:
        words = [len(line.text.split()) for line in free]
        reach, whole = 0, sum(words) or 1
        ends: list[int] = []
        for count in words:
            reach += count
            ends.append(reach)
        for size in sizes:
            # the line in which the words before this speech have been said
            place = bisect_right(ends, done / total * whole + 0.5)
            marks.append(free[min(place, len(free) - 1)].span.start)
            done += size
        stop = max(marks[-1], min(end, free[-1].span.end))
    else:
        for size in sizes:
            marks.append(start + (end - start) * done // total)
            done += size
        stop = end
    return [
        Span(start=mark, end=max(mark, following))
        for mark, following in zip(marks, [*marks[1:], stop], strict=True)
    ]


def played(
    script: Script, spoken: Sequence[Spoken], lines: Sequence[Line]
) -> tuple[Span | None, ...]:
    """When each scene of the screenplay is played; none where nothing tells.

    A scene lasts from the first to the last of its speeches that is heard, but for what was moved
    elsewhere; one without speech lies between its neighbours, if they are near and in order.
    """
    when = {line.id: line.span for line in lines}
    home = [
        n
        for n, scene in enumerate(script.scenes)
        for element in scene.elements
        if isinstance(element, Speech)
    ]
    found: dict[int, list[Span]] = defaultdict(list)
    for each in spoken:
        found[home[each.speech]].append(when[each.line])
    spans = [most(found[n]) if n in found else None for n in range(len(script.scenes))]
    return tuple(_bracketed(spans))


def most(spans: Sequence[Span]) -> Span:
    """From the first to the last of most of them: what lies far from the rest was moved."""
    groups: list[list[Span]] = []
    for span in sorted(spans):
        if groups and span.start - groups[-1][-1].end <= APART:
            groups[-1].append(span)
        else:
            groups.append([span])
    most = max(groups, key=len)
    return Span(start=most[0].start, end=max(span.end for span in most))


def _bracketed(spans: Sequence[Span | None]) -> list[Span | None]:
    out = list(spans)
    n = 0
    while n < len(spans):
        if spans[n] is not None:
            n += 1
            continue
        last = n
        while last < len(spans) and spans[last] is None:
            last += 1
        before = spans[n - 1] if n else None
        after = spans[last] if last < len(spans) else None
        if before and after and last - n <= REACH and before.end < after.start:
            step = (after.start - before.end) // (last - n)
            for k in range(n, last):
                start = before.end + (k - n) * step
                out[k] = Span(start=start, end=start + step)
        n = last
    return out
