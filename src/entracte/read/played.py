"""Who plays whom, in sentences that tell it: "A took the part of B", "C was D and E the porter"."""

import re
from collections.abc import Iterator
from typing import Final

from entracte.read import lexicon
from entracte.read.bylines import Hit, named
from entracte.read.scopes import NAME

_SIR: Final = r"(?:the |a |an |his |her |their )?"
_HEAD: Final = rf"(?:{_SIR}{NAME}+|(?:the|a|an|his|her|their) (?:[a-zà-ÿ-]+ ){{0,3}}?[a-zà-ÿ-]+)"
_WHOM: Final = rf"(?P<whom>{_HEAD})"
_ASIDE: Final = rf"(?:, [^,;.:{NAME}]{{1,80}},)?(?: himself| herself)?"
# Verbs after which the person played stands at once, and those that leave no doubt.
_SURE: Final = re.compile(
    rf"(?P<who>{NAME}+){_ASIDE}(?:,? who)? (?:also |then |later |only )?"
    r"(?P<verb>(?:takes?|took|has|had|plays?|played|gets|got|fills?|filled|sings?|sang|dances?|"
    r"danced|assumes?|assumed) (?:the|a) (?:\w+ )?(?:parts?|roles?) (?:of|as)|"
    r"(?:appears?|appeared|mimes?|mimed|is (?:seen|heard)|was (?:seen|heard)|is cast|was cast|"
    rf"features?|featured|doubles?|doubled|returns?|returned|guests?) "
    rf"(?:[^,;.:(){NAME}]{{0,40}} )??as|"
    r"plays?|played|voices|voiced|portrays?|portrayed|impersonates?|impersonated|enacts?|"
    rf"enacted) {_WHOM}(?= ?(?:[,;.:()]| and | with | in | who | but | while | as | opposite |$))"
)
_PASSIVE: Final = re.compile(
    rf"(?:(?:[Tt]he )?(?:parts?|roles?|characters?) of )?{_WHOM},? (?:(?:who|which) )?"
    r"(?:is|are|was|were) (?P<verb>played|portrayed|acted|taken|voiced|impersonated|enacted|"
    rf"spoken|danced|sung|mimed) (?:[a-z]+ly |with [\w ]{{1,30}} )?by (?P<who>{NAME}+)"
)
_SPEAKS: Final = re.compile(
    rf"(?P<who>{NAME}+)(?:,? who)?(?: also)? (?P<verb>speaks|spoke) {_WHOM}(?=[,;.)]| and |$)"
)
_IS: Final = re.compile(
    rf"(?P<who>{NAME}+){_ASIDE} (?P<verb>is|was|are|were) (?:[a-z]+ly )?{_WHOM}"
    r"(?=,? and |[,;.]|$)"
)
_ELIDED: Final = re.compile(
    rf"(?:,? and |, |; )(?:with )?(?P<who>{NAME}+)(?P<aside>, [^,;.:{NAME}]{{1,60}},)? "
    rf"{_WHOM}(?=,? and |[,;.]|, while|,? with | in |$)"
)
_AS: Final = re.compile(
    rf"(?P<who>{NAME}+)(?:, [^,;.:{NAME}]{{1,60}})?,? (?:as|in the (?:role|part) of) "
    rf"{_WHOM}(?=,? and |[,;.]|,? with | in |$)"
)
_ROLES: Final = {
    "danced": "dancer", "dances": "dancer", "sang": "singer", "sings": "singer", "sung": "singer",
}  # fmt: skip
_NO_PARTS: Final = frozenset(
    """director producer writer author editor composer conductor cinematographer choreographer
    designer screenwriter star photographer manager owner founder critic historian
    part role cameraman son daughter wife husband brother sister player maker
    film-maker filmmaker head""".split()  # noqa: SIM905 - a list of words reads best as words
)


def played(text: str, start: int, end: int) -> Iterator[Hit]:
    """The casts of this sentence of a masked text that verbs tell, and what follows their lead."""
    sure: list[Hit] = []
    for pattern in (_SURE, _PASSIVE, _SPEAKS):
        for found in pattern.finditer(text, start, end):
            hit = _hit(text, found)
            if hit is not None:
                sure.append(hit)
    sure += _passive_too(text, end, sure)
    yield from sure
    dancing = [
        Hit(_ROLES[m["verb"]], m.span("who"), m.start(), m.end(), None, None, _bare(text, m))
        for m in _DANCED.finditer(text, start, end)
        if NAME in m["whom"] or _somebody(m["whom"])
    ]
    yield from dancing
    pairs = [_hit(text, each) for each in _IS.finditer(text, start, end)]
    likely = [each for each in pairs if each is not None]
    among = bool(sure or dancing or _CAST.search(text, start, end))
    both = sum(NAME in text[slice(*each.whom)] for each in likely if each.whom)
    elided = _follow(text, end, [*sure, *dancing, *likely])
    if among or (both and (both > 1 or elided)):
        yield from likely
    else:
        yield from (each._replace(role=IF_KNOWN) for each in likely)
    if among or both:
        yield from elided
    given = [hit for found in _GIVEN.finditer(text, start, end) for hit in _given(text, found)]
    if among or len(given) > 1:
        yield from given
    if among:
        for found in _MAKES.finditer(text, start, end):
            whom = found.span("whom")
            yield Hit("cast member", found.span("who"), *found.span(), None, None, whom)
    for pattern in (_ANY, _ANY_PASSIVE):
        for found in pattern.finditer(text, start, end):
            hit = _hit(text, found)
            if hit is not None:
                yield hit._replace(role=IF_KNOWN)
    listed = [_hit(text, found) for found in _AS.finditer(text, start, end)]
    names = sum(NAME in text[slice(*each.whom)] for each in listed if each and each.whom)
    if among or names > 1 or (names and _FILM.search(text, start, end)):
        yield from (each for each in listed if each is not None)


