"""Commands for the films on the shelf: build, show, explain, correct, forget."""

from pathlib import Path

import click

from entracte.cli.door import (
    entracte,
    film_argument,
    json_option,
    print_json,
    settings_of_user,
    shelf_of_user,
)


@entracte.command()
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@json_option
def add(paths: tuple[Path, ...], as_json: bool) -> int:
    """Build the pages of films, or refresh them.

    A PATH is a film folder, a folder of film folders, a video or a text. Nothing that has not
    changed is made anew. Stop it whenever you like: the next run goes on.

    \b
    Example:
      entracte add "Films/The Red Shoes (1948)"
    """
    from entracte.terminal.adding import add_all

    return add_all(paths, settings_of_user(), as_json=as_json)


@entracte.command()
@click.argument("film", required=False)
@json_option
def page(film: str | None, as_json: bool) -> None:
    """Show the page of a film; without FILM, the films on the shelf.

    FILM is an id, a title, the beginning of either, or a path.

    \b
    Example:
      entracte page red-shoes
    """
    shelf = shelf_of_user()
    films = shelf.films() if film is None else (shelf.film(film),)
    if as_json:
        print_json(films if film is None else shelf.page(films[0]))
        return
    from entracte.terminal import page as terminal
    from entracte.terminal.marks import console

    if film is None:
        terminal.shelf(films, console())
    else:
        terminal.show(shelf.page(films[0]), console())


@entracte.command()
@film_argument
@click.argument("claim")
@json_option
def why(film: str, claim: str, as_json: bool) -> None:
    """Show the evidence of one statement.

    CLAIM is its id, on the left of `entracte page FILM`, or the beginning of it.

    \b
    Example:
      entracte why red-shoes 3f09ac21
    """
    from entracte.terminal import why as terminal
    from entracte.terminal.marks import console

    shelf = shelf_of_user()
    page = shelf.page(shelf.film(film))
    id, section, found = terminal.claim(page, claim)
    if as_json:
        standing = found.standing.value
        print_json({"id": id, "section": section, "standing": standing, "claim": found})
    else:
        terminal.show(page, section, found, console())


@entracte.command()
@film_argument
@click.argument("claim")
@click.option("--confirm", "act", flag_value="confirm", help="It is true.")
@click.option("--reject", "act", flag_value="reject", help="It is wrong.")
@click.option("--says", metavar="WORDS", help="It should say this instead.")
@click.option("--undo", "act", flag_value="undo", help="Take your last correction of it back.")
@click.option("--note", default="", help="Why, in your own words.")
@json_option
def edit(film: str, claim: str, act: str | None, says: str | None, note: str, as_json: bool) -> int:
    """Correct a statement of a page. No later run overwrites it.

    \b
    Example:
      entracte edit red-shoes 3f09ac21 --says "Brian Easdale" --note "as the end titles say"
    """
    if (act is None) == (says is None):
        raise click.UsageError("Give one of --confirm, --reject, --says and --undo.")
    from entracte.terminal.editing import edit as correct

    shelf = shelf_of_user()
    return correct(
        shelf, settings_of_user(), film, claim, act or "replace", says or "", note, as_json
    )


@entracte.command()
@film_argument
@json_option
def forget(film: str, as_json: bool) -> None:
    """Take a film off the shelf. Its files stay, and so do your corrections.

    \b
    Example:
      entracte forget red-shoes
    """
    from entracte.work.add import searchable

    shelf = shelf_of_user()
    found = shelf.film(film)
    with shelf.lock(found.id, settings_of_user().patience, lambda: None):
        shelf.library.forget(found.id)
    searchable(shelf)
    shelf.sweep()
    if as_json:
        print_json({"forgotten": found.id})
    else:
        from entracte.terminal.marks import plain

        click.echo(f"{plain(found.title)} is off the shelf.")
