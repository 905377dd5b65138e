"""Every export of a three-hour film: what it costs, and whether times and faults come through.

The film is made up here (2,500 shots, 2,000 lines), so no data beside the project is needed; a
``--data`` folder may hold pages as JSON (``*.json``, written by ``entracte export FILM json``),
which are exported as well.
"""

import csv
import io
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pysubs2
from msgspec.structs import replace
from PIL import Image

from bench import report
from bench.report import Row
from entracte import plugins
from entracte.export.certificate import certificate
from entracte.export.counting import frames, from_timecode, rate_of
from entracte.model import (
    Claim,
    Cue,
    Film,
    Line,
    Media,
    Page,
    Person,
    Read,
    Scene,
    Shot,
    Sound,
    Span,
    Track,
    from_bytes,
    passage,
    to_bytes,
)
from entracte.plugins import Wish

_HOURS = 3 * 3_600_000
_MINE = Path(__file__).parent
_ONE = """
import resource, sys, time
from entracte import plugins
from entracte.model import Page, from_bytes
from entracte.plugins import Wish
page = from_bytes(sys.stdin.buffer.read(), Page)
kind, form, still = sys.argv[1:]
exporter = next(each for each in plugins.exporters() if each.name == kind)
wish = Wish(form=form, profile=exporter.profiles[0] if exporter.profiles else "")
picture = open(still, "rb").read()
start = time.process_time()
data = exporter.export(page, lambda _: picture, wish)
used = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(used, peak, len(data))
"""


def measure(data: Path, quick: bool) -> list[Row]:
    """A row an export and form, then what must hold of them all."""
    page = long_page(300, 250) if quick else long_page(2_500, 2_000)
    rows = list(_costs(page))
    if not quick:
        rows += _long_list()
    rows += [_round_trips(page), _faults(page)]
    for file in sorted(data.glob("*.json")) if data != _MINE else ():
        rows += _given(file)
    return rows


