"""The command for assistants: mcp."""

from entracte.cli.door import entracte, json_option, print_json, settings_of_user, shelf_of_user


@entracte.command()
@json_option
def mcp(as_json: bool) -> None:
    """Let an assistant ask the library, by the Model Context Protocol (read only).

    It speaks on standard input and output; name this command in your assistant's settings. What
    lies behind your limit in a film is not told. With --json it prints what can be asked, and ends.

    \b
    Example:
      entracte mcp
    """
    from entracte.serve import assistant

    site = f"http://127.0.0.1:{settings_of_user().port}"
    if as_json:
        print_json(assistant.described())
    else:
        assistant.run(shelf_of_user(), site)
