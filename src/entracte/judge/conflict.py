"""A conflict: two sentences of different tellings that cannot both be so."""

from entracte.judge.tellings import Unit
from entracte.model import Value


class Conflict(Value):
    """``one`` and ``other`` cannot both be so. ``why`` is said of the other: "... names Per"."""

    sort: str  # death | love | choice | trade | order | thing | event | within | deed | bond
    one: Unit
    other: Unit
    one_why: str  # beside ``one``, of the passage of ``other``
    other_why: str  # beside ``other``, of the passage of ``one``
