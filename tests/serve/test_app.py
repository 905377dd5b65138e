"""The web app: what it gives, and whom it refuses."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.serve.asking import Asking
from tests.view import sample
from tests.view.reading import Reading

from entracte.compose.claims import claims
from entracte.errors import BadSetting, NotFound
from entracte.model import Page, digest, from_bytes, to_bytes
from entracte.serve.app import app
from entracte.serve.guard import checked
from entracte.store.found import Found
from entracte.view import html

FILM = bytes(range(256)) * 400
ID = "the-lighthouse-keepers-daughter-1951"


class Shelf:
    def __init__(self, path: Path) -> None:
        self.pictures = sample.stills(4) | {"f" * 64: b"secret"}
        pictures = {name: data for name, data in self.pictures.items() if data != b"secret"}
        self.made = sample.page()
        shots = self.made.shots.items
        named = tuple(
            type(shot)(id=shot.id, span=shot.span, colour=shot.colour, still=list(pictures)[i % 4])
            for i, shot in enumerate(shots)
        )
        self.made = replace(self.made, shots=replace(self.made.shots, items=named))
        self.path: Path | None = path

    def films(self) -> list[tuple[str, str]]:
        return [(ID, digest(to_bytes(self.made)))]

    def page(self, id: str) -> Page:
        return self.made

    def still(self, still: str) -> bytes:
        if still not in self.pictures:
            raise NotFound("No such still.")
        return self.pictures[still]

    def find(self, words: str, most: int) -> list[Found]:
        spoken = self.made.lines.items[1]
        claim = next(name for name, section, _ in claims(self.made) if section == "plot")
        found = [
            Found(film=ID, sort="line", text=spoken.text, start=spoken.span.start, who="Ines"),
            Found(film=ID, sort="statement", text="<b>She</b>", claim=claim),
            Found(film=ID, sort="passage", text="a bell", place="listing:3-9"),
            Found(film="gone", sort="line", text="nowhere"),
        ]
        return found if "listen" in words else []

    def film_path(self, id: str) -> Path | None:
        return self.path


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    path = tmp_path / "film.mp4"
    path.write_bytes(FILM)
    return Shelf(path)


@pytest.fixture
def client(shelf: Shelf) -> Asking:
    return Asking(app(shelf))


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
        assert any("strip.svg" in each for each in asked)
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
    assert headers["referrer-policy"] == "no-referrer"
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
    client: Asking, shelf: Shelf
) -> None:
    shelf.path = None
    assert client.get(f"/film/{ID}/video").status == 404
    page = client.get(f"/film/{ID}")
    assert page.status == 200
    assert "<video" not in page.text


def test_the_page_is_sent_again_only_when_it_changed(client: Asking, shelf: Shelf) -> None:
    first = client.get(f"/film/{ID}")
    again = client.get(f"/film/{ID}", if_none_match=first.headers["etag"])
    assert again.status == 304
    shelf.made = replace(shelf.made, notes=("A new note.",))
    changed = client.get(f"/film/{ID}", if_none_match=first.headers["etag"])
    assert changed.status == 200
    assert "A new note." in changed.text


def test_what_is_found_leads_to_its_place(client: Asking) -> None:
    seen = Reading(client.get("/find?q=I+listen").text)
    assert seen.wrong == []
    assert "<b>She</b>" in "".join(seen.text)
    there = set(Reading(client.get(f"/film/{ID}").text).ids)
    led = [href for href in seen.hrefs if href.startswith(f"/film/{ID}") and "#" in href]
    assert len(led) == 3
    assert "#l2" in led[0]
    assert all(href.partition("#")[2] in there for href in led)


@pytest.mark.parametrize("path", ["/find", "/find?q=", "/find?q=%3Cscript%3Ealert(1)%3C/script%3E"])
def test_nothing_found_is_told(client: Asking, path: str) -> None:
    answer = client.get(path)
    assert answer.status == 200
    seen = Reading(answer.text)
    assert seen.wrong == []
    assert seen.inline == []


def test_the_page_itself_can_be_had(client: Asking, shelf: Shelf) -> None:
    answer = client.get(f"/film/{ID}.json")
    assert from_bytes(answer.content, Page) == shelf.made


def test_subtitles_name_the_speaker(client: Asking) -> None:
    text = client.get(f"/film/{ID}/subtitles/0.vtt").text
    assert text.startswith("WEBVTT\n")
    assert "<v Ines Varga>Who keeps the light when you sleep?</v>" in text


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "::", "example.org"])
def test_other_machines_are_refused_without_a_password(host: str) -> None:
    with pytest.raises(BadSetting) as told:
        checked(host)
    assert told.value.do


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.9.9.9"])
def test_this_machine_is_served(host: str) -> None:
    assert checked(host) == host
