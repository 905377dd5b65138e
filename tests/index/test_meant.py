"""By meaning: where words fail, the lines that say the same in others."""

from pathlib import Path

import pytest
from tests.index.shelves import put, train, two_films

from entracte import meaning
from entracte.errors import NotReadable
from entracte.index import meant
from entracte.index.search import Index

HERE = pytest.mark.skipif(not meaning.installed(), reason=f"no weights: {meaning.HOW}")


def test_every_line_is_in_a_window() -> None:
    lines = train([f"line {i}" for i in range(8)]).lines
    found = list(meant.windows(lines))
    assert [text for _, text in found] == [
        "line 0 line 1 line 2",
        "line 3 line 4 line 5",
        "line 6 line 7",
    ]
    assert [start for start, _ in found] == [20_000, 50_000, 80_000]


def test_without_weights_words_alone_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(meaning.WEIGHTS, str(tmp_path))
    two_films(str(tmp_path))
    index = Index(str(tmp_path))
    assert index.find("who lit the lamp").found
    with pytest.raises(NotReadable, match="pip install"):
        index.follow_meaning()


@HERE
def test_other_words_find_the_line(tmp_path: Path) -> None:
    home = str(tmp_path)
    two_films(home)
    index = Index(home)
    assert index.follow_meaning() == 2
    assert index.follow_meaning() == 0
    asked = "the railway carriage departs in the morning"
    answer = index.find(asked)
    assert not answer.found  # nobody says it
    assert (answer.hits[0].film, answer.hits[0].how) == ("night-train", "meaning")
    seen = index.find(asked, seen={"night-train": 5_000})
    assert not [hit for hit in seen.hits if hit.film == "night-train" and hit.start]
    put(home, "Night Train", train(["Something else."]))
    assert index.follow_meaning() == 1
    assert len(list((tmp_path / "index" / f"meaning-{meant.FORMAT}").iterdir())) == 2
