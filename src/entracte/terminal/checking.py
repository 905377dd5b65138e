"""The page doctor in the terminal: how each sentence of a text stands, and what was mended."""

import sys
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from entracte.errors import NotFound, NotReadable
from entracte.judge.finding import Check, Finding, Found
from entracte.judge.grounded import Grounded
from entracte.judge.mended import Change, Mended
from entracte.model import Heard, Read, Sought, clock, to_bytes
from entracte.terminal.exporting import put
from entracte.terminal.marks import plain

SIGNS: Final = {
    Found.BORNE_OUT: ("✓", "green"),
    Found.ELSEWHERE: ("✓", "cyan"),
    Found.NOT_FOUND: ("?", "yellow"),
    Found.CONTRADICTED: ("✗", "red"),
    Found.MISQUOTED: ("≈", "magenta"),
}
_MOST: Final = 2_000  # findings that are printed; JSON and HTML have them all
_WORDS: Final = 400  # words of a change that are compared with each other
_QUOTED: Final = 240  # characters of a passage that are shown


def text_of(named: str) -> tuple[str, bytes]:
    """The name and the bytes of a file, or of standard input for ``-``."""
    if named == "-":
        return "text.txt", sys.stdin.buffer.read()
    path = Path(named)
    try:
        return path.name, path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound(
            f"There is no file {named}.", "Name a text, or - to read from a pipe."
        ) from None
    except OSError as wrong:
        raise NotReadable(
            f"{named} cannot be read: {wrong.strerror}.", "Name a text file."
        ) from wrong


def show(check: Check, console: Console) -> None:
    """Prints every finding in the order of the text, and how many there are of each."""
    titles = {source.id: source.title or source.file for source in check.sources}
    titles[check.source.id] = "the text itself"
    for finding in check.findings[:_MOST]:
        sign, style = SIGNS[finding.found]
        sort = "" if finding.sort == "sentence" else f"{finding.sort}: "
        console.print(Text.assemble((f"{sign} ", style), sort, plain(finding.says)))
        quiet = finding.found is Found.NOT_FOUND and "odd:" not in finding.why
        if finding.sort != "sentence" or not quiet:
            told = Text.assemble((finding.found.value, style), " ", plain(finding.why))
            console.print(Padding(told, (0, 0, 0, 2)))
        for line in _where(finding, titles):
            console.print(Padding(Text(line, "bright_black"), (0, 0, 0, 2)))
    if len(check.findings) > _MOST:
        console.print(f"… and {len(check.findings) - _MOST:,} more; --json and --html have them.")
    for note in check.notes:
        console.print(Text(plain(note), "yellow"))
    console.print()
    console.print(Text(summary(check), "bold"))


def summary(check: Check) -> str:
    """``12 sentences: 3 borne out, 8 not found, 1 contradicted. 2 quotes: …``"""
    out = []
    for sort in ("sentence", "quote", "credit", "year", "name"):
        mine = [finding for finding in check.findings if finding.sort == sort]
        if mine:
            counts = Counter(finding.found for finding in mine)
            told = ", ".join(f"{counts[found]} {found.value}" for found in Found if counts[found])
            out.append(f"{len(mine):,} {sort}{'' if len(mine) == 1 else 's'}: {told}.")
    return " ".join(out) or "There is no sentence in this text."


def _where(finding: Finding, titles: dict[str, str]) -> Iterator[str]:
    for each in (*finding.evidence, *finding.against)[:3]:
        match each:
            case Read(passage=passage):
                said = " ".join(plain(passage.quote).split())
                said = said if len(said) <= _QUOTED else said[:_QUOTED] + " …"
                yield f"{titles.get(passage.source) or passage.source}: “{said}”"
            case Heard(span=span):
                yield f"{clock(span.start)}–{clock(span.end)} in the film"
            case Sought() | _:
                pass


def as_json(check: Check) -> None:
    sys.stdout.write(to_bytes(check).decode() + "\n")


def write(data: bytes, output: str, console: Console) -> None:
    """Writes a file whole, keeping what stood there as ``.bak``; ``-`` is standard output."""
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    file = Path(output)
    if file.is_dir() or not file.parent.is_dir():
        raise NotFound(
            f"{output} is no place for a file.", "Name a file in a folder that is there."
        )
    put(file, data)
    console.print(f"Written: {file} ({len(data):,} bytes)")


def difference(mended: Mended, console: Console) -> None:
    """Prints each change: what stood there in red, what stands there now in green."""
    for change in (*mended.damage, *mended.changes)[:_MOST]:
        console.print(Text(f"@ {change.start}  {plain(change.why)}", "bright_black"))
        before, after = _compared(change)
        console.print(Text.assemble(("- ", "red"), before))
        console.print(Text.assemble(("+ ", "green"), after))
    changes, damage = len(mended.changes), len(mended.damage)
    console.print(
        Text(f"{damage} damaged places mended, {changes} statements and quotes changed.", "bold")
    )


def proposal(found: Grounded, console: Console) -> None:
    """Prints what is left of a writer's proposal, with what bears it out, and what is not."""
    for claim in found.kept:
        console.print(Text(plain(claim.says)))
        for each in claim.evidence:
            if isinstance(each, Read):
                said = " ".join(plain(each.passage.quote).split())[:_QUOTED]
                console.print(Padding(Text(f"“{said}”", "bright_black"), (0, 0, 0, 2)))
    for dropped in found.dropped:
        console.print(Text.assemble(("dropped ", "red"), plain(dropped.text)))
        console.print(Padding(Text(dropped.why, "bright_black"), (0, 0, 0, 2)))
    console.print(Text(f"{len(found.kept)} kept, {len(found.dropped)} dropped.", "bold"))


def _compared(change: Change) -> tuple[Text, Text]:
    """Both sides, with the words that differ in colour."""
    a, b = change.was.split()[:_WORDS], change.now.split()[:_WORDS]
    before, after = Text(), Text()
    for act, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        same = act == "equal"
        before.append(plain(" ".join(a[i:j])) + (" " if j > i else ""), "" if same else "red")
        after.append(plain(" ".join(b[k:m])) + (" " if m > k else ""), "" if same else "green")
    return before, after
