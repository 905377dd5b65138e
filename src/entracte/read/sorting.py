"""What each sentence of an article is for: the story, the cast, the making, a work within."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from entracte.read import kinds, making
from entracte.read.bylines import bylines
from entracte.read.casting import casting
from entracte.read.mentions import Mention
from entracte.read.outlook import outside
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
    makers: tuple[set[int], set[str], set[int], Counter[str]],
) -> list[str]:
    """For each sentence: plot, synopsis, cast, about, work, or nothing."""
    shared = _shared(names.all)
    libretto = {start for work in works for start, _ in (*work.story, *work.basis)}
    out: list[str] = []
    foreign: set[int] = set()  # sentences that name people, and none of the story
    for each, section in whole:
        words = body[each.start : each.end]
        if each.start in libretto:
            out.append(WORK)
        elif section.kind in (CAST, QUOTES):
            out.append(ABOUT if section.kind == CAST and outside(words) else section.kind)
        elif section.kind in (ABOUT, WORK):
            out.append(ABOUT)
        else:
            near = names.within(each.start, each.end)
            made = [n.start for n in near if n.start in makers[0] or n.words[-1] in makers[1]]
            here = sum(1 for n in near if n.start in people and n.start not in made)
            if near and not here:
                foreign.add(each.start)
            sort = kinds.kind(words, here, len(made))
            seen = outside(words) or _of_maker(each, near, set(made), shared)
            if section.kind in (PLOT, SYNOPSIS):
                sure = seen or kinds.weigh(words, here, len(made)) >= 3.0
                out.append(ABOUT if sure else section.kind)
            elif (
                seen
                or each.start in makers[2]
                or (sort == kinds.STORY and _decides(body, each, near, makers[3], people))
            ):
                out.append(ABOUT)
            elif sort == kinds.STORY and kinds.summary(words):
                out.append(SYNOPSIS)
            else:
                out.append(PLOT if sort == kinds.STORY else ABOUT if sort == kinds.ABOUT else OPEN)
    return _joined(body, whole, _in_the_past(body, whole, out, foreign))


def _shared(names: Sequence[Mention]) -> set[str]:
    """Family names that a maker of the film has, and somebody else, too."""
    full: dict[str, set[str]] = {}
    for each in names:
        if len(each.words) > 1:
            full.setdefault(each.words[-1], set()).add(each.words[0])
    return {last for last, first in full.items() if len(first) > 1}


def _of_maker(each: Sentence, near: Sequence[Mention], made: set[int], shared: set[str]) -> bool:
    """Whether the sentence begins with a maker of the film, who does something in it."""
    first = next((name for name in near if name.start < each.start + 30), None)
    return (
        first is not None
        and first.start in made
        and not first.possessive
        and bool(first.after or first.mark == ",")
        and (len(first.words) > 1 or first.words[-1] not in shared)
    )


_NOW: Final = re.compile(
    r"\b(?:is|are|has|have|does)\b|\b(?:he|she|who|and|then|they|that|which|it) (?:\w+ly )?"
    r"(?!was\b|has\b|his\b|this\b|its\b)[a-z]{2,}(?<![su])s\b|"
    r"\b[A-Z]\w+ (?!was\b|has\b|his\b|as\b)[a-z]{2,}(?<![su])s\b"
)
_THEN: Final = re.compile(
    r"\b(?:was|were|had|did|could|would|wrote|took|made|gave|began|became|said|spent|came|went|"
    r"kept|met|told|found|led|ran|let|learned|thought|knew|saw)\b|\b[a-z]{3,}ed\b(?! by)"
)


def _in_the_past(
    body: str,
    whole: Sequence[tuple[Sentence, Section]],
    sorts: list[str],
    foreign: set[int],
) -> list[str]:
    """Stories are told in the present: a paragraph in the past that speaks of the making at all
    is all about the making; so is what names nobody of the story in a paragraph about it."""
    if not any(sort == ABOUT for sort in sorts):
        return sorts
    out = list(sorts)
    at = 0
    while at < len(whole):
        upto = at + 1
        while upto < len(whole) and "\n" not in body[whole[upto - 1][0].end : whole[upto][0].start]:
            upto += 1
        block = [body[each.start : each.end] for each, _ in whole[at:upto]]
        then = sum(bool(_THEN.search(words)) for words in block)
        now = sum(len(_NOW.findall(words)) > len(_THEN.findall(words)) for words in block)
        score = sum(kinds.weigh(words) > 0.5 for words in block)
        past = len(block) > 1 and then > 3 * now and (score or ABOUT in sorts[at:upto])
        mostly = sorts[at] == ABOUT and 2 * sorts[at:upto].count(ABOUT) >= len(block)
        for i, words in zip(range(at, upto), block, strict=True):
            if whole[i][1].kind != OPEN or out[i] not in (PLOT, SYNOPSIS, OPEN):
                continue
            told = _NOW.search(words) is not None and kinds.weigh(words) <= -0.7
            if (past and not told) or (mostly and whole[i][0].start in foreign and then > now):
                out[i] = ABOUT
        at = upto
    return out


_DECIDED: Final = re.compile(
    r",? (?:himself |herself |later |always )?(?:decided|chose|intended|wanted|insisted|meant|"
    r"conceived) (?:(?:that|to|on|not)\b|(?:the|her|his|it|a|an|this) [^,.;:]{0,80}?\bto\b)"
)


_WEIGHED: Final = re.compile(
    r"\b(?:audiences?|viewers?|ending|final scene|camera|shot)\b|"
    r": (?:did|does|is|was|has) .{3,200}\?"
)


_SAID: Final = re.compile(
    r",? (?:himself |herself |themselves )?(?:(?:has|have|had) (?:since |later |often |always |"
    r"once |also )*(?:said|explained|claimed|insisted|recalled|stated|described|argued|wanted|"
    r"hoped|"
    r"intended)|insisted|explained|recalled|argued|always maintained) (?:that|how|why|it|the|to)\b"
)


def _decides(
    body: str,
    each: Sentence,
    near: Sequence[Mention],
    often: Counter[str],
    people: set[int],
) -> bool:
    """In a story told in the present, someone named only here "decided that …": a film-maker."""
    said = next((name for name in near if name.start < each.start + 40), None)
    if said is not None and said.start not in people and _SAID.match(body[said.end : each.end]):
        return True
    first = next((name for name in near if name.start < each.start + 12), None)
    if first is None or often[first.words[-1]] > 1:
        return False
    ahead = body[first.end : each.end]
    if _DECIDED.match(ahead) is None:
        return False
    return any(name is not first for name in near) or _WEIGHED.search(ahead) is not None


def makers_in(
    mask: str, body: str, whole: Sequence[tuple[Sentence, Section]], names: Names
) -> tuple[set[int], set[str], set[int]]:
    """Where makers of the film are surely named, and their family names: in lists of stars, and
    in sentences that are about the film whoever they name; and where sentences begin that are
    surely about the film."""
    starts: set[int] = set()
    about: set[int] = set()
    for each, section in whole:
        if section.kind not in (OPEN, ABOUT, CAST) or each.end - each.start > 4000:
            continue
        stars = [h.who[0] for h in casting(mask, each.start, each.end) if h.role == "cast member"]
        named, sure = making.surely(mask, each.start, each.end)
        starts.update(named)
        if sure:
            about.add(each.start)
        if len(stars) > 1 or kinds.weigh(body[each.start : each.end]) >= 1.8:
            starts.update(stars)
            starts.update(h.who[0] for h in bylines(mask, each.start, each.end))
    last = {name.words[-1] for name in names.all if name.start in starts and len(name.words) > 1}
    return starts, last, about


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
