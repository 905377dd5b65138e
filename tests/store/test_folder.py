"""What is found in film folders as people, Jellyfin, Kodi and Plex lay them out."""

import os
import tomllib
from pathlib import Path

import pytest

from entracte.errors import NotFound
from entracte.store import folder, names

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "folders" / "layouts.toml").read_text()
)


def lay_out(root: Path, files: list[str]) -> None:
    """Each file as ``name`` or ``name=bytes``."""
    for each in files:
        name, _, size = each.partition("=")
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"a word\n" * int(size or 1))


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_layouts(case: dict[str, object], tmp_path: Path) -> None:
    lay_out(tmp_path, case["files"])  # type: ignore[arg-type]
    found = list(folder.films(tmp_path / str(case.get("add", "Films"))))
    told = [
        {
            "name": film.name,
            "film": film.film,
            "texts": list(film.texts),
            "sounds": list(film.sounds),
            "notes": len(film.notes),
        }
        for film in found
    ]
    nothing = {"film": "", "texts": [], "sounds": [], "notes": 0}
    assert told == [nothing | each for each in case["films"]]  # type: ignore[attr-defined]


def test_the_order_is_the_same_whatever_the_disk_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path, [f"Film {i}/{j}.txt" for i in (10, 9, 1) for j in (2, 11, 1)])
    first = list(folder.films(tmp_path))
    real = os.scandir

    class Backwards:
        def __init__(self, path: object) -> None:
            with real(path) as found:  # type: ignore[call-overload]
                self.found = sorted(found, key=lambda each: each.name, reverse=True)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.found

        def __exit__(self, *ended: object) -> None:
            return None

    monkeypatch.setattr(os, "scandir", Backwards)
    assert list(folder.films(tmp_path)) == first
    assert [film.name for film in first] == ["Film 1", "Film 9", "Film 10"]
    assert first[0].texts == ("1.txt", "2.txt", "11.txt")


def test_links(tmp_path: Path) -> None:
    film = tmp_path / "Film"
    lay_out(
        tmp_path, ["Film/a.txt", "elsewhere/secret.txt", "elsewhere/real.mkv", "elsewhere/d/x.txt"]
    )
    (film / "secret.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (film / "b.txt").symlink_to("a.txt")
    (film / "Film.mkv").symlink_to(tmp_path / "elsewhere" / "real.mkv")
    (film / "loop").symlink_to(film)
    (film / "others").symlink_to(tmp_path / "elsewhere" / "d")
    (found,) = folder.films(film)
    assert found.film == "Film.mkv"  # libraries of links are common, and no words are copied
    assert found.texts == ("a.txt", "b.txt")
    assert found.notes == ("secret.txt is a link out of the folder and is left alone.",)


def test_pipes_do_not_hold_us_up(tmp_path: Path) -> None:
    lay_out(tmp_path, ["Film/a.txt"])
    os.mkfifo(tmp_path / "Film" / "pipe.txt")
    (found,) = folder.films(tmp_path / "Film")
    assert found.texts == ("a.txt",)


def test_a_name_that_is_not_unicode_is_told(tmp_path: Path) -> None:
    lay_out(tmp_path, ["Film/a.txt"])
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/Film/caf\xe9.txt")).write_bytes(b"x")
    (found,) = folder.films(tmp_path / "Film")
    assert found.texts == ("a.txt",)
    assert "caf�.txt is left alone" in found.notes[0]


@pytest.mark.parametrize("files", [[], ["poster.jpg", ".hidden.txt", "Extras/a.txt"]])
def test_a_folder_without_anything(tmp_path: Path, files: list[str]) -> None:
    (tmp_path / "Film").mkdir()
    lay_out(tmp_path / "Film", files)
    with pytest.raises(NotFound, match="nothing in"):
        list(folder.films(tmp_path / "Film"))


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no"):
        list(folder.films(tmp_path / "no such"))


def test_several_films_where_one_is_wanted(tmp_path: Path) -> None:
    lay_out(tmp_path, ["A/a.mkv", "B/b.mkv"])
    with pytest.raises(NotFound, match="several films"):
        folder.film(tmp_path)


def test_no_ending_means_two_things() -> None:
    assert not names.VIDEO & names.SOUND
    assert not (names.VIDEO | names.SOUND) & names.TEXT
    assert not names.NEITHER & (names.VIDEO | names.SOUND | names.TEXT)
