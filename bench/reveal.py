"""The page up to a moment: is it the same, byte for byte, whatever comes after?

Pages of invented films (by a seed), and the pages of the films in the folder given (the demo film
by default), are cut at moments of chance; then everything after the moment is made noise, and the
page is cut again. ``bench.afterwards`` says what comes after, apart from the measured code.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import entracte.demo
from bench.afterwards import NOISE, invented, noised
from bench.report import CouldNotRun, Row, run
from entracte.compose.known import end
from entracte.compose.reveal import up_to
from entracte.model import Page, from_bytes, to_bytes
from entracte.store.folder import film
from entracte.store.shelf import Shelf
from entracte.work.add import make
from entracte.work.hands import Hands

_MOMENTS = 25  # of each page


def pages(data: Path) -> Iterator[Page]:
    """The page of each film folder, made afresh; pages that lie there as JSON, as they are."""
    with tempfile.TemporaryDirectory() as home, Hands() as hands:
        shelf = Shelf(home=home)
        for each in sorted(data.iterdir()):
            if each.suffix == ".json":
                try:
                    yield from_bytes(each.read_bytes(), Page)
                except ValueError:
                    continue  # another kind of file
            elif each.is_dir() and not each.name.startswith(("_", ".")):
                ran = make("page", film(each), shelf, hands, lambda _: None)
                yield from_bytes(shelf.blobs.get(ran.made[0]), Page)


def measure(data: Path, quick: bool) -> list[Row]:
    chance = random.Random(7)
    some = [invented(random.Random(seed)) for seed in range(10 if quick else 60)]
    given = list(pages(data))
    if not given:
        raise CouldNotRun(f"There is no film folder and no page in {data}.")
    rows = [_row("invented pages", some, chance), _row("pages of films", given, chance)]
    began = time.process_time()
    for page in given:
        for part in range(10):
            up_to(page, end(page) * part // 10)
    spent = (time.process_time() - began) / (10 * len(given))
    shown, known = _shown([*some, *given], chance)
    return [
        *rows,
        Row("known lines, quotes and ended scenes shown", shown / max(1, known), 0.99, n=known),
        Row("milliseconds a cut, of one processor", round(1000 * spent, 2), None, "lower"),
    ]


def _row(what: str, some: list[Page], chance: random.Random) -> Row:
    held = tried = 0
    for page in some:
        for _ in range(_MOMENTS):
            t = chance.randrange(max(1, end(page)))
            one = to_bytes(up_to(page, t))
            other = to_bytes(up_to(noised(page, t, chance), t))
            held += one == other and NOISE.encode() not in other
            tried += 1
    return Row(f"the same with noise afterwards: {what}", held / tried, 1.0, n=tried)


def _shown(some: list[Page], chance: random.Random) -> tuple[int, int]:
    """Of what is surely known by then, how much is there: an empty page would hide everything."""
    shown = known = 0
    for page in some:
        t = chance.randrange(max(1, end(page)))
        view = up_to(page, t)
        lines = {line.id for line in page.lines.items if line.span.end <= t}
        quotes = [c for c in page.quotes if c.says.lines and lines.issuperset(c.says.lines)]
        scenes = [s for s in page.scenes if s.spans and all(span.end <= t for span in s.spans)]
        known += len(lines) + len(quotes) + len(scenes)
        shown += len(lines & {line.id for line in view.lines.items})
        shown += min(len(quotes), len(view.quotes)) + min(len(scenes), len(view.scenes))
    return shown, known


def main() -> int:
    return run("reveal", __doc__ or "", Path(entracte.demo.__file__).parent, measure, sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
