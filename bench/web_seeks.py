"""Seeking in a large film, in a real browser: one it plays as it is, one with AC3 sound.

The film is made here: noise that no encoder can make small, 1.8 GB of it in half an hour.
"""

import io
import random
import tempfile
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from bench import long_film
from bench.report import CouldNotRun, Row
from bench.web_browser import ID, chromium
from bench.web_load import Server, started
from entracte.media.probe import probe
from entracte.model import to_bytes
from entracte.store.shelf import Shelf
from entracte.store.taken import Inputs
from entracte.work.glance import glance

SIZE = 1_800_000_000  # bytes
_PIECE = 12  # seconds that are encoded; the rest is the same again, later in time
_RATE = 48_000

_SEEK = """async (times) => {
  const video = document.querySelector('.player video');
  const took = [];
  for (const time of times) {
    const start = performance.now();
    const there = new Promise((done, fail) => {
      video.addEventListener('seeked', done, {once: true});
      const wrong = () => fail(new Error('error ' + video.error?.code));
      video.addEventListener('error', wrong, {once: true});
      setTimeout(() => fail(new Error('no picture after 30 s at ' + time)), 30000);
    });
    video.currentTime = time;
    await there;
    took.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 150));
  }
  return took;
}"""


def film(path: Path, sound: str, size: int) -> float:
    """Makes the film, as large as ``size``; its length in seconds."""
    piece = _piece(sound)
    with av.open(io.BytesIO(piece)) as source, av.open(str(path), "w") as out:
        tracks = {
            stream.index: out.add_stream_from_template(stream)
            for stream in (source.streams.video[0], source.streams.audio[0])
        }
        packets = [(p, p.stream.index, p.pts, p.dts) for p in source.demux() if p.dts is not None]
        whole = sum(p.size for p, *_ in packets)
        times = max(1, round(size / whole))
        for turn in range(times):
            for packet, index, pts, dts in packets:
                later = int(Fraction(turn * _PIECE) / packet.time_base)
                made = av.Packet(bytes(packet))
                made.pts, made.dts, made.time_base = pts + later, dts + later, packet.time_base
                made.is_keyframe = packet.is_keyframe
                made.duration = packet.duration
                made.stream = tracks[index]
                out.mux(made)
        return float(times * _PIECE)


def _piece(sound: str) -> bytes:
    data = io.BytesIO()
    chance = np.random.default_rng(7)
    with av.open(data, "w", format="matroska") as out:
        video = out.add_stream("libx264", rate=24)
        video.width, video.height, video.pix_fmt = 1280, 720, "yuv420p"
        video.codec_context.gop_size, video.bit_rate = 48, 8_000_000
        video.options = {"preset": "ultrafast", "nal-hrd": "cbr", "maxrate": "8M", "bufsize": "8M"}
        audio = out.add_stream(sound, rate=_RATE, layout="stereo")
        noise = chance.integers(0, 255, (720 + 64, 1280), np.uint8)
        for i in range(_PIECE * 24):
            grey = noise[i % 64 : i % 64 + 720]
            made = av.VideoFrame.from_ndarray(np.repeat(grey[:, :, None], 3, 2), "rgb24")
            out.mux(video.encode(made))
        out.mux(video.encode())
        long = audio.codec_context.frame_size or 1024
        for start in range(0, _PIECE * _RATE - long, long):
            tone = 0.2 * np.sin(2 * np.pi * 440 * np.arange(start, start + long) / _RATE)
            both = np.stack([tone, tone]).astype(np.float32)
            frame = av.AudioFrame.from_ndarray(both, "fltp", "stereo")
            frame.sample_rate, frame.pts, frame.time_base = _RATE, start, Fraction(1, _RATE)
            out.mux(audio.encode(frame))
        out.mux(audio.encode())
    return data.getvalue()


def _shelve(home: Path, path: Path) -> None:
    from msgspec.structs import replace

    page, stills = long_film.film(ID, path.name)
    shelf = Shelf(home=str(home))
    for data in stills.values():
        shelf.blobs.put(data)
    page = replace(page, film=replace(page.film, media=probe(path)))
    film = shelf.library.shelve(ID, "The Long Evening (1951)", str(path.parent), str(path.parent))
    made = shelf.blobs.put(to_bytes(page))
    shelf.library.settle(
        film, title="The Long Evening", year=1951, page=made, keys=(), lasting=(),
        inputs=shelf.blobs.put(to_bytes(Inputs(name="The Long Evening (1951)"))),
    )  # fmt: skip
    glance(shelf.library, film.id, made, page)


def _seeks(server: Server, long: float, count: int) -> list[float]:
    """Milliseconds from asking for a moment to its picture."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise CouldNotRun("Playwright is not installed: pip install playwright.") from None
    chance = random.Random(5)
    times = [chance.uniform(1, long - 5) for _ in range(count)]
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto(f"{server.address}/film/{ID}", wait_until="load")
        try:
            page.wait_for_function(
                "document.querySelector('.player video')?.readyState >= 2", timeout=60_000
            )
            took = page.evaluate(_SEEK, times)
        except Error as wrong:
            raise CouldNotRun(f"The film does not play in Chromium: {wrong}") from None
        browser.close()
    return [float(each) for each in took]


def rows(quick: bool) -> list[Row]:
    size = SIZE // 20 if quick else SIZE
    count = 10 if quick else 40
    out = []
    for name, sound, ending, goal in (
        ("AAC sound, played as it is", "aac", "mp4", 300),
        ("AC3 sound, cut into segments", "ac3", "mkv", 1000),
    ):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"film.{ending}"
            long = film(path, sound, size)
            whole = path.stat().st_size / 1e9
            _shelve(Path(folder) / "home", path)
            with started(Path(folder) / "home") as server:
                took = sorted(_seeks(server, long, count))
        out.append(
            Row(
                f"seek in a film of {whole:.1f} GB, {name}, p95, ms",
                took[int(len(took) * 0.95)], goal, "lower", len(took),
                note=f"median {took[len(took) // 2]:.0f}",
            )
        )  # fmt: skip
    return out
