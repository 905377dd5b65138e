"""Compares the truth with the finished files: frames, joins, subtitles, texts, tags, sizes."""

import json
import re

import av
import numpy as np

from .make import FOLDER, NAME, OUT
from .story import RATE, TRACKS, track_file
from .subtitles import srt
from .timeline import Timeline


def small_frames(path):
    """Every frame of the film, tiny and grey, as one array."""
    with av.open(str(path)) as f:
        out = [x.reformat(64, 36, "gray").to_ndarray().astype(np.int16) for x in f.decode(video=0)]
    return np.array(out)


def colour_frames(path):
    """Every frame in tiny colour, to see joins between scenes of one brightness."""
    with av.open(str(path)) as f:
        out = [x.reformat(32, 18, "rgb24").to_ndarray().astype(np.int16) for x in f.decode(video=0)]
    return np.array(out)


def spans(truth):
    """Every (seed, start, end, quote) in the truth."""
    if isinstance(truth, dict):
        if {"seed", "start", "end", "quote"} <= truth.keys():
            yield truth["seed"], truth["start"], truth["end"], truth["quote"]
        for v in truth.values():
            yield from spans(v)
    elif isinstance(truth, list):
        for v in truth:
            yield from spans(v)


def check():
    """0 if everything agrees; prints every disagreement."""
    wrong = []

    def test(ok, what):
        if not ok:
            wrong.append(what)

    truth = json.loads((OUT / "truth.json").read_text(encoding="utf-8"))
    film, timeline = truth["film"], Timeline()
    movie = FOLDER / f"{NAME}.mp4"
    with av.open(str(movie)) as f:
        v, a = f.streams.video[0], f.streams.audio[0]
        test((v.codec_context.width, v.codec_context.height) == tuple(film["size"]), "size of the picture")
        test(v.average_rate == RATE, "frame rate")
        test(a.codec_context.sample_rate == film["sample_rate"] and a.codec_context.layout.nb_channels == 2, "sound")
        length = float(f.duration) / 1e6
        test(abs(length * 1000 - film["duration_ms"]) < 90, f"length {length:.2f} s")
    x = colour_frames(movie)
    test(len(x) == film["frames"] == timeline.frames, f"{len(x)} frames, {film['frames']} in the truth")
    change = np.abs(np.diff(x, axis=0)).mean((1, 2, 3))
    shots = film["shots"]
    for before, shot in zip(shots, shots[1:]):
        k = round(shot["start_ms"] * RATE / 1000)
        test(before["end_ms"] == shot["start_ms"], f"shots do not touch at {shot['start_ms']} ms")
        if shot["entry"] == "cut":
            near = np.median(np.r_[change[max(k - 8, 0):k - 2], change[k + 1:k + 7]])
            test(change[k - 1] > near + 1.5, f"the cut at {shot['start_ms']} ms is not to be seen ({change[k - 1]:.1f}, near {near:.1f})")
            test(change[k - 1] >= change[max(k - 4, 0):k + 3].max() - .01, f"the cut at {shot['start_ms']} ms lies elsewhere")
        elif shot["entry"] == "dissolve":
            n = round(shot["transition_ms"] * RATE / 1000)
            test(np.abs(x[k - 1] - x[k + n]).mean() > 1.5, f"the dissolve at {shot['start_ms']} ms is not to be seen")
        else:
            test(x[k].mean() < 12, f"the fade at {shot['start_ms']} ms does not begin in black")
    for flash in film["flashes"]:
        k = round(flash["start_ms"] * RATE / 1000)
        test(x[k].mean() > 200, "no flash")
    counts = {e: sum(s["entry"] == e for s in shots) for e in ("cut", "dissolve", "fade")}
    test(len(shots) >= 45 and counts["dissolve"] >= 6 and counts["fade"] >= 3, f"too few shots or joins: {counts}")
    test(len(film["lines"]) >= 30, "too few lines")
    for language in ("en", "de"):
        written = (FOLDER / f"{NAME}.{language}.srt").read_text(encoding="utf-8")
        test(written == srt(timeline, language), f"subtitles {language}")
        starts = {int(h) * 3600000 + int(m) * 60000 + int(s) * 1000 + int(z)
                  for h, m, s, z in re.findall(r"(\d+):(\d+):(\d+),(\d+) -->", written)}
        for line in film["lines"]:
            test(line["start_ms"] in starts or line["speaker"] == "Konrad Vasmer", f"no subtitle at {line['start_ms']}")
    for seed, start, end, quote in spans(truth):
        raw = (OUT / truth["seeds"][seed]).read_text(encoding="utf-8")
        test(raw[start:end] == quote, f"offset of {quote!r}")
    for number, title, *_ in TRACKS:
        from mutagen.oggopus import OggOpus

        tags = OggOpus(str(FOLDER / "music" / track_file(number, title)))
        test(tags["title"] == [title] and tags["tracknumber"] == [str(number)], f"tags of {title}")
    total = sum(p.stat().st_size for p in OUT.rglob("*") if p.is_file() and p.suffix != ".py")
    test(total <= 8 * 1024 * 1024, f"{total / 1048576:.2f} MB in all")
    for w in wrong:
        print("WRONG:", w)
    print(f"{len(x)} frames, {len(shots)} shots {counts}, {len(film['lines'])} lines, {len(film['cues'])} cues, "
          f"{total / 1048576:.2f} MB: {'all agree' if not wrong else f'{len(wrong)} disagree'}")
    return int(bool(wrong))
