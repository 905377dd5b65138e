"""Makes the whole film folder: pictures scene by scene, sound, subtitles, texts, album, truth."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import av

from . import sound, texts
from .film import join
from .music import piece
from .story import ALBUM, ALBUM_ARTIST, SCENES, TITLE, TRACKS, YEAR, track_file
from .subtitles import srt
from .timeline import Timeline
from .truth import whole_truth

HERE = pathlib.Path(__file__).parent
BUILD = HERE / "build"
OUT = HERE.parent / "src" / "entracte" / "demo"
NAME = f"{TITLE} ({YEAR})"
FOLDER = OUT / NAME
CRF = 36


def part(n):
    """The file of a scene's pictures."""
    return BUILD / f"scene-{n:02d}.mp4"


def render(numbers, workers=2, crf=CRF):
    """Draw scenes, each in a process of its own."""
    BUILD.mkdir(exist_ok=True)
    waiting, running = list(numbers), {}
    while waiting or running:
        while waiting and len(running) < workers:
            n = waiting.pop(0)
            code = f"from demofilm.film import write_scene; write_scene({n}, {str(part(n))!r}, {crf})"
            running[n] = subprocess.Popen([sys.executable, "-c", code], cwd=HERE.parent)
        for n, process in list(running.items()):
            try:
                if process.wait(timeout=1):
                    raise SystemExit(f"scene {n} failed")
                del running[n]
                print("scene", n, "drawn", flush=True)
            except subprocess.TimeoutExpired:
                pass


def write_film(timeline, pictures, path):
    """Pictures (as they are) and sound (AAC) into one file that starts to play at once."""
    mixed = sound.mix(timeline)
    temporary = BUILD / "film.mp4"
    with av.open(str(pictures)) as src, av.open(
            str(temporary), "w", options={"movflags": "+faststart", "fflags": "+bitexact"}) as out:
        source = src.streams.video[0]
        video = out.add_stream_from_template(source)
        audio = out.add_stream("aac", rate=sound.RATE, layout="stereo")
        audio.bit_rate = 60000
        out.metadata["title"] = TITLE
        out.metadata["date"] = str(YEAR)
        blocks = sound.frames_of(mixed, 1024)
        reached = 0
        for packet in src.demux(source):
            if packet.dts is None:
                continue
            at = float(packet.dts * packet.time_base)
            while reached <= at:
                block = next(blocks, None)
                if block is None:
                    break
                reached = block.pts / sound.RATE
                out.mux(audio.encode(block))
            packet.stream = video
            out.mux(packet)
        for block in blocks:
            out.mux(audio.encode(block))
        out.mux(audio.encode(None))
    os.replace(temporary, path)


def write_texts(timeline):
    """Subtitles, article, listing, draft and truth; quick, and the same byte for byte every time."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in ("en", "de"):
        (FOLDER / f"{NAME}.{language}.srt").write_text(srt(timeline, language), encoding="utf-8")
    raw = {"article": texts.article(), "listing": texts.listing()}
    for name, text in raw.items():
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")
    (FOLDER / "screenplay.fountain").write_text(texts.screenplay(), encoding="utf-8")
    paths = {"A": f"{NAME}/listing.txt", "B": f"{NAME}/article.txt"}
    truth = whole_truth(timeline, raw, paths)
    (OUT / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(HERE / "LICENSE-film.txt", OUT / "LICENSE.txt")


def write_album():
    """Four tracks with their tags."""
    for number, title, name, concert, artist in TRACKS:
        tags = {"title": title, "artist": artist, "composer": "Matthias Rehn", "album": ALBUM, "albumartist": ALBUM_ARTIST,
                "tracknumber": str(number), "tracktotal": str(len(TRACKS)), "date": str(YEAR)}
        sound.write_opus(piece(name, concert), FOLDER / "music" / track_file(number, title), tags)


def make(scenes=None, crf=CRF):
    """Everything; `scenes`: draw these anew (None: only those not drawn yet)."""
    timeline = Timeline()
    numbers = scenes if scenes is not None else [s.n for s in SCENES if not part(s.n).exists()]
    render(numbers, crf=crf)
    write_texts(timeline)
    write_album()
    joined = BUILD / "pictures.mp4"
    count = join([part(s.n) for s in SCENES], joined)
    if count != timeline.frames:
        raise SystemExit(f"{count} frames drawn, {timeline.frames} expected: draw all scenes anew (--all)")
    write_film(timeline, joined, FOLDER / f"{NAME}.mp4")
    for path in sorted(OUT.rglob("*")):
        if path.is_file() and NAME in str(path):
            print(f"{path.stat().st_size / 1024:8.0f} KB  {path.relative_to(OUT)}")
