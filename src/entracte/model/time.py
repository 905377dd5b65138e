"""When: stretches of the film, in milliseconds from its first frame."""

import re
from typing import Self, TypeAlias

from entracte.model.value import Value

Ms: TypeAlias = int  # milliseconds from the film's first frame

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?")


class Span(Value, order=True):
    """A stretch of the film, from ``start`` up to but not including ``end``."""

    start: Ms
    end: Ms

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span must run forward: {self.start} to {self.end}")

    def overlap(self, other: Self) -> Ms:
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def __contains__(self, at: Ms) -> bool:
        return self.start <= at < self.end


def clock(at: Ms, *, fraction: bool = False) -> str:
    """The time as people write it: ``19:50``, ``1:07:00``; with ``fraction`` ``19:50.250``."""
    seconds, rest = divmod(at, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{text}.{rest:03}" if fraction else text


def from_clock(text: str) -> Ms:
    """Milliseconds of ``1:07:00``, ``19:50`` or ``19:50.250``; ``ValueError`` if it is no time."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"not a time: {text!r}")
    hours, minutes, seconds, rest = found.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole * 1000 + int((rest or "0").ljust(3, "0"))
