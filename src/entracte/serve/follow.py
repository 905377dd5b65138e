"""Which film of the shelf it is that a player plays: by its file, else by its name."""

import os
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import unquote

from entracte.config import PlayerSetting
from entracte.model import Id
from entracte.serve.players.jellyfin import Jellyfin
from entracte.serve.players.kodi import Kodi
from entracte.serve.players.mpv import Mpv
from entracte.serve.players.playing import Player, Playing
from entracte.serve.players.plex import Plex
from entracte.serve.players.vlc import Vlc
from entracte.serve.shelf import Listing, OnDisk


def player(setting: PlayerSetting) -> Player:
    """The way to ask this player."""
    address, key = setting.address, setting.password
    match setting.sort:
        case "mpv":
            return Mpv(os.path.expanduser(address), setting.name or "mpv")
        case "vlc":
            return Vlc(address, key, setting.name or "VLC")
        case "kodi":
            return Kodi(address, setting.user, key, setting.name or "Kodi")
        case "jellyfin":
            return Jellyfin(address, key, setting.name or "Jellyfin")
        case "plex":
            return Plex(address, key, setting.name or "Plex")


class Recognised:
    """Films by the names that players know them by."""

    def __init__(self, shelf: OnDisk) -> None:
        self._shelf = shelf
        self._of: Listing | None = None
        self._paths: dict[str, Id] = {}
        self._names: dict[str, set[Id]] = {}

    def film(self, playing: Playing) -> Id | None:
        """The film of this very file; else the only one whose file or title is called so."""
        self._learn()
        file = unquote(playing.file) if "://" in playing.file else playing.file
        if file and os.path.isabs(file):
            found = self._paths.get(file) or self._paths.get(os.path.realpath(file))
            if found is not None:
                return found
        name = PureWindowsPath(file).name if "\\" in file else PurePosixPath(file).name
        for each in (name, playing.title):
            called = self._names.get(each.casefold().strip(), set()) if each else set()
            if len(called) == 1:
                return next(iter(called))
        return None

    def _learn(self) -> None:
        listing = self._shelf.listing()
        if listing is self._of:
            return
        self._of = listing
        self._paths, self._names = {}, {}
        for film in listing.films:
            called = [film.title, film.name, f"{film.title} ({film.year})"]
            seen = self._shelf.glanced(film)
            if seen is not None and seen.file:
                path = os.path.join(film.root, seen.file)
                self._paths[path] = film.id
                called += [seen.file, os.path.splitext(seen.file)[0]]
            for each in called:
                self._names.setdefault(each.casefold(), set()).add(film.id)
