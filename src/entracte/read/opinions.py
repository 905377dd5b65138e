"""What people make of the film: readings of its ending, judgements, intentions, reception."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

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
    r"[:—–]\s*(?P<list>(?:did|was|is|does|has|were|are|do) [^?;.:]{2,160}?(?:,| or|, or) "
    r"(?:did|was|is|does|has|were|are|do) [^?;.:]{2,160}\?)"
)
_OR: Final = re.compile(
    r",? or |, (?=(?:did|was|is|does|has|had|were|are|do|would|could)\b)|\?\s*(?:or )?",
    re.IGNORECASE,
)
_WHETHER: Final = re.compile(r"\bwhether (?P<list>[^:?;.]{3,200}? or [^:?;.,]{2,120})")
_INTENDS: Final = re.compile(
    rf"(?P<who>{NAME}+)(?:,? (?:who|himself|herself))? (?:has |had )?(?:later |also |always |"
    rf"originally )?"
    r"(?:decided|chose|wanted|intended|insisted|meant|felt|hoped|aimed|planned|conceived|"
    r"explained|explains|said|has said|stated|recalled)\b"
    r"(?! not to be)(?= (?:that|it|to|on|the|for|her|his|him|a|an)\b)"
)
_BY_DESIGN: Final = re.compile(
    r"\b(?:decided|chose|wanted|intended|insisted|meant|hoped|aimed|planned|conceived)\b"
)
_READS: Final = re.compile(
    rf"(?:\b[Aa]ccording to (?:\w+ ){{0,3}}?(?P<a>{NAME}+),? (?=(?P<aw>[^;]{{5,400}}))|"
    rf"\b(?:[Ff]or|[Tt]o) (?:critic |historian |scholar |biographer )?(?P<b>{NAME}+), "
    rf"(?=(?P<bw>(?:the|it|this|she|he|her|his)\b[^;]{{5,400}}))|"
    rf"(?P<c>{NAME}+)(?: \([^()]*\))?(?:,? (?:of|in|for|from|at|writing for|writing in) (?:the "
    rf")?{NAME}+,?)?(?:,(?! who)[^,;.]{{2,80}},)? (?:has |have )?(?:also |later |however |once )?"
    r"(?P<verb>interprets?|interpreted|reads?|sees?|saw|views?|viewed|argues?|argued|suggests?|"
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
    r"propose|underst)"
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
    r"people|fans|have|of them|reviewers)){0,3}? "
    r"(?:interpret(?:ed)?|read|see|seen|view(?:ed)?|argued?|suggest(?:ed)?|believed?|think|take|"
    r"taken|understand|hold|held|insist(?:ed)?)\b (?P<w>[^;]{5,300}?)(?=,? (?:while|whereas|but|"
    r"and) (?:others?|some)\b|[.;]|$)"
)
_RECEIVED: Final = re.compile(
    r"\b(?:(?:was|were|has been|have been|is|are|been) (?:\w+ ){0,3}?(?:discussed|received|"
    r"acclaimed|praised|criticized|criticised|panned|regarded|considered|"
    r"hailed|ranked|voted|admired|debated|rediscovered|reappraised|dismissed|ridiculed|celebrated)|"
    r"(?:received|earned|garnered|drew|won|met with|opened to|attracted) (?:\w+[ "
    r"-]){0,4}?(?:reviews?|acclaim|praise|notices|criticism|reception|response)|"
    r"(?:box[- ]office|commercial|critical) (?:success|failure|hit|flop|disappointment|triumph))\b",
    re.IGNORECASE,
)


def views(text: str, start: int, end: int) -> Iterator[View]:
    """The opinions in this sentence of a masked text, each kept apart."""
    whole = (start, end)
    yield from _readings(text, start, end)
    taken = False
    for found in _INTENDS.finditer(text, start, end):
        by_design = _BY_DESIGN.search(found.group()) is not None
        sort = "intention" if by_design else ""
        if sort:
            taken = True
            yield View(
                sort,
                (found.start(), _clause(text, found.end(), end)),
                found.span("who"),
                None,
                whole,
            )
    if not taken:
        yield from _held(text, start, end)
    for found in _SOME.finditer(text, start, end):
        yield View("reading", found.span(), None, None, whole)
    if _RECEIVED.search(text, start, end) and not re.search(r"\blost film\b", text[start:end]):
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
    if opened and whether and opened.start() <= whether.start():
        question = _tidy(text, *opened.span("q"))
        for begin, stop in _split(text, *whether.span("list"), re.compile(r",? or |, ")):
            yield View("reading", (begin, stop), None, question, (start, end))


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


def _held(text: str, start: int, end: int) -> Iterator[View]:
    for found in _READS.finditer(text, start, end):
        group = next(g for g in ("a", "b", "c") if found[g])
        words = found[group + "w"]
        if group != "a" and not _OF_FILM.search(words):
            continue
        verb = found["verb"] or "argues"
        sort = (
            "reading"
            if _READING.match(verb)
            and not re.search(r"\b(?:best|greatest|masterpiece|finest|worst|better)\b", words)
            else "judgement"
        )
        yield View(
            sort,
            (found.start(), _clause(text, found.start(group + "w"), end)),
            found.span(group),
            None,
            (start, end),
        )


def _clause(text: str, at: int, end: int) -> int:
    found = re.compile(
        r";|, (?:while|whereas|and (?:others|some|critic)|but (?:others|some))\b|,? because\b"
    ).search(text, at, end)
    stop = found.start() if found else end
    while stop > at and text[stop - 1] in " .":
        stop -= 1
    return stop
