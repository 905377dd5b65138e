"""Following players: what each says in its own protocol becomes the same few facts."""

import contextlib
import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests import filmfolder
from tests.serve import standins
from tests.serve.asking import put, sample_page
from tests.serve.served import Served, serving
from tests.serve.standins import FILE, State, player
from tests.serve.test_edits import Listener

from entracte.config import PlayerSetting
from entracte.serve.follow import Recognised
from entracte.serve.follow import player as player_of
from entracte.serve.players.jellyfin import Jellyfin
from entracte.serve.players.mpv import Mpv
from entracte.serve.players.playing import Gone, Player, Playing
from entracte.serve.players.plex import Plex
from entracte.serve.shelf import OnDisk
from entracte.store.shelf import Shelf

SPEAKS = {
    "vlc": standins.vlc,
    "kodi": standins.kodi,
    "jellyfin": standins.jellyfin,
    "plex": standins.plex,
}


def asked(sort: str, address: str, password: str = "secret") -> Player:
    setting = PlayerSetting(sort=sort, address=address, user="kodi", password=password)  # type: ignore[arg-type]
    return player_of(setting)


@pytest.mark.parametrize("sort", SPEAKS)
def test_what_plays_is_told(sort: str) -> None:
    state = State()
    with player(SPEAKS[sort], state) as address:
        which = asked(sort, address)
        playing = which.now()
        assert playing is not None
        assert abs(playing.t - 64_250) <= 60
        assert playing.file in (FILE, FILE.rpartition("/")[2])
        assert not playing.paused
        state.playing = False
        paused = which.now()
        assert paused is not None
        assert paused.paused
        state.loaded = False
        assert which.now() is None


@pytest.mark.parametrize("sort", SPEAKS)
def test_a_player_that_refuses_is_gone(sort: str) -> None:
    with player(SPEAKS[sort], State()) as address:
        with pytest.raises(Gone):
            asked(sort, address, "wrong").now()
        which = asked(sort, address)
    with pytest.raises(Gone):  # nobody is there any more
        which.now()


@pytest.mark.parametrize("sort", SPEAKS)
@pytest.mark.parametrize(
    "answer",
    [b"", b"[]", b"{}", b"null", b"\xff\x00", b"[" * 50_000, b"x" * 3_000_000, b"<a><b></a>"],
)
def test_answers_of_another_kind_do_no_harm(sort: str, answer: bytes) -> None:
    with player(SPEAKS[sort], State(answer=answer)) as address, contextlib.suppress(Gone):
        assert asked(sort, address).now() is None


def test_a_password_is_not_sent_elsewhere() -> None:
    def away(*_: Any) -> tuple[int, str, bytes]:
        return 302, "text/plain", b""

    state = State()
    with player(away, state) as address, pytest.raises(Gone):
        asked("vlc", address).now()
    assert state.asked == ["/requests/status.json"]


@pytest.mark.parametrize("sort", ["jellyfin", "plex"])
def test_what_is_told_every_ten_seconds_is_counted_on(sort: str) -> None:
    now = [100.0]
    state = State()
    made: dict[str, Callable[[str], Player]] = {
        "jellyfin": lambda address: Jellyfin(address, "secret", clock=lambda: now[0]),
        "plex": lambda address: Plex(address, "secret", clock=lambda: now[0]),
    }
    with player(SPEAKS[sort], state) as address:
        which = made[sort](address)
        seen = []
        for step in (0.0, 4.0, 4.0):
            now[0] += step
            playing = which.now()
            assert playing is not None
            seen.append(playing.t)
        assert seen == [64_250, 68_250, 72_250]
        state.seconds = 74.0
        fresh = which.now()
        assert fresh is not None
        assert fresh.t == 74_000


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(("state", "time", "NowPlayingItem", "PlayState", "result", "item")),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_taken_calmly(told: Any) -> None:
    from unittest.mock import patch

    data = json.dumps(told).encode()
    for sort in ("vlc", "kodi", "jellyfin"):
        fetched = patch(f"entracte.serve.players.{sort}.fetched", lambda *_, **__: data)
        with fetched, contextlib.suppress(Gone):
            asked(sort, "http://127.0.0.1:1").now()


# mpv


@contextlib.contextmanager
def told_by_socket(place: Path, say: Callable[[bytes], bytes]) -> Iterator[str]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(place))
        server.listen()
        server.settimeout(5)

        def serve() -> None:
            with contextlib.suppress(OSError):
                line, _ = server.accept()
                with line:
                    line.settimeout(5)
                    while data := line.recv(65536):
                        line.sendall(say(data))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield str(place)


@pytest.mark.parametrize(
    "said", [b"", b"nonsense\n", b"[]\n", b'{"request_id": [1]}\n', b"x" * 5000]
)
def test_whatever_else_speaks_at_the_socket_is_gone(tmp_path: Path, said: bytes) -> None:
    with told_by_socket(tmp_path / "s", lambda _: said or b"\n") as place, pytest.raises(Gone):
        Mpv(place).now()


