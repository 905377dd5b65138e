"""The music cue sheet for collecting societies: each piece of music, its times, use and makers.

Composers and performers come from the recording that is heard or from a credit of the piece
itself; a credit of the film's whole score says nothing about a single cue. Publishers, shares and
society numbers are nowhere in a film: their columns are left to be filled.
"""

from entracte.export.certificate import Certificate, certificate, told
from entracte.export.counting import Counter
from entracte.export.held import fact, first, held, made_by
from entracte.export.moments import length_of
from entracte.export.paper import Column, Paper, Table
from entracte.export.plain import line
from entracte.export.printing import FORMS, printed
from entracte.model import Cue, Ms, Page, Recording, Span, clock
from entracte.plugins import Fetch, Wish

USES = {
    "BI": "background instrumental",
    "BV": "background vocal",
    "VI": "visual instrumental",
    "VV": "visual vocal",
    "MT": "main title",
    "ET": "end title",
}
_COLUMNS = (
    Column("Seq.", 5, right=True),
    Column("Cue no.", 6, right=True),
    Column("Title", 28, strong=True),
    Column("Composer", 22),
    Column("Share %", 6, right=True),
    Column("Publisher", 18),
    Column("Share %", 6, right=True),
    Column("Performer", 22),
    Column("Use", 5),
    Column("Time in", 13, fixed=True),
    Column("Time out", 13, fixed=True),
    Column("Duration", 9, fixed=True),
    Column("ISWC", 10),
    Column("ISRC", 10),
)


class CueSheet:
    """``entracte export FILM cuesheet``."""

    name = "cuesheet"
    forms = FORMS
    profiles = ()
    says = "music cue sheet: title, makers, use, times; what is not known is left to be filled"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (no pictures)
        """CSV, XLSX, DOCX or PDF."""
        return printed(paper(page, wish), wish.form)


def paper(page: Page, wish: Wish) -> Paper:
    """The sheet as it is printed."""
    counter = Counter(page.film.media, wish)
    timed = sorted(
        ((span, i, cue) for i, cue in enumerate(page.cues) for span in cue.spans),
        key=lambda each: (each[0], each[1]),
    )
    numbers: dict[int, int] = {}
    for _, i, _ in timed:
        numbers.setdefault(i, len(numbers) + 1)
    rows = tuple(
        _row(page, sequence, numbers[i], cue, span, counter)
        for sequence, (span, i, cue) in enumerate(timed, 1)
    )
    notes = [f"{code}: {words}" for code, words in USES.items()]
    silent = [first(cue.title) for cue in page.cues if not cue.spans and first(cue.title)]
    if silent:
        notes.append("Named by a text, not heard in the film: " + "; ".join(silent))
    return Paper(
        kind="Music cue sheet",
        title=first(page.film.title) or page.film.id,
        block=_block(page, counter, sum(span.end - span.start for span, _, _ in timed)),
        tables=(Table("Cues", _COLUMNS, rows, tuple(notes)), _certificate(page)),
        block_in_csv=True,
    )


def _block(page: Page, counter: Counter, music: Ms) -> tuple[tuple[str, str], ...]:
    return (
        ("Production title", first(page.film.title) or page.film.id),
        ("Episode", ""),
        ("Production number", ""),
        ("Production company", ", ".join(fact(page, "studio"))),
        ("Director", ", ".join(made_by(page, "director"))),
        ("Year", first(page.film.year)),
        ("First release", ", ".join(fact(page, "released"))),
        ("Country", ", ".join(fact(page, "country"))),
        ("Length", clock(length_of(page))),
        ("Total music", clock(music)),
        ("Counted in", counter.says),
        ("Prepared by", ""),
        ("Date", ""),
    )


def _row(
    page: Page, sequence: int, number: int, cue: Cue, span: Span, counter: Counter
) -> tuple[str, ...]:
    recording = _recording(page, cue)
    title = first(cue.title) or (line(recording.title) if recording else "")
    composer = line(recording.composer) if recording else ""
    performer = line(recording.artist) if recording else ""
    use = cue.use if cue.use in USES else ""
    seconds = round((span.end - span.start) / 1000)
    return (
        str(sequence),
        str(number),
        title,
        ", ".join(_makers(page, cue, "composer")) or composer,
        "",
        "",
        "",
        ", ".join(_makers(page, cue, "performer", "musician", "singer")) or performer,
        use,
        counter.at(span.start),
        counter.at(span.end),
        f"{seconds // 60:02}:{seconds % 60:02}",
        "",
        "",
    )


def _recording(page: Page, cue: Cue) -> Recording | None:
    """The track that is heard, as far as nothing speaks against it."""
    named = set(held(cue.recording))
    return next((each for each in page.recordings if each.id in named), None)


def _makers(page: Page, cue: Cue, *roles: str) -> tuple[str, ...]:
    names = {person.id: line(person.name) for person in page.people}
    made = (c for c in held(page.credits) if c.part == cue.id and c.role in roles)
    return tuple(dict.fromkeys(names[c.person] for c in made if c.person in names))


def _certificate(page: Page) -> Table:
    columns = (Column("What must hold", 34, strong=True), Column("Holds", 14), Column("Found", 70))
    music = [check for check in certificate(page).checks if "music" in check.what]
    return Table("Certificate", columns, told(Certificate(tuple(music))))


exporter = CueSheet()
