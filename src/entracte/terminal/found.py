"""What was found, film by film, and how the machine is."""

import sys
from collections.abc import Iterable
from urllib.parse import quote

from msgspec.structs import replace
from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.style import Style
from rich.table import Table
from rich.text import Text

from entracte.errors import EntracteError
from entracte.index.answer import Answer, Group, Hit, Near, Piece
from entracte.index.search import Index
from entracte.model import clock
from entracte.terminal.marks import console as console_on
from entracte.terminal.marks import plain
from entracte.work.doctor import Check

_LONGEST = 240  # characters of a passage that are shown, around the first that answers
_NEAREST = 5  # places shown of something that is not there
_SORTS = {"work": "work within", "line": ""}


def brought_up(index: Index, *, anew: bool, meaning: bool, quiet: bool) -> tuple[str, ...]:
    """The index made to agree with the shelf, or made anew; shows how far it is on a terminal.

    Returns what to tell where that cannot be done now: there may be an index to ask all the same.
    """
    out = console_on(sys.stderr)
    shown = sys.stderr.isatty() and not quiet
    told = TextColumn("{task.description}", markup=False)
    with Progress(
        told, BarColumn(), MofNCompleteColumn(), console=out, transient=True, disable=not shown
    ) as bars:
        task = bars.add_task("The index of all films", total=None)

        def heed(done: int, of: int) -> None:
            bars.update(task, completed=done, total=of)

        try:
            if anew:
                index.rebuild(heed)
            else:
                index.follow(heed, patience=2.0)
        except EntracteError as wrong:
            if anew:
                raise
            return (f"What was added last may not be found. {wrong.what}",)
        if meaning:
            bars.update(task, description="What its lines mean", total=None)
            index.follow_meaning(heed)
    return ()


def with_notes(answer: Answer, notes: tuple[str, ...]) -> Answer:
    return replace(answer, notes=(*notes, *answer.notes)) if notes else answer


def show(answer: Answer, console: Console, address: str) -> None:
    """Prints the answer; times are links to ``address``, where the web app answers."""
    for note in answer.notes:
        console.print(Text(plain(note), "yellow"))
    if not answer.found:
        nearest = " The nearest to it:" if answer.groups else ""
        console.print(Text(f"That is not in your library.{nearest}", "yellow"))
    left = 200 if answer.found else _NEAREST
    for group in answer.groups:
        if left <= 0:
            break
        console.print()
        year = f" ({group.year})" if group.year else ""
        link = Style(bold=True, color="cyan", link=_film(address, group))
        console.print(Text.assemble((plain(group.title) + year, link), (f"  {group.film}", "dim")))
        for hit in group.hits[:left]:
            _hit(hit, group, console, address)
        left -= len(group.hits)
    if answer.next and answer.found:
        console.print()
        console.print(Text(f"More: --after {answer.next}", "dim"))


def _hit(hit: Hit, group: Group, console: Console, address: str) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", width=8, no_wrap=True)
    table.add_column()
    for near in hit.before[-1:]:
        table.add_row(Text(clock(near.start), "bright_black"), _beside(near))
    table.add_row(_where(hit, group, address), _text(hit))
    if hit.difference:
        table.add_row("", _difference(hit.difference, console.is_terminal))
    for near in hit.after[:1]:
        table.add_row(Text(clock(near.start), "bright_black"), _beside(near))
    for near in hit.also:
        table.add_row(Text(near.language, "bright_black"), Text(plain(near.text), "italic"))
    console.print(Padding(table, (0, 0, 1 if hit.before or hit.after else 0, 0)))


def _where(hit: Hit, group: Group, address: str) -> Text:
    if hit.start is not None:
        at = f"{_film(address, group)}?t={hit.start / 1000:.1f}"
        return Text(clock(hit.start), Style(color="cyan", link=at))
    return Text(hit.claim[:8], "dim")


def _film(address: str, group: Group) -> str:
    return f"{address}/film/{quote(group.film, safe='')}"


def _beside(near: Near) -> Text:
    who = f"{plain(near.who)}: " if near.who else ""
    return Text(f"{who}{plain(near.text)}", "bright_black")


def _text(hit: Hit) -> Text:
    text, marks = plain(hit.text), hit.marks
    if len(text) > _LONGEST:
        first = marks[0][0] if marks else 0
        start = max(0, first - _LONGEST // 3)
        cut = text[start : start + _LONGEST]
        lead = "…" if start else ""
        moved = ((a - start + len(lead), b - start + len(lead)) for a, b in marks)
        marks = tuple((a, b) for a, b in moved if a >= 0 and b <= len(cut) + len(lead))
        text = lead + cut + ("…" if start + _LONGEST < len(text) else "")
    told = Text()
    sort = _SORTS.get(hit.sort, hit.sort)
    if sort:
        told.append(f"{sort}  ", "dim")
    if hit.who and hit.who not in text:
        told.append(f"{plain(hit.who)}: ", "italic")
    begin = len(told)
    told.append(text)
    for start, end in marks:
        told.stylize("bold", begin + start, begin + end)
    return told


def _difference(pieces: Iterable[Piece], colours: bool) -> Text:
    """What was asked for beside what is said: the one struck through, the other underlined; in
    brackets where nothing can be underlined, [-so-] {+thus+}."""
    told = Text("", "bright_black")
    for piece in pieces:
        if piece.same:
            told.append(plain(piece.said) + " ")
            continue
        if piece.asked:
            asked = plain(piece.asked)
            told.append(asked if colours else f"[-{asked}-]", "red strike")
            told.append(" ")
        if piece.said:
            said = plain(piece.said)
            told.append(said if colours else f"{{+{said}+}}", "green underline")
            told.append(" ")
    return told


def health(checks: Iterable[Check], console: Console) -> None:
    """Prints what was looked at, each with how to mend it."""
    table = Table.grid(padding=(0, 2))
    table.add_column(width=1)
    table.add_column(no_wrap=True)
    table.add_column()
    for each in checks:
        sign, style = (
            ("✓", "green") if each.well else ("✗", "red") if each.needed else ("·", "yellow")
        )
        told = Text(plain(each.says))
        if each.do:
            told.append(f"  {each.do}", "yellow")
        table.add_row(Text(sign, style), each.what, told)
    console.print(table)
