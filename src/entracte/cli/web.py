"""Commands that open the web app: serve, demo."""

import click

from entracte.cli.door import (
    entracte,
    json_option,
    settings_of_user,
    shelf_of_user,
)


@entracte.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 0 for any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to answer on.")
@click.option("--set-password", "password", is_flag=True, help="Set the password, and stop.")
@json_option
def serve(port: int | None, host: str, password: bool, as_json: bool) -> None:
    """Show all pages in the web browser.

    Only this machine can reach them, unless you name another address with --host: then every
    device has to sign in with the password that --set-password asks for.

    \b
    Example:
      entracte serve --set-password
      entracte serve --host 0.0.0.0
    """
    from entracte.terminal import serving

    settings, shelf = settings_of_user(), shelf_of_user()
    if password:
        serving.set_password(shelf)
        return
    at = settings.port if port is None else port
    serving.serve(shelf, settings, host, at, as_json=as_json)


@entracte.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 0 for any that is free.")
@click.option("--no-serve", is_flag=True, help="Make the page and stop.")
@json_option
def demo(port: int | None, no_serve: bool, as_json: bool) -> int:
    """Make the page of the demo film and open it in the web browser.

    \b
    Example:
      entracte demo
    """
    from entracte.terminal.serving import demo as show

    settings = settings_of_user()
    return show(
        shelf_of_user(), settings, settings.port if port is None else port, no_serve, as_json
    )
