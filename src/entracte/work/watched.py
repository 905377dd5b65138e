"""What the picture of a film gives; known also where no film is opened."""

from entracte.model import Shot, Track, Value

Colour = tuple[int, int, int]  # sRGB


class Watched(Value):
    """What the picture of a film gives."""

    shots: Track[Shot]
    palette: tuple[Colour, ...] = ()  # sRGB, the most used first
    notes: tuple[str, ...] = ()  # what could not be seen, in plain sentences
