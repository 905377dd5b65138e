"""Scene 13, the end cards: ember, a pair of shoes in a last light."""

import math

import numpy as np

from ..curves import brush, catmull, ell, xy
from ..drawing import P, fill, font, paint, text
from ..light import Light, fbm, grid, plane, tone, up
from ..poses import step
from ..props import satin, shoe_prop
from ..scenery import dust, ornament
from ..titles import END_BALLET, END_FILM, LAST


class Scene:
    def back(self, ctx):
        L = Light().grad((0, '#0c0403', .5), (420, '#1c0a05', .6), (560, '#2c1008', .6), (720, '#0c0403', .5))
        L.beam(980, -220, 2, 11.5, '#e08a3c', .55, 900).glow(992, 628, 270, 66, '#ffb860', 1.15, 2.6).glow(1002, 590, 420, 150, '#9a4414', .5).glow(1000, 420, 300, 320, '#7a3410', .28)
        L.texture(3, .12, 3).texture(9, .05, 16)
        img = L.full()
        y, x = grid()
        fl = np.clip((y-540)/40, 0, 1)
        z = 90/np.maximum(y-430, 1); u = (x-1000)*z
        seam = np.exp(-((np.abs((u/16) % 1-.5)-.5)/.03)**2)*fl
        grainw = up(fbm(8, 2, 5, 9.))
        img = img*(1-.5*seam[..., None])*(1+.10*grainw*fl)[..., None]
        def shadow(c):
            fill(c, ell(952, 676, 140, 8)); fill(c, ell(1048, 640, 122, 9)); fill(c, ell(740, 668, 100, 5), a=.4)
        img = plane(img, shadow, '#0a0302', .75, 8)
        def drape(c):
            fill(c, np.vstack([[(1290, -10)], catmull(xy("1150,-10 1196,160 1232,330 1226,480 1240,730"), 8, False), [(1290, 730)]]))
        img = plane(img, drape, '#120604', .95, 2)
        return tone(img, 1.35, .5, .62, .55, 1.06)
    def act(self, c, t, ctx):
        k = 2*math.sin(t*1.3)
        c.drawPath(P(brush(xy("944,634 1050,633 1150,616"), 4)), paint('#140503', .55))
        b = shoe_prop(c, 1150, 616, 206, 5, -1)
        satin(c, [b[1], (1090, 556), (1116, 532), (1158, 546), (1164, 590), (1182, 624), (1222, 630)], 5.2, .4)
        satin(c, [b[0], (1140, 570), (1178, 580), (1196, 612), (1168, 650), (1130, 664), (1104, 690)], 5.6, 1.9)
        c.drawPath(P(ell(950, 671, 104, 6)), paint('#140503', .6))
        a = shoe_prop(c, 842, 672, 222, 2)
        satin(c, [a[1], (890, 586), (862, 566), (830, 586), (836, 622), (806, 652), (758, 650), (716, 632+k), (672, 640), (636, 664-k), (600, 668)], 5.2, .2, 4.2)
        satin(c, [a[0], (868, 606), (818, 598), (784, 622), (800, 656), (772, 686), (716, 684), (684, 696)], 5.6, 2.2, 3)
        dust(c, 80, 3, (860, 20, 1130, 600), '#ffd8a0', t, .55)
    def over(self, c, t, ctx):
        x, col, pale = 400, "#ffcf90", "#ffe6c0"
        if ctx.variant == "last":
            a = [step(ctx.shot_t, .4 + .5 * i, 1.4 + .5 * i) for i in range(3)]
            text(c, LAST[0], x, 250, font("title", 54), pale, 6, "c", a[0])
            ornament(c, x, 290, 230, .8 * a[0], col)
            text(c, LAST[1], x, 344, font("italic", 34), pale, 0, "c", a[1])
            text(c, LAST[2], x, 398, font("text", 25), col, 0, "c", a[2])
            return
        head, title, rows = END_FILM if ctx.variant == "film" else END_BALLET
        text(c, head, x, 108, font("title", 17), col, 6, "c", .9)
        text(c, title, x, 166, font("title", 42 if ctx.variant == "ballet" else 40), pale, .5, "c")
        ornament(c, x, 196, 230, .8, col)
        y = 244
        for row in rows:
            if row is None:
                y += 16
                continue
            text(c, row[0], x - 14, y, font("italic", 26), col, 0, "r", .95)
            text(c, row[1], x + 14, y, font("text", 28), pale, 0, "l")
            y += 38
        ornament(c, x, y + 6, 230, .8, col)
