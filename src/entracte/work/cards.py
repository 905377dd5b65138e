"""A deck for Anki: a line a card, with the still of its shot and the sound of its words."""

import html
import tempfile
from collections.abc import Callable
from pathlib import Path

from entracte.errors import Missing, NotFound
from entracte.export.held import first
from entracte.export.plain import plain
from entracte.model import Line, Page, clock, digest
from entracte.store.disk import writing
from entracte.store.library import Shelved
from entracte.store.shelf import Shelf
from entracte.work.cutting import video_of

_MOST = 5_000  # cards of a deck
_MODEL = 1_747_203_951  # Anki knows our kind of card by this number, whichever deck it comes in
_FIELDS = ("Line", "Speaker", "Time", "Picture", "Sound", "Other", "Film")
_FRONT = "{{Picture}}<br>{{Sound}}"
_BACK = (
    "{{FrontSide}}<hr><p>{{Line}}</p><p><small>{{Speaker}} {{Time}} · {{Film}}</small></p>"
    "{{#Other}}<p><i>{{Other}}</i></p>{{/Other}}"
)


def deck(
    film: Shelved, page: Page, shelf: Shelf, out: Path, progress: Callable[[float], None]
) -> int:
    """Writes the deck and says how many cards it has; ``Missing`` without the library for it."""
    try:
        import genanki
    except ModuleNotFoundError as wrong:
        do = "Install it with: pip install 'entracte[cards]'"
        raise Missing("What writes decks for Anki is not installed (genanki).", do) from wrong
    lines = [each for each in page.lines.items if each.sort in ("speech", "song")][:_MOST]
    if not lines:
        raise NotFound("No line of this film is known.", "Add its subtitles.")
    title = first(page.film.title) or film.name
    model = genanki.Model(
        _MODEL,
        "A line of a film",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Line", "qfmt": _FRONT, "afmt": _BACK}],
        css=".card { font: 20px serif; text-align: center; } img { max-width: 100%; }",
    )
    made = genanki.Deck(int(digest(film.id.encode())[:12], 16), plain(title))
    with tempfile.TemporaryDirectory() as folder:
        pictures = _stills(page, lines, shelf, Path(folder))
        sounds = _sounds(film, page, lines, Path(folder), progress)
        names = {person.id: person.name for person in page.people}
        for i, line in enumerate(lines):
            fields = [
                _text(line.text),
                _text(names.get(line.speaker or "", "") or line.label),
                clock(line.span.start),
                f'<img src="{pictures[i]}">' if i in pictures else "",
                f"[sound:{sounds[i]}]" if i in sounds else "",
                _text(_other(page, line)),
                _text(title),
            ]
            guid = genanki.guid_for(film.id, line.id, line.text)
            made.add_note(genanki.Note(model=model, fields=fields, guid=guid))
        files = sorted({*pictures.values(), *sounds.values()})
        package = genanki.Package(made, media_files=[str(Path(folder, name)) for name in files])
        with writing(out.parent):
            package.write_to_file(str(out), timestamp=946_684_800.0)
    return len(lines)


def _text(words: str) -> str:
    return html.escape(plain(words)).replace("\n", "<br>")


def _other(page: Page, line: Line) -> str:
    """The same moment in the film's first other language."""
    near = page.translations[0].within(line.span) if page.translations else ()
    return "\n".join(each.text for each in near[:3])


def _stills(page: Page, lines: list[Line], shelf: Shelf, folder: Path) -> dict[int, str]:
    made: dict[int, str] = {}
    for i, line in enumerate(lines):
        shot = page.shots.at((line.span.start + line.span.end) // 2)
        if shot is not None and shot.still:
            name = f"{shot.still[:16]}.jpg"
            if not (folder / name).exists():
                (folder / name).write_bytes(shelf.blobs.get(shot.still))
            made[i] = name
    return made


def _sounds(
    film: Shelved, page: Page, lines: list[Line], folder: Path, progress: Callable[[float], None]
) -> dict[int, str]:
    """Of a film whose file is there and has sound; cards without sound are cards all the same."""
    from entracte.media.sound import has_sound
    from entracte.media.spoken import spoken

    try:
        path = video_of(film, page)
    except NotFound:
        return {}
    if not has_sound(path):
        return {}
    made: dict[int, str] = {}
    for i, data in spoken(str(path), [each.span for each in lines], progress):
        name = f"{digest(data)[:16]}.mp3"
        (folder / name).write_bytes(data)
        made[i] = name
    return made
