"""The command line: what each command takes, prints and ends with."""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from tests.filmfolder import ENGLISH, NAME, lay_out

from entracte.cli import entracte, main
from entracte.model import Page, from_bytes
from entracte.terminal.serving import a_browser_is_here

ROOT = Path(__file__).parents[1]
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    """Runs a command in this process: its exit code, standard output and standard error."""
    monkeypatch.setenv("ENTRACTE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, out, err

    return run


@pytest.fixture
def shelved(call: Call, tmp_path: Path) -> Call:
    """The same with a film on the shelf."""
    assert call("add", str(lay_out(tmp_path)))[0] == 0
    return call


@pytest.mark.parametrize("name", sorted(entracte.commands))
def test_every_command_has_json_and_an_example(name: str, call: Call) -> None:
    code, out, err = call(name, "--help")
    assert (code, err) == (0, "")
    assert "--json" in out
    assert "Example:\n" in out
    command = entracte.commands[name]
    examples = re.findall(r"^ +entracte (.+)$", command.help or "", re.MULTILINE)
    assert examples
    for example in examples:  # each is understood as it stands
        given = shlex.split(example)
        assert given[0] == name
        command.make_context(name, given[1:], resilient_parsing=False)


def test_no_command_of_the_architecture_is_missing() -> None:
    names = "add demo doctor edit export find forget make page serve why"
    assert set(names.split()) <= set(entracte.commands)


def test_the_documented_commands_are_the_commands() -> None:
    ran = subprocess.run([sys.executable, ROOT / "scripts" / "commands.py", "--check"], check=False)
    assert ran.returncode == 0, "run: python scripts/commands.py"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["add"],
        ["why", "film"],
        ["page", "--nonsense"],
        ["find"],
        ["make", "page"],
        ["export", "film"],
        ["edit", "film", "claim"],
        ["edit", "film", "claim", "--confirm", "--says", "x"],
        ["serve", "--port", "70000"],
        ["export", "film", "html", "-o", "x", "--beside"],
    ],
    ids=" ".join,
)
def test_what_is_not_understood_ends_with_2(arguments: list[str], call: Call) -> None:
    code, out, err = call(*arguments)
    assert code == 2
    assert out == ""
    assert "Usage:" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["page", "nobody"],
        ["why", "nobody", "x"],
        ["forget", "nobody"],
        ["export", "harbour", "papyrus"],
        ["why", "harbour", "zzzzzzzz"],
        ["edit", "harbour", "zzzzzzzz", "--confirm"],
        ["make", "nonsense", NAME],
        ["make", "page", "nowhere"],
        ["add", "nowhere"],
        ["export", "harbour", "json", "-o", "no/such/folder/x.json"],
        ["serve", "--host", "0.0.0.0", "--port", "0"],
    ],
    ids=" ".join,
)
def test_what_can_be_mended_ends_with_1_and_a_sentence(arguments: list[str], shelved: Call) -> None:
    code, out, err = shelved(*arguments)
    assert code == 1
    assert out == ""
    assert re.fullmatch(r"entracte: [^\n]+\.\n", err)
    assert "failed" not in err


