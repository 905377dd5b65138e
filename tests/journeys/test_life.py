"""Around the film: a limit, other screens, no network, other addresses, new films."""

import json
import shutil
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.conftest import DEMO, App, Look, ready, started

SEEN = 50_000  # ms
PASSWORD = "a lamp on an empty stage"


def got(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())


def test_nothing_later_is_anywhere_once_one_says_how_far_one_has_seen(
    app: App, page: Any, look: Look
) -> None:
    api = f"{app.address}/api/film/{DEMO}"
    lines = json.loads(got(api))["lines"]["items"]
    early = {line["text"] for line in lines if line["span"]["start"] < SEEN}
    later = [line["text"] for line in lines if line["span"]["start"] > SEEN]
    later = [words for words in later if words not in early and len(words) > 12]
    assert len(later) > 10
    ready(page, app.film)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="How far I have seen it …").click()
    box = page.get_by_role("dialog", name="How far have you seen it?")
    box.get_by_label("I have seen up to").first.fill("0:50")
    look("guard")
    box.get_by_role("button", name="Hide the rest").click()
    page.locator(".guarded", has_text="0:50").wait_for()
    look("guarded")
    try:
        told = {
            "page": got(app.film),
            "shown": page.content(),
            "api": got(api),
            "strip": got(f"{api}/strip"),
            "subtitles": got(f"{app.film}/subtitles/0.vtt"),
        }
        for where, text in told.items():
            assert [words for words in later if words in text] == [], where
        strip = json.loads(told["strip"])
        starts, at = [], 0
        for after in strip["lines"][::2]:
            at += after * 10
            starts.append(at)
        assert starts
        assert max(starts) <= SEEN
        assert all(scene[0] <= SEEN for scene in strip["scenes"])
        for words in later[:6]:
            query = urllib.parse.quote(words)
            assert (
                words
                not in got(f"{app.address}/api/find?q={query}").replace('"q":', "", 1)[
                    len(words) + 8 :
                ]
            )
        ready(page, app.film)
        assert page.locator(".group li").count() == len(
            [1 for each in lines if each["text"] in early]
        )
    finally:
        page.locator(".guarded button").click()
        page.get_by_role("button", name="I have seen all of it").click()
    page.locator(".guarded").wait_for(state="detached")
    assert page.locator(".group li").count() == len(lines)


def test_opened_pages_are_read_without_a_network(app: App, page: Any, look: Look) -> None:
    ready(page, app.film)
    assert page.evaluate("async () => (await navigator.serviceWorker.ready).active !== null")
    manifest = json.loads(
        got(app.address + page.locator("link[rel=manifest]").get_attribute("href"))
    )
    for icon in manifest["icons"]:
        with urllib.request.urlopen(app.address + icon["src"]) as answer:
            assert answer.headers["content-type"] == "image/png"
    for _ in range(150):
        kept = page.evaluate(
            "async () => (await (await caches.open('pages-1')).keys())"
            ".map((key) => new URL(key.url).pathname)"
        )
        there = {f"/film/{DEMO}", f"/api/film/{DEMO}/strip"} <= set(kept)
        if there and sum("/still/" in each for each in kept) > 3:
            break
        page.wait_for_timeout(200)
    page.context.set_offline(True)
    try:
        page.goto(app.film)
        page.wait_for_selector("body.ready")
        assert page.locator(".group li").count() > 20
        page.wait_for_selector(".strip.alive")
        assert page.evaluate(
            "() => [...document.querySelectorAll('.poster img')].every((i) => i.naturalWidth > 0)"
        )
        look("offline")
        page.goto(f"{app.address}/film/never-opened")
        page.get_by_role("heading", name="Nobody answers").wait_for()
        page.locator(".kept a").first.wait_for()
        look("nobody-answers", phone=False)
    finally:
        page.context.set_offline(False)


def test_the_page_follows_a_film_that_plays_elsewhere(app: App, page: Any, look: Look) -> None:
    ready(page, app.film)
    page.get_by_role("button", name="Follow what is playing", exact=True).click()
    box = page.get_by_role("dialog", name="Follow what is playing")
    box.get_by_label("It is now at").fill("1:20")
    look("follow")
    box.get_by_role("button", name="Start from there").click()
    page.wait_for_selector("body.following")
    page.wait_for_function(
        "() => document.querySelector('.now-time').textContent.startsWith('1:2')"
    )
    before = page.locator(".now-time").inner_text()
    page.wait_for_function(
        "(was) => document.querySelector('.now-time').textContent !== was", arg=before
    )
    assert page.locator(".now-scene").inner_text()
    page.locator("#player").scroll_into_view_if_needed()
    look("following")


