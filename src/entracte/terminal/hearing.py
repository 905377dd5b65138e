"""A recorded sound looked for in all films, and what is told of it."""

import sys
from pathlib import Path
from urllib.parse import quote

import numpy as np
from rich.console import Console
from rich.style import Style
from rich.text import Text

from entracte.errors import NotFound
from entracte.index.sound import LONGEST, Answer, Hit
from entracte.index.sound import Heard as Library
from entracte.listen.spectrum import Samples
from entracte.media.sound import sound
from entracte.model import clock, to_bytes
from entracte.terminal.marks import console as console_on
from entracte.terminal.marks import plain


def find(home: str, port: int, file: Path, most: int, as_json: bool) -> int:
    """Tells where the sound of this file is heard in the library; 1 if nowhere."""
    if not file.is_file():
        raise NotFound(f"There is no file {file}.", "Name a recording: a sound file or a video.")
    answer = Library(home).find(_samples(file), most)
    if as_json:
        sys.stdout.write(to_bytes(answer).decode() + "\n")
    else:
        show(answer, console_on(), f"http://127.0.0.1:{port}")
    return 0 if answer.found else 1


def show(answer: Answer, console: Console, address: str) -> None:
    """Prints the answer; films are links to ``address``, where the web app answers."""
    for note in answer.notes:
        console.print(Text(plain(note), "yellow"))
    if answer.deaf:
        which = ", ".join(answer.deaf[:5]) + (" …" if len(answer.deaf) > 5 else "")
        console.print(
            Text(f"Not listened to yet: {which}. Add again what has sound.", "yellow"),
        )
    if not answer.found and not answer.notes:
        films = "1 film" if answer.films == 1 else f"{answer.films} films"
        console.print(Text(f"That is not in your library: {films} listened to.", "yellow"))
    for hit in answer.hits:
        at = hit.span.start / 1000
        link = Style(bold=True, color="cyan", link=f"{address}/film/{quote(hit.film)}?t={at:.1f}")
        console.print(
            Text.assemble(
                (f"{clock(hit.span.start)}–{clock(hit.span.end)}", "bold"),
                "  ",
                (plain(hit.title), link),
                (f"  {hit.film}{_how(hit)}", "dim"),
            )
        )


def _how(hit: Hit) -> str:
    out = f", from {clock(hit.offset)} of the recording" if hit.offset >= 1000 else ""
    if hit.speed != 1.0:
        out += f", the recording runs at {hit.speed:.1%} of the film's speed"
    return out


def _samples(file: Path) -> Samples:
    parts: list[Samples] = [np.zeros(0, np.float32)]
    size = 0
    for part in sound(file):
        parts.append(part)
        size += len(part)
        if size >= LONGEST:
            break
    return np.concatenate(parts)[:LONGEST]
