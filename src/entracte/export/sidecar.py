"""The page without the film, to share with others who own a copy: ``Film.entracte.json``."""

import msgspec

from entracte import __version__
from entracte.align import sidecar
from entracte.align.sidecar import FORMAT, Shown, Sidecar
from entracte.errors import EntracteError
from entracte.listen import placing
from entracte.model import Page, Shot, to_bytes
from entracte.plugins import Fetch, Wish
from entracte.watch.prints import printed

_MOST_PRINTS = 1_000  # of a film with more shots every other has one, or every third …


class SidecarExporter:
    name = "sidecar"
    forms = ("entracte.json",)
    profiles = ()
    says = "the page without the film, for others who own a copy: entracte attach"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (one way)
        sound = None
        if page.marks:
            try:
                sound = sidecar.sounding(placing.from_bytes(fetch(page.marks)))
            except (EntracteError, ValueError):
                sound = None  # made by another version; the pictures are there
        made = Sidecar(
            entracte=FORMAT,
            made_by=f"entracte {__version__}",
            length=_length(page),
            page=msgspec.structs.replace(page, marks=""),
            sound=sound,
            pictures=shown(page.shots.items, fetch),
        )
        return to_bytes(made)


def shown(shots: tuple[Shot, ...], fetch: Fetch) -> tuple[Shown, ...]:
    """When each shot is, and the print of its still."""
    every = len(shots) // _MOST_PRINTS + 1
    return tuple(
        Shown(span=shot.span, print=_print(shot, fetch) if i % every == 0 else "")
        for i, shot in enumerate(shots)
    )


def _print(shot: Shot, fetch: Fetch) -> str:
    if shot.still is None:
        return ""
    try:
        return printed(fetch(shot.still))
    except EntracteError:
        return ""


def _length(page: Page) -> int:
    if page.film.media is not None:
        return page.film.media.duration
    shots, lines = page.shots.items, page.lines.items
    return max(
        (span.end for span in [*(s.span for s in shots), *(n.span for n in lines)]), default=0
    )


exporter = SidecarExporter()
