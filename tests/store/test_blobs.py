"""Blobs are whole or not there."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from entracte.errors import NoRoom, NotFound
from entracte.model import digest
from entracte.store.blobs import Blobs


def blobs(tmp_path: Path) -> Blobs:
    return Blobs(folder=str(tmp_path / "blobs"))


def file_of(kept: Blobs, name: str) -> Path:
    return Path(kept.folder) / name[:2] / name


def test_what_is_put_comes_back_under_the_name_of_its_content(tmp_path: Path) -> None:
    kept = blobs(tmp_path)
    name = kept.put(b"a still")
    assert name == digest(b"a still")
    assert kept.get(name) == b"a still"
    assert list(kept.all()) == [name]


def test_a_torn_blob_is_not_given_out_and_is_made_whole_by_the_next_put(tmp_path: Path) -> None:
    kept = blobs(tmp_path)
    name = kept.put(b"a page of many words")
    file_of(kept, name).write_bytes(b"a page of")
    assert kept.find(name) is None
    with pytest.raises(NotFound):
        kept.get(name)
    assert kept.put(b"a page of many words") == name
    assert kept.get(name) == b"a page of many words"


def test_names_that_are_no_digests_reach_no_file(tmp_path: Path) -> None:
    kept = blobs(tmp_path)
    (tmp_path / "secret").write_bytes(b"secret")
    for name in ("../secret", "/etc/passwd", "", "0" * 63, "G" * 64):
        assert kept.find(name) is None
        assert not kept.has(name)
        kept.delete(name)
    assert (tmp_path / "secret").exists()


def test_a_file_in_place_of_the_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_bytes(b"")
    with pytest.raises(NoRoom, match="cannot be written"):
        blobs(tmp_path).put(b"x")


def test_a_disk_that_takes_no_more_leaves_nothing_half_written(tmp_path: Path) -> None:
    """A limit on file size gives the system's own refusal in the middle of a write."""
    code = f"""
import resource, sys
from entracte.errors import NoRoom
from entracte.store.blobs import Blobs
kept = Blobs(folder={str(tmp_path / "blobs")!r})
first = kept.put(b"small")
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    kept.put(b"x" * 5000)
except NoRoom as wrong:
    print(wrong.what)
assert kept.get(first) == b"small"
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("There is no room left")
    files = [each for each in (tmp_path / "blobs").rglob("*") if each.is_file()]
    assert [each.read_bytes() for each in files] == [b"small"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1000


def test_halves_that_killed_runs_left_are_cleared(tmp_path: Path) -> None:
    kept = blobs(tmp_path)
    name = kept.put(b"whole")
    half = file_of(kept, name).parent / ".new-abc"
    half.write_bytes(b"wh")
    assert list(kept.all()) == [name]
    kept.clear_halves()
    assert os.listdir(half.parent) == [name]
