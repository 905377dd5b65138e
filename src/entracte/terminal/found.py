"""What was found, film by film, and how the machine is."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from entracte.model import clock
from entracte.store.found import Found
from entracte.store.shelf import Shelf
from entracte.terminal.marks import plain
from entracte.work.doctor import Check

_LONGEST = 240  # characters of a passage that are shown, around the first word found


def show(found: Sequence[Found], shelf: Shelf, words: str, console: Console) -> None:
    """Prints places film by film, each with the time or the characters where it stands."""
    if not found:
        console.print("Nothing on the shelf has all these words.")
        return
    titles = {film.id: film.title for film in shelf.films()}
    asked = [word.casefold() for word in words.split()]
    for id in dict.fromkeys(each.film for each in found):
        console.print()
        console.print(Text.assemble((plain(titles.get(id, id)), "bold cyan"), (f"  {id}", "dim")))
        table = Table.grid(padding=(0, 2))
        table.add_column(justify="right", no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column()
        for each in found:
            if each.film == id:
                table.add_row(_where(each), Text(each.sort, "dim"), _text(each, asked))
        console.print(table)


def _where(found: Found) -> Text:
    if found.start is not None:
        return Text(clock(found.start), "cyan")
    return Text(found.claim or found.place, "dim")


def _text(found: Found, asked: Sequence[str]) -> Text:
    text = plain(found.text)
    if len(text) > _LONGEST:
        low = text.casefold()
        first = min((at for word in asked if (at := low.find(word)) >= 0), default=0)
        start = max(0, first - _LONGEST // 3)
        text = ("…" if start else "") + text[start : start + _LONGEST] + "…"
    told = Text(f"{plain(found.who)}: " if found.who else "", "italic")
    told.append(text, "not italic")
    told.highlight_words([word for word in asked if word], "bold", case_sensitive=False)
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
