"""What watching and listening cost: CPU seconds a film hour, beside only decoding the same film.

``python -m bench.cost [--data DIR] [--json] [--quick]``. DIR is like ``shared/data/films``: its
largest film is encoded anew at 480, 720 and 1080 lines, with a little grain so that the bits are
those of real films, and looped to a quarter of an hour, one hour and three (``--quick``: a sixtieth
of that, and shorter films). Whatever of the plan opens the film is made in one process of its own:
all of the page's steps, and what can be asked for beside the page. Decoding only, by PyAV and by
ffmpeg, is picture and sound to nowhere. Runs alternate; figures are medians.

A minute or two stand for a whole film at each size. Titles are looked for in as large a part of
them as of a film of 100 minutes, and the album beside them, made of their own sound so that the
search for tunes has much to find, is half as long as they are. The looped films are taken as they
are: titles where they are looked for in films of that length, and an album of 15 seconds.
"""

import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bench.report import SHARED, CouldNotRun, Row, run

SIZES = ((480, "1500k"), (720, "4000k"), (1080, "8000k"))  # lines, bits a second
GOALS = {480: 1.8, 1080: 1.4}  # whole / decoding only
MEMORY = 600  # MB, for the longest film
LENGTHS = (0.25, 1.0, 3.0)  # hours
FEATURE = 100 * 60_000  # ms: the film that an excerpt stands for
RUNS = 3
ALBUM = 15  # seconds, beside the looped films
IDLE = 0.4  # load of the machine below which two cores are taken for free


class Spent(NamedTuple):
    cpu: float  # seconds, of the process and its children
    wall: float
    memory: float  # MB, at most


def measure(data: Path, quick: bool) -> list[Row]:
    source = max(data.glob("*.mp4"), key=lambda path: path.stat().st_size, default=None)
    if source is None:
        raise CouldNotRun(f"There is no film (.mp4) in {data}.")
    if not shutil.which("ffmpeg"):
        raise CouldNotRun("ffmpeg is not installed: films cannot be encoded anew without it.")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        rows = _size_rows(source, place, 30 if quick else 120)
        return rows + _length_rows(source, place, 1 / 60 if quick else 1.0)


def _size_rows(source: Path, place: Path, seconds: int) -> list[Row]:
    rows = []
    wall = []
    for lines, bits in SIZES:
        film = _encoded(source, place / f"{lines}" / "film.mp4", lines, bits, seconds, seconds / 2)
        runs: dict[str, list[Spent]] = {"part": [], "pyav": [], "ffmpeg": []}
        for _ in range(RUNS):
            for name, spent in runs.items():
                spent.append(_once(name, film))
        cpu = {n: statistics.median(s.cpu for s in spent) for n, spent in runs.items()}
        wall += [spent.wall / spent.cpu for spent in runs["part"]]
        hours = seconds / 3600
        rows.append(
            Row(
                f"{lines} lines: watching and listening, CPU s a film hour",
                cpu["part"] / hours,
                better="lower",
                n=RUNS,
                peers=(
                    ("decoding only, PyAV", cpu["pyav"] / hours),
                    ("ffmpeg", cpu["ffmpeg"] / hours),
                ),
            )
        )
        for name, says in (("pyav", "PyAV"), ("ffmpeg", "ffmpeg")):
            ratio = cpu["part"] / cpu[name]
            what = f"{lines} lines: whole / decoding only by {says}"
            rows.append(Row(what, ratio, GOALS.get(lines), "lower", n=RUNS))
        shutil.rmtree(film.parent)
    return [*rows, _wall_row(wall)]


def _wall_row(ratios: list[float]) -> Row:
    """Asked for only where nothing else keeps the machine busy."""
    free = (os.cpu_count() or 1) >= 2 and os.getloadavg()[2] < 1 + IDLE
    return Row(
        "wall / CPU seconds",
        statistics.median(ratios),
        0.6 if free else None,
        "lower",
        n=len(ratios),
        note="" if free else "the machine was busy",
    )


def _length_rows(source: Path, place: Path, scale: float) -> list[Row]:
    """A small film, looped: what matters here is how cost and memory grow."""
    loop = _encoded(source, place / "loop" / "film.mp4", 120, "150k", 60, ALBUM)
    rates = {}
    memory = {}
    for hours in LENGTHS:
        seconds = hours * scale * 3600
        film = place / f"{hours}" / "film.mp4"
        film.parent.mkdir()
        again = ["-stream_loop", "-1", "-i", str(loop), "-t", f"{seconds:.3f}", "-c", "copy"]
        _ffmpeg([*again, str(film)])
        _track(film, ALBUM)
        _first(film)
        spent = _once("whole", film)
        rates[hours], memory[hours] = spent.cpu / (hours * scale), spent.memory
        shutil.rmtree(film.parent)
    note = "" if scale == 1 else f"films of {scale:.3f} of that length"
    low, *_, high = LENGTHS
    rows = [
        Row(f"CPU s an hour of a film of {hours:g} h", rates[hours], better="lower", n=1, note=note)
        for hours in LENGTHS
    ]
    growth = rates[high] / rates[low]
    rows.append(Row("cost an hour, longest / shortest film", growth, 1.10, "lower", n=2, note=note))
    what = f"memory at most, MB, film of {high:g} h"
    others = tuple((f"{hours:g} h", memory[hours]) for hours in LENGTHS[:-1])
    rows.append(Row(what, memory[high], MEMORY, "lower", n=1, peers=others, note=note))
    return rows


