"""A text about the film, checked sentence by sentence against everything else there is of it.

Nothing is evidence for itself: where the text is one of the film's own, that one is left out. What
nobody else tells is *not found*, which is no verdict on it; *contradicted* needs a passage or a
second that says otherwise.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from entracte.align.quotes import Dialogue
from entracte.align.together import together
from entracte.judge.conflicts import conflicts
from entracte.judge.doubts import doubts, in_words
from entracte.judge.finding import Check, Finding, Found
from entracte.judge.makers import credited
from entracte.judge.support import Library, borne_out, passages
from entracte.judge.tellings import Telling, of_text, tellings
from entracte.model import (
    Account,
    Claim,
    Evidence,
    Film,
    Heard,
    Page,
    Quote,
    Read,
    Sought,
    Source,
    Span,
    clock,
)
from entracte.read.sentences import sentences

BY: Final = "check/1"
MOST: Final = 20_000  # sentences of a text that are checked; the rest is said not to be
_DOUBTED: Final = 2_000  # sentences that are looked at for what is odd about them
_WORDY: Final = 12  # words from which a line without a full stop is a sentence


def check(account: Account, page: Page) -> Check:
    """Every sentence, quote and credit of the text against the page's other texts and the film."""
    text = account.source
    others = tuple(s for s in page.sources if s.body != text.body and s.origin != text.origin)
    notes = list(account.notes)
    if len(others) < len(page.sources):
        notes.append("The text is one of the film's own: it was not held against itself.")
    joined = together((_as_account(page), account))
    film = msgspec.structs.replace(
        without(page, {s.id for s in page.sources} - {s.id for s in others}),
        people=joined.people,
        sources=others,
    )
    mine = joined.accounts[1]
    spans = [(s.start, s.end) for s in sentences(text.body) if _tells(text.body[s.start : s.end])]
    if len(spans) > MOST:
        notes.append(f"Only the first {MOST:,} of its {len(spans):,} sentences were checked.")
        spans = spans[:MOST]
    against = _conflicts(film, mine, spans)
    found = [
        *_sentences(text, spans, film, against),
        *_quotes(mine, film),
        *credited(mine, joined.accounts[0].credits, film, joined.people),
        *_years(mine, film),
        *_names(mine),
    ]
    found.sort(key=lambda each: (each.read.passage.start, each.sort != "sentence"))
    title = page.film.title[0].says if page.film.title else page.film.id
    return Check(film=title, source=text, findings=tuple(found), notes=tuple(notes), sources=others)


def _as_account(page: Page) -> Account:
    shelf = Source(id="the-page", title="", origin="", body="", kind="page")
    return Account(source=shelf, people=page.people, credits=page.credits, parts=page.parts)


def without(page: Page, sources: set[str]) -> Page:
    """The page without what only these texts say."""
    if not sources:
        return page

    def kept(claims: Sequence[Claim[Any]]) -> tuple[Claim[Any], ...]:
        out = []
        for claim in claims:
            every = [
                each
                for each in (*claim.said_by, *claim.evidence)
                if not (isinstance(each, Read) and each.passage.source in sources)
            ]
            if every:
                out.append(
                    msgspec.structs.replace(
                        claim, said_by=tuple(every[:1]), evidence=tuple(every[1:]), against=()
                    )
                )
        return tuple(out)

    parts = []
    for part in page.parts:
        fields = {
            name: kept(value)
            for name in part.__struct_fields__
            if isinstance(value := getattr(part, name), tuple)
            and value
            and isinstance(value[0], Claim)
        }
        parts.append(msgspec.structs.replace(part, **fields))
    return msgspec.structs.replace(
        page,
        film=msgspec.structs.replace(page.film, year=kept(page.film.year)),
        synopsis=kept(page.synopsis),
        plot=kept(page.plot),
        credits=kept(page.credits),
        opinions=kept(page.opinions),
        parts=tuple(parts),
    )


def _tells(words: str) -> bool:
    """Whether this is a sentence, and not a heading or a row of a table."""
    last = words.rstrip("\"'”’»)] ")[-1:]
    return last in (".", "!", "?", "…") or len(words[:400].split()) >= _WORDY


def _conflicts(
    film: Page, mine: Account, spans: Sequence[tuple[int, int]]
) -> dict[int, list[Read]]:
    """What speaks against the sentence that begins there, each with its reason."""
    told = [*tellings(film), *_tellings(mine, spans)]
    against: dict[int, list[Read]] = {}
    here = mine.source.id
    for each in conflicts(film, told):
        sides = ((each.one, each.other, each.one_why), (each.other, each.one, each.other_why))
        for one, other, why in sides:
            if one.read.passage.source != here:
                continue
            at = _around(spans, one.read.passage.start)
            read = Read(passage=other.read.passage, by=BY, why=why)
            if at is not None:
                against.setdefault(at, []).append(read)
    return against


def _around(spans: Sequence[tuple[int, int]], at: int) -> int | None:
    number = bisect_right(spans, (at, 1 << 60)) - 1
    return spans[number][0] if number >= 0 and at < spans[number][1] else None


