"""The command that lays the screenplay beside the film: screen."""

import click

from entracte.cli.door import (
    entracte,
    film_argument,
    json_option,
    settings_of_user,
    shelf_of_user,
)


@entracte.command()
@film_argument
@click.option("--all", "everything", is_flag=True, help="Also the scenes that were kept.")
@json_option
def screen(film: str, everything: bool, as_json: bool) -> int:
    """Show what became of the screenplay: cut, moved, rewritten, added.

    For each screenplay beside the film, scene by scene in its order, and when in the film; then
    what is said in the film and not written. It tells when the screenplay is another draft or
    another film's. Ends with 1 if the film has no screenplay or no dialogue to compare.

    \b
    Example:
      entracte screen red-shoes
      entracte screen red-shoes --all
    """
    from entracte.terminal import screen as screening

    return screening.show(shelf_of_user(), settings_of_user(), film, everything, as_json)
