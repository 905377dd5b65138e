"""Plex: what its server says is being played (``/status/sessions``, XML)."""

import time
from collections.abc import Callable
from xml.etree.ElementTree import ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from entracte.model import Ms
from entracte.serve.players.playing import Gone, Playing, fetched, number, text


class Plex:
    """A Plex Media Server, asked with a token."""

    sort = "plex"
    pause = 2.0

    def __init__(
        self,
        address: str,
        token: str,
        name: str = "Plex",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self._address = address.rstrip("/") + "/status/sessions"
        self._headers = {"X-Plex-Token": token, "Accept": "application/xml"}
        self._clock = clock
        self._told: tuple[str, Ms, float] = ("", -1, 0.0)

    def now(self) -> Playing | None:
        """What the first session plays that plays a film, counted on since it was told."""
        try:
            found = defusedxml.ElementTree.fromstring(fetched(self._address, self._headers))
        except (ParseError, DefusedXmlException, ValueError, RecursionError):
            raise Gone("no Plex") from None
        if found.tag != "MediaContainer":
            raise Gone("no Plex")
        video = found.find("Video")
        if video is None:
            return None
        player = video.find("Player")
        part = video.find(".//Part")
        paused = player is not None and player.get("state") != "playing"
        t = max(0, round(number(video.get("viewOffset"))))
        which = text(video.get("sessionKey"))
        now = self._clock()
        if self._told[:2] != (which, t):
            self._told = (which, t, now)
        since = 0.0 if paused else now - self._told[2]
        return Playing(
            t=t + round(min(since, 30.0) * 1000),
            file=text(part.get("file")) if part is not None else "",
            title=text(video.get("title")),
            paused=paused,
        )
