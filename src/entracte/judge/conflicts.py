"""Conflicts: two tellings that answer one question of the same scope differently.

A question is asked narrowly, so that differences of scope, of opinion and mere absence are none:
a film's tellings may leave out whatever they like, love may wander inside one telling, and what
happens in a work within says nothing of the film around it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from entracte.judge.conflict import Conflict
from entracte.judge.naming import Naming
from entracte.judge.stated import Reading, Stated
from entracte.judge.tellings import Telling
from entracte.judge.trades import GROUP
from entracte.judge.within import within
from entracte.model import WHOLE, Page, Passage

_MORTAL: Final = re.compile(
    r"\b(?:dies|died|dead|death|dying|kill\w*|murder\w*|suicide|corpse|body|grave|funeral|shot|"
    r"fatal\w*|drown\w*|hang\w*|executed|execution|ghost|afterlife|heaven)\b"
)


def conflicts(page: Page, told: Sequence[Telling]) -> tuple[Conflict, ...]:
    """Every conflict among these tellings of the page's film, each pair of sentences once."""
    reading = Reading(Naming([p for p in page.people if p.inside == WHOLE]), told)
    found: dict[tuple[str, Passage, Passage], Conflict] = {}
    rules = (_deaths, _loves, _choices, _trades, _order, _held, _events, _deeds)
    every = [each for rule in rules for each in rule(reading)]
    for each in (*every, *within(page, reading)):
        first, last = sorted((each.one.read.passage, each.other.read.passage))
        if first != last:
            found.setdefault((each.sort, first, last), each)
    return tuple(found.values())


def _name(reading: Reading, who: int) -> str:
    return reading.naming.people[who].name


def _pair(sort: str, a: Stated, b: Stated, a_why: str, b_why: str) -> Conflict:
    return Conflict(sort=sort, one=a.unit, other=b.unit, one_why=a_why, other_why=b_why)


def _part(reading: Reading, each: Stated) -> str:
    return reading.tellings[each.telling].part


def _source(reading: Reading, each: Stated) -> str:
    return reading.tellings[each.telling].source


def _film(reading: Reading, found: Sequence[Stated]) -> list[Stated]:
    """Those of the film around the works within."""
    return [each for each in found if _part(reading, each) == WHOLE]


def _deaths(reading: Reading) -> Iterator[Conflict]:
    """Who dies in one text is not alive when the other text's story is over."""
    dead = [each for each in _film(reading, reading.of("dies")) if each.holds]
    lives = [
        each
        for each in _film(reading, reading.of("lives"))
        if (reading.ends(each) and _scene(reading, each)) or reading.past_it(each)
    ]
    mortal: dict[tuple[str, int], bool] = {}
    for death in dead:
        name = _name(reading, death.who)
        for life in lives:
            if life.who != death.who or _source(reading, life) == _source(reading, death):
                continue
            key = (_source(reading, life), life.who)
            if key not in mortal:
                mortal[key] = _mentions_death(reading, *key)
            if not mortal[key]:
                why = f"Here {name} dies; nothing can show {name} alive after that."
                back = f"Here {name} is alive when the story is over."
                yield _pair("death", life, death, why, back)


def _scene(reading: Reading, each: Stated) -> bool:
    return reading.tellings[each.telling].sort == "scene"


def _mentions_death(reading: Reading, source: str, who: int) -> bool:
    """Whether this text speaks of dying near this person, in whatever words."""
    return any(
        who in marked.people and _MORTAL.search(marked.words)
        for number, telling in enumerate(reading.tellings)
        if telling.source == source and telling.part == WHOLE
        for marked in reading.marked[number]
    )


def _loves(reading: Reading) -> Iterator[Conflict]:
    """The one whom somebody loves in a scene is nobody the whole story has them love."""
    for sort in ("loves", "marries"):
        by: dict[tuple[int, int], list[Stated]] = {}
        for each in _film(reading, reading.of(sort)):
            if each.holds:
                by.setdefault((each.who, each.telling), []).append(each)
        for (who, a), ours in by.items():
            for (other, b), theirs in by.items():
                if who != other or a >= b:
                    continue
                if not (reading.tellings[a].whole or reading.tellings[b].whole):
                    continue
                mine, yours = {s.whom for s in ours}, {s.whom for s in theirs}
                if mine & yours or _both_known(reading, who, mine | yours):
                    continue
                yield from _rival_loves(reading, sort, ours, theirs)


def _rival_loves(
    reading: Reading, sort: str, ours: Sequence[Stated], theirs: Sequence[Stated]
) -> Iterator[Conflict]:
    verb = "loves" if sort == "loves" else "marries"
    for one in ours:
        for other in theirs:
            name = _name(reading, one.who)
            yield _pair(
                "love" if sort == "loves" else "bond",
                one,
                other,
                f"Here it is {_name(reading, other.whom)} whom {name} {verb}.",
                f"Here it is {_name(reading, one.whom)} whom {name} {verb}.",
            )


def _both_known(reading: Reading, who: int, loved: set[int]) -> bool:
    """Whether some whole telling has love for several of them: then the scene may be of either."""
    known = [*reading.of("loves"), *reading.of("marries")]
    for number in range(len(reading.tellings)):
        told = {each.whom for each in known if each.telling == number and each.who == who}
        if len(told & loved) > 1:
            return True
    return False