def cpu_seconds(*arguments: str, environment: dict[str, str]) -> float:
    child = subprocess.Popen(
        [sys.executable, "-m", "entracte", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = status
    assert status == 0
    return used.ru_utime + used.ru_stime


def test_help_comes_at_once() -> None:
    """Processor time, which other work on the machine does not change; the best of three."""
    best = min(cpu_seconds("--help", environment=dict(os.environ)) for _ in range(3))
    assert best < 0.4


def test_a_folder_of_texts_gives_its_page_in_two_seconds(tmp_path: Path) -> None:
    """Twelve texts, one a subtitle of 1,500 lines; what starting up costs is taken off."""
    folder = lay_out(tmp_path)
    article = (folder / "article.txt").read_text()
    for i in range(8):
        text = article.replace("lamp", f"lamp number {i}") * 6
        (folder / f"article {i}.txt").write_text(text)
    lines = [
        f"{i}\n00:{i // 60:02}:{i % 60:02},000 --> 00:{i // 60:02}:{i % 60:02},900\nWord {i}.\n"
        for i in range(1, 1500)
    ]
    (folder / f"{NAME}.de.srt").write_text("\n".join(lines))
    environment = os.environ | {"ENTRACTE_HOME": str(tmp_path / "home")}
    start = cpu_seconds("make", "--list", environment=environment)
    assert cpu_seconds("add", str(folder), environment=environment) - start < 2.0


def test_add_says_what_it_did(call: Call, tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    code, out, err = call("add", str(folder))
    assert (code, err) == (0, "")
    assert re.fullmatch(
        r"Harbour Lights \(1931\): \d+ steps made\. "
        r"See it with: entracte page harbour-lights-1931\n",
        out,
    )
    assert "nothing has changed" in call("add", str(folder))[1]
    (told,) = json.loads(call("add", "--json", str(folder))[1])
    assert told["steps"] == []
    assert told["id"] == "harbour-lights-1931"


def test_the_page_shows_every_statement_with_its_standing(shelved: Call) -> None:
    code, out, _ = shelved("page", "harbour")
    assert code == 0
    assert "Harbour Lights (1931)" in out
    for heading in ("The story", "Who made it", "Sources"):
        assert f"{heading}  " in out
    flat = " ".join(out.split())
    assert "Edith Kallen, director" in flat
    assert "reported" in flat
    page = from_bytes(shelved("page", "harbour", "--json")[1].encode(), Page)
    assert len(page.lines.items) == 4
    assert shelved("page")[1].startswith("harbour-lights-1931")
    assert json.loads(shelved("page", "--json")[1])[0]["title"] == "Harbour Lights"


@pytest.mark.parametrize(
    "named",
    ["harbour-lights-1931", "Harbour Lights", "harbour", "LIGHTS", "Harbour Lights (1931)", NAME],
)
def test_a_film_has_several_names(named: str, shelved: Call) -> None:
    assert shelved("page", named, "--json")[0] == 0


def test_a_path_names_a_film(shelved: Call, tmp_path: Path) -> None:
    assert shelved("page", str(tmp_path / NAME), "--json")[0] == 0
    assert shelved("page", f"./{NAME}", "--json")[0] == 0


def test_of_several_films_it_says_which(shelved: Call, tmp_path: Path) -> None:
    other = lay_out(tmp_path / "other").rename(tmp_path / "other" / "Harbour Noises (1932)")
    assert shelved("add", str(other))[0] == 0
    code, _, err = shelved("page", "harbour")
    assert code == 1
    assert "harbour-lights-1931, harbour-noises-1932" in err


def test_why_shows_the_very_words(shelved: Call) -> None:
    (found, *_) = hits(shelved, "Edith", "Kallen", "director")
    code, out, _ = shelved("why", "harbour", found["claim"][:6])
    assert code == 0
    flat = " ".join(out.split())
    assert "Said by" in flat
    assert "written and directed by Edith Kallen" in flat
    assert "article.txt, characters" in flat
    told = json.loads(shelved("why", "harbour", found["claim"], "--json")[1])
    assert told["claim"]["said_by"][0]["passage"]["source"]
    assert told["standing"] == "reported"


def hits(call: Call, *words: str) -> list[dict[str, Any]]:
    answer = json.loads(call("find", *words, "--json")[1])
    return [hit for group in answer["groups"] for hit in group["hits"]]


def test_find_gives_exact_times(shelved: Call) -> None:
    code, out, _ = shelved("find", "who", "is", "answering")
    assert code == 0
    assert "1:04" in out
    (found, *_) = hits(shelved, "there is no ship")
    assert (found["start"], found["sort"]) == (62_000, "line")
    assert hits(shelved, "allume")[0]["start"] == 5_000  # allumé
    assert shelved("find", "zeppelin")[0] == 1
    assert not json.loads(shelved("find", "zeppelin", "--json")[1]).get("found")
    for odd in ('"', "NEAR(a b)", "a*", "-", "text:lamp", "'; drop table films; --", "OR"):
        assert shelved("find", odd, "--json")[0] in (0, 1)
    assert shelved("find")[0] == 2


def test_find_tells_what_is_really_said(shelved: Call) -> None:
    code, out, _ = shelved("find", "--most", "1", "there", "was", "no", "ship", "tonite")
    assert code in (0, 1)
    assert "ship" in out
    assert shelved("find", "--rebuild")[0] == 0
    assert shelved("find", "there", "is", "no", "ship")[0] == 0


def test_make_prints_one_result(call: Call, tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    lines = json.loads(call("make", "lines", str(folder))[1])
    assert [line["span"]["start"] for line in lines["items"]] == [5_000, 8_000, 62_000, 64_500]
    accounts = json.loads(call("make", "account", str(folder))[1])
    assert len(accounts) == 3
    listed = call("make", "--list")[1]
    assert {line.split()[0] for line in listed.splitlines()} >= {
        "lines",
        "quotes",
        "credits",
        "page",
    }
    assert json.loads(call("page", "--json")[1]) == []  # nothing is put on the shelf by it


def test_export(shelved: Call, tmp_path: Path) -> None:
    listed = json.loads(shelved("export", "--list", "--json")[1])
    assert {"html", "json"} <= {each["kind"] for each in listed}
    for each in listed:  # a film of which there are only texts: some kinds need the film itself
        kind = each["kind"]
        code, _, says = shelved("export", "harbour", kind, "-o", str(tmp_path / kind))
        if code:
            assert "Add the film itself" in says
            continue
        assert (tmp_path / kind).stat().st_size > 20
        assert shelved("export", "harbour", kind)[0] == 0
    assert from_bytes((tmp_path / "harbour-lights-1931.json").read_bytes(), Page)
    shelved("export", "harbour", "json", "--beside")
    (beside,) = (tmp_path / NAME).glob("*.entracte.json")
    assert from_bytes(beside.read_bytes(), Page)


def test_a_person_outranks_the_machine(shelved: Call, tmp_path: Path) -> None:
    claim = hits(shelved, "Paul", "Renner", "composer")[0]["claim"]
    code, out, _ = shelved("edit", "harbour", claim, "--reject", "--note", "the titles differ")
    assert code == 0
    assert "contradicted" in out
    (tmp_path / NAME / f"{NAME}.en.srt").write_text(ENGLISH + "\n")
    shelved("add", str(tmp_path / NAME))  # a later run does not overwrite it
    assert json.loads(shelved("why", "harbour", claim, "--json")[1])["standing"] == "contradicted"
    told = json.loads(shelved("edit", "harbour", claim, "--undo", "--json")[1])
    assert told["standing"] == "reported"
    assert told["edit"]["act"] == "undo"
    assert shelved("edit", "harbour", claim, "--undo")[0] == 1
    assert "borne out" in shelved("edit", "harbour", claim, "--confirm")[1]


def test_a_correction_needs_no_folder(shelved: Call, tmp_path: Path) -> None:
    claim = next(hit["claim"] for hit in hits(shelved, "Renner") if "claim" in hit)
    (tmp_path / NAME).rename(tmp_path / "unplugged")
    assert shelved("edit", "harbour", claim, "--confirm")[0] == 0


def test_forget(shelved: Call, tmp_path: Path) -> None:
    assert json.loads(shelved("forget", "harbour", "--json")[1]) == {
        "forgotten": "harbour-lights-1931"
    }
    assert shelved("page", "harbour")[0] == 1
    assert shelved("find", "lamp")[0] == 1
    assert (tmp_path / NAME / "article.txt").exists()


def test_doctor(call: Call) -> None:
    code, out, _ = call("doctor")
    checks = json.loads(call("doctor", "--json")[1])
    assert {"python", "sqlite", "codecs", "shelf", "room", "readers"} <= {c["what"] for c in checks}
    missing = [each for each in checks if each.get("needed", True) and not each["well"]]
    assert code == bool(missing)
    assert all(each["what"] in out for each in checks)


def test_the_demo_makes_its_page(call: Call) -> None:
    code, out, _ = call("demo", "--no-serve", "--json")
    assert code == 0
    page = json.loads(call("page", json.loads(out)["film"], "--json")[1])
    assert page["sources"]


def test_the_address_that_serve_tells_answers(shelved: Call, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, _, err = shelved("serve", "--port", str(taken.getsockname()[1]))
        assert code == 1
        assert "Something else answers on port" in err
    served = subprocess.Popen(
        [sys.executable, "-m", "entracte", "serve", "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert served.stdout is not None
        address = json.loads(served.stdout.readline())["address"]
        assert "Harbour Lights" in urllib.request.urlopen(address, timeout=20).read().decode()
    finally:
        served.send_signal(2)
        assert served.wait(20) == 0


def test_a_browser_is_opened_only_where_a_person_sits() -> None:
    assert not a_browser_is_here({})
    assert not a_browser_is_here({"DISPLAY": ":0", "SSH_CONNECTION": "x"})
    assert not a_browser_is_here({"DISPLAY": ":0", "CI": "true"})
    if sys.platform == "linux":
        assert a_browser_is_here({"WAYLAND_DISPLAY": "wayland-0"})


def test_output_that_nobody_reads_to_its_end(shelved: Call) -> None:
    going = subprocess.Popen(
        [sys.executable, "-m", "entracte", "page", "harbour", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert going.stdout is not None
    assert going.stderr is not None
    going.stdout.close()
    assert "Traceback" not in going.stderr.read().decode()
    going.stderr.close()
    assert going.wait(20) == 0


def test_names_and_words_do_not_paint_over_the_terminal(call: Call, tmp_path: Path) -> None:
    folder = lay_out(tmp_path, **{"red\x1b[31m[bold].txt": "Harbour Lights [red]is[/] a film."})
    _, out, err = call("add", str(folder))
    assert "\x1b[31m" not in out + err
    assert "\x1b" not in call("page", "harbour")[1]


def test_a_bug_is_one_sentence(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr("entracte.config.settings", broken)
    code, out, err = call("page")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "ZeroDivisionError" in err
    monkeypatch.setenv("ENTRACTE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["page"])


def test_version() -> None:
    began = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", "entracte", "--version"], capture_output=True, check=True
    )
    assert re.fullmatch(r"entracte \d+\.\d+\.\d+\n", ran.stdout.decode())
    assert time.monotonic() - began < 30
    assert isinstance(entracte, click.Group)
