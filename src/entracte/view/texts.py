"""The texts behind the page: what was mended in each, and its words with the places cited."""

from collections.abc import Iterator
from dataclasses import dataclass

from entracte.model import GAP, Mend, Page, Repair, Source
from entracte.view import words
from entracte.view.places import Places
from entracte.view.tongue import _, _n, mark

WHOLE_UP_TO = 40_000  # characters of a text shown in full on the served page
_AROUND = 160  # characters either side of a passage in an excerpt
_BESIDE = 28  # characters either side of a repair
_SMALL = 600  # characters
_SPOKEN = mark("Its lines are the film’s dialogue.")
_IDLE = mark("Nothing on this page rests on it.")
_LISTED = 200  # repairs shown one by one


@dataclass(frozen=True)
class Mended:
    """A repair: what stood there, what stands there now, and the words around it."""

    before: str
    was: str
    now: str
    instead: str  # what was done, where nothing is to be seen now
    after: str
    kind: str
    why: str
    href: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text; ``opens`` anchors begin before it, ``closes`` of them end after it."""

    text: str
    opens: tuple[tuple[str, str], ...] = ()  # (id, class)
    closes: int = 0


@dataclass(frozen=True)
class SourceCard:
    id: str
    letter: str
    title: str
    kind: str
    file: str
    size: str
    gaps: str
    repairs: tuple[Mended, ...]
    unlisted: int
    pieces: tuple[Piece, ...]
    nothing: str  # what to say where no piece of it is printed
    small: bool  # a few lines: two such stand side by side
    whole: bool


def sources(page: Page, places: Places, *, whole: int = WHOLE_UP_TO) -> tuple[SourceCard, ...]:
    """Each text: in full while all together stay within ``whole`` characters, else the passages
    cited and the words around them.

    Subtitles are never printed twice: their lines are the dialogue, so only passages are shown.
    """
    out, printed = [], 0
    for source in page.sources:
        full = source.kind != "subtitles" and printed + len(source.body) <= whole
        printed += len(source.body) if full else 0
        out.append(_source(places, source, full))
    return tuple(out)


def source(page: Page, places: Places, letter: str) -> SourceCard | None:
    """The text of this letter in full; none when there is none."""
    found = next((each for each in page.sources if places.letters[each.id] == letter), None)
    return _source(places, found, True) if found is not None else None


def _source(places: Places, source: Source, full: bool) -> SourceCard:
    letter = places.letters[source.id]
    shown = [repair for repair in source.repairs if repair.kind is not Mend.MARKUP]
    cited = places.passages.get(source.id, {})
    intervals = [(start, end, anchor, "cited") for (start, end), anchor in cited.items()]
    mended = _where_mended(source)[:_LISTED]
    if full:
        intervals += [
            (start, end, f"mend-{letter}-{i}", "mended") for i, (start, end, _) in enumerate(mended)
        ]
    gaps = source.body.count(GAP)
    pieces = tuple(_pieces(source.body, intervals, full))
    return SourceCard(
        id=f"source-{letter}",
        letter=letter,
        title=source.title or source.file or source.id,
        kind=words.sentence_case(words.kind(source.kind)),
        file=source.file,
        size=words.counted("{n} word", "{n} words", len(source.body.split())),
        gaps=_gaps(gaps),
        repairs=tuple(
            _mended(source.body, mend, f"#mend-{letter}-{i}" if full else "")
            for i, mend in enumerate(mended)
        ),
        unlisted=len(shown) - len(mended),
        pieces=pieces,
        nothing=_(_SPOKEN if source.kind == "subtitles" else _IDLE),
        small=not mended and (len(source.body) < _SMALL or not pieces),
        whole=full,
    )


def _gaps(many: int) -> str:
    """That text is missing, and how it is shown; empty where none is."""
    if not many:
        return ""
    said = _n(
        "{n} place where text is missing, shown as {gap}",
        "{n} places where text is missing, shown as {gap}",
        many,
    )
    return said.format(n=many, gap=GAP)


def _mended(body: str, mend: tuple[int, int, Repair], href: str) -> Mended:
    start, end, repair = mend
    now, was = repair.now.strip(), repair.was.strip()
    if now:
        instead = ""
    elif was:
        instead = _("taken out")
    elif repair.now:
        instead = _("a line break put in") if "\n" in repair.now else _("a space put in")
    else:
        instead = _("a space taken out") if repair.was else _("marked here")
    return Mended(
        before=_before(body, start),
        was=words.short(was, 240),
        now=words.short(now, 240),
        instead=instead,
        after=_after(body, end),
        kind=words.mend(repair.kind),
        why=repair.why,
        href=href,
    )


def _before(body: str, at: int) -> str:
    """The last words before a place, from the same line."""
    line = body[max(0, at - _BESIDE) : at].rsplit("\n", 1)[-1]
    if len(line) == _BESIDE:
        line = line.partition(" ")[2] or line
        return f"…{line.rstrip()}" if line.strip() else ""
    return line.strip()


def _after(body: str, at: int) -> str:
    """The first words after a place, from the same line."""
    line = body[at : at + _BESIDE].lstrip().partition("\n")[0]
    if at + _BESIDE < len(body) and len(line) > _BESIDE // 2:
        line = line.rpartition(" ")[0] or line
        return f"{line}…"
    return line.strip()


def _where_mended(source: Source) -> list[tuple[int, int, Repair]]:
    """Where in the body each repair now stands; markup left out."""
    shift, out = 0, []
    for repair in source.repairs:
        start = repair.start - shift
        end = start + len(repair.now)
        if repair.kind is not Mend.MARKUP:
            out.append((start, end, repair))
        shift = repair.end - end
    return out


def _pieces(body: str, marks: list[tuple[int, int, str, str]], full: bool) -> Iterator[Piece]:
    """The text cut at every anchor. Marks nest; one that would cross another is cut short."""
    shown = [_printed(body, marks)] if full else _excerpts(body, marks)
    marks = sorted(marks, key=lambda mark: (mark[0], -mark[1]))
    at_mark = 0
    for number, (begin, stop) in enumerate(shown):
        opened: list[int] = []  # where the open marks end
        at = begin
        pending: list[tuple[str, str]] = []
        if not full and (number or begin):
            yield Piece("\n… \n" if number else "… ")
        while True:
            start = marks[at_mark][0] if at_mark < len(marks) else stop
            upto = min(stop, start, *opened[-1:])
            closing = 0
            while opened and opened[-1] <= upto:
                opened.pop()
                closing += 1
            if upto > at or pending or closing:
                yield Piece(body[at:upto], tuple(pending), closing)
                pending = []
            at = upto
            if at_mark < len(marks) and marks[at_mark][0] <= at:
                _, end, anchor, sort = marks[at_mark]
                at_mark += 1
                end = min(end, stop, *opened[-1:])
                pending.append((anchor, sort))
                opened.append(end)
                continue
            if at >= stop and not opened:
                break
    if not full and shown and shown[-1][1] < len(body):
        yield Piece(" …")


def _printed(body: str, marks: list[tuple[int, int, str, str]]) -> tuple[int, int]:
    """The whole text, without empty lines before its beginning and after its end."""
    begin, stop = len(body) - len(body.lstrip()), len(body.rstrip())
    first = min((mark[0] for mark in marks), default=begin)
    last = max((mark[1] for mark in marks), default=stop)
    return min(begin, first), max(stop, last)


def _excerpts(body: str, marks: list[tuple[int, int, str, str]]) -> list[tuple[int, int]]:
    """The cited passages with the words around them, joined where they touch."""
    out: list[tuple[int, int]] = []
    for start, end, _anchor, _sort in sorted(marks):
        begin = max(0, start - _AROUND)
        begin = body.find(" ", begin, start) + 1 or begin if begin else 0
        stop = min(len(body), end + _AROUND)
        stop = (body.rfind(" ", end, stop) if stop < len(body) else stop) if stop > end else end
        stop = max(stop, end)
        if out and begin <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], stop))
        else:
            out.append((begin, stop))
    return out
