"""A person's correction of the page: an input like any other, never overwritten by a new run."""

from typing import Literal

from entracte.model.value import Value


class Edit(Value):
    """One line of ``edits.jsonl``. The last word on a claim is the last edit not undone."""

    id: str
    claim: str  # the id of the claim on the page; for "undo" the id of the edit taken back
    act: Literal["confirm", "reject", "replace", "undo"]
    says: str = ""  # the new words, for "replace"
    note: str = ""
    who: str = ""
    when: str = ""  # ISO 8601, UTC
