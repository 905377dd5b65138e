"""The railway below the terrace: a moving train, its smoke as light and shade, and the stone rail."""

import random

import numpy as np
import skia

from .curves import brush, catmull, ell, xy
from .drawing import P, fill, paint


def train(c, x, t, ink):
    """Locomotive and carriages with lit windows, the chimney at x."""
    y = 562
    x = x - 30
    fill(c, [(x+16, y-10), (x+16, y-34), (x+96, y-34), (x+96, y-52), (x+136, y-52), (x+136, y-10)], ink)
    fill(c, ell(x+18, y-22, 9, 12), ink)
    fill(c, [(x+26, y-34), (x+24, y-56), (x+20, y-60), (x+40, y-60), (x+36, y-56), (x+36, y-34)], ink)
    fill(c, ell(x+62, y-34, 9, 8), ink)
    fill(c, [(x+90, y-56), (x+142, y-56), (x+142, y-51), (x+90, y-51)], ink)
    fill(c, [(x, y-4), (x+16, y-14), (x+16, y-4)], ink)
    fill(c, [(x+140, y-10), (x+140, y-36), (x+182, y-36), (x+182, y-10)], ink)
    for i in range(4):
        c.drawCircle(x+32+i*27, y-5, 9, paint(ink))
    for j in range(7):
        a = x+190+j*118
        fill(c, [(a, y-8), (a, y-46), (a+4, y-52), (a+108, y-52), (a+112, y-46), (a+112, y-8)], ink)
        for o in (16, 34, 80, 98):
            c.drawCircle(a+o, y-5, 7, paint(ink))
        for i in range(6):
            c.drawRect(skia.Rect(a+9+i*17, y-42, a+20+i*17, y-27), paint('#ffd9a0', .95))
    c.drawRect(skia.Rect(x + 100, y - 48, x + 128, y - 38), paint('#ffc070', .9))
    fill(c, xy("-10,562 1290,562 1290,567 -10,567"), ink)


def smoke(c, t, x, every=.16):
    """Puffs left behind by the chimney, lit from below."""
    r = random.Random(6)
    n = int(t / every) + 1
    jitter = [(r.uniform(-1, 1), r.uniform(-1, 1), r.uniform(.75, 1.15)) for _ in range(200)]
    for i in range(max(0, n - 58), n):
        age = t - i * every
        jx, jy, js = jitter[i % 200]
        px = x + 118 * age + 20 * age + jx * (5 + 9 * age)
        py = 498 - 34 * age ** .75 - 2.4 * age * age * .5 + jy * (4 + 7 * age)
        size = (8 + 13 * age ** .8) * js
        a = .62 / (1 + .42 * age)
        for dx, dy, k, colour, b in ((0, 0, 1., '#4a3050', 1.), (.16, .34, .74, '#ffc09a', .55), (-.14, -.28, .6, '#5a4266', .4)):
            v = int(colour[1:], 16)
            q = skia.Point(px + dx * size, py + dy * size)
            shader = skia.GradientShader.MakeRadial(q, size * k, [v | int(255 * a * b) << 24, v | int(150 * a * b) << 24, v],
                                                    [0, .55, 1])
            c.drawCircle(q, size * k, skia.Paint(Shader=shader, AntiAlias=True))


def balustrade(cc, ink):
    """A stone rail with two urns."""
    fill(cc, xy("-30,560 1310,560 1310,572 -30,572"), ink); fill(cc, xy("-30,556 1310,556 1310,561 -30,561"), ink)
    prof = ((0, 7), (.06, 8), (.1, 5), (.2, 6), (.36, 12), (.5, 11), (.66, 5), (.82, 4), (.9, 7), (.95, 8), (1, 8))
    ys = np.array([q[0] for q in prof]); ws = np.array([q[1] for q in prof])
    for i in range(43):
        x = 14+i*30
        if any(abs(x-q) < 26 for q in (686, 1066)): continue
        yy = 572+ys*72; q = np.vstack([np.stack([x+ws, yy], 1), np.stack([x-ws, yy], 1)[::-1]]); fill(cc, q, ink)
    fill(cc, xy("-30,644 1310,644 1310,660 -30,660"), ink)
    for x in (686, 1066):
        fill(cc, [(x-25, 556), (x+25, 556), (x+25, 660), (x-25, 660)], ink); fill(cc, [(x-31, 546), (x+31, 546), (x+31, 558), (x-31, 558)], ink)
        fill(cc, catmull([(x-10, 546), (x-7, 534), (x-24, 520), (x-30, 500), (x-34, 494), (x+34, 494), (x+30, 500), (x+24, 520), (x+7, 534), (x+10, 546)], 5), ink)
        r = random.Random(x)
        for j in range(22):
            a = r.uniform(-70, 70); l = r.uniform(26, 58); q = [(x+a*.3, 498), (x+a*.45, 498-l*.6), (x+a*.8+r.uniform(-5, 5), 498-l+abs(a)*.45)]
            cc.drawPath(P(brush(q, 3.2, .4)), paint(ink))
