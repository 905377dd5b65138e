"""Which reader reads a file: the one that is surest, by what is in the file and not by its name."""

from collections.abc import Sequence

from entracte.model import File
from entracte.plugins import Reader

ENOUGH = 0.1  # below this nobody reads the file


def choose(file: File, readers: Sequence[Reader]) -> Reader | None:
    """The reader that is surest of this file; the first of equals; ``None`` when nobody is."""
    best: Reader | None = None
    most = ENOUGH
    for reader in readers:
        sure = reader.suits(file)
        if sure > most or (best is None and sure >= most):
            best, most = reader, sure
    return best
