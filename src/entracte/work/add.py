"""A film is added: its folder is read, its page made and put on the shelf."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from entracte.align.attached import Attached
from entracte.config import Settings
from entracte.errors import EntracteError, NotFound, NotReadable
from entracte.model import Digest, Edit, Id, Page, from_bytes, slug, to_bytes
from entracte.store import dropped, names
from entracte.store.folder import FilmFolder
from entracte.store.library import Shelved
from entracte.store.shelf import Shelf
from entracte.store.taken import Inputs, Taken, take
from entracte.work.glance import glance
from entracte.work.hands import Hands
from entracte.work.plan import PLAN
from entracte.work.reading import kinds
from entracte.work.run import Heed, Ran, run
from entracte.work.transcribing import hears

LASTING = tuple(step.name for step in PLAN.steps.values() if step.apart)


@dataclass(frozen=True)
class Added:
    """A film that was added or refreshed."""

    film: Shelved
    page: Page
    performed: tuple[str, ...]  # the steps that ran; none, if nothing had changed
    failed: tuple[str, ...]  # what could not be read or watched, in plain sentences


def add(
    folder: FilmFolder,
    shelf: Shelf,
    settings: Settings,
    hands: Hands,
    heed: Heed,
    waiting: Callable[[], None] = lambda: None,
) -> Added:
    """The folder's page, made or refreshed; ``Busy`` if another run keeps at it too long.

    ``NotReadable`` if nothing in the folder can be read; what was on the shelf before stays.
    """
    film = shelf.library.shelve(slug(folder.name), folder.name, folder.path, folder.root)
    with shelf.lock(film.id, settings.patience, waiting), shelf.working():
        inputs = _with_dropped(film.id, taken(folder, shelf), shelf)
        try:
            return _settled(film, inputs, shelf, settings, hands, heed)
        except NotReadable:
            if not film.page:
                shelf.library.forget(film.id)
            raise


def correct(
    film: Shelved, edit: Edit, shelf: Shelf, settings: Settings, hands: Hands, heed: Heed
) -> tuple[Edit, Added]:
    """The correction, written down, and the page with it. The film's folder is not needed."""
    with shelf.lock(film.id, settings.patience, lambda: None), shelf.working():
        inputs = shelf.inputs(film)
        written = shelf.correct(film.id, edit)
        return written, _settled(film, inputs, shelf, settings, hands, heed)


def remake(film: Shelved, shelf: Shelf, settings: Settings, hands: Hands, heed: Heed) -> Added:
    """The page made anew of what it was made from, its corrections and the texts dropped on it."""
    with shelf.lock(film.id, settings.patience, lambda: None), shelf.working():
        inputs = _with_dropped(film.id, shelf.inputs(film), shelf)
        return _settled(film, inputs, shelf, settings, hands, heed)


def make(
    want: str,
    folder: FilmFolder,
    shelf: Shelf,
    hands: Hands,
    heed: Heed,
    settings: Settings | None = None,
) -> Ran:
    """The result of one step for this folder, which need not be on the shelf."""
    with shelf.working():
        inputs = taken(folder, shelf)
        return run(PLAN, want, given(inputs, (), settings), shelf, hands, heed)


def page_with(
    file: Taken, folder: FilmFolder, shelf: Shelf, hands: Hands, heed: Heed
) -> tuple[Attached, Page]:
    """What attaching this sidecar to this film gives; nothing is put on the shelf."""
    with shelf.working():
        inputs = taken(folder, shelf)
        if inputs.film is None:
            raise NotFound(f"There is no video in {folder.path}.", "Name a film to attach it to.")
        told = given(inputs, ()) | {"sidecar": replace(file, name=f"dropped/{file.name}")}
        ran = run(PLAN, "attached", told, shelf, hands, heed)
        wanted: Any = Attached | None
        found: Attached | None = from_bytes(shelf.blobs.get(ran.made[0]), wanted)
        if found is None:
            raise NotReadable(" ".join(ran.failed) or f"{inputs.film.name} cannot be watched.")
        page = run(PLAN, "page", told, shelf, hands, heed)
        return found, from_bytes(shelf.blobs.get(page.made[0]), Page)


