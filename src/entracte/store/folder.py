"""What lies in a film folder: the film, the texts about it, the albums of its music.

A folder is a film if a video lies in it, or texts and no folders that are films; otherwise the
folders in it are asked the same. A video file is a film with the files beside it that bear its
name; a single text is a film of which nothing else is known. Links to folders are not entered,
and a text that is a link out of the folder is left alone, for its words would be copied onto the
page; films and albums may be links, as libraries of links are common. Nothing is ever written.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from entracte.errors import NotFound
from entracte.model.value import Value
from entracte.store import disk, names

LARGEST_TEXT = 20 * 2**20  # bytes; a screenplay has 0.3 million
LARGEST_SOUND = 400 * 2**20  # bytes of one track of an album
MOST_TEXTS = 2_000  # in one film folder
DEEPEST = 3  # folders in folders that texts and albums are taken from
DEEPEST_LIBRARY = 6  # folders in folders that films are looked for in


class FilmFolder(Value):
    """The names of what there is of one film; nothing has been opened yet."""

    name: str  # "The Red Shoes (1948)"
    path: str  # what a person adds to mean this film: the folder, or the video
    root: str  # the folder that the names below start from
    film: str = ""
    texts: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # what was left alone, in plain sentences


def films(path: Path) -> Iterator[FilmFolder]:
    """Every film in this folder, in order of name; ``NotFound`` if there is none."""
    try:
        path = Path(os.path.realpath(path, strict=True))
        mode = path.stat().st_mode
    except OSError as wrong:
        missing = isinstance(wrong, FileNotFoundError | NotADirectoryError)
        what = f"There is no {path}." if missing else f"{path} cannot be reached."
        raise NotFound(what, "Name a film folder, a video or a text.") from wrong
    found = False
    for film in _films(path, 0) if stat.S_ISDIR(mode) else _alone(path):
        found = True
        yield film
    if not found:
        raise NotFound(
            f"There is nothing in {path} to make a page from.",
            "Put a film, subtitles or texts about it there.",
        )


def film(path: Path) -> FilmFolder:
    """The one film at this path; ``NotFound`` if there is none or if there are several."""
    found = []
    for each in films(path):
        found.append(each)
        if len(found) > 1:
            raise NotFound(f"There are several films in {path}.", "Name one of the folders in it.")
    return found[0]


def _films(folder: Path, depth: int) -> Iterator[FilmFolder]:
    files, folders = _listed(folder)
    videos = [
        each for each in files if _suffix(each) in names.VIDEO and not names.is_extra(_stem(each))
    ]
    deeper = [
        each for each in folders if each.casefold() not in names.INSIDE | names.EXTRAS | names.DISCS
    ]
    texts = [each for each in files if _suffix(each) in names.TEXT]
    disc = any(each.casefold() in names.DISCS for each in folders)
    library = (
        not videos and not disc and depth < DEEPEST_LIBRARY and _has_films(folder, deeper, texts)
    )
    if library:
        for each in deeper:
            yield from _films(folder / each, depth + 1)
    else:
        taken = _film_folder(folder)
        if taken.film or taken.texts or taken.sounds:
            yield taken


def _has_films(folder: Path, folders: list[str], texts: list[str]) -> bool:
    """Whether the folders in this folder are films, and not merely shelves of this film's texts."""
    if not texts:
        return bool(folders)
    return any(
        _suffix(name) in names.VIDEO for each in folders for name in _listed(folder / each)[0]
    )


def _film_folder(folder: Path) -> FilmFolder:
    notes: list[str] = []
    found = list(_below(folder, "", 0, notes))
    videos = [
        name
        for name in found
        if "/" not in name and _suffix(name) in names.VIDEO and not names.is_extra(_stem(name))
    ]
    videos.sort(key=lambda name: (-_size(folder / name), names.in_order(name)))
    notes += [f"{name} is not watched: {videos[0]} is larger." for name in videos[1:]]
    return _taken(
        folder.name or str(folder), folder, folder, videos[0] if videos else "", found, notes
    )


