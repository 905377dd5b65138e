"""Credits in turns of phrase: "the sets were the work of …", "… was behind the camera"."""

import re
from collections.abc import Iterator
from typing import Final

from entracte.read.bylines import LIST, ONE, Hit, named
from entracte.read.made import THINGS
from entracte.read.scopes import NAME, exception

_THING: Final = "|".join(sorted(THINGS, key=len, reverse=True))
_WORK_OF: Final = re.compile(
    rf"(?P<what>(?:\b[\w'’\ue000-]+ ){{0,5}}?\b(?P<thing>{_THING})(?: (?:of|for|in) "
    rf"[^,;.:()]{{2,50}}?)?),? (?:(?:which|that) )?"
    rf"(?:is|are|was|were) (?:[a-z]+ly |all |largely )?(?:(?:the work|that|those|the "
    rf"creations?|the responsibility) of|in "
    rf"the hands of|credited to|entrusted to|assigned to|handled by|taken care of by) "
    rf"(?P<who>{LIST})",
    re.IGNORECASE,
)
_WHICH: Final = re.compile(
    rf"(?P<what>\b(?:[Tt]he|[Ii]ts|[Aa]ll the) (?:[\w'’-]+ ){{0,2}}?(?P<thing>music|score|"
    rf"screenplay|"
    rf"script|scenario|songs|lyrics|libretto|costumes|sets|settings|choreography|dances|"
    rf"photography)),? "
    rf"(?:which|that) (?P<who>{LIST}) (?:had |himself |herself |[a-z]+ly )?(?:wrote|written|"
    rf"adapted|"
    rf"composed|designed|made|created|devised|arranged|contributed|did|painted|built|finished)\b"
)
_UNDER: Final = re.compile(
    rf"(?:\b(?:played|performed|recorded|sung) by [^,;.:()]{{2,70}}? (?:under|led by|directed by)|"
    rf"\bunder the baton of|\bunder the musical direction of|(?:[Oo]rchestra|[Pp]hilharmonic) "
    rf"under) "
    rf"(?:the baton of |the direction of )?(?P<who>{NAME}+)"
)
_SEES_TO: Final = re.compile(
    rf"(?P<who>{LIST}),? (?:who )?(?:is|was|are|were)? ?(?:credited with|responsible for|in "
    rf"charge of|"
    rf"entrusted with|did|does|handled|handles|oversaw|took care of|saw to|looked after|took "
    rf"charge of|"
    rf"took on|shared|signed) (?P<what>(?:the |all the |its )?"
    rf"(?:(?!musical\b|stage\b|casting\b)[a-z]+ )?(?P<thing>{_THING})"
    rf"(?P<more>(?:(?:, | and |, and | as well as | and also )(?:the )?(?:{_THING}))*)\b"
    rf"(?: (?:of|for) [^,;.:()]{{2,50}})?)"
)
_WHOSE: Final = re.compile(
    rf"\b(?P<what>(?:[\w-]+ ){{0,3}}(?P<thing>{_THING}|cut))(?: throughout)? (?:is|are|was|"
    rf"were) (?:[a-z]+ly |all )?"
    rf"(?P<who>{NAME}+)['’]s?(?= (?:own|work|alone|and|except|apart|save)\b|[.,;)]|$)",
    re.IGNORECASE,
)
_AS_TRADES: Final = re.compile(
    r"\b(?:the work of|made by|work by|belongs to|owes everything to) (?P<who>{NAME}+),? "
    r"(?:both )?as "
    r"(?:its |the )?(?P<trades>{CREW}(?:(?:, |,? and |[ -]|/)(?:its |the )?{CREW})*)".replace(
        "{CREW}",
        "(?:director of photography|director|producer|screenwriter|writer|composer|editor|star)",
    ).replace("{NAME}", NAME)
)
_BEHIND: Final = re.compile(
    rf"\b(?:[Bb]ehind|[Aa]t) the camera (?:stood|stands|was|is|sat|sits) (?P<who>{NAME}+)"
)
_OWNED: Final = re.compile(
    rf"(?P<who>{NAME}+)['’]s? (?:(?:[\w-]+ ){{0,2}}(?:film|movie|picture) (?:of|from) (?:18|19|"
    rf"20)\d\d|"
    r"(?:18|19|20)\d\d (?:[\w-]+ )?(?:film|movie|picture))\b(?! (?:was|is) (?:remade|the basis))"
)
_OWN_BOOK: Final = re.compile(
    rf"\b(?:adapted|written|scripted) by (?P<who>{NAME}+)[^.;:]{{0,60}}? from (?:his|her) own "
    r"(?:[\w-]+ )?(?:novel|novella|play|story|stories|memoirs?|poem|book|autobiography)\b"
)
_LABEL: Final = re.compile(
    rf"\W*(?P<thing>{_THING})(?P<for> (?:for|of|in) [^,;.:()]{{2,50}})?: (?P<who>{LIST})(?=[.;]|$)",
    re.IGNORECASE,
)
_DRESSED: Final = re.compile(
    rf"(?P<who>{LIST})(?: himself| herself)? (?:dressed|clothed|costumed) (?:all )?"
    r"(?:the |its |both )?(?:entire |whole )?(?:players|cast|"
    r"actors|actresses|stars|extras|dancers|singers|company)\b"
)
_NARRATES: Final = re.compile(
    rf"(?P<who>{NAME}+) (?:reads?|speaks|spoke|delivers?|delivered|intones?) the (?:[a-z-]+ )?"
    r"(?:narration|commentary|voice-?over)\b"
)
_NAMED_AS: Final = re.compile(
    rf"(?P<who>{LIST}) (?:(?:are|is|were|was) (?:named|billed|listed|credited)|served|acted|"
    r"(?:lent|lend|lends|gave|give|gives) (?:their|his|her) names?|signed|sign|signs) as "
    r"(?:the |its |an? )?(?P<trade>executive producers?|associate producers?|"
    r"producers?|directors?)\b"
)
_CREW: Final = (
    r"director of photography|production designer|costume designer|art director|director|producer|"
    r"screenwriter|writer|composer|conductor|choreographer|cinematographer|editor|narrator|star"
)
_CREWS: Final = {
    "director of photography": "cinematographer", "writer": "screenwriter", "star": "cast member",
}  # fmt: skip
_BOTH: Final = re.compile(
    rf"(?P<who>{NAME}+),? (?:was|is|served as|acted as|worked as) (?:at once |both |its |the |the "
    rf"film['’]s )*(?P<trades>(?:{_CREW})(?:, (?:{_CREW}))*,? and (?:its |the )?(?:{_CREW})) "
    r"(?=of the (?:film|picture|movie))",
    re.IGNORECASE,
)
_CAMERA: Final = re.compile(
    rf"(?P<who>{LIST})(?:, [^,;.:{NAME}]{{1,60}},)? (?:was|were|is|are|stood|stands|sat) "
    r"(?P<what>(?:behind|at) the camera)\b"
)
_FILM_BY: Final = re.compile(
    r"(?<!the )(?P<lead>(?:\b[\w'’-]+ ){0,4})\b(?:film|movie|picture|documentary)(?: made)? by "
    r"(?:the (?:[\w-]+ ){1,3}?(?:team|duo|couple|pair|partnership|collective|brothers|sisters|"
    rf"film-?makers?)(?: of)? )?(?P<who>{LIST})(?!['’])"
)
_OTHER_FILM: Final = re.compile(
    r"\b(?:on|from|of|after|like|unlike|to|in|than|seen|another|earlier|the|this|his|her)\b ?$"
)
_OWN_SCRIPT: Final = re.compile(
    rf"(?P<who>{NAME}+) (?:also )?(?:directs|directed|films|filmed|made it|made the film)\b"
    r"[^,;.:]{0,40}? (?P<what>from (?:his|her|their) own (?:original )?(?:screenplay|script|"
    r"scenario|play|novel|story|stage play))\b"
)
_SCRIPT: Final = re.compile(
    r"\b(?P<what>(?:script|screenplay|scenario|treatment)) (?:which|that) (?P<who>"
    rf"{ONE}) (?:had |has )?(?:co-)?(?:wrote|written) (?:together )?with (?P<with>{LIST})"
)
_FOR_WHICH: Final = re.compile(
    rf"\b(?P<what>the [^,;.:()]{{2,50}}), for which (?P<who>{LIST}) (?P<verb>wrote|composed|"
    r"designed|arranged|shot|made|painted|built)\b"
)
_DUBBED: Final = re.compile(
    rf"\bto (?:which|whose (?:singing )?voice) (?P<who>{NAME}+) (?:mimes|mimed|moves (?:his|her) "
    rf"lips|lip-?synch?(?:s|ed))(?: as (?P<whom>(?:the )?{NAME}+|the [a-z]+))?"
)
_VOICES: Final = ("singing voice", "singing", "vocals", "voice")


