"""What a library shows of a film, kept beside its page: thousands are shown without reading one."""

import msgspec

from entracte.model import Digest, Id, Page, Value, from_bytes, slug, to_bytes
from entracte.store.library import Library
from entracte.view import sheet

BARS = 64  # of the barcode


class Glance(Value):
    """A film as it stands in the library."""

    title: str
    year: str = ""
    makers: str = ""
    brief: tuple[str, ...] = ()
    still: Digest = ""
    size: tuple[int, int] = (16, 9)
    bars: tuple[int, ...] = ()  # 0xRRGGBB, equal stretches of the film; none without pictures
    file: str = ""  # the film file's name in its folder
    people: tuple[str, ...] = ()  # real people, as their pages are called


def glanced(page: Page) -> Glance:
    """What the library shows of this page."""
    seen = sheet.glance(page)
    media = page.film.media
    credited = {claim.says.person for claim in page.credits}
    return Glance(
        title=seen.title,
        year=seen.year,
        makers=seen.makers,
        brief=seen.brief,
        still=seen.still or "",
        size=seen.size,
        bars=_bars(page),
        file=media.file if media is not None else "",
        people=tuple(
            dict.fromkeys(
                slug(each.name)
                for each in page.people
                if not each.character and each.id in credited
            )
        ),
    )


def glance(library: Library, film: Id, edition: Digest, page: Page) -> Glance:
    """Looks at the page, and keeps what was seen."""
    seen = glanced(page)
    library.glance(film, edition, to_bytes(seen), seen.people)
    return seen


def read(told: bytes) -> Glance | None:
    """What was kept; none where an older version kept it otherwise."""
    try:
        return from_bytes(told, Glance)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _bars(page: Page) -> tuple[int, ...]:
    """The mean colour of equal stretches of the film."""
    shots = page.shots.items
    if not shots:
        return ()
    media = page.film.media
    long = max(shots[-1].span.end, media.duration if media is not None else 0, 1)
    sums = [[0, 0, 0, 0] for _ in range(BARS)]
    for shot in shots:
        first = shot.span.start * BARS // long
        last = min(BARS - 1, max(first, (shot.span.end - 1) * BARS // long))
        for bar in range(first, last + 1):
            start, end = bar * long // BARS, (bar + 1) * long // BARS
            time = max(1, min(end, shot.span.end) - max(start, shot.span.start))
            for i, value in enumerate((*shot.colour, 1)):
                sums[bar][i] += value * time
    return tuple((r // t << 16) + (g // t << 8) + b // t if t else 0x0C0A09 for r, g, b, t in sums)