@pytest.mark.skipif(shutil.which("mpv") is None, reason="mpv is not installed")
def test_the_page_follows_mpv(app: App, page: Any, look: Look) -> None:
    from entracte.terminal.serving import demo_folder

    film = next(each for each in demo_folder().iterdir() if each.suffix == ".mp4")
    path = app.home / "mpv"
    command = ["mpv", "--no-config", "--vo=null", "--ao=null", "--start=25", str(film)]
    quiet = subprocess.DEVNULL
    player = subprocess.Popen(
        [*command, f"--input-ipc-server={path}"], stdout=quiet, stderr=quiet, stdin=quiet
    )
    try:
        ready(page, app.film)
        for _ in range(100):
            if path.exists():
                break
            time.sleep(0.1)
        page.wait_for_timeout(800)
        page.get_by_role("button", name="Follow what is playing", exact=True).click()
        page.locator(".players button", has_text="mpv").click()
        page.wait_for_selector("body.following")
        page.wait_for_function(
            "() => /^0:(2[5-9]|[34])/.test(document.querySelector('.now-time').textContent)"
        )
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.connect(str(path))
            line.sendall(b'{"command": ["seek", 100, "absolute"]}\n')
            page.wait_for_function(
                "() => /^1:(4|5)/.test(document.querySelector('.now-time').textContent)"
            )
        page.locator("#player").scroll_into_view_if_needed()
        look("following-mpv")
    finally:
        player.terminate()
        player.wait(10)


def outside() -> str:
    """An address of this machine that others reach; empty where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as tried:
        try:
            tried.connect(("198.51.100.1", 9))
        except OSError:
            return ""
        found = str(tried.getsockname()[0])
        return "" if found.startswith("127.") else found


def test_another_address_has_to_sign_in(app: App, page: Any, look: Look, tmp_path: Path) -> None:
    host = outside()
    if not host:
        pytest.skip("This machine has no address but its own")
    from entracte.store.keys import Keys

    home = tmp_path / "home"
    shutil.copytree(app.home, home, ignore=shutil.ignore_patterns("mpv", "running", "working"))
    Keys(home=str(home)).set_password(PASSWORD)
    server, address = started(home, "--host", host)
    try:
        page.goto(f"{address}/film/{DEMO}")
        field = page.get_by_label("Password")
        field.fill("guessed wrong")
        page.get_by_label("Name of this device").fill("Sofa")
        page.get_by_role("button", name="Sign in").click()
        page.locator("#i-wrong:not(:empty)").wait_for()
        look("sign-in")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Name of this device").fill("Sofa")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_selector("body.ready")
        ready(page, f"{address}/film/{DEMO}")
        page.get_by_role("button", name="Menu").click()
        page.locator(".me", has_text="Sofa").wait_for()
        assert page.locator(".offline-note").inner_text()  # plain HTTP: no offline, and it says so
        look("signed-in")
        page.get_by_role("button", name="Sign out").click()
        page.get_by_label("Password").wait_for()
    finally:
        server.terminate()
        server.wait(20)


ARTICLE = (
    "Night Ferry is a film of 1931 directed by Lena Brandt. A pilot who cannot sleep takes the "
    "last boat across the fjord and finds a piano on the deck. The music was written by Otto Rask."
)


def test_a_film_is_added_and_appears(app: App, page: Any, look: Look, tmp_path: Path) -> None:
    folder = tmp_path / "Night Ferry (1931)"
    folder.mkdir()
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    ready(page, app.address)
    look("library")
    page.get_by_role("button", name="Add a film").click()
    box = page.get_by_role("dialog", name="Add a film")
    box.get_by_label("Its folder or file").fill(str(tmp_path / "nowhere"))
    box.get_by_role("button", name="Add", exact=True).click()
    box.get_by_role("alert").filter(has_text="nowhere").wait_for()
    box.get_by_label("Its folder or file").fill(str(folder))
    look("adding")
    box.get_by_role("button", name="Add", exact=True).click()
    page.locator("#jobs li").first.wait_for()
    page.get_by_role("link", name="Night Ferry").wait_for()
    look("added")
    page.get_by_role("button", name="Add a film").click()
    box.get_by_label("Title and year").fill("Harbour Lights (1938)")
    box.get_by_label("Texts").set_input_files(
        {"name": "plot.txt", "mimeType": "text/plain", "buffer": ARTICLE.encode()}
    )
    box.get_by_role("button", name="Make a page from them").click()
    page.get_by_role("link", name="Harbour Lights").wait_for()
