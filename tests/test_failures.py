"""Whatever goes wrong, nothing is lost, it is told in one sentence, and the rest is done."""

import gzip
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.filmfolder import ENGLISH, NAME, lay_out
from tests.machine import Machine, sentences

DIE = """
import os, signal, sys, threading
from entracte.store import disk
from entracte.store.library import Library
wanted, moment = int(sys.argv[1]), sys.argv[2]
lock, count = threading.Lock(), 0

def die_at(when):
    global count
    if when == moment:
        with lock:
            count += 1
            if count == wanted:
                os.kill(os.getpid(), signal.SIGKILL)

real_write, real_replace, real_remember = disk.write, os.replace, Library.remember

def write(path, data):
    die_at("before")
    real_write(path, data)
    die_at("after")

def replace(old, new):
    die_at("torn")
    real_replace(old, new)

def remember(self, made):
    real_remember(self, made)
    die_at("remembered")

disk.write, os.replace, Library.remember = write, replace, remember
from entracte.cli import main
main(["add", sys.argv[3]])
"""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The page as it comes when nothing happens."""
    root = tmp_path_factory.mktemp("undisturbed")
    machine = Machine(root)
    code, told, says = machine.add(lay_out(root))
    assert (code, says) == (0, "")
    assert told[0]["failed"] == []
    return machine.page()


MOMENTS = [
    *((n, "before") for n in (1, 4, 9)),
    *((n, "torn") for n in (2, 6, 12)),
    *((n, "after") for n in (3, 8)),
    *((n, "remembered") for n in (1, 3, 5, 8)),
]


@pytest.mark.parametrize(("n", "moment"), MOMENTS)
def test_a_run_killed_in_the_middle_is_gone_on_with(
    n: int, moment: str, machine: Machine, tmp_path: Path, undisturbed: bytes
) -> None:
    folder = lay_out(tmp_path)
    killed = subprocess.run(
        [sys.executable, "-c", DIE, str(n), moment, str(folder)],
        env=machine.environment,
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    code, told, _ = machine.add(folder)
    assert code == 0
    assert machine.page() == undisturbed
    if moment == "remembered":  # what was made before it was killed is not made again
        whole = Machine(tmp_path / "whole").add(lay_out(tmp_path / "again"))[1][0]["steps"]
        assert len(told[0]["steps"]) == len(whole) - n  # type: ignore[arg-type]
    assert machine.add(folder)[1][0]["steps"] == []


def test_runs_killed_at_any_time_one_after_the_other(
    machine: Machine, tmp_path: Path, undisturbed: bytes
) -> None:
    folder = lay_out(tmp_path)
    began = time.monotonic()
    machine.run("--version")
    start = time.monotonic() - began
    for i in range(10):
        going = machine.start("add", str(folder))
        time.sleep(start + i * start / 4)
        going.kill()
        going.communicate()
    assert machine.add(folder)[0] == 0
    assert machine.page() == undisturbed


def test_two_runs_at_once(machine: Machine, tmp_path: Path, undisturbed: bytes) -> None:
    folder = lay_out(tmp_path)
    other = lay_out(tmp_path / "second")
    going = [machine.start("add", "--json", str(each)) for each in (folder, folder, other, folder)]
    told = [each.communicate(timeout=120) for each in going]
    assert [each.returncode for each in going] == [0, 0, 0, 0], told
    steps = [json.loads(out)[0]["steps"] for out, _ in told]
    assert sum(bool(each) for each in (steps[0], steps[1], steps[3])) <= 1  # one made it for all
    assert machine.page("harbour-lights-1931") == undisturbed
    films = json.loads(machine.run("page", "--json").stdout)
    assert sorted(film["id"] for film in films) == ["harbour-lights-1931", "harbour-lights-1931-2"]


def test_adding_again_makes_nothing_and_a_changed_subtitle_only_what_needs_it(
    machine: Machine, tmp_path: Path, undisturbed: bytes
) -> None:
    folder = lay_out(tmp_path)
    machine.add(folder)
    assert machine.add(folder)[1][0]["steps"] == []
    subtitle = folder / f"{NAME}.en.srt"
    subtitle.write_text(ENGLISH.replace("There is no ship", "There was no ship"))
    code, told, _ = machine.add(folder)
    assert code == 0
    steps = told[0]["steps"]
    assert isinstance(steps, list)
    assert {f"account: {subtitle.name}", "dialogue", "together", "page"} <= set(steps)
    assert [each for each in steps if ": " in each] == [
        f"account: {subtitle.name}",
        f"kind: {subtitle.name}",
    ]
    subtitle.write_text(ENGLISH)
    machine.add(folder)
    assert machine.page() == undisturbed


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><movie><title>&i;</title><plot>&i;</plot></movie>"
)
BAD = {
    "empty.txt": b"",
    "blank.srt": b" \n\r\n",
    "binary.txt": bytes(range(256)) * 200,
    "cut.xml": b"<movie><title>Harbour",
    "bomb.nfo": BOMB.encode(),
    "cut.json": b'{"title": "Harbour Lights", "plot": ["',
    "deep.json": b"[" * 200_000,
    "deep.html": b"<div>" * 60_000 + b"x",
    "cut.html": b"<html><body><p>Harbour Lights<table><tr><td",
    "cut.pdf": b"%PDF-1.7\n1 0 obj\n<<",
    "zip.txt": gzip.compress(b"0" * 1_000_000),
    "wrong.srt": "1\n00:00:01,000 --> zzz\nGrüße\n".encode("utf-16"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_in_a_sentence_and_the_rest_is_done(
    name: str, machine: Machine, tmp_path: Path
) -> None:
    folder = lay_out(tmp_path, **{name: BAD[name]})
    began = time.monotonic()
    code, told, says = machine.add(folder)
    assert time.monotonic() - began < 60
    assert code in (0, 1)
    assert (code == 1) == bool(told[0]["failed"]) == bool(says)
    for sentence in sentences(says):
        assert name in sentence
        assert "entracte failed" not in sentence
    page = json.loads(machine.page())
    assert len(page["lines"]["items"]) == 4
    assert {"article.txt", f"{NAME}.en.srt"} <= {each.get("file") for each in page["sources"]}
    if name in ("empty.txt", "blank.srt", "binary.txt", "cut.pdf", "zip.txt"):
        assert code == 1
        assert any(name in note for note in page["notes"])


def test_text_in_another_encoding_is_read(machine: Machine, tmp_path: Path) -> None:
    french = "1\n00:00:05,000 --> 00:00:07,500\nQui a allumé la lampe, là-bas ?\n"
    folder = lay_out(tmp_path, **{f"{NAME}.fr.srt": french.encode("cp1252")})
    assert machine.add(folder)[0] == 0
    assert "là-bas" in machine.page().decode()


def test_fifty_megabytes_are_not_read(machine: Machine, tmp_path: Path) -> None:
    folder = lay_out(tmp_path, **{"huge.txt": b"harbour lights\n" * 3_500_000})
    code, _, says = machine.add(folder)
    assert code == 1
    assert "huge.txt has more than 20 MB and is not read." in sentences(says)[0]
    assert len(json.loads(machine.page())["lines"]["items"]) == 4


def test_a_folder_of_nothing_but_bad_files_makes_no_page(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "Film").mkdir()
    (tmp_path / "Film" / "a.txt").write_bytes(b"")
    code, _, says = machine.add(tmp_path / "Film")
    assert code == 1
    assert len(sentences(says)) == 1
    assert json.loads(machine.run("page", "--json").stdout) == []


def test_folders_without_films(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "Empty").mkdir()
    good = lay_out(tmp_path)
    code, told, says = machine.add(tmp_path / "Empty", tmp_path / "none", good)
    assert code == 1
    assert [len(sentences(says)), told[2]["failed"]] == [2, []]
    assert machine.page()


def test_a_film_that_is_no_film_still_gives_the_page_of_its_texts(
    machine: Machine, tmp_path: Path
) -> None:
    folder = lay_out(tmp_path, **{f"{NAME}.mkv": os.urandom(5000)})
    code, _, says = machine.add(folder)
    assert code == 1
    assert all(f"{NAME}.mkv" in each for each in sentences(says))
    assert len(json.loads(machine.page())["lines"]["items"]) == 4


def test_links_to_nowhere_and_files_that_may_not_be_read(machine: Machine, tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "private.txt").write_text("Harbour Lights")
    (folder / "private.txt").chmod(0)
    code, _, says = machine.add(folder)
    assert code == 1
    assert "gone.txt is no longer there." in says
    if os.geteuid() != 0:  # root may read everything
        assert "private.txt may not be read." in says
    assert len(json.loads(machine.page())["lines"]["items"]) == 4


VANISH = """
import sys, pathlib
from entracte.store import taken
real = taken._text
def text(name, path, blobs):
    if name == "second.txt":
        pathlib.Path(path).unlink()
    return real(name, path, blobs)
