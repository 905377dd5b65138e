"""Jellyfin: the sessions of its clients, which tell where they are every ten seconds or so."""

import time
from collections.abc import Callable

from entracte.model import Ms
from entracte.serve.players.playing import Gone, Playing, as_json, at, fetched, number, text

_TICKS = 10_000  # of 100 nanoseconds in a millisecond


class Jellyfin:
    """A Jellyfin server, asked with an API key."""

    sort = "jellyfin"
    pause = 2.0

    def __init__(
        self,
        address: str,
        key: str,
        name: str = "Jellyfin",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self._address = address.rstrip("/") + "/Sessions?activeWithinSeconds=960"
        self._headers = {"Authorization": f'MediaBrowser Token="{key}"'}
        self._clock = clock
        self._told: tuple[str, Ms, float] = ("", -1, 0.0)  # what was told, and when it was new

    def now(self) -> Playing | None:
        """What plays in the first session that plays a film, counted on since it was told."""
        sessions = as_json(fetched(self._address, self._headers))
        if not isinstance(sessions, list):
            raise Gone("no Jellyfin")
        for session in sessions:
            item = at(session, "NowPlayingItem")
            if isinstance(item, dict) and item.get("MediaType", "Video") == "Video":
                return self._playing(session)
        return None

    def _playing(self, session: object) -> Playing:
        t = max(0, round(number(at(session, "PlayState", "PositionTicks")) / _TICKS))
        paused = at(session, "PlayState", "IsPaused") is True
        rate = number(at(session, "PlayState", "PlaybackRate")) or 1.0
        which = text(at(session, "Id"))
        now = self._clock()
        if self._told[:2] != (which, t):
            self._told = (which, t, now)
        since = 0.0 if paused else now - self._told[2]
        return Playing(
            t=t + round(min(since, 30.0) * 1000 * rate),
            file=text(at(session, "NowPlayingItem", "Path")),
            title=text(at(session, "NowPlayingItem", "Name")),
            rate=rate,
            paused=paused,
        )
