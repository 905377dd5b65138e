"""One step's result as JSON, and the list of steps."""

import sys
from pathlib import Path

from entracte.config import Settings
from entracte.model import to_bytes
from entracte.store.folder import film
from entracte.store.shelf import Shelf
from entracte.terminal.going import Going
from entracte.terminal.marks import plain
from entracte.work import add
from entracte.work.hands import Hands
from entracte.work.plan import PLAN


def make(step: str, path: Path, settings: Settings) -> int:
    """Writes what the step makes of this folder; 1 if anything in it could not be read."""
    shelf = Shelf(home=settings.home)
    folder = film(path)
    with Hands(settings.workers) as hands, Going(folder.name) as going:
        ran = add.make(step, folder, shelf, hands, going, settings)
    results = [shelf.blobs.get(name) for name in ran.made]
    data = results[0] if ran.single else b"[" + b",".join(results) + b"]"
    sys.stdout.write(data.decode() + "\n")
    for each in ran.failed:
        print(f"entracte: {plain(each)}", file=sys.stderr)
    return 1 if ran.failed else 0


def steps(as_json: bool) -> None:
    """Lists every step, with what it makes."""
    if as_json:
        told = [{"step": each.name, "makes": each.says} for each in PLAN.steps.values()]
        sys.stdout.write(to_bytes(told).decode() + "\n")
        return
    width = max(len(name) for name in PLAN.steps)
    for each in PLAN.steps.values():
        print(f"{each.name:<{width}}  {each.says}")
