"""Adding films from the web: by path, or by dropping texts; and what goes on."""

import os
from collections.abc import Callable
from pathlib import Path

from entracte.config import Settings
from entracte.errors import BadSetting
from entracte.serve import shapes as s
from entracte.serve.calls import Ask, Call
from entracte.serve.jobs import Job, Jobs
from entracte.serve.reading import Readings
from entracte.serve.replies import Refused
from entracte.store import dropped
from entracte.work.errand import Errand

_MOST = 48 * 2**20  # bytes of a body with texts in Base64


class Adding:
    """Who may add what. On this machine alone, whatever can be read; else below ``roots``."""

    def __init__(
        self, readings: Readings, jobs: Jobs, settings: Settings, local: Callable[[], bool]
    ) -> None:
        self.readings, self.jobs, self.settings, self._local = readings, jobs, settings, local

    def calls(self) -> tuple[Call, ...]:
        texts = "/api/film/{id}/texts"
        return (
            Call("GET", "/api/jobs", self.all, "What is being added.", s.Jobs),
            Call(
                "POST",
                "/api/jobs",
                self.add,
                "Adds films at a path, or a film of texts.",
                s.Job,
                takes=s.NewJob,
                status=202,
                most=_MOST,
            ),
            Call("DELETE", "/api/jobs/{job}", self.stop, "Stops a job.", s.Job),
            Call("GET", texts, self.texts, "The texts that were dropped onto it.", s.Texts),
            Call(
                "POST",
                texts,
                self.drop,
                "Drops texts onto a film.",
                s.Job,
                takes=s.Drop,
                status=202,
                most=_MOST,
            ),
            Call(
                "DELETE",
                f"{texts}/{{name}}",
                self.take_away,
                "Takes a dropped text away.",
                s.Job,
                status=202,
            ),
        )

    def all(self, _: Ask) -> s.Jobs:
        return s.Jobs(
            jobs=tuple(shape(job) for job in self.jobs.all()),
            may_add=self.may_add,
            roots=() if self._local() else self.settings.roots,
        )

    @property
    def may_add(self) -> bool:
        return self._local() or bool(self.settings.roots)

    def add(self, ask: Ask) -> s.Job:
        wanted: s.NewJob = ask.body
        if bool(wanted.path) == bool(wanted.name):
            raise Refused(400, "Give either a path, or a name with texts.")
        if wanted.path:
            return shape(self.jobs.put("add", Path(wanted.path).name, self._path(wanted.path)))
        name = dropped.name_of(wanted.name, suffix=False)
        if not wanted.texts:
            raise Refused(400, "There is nothing to make a page from.", "Add a text.")
        folder = self.readings.shelf.disk.written(name)
        dropped.keep(folder, _texts(wanted.texts))
        return shape(self.jobs.put("add", name, Errand(path=str(folder))))

    def _path(self, named: str) -> Errand:
        """The path, if this reader may add it. Where it leads is looked at, not how it is spelt."""
        if "\0" in named or not os.path.isabs(named):
            raise Refused(400, "Give the whole path, from the root.", "For example /films/Name.")
        real = os.path.realpath(named)
        if not self._local():
            inside = any(_below(real, os.path.realpath(root)) for root in self.settings.roots)
            if not inside:  # the same answer whether it is there or not
                raise Refused(
                    403,
                    "From here, films are added below the folders that the settings name.",
                    "Name the folder under roots in config.toml on that machine.",
                )
        if not os.path.exists(real):
            raise BadSetting(f"There is no {named}.", "Name a film folder, a video or a text.")
        return Errand(path=real)

    def stop(self, ask: Ask) -> s.Job:
        return shape(self.jobs.stop(ask.path["job"]))

    def texts(self, ask: Ask) -> s.Texts:
        film = self.readings.of(ask.id).film
        return s.Texts(texts=dropped.there(self.readings.shelf.disk.dropped(film.id)))

    def drop(self, ask: Ask) -> s.Job:
        film = self.readings.of(ask.id).film
        dropped.keep(self.readings.shelf.disk.dropped(film.id), _texts(ask.body.texts))
        return shape(self.jobs.put("texts", film.title or film.name, Errand(film=film.id)))

    def take_away(self, ask: Ask) -> s.Job:
        film = self.readings.of(ask.id).film
        dropped.remove(self.readings.shelf.disk.dropped(film.id), ask.path["name"])
        return shape(self.jobs.put("texts", film.title or film.name, Errand(film=film.id)))


def shape(job: Job) -> s.Job:
    return s.Job(
        id=job.id,
        sort=job.sort,
        name=job.name,
        film=job.film,
        state=job.state,
        done=round(job.done, 3),
        step=job.step,
        says=job.says,
    )


def _texts(given: tuple[s.DroppedText, ...]) -> tuple[dropped.Text, ...]:
    texts = tuple(dropped.Text(name=each.name, data=each.data) for each in given)
    for each in texts:
        dropped.name_of(each.name)  # all of them are looked at before any is written
    return texts


def _below(path: str, root: str) -> bool:
    return os.path.commonpath((path, root)) == root
