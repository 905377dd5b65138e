"""Scene 5, the entr'acte: the house before the closed curtain, violet."""

import math
import random

import numpy as np

from ..curves import brush, catmull, ell, mirror, rot, xy
from ..drawing import P, cutout, fill, halo, paint
from ..figures import GIRL, MAN, OLD
from ..light import Light, fbm, grid, lin, plane, tone, up
from ..poses import step
from ..scenery import dust


class Scene:
    """Curtain, boxes, chandelier, and the heads of people who wait."""

    def back(self, ctx):
        L = Light().grad((0, "#0c0618", .7), (300, "#1d0f3a", .7), (560, "#2a1550", .7), (720, "#0a0514", .6))
        L.texture(3, .10, 3)
        img = L.full()
        y, x = grid()
        # the curtain: folds as light and shade, deeper towards the hem
        inside = (np.abs(x - 640) < 372) * (y > 96) * (y < 566)
        f = (x - 640) / 372
        fold = np.sin(f * 46 + 1.6 * np.sin(f * 9) + .5 * up(fbm(5, 2, 3, 4.)))
        lum = (.30 + .34 * np.clip(fold, -1, 1) ** 2 * np.sign(fold) + .30)
        low = np.exp(-(((y - 566) / 150) ** 2)) * 1.9 + .42 * np.exp(-(((y - 330) / 260) ** 2))
        wide = np.exp(-(f**2) * 1.1)
        cur = lin("#8a52d8") * np.clip(lum * low * wide, 0, 3)[..., None] * .95
        img = img * (1 - inside[..., None]) + (cur + lin("#1c0d38") * .5) * inside[..., None]
        # a fringe and the footlights
        G = Light()
        for i in range(13):
            G.glow(300 + i * 56.7, 566, 34, 30, "#d8b8ff", .55)
        G.glow(640, 566, 430, 46, "#b088f0", .5).glow(640, 40, 420, 120, "#7a4cc0", .35)
        img = img + G.full()

        def arch(c):
            def body(k):
                fill(k, xy("-20,-10 1300,-10 1300,580 -20,580"))

            def hole(k):
                fill(k, np.vstack([[(268, 570)], [(268, 190)], ell(640, 190, 372, 110, 40, 180, 360), [(1012, 570)]]))

            cutout(c, body, hole)

        img = plane(img, arch, "#1a0c33", .97, .9)

        def relief(c):  # gilding of the arch, seen as a paler line
            for r in (0, 10):
                q = np.vstack([[(258 - r, 570)], [(258 - r, 190)], ell(640, 190, 382 + r, 118 + r, 50, 180, 360),
                               [(1022 + r, 570)]])
                c.drawPath(P(brush(q, 1.5, n=2)), paint())
            for i in range(31):
                t = math.pi + math.pi * i / 30
                fill(c, ell(640 + 402 * math.cos(t), 190 + 138 * math.sin(t), 4.2, 4.2, 12))
            for s in (-1, 1):
                for j in range(12):
                    fill(c, ell(640 + s * 402, 224 + j * 28, 3.4, 5, 12))
            fill(c, catmull(xy("590,62 600,34 640,22 680,34 690,62 660,78 640,86 620,78"), 6))

        img = plane(img, relief, "#8f62d6", .5, .7)

        def boxes(c):
            for m in (0, 1):
                for j, y0 in enumerate((60, 214, 368)):
                    q = catmull([(-20, y0 + 70), (60, y0 + 84), (150, y0 + 78), (190, y0 + 60), (196, y0 + 100),
                                 (150, y0 + 122), (60, y0 + 128), (-20, y0 + 118)], 6)
                    fill(c, mirror(q, 640) if m else q)
                    for x0 in (14, 104):
                        p = xy("0,0 6,0 6,84 0,84")
                        p = [(x0 + a, y0 - 8 + b) for a, b in p]
                        fill(c, mirror(p, 640) if m else p)
                    r = random.Random(j * 7 + m)
                    for i in range(3):
                        hx, hy, u = 36 + i * 50 + r.uniform(-8, 8), y0 + 54, r.uniform(19, 23)
                        h = catmull(np.array(r.choice((GIRL, MAN, OLD))), 4) * u
                        h = rot(h, r.uniform(-8, 8)) + np.array([hx, hy])
                        fill(c, mirror(h, 640) if m else h)
                        s = catmull([(hx - 24, y0 + 92), (hx - 16, y0 + 66), (hx, y0 + 58), (hx + 16, y0 + 66),
                                     (hx + 24, y0 + 92)], 5)
                        fill(c, mirror(s, 640) if m else s)

        img = plane(img, boxes, "#0e0620", .93, .9)

        def lamps(c):
            for m in (0, 1):
                for y0 in (60, 214, 368):
                    for x0 in (60, 150):
                        q = ell(x0, y0 + 100, 4, 6, 12)
                        fill(c, mirror(q, 640) if m else q)

        img = plane(img, lamps, "#e4ccff", .8, 1.2)

        def pit(c):  # bows and scrolls of the orchestra against the footlights
            r = random.Random(3)
            fill(c, xy("-10,588 1290,588 1290,730 -10,730"))
            for i in range(19):
                x = 292 + i * 38 + r.uniform(-8, 8)
                h = r.uniform(10, 20)
                fill(c, ell(x, 584 - h * .5, 10, 11, 16))
                fill(c, catmull([(x - 20, 600), (x - 13, 586), (x, 582), (x + 13, 586), (x + 20, 600)], 5))

        img = plane(img, pit, "#140a2a", .97, .8)
        # light from the stage falls back over the stalls, so that heads stand out against it
        stalls = np.exp(-(((x - 640) / 470) ** 2)) * np.clip((y - 590) / 14, 0, 1) * np.exp(-np.abs(y - 640) / 90)
        img = img + lin("#6a3cb0") * stalls[..., None] * .62
        return tone(img, 1.35, .45, .5, .5, 1.12)

    def act(self, c, t, ctx):
        k = "#06030e"
        # violin bows go up and down together
        r = random.Random(5)
        for i in range(9):
            x = 320 + i * 80 + r.uniform(-14, 14)
            a = math.radians(-38 + 16 * math.sin(t * 5.2 + (i % 3) * .25))
            d = np.array([math.cos(a), math.sin(a)]) * 42
            q = np.array([x, 580.0])
            c.drawPath(P(brush([q - d * .4, q, q + d], 1.3, .6)), paint(k))
        for i in (0, 1):  # a harp's neck and a bass's scroll
            x = 250 + i * 784
            c.drawPath(P(brush([(x, 596), (x - 8, 540), (x + 8, 506), (x + 34, 498)], 5, 3)), paint(k))
        # the chandelier sways a little
        sway = 5 * math.sin(t * .8)
        halo(c, 640 + sway, 128, 190, "#c9a2ff", .34)
        c.drawPath(P(brush([(640, -10), (640 + sway * .5, 40), (640 + sway, 96)], 1.6)), paint(k))
        for ry, rx, n in ((96, 46, 8), (122, 84, 14)):
            c.drawPath(P(brush([(640 - rx + sway, ry + 4), (640 + sway, ry + 20), (640 + rx + sway, ry + 4)], 2.6)),
                       paint(k))
            for i in range(n):
                a = (i + .5) / n * math.pi
                x, y = 640 + sway - rx * math.cos(a), ry + 4 + 14 * math.sin(a)
                fill(c, [(x - 1.6, y), (x + 1.6, y), (x + 1.6, y - 14), (x - 1.6, y - 14)], k)
                f = 1 + .12 * math.sin(t * 11 + i * 2.1)
                halo(c, x, y - 18, 8 * f, "#f0dcff", .9)
                fill(c, ell(x, y + 8, 1.6, 4, 8), k)
        # light grows under the hem: the curtain is about to rise
        glow = step(t, 6.2, 9.3)
        if glow > 0:
            lift = 26 * glow
            for i in range(2):
                fill(c, [(272, 568), (1008, 568), (1008, 566 - lift / (i + 1)), (272, 566 - lift / (i + 1))],
                     "#ffd9f4", .38 * glow)
            halo(c, 640, 566, 420, "#f2b8ff", .22 * glow)
        # people in the stalls: heads turn, fans beat
        r = random.Random(17)
        for row, (y, u, n) in enumerate(((648, 27, 17), (698, 36, 13))):
            for i in range(n):
                x = (i + .5 * (row % 2) + .3) * 1280 / (n - .4) - 30 + r.uniform(-10, 10)
                loop = np.array((GIRL, MAN, OLD)[r.randrange(3)])
                ph, size = r.uniform(0, 6.28), u * r.uniform(.92, 1.08)
                turn = math.sin(t * .5 + ph) * (.5 + .5 * math.sin(t * .23 + ph * 2))
                h = catmull(loop, 4) * np.array([1 if turn >= 0 else -1, 1]) * np.array([.55 + .45 * abs(turn), 1])
                h = rot(h * size, 5 * math.sin(t * .7 + ph)) + np.array([x, y])
                fill(c, h, k)
                fill(c, catmull([(x - 1.5 * size, y + 3 * size), (x - 1.25 * size, y + 1.1 * size),
                                 (x - .5 * size, y + .4 * size), (x + .5 * size, y + .4 * size),
                                 (x + 1.25 * size, y + 1.1 * size), (x + 1.5 * size, y + 3 * size)], 5), k)
                kind = r.random()
                if kind < .22:  # plumes
                    for d in (-.3, 0, .3):
                        w = .1 * math.sin(t * 2 + ph + d)
                        c.drawPath(P(brush([(x, y - .7 * size), (x + (d + w) * size, y - 1.4 * size),
                                            (x + (d * 2.4 + w * 2) * size, y - 1.6 * size)], .13 * size, .02 * size)),
                                   paint(k))
                elif kind < .36:  # a fan that beats
                    a0 = 40 * math.sin(t * 4 + ph)
                    p = np.array([x + 1.1 * size, y + .5 * size])
                    for j in range(7):
                        a = math.radians(-150 + j * 17 + a0 * .3)
                        q = p + np.array([math.cos(a), math.sin(a)]) * size * 1.25
                        c.drawPath(P(brush([p, (p + q) / 2, q], 1.2, .17 * size)), paint(k))
                elif kind < .5:  # a top hat not yet taken off
                    s = size
                    fill(c, [(x - .55 * s, y - .45 * s), (x + .55 * s, y - .45 * s), (x + .38 * s, y - .5 * s),
                             (x + .42 * s, y - 1.3 * s), (x - .42 * s, y - 1.3 * s), (x - .38 * s, y - .5 * s)], k)
        dust(c, 50, 15, (300, 120, 980, 540), "#e8d0ff", t, .35)