# A role that only counts when the person played is known from the story of a work within.
IF_KNOWN: Final = "plays, if known"
_GIVEN: Final = re.compile(
    rf"(?:[Tt]he [a-z]+ )??{_WHOM} (?P<verb>falls|fell|goes|went|is given|was given|is left|was "
    rf"left|is entrusted|was "
    rf"entrusted) to (?P<who>{NAME}+)(?P<more>(?:,? and |, |; )(?:the [a-z]+ "
    rf")?(?P<whom2>{_HEAD}) to "
    rf"(?P<who2>{NAME}+))?"
)
_MAKES: Final = re.compile(
    rf"(?P<who>{NAME}+) (?:makes|made|gives|gave|offers|offered|contributes|contributed) (?:us "
    rf")?an? "
    rf"(?:[a-z-]+,? ){{0,3}}(?P<whom>{NAME}+)(?=[,;.)]| and |$)"
)
_ANY: Final = re.compile(
    rf"(?P<who>{NAME}+){_ASIDE} (?P<verb>(?!is|was|has)[a-z]{{3,}}(?:s|ed)) {_WHOM}(?=,? and |"
    rf"[,;.]|$)"
)
_ANY_PASSIVE: Final = re.compile(
    rf"{_WHOM} (?:is|was) (?P<verb>[a-z]+(?:ed|en|ung|n)) by (?P<who>{NAME}+)"
)


def _given(text: str, found: re.Match[str]) -> Iterator[Hit]:
    """ "Dora falls to A and the nurse to B": two parts, who plays them behind."""
    for whom, who in (("whom", "who"), ("whom2", "who2")):
        if found[who] is not None and (NAME in found[whom] or _somebody(found[whom])):
            inner = re.compile(f"{NAME}+").search(text, *found.span(whom))
            played = inner.span() if inner else found.span(whom)
            place = min(played[0], found.start(who)), found.end(who)
            yield Hit("cast member", found.span(who), *place, None, None, played)


_DANCED: Final = re.compile(
    rf"(?P<who>{NAME}+){_ASIDE}(?:, [^;.:]{{1,60}},)? (?:also )?(?P<verb>danced|dances|sang|sings) "
    rf"{_WHOM}(?=,? and |[,;.]|,? with |, while|$)"
)
_FILM: Final = re.compile(r"\b(?:film|movie|picture|starring|cast)\b")
_CAST: Final = re.compile(
    r"\b(?:[Ss]tar(?:s|red|ring)|cast|is played by|was played by)\b|"
    rf"\b(?:shot|directed|written|composed|photographed|designed|choreographed|edited) by {NAME}"
)


def _hit(text: str, found: re.Match[str]) -> Hit | None:
    if NAME not in found["whom"] and not _somebody(found["whom"]):
        return None
    verb = found["verb"].split()[0] if "verb" in found.re.groupindex else ""
    role = _ROLES.get(verb, "cast member")
    who = named(text, *found.span("who"))[0]
    first, stop = min(who[0], found.start("whom")), max(who[1], found.end("whom"))
    return Hit(role, who, first, stop, None, None, _bare(text, found))


def _bare(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Whom they play: the name alone where there is one, else the words as they stand."""
    start, end = found.span("whom")
    inner = re.compile(f"{NAME}+").search(text, start, end)
    return inner.span() if inner else (start, end)


def _follow(text: str, end: int, before: list[Hit]) -> list[Hit]:
    """The verb is said once: "A danced the prince and B the witch", "C is D and E, at last, F"."""
    out: list[Hit] = []
    for lead in before:
        at = max(lead.end, lead.whom[1] if lead.whom else 0)
        for _ in range(20):
            found = _ELIDED.match(text, at, end)
            if found is None or (NAME not in found["whom"] and not _somebody(found["whom"])):
                break
            bare = found.group().startswith(", ") and not found["aside"]
            behind = text[found.end("whom") : found.end("whom") + 1]
            if bare and NAME in found["whom"] and behind not in ",;.":
                break
            whom = _bare(text, found)
            out.append(
                Hit(lead.role, found.span("who"), found.start("who"), whom[1], None, None, whom)
            )
            at = found.end()
    return out


_BY_TOO: Final = re.compile(rf"(?:,? and |, |; ){_WHOM} by (?P<who>{NAME}+)")


def _passive_too(text: str, end: int, before: list[Hit]) -> list[Hit]:
    """ "A is played by B, C by D and E by F": the verb is said once."""
    out: list[Hit] = []
    for lead in before:
        at = lead.end
        while lead.end == lead.who[1] and (found := _BY_TOO.match(text, at, end)):
            hit = _hit(text, found)
            if hit is None:
                break
            out.append(hit._replace(role=lead.role))
            at = found.end()
    return out


def _somebody(words: str) -> bool:
    head = words.lower().split()[-1]
    return lexicon.somebody(head) and head not in _NO_PARTS
