"""The command that makes a video or a timeline of every moment found: cut."""

from pathlib import Path

import click

from entracte.cli.door import entracte, json_option, shelf_of_user


@entracte.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--across",
    default="library",
    show_default=True,
    metavar="WHERE",
    help="The library, or one film.",
)
@click.option(
    "-o",
    "--output",
    default="cut.mp4",
    show_default=True,
    metavar="FILE",
    help="A video (.mp4) or a timeline (.otio, .edl).",
)
@click.option("--most", default=50, show_default=True, type=click.IntRange(1, 200))
@click.option(
    "--handles",
    default=0.5,
    show_default=True,
    type=click.FloatRange(0, 60),
    help="Seconds before and after each moment.",
)
@json_option
def cut(
    words: tuple[str, ...], across: str, output: str, most: int, handles: float, as_json: bool
) -> int:
    """Make one video, or a timeline for an editing program, of every moment found.

    WORDS are those of `entracte find`, filters and all. What you have not seen yet stays out.

    \b
    Example:
      entracte cut "red shoes" --across library -o shoes.mp4
      entracte cut speaker:lermontov --across red-shoes -o lermontov.otio
    """
    from entracte.terminal.cutting import cut as make

    shelf = shelf_of_user()
    query = " ".join(words)
    if across != "library":
        query = f'{query} film:"{shelf.film(across).title}"'
    return make(shelf, query, Path(output), most, round(handles * 1000), as_json)
