"""The strip: the whole film at a glance, a bar for each shot in its mean colour."""

from base64 import b64encode
from dataclasses import dataclass
from struct import pack
from zlib import compress, crc32

from entracte.model import Ms, Page, clock
from entracte.view.colour import Rgb, hex_
from entracte.view.places import Places

COLUMNS = 1200  # as many bars as a screen can show; longer films share them out
HEIGHT = 64
_GROUND = bytes((12, 10, 9))
_TICK = bytes((190, 184, 170))
_STEPS = (5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_200_000, 1_800_000)


@dataclass(frozen=True)
class Mark:
    """A scene, a cue or a time on the strip; places in per cent of its width."""

    x: str
    wide: str
    title: str
    href: str = ""
    at: Ms = 0


@dataclass(frozen=True)
class Strip:
    long: Ms
    scenes: tuple[Mark, ...]
    cues: tuple[Mark, ...]
    times: tuple[Mark, ...]


def length(page: Page) -> Ms:
    """How long the film is: by its file, or by the last thing that is known of it."""
    if page.film.media is not None:
        return page.film.media.duration
    tracks = (page.shots.items, page.lines.items)
    return max((item.span.end for track in tracks for item in track[-1:]), default=0)


def strip(page: Page, places: Places) -> Strip | None:
    """The marks on the strip; none when nothing is known of the film's time."""
    long = length(page)
    if not long or not (page.shots.items or page.lines.items):
        return None

    def mark(start: Ms, end: Ms, title: str, href: str = "") -> Mark:
        start, end = min(start, long), min(end, long)
        return Mark(f"{start / long:.3%}", f"{max(end - start, 1) / long:.3%}", title, href, start)

    scenes = tuple(
        mark(span.start, span.end, _title(scene.title), f"#{places.parts[scene.id]}")
        for scene in page.scenes
        for span in scene.spans
    )
    cues = tuple(
        mark(span.start, span.end, _title(cue.title), f"#{places.parts[cue.id]}")
        for cue in page.cues
        for span in cue.spans
    )
    step = next((step for step in _STEPS if long / step <= 14), 3_600_000)
    times = tuple(mark(at, at, clock(at)) for at in range(0, long - step // 3, step))
    return Strip(long, scenes, cues, times)


def _title(said: tuple[object, ...]) -> str:
    return str(getattr(said[0], "says", "")) if said else ""


def figures(page: Page) -> dict[str, object]:
    """What can be zoomed into, as compactly as JSON allows.

    ``long`` in ms; ``shots``: how long each lasts, in hundredths of a second, one after the other
    from ``from``; ``colours``: six hexadecimal digits a shot; ``lines``: start after the start of
    the line before, and length, in hundredths; ``scenes`` and ``cues``: start, end, title.
    """
    shots = page.shots.items
    ends = [*(shot.span.start for shot in shots[1:]), *(shot.span.end for shot in shots[-1:])]
    lines: list[int] = []
    before = 0
    for line in page.lines.items:
        start = line.span.start // 10
        lines += (start - before, max(1, (line.span.end - line.span.start) // 10))
        before = start
    long = length(page)
    return {
        "long": long,
        "from": shots[0].span.start if shots else 0,
        "shots": [end // 10 - shot.span.start // 10 for shot, end in zip(shots, ends, strict=True)],
        "colours": "".join(hex_(shot.colour)[1:] for shot in shots),
        "lines": lines,
        "scenes": [
            (span.start, min(span.end, long), _title(scene.title))
            for scene in page.scenes
            for span in scene.spans
        ],
        "cues": [
            (span.start, min(span.end, long), _title(cue.title))
            for cue in page.cues
            for span in cue.spans
        ],
    }


def svg(page: Page) -> str:
    """The strip as a picture: shots as bars, lines as ticks beneath them.

    The bars are a small bitmap, stretched: a browser draws that at once, but thousands of shapes
    one by one.
    """
    long = length(page) or 1
    bars = bytearray(_GROUND * COLUMNS)
    for start, wide, (r, g, b) in _bars(page, long):
        end = min(COLUMNS, start + wide)
        bars[start * 3 : end * 3] = bytes((r, g, b)) * (end - start)
    ticks = bytearray(_GROUND * COLUMNS)
    for line in page.lines.items:
        x = min(COLUMNS - 1, line.span.start * COLUMNS // long)
        wide = max(1, (line.span.end - line.span.start) * COLUMNS // long)
        end = min(COLUMNS, x + wide)
        ticks[x * 3 : end * 3] = _TICK * (end - x)
    shots, gap = HEIGHT - 10, 3
    rows = (
        [bytes(bars)] * shots + [_GROUND * COLUMNS] * gap + [bytes(ticks)] * (HEIGHT - shots - gap)
    )
    bitmap = b64encode(_png(rows)).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {COLUMNS} {HEIGHT}" '
        f'preserveAspectRatio="none"><image width="{COLUMNS}" height="{HEIGHT}" '
        f'preserveAspectRatio="none" style="image-rendering:pixelated" '
        f'href="data:image/png;base64,{bitmap}"/></svg>'
    )


def _png(rows: list[bytes]) -> bytes:
    """Rows of RGB pixels as a PNG (ISO/IEC 15948); equal rows cost next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))

    head = pack(">IIBBBBB", len(rows[0]) // 3, len(rows), 8, 2, 0, 0, 0)
    same_as_above = b"\2" + bytes(len(rows[0]))
    lines = (
        same_as_above if i and row == rows[i - 1] else b"\0" + row for i, row in enumerate(rows)
    )
    packed = compress(b"".join(lines), 9)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def _bars(page: Page, long: Ms) -> list[tuple[int, int, Rgb]]:
    """Bars (x, width, colour); shots that share a column are mixed by how long they last."""
    mixed: dict[int, list[float]] = {}
    wide: list[tuple[int, int, Rgb]] = []
    for shot in page.shots.items:
        start = min(COLUMNS - 1, shot.span.start * COLUMNS // long)
        end = min(COLUMNS, -(-shot.span.end * COLUMNS // long))
        if end - start > 2:
            wide.append((start, end - start, shot.colour))
            continue
        sums = mixed.setdefault(start, [0.0, 0.0, 0.0, 0.0, 1.0])
        time = shot.span.end - shot.span.start
        for i, value in enumerate((*shot.colour, 1)):
            sums[i] += value * time
        sums[4] = max(sums[4], end - start)
    narrow = [
        (x, int(far), (round(r / t), round(g / t), round(b / t)))
        for x, (r, g, b, t, far) in mixed.items()
        if t
    ]
    return sorted(wide + narrow)
