"""Reads the pages of film apps and film sites: synopsis, quotes, soundtrack, memorable scenes."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from entracte.errors import NotReadable
from entracte.model import Account, File, Source
from entracte.read import stating
from entracte.read.billing import Billed, Stated, cast, characters, facts
from entracte.read.company import Company
from entracte.read.decode import decode
from entracte.read.headings import Heading, heading, label
from entracte.read.makers import nothing
from entracte.read.proof import Proof
from entracte.read.repair import mend
from entracte.read.rows import Row, rows, sections
from entracte.read.said import source_id
from entracte.read.showing import Place, cues, exchanges, scene_parts

_SENTENCE: Final = re.compile(r"[.!?…][\"”'’»)\]]*$")
_TITLE_YEAR: Final = re.compile(
    r"[ \t]*[,–—-]?[ \t]*[(\[]?(?:film,? )?((?:18[89]|19\d|20\d)\d)(?: (?:film|movie))?[)\]]?"
    r"(?=$|\s|[|–—:-])|[ \t]*\((?:film|movie|pel[ií]cula|filme)\)(?=$|\s)",
    re.IGNORECASE,
)
_SITE: Final = re.compile(
    r"\s+[|·•»]\s+.*$|\s+[–—-]\s+.*\b(?:film|movie|guide|page|app)\b.*$", re.I
)
_DATED: Final = re.compile(r"\b(?:18[89]|19\d|20\d)\d\b|\b\d{2,3} min")
_NAMED_TAIL: Final = re.compile(
    r"^(?P<kind>.{3,60}?)\s(?:from|in|of|to|for|du|de|aus|von|zu|del|della|dal)\s+(?P<title>\S.{0,80})$",
    re.IGNORECASE,
)
_DATA: Final = re.compile(r"[<{]|\[(?![^\[\]\n]{1,80}\]\()")  # "[Home](/)" is a link of a page
_TIMES: Final = re.compile(r"\d\d:\d\d:\d\d[,.]\d{2,3} +--> ")
_EMPTY_WORDS: Final = {
    "dialogues": "dialogues",
    "quotes": "quotes",
    "soundtrack": "the soundtrack",
    "scenes": "memorable scenes",
    "cast": "the cast",
    "characters": "the characters",
    "synopsis": "the synopsis",
    "plot": "the plot",
}
MOST: Final = 20_000  # lines of a listing that are read closely; the rest is kept
_MADE_BY: Final = re.compile(
    r"(?:(?:A|An)(?: [\w-]+){0,3} (?:film|movie|picture)|[A-Z][a-z]{2,}(?:ed|ten|ung) and [a-z]+ed"
    r"|[A-Z][a-z]{3,}ed|Written|Shot|Music|Story|Screenplay)(?: [a-z]+ed)? by [A-ZÀ-Þ]"
)
_IN_SHORT: Final = 800  # characters: a story told in so few is a synopsis, whatever its heading
_SAMPLE: Final = 100_000  # characters looked at to tell what a text is


class Section(NamedTuple):
    kind: str
    head: Row | None
    opened: Heading | None
    rows: tuple[Row, ...]


class _Listing:
    """Reads what carries the headings of a film site, whatever the site."""

    name = "listing"
    version = "1"

    def suits(self, file: File) -> float:
        try:
            text, _ = decode(file.data[: 4 * _SAMPLE])
        except NotReadable:
            return 0.0
        return likeness(text)

    def read(self, file: File) -> Account:
        text, encoding = decode(file.data)
        proof, found = rows(mend(Proof.of(text)))
        if not found:
            raise NotReadable("The text is empty.", "Give a file with some words in it.")
        told = account(proof, found[:MOST], file, encoding=encoding)
        if len(found) <= MOST:
            return told
        note = f"Only the first {MOST:,} lines of {file.name} were read."
        return replace(told, notes=(*told.notes, note))


reader = _Listing()


def likeness(text: str) -> float:
    """How surely a text is a listing, 0 to 1, by its headings, labels and track lines."""
    if _DATA.match(text[:400].lstrip("\ufeff \r\n\t")) or _TIMES.search(text[:4000]):
        return 0.0
    proof, found = rows(Proof.of(text[:_SAMPLE]))
    return likeness_of(proof.text, found)


def likeness_of(body: str, found: tuple[Row, ...]) -> float:
    """The same of rows that are known already."""
    title = film_title(found)
    kinds: Counter[str] = Counter()
    sure = 0
    for i, kind in sections(found, title):
        kinds[kind] += 1
        known = heading(found[i].text, title)
        sure += bool(known and known.sure)
    telling = {"dialogues", "quotes", "scenes", "soundtrack"} & set(kinds)
    contexts = sum(1 for row in found if (each := label(row.text)) and each[0] == "context")
    score = 0.3 * len(telling) + 0.08 * len(set(kinds) - telling - {"other"})
    score += 0.12 * min(sure, 3) + (0.3 if contexts > 1 else 0.05 * contexts)
    if not telling and not contexts:
        score = min(score + 0.05 * len(facts(body, found[:40])), 0.45)
    if telling == {"soundtrack"} and not sure and not contexts:
        score = min(score, 0.4)  # articles have a heading "Music" as well
    return min(score, 0.97)


def account(
    proof: Proof,
    found: tuple[Row, ...],
    file: File,
    *,
    encoding: str,
    kind: str = "listing",
    by: str = "listing/1",
) -> Account:
    """What a listing says, read from its mended proof and its rows.

    ``kind`` and ``by`` name the reader on whose behalf it is read, such as a saved web page's.
    """
    title = film_title(found)
    source = proof.source(
        file, id=source_id(file), title=title or file.name, kind=kind, by=by, encoding=encoding
    )
    return told(source, found, title)


def told(
    source: Source,
    found: tuple[Row, ...],
    title: str,
    known: Sequence[Stated] = (),
    billed: Sequence[Billed] = (),
) -> Account:
    """The account of these rows of a source, whose film is called ``title`` as far as is known.

    ``known`` and ``billed`` are what the file states elsewhere, such as a web page in its JSON-LD.
    """
    body = source.body
    parts = _sections(found, title)
    names, head = _title_rows(found, title)
    stated = [*known]
    for part in parts:
        if part.kind in ("", "facts", "cast"):
            stated += facts(body, part.rows, paired=part.kind == "facts")
    taken = {each.line[0] for each in stated} | ({head.start} if head else set())
    synopsis = _prose(parts, ("", "synopsis"), taken)
    synopsis += [place for each in stated if each.what == "synopsis" for place in each.values]
    plot = _prose(parts, ("plot",), taken)
    if plot and not synopsis and sum(end - start for start, end in plot) < _IN_SHORT:
        synopsis, plot = plot, []  # a page's only telling, and a short one
    tell = scene_parts(body, [part.rows for part in parts if part.kind == "scenes"])
    spans = {*synopsis, *plot}
    spans |= {place for each in tell for place in (*each.description, *each.context)}
    company = Company.of(source, sorted(spans))
    credits = stating.credits(company, stated) + stating.billing(company, billed)
    for part in parts:
        if part.kind == "cast":
            lines = tuple(row for row in part.rows if row.start not in taken)
            credits += stating.billing(company, cast(body, lines, company.characters))
        elif part.kind == "characters":
            credits += stating.billing(company, characters(body, part.rows))
    music = [part for part in parts if part.kind == "soundtrack"]
    heard = cues(company, [(part.head, part.opened, part.rows) for part in music])
    dialogues, quotes = exchanges(
        company, [(part.kind, part.rows) for part in parts if part.kind in ("dialogues", "quotes")]
    )
    scenes = tuple(each.part(company, number) for number, each in enumerate(tell, 1))
    named = [each.values[0] for each in stated if each.what == "title"]
    return Account(
        source=source,
        title=stating.titles(company, [*names, *named]),
        year=stating.years(company, stated, title_year(head)),
        facts=stating.facts(company, stated),
        synopsis=stating.claims(company, dict.fromkeys(synopsis)),
        plot=stating.claims(company, plot),
        people=company.people,
        credits=tuple(stating.merged([*credits, *heard.credits])),
        parts=(*scenes, *heard.cues),
        dialogues=dialogues,
        quotes=quotes,
        set_aside=heard.set_aside,
        notes=_notes(parts),
    )


def _prose(parts: list[Section], kinds: tuple[str, ...], taken: set[int]) -> list[Place]:
    """The places of the prose in sections of these kinds; "" stands for the top of the page."""
    return [
        (row.start, row.end)
        for part in parts
        if part.kind in kinds
        for row in part.rows
        if row.start not in taken
        and (part.kind or _is_prose(row))
        and not nothing(row.text)
        and (row is part.rows[0] or not _billing(row))
    ]


def title_year(head: Row | None) -> Place | None:
    """Where the year stands in the line of the film's title."""
    found = _TITLE_YEAR.search(head.text[:300]) if head else None
    if head is None or found is None or found.start() == 0 or found.group(1) is None:
        return None
    return head.start + found.start(1), head.start + found.end(1)


