"""The page doctor, which checks any text about a film, and the writer, who proposes one."""

import sys
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
@click.argument("text")
@click.option("--film", required=True, help="The film on the shelf it is about.")
@click.option("--html", "html", metavar="FILE", help="Write what was found as a web page.")
@click.option("--mend", is_flag=True, help="Write the repaired text and show what changed.")
@click.option("-o", "--output", metavar="FILE", help="Where the repaired text goes; - for a pipe.")
@json_option
def check(
    text: str, film: str, html: str | None, mend: bool, output: str | None, as_json: bool
) -> int:
    """Check any text about a film, sentence by sentence; - reads it from a pipe.

    Every sentence is borne out, reported elsewhere, not found, or contradicted, with the passage or
    the second that says so. --mend strikes what is contradicted, corrects what is misquoted, and
    leaves alone what is merely not found. The exit code is 1 when something is contradicted or
    misquoted.

    \b
    Example:
      entracte check review.txt --film red-shoes
      entracte check page.html --film red-shoes --mend -o mended.txt
    """
    from entracte.judge.finding import Found
    from entracte.judge.mended import mended
    from entracte.terminal import checking
    from entracte.terminal.marks import console
    from entracte.work.checking import checked

    if output is not None and not mend:
        raise click.UsageError("-o says where the repaired text goes: add --mend.")
    shelf = shelf_of_user()
    page = shelf.page(shelf.film(film))
    name, data = checking.text_of(text)
    found = checked(name, data, page)
    out = console(sys.stderr if output == "-" or as_json else None)
    if html:
        from entracte.view.checked import html as as_html

        checking.write(as_html(found), html, out)
    if as_json:
        checking.as_json(found)
    elif not mend and not html:
        checking.show(found, out)
    if mend:
        whole = mended(found)
        place = Path(name)
        checking.difference(whole, out)
        checking.write(
            whole.text.encode(), output or f"{place.stem}.mended{place.suffix or '.txt'}", out
        )
        return 0
    wrong = (Found.CONTRADICTED, Found.MISQUOTED)
    return 1 if any(each.found in wrong for each in found.findings) else 0


@entracte.command()
@film_argument
@json_option
def tell(film: str, as_json: bool) -> None:
    """Let a writer you set up put the film's statements into a synopsis.

    The writer is a language model at the address that `teller` names in config.toml; without that
    setting nothing is sent anywhere. A sentence is kept only when the statements it cites exist and
    bear it out; what is dropped is said, and why.

    \b
    Example:
      entracte tell red-shoes
    """
    from entracte.work.telling import told

    settings = settings_of_user()
    shelf = shelf_of_user()
    found = told(shelf.page(shelf.film(film)), settings)
    if as_json:
        print_json(found)
    else:
        from entracte.terminal.checking import proposal
        from entracte.terminal.marks import console

        proposal(found, console())
