"""What listening finds: where in the film which recording of an album is heard."""

from entracte.model import Digest, Id, Ms, Sound, Span, Track, Value


class Tune(Value):
    """A stretch of film in which a stretch of a recording is heard."""

    span: Span
    recording: Id
    offset: Ms  # where in the recording it begins
    speed: float = 1.0  # of the film against the album
    sure: float = 0.0  # standard deviations by which the two agree better than by chance


class Tunes(Value):
    """The tunes of a film, in order of time, and all recordings that were looked for."""

    by: str = "nobody"
    items: tuple[Tune, ...] = ()
    sought: tuple[Id, ...] = ()
    notes: tuple[str, ...] = ()  # what could not be listened to, in plain sentences


class Loudness(Value):
    """How loud the film is, after EBU R128: in LUFS, the range in LU."""

    by: str = "nobody"
    whole: float = -70.0  # integrated
    range: float = 0.0
    momentary: float = -70.0  # the loudest 0.4 s
    short: float = -70.0  # the loudest 3 s
    curve: tuple[float, ...] = ()  # one figure a second: the loudest 0.4 s in it


class Listened(Value):
    """What the film's sound gives without any album."""

    sounds: Track[Sound] = Track()
    loudness: Loudness | None = None
    marks: Digest = ""  # what the sound is known by: ``listen/placing.py``; empty without sound
    notes: tuple[str, ...] = ()  # what could not be heard, in plain sentences
