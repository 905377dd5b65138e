"""The command for assistants: mcp."""

from entracte.cli.door import entracte, settings_of_user, shelf_of_user


@entracte.command()
def mcp() -> None:
    """Let an assistant ask the library, by the Model Context Protocol (read only).

    It speaks on standard input and output; name this command in your assistant's settings. What
    lies behind your limit in a film is not told.

    \b
    Example:
      entracte mcp
    """
    from entracte.serve.assistant import run

    run(shelf_of_user(), f"http://127.0.0.1:{settings_of_user().port}")
