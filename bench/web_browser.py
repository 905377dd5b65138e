"""The film page in a real browser: how light, how soon there, how smoothly its strip moves.

A page of 1,500 lines, 150 scenes and 2,000 shots is put on a shelf of its own, served as `entracte
serve` does, and opened in Chromium with the processor slowed down to a quarter. ``bench.web`` adds
these rows to its own; ``python -m bench.web_browser`` measures them alone.
"""

import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import long_film
from bench.report import CouldNotRun, Row, run
from entracte.model import to_bytes
from entracte.store.shelf import Shelf
from entracte.store.taken import Inputs

ROOT = Path(__file__).resolve().parents[1]
SLOWER = 4  # times: a phone of some years
LOADS, QUICK_LOADS = 7, 3
ZOOM_SECONDS = 4
ID = "the-long-evening-1951"

_WATCH = """
window.seen = {fcp: 0, cls: 0};
new PerformanceObserver((list) => {
  for (const entry of list.getEntriesByName('first-contentful-paint')) seen.fcp = entry.startTime;
}).observe({type: 'paint', buffered: true});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.cls += entry.value;
}).observe({type: 'layout-shift', buffered: true});
"""

_ZOOM = """async (seconds) => {
  const slide = document.querySelector('.strip .slide');
  const box = slide.getBoundingClientRect();
  let frames = 0;
  const start = performance.now();
  let last = start;
  const gaps = [];
  await new Promise((done) => {
    const step = (now) => {
      frames += 1;
      gaps.push(now - last);
      last = now;
      const phase = (now - start) / 1000;
      slide.dispatchEvent(new WheelEvent('wheel', {
        deltaY: Math.sin(phase * 2.2) * 22, ctrlKey: true, bubbles: true, cancelable: true,
        clientX: box.left + box.width * (0.5 + 0.4 * Math.sin(phase)), clientY: box.top + 20,
      }));
      if (now - start < seconds * 1000) requestAnimationFrame(step); else done();
    };
    requestAnimationFrame(step);
  });
  gaps.sort((a, b) => a - b);
  return [frames / ((last - start) / 1000), gaps[Math.floor(gaps.length * 0.95)]];
}"""


@contextmanager
def served(home: Path) -> Iterator[str]:
    """`entracte serve` over the shelf in this folder; its address."""
    command = [sys.executable, "-m", "entracte", "serve", "--port", "0", "--json"]
    environment = os.environ | {"ENTRACTE_HOME": str(home)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            if not line:
                raise CouldNotRun("The web app did not start.")
            yield json.loads(line)["address"].rstrip("/")
        finally:
            server.terminate()
            server.wait(20)


def shelve(home: Path) -> None:
    """The long film, on a shelf of its own, with the demo film's file to play."""
    from entracte.terminal.serving import demo_folder

    folder = demo_folder()
    file = next(each.name for each in sorted(folder.iterdir()) if each.suffix == ".mp4")
    page, stills = long_film.film(ID, file)
    shelf = Shelf(home=str(home))
    for data in stills.values():
        shelf.blobs.put(data)
    film = shelf.library.shelve(ID, "The Long Evening (1951)", str(folder), str(folder))
    made = shelf.blobs.put(to_bytes(page))
    shelf.library.settle(
        film, title="The Long Evening", year=1951, page=made,
        inputs=shelf.blobs.put(to_bytes(Inputs(name="The Long Evening (1951)"))),
        keys=(), lasting=(),
    )  # fmt: skip


def chromium() -> str:
    """Where Chromium is; ``CouldNotRun`` where there is none and none can be installed."""
    found = subprocess.run(
        [str(ROOT / "scripts" / "chromium"), sys.executable], capture_output=True, text=True
    )
    if found.returncode:
        raise CouldNotRun(found.stderr.strip() or "There is no Chromium here.")
    return found.stdout.strip().splitlines()[-1]


def _fetched(address: str) -> bytes:
    request = urllib.request.Request(address, headers={"accept-encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        data: bytes = answer.read()
        return data if answer.headers.get("content-encoding") == "gzip" else gzip.compress(data, 6)


def _own(address: str) -> int:
    """Bytes, packed, of all scripts and style sheets there are: more than any one page loads."""
    from entracte.view import html

    names = [name for name in html.assets() if name.endswith((".js", ".css"))]
    return sum(len(_fetched(f"{address}/static/{html.edition()}/{name}")) for name in names)


def _load(browser: Any, address: str) -> tuple[float, float]:
    """First contentful paint in ms and the layout's shift: a first visit, a slow processor."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(_WATCH)
    slow = context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    page.wait_for_selector("body.ready", timeout=60_000)
    page.wait_for_timeout(700)
    seen = page.evaluate("window.seen")
    context.close()
    return float(seen["fcp"]), float(seen["cls"])


def _zoom(browser: Any, address: str) -> tuple[float, float]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.wait_for_selector(".strip.alive", timeout=60_000)
    page.wait_for_timeout(800)
    frames, slowest = page.evaluate(_ZOOM, ZOOM_SECONDS)
    context.close()
    return float(frames), float(slowest)


def rows(quick: bool) -> list[Row]:
    """What the browser makes of a long film's page."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise CouldNotRun("Playwright is not installed: pip install playwright.") from None
    loads = QUICK_LOADS if quick else LOADS
    path = chromium()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shelve(home)
        with served(home) as address, sync_playwright() as play:
            film = f"{address}/film/{ID}"
            size = len(_fetched(film))
            browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
            own = _own(address)
            _load(browser, film)  # the server makes the page once; what is measured is the browser
            seen = [_load(browser, film) for _ in range(loads)]
            zooms = [_zoom(browser, film) for _ in range(1 if quick else 3)]
            browser.close()
    fcp = [paint / 1000 for paint, _ in seen]
    return [
        Row("film page of 1,500 lines, HTML packed, kB", size / 1000, 90, "lower", 1),
        Row(
            "first contentful paint at a quarter of the processor, s, median",
            statistics.median(fcp), 1.0, "lower", loads, note=f"worst {max(fcp):.2f}",
        ),
        Row("layout shift while loading, worst", max(cls for _, cls in seen), 0.02, "lower", loads),
        Row(
            "strip while zooming, frames a second, median",
            statistics.median(rate for rate, _ in zooms), 55, "higher", len(zooms),
            note=f"p95 frame {max(gap for _, gap in zooms):.0f} ms",
        ),
        Row("own scripts and style sheets, packed, kB", own / 1000, 40, "lower", 1),
    ]  # fmt: skip


def measure(_data: Path, quick: bool) -> Sequence[Row]:
    return rows(quick)


def main() -> int:
    return run("web_browser", __doc__.splitlines()[0], Path(__file__).parent / "data", measure)


if __name__ == "__main__":
    sys.exit(main())
