"""Corrections, texts and films from the web: written down at once, the page made anew apart."""

import base64
import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import filmfolder
from tests.serve.served import Served, serving

from entracte.compose.claims import claims
from entracte.model import Page, from_bytes

ID = "harbour-lights-1931"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("harbour")


@pytest.fixture(scope="module")
def served(root: Path) -> Iterator[Served]:
    """A shelf to which a folder is added from the web."""
    filmfolder.lay_out(root / "films")
    with serving(root / "home") as found:
        listener = Listener(found)
        job = found.json("/api/jobs", "POST", {"path": str(root / "films" / filmfolder.NAME)})
        assert job["state"] in ("waiting", "running")
        assert ended(found, job["id"])["state"] == "done"
        told = listener.until("page")
        assert told["film"] == ID
        yield found
    assert "Traceback" not in found.errors.read_text()


class Listener:
    """Somebody who listens to the events."""

    def __init__(self, served: Served) -> None:
        self.line = served.line()
        self.line.sendall(b"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        self.rest = b""
        self.until("hello")

    def until(self, event: str, seconds: float = 60.0) -> Any:
        """The data of the next event of this sort."""
        end = time.monotonic() + seconds
        while True:
            while b"\n\n" in self.rest:
                said, _, self.rest = self.rest.partition(b"\n\n")
                if b"event: " + event.encode() in said:
                    return json.loads(said.rpartition(b"\ndata: ")[2])
            assert time.monotonic() < end, f"no {event}"
            self.line.settimeout(max(0.1, end - time.monotonic()))
            more = self.line.recv(65536)
            assert more, "the stream ended"
            self.rest += more

    def close(self) -> None:
        self.line.close()


def ended(served: Served, job: str) -> dict[str, Any]:
    def fits(told: dict[str, Any]) -> bool:
        mine = next(each for each in told["jobs"] if each["id"] == job)
        return mine["state"] not in ("waiting", "running")

    found = served.until("/api/jobs", fits)["jobs"]
    return next(each for each in found if each["id"] == job)


def page(served: Served) -> Page:
    return from_bytes(served.ask(f"/api/film/{ID}")[2], Page)


def statement(served: Served, starts: str) -> tuple[str, Any]:
    found = ((name, claim) for name, _, claim in claims(page(served)))
    return next((n, c) for n, c in found if str(c.says).startswith(starts))


def test_a_folder_that_was_added_is_there(served: Served) -> None:
    films = served.json("/api/films")
    assert [film["id"] for film in films["films"]] == [ID]
    assert any(line.text == "Who lit the lamp?" for line in page(served).lines.items)


def test_a_correction_stands_and_can_be_taken_back(served: Served) -> None:
    name, before = statement(served, "Marta Voss lives")
    edits = f"/api/film/{ID}/edits"
    body = {"claim": name, "act": "replace", "says": "Marta lives alone.", "note": "I asked her."}
    status, _, said = served.ask(edits, "POST", body)
    assert status == 202
    made = json.loads(said)
    assert served.json(edits)["edits"][0]["says"] == "Marta lives alone."  # at once
    assert ended(served, made["job"])["state"] == "done"
    mine, claim = statement(served, "Marta lives alone.")
    assert claim.standing.value == "borne out"
    assert statement(served, "Marta Voss lives")[1].standing.value == "contradicted"
    # One's own words can be corrected once more.
    again = served.json(edits, "POST", {"claim": mine, "act": "replace", "says": "Marta waits."})
    assert ended(served, again["job"])["state"] == "done"
    assert statement(served, "Marta waits.")[1].standing.value == "borne out"
    for edit in (again["edit"]["id"], made["edit"]["id"]):
        undone = served.json(edits, "POST", {"claim": edit, "act": "undo"})
        ended(served, undone["job"])
    assert statement(served, "Marta Voss lives")[1].standing == before.standing
    history = served.json(edits)["edits"]
    assert [edit["undone"] for edit in history] == [True, True]
    assert served.ask(edits, "POST", {"claim": made["edit"]["id"], "act": "undo"})[0] == 404


def test_corrections_that_make_no_sense_are_told_so(served: Served) -> None:
    edits = f"/api/film/{ID}/edits"
    name, _ = statement(served, "Marta Voss lives")
    for body, status in (
        ({"claim": "ffffffff", "act": "confirm"}, 404),
        ({"claim": name, "act": "replace", "says": "  "}, 400),
        ({"claim": name, "act": "shout"}, 400),
        ({"claim": name}, 400),
        ({"claim": "ffffffff", "act": "undo"}, 404),
    ):
        assert served.ask(edits, "POST", body)[0] == status
    assert served.ask("/api/film/nobody/edits", "POST", {"claim": name, "act": "confirm"})[0] == 404


def test_a_text_that_is_dropped_is_read_and_can_be_taken_away(served: Served, root: Path) -> None:
    text = "Harbour Lights\n\nThe costumes were designed by Signe Holm.\n"
    data = base64.b64encode(text.encode()).decode()
    texts = f"/api/film/{ID}/texts"
    job = served.json(texts, "POST", {"texts": [{"name": "costumes.txt", "data": data}]})
    assert ended(served, job["id"])["state"] == "done"
    assert any(source.file == "dropped/costumes.txt" for source in page(served).sources)
    assert served.json(texts)["texts"] == ["costumes.txt"]
    there = {path.name for path in (root / "films" / filmfolder.NAME).iterdir()}
    assert "costumes.txt" not in there
    # It stays when the folder is added again.
    again = served.json("/api/jobs", "POST", {"path": str(root / "films" / filmfolder.NAME)})
    ended(served, again["id"])
    assert any(source.file == "dropped/costumes.txt" for source in page(served).sources)
    gone = json.loads(served.ask(f"{texts}/costumes.txt", "DELETE")[2])
    ended(served, gone["id"])
    assert not any(source.file.startswith("dropped/") for source in page(served).sources)


def test_a_film_of_which_there_are_only_texts(served: Served) -> None:
    data = base64.b64encode(filmfolder.ARTICLE.replace("1931", "1932").encode()).decode()
    body = {"name": "Harbour Lights, again (1932)", "texts": [{"name": "a.txt", "data": data}]}
    job = ended(served, served.json("/api/jobs", "POST", body)["id"])
    assert job["state"] == "done"
    assert job["film"] == "harbour-lights-again-1932"
    assert served.ask(f"/film/{job['film']}")[0] == 200


def test_jobs_that_fail_say_why(served: Served, root: Path) -> None:
    (root / "empty").mkdir()
    job = ended(served, served.json("/api/jobs", "POST", {"path": str(root / "empty")})["id"])
    assert job["state"] == "failed"
    assert "nothing" in job["says"]
    assert served.ask("/api/jobs", "POST", {"path": str(root / "nowhere")})[0] == 400
    assert served.ask("/api/jobs", "POST", {"path": "films"})[0] == 400
    assert served.ask("/api/jobs", "POST", {})[0] == 400
    assert served.ask("/api/jobs/j999", "DELETE")[0] == 404


def test_jobs_wait_and_can_be_stopped(served: Served, root: Path) -> None:
    for number in range(3):
        (root / "more" / f"Film {number} (1950)").mkdir(parents=True)
        (root / "more" / f"Film {number} (1950)" / "a.txt").write_text(filmfolder.ARTICLE)
    jobs = [
        served.json("/api/jobs", "POST", {"path": str(root / "more" / f"Film {i} (1950)")})
        for i in range(3)
    ]
    last = json.loads(served.ask(f"/api/jobs/{jobs[2]['id']}", "DELETE")[2])
    assert last["state"] == "stopped"
    assert ended(served, jobs[0]["id"])["state"] == "done"
    assert ended(served, jobs[1]["id"])["state"] == "done"
    assert served.ask("/film/film-2-1950")[0] == 404


def test_listeners_come_and_go(served: Served) -> None:
    listeners = [Listener(served) for _ in range(20)]
    served.ask(f"/api/film/{ID}/seen", "PUT", {"up_to": 5000})
    for each in listeners:
        assert each.until("limit") == {"film": ID, "up_to": 5000, "follow": False}
    for each in listeners:
        each.line.shutdown(socket.SHUT_RDWR)
        each.close()
    served.ask(f"/api/film/{ID}/seen", "PUT", {"up_to": None})
    assert served.json(f"/api/film/{ID}/seen")["up_to"] is None
