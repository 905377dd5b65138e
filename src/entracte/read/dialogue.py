"""Dialogue that a text quotes: who says what to whom, and in which words."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from entracte.read import lexicon
from entracte.read.roles import is_department, role

_LABEL: Final = re.compile(
    r"^[ \t>*_–—-]{0,6}(?P<who>[A-ZÀ-Þ][\w.'’-]*(?: (?:[A-ZÀ-Þ][\w.'’-]*|of|the|de|von|van)){0,4}?)"
    r"(?P<aside> \([^()\n]{1,60}\))?[*_]{0,3}[ \t]?:[*_]{0,3}[ \t]*(?P<words>\S[^\n]{0,600})$",
    re.MULTILINE,
)
_DASHED: Final = re.compile(  # as screenplays and printed plays set their speakers off
    r"^[ \t>*_]{0,6}(?P<who>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3})"
    r"(?P<aside> \([^()\n]{1,60}\))? ?[–—-]{1,2} (?P<words>[A-ZÀ-Þ…\"“¿¡][^\n]{0,600})$",
    re.MULTILINE,
)
_SAYS: Final = (
    r"(?:says|said|asks|asked|replies|replied|answers|answered|tells|told|declares|declared|"
    r"whispers|whispered|"
    r"shouts|shouted|exclaims|exclaimed|cries|cried|responds|responded|retorts|retorted|"
    r"announces|announced|"
    r"adds|added|remarks|remarked|explains|explained|insists|insisted|murmurs|murmured|warns|"
    r"warned|screams|"
    r"screamed|yells|yelled|begs|begged|admits|admitted|observes|counters|snaps|sighs|concludes|"
    r"quips|demands|demanded)"
)
_NAME: Final = r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3}"
_QUOTE: Final = re.compile(
    r"[\"“«](?P<d>[^\"“”«»\n]{2,600})[\"”»]|(?<=[ "
    r"(,:])(?P<o>[‘'])(?=[A-ZÀ-Þ¿¡])(?P<s>[^\n\"“”]{2,300}?[.,!?…])[’'](?=[\s.,;)]|$)"
)
_LEAD: Final = re.compile(
    rf"(?P<who>{_NAME}|\b[Hh]e|\b[Ss]he)(?:,? (?:who|and|then|simply|quietly|softly|\w+ly))? "
    rf"{_SAYS}"
    rf"(?: (?:him|her|them|it|back|that|to (?:him|her|them|{_NAME})|{_NAME}|\w+ly)){{0,2}}[,:]? ?$"
)
_COLON: Final = re.compile(
    rf"(?P<who>{_NAME})(?:['’]s? (?:reply|answer|response|words?|line)(?: is| was)?)?:? ?$"
)
_TAIL: Final = re.compile(
    rf"^,? ?(?:(?P<who>{_NAME}|he|she) {_SAYS}|{_SAYS} (?P<other>{_NAME}|the \w+))\b|^ "
    rf"?[–—-]{{1,2}} ?(?P<sign>{_NAME})\s*$",
    re.MULTILINE,
)
_NARRATION: Final = re.compile(rf"(?<=[.?!…])\s+(?=(?P<who>{_NAME}) (?P<verb>[a-z]+))")
_NOT_LABELS: Final = frozenset(
    [
        "context",
        "note",
        "notes",
        "plot",
        "cast",
        "synopsis",
        "summary",
        "genre",
        "rating",
        "runtime",
        "year",
        "title",
        "country",
        "language",
        "director",
        "directors",
        "writer",
        "writers",
        "star",
        "stars",
        "music",
        "location",
        "source",
        "http",
        "https",
        "starring",
        "quote",
        "quotes",
        "scene",
        "dialogue",
        "trivia",
        "tagline",
        "budget",
        "released",
        "release",
        "warning",
        "update",
        "spoiler",
        "edit",
        "act",
        "chapter",
        "part",
        "example",
        "answer",
        "question",
        "q",
        "a",
        "nb",
        "ps",
        "re",
        "to",
        "from",
        "subject",
        "date",
        "time",
        "place",
    ]
)


_UNNAMED: Final = frozenset(  # who speaks in a film without a name
    (
        *("voice", "the voice", "narrator", "chorus", "announcer", "radio", "telephone", "man"),
        *("woman", "boy", "girl", "child", "crowd", "all", "both", "stranger"),
    )
)


class Turn(NamedTuple):
    """Words that are said: ``who`` is the speaker as written, empty where nobody is named."""

    who: str
    start: int  # of the words
    end: int
    first: int  # of all that tells them: the label or "says", and the words
    last: int
    at: int = -1  # where the speaker's name stands
    more: tuple[int, int] | None = None  # the words behind a "says X" that breaks in


def exchanges(
    body: str, spans: Sequence[tuple[int, int]], known: Callable[[str], bool]
) -> list[list[Turn]]:
    """Labelled lines, each block a conversation. ``known`` tells whether a label is a person."""
    lines: list[Turn] = []
    for start, end in spans:
        marked = [*_LABEL.finditer(body, start, end), *_DASHED.finditer(body, start, end)]
        for found in sorted(marked, key=lambda each: each.start()):
            who = found["who"].strip()
            if not _may_speak(who, found["words"]):
                continue
            first, last = found.span("words")
            lines.append(
                Turn(who, *_bare(body, first, last), found.start("who"), last, found.start("who"))
            )
    out: list[list[Turn]] = []
    for block in _adjacent(body, lines):
        labels = {turn.who.casefold() for turn in block}
        if any(known(turn.who) for turn in block) or (len(block) >= 3 and len(labels) < len(block)):
            block[-1] = _without_narration(body, block[-1], known)
            out.append(block)
    return out


def _may_speak(who: str, words: str) -> bool:
    plain = who.casefold().rstrip(".")
    if plain in _UNNAMED:
        return True
    if plain.split()[0] in _NOT_LABELS or plain in _NOT_LABELS or is_department(who):
        return False
    if plain in lexicon.NEVER or (role(who) is not None and plain not in lexicon.PERSON_NOUNS):
        return False
    return not words.startswith(("//", "http"))


def _bare(body: str, start: int, end: int) -> tuple[int, int]:
    """The words without the marks around them."""
    while end > start and body[end - 1] in " \t\r*_":
        end -= 1
    if end - start > 2 and body[start] in "\"“«'‘" and body[end - 1] in "\"”»'’":
        return start + 1, end - 1
    return start, end


def _adjacent(body: str, lines: Sequence[Turn]) -> Iterator[list[Turn]]:
    block: list[Turn] = []
    for turn in lines:
        if block and body[block[-1].last : turn.first].strip(" \t\r\n>*_–—-"):
            yield block
            block = []
        block.append(turn)
    if block:
        yield block


def _without_narration(body: str, turn: Turn, known: Callable[[str], bool]) -> Turn:
    """The last line may run into the story again: "That's my answer. Lermontov takes her on"."""
    for found in _NARRATION.finditer(body, turn.start, turn.end):
        third = found["verb"] in lexicon.ACTS and found["verb"] not in (
            "can",
            "could",
            "will",
            "would",
            "must",
            "may",
            "might",
        )
        if third and known(found["who"]):
            return turn._replace(end=found.start(), last=found.start())
    return turn


def sayings(body: str, spans: Sequence[tuple[int, int]]) -> list[Turn]:
    """Quoted words with "says", "replies", or a signature, in order; others are left alone."""
    out: list[Turn] = []
    for start, end in spans:
        for found in _QUOTE.finditer(body, start, end):
            group = "d" if found["d"] is not None else "s"
            first, last = found.span(group)
            turn = _told(body, start, end, found.start(), found.end(), first, last)
            if turn is None and out and _broken(body, out[-1], found.start()):
                before = out.pop()
                comma = body[before.end] == "," and body[first : first + 1].islower()
                out.append(
                    before._replace(end=before.end + comma, last=found.end(), more=(first, last))
                )
                continue
            if turn is not None:
                out.append(turn)
    return out


def _broken(body: str, turn: Turn, opening: int) -> bool:
    """Whether a turn that "says X" broke into goes on here: “No,” says X, “not I.”"""
    told_behind = turn.first <= turn.start and turn.at > turn.end and turn.more is None
    return told_behind and re.fullmatch(r"[,.;:]? ", body[turn.last : opening]) is not None


def _told(
    body: str, start: int, end: int, opening: int, closing: int, first: int, last: int
) -> Turn | None:
    left = max(start, opening - 120)
    before = body[left:opening]
    words = body[first:last]
    sentence = words[:1].isupper() or words[:1] in "¿¡…'’"
    if lead := _LEAD.search(before):
        who = _without_adverbs(lead["who"])
        at = left + lead.end("who") - len(who)
        return Turn(_person(who), first, _end(body, first, last), at, closing, at)
    if tail := _TAIL.match(body[closing : min(end, closing + 90)]):
        name = next((g for g in ("who", "other", "sign") if tail[g]), "")
        at = closing + tail.start(name)
        if not name or not sentence:
            return None
        return Turn(
            _person(tail[name]), first, _end(body, first, last), opening, closing + tail.end(), at
        )
    if sentence and before.rstrip().endswith(":") and (colon := _COLON.search(before)):
        at = left + colon.start("who")
        return Turn(colon["who"], first, _end(body, first, last), at, closing, at)
    return None


def _without_adverbs(who: str) -> str:
    """The name without a word that opens the sentence: "Later Anna" -> "Anna"."""
    words = who.split(" ")
    while len(words) > 1 and (
        lexicon.adverb(words[0].lower()) or words[0].lower() in lexicon.NEVER
    ):
        words = words[1:]
    return " ".join(words)


def _end(body: str, first: int, last: int) -> int:
    """American usage puts the narrator's comma inside the quotation."""
    return last - 1 if last > first and body[last - 1] == "," else last


def _person(words: str) -> str:
    return "" if words.lower() in ("he", "she") else words


def answered(body: str, turns: Sequence[Turn]) -> Iterator[list[Turn]]:
    """Sayings that answer each other: told next to each other, by different people."""
    block: list[Turn] = []
    for turn in turns:
        between = body[block[-1].last : turn.first] if block else ""
        near = (
            block
            and len(between) <= 60
            and not re.search(r"[.!?]\s|\n\s*\n", between.lstrip(" \"'”’"))
        )
        if near and turn.who and block[-1].who and turn.who != block[-1].who:
            block.append(turn)
            continue
        if block:
            yield block
        block = [turn]
    if block:
        yield block
