"""The door of the command line: how it starts, ends and fails, and what all commands share.

Exit code 0: done. 1: something a person can mend, told in one sentence. 2: the command was not
understood. 130: stopped with Ctrl-C; what was made is kept.
"""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from entracte import __version__
from entracte.errors import EntracteError

if TYPE_CHECKING:
    from entracte.config import Settings
    from entracte.store.shelf import Shelf

Command = Callable[..., Any]
_DEBUG = "ENTRACTE_DEBUG"  # set, it shows where a failure happened, and what libraries say
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and ends the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that has no "…" still gets the rest
    if not os.environ.get(_DEBUG):  # what libraries mutter says nothing to a person
        logging.captureWarnings(True)
        logging.getLogger().addHandler(logging.NullHandler())
    try:
        code = entracte.main(arguments, prog_name="entracte", standalone_mode=False)
    except click.exceptions.Exit as ended:
        code = ended.exit_code
    except click.ClickException as wrong:
        wrong.show()
        code = wrong.exit_code
    except EntracteError as wrong:
        click.echo(f"entracte: {wrong}", err=True)
        code = 1
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped. What was made is kept; the next run goes on from there.", err=True)
        code = 130
    except Exception as wrong:
        if os.environ.get(_DEBUG):
            raise
        kind = type(wrong).__name__
        told = f"entracte failed ({kind}: {wrong}). Please report it, with {_DEBUG}=1 set."
        click.echo(told, err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # whoever read the output has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return code


@click.group(cls=_Commands, context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="entracte", message="%(prog)s %(version)s")
def entracte() -> None:
    """X-Ray for the films you own, and it shows its sources.

    \b
    Example:
      entracte add "Films/The Red Shoes (1948)"
      entracte page red-shoes
    """


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")(command)


def film_argument(command: Command) -> Command:
    return click.argument("film")(command)


def settings_of_user() -> "Settings":
    from entracte.config import settings

    return settings(os.environ)


def shelf_of_user() -> "Shelf":
    from entracte.store.shelf import Shelf

    return Shelf(home=settings_of_user().home)


def print_json(value: object) -> None:
    from entracte.model import to_bytes

    sys.stdout.write(to_bytes(value).decode() + "\n")
