"""The spoiler guard: nothing later than what was seen is sent, wherever one asks."""

import re
from pathlib import Path

import pytest
from tests.serve.asking import ID, Asking, put, sample_page

from entracte.model import Page, from_bytes, slug
from entracte.serve.app import app
from entracte.store.shelf import Shelf

HERE = 600_000


@pytest.fixture
def asking(shelf: Shelf) -> Asking:
    client = Asking(app(shelf))
    assert client.put(f"/api/film/{ID}/seen", {"up_to": HERE}).json["up_to"] == HERE
    return client


def everything(client: Asking) -> dict[str, str]:
    """What every address says that speaks of the film, by address."""
    page = client.get(f"/film/{ID}").text
    paths = {f"/film/{ID}", f"/api/film/{ID}", f"/api/film/{ID}/strip", "/", "/api/films"}
    paths |= {f"/api/film/{ID}/edits", f"/api/film/{ID}/play"}
    paths |= set(re.findall(r'(?:src|href)="(/(?:film|person|api)/[^"#]+)', page))
    out = {}
    for path in sorted(each.replace("&amp;", "&") for each in paths):
        answer = client.get(path)
        if answer.status == 200 and "image/jpeg" not in answer.headers["content-type"]:
            out[path] = answer.text if "video" not in path else ""
    return out


def test_no_word_that_comes_later_is_anywhere(asking: Asking, shelf: Shelf) -> None:
    whole = sample_page(shelf)
    early = {line.text for line in whole.lines.items if line.span.start <= HERE}
    later = {line.text for line in whole.lines.items if line.span.start > HERE} - early
    titles = {
        str(scene.title[0].says)
        for scene in whole.scenes
        if scene.title and scene.spans and scene.spans[0].start > HERE
    }
    assert titles, "the film has scenes after this"
    known = {title for title in titles if any(title in text for text in early)}
    told = everything(asking)
    assert len(told) > 8
    for words in (later | titles) - known:
        assert not [path for path, text in told.items() if words in text], words


def test_lines_after_it_are_not_found_and_not_on(asking: Asking, shelf: Shelf) -> None:
    whole = sample_page(shelf)
    last = whole.lines.items[-1]
    now = asking.get(f"/api/film/{ID}/now?t={last.span.start + 1}").json
    assert now["line"] is None
    assert now["scene"] is None
    assert now["shot"] is None
    found = asking.get("/api/find?q=" + last.text.replace(" ", "+").replace("?", "%3F")).json
    times = [hit["t"] for film in found["films"] for hit in film["hits"]]
    assert all(t is None or t <= HERE for t in times)


def test_a_still_that_comes_later_is_not_there(asking: Asking, shelf: Shelf) -> None:
    shown = from_bytes(asking.get(f"/api/film/{ID}").content, Page)
    seen = {shot.still for shot in shown.shots.items}
    for shot in sample_page(shelf).shots.items:
        assert shot.still is not None
        status = asking.get(f"/film/{ID}/still/{shot.still[:16]}.jpg").status
        assert status == (200 if shot.still in seen else 404)


def test_subtitles_stop_there(asking: Asking) -> None:
    text = asking.get(f"/film/{ID}/subtitles/0.vtt").text
    hours = re.findall(r"(\d\d):(\d\d):(\d\d)\.\d{3} -->", text)
    assert hours
    assert all((int(h) * 60 + int(m)) * 60 + int(s) <= HERE / 1000 for h, m, s in hours)


def test_the_limit_is_kept_and_can_be_taken_away(asking: Asking, shelf: Shelf) -> None:
    again = Asking(app(shelf))
    assert again.get(f"/api/film/{ID}/seen").json == {"up_to": HERE, "follow": False}
    again.put(f"/api/film/{ID}/seen", {"up_to": None})
    last = sample_page(shelf).lines.items[-1]
    assert last.text in again.get(f"/film/{ID}").text.replace("&#39;", "'")


def test_it_moves_on_with_what_plays_only_when_asked_and_never_back(asking: Asking) -> None:
    played = f"/api/film/{ID}/played"
    assert asking.post(played, {"t": HERE + 90_000}).json["up_to"] == HERE
    asking.put(f"/api/film/{ID}/seen", {"up_to": HERE, "follow": True})
    assert asking.post(played, {"t": HERE + 91_234}).json["up_to"] == HERE + 90_000
    assert asking.post(played, {"t": 1000}).json["up_to"] == HERE + 90_000


def test_a_page_that_is_kept_is_not_taken_for_the_cut_one(shelf: Shelf) -> None:
    client = Asking(app(shelf))
    tag = client.get(f"/film/{ID}").headers["etag"]
    client.put(f"/api/film/{ID}/seen", {"up_to": 1000})
    again = client.get(f"/film/{ID}", if_none_match=tag)
    assert again.status == 200
    assert again.headers["etag"] != tag
    assert "immutable" not in client.get(f"/film/{ID}/strip.svg").headers["cache-control"]


def test_a_damaged_note_of_what_was_seen_hides_everything(shelf: Shelf, folder: Path) -> None:
    (Path(shelf.home) / "films" / ID).mkdir(parents=True, exist_ok=True)
    (Path(shelf.home) / "films" / ID / "seen.json").write_text('{"up_to": "soon"}')
    put(shelf, sample_page(shelf), folder)
    page = from_bytes(Asking(app(shelf)).get(f"/api/film/{ID}").content, Page)
    assert not [line for line in page.lines.items if line.span.start > 0]


def test_people_who_come_later_have_no_page_yet(shelf: Shelf) -> None:
    client = Asking(app(shelf))
    whole = sample_page(shelf)
    names = [slug(p.name) for p in whole.people if not p.character]
    found = [name for name in names if client.get(f"/person/{name}").status == 200]
    assert found
    client.put(f"/api/film/{ID}/seen", {"up_to": 0})
    cut = from_bytes(client.get(f"/api/film/{ID}").content, Page)
    left = {slug(person.name) for person in cut.people}
    for name in found:
        assert (client.get(f"/person/{name}").status == 200) <= (name in left)
