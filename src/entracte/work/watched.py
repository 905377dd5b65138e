"""What a film's own file gives; known also where no film is opened."""

from entracte.model import Account, Blank, Digest, File, Shot, Span, Track, Value

Colour = tuple[int, int, int]  # sRGB


class Card(Value):
    """A picture that may hold words, from the stretches where a film has its titles."""

    span: Span
    picture: Digest  # a JPEG


class Watched(Value):
    """What the picture of a film gives."""

    shots: Track[Shot]
    palette: tuple[Colour, ...] = ()  # sRGB, the most used first
    blank: Track[Blank] = Track()  # black and blank stretches
    cards: tuple[Card, ...] = ()  # to be read, where there is something that reads
    notes: tuple[str, ...] = ()  # what could not be seen, in plain sentences


class Carried(Value):
    """The texts that the film's file carries: subtitles, chapters."""

    files: tuple[File, ...] = ()
    notes: tuple[str, ...] = ()  # what could not be taken out, in plain sentences


class Told(Value):
    """What these texts say."""

    accounts: tuple[Account, ...] = ()
    notes: tuple[str, ...] = ()  # what could not be read, in plain sentences


class Bar(Value):
    """A shot's bar in the film's strip."""

    span: Span
    colour: Colour


class Colours(Value):
    """The colours of a film: the few it is made of, and a bar for every shot."""

    palette: tuple[Colour, ...] = ()  # sRGB, the most used first
    bars: tuple[Bar, ...] = ()
