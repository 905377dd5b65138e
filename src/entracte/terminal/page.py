"""The page of a film in the terminal, from its title to its sources."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from entracte.compose.claims import claims
from entracte.compose.wording import words
from entracte.model import Claim, Credit, Cue, Id, Mend, Page, Source, Work, clock
from entracte.store.library import Shelved
from entracte.terminal.marks import letters, mark, plain, said_by, standing

_SECTIONS = (
    ("title", "Title"),
    ("year", "Year"),
    ("facts", "Facts"),
    ("synopsis", "In short"),
    ("plot", "The story"),
    ("credits", "Who made it"),
    ("people", "The people in it"),
    ("works", "Works within the film"),
    ("scenes", "Scenes"),
    ("dialogues", "Exchanges"),
    ("quotes", "Quotes"),
    ("music", "Music"),
    ("opinions", "What is made of it"),
    ("set aside", "Said of the film and not borne out"),
)
_TOLD = ("basis", "by", "recording", "where")  # what a statement is about is said before it


class _Row:
    def __init__(self, id: Id, section: str, claim: Claim[object]) -> None:
        self.id, self.claim = id, claim
        self.head, _, self.rest = section.partition("/")


def show(page: Page, console: Console) -> None:
    """Prints the page: title, sections, sources with their repairs, what could not be read."""
    sources = letters(page)
    rows = [_Row(*each) for each in claims(page)]
    _title(page, console)
    for head, heading in _SECTIONS:
        mine = [row for row in rows if row.head == head]
        if head in ("title", "year") and len(mine) < 2:
            continue
        if mine:
            _heading(heading, len(mine), console)
            for about, group in _groups(page, head, mine):
                if about:
                    console.print(Padding(Text(plain(about), "bold"), (0, 0, 0, 13)))
                console.print(_table(page, group, sources))
    _sources(page, sources, console)
    if page.notes:
        _heading("Notes", len(page.notes), console)
        for note in page.notes:
            console.print(Padding(Text(plain(note)), (0, 0, 0, 2)))
    console.print()


def shelf(films: Iterable[Shelved], console: Console) -> None:
    """Prints the films on the shelf."""
    films = tuple(films)
    if not films:
        console.print("There is no film on the shelf. Add one: entracte add FOLDER.")
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    for film in films:
        year = f" ({film.year})" if film.year else ""
        table.add_row(
            Text(film.id, "cyan"), plain(film.title) + year, Text(plain(film.path), "dim")
        )
    console.print(table)


def _title(page: Page, console: Console) -> None:
    title = page.film.title[0].says if page.film.title else page.film.id
    year = f" ({page.film.year[0].says})" if page.film.year else ""
    console.print()
    console.print(Text(plain(title) + year, "bold underline"))
    told = []
    if page.film.media is not None:
        media = page.film.media
        told.append(clock(media.duration))
        if media.size[0]:
            told.append(f"{media.size[0]} × {media.size[1]}")
        told += [each for each in (media.video, *media.sound) if each]
    told += [
        f"{len(found):,} {noun if len(found) == 1 else noun + 's'}"
        for found, noun in (
            (page.lines.items, "line"),
            (page.shots.items, "shot"),
            (page.scenes, "scene"),
            (page.sources, "source"),
        )
        if found
    ]
    console.print(Text(" · ".join(told), "dim"))


def _heading(words: str, count: int, console: Console) -> None:
    console.print()
    console.print(Text.assemble((words, "bold cyan"), (f"  {count:,}", "dim")))


def _groups(page: Page, head: str, rows: list[_Row]) -> Iterator[tuple[str, list[_Row]]]:
    """Rows of one person, work, scene or piece of music together, under its name if it has one."""
    if head not in ("people", "works", "scenes", "music"):
        yield "", rows
        return
    groups: dict[Id, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.rest.partition("/")[0], []).append(row)
    for id, group in groups.items():
        titled = any(row.rest.endswith("/title") for row in group)
        yield ("" if titled else _about(page, id)), group


def _about(page: Page, id: Id) -> str:
    person = page.person(id)
    return person.name if person is not None else id


def _says(page: Page, row: _Row) -> Text:
    """What the statement says; the title of a scene, a work or a piece with its time and kind."""
    what = row.rest.rpartition("/")[2]
    told = Text(f"{what}: " if what in _TOLD else "", "dim")
    told.append(plain(words(row.claim.says, page)), "not dim")
    if isinstance(row.claim.says, Credit) and row.claim.says.scope:
        told.append(f" “{plain(row.claim.says.scope)}”", "dim")
    part = page.part(row.rest.partition("/")[0]) if row.rest.endswith("/title") else None
    if part is None:
        return told
    told.stylize("bold")
    kind = part.form if isinstance(part, Work) else part.use if isinstance(part, Cue) else ""
    at = ", ".join(f"{clock(span.start)}–{clock(span.end)}" for span in part.spans)
    for more in (kind, at):
        if more:
            told.append(f"  {more}", "cyan not bold")
    return told


def _table(page: Page, rows: list[_Row], sources: dict[Id, str]) -> Padding:
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=9, no_wrap=True)
    table.add_column(width=1)
    table.add_column(ratio=3)
    table.add_column(width=6)
    table.add_column(ratio=1, min_width=16)
    for row in rows:
        table.add_row(
            Text(row.id, "dim"),
            mark(row.claim.standing),
            _says(page, row),
            Text(said_by(row.claim, sources), "cyan"),
            standing(row.claim, sources),
        )
    return Padding(table, (0, 0, 0, 2))


def _sources(page: Page, sources: dict[Id, str], console: Console) -> None:
    _heading("Sources", len(page.sources), console)
    table = Table.grid(padding=(0, 2))
    for source in page.sources:
        table.add_row(
            "  " + sources[source.id],
            Text(plain(source.title or source.file)),
            Text(source.kind, "dim"),
            Text(plain(source.file), "dim"),
            Text(_mended(source), "dim"),
        )
    console.print(table)


def _mended(source: Source) -> str:
    """``mended: 4 mojibake, 2 gap``; marks of wiki and HTML are no damage."""
    kinds = Counter(repair.kind for repair in source.repairs if repair.kind is not Mend.MARKUP)
    told = ", ".join(f"{n} {kind.value}" for kind, n in sorted(kinds.items()))
    return f"mended: {told}" if told else ""
