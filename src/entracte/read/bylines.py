"""Credits with "by": "directed by …", "with music by …", "the ballet was conducted by …"."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from entracte.read.made import DONE, THINGS, trade_of
from entracte.read.scopes import NAME, exception, parts


class Hit(NamedTuple):
    """A credit as it stands in the text; every pair is where the words stand, start and end."""

    role: str
    who: tuple[int, int]
    start: int
    end: int
    what: tuple[int, int] | None = None  # the words that name what was done
    apart: tuple[int, int] | None = None  # the words that name what is left out
    whom: tuple[int, int] | None = None  # the words that name whom they play
    own: bool = False  # it concerns only the role they play
    piece: bool = False  # what was done is a piece of the film, whatever its words


ONE: Final = rf"{NAME}+(?: \([^()\n]{{0,80}}\))?"
LIST: Final = (
    rf"{ONE}(?:(?:, and |, | and |, & | & | und | et | y )(?:then )?(?:by )?{ONE}){{0,40}}"
)

_BOOKS: Final = (
    r"(?:novels?|novella|play|stage play|short story|short stories|story|stories|tale|fairy "
    r"tale|book|"
    r"memoirs?|autobiography|biography|poem|opera|musical|comic|comics|manga|graphic novel|"
    r"article|sketch|legend|trilogy|series|work|works|bestseller|ballad|libretto|screenplay|"
    r"teleplay)"
)
_VERB: Final = "|".join(sorted(DONE, key=len, reverse=True))
_THING: Final = "|".join(sorted(THINGS, key=len, reverse=True))
_BY: Final = re.compile(
    rf"\b(?:(?P<not>not )?by {ONE},? but (?:rather )?|both )?by (?:director |composer |author |"
    rf"writer |both |the late "
    rf"|actor |actress |(?:the )?(?:poet|painter|sculptor|architect|pianist|violinist|organist|"
    rf"singer|dancer|ballerina) |novelist |playwright |conductor |choreographer |"
    rf"screenwriter |[\w-]+ "
    rf"(?:composer|author|writer|novelist|playwright) "
    rf"|{NAME}+['’]s? (?:[\w-]+ ){{1,2}}|(?:his|her|their)(?: [\w-]+"
    rf"){{1,3}},? )?(?P<who>{LIST})(?!['’]s? \w)(?: (?:himself|herself|themselves))?"
    rf"(?P<with>,? (?:together |along |in collaboration )?with (?P<co>{LIST})"
    rf"(?!['’]|,? (?:as|in|who|playing|at|on)\b))?"
)
_VERBS_LEFT: Final = re.compile(
    rf"(?P<verbs>\b(?:{_VERB})(?:(?:, and |, | and |/)(?:{_VERB}))*)"
    r"(?P<rest>(?: (?!by\b|and\b|but\b|while\b|who\b|which\b)[\w'’\ue000-]+){0,5}),? ?$",
    re.IGNORECASE,
)
_THING_LEFT: Final = re.compile(
    rf"(?P<things>\b(?:{_THING})(?:(?:, and |, | and )(?:{_THING}))*)"
    r"(?P<rest>(?: (?:for|of|in|to|from|is|are|was|were|on|all|this|both|being)(?: "
    r"[\w'’\ue000-]+){0,4}?)?(?:,? (?:which|that) (?:is|are|was|were)(?: [a-z]+ly| all)?)?),? ?$",
    re.IGNORECASE,
)
_BASIS_LEFT: Final = re.compile(
    r"\b(?:based(?: in part| partly| loosely| very loosely| closely)? (?:up)?on|adapted from|"
    r"adaptation of|inspired by|taken from|"
    r"drawn from|derived from|from|version of|retelling of|after)\b"
    rf"(?P<work>[^.;:()]{{0,90}}?\b{_BOOKS}\b"
    r"(?:(?! (?:is|was|directed|produced|screenplay|script|with|starring|and "
    r"stars)\b)[^.;()]){0,80}?),? ?$",
    re.IGNORECASE,
)
_ALL_BUT: Final = re.compile(
    r"\b(?P<all>(?:[Ee]verything|[Aa]ll(?: of (?:it|the film))?|[Tt]he whole (?:film|"
    r"picture)))(?: else)?,? "
    r"(?:but|except(?: for)?|save(?: for)?|apart from|other than) (?P<what>[^,;.:()]{2,60}?),? "
    r"(?:is|are|was|were|has been|had been) (?:[a-z]+ly )?$"
)
_FROM: Final = re.compile(r"\b(?:from|with|after|using|to)\b")
# Trades that two people share in one credit: "produced by A with B". A cast list may follow
# "directed by A with …".
SHARED: Final = frozenset(
    ["screenwriter", "producer", "composer", "editor", "production designer", "choreographer"]
)
_NOT: Final = re.compile(
    r"\b(?:not|never|n['’]t|neither|nor|incorrectly|wrongly|falsely|originally to be|to be|to "
    r"have been|would be|would have been|almost|was considered|supposed to be)\b[^,;]*$",
    re.IGNORECASE,
)
_QUALIFIED: Final = re.compile(
    r"\b(?:story|dance|musical|stage|sequence|animation|second|additional|assistant|bible) $",
    re.IGNORECASE,
)
_COPULA: Final = re.compile(
    r"(?:^|[ ,])(?P<be>(?:was|were|is|are|has been|have been|had been|being)(?: (?:also|itself|"
    r"all|mostly|largely|"
    r"mainly|partly|then|entirely|originally|primarily|both|chiefly|later|again|solely|"
    r"jointly))*) ?$",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(
    r"[;:]|\b(?:except(?: for| in)?|apart from|aside from|other than|with the exception of|but "
    r"not|save for) |, (?=(?:and|but|while|whereas|although|though|with|or)\b)|(?:,| and| but| "
    r"while) (?=the\b)|\b(?:while|whereas|although|though)\b|, ",
)


def bylines(text: str, start: int, end: int) -> Iterator[Hit]:
    """The credits with "by" in this sentence of a masked text."""
    for found in _BY.finditer(text, start, end):
        left = max(start, found.start() - 400)
        before = text[left : found.start()]
        names = _without_next_clause(text, *found.span("who"))
        if basis := _BASIS_LEFT.search(before[-220:]):
            at = left + max(0, len(before) - 220)
            if not _own_thing(before):
                what = (at + basis.start("work"), at + basis.end("work"))
                for who in names:
                    yield Hit("author of the basis", who, at + basis.start(), who[1], what)
                continue
        verbs, thing = _VERBS_LEFT.search(before), _THING_LEFT.search(before)
        through = verbs is not None and _FROM.search(verbs["rest"])
        if verbs is not None and not (through and thing):
            yield from _passive(text, start, end, left, before, verbs, found, names)
            continue
        if thing is not None:
            yield from _noun(text, start, end, left, before, thing, found, names)


def _own_thing(before: str) -> bool:
    return re.search(r"\b(?:screenplay|script|score|music) $", before) is not None


_NEXT_CLAUSE: Final = re.compile(
    rf"(?P<sep>,? and |, | & |,? und |,? et |,? y )(?:then )?(?:by )?{NAME}+$"
)
_ITS_VERB: Final = re.compile(
    r"(?:, [^,;.]{1,60},)? (?P<verb>is|was|plays|played|sings|sang|dances|danced|voices|voiced|"
    r"wrote|composed|shot|designed|conducted|appears|appeared|has|had|takes|took|provides|"
    r"provided)\b"
)


def _without_next_clause(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names of a list; the last of "by A, and B is the porter" begins a clause of its own."""
    found = named(text, start, end)
    verb = _ITS_VERB.match(text, end)
    last = _NEXT_CLAUSE.search(text[start:end])
    if len(found) > 1 and verb and last:
        own = verb["verb"] not in ("is", "was", "has", "had") or last["sep"].startswith(",")
        return found[:-1] if own else found
    return found


