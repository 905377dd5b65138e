"""Films that are really watched: once, apart, and never again unless they change."""

import json
import os
import signal
import time
from pathlib import Path

import pytest
from tests.filmfolder import ARTICLE, ENGLISH, NAME, film, lay_out
from tests.machine import Machine, sentences

FILM = f"{NAME}.mkv"
WATCHING = ["carried", "media", "watched"]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def steps(told: list[dict[str, object]]) -> list[str]:
    return [str(each) for each in told[0]["steps"]]  # type: ignore[attr-defined]


def test_a_film_alone_gives_a_page_with_its_own_subtitles(machine: Machine, tmp_path: Path) -> None:
    folder = tmp_path / NAME
    folder.mkdir()
    film(folder / FILM, subtitles=ENGLISH)
    code, told, says = machine.add(folder)
    assert (code, says) == (0, "")
    assert set(WATCHING) < set(steps(told))
    page = json.loads(machine.page())
    media = page["film"]["media"]
    assert (media["file"], media["size"], media["video"]) == (FILM, [64, 48], "mpeg4")
    assert page["lines"]["items"][0]["text"] == "Who lit the lamp?"
    assert page["shots"]["items"][0]["span"]["start"] == 0
    for shot in page["shots"]["items"]:
        still = machine.home / "blobs" / shot["still"][:2] / shot["still"]
        assert still.read_bytes().startswith(b"\xff\xd8")


def test_a_film_is_watched_once(machine: Machine, tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    film(folder / FILM)
    assert set(WATCHING) < set(steps(machine.add(folder)[1]))
    assert steps(machine.add(folder)[1]) == []
    os.utime(folder / FILM)
    assert steps(machine.add(folder)[1]) == []  # touched is not changed
    (folder / "article.txt").write_text(ARTICLE.replace("an island", "a rock"))
    assert not set(steps(machine.add(folder)[1])) & set(WATCHING)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = folder.rename(elsewhere / NAME)
    assert steps(machine.add(folder)[1]) == []
    assert len(json.loads(machine.run("page", "--json").stdout)) == 1  # moved, not another
    whole = (folder / FILM).read_bytes()
    (folder / FILM).unlink()
    assert not set(steps(machine.add(folder)[1])) & set(WATCHING)
    assert "media" not in json.loads(machine.page())["film"]
    (folder / FILM).write_bytes(whole)  # the disk it lies on is there again
    assert not set(steps(machine.add(folder)[1])) & set(WATCHING)
    film(folder / FILM, seconds=4)
    assert set(WATCHING) < set(steps(machine.add(folder)[1]))


def test_a_film_that_breaks_off_is_watched_as_far_as_it_goes(
    machine: Machine, tmp_path: Path
) -> None:
    folder = lay_out(tmp_path)
    whole = film(folder / FILM, seconds=20).read_bytes()
    (folder / FILM).write_bytes(whole[: len(whole) * 2 // 3])
    code, _, says = machine.add(folder)
    assert code in (0, 1)
    assert all(FILM in each for each in sentences(says))
    page = json.loads(machine.page())
    assert len(page["lines"]["items"]) == 4
    assert page["shots"]["items"]


@pytest.mark.parametrize("moment", [0.0, 0.3])
def test_killed_while_watching_it_is_gone_on_with(
    moment: float, machine: Machine, tmp_path: Path
) -> None:
    folder = lay_out(tmp_path)
    film(folder / FILM, seconds=60)
    going = machine.start("add", str(folder))
    running = machine.home / "running"
    while not (running.is_dir() and any(running.iterdir())):
        assert going.poll() is None
        time.sleep(0.01)
    time.sleep(moment)
    going.send_signal(signal.SIGKILL)
    going.communicate(timeout=20)  # ends only when the film's own process has ended too
    assert machine.add(folder)[0] == 0
    page = machine.page()
    other = Machine(tmp_path / "other")
    assert other.add(folder)[0] == 0
    assert other.page() == page
