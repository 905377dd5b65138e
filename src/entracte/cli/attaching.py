"""The command that ties a page made elsewhere to a copy of the film: attach."""

from pathlib import Path

import click

from entracte.cli.door import entracte, json_option, settings_of_user


@entracte.command()
@click.argument("sidecar", required=False, type=click.Path(path_type=Path))
@click.argument("film", required=False)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the sidecar as it fits this copy.",
)
@click.option("--add", "add", is_flag=True, help="Put it on the shelf as this film's page.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a sidecar.")
@json_option
def attach(
    sidecar: Path | None,
    film: str | None,
    output: Path | None,
    add: bool,
    schema: bool,
    as_json: bool,
) -> int:
    """Attach a page that came without its film to your copy of the film.

    SIDECAR is a .entracte.json, made by `entracte export FILM sidecar`. FILM is a video, a film
    folder, or a film on the shelf. Your copy may be cut, faster, cropped, or have other sound.
    Without -o or --add it is only told what fits. Ends with 1 if it is of another film.

    \b
    Example:
      entracte attach red-shoes.entracte.json "Films/The Red Shoes (1948)" --add
    """
    from entracte.terminal import attaching

    if schema:
        attaching.schema()
        return 0
    if sidecar is None or film is None:
        raise click.UsageError("Name a sidecar and a film.")
    if output is not None and add:
        raise click.UsageError("Give either --output or --add.")
    return attaching.attach(sidecar, film, settings_of_user(), output, add, as_json)