def _alone(path: Path) -> Iterator[FilmFolder]:
    """A video with the files beside it that bear its name, or a single text or sound."""
    notes: list[str] = []
    if not path.is_file():
        raise NotFound(f"{path} is neither a folder nor a file.", "Name a film folder or a video.")
    if path.suffix.lower() not in names.VIDEO:
        yield _taken(path.stem, path, path.parent, "", [path.name], notes, named=True)
        return
    beside = [
        name
        for name in _listed(path.parent)[0]
        if names.is_sidecar(name, path.stem) and _suffix(name) not in names.VIDEO
    ]
    yield _taken(path.stem, path, path.parent, path.name, beside, notes)


def _taken(
    name: str,
    path: Path,
    root: Path,
    video: str,
    found: list[str],
    notes: list[str],
    named: bool = False,
) -> FilmFolder:
    sounds = tuple(
        each for each in found if _suffix(each) in names.SOUND and (named or _album(each))
    )
    texts = [
        each
        for each in found
        if _suffix(each) not in names.SOUND | names.VIDEO
        and (named or _is_text(root, each))
        and _stays(root, each, notes)
    ]
    if len(texts) > MOST_TEXTS:
        notes.append(f"Only the first {MOST_TEXTS:,} of {len(texts):,} texts are read.")
    return FilmFolder(
        name=name,
        path=str(path),
        root=str(root),
        film=video,
        texts=tuple(texts[:MOST_TEXTS]),
        sounds=sounds[:MOST_TEXTS],
        notes=tuple(notes),
    )


def _below(root: Path, inside: str, depth: int, notes: list[str]) -> Iterator[str]:
    """Names of all files, those of a folder before those of the folders in it."""
    files, folders = _listed(root / inside, notes)
    yield from (inside + name for name in files)
    for name in folders:
        if name.casefold() in names.DISCS:
            notes.append(f"{inside}{name} is a disc's folder, which is not watched yet.")
        elif name.casefold() not in names.EXTRAS and depth < DEEPEST:
            yield from _below(root, f"{inside}{name}/", depth + 1, notes)


def _listed(folder: Path, notes: list[str] | None = None) -> tuple[list[str], list[str]]:
    """Names of the files and the folders in it, in reading order; hidden ones are passed over."""
    files, folders = [], []
    try:
        with os.scandir(folder) as found:
            for each in found:
                if names.is_hidden(each.name):
                    continue
                if not _printable(each.name):
                    if notes is not None:
                        shown = os.fsencode(each.name).decode("utf-8", "replace")
                        notes.append(f"{shown} is left alone: its name is not in Unicode.")
                elif each.is_dir(follow_symlinks=False):
                    folders.append(each.name)
                elif _is_file(each):
                    files.append(each.name)
    except OSError as wrong:
        if notes is None:
            return [], []
        if isinstance(wrong, FileNotFoundError):
            raise disk.not_read(wrong, str(folder)) from wrong
        notes.append(f"{folder.name} cannot be opened: {disk.reason(wrong)}.")
    return sorted(files, key=names.in_order), sorted(folders, key=names.in_order)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """A pipe or a device would never end; a link to nowhere is told of when it is opened."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:
        return False


def _printable(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _stays(root: Path, name: str, notes: list[str]) -> bool:
    """Whether the text lies in the folder itself, and is not a link that leads out of it."""
    if not (root / name).is_symlink():
        return True
    if Path(os.path.realpath(root / name)).is_relative_to(root):
        return True
    notes.append(f"{name} is a link out of the folder and is left alone.")
    return False


def _is_text(root: Path, name: str) -> bool:
    """By its name, or, where the name says nothing, because its beginning is plain text."""
    suffix = _suffix(name)
    if suffix in names.TEXT:
        return True
    if suffix in names.NEITHER:
        return False
    try:
        with (root / name).open("rb") as opened:
            head = opened.read(4096)
    except OSError:
        return False
    if not head or b"\0" in head:
        return False
    try:
        head[:-4].decode()
    except UnicodeDecodeError:
        return False
    return True


def _album(name: str) -> bool:
    return any(part.casefold() in names.ALBUMS for part in name.split("/")[:-1])


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _stem(name: str) -> str:
    return os.path.splitext(os.path.basename(name))[0]
