"""The film in time: every scene, shot, line, noise and cue with its frames or milliseconds."""

import json
import pathlib
import re
from dataclasses import dataclass

from .shots import LENGTH, SHOTS, Shot
from .story import RATE, SCENES, Line, Noise

HERE = pathlib.Path(__file__).parent
VOICES = json.loads((HERE / "voices.json").read_text())


@dataclass(frozen=True)
class Said:
    """A line in time, with its piece of the voices' file (in samples of that file)."""

    scene: int
    index: int
    line: Line
    start_ms: int
    end_ms: int
    source: int
    length: int


@dataclass(frozen=True)
class Cut:
    """A shot in time: frames from the film's beginning."""

    scene: int
    index: int
    shot: Shot
    start: int
    end: int


def frame(seconds):
    """The nearest frame."""
    return round(seconds * RATE)


def ms(frames):
    """A frame's time in milliseconds."""
    return round(frames * 1000 / RATE)


def scene_lines(scene):
    """(seconds in the scene, length in seconds, line, entry of the voices' file) for each line."""
    out, at = [], 0.0
    entries = [v for v in VOICES["lines"] if v["scene"] == scene.n]
    for line, entry in zip(scene.lines, entries, strict=True):
        if line.text != entry["text"]:
            raise SystemExit(f"voices.opus does not hold {line.text!r}: python -m demofilm.voicemaker")
        length = entry["length"] / VOICES["rate"]
        at = round(at + line.gap, 3)
        out.append((at, length, line, entry))
        at += length
    return out


def place(value, lines):
    """Seconds of a place such as 3.5, "L2-0.3" or "E4+1"."""
    if not isinstance(value, str):
        return float(value)
    kind, k, shift = re.fullmatch(r"([LE])(\d+)([+-][\d.]+)?", value).groups()
    at, length = lines[int(k)][:2]
    return at + (length if kind == "E" else 0) + float(shift or 0)


class Timeline:
    """Everything placed on the film's own clock."""

    def __init__(self):
        self.cuts, self.said, self.noises = [], [], []
        self.start, self.end = {}, {}
        at = 0
        for scene in SCENES:
            lines = scene_lines(scene)
            n = frame(place(LENGTH[scene.n], lines))
            self.start[scene.n], self.end[scene.n] = at, at + n
            begins = [frame(place(s.at, lines)) for s in SHOTS[scene.n]] + [n]
            for i, s in enumerate(SHOTS[scene.n]):
                if not 0 <= begins[i] < begins[i + 1] - 8:
                    raise SystemExit(f"scene {scene.n}, shot {i}: too short or out of order")
                self.cuts.append(Cut(scene.n, i, s, at + begins[i], at + begins[i + 1]))
            t0 = ms(at)
            for i, (sec, length, line, entry) in enumerate(lines):
                begin = t0 + round(sec * 1000)
                self.said.append(Said(scene.n, i, line, begin, begin + round(length * 1000),
                                      entry["start"], entry["length"]))
            for noise in scene.noises:
                self.noises.append((scene.n, t0 + round(noise.at * 1000), noise))
            at += n
        self.frames = at
        self.duration_ms = ms(at)

    def cuts_of(self, n):
        """The shots of a scene."""
        return [c for c in self.cuts if c.scene == n]

    def loud(self, speaker, t_ms):
        """0 to 1: is this person speaking at this moment (softly in, softly out)."""
        best = 0.0
        for s in self.said:
            if s.line.speaker == speaker:
                up = min((t_ms - s.start_ms + 160) / 260, (s.end_ms + 220 - t_ms) / 320, 1)
                best = max(best, up)
        return best


def seconds(timeline, where):
    """Seconds on the film's clock of (scene, seconds in the scene, or "end")."""
    n, t = where
    if t == "end":
        return timeline.end[n] / RATE
    return timeline.start[n] / RATE + t


__all__ = ["Cut", "Noise", "Said", "Timeline", "frame", "ms", "seconds"]
