"""Credits in the active voice: "Easdale conducted …", "who plays …", "with Massine creating …"."""

import re
from collections.abc import Iterator
from typing import Final

from entracte.read.bylines import LIST, SHARED, Hit, named
from entracte.read.doing import DOES, is_role, role_of, trade_named
from entracte.read.scopes import EXCEPT, NAME, exception

_IRREGULAR: Final = {
    "wrote": "write", "co-wrote": "co-write", "written": "write", "shot": "shoot", "sang": "sing",
    "cut": "cut", "cutting": "cut", "dancing": "dance", "danced": "dance",
    "choreographs": "choreograph",
    "starred": "star", "starring": "star", "co-starred": "co-star", "co-starring": "co-star",
    "dubbed": "dub", "dubbing": "dub", "supplied": "supply", "supplies": "supply", "sung": "sing",
}  # fmt: skip


def _forms() -> dict[str, str]:
    out = dict(_IRREGULAR)
    for verb in DOES:
        stem = verb.removesuffix("e")
        for form in (verb + "s", stem + "ed", stem + "ing"):
            out.setdefault(form, verb)
    for wrong in (
        "writed",
        "singed",
        "shooted",
        "cuted",
        "co-writed",
        "stared",
        "staring",
        "dubed",
        "worked",
        "works",
    ):
        out.pop(wrong, None)
    return out


_FORMS: Final = _forms()
_VERB: Final = rf"\b(?P<verb>{'|'.join(sorted(_FORMS, key=len, reverse=True))})\b(?![-'’])"
_ADVERB: Final = (
    r"(?:(?:also|then|later|himself|herself|both|in turn|had|has|himself also|once again|again|"
    r"[a-z]+ly) ){0,2}"
)
_ASIDE: Final = rf"(?:, (?!who\b|and\b|but\b|which\b|where\b)[^,;.:{NAME}]{{1,70}},)?"
_START: Final = re.compile(
    rf"(?P<who>{LIST}){_ASIDE}(?P<rel>,? who(?: had [^,;.]{{1,60}},)?|,? himself|,? herself)? "
    rf"?(?<= ){_ADVERB}{_VERB}"
)
_MORE: Final = re.compile(
    rf"(?P<link>,? (?:and|but|as well as)(?: also| then| later| who| even)?|,) (?:who "
    rf")?{_ADVERB}{_VERB}"
)
_STOP: Final = re.compile(
    rf";|:|\.\s|, (?:who|which|where|while|although|though|but|with|and (?:the|he|she|it|they|"
    rf"a)\b|{NAME})|"
    rf" and {NAME}+(?:,? who)? (?:{'|'.join(sorted(_FORMS, key=len, reverse=True))})\b|"
    r"\b(?:while|although|whereas|because|after|before|when)\b| and (?:the|he|she|it|they) [\w "
    r"]{1,40}\b(?:was|were|is|are)\b"
)
_ROLE: Final = re.compile(
    rf"^ ?(?:(?:in )?(?:(?:a|an|the|his|her|their) )?(?:\w+ )?(?:dual |title |lead |leading |"
    rf"small |minor |supporting )?(?:roles?|parts?|characters?)(?: of|,| as|:| is)? ?|as )?"
    rf"(?P<whom>(?:the |a |an |her |his )?(?:{NAME}+|[^,;.:()]{{2,60}}?)(?: (?:of|from|in) "
    rf"(?:the )?{NAME}+)?)(?= ?(?:[,;.:()]| and | in the | in (?:this|her|his|its)\b| in {NAME}|"
    rf" but | who | with | opposite | on | for |$))"
)
_OWN: Final = re.compile(
    r"\b(?:his|her|their) (?:own )?(?:choreograph\w+|dances|steps|movements|music|costumes?|"
    r"songs?)\b",
    re.IGNORECASE,
)
_OWN_ROLE: Final = re.compile(
    r"\bfor (?:his|her|their)(?: own)? (?:roles?|parts?)(?: as| of)? (?P<whom>(?:the |a |an "
    r")?[^,;.:()]{2,50})",
    re.IGNORECASE,
)
_TRADE: Final = re.compile(
    r"^ ?(?:is credited |was credited )?(?:as|for)? ?(?:both )?(?:the |its |an? )?(?:film['’]s |"
    r"film )?(?P<trade>director of photography|production designer|costume designer|"
    r"art director|set designer|director|producer|screenwriter|writer|composer|conductor|"
    r"choreographer|cinematographer|"
    r"cameraman|editor|narrator|lyricist|librettist)\b(?P<rest>(?: (?:of|on|for|in) "
    r"[^,;.]{1,60})?)",
    re.IGNORECASE,
)
_NOT: Final = re.compile(
    r"\b(?:not|never|neither|nor|n['’]t|would have|was to|were to|declined to|refused to|wanted "
    r"to|hoped to|asked to|offered to)\b",
    re.IGNORECASE,
)
_AS: Final = re.compile(r"\b(?:appears?|appeared|stars?|starred|starring|co-stars?|co-starred)\b")


