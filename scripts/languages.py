"""Gathers the page's words into the catalogues, and makes what the page reads from them.

``python scripts/languages.py`` after words changed: new ones come into each ``.po`` empty, and the
tests name those that nobody has translated. Babel is needed to do this, not to show a page.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "entracte"
PLACES = (PACKAGE / "view", PACKAGE / "serve")
FOLDER = PACKAGE / "view" / "languages"
LANGUAGES = ("de", "es", "fr", "ja")
_WORDS = {
    "_": None,
    "_n": (1, 2),
    "counted": (1, 2),
    "_p": ((1, "c"), 2),
    "mark": None,
    "ngettext": (1, 2),
    "gettext": None,
}
_HOW = [
    ("**.py", "python"),
    ("templates/**.html", "jinja2.ext:babel_extract"),
    ("static/**.js", "javascript"),
]
_SO = {"templates/**.html": {"trimmed": "true", "silent": "false"}}


_WHENEVER = datetime(2026, 1, 1, tzinfo=UTC)
_HEADS = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Generated-By",
)


def gathered() -> Catalog:
    """Every word of the page that can be translated, with where it stands."""
    catalogue = Catalog(project="entracte", charset="utf-8")
    for place in PLACES:
        found = extract_from_dir(place, method_map=_HOW, options_map=_SO, keywords=_WORDS)
        for file, _line, message, comments, context in found:
            where = (f"{place.name}/{file}", 0)
            catalogue.add(message, None, [where], auto_comments=comments, context=context)
    return catalogue


def updated(language: str, words: Catalog) -> Catalog:
    """The catalogue of this language with the words there are now; what was translated stays."""
    file = FOLDER / f"{language}.po"
    before = Catalog(locale=language)
    if file.exists():
        with file.open("rb") as opened:
            before = read_po(opened, locale=language)
    before.update(words, no_fuzzy_matching=True)
    before.obsolete.clear()
    before.fuzzy = False
    before.header_comment = f"# The page's words in {language}; see scripts/languages.py."
    return before


def po(catalogue: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalogue, width=100, omit_header=False, sort_output=True, no_location=True)
    lines = out.getvalue().decode().splitlines()
    kept = [line for line in lines if not line.startswith(tuple(f'"{name}' for name in _HEADS))]
    return ("\n".join(kept).rstrip() + "\n").encode()


def mo(catalogue: Catalog) -> bytes:
    out = BytesIO()
    catalogue.creation_date = catalogue.revision_date = _WHENEVER  # the same words, the same bytes
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> int:
    words = gathered()
    empty = 0
    for language in LANGUAGES:
        catalogue = updated(language, words)
        (FOLDER / f"{language}.po").write_bytes(po(catalogue))
        with (FOLDER / f"{language}.po").open("rb") as opened:
            (FOLDER / f"{language}.mo").write_bytes(mo(read_po(opened, locale=language)))
        left = [message for message in catalogue if message.id and not message.string]
        empty += len(left)
        sys.stdout.write(f"{language}: {len(catalogue)} words, {len(left)} not translated\n")
    return 1 if empty else 0


if __name__ == "__main__":
    sys.exit(main())
