"""A browser before the web app as people start it: one server and one Chromium for all journeys.

Every journey leaves pictures of what it saw in ``shots/`` (not kept in the repository): dark, light
and as wide as a phone.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright
from tests.journeys import strange

ROOT = Path(__file__).resolve().parents[2]
SHOTS = Path(__file__).parent / "shots"
DEMO = "the-red-shoes-a-shadow-play-2026"
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

Look = Callable[..., None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All journeys go to one worker, so that they share the server and the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("journeys"))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "xdist_group(name): tests that share a worker")


@dataclass(frozen=True)
class App:
    """The web app: where it answers and where its shelf lies."""

    address: str
    home: Path

    @property
    def film(self) -> str:
        return f"{self.address}/film/{DEMO}"


def started(home: Path, *options: str, **environment: str) -> tuple[Any, str]:
    """`entracte serve` over this shelf, and its address once it answers."""
    command = [sys.executable, "-m", "entracte", "serve", "--port", "0", "--json", *options]
    given = os.environ | {"ENTRACTE_HOME": str(home)} | environment
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=given)
    assert server.stdout is not None
    line = server.stdout.readline()
    assert line, "the web app did not start"
    return server, json.loads(line)["address"].rstrip("/")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelf with the demo film on it, made as `entracte demo` makes it."""
    made = tmp_path_factory.mktemp("journeys") / "home"
    given = os.environ | {"ENTRACTE_HOME": str(made)}
    command = [sys.executable, "-m", "entracte", "demo", "--no-serve", "--json"]
    subprocess.run(command, env=given, check=True, capture_output=True)
    strange.put(made)
    player = f'[[players]]\nsort = "mpv"\naddress = "{made / "mpv"}"\n'
    (made / "config.toml").write_text(player)
    return made


@pytest.fixture(scope="session")
def app(home: Path) -> Iterator[App]:
    server, address = started(home)
    try:
        yield App(address, home)
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    found = subprocess.run(
        [str(ROOT / "scripts" / "chromium"), sys.executable], capture_output=True, text=True
    )
    if found.returncode:
        if os.environ.get("CI"):
            pytest.fail(found.stderr)
        pytest.skip("There is no Chromium here and none could be installed")
    with sync_playwright() as play:
        path = found.stdout.strip().splitlines()[-1]
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A window nobody used before, in the dark. Whatever its scripts complain of is a failure."""
    context = chromium.new_context(
        viewport=DESK, color_scheme="dark", locale="en-GB", reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    context.set_default_timeout(30_000)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda wrong: complaints.append(str(wrong)))
    opened.on(
        "console",
        lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
    )
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture
def look(page: Any) -> Look:
    """Takes pictures of what is on the screen: dark, light and on a phone."""
    SHOTS.mkdir(exist_ok=True)

    def take(name: str, *, phone: bool = True, full: bool = False) -> None:
        def shot(kind: str) -> None:
            page.screenshot(
                path=SHOTS / f"{name}-{kind}.png", full_page=full, animations="disabled"
            )

        shot("dark")
        page.emulate_media(color_scheme="light")
        shot("light")
        page.emulate_media(color_scheme="dark")
        if phone:
            page.set_viewport_size(PHONE)
            page.wait_for_timeout(150)
            shot("phone")
            page.set_viewport_size(DESK)

    return take


def ready(page: Any, address: str) -> Any:
    """The page, opened and come alive."""
    page.goto(address, wait_until="load")
    page.wait_for_selector("body.ready")
    return page
