"""What a user can mend: what happened, and what to do about it.

EntracteError
├── NotReadable      a text that no reader can make sense of
├── NotAFilm         a file that cannot be watched
├── NotFound         no such film, claim, step or file
├── Busy             another run is at it
├── NoRoom           the disk is full, or may not be written
├── BadSetting       a setting that makes no sense
└── Missing          an optional library that is not installed
"""


class EntracteError(Exception):
    """``what`` happened and what to ``do``, each one plain sentence. Pickles.

    Everything else that is raised is a bug, and a builtin exception.
    """

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(what, do)
        self.what = what
        self.do = do

    def __str__(self) -> str:
        return f"{self.what} {self.do}".strip()


class NotReadable(EntracteError):
    """A text that no reader can make sense of."""


class NotAFilm(EntracteError):
    """A file that cannot be watched."""


class NotFound(EntracteError):
    """No such film, claim, step or file."""


class Busy(EntracteError):
    """Another run is at it."""


class NoRoom(EntracteError):
    """The disk is full, or may not be written."""


class BadSetting(EntracteError):
    """A setting that makes no sense."""


class Missing(EntracteError):
    """An optional library that is not installed; ``do`` says how to get it."""
