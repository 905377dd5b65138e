"""A person's correction: written down, and the page made anew with it."""

import getpass
import sys
from datetime import UTC, datetime
from typing import Literal, cast

from entracte.compose.claims import claims
from entracte.config import Settings
from entracte.errors import NotFound
from entracte.model import Edit, Id, to_bytes
from entracte.store.shelf import Shelf
from entracte.terminal.why import claim as find_claim
from entracte.work.add import correct
from entracte.work.hands import Hands

Act = Literal["confirm", "reject", "replace", "undo"]


def edit(
    shelf: Shelf,
    settings: Settings,
    named: str,
    claim: str,
    act: str,
    says: str,
    note: str,
    as_json: bool,
) -> int:
    """Corrects one statement and says how it stands now."""
    film = shelf.film(named)
    id, _, _ = find_claim(shelf.page(film), claim)
    about = _last(shelf.edits(film.id), id) if act == "undo" else id
    made = Edit(
        id="",
        claim=about,
        act=cast(Act, act),
        says=says,
        note=note,
        who=_who(),
        when=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    with Hands(settings.workers) as hands:
        written, added = correct(film, made, shelf, settings, hands, lambda _: None)
    now = next((found for name, _, found in claims(added.page) if name == id), None)
    standing = now.standing.value if now else "no longer on the page"
    if as_json:
        told = {"edit": written, "claim": id, "standing": standing}
        sys.stdout.write(to_bytes(told).decode() + "\n")
    else:
        print(f"Written down as {written.id}. The statement is now: {standing}.")
    return 0


def _last(edits: tuple[Edit, ...], claim: Id) -> Id:
    """The last correction of this claim that was not taken back."""
    undone = {each.claim for each in edits if each.act == "undo"}
    mine = [each.id for each in edits if each.claim == claim and each.act != "undo"]
    standing = [id for id in mine if id not in undone]
    if not standing:
        raise NotFound(f"You have not corrected {claim}.", "There is nothing to take back.")
    return standing[-1]


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