def _choices(reading: Reading) -> Iterator[Conflict]:
    """A choice between love and something else is about the one who is loved in that telling."""
    loved: dict[tuple[int, int], set[int]] = {}
    for each in _film(reading, reading.of("loves")):
        if each.holds:
            loved.setdefault((each.who, each.telling), set()).add(each.whom)
    chosen = []
    for each in _film(reading, reading.of("chooses")):
        whom = {each.whom} if each.whom >= 0 else loved.get((each.who, each.telling), set())
        if len(whom) == 1:
            chosen.append((each, next(iter(whom))))
    for i, (one, mine) in enumerate(chosen):
        for other, yours in chosen[i + 1 :]:
            if one.who == other.who and mine != yours and one.telling != other.telling:
                yield _pair(
                    "choice",
                    one,
                    other,
                    f"Here the choice is about {_name(reading, yours)}.",
                    f"Here the choice is about {_name(reading, mine)}.",
                )


def _trades(reading: Reading) -> Iterator[Conflict]:
    """What somebody is, when two texts say it as a matter of course and differ."""
    stated = _film(reading, reading.of("works as"))
    lines: dict[tuple[int, str], set[int]] = {}
    for each in stated:
        (trade,) = each.what
        lines.setdefault((each.who, _source(reading, each)), set()).add(GROUP[trade])
    for i, one in enumerate(stated):
        for other in stated[i + 1 :]:
            here, there = _source(reading, one), _source(reading, other)
            if one.who != other.who or here == there:
                continue
            if lines[one.who, here] & lines[one.who, there]:
                continue
            name, (mine,), (yours,) = _name(reading, one.who), one.what, other.what
            yield _pair(
                "trade",
                one,
                other,
                f"Here {name} is {_article(yours)} {yours}.",
                f"Here {name} is {_article(mine)} {mine}.",
            )


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _order(reading: Reading) -> Iterator[Conflict]:
    """The last time is followed by no other time, in one telling or one text's scenes."""
    for last in _film(reading, reading.of("last time")):
        for later in _film(reading, reading.of("again")):
            if last.who != later.who or not last.what & later.what:
                continue
            if _source(reading, last) != _source(reading, later):
                continue
            if _when(reading, later) > _when(reading, last):
                name = _name(reading, last.who)
                yield _pair(
                    "order",
                    last,
                    later,
                    f"Later {name} does it once more: it was not the last time.",
                    f"Before this {name} did it for the last time.",
                )


def _when(reading: Reading, each: Stated) -> tuple[int, int]:
    return reading.tellings[each.telling].place, each.at


def _held(reading: Reading) -> Iterator[Conflict]:
    """What somebody has on them at the end, and has given up at the end."""
    keeps = [s for s in _film(reading, reading.of("keeps")) if s.holds and reading.ends(s)]
    drops = [s for s in _film(reading, reading.of("drops")) if s.holds and reading.ends(s)]
    for one in keeps:
        for other in drops:
            same = one.what & other.what
            if one.who != other.who or _source(reading, one) == _source(reading, other):
                continue
            if len(same) >= 2 or one.what == other.what:
                name = _name(reading, one.who)
                yield _pair(
                    "thing",
                    other,
                    one,
                    f"Here {name} still has them at the end.",
                    f"Here {name} gives them up at the end.",
                )


def _events(reading: Reading) -> Iterator[Conflict]:
    """One event cannot be held in the open and go unnoticed."""
    found = _film(reading, reading.of("event"))
    for one in found:
        for other in found:
            if "seen" not in one.what or "unseen" not in other.what:
                continue
            if len(one.what & other.what) != 1 or _source(reading, one) == _source(reading, other):
                continue
            who = set(_there(reading, one)) & set(_there(reading, other))
            if who:
                (event,) = one.what & other.what
                yield _pair(
                    "event",
                    one,
                    other,
                    f"Here the {event} is no open one: it goes on unnoticed.",
                    f"Here the {event} is held openly.",
                )


def _there(reading: Reading, each: Stated) -> tuple[int, ...]:
    return reading.marked[each.telling][each.at].people


def _deeds(reading: Reading) -> Iterator[Conflict]:
    """Who kills whom, and whether somebody does it at all."""
    for sort in ("kills", "marries", "loves"):
        found = _film(reading, reading.of(sort))
        for i, one in enumerate(found):
            for other in found[i + 1 :]:
                if _source(reading, one) == _source(reading, other):
                    continue
                yield from _deed(reading, sort, one, other)


def _deed(reading: Reading, sort: str, one: Stated, other: Stated) -> Iterator[Conflict]:
    a, b = _name(reading, one.who), _name(reading, one.whom)
    c, d = _name(reading, other.who), _name(reading, other.whom)
    verb = sort
    if (one.who, one.whom) == (other.who, other.whom):
        if one.holds != other.holds and sort != "loves":
            yes, no = f"Here {a} {verb} {b}.", f"Here it is denied that {a} {verb} {b}."
            yield _pair("deed", one, other, yes if other.holds else no, yes if one.holds else no)
    elif sort == "kills" and one.holds and other.holds:
        turned = (one.who, one.whom) == (other.whom, other.who)
        if turned or one.whom == other.whom:
            yield _pair("deed", one, other, f"Here {c} {verb} {d}.", f"Here {a} {verb} {b}.")
