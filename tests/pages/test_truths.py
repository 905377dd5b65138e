"""The truths of the pages stand where they say: every quote is in its text, at its place."""

import importlib.util
import json
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FACTS = sorted((HERE / "facts").glob("*/*.toml"))

_spec = importlib.util.spec_from_file_location("make_truth", HERE / "make_truth.py")
assert _spec is not None
assert _spec.loader is not None
make_truth = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make_truth)


def folder(facts: Path) -> Path:
    return HERE / facts.parent.name / facts.stem


def test_the_pages_to_work_with_and_eight_to_measure_on() -> None:
    assert [each.parent.name for each in FACTS] == ["dev"] * 18 + ["held"] * 8


@pytest.mark.parametrize("facts", FACTS, ids=lambda each: f"{each.parent.name}-{each.stem}")
def test_truth_is_the_facts_placed_in_the_texts(facts: Path) -> None:
    told = tomllib.loads(facts.read_text("utf-8"))
    made = make_truth.truth(told, make_truth.Texts(folder(facts), told["seeds"]))
    assert json.loads((folder(facts) / "truth.json").read_text("utf-8")) == made


def test_a_misquoted_fact_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one two two", "utf-8")
    texts = make_truth.Texts(tmp_path, {"A": "a.txt"})
    with pytest.raises(make_truth.Misquoted):
        texts.place("three")
    with pytest.raises(make_truth.Misquoted):
        texts.place("two")
    assert texts.place("A#2|two")["start"] == 8
    assert texts.place("one ~~ two")["quote"] == "one two"
