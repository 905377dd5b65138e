"""Sentences that are surely about the film and its people, whatever their verbs sound like."""

import re
from typing import Final

from entracte.read.bylines import LIST, Hit, bylines, named
from entracte.read.casting import casting
from entracte.read.deeds import deeds
from entracte.read.phrasings import phrasings
from entracte.read.played import played
from entracte.read.scopes import NAME

_PLAYED: Final = frozenset({"cast member", "dancer", "singer"})
# Trades that hardly anybody in a story has; a director or a composer may well be a character.
_TRADES: Final = frozenset(
    ["cinematographer", "production designer", "costume designer", "camera operator"]
)
_JUDGES: Final = (
    r"(?:[\w-]+ )?(?:critics?|historians?|scholars?|reviewers?|biographers?|musicologists?|"
    r"theorists?|essayists?|commentators?)"
)
_HOLDS: Final = (
    r"(?:holds?|held|argues?|argued|maintains?|maintained|suggests?|suggested|replies|replied|"
    r"contends?|contended|believes?|believed|thinks?|thought|objects?|objected|counters?|countered|"
    r"insists?|insisted|observes?|observed|notes?|noted|writes?|wrote|concludes?|concluded|"
    r"claims?|claimed|remarks?|remarked|points? out|pointed out|has (?:argued|written|suggested|"
    r"said|shown|proposed|called|noted))"
)
_JUDGED: Final = re.compile(
    rf"\b{_JUDGES} (?P<who>{LIST})(?:,[^,;.]{{1,50}},)? (?:{_HOLDS} (?:that|how|it)\b|(?:calls?|"
    rf"called|sees?|saw|reads?|read|finds?|found|describes?|described|praises?|praised) "
    r"(?:it|the film|the ending|the scene|the picture|in it|this)\b)|"
    rf"\b(?:[Ff]or|[Aa]ccording to) (?:the )?{_JUDGES} (?P<for>{LIST})"
)
_SAYS: Final = re.compile(
    rf"(?P<who>{LIST})(?:,[^,;.]{{1,60}},)? (?:himself |herself )?(?:(?:has|have) (?:always |"
    rf"since |"
    r"often |later |himself |herself )?(?:said|recalled|explained|admitted|claimed|insisted|"
    r"maintained|remembered|described|written|spoken|confessed)\b|(?:later |afterwards |once |has "
    r"|often |always )?(?:recalled|remembered|said|explained|told \w+|admitted) (?:in (?:an? "
    r"(?:interview|letter|memoir)|his|her|later years|(?:19|20)\d\d)|later|afterwards|years later))"
)
_MAKING: Final = re.compile(
    r"\b(?:film|movie|picture|screenplay|script|score|photography|camera|screen|costumes)\b",
    re.IGNORECASE,
)


_MADE: Final = re.compile(
    r"\b(?:score|screenplay|script|dialogue|cinematography|photography|camerawork|editing|"
    r"costumes?|"
    r"production design|choreography|sets|settings)\b,? (?:[a-z]+ ){0,3}by\b",
    re.IGNORECASE,
)


def surely(mask: str, start: int, end: int) -> tuple[set[int], bool]:
    """Where makers and judges of the film are named in this sentence of a masked text, and
    whether it is surely about the film."""
    cast = [*casting(mask, start, end), *played(mask, start, end)]
    players = dict.fromkeys(hit.who[0] for hit in cast if hit.role in _PLAYED)
    whoms = {hit.whom[0] for hit in cast if hit.whom}
    turned = [*phrasings(mask, start, end)]
    trades = [hit for hit in cast if hit.role in _TRADES]
    worked = [hit for hit in deeds(mask, start, end) if _made(mask, hit)]
    worked += [
        hit
        for hit in bylines(mask, start, end)
        if _made(mask, hit) or _MADE.search(mask, hit.start, hit.end)
    ]
    judges: set[int] = set()
    for pattern in (_JUDGED, _SAYS):
        for found in pattern.finditer(mask, start, end):
            group = "for" if pattern is _JUDGED and found["for"] else "who"
            judges |= {who[0] for who in named(mask, *found.span(group))}
    makers = {hit.who[0] for hit in (*turned, *trades, *worked)}
    sure = makers | judges
    told = [hit for hit in cast if hit.whom and _BY.search(mask, hit.start, hit.end)]
    told += [hit for hit in cast if hit.whom and _PLAYS.search(mask, hit.start, hit.end)]
    if len(players) > 1 or told:
        sure |= set(players) - whoms
    return sure, bool(sure)


_PLAYS: Final = re.compile(
    rf"{NAME}(?:, who| also)? (?:plays|played|portrays|portrayed|voices|voiced) {NAME}"
)
_BY: Final = re.compile(
    r"\b(?:played|portrayed|voiced|acted|impersonated)\b[^,;.]{0,40} by\b|"
    r"\b(?:is|was) cast as\b|\b(?:takes?|took|has|had|plays?|played) the (?:\w+ )?(?:part|role) "
    r"of\b"
)


def _made(mask: str, hit: Hit) -> bool:
    """Whether the deed names the film, its script, its music ... as what was done."""
    if hit.role in _PLAYED or hit.what is None:
        return False
    words = mask[min(hit.start, hit.what[0]) : max(hit.end, hit.what[1])]
    return NAME in words and _MAKING.search(mask[hit.what[0] : hit.what[1]]) is not None