def film_title(found: tuple[Row, ...]) -> str:
    """The film's title: what the headings name, or the line at the top of the page."""
    named: Counter[str] = Counter()
    for row in found:
        known = heading(row.text)
        if known and known.sure and known.title[0] < known.title[1]:
            named[row.text[slice(*known.title)]] += 2
        elif known is None and len(row.text) < 140 and not _SENTENCE.search(row.text):
            tail = _NAMED_TAIL.match(row.text)
            if tail and heading(tail.group("kind")):
                named[tail.group("title").rstrip(" :")] += 1
    if named and (best := named.most_common(1)[0])[1] > 1:
        return re.sub(r"\s*\(\d{4}\)$", "", best[0])
    for row in found[:4]:
        place = _title_place(row)
        if place is not None:
            return row.text[place[0] - row.start : place[1] - row.start]
        if len(row.text) > 80:
            break
    return ""


def clean_title(text: str) -> str:
    """A film's title without the year, "(film)" and the site's name behind it."""
    end = len(text)
    if site := _SITE.search(text):
        end = site.start()
    if (year := _TITLE_YEAR.search(text, 0, end)) and year.start() > 0:
        bracketed = text[year.start() : year.end()].strip()[:1] in "(["
        if bracketed or year.end() == end:
            end = year.start()
    for cut in re.finditer(r"\s*:\s+|\s+[–—-]\s+", text[:end]):
        if cut.start() and heading(text[cut.end() : end]):  # "Laura: soundtrack and scenes"
            return text[: cut.start()]
    return text[:end]


