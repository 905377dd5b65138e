"""A person's corrections, laid over the page: they outrank the machine and hide nothing."""

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from entracte.compose.claims import claims
from entracte.model import Claim, Edit, Id, Opinion, Page, Quote, Told

T = TypeVar("T")


def standing_edits(edits: Sequence[Edit]) -> dict[Id, Edit]:
    """The last edit of each claim that has not been taken back, by the claim's id."""
    undone = {edit.claim for edit in edits if edit.act == "undo"}
    return {edit.claim: edit for edit in edits if edit.act != "undo" and edit.id not in undone}


def corrected(page: Page, edits: Sequence[Edit]) -> Page:
    """The page with these corrections.

    A confirmed claim is borne out by the person, a rejected one contradicted. A replaced one stays
    in view as contradicted, and the person's words stand beside it.
    """
    by_claim = standing_edits(edits)
    if not by_claim:
        return page
    ids = {id(claim): name for name, _, claim in claims(page)}
    return _Pen(by_claim, ids).over(page)


class _Pen:
    def __init__(self, edits: dict[Id, Edit], ids: dict[int, Id]) -> None:
        self.edits = edits
        self.ids = ids

    def over(self, value: T) -> T:
        """The value with every claim in it corrected."""
        if not isinstance(value, msgspec.Struct):
            return value
        changed: dict[str, Any] = {}
        for name in value.__struct_fields__:
            old = getattr(value, name)
            if isinstance(old, tuple):
                new = tuple(each for item in old for each in self._item(item))
                if len(new) != len(old) or any(a is not b for a, b in zip(new, old, strict=False)):
                    changed[name] = new
            elif isinstance(old, msgspec.Struct):
                new_value = self.over(old)
                if new_value is not old:
                    changed[name] = new_value
        return msgspec.structs.replace(value, **changed) if changed else value

    def _item(self, item: Any) -> tuple[Any, ...]:
        if not isinstance(item, Claim):
            return (self.over(item),)
        edit = self.edits.get(self.ids.get(id(item), ""))
        if edit is None:
            return (item,)
        told = Told(by=edit.who or "a person", why=edit.note, edit=edit.id)
        if edit.act == "confirm":
            return (msgspec.structs.replace(item, evidence=(*item.evidence, told)),)
        refused = msgspec.structs.replace(item, against=(*item.against, told))
        if edit.act == "reject":
            return (refused,)
        return (
            Claim(says=_words(item.says, edit.says), said_by=(told,), evidence=(told,)),
            refused,
        )


def _words(says: Any, new: str) -> Any:
    if isinstance(says, Quote | Opinion):
        return msgspec.structs.replace(says, words=new)
    return new


def can_be_reworded(claim: Claim[Any]) -> bool:
    """Whether a person can put other words in this claim's place."""
    return isinstance(claim.says, str | Quote | Opinion)
