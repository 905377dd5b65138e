"""The two things every reader does: name its source, and say where something is said."""

from typing import TypeVar

from entracte.model import Claim, File, Id, Read, passage, slug

T = TypeVar("T")


def source_id(file: File) -> Id:
    """The id of this file's source: ``music/01 Waltz.flac`` -> ``music-01-waltz-flac``."""
    return slug(file.name)


def read(source: Id, body: str, start: int, end: int, by: str, why: str = "") -> Read:
    """These characters of the body, as evidence."""
    return Read(passage=passage(source, body, start, end), by=by, why=why)


def said(says: T, source: Id, body: str, start: int, end: int, by: str) -> Claim[T]:
    """The claim that the text makes in these characters of its body."""
    return Claim(says=says, said_by=(read(source, body, start, end, by),))