def taken(folder: FilmFolder, shelf: Shelf) -> Inputs:
    """The folder's files, read or fingerprinted."""
    known, remember = shelf.library.fingerprint, shelf.library.remember_fingerprint
    return take(folder, shelf.blobs, known, remember, _film_digest)


def _with_dropped(id: Id, inputs: Inputs, shelf: Shelf) -> Inputs:
    """The folder's files, and those that were dropped onto the page since."""
    place = shelf.dropped(id)
    more = taken(dropped.as_folder(place), shelf)
    here = tuple(each for each in inputs.texts if Path(each.path).parent != place)
    named = tuple(replace(each, name=f"dropped/{each.name}") for each in more.texts)
    return replace(inputs, texts=(*here, *named), unread=(*inputs.unread, *more.unread))


def _film_digest(path: Path) -> Digest:
    from entracte.media.probe import sampled

    return sampled(path)


def given(
    inputs: Inputs, edits: tuple[Edit, ...], settings: Settings | None = None
) -> dict[str, object]:
    """What the plan's steps are given."""
    from entracte import meaning
    from entracte.media import letters, voices

    return {
        "name": inputs.name,
        "film": inputs.film,
        "texts": tuple(each for each in inputs.texts if not names.is_page(each.name)),
        "sidecar": _sidecar(inputs),
        "album": album(inputs) or None,
        "readers": kinds(),
        "ears": voices.version(),
        "letters": letters.reader() or None,
        "hears": hears(settings) if settings else None,
        "meaning": meaning.PACKAGE if meaning.installed() else None,
        "edits": edits,
        "notes": (*inputs.notes, *inputs.unread),
    }


def _sidecar(inputs: Inputs) -> Taken | None:
    """The page without a film that lies beside this one; one that was attached to it goes first."""
    found = [each for each in inputs.texts if names.is_page(each.name)]
    return min(found, key=lambda each: not each.name.startswith("dropped/"), default=None)


def album(inputs: Inputs) -> tuple[Taken, ...]:
    """The sound files that lie beside the film."""
    return tuple(each for each in inputs.texts if Path(each.name).suffix.lower() in names.SOUND)


def _settled(
    film: Shelved, inputs: Inputs, shelf: Shelf, settings: Settings, hands: Hands, heed: Heed
) -> Added:
    told = given(inputs, shelf.edits(film.id), settings)
    ran = run(PLAN, "page", told, shelf, hands, heed)
    failed = (*inputs.unread, *ran.failed)
    if not ran.yielded & {"account", "media"}:
        what = " ".join(failed[:3]) or "Nothing in it says anything of a film."
        raise NotReadable(f"There is no page for {inputs.name}. {what}")
    page = from_bytes(shelf.blobs.get(ran.made[0]), Page)
    shelf.library.settle(
        film,
        title=page.film.title[0].says if page.film.title else inputs.name,
        year=page.film.year[0].says if page.film.year else None,
        page=ran.made[0],
        inputs=shelf.blobs.put(to_bytes(inputs)),
        keys=ran.keys,
        lasting=LASTING,
    )
    glance(shelf.library, film.id, ran.made[0], page)
    found = next(each for each in shelf.library.films() if each.id == film.id)
    return Added(
        film=found, page=page, performed=ran.performed, failed=(*failed, *searchable(shelf))
    )


def searchable(shelf: Shelf) -> tuple[str, ...]:
    """Sees to it that the shelf's films can be found by their words; why not, if they cannot.

    The pages are kept either way, and the next run or search makes up for it.
    """
    from entracte.index.search import Index

    try:
        Index(shelf.home).follow()
    except EntracteError as wrong:
        return (f"The page is kept, but cannot be searched yet. {wrong}",)
    return ()
