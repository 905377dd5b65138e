"""Who plays whom: "starring A as B", "B (A)", "the composer, C", "A's score"."""

import re
from collections.abc import Iterator
from typing import Final

from entracte.read import lexicon
from entracte.read.bylines import LIST, ONE, Hit
from entracte.read.doing import is_role
from entracte.read.scopes import NAME, exception

_STARRING: Final = re.compile(
    rf"\b(?:[Ss]tar(?:s|ring|red)|[Cc]o-?star(?:s|ring|red)|[Ff]eatur(?:es|ing|ed)|[Cc]ast "
    rf"(?:includes|included|features|is led by|consists of|comprises)|"
    rf"[Tt]op-billed|avec|protagonizada por)"
    rf"(?: (?:an ensemble cast(?: including| of| that includes| headed by)?|the voices? of|"
    rf"performances (?:by|from)|voice acting by))?(?: of)? (?:both )?"
    rf"(?=(?:[a-z'’-]+ ){{0,4}}{NAME})"
)
_ENTRY: Final = re.compile(
    rf"(?P<who>{ONE})(?P<as>,? (?:in (?:the|a|his|her) (?:\w+ )?(?:role|part)s? (?:of|as)|as|"
    rf"playing|portraying|als) (?P<whom>(?:the |a |an )?(?:{NAME}+|[^,;.:()\n]{{2,60}}?)))?"
    rf"(?P<next>(?:,? (?:and|along with|alongside|as well as|opposite|with|featuring|plus|und|"
    rf"et|y)(?: introducing| featuring| also)? |, | & |; )(?=(?:{NAME}))|(?=[.;,:()\n]| in | "
    rf"and | with |$))"
)
_TRADES: Final = (
    r"(?P<trade>(?:directors? of photography|production designer|costume designer|art director|set "
    r"designer|film editor|"
    r"director|producer|screenwriter|scriptwriter|composer|conductor|choreographer|"
    r"cinematographer|editor|narrator|lyricist|librettist|cutter|cameraman|camera operator|"
    r"(?<=the )operator)s?)"
)
_BEFORE: Final = re.compile(
    rf"\b(?:(?P<its>(?:[Ii]ts|[Tt]he film['’]s|[Tt]he|[Ff]ilm|[Ww]riter-|[Aa]nd|[Bb]ritish|"
    rf"[Aa]merican|[Vv]eteran|,) ?)?){_TRADES}(?P<scope> (?:of|for) (?:the "
    rf")?[^,;.:{NAME}]{{2,40}})?,? (?:was |is |being )?(?P<who>{LIST})",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"(?P<who>{ONE}),? (?:was |is |as |were )?(?:both |also )?(?:,? ?)(?:the |its |the "
    rf"film['’]s ){_TRADES}(?P<scope> (?:of|for|on) [^,;.:]{{2,60}})?(?=[,;.)]| who| and|$)",
    re.IGNORECASE,
)
_POSSESSIVE: Final = re.compile(
    rf"(?P<who>{NAME}+)['’]s? (?:\w+ ){{0,2}}?(?P<thing>score|music|choreography|cinematography|"
    rf"photography|screenplay|script|editing|direction|production design|costumes|sets|lyrics|"
    rf"libretto)\b",
)
_MADE: Final = {
    "score": "composer", "music": "composer", "choreography": "choreographer",
    "cinematography": "cinematographer", "photography": "cinematographer",
    "screenplay": "screenwriter", "script": "screenwriter", "editing": "editor",
    "direction": "director", "sets": "production designer",
    "production design": "production designer",
    "costumes": "costume designer", "lyrics": "lyricist",
    "libretto": "librettist",
}  # fmt: skip
_STORY: Final = (
    r"(?:novel|novella|play|short story|story|tale|fairy tale|book|memoir|poem|opera|musical|"
    r"legend|comic)"
)
_BASIS: Final = re.compile(
    rf"\b(?:based(?: (?:up)?on)|adapted from|adaptation of|follows?|inspired by|retells?|"
    rf"version of|from|takes from|drawn from|upon|(?<=, )after|"
    rf"(?:written|adapted|script|screenplay|made) after)\b"
    rf"(?P<work> (?:the |a |an )?(?:[\w'’-]+ ){{0,4}}?(?P<who>{NAME}+)(?:['’]s?)? (?:(?:\w+ "
    rf"){{0,4}}?(?:{NAME}+ )?)?{_STORY}\b(?:,? (?:of the same name|{NAME}+))?)"
)
_TOLD: Final = re.compile(
    rf"\b(?:based(?: (?:up)?on)|adapted from|adaptation of|inspired by|retells?|drawn from|"
    rf"taken from|"
    rf"from)\b(?P<work> (?:the |a |an )(?:[\w'’-]+ ){{0,3}}?{_STORY},? (?:that|which) "
    rf"(?P<who>{NAME}+) "
    r"(?:had |once )?(?:wrote|written|published|told|collected|composed))"
)
_UPON: Final = re.compile(r"\bbased\b|\b(?:from|on|upon) which\b")
_FOLLOWS: Final = re.compile(
    r"(?P<degree>\b(?:roughly|loosely|closely|freely|faithfully|partly|largely|vaguely|very "
    r"loosely|in part) )?(?:follows?|retells?)\b",
    re.IGNORECASE,
)
_VOICE: Final = re.compile(
    rf"(?:(?P<whom>{NAME}+)['’]s? |[Hh](?:er|is) )?singing(?: voice)? (?:was |is |were "
    rf")?(?:dubbed|provided|supplied|done|performed|sung) by (?P<who>{NAME}+)"
)