def phrasings(text: str, start: int, end: int) -> Iterator[Hit]:
    """The credits of this sentence of a masked text that are told in such turns of phrase."""
    for found in _WORK_OF.finditer(text, start, end):
        role = THINGS[found["thing"].lower()]
        if found["thing"].lower() in ("words", "story", "ballet", "sound"):
            continue
        for who in named(text, *found.span("who")):
            what = found.span("what")
            yield Hit(role, who, what[0], who[1], what, exception(text, who[1], end))
    for found in _WHICH.finditer(text, start, end):
        role = THINGS[found["thing"].lower()]
        for who in named(text, *found.span("who")):
            yield Hit(role, who, found.start(), found.end(), found.span("what"))
    for found in _UNDER.finditer(text, start, end):
        yield Hit("conductor", found.span("who"), found.start(), found.end())
    for pattern in (_SEES_TO, _WHOSE):
        for found in pattern.finditer(text, start, end):
            if found["thing"].lower() not in ("words", "story", "ballet", "sound", "dialogue"):
                for who in named(text, *found.span("who")):
                    role = THINGS.get(found["thing"].lower(), "editor")
                    apart = exception(text, found.end(), min(end, found.end() + 100))
                    yield Hit(role, who, found.start(), found.end(), found.span("what"), apart)
                    more = found["more"] if pattern is _SEES_TO else ""
                    for thing in re.findall(rf"\b(?:{_THING})\b", more, re.IGNORECASE):
                        yield Hit(THINGS[thing.lower()], who, found.start(), found.end())
    for found in (*_BOTH.finditer(text, start, end), *_AS_TRADES.finditer(text, start, end)):
        for trade in re.findall(_CREW, found["trades"], re.IGNORECASE):
            yield Hit(_CREWS.get(trade.lower(), trade.lower()), found.span("who"), *found.span())
    if label := _LABEL.match(text, start, end):
        for who in named(text, *label.span("who")):
            yield Hit(THINGS[label["thing"].lower()], who, label.start("thing"), who[1])
    for pattern, role in ((_DRESSED, "costume designer"), (_NARRATES, "narrator")):
        for found in pattern.finditer(text, start, end):
            for who in named(text, *found.span("who")):
                yield Hit(role, who, *found.span())
    for found in _NAMED_AS.finditer(text, start, end):
        for who in named(text, *found.span("who")):
            yield Hit(found["trade"].removesuffix("s"), who, *found.span())
    for found in _BEHIND.finditer(text, start, end):
        yield Hit("cinematographer", found.span("who"), *found.span())
    for found in _OWNED.finditer(text, start, end):
        yield Hit("film-maker", found.span("who"), *found.span())
    for found in _OWN_BOOK.finditer(text, start, end):
        yield Hit("author of the basis", found.span("who"), *found.span())
    for found in _CAMERA.finditer(text, start, end):
        for who in named(text, *found.span("who")):
            yield Hit("cinematographer", who, who[0], found.end(), _after(text, found.end(), end))
    for found in _FILM_BY.finditer(text, start, end):
        lead = text[max(start, found.start() - 30) : found.end("lead")]
        if not re.search(r"\b(?:[Aa]|[Aa]n|first|second|third|last)\b", lead) or _OTHER_FILM.search(
            text[max(start, found.start() - 12) : found.start()]
        ):
            continue
        for who in named(text, *found.span("who")):
            yield Hit("film-maker", who, found.start(), who[1])
    for found in _OWN_SCRIPT.finditer(text, start, end):
        whole = found.start(), found.end()
        yield Hit("director", found.span("who"), *whole)
        if re.search(r"screenplay|script|scenario", found["what"]):
            yield Hit("screenwriter", found.span("who"), *whole)
        else:
            yield Hit("author of the basis", found.span("who"), *whole)
    for found in _SCRIPT.finditer(text, start, end):
        for who in (*named(text, *found.span("who")), *named(text, *found.span("with"))):
            yield Hit("screenwriter", who, found.start(), found.end())
    for found in _DUBBED.finditer(text, start, end):
        if found["whom"]:
            yield Hit(
                "cast member", found.span("who"), found.start(), found.end(), None, None,
                _bare(text, *found.span("whom")),
            )  # fmt: skip


