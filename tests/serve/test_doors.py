"""Beyond this machine: who is let in, who has to wait, and what a phone is shown."""

import json
import re
from pathlib import Path

import pytest
from tests.serve.asking import ID, Asking

from entracte.config import Settings
from entracte.errors import BadSetting
from entracte.serve.app import app
from entracte.serve.guard import Reach
from entracte.serve.replies import Refused
from entracte.serve.sign import Doors
from entracte.store.keys import Keys
from entracte.store.shelf import Shelf

WORDS = "correct horse battery"
LAN = "192.168.1.5"
PHONE = "192.168.1.77"


@pytest.fixture
def keys(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Keys:
    """A password that is quick to try: how long it takes is tested by itself."""
    monkeypatch.setattr("entracte.store.keys._N", 16)
    made = Keys(home=shelf.home)
    made.set_password(WORDS)
    return made


@pytest.fixture
def phone(shelf: Shelf, keys: Keys) -> Asking:
    """A device elsewhere in the house."""
    settings = Settings(home=shelf.home)
    return Asking(app(shelf, settings, Reach("0.0.0.0")), server=LAN, client=PHONE)


def cookie(headers: dict[str, str]) -> str:
    found = re.match(r"entracte=([^;]+);", headers["set-cookie"])
    assert found
    return f"entracte={found[1]}"


@pytest.mark.parametrize(
    "path",
    ["/api/films", f"/api/film/{ID}", "/api/events", "/api/jobs", "/api/openapi.json", "/api/me"],
)
def test_nothing_is_told_to_strangers(phone: Asking, path: str) -> None:
    answer = phone.get(path)
    assert answer.status == 401
    assert "Lighthouse" not in answer.text


@pytest.mark.parametrize("path", ["/", f"/film/{ID}", f"/film/{ID}/video", "/find?q=a", "/nowhere"])
def test_pages_lead_to_the_form(phone: Asking, path: str) -> None:
    answer = phone.get(path)
    assert answer.status == 303
    assert answer.headers["location"].startswith("/signin")


def test_the_form_lets_in_and_leads_on(phone: Asking) -> None:
    body = f"password={WORDS.replace(' ', '+')}&name=Ada%27s+phone&next=%2Ffilm%2F{ID}".encode()
    answer = phone.post(
        "/signin",
        body,
        content_type="application/x-www-form-urlencoded",
        origin=f"http://{LAN}:8300",
    )
    assert answer.status == 303
    assert answer.headers["location"] == f"/film/{ID}"
    told = answer.headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=lax" in told
    here = cookie(dict(answer.headers))
    assert phone.get(f"/film/{ID}", cookie=here).status == 200
    me = phone.get("/api/me", cookie=here).json
    assert me == {"name": "Ada's phone", "local": False, "may_add": False, "password": True}


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example/",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\r\nX: y",
    ],
)
def test_the_form_never_leads_away(phone: Asking, onward: str) -> None:
    from urllib.parse import urlencode

    body = urlencode({"password": WORDS, "next": onward}).encode()
    answer = phone.post("/signin", body, content_type="application/x-www-form-urlencoded")
    assert answer.headers["location"] == "/"
    assert "x" not in answer.headers


def test_a_wrong_password_is_told_and_not_repeated(phone: Asking) -> None:
    answer = phone.post("/api/signin", {"password": "not it at all"})
    assert answer.status == 401
    assert "set-cookie" not in answer.headers
    assert "not it at all" not in answer.text


def test_guessing_is_slow_for_its_address_only(shelf: Shelf, keys: Keys) -> None:
    now = [1_000_000.0]
    doors = Doors(keys, clock=lambda: now[0])
    waits = []
    for i in range(30):
        with pytest.raises(Refused) as told:
            doors.sign_in(f"guess {i} guess", "", "10.0.0.9")
        if told.value.status == 429:
            waits.append(told.value.wait)
            now[0] += told.value.wait
    assert len(waits) >= 12
    assert waits[-1] > 800
    now[0] += 1000
    with pytest.raises(Refused):
        doors.sign_in("one more guess", "", "10.0.0.9")
    with pytest.raises(Refused):  # even the right one has to wait now
        doors.sign_in(WORDS, "", "10.0.0.9")
    assert doors.sign_in(WORDS, "", "10.0.0.10")


def test_guessing_from_everywhere_is_slow_too(keys: Keys) -> None:
    doors = Doors(keys, clock=lambda: 5.0)
    said = []
    for i in range(50):
        with pytest.raises(Refused) as told:
            doors.sign_in("wrong guess", "", f"10.0.{i}.1")
        said.append(told.value.status)
    assert said[:30] == [401] * 30
    assert said[-1] == 429


