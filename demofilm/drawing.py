"""Drawing: ink, cut-outs, the red of the shoes, and type."""

import pathlib

import skia

from .curves import poly

FONTS = pathlib.Path(__file__).parent / "fonts"
FILES = {
    "title": "federo-latin-400-normal.woff",
    "text": "cormorant-garamond-latin-500-normal.woff",
    "italic": "cormorant-garamond-latin-500-italic.woff",
}
_faces = {}


def font(kind, size):
    """A font of the film: "title", "text" or "italic"."""
    if kind not in _faces:
        _faces[kind] = skia.Typeface.MakeFromFile(str(FONTS / FILES[kind]))
    return skia.Font(_faces[kind], size)


def P(*polys):
    """One path of several polygons."""
    p = skia.Path()
    for q in polys:
        poly(p, q)
    return p


def paint(col="#08060a", a=1.0, **k):
    """A paint of one colour."""
    v = int(col[1:], 16) | int(max(0.0, min(a, 1.0)) * 255) << 24
    return skia.Paint(Color=v, AntiAlias=True, **k)


def fill(c, pts, col="#08060a", a=1.0):
    """Fill a polygon."""
    c.drawPath(P(pts), paint(col, a))


def stroke(width, col="#08060a", a=1.0):
    """A paint that draws lines."""
    return paint(col, a, Style=skia.Paint.kStroke_Style, StrokeWidth=width)


def cutout(c, draw, cut):
    """Draw something and cut holes into it."""
    c.saveLayer()
    draw(c)
    c.saveLayer(None, skia.Paint(BlendMode=skia.BlendMode.kDstOut))
    cut(c)
    c.restore()
    c.restore()


def halo(c, x, y, r, inner, a=1.0, plus=True):
    """A soft round light, added to what is there."""
    v = int(inner[1:], 16)
    shader = skia.GradientShader.MakeRadial(
        skia.Point(x, y), r, [v | int(255 * a) << 24, v | int(90 * a) << 24, v], [0, 0.4, 1])
    mode = skia.BlendMode.kPlus if plus else skia.BlendMode.kSrcOver
    c.drawCircle(x, y, r, skia.Paint(Shader=shader, BlendMode=mode))


def red_fill(c, pts):
    """The red that belongs to the shoes alone."""
    p = P(pts)
    b = p.getBounds()
    ends = [skia.Point(b.left(), b.top()), skia.Point(b.right(), b.bottom())]
    colours = [0xFFFF2A2C, 0xFFD70F1C, 0xFFA40812]
    shader = skia.GradientShader.MakeLinear(ends, colours, [0, 0.5, 1])
    c.drawPath(p, skia.Paint(Shader=shader, AntiAlias=True))


def text(c, s, x, y, fnt, col, track=0.0, align="l", a=1.0):
    """A line of type; `track` spaces the letters; align is l, c or r."""
    widths = [fnt.measureText(ch) for ch in s]
    w = fnt.measureText(s) if track == 0 else sum(widths) + track * (len(s) - 1)
    x = x - (w / 2 if align == "c" else w if align == "r" else 0)
    p = paint(col, a)
    if track == 0:
        c.drawString(s, x, y, fnt, p)
    else:
        for ch, wi in zip(s, widths):
            c.drawString(ch, x, y, fnt, p)
            x += wi + track
    return w
