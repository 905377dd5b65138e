"""Why we believe something, or doubt it: seen, heard, read, sought, told."""

from typing import TypeAlias

from entracte.model.text import Passage
from entracte.model.time import Span
from entracte.model.value import Value


class _Evidence(Value, tag_field="kind", tag=str.lower, kw_only=True):
    by: str = ""  # who noticed: "shots/1", "article/3"
    sure: float = 1.0  # its own confidence, 0 to 1; never compared between makers
    why: str = ""  # one plain sentence, shown to the reader


class Seen(_Evidence):
    """In the picture."""

    span: Span


class Heard(_Evidence):
    """In the sound, or in the subtitles that give its words."""

    span: Span


class Read(_Evidence):
    """In a text: these very characters."""

    passage: Passage


class Sought(_Evidence):
    """Looked for in this stretch of film, and not there. Only ever evidence against."""

    span: Span


class Told(_Evidence):
    """By a person, who corrected the page. Outranks the machine."""

    edit: str = ""  # the id of the correction


Evidence: TypeAlias = Seen | Heard | Read | Sought | Told