def _title_place(row: Row) -> Place | None:
    text = row.text
    labelled = facts(text, (row._replace(start=0, end=len(text)),))
    if labelled and labelled[0].what == "title":
        start, end = labelled[0].values[0]
        return row.start + start, row.start + end
    short = len(text) <= 110 and len(text.split()) <= 14
    if not short or labelled or row.bullet or heading(text) or text.endswith((".", ":", ";", ",")):
        return None
    end = len(clean_title(text))
    quoted = end > 2 and text[0] in '"“«' and text[end - 1] in '"”»'
    return (row.start + 1, row.start + end - 1) if quoted else (row.start, row.start + end)


def _title_rows(found: tuple[Row, ...], title: str) -> tuple[list[Place], Row | None]:
    """Where the title stands: at the top, or else in a heading; and the row at the top."""
    plain = title.casefold()
    for row in found[:6]:
        if plain and row.text.casefold().startswith(plain):
            rest = row.text[len(title) :]
            if (
                not rest
                or _TITLE_YEAR.match(rest)
                or rest.lstrip()[:1] in ("|", "(", "–", "-", "·")
            ):
                return [(row.start, row.start + len(title))], row
    for row in found:
        at = row.text.casefold().find(plain) if plain else -1
        if at >= 0 and heading(row.text, title):
            return [(row.start + at, row.start + at + len(title))], None
    return [], None


def _sections(found: tuple[Row, ...], title: str) -> list[Section]:
    opened = sections(found, title)
    edges = [i for i, _ in opened] + [len(found)]
    out = [Section("", None, None, found[: edges[0]])]
    for number, (i, kind) in enumerate(opened):
        inside = found[i + 1 : edges[number + 1]]
        out.append(Section(kind, found[i], heading(found[i].text, title), inside))
    return out


def _is_prose(row: Row) -> bool:
    pieces = [each.split() for each in re.split(r"[.;·|]\s*", row.text) if each.strip()]
    facts_only = _DATED.search(row.text) is not None and all(len(each) < 5 for each in pieces)
    return len(row.text.split()) >= 5 and bool(_SENTENCE.search(row.text)) and not facts_only


def _billing(row: Row) -> bool:
    """Whether a paragraph of its own names who made the film, or its country, year and length."""
    if not row.apart:
        return False
    dated = _DATED.search(row.text) is not None and len(row.text.split()) < 15
    return _MADE_BY.match(row.text) is not None or (dated and not _is_prose(row))


def _notes(parts: list[Section]) -> tuple[str, ...]:
    """What the listing announces and does not have, with the words of its heading."""
    filled = {part.kind for part in parts if any(not nothing(row.text) for row in part.rows)}
    notes: dict[str, None] = {}
    for number, part in enumerate(parts):
        if part.head is None or any(not nothing(row.text) for row in part.rows):
            continue
        words = part.head.text.strip(" :*_#")
        if part.kind in _EMPTY_WORDS and part.kind not in filled:
            what = _EMPTY_WORDS[part.kind]
            bare = what.removeprefix("the ").removeprefix("memorable ")
            named = "" if bare in words.casefold() else f" (“{words}”)"
            notes[f"The listing has a heading for {what}{named} and nothing under it."] = None
        elif part.kind in ("other", "facts") and not _goes_on(part, parts[number + 1 :]):
            notes[f"The listing has a heading “{words}” and nothing under it."] = None
    return tuple(notes)


def _goes_on(part: Section, following: list[Section]) -> bool:
    """Whether what follows belongs under this heading, or the heading is only one of a menu."""
    head = part.head
    after = following[0].head if following else None
    if head is None:
        return True
    if not (head.apart or head.level):
        bare = [each for each in following[:3] if not each.rows]
        return len(bare) > 2  # one link after the other: the menu of a page
    return bool(after and after.level and head.level and after.level > head.level)
