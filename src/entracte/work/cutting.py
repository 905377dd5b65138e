"""New files cut from films: every moment found, scenes as extras, tiles, a copy with chapters."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from entracte.errors import NotFound
from entracte.export.counting import rate_of
from entracte.export.cutlist import Taken
from entracte.export.held import first
from entracte.export.moments import length_of, moments, title_of
from entracte.index.answer import Hit
from entracte.model import Id, Ms, Page, Scene, Span
from entracte.store import disk
from entracte.store.library import Shelved
from entracte.store.shelf import Shelf

Progress = Callable[[float], None]
_FORBIDDEN = set('/\\:*?"<>|') | {chr(number) for number in range(32)}
_LONGEST: Ms = 15 * 60_000  # of a scene that becomes a clip


def video_of(film: Shelved, page: Page) -> Path:
    """The film file; ``NotFound`` where there is none or it is gone."""
    media = page.film.media
    if media is None or not media.file:
        raise NotFound(f"{film.title or film.name} has no film file here.", "Add the film itself.")
    path = Path(film.root) / media.file
    if not path.is_file():
        raise NotFound(f"The film file {media.file} is not where it was.", "Add the film again.")
    return path


def taken(hits: Sequence[Hit], shelf: Shelf, handles: Ms) -> tuple[Taken, ...]:
    """The moments that were found, film by film and in time order; near ones become one.

    ``handles``: milliseconds before and after each. Films whose file is gone are left out.
    """
    spans: dict[Id, list[tuple[Span, str]]] = {}
    for hit in hits:
        if hit.start is not None and hit.end is not None and hit.end > hit.start:
            span = Span(start=max(0, hit.start - handles), end=hit.end + handles)
            spans.setdefault(hit.film, []).append((span, hit.text))
    return tuple(each for film, found in spans.items() for each in _of(film, found, shelf))


def _of(id: Id, found: list[tuple[Span, str]], shelf: Shelf) -> Iterator[Taken]:
    film = shelf.film(id)
    page = shelf.page(film)
    try:
        path = video_of(film, page)
    except NotFound:
        return
    whole = length_of(page)
    rate: Fraction = rate_of(page.film.media)
    joined: list[tuple[Span, str]] = []
    for span, words in sorted(found):
        span = Span(start=min(span.start, whole), end=min(span.end, whole))
        if joined and span.start <= joined[-1][0].end:
            before, said = joined[-1]
            both = Span(start=before.start, end=max(before.end, span.end))
            joined[-1] = (both, said if words in said else f"{said} / {words}")
        elif span.end > span.start:
            joined.append((span, words))
    title = first(page.film.title) or film.name
    for span, words in joined:
        yield Taken(id, title, str(path), span, rate, whole, words)


def video(cut: Sequence[Taken], out: Path, progress: Progress) -> Ms:
    """One video of all moments; how long it is. Nothing is left of one that was stopped."""
    from entracte.media.clips import Piece, together

    pieces = [Piece(each.file, each.span) for each in cut]
    return _whole(out, lambda part: together(pieces, part, progress))


def with_chapters(film: Shelved, page: Page, out: Path, progress: Progress) -> None:
    """A copy of the film with its scenes as chapters; the film itself stays as it is."""
    from entracte.media import clips

    source = video_of(film, page)
    if out.exists() and out.samefile(source):
        raise NotFound(f"{out} is the film itself.", "Name another file: films stay as they are.")
    title = first(page.film.title)
    _whole(out, lambda part: clips.with_chapters(str(source), part, moments(page), title, progress))


def extras(film: Shelved, page: Page, folder: Path, progress: Progress) -> tuple[Path, ...]:
    """The scenes as clips in ``folder``, by names that media servers take for scenes of the film.

    Scenes nobody found in the film, and those longer than a quarter of an hour, are left out.
    """
    source = video_of(film, page)
    scenes = [
        (scene, scene.spans[0])
        for scene in page.scenes
        if scene.spans and 0 < scene.spans[0].end - scene.spans[0].start <= _LONGEST
    ]
    made: list[Path] = []
    for i, (scene, span) in enumerate(scenes):
        out = folder / f"{_named(scene, made)}.mp4"
        cut = Taken(film.id, "", str(source), span, Fraction(25), 0, "")
        video([cut], out, _share(progress, i, len(scenes)))
        made.append(out)
    if not made:
        raise NotFound("No scene of this film has a time yet.", "Add a screenplay or texts.")
    return tuple(made)


def _share(progress: Progress, done: int, of: int) -> Progress:
    return lambda part: progress((done + part) / of)


def _named(scene: Scene, made: Sequence[Path]) -> str:
    """``The Audition-scene``: safe on every disk, none twice."""
    title = "".join(sign for sign in title_of(scene) if sign not in _FORBIDDEN).strip(". ")[:80]
    name = f"{title or 'Scene'}-scene"
    number = 2
    taken = {path.stem for path in made}
    while name in taken:
        name, number = f"{title or 'Scene'} {number}-scene", number + 1
    return name


def trickplay(film: Shelved, page: Page, beside: Path, progress: Progress) -> Path:
    """Tiles for the seek bar, where Jellyfin looks for them; the folder they are in."""
    from entracte.media import tiles

    source = video_of(film, page)
    folder = beside / tiles.folder(source.stem)
    with disk.writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for number, sheet in tiles.sheets(str(source), progress):
        disk.write(folder / f"{number}.jpg", sheet)
    return folder


def _whole(out: Path, make: Callable[[str], Ms | None]) -> Ms:
    """The file appears whole or not at all; its ending tells what kind of file is written."""
    part = out.with_name(f".{out.stem}.part{out.suffix}")
    try:
        with disk.writing(out.parent):
            out.parent.mkdir(parents=True, exist_ok=True)
            long = make(str(part))
            part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return long or 0
