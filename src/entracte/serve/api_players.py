"""The second screen: which players there are, which is followed, and what it plays."""

import asyncio
import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from entracte.config import Settings
from entracte.errors import EntracteError, NotFound
from entracte.model import Id, Ms
from entracte.serve import shapes as s
from entracte.serve.api_reader import Reader
from entracte.serve.calls import Ask, Call
from entracte.serve.events import Events, now
from entracte.serve.follow import Recognised, player
from entracte.serve.players.mpv import Mpv
from entracte.serve.players.playing import Gone, Player, Playing
from entracte.serve.reading import Readings
from entracte.serve.replies import Refused

_IDLE = 0.5  # seconds between two looks while nobody is followed
_OFF: Ms = 250  # the page counts on by itself; it is told anew when it would be off by more
_PULSE: Ms = 2_000  # and at least this often
_OPENED = "mpv, opened here"


class Following:
    """Follows one player at a time, while anybody listens."""

    def __init__(
        self,
        readings: Readings,
        events: Events,
        reader: Reader,
        settings: Settings,
        mpv: Callable[[], str | None] = lambda: shutil.which("mpv"),
    ) -> None:
        self.readings, self.events, self.reader = readings, events, reader
        self.players: dict[str, Player] = {}
        for each in settings.players:
            made = player(each)
            self.players[_free(made.name, self.players)] = made
        self._recognised = Recognised(readings.shelf)
        self._lock = threading.Lock()
        self._name: str | None = None
        self._told: tuple[Playing, Id | None, int] | None = None
        self._mpv = mpv
        self._opened: subprocess.Popen[bytes] | None = None
        self._sockets = ""

    def calls(self) -> tuple[Call, ...]:
        return (
            Call("GET", "/api/players", self.all, "The players there are.", s.Players),
            Call(
                "POST",
                "/api/players/follow",
                self.choose,
                "Follows a player, or nobody.",
                s.Players,
                takes=s.Follow,
            ),
            Call(
                "POST",
                "/api/players/sync",
                self.sync,
                "Says what plays where no player can be asked.",
                s.Done,
                takes=s.Sync,
            ),
        )

    @property
    def can_open(self) -> bool:
        return self._mpv() is not None and hasattr(os, "fork")

    def all(self, _: Ask) -> s.Players:
        found = self._there(tuple(self.players.items()))
        return s.Players(players=found, following=self._name)

    def _there(self, players: Sequence[tuple[str, Player]]) -> tuple[s.Player, ...]:
        if not players:
            return ()
        with ThreadPoolExecutor(len(players)) as together:
            return tuple(together.map(_look, players))

    def choose(self, ask: Ask) -> s.Players:
        wanted = ask.body.player
        if wanted is not None and wanted not in self.players:
            raise NotFound("There is no such player.", "Name it under players in config.toml.")
        self._follow(wanted)
        return self.all(ask)

    def _follow(self, name: str | None) -> None:
        with self._lock:
            self._name, self._told = name, None
        if name is None:
            self.events.forget("playing")

    def sync(self, ask: Ask) -> s.Done:
        wanted: s.Sync = ask.body
        film = self.readings.of(wanted.film).film
        self._follow(None)
        self._tell("tap", Playing(wanted.t, title=film.title, paused=wanted.paused), film.id)
        return s.Done()

    # following

    async def follow(self) -> None:
        """Asks the player that is followed, for as long as the app answers."""
        while True:
            name = self._name
            which = self.players.get(name) if name is not None else None
            if name is None or which is None or not self.events.heard:
                await asyncio.sleep(_IDLE)
                continue
            with contextlib.suppress(EntracteError, OSError):
                await run_in_threadpool(self._step, name, which)
            await asyncio.sleep(which.pause)

    def _step(self, name: str, which: Player) -> None:
        try:
            playing = which.now()
        except Gone:
            playing = None
        with self._lock:
            if self._name != name:
                return
            told = self._told
        if playing is None:
            if told is not None or "playing" not in self.events.lasting:
                self.events.tell("playing", {"player": name, "gone": True}, lasting=True)
            with self._lock:
                self._told = None
            return
        moment = now()
        if told is not None and _as_told(told[0], told[2], playing, moment):
            return
        film = self._recognised.film(playing)
        with self._lock:
            self._told = (playing, film, moment)
        self._tell(name, playing, film)

    def _tell(self, name: str, playing: Playing, film: Id | None) -> None:
        told = {
            "player": name,
            "film": film,
            "title": playing.title[:200],
            "t": playing.t,
            "rate": playing.rate,
            "paused": playing.paused,
            "at": now(),
        }
        self.events.tell("playing", told, lasting=True)
        if film is not None:
            self.reader.played(film, playing.t)

    # opening

    def open(self, path: Path, t: Ms) -> None:
        """Opens the film in mpv on this machine, and follows it."""
        program = self._mpv()
        if program is None or not self.can_open:
            raise Refused(409, "There is no mpv on this machine.", "Install mpv.")
        with self._lock:
            if self._opened is not None and self._opened.poll() is None:
                self._opened.terminate()
            if not self._sockets:
                self._sockets = tempfile.mkdtemp(prefix="entracte-")  # for its owner alone
            place = os.path.join(self._sockets, "mpv")
            self._opened = subprocess.Popen(  # noqa: S603 no shell, and the path is the shelf's
                [
                    program,
                    f"--start={t / 1000:.3f}",
                    f"--input-ipc-server={place}",
                    "--force-window=yes",
                    "--no-terminal",
                    "--",
                    str(path),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self.players[_OPENED] = Mpv(place, _OPENED)
        self._follow(_OPENED)

    def close(self) -> None:
        """Lets go of the players; an mpv that was opened plays on."""
        for each in self.players.values():
            if isinstance(each, Mpv):
                each.close()
        if self._opened is not None:
            self._opened.poll()
        if self._sockets:
            shutil.rmtree(self._sockets, ignore_errors=True)


def _as_told(before: Playing, when: int, playing: Playing, moment: int) -> bool:
    """Whether whoever was told before counts on to the same."""
    if moment - when >= _PULSE or replace(before, t=0) != replace(playing, t=0):
        return False
    on = 0.0 if before.paused else (moment - when) * before.rate
    return abs(before.t + on - playing.t) <= _OFF


def _look(named: tuple[str, Player]) -> s.Player:
    name, which = named
    try:
        playing = which.now()
    except Gone:
        return s.Player(name=name, sort=which.sort, there=False, title="")
    title = (playing.title or os.path.basename(playing.file)) if playing is not None else ""
    return s.Player(name=name, sort=which.sort, there=True, title=title[:200])


def _free(name: str, taken: dict[str, Player]) -> str:
    n, tried = 1, name
    while tried in taken:
        n += 1
        tried = f"{name} {n}"
    return tried
