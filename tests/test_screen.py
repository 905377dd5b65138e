"""The screenplay beside the film, as the command line shows it."""

import json
from pathlib import Path

import pytest

from entracte.align.screen import Change
from entracte.cli import main
from entracte.terminal.screen import counted

TOWNS = ("Riga", "Malmo", "Bergen", "Lubeck", "Turku", "Gdansk", "Visby", "Aarhus")


def said(town: str, n: int) -> str:
    return " ".join(f"{town}{letter * n}" for letter in "abcdefgh") + "."


def screenplay() -> str:
    out = ["FADE IN:", ""]
    for town in TOWNS:
        out += [f"EXT. {town.upper()} - DAY", "", f"A street in {town}.", ""]
        for n in range(1, 4):
            out += [f"{' ' * 20}NELL", f"{' ' * 10}{said(town, n)}", ""]
    return "\n".join(out)


def time(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},000"


def srt(order: list[str]) -> str:
    words = [said(town, n) for town in order for n in range(1, 4)]
    words += [f"Nobody ever wrote sentence {n} of this song about mountains." for n in range(5)]
    return "\n".join(
        f"{i + 1}\n{time(i * 70_000)} --> {time(i * 70_000 + 4000)}\n{text}\n"
        for i, text in enumerate(words)
    )


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTRACTE_HOME", str(tmp_path / "home"))
    folder = tmp_path / "Nell Abroad (1951)"
    folder.mkdir()
    order = [town for town in TOWNS if town not in {"Bergen", "Malmo"}]
    (folder / "screenplay.txt").write_text(screenplay(), "utf-8")
    (folder / "Nell Abroad (1951).en.srt").write_text(srt([*order, "Malmo"]), "utf-8")
    return folder


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_what_was_cut_moved_and_added(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("screen", str(film)) == 0
    shown = capsys.readouterr().out
    assert "6 scenes kept, 1 moved, 1 cut; lines added in 1 place" in shown
    rows = {line.split()[0]: line for line in shown.splitlines() if line[:1] in "↕−+"}
    assert "EXT. BERGEN - DAY" in rows["−"]
    assert "EXT. MALMO - DAY" in rows["↕"]
    assert "21:00" in rows["↕"]
    assert "5 lines are in the film and not in the screenplay." in rows["+"]
    assert "RIGA" not in shown
    assert run("screen", str(film), "--all") == 0
    assert "EXT. RIGA - DAY" in capsys.readouterr().out


def test_the_same_as_json(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", str(film)) == 0
    capsys.readouterr()
    assert run("screen", "nell", "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)
    became = {each.get("heading", "added"): each["what"] for each in told["changes"]}
    assert became["EXT. BERGEN - DAY"] == "cut"
    assert became["EXT. MALMO - DAY"] == "moved"
    assert became["added"] == "added"


def test_another_films_screenplay_is_said_to_be_one(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (film / "Nell Abroad (1951).en.srt").write_text(srt([]), "utf-8")
    assert run("screen", str(film)) == 0
    assert "the screenplay of another film" in capsys.readouterr().out


def test_nothing_to_compare(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (film / "screenplay.txt").unlink()
    assert run("screen", str(film)) == 1
    assert "There is nothing to compare" in capsys.readouterr().err
    assert run("screen", str(film), "--json") == 1
    assert json.loads(capsys.readouterr().out) == []
    assert run("screen", "nowhere") == 1
    assert "no film" in capsys.readouterr().err


def test_headings_do_not_paint_over_the_terminal(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = screenplay().replace("EXT. BERGEN", "EXT. \x1b[2JBERGEN" + " AND SO ON" * 30)
    (film / "screenplay.txt").write_text(script, "utf-8")
    assert run("screen", str(film)) == 0
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ((), "Nothing to judge by."),
        (("kept",), "1 scene kept"),
        (("cut", "cut", "moved"), "1 scene moved, 2 cut"),
        (("added", "added"), "lines added in 2 places"),
    ],
)
def test_the_count(what: tuple[str, ...], says: str) -> None:
    assert counted([Change(what=each) for each in what]) == says
