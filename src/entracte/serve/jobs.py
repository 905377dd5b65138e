"""Films being added and pages being made anew: one at a time, in order, while the app answers."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from entracte.config import Settings
from entracte.errors import NotFound
from entracte.model import Id
from entracte.serve.replies import Refused
from entracte.work.errand import Errand, Sent, Told

State = Literal["waiting", "running", "done", "failed", "stopped"]
_WAITING = 100  # jobs that may wait
_REMEMBERED = 50  # jobs that have ended and are still shown


@dataclass(frozen=True)
class Job:
    id: str
    sort: str  # add | texts | edit
    name: str
    errand: Errand
    film: Id = ""
    state: State = "waiting"
    done: float = 0.0
    step: str = ""
    says: str = ""


class Jobs:
    """``heed`` is told of every job that moves on, ``made`` of every film that got a page."""

    def __init__(
        self,
        settings: Settings,
        heed: Callable[[Job], None],
        made: Callable[[Id], None],
        send: Callable[[Errand, Settings], Sent] = Sent,
    ) -> None:
        self._settings, self._heed, self._made, self._send = settings, heed, made, send
        self._lock = threading.Condition()
        self._jobs: dict[str, Job] = {}
        self._numbers = itertools.count(1)
        self._sent: Sent | None = None
        self._closed = False
        self._thread: threading.Thread | None = None

    def all(self) -> tuple[Job, ...]:
        """The newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def put(self, sort: str, name: str, errand: Errand) -> Job:
        """Puts a job at the end of the row. Making the same page anew twice is once enough."""
        with self._lock:
            waiting = [job for job in self._jobs.values() if job.state == "waiting"]
            same = next((job for job in waiting if job.errand == errand), None)
            if same is not None:
                return same
            if len(waiting) >= _WAITING:
                raise Refused(429, f"{_WAITING} jobs wait already.", "Wait for some to end.", 30)
            job = Job(f"j{next(self._numbers)}", sort, name, errand, errand.film)
            self._jobs[job.id] = job
            ended = [j.id for j in self._jobs.values() if j.state not in ("waiting", "running")]
            for old in ended[: max(0, len(ended) - _REMEMBERED)]:
                del self._jobs[old]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()
            self._lock.notify_all()
        self._heed(job)
        return job

    def stop(self, id: str) -> Job:
        """Stops it, or takes it out of the row; what was made is kept."""
        with self._lock:
            job = self._jobs.get(id)
            if job is None:
                raise NotFound("There is no such job.", "See which there are.")
            if job.state == "waiting":
                job = self._jobs[id] = replace(job, state="stopped")
            elif job.state == "running" and self._sent is not None:
                self._sent.stop()
        self._heed(job)
        return job

    def close(self) -> None:
        """Stops everything."""
        with self._lock:
            self._closed = True
            if self._sent is not None:
                self._sent.stop()
            self._lock.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(10.0)

    def _work(self) -> None:
        while True:
            with self._lock:
                job = self._next()
                while job is None and not self._closed:
                    self._lock.wait()
                    job = self._next()
                if self._closed or job is None:
                    return
                self._jobs[job.id] = replace(job, state="running")
            self._carry(job.id)

    def _next(self) -> Job | None:
        return next((job for job in self._jobs.values() if job.state == "waiting"), None)

    def _carry(self, id: str) -> None:
        self._change(id)
        try:
            sent = self._send(self._jobs[id].errand, self._settings)
        except OSError as wrong:
            self._change(id, state="failed", says=f"It could not be begun: {wrong}.")
            return
        with self._lock:
            self._sent = sent
            if self._closed:
                sent.stop()
        whole = sent.heed(lambda told: self._note(id, told))
        with self._lock:
            self._sent = None
            job = self._jobs[id]
        if whole:
            self._change(id, state="failed" if job.says and not job.film else "done", done=1.0)
        elif sent.stopped:
            self._change(id, state="stopped")
        else:
            self._change(id, state="failed", says="It broke down. What was made is kept.")

    def _note(self, id: str, told: Told) -> None:
        if told.sort == "going":
            self._change(id, done=told.done, step=told.step, name=told.name)
        elif told.sort == "film":
            self._change(id, film=told.film, name=told.name, says=told.says, done=told.done)
            self._made(told.film)
        else:
            self._change(id, says=told.says)

    def _change(self, id: str, **now: object) -> None:
        with self._lock:
            job = self._jobs[id] = replace(self._jobs[id], **now)  # type: ignore[arg-type]
        self._heed(job)
