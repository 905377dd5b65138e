"""Adding films and making pages anew in a process of its own, for an app that goes on answering.

The process is as quiet as the system lets it be, gives its memory back when it ends, and ends with
whoever sent it. What it tells comes through a pipe.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from pathlib import Path

from entracte.config import Settings
from entracte.errors import EntracteError
from entracte.model import Id, Value
from entracte.store.folder import films
from entracte.store.shelf import Shelf
from entracte.work.add import Added, add, remake
from entracte.work.hands import Hands
from entracte.work.run import Moment

_LOOK = 0.25  # seconds between two looks whether it should stop


class Errand(Value):
    """What to do: add the films at ``path``, or make the page of ``film`` anew."""

    path: str = ""
    film: Id = ""


class Told(Value):
    """What an errand tells on its way: how far it is, a film that is done, what went wrong."""

    sort: str  # going | film | wrong
    name: str = ""  # of the film's folder
    step: str = ""
    done: float = 0.0
    film: Id = ""
    says: str = ""


class Sent:
    """An errand on its way. Made in one thread; ``stop`` may be called from any."""

    def __init__(self, errand: Errand, settings: Settings) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_carry, args=(errand, settings, theirs))
        self._stopped = threading.Event()
        self._process.start()
        theirs.close()

    def heed(self, tell: Callable[[Told], None]) -> bool:
        """Passes on what is told until it ends; False if it was stopped or broke down."""
        try:
            while not self._stopped.is_set():
                if self._ours.poll(_LOOK):
                    told = self._ours.recv()
                    if told is None:
                        return True
                    tell(told)
                elif not self._process.is_alive() and not self._ours.poll():
                    return False
        except (EOFError, OSError):
            return False
        finally:
            self._end()
        return False

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set()

    def stop(self) -> None:
        """What was made so far is kept."""
        self._stopped.set()

    def _end(self) -> None:
        self._process.join(0.0 if self._stopped.is_set() else 2.0)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(5.0)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._ours.close()
        self._process.close()


def _carry(errand: Errand, settings: Settings, pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever sent it stops it
    signal.signal(signal.SIGTERM, _stopped)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_outlive_nobody, args=(parent.sentinel,), daemon=True).start()
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    pen = _Pen(pipe)
    shelf = Shelf(home=settings.home)
    with Hands(settings.workers) as hands:
        try:
            if errand.film:
                film = shelf.film(errand.film)
                pen.name = film.name
                pen.film(remake(film, shelf, settings, hands, pen))
            else:
                _add(errand.path, shelf, settings, hands, pen)
        except EntracteError as wrong:
            pen.wrong(str(wrong))
        except Exception as wrong:
            kind = type(wrong).__name__
            pen.wrong(f"entracte failed at it ({kind}). Please report this.")
    pipe.send(None)
    pipe.close()


def _add(path: str, shelf: Shelf, settings: Settings, hands: Hands, pen: "_Pen") -> None:
    for folder in films(Path(path)):
        pen.name = folder.name
        try:
            pen.film(add(folder, shelf, settings, hands, pen))
        except EntracteError as wrong:
            pen.wrong(str(wrong))


class _Pen:
    """Tells through the pipe; of the steps only what moves on by a hundredth."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._last = ("", -1)
        self.name = ""

    def __call__(self, moment: Moment) -> None:
        settled, of = moment.steps
        share = (settled + (moment.done if moment.state == "going" else 0)) / max(of, 1)
        now = (moment.step, round(share * 100))
        if now != self._last:
            self._last = now
            self._send(Told(sort="going", name=self.name, step=moment.step, done=min(share, 1.0)))

    def film(self, added: Added) -> None:
        says = " ".join(added.failed[:3])
        self._send(Told(sort="film", name=self.name, film=added.film.id, done=1.0, says=says))

    def wrong(self, says: str) -> None:
        self._send(Told(sort="wrong", name=self.name, says=says))

    def _send(self, told: Told) -> None:
        with contextlib.suppress(OSError):
            self._pipe.send(told)


def _stopped(*_: object) -> None:
    """Ends in order: what helps with the work is let go of."""
    raise SystemExit(1)


def _outlive_nobody(parent: int) -> None:
    wait([parent])
    os._exit(1)
