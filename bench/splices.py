"""Films with a known edit list, spliced from real footage: cuts, dissolves, fades, wipes, traps.

A splice is wholly given by its seed and the footage. Each is a film of its own with one treatment
all over (grain, black and white, dropped frames, a poor encoding …) and traps inside its shots
(flashes, strobes, whip pans, black bars that come and go, jumps of exposure, swings of the camera,
shade that creeps over the picture, something that passes close to the lens).
"""

import random
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np

W, H = 384, 216
BIG_W, BIG_H = 448, 252  # footage is read larger, for a camera to move on it
RATE = 24

Planes = tuple[np.ndarray, np.ndarray, np.ndarray]


class Footage(NamedTuple):
    file: Path
    first: int
    last: int


class Join(NamedTuple):
    """Frames first..last hold the change: ``first`` is the last of the old shot alone."""

    kind: str
    first: int
    last: int


class Splice(NamedTuple):
    path: Path
    joins: list[Join]
    frames: int
    traps: list[tuple[str, int]]
    treatment: str


TREATMENTS = ("plain", "grain", "monochrome", "dropped", "poor", "flicker", "bars", "dark")


def splice(seed: int, footage: list[Footage], out: Path, joins: int) -> Splice:
    """Make the film of this seed with so many joins, from the given stretches of footage."""
    rng = random.Random(seed)
    noise = np.random.default_rng(seed)
    treatment = TREATMENTS[seed % len(TREATMENTS)]
    kinds = _kinds(rng, joins)
    takes = []
    for i in range(joins + 1):
        before = kinds[i - 1][1] if i else 0
        after = kinds[i][1] if i < joins else 0
        length = before + after + rng.choice((13, 16, 20, 24, 30, 36, 44, 60, 90))
        takes.append(_take(rng, footage, length, takes[-1][0] if takes else None))
    written: list[Planes] = []
    truth: list[Join] = []
    traps: list[tuple[str, int]] = []
    hold: list[Planes] = []
    for i, (piece, length) in enumerate(takes):
        frames = _shot(rng, piece, length, _trap_room(kinds, i, length), traps, len(written))
        if i:
            kind, span = kinds[i - 1]
            first = len(written) - 1
            middle = _join(rng, kind, span, hold, frames)
            written += middle
            truth.append(Join(kind, first, len(written)))
            frames = frames[
                span if kind in ("dissolve", "wipe") else (span if kind == "fade" else 0) :
            ]
        after = kinds[i][1] if i < joins else 0
        body, hold = (frames[:-after], frames[-after:]) if after else (frames, [])
        written += body
    _write(rng, noise, out, written, treatment)
    return Splice(out, truth, len(written), traps, treatment)


def _kinds(rng: random.Random, joins: int) -> list[tuple[str, int]]:
    out = []
    for _ in range(joins):
        x = rng.random()
        if x < 0.60:
            out.append(("cut", 0))
        elif x < 0.86:
            out.append(("dissolve", rng.randint(6, 32)))
        elif x < 0.93:
            out.append(("fade", rng.randint(6, 20)))
        else:
            out.append(("wipe", rng.randint(8, 24)))
    return out


def _take(rng, footage, length, last):
    """A stretch of footage of this length, not of the same shot as the last one."""
    for _ in range(500):
        piece = rng.choice(footage)
        same = last and piece.file == last.file and piece.first <= last.first < piece.last
        if piece.last - piece.first >= length and not same:
            start = rng.randint(piece.first, piece.last - length)
            return Footage(piece.file, start, start + length), length
    piece = max(footage, key=lambda piece: piece.last - piece.first)
    return Footage(piece.file, piece.first, piece.first + length), length


def _trap_room(kinds, i, length):
    """Frames of the take that are on alone, a few away from its joins."""
    before = kinds[i - 1][1] if i else 0
    after = kinds[i][1] if i < len(kinds) else 0
    return before + 4, length - after - 4


