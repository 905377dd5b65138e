"""Settings: read once at the door, from ``config.toml``, and passed on as a value.

The shelf lies in the folder that ``ENTRACTE_HOME`` names, else where this system keeps the data of
applications. ``config.toml`` lies in that folder; every line of it is optional::

    workers = 2      # texts read at once
    port = 8300      # where `entracte serve` answers
    patience = 60    # seconds to wait for another run at the same film
    names = []       # names under which the web app answers besides this machine's own
    roots = []       # folders from which people who signed in may add films

    [[players]]      # to be followed, beside an mpv that entracte opened; any number
    sort = "kodi"    # mpv, vlc, kodi, jellyfin or plex
    address = "http://192.168.1.7:8080"
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from entracte.errors import BadSetting
from entracte.model.value import Value

HOME = "ENTRACTE_HOME"
FILE = "config.toml"


class PlayerSetting(Value):
    """A player to follow: where it answers, and what it must be told to answer."""

    sort: Literal["mpv", "vlc", "kodi", "jellyfin", "plex"]
    address: str  # http://host:port; for mpv the path of its socket
    name: str = ""  # as it is shown
    user: str = ""  # kodi
    password: str = ""  # vlc, kodi; for jellyfin and plex the key or token


class Settings(Value):
    """What a person may set, once for every run."""

    home: str  # folder of the shelf
    workers: int = 0  # texts read at once; 0: as many as there are cores
    port: int = 8300  # where ``entracte serve`` answers
    patience: float = 60.0  # seconds to wait for another run at the same film
    names: tuple[str, ...] = ()  # under which the web app answers besides this machine's own
    roots: tuple[str, ...] = ()  # folders from which people who signed in may add films
    players: tuple[PlayerSetting, ...] = ()
    teller: str = ""  # address of a writer, "http://localhost:11434/v1"; empty: nobody is asked
    teller_model: str = ""  # which of its models
    teller_patience: float = 120.0  # seconds to wait for its answer
    speech_model: str = ""  # folder of what hears words where there are no subtitles; or its name
    speech_download: bool = False  # whether a model that is named may be fetched

    def __post_init__(self) -> None:
        if not 0 <= self.workers <= 256:
            raise BadSetting(f"workers is {self.workers}.", "Give a number from 0 to 256.")
        if not 0 <= self.port <= 65535:
            raise BadSetting(f"port is {self.port}.", "Give a number from 0 to 65535.")
        if not 0 <= self.patience <= 86_400:
            raise BadSetting(
                f"patience is {self.patience}.", "Give a number of seconds from 0 to 86400."
            )
        if self.teller and not self.teller.startswith(("http://", "https://")):
            raise BadSetting(
                f"teller is {self.teller!r}.", "Give an address like http://localhost:11434/v1."
            )
        if not 0 < self.teller_patience <= 3_600:
            raise BadSetting(
                f"teller_patience is {self.teller_patience}.", "Give seconds from 1 to 3600."
            )
        for root in self.roots:
            if not os.path.isabs(root):
                raise BadSetting(f"roots has {root!r}.", "Give each folder's whole path.")
        for player in self.players:
            web = player.address.startswith(("http://", "https://"))
            if web == (player.sort == "mpv"):
                raise BadSetting(
                    f"players has {player.sort} at {player.address!r}.",
                    "Give http://host:port; for mpv the path of its socket.",
                )


def settings(environment: Mapping[str, str]) -> Settings:
    """The settings of this run; ``BadSetting`` names the line of the file that makes no sense."""
    home = _home(environment)
    return _valid({"home": str(home)} | _written(home / FILE), home / FILE)


def _home(environment: Mapping[str, str]) -> Path:
    named = environment.get(HOME, "")
    if named:
        return Path(os.path.abspath(Path(named).expanduser()))
    from platformdirs import user_data_path

    return user_data_path("entracte", appauthor=False)


def _written(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as opened:
            found = tomllib.load(opened)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise BadSetting(f"{file} is not valid TOML: {wrong}.", "Mend that line.") from wrong
    except OSError as wrong:
        raise BadSetting(f"{file} cannot be read: {wrong.strerror}.", "Let it be read.") from wrong
    if "home" in found:
        raise BadSetting(f"{file} names a home.", f"Set {HOME} in the environment instead.")
    return found


def _valid(found: dict[str, Any], file: Path) -> Settings:
    try:
        return msgspec.convert(found, Settings)
    except BadSetting as wrong:
        raise BadSetting(f"In {file}, {wrong.what}", wrong.do) from None
    except msgspec.ValidationError as wrong:
        known = ", ".join(name for name in Settings.__struct_fields__ if name != "home")
        raise BadSetting(f"{file} makes no sense: {wrong}.", f"It may set {known}.") from None
