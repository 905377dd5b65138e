"""From page to screen: what became of the screenplay's scenes in the film, scene by scene."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from entracte.align.screen import Change, Compared
from entracte.config import Settings
from entracte.errors import NotFound
from entracte.model import clock, from_bytes
from entracte.store.folder import film as folder_of
from entracte.store.shelf import Shelf
from entracte.terminal.going import Going
from entracte.terminal.marks import console, plain
from entracte.work import add
from entracte.work.hands import Hands

SIGNS = {
    "kept": ("·", "bright_black"),
    "rewritten": ("≈", "yellow"),
    "moved": ("↕", "cyan"),
    "cut": ("−", "red"),
    "added": ("+", "green"),
}
_DRAFT = "This screenplay is another draft: much of it is not what is said in the film."
_OTHER = "This seems to be the screenplay of another film; nothing is compared."
_LONGEST = 80  # characters of a heading


def show(shelf: Shelf, settings: Settings, named: str, everything: bool, as_json: bool) -> int:
    """Prints the comparison of each screenplay; 1 where there is none."""
    compared = _compared(shelf, settings, named)
    if as_json:
        sys.stdout.write(compared.decode() + "\n")
        return 0 if compared != b"[]" else 1
    found = from_bytes(compared, tuple[Compared, ...])
    if not found:
        raise NotFound(
            f"There is nothing to compare for {plain(named)}.",
            "Lay its screenplay and its subtitles into the film's folder, and add it again.",
        )
    out = console()
    for each in found:
        _print(each, everything, out)
    return 0


def _compared(shelf: Shelf, settings: Settings, named: str) -> bytes:
    """What the step ``screen`` makes of this film, on the shelf or not."""
    try:
        path = Path(shelf.film(named).path)
    except NotFound:
        path = Path(named)
        if not path.exists():
            raise
    folder = folder_of(path)
    with Hands(settings.workers) as hands, Going(folder.name) as going:
        ran = add.make("screen", folder, shelf, hands, going, settings)
    for each in ran.failed:
        print(f"entracte: {plain(each)}", file=sys.stderr)
    return shelf.blobs.get(ran.made[0])


def _print(compared: Compared, everything: bool, out: Console) -> None:
    out.print(Text(plain(compared.file), "bold"))
    if compared.verdict == "another film":
        out.print(Text(_OTHER, "yellow"))
        return
    if compared.verdict == "another draft":
        out.print(Text(_DRAFT, "yellow"))
    out.print(Text(counted(compared.changes), "bright_black"))
    table = Table.grid(padding=(0, 2))
    table.add_column(width=1)
    table.add_column(justify="right", width=7, no_wrap=True)
    table.add_column(width=9, no_wrap=True)
    table.add_column()
    for change in compared.changes:
        if change.what == "kept" and not everything:
            continue
        sign, style = SIGNS[change.what]
        at = clock(change.span.start) if change.span else ""
        table.add_row(Text(sign, style), Text(at, "cyan"), Text(change.what, style), _says(change))
    if table.row_count:
        out.print(table)


def _says(change: Change) -> Text:
    heading = plain(change.heading)
    if len(heading) > _LONGEST:
        heading = heading[: _LONGEST - 1] + "…"
    told = Text(heading)
    if change.what in ("moved", "rewritten", "added") or not heading:
        told.append(("  " if heading else "") + change.says, "bright_black")
    if change.what == "rewritten":
        told.append(f" {change.share:.0%} of it.", "bright_black")
    return told


def counted(changes: Sequence[Change]) -> str:
    """``12 scenes kept, 3 rewritten, 1 moved, 2 cut; lines added in 4 places``."""
    many = Counter(change.what for change in changes)
    told = [f"{many[what]} {what}" for what in ("kept", "rewritten", "moved", "cut") if many[what]]
    if told:
        number, what = told[0].split()
        told[0] = f"{number} {'scene' if number == '1' else 'scenes'} {what}"
    added = many["added"]
    places = f"lines added in {added} {'place' if added == 1 else 'places'}" if added else ""
    return "; ".join(part for part in (", ".join(told), places) if part) or "Nothing to judge by."
