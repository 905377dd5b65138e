"""The web app: what it gives, and whom it refuses."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.serve.asking import FILM, ID, Asking, put, sample_page
from tests.view.reading import Reading

from entracte.errors import BadSetting
from entracte.model import Page, from_bytes
from entracte.serve.guard import Reach, checked
from entracte.store.shelf import Shelf
from entracte.view import html


def test_shelf_and_film_are_pages(client: Asking) -> None:
    for path in ("/", f"/film/{ID}"):
        answer = client.get(path)
        assert answer.status == 200
        seen = Reading(answer.text)
        assert seen.wrong == []
        assert seen.inline == []
        assert seen.dangling == []


def test_everything_a_page_asks_for_is_there(client: Asking) -> None:
    for path in ("/", f"/film/{ID}"):
        text = client.get(path).text
        asked = set(re.findall(r'(?:src|href|poster)="(/[^"]+)"', text))
        assert any("still" in each for each in asked)
        assert any(".svg?v=" in each for each in asked)
        for each in asked:
            assert client.get(each.replace("&amp;", "&")).status == 200, each
    styles = html.asset("fonts.css").decode()
    for each in re.findall(r"url\(([^)]+)\)", styles):
        assert client.get(f"/static/{html.edition()}/{each}").status == 200


def test_each_text_has_a_page_of_its_own(client: Asking) -> None:
    answer = client.get(f"/film/{ID}/source/b")
    assert answer.status == 200
    assert "Memorable Scenes" in answer.text
    assert client.get(f"/film/{ID}/source/z").status == 404


@pytest.mark.parametrize("path", ["/", f"/film/{ID}", "/nowhere", f"/film/{ID}/video"])
def test_every_answer_is_guarded(client: Asking, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8300", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8300", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:8300", 421),
        ("192.168.1.20", 421),
        ("", 421),
    ],
)
def test_only_this_machine_s_names_are_answered(client: Asking, host: str, status: int) -> None:
    assert client.get("/", host=host).status == status


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({"sec_fetch_site": "cross-site"}, True),
        ({"sec_fetch_site": "same-site"}, True),
        ({"sec_fetch_site": "same-origin"}, False),
        ({"origin": "https://evil.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": "http://127.0.0.1:8300"}, False),
        ({"sec_fetch_site": "cross-site", "origin": "http://127.0.0.1:8300"}, True),
    ],
)
def test_changes_are_taken_from_our_own_pages_only(
    client: Asking, headers: dict[str, str], refused: bool
) -> None:
    status = client.post("/", **headers).status
    assert (status == 403) is refused
    assert refused or status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/%2e%2e/app.py",
        f"/static/{html.edition()}/../html.py",
        f"/static/{html.edition()}/%2e%2e%2fhtml.py",
        f"/static/{html.edition()}/fonts/..%2f..%2fhtml.py",
        "/static/000000000000/page.css",
        f"/film/{ID}/still/{'f' * 16}.jpg",
        f"/film/{ID}/still/{'f' * 64}.jpg",
        f"/film/{ID}/still/..%2f..%2fetc%2fpasswd.jpg",
        "/film/..%2f..%2fetc%2fpasswd/video",
        "/film/nobody",
        "/film/nobody/video",
        f"/film/{ID}/subtitles/9.vtt",
        "/%00",
    ],
)
def test_nothing_else_is_given(client: Asking, path: str) -> None:
    answer = client.get(path)
    assert answer.status == 404
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_the_film_comes_in_stretches(client: Asking) -> None:
    whole = client.get(f"/film/{ID}/video", accept_encoding="gzip")
    assert whole.content == FILM
    assert whole.headers["content-type"] == "video/mp4"
    assert "content-encoding" not in whole.headers
    part = client.get(f"/film/{ID}/video", range="bytes=1000-1099")
    assert part.status == 206
    assert part.content == FILM[1000:1100]
    assert part.headers["content-range"] == f"bytes 1000-1099/{len(FILM)}"
    beyond = client.get(f"/film/{ID}/video", range="bytes=99999999-")
    assert beyond.status == 416


def test_a_film_file_that_went_away_is_told_and_the_page_stays(
    client: Asking, folder: Path
) -> None:
    (folder / "film.mp4").unlink()
    assert client.get(f"/film/{ID}/video").status == 404
    page = client.get(f"/film/{ID}")
    assert page.status == 200
    assert "<video" not in page.text


def test_the_page_is_sent_again_only_when_it_changed(
    client: Asking, shelf: Shelf, folder: Path
) -> None:
    first = client.get(f"/film/{ID}")
    again = client.get(f"/film/{ID}", if_none_match=first.headers["etag"])
    assert again.status == 304
    put(shelf, replace(sample_page(shelf), notes=("A new note.",)), folder)
    changed = client.get(f"/film/{ID}", if_none_match=first.headers["etag"])
    assert changed.status == 200
    assert "A new note." in changed.text


def test_what_is_found_leads_to_its_place(client: Asking) -> None:
    seen = Reading(client.get("/find?q=I+do+not+sleep.+I+listen").text)
    assert seen.wrong == []
    there = set(Reading(client.get(f"/film/{ID}").text).ids)
    led = [href for href in seen.hrefs if href.startswith(f"/film/{ID}") and "#" in href]
    assert any(href.endswith("#l2") for href in led)
    assert all(href.partition("#")[2] in there for href in led)


@pytest.mark.parametrize("path", ["/find", "/find?q=", "/find?q=%3Cscript%3Ealert(1)%3C/script%3E"])
def test_nothing_found_is_told(client: Asking, path: str) -> None:
    answer = client.get(path)
    assert answer.status == 200
    seen = Reading(answer.text)
    assert seen.wrong == []
    assert seen.inline == []


def test_the_page_itself_can_be_had(client: Asking, shelf: Shelf) -> None:
    answer = client.get(f"/api/film/{ID}")
    assert from_bytes(answer.content, Page) == sample_page(shelf)


def test_subtitles_name_the_speaker(client: Asking) -> None:
    text = client.get(f"/film/{ID}/subtitles/0.vtt").text
    assert text.startswith("WEBVTT\n")
    assert "<v Ines Varga>Who keeps the light when you sleep?</v>" in text


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "::", "example.org"])
def test_other_machines_are_refused_without_a_password(host: str) -> None:
    with pytest.raises(BadSetting) as told:
        checked(Reach(host), password=False)
    assert "--set-password" in told.value.do
    assert checked(Reach(host), password=True).host == host


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.9.9.9"])
def test_this_machine_is_served(host: str) -> None:
    assert checked(Reach(host), password=False).local


def test_a_name_of_its_own_needs_a_password_too() -> None:
    with pytest.raises(BadSetting):
        checked(Reach("127.0.0.1", ("films.home.example",)), password=False)
