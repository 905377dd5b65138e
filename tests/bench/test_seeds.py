"""The benchmark over pages with truth finds what is right and counts what is wrong."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ARTICLE = (
    "Edda Kline  is a young keeper's daughter from a poor island. On the pier she meets Captain "
    "Orr , the last sailor of the Meridian, who asks her:Orr: Why do you wait?Edda: Why do you "
    "sail? Orr takes her on board, where she keeps the ship&#39;s lamp. The film was shot in St. "
    "Ives.{{cite web}} It dont end well, for Edda leaves Captain Orr, and Orr dies. "
    "The opera within the film was composed by Hanna Reeve."
)


def place(quote: str, text: str = ARTICLE) -> dict[str, Any]:
    start = text.index(quote)
    return {"seed": "A", "start": start, "end": start + len(quote), "quote": quote}


TRUTH: dict[str, Any] = {
    "seeds": {"A": "article.txt"},
    "work": {"title": "The Glass Harbour", "year_known": 1951},
    "defects": [
        place("Edda Kline  is") | {"repair": "Edda Kline is; mark gap: parenthesis lost"},
        place("Orr , the") | {"repair": "Orr, the; mark gap"},
        place("asks her:Orr: Why do you wait?Edda: Why do you sail? Orr")
        | {"repair": "block of 2 labelled lines"},
        place("ship&#39;s") | {"repair": "ship's"},
        place("Ives.{{cite web}}") | {"repair": "'Ives.' + [citation lost]"},
        {"seed": "A", "quote": "It dont end well", "repair": "keep verbatim"},
    ],
    "citations_lost": [place("{{cite web}}")],
    "dialogue": [
        {"speaker": "Orr", "text": "Why do you wait?", "evidence": place("Why do you wait?")},
        {"speaker": "Edda", "text": "Why do you sail?", "evidence": place("Why do you sail?")},
    ],
}


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.seeds", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def film(folder: Path, text: str = ARTICLE, truth: dict[str, Any] | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "article.txt").write_text(text, "utf-8")
    (folder / "truth.json").write_text(json.dumps(TRUTH if truth is None else truth), "utf-8")
    return folder


def rows(folder: Path) -> dict[str, dict[str, Any]]:
    done = bench("--data", str(folder), "--json")
    assert done.returncode in (0, 1), done.stderr
    return {row["what"]: row for row in json.loads(done.stdout)}


def test_what_is_right_is_found(tmp_path: Path) -> None:
    found = rows(film(tmp_path / "film"))
    assert found["defects mended or kept as they should be"]["value"] == 1
    assert found["false repairs"]["value"] == 0
    assert found["readable characters kept"]["value"] > 0.97
    assert found["lost citations"]["value"] == 1
    assert found["dialogue lines with speakers"]["value"] == 1
    assert set(found["false repairs"]) == {"what", "value", "goal", "better", "met", "n"}


def test_a_right_answer_in_a_wrong_place_is_wrong(tmp_path: Path) -> None:
    truth = json.loads(json.dumps(TRUTH))
    truth["citations_lost"] = [place("Orr takes her on board")]
    truth["defects"][5]["quote"] = "It does not end well."
    truth["defects"][5]["repair"] = "It doesn't end well."
    found = rows(film(tmp_path / "film", truth=truth))
    assert found["lost citations"]["value"] == 0
    assert found["defects mended or kept as they should be"]["value"] == pytest.approx(
        5 / 6, abs=1e-3
    )


def test_what_the_truth_has_not_is_false(tmp_path: Path) -> None:
    truth = {"seeds": {"A": "article.txt"}, "defects": [], "dialogue": TRUTH["dialogue"][:1]}
    found = rows(film(tmp_path / "film", truth=truth))
    assert found["false repairs"]["value"] >= 5
    assert found["dialogue lines with speakers: false"]["value"] == 1


def test_a_folder_of_folders_is_one_measurement(tmp_path: Path) -> None:
    film(tmp_path / "one")
    film(tmp_path / "two")
    assert rows(tmp_path)["defects mended or kept as they should be"]["n"] == 12


def test_without_data_it_says_so(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        done = bench("--data", str(folder))
        assert done.returncode == 2
        assert done.stderr.strip()
        assert "Traceback" not in done.stderr
