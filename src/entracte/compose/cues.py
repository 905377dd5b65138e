"""The film's music as cues: every second of it in one cue, known by name or not, or told of.

What the albums and texts name comes first; music that is left over is a cue of its own. A use is
given only where the film bears it out: music without talk that opens the film or plays over its
opening titles is its main title, likewise its end title; for the rest a text must say that it is
played in the scene, or the dialogue must lie over it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from msgspec.structs import replace

from entracte.listen.found import Loudness
from entracte.model import (
    Claim,
    Cue,
    Evidence,
    Heard,
    Id,
    Line,
    Media,
    Ms,
    Sound,
    Span,
    Title,
    Track,
    clock,
)

_PLAYED = ("music", "both")
_SPOKEN = ("speech", "both")
_SLACK: Ms = 5000  # music around a recording found, as the detector has it: still that cue's
_REST: Ms = 2000  # a rest that does not end a cue
_SHORTEST: Ms = 1500  # of a cue that nobody names
_OPENS: Ms = 10_000  # the main title begins this early
_ENDS: Ms = 5000  # the end title ends this close to the film's end
_FIRST, _LAST = 0.1, 0.9  # parts of the film in which titles are opening and end titles
_TITLE: Ms = 8000  # either lasts so long at least
_TALK = 0.2  # part of a title's music under which there may be talk
_UNDER = 0.25  # part of background music under which there is talk, at least
_IN_SCENE = re.compile(
    r"\b(?:sung|sings?|singing|played|plays|playing|danced|dances|perform(?:s|ed|ing|ance)?"
    r"|hummed|whistle[sd]|on (?:the |a )?(?:radio|gramophone|record player|jukebox|stage|piano))\b",
    re.IGNORECASE,
)


class Scored(NamedTuple):
    """The cues in the order of time, those not heard last; and what does not add up."""

    cues: tuple[Cue, ...]
    notes: tuple[str, ...]


class Listening(NamedTuple):
    """What is known of the film's sound."""

    sounds: Track[Sound]
    lines: Track[Line]
    loudness: Loudness | None
    media: Media | None
    albums: bool  # whether there were recordings to look for
    titles: Track[Title] = Track()


def scored(named: Sequence[Cue], film: Listening, taken: Iterable[Id] = ()) -> Scored:
    """The cues that are named, with the music around them; and those that nobody names.

    ``taken`` are ids that a new cue must not have.
    """
    music = stretches(film.sounds, _PLAYED)
    claimed = sorted((span, i) for i, cue in enumerate(named) for span in cue.spans)
    mine: dict[int, list[Span]] = {}
    free: list[Span] = []
    for piece in _without(music, [span for span, _ in claimed]):
        owner = _beside(piece, claimed)
        if owner is None:
            free.append(piece)
        else:
            mine.setdefault(owner, []).append(piece)
    cues = [
        replace(cue, spans=_joined((*cue.spans, *mine[i]))) if i in mine else cue
        for i, cue in enumerate(named)
    ]
    unnamed = [span for span in _runs(free, claimed) if span.end - span.start >= _SHORTEST]
    names = _free_ids({*taken, *(cue.id for cue in named)}, len(unnamed))
    cues += [_unnamed(name, span, film) for name, span in zip(names, unnamed, strict=True)]
    told = [_told(cue, film) for cue in cues]
    told.sort(key=lambda cue: (not cue.spans, cue.spans[:1]))
    return Scored(tuple(told), tuple(_note(*each) for each in flagged(told, film.sounds)))


def flagged(cues: Sequence[Cue], sounds: Track[Sound]) -> tuple[tuple[Span, tuple[Id, ...]], ...]:
    """Stretches of the film's music that are not in exactly one cue, and the cues they are in."""
    spans = [(span, cue.id) for cue in cues for span in cue.spans]
    edges = {edge for span, _ in spans for edge in (span.start, span.end)}
    music = stretches(sounds, _PLAYED)
    edges |= {edge for span in music for edge in (span.start, span.end)}
    out: list[tuple[Span, tuple[Id, ...]]] = []
    starts = sorted(spans, key=lambda each: each[0].start)
    live: list[tuple[Span, Id]] = []
    next_one = 0
    for start, end in pairwise(sorted(edges)):
        while next_one < len(starts) and starts[next_one][0].start <= start:
            live.append(starts[next_one])
            next_one += 1
        live = [each for each in live if each[0].end > start]
        if len(live) == 1 or not _in(music, start):
            continue
        ids = tuple(sorted(id for _, id in live))
        if out and out[-1][0].end == start and out[-1][1] == ids:
            out[-1] = (Span(start=out[-1][0].start, end=end), ids)
        else:
            out.append((Span(start=start, end=end), ids))
    return tuple(out)


