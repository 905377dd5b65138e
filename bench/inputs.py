"""Real films and texts that nobody prepared: each gives a page or one clear sentence.

``python -m bench.inputs [--data DIR] [--json] [--quick]``. DIR is laid out like ``shared/data``:
``films/``, ``tripod/``, ``opensubs/``, ``srt_script/``. Every film folder is made of links in a
temporary place and added by the command line, in a process of its own, with a time limit.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.report import SHARED, CouldNotRun, Row, run

_LIMIT = 600  # seconds for one folder


def folders(data: Path, quick: bool) -> Iterator[tuple[str, list[Path]]]:
    """(name of the film folder, the files in it)."""
    films = data / "films"
    for film in sorted(films.glob("*.m[kp][v4]")):
        texts = [film.with_name(f"{film.name[:9]}.srt")] if film.name.startswith("popeye") else []
        yield film.stem, [film, *(text for text in texts if text.is_file())]
    screenplays = sorted((data / "tripod").glob("*/*_script.txt"))
    for script in screenplays[:: max(1, len(screenplays) // (5 if quick else 20))]:
        yield script.parent.name, [script]
    for text in sorted((data / "srt_script").glob("*.srt")):
        yield text.stem, [text, text.with_suffix(".txt")]
    subtitles = sorted((data / "opensubs").glob("*.vtt"))
    if subtitles:
        yield "Elephants Dream", subtitles


def measure(data: Path, quick: bool) -> list[Row]:
    cases = list(folders(data, quick))
    if not cases:
        raise CouldNotRun(f"There are no films and texts in {data}.")
    pages, clear, tracebacks, seconds = 0, 0, [], []
    with tempfile.TemporaryDirectory() as place:
        for name, files in cases:
            folder = Path(place) / "films" / name
            folder.mkdir(parents=True)
            for file in files:
                shutil.copy(file, folder / file.name)
            before = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-m", "entracte", "add", str(folder)],
                env=os.environ | {"ENTRACTE_HOME": f"{place}/shelf", "COLUMNS": "200"},
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_LIMIT,
                check=False,
            )
            seconds.append(time.perf_counter() - before)
            said = done.stdout + done.stderr
            if "Traceback" in said or "Please report" in said or done.returncode not in (0, 1):
                tracebacks.append(name)
                print(f"{name}: {said.strip()[-400:]}", file=sys.stderr)
            elif done.returncode == 0:
                pages += 1
            else:
                clear += 1
                print(f"{name}: {done.stderr.strip()[-200:]}", file=sys.stderr)
            shutil.rmtree(folder)
    n = len(cases)
    return [
        Row("a page or a clear sentence", (pages + clear) / n, 1.0, n=n),
        Row("pages", pages / n, n=n),
        Row("tracebacks", len(tracebacks), 0, "lower", n=n),
        Row("seconds for a folder, median", sorted(seconds)[n // 2], better="lower", n=n),
        Row("seconds for a folder, longest", max(seconds), better="lower", n=n),
    ]


def main() -> int:
    return run("inputs", __doc__.split("\n")[0], SHARED / "data", measure)


if __name__ == "__main__":
    sys.exit(main())
