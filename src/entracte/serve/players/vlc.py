"""VLC, through its web interface: ``/requests/status.json`` behind a password."""

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


class Vlc:
    """A VLC that was started with ``--extraintf http --http-password …``."""

    sort = "vlc"
    pause = 1.0

    def __init__(self, address: str, password: str, name: str = "VLC") -> None:
        self.name = name
        self._address = address.rstrip("/") + "/requests/status.json"
        self._headers = basic("", password)

    def now(self) -> Playing | None:
        """What it plays. ``time`` is whole seconds; ``position`` times ``length`` is finer."""
        told = as_json(fetched(self._address, self._headers))
        state = text(at(told, "state"))
        if state not in ("playing", "paused", "stopped"):
            raise Gone("no VLC")
        if state == "stopped":
            return None
        whole = number(at(told, "time"))
        finer = number(at(told, "position")) * number(at(told, "length"))
        meta = at(told, "information", "category", "meta")
        return Playing(
            t=milliseconds(finer if abs(finer - whole) <= 1.5 else whole),
            file=text(at(meta, "filename")),
            title=text(at(meta, "title")),
            rate=number(at(told, "rate")) or 1.0,
            paused=state == "paused",
        )
