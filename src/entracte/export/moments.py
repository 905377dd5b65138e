"""The moments a film can be entered at: its scenes and the works within it, none twice."""

from typing import NamedTuple

from entracte.export.plain import line
from entracte.model import Ms, Page, Scene, Standing, Work

_APART = 1_000  # ms: two starts nearer than this are one moment
BEGINNING = "Beginning"
END_TITLES = "End credits"  # the name by which Jellyfin's chapter segments know them


class Moment(NamedTuple):
    """A place to enter the film, up to where the next begins."""

    start: Ms
    end: Ms
    title: str


def length_of(page: Page) -> Ms:
    """How long the film is: its file, or what is known to happen in it."""
    media = page.film.media
    if media is not None and media.duration:
        return media.duration
    tracks = (page.lines.items, page.shots.items)
    last = [track[-1].span.end for track in tracks if track]
    return max([*last, *(span.end for part in page.parts for span in part.spans)], default=0)


def moments(page: Page) -> tuple[Moment, ...]:
    """Scenes, works within and end titles in order; they tile the film from its first frame.

    A moment that starts at or after the film's end is left out: players stumble over it.
    """
    whole = length_of(page)
    named = [
        (span.start, title)
        for part in page.parts
        if isinstance(part, Scene | Work) and (title := title_of(part))
        for span in part.spans[:1]
    ]
    named += [(c.spans[0].start, END_TITLES) for c in page.cues if c.use == "ET" and c.spans]
    starts: list[tuple[Ms, str]] = []
    for start, title in sorted(each for each in named if each[0] < whole):
        if not starts or start - starts[-1][0] >= _APART:
            starts.append((start, title))
    if not starts:
        return ()
    if starts[0][0] >= _APART:
        starts.insert(0, (0, BEGINNING))
    starts[0] = (0, starts[0][1])
    ends = [*(start for start, _ in starts[1:]), whole]
    return tuple(
        Moment(start, end, title) for (start, title), end in zip(starts, ends, strict=True)
    )


def title_of(part: Scene | Work) -> str:
    """The part's name in one line; empty where it has none that holds."""
    held = (each for each in part.title if each.standing != Standing.CONTRADICTED)
    return line(next((str(each.says) for each in held), ""))
