"""What a reader says: how far they have seen, and what is wrong on a page."""

import threading
from datetime import UTC, datetime
from typing import Any

from entracte.compose.claims import claims
from entracte.compose.corrections import can_be_reworded
from entracte.compose.wording import words
from entracte.errors import NotFound
from entracte.model import Claim, Edit, Id, Ms, Page, Told
from entracte.serve import shapes as s
from entracte.serve.calls import Ask, Call
from entracte.serve.events import Events
from entracte.serve.jobs import Jobs
from entracte.serve.reading import Readings
from entracte.serve.replies import Refused
from entracte.work.errand import Errand

_STEP: Ms = 5_000  # what has been seen moves on in steps of this size


class Reader:
    """Limits and corrections."""

    def __init__(self, readings: Readings, jobs: Jobs, events: Events) -> None:
        self.readings, self.jobs, self.events = readings, jobs, events
        self._lock = threading.Lock()

    def calls(self) -> tuple[Call, ...]:
        film = "/api/film/{id}"
        return (
            Call("GET", f"{film}/seen", self.seen, "How far it was seen.", s.SeenUpTo),
            Call(
                "PUT",
                f"{film}/seen",
                self.see,
                "Says how far it was seen.",
                s.SeenUpTo,
                takes=s.SeenUpTo,
            ),
            Call(
                "POST",
                f"{film}/played",
                self.told,
                "Says that it plays.",
                s.SeenUpTo,
                takes=s.Moment,
            ),
            Call("GET", f"{film}/edits", self.edits, "Its corrections, newest first.", s.Edits),
            Call(
                "POST",
                f"{film}/edits",
                self.edit,
                "Corrects a statement.",
                s.Written,
                takes=s.Correction,
                status=202,
            ),
        )

    # how far it was seen

    def seen(self, ask: Ask) -> s.SeenUpTo:
        reading = self.readings.of(ask.id)
        return s.SeenUpTo(up_to=reading.limit, follow=reading.follows)

    def see(self, ask: Ask) -> s.SeenUpTo:
        wanted: s.SeenUpTo = ask.body
        with self._lock:
            self.readings.shelf.see(ask.id, wanted.up_to, wanted.follow)
        return self._changed(ask.id)

    def told(self, ask: Ask) -> s.SeenUpTo:
        return self.played(ask.id, ask.body.t)

    def played(self, id: Id, t: Ms) -> s.SeenUpTo:
        """It plays at ``t``: the limit moves on with it if the reader asked for that."""
        with self._lock:
            reading = self.readings.of(id)
            here = t // _STEP * _STEP
            moves = reading.follows and reading.limit is not None and here > reading.limit
            if not moves:
                return s.SeenUpTo(up_to=reading.limit, follow=reading.follows)
            self.readings.shelf.see(id, here, True)
        return self._changed(id)

    def _changed(self, id: Id) -> s.SeenUpTo:
        reading = self.readings.of(id)
        told = {"film": id, "up_to": reading.limit, "follow": reading.follows}
        self.events.tell("limit", told)
        return s.SeenUpTo(up_to=reading.limit, follow=reading.follows)

    # corrections

    def edits(self, ask: Ask) -> s.Edits:
        reading = self.readings.of(ask.id)
        edits = self.readings.shelf.edits(reading.film.id)
        page = self.readings.page(reading)
        said = {name: words(claim.says, page) for name, _, claim in claims(page)}
        undone = {edit.claim for edit in edits if edit.act == "undo"}
        # Where the reader may not see the statement, they may not see what was said of it either.
        shown = [e for e in edits if reading.limit is None or e.claim in said]
        return s.Edits(
            edits=tuple(
                s.History(
                    id=edit.id,
                    claim=edit.claim,
                    act=edit.act,
                    says=edit.says,
                    note=edit.note,
                    who=edit.who,
                    when=edit.when,
                    undone=edit.id in undone,
                    of=said.get(edit.claim, ""),
                )
                for edit in reversed(shown)
                if edit.act != "undo"
            )
        )

    def edit(self, ask: Ask) -> s.Written:
        wanted: s.Correction = ask.body
        reading = self.readings.of(ask.id)
        film = reading.film
        with self._lock:
            edits = self.readings.shelf.edits(film.id)
            made = Edit(
                id="",
                claim=self._about(wanted, self.readings.page(reading), edits),
                act=wanted.act,
                says=wanted.says.strip(),
                note=wanted.note.strip(),
                who=str(ask.request.state.name),
                when=datetime.now(UTC).isoformat(timespec="seconds"),
            )
            # Down on the disk before anything else: adding the film may keep its lock for an hour.
            written = self.readings.shelf.disk.correct(film.id, made)
        job = self.jobs.put("edit", film.title or film.name, Errand(film=film.id))
        return s.Written(edit=written, job=job.id)

    def _about(self, wanted: s.Correction, page: Page, edits: tuple[Edit, ...]) -> Id:
        """The id that is written down: of a statement on the page, or of the edit taken back."""
        if wanted.act == "undo":
            undone = {edit.claim for edit in edits if edit.act == "undo"}
            mine = {edit.id for edit in edits if edit.act != "undo"} - undone
            if wanted.claim not in mine:
                raise NotFound("There is no such correction to take back.", "See the history.")
            return wanted.claim
        found = next((claim for name, _, claim in claims(page) if name == wanted.claim), None)
        if found is None:
            raise NotFound("There is no such statement on this page.", "Load the page again.")
        if wanted.act == "replace":
            if not wanted.says.strip():
                raise Refused(400, "A correction says something.", "Write what it should say.")
            if not can_be_reworded(found):
                raise Refused(
                    400, "This kind of statement can be confirmed or rejected, not reworded."
                )
        return _first(found, edits) or wanted.claim


def _first(claim: Claim[Any], edits: tuple[Edit, ...]) -> Id:
    """The statement that a person's own words stand for: it is that one which is corrected."""
    told = {found.edit for found in claim.said_by if isinstance(found, Told)}
    return next((edit.claim for edit in edits if edit.id in told), "")