def named(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the names of this list stand, without those in brackets."""
    return [
        (start + match.start(), start + match.end())
        for match in re.finditer(f"{NAME}+", re.sub(r"\([^()]*\)", _blank, text[start:end]))
    ]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _passive(
    text: str,
    start: int,
    end: int,
    left: int,
    before: str,
    verbs: re.Match[str],
    found: re.Match[str],
    names: list[tuple[int, int]],
) -> Iterator[Hit]:
    ahead = before[: verbs.start()]
    if _NOT.search(ahead[-60:]) and not re.match(rf"by {ONE},? but ", found.group()):
        return
    what = _subject(text, start, end, left + verbs.start(), found.end())
    but = _ALL_BUT.search(text[start : left + verbs.start()])
    if but is not None:
        what = start + but.start("all"), start + but.end("all")
    if re.search(r"\b(?:film|screen)\b", verbs["rest"]):
        what = None
    elif verbs["rest"].strip() and what is None:
        what = left + verbs.start("rest"), left + verbs.end("rest")
    subject = text[what[0] : what[1]] if what else ""
    apart = exception(text, found.end("who"), min(end, _next_break(text, found.end("who"), end)))
    if but is not None:
        apart = start + but.start("what"), start + but.end("what")
    begin = what[0] if what and what[0] < found.start() else left + verbs.start()
    seen: set[str] = set()
    for verb in re.split(r", and |, | and |/", verbs["verbs"]):
        role = trade_of(verb.lower(), subject + " " + verbs["rest"])
        if not role or role in seen:
            continue
        seen.add(role)
        shared = role in SHARED and found["with"]
        also = named(text, *found.span("co")) if shared else []
        whom = what if role in ("cast member", "dancer", "singer") else None
        for who in (*names, *also):
            stop = max(who[1], apart[1] if apart else 0, also[-1][1] if also else 0)
            yield Hit(role, who, begin, stop, what, apart, whom)


def _noun(
    text: str,
    start: int,
    end: int,
    left: int,
    before: str,
    thing: re.Match[str],
    found: re.Match[str],
    names: list[tuple[int, int]],
) -> Iterator[Hit]:
    begin = left + thing.start()
    if _NOT.search(before[: thing.start()][-40:]) or _QUALIFIED.search(before[: thing.start()]):
        return
    ahead = before[: thing.start()]
    copula = re.search(
        r"\b(?:is|was|are|were|has|have|had|features|includes|contains)\b[^,;.]{0,40}$", ahead
    )
    what: tuple[int, int] | None = None
    if copula:
        what = _np(text, start, left + copula.start())
        begin = what[0]
    elif with_it := re.search(
        r",? (?:with|and with|to|featuring)(?: an?| the)?(?: [\w-]+){0,2} ?$", ahead
    ):
        what = _np(text, start, left + with_it.start())
    if thing["rest"].strip():
        what = begin, left + thing.end("rest")
    apart = exception(text, found.end("who"), _next_break(text, found.end("who"), end))
    for each in re.split(r", and |, | and ", thing["things"]):
        role = THINGS.get(each.lower(), "")
        if (
            role == "composer"
            and "song" in each.lower()
            and re.search(r"\bsung|perform", ahead[-30:])
        ):
            role = "singer"
        for who in names:
            if role:
                yield Hit(role, who, begin, max(who[1], apart[1] if apart else 0), what, apart)


def _subject(text: str, start: int, end: int, verb: int, after: int) -> tuple[int, int] | None:
    """The words that name what was directed, cut, sung ...: before the verb, or after the names."""
    before = text[start:verb]
    copula = _COPULA.search(before[-90:])
    if copula:
        stop = verb - len(before[-90:]) + copula.start("be")
        relative = re.search(
            r",? (?:which|that|who|all of which|most of which)(?: in turn)? ?$", text[start:stop]
        )
        if relative:
            return _nearest(text, *_np(text, start, start + relative.start()))
        return _np(text, start, stop)
    if not before.strip(" \"'“‘("):
        follows = re.match(
            r",? (?:and [^,;.]{1,60})?,? ?(?P<np>(?:the|this|it|its|\ue000)[^,;.]{0,60})",
            text[after:end],
        )
        return (after + follows.start("np"), after + follows.end("np")) if follows else None
    trimmed = before.rstrip(" ,(")
    if re.search(r"\b(?:and|but|also|co|then)$", trimmed):
        trimmed = re.sub(r",? (?:and|but|also|co|then)$", "", trimmed)
    return _np(text, start, start + len(trimmed))


def _nearest(text: str, start: int, end: int) -> tuple[int, int]:
    """The last part of the film these words name, which "which" speaks of; else all of them."""
    named = parts(text, start, end)
    return (named[-1].start, end) if len(named) > 1 else (start, end)


def _np(text: str, start: int, end: int) -> tuple[int, int]:
    """The noun phrase that ends here, by the nearest break to its left that is not an aside."""
    begin = start
    for match in _BREAK.finditer(text, start, end):
        rest = text[match.end() : end].strip(" ,")
        if not rest:
            break
        inner = text[match.start() : match.end()]
        if inner == ", " and re.match(r"including\b", rest):
            continue
        begin = match.end()
    lead = re.compile(r"[ ,;:]*(?:(?:and|but|or) )?").match(text, begin, end)
    begin = lead.end() if lead else begin
    while end > begin and text[end - 1] in " ,;:":
        end -= 1
    return begin, end


def _next_break(text: str, at: int, end: int) -> int:
    found = re.compile(r";|\bwhile\b|\balthough\b|, who\b").search(text, at, end)
    return found.start() if found else end
