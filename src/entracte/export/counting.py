"""Time as the trade counts it: hours to frames, with dropped frame numbers, or feet of film.

SMPTE ST 12-1 for time code; 35 mm film has 16 frames to the foot.
"""

from fractions import Fraction

from entracte.model import Media, Ms
from entracte.plugins import Wish

_FOOT = 16  # frames of 35 mm, four perforations
_UNKNOWN = Fraction(25)  # where no film says otherwise


def rate_of(media: Media | None) -> Fraction:
    """Frames a second of the film; 25 where it is not known."""
    if media is None or media.rate[0] <= 0 or media.rate[1] <= 0:
        return _UNKNOWN
    return Fraction(*media.rate)


def frames(at: Ms, rate: Fraction) -> int:
    """The number of the frame that is nearest to this moment, the first being 0."""
    return round(Fraction(at, 1000) * rate)


def moment(number: int, rate: Fraction) -> Ms:
    """When this frame begins."""
    return round(Fraction(number * 1000) / rate)


def base_of(rate: Fraction) -> int:
    """Frames that a second of time code counts: 24 for 23.976, 30 for 29.97."""
    return max(1, round(rate))


def can_drop(rate: Fraction) -> bool:
    """Numbers are dropped only at 29.97 and 59.94 frames a second."""
    return base_of(rate) % 30 == 0 and rate.denominator == 1001


def timecode(number: int, rate: Fraction, *, drop: bool = False) -> str:
    """``01:00:10:12``; with dropped numbers ``01:00:10;12``, where the rate knows them.

    Two numbers (four at 59.94) are left out at the start of each minute but every tenth, so that
    the clock stays within a frame or two of real time.
    """
    base = base_of(rate)
    drop = drop and can_drop(rate)
    if drop:
        left = base // 15  # numbers left out a minute
        tens, rest = divmod(number, 600 * base - 9 * left)
        number += 9 * left * tens
        number += left * max(0, (rest - left) // (60 * base - left))
    seconds, frame = divmod(number, base)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}{';' if drop else ':'}{frame:02}"


def from_timecode(text: str, rate: Fraction) -> int:
    """The number of the frame at ``01:00:10:12`` or ``01:00:10;12``; else ``ValueError``."""
    drop = ";" in text
    pieces = text.strip().replace(";", ":").split(":")
    if len(pieces) != 4 or not all(piece.isascii() and piece.isdigit() for piece in pieces):
        raise ValueError(f"not a time code: {text!r}")
    hours, minute, second, frame = map(int, pieces)
    base = base_of(rate)
    number = ((hours * 60 + minute) * 60 + second) * base + frame
    if drop and can_drop(rate):
        minutes = hours * 60 + minute
        number -= base // 15 * (minutes - minutes // 10)
    return number


def feet(number: int) -> str:
    """``540+08``: feet of 35 mm film and frames."""
    return f"{number // _FOOT}+{number % _FOOT:02}"


class Counter:
    """How this export counts: moments of the film and lengths, both to the frame."""

    def __init__(self, media: Media | None, wish: Wish) -> None:
        self.rate = rate_of(media)
        self._feet = wish.count == "feet"
        self._drop = wish.count == "drop-frame"
        self._first = frames(wish.start, self.rate)

    @property
    def says(self) -> str:
        """How it counts, in words for a title block."""
        shown = f"{float(self.rate):.3f}".rstrip("0").rstrip(".")
        if self._feet:
            return f"feet and frames of 35 mm, {shown} frames a second"
        dropped = ", dropped frame numbers" if self._drop and can_drop(self.rate) else ""
        return f"hours, minutes, seconds, frames; {shown} frames a second{dropped}"

    def at(self, when: Ms) -> str:
        return self._told(self._first + frames(when, self.rate))

    def length(self, start: Ms, end: Ms) -> str:
        """From the frame at ``start`` to the frame at ``end``: adds up over neighbours."""
        return self._told(frames(end, self.rate) - frames(start, self.rate), plain=True)

    def _told(self, number: int, *, plain: bool = False) -> str:
        if self._feet:
            return feet(number)
        return timecode(number, self.rate, drop=self._drop and not plain)
