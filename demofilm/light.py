"""Light: backgrounds painted in linear light through the window of one shot, then toned once."""

import numpy as np
import skia
from PIL import Image

W, H = 1280, 720  # a scene's own units; a shot looks at a part of them


class View:
    """The part of the scene that is painted: corner, scale, and size in pixels."""

    x0, y0, scale, w, h = 0.0, 0.0, 1.0, W, H


VIEW = View()


def look(x0, y0, scale, w, h):
    """Everything painted from here on is painted through this window (w and h are even)."""
    VIEW.x0, VIEW.y0, VIEW.scale, VIEW.w, VIEW.h = x0, y0, scale, w, h


def lin(hexa):
    """A colour as linear light."""
    v = np.array([int(hexa[i : i + 2], 16) for i in (1, 3, 5)], float) / 255
    return (v**2.2).astype(np.float32)


def up(a):
    """Enlarge a half-size picture to the window's size."""
    if a.ndim == 2:
        im = Image.fromarray(a.astype(np.float32)).resize((VIEW.w, VIEW.h), Image.BICUBIC)
        return np.asarray(im)
    return np.stack([up(a[..., i]) for i in range(a.shape[2])], -1)


def fbm(seed=1, base=3, octaves=5, ax=1.6):
    """Cloudy noise at half size, mean 0, deviation 1."""
    r = np.random.default_rng(seed)
    w, h = VIEW.w // 2, VIEW.h // 2
    out = np.zeros((h, w), np.float32)
    amp = 1.0
    for o in range(octaves):
        n = base * 2**o
        g = r.random((max(int(n), 2), max(int(n * ax), 2))).astype(np.float32)
        out += amp * np.asarray(Image.fromarray(g).resize((w, h), Image.BICUBIC))
        amp *= 0.5
    return (out - out.mean()) / (out.std() + 1e-9)


def grid():
    """The scene's coordinates (y, x) of every pixel of the window."""
    y, x = np.mgrid[0 : VIEW.h, 0 : VIEW.w].astype(np.float32)
    return y / VIEW.scale + VIEW.y0, x / VIEW.scale + VIEW.x0


class Light:
    """Emission painted at half size in linear light."""

    def __init__(self):
        h, w = VIEW.h // 2, VIEW.w // 2
        y, x = np.mgrid[0:h, 0:w].astype(np.float32) * 2 + 1
        self.y, self.x = y / VIEW.scale + VIEW.y0, x / VIEW.scale + VIEW.x0
        self.c = np.zeros((h, w, 3), np.float32)

    def grad(self, *stops):
        """Colours from top to bottom: (y, colour, strength)."""
        ys = [s[0] for s in stops]
        cs = np.array([lin(s[1]) * (s[2] if len(s) > 2 else 1) for s in stops])
        t = self.y[:, 0]
        col = np.stack([np.interp(t, ys, cs[:, i]) for i in range(3)], -1)
        self.c += col[:, None, :].astype(np.float32)
        return self

    def glow(self, x, y, rx, ry, col, k=1.0, p=2.0):
        """A soft light round (x, y)."""
        d = ((self.x - x) / rx) ** 2 + ((self.y - y) / ry) ** 2
        self.c += (np.exp(-(d ** (p / 2))) * k)[..., None] * lin(col)
        return self

    def disc(self, x, y, r, col, k=1.0, soft=0.05):
        """A sun or a moon."""
        d = np.clip((np.hypot(self.x - x, self.y - y) / r - 1) / soft, -60, 60)
        self.c += (k / (1 + np.exp(d)))[..., None] * lin(col)
        return self

    def beam(self, x, y, ang, half, col, k=1.0, reach=900):
        """A beam from (x, y), `half` degrees to each side of `ang` (0 points down)."""
        dx, dy = self.x - x, self.y - y
        a = np.degrees(np.arctan2(dx, dy)) - ang
        d = np.hypot(dx, dy)
        self.c += (np.exp(-((a / half) ** 4)) * np.exp(-d / reach) * k)[..., None] * lin(col)
        return self

    def texture(self, seed, amp=0.12, base=3, ax=1.6):
        """Uneven paper."""
        self.c *= np.clip(1 + amp * fbm(seed, base, ax=ax), 0.2, 3)[..., None]
        return self

    def tissue(self, ys, seed, col, alpha, rough=26, soft=5.0, base=3):
        """A torn sheet of tissue: everything below its edge is veiled."""
        r = np.random.default_rng(seed)
        x = self.x[0]
        e = np.interp(x, np.linspace(0, W, len(ys)), ys)
        for o in range(5):
            k = base * 2**o + 1
            e = e + np.interp(x, np.linspace(0, W, k), r.standard_normal(k)) * 0.5**o * rough * 0.4
        m = np.clip(-(self.y - e[None]) / soft, -60, 60)
        m = (1 / (1 + np.exp(m)) * alpha)[..., None].astype(np.float32)
        self.c = self.c * (1 - m) + lin(col) * m
        return self

    def full(self):
        """At the window's size."""
        return np.maximum(up(self.c), 0)


