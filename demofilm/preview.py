"""Contact sheets: stills of every shot of a scene, to look at what is drawn."""

import pathlib

from PIL import Image

from .film import Take
from .story import RATE
from .timeline import Timeline


def sheet(n, folder, per_shot=2, width=640, columns=3, only=None):
    """Stills of scene n, `per_shot` of each shot, on one picture."""
    timeline = Timeline()
    stills = []
    for cut in timeline.cuts_of(n):
        if only is not None and cut.index not in only:
            continue
        take = Take(timeline, cut)
        for i in range(per_shot):
            k = int(take.n * (i + 0.6) / (per_shot + 0.2))
            im = Image.fromarray(take.draw(min(k, take.n - 1))[..., :3].copy())
            stills.append(im.resize((width, width * 9 // 16), Image.LANCZOS))
    h = width * 9 // 16
    rows = (len(stills) + columns - 1) // columns
    out = Image.new("RGB", (columns * width, rows * h))
    for i, im in enumerate(stills):
        out.paste(im, (i % columns * width, i // columns * h))
    path = pathlib.Path(folder) / f"sheet-{n:02d}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    out.save(path)
    return path


def strip(n, first, last, folder, count=12, width=480, columns=4):
    """A row of moments of scene n between two times (seconds in the scene), for dances."""
    timeline = Timeline()
    start, takes, stills = timeline.start[n], {}, []
    for i in range(count):
        frame = start + round((first + (last - first) * i / (count - 1)) * RATE)
        cut = next(c for c in timeline.cuts if c.start <= frame < c.end)
        take = takes.setdefault(cut.index, None) or Take(timeline, cut)
        takes[cut.index] = take
        im = Image.fromarray(take.draw(frame - cut.start)[..., :3].copy())
        stills.append(im.resize((width, width * 9 // 16), Image.LANCZOS))
    h = width * 9 // 16
    out = Image.new("RGB", (columns * width, -(-count // columns) * h))
    for i, im in enumerate(stills):
        out.paste(im, (i % columns * width, i // columns * h))
    path = pathlib.Path(folder) / f"strip-{n:02d}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    out.save(path)
    return path