def test_signing_out_ends_it(phone: Asking) -> None:
    here = cookie(dict(phone.post("/api/signin", {"password": WORDS, "name": "one"}).headers))
    other = cookie(dict(phone.post("/api/signin", {"password": WORDS, "name": "two"}).headers))
    devices = phone.get("/api/devices", cookie=here).json["devices"]
    assert [device["name"] for device in devices] == ["one", "two"]
    assert [device["this"] for device in devices] == [True, False]
    two = devices[1]["id"]
    assert phone.post("/api/signout", {"id": two}, cookie=here).status == 200
    assert phone.get("/api/films", cookie=other).status == 401
    assert phone.post("/api/signout", {}, cookie=here).status == 200
    assert phone.get("/api/films", cookie=here).status == 401


def test_who_signed_in_stays_in_over_a_restart_until_the_password_changes(
    phone: Asking, shelf: Shelf, keys: Keys
) -> None:
    here = cookie(dict(phone.post("/api/signin", {"password": WORDS}).headers))

    def again() -> Asking:
        return Asking(app(shelf, Settings(home=shelf.home), Reach("0.0.0.0")), LAN, PHONE)

    assert again().get("/api/films", cookie=here).status == 200
    keys.set_password("another password")
    assert again().get("/api/films", cookie=here).status == 401


def test_a_code_is_good_once_and_for_five_minutes(phone: Asking, keys: Keys) -> None:
    here = cookie(dict(phone.post("/api/signin", {"password": WORDS}).headers))
    made = phone.post("/api/pair", cookie=here).json
    assert made["svg"].startswith("<svg")
    assert made["address"].startswith(f"http://{LAN}:8300/pair#")
    code = made["address"].partition("#")[2]
    assert phone.get("/pair").status == 200
    taken = phone.post("/api/pair/take", {"token": code, "name": "Ben"})
    assert phone.get("/api/me", cookie=cookie(dict(taken.headers))).json["name"] == "Ben"
    assert phone.post("/api/pair/take", {"token": code, "name": "Eve"}).status == 401
    now = [0.0]
    doors = Doors(keys, clock=lambda: now[0])
    late, _ = doors.code()
    now[0] = 301.0
    with pytest.raises(Refused):
        doors.take(late, "Eve", PHONE)


def test_no_phone_can_come_where_only_this_machine_is_served(client: Asking) -> None:
    answer = client.post("/api/pair")
    assert answer.status == 409
    assert "--host" in answer.json["do"]


def test_what_is_kept_tells_neither_password_nor_cookie(phone: Asking, shelf: Shelf) -> None:
    token = cookie(dict(phone.post("/api/signin", {"password": WORDS}).headers)).partition("=")[2]
    for name in ("password.json", "devices.json"):
        file = Path(shelf.home) / name
        assert WORDS not in file.read_text()
        assert token not in file.read_text()
        assert file.stat().st_mode & 0o077 == 0


def test_trying_a_password_costs_what_is_advised(shelf: Shelf) -> None:
    made = Keys(home=shelf.home)
    made.set_password(WORDS)
    kept = json.loads((Path(shelf.home) / "password.json").read_text())
    cost = {"n": 2**15, "r": 8, "p": 1} | kept  # what is as usual is not written
    assert cost["n"] * cost["r"] * cost["p"] >= 2**18
    assert made.right(WORDS)
    assert not made.right(WORDS + " ")


@pytest.mark.parametrize("words", ["", "short", "x" * 2000])
def test_a_password_has_a_fitting_length(shelf: Shelf, words: str) -> None:
    with pytest.raises(BadSetting):
        Keys(home=shelf.home).set_password(words)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (f"{LAN}:8300", 200),
        ("127.0.0.1:8300", 200),
        ("192.168.1.6:8300", 421),
        ("evil.example", 421),
        (f"{LAN}.evil.example", 421),
    ],
)
def test_from_elsewhere_it_answers_under_the_address_that_was_reached(
    phone: Asking, host: str, status: int
) -> None:
    assert phone.get("/signin", host=host).status == status


def test_names_of_its_own_are_answered(shelf: Shelf, keys: Keys) -> None:
    settings = Settings(home=shelf.home, names=("films.home.example",))
    there = Asking(app(shelf, settings, Reach("127.0.0.1", settings.names)))
    assert there.get("/signin", host="films.home.example").status == 200
    assert there.get("/signin", host="other.home.example").status == 421
    assert there.get("/api/films").status == 401  # whoever it is came through a proxy


@pytest.mark.parametrize("path", ["/etc", "/etc/../etc/passwd", "/films/../etc", "relative", ""])
def test_from_elsewhere_films_are_added_below_the_roots_only(
    shelf: Shelf, keys: Keys, tmp_path: Path, path: str
) -> None:
    root = tmp_path / "films"
    (root / "A (1999)").mkdir(parents=True)
    (tmp_path / "secret").mkdir()
    (root / "out").symlink_to(tmp_path / "secret")
    settings = Settings(home=shelf.home, roots=(str(root),))
    there = Asking(app(shelf, settings, Reach("0.0.0.0")), server=LAN, client=PHONE)
    here = cookie(dict(there.post("/api/signin", {"password": WORDS}).headers))
    for bad in (path, str(root / "out"), str(root / ".." / "secret"), f"{root}-beside"):
        assert there.post("/api/jobs", {"path": bad}, cookie=here).status in (400, 403)
