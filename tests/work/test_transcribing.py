"""Films without subtitles: when a machine is asked, and what is told when it cannot."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from tests.media.test_sound import write

from entracte.config import Settings
from entracte.errors import NotReadable
from entracte.listen.words import Transcript
from entracte.media import hearing
from entracte.media.sound import RATE
from entracte.store.folder import film
from entracte.store.shelf import Shelf
from entracte.store.taken import Taken
from entracte.work.add import add
from entracte.work.doctor import checks
from entracte.work.hands import Hands
from entracte.work.transcribing import Hears, hears, transcribed

HEARD = find_spec("faster_whisper") is not None
SUBTITLES = "1\n00:00:01,000 --> 00:00:02,000\nGood evening, Vera.\n"


@pytest.fixture
def video(tmp_path: Path) -> Taken:
    (tmp_path / "Late (1950)").mkdir()
    tone = 0.1 * np.sin(np.arange(RATE * 3) / 7).astype(np.float32)
    path = write(tmp_path / "Late (1950)" / "Late (1950).mkv", tone, picture=True)
    return Taken(name="Late (1950).mkv", path=path, digest="d")


def test_nobody_listens_unless_the_settings_name_a_model(tmp_path: Path) -> None:
    assert hears(Settings(home=str(tmp_path))) is None


def test_a_model_is_a_folder_or_a_name_that_may_be_fetched(tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()

    def asked(model: str, download: bool = False) -> str:
        found = hears(Settings(home=str(tmp_path), speech_model=model, speech_download=download))
        assert found is not None
        return found.model

    assert asked("small") == asked("small", True) == str(tmp_path / "small")
    assert asked("large-v3", True) == "large-v3"
    assert asked("large-v3") == str(tmp_path / "large-v3")
    assert "no folder" in hearing.wrong(asked("large-v3"), False)
    assert hearing.wrong("large-v3", True) == ""
    assert "model.bin" in hearing.wrong(asked("small"), False)


def test_with_subtitles_nothing_is_heard(video: Taken) -> None:
    asked = Hears(model="/nowhere", download=False, package="")
    assert transcribed(video, True, asked, lambda _: None) == Transcript()


def test_a_wrong_model_is_told_in_a_sentence_with_the_films_name(
    video: Taken, tmp_path: Path
) -> None:
    asked = Hears(model=str(tmp_path), download=False, package="")
    with pytest.raises(NotReadable) as told:
        transcribed(video, False, asked, lambda _: None)
    assert told.value.what.startswith("The words of Late (1950).mkv were not written down.")
    expected = "speech_model" if HEARD else "entracte[speech]"
    assert expected in told.value.do


@pytest.mark.skipif(not HEARD, reason="the extra entracte[speech] is not installed")
@pytest.mark.parametrize("there", [(), ("config.json", "model.bin")])
def test_a_folder_that_is_no_model_is_refused(tmp_path: Path, there: tuple[str, ...]) -> None:
    for name in there:
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(NotReadable, match="There is no speech model"):
        hearing.Ears(str(tmp_path))


def test_blocks_are_cut_where_it_is_quiet_and_nothing_is_lost() -> None:
    rng = np.random.default_rng(4)
    whole = rng.uniform(-0.5, 0.5, RATE * 700).astype(np.float32)
    whole[RATE * 291 : RATE * 292] = 0
    parts = (whole[at : at + 30 * RATE] for at in range(0, len(whole), 30 * RATE))
    blocks = list(hearing._blocks(parts))
    assert RATE * 291 <= blocks[1][0] < RATE * 292
    assert np.array_equal(np.concatenate([block for _, block in blocks]), whole)
    at = 0
    for start, block in blocks:
        assert start == at
        assert len(block) <= 300 * RATE
        at += len(block)


def test_the_page_is_made_and_says_why_it_has_no_lines(video: Taken, tmp_path: Path) -> None:
    folder = Path(video.path).parent
    (folder / "notes.txt").write_text("A film by Vera Anders.\n", "utf-8")
    home = tmp_path / "home"
    settings = Settings(home=str(home), speech_model=str(tmp_path / "gone"))
    with Hands() as hands:
        made = add(film(folder), Shelf(home=str(home)), settings, hands, lambda _: None)
        told = [each for each in made.failed if "were not written down" in each]
        assert len(told) == 1
        assert told[0] in made.page.notes
        (folder / "Late (1950).en.srt").write_text(SUBTITLES, "utf-8")
        made = add(film(folder), Shelf(home=str(home)), settings, hands, lambda _: None)
    assert [line.text for line in made.page.lines.items] == ["Good evening, Vera."]
    assert not any("written down" in each for each in (*made.failed, *made.page.notes))


def test_the_doctor_explains(tmp_path: Path) -> None:
    def speech(settings: Settings) -> tuple[bool, bool, str]:
        (found,) = (each for each in checks(settings) if each.what == "speech")
        return found.well, found.needed, found.do

    well, needed, do = speech(Settings(home=str(tmp_path)))
    assert not well
    assert not needed
    assert "speech_model" in do or "entracte[speech]" in do
    well, needed, do = speech(Settings(home=str(tmp_path), speech_model="gone"))
    assert not well
    assert needed
    assert "speech_model" in do or "entracte[speech]" in do
