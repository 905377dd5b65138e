"""Watching a film: one pass over its picture gives shots, stills, colours, cards."""

from collections.abc import Callable

from entracte.media.frames import Picture, Reel
from entracte.model import Blank, Digest, Ms, Shot, Span, Track
from entracte.watch.colours import palette, srgb
from entracte.watch.lettering import EVERY, Lettering, titles_here
from entracte.watch.shots import Change, Shots
from entracte.watch.stills import Stills
from entracte.work.watched import Card, Watched

BY = "shots/2"  # who noticed; changes when the same film would be watched otherwise

_READ = 480  # pixels: how wide a picture is looked at for words
_CLEAR = 6  # frames: a still is taken this far from any change of shot, where the shot allows

Keep = Callable[[bytes], Digest]


def watched(path: str, keep: Keep, progress: Callable[[Ms, Ms], None] | None = None) -> Watched:
    """Watch the film at ``path`` once. ``keep`` stores a still (a JPEG) and gives its name.

    ``progress(done, total)`` is told about once a second of film, in milliseconds; what it raises
    ends the run. Raises ``NotFound`` and ``NotAFilm``.
    """
    reel = Reel(path, progress)
    log = _Log(keep)
    lettering: Lettering[Picture] = Lettering(Picture.jpeg)
    looked = -EVERY
    for frame in reel:
        log.see(frame.time, frame.hd)
        if frame.time >= looked + EVERY and titles_here(frame.time, reel.total):
            looked = frame.time
            lettering.offer(frame.time, frame.picture.grey(_READ), frame.picture)
        log.stills.offer(frame.luma, frame.picture)
        for change in log.finder.feed(frame.time, frame.luma, frame.u, frame.v):
            log.enter(change)
        log.stills.settle(log.clear, log.finder.certain)
    for change in log.finder.finish():
        log.enter(change)
    log.close(log.finder.frames, reel.end, log.finder.sums, log.finder.frames - 1)
    colours = palette(
        [shot.colour for shot in log.shots],
        [shot.span.end - shot.span.start for shot in log.shots],
    )
    blanks = (
        Blank(span=Span(start=start, end=end), kind=kind) for start, end, kind in log.finder.blanks
    )
    return Watched(
        shots=Track(by=BY, items=tuple(log.shots)),
        palette=colours,
        blank=Track(by=BY, items=tuple(blanks)),
        cards=tuple(
            Card(span=Span(start=card.start, end=card.end), picture=keep(card.picture))
            for card in lettering.cards()
        ),
        notes=reel.notes,
    )


class _Log:
    """The shots so far, and the one that is open."""

    def __init__(self, keep: Keep) -> None:
        self.finder = Shots()
        self.stills: Stills[Picture] = Stills(Picture.waiting)
        self.shots: list[Shot] = []
        self.clear = 0  # the open shot is on alone from this frame
        self._keep = keep
        self._hd = False
        self._start: Ms | None = None
        self._frame = 0
        self._sums = (0.0, 0.0, 0.0)
        self._entry = ""

    def see(self, time: Ms, hd: bool) -> None:
        if self._start is None:
            self._start, self._hd = time, hd

    def enter(self, change: Change) -> None:
        self.close(change.at, change.start, change.before, change.first)
        self._start, self._frame, self._sums = change.start, change.at, change.before
        self._entry, self.clear = change.entry, change.last

    def close(self, frame: int, time: Ms, sums: tuple[float, float, float], last: int) -> None:
        """The open shot ends at ``time``, before ``frame``; it was on alone until ``last``."""
        start = self._start or 0
        count = max(1, frame - self._frame)
        y, u, v = ((b - a) / count for a, b in zip(self._sums, sums, strict=True))
        first, last = min(self.clear, last), max(self.clear, last)
        margin = min(_CLEAR, (last - first) // 4)
        still = self.stills.best(first + margin, last - margin)
        self.shots.append(
            Shot(
                id=f"shot-{len(self.shots) + 1}",
                span=Span(start=start, end=max(start, time)),
                entry=self._entry or self.finder.opening,
                colour=srgb(y, u, v, hd=self._hd),
                still=self._keep(still.jpeg()) if still is not None else None,
            )
        )
