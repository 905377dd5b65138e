"""The command line: each command reads what was typed, calls one function, prints what came of it.

Exit code 0: done. 1: something a person can mend, told in one sentence. 2: the command was not
understood. 130: stopped with Ctrl-C; what was made is kept.
"""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
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


def _json(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")(command)


def _film(command: Command) -> Command:
    return click.argument("film")(command)


def _settings() -> "Settings":
    from entracte.config import settings

    return settings(os.environ)


def _shelf() -> "Shelf":
    from entracte.store.shelf import Shelf

    return Shelf(home=_settings().home)


def _print_json(value: object) -> None:
    from entracte.model import to_bytes

    sys.stdout.write(to_bytes(value).decode() + "\n")


@entracte.command()
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@_json
def add(paths: tuple[Path, ...], as_json: bool) -> int:
    """Build the pages of films, or refresh them.

    A PATH is a film folder, a folder of film folders, a video or a text. Nothing that has not
    changed is made anew. Stop it whenever you like: the next run goes on.

    \b
    Example:
      entracte add "Films/The Red Shoes (1948)"
    """
    from entracte.terminal.adding import add_all

    return add_all(paths, _settings(), as_json=as_json)


@entracte.command()
@click.argument("film", required=False)
@_json
def page(film: str | None, as_json: bool) -> None:
    """Show the page of a film; without FILM, the films on the shelf.

    FILM is an id, a title, the beginning of either, or a path.

    \b
    Example:
      entracte page red-shoes
    """
    shelf = _shelf()
    films = shelf.films() if film is None else (shelf.film(film),)
    if as_json:
        _print_json(films if film is None else shelf.page(films[0]))
        return
    from entracte.terminal import page as terminal
    from entracte.terminal.marks import console

    if film is None:
        terminal.shelf(films, console())
    else:
        terminal.show(shelf.page(films[0]), console())


@entracte.command()
@_film
@click.argument("claim")
@_json
def why(film: str, claim: str, as_json: bool) -> None:
    """Show the evidence of one statement.

    CLAIM is its id, on the left of `entracte page FILM`, or the beginning of it.

    \b
    Example:
      entracte why red-shoes 3f09ac21
    """
    from entracte.terminal import why as terminal
    from entracte.terminal.marks import console

    shelf = _shelf()
    page = shelf.page(shelf.film(film))
    id, section, found = terminal.claim(page, claim)
    if as_json:
        standing = found.standing.value
        _print_json({"id": id, "section": section, "standing": standing, "claim": found})
    else:
        terminal.show(page, section, found, console())


@entracte.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--most", default=30, show_default=True, type=click.IntRange(1, 10_000))
@_json
def find(words: tuple[str, ...], most: int, as_json: bool) -> int:
    """Find lines, quotes, scenes and passages of all films by their words.

    \b
    Example:
      entracte find why do you want to dance
    """
    shelf = _shelf()
    found = shelf.library.find(" ".join(words), most)
    if as_json:
        _print_json(found)
    else:
        from entracte.terminal.found import show
        from entracte.terminal.marks import console

        show(found, shelf, " ".join(words), console())
    return 0 if found else 1


@entracte.command()
@click.argument("step", required=False)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--list", "list_steps", is_flag=True, help="List the steps.")
@_json
def make(step: str | None, path: Path | None, list_steps: bool, as_json: bool) -> int:
    """Print the result of one step for a film folder, as JSON.

    \b
    Example:
      entracte make lines "Films/The Red Shoes (1948)"
      entracte make --list
    """
    from entracte.terminal import making

    if list_steps:
        making.steps(as_json)
        return 0
    if step is None or path is None:
        raise click.UsageError("Name a step and a path, or --list.")
    return making.make(step, path, _settings())


@entracte.command()
@click.argument("film", required=False)
@click.argument("kind", required=False)
@click.option("-o", "--output", metavar="FILE", help="Write here; - for standard output.")
@click.option("--beside", is_flag=True, help="Write into the film's own folder.")
@click.option("--list", "list_kinds", is_flag=True, help="List the kinds.")
@_json
def export(
    film: str | None,
    kind: str | None,
    output: str | None,
    beside: bool,
    list_kinds: bool,
    as_json: bool,
) -> None:
    """Write the page of a film in another format.

    Without -o the file is called after the film and lies where you are.

    \b
    Example:
      entracte export red-shoes html -o red-shoes.html
      entracte export --list
    """
    from entracte.terminal import exporting

    if list_kinds:
        exporting.kinds(as_json)
        return
    if film is None or kind is None:
        raise click.UsageError("Name a film and a kind, or --list.")
    if output is not None and beside:
        raise click.UsageError("Give either --output or --beside.")
    exporting.export(_shelf(), film, kind, output, beside, as_json)


@entracte.command()
@_film
@click.argument("claim")
@click.option("--confirm", "act", flag_value="confirm", help="It is true.")
@click.option("--reject", "act", flag_value="reject", help="It is wrong.")
@click.option("--says", metavar="WORDS", help="It should say this instead.")
@click.option("--undo", "act", flag_value="undo", help="Take your last correction of it back.")
@click.option("--note", default="", help="Why, in your own words.")
@_json
def edit(film: str, claim: str, act: str | None, says: str | None, note: str, as_json: bool) -> int:
    """Correct a statement of a page. No later run overwrites it.

    \b
    Example:
      entracte edit red-shoes 3f09ac21 --says "Brian Easdale" --note "as the end titles say"
    """
    if (act is None) == (says is None):
        raise click.UsageError("Give one of --confirm, --reject, --says and --undo.")
    from entracte.terminal.editing import edit as correct

    shelf = _shelf()
    return correct(shelf, _settings(), film, claim, act or "replace", says or "", note, as_json)


@entracte.command()
@_film
@_json
def forget(film: str, as_json: bool) -> None:
    """Take a film off the shelf. Its files stay, and so do your corrections.

    \b
    Example:
      entracte forget red-shoes
    """
    shelf = _shelf()
    found = shelf.film(film)
    with shelf.lock(found.id, _settings().patience, lambda: None):
        shelf.library.forget(found.id)
    shelf.sweep()
    if as_json:
        _print_json({"forgotten": found.id})
    else:
        from entracte.terminal.marks import plain

        click.echo(f"{plain(found.title)} is off the shelf.")


@entracte.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 0 for any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to answer on.")
@_json
def serve(port: int | None, host: str, as_json: bool) -> None:
    """Show all pages in the web browser.

    \b
    Example:
      entracte serve --port 8300
    """
    from entracte.terminal.serving import serve as answer

    settings = _settings()
    answer(_shelf(), host, settings.port if port is None else port, as_json=as_json)


@entracte.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 0 for any that is free.")
@click.option("--no-serve", is_flag=True, help="Make the page and stop.")
@_json
def demo(port: int | None, no_serve: bool, as_json: bool) -> int:
    """Make the page of the demo film and open it in the web browser.

    \b
    Example:
      entracte demo
    """
    from entracte.terminal.serving import demo as show

    settings = _settings()
    return show(_shelf(), settings, settings.port if port is None else port, no_serve, as_json)


@entracte.command()
@_json
def doctor(as_json: bool) -> int:
    """Tell what works on this machine, what is missing and how to get it.

    \b
    Example:
      entracte doctor
    """
    from entracte.work.doctor import checks

    found = tuple(checks(_settings()))
    if as_json:
        _print_json(found)
    else:
        from entracte.terminal.found import health
        from entracte.terminal.marks import console

        health(found, console())
    return 0 if all(each.well for each in found if each.needed) else 1