def stretches(sounds: Track[Sound], kinds: Sequence[str]) -> tuple[Span, ...]:
    """Where any of these kinds of sound is heard without a break."""
    return _joined(each.span for each in sounds.items if each.kind in kinds)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(start=out[-1].start, end=max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _without(spans: Sequence[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of the spans; both in order."""
    cut = _joined(taken)
    out: list[Span] = []
    for span in spans:
        start = span.start
        first = max(0, bisect_left(cut, start, key=lambda each: each.end))
        for other in cut[first:]:
            if other.start >= span.end:
                break
            if other.start > start:
                out.append(Span(start=start, end=other.start))
            start = max(start, other.end)
        if start < span.end:
            out.append(Span(start=start, end=span.end))
    return out


def _beside(piece: Span, claimed: Sequence[tuple[Span, int]]) -> int | None:
    """The cue that a short piece of music goes on from, or into."""
    if piece.end - piece.start > _SLACK:
        return None
    for span, i in claimed:
        if span.end == piece.start:
            return i
    return next((i for span, i in claimed if span.start == piece.end), None)


def _runs(free: Sequence[Span], claimed: Sequence[tuple[Span, int]]) -> list[Span]:
    """Pieces with but a rest between them are one cue, unless another is heard in the rest."""
    out: list[Span] = []
    for piece in free:
        if out and piece.start - out[-1].end <= _REST:
            rest = Span(start=out[-1].end, end=piece.start)
            if not any(span.start <= rest.end and rest.start <= span.end for span, _ in claimed):
                out[-1] = Span(start=out[-1].start, end=piece.end)
                continue
        out.append(piece)
    return out


def _in(spans: Sequence[Span], at: Ms) -> bool:
    i = bisect_left(spans, at + 1, key=lambda each: each.start)
    return i > 0 and at < spans[i - 1].end


def _free_ids(taken: set[Id], many: int) -> list[Id]:
    names = (f"music-{i}" for i in range(1, many + len(taken) + 1))
    return [name for name in names if name not in taken][:many]


def _unnamed(id: Id, span: Span, film: Listening) -> Cue:
    what = "Music on no album" if film.albums else "Music"
    where = f"Music is heard from {clock(span.start)} to {clock(span.end)}"
    why = f"{where}; it is none of the recordings beside the film." if film.albums else f"{where}."
    heard = Heard(span=span, by=film.sounds.by, why=why)
    return Cue(id=id, title=(Claim(says=what, evidence=(heard,)),), spans=(span,))


def _told(cue: Cue, film: Listening) -> Cue:
    """With its use, and how loud it is where somebody speaks over it."""
    if not cue.spans:
        return cue
    return replace(
        cue,
        use=cue.use or _use(cue, film),
        title=tuple(_levelled(claim, film) for claim in cue.title),
        recording=tuple(_levelled(claim, film) for claim in cue.recording),
    )


def _use(cue: Cue, film: Listening) -> str:
    """The cue sheet's code, as far as it is borne out; empty otherwise."""
    length = sum(span.end - span.start for span in cue.spans)
    talk = _shared(cue.spans, stretches(film.sounds, _SPOKEN))
    if film.media and length >= _TITLE and talk <= _TALK * length and len(cue.spans) == 1:
        (span,), whole = cue.spans, film.media.duration
        cards = [each.span for each in film.titles.within(span)]
        if span.start <= _OPENS or any(each.start < whole * _FIRST for each in cards):
            return "MT"
        if span.end >= whole - _ENDS or any(each.start > whole * _LAST for each in cards):
            return "ET"
    if not film.lines.items:
        return ""
    songs = [line.span for line in film.lines.items if line.sort == "song"]
    kind = "V" if _shared(cue.spans, _joined(songs)) else "I"
    if any(_IN_SCENE.search(claim.says) for claim in cue.where):
        return f"V{kind}"
    spoken = _joined(line.span for line in film.lines.items if line.sort == "speech")
    return f"B{kind}" if _shared(cue.spans, spoken) >= _UNDER * length else ""


def _shared(spans: Sequence[Span], others: Sequence[Span]) -> Ms:
    return sum(span.overlap(other) for span in spans for other in others)


def _levelled(claim: Claim[str], film: Listening) -> Claim[str]:
    return replace(claim, evidence=tuple(_against_talk(each, film) for each in claim.evidence))


def _against_talk(found: Evidence, film: Listening) -> Evidence:
    """The same, told how far the music is under the talk, where both are heard by themselves."""
    if not isinstance(found, Heard) or film.loudness is None:
        return found
    alone, over = _levels(found.span, film.loudness, film.sounds)
    if len(alone) < 2 or len(over) < 3:
        return found
    under = median(over) - median(alone)
    if under < 1:
        return found
    return replace(found, why=f"{found.why} It is about {under:.0f} dB quieter than the talk.")


def _levels(
    span: Span, loudness: Loudness, sounds: Track[Sound]
) -> tuple[list[float], list[float]]:
    """The loudness of the seconds within a stretch in which there is music alone, or talk too."""
    alone: list[float] = []
    over: list[float] = []
    for each in sounds.within(span):
        first = -(-max(each.span.start, span.start) // 1000)
        last = min(each.span.end, span.end) // 1000
        levels = loudness.curve[first:last]
        if each.kind == "music":
            alone += levels
        elif each.kind == "both":
            over += levels
    return alone, over


def _note(span: Span, cues: tuple[Id, ...]) -> str:
    where = f"The music from {clock(span.start)} to {clock(span.end)}"
    if not cues:
        return f"{where} is in no cue."
    return f"{where} is in {len(cues)} cues: {', '.join(cues)}."
