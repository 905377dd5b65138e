"""A claim: what is said, who says it, what bears it out, what speaks against it."""

from enum import StrEnum
from typing import Generic, TypeVar

from entracte.model.evidence import Evidence, Sought, Told
from entracte.model.value import Value

T = TypeVar("T")


class Standing(StrEnum):
    BORNE_OUT = "borne out"  # by the film, or by a text other than the one that says so
    REPORTED = "reported"  # a text says so; the film cannot tell
    NOT_FOUND = "not found"  # a text says so; the film was searched and does not show it
    CONTRADICTED = "contradicted"  # evidence against only, and not mere absence
    DISPUTED = "disputed"  # evidence on both sides


class Claim(Value, Generic[T]):
    """Someone ``says`` it; other evidence bears it out or speaks against it.

    A text is never evidence for what it says itself: that goes in ``said_by``. A claim that nobody
    makes cannot be built, so no program can add prose out of thin air.
    """

    says: T
    said_by: tuple[Evidence, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        if not (self.said_by or self.evidence):
            raise ValueError(f"nobody says this: {self.says!r}")

    @property
    def standing(self) -> Standing:
        """Computed, never stored. What a person told outranks what the machine found."""
        if any(isinstance(found, Told) for found in self.against):
            return Standing.CONTRADICTED
        if any(isinstance(found, Told) for found in self.evidence):
            return Standing.BORNE_OUT
        if self.evidence:
            return Standing.DISPUTED if self.against else Standing.BORNE_OUT
        if not self.against:
            return Standing.REPORTED
        absent = all(isinstance(found, Sought) for found in self.against)
        return Standing.NOT_FOUND if absent else Standing.CONTRADICTED


# Rival answers to one question are a tuple, best first. One: stated. Several: shown side by side.
