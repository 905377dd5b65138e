"""The index agrees with the shelf, whatever happens to either; what cannot be mended is told."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bench.killed import disagreements, rounds
from tests.index.shelves import harbour, put, train, two_films

from entracte.errors import Busy, NoRoom
from entracte.index.kept import Kept
from entracte.index.search import Index
from entracte.store import locks
from entracte.store.shelf import Shelf


@pytest.fixture
def home(tmp_path: Path) -> str:
    two_films(str(tmp_path))
    Index(str(tmp_path)).follow()
    return str(tmp_path)


def found(home: str, query: str = "the train leaves at nine") -> bool:
    return Index(home).find(query).found


def test_a_missing_index_is_made(home: str) -> None:
    shutil.rmtree(Path(home) / "index")
    assert found(home)
    assert not disagreements(home)


def test_an_empty_shelf_has_nothing(tmp_path: Path) -> None:
    assert not Index(str(tmp_path)).find("anything").groups
    assert list(tmp_path.iterdir()) == []  # asking writes nothing
    assert Index(str(tmp_path)).follow() == 0


@pytest.mark.parametrize("damage", ["cut", "garbage", "gone", "meta", "empty"])
def test_a_torn_index_is_made_anew(home: str, damage: str) -> None:
    folder = Kept(home).folder
    (part, *_) = sorted(folder.glob("*.term"))
    match damage:
        case "cut":
            part.write_bytes(part.read_bytes()[:10])
        case "garbage":
            part.write_bytes(os.urandom(len(part.read_bytes())))
        case "gone":
            part.unlink()
        case "meta":
            (folder / "meta.json").write_text("{")
        case "empty":
            (folder / "meta.json").write_text("")
    assert found(home)
    assert not disagreements(home)


def test_an_index_of_another_format_is_thrown_away(home: str) -> None:
    folder = Kept(home).folder
    folder.rename(folder.with_name("words-0"))
    assert found(home)
    assert [each.name for each in folder.parent.glob("words-*")] == [folder.name]


def test_a_run_that_died_between_shelf_and_index(home: str) -> None:
    put(home, "Night Train", train(["Another line from another cut."]))  # and then it died
    assert Index(home).follow() == 1
    assert found(home, "another line from another cut")
    assert not found(home)
    assert not disagreements(home)


def test_a_film_that_was_forgotten(home: str) -> None:
    Shelf(home=home).library.forget("night-train")
    Index(home).follow()
    assert not found(home)
    assert found(home, "who lit the lamp tonight")


def test_a_reader_sees_what_another_run_has_added(home: str) -> None:
    index = Index(home)
    assert index.find("the train leaves").found
    put(home, "Later", train(["Yesterday was a very long day."], "Later"))
    Index(home).follow()
    assert index.find("yesterday was a very long day").found


def test_a_page_that_cannot_be_read_keeps_nothing_from_being_found(home: str) -> None:
    shelf = Shelf(home=home)
    put(home, "Later", train(["Yesterday was a very long day."], "Later"))
    shelf.blobs.delete(shelf.film("later").page)
    assert Index(home).follow() == 1
    assert found(home)
    assert Index(home).follow() == 0  # and it is not tried again and again


def test_two_runs_do_not_write_at_once(home: str) -> None:
    put(home, "Later", train(["Yesterday was a very long day."], "Later"))
    with locks.held(Kept(home).folder.parent / "lock"):
        with pytest.raises(Busy):
            Index(home).follow(patience=0.0)
        assert found(home)  # what was there is found meanwhile
    assert not disagreements(home)


def test_many_processes_at_once(home: str) -> None:
    put(home, "Later", train(["Yesterday was a very long day."], "Later"))
    code = "import sys; from entracte.index.search import Index; Index(sys.argv[1]).follow()"
    runs = [subprocess.Popen([sys.executable, "-c", code, home]) for _ in range(3)]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    assert not disagreements(home)


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever is root may write everywhere")
def test_an_index_that_may_only_be_read(home: str) -> None:
    folder = Path(home) / "index"
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o555 if each.is_dir() else 0o444)
    try:
        assert found(home)
        put(home, "Later", train(["Yesterday was a very long day."], "Later"))
        with pytest.raises(NoRoom, match="cannot be written"):
            Index(home).follow()
        assert found(home)
    finally:
        for each in (folder, *folder.rglob("*")):
            each.chmod(0o755 if each.is_dir() else 0o644)


def test_a_full_disk_loses_nothing(home: str) -> None:
    long = [
        f"line {i} of a film that does not fit, {'and more ' * 20}{i * 7919}" for i in range(3000)
    ]
    put(home, "Later", train(long, "Later"))
    script = "\n".join(
        (
            "import resource, signal, sys",
            "from entracte.errors import NoRoom",
            "from entracte.index.search import Index",
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)",
            "resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))",
            "try:",
            "    Index(sys.argv[1]).follow()",
            "except NoRoom as wrong:",
            "    print(wrong)",
        )
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, home], capture_output=True, text=True, check=False
    )
    assert "There is no room left to write" in ran.stdout, ran.stderr
    assert found(home)
    assert not disagreements(home)  # with room again, the index follows
    assert found(home, "line 2999 of a film that does not fit")


def test_killed_while_adding(tmp_path: Path) -> None:
    went = rounds(tmp_path, 3)
    assert went.wrong == ()


def test_nothing_is_remembered_of_a_page_but_what_is_on_it(home: str) -> None:
    """The same films, put in one by one or all at once, answer the same."""
    other = str(Path(home) / "other")
    put(other, "Night Train", train())
    Index(other).follow()
    put(other, "The Glass Harbour", harbour())
    Index(other).follow()
    for query in ("who lit the lamp", "captain", "nobody waits"):
        texts = [sorted(hit.text for hit in Index(at).find(query).hits) for at in (home, other)]
        assert texts[0] == texts[1]