def _tellings(mine: Account, spans: Sequence[tuple[int, int]]) -> Iterator[Telling]:
    """The text by its own parts; what stands in none of them tells of the film as a whole."""
    alone = Page(
        film=Film(id="film", title=()),
        synopsis=mine.synopsis,
        plot=mine.plot,
        parts=mine.parts,
        opinions=mine.opinions,
        sources=(mine.source,),
    )
    known = set()
    for telling in tellings(alone):
        yield telling
        known |= {_around(spans, unit.read.passage.start) for unit in telling.units}
    rest = [span for span in spans if span[0] not in known]
    if rest:
        yield of_text(mine.source, rest)


def _sentences(
    text: Source,
    spans: Sequence[tuple[int, int]],
    film: Page,
    against: dict[int, list[Read]],
) -> Iterator[Finding]:
    names = [form for person in film.people for form in (person.name, *person.aliases)]
    every = passages(film.sources, film.lines.items)
    library = Library(every, names)
    odd = doubts(of_text(text, spans[:_DOUBTED]), every, film.people)
    for number, unit in enumerate(of_text(text, spans).units):
        refuted = _others_first(against.get(unit.read.passage.start, ()), text.id)
        best = library.best(unit.words)
        evidence: tuple[Evidence, ...] = ()
        if refuted:
            found, why = Found.CONTRADICTED, refuted[0].why
            if refuted[0].passage.source == text.id:
                why = f"The text says otherwise itself. {why}"
        elif best is not None and borne_out(best):
            evidence = (best.passage.evidence,)
            found = Found.BORNE_OUT if best.passage.film else Found.ELSEWHERE
            why = (
                "The film has a passage that tells this."
                if best.passage.film
                else "Another text tells this, too."
            )
        else:
            found = Found.NOT_FOUND
            why = "Nothing else there is of the film tells this. That is no proof against it."
            if number < len(odd) and (told := in_words(odd[number])):
                why = f"Nothing else there is of the film tells this, and it is odd: {told}"
        yield Finding(
            sort="sentence",
            says=unit.words,
            read=unit.read,
            found=found,
            why=why,
            evidence=evidence,
            against=refuted,
        )


def _others_first(against: Sequence[Read], text: str) -> tuple[Read, ...]:
    once = dict.fromkeys(against)
    return tuple(sorted(once, key=lambda read: read.passage.source == text))


def _quotes(mine: Account, film: Page) -> Iterator[Finding]:
    """Each quoted line, looked for in the dialogue."""
    if not film.lines.items:
        return
    spoken = Dialogue(film.lines.items)
    whole = Span(start=0, end=max(line.span.end for line in film.lines.items))
    said: list[tuple[Quote, Read]] = []
    for claim in mine.quotes:
        said += [(claim.says, read) for read in claim.said_by if isinstance(read, Read)]
    for told in mine.dialogues:
        reads = [read for read in told.said_by if isinstance(read, Read)]
        said += [(turn, reads[0]) for turn in told.says.turns if reads]
    for quote, read in said:
        found = spoken.find(quote.words)
        if found is None:
            near = spoken.nearest(quote.words)
            why = "These words were not found in the dialogue."
            if near is not None:
                why += f" The nearest to them, at {clock(near.span.start)}: “{near.said}”"
            sought = Sought(span=whole, by=BY, why=why)
            yield Finding(
                sort="quote",
                says=quote.words,
                read=read,
                found=Found.NOT_FOUND,
                why=why,
                against=(sought,),
            )
            continue
        heard = Heard(span=found.span, by=BY, sure=found.sure)
        exact = found.exact
        yield Finding(
            sort="quote",
            says=quote.words,
            read=read,
            found=Found.BORNE_OUT if exact else Found.MISQUOTED,
            why=f"Said at {clock(found.span.start)}"
            + ("." if exact else f", in these words: “{found.said}”"),
            evidence=(heard,),
            really="" if exact else found.said,
        )


def _years(mine: Account, film: Page) -> Iterator[Finding]:
    """The year of the film; a year more or less is only another country's release."""
    known = [claim for claim in film.film.year if abs(claim.says) < 10_000]
    for claim in mine.year:
        for read in claim.said_by:
            if not isinstance(read, Read) or not known:
                continue
            near = [each for each in known if abs(each.says - claim.says) <= 1]
            best = near[0] if near else known[0]
            reads = tuple(each for each in best.said_by if isinstance(each, Read))
            yield Finding(
                sort="year",
                says=str(claim.says),
                read=read,
                found=Found.ELSEWHERE if near else Found.CONTRADICTED,
                why=f"Another source says {best.says}.",
                evidence=reads if near else (),
                against=() if near else reads,
            )


def _names(mine: Account) -> Iterator[Finding]:
    """Words that stand where a name should and are nobody."""
    for claim in mine.set_aside:
        for read in claim.said_by:
            if isinstance(read, Read) and claim.against:
                yield Finding(
                    sort="name",
                    says=claim.says,
                    read=read,
                    found=Found.CONTRADICTED,
                    why=claim.against[0].why or "This is no name.",
                    against=claim.against,
                )
