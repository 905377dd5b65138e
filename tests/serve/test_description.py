"""The API's description: valid, true, and no request made from it brings the server down."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.serve.asking import ID, Asking, put, sample_page
from tests.serve.served import serving

from entracte.store.keys import Keys
from entracte.store.shelf import Shelf

DOCS = Path(__file__).parents[2] / "docs" / "api.md"


def test_every_address_is_documented_and_every_documented_one_is_there(client: Asking) -> None:
    described = client.get("/api/openapi.json").json
    assert described["openapi"] == "3.1.0"
    table = {
        f"{method.upper()} {path}"
        for path, methods in described["paths"].items()
        for method in methods
    }
    text = DOCS.read_text().replace("{job}", "{id}")
    said = set(re.findall(r"`(GET|POST|PUT|DELETE) (/api/[^ ?`]+)", text))
    told = {f"{method} {path}" for method, path in said} - {
        "GET /api/openapi.json",
        "GET /api/events",
    }
    assert told == {each.replace("{job}", "{id}") for each in table}


def test_no_request_brings_it_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As someone signed in from elsewhere would ask, who may add nothing from the disk."""
    pytest.importorskip("schemathesis", reason="make test installs it")
    monkeypatch.setattr("entracte.store.keys._N", 16)
    shelf = Shelf(home=str(tmp_path / "home"))
    put(shelf, sample_page(shelf), tmp_path)
    Keys(home=shelf.home).set_password("correct horse battery")
    (tmp_path / "home" / "config.toml").write_text('names = ["films.home.example"]\n')
    with serving(tmp_path / "home") as served:
        body = {"password": "correct horse battery", "name": "tester"}
        _, headers, _ = served.ask("/api/signin", "POST", body)
        cookie = headers["set-cookie"].partition(";")[0]
        described = served.ask("/api/openapi.json", headers={"Cookie": cookie})[2]
        paths = json.loads(described)["paths"]
        # Half of all addresses are of the film that is there.
        description = tmp_path / "openapi.json"
        description.write_bytes(_of_the_film(json.loads(described)))
        ran = subprocess.run(
            [
                str(Path(sys.executable).with_name("schemathesis")),
                *("run", str(description), "--url", f"http://127.0.0.1:{served.port}"),
                *("--header", f"Cookie: {cookie}", "--exclude-path-regex", "sign|pair"),
                *("--checks", "not_a_server_error,response_schema_conformance"),
                *("--checks", "status_code_conformance,content_type_conformance"),
                *("--phases", "examples,coverage,fuzzing", "--max-examples", "6"),
                *("--seed", "7", "--no-color", "--suppress-health-check", "all"),
                *("--generation-database", "none", "--continue-on-failure"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert len(paths) > 20
        assert "Traceback" not in served.errors.read_text(), served.errors.read_text()[-3000:]
        assert ran.returncode == 0, ran.stdout[-6000:]
        assert served.ask("/api/films", headers={"Cookie": cookie})[0] == 200


def _of_the_film(described: dict) -> bytes:  # type: ignore[type-arg]
    for methods in described["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                if parameter["name"] == "id":
                    parameter["schema"] = {"anyOf": [{"const": ID}, {"type": "string"}]}
    return json.dumps(described).encode()
