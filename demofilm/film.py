"""The camera: paints a shot's planes once, then draws its frames, joins shots and writes scenes."""

import importlib
import pathlib
import zlib
from fractions import Fraction

import av
import numpy as np
import skia

from .light import H, W, look, printed
from .poses import ease
from .story import RATE, SCENE
from .timeline import Timeline, place, scene_lines

PIXELS = skia.kRGBA_8888_ColorType


class Context:
    """What a scene may ask while it acts: who speaks, which shot is on."""

    def __init__(self, timeline, cut):
        self.timeline, self.cut = timeline, cut
        self.variant = cut.shot.variant
        self.t_ms, self.shot_t = 0.0, 0.0

    def loud(self, speaker):
        """0 to 1: this person speaks now."""
        return self.timeline.loud(speaker, self.t_ms)

    def at(self, value):
        """Seconds in the scene of a place such as "L2-0.3"."""
        key = (self.cut.scene, value)
        if key not in self._places:
            self._places[key] = place(value, scene_lines(SCENE[self.cut.scene]))
        return self._places[key]

    _places = {}


def between(a, b, t):
    """A camera on its way."""
    return tuple(x + (y - x) * t for x, y in zip(a, b))


class Take:
    """One shot, ready to be drawn: still planes painted through the part of the scene it ever sees."""

    def __init__(self, timeline, cut):
        self.cut, s = cut, cut.shot
        self.n = cut.end - cut.start
        self.origin = timeline.start[cut.scene]
        self.ctx = Context(timeline, cut)
        self.scene = importlib.import_module(f".scenes.{SCENE[cut.scene].key}", __package__).Scene()
        cams = [self.clamp(k[1]) for k in s.keys] or [self.clamp(s.a), self.clamp(s.b or s.a)]
        self.cams = cams
        x0 = min(x - W / 2 / z for x, _, z in cams)
        x1 = max(x + W / 2 / z for x, _, z in cams)
        y0 = min(y - H / 2 / z for _, y, z in cams)
        y1 = max(y + H / 2 / z for _, y, z in cams)
        self.scale = max(z for _, _, z in cams)
        self.x0, self.y0 = x0 - 1, y0 - 1
        w = int((x1 - x0 + 2) * self.scale / 2 + 1) * 2
        h = int((y1 - y0 + 2) * self.scale / 2 + 1) * 2
        look(self.x0, self.y0, self.scale, w, h)
        seed = zlib.crc32(f"{cut.scene}/{cut.index}".encode())
        base = printed(self.scene.back(self.ctx), seed)
        rgba = np.dstack([base, np.full(base.shape[:2], 255, np.uint8)])
        sf = skia.Surface.MakeRasterN32Premul(w, h)
        sf.getCanvas().drawImage(skia.Image.fromarray(rgba, PIXELS), 0, 0)
        if hasattr(self.scene, "mid"):
            c = sf.getCanvas()
            c.scale(self.scale, self.scale)
            c.translate(-self.x0, -self.y0)
            self.scene.mid(c)
        self.bg = sf.makeImageSnapshot()
        self.fg = None
        if hasattr(self.scene, "front"):
            self.m = 60  # the near plane moves more than the rest: it needs a margin
            m = int(self.m * self.scale)
            sf = skia.Surface.MakeRasterN32Premul(w + 2 * m, h + 2 * m)
            c = sf.getCanvas()
            c.translate(m, m)
            c.scale(self.scale, self.scale)
            c.translate(-self.x0, -self.y0)
            self.scene.front(c)
            self.fg = sf.makeImageSnapshot()
        self.bloom = self.wide_blur()
        self.surface = skia.Surface.MakeRasterN32Premul(W, H)

    @staticmethod
    def clamp(cam):
        """Keep a camera within the painted scene."""
        x, y, z = cam
        z = max(z, 1.0)
        return (min(max(x, W / 2 / z), W - W / 2 / z), min(max(y, H / 2 / z), H - H / 2 / z), z)

    def wide_blur(self):
        """The picture itself, blurred: screened over the figures it wraps light round their edges."""
        b = skia.Surface.MakeRasterN32Premul(W // 4, H // 4)
        c = b.getCanvas()
        c.saveLayer(None, skia.Paint(ImageFilter=skia.ImageFilters.Blur(9, 9)))
        c.scale(0.25, 0.25)
        self.lay(c, self.bg, self.camera(self.n // 2))
        c.restore()
        e = skia.Surface.MakeRasterN32Premul(W, H)
        e.getCanvas().drawImageRect(b.makeImageSnapshot(), skia.Rect(0, 0, W, H),
                                    skia.SamplingOptions(skia.FilterMode.kLinear),
                                    skia.Paint(Alphaf=0.07))
        return e.makeImageSnapshot()

    def camera(self, n):
        """Where the camera is at frame n of the shot."""
        keys = self.cut.shot.keys
        if keys:
            t = n / RATE
            for (t0, _), (t1, _), a, b in zip(keys, keys[1:], self.cams, self.cams[1:]):
                if t <= t1 or t1 == keys[-1][0]:
                    return between(a, b, ease((t - t0) / (t1 - t0)))
        t = n / max(self.n - 1, 1)
        return between(self.cams[0], self.cams[1], min(max(t, -0.2), 1.0))

    def lay(self, c, image, cam, margin=0.0, near=0.0):
        """Draw a still plane as the camera sees it."""
        x, y, z = cam
        c.save()
        c.translate(W / 2, H / 2)
        c.scale(z, z)
        c.translate(-x - (x - W / 2) * near, -y - (y - H / 2) * near * 0.5)
        c.translate(self.x0 - margin, self.y0 - margin)
        c.scale(1 / self.scale, 1 / self.scale)
        c.drawImage(image, 0, 0, skia.SamplingOptions(skia.FilterMode.kLinear))
        c.restore()

    def draw(self, n):
        """Frame n of the shot (also beyond its end, for dissolves) as an RGB picture."""
        c = self.surface.getCanvas()
        ctx, cam = self.ctx, self.camera(n)
        frame = self.cut.start + n
        ctx.t_ms, ctx.shot_t = frame * 1000 / RATE, n / RATE
        t = (frame - self.origin) / RATE
        x, y, z = cam
        ahead = self.camera(n + 1)
        speed = abs(ahead[0] - x) * z
        blurred = speed > 24
        if blurred:
            c.saveLayer(None, skia.Paint(ImageFilter=skia.ImageFilters.Blur(speed * 0.3, 0.01)))
        self.lay(c, self.bg, cam)
        c.save()
        c.translate(W / 2, H / 2)
        c.scale(z, z)
        c.translate(-x, -y)
        self.scene.act(c, t, ctx)
        c.restore()
        if self.fg is not None:
            self.lay(c, self.fg, cam, int(self.m * self.scale) / self.scale, 0.12)
        if blurred:
            c.restore()
        c.drawImage(self.bloom, 0, 0, skia.SamplingOptions(),
                    skia.Paint(BlendMode=skia.BlendMode.kScreen))
        if hasattr(self.scene, "over"):
            self.scene.over(c, t, ctx)
        for at in self.cut.shot.flash:
            k = n - round(at * RATE)
            if 0 <= k < 6:
                strength = (0.95, 0.9, 0.6, 0.35, 0.18, 0.08)[k]
                c.drawColor(skia.Color4f(1, 0.97, 0.95, strength), skia.BlendMode.kSrcOver)
        a = self.surface.toarray(colorType=PIXELS)
        if ctx.cut.shot.enter == "fade" and n < self.cut.shot.k:
            a = faded(a, ease((n + 1) / self.cut.shot.k))
        left = self.n - n
        if self.cut.shot.out and left <= self.cut.shot.out:
            a = faded(a, ease((left - 1) / self.cut.shot.out) if left > 0 else 0)
        return a


def faded(a, k):
    """A picture on its way to black."""
    return (a.astype(np.float32) * k).astype(np.uint8)


def frames(timeline, n):
    """Every frame of scene n, dissolves done."""
    cuts = timeline.cuts
    for cut in timeline.cuts_of(n):
        before = None
        if cut.shot.enter == "dissolve":
            before = Take(timeline, cuts[cuts.index(cut) - 1])
        take = Take(timeline, cut)
        for i in range(take.n):
            a = take.draw(i)
            if before is not None and i < cut.shot.k:
                k = ease((i + 1) / (cut.shot.k + 1))
                b = before.draw(before.n + i).astype(np.float32)
                a = (b * (1 - k) + a.astype(np.float32) * k + 0.5).astype(np.uint8)
            elif before is not None:
                before = None
            yield a


def tagged(stream):
    """Say in the stream that its colours are BT.709 of limited range."""
    c = stream.codec_context
    c.color_range, c.colorspace, c.color_primaries, c.color_trc = 1, 1, 1, 1


def encoder(out, crf, preset="slow"):
    """A stream of pictures whose pieces can be put one behind the other."""
    st = out.add_stream("libx264", rate=RATE, options={
        "crf": str(crf), "preset": preset, "x264-params": "aq-mode=3:aq-strength=1.1:keyint=288:ref=4:bframes=5:threads=2:stitchable=1"})
    st.width, st.height, st.pix_fmt = W, H, "yuv420p"
    tagged(st)
    return st


def write_scene(n, path, crf=36):
    """Draw scene n into a file of its own."""
    timeline = Timeline()
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    temporary = pathlib.Path(str(path) + ".part.mp4")
    with av.open(str(temporary), "w") as out:
        st = encoder(out, crf)
        for i, a in enumerate(frames(timeline, n)):
            f = av.VideoFrame.from_ndarray(a, "rgba").reformat(W, H, "yuv420p", dst_colorspace="ITU709")
            f.pts, f.time_base = i, Fraction(1, RATE)
            out.mux(st.encode(f))
        out.mux(st.encode())
    temporary.rename(path)


def join(parts, path):
    """All scenes behind one another, as they are; returns the number of frames."""
    count = 0
    with av.open(str(path), "w") as out:
        stream = None
        for part in parts:
            with av.open(str(part)) as src:
                source = src.streams.video[0]
                if stream is None:
                    stream = out.add_stream_from_template(source)
                unit = Fraction(1, RATE) / source.time_base
                n = 0
                for packet in src.demux(source):
                    if packet.dts is None:
                        continue
                    packet.pts += int(count * unit)
                    packet.dts += int(count * unit)
                    packet.stream = stream
                    out.mux(packet)
                    n += 1
                count += n
    return count