def _after(text: str, at: int, end: int) -> tuple[int, int] | None:
    """What was done, if words behind say so: "was behind the camera for the chase scene"."""
    found = re.compile(r" (?:for|in|on) [^,;.:()]{2,60}").match(text, at, end)
    return found.span() if found else None


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    inner = re.compile(f"{NAME}+").search(text, start, end)
    return inner.span() if inner else (start, end)


_LEFT: Final = re.compile(
    rf"[ ,;:(–—-]*(?:(?:which|that|who|these|they|those) )?(?:"
    rf"(?:(?:is|are|was|were|had been|has been|have been) )?(?:[a-z]+ly |in turn |all |instead )?"
    rf"(?:[a-z]+(?:ed|en|t|ung|one|ade) )?(?:the work of|by|those of|that of|left to|given to|"
    rf"entrusted to|fell to|went to|falls to|goes to) (?:old |young |the late |the veteran "
    rf")?(?:(?:his|her|their|the|an?)(?: [\w'’-]+){{1,4}},? )?(?P<by>{LIST})"
    rf"|(?:for which )?(?P<doer>{LIST}) (?:himself |herself |had |[a-z]+ly )?(?:wrote|written|"
    rf"composed|scored|shot|photographed|filmed|lensed|cut|edited|directed|staged|"
    rf"choreographed|arranged|devised|designed|made|did|created|supplied|provided|contributed|"
    rf"added|conducted|handled|painted|built|took over|oversaw)\b)"
)
_AGAINST: Final = re.compile(
    rf"(?:,|;)? ?\b(?:but|while|whereas|although|though|and|;) ?(?:only )?(?P<what>(?:the|an?|its|"
    rf"his|her|their|all the|most of the) [^,;.:(){NAME}]{{2,60}}?)(?= (?:is|are|was|were|had been|"
    rf"has been|fell|went|falls|goes) )"
)
_SPEAKS_OF_THINGS: Final = re.compile(
    r"\b(?:sequences?|scenes?|numbers?|pieces?|songs?|music|passages?|sets?|settings?|dances?|"
    r"shots?|entrances?|parts?|episodes?|ballads?|arias?|waltz(?:es)?|tunes?|themes?|titles?|"
    r"interludes?|choruses|prologue|epilogue|finale|overture|ballets?|pantomimes?|operas?|plays?|"
    r"backdrops?|costumes?|hats?|gowns?|masks?|puppets?|miniatures?|models?|exteriors?|"
    r"interiors?|orchestrations?|effects|footage|second unit|reels?|acts?|duels?|fights?)\b",
    re.IGNORECASE,
)


