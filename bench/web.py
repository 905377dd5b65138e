"""The web app: its page in a browser, seeking, fifty readers and a job, a soak, a large library.

Everything is made here (pages, stills, films), so ``--data`` is not looked at. The whole takes some
twenty minutes, ten of them the soak; ``--quick`` takes two. The rows of the page in a browser are
those of ``bench.web_browser``; the rest stand in ``bench.web_load`` and ``bench.web_seeks``.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import web_browser, web_load, web_seeks
from bench.report import CouldNotRun, Row, run


def measure(_data: Path, quick: bool) -> Sequence[Row]:
    parts: tuple[Callable[[bool], list[Row]], ...] = (
        web_browser.rows,
        web_seeks.rows,
        web_load.library,
        web_load.readers,
        web_load.soak,
    )
    out: list[Row] = []
    missing: list[str] = []
    for part in parts:
        try:
            out += part(quick)
        except CouldNotRun as why:  # the others can be measured without it
            missing.append(str(why))
            print(f"{part.__module__.rpartition('.')[2]}: {why}", file=sys.stderr)
    if missing:
        out.append(Row("parts that could not be measured", len(missing), 0, "lower", len(parts)))
    return out


def main() -> int:
    return run("web", __doc__.splitlines()[0], Path(__file__).parent / "data", measure)


if __name__ == "__main__":
    sys.exit(main())