def _encoded(source: Path, film: Path, lines: int, bits: str, seconds: int, album: float) -> Path:
    film.parent.mkdir()
    start = ("-ss", "90", "-t", str(seconds), "-i", str(source))
    look = f"scale=-2:{lines}:flags=bicubic,noise=alls=6:allf=t"
    coded = ("-c:v", "libx264", "-preset", "veryfast", "-x264-params", "ref=3:bframes=3")
    rest = ("-b:v", bits, "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "128k")
    _ffmpeg([*start, "-vf", look, *coded, *rest, str(film)])
    _track(film, album)
    _first(film)
    return film


def _track(film: Path, seconds: float) -> None:
    track = film.parent / "music" / "track.flac"
    track.parent.mkdir()
    _ffmpeg(["-i", str(film), "-vn", "-t", f"{seconds:.3f}", str(track)])


def _first(film: Path) -> None:
    """The film's first two seconds, to warm up with, in a folder beside it."""
    first = film.parent.with_name(f"{film.parent.name} first") / "film.mp4"
    first.parent.mkdir()
    _ffmpeg(["-i", str(film), "-t", "2", "-c", "copy", str(first)])
    _track(first, ALBUM)


def _ffmpeg(options: list[str]) -> None:
    command = ["ffmpeg", "-v", "error", "-y", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CouldNotRun(f"ffmpeg could not make a film: {done.stderr.strip()[:200]}")


def _once(name: str, film: Path) -> Spent:
    """One run in a process of its own."""
    if name == "ffmpeg":
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        null = ["-map", "0:v:0", "-map", "0:a:0", "-f", "null", "-"]
        _ffmpeg(["-i", str(film), *null])
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Spent(cpu, time.perf_counter() - start, after.ru_maxrss / 1024)
    command = [sys.executable, "-m", "bench.cost", "--once", name, str(film)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = re.search(r"^\{.*\}$", done.stdout, re.MULTILINE)
    if done.returncode or told is None:
        raise CouldNotRun(f"{name} failed on {film.name}: {done.stderr.strip()[-300:]}")
    return Spent(**json.loads(told[0]))


def once(name: str, film: Path) -> Spent:
    """In this process; what is imported before the clock starts is no cost of the film's."""
    if name == "part":
        _as_of_a_feature()
    work = decoded if name == "pyav" else watched_and_heard
    ready = work(film)
    next(ready)
    before = resource.getrusage(resource.RUSAGE_SELF)
    start = time.perf_counter()
    for _ in ready:
        pass
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(cpu, wall, after.ru_maxrss / 1024)


def _as_of_a_feature() -> None:
    """Titles are looked for in the same part of an excerpt as of the film that it stands for."""
    from entracte.watch import lettering
    from entracte.work import watching

    def here(time: int, total: int) -> bool:
        return lettering.titles_here(time * FEATURE // max(total, 1), FEATURE)

    watching.titles_here = here


def decoded(film: Path):
    import av

    yield
    with av.open(str(film)) as container:
        container.streams.video[0].thread_type = "AUTO"
        for _ in container.decode(video=0):
            pass
    with av.open(str(film)) as container:
        for _ in container.decode(audio=0):
            pass


def watched_and_heard(film: Path):
    from entracte.store.folder import film as folder_of
    from entracte.store.shelf import Shelf
    from entracte.work.add import LASTING, make
    from entracte.work.hands import Hands

    def here() -> Executor:
        return ThreadPoolExecutor(1)

    with tempfile.TemporaryDirectory() as home:
        shelf = Shelf(home=home)
        with Hands(apart=here) as hands:
            # A second of it first: what is imported and loaded once is no cost of an hour of film.
            for folder in (film.parent.with_name(f"{film.parent.name} first"), film.parent):
                if folder == film.parent:
                    yield
                for step in ("page", *LASTING) if folder.exists() else ():
                    ran = make(step, folder_of(folder), shelf, hands, heed=_unheeded)
                    if ran.failed:
                        raise CouldNotRun("; ".join(ran.failed))


def _unheeded(moment: object) -> None:
    """Nobody watches this run."""


def main() -> int:
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(once(sys.argv[2], Path(sys.argv[3]))._asdict()))
        return 0
    says = "what watching and listening cost beside only decoding"
    return run("cost", says, SHARED / "data" / "films", measure)


if __name__ == "__main__":
    sys.exit(main())
