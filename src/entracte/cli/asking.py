"""Commands that ask and print: find, make one step, export, doctor."""

from pathlib import Path

import click

from entracte.cli.door import (
    entracte,
    json_option,
    print_json,
    settings_of_user,
    shelf_of_user,
)


@entracte.command()
@click.argument("words", nargs=-1)
@click.option("--most", default=20, show_default=True, type=click.IntRange(1, 200))
@click.option("--after", default="", metavar="PLACE", help="Go on where the last answer ended.")
@click.option("--all", "everything", is_flag=True, help="Also what you have not seen yet.")
@click.option(
    "--listen",
    "listen",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A recording: where in which film it is heard.",
)
@click.option("--rebuild", is_flag=True, help="Make the index of all films anew first.")
@click.option("--meaning", is_flag=True, help="First let films be found by meaning: minutes each.")
@json_option
def find(
    words: tuple[str, ...],
    most: int,
    after: str,
    everything: bool,
    listen: Path | None,
    rebuild: bool,
    meaning: bool,
    as_json: bool,
) -> int:
    """Find lines, scenes, music, people and texts in all films, even half remembered.

    Filters: film: speaker: year: person: in:scenes before:1:07:00 after:19:50; "in quotes", exactly
    so. A line remembered wrongly is told with what is really said. Ends with 1 if it is not in your
    library.

    With --listen, a few seconds of a film's sound, recorded from any player, are told by film and
    second, and a tune by all the places where it is heard.

    \b
    Example:
      entracte find why do you want to dance
      entracte find speaker:lermontov film:shoes dance
      entracte find --listen clip.wav
    """
    from entracte.index.search import Index
    from entracte.terminal import found

    if not words and not rebuild and not meaning and listen is None:
        raise click.UsageError("Say what to find.")
    settings = settings_of_user()
    if listen is not None:
        if words:
            raise click.UsageError("Give either words or --listen.")
        from entracte.terminal import hearing

        return hearing.find(settings.home, settings.port, listen, most, as_json)
    index = Index(settings.home)
    notes = found.brought_up(index, anew=rebuild, meaning=meaning, quiet=as_json)
    if not words:
        return 0
    shelf = shelf_of_user()
    seen = {} if everything else shelf.limits()
    answer = index.find(" ".join(words), most=most, after=after, seen=seen)
    answer = found.with_notes(answer, notes)
    if as_json:
        print_json(answer)
    else:
        from entracte.terminal.marks import console

        found.show(answer, console(), f"http://127.0.0.1:{settings.port}")
    return 0 if answer.found else 1


@entracte.command()
@click.argument("step", required=False)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--list", "list_steps", is_flag=True, help="List the steps.")
@json_option
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
    return making.make(step, path, settings_of_user())


@entracte.command()
@click.argument("film", required=False)
@click.argument("kind", required=False)
@click.option("-o", "--output", metavar="FILE", help="Write here; - for standard output.")
@click.option("--beside", is_flag=True, help="Write into the film's own folder.")
@click.option("--as", "form", default="", metavar="ENDING", help="The kind of file: xlsx, pdf …")
@click.option("--profile", default="", metavar="NAME", help="How it is laid out; see --list.")
@click.option(
    "--count",
    type=click.Choice(["timecode", "drop-frame", "feet"]),
    default="timecode",
    show_default=True,
    help="How time is counted, where frames matter.",
)
@click.option("--start", default="0:00", metavar="TIME", help="What the first frame counts as.")
@click.option("--list", "list_kinds", is_flag=True, help="List the kinds.")
@json_option
def export(
    film: str | None,
    kind: str | None,
    output: str | None,
    beside: bool,
    form: str,
    profile: str,
    count: str,
    start: str,
    list_kinds: bool,
    as_json: bool,
) -> None:
    """Write the page of a film in another format.

    Without -o the file is called after the film and lies where you are; the ending of the file
    you name says what kind of file it is. What is already there is kept beside it as .bak.

    \b
    Example:
      entracte export red-shoes html -o red-shoes.html
      entracte export red-shoes ccsl --as xlsx --start 1:00:00
      entracte export --list
    """
    from entracte.model import from_clock
    from entracte.plugins import Wish
    from entracte.terminal import exporting

    if list_kinds:
        exporting.kinds(as_json)
        return
    if film is None or kind is None:
        raise click.UsageError("Name a film and a kind, or --list.")
    if output is not None and beside:
        raise click.UsageError("Give either --output or --beside.")
    try:
        first = from_clock(start)
    except ValueError:
        raise click.UsageError(f"{start} is no time; write 1:00:00.") from None
    wish = Wish(form=form.lower().lstrip("."), profile=profile, count=count, start=first)
    exporting.export(shelf_of_user(), film, kind, output, beside, wish, as_json)


@entracte.command()
@json_option
def doctor(as_json: bool) -> int:
    """Tell what works on this machine, what is missing and how to get it.

    \b
    Example:
      entracte doctor
    """
    from entracte.work.doctor import checks

    found = tuple(checks(settings_of_user()))
    if as_json:
        print_json(found)
    else:
        from entracte.terminal.found import health
        from entracte.terminal.marks import console

        health(found, console())
    return 0 if all(each.well for each in found if each.needed) else 1