# "wrote it around songs": what was written is the film, not the songs.
_IT: Final = re.compile(
    r"^( (?:it|the (?:film|picture|movie))) (?:around|round|about|after|upon|to fit|for)\b.*$", re.S
)
_WITH: Final = re.compile(
    rf" (?:together |along |in collaboration )?with (?P<co>{LIST})"
    r"(?!['’]|,? (?:as|in|who|playing|[a-z]+ing)\b)|"
    rf", (?:together |along |in collaboration )?with (?P<aside>{LIST})(?=[,;.])"
)


def deeds(text: str, start: int, end: int) -> Iterator[Hit]:
    """The credits of this sentence of a masked text whose doer is its subject."""
    at = start
    objects: set[int] = set()
    while found := _START.search(text, at, end):
        who = [
            (found.start("who") + match.start(), found.start("who") + match.end())
            for match in re.finditer(f"{NAME}+", found["who"])
        ]
        if len(who) == 2 and text[who[0][1] : who[1][0]] == ", and ":
            who = who[-1:]  # two clauses: "with A behind the camera, and B wrote …"
        if found["rel"] and "who" in found["rel"]:
            who = who[-1:]
        who = [each for each in who if each[0] not in objects] or who
        for hit in _chain(text, found, who, end):
            if hit.whom:
                objects.add(hit.whom[0])
            yield hit
        at = found.end("who") + 1


def _chain(text: str, found: re.Match[str], who: list[tuple[int, int]], end: int) -> Iterator[Hit]:
    """One subject, its verbs in a row: "wrote, directed and starred in …"."""
    verbs: list[tuple[str, int, int, int]] = []  # verb, where it starts, its object
    at, verb, begin = found.end("verb"), found["verb"], found.start("verb")
    for _ in range(8):
        stop = _STOP.search(text, at, end)
        limit = stop.start() if stop else end
        more = _MORE.search(text, at, min(end, limit + 40))
        if more and more.start() <= limit:
            verbs.append((verb, begin, at, more.start()))
            at, verb, begin = more.end("verb"), more["verb"], more.start("verb")
        else:
            verbs.append((verb, begin, at, limit))
            break
    shared: tuple[int, int] | None = None
    hits: list[Hit] = []
    for verb, begin, first, last in reversed(verbs):
        if text[first:last].strip(" ,"):
            shared = first, last
        ends = shared or (first, last)
        hits += _deed(text, verb.lower(), begin, ends, who, end, gerund=verb.endswith("ing"))
    yield from reversed(hits)


