"""What sentences state, as far as plain rules can tell: who does, is, loves, holds what.

Every rule reads marked sentences (``naming``) and finds little but surely: what is only thought,
planned, feared or nearly happens is not stated.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from entracte.judge.naming import LONGEST, Marked, Naming
from entracte.judge.tellings import Telling, Unit
from entracte.judge.trades import GROUP, NOT_NOW
from entracte.read.joins import words as listed

_P: Final = r"«(\d+)»"
_NO: Final = r"(?: never| (?:does|did|do|will|can) not| doesn't| didn't| refuses to)?"
_Q: Final = r"(?:the |a |an |«\d+»'s )?(?:[a-z-]+ ){0,5}?«(\d+)»"  # "the young composer «1»"


class Stated(NamedTuple):
    """One thing a sentence states. ``who`` and ``whom`` are numbers in the list of people."""

    sort: str
    who: int
    whom: int  # -1: nobody
    what: frozenset[str]
    unit: Unit
    telling: int  # number of the telling
    at: int  # number of the sentence in it
    holds: bool = True  # False: the sentence denies it


_HEDGE: Final = re.compile(
    r"\b(?:nearly|almost|apparent\w*|seeming\w*|seems?|supposed\w*|fak\w+|pretend\w*|believ\w+|"
    r"thinks?|thought|presum\w+|would|could|might|may|threat\w*|plans?|planned|tr(?:y|ies|ied)|"
    r"attempt\w*|wants?|wish\w*|if|dreams?|dreamt|imagin\w+|unless|will|going to|about to|fear\w*|"
    r"hop\w+|suspect\w*|accus\w+|ask\w*|urg\w+|order\w*|fail\w*|unable|"
    r"prevent\w*|sav\w+|"
    r"or|whether|intend\w*|decid\w+|promis\w+|claim\w*|lies?|lied|story|rumou?r\w*|hallucinat\w*)\b"
)
MOST: Final = 300  # statements of one sort from one text that are compared with all others
_IF: Final = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Ww]hether|(?:dreams|imagines|believ\w+|thinks|told) that)\b"
)
_NOT: Final = re.compile(r"\b(?:not|never|no longer|without|refus\w+)\b|n't\b")
_DIES: Final = re.compile(
    rf"{_P}(?:, [^,«».;]{{1,60}},)? (?:(?:then|also|later|soon|finally|eventually|himself|herself|"
    r"instantly|suddenly) )?(?:dies|died|has died|is dead|"
    r"(?:is|was|gets?|got) (?:then |also |later |soon |fatally )?(?:killed|murdered|executed|"
    r"hanged|beheaded|assassinated|strangled|shot dead|(?:shot|stabbed|beaten) to death)|"
    r"(?:commits|committed) suicide|passes away|bleeds to death|drowns|"
    r"(?:kills|killed|hangs|hanged) (?:him|her)self|falls to (?:his|her|«\d+»'s) death)\b"
)
_DEATH: Final = re.compile(
    rf"{_P}'s (?:own )?(?:death|murder|suicide|corpse|dead body|funeral|grave)\b|"
    rf"\b(?:the death|the murder|the funeral|the suicide) of {_P}"
)
_WHY: Final = re.compile(rf"\b(?:why|how|where) {_P} (?:died|dies)\b")  # takes it for granted
_KILLS: Final = re.compile(
    rf"{_P}{_NO}(?: [a-z]+ly)? (?:kills?|killed|murders?|murdered|strangles|strangled|assassinates|"
    rf"assassinated|executes|executed|beheads|shoots and kills|stabs) {_Q}(?! ?'s)"
)
_SLAIN: Final = re.compile(
    rf"{_P} (?:is|was|gets|has been)(?: [a-z]+ly)? (?:killed|murdered|strangled|executed|shot|"
    rf"stabbed)(?: [a-z]+){{0,3}} by {_Q}(?! ?'s)"
)
_MARRIES: Final = re.compile(
    rf"{_P}{_NO} (?:marries|marry|married|weds|wedded|(?:is|gets) married to|has married) {_Q}"
    rf"(?! ?'s)|"
    rf"{_P} and {_P} (?:marry|get married|are married|wed|got married|are wed)\b|"
    rf"{_P}'s (?:wife|husband),? {_P}"
)
_LOVES: Final = re.compile(
    rf"{_P}(?:, [^,«».;]{{1,60}},)? (?:[a-z]+ ){{0,2}}?(?:begins? to |begun to |starts? to |has )?"
    rf"(?:falls?|fell|fallen|fall) (?:[a-z]+ )?(?:in love with|for) {_Q}(?! ?'s)|"
    rf"{_P} (?:is |was )?(?:[a-z]+ )?in love with {_Q}(?! ?'s)|"
    rf"{_P}{_NO} loves? {_Q}(?! ?'s)|"
    rf"{_P}'s (?:[a-z]+ )?love for {_Q}(?! ?'s)|"
    rf"{_P} (?:is |was )?(?:[a-z]+ ){{0,2}}?in(?:to)? a love triangle with {_Q}(?! ?'s)|"
    rf"{_P} (?:is |was )?(?:[a-z]+ ){{0,2}}?in(?:to)? a love triangle with the [a-z]+, {_P}|"
    rf"{_P} (?:begins |has |starts )?(?:an? )(?:[a-z]+ )?(?:affair|romance) with {_Q}(?! ?'s)"
)
_AMONG_TWO: Final = re.compile(rf"{_P} and {_P} (?:[a-z]+ )?(?:fall|fell|are) in love\b(?! with)")
_CHOICE: Final = re.compile(
    rf"{_P}(?:,[^,«»]{{1,80}},)? (?:[a-z]+ ){{0,2}}?(?:must |has to |is forced to |faces a )?"
    r"(?:choos\w+|choice)(?: to [a-z]+)? (?:between|either) (?P<choice>[^.;]{5,160})"
)
_FOR_LOVE: Final = re.compile(r"\b(?:love|romance|marriage|heart|lover|passion for)\b")
_TRADE: Final = (
    re.compile(
        rf"(?<!\w)(?:[Tt]he|«\d+»'s|[Hh]er|[Hh]is|[a-z]+'s) (?P<phrase>(?:[a-z-]+ ){{0,4}}?"
        rf"(?P<trade>[a-z]+))(?: of (?:the |a )?[^«,.;]{{1,50}})?, {_P}(?!'s)"
    ),
    re.compile(
        rf"{_P}, (?:the|«\d+»'s|her|his|[a-z]+'s) "
        rf"(?P<phrase>(?:[a-z'-]+ ){{0,8}}?(?P<trade>[a-z]+))"
        r"(?=[,.;]| of | who )"
    ),
)
_DEEDS: Final = {
    word: name
    for name, words in {
        "perform": "dance dances danced dancing perform performs performed performing sing sings "
        "sang stage stages performance plays play concert",
        "meet": "meet meets met meeting see sees saw visit visits visited",
        "kiss": "kiss kisses kissed",
        "fight": "fight fights fought duel box boxes",
        "drive": "drive drives drove race races raced ride rides rode",
    }.items()
    for word in words.split()
}
_LAST_TIME: Final = re.compile(
    r"\b(?:for (?:one|the) (?:very )?(?:last|final) time|one last time)\b"
)
_AGAIN: Final = re.compile(r"\b(?:once more|once again|again|another time)\b")
_ONCE_MORE: Final = re.compile(rf"{_P} ([a-z]+)\b[^,.;]{{0,20}}{_AGAIN.pattern}")
_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
_END: Final = re.compile(
    r"(?i:\b(?:in the end|at the end|at that point|in the (?:[a-z]+ )?(?:conclusion|ending|finale)|"
    r"final (?:choice|decision|scene|moment)|(?:as|when|why|before) «\d+» dies|"
    r"why «\d+» died))"
)
_END_TITLE: Final = re.compile(r"\b(?:final|last|end|ending|finale|epilogue|conclusion)\b", re.I)
_AFTER: Final = re.compile(
    r"\bpost-[a-z]+|\bafter (?:the|her|his|«\d+»'s) (?:tragedy|fall|accident)\b", re.I
)
_KEEPS: Final = re.compile(
    r"(?:wear(?:s|ing)?|wore|keep(?:s|ing)?|holding|holds|carr(?:ies|ying)) "
    r"(?:the|his|her|«\d+»'s) (?P<thing>(?:[a-z-]+ ){0,2}[a-z]+)"
)
_DROPS: Final = re.compile(
    r"(?:reject(?:s|ing)?|discard(?:s|ing)?|throw(?:s|ing)? away|takes? off|removes?|destroys?|"
    r"gives? (?:up|away)|renounces?|burns?|abandons?) "
    r"(?:(?P<it>them|it)\b|(?:the|his|her|«\d+»'s) (?P<thing>(?:[a-z-]+ ){0,2}[a-z]+))"
)
_THING: Final = re.compile(r"\bthe (?P<thing>(?:[a-z-]+ ){1,2}[a-z]+)")
_ALIVE: Final = re.compile(
    rf"{_P} (?:[a-z]+ly )?(?!(?:died|dies|is|was|has|had|s|d)\b)(?P<deed>[a-z]+s)\b|"
    rf"{_P} is (?:now )?(?:alone|isolated|free|alive|happy|seen|left|safe|living)\b"
)
_EVENT: Final = re.compile(
    r"\b(?:as |in |for |during |after |of )?(?:an?|the|her|his|«\d+»'s) (?P<how>(?:[a-z-]+ ){0,2})"
    r"(?P<event>audition|wedding|funeral|trial|duel|interview|engagement|hearing|exam|"
    r"proposal|premiere|inauguration|execution|burial)\b"
)
_UNSEEN: Final = listed(
    """surreptitious secret covert disguised informal impromptu private hidden"""
)
_SEEN: Final = listed("""formal official high-stakes public open grand televised ceremonial""")


class Reading:
    """All tellings of a film, marked, and what they state."""

    def __init__(self, naming: Naming, tellings: Sequence[Telling]) -> None:
        self.naming = naming
        self.tellings = tellings
        naming.learn(unit.words for telling in tellings for unit in telling.units)
        self.marked: list[list[Marked]] = [
            naming.read([unit.words for unit in telling.units]) for telling in tellings
        ]
        self.stated: list[Stated] = [
            each for number in range(len(tellings)) for each in self._telling(number)
        ]

    def _telling(self, number: int) -> Iterator[Stated]:
        telling = self.tellings[number]
        for at, (unit, marked) in enumerate(zip(telling.units, self.marked[number], strict=True)):
            for sort, who, whom, what, holds in _sentence(marked.words):
                yield Stated(
                    sort=sort,
                    who=who,
                    whom=whom,
                    what=what,
                    unit=unit,
                    telling=number,
                    at=at,
                    holds=holds,
                )

    def of(self, sort: str) -> list[Stated]:
        """What is stated of this sort; of a text that states it without end, the first."""
        counts: Counter[str] = Counter()
        out = []
        for each in self.stated:
            if each.sort == sort:
                source = self.tellings[each.telling].source
                counts[source] += 1
                if counts[source] <= MOST:
                    out.append(each)
        return out

    def ends(self, stated: Stated) -> bool:
        """Whether this happens when the story ends."""
        telling = self.tellings[stated.telling]
        words = self.marked[stated.telling][stated.at].words
        return bool(
            _END.search(words) or (telling.sort == "scene" and _END_TITLE.search(telling.title))
        )

    def past_it(self, stated: Stated) -> bool:
        """Whether the sentence says that the tragedy is over."""
        return _AFTER.search(self.marked[stated.telling][stated.at].words) is not None


_Found = tuple[str, int, int, frozenset[str], bool]
_NONE: Final[frozenset[str]] = frozenset()


def _sentence(words: str) -> Iterator[_Found]:
    words = words[: 2 * LONGEST]
    yield from _events(words)
    if "«" not in words:
        return
    yield from _deaths(words)
    yield from _bonds(words)
    yield from _trades(words)
    yield from _returns(words)
    yield from _things(words)
    for found in _ALIVE.finditer(words):
        who = found[1] or found[3]
        yield "lives", int(who), -1, _NONE, True


def _sure(words: str, found: re.Match[str]) -> bool:
    """Whether the words up to the end of this are told as a fact."""
    start = max(words.rfind(mark, 0, found.start()) for mark in (". ", "; ", ", ", " that ")) + 1
    if _HEDGE.search(words, max(0, start, found.start() - 60), found.end()):
        return False
    return _IF.search(words, 0, found.start()) is None


def _holds(words: str, found: re.Match[str]) -> bool:
    return _NOT.search(words, max(0, found.start() - 25), found.end()) is None


def _deaths(words: str) -> Iterator[_Found]:
    for pattern in (_DIES, _DEATH):
        for found in pattern.finditer(words):
            if _sure(words, found) and _holds(words, found):
                yield "dies", int(next(each for each in found.groups() if each)), -1, _NONE, True
    for found in _WHY.finditer(words):
        yield "dies", int(found[1]), -1, _NONE, True
    for found in _KILLS.finditer(words):
        if _sure(words, found):
            holds = _holds(words, found)
            yield "kills", int(found[1]), int(found[2]), _NONE, holds
            if holds and "stabs" not in found[0]:
                yield "dies", int(found[2]), -1, _NONE, True
    for found in _SLAIN.finditer(words):
        if _sure(words, found) and not re.search(r"shot|stabbed", found[0]):
            yield "kills", int(found[2]), int(found[1]), _NONE, _holds(words, found)


def _bonds(words: str) -> Iterator[_Found]:
    for sort, pattern in (("marries", _MARRIES), ("loves", _LOVES), ("loves", _AMONG_TWO)):
        for found in pattern.finditer(words):
            pair = [int(each) for each in found.groups() if each]
            if len(pair) != 2 or pair[0] == pair[1] or not _sure(words, found):
                continue
            holds = _holds(words, found)
            yield sort, pair[0], pair[1], _NONE, holds
            if sort == "marries" or pattern is _AMONG_TWO:
                yield sort, pair[1], pair[0], _NONE, holds
    for found in _CHOICE.finditer(words):
        between = found["choice"]
        if _FOR_LOVE.search(between):
            loved = re.search(
                rf"(?:love|romance|marriage|passion)(?: for| with| to)? {_P}", between
            )
            whom = int(loved[1]) if loved else -1
            yield "chooses", int(found[1]), whom, _NONE, True
            if whom >= 0 and whom != int(found[1]):
                yield "loves", int(found[1]), whom, _NONE, True


def _trades(words: str) -> Iterator[_Found]:
    for pattern in _TRADE:
        for found in pattern.finditer(words):
            trade = found["trade"]
            near = words[max(0, found.start() - 20) : found.end()]
            inside = [w for w in _WORD.findall(found["phrase"]) if w in GROUP]
            trade = trade if trade in GROUP else (inside[-1] if inside else "")
            if trade and not re.search(NOT_NOW, near):
                who = next(each for each in found.groups() if each and each.isdigit())
                yield "works as", int(who), -1, frozenset((trade,)), True


def _returns(words: str) -> Iterator[_Found]:
    last, again = _LAST_TIME.search(words), _AGAIN.search(words)
    if not last and not again:
        return
    first = re.search(_P, words)
    told = frozenset(_DEEDS[word] for word in _WORD.findall(words.lower()) if word in _DEEDS)
    if first and told:
        if last:
            yield "last time", int(first[1]), -1, told, True
        elif again and (
            verb := re.search(rf"{_P} ([a-z]+)\b[^,.;]{{0,20}}{_AGAIN.pattern}", words)
        ):
            deed = frozenset((_DEEDS[verb[2]],)) if verb[2] in _DEEDS else _NONE
            if deed:
                yield "again", int(verb[1]), -1, deed, True


def _things(words: str) -> Iterator[_Found]:
    for sort, pattern in (("keeps", _KEEPS), ("drops", _DROPS)):
        for found in pattern.finditer(words):
            who = re.findall(_P, words[: found.start()])
            thing = found["thing"]
            if thing is None:
                before = list(_THING.finditer(words, 0, found.start()))
                thing = before[0]["thing"] if len({b["thing"] for b in before}) else None
            if who and thing:
                yield sort, int(who[-1]), -1, stems_of(thing), _holds(words, found)


def _events(words: str) -> Iterator[_Found]:
    for found in _EVENT.finditer(words):
        how = set(found["how"].split())
        who = re.search(_P, words)
        manner = "unseen" if how & _UNSEEN else "seen" if how & _SEEN else ""
        if manner:
            yield "event", int(who[1]) if who else -1, -1, frozenset((found["event"], manner)), True


def stems_of(phrase: str) -> frozenset[str]:
    """The words of a phrase without small words and plural endings: the things it names."""
    small = {"the", "a", "an", "of", "in", "and", "at", "on", "to", "that", "at that"}
    return frozenset(
        word[:-1] if word.endswith("s") and len(word) > 3 else word
        for word in _WORD.findall(phrase.lower())
        if word not in small
    )
