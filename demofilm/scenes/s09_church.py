"""Scene 9, before the church: daybreak in pale apricot, a bell, the shoes taken off."""

import math
import random

import numpy as np

from ..cast import sexton, shoemaker
from ..costume import dancer
from ..curves import brush, catmull, ell, xy
from ..drawing import P, cutout, fill, paint
from ..figures import Figure
from ..light import Light, fbm, grid, lin, plane, tone, up, veil
from ..poses import ARABESQUE, Dance, alive, pose, step
from ..props import ribbons_red, shoe_prop
from ..scenery import dust, tree


class Scene:
    """She comes from the left and falls; the Sexton unties the shoes; the Shoemaker has them at the end."""

    worn = pose(lean=16, bend=8, neck=8, head=14, leg_n=(0, 0, 0, 0), leg_f=(-26, -60, -70, 0), arm_n=(30, 40, 36, 0),
                arm_f=(60, 66, 50, 0))
    kneel = pose(lean=10, bend=8, neck=10, head=20, leg_n=(64, -46, -20, 0), leg_f=(-4, -96, -100, 0),
                 arm_n=(30, 52, 50, 0), arm_f=(44, 70, 70, 0), skirt=(-6, 6, 0, .8))
    sunk = pose(lean=34, bend=16, neck=14, head=26, leg_n=(82, 82, 96, 0), leg_f=(70, 84, 96, 0), arm_n=(36, 50, 60, 0),
                arm_f=(22, 36, 40, 0), skirt=(-10, 10, 0, .62))
    girl = Dance((0, pose(ARABESQUE, head=4, lift=4.75)), (.9, pose(worn, lift=4.6)),
                 (1.9, pose(worn, leg_n=(-20, -50, -60, 0), leg_f=(8, 0, 0, 0), lift=4.5)), (2.8, pose(worn, lean=24, lift=4.3)),
                 (3.6, pose(kneel, lift=2.7)), (4.8, pose(kneel, lift=1.5)), (6.2, pose(sunk, lift=.62)), (9, pose(sunk, lift=.56)),
                 (14, pose(sunk, lift=.54)))
    path = Dance((0, pose(lift=330)), (3.2, pose(lift=560)), (5, pose(lift=590)), (14, pose(lift=590)))
    man = Dance((0, pose(lean=0, arm_n=(40, 92, 100, 0), arm_f=(36, 86, 96, 0))),
                (4.2, pose(lean=4, head=8, arm_n=(44, 88, 96, 0), arm_f=(36, 80, 90, 0))),
                (6.4, pose(lean=30, bend=20, neck=-6, head=20, arm_n=(40, 52, 40, 0), arm_f=(34, 48, 36, 0), leg_n=(30, -14, 80, 0),
                           leg_f=(10, -26, 76, 0))),
                (9.0, pose(lean=32, bend=20, neck=-6, head=22, arm_n=(42, 56, 44, 0), arm_f=(32, 44, 30, 0), leg_n=(30, -14, 80, 0),
                           leg_f=(10, -26, 76, 0))),
                (11, pose(lean=6, bend=6, head=20, arm_n=(30, 92, 110, 0), arm_f=(28, 86, 104, 0))),
                (14, pose(lean=6, bend=6, head=22, arm_n=(30, 92, 110, 0), arm_f=(28, 86, 104, 0))))

    def back(self, ctx):
        L = Light().grad((0, "#5c4a5e", .75), (220, "#b48a86", .8), (420, "#f0c4a0", .95), (560, "#fbe3c4", 1.0), (640, "#8a6a62", .6),
                         (720, "#2e2228", .6))
        L.glow(250, 500, 460, 220, "#fff0d0", .7).disc(236, 520, 74, "#fff6e0", .9, .06)
        L.tissue([360, 380, 350, 390, 370], 4, "#d8a898", .30, 40, 20).tissue([470, 450, 480, 460], 9, "#e8c0a8", .3, 30, 12)
        L.texture(4, .08, 3).texture(10, .04, 18)
        img = L.full()

        def hills(c):
            fill(c, np.vstack([[(-10, 730)], catmull(xy("-10,560 180,540 380,566 560,548 760,570 1000,540 1290,560"), 8, False),
                               [(1290, 730)]]))
            r = random.Random(4)
            for x in (40, 90, 128, 420, 470, 520):
                tree(c, x, 560, r.uniform(-5, 5), 26, 2.6, 5, r, paint(), 20)

        img = plane(img, hills, "#b08a84", .6, 1.8)
        img = veil(img, 420, 600, "#fbe6cc", .5, 3)

        def church(c):
            def body(k):
                fill(k, xy("800,640 800,360 930,210 1060,360 1060,640"))
                fill(k, xy("1040,640 1040,300 1190,300 1190,640"))
                fill(k, xy("1026,304 1115,96 1204,304"))
                fill(k, xy("784,372 930,196 1076,372 1060,380 930,226 800,380"))
                fill(k, xy("906,216 906,150 954,150 954,216"))
                fill(k, xy("896,154 930,104 964,154"))
                k.drawPath(P(brush([(930, 108), (930, 66)], 2)), paint())
                k.drawPath(P(brush([(917, 82), (943, 82)], 2)), paint())
                k.drawPath(P(brush([(1115, 100), (1115, 50)], 2)), paint())
                k.drawPath(P(brush([(1101, 66), (1129, 66)], 2)), paint())

            def holes(k):
                for i in range(12):  # the rose window
                    a = 2 * math.pi * i / 12
                    fill(k, ell(930 + 27 * math.cos(a), 372 + 27 * math.sin(a), 6.2, 6.2, 12))
                    fill(k, ell(930 + 40 * math.cos(a + .26), 372 + 40 * math.sin(a + .26), 3.6, 3.6, 10))
                fill(k, ell(930, 372, 13, 13))
                fill(k, np.vstack([[(912, 200)], [(912, 172)], ell(930, 172, 18, 15, 14, 180, 360), [(948, 200)]]))
                for x in (1080, 1150):
                    for y in (400, 510):
                        fill(k, np.vstack([[(x - 9, y + 46)], ell(x, y, 9, 16, 12, 180, 360), [(x + 9, y + 46)]]))
                fill(k, np.vstack([[(896, 640)], ell(930, 520, 34, 46, 18, 180, 360), [(964, 640)]]))

            cutout(c, body, holes)

        img = plane(img, church, "#5a4048", .92, .8)
        G = Light().glow(930, 580, 60, 80, "#ffe9b0", .55).glow(930, 372, 60, 60, "#ffe9b0", .30)
        img = img + G.full()

        def steps(c):
            for i in range(4):
                fill(c, [(862 - i * 14, 632 + i * 8), (998 + i * 14, 632 + i * 8), (998 + i * 14, 642 + i * 8),
                         (862 - i * 14, 642 + i * 8)])

        img = plane(img, steps, "#4a343c", .9, .7)

        def ground(c):
            fill(c, np.vstack([[(-10, 730)], catmull(xy("-10,640 200,634 420,642 700,650 1000,654 1290,640"), 8, False), [(1290, 730)]]))

        img = plane(img, ground, "#b99684", .85, 1.6)

        def graves(c):
            r = random.Random(7)
            for x, y, s in ((60, 646, 1.1), (150, 640, .8), (246, 646, .95), (360, 642, .7), (440, 648, .9), (1130, 650, 1.0), (1220, 646, .85)):
                lean = r.uniform(-5, 5)
                if r.random() < .5:
                    for q in ([(-3, 0), (-3, -52), (3, -52), (3, 0)], [(-16, -38), (16, -38), (16, -32), (-16, -32)]):
                        fill(c, [(x + a * s - b * .01 * lean, y + b * s) for a, b in q])
                else:
                    q = np.vstack([[(-15, 0)], ell(0, -30, 15, 14, 14, 180, 360), [(15, 0)]])
                    fill(c, [(x + a * s - b * .01 * lean, y + b * s) for a, b in q])

        img = plane(img, graves, "#6e525a", .8, .9)
        y, x = grid()
        g = np.clip((y - 650) / 70, 0, 1)[..., None]
        img = img * (1 - g * .6) + lin("#5c4448") * g * .6
        img = img * (1 + .05 * up(fbm(3, 4, 5, 6.)) * np.clip((y - 636) / 10, 0, 1))[..., None]
        return tone(img, 1.15, .45, .48, .5, 1.08)

    def act(self, c, t, ctx):
        k = "#0e080c"
        swing = 24 * math.sin(t * 3.0)
        c.save()  # the bell in its cote
        c.translate(930, 164)
        c.rotate(swing)
        fill(c, catmull(xy("-3,0 3,0 6,14 12,24 -12,24 -6,14"), 5), "#5a4048")
        c.drawCircle(3 * math.sin(t * 3 - .5), 26, 3, paint("#5a4048"))
        c.restore()
        for i in range(5):  # birds that the bell has frightened
            a = t * 46 + i * 38
            x, y = 1010 - a + 8 * i, 170 - 18 * i - t * 9 + 8 * math.sin(t + i)
            w = 8 * math.sin(t * 9 + i * 1.3)
            c.drawPath(P(brush([(x - 12, y - w), (x, y), (x + 12, y - w)], 1.8, .6)), paint("#4a343c"))
        off = t > 9.2
        x = self.path(t)["lift"]
        fill(c, ell(x + 10, 668, 120, 7), "#3a2a2e", .30)
        mx = 936 - 62 * step(t, 3.6, 6.0)
        if t > .6:
            sexton(c, Figure(alive(self.man(t), t, 2, .6), mx, 664, 50, -1, "n"), k, t)
        p = self.girl(t)
        dancer(c, Figure(p, x, 664, 47, 1, "hip"), not off, k, t=t * .5, soft=1.3)
        if off and t < 10.1:
            self.pair(c, x + 196, 664, t)
        if t >= 10.0:  # the Shoemaker goes off with them
            q = 470 - 62 * (t - 10)
            walk = math.sin(t * 5.4)
            p = pose(lean=24, bend=18, neck=-24, head=-16, leg_n=(22 * walk + 8, -10 + 16 * walk, 82, 0),
                     leg_f=(-22 * walk + 8, -12 - 16 * walk, 80, 0), arm_n=(44, 84, 70, 0), arm_f=(16, 60, 80, 0))
            f = Figure(p, q - 40, 668, 50, -1, "n" if walk < 0 else "f")
            shoemaker(c, f, k)
            w, h = f.J["arm_n"][2:4]
            hx, hy = (w * .45 + h * .55).tolist()
            sw = 6 * math.sin(t * 5.4)
            a = shoe_prop(c, hx - 14 + sw, hy + 62, 72, 78 + sw)
            b = shoe_prop(c, hx + 24 + sw, hy + 74, 72, 64 + sw)
            ribbons_red(c, [(hx, hy), (hx - 8, hy + 30), a[0]], [(hx, hy), (hx + 4, hy + 32), a[1]],
                        [(hx, hy), (hx + 14, hy + 34), b[0]], [(hx, hy), (hx + 22, hy + 36), b[1]], w=2.0)
        dust(c, 60, 9, (180, 200, 1000, 640), "#fff4dc", t, .45)

    def pair(self, c, x, y, t):
        """The shoes on the ground; they still tap."""
        tap = 4 * max(0, math.sin(t * 11))
        a = shoe_prop(c, x - 40, y - tap, 74, -tap)
        b = shoe_prop(c, x - 22, y + 6 - (4 - tap) * .5, 74, 3)
        ribbons_red(c, [a[0], (x - 52, y - 44), (x - 84, y - 18), (x - 96, y + 2)], [b[1], (x + 6, y - 50), (x + 40, y - 30)], w=2.0)

    def front(self, c):
        k = "#0a0508"
        tree(c, 40, 760, 6, 190, 24, 8, random.Random(9), paint(k), 24)
        for x, s in ((1240, 1.7), (150, 1.3)):
            fill(c, [(x - 7 * s, 760), (x - 6 * s, 600), (x + 6 * s, 600), (x + 7 * s, 760)], k)
            fill(c, [(x - 34 * s, 634), (x + 34 * s, 634), (x + 34 * s, 646), (x - 34 * s, 646)], k)