def left_to_others(text: str, hits: list[Hit], end: int) -> Iterator[Hit]:
    """Who did what a credit leaves out, in the same trade: "…, save for the storm, shot by Y".

    The exception may be told first ("except the storm, which Y shot") or by a contrast ("though
    the stage sets were the work of Y"); then the first credit gets the exception, too.
    """
    done: set[tuple[str, int]] = set()
    for hit in hits:
        if hit.role in ("cast member", "dancer", "singer", "author of the basis", "film-maker"):
            continue
        apart = hit.apart
        if apart is not None and not fits(text[slice(*apart)], hit.role):
            continue
        if apart is None:
            against = _AGAINST.search(text, hit.end, min(end, hit.end + 200))
            if against is None or text.find(".", hit.end, against.start()) >= 0:
                continue
            if not _SPEAKS_OF_THINGS.search(against["what"]):
                continue
            if against.group().lstrip(", ").startswith("and"):
                continue
            apart = against.span("what")
            follows = _LEFT.match(text, apart[1], end)
            if not fits(against["what"], hit.role):
                continue
            if follows is None or _own_trade(against["what"], follows.group(), hit.role):
                continue
            yield hit._replace(apart=apart)
        else:
            follows = _LEFT.match(text, apart[1], end)
        again = _AGAINST.search(text, hit.end, min(end, hit.end + 200))
        if follows is None and again and again["what"] == text[slice(*apart)]:
            follows = _LEFT.match(text, again.end("what"), end)
        if follows is None or (hit.role, apart[0]) in done:
            continue
        done.add((hit.role, apart[0]))
        group = "by" if follows["by"] else "doer"
        for who in named(text, *follows.span(group)):
            if who != hit.who:
                role = "orchestrator" if "orchestration" in text[slice(*apart)] else hit.role
                yield Hit(role, who, apart[0], follows.end(), apart, piece=True)