def _deed(
    text: str,
    verb: str,
    begin: int,
    what: tuple[int, int],
    who: list[tuple[int, int]],
    end: int,
    *,
    gerund: bool,
) -> list[Hit]:
    stem = _FORMS[verb]
    first, last = what
    words = text[first:last]
    plain = _IT.sub(r"\1", words.lower())
    if _NOT.search(text[who[-1][1] : begin]):
        return []
    if (
        gerund
        and not re.search(
            r"\bwith $|, $|\b(?:featuring|has|had|includes?) $|^$",
            text[max(0, who[0][0] - 24) : who[0][0]],
        )
        and text[max(0, who[0][0] - 5) : who[0][0]].lower() != "with "
    ):
        return []
    left_out = EXCEPT.search(plain)
    role = role_of(stem, plain[: left_out.start()] if left_out else plain)
    apart = exception(text, first, min(end, last + 90))
    start = who[0][0]
    stop = max(last, apart[1] if apart else 0)
    out: list[Hit] = []
    whom: tuple[int, int] | None = None
    own = False
    if role in ("cast member", "dancer", "singer", "performer"):
        whom = _whom(text, first, last, stem)
        if role == "cast member" and whom is None and stem not in ("star", "co-star"):
            return []
    if stem in (
        "create",
        "devise",
        "choreograph",
        "arrange",
        "provide",
        "design",
        "compose",
        "write",
    ):
        own_role = _OWN_ROLE.search(text, first, min(end, last + 60))
        if own_role and (_OWN.search(words) or stem == "choreograph"):
            own, whom = True, _trim(text, *own_role.span("whom"))
            stop = max(stop, whom[1])
            role = role or "choreographer"
            out += [Hit("plays", each, own_role.start(), whom[1], None, None, whom) for each in who]
    if stem in ("serve", "act", "work") or not role:
        trade = _TRADE.match(text[first:last])
        if trade and stem in ("serve", "act", "work"):
            role = trade_named(trade["trade"])
            rest = trade.span("rest")
            what = (first + rest[0], first + rest[1]) if trade["rest"] else what
        elif not role:
            return out
    if role in SHARED:
        with_whom = _WITH.search(text, first, end)
        if with_whom and with_whom.start() <= last:
            group = "co" if with_whom["co"] else "aside"
            others = named(text, *with_whom.span(group))
            who, stop = [*who, *others], max(stop, others[-1][1])
            what = first, with_whom.start()
    return [Hit(role, each, start, stop, what, apart, whom, own) for each in who] + out


def _whom(text: str, first: int, last: int, stem: str) -> tuple[int, int] | None:
    """Whom they play: a name, or a role ("the lead dancer of …", "the priest")."""
    words = text[first:last]
    if stem in ("star", "co-star", "appear", "sing", "dub", "perform"):
        begun = re.search(r"\b(?:as|for|(?:role|part|voice) of) ", words)
        if begun is None:
            return None
        first += begun.end()
        words = text[first:last]
    found = _ROLE.match(words)
    if found is None:
        return None
    begin, stop = _trim(text, first + found.start("whom"), first + found.end("whom"))
    inner = text[begin:stop]
    follows = re.compile(rf", (?P<n>{NAME}+)").match(text, stop)
    if follows and NAME not in inner and is_role(inner):
        return follows.span("n")  # "a neurologist, Dr. Mark Steele"
    named = NAME in inner[:12].removeprefix("the ")
    if named:
        only = re.search(f"{NAME}+", inner)
        if only and not re.search(r"(?:of|from|in) (?:the )?$", inner[: only.start()]):
            return begin + only.start(), begin + only.end()
    explicit = re.match(
        r" ?(?:in )?(?:(?:a|an|the|his|her) )?(?:\w+ )?(?:roles?|parts?|characters?)\b", words
    )
    return (begin, stop) if explicit or is_role(inner) else None


def _trim(text: str, begin: int, stop: int) -> tuple[int, int]:
    cut = re.search(r" (?:who|which|that|and|in the|in this|while|but|with)\b", text[begin:stop])
    if cut and NAME not in text[begin:stop][: cut.end()]:
        stop = begin + cut.start()
    while stop > begin and text[stop - 1] in " ,;.":
        stop -= 1
    while begin < stop and text[begin] == " ":
        begin += 1
    return begin, stop