taken._text = text
from entracte.cli import main
main(["add", sys.argv[1]])
"""


def test_a_file_that_vanishes_during_the_run(machine: Machine, tmp_path: Path) -> None:
    folder = lay_out(tmp_path, **{"second.txt": "Harbour Lights is a film."})
    ran = subprocess.run(
        [sys.executable, "-c", VANISH, str(folder)],
        env=machine.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert sentences(ran.stderr) == [
        "entracte: second.txt is no longer there. Put it back and run it again."
    ]
    assert len(json.loads(machine.page())["lines"]["items"]) == 4


@pytest.mark.parametrize("most", [0, 300, 3_000, 9_000, 30_000, 100_000])
def test_a_full_disk_loses_nothing(
    most: int, machine: Machine, tmp_path: Path, undisturbed: bytes
) -> None:
    """The system refuses to make any file larger than this, in the middle of a write."""
    folder = lay_out(tmp_path)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    ran = machine.run("add", str(folder), preexec_fn=little_room)
    assert "Traceback" not in ran.stderr
    if most < 30_000:
        assert ran.returncode == 1
        assert len(sentences(ran.stderr)) == 1
        assert "room left" in ran.stderr or "cannot be written" in ran.stderr
    assert machine.add(folder)[0] == 0
    assert machine.page() == undisturbed


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A disk of so many kilobytes, where this user may make one."""
    place = tmp_path / "disk"
    place.mkdir()

    def made(kilobytes: int) -> Path:
        options = ["-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs"]
        if shutil.which("mount") is None or os.geteuid() != 0:
            pytest.skip("only root can make a small disk")
        if subprocess.run(["mount", *options, place], check=False, capture_output=True).returncode:
            pytest.skip("no disk can be made here")
        return place

    yield made
    if os.path.ismount(place):
        subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("kilobytes", [4, 24, 64, 120, 200])
