"""What a sentence is about: the story, or the film as a thing that people made and watched."""

import re
from collections.abc import Container
from typing import Final

from entracte.read.mentions import Mention

STORY, ABOUT, NEITHER = "story", "about", ""

_STRONG: Final = re.compile(
    r"\b(?:box[- ]office|critics?|critical(?:ly)?|reviews?|reviewers?|reviewed|acclaim(?:ed)?|"
    r"academy awards?|oscars?|bafta|golden globes?|"
    r"nominat(?:ed|ions?)|premi[eè]red?|released?|distribut(?:ed|or|ion)|screenplay|"
    r"screenwriters?|cinematograph(?:y|er)|filmmakers?|"
    r"film-makers?|soundtrack|original score|screen credit|box set|budget|gross(?:ed|es)|"
    r"filming|filmed|shot (?:in|on|at|over)|principal photography|"
    r"post-production|technicolor|(?:photographed|shot|cut|composed|written|sung|designed|"
    r"scored|music|score|songs?|narrated|performed|danced) by|starring|stars? (?:as|[A-Z])|"
    r"co-?stars?|co-?starred|awards?|debut|series of|on film|directed|directorial|produced by|"
    r"edited by|remake|sequel|prequel|"
    r"choreographed|choreography|conducted|composed|orchestral|portray(?:ed|al|s)|voiced|sung "
    r"by|dubbed|dvd|blu-ray|restored|"
    r"restoration|remastered|audiences? (?:members )?(?:have|has|had|were|responded|loved)|"
    r"scholars?|film historian|film theor\w+|"
    r"artistic(?:ally)?|ambigu(?:ity|ous(?:ly)?)|symboli[sz]\w*|metaphor\w*|allegor\w+|"
    r"interpret\w+|adaptation|adapted|"
    r"based (?:up)?on|inspired by|library of congress|film festival|british film institute|afi|"
    r"actress|actors?|screenings?|"
    r"(?:19|20)\d\d (?:\w+ ){0,4}(?:film|movie|drama|comedy|thriller|western)|running time|cast "
    r"as|lead role|title role|casting|"
    r"plays the (?:role|part)|played by|playing the (?:role|part)|role (?:as|of)|tells the "
    r"story|film's|movie's|crew|on location|"
    r"cult (?:classic|following|status)|has been (?:much |widely )?(?:discussed|praised|called|"
    r"described|cited)|considered (?:one of|to be)|regarded as)\b",
)
_IS_A: Final = re.compile(
    r"\b(?:is|was) (?:an? |the )(?:[\w'’,-]+ ){0,8}?(?:film|movie|short|cartoon|serial|"
    r"documentary|feature|miniseries|"
    r"western|drama|melodrama|comedy|thriller|musical|anthology)\b(?! (?:star|director|producer|"
    r"critic|composer|actor|actress|student|studio|crew|company))"
    r"|\b(?:film|movie|picture|short|it|cast) (?:also )?(?:stars|starred|co-stars|co-starred|"
    r"features|featured|includes|included)\b"
    r"|\b(?:it|film|movie|picture|which) (?:was|were|is) (?:\w+ ){0,2}(?:directed|written|"
    r"produced|shot|filmed|edited|scored|photographed|based|released|distributed|adapted|made|"
    r"intended|remade)\b"
    r"|^(?:Directed|Written|Co-written|Produced|Adapted|Photographed|Filmed|Shot|Released|"
    r"Distributed|Scored) (?:and \w+ )?(?:by|in|at|on)\b"
    r"|\b(?:supporting cast|cast includes|(?:first|last|major|film|starring|leading) roles?|"
    r"starred (?:as|in|opposite|alongside)|the title characters?)\b",
    re.IGNORECASE,
)
_WEAK: Final = re.compile(
    r"\b(?:film|movie|picture|scenes?|score|music|novel|script|director|producer|sequence|"
    r"production|studio|audiences?|viewers?|"
    r"technique|camera|style|theme|genre|era|published|author|version|influence\w*|generally|"
    r"cinema)\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_INTO: Final = re.compile(
    r"^(?:The|This) (?:film|movie|story|picture) (?:begins|opens|starts|ends|closes|concludes|"
    r"then|cuts|follows|shows|flashes|moves|"
    r"centers|centres|revolves|concerns|is set|takes place|jumps|focuses|tells)|^(?:In|At|As|"
    r"Near|Toward) the (?:film['’]s |movie['’]s )?"
    r"(?:film|movie|final|opening|closing|next|last|end|beginning|climax|start|first) ?"
)
_PRONOUN: Final = re.compile(
    r"\b(?:he|she|him|his|her|hers|they|them|their|himself|herself)\b", re.IGNORECASE
)
_PRESENT: Final = re.compile(
    r"\b(?:is|are|has|have|does|do|am)\b|\b(?:he|she|it|who|and|then|they|that|"
    r"which)\s+(?:\w+ly )?(?!was\b|has\b|his\b|this\b|its\b)\w{2,}s\b|\b[A-Z]\w+ (?:\w+ly "
    r")?\w{2,}(?<![su])s\b",
)
_PAST: Final = re.compile(r"\b(?:was|were|had|did)\b|\b\w{3,}ed\b(?! by)")
_CRITIC: Final = re.compile(
    r"\b(?:according to|called (?:it|the film|the movie)|wrote (?:that|in|of)|described (?:it|"
    r"the film|the)|praised|criticized|criticised|noted|"
    r"commented|argued|argues|observed|rated|gave (?:it|the film)|recalled|remarked|in an "
    r"interview)\b",
    re.IGNORECASE,
)
_TALE: Final = re.compile(
    r"\b(?:tells the (?:story|tale) of|is about|follows|centers (?:on|around)|centres (?:on|"
    r"around)|revolves around|focuses on|concerns|depicts|chronicles)\b"
)


