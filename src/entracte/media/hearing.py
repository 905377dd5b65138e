"""Writing down what is said in a film, with faster-whisper (the extra ``speech``), without torch.

The model is not part of it: a folder holds one, which a person names in the settings.
"""

import math
import os
from collections.abc import Callable, Iterator
from importlib import metadata
from typing import Any, Final, NamedTuple

import numpy as np

from entracte.errors import NotReadable
from entracte.media.sound import RATE, Samples, sound

EXTRA: Final = "speech"
HOW: Final = "pip install 'entracte[speech]'"
_PACKAGE: Final = "faster-whisper"
_FILES: Final = ("model.bin", "config.json")
_BLOCK: Final = 300 * RATE  # samples that are heard together
_QUIET: Final = 20 * RATE  # samples at a block's end in which a quiet place to cut is looked for
_MOMENT: Final = RATE // 5


class Spoken(NamedTuple):
    """Words said in one go: seconds of the film; how sure (0 to 1) and how likely to be nobody."""

    start: float
    end: float
    text: str
    sure: float
    nobody: float


def version() -> str:
    """What would hear, "faster-whisper 1.2.1"; empty where the extra is not installed."""
    try:
        return f"{_PACKAGE} {metadata.version(_PACKAGE)}"
    except metadata.PackageNotFoundError:
        return ""


def wrong(model: str, download: bool) -> str:
    """Why the setting ``speech_model`` will not do, in a few words; empty if nothing is seen."""
    if os.path.isdir(model):
        missing = [name for name in _FILES if not os.path.isfile(os.path.join(model, name))]
        return f"{model} has no {' and no '.join(missing)}" if missing else ""
    if os.path.isabs(model) or not download:
        return f"there is no folder {model}"
    return ""


class Ears:
    """Hears words. ``NotReadable`` if the extra or the model is not there."""

    def __init__(self, model: str, download: bool = False) -> None:
        try:
            from faster_whisper import WhisperModel
        except ImportError as missing:
            raise NotReadable(
                "What is said in the film cannot be written down here.",
                f"Install what hears it: {HOW}.",
            ) from missing
        if said := wrong(model, download):
            raise _no_model(said)
        try:
            self._model: Any = WhisperModel(
                model, device="cpu", compute_type="int8", local_files_only=not download
            )
        except Exception as broken:  # whatever its libraries raise at a file that is no model
            raise _no_model(f"{model} cannot be loaded ({type(broken).__name__})") from broken
        self.language = ""  # "en"; as it was heard first

    def hear(self, path: str, progress: Callable[[float], None]) -> Iterator[Spoken]:
        """What is said in the film at this path, in order; a few minutes are held at a time."""
        for start, block in _blocks(sound(path, progress=progress)):
            found, told = self._model.transcribe(
                block,
                language=self.language or None,
                vad_filter=True,
                condition_on_previous_text=False,
                word_timestamps=True,
            )
            here = [
                Spoken(
                    start / RATE + each.start,
                    start / RATE + each.end,
                    each.text,
                    math.exp(min(0.0, each.avg_logprob)),
                    each.no_speech_prob,
                )
                for each in found
            ]
            if here and not self.language:
                self.language = str(told.language)
            yield from here


def _blocks(parts: Iterator[Samples]) -> Iterator[tuple[int, Samples]]:
    """The sound in blocks of some minutes, cut where it is quiet; each with its first sample."""
    held, at = np.zeros(0, np.float32), 0
    for part in parts:
        held = np.concatenate([held, part])
        while len(held) >= _BLOCK:
            tail = held[_BLOCK - _QUIET : _BLOCK].reshape(-1, _MOMENT)
            quiet = int(np.argmin((tail * tail).sum(1)))
            cut = _BLOCK - _QUIET + quiet * _MOMENT + _MOMENT // 2
            yield at, held[:cut]
            held, at = held[cut:], at + cut
    if len(held):
        yield at, held


def _no_model(what: str) -> NotReadable:
    return NotReadable(
        f"There is no speech model: {what}.",
        "Set speech_model in config.toml to the folder of a faster-whisper model.",
    )