_BARE: Final = re.compile(rf"(?:the|its|his|her|their|all the) (?P<thing>{_THING})", re.IGNORECASE)
_TRADES_OF_VERBS: Final = (
    ("cinematographer", r"\b(?:shot|photographed|filmed|lensed)\b"),
    ("composer", r"\b(?:composed|scored|written|wrote)\b"),
    ("screenwriter", r"\b(?:written|wrote)\b"),
    ("lyricist", r"\b(?:written|wrote)\b"),
    ("conductor", r"\bconducted\b"),
    ("editor", r"\b(?:cut|edited)\b"),
    ("director", r"\bdirected\b"),
    ("choreographer", r"\b(?:choreographed|staged|arranged|devised)\b"),
    ("production designer", r"\b(?:designed|built|painted)\b"),
)


_MUSIC: Final = re.compile(
    r"\b(?:songs?|music|orchestrations?|tunes?|waltz(?:es)?|arias?|ballads?|overture|themes?|"
    r"anthem|"
    r"lullaby|chorales?|choruses)\b"
)
_MUSICAL: Final = frozenset(["composer", "conductor", "lyricist", "musician", "singer", "sound"])


def fits(what: str, role: str) -> bool:
    """Whether people of this trade could have left that out: no editor leaves out a song."""
    return _MUSIC.search(what) is None or role in _MUSICAL


def _own_trade(what: str, follows: str, role: str) -> bool:
    """Whether the other clause is about another trade, not about a piece of the same work."""
    if _BARE.fullmatch(what.strip()):
        return True
    things = [THINGS[m.group().lower()] for m in re.finditer(rf"\b(?:{_THING})\b", what, re.I)]
    if things and role not in things and not (role == "conductor" and "composer" in things):
        return True
    trades = [trade for trade, verbs in _TRADES_OF_VERBS if re.search(verbs, follows)]
    return bool(trades) and role not in trades