def ink(draw, blur=0.0):
    """How much of each pixel `draw(canvas)` covers, 0 to 1."""
    s = skia.Surface.MakeRasterN32Premul(VIEW.w, VIEW.h)
    c = s.getCanvas()
    c.scale(VIEW.scale, VIEW.scale)
    c.translate(-VIEW.x0, -VIEW.y0)
    if blur:
        c.saveLayer(None, skia.Paint(ImageFilter=skia.ImageFilters.Blur(blur, blur)))
    draw(c)
    if blur:
        c.restore()
    return s.toarray()[..., 3].astype(np.float32) / 255


def plane(img, draw, tint, alpha=1.0, blur=0.0):
    """Lay a cut-out plane of one tint over the picture."""
    a = ink(draw, blur)[..., None] * alpha
    return img * (1 - a) + lin(tint) * a


def veil(img, y0, y1, col, k, seed=None):
    """Haze that thickens from y0 down to y1."""
    y = grid()[0]
    m = np.clip((y - y0) / (y1 - y0), 0, 1) ** 1.5 * k
    if seed is not None:
        m = m * np.clip(1 + 0.35 * up(fbm(seed, 2, 4, 3.0)), 0, 2)
    return img * (1 - m[..., None]) + lin(col) * m[..., None]


def tone(img, expo=1.0, vig=0.55, cx=0.5, cy=0.5, sat=1.22):
    """Linear light to a picture, darker towards the corners of the window."""
    y, x = np.mgrid[0 : VIEW.h, 0 : VIEW.w].astype(np.float32)
    d = np.hypot((x / VIEW.w - cx) * 1.1, (y / VIEW.h - cy)) / 0.75
    img = img * (1 - vig * np.clip(d, 0, 1.4) ** 2.4)[..., None]
    img = 1 - np.exp(-img * expo)
    grey = (img @ np.array([0.25, 0.62, 0.13], np.float32))[..., None]
    return np.clip(grey + (img - grey) * sat, 0, 1) ** (1 / 2.2)


def printed(img, seed, paper=1.6):
    """The picture as bytes, with the grain of its paper and a triangular dither."""
    r = np.random.default_rng(seed)
    g = r.standard_normal(img.shape[:2]).astype(np.float32)
    near = np.roll(g, 1, 0) + np.roll(g, 1, 1) + np.roll(g, -1, 0) + np.roll(g, -1, 1)
    g = (g * 0.55 + near * 0.22) * paper / 255
    grey = np.clip(img.mean(2), 0, 1)
    img = img + (g * (0.35 + 1.3 * np.sqrt(grey * np.clip(1.15 - grey, 0, 1))))[..., None]
    n = r.random(img.shape[:2] + (1,), np.float32) - r.random(img.shape[:2] + (1,), np.float32)
    return np.clip(img * 255 + n + 0.5, 0, 255).astype(np.uint8)