def read(piece: Footage) -> list[Planes]:
    """The frames first..last-1, at the size a camera moves on."""
    out = []
    with av.open(str(piece.file)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        rate = stream.average_rate
        base = stream.time_base
        start = stream.start_time or 0
        if piece.first > 250:
            container.seek(start + int(Fraction(piece.first - 60) / rate / base), stream=stream)
        scaler = av.video.reformatter.VideoReformatter()
        for frame in container.decode(stream):
            number = round((frame.pts - start) * base * rate)
            if number < piece.first:
                continue
            high = max(BIG_H, round(frame.height * BIG_W / frame.width))
            wide = max(BIG_W, round(frame.width * BIG_H / frame.height))
            wide, high = wide // 4 * 4, high // 4 * 4
            small = scaler.reformat(frame, wide, high, "yuv420p", interpolation="AREA", threads=1)
            whole = small.to_ndarray()
            y = whole[:high]
            u = whole[high : high + high // 4].reshape(high // 2, wide // 2)
            v = whole[high + high // 4 :].reshape(high // 2, wide // 2)
            top, left = (high - BIG_H) // 4 * 2, (wide - BIG_W) // 4 * 2
            out.append(
                (
                    y[top : top + BIG_H, left : left + BIG_W],
                    u[top // 2 : (top + BIG_H) // 2, left // 2 : (left + BIG_W) // 2],
                    v[top // 2 : (top + BIG_H) // 2, left // 2 : (left + BIG_W) // 2],
                )
            )
            if len(out) == piece.last - piece.first:
                break
    while len(out) < piece.last - piece.first:
        out.append(out[-1])
    return out


def _crop(planes: Planes, x: int, y: int) -> Planes:
    x, y = x // 2 * 2, y // 2 * 2
    a, b, c = planes
    return (
        a[y : y + H, x : x + W],
        b[y // 2 : (y + H) // 2, x // 2 : (x + W) // 2],
        c[y // 2 : (y + H) // 2, x // 2 : (x + W) // 2],
    )


def _shot(rng, piece, length, room, traps, at) -> list[Planes]:
    frames = read(piece)
    ends = [(rng.randint(0, BIG_W - W), rng.randint(0, BIG_H - H)) for _ in range(2)]
    if rng.random() < 0.5:
        ends[1] = ends[0]
    # The camera moves at no more than two pixels a frame, or it would be a whip.
    out = []
    for k, frame in enumerate(frames):
        s = min(1.0, k / max(1, length - 1))
        out.append(
            _crop(
                frame,
                round(ends[0][0] + s * (ends[1][0] - ends[0][0])),
                round(ends[0][1] + s * (ends[1][1] - ends[0][1])),
            )
        )
    low, high = room
    x = rng.random()
    if high - low < 14:
        return out
    k = rng.randint(low, high - 13)
    if x < 0.08:
        _flash(rng, out, k)
        traps.append(("flash", at + k))
    elif x < 0.11:
        for j in range(0, 12, rng.choice((2, 3, 4))):
            _flash(rng, out, k + j, single=True)
        traps.append(("strobe", at + k))
    elif x < 0.19:
        _whip(rng, out, k)
        traps.append(("whip", at + k))
    elif x < 0.24:
        thick = rng.randint(16, 32) // 2 * 2
        for j in range(k, len(out)) if rng.random() < 0.5 else range(k):
            out[j] = _barred(out[j], thick)
        traps.append(("bars", at + k))
    elif x < 0.29:
        gain = rng.choice((0.65, 0.75, 1.3, 1.45))
        for j in range(k, len(out)):
            y, u, v = out[j]
            out[j] = (
                np.clip((y.astype(np.float32) - 16) * gain + 16, 16, 235).astype(np.uint8),
                u,
                v,
            )
        traps.append(("exposure", at + k))
    elif x < 0.34:
        _whip(rng, out, k, lengths=(12, 30))
        traps.append(("swing", at + k))
    elif x < 0.37:
        _shade(rng, out, k)
        traps.append(("shade", at + k))
    elif x < 0.41:
        _passer(rng, out, k)
        traps.append(("passer", at + k))
    return out


def _flash(rng, frames, k, single=False):
    strengths = (
        (0.9,)
        if single
        else rng.choice(
            ((0.95,), (0.9, 0.8), (0.95, 0.7, 0.4, 0.2), (0.6, 0.9, 0.9, 0.7, 0.5, 0.3, 0.15, 0.08))
        )
    )
    for j, s in enumerate(strengths):
        if k + j < len(frames):
            y, u, v = frames[k + j]
            frames[k + j] = (
                (y * (1 - s) + 235 * s).astype(np.uint8),
                (u * (1 - s) + 128 * s).astype(np.uint8),
                (v * (1 - s) + 128 * s).astype(np.uint8),
            )


def _shade(rng, frames, k):
    """A shadow creeps over the picture from one side and stays."""
    length, dark = rng.randint(8, 24), rng.uniform(0.35, 0.7)
    across, turned = rng.random() < 0.5, rng.random() < 0.5
    gy, gx = np.mgrid[0:H, 0:W].astype(np.float32)
    field = gx / W if across else gy / H
    field = 1 - field if turned else field
    for j in range(k, len(frames)):
        y, u, v = frames[j]
        cover = np.clip((min(1.0, (j - k + 1) / length) * 1.25 - field) / 0.25, 0, 1)
        y = ((y.astype(np.float32) - 16) * (1 - (1 - dark) * cover) + 16).astype(np.uint8)
        frames[j] = (y, u, v)


def _passer(rng, frames, k):
    """Something out of focus passes close to the lens: a strip of the scene, blurred, enlarged."""
    length, wide = rng.randint(4, 10), rng.randint(W // 5, W // 2) // 2 * 2
    sign, light = rng.choice((-1, 1)), rng.uniform(0.3, 1.2)
    for j in range(k, min(len(frames), k + length)):
        y, u, v = (plane.copy() for plane in frames[j])
        left = round(-wide + (W + wide) * (j - k + 0.5) / length) // 2 * 2
        left = left if sign > 0 else W - wide - left
        a, b = max(0, left), min(W, left + wide)
        if a < b:
            column = y[:, W // 3 : W // 3 + 16].mean(axis=1, keepdims=True)
            y[:, a:b] = np.clip((column - 16) * light + 16, 16, 235).astype(np.uint8)
            for plane in (u, v):
                shade = plane[:, W // 6 : W // 6 + 8].mean(axis=1, keepdims=True)
                plane[:, a // 2 : b // 2] = shade.astype(np.uint8)
        frames[j] = (y, u, v)


def _whip(rng, frames, k, lengths=(5, 11)):
    """The camera swings to another part of the scene: here its mirror image, joined seamlessly."""
    length = rng.randint(*lengths)
    sign = rng.choice((-1, 1))
    for j in range(k, len(frames)):
        t = min(1.0, (j - k + 1) / length)
        t0 = min(1.0, (j - k) / length)
        e, e0 = (t * t * (3 - 2 * t)), (t0 * t0 * (3 - 2 * t0))
        out = []
        for plane, wide in zip(frames[j], (W, W // 2, W // 2), strict=True):
            scene = np.concatenate([plane, plane[:, ::-1]][::sign], axis=1)
            x = e * wide if sign > 0 else (1 - e) * wide
            x0 = e0 * wide if sign > 0 else (1 - e0) * wide
            steps = max(1, min(8, int(abs(x - x0) / 3)))
            total = np.zeros(plane.shape, np.float32)
            for s in range(steps):
                p = round(x0 + (x - x0) * (s + 1) / steps)
                total += scene[:, p : p + wide]
            out.append((total / steps).astype(np.uint8))
        frames[j] = tuple(out)


def _barred(planes: Planes, thick: int) -> Planes:
    y, u, v = (plane.copy() for plane in planes)
    y[:thick] = y[-thick:] = 16
    for plane in (u, v):
        plane[: thick // 2] = plane[-(thick // 2) :] = 128
    return y, u, v


def _join(rng, kind, span, old: list[Planes], new: list[Planes]) -> list[Planes]:
    if kind == "cut":
        return []
    curve = rng.choice(("linear", "linear", "ease", "gamma", "quick"))
    ways = [(k + 1) / (span + 1) for k in range(span)]
    if curve == "ease":
        ways = [t * t * (3 - 2 * t) for t in ways]
    elif curve == "quick":
        ways = [1 - (1 - t) ** 1.7 for t in ways]
    power = 2.2 if curve == "gamma" else 1.0
    if kind == "dissolve":
        return [_mixed(a, b, t, power) for a, b, t in zip(old, new, ways, strict=False)]
    if kind == "fade":
        white = rng.random() < 0.15
        level = 235 if white else 16
        blank = tuple(
            np.full(plane.shape, level if i == 0 else 128, np.uint8)
            for i, plane in enumerate(old[0])
        )
        out = [_mixed(a, blank, t, 1.0) for a, t in zip(old, ways, strict=False)]
        out += [blank] * rng.randint(1, 10)
        return out + [_mixed(blank, b, t, 1.0) for b, t in zip(new, ways, strict=False)]
    shape = rng.choice(("right", "left", "down", "up", "slant", "iris", "doors"))
    soft = rng.choice((0.01, 0.03, 0.12))
    return [_wiped(a, b, t, shape, soft) for a, b, t in zip(old, new, ways, strict=False)]


def _mixed(a: Planes, b: Planes, t: float, power: float) -> Planes:
    out = []
    for i, (x, y) in enumerate(zip(a, b, strict=True)):
        x, y = x.astype(np.float32), y.astype(np.float32)
        if power != 1.0 and i == 0:
            x, y = (np.maximum(p - 16, 0) / 219 for p in (x, y))
            out.append(
                (((1 - t) * x**power + t * y**power) ** (1 / power) * 219 + 16).astype(np.uint8)
            )
        else:
            out.append(((1 - t) * x + t * y + 0.5).astype(np.uint8))
    return tuple(out)


def _wiped(a: Planes, b: Planes, t: float, shape: str, soft: float) -> Planes:
    out = []
    for x, y in zip(a, b, strict=True):
        high, wide = x.shape
        gy, gx = np.mgrid[0:high, 0:wide].astype(np.float32)
        gx, gy = gx / wide, gy / high
        field = {
            "right": gx,
            "left": 1 - gx,
            "down": gy,
            "up": 1 - gy,
            "slant": (gx + gy) / 2,
            "iris": np.sqrt((gx - 0.5) ** 2 + (gy - 0.5) ** 2) / 0.708,
            "doors": abs(gx - 0.5) * 2,
        }[shape]
        mask = np.clip((t * (1 + soft) - field) / soft, 0, 1)
        out.append((x * (1 - mask) + y * mask).astype(np.uint8))
    return tuple(out)


def _write(rng, noise, out: Path, frames: list[Planes], treatment: str) -> None:
    crf, preset = ("36", "veryfast") if treatment == "poor" else ("26", "veryfast")
    grains = [noise.normal(0, 9, (H, W)).astype(np.float32) for _ in range(7)]
    with av.open(str(out), "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options={"crf": crf, "preset": preset})
        stream.width, stream.height, stream.pix_fmt = W, H, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for i, (y, u, v) in enumerate(frames):
            if treatment == "dropped" and i and rng.random() < 0.08:
                continue
            if treatment == "grain":
                y = np.clip(y + grains[rng.randrange(7)], 16, 235).astype(np.uint8)
            elif treatment == "monochrome":
                y = np.clip(y + grains[rng.randrange(7)] * 0.4, 16, 235).astype(np.uint8)
                u = v = np.full(u.shape, 128, np.uint8)
            elif treatment == "flicker":
                y = np.clip(
                    (y.astype(np.float32) - 16) * rng.uniform(0.93, 1.07) + 16, 16, 235
                ).astype(np.uint8)
            elif treatment == "bars":
                y, u, v = _barred((y, u, v), 28)
            elif treatment == "dark":
                y = ((y.astype(np.float32) - 16) * 0.45 + 16).astype(np.uint8)
                u, v = (((p.astype(np.float32) - 128) * 0.5 + 128).astype(np.uint8) for p in (u, v))
            whole = np.concatenate([y.ravel(), u.ravel(), v.ravel()]).reshape(H * 3 // 2, W)
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(whole), format="yuv420p")
            frame.pts, frame.time_base = round(i * 1000 / RATE), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