def long_page(shots: int, lines: int) -> Page:
    """A page of three hours, its words strung together by number."""
    said = (Read(passage=passage("a", "The Long Film", 0, 13)),)
    edges = [_HOURS * i // shots for i in range(shots + 1)]
    pace = _HOURS // lines
    people = tuple(Person(id=f"p{i}", name=f"Person {i}", character=True) for i in range(30))
    return Page(
        film=Film(
            id="long-film",
            title=(Claim(says="The Long Film", said_by=said),),
            media=Media(digest="d", duration=_HOURS, file="f.mkv", rate=(24_000, 1001)),
        ),
        people=people,
        synopsis=tuple(Claim(says=f"Sentence {i} of it.", said_by=said) for i in range(200)),
        shots=Track(
            items=tuple(
                Shot(id=f"s{i}", span=Span(start=a, end=b), colour=(i % 256, 80, 120), still="s")
                for i, (a, b) in enumerate(pairwise(edges))
            )
        ),
        lines=Track(
            items=tuple(
                Line(
                    id=f"l{i}",
                    span=Span(start=i * pace, end=i * pace + min(2_400, pace - 200)),
                    text=f"This is what is said as number {i}, and it goes on.",
                    speaker=f"p{i % 30}" if i % 9 else None,
                    language="en",
                )
                for i in range(lines)
            )
        ),
        sounds=Track(
            items=tuple(
                Sound(span=Span(start=i * 300_000, end=i * 300_000 + 90_000), kind="music")
                for i in range(36)
            )
        ),
        parts=(
            *(
                Cue(id=f"c{i}", spans=(Span(start=i * 300_000, end=i * 300_000 + 90_000),))
                for i in range(36)
            ),
            *(
                Scene(
                    id=f"x{i}",
                    title=(Claim(says=f"Scene {i}", said_by=said),),
                    spans=(Span(start=_HOURS * i // 150, end=_HOURS * (i + 1) // 150),),
                )
                for i in range(150)
            ),
        ),
    )


def _costs(page: Page) -> Iterator[Row]:
    for exporter in plugins.exporters():
        for form in exporter.forms:
            used, peak, size = _alone(page, exporter.name, form)
            what = f"{exporter.name} {form}"
            note = f"{used:.2f} ({size / 1e6:.1f} MB)"
            yield Row(f"{what}: processor seconds", used, 3.0, "lower", 1, note=note)
            yield Row(f"{what}: memory, MB", peak, 500.0, "lower", 1)


def _alone(page: Page, kind: str, form: str) -> tuple[float, float, int]:
    """Seconds, peak megabytes and bytes of one export in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        still = Path(folder, "still.jpg")
        Image.new("RGB", (640, 360), (90, 60, 40)).save(still)
        told = subprocess.run(
            [sys.executable, "-c", _ONE, kind, form, str(still)],
            input=to_bytes(page),
            capture_output=True,
            check=False,
        )
    if told.returncode:
        raise report.CouldNotRun(f"{kind} {form}: {told.stderr.decode().strip()[-300:]}")
    used, peak, size = told.stdout.split()
    return float(used), float(peak), int(size)


def _long_list() -> list[Row]:
    """A continuity list of some four hundred pages."""
    used, peak, _ = _alone(long_page(14_000, 12_000), "ccsl", "pdf")
    return [
        Row("400 pages of ccsl pdf: processor seconds", used, 20.0, "lower", 1),
        Row("400 pages of ccsl pdf: memory, MB", peak, 500.0, "lower", 1),
    ]


def _round_trips(page: Page) -> Row:
    """Times read back from a continuity list and from subtitles, to the frame."""
    rate = rate_of(page.film.media)
    made = {each.name: each for each in plugins.exporters()}
    data = made["ccsl"].export(page, _nothing, Wish(form="csv", profile="combined"))
    shots = [row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"))) if row["Shot"]]
    right = sum(
        from_timecode(row["In"], rate) == frames(shot.span.start, rate)
        for row, shot in zip(shots, page.shots.items, strict=True)
    )
    of = len(shots)
    for form in made["subtitles"].forms:
        text = made["subtitles"].export(page, _nothing, Wish(form=form, profile="plain")).decode()
        read = pysubs2.SSAFile.from_string(text, format_=form).events
        right += sum(
            frames(event.start, rate) == frames(line.span.start, rate)
            for event, line in zip(read, page.lines.items, strict=True)
        )
        of += len(page.lines.items)
    return Row("times read back to the frame", right / of, 1.0, n=of, note=f"{right} of {of}")


def _faults(page: Page) -> Row:
    """Faults put in one by one; a fault counts when a check names its second."""
    rng = random.Random(1)
    planted = list(_planted(page, rng))
    named = 0
    for at, broken in planted:
        found = certificate(broken)
        named += not found.holds and any(
            abs(fault.at - at) <= 50
            for check in found.checks
            if not check.advice
            for fault in check.faults
        )
    sound = certificate(page).holds
    value = named / len(planted) if sound else 0.0
    note = f"{named} of {len(planted)}; the whole page {'holds' if sound else 'does not hold'}"
    return Row("planted faults that the certificate names", value, 1.0, n=len(planted), note=note)


def _planted(page: Page, rng: random.Random) -> Iterator[tuple[int, Page]]:
    shots, lines = page.shots.items, page.lines.items
    for _ in range(10):
        i = rng.randrange(1, len(shots) - 1)
        less = (*shots[:i], *shots[i + 1 :])
        yield shots[i].span.start, replace(page, shots=Track(items=less))
        span = Span(start=shots[i].span.start, end=shots[i].span.end + 500)
        more = (*shots[:i], replace(shots[i], span=span), *shots[i + 1 :])
        yield shots[i + 1].span.start, replace(page, shots=Track(items=more))
        j = rng.randrange(1, len(lines) - 1)
        at = lines[j].span.start
        endless = replace(lines[j], span=Span(start=at, end=at))
        yield at, replace(page, lines=Track(items=(*lines[:j], endless, *lines[j + 1 :])))
        k = rng.randrange(len(page.cues) - 1)
        cues = [*page.cues]
        start = cues[k].spans[0].start
        cues[k] = replace(cues[k], spans=(Span(start=start, end=start + 310_000),))
        scenes = page.scenes
        yield cues[k + 1].spans[0].start, replace(page, parts=(*cues, *scenes))
        yield start, replace(page, parts=(*cues[:k], *cues[k + 1 :], *scenes))


def _given(file: Path) -> Iterator[Row]:
    try:
        page = from_bytes(file.read_bytes(), Page)
    except ValueError as wrong:
        raise report.CouldNotRun(f"{file.name} is no page: {wrong}.") from wrong
    used = 0.0
    count = 0
    for exporter in plugins.exporters():
        for form in exporter.forms:
            seconds, _, _ = _alone(page, exporter.name, form)
            used, count = used + seconds, count + 1
    yield Row(f"{file.stem}: all exports, processor seconds", used, n=count)


def _nothing(_: str) -> bytes:
    return b""


def main(arguments: list[str] | None = None) -> int:
    """Prints the table; the exit code."""
    says = "Every export of a three-hour film: cost, round trips, planted faults."
    return report.run("exports", says, _MINE, measure, arguments)


if __name__ == "__main__":
    sys.exit(main())