def casting(text: str, start: int, end: int) -> Iterator[Hit]:
    """The credits of this sentence of a masked text that stand in lists and appositions."""
    for found in _STARRING.finditer(text, start, end):
        yield from _stars(text, found.end(), end)
    for found in _BEFORE.finditer(text, start, end):
        if found["trade"][:1].islower() or found.start("trade") == start:
            yield from _trade(text, found)
    for found in _AFTER.finditer(text, start, end):
        yield from _trade(text, found)
    for found in _POSSESSIVE.finditer(text, start, end):
        stop = found.end()
        apart = exception(text, stop, min(end, stop + 90))
        yield Hit(
            _MADE[found["thing"]],
            found.span("who"),
            found.start(),
            stop,
            (found.end("who"), min(end, stop + 60)),
            apart,
        )
    for found in _BASIS.finditer(text, start, end):
        owned = text[found.end("who") : found.end("who") + 2].strip("'’")
        if owned != "s" and re.match(r" an? ", found["work"]):
            continue  # "an Andalusian tale"
        if found.group().startswith(("follow", "retell")) and not _UPON.search(
            text[found.end() : found.end() + 60]
        ):
            continue
        yield Hit(
            "author of the basis", found.span("who"), found.start(), found.end(), found.span("work")
        )
    for found in _TOLD.finditer(text, start, end):
        yield Hit(
            "author of the basis", found.span("who"), found.start(), found.end(), found.span("work")
        )
    for found in _VOICE.finditer(text, start, end):
        whom = found.span("whom") if found["whom"] else None
        yield Hit(
            "singer",
            found.span("who"),
            found.start(),
            found.end(),
            (found.start(), found.start("who")),
            None,
            whom,
        )


def _stars(text: str, at: int, end: int) -> Iterator[Hit]:
    lead = re.compile(r"(?:[a-z'’-]+ ){0,4}").match(text, at)
    if lead is not None and lead.group():
        last = lead.group().split()[-1]
        if last not in ("the", "young", "late", "newcomers") and not lexicon.somebody(last):
            return
        at = lead.end()
    for _ in range(60):
        found = _ENTRY.match(text, at, end)
        if found is None:
            return
        inner = re.match(f"{NAME}+", found["who"])
        stop = found.start("who") + (inner.end() if inner else 0)
        whom: tuple[int, int] | None = None
        if found["whom"]:
            words = found["whom"]
            if NAME in words:
                whom = _played(text, found.start("whom"), words)
            elif is_role(words):
                whom = found.span("whom")
        yield Hit(
            "cast member",
            (found.start("who"), stop),
            found.start(),
            found.end() - len(found["next"]),
            None,
            None,
            whom,
        )
        if not found["next"]:
            return
        at = found.end()


def _played(text: str, at: int, words: str) -> tuple[int, int] | None:
    """The character's name among these words; "Frankenstein's monster" is not Frankenstein."""
    only = re.search(f"{NAME}+", words)
    if only is None:
        return None
    owned = re.compile(r"['’]s (?:[a-z]+ ){0,2}[a-z]+").match(text, at + only.end())
    return at + only.start(), owned.end() if owned else at + only.end()


def _trade(text: str, found: re.Match[str]) -> Iterator[Hit]:
    plain = re.sub(r"\s+", " ", found["trade"].lower())
    plain = plain.replace("directors of", "director of").removesuffix("s")
    role = {
        "director of "
        "photography": "cinematographer", "film editor": "editor", "scriptwriter": "screenwriter",
        "set designer": "production designer", "cutter": "editor", "cameraman": "cinematographer",
        "operator": "camera operator",
    }.get(plain, plain)  # fmt: skip
    lead = text[max(0, found.start() - 24) : found.start("trade")].lower()
    if re.search(
        r"\b(?:assistant|associate|executive|casting|fellow|musical|music|future|former|theatre|"
        r"stage|opera|managing|second|would-be|by|critic and|critic|poet|comedian|radio|"
        r"historian|jazz|story|singer and|writer and) ?$",
        lead,
    ):
        return
    scope = found.span("scope") if found["scope"] else None
    for match in re.finditer(
        f"{NAME}+", re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), found["who"])
    ):
        who = found.start("who") + match.start(), found.start("who") + match.end()
        yield Hit(
            role, who, min(found.start("trade"), who[0]), max(found.end("trade"), who[1]), scope
        )
