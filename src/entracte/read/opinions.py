"""What people make of the film: readings of its ending, judgements, intentions, reception."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from entracte.read.reception import received
from entracte.read.scopes import NAME


class View(NamedTuple):
    """An opinion as it stands; every pair is where words stand."""

    sort: str  # reading | judgement | intention | reception
    words: tuple[int, int]
    who: tuple[int, int] | None = None
    question: tuple[int, int] | None = None
    told: tuple[int, int] = (0, 0)  # the whole sentence


_OPEN: Final = re.compile(
    r"\b(?:ambiguity|ambiguous|question|questions|debate|debated?|open|unclear|uncertain(?:ty)?|"
    r"mystery|unresolved|disputed?|"
    r"undecided|speculat\w+|doubt|argued?|discuss(?:ed|ion)?|unsure|leaves us (?:to "
    r")?wonder(?:ing)?|wonder(?:ing)?)\b[^:?.;]{0,40}?"
    r"\b(?P<q>(?:why|how|whether|who|what|if|where)\b[^:?;.—–]{2,90})"
)
_ASKED: Final = re.compile(
    r"(?:[:—–]|\?)\s*(?P<list>(?:(?:did|was|is|does|has|had|were|are|do|or|and|will|would|"
    r"could)\b[^?;.]{2,240}\?\s*){1,6})",
    re.IGNORECASE,
)
_EITHER: Final = re.compile(
    r"(?:[:—–]\s*|(?<![\w,;:–—-] )(?<![\w(\"“]))(?P<list>(?:[Dd]id|[Ww]as|[Ii]s|[Dd]oes|[Hh]a[sd]|"
    r"[Ww]ere|[Aa]re|"
    r"[Dd]o) [^?;.:]{2,160}?(?:,| or|, or) "
    r"(?:did|was|is|does|has|had|were|are|do|could|would) [^?;.:]{2,160}\?)"
)
_EITHER_OR: Final = re.compile(
    r"(?<![\w,;:>–—-] )(?<![\w(])Either (?P<list>[^;?]{3,200}? or [^;?.]{3,200})"
)
_OR: Final = re.compile(
    r",? or |, (?=(?:did|was|is|does|has|had|were|are|do|would|could)\b)|\?\s*(?:or )?",
    re.IGNORECASE,
)
_WHETHER: Final = re.compile(
    r"\b(?:[Ww]hether|(?<=clear )if|(?<=sure )if|"
    r"(?<=known )if) (?P<list>(?!or not)[^:?;]{3,200}? or [^:?;,.]{2,120})"
)
_UNDECIDED: Final = re.compile(
    r"\b(?:open|unclear|undecided|uncertain|unknown|unresolved|never (?:say|says|said|tell|tells|"
    r"told|know|knows|known|learn|learns|learned|clear|settled|explained|revealed|shown|decides)|"
    r"nobody|no one|refuses? to|declines? to|leav(?:es|ing) (?:it|us|open)|left (?:open|to|for)|"
    r"up to|disagree\w*|"
    r"divided?|debat\w+|argu\w+|questions?|asks?|asked|wonder\w*|quarrel\w*|disput\w+|"
    r"ambigu\w+|doubt\w*|(?:does|do|did|will|would|can)(?: not|n['’]t) (?:say|tell|show|know|"
    r"decide|reveal|explain|settle|make)|cannot|not (?:say|tell|clear|certain|known)|mystery|"
    r"matter of)\b"
)
_OR_ALONE: Final = re.compile(r",? or (?:else )?")
_OR_ELSE: Final = re.compile(r",? or (?:else |rather |only |merely |simply |perhaps )?|, ")
_MAY: Final = re.compile(
    r"\b(?:[Oo]ne|[Yy]ou|[Ww]e|[Vv]iewers?|[Aa]udiences?|[Ss]pectators?|[Tt]he (?:viewer|audience|"
    r"spectator)) "
    r"(?:may|might|can|could|(?:is|are) (?:free|left|invited|allowed) to) (?:\w+ )?(?:believe|"
    r"think|read|suppose|conclude|imagine|assume|choose|decide|"
    r"take it) (?:to believe )?(?:either )?"
    r"(?P<list>that [^;:?]{3,240}? or (?:else )?that [^;:?.]{3,200})"
)
_OR_THAT: Final = re.compile(r",? or (?:else )?(?=that\b)")
_PERHAPS: Final = re.compile(
    r"\b(?P<list>(?:[Pp]erhaps|[Ii]t (?:may|might|could) (?:\w+ )?be that|"
    r"[Mm]aybe) [^;.?]{3,200}[;,] "
    r"(?:or |and )?(?:perhaps|it (?:may|might|could) (?:\w+ )?be that|maybe) [^;.?]{3,200})"
)
_PERHAPS_TOO: Final = re.compile(
    r"[;,] (?:or |and )?(?=perhaps|it (?:may|might|could) (?:\w+ )?be that|maybe)"
)
_TAKEN_AS: Final = re.compile(
    r"\b(?:(?:been|was|were|is|are|be) (?:\w+ly )?(?:interpreted|read|seen|understood|taken|"
    r"explained|viewed)|(?:have|has) (?:interpreted|read|seen|understood|taken|explained|viewed) "
    r"[^,;.]{2,60}?) (?:both |either |\w+ly )?(?P<list>(?:as|for) [^;.:]{3,160}?,? (?:and|or|but|"
    r"or else)(?: also)? (?:as|for) [^;.:]{3,160})"
)
_AS_TOO: Final = re.compile(r",? (?:and|or|but|or else)(?: also)? (?=as\b|for\b)|, (?=as\b)")
_ONE_VIEW: Final = re.compile(
    r"\b(?:[Oo]ne|[Aa] (?:second|third|common|popular|rival|darker|simpler)|[Aa]nother|"
    r"[Tt]he (?:first|"
    r"second|third|other|usual|common|official|simplest)) (?:\w+ )?(?:reading|interpretation|"
    r"explanation|theory|view|school|camp|possibility)(?: of [^,;.]{3,40})? (?:is|has it|holds|"
    r"says|"
    r"sees|takes|would|makes|argues|suggests|claims)\b[^;.]{3,240}?(?=; |, (?:while|whereas|and "
    r"another|but another|the other|another)\b|[.;]|$)"
)
_INTENDS: Final = re.compile(
    rf"(?:(?P<who>{NAME}+)|(?<![\w,;:–—-] )(?<![\w(])(?:He|She|"
    rf"They))(?:,(?! who)[^,;.]{2, 60},)?(?:,? (?:who|himself|"
    rf"herself|themselves))?,? (?:(?:has|had|"
    rf"have) )?(?:later |"
    r"also |always |originally |since |often |once |repeatedly |himself |herself )*"
    r"(?:decided|chose|wanted|intended|insisted|meant|felt|hoped|aimed|planned|conceived|wished|"
    r"explained|explains|answered|replied|said|stated|recalled|argued|refused|preferred|"
    r"maintained|remembered|"
    r"admitted|told (?:an? )?(?:\w+ ){1,3})\b"
    r"(?! not to be)(?:,[^,;.]{3,60},)?(?= (?:that|it|to|on|the|for|her|his|him|a|an|how|why)\b)"
)
_BY_DESIGN: Final = re.compile(
    r"\b(?:decided|chose|wanted|intended|insisted|meant|hoped|aimed|planned|conceived|wished|"
    r"refused|preferred)\b"
)
_PURPOSE: Final = re.compile(
    r"\b(?:wanted|wished|meant|intended|hoped|wants?|had to|should|must|needed|because|so that|in "
    r"order|ought|aim(?:ed)?|idea was|purpose)\b"
)
_BECAUSE: Final = re.compile(
    rf"\b(?:because|since|as) (?:he|she|they|both|{NAME}+) (?:\w+ly )?(?:wished|wanted|hoped|"
    rf"feared|"
    r"thought|felt|believed|needed|meant|intended|did not want|disliked|hated|liked)\b"
)
# What a maker would and would not tell of it: "Rohn would only say that …".
_WOULD_SAY: Final = re.compile(
    rf"(?P<who>{NAME}+) (?:would|could|will) (?:only|never|not) (?:say|tell|explain)\b"
)
_NEVER_PLANNED: Final = re.compile(
    r"\b[Ii]t (?:was|had been) (?:never|not|always) (?:the|his|her|their) (?:plan|intention|idea|"
    r"aim|wish)\b"
)
_WROTE: Final = re.compile(
    rf"[\"”’],? (?:(?P<who>{NAME}+)|(?:he|she|they)) (?:later |once |has )?(?:wrote|said|recalled|"
    r"explained|remembered|told|remarked|admitted|noted|added|insisted|joked)\b"
    rf"|(?P<lead>{NAME}+) (?:later |once |has )?(?:wrote|said|recalled|explained|remembered|"
    r"remarked|admitted|added|joked|told [^,:;.]{2,40})(?: [^,:;.\"“]{2,40})?[:,] [\"“]"
)
_TO_MAKER: Final = re.compile(
    rf"\b(?:[Ff]or|[Tt]o) (?P<who>{NAME}+), (?:he|she|they) (?:said|wrote|says)\b"
)
_READS: Final = re.compile(
    rf"(?:\b[Aa]ccording to (?:\w+ ){{0,3}}?(?P<a>{NAME}+),? (?=(?P<aw>[^;]{{5,400}}))|"
    rf"\b(?:[Ff]or|[Tt]o) (?:(?:the |an? |his |her |their |another |"
    rf"fellow )?(?:\w+ ){{0,2}}(?:critic|"
    rf"historian|scholar|biographer|essayist|reviewer|musicologist|theorist|colleague|editor|"
    rf"writer|"
    rf"poet|novelist|philosopher|film-?maker) )?(?P<b>{NAME}+)(?: \([^()]*\))?,? "
    rf"(?=(?P<bw>(?:the|it|this|she|he|her|his|they|nothing|everything)\b[^;]{{5,400}}))|"
    rf"(?P<c>{NAME}+)(?: \([^()]*\))?(?:,? (?:of|in|for|from|at|writing for|writing in) (?:the "
    rf")?{NAME}+,?)?(?:,(?! who)[^,;.]{{2,80}},)? (?:has |have |had )?(?:also |later |however |"
    rf"once |always |"
    r"never |still |himself |herself |themselves |repeatedly |even |instead |too )*"
    r"(?P<verb>holds?|held|repl(?:ies|ied)|insists?|insisted|disagrees?|disagreed|claims?|"
    r"claimed|objects?|objected|"
    r"counters?|countered|answers?|answered|concludes?|concluded|contests?|denie[sd]|doubts?|"
    r"doubted|supposes?|supposed|takes (?=[^,;.]{2,60} (?:for|as|to)\b)|"
    r"says(?= that\b)|interprets?|interpreted|reads?|sees?|saw|"
    r"views?|viewed|argues?|argued|suggests?|"
    r"suggested|believes?|believed|"
    r"maintains?|maintained|contends?|contended|thinks?|thought|proposes?|proposed|understands?|"
    r"understood|considers?|considered|"
    r"called|calls|praised|praises|described|describes|(?:wrote|writes)(?= (?:that|of|in)\b)|"
    r"criticized|criticised|hailed|dismissed|dismisses|"
    r"named|noted|notes|rated|felt|found|gave|panned|deemed|regards?|regarded|admired|compared|"
    r"commented|observed|remarked) (?=(?P<cw>[^;]{5,400})))"
)
_READING: Final = re.compile(
    r"^(?:interpret|read|see|saw|view|argue|suggest|believe|maintain|contend|think|thought|"
    r"propose|underst|hold|held|repl|insist|claim|object|counter|answer|conclude|contest|den|"
    r"doubt|suppose|take|disagree|say)"
)
_OF_FILM: Final = re.compile(
    r"\b(?:films?|movies?|picture|endings?|final|scenes?|story|shot|direction|performances?|"
    r"score|photography|cinematography|script|screenplay|it|"
    r"death|meaning|character|heroine|hero|dream|figure|masterpiece|image|symbol\w*|metaphor|"
    r"allegory|stars?|finale|last|she|he)\b"
)
_SOME: Final = re.compile(
    r"\b(?P<who>[Ss]ome|[Oo]thers?|[Mm]any|[Ss]everal|[Cc]ritics|[Ss]cholars|[Vv]iewers|"
    r"[Aa]udiences|[Cc]ommentators|[Mm]ost)(?: (?:critics|viewers|scholars|commentators|writers|"
    r"historians|biographers|essayists|spectators|film-makers|"
    r"people|fans|have|of them|reviewers)){0,3}? "
    r"(?:interpret(?:ed)?|read|see|seen|saw|view(?:ed)?|argued?|suggest(?:ed)?|believed?|think|"
    r"thought|took|take|taken|understand|understood|hold|held|insist(?:ed)?|maintain(?:ed)?|"
    r"claim(?:ed)?|contend(?:ed)?|conclude|suppose|assume|swear|prefer to (?:think|believe)|"
    r"are (?:sure|certain|convinced)|have it)\b (?P<w>[^;]{5,300}?)(?=,? (?:while|whereas|but|"
    r"and) (?:others?|some)\b|[.;]|$)"
)
_ONE_SEES: Final = re.compile(
    r"\b(?:[Oo]ne|[Yy]ou|[Ww]e|[Vv]iewers?|[Aa]udiences?) (?:may|might|can|could) (?:also |"
    r"equally |"
    r"just as well |perhaps |then )?(?:see|hear|read|find|recogni[sz]e|take|understand) (?:in "
    r"|it|this|her|him|here|the|a)\b[^;.]{3,240}"
)
_FOR_SOME: Final = re.compile(
    r"\b[Ff]or (?:some|many|others|a few|most)(?: (?:critics|viewers|of them|writers))?,? (?:it|"
    r"this|the (?:ending|film|last \w+|final \w+)) (?:is|was|means|remains)\b[^;.]{3,240}"
)
_CRITIC: Final = re.compile(
    rf"{NAME}+,? writing (?:in|for)\b|\b(?:critics?|historians?|scholars?|reviewers?|essayists?|"
    rf"biographers?) {NAME}+"
)
_GAPPED: Final = re.compile(
    rf"[,;] (?:and |while |but |whereas )?(?P<words>(?:[Oo]thers?|another|a (?:second|third)|"
    rf"some|still others|(?P<who>{NAME}+)),? (?:as|that|for) [^;.]{{3,160}})"
)


def views(text: str, start: int, end: int, body: str = "") -> Iterator[View]:
    """The opinions in this sentence of a masked text, each kept apart.

    ``body``: the text as it is, where prizes have their names.
    """
    whole = (start, end)
    kept = list(_readings(text, start, end))
    yield from kept
    taken = False
    if _NEVER_PLANNED.match(text, start, end):
        who = _last_name(text, start, end) if _BECAUSE.search(text, start, end) else None
        yield View("intention", whole, who, None, whole)
        return
    for found in _INTENDS.finditer(text, start, end):
        stop = _clause(text, found.end(), end) if kept else _close(text, found.end(), end)
        words = text[found.end() : end]
        by_design = _BY_DESIGN.search(found.group()) is not None
        if not by_design and not _PURPOSE.search(words):
            continue
        if "maintained" in found.group() or not (by_design or found["who"]):
            continue
        taken = True
        who = found.span("who") if found["who"] else None
        yield View("intention", (found.start(), stop), who, None, whole)
    if taken:
        pass
    elif said := _WOULD_SAY.match(text, start, end):
        taken = True
        yield View("judgement", whole, said.span("who"), None, whole)
    elif said := _TO_MAKER.search(text, start, end):
        taken = True
        yield View("intention", (said.start(), end), said.span("who"), None, whole)
    elif said := _WROTE.search(text, start, end):
        taken = True
        group = next((g for g in ("who", "lead") if said[g]), None)
        yield View("judgement", whole, said.span(group) if group else None, None, whole)
    elif said := _BECAUSE.search(text, start, end):
        taken = True
        who = _last_name(text, start, said.end())
        yield View("intention", whole, who, None, whole)
    if not taken and not kept:
        thought = list(_apart(text, end, list(_thought(text, start, end))))
        kept = [view for view in thought if view.sort == "reading"]
        yield from thought
    if not kept and (received(text[start:end]) or received((body or text)[start:end])):
        yield View("reception", whole, None, None, whole)


def _readings(text: str, start: int, end: int) -> Iterator[View]:
    opened = _OPEN.search(text, start, end)
    asked = _ASKED.search(text, opened.end() if opened else start, end) if opened else None
    if opened and asked:
        question = _tidy(text, *opened.span("q"))
        for begin, stop in _split(text, *asked.span("list"), _OR):
            yield View("reading", (begin, stop), None, question, (start, end))
        return
    if opened is None and (asked := _EITHER.search(text, start, end)):
        for begin, stop in _split(text, *asked.span("list"), _OR):
            yield View("reading", (begin, stop), None, None, (start, end))
        return
    whether = _WHETHER.search(text, start, end)
    if whether and (_UNDECIDED.search(text, start, end)):
        begin, stop = whether.span("list")
        question = _tidy(text, whether.start(), stop)
        if opened and opened.start() <= whether.start():
            question = _tidy(text, *opened.span("q"))
        for first, last in _split(text, begin, stop, _OR_ELSE):
            yield View("reading", (first, last), None, question, (start, end))
        return
    for pattern, cut in (
        (_EITHER_OR, _OR_ELSE), (_MAY, _OR_THAT), (_PERHAPS, _PERHAPS_TOO), (_TAKEN_AS, _AS_TOO)
    ):  # fmt: skip
        if listed := pattern.search(text, start, end):
            for first, last in _split(text, *listed.span("list"), cut):
                yield View("reading", (first, last), None, None, (start, end))
            return


def _last_name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the last name stands before the words that a pronoun opens."""
    found = list(re.finditer(rf"{NAME}+", text[start:end]))
    return (start + found[-1].start(), start + found[-1].end()) if found else None