def test_a_disk_that_is_really_full(
    kilobytes: int,
    small_disk: Callable[[int], Path],
    machine: Machine,
    tmp_path: Path,
    undisturbed: bytes,
) -> None:
    folder = lay_out(tmp_path)
    place = small_disk(kilobytes)
    machine.environment["ENTRACTE_HOME"] = str(place / "home")
    code, _, says = machine.add(folder)
    if kilobytes < 120:
        assert code == 1
    assert code == 0 or "no room left" in sentences(says)[-1]
    subprocess.run(["mount", "-o", "remount,size=50m", place], check=True)  # room is made
    assert machine.add(folder)[0] == 0
    assert machine.page() == undisturbed


def test_a_disk_that_may_only_be_read(
    small_disk: Callable[[int], Path], machine: Machine, tmp_path: Path
) -> None:
    folder = lay_out(tmp_path)
    place = small_disk(5000)
    machine.environment["ENTRACTE_HOME"] = str(place / "home")
    assert machine.add(folder)[0] == 0
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    code, _, says = machine.add(folder)
    assert code == 1
    assert "cannot be written" in sentences(says)[0]
    assert machine.page()  # what is on it can still be seen
    assert machine.run("find", "lamp").returncode == 0


def test_a_full_disk_keeps_the_page_that_was_there(machine: Machine, tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    machine.add(folder)
    before = machine.page()
    (folder / "more.txt").write_text("Harbour Lights was shot in Wyk.\n" * 2000)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    assert machine.run("add", str(folder), preexec_fn=little_room).returncode == 1
    assert machine.page() == before


def test_a_shelf_that_cannot_be_written(machine: Machine, tmp_path: Path) -> None:
    machine.home.write_text("a file in place of the folder")
    ran = machine.run("add", str(lay_out(tmp_path)))
    assert ran.returncode == 1
    assert "cannot be written" in sentences(ran.stderr)[0]


def test_a_damaged_card_index_is_told_and_corrections_outlive_it(
    machine: Machine, tmp_path: Path
) -> None:
    folder = lay_out(tmp_path)
    machine.add(folder)
    page = json.loads(machine.page())
    assert page["synopsis" if "synopsis" in page else "plot"]
    found = json.loads(machine.run("find", "rows", "out", "--json").stdout)
    hits = [hit for group in found["groups"] for hit in group["hits"]]
    claim = next(hit["claim"] for hit in hits if hit.get("claim"))
    assert machine.run("edit", "harbour", claim, "--reject").returncode == 0
    corrected = machine.page()
    index = machine.home / "library.sqlite"
    index.write_bytes(b"no database" * 1000)
    for more in ("-wal", "-shm"):
        Path(f"{index}{more}").unlink(missing_ok=True)
    ran = machine.run("page", "harbour")
    assert ran.returncode == 1
    assert "is damaged" in sentences(ran.stderr)[0]
    index.unlink()
    assert machine.add(folder)[0] == 0
    assert machine.page() == corrected


def test_ctrl_c_keeps_what_is_made(machine: Machine, tmp_path: Path, undisturbed: bytes) -> None:
    folders = [lay_out(tmp_path / str(i)) for i in range(120)]  # more than a busy reader lets by
    going = machine.start("add", *map(str, folders))
    assert going.stdout is not None
    going.stdout.readline()  # the first film is done
    going.send_signal(signal.SIGINT)
    _, says = going.communicate(timeout=60)
    assert going.returncode == 130
    assert "What was made is kept" in says
    assert "Traceback" not in says
    assert machine.page("harbour-lights-1931") == undisturbed


def test_what_is_forgotten_leaves_nothing_but_corrections(machine: Machine, tmp_path: Path) -> None:
    folder, other = lay_out(tmp_path), lay_out(tmp_path / "other", **{"x.txt": "Other words."})
    machine.add(folder)
    one = {each.name for each in (machine.home / "blobs").rglob("*") if each.is_file()}
    machine.add(other)
    assert machine.run("forget", "harbour-lights-1931-2").returncode == 0
    left = {each.name for each in (machine.home / "blobs").rglob("*") if each.is_file()}
    assert left <= one
    assert machine.add(folder)[1][0]["steps"] == []
    assert machine.run("forget", "harbour").returncode == 0
    assert [each for each in (machine.home / "blobs").rglob("*") if each.is_file()] == []
    assert machine.run("page", "harbour").returncode == 1
