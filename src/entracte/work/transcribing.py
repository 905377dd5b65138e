"""What is said in a film that has no subtitles, written down where the settings name a model."""

import os
from collections.abc import Callable

from entracte.config import Settings
from entracte.errors import NotReadable
from entracte.listen.words import Segment, Transcript, transcript
from entracte.media import hearing
from entracte.media.sound import has_sound
from entracte.model import Value
from entracte.store.taken import Taken

BY = "speech/1"  # who heard; changes when the same film would be heard otherwise


class Hears(Value):
    """What hears words: the model, and the package that runs it (empty if not installed)."""

    model: str  # a folder; or a model's name, if it may be downloaded
    download: bool
    package: str


def hears(settings: Settings) -> Hears | None:
    """What the settings ask for; None where they name no model. Folders as seen from the shelf."""
    if not settings.speech_model:
        return None
    model = os.path.expanduser(settings.speech_model)
    folder = os.path.join(settings.home, model)
    if os.path.isdir(folder) or not settings.speech_download:
        model = folder
    return Hears(model=model, download=settings.speech_download, package=hearing.version())


def transcribed(
    film: Taken, subtitled: bool, hears: Hears, progress: Callable[[float], None]
) -> Transcript:
    """The lines heard in the film; none where there are subtitles, and none without sound.

    ``NotReadable`` if there is no model or nothing to run it; ``NotAFilm`` if there is no film.
    """
    if subtitled or not has_sound(film.path):
        return Transcript()
    try:
        ears = hearing.Ears(hears.model, hears.download)
    except NotReadable as wrong:
        said = f"The words of {film.name} were not written down. {wrong.what}"
        raise NotReadable(said, wrong.do) from wrong
    heard = [Segment(*each) for each in ears.hear(film.path, progress)]
    by = f"{BY}, {hears.package}, {os.path.basename(os.path.normpath(hears.model))}"
    return transcript(heard, ears.language or "und", by)
