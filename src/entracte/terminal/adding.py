"""Films being added: one line for each on standard output, what went wrong on standard error."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from entracte.config import Settings
from entracte.errors import EntracteError, NoRoom
from entracte.model import to_bytes
from entracte.store.folder import FilmFolder, films
from entracte.store.shelf import Shelf
from entracte.terminal.going import Going
from entracte.terminal.marks import plain
from entracte.work.add import Added, add
from entracte.work.hands import Hands


def add_all(paths: Sequence[Path], settings: Settings, *, as_json: bool = False) -> int:
    """Adds every film at these paths; 1 if anything could not be read, 0 otherwise.

    One film that fails does not keep the others from being added; a full disk does.
    """
    shelf = Shelf(home=settings.home)
    code = 0
    told: list[dict[str, object]] = []
    changed = False
    with Hands(settings.workers) as hands:
        for found in _folders(paths):
            if isinstance(found, EntracteError):
                code = 1
                _say(str(found))
                told.append({"error": str(found)})
                continue
            try:
                with Going(found.name, quiet=as_json) as going:
                    added = add(found, shelf, settings, hands, going, going.waiting)
            except NoRoom:
                raise
            except EntracteError as wrong:
                code = 1
                _say(str(wrong))
                told.append({"path": found.path, "error": str(wrong)})
                continue
            changed = changed or bool(added.performed)
            code = 1 if added.failed else code
            told.append(_told(added))
            for each in added.failed:
                _say(each)
            if not as_json:
                print(_line(added), flush=True)
    if changed:
        shelf.sweep()
    if as_json:
        sys.stdout.write(to_bytes(told).decode() + "\n")
    return code


def _folders(paths: Sequence[Path]) -> Iterator[FilmFolder | EntracteError]:
    for path in paths:
        try:
            yield from films(path)
        except EntracteError as wrong:
            yield wrong


def _told(added: Added) -> dict[str, object]:
    return {
        "id": added.film.id,
        "title": added.film.title,
        "path": added.film.path,
        "page": added.film.page,
        "steps": added.performed,
        "failed": added.failed,
    }


def _line(added: Added) -> str:
    title = plain(added.film.title) + (f" ({added.film.year})" if added.film.year else "")
    steps = len(added.performed)
    if not steps:
        return f"{title}: nothing has changed. See it with: entracte page {added.film.id}"
    made = f"{steps} {'step' if steps == 1 else 'steps'} made"
    return f"{title}: {made}. See it with: entracte page {added.film.id}"


def _say(sentence: str) -> None:
    print(f"entracte: {plain(sentence)}", file=sys.stderr, flush=True)
