"""Texts that a person dropped onto a film's page: kept beside its corrections, not in its folder.

They are read like the texts of the folder whenever the page is made.
"""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from entracte.errors import BadSetting, NotFound
from entracte.model import Value
from entracte.store import disk, names
from entracte.store.folder import LARGEST_TEXT, FilmFolder

MOST = 200  # texts dropped onto one film
_LONGEST = 120  # characters of a name


class Text(Value):
    """A text as it was dropped: its name, and its bytes (Base64 where it travels as JSON)."""

    name: str
    data: bytes


def name_of(text: str, *, suffix: bool = True) -> str:
    """A safe name of one file or folder; ``BadSetting`` where the name is none."""
    plain = unicodedata.normalize("NFC", text)
    plain = "".join(each for each in plain if each.isprintable()).strip()
    bad = plain.startswith(".") or any(sign in plain for sign in '/\\:*?"<>|')
    if not plain or bad or len(plain) > _LONGEST or len(plain.encode()) > 2 * _LONGEST:
        raise BadSetting(f"{text[:60]!r} is no name for a file.", "Give it a short plain name.")
    ending = Path(plain).suffix.lower()
    if suffix and ending not in names.TEXT:
        known = ", ".join(sorted(names.TEXT))
        raise BadSetting(f"{plain} is not a text.", f"A text ends in one of {known}.")
    return plain


def keep(folder: Path, texts: Iterable[Text]) -> tuple[str, ...]:
    """Writes the texts there, each in place of one of the same name; their names."""
    kept = []
    for text in texts:
        name = name_of(text.name)
        if len(text.data) > LARGEST_TEXT:
            raise BadSetting(f"{name} has more than 20 MB.", "Split it into pieces.")
        if len(there(folder)) >= MOST:
            raise BadSetting(f"There are {MOST} texts already.", "Put them in the film's folder.")
        disk.write(folder / name, text.data)
        kept.append(name)
    return tuple(kept)


def there(folder: Path) -> tuple[str, ...]:
    """The names of the texts, in reading order."""
    try:
        found = [each.name for each in folder.iterdir() if each.is_file()]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as wrong:
        raise disk.not_read(wrong, str(folder)) from wrong
    return tuple(sorted((n for n in found if not names.is_hidden(n)), key=names.in_order))


def remove(folder: Path, name: str) -> None:
    """Takes one away; ``NotFound`` if it is not there."""
    if name not in there(folder):
        raise NotFound("There is no text of this name.", "See which there are.")
    with disk.writing(folder):
        (folder / name).unlink(missing_ok=True)


def as_folder(folder: Path) -> FilmFolder:
    """These texts as a film folder, so that they are taken in like any other."""
    return FilmFolder(name=folder.name, path=str(folder), root=str(folder), texts=there(folder))