def weigh(words: str, people: int = 0, makers: int = 0) -> float:
    """Above 0 speaks of the making, below 0 of the story.

    ``people``: how many characters it names; ``makers``: how many people who made the film.
    """
    score = 1.6 * min(3, len(_STRONG.findall(words))) + 0.6 * min(3, len(_WEAK.findall(words)))
    score += 2.2 * len(_IS_A.findall(words[:600])[:2])
    past, present = _PAST.search(words), _PRESENT.search(words)
    if re.search(r"\((?:19|20)\d\d\)", words):
        score += 1.2
    if _YEAR.search(words):
        score += 0.8 if past or not present else 0.4
    if _CRITIC.search(words):
        score += 1.5
    if _INTO.search(words):
        score -= 3.0
    if _PRONOUN.search(words):
        score -= 1.0
    score += 1.1 * min(2, makers) - 0.9 * min(2, people)
    if present and not past:
        score -= 0.7
    elif past and not present:
        score += 0.5
    return score


def kind(words: str, people: int = 0, makers: int = 0) -> str:
    """What this sentence is about, by its words alone; ``NEITHER`` where they do not tell."""
    score = weigh(words, people, makers)
    if score >= 0.9:
        return ABOUT
    grounded = people or _PRONOUN.search(words) or _INTO.search(words)
    return STORY if score < 0 and grounded and words.rstrip("\"'”’)»")[-1:] in ".!?…:;" else NEITHER


def summary(words: str) -> bool:
    """A sentence of an introduction that says what the story is: "The film follows …"."""
    return (
        _TALE.search(words) is not None
        and re.match(r"(?:The|This|It|Its|Set)\b", words) is not None
    )


def known_in(found: Container[int], mentions: list[Mention], start: int, end: int) -> int:
    """How many of these mentions stand between ``start`` and ``end``."""
    return sum(1 for each in mentions if start <= each.start < end and each.start in found)
