"""What a film's own file gives; known also where no film is opened."""

from entracte.model import Account, File, Shot, Track, Value

Colour = tuple[int, int, int]  # sRGB


class Watched(Value):
    """What the picture of a film gives."""

    shots: Track[Shot]
    palette: tuple[Colour, ...] = ()  # sRGB, the most used first
    notes: tuple[str, ...] = ()  # what could not be seen, in plain sentences


class Carried(Value):
    """The texts that the film's file carries: subtitles, chapters."""

    files: tuple[File, ...] = ()
    notes: tuple[str, ...] = ()  # what could not be taken out, in plain sentences


class Told(Value):
    """What these texts say."""

    accounts: tuple[Account, ...] = ()
    notes: tuple[str, ...] = ()  # what could not be read, in plain sentences
