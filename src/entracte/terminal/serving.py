"""The web app: started, its address told, the browser opened where there is one."""

import errno
import os
import socket
import sys
import threading
from collections.abc import Mapping
from getpass import getpass
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from entracte.config import Settings
from entracte.errors import BadSetting, NotFound
from entracte.model import to_bytes
from entracte.serve.server import run
from entracte.store.folder import film
from entracte.store.keys import SHORTEST, Keys
from entracte.store.shelf import Shelf
from entracte.terminal.going import Going
from entracte.terminal.marks import plain
from entracte.work.add import add
from entracte.work.hands import Hands


def serve(
    shelf: Shelf,
    settings: Settings,
    host: str,
    port: int,
    *,
    as_json: bool,
    film_id: str = "",
    look: bool = False,
) -> None:
    """Answers until it is stopped with Ctrl-C. Tells the address of the film, or of the shelf."""

    def ready(address: str) -> None:
        if film_id:
            address += f"film/{quote(film_id, safe='')}"
        if as_json:
            print(to_bytes({"address": address, "film": film_id}).decode(), flush=True)
        else:
            print(f"{address}\nStop with Ctrl-C.", flush=True)
        if look and a_browser_is_here(os.environ):
            import webbrowser

            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    _free(host, port)
    try:
        run(shelf, settings, host=host, port=port, on_ready=ready)
    except KeyboardInterrupt:
        return  # the way to end it


def demo(shelf: Shelf, settings: Settings, port: int, no_serve: bool, as_json: bool) -> int:
    """Makes the demo film's page and serves it; on another port if that one is taken."""
    folder = film(demo_folder())
    with Hands(settings.workers) as hands, Going(folder.name, quiet=as_json) as going:
        added = add(folder, shelf, settings, hands, going, going.waiting)
    for each in added.failed:
        print(f"entracte: {plain(each)}", file=sys.stderr)
    if no_serve:
        if as_json:
            told = {"film": added.film.id, "page": added.film.page, "failed": added.failed}
            print(to_bytes(told).decode())
        else:
            print(f"{added.film.title} is on the shelf: entracte page {added.film.id}")
        return 1 if added.failed else 0
    host = "127.0.0.1"
    try:
        _free(host, port)
    except BadSetting:
        port = 0
    serve(shelf, settings, host, port, as_json=as_json, film_id=added.film.id, look=not as_json)
    return 0


def set_password(shelf: Shelf) -> None:
    """Asks for a password twice, or takes one line of standard input, and keeps what tells it.

    Nothing is shown while it is typed. Everyone who was signed in must sign in again.
    """
    if sys.stdin.isatty():
        first = getpass(f"A password of at least {SHORTEST} characters: ")
        if first != getpass("Once more: "):
            raise BadSetting("These were two different passwords.", "Try it again.")
    else:
        first = sys.stdin.readline(4096).rstrip("\r\n")
    Keys(home=shelf.home).set_password(first)
    print("The password is set. Every device has to sign in with it.")


def demo_folder() -> Path:
    """The demo film, as it was installed; ``NotFound`` if it is not there."""
    package = Path(str(resources.files("entracte.demo")))
    found = [each for each in sorted(package.iterdir()) if each.is_dir() and each.name[0] != "_"]
    if not found:
        raise NotFound("The demo film is not here.", "Install entracte again.")
    return found[0]


def a_browser_is_here(environment: Mapping[str, str]) -> bool:
    """Whether a person sits before this machine, with a screen and no terminal from afar."""
    if any(environment.get(name) for name in ("CI", "SSH_CONNECTION", "SSH_TTY")):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _free(host: str, port: int) -> None:
    """``BadSetting`` if nobody can answer there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        if sys.platform != "win32":
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as wrong:
            if wrong.errno == errno.EADDRINUSE:
                what = f"Something else answers on port {port} already."
            else:
                what = f"Nobody can answer on {host}, port {port}."
            raise BadSetting(what, "Name another with --port, or --port 0 for any.") from wrong
