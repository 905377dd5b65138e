"""Pictures for media servers: a poster and a backdrop from the film's own stills."""

import io

from PIL import Image

from entracte.errors import NotFound
from entracte.model import Page, Shot
from entracte.plugins import Fetch, Wish

_POSTER = (1000, 1500)  # two to three, as servers show them
_QUALITY = 88
_EDGE = 0.06  # of the film at each end, where titles stand


class _Picture:
    forms = ("jpg",)
    profiles = ()

    def __init__(self, name: str, says: str, number: int) -> None:
        self.name, self.says = name, says
        self._number = number  # which of the shots that the film dwells on

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (one way)
        """A JPEG; ``NotFound`` where the film was not watched."""
        shots = dwelt_on(page)
        if not shots:
            raise NotFound("This page has no stills.", "Add the film itself, then try again.")
        still = shots[min(self._number, len(shots) - 1)].still or ""
        picture = Image.open(io.BytesIO(fetch(still))).convert("RGB")
        if self.name == "poster":
            picture = _upright(picture)
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=_QUALITY)
        return out.getvalue()


def dwelt_on(page: Page) -> tuple[Shot, ...]:
    """The shots with a still, the longest first; those of the titles at both ends come last."""
    shots = [shot for shot in page.shots.items if shot.still]
    whole = shots[-1].span.end if shots else 0

    def order(shot: Shot) -> tuple[bool, int]:
        inner = whole * _EDGE < shot.span.start and shot.span.end < whole * (1 - _EDGE)
        return not inner, shot.span.start - shot.span.end

    return tuple(sorted(shots, key=order))


def _upright(picture: Image.Image) -> Image.Image:
    """The middle of the picture in the shape of a poster."""
    wide, high = picture.size
    inner = min(wide, round(high * _POSTER[0] / _POSTER[1]))
    left = (wide - inner) // 2
    return picture.crop((left, 0, left + inner, high)).resize(_POSTER, Image.Resampling.LANCZOS)


poster = _Picture("poster", "an upright picture from a still, for media servers", 0)
backdrop = _Picture("backdrop", "a wide picture from a still, for media servers", 1)
