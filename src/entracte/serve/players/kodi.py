"""Kodi, through JSON-RPC over HTTP."""

from typing import Any

from entracte.serve.players.playing import (
    Gone,
    Playing,
    as_json,
    at,
    basic,
    fetched,
    milliseconds,
    number,
    text,
)


class Kodi:
    """A Kodi that allows remote control via HTTP."""

    sort = "kodi"
    pause = 1.0

    def __init__(self, address: str, user: str = "", password: str = "", name: str = "Kodi"):
        self.name = name
        self._address = address.rstrip("/") + "/jsonrpc"
        self._headers = basic(user, password)

    def now(self) -> Playing | None:
        """What its first video player plays."""
        active = self._ask("Player.GetActivePlayers", {})
        players = active if isinstance(active, list) else []
        which = next((at(p, "playerid") for p in players if at(p, "type") == "video"), None)
        if which is None:
            return None
        asked = {"playerid": which, "properties": ["time", "speed"]}
        told = self._ask("Player.GetProperties", asked)
        item = self._ask("Player.GetItem", {"playerid": which, "properties": ["file", "title"]})
        speed = number(at(told, "speed"))
        time = at(told, "time")
        seconds = sum(
            number(at(time, unit)) * worth
            for unit, worth in (
                ("hours", 3600),
                ("minutes", 60),
                ("seconds", 1),
                ("milliseconds", 0.001),
            )
        )
        return Playing(
            t=milliseconds(seconds),
            file=text(at(item, "item", "file")),
            title=text(at(item, "item", "title")) or text(at(item, "item", "label")),
            rate=speed or 1.0,
            paused=speed == 0,
        )

    def _ask(self, method: str, given: dict[str, Any]) -> Any:
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": given}
        told = as_json(fetched(self._address, self._headers, body))
        if not isinstance(told, dict) or "result" not in told:
            raise Gone("no Kodi")
        return told["result"]
