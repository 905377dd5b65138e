"""The library as an assistant asks it: through the protocol's own client, over a real shelf."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.apart import run_apart
from tests.filmfolder import lay_out
from tests.machine import Machine

from entracte.serve.assistant import TOOLS, Assistant
from entracte.store.shelf import Shelf

mcp = pytest.importorskip("mcp", reason="the extra 'assistants' is not installed")
FILM = "harbour-lights-1931"


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    root = tmp_path_factory.mktemp("assistant")
    machine = Machine(root)
    code, _, says = machine.add(lay_out(root))
    assert code == 0, says
    return machine


@pytest.fixture
def shelf(machine: Machine) -> Shelf:
    return Shelf(home=str(machine.home))


def call(shelf: Shelf, tool: str, **given: Any) -> dict[str, Any]:
    """What the client is answered: its structured content, which is the text's JSON too."""
    from entracte.serve.assistant import server

    async def ask() -> Any:
        async with mcp.Client(server(shelf, "http://127.0.0.1:8300")) as client:
            return await client.call_tool(tool, given)

    answer = run_apart(ask())
    if answer.is_error:
        return {"error": answer.content[0].text}
    assert json.loads(answer.content[0].text) == answer.structured_content
    found: dict[str, Any] = answer.structured_content
    return found


def test_every_tool_says_what_it_answers_in_one_order(shelf: Shelf) -> None:
    from entracte.serve.assistant import server

    async def ask() -> Any:
        async with mcp.Client(server(shelf, "http://x")) as client:
            return (await client.list_tools()).tools

    tools = run_apart(ask())
    assert tuple(each.name for each in tools) == TOOLS
    for each in tools:
        assert each.description
        assert each.output_schema["properties"]["state"]["enum"] == [
            "found",
            "not found",
            "not indexed",
        ]
        assert each.annotations.read_only_hint is True


def test_it_speaks_on_standard_input_and_output(machine: Machine) -> None:
    async def ask() -> Any:
        command = mcp.StdioServerParameters(
            command=sys.executable, args=["-m", "entracte", "mcp"], env=machine.environment
        )
        async with mcp.Client(command) as client:
            return await client.call_tool("films", {})

    answer = run_apart(ask())
    assert [film["film"] for film in answer.structured_content["films"]] == [FILM]


def test_a_misremembered_line_is_found_with_its_second_and_a_link(shelf: Shelf) -> None:
    found = call(shelf, "find", query="who has lit the lamp")
    assert found["state"] == "found"
    place = found["places"][0]
    assert place["words"] == "Who lit the lamp?"
    assert place["film"] == FILM
    assert place["link"] == f"http://127.0.0.1:8300/film/{FILM}?t={place['seconds']:g}"


def test_what_is_not_there_is_said_not_to_be(shelf: Shelf) -> None:
    found = call(shelf, "find", query="the quarterly report on zinc was late again, Margaret")
    assert found["state"] == "not found"
    assert "Not in the library" in found["says"]


def test_an_empty_shelf_is_not_indexed(tmp_path: Path) -> None:
    empty = Shelf(home=str(tmp_path / "home"))
    assert call(empty, "films")["state"] == "not indexed"
    assert call(empty, "find", query="lamp")["state"] == "not indexed"


def test_statements_lead_to_their_evidence(shelf: Shelf) -> None:
    page = call(shelf, "page", film=FILM, section="credits")
    assert page["state"] == "found"
    assert "credits" in page["sections"]
    stated = page["statements"][0]
    proof = call(shelf, "evidence", film=FILM, claim=stated["claim"])
    assert proof["words"] == stated["words"]
    assert proof["standing"] == stated["standing"]
    assert all(each["quote"] and each["source"] for each in proof["said_by"])


def test_a_long_page_comes_in_pieces(shelf: Shelf) -> None:
    whole = call(shelf, "page", film=FILM, most=100)["statements"]
    first = call(shelf, "page", film=FILM, most=2)
    then = call(shelf, "page", film=FILM, start=first["more"], most=100)
    assert first["statements"] + then["statements"] == whole
    assert then["more"] is None


def test_what_is_said_around_a_moment(shelf: Shelf) -> None:
    lines = Assistant(shelf).dialogue_around(FILM, "1:02", 3_600).lines
    assert len(lines) >= 4
    around = call(shelf, "dialogue_around", film=FILM, time="1:02", seconds=5)
    assert around["state"] == "found"
    assert all(abs(each["seconds"] - 62) < 12 for each in around["lines"])
    assert call(shelf, "scene_at", film=FILM, time="1:02")["lines"]


def test_a_stretch_without_words_is_not_a_film_without_words(shelf: Shelf) -> None:
    assert call(shelf, "dialogue_around", film=FILM, time="59:00", seconds=1)["state"] in (
        "not found",
    )
    assert call(shelf, "page", film=FILM, section="opera")["state"] == "not indexed"


def test_nothing_behind_the_readers_limit_is_told(shelf: Shelf) -> None:
    from entracte.store.seen import Seen

    lines = Assistant(shelf).dialogue_around(FILM, "1:02", 3_600).lines
    last = lines[-1]
    shelf.see(FILM, Seen(up_to=round(last.seconds * 1000) - 1, follow=False))
    try:
        told = json.dumps(call(shelf, "dialogue_around", film=FILM, time="0:05", seconds=600))
        told += json.dumps(call(shelf, "page", film=FILM, most=100))
        told += json.dumps(call(shelf, "find", query=last.words))
        assert last.words not in told
        assert "up to" in call(shelf, "scene_at", film=FILM, time=last.time + ".999")["error"]
    finally:
        shelf.see(FILM, Seen(up_to=None, follow=False))


def test_a_text_is_put_on_trial(shelf: Shelf) -> None:
    text = "Harbour Lights is a film. An elephant in a purple hat repairs the moon with soup."
    found = call(shelf, "check", film=FILM, text=text)
    assert {each["found"] for each in found["findings"]} <= {
        "borne out",
        "reported elsewhere",
        "not found",
        "contradicted",
        "misquoted",
    }
    elephant = [each for each in found["findings"] if "elephant" in each["words"]]
    assert [each["found"] for each in elephant] == ["not found"]


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("page", {"film": "nobody"}),
        ("scene_at", {"film": FILM, "time": "soon"}),
        ("check", {"film": FILM, "text": "x" * 300_000}),
    ],
)
def test_what_goes_wrong_is_told_in_a_sentence(
    shelf: Shelf, tool: str, given: dict[str, str]
) -> None:
    wrong = call(shelf, tool, **given)["error"]
    assert "Traceback" not in wrong
    assert wrong.count(".") >= 1


def test_without_the_library_it_says_how_to_get_it(machine: Machine) -> None:
    code = (
        "import sys; sys.modules['mcp'] = None\n"
        "from entracte.cli import main\nsys.argv = ['entracte', 'mcp']\nmain()\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=machine.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "pip install 'entracte[assistants]'" in told.stderr
