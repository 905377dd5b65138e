"""Writes docs/commands.md from the command line's own help: scripts/commands.py [--check]."""

import sys
from pathlib import Path

import click

from entracte.cli import entracte

FILE = Path(__file__).parents[1] / "docs" / "commands.md"
HEAD = """# Commands

This page is written from the commands' own help by `python scripts/commands.py`.

FILM is an id, a title, the beginning of either, or the path that was added. A statement's id
stands on its left in `entracte page FILM`; the beginning of it will do. With `--json` a command
prints JSON on standard output and nothing else there; what went wrong is told on standard error.

| exit code | means |
|---|---|
| 0 | done |
| 1 | something you can mend, told in a sentence; everything else was done |
| 2 | the command was not understood |
| 130 | stopped with Ctrl-C; what was made is kept |

The shelf lies in the folder that `ENTRACTE_HOME` names, else where your system keeps the data of
applications (`entracte doctor` says where). Settings are read from `config.toml` in that folder:

| setting | means | unless set |
|---|---|---|
| `workers` | texts read at once | as many as there are cores |
| `port` | where `entracte serve` answers | 8300 |
| `patience` | seconds to wait for another run at the same film | 60 |
| `names` | names under which the web app answers besides this machine's own | none |
| `roots` | folders from which people who signed in may add films | none |
| `players` | players to follow; see [the web app](web.md#the-second-screen) | none |
| `teller` | address of a writer: `http://localhost:11434/v1`; see [check](check.md#a-writer) | nobody |
| `teller_model` | which of its models writes | none |
| `teller_patience` | seconds to wait for its answer | 120 |
| `speech_model` | folder of a faster-whisper model, which writes down what is said where there are no subtitles; see [a film folder](film-folder.md#no-subtitles) | nobody listens for words |
| `speech_download` | whether `speech_model` may be a name instead, such as `small`, and be fetched | false |
"""


def text() -> str:
    """The whole page."""
    context = click.Context(entracte, info_name="entracte", max_content_width=96, terminal_width=96)
    pieces = [HEAD]
    for name in entracte.list_commands(context):
        command = entracte.commands[name]
        inner = click.Context(
            command, info_name=name, parent=context, max_content_width=96, terminal_width=96
        )
        pieces.append(f"## entracte {name}\n\n```\n{command.get_help(inner)}\n```\n")
    return "\n".join(pieces)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(FILE.read_text(encoding="utf-8") != text())
    FILE.write_text(text(), encoding="utf-8")