def _split(text: str, start: int, end: int, at: re.Pattern[str]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    begin = start
    for cut in at.finditer(text, start, end):
        out.append(_tidy(text, begin, cut.start()))
        begin = cut.end()
    out.append(_tidy(text, begin, end))
    return [(a, b) for a, b in out if b - a > 3]


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (
        text[start] in " ,:—–\n" or text[start:end].lower().startswith(("or ", "and "))
    ):
        start += 1 if text[start] in " ,:—–\n" else text[start:end].index(" ") + 1
    while end > start and text[end - 1] in " ,:?—–\n":
        end -= 1
    return start, end


def _thought(text: str, start: int, end: int) -> Iterator[View]:
    """What somebody holds, named or not; without a word of the film only beside one with such."""
    held = list(_held(text, start, end))
    others = [
        View("reading", found.span(), None, None, (start, end))
        for pattern in (_SOME, _ONE_VIEW, _ONE_SEES, _FOR_SOME)
        for found in pattern.finditer(text, start, end)
    ]
    sure = any(of_film for _, of_film in held) or bool(others)
    sure = sure or _CRITIC.search(text, start, end) is not None
    yield from (view for view, of_film in held if of_film or (sure and view.sort == "reading"))
    yield from others


def _apart(text: str, end: int, found: list[View]) -> Iterator[View]:
    """Readings that leave out their verb, as prose does, are readings of their own: "Some see the
    last shot as a dream, others as a memory"."""
    if not any(view.sort == "reading" for view in found):
        yield from found
        return
    first = min(view.words[0] for view in found if view.sort == "reading")
    more = [
        each
        for each in _GAPPED.finditer(text, first, end)
        if not any(view.words[0] == each.start("words") for view in found)
    ]
    for view in found:
        start, stop = view.words
        cut = next((each.start() for each in more if start < each.start() < stop), stop)
        yield view._replace(words=(start, cut))
    for number, each in enumerate(more):
        stop = more[number + 1].start() if number + 1 < len(more) else each.end()
        span = _tidy(text, each.start("words"), min(stop, each.end()))
        who = each.span("who") if each["who"] else None
        yield View("reading", span, who, None, found[0].told)


def _held(text: str, start: int, end: int) -> Iterator[tuple[View, bool]]:
    """Who holds what, and whether its words are of the film."""
    for found in _READS.finditer(text, start, end):
        group = next(g for g in ("a", "b", "c") if found[g])
        words = found[group + "w"]
        verb = found["verb"] or "argues"
        sort = (
            "reading"
            if _READING.match(verb)
            and not re.search(r"\b(?:best|greatest|masterpiece|finest|worst|better)\b", words)
            else "judgement"
        )
        stop = _clause(text, found.start(group + "w"), end)
        view = View(sort, (found.start(), stop), found.span(group), None, (start, end))
        yield view, group == "a" or _OF_FILM.search(words) is not None


def _close(text: str, at: int, end: int) -> int:
    """Where the clause ends with its reasons: before a semicolon, or the sentence's full stop."""
    stop = text.find(";", at, end)
    stop = end if stop < 0 else stop
    while stop > at and text[stop - 1] in " .":
        stop -= 1
    return stop


def _clause(text: str, at: int, end: int) -> int:
    found = re.compile(
        r";|, (?:while|whereas|and (?:others|some|critic)|but (?:others|some))\b|,? because\b"
    ).search(text, at, end)
    stop = found.start() if found else end
    while stop > at and text[stop - 1] in " .":
        stop -= 1
    return stop