@pytest.fixture(scope="module")
def mpv(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A real mpv that plays a small film, without a window: its socket, and the film."""
    if shutil.which("mpv") is None:
        pytest.skip("mpv is not installed (Debian: apt-get install mpv)")
    root = tmp_path_factory.mktemp("mpv")
    film = filmfolder.film(root / "film.mkv", seconds=20)
    place = str(root / "socket")
    with (root / "errors").open("wb") as errors:
        process = subprocess.Popen(
            [
                *("mpv", "--no-config", "--vo=null", "--ao=null", "--no-terminal", "--pause"),
                *("--keep-open", f"--input-ipc-server={place}", "--", str(film)),
            ],
            stdin=subprocess.DEVNULL,
            stdout=errors,
            stderr=errors,
        )
    try:
        for _ in range(150):
            with contextlib.suppress(Gone):
                if (found := Mpv(place).now()) and found.t >= 0 and found.title:
                    break
            time.sleep(0.1)
        yield place, film
    finally:
        process.terminate()
        process.wait(10)


def command(place: str, *words: object) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(place)
        line.settimeout(5)
        line.sendall(json.dumps({"command": words, "request_id": 9}).encode() + b"\n")
        said = b""
        while b'"request_id":9' not in said:
            said += line.recv(65536)


def test_the_real_mpv_is_followed(mpv: tuple[str, Path]) -> None:
    place, film = mpv
    which = Mpv(place)
    first = which.now()
    assert first is not None
    assert Path(first.file) == film
    assert first.paused
    command(place, "seek", 7.5, "absolute+exact")
    for _ in range(50):
        now = which.now()
        assert now is not None
        if abs(now.t - 7_500) <= 60:
            break
        time.sleep(0.05)
    assert abs(now.t - 7_500) <= 60
    command(place, "set_property", "pause", False)
    time.sleep(0.5)
    later = which.now()
    assert later is not None
    assert not later.paused
    assert later.t > 7_600
    command(place, "set_property", "pause", True)
    which.close()


def test_a_page_follows_the_real_mpv(mpv: tuple[str, Path], tmp_path: Path) -> None:
    place, film = mpv
    shelf = Shelf(home=str(tmp_path / "home"))
    page = sample_page(shelf)
    assert page.film.media is not None
    media = replace(page.film.media, file=film.name)
    put(shelf, replace(page, film=replace(page.film, media=media)), film.parent)
    (tmp_path / "home" / "config.toml").write_text(
        f'[[players]]\nsort = "mpv"\naddress = "{place}"\nname = "the projector"\n'
    )
    with serving(tmp_path / "home") as served:
        follow_along(served, place)


def follow_along(served: Served, place: str) -> None:
    id = served.json("/api/films")["films"][0]["id"]
    there = served.json("/api/players")["players"]
    assert [(each["name"], each["there"]) for each in there] == [("the projector", True)]
    served.json(f"/api/film/{id}/seen", "PUT", {"up_to": 0, "follow": True})
    listener = Listener(served)
    told = served.json("/api/players/follow", "POST", {"player": "the projector"})
    assert told["following"] == "the projector"
    assert listener.until("playing")["film"] == id
    command(place, "seek", 16, "absolute+exact")
    for _ in range(20):
        if abs(listener.until("playing")["t"] - 16_000) < 200:
            break
    # What was seen moves on with it.
    assert served.until(f"/api/film/{id}/seen", lambda seen: seen["up_to"] == 15_000)
    newcomer = Listener(served)
    assert newcomer.until("playing")["film"] == id
    tap = {"film": id, "t": 3000, "paused": True}
    served.json("/api/players/sync", "POST", tap)
    for _ in range(20):
        if listener.until("playing")["player"] == "tap":
            break
    assert served.json("/api/players")["following"] is None
    assert served.ask("/api/players/follow", "POST", {"player": "nobody"})[0] == 404


# which film it is


def test_films_are_known_by_file_by_name_and_by_title(shelf: Shelf, folder: Path) -> None:
    known = Recognised(OnDisk(shelf))
    id = shelf.films()[0].id
    assert known.film(Playing(0, file=str(folder / "film.mp4"))) == id
    assert known.film(Playing(0, file="Z:\\elsewhere\\film.mp4")) == id
    assert known.film(Playing(0, file="smb://nas/films/film.mp4")) == id
    assert known.film(Playing(0, title="the lighthouse keeper’s daughter")) == id
    assert known.film(Playing(0, file="/other/thing.mkv", title="Another")) is None
    put(shelf, sample_page(shelf), folder.parent, "a-second-one")
    again = Recognised(OnDisk(shelf))
    assert again.film(Playing(0, file="/elsewhere/film.mp4")) is None  # two are called so
    assert again.film(Playing(0, file=str(folder / "film.mp4"))) == id
