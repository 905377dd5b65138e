"""What each sentence of an article is for: the story, the cast, the making, a work within."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from entracte.read import kinds
from entracte.read.bylines import bylines
from entracte.read.casting import casting
from entracte.read.mentions import Mention
from entracte.read.phrasings import phrasings
from entracte.read.played import played
from entracte.read.sections import ABOUT, CAST, OPEN, PLOT, QUOTES, SYNOPSIS, WORK, Section
from entracte.read.sentences import Sentence, sentences
from entracte.read.works import Within


class Names:
    """Which names stand between two places, without looking at all of them."""

    def __init__(self, names: Sequence[Mention]) -> None:
        self.all = names
        self._starts = [each.start for each in names]

    def within(self, start: int, end: int) -> Sequence[Mention]:
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def cut_up(
    body: str, found: Sequence[Section], cut: Sequence[tuple[int, int]]
) -> list[tuple[Sentence, Section]]:
    """The sentences of every section, without the blocks of dialogue."""
    out: list[tuple[Sentence, Section]] = []
    ends = [end for _, end in cut]
    for section in found:
        at = section.start
        for number in range(bisect_right(ends, section.start), len(cut)):
            begin, stop = cut[number]
            if begin >= section.end:
                break
            out += [(each, section) for each in sentences(body, at, max(at, begin))]
            at = max(at, stop)
        out += [(each, section) for each in sentences(body, at, section.end)]
    return out


def sorts_of(
    body: str,
    whole: Sequence[tuple[Sentence, Section]],
    works: Sequence[Within],
    names: Names,
    people: set[int],
    makers: tuple[set[int], set[str], Counter[str]],
) -> list[str]:
    """For each sentence: plot, synopsis, cast, about, work, or nothing."""
    libretto = {end for work in works for _, end in (*work.story, *work.basis)}
    out: list[str] = []
    for each, section in whole:
        words = body[each.start : each.end]
        if each.end in libretto:
            out.append(WORK)
        elif section.kind in (CAST, QUOTES):
            out.append(section.kind)
        elif section.kind in (ABOUT, WORK):
            out.append(ABOUT)
        else:
            near = names.within(each.start, each.end)
            made = [n.start for n in near if n.start in makers[0] or n.words[-1] in makers[1]]
            here = sum(1 for n in near if n.start in people and n.start not in made)
            sort = kinds.kind(words, here, len(made))
            if section.kind in (PLOT, SYNOPSIS):
                sure = kinds.weigh(words, here, len(made)) >= 3.0
                out.append(ABOUT if sure else section.kind)
            elif sum(name.start in makers[0] for name in near) > 1 or (
                sort == kinds.STORY and _decides(body, each, near, makers[2])
            ):
                out.append(ABOUT)
            elif sort == kinds.STORY and kinds.summary(words):
                out.append(SYNOPSIS)
            else:
                out.append(PLOT if sort == kinds.STORY else ABOUT if sort == kinds.ABOUT else OPEN)
    return _joined(body, whole, out)


_DECIDED: Final = re.compile(
    r",? (?:himself |herself |later |always )?(?:decided|chose|intended|wanted|insisted|meant|"
    r"conceived) (?:(?:that|to|on|not)\b|(?:the|her|his|it|a|an|this) [^,.;:]{0,80}?\bto\b)"
)


_WEIGHED: Final = re.compile(
    r"\b(?:audiences?|viewers?|ending|final scene|camera|shot)\b|"
    r": (?:did|does|is|was|has) .{3,200}\?"
)


def _decides(body: str, each: Sentence, near: Sequence[Mention], often: Counter[str]) -> bool:
    """In a story told in the present, someone named only here "decided that …": a film-maker."""
    first = next((name for name in near if name.start < each.start + 12), None)
    if first is None or often[first.words[-1]] > 1:
        return False
    ahead = body[first.end : each.end]
    if _DECIDED.match(ahead) is None:
        return False
    return any(name is not first for name in near) or _WEIGHED.search(ahead) is not None


def makers_in(
    mask: str, body: str, whole: Sequence[tuple[Sentence, Section]], names: Names
) -> tuple[set[int], set[str]]:
    """Where makers of the film are surely named, and their family names: in lists of stars, and
    in sentences that are about the film whoever they name."""
    starts: set[int] = set()
    for each, section in whole:
        if section.kind not in (OPEN, ABOUT, CAST) or each.end - each.start > 4000:
            continue
        cast = (*casting(mask, each.start, each.end), *played(mask, each.start, each.end))
        stars = list(dict.fromkeys(h.who[0] for h in cast if h.role == "cast member"))
        starts.update(h.who[0] for h in phrasings(mask, each.start, each.end))
        if len(stars) > 1 or kinds.weigh(body[each.start : each.end]) >= 1.8:
            starts.update(stars)
            starts.update(h.who[0] for h in bylines(mask, each.start, each.end))
    last = {name.words[-1] for name in names.all if name.start in starts and len(name.words) > 1}
    return starts, last


def _joined(body: str, whole: Sequence[tuple[Sentence, Section]], sorts: list[str]) -> list[str]:
    """A sentence that tells nothing of itself goes with the story around it.

    In a text that is nearly all story, so does one that only sounds like talk of the making.
    """
    loose = [sort for sort, (_, section) in zip(sorts, whole, strict=True) if section.kind == OPEN]
    told = sum(sort in (PLOT, SYNOPSIS) for sort in loose)
    all_story = len(loose) >= 8 and told >= 0.8 * len(loose)
    out = list(sorts)
    for i, (each, section) in enumerate(whole):
        if section.kind != OPEN or sorts[i] not in (OPEN, ABOUT):
            continue
        score = kinds.weigh(body[each.start : each.end])
        before = i > 0 and out[i - 1] == PLOT and _together(body, whole[i - 1], whole[i])
        after = (
            i + 1 < len(whole) and sorts[i + 1] == PLOT and _together(body, whole[i], whole[i + 1])
        )
        onward = i + 1 == len(whole) or sorts[i + 1] in (PLOT, OPEN)
        if all_story:
            joins = (before or after) and score < (0.9 if sorts[i] == OPEN else 2.4)
        else:
            joins = sorts[i] == OPEN and before and onward and score < 0.5
        if joins and not (sorts[i] == ABOUT and not (before and after)):
            out[i] = PLOT
    return out


def _together(body: str, one: tuple[Sentence, Section], two: tuple[Sentence, Section]) -> bool:
    return one[1] is two[1] and "\n\n" not in body[one[0].end : two[0].start]
