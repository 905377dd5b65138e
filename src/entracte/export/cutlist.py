"""Moments of one or of many films as a list for editing programs: OpenTimelineIO, CMX 3600 EDL."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import msgspec

from entracte.export.counting import frames, timecode
from entracte.export.otio import clip, stack_of, track
from entracte.export.plain import line
from entracte.model import Ms, Span

_REEL = 8  # characters of a reel's name in CMX 3600
_MOST = 999  # events in one list


class Taken(NamedTuple):
    """A moment that goes into the cut."""

    film: str  # its id
    title: str  # of the film
    file: str  # the film file, as the timeline names it
    span: Span
    rate: Fraction
    whole: Ms
    words: str


def timeline(name: str, taken: Sequence[Taken]) -> bytes:
    """OpenTimelineIO JSON: a clip a moment, each at its own film's rate."""
    clips = [
        clip(line(each.words) or each.title, each.span, each.rate, each.file, _whole(each))
        for each in taken
    ]
    made = stack_of(line(name), [track("Cut", "Video", clips)])
    return msgspec.json.format(msgspec.json.encode(made), indent=2)


def _whole(each: Taken) -> Span:
    return Span(start=0, end=max(each.whole, each.span.end))


def edl(name: str, taken: Sequence[Taken]) -> bytes:
    """CMX 3600, non-drop, record times from 01:00:00:00 at the first film's rate.

    Reels are named by number, as the format has eight letters for them; comments tell the files.
    """
    out = [f"TITLE: {line(name)[:70]}", "FCM: NON-DROP FRAME"]
    reels = {
        film: f"FILM{i:03}"[:_REEL]
        for i, film in enumerate(dict.fromkeys(t.film for t in taken), 1)
    }
    rate = taken[0].rate if taken else Fraction(25)
    at = frames(3_600_000, rate)
    for number, each in enumerate(taken[:_MOST], 1):
        start, end = (frames(moment, each.rate) for moment in (each.span.start, each.span.end))
        long = round(Fraction(end - start) / each.rate * rate)
        times = (
            timecode(start, each.rate),
            timecode(end, each.rate),
            timecode(at, rate),
            timecode(at + long, rate),
        )
        out.append(f"{number:03}  {reels[each.film]:<8} B     C        {' '.join(times)}")
        out.append(f"* FROM CLIP NAME: {line(each.file)}")
        out.append(f"* COMMENT: {line(each.words)}")
        at += long
    return ("\n".join(out) + "\n").encode()
