"""Corrections are lines that are never changed."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from entracte.model import Edit
from entracte.store import edits


def an_edit(claim: str, **more: str) -> Edit:
    return Edit(id="", claim=claim, act="confirm", **more)


def test_corrections_come_back_in_the_order_they_were_made(tmp_path: Path) -> None:
    file = tmp_path / "film" / "edits.jsonl"
    assert edits.read(file) == ()
    made = [edits.append(file, an_edit(claim)) for claim in ("a", "b", "a", "a")]
    assert edits.read(file) == tuple(made)
    assert len({each.id for each in made}) == 4  # the same words twice are two corrections


def test_a_torn_last_line_costs_only_itself(tmp_path: Path) -> None:
    file = tmp_path / "edits.jsonl"
    first = edits.append(file, an_edit("a"))
    torn = edits.append(file, an_edit("b", note="über"))
    whole = file.read_bytes()
    for cut in range(len(whole) - 2, whole.index(b"\n") + 1, -1):
        file.write_bytes(whole[:cut])
        after = edits.append(file, an_edit("c"))
        assert edits.read(file) == (first, after)
    assert torn.claim == "b"


def test_nothing_that_was_written_is_ever_changed(tmp_path: Path) -> None:
    file = tmp_path / "edits.jsonl"
    before = b""
    for claim in "abc":
        edits.append(file, an_edit(claim))
        now = file.read_bytes()
        assert now.startswith(before)
        before = now


@given(st.binary(max_size=300))
def test_any_bytes_are_got_through(tmp_path_factory: object, data: bytes) -> None:
    file = tmp_path_factory.mktemp("edits") / "edits.jsonl"  # type: ignore[attr-defined]
    file.write_bytes(data)
    before = edits.read(file)
    made = edits.append(file, an_edit("a"))
    assert edits.read(file) == (*before, made)
