"""Scene 7, the paper man: an empty square in ochre, newspaper on the wind."""

import math
import random

import numpy as np
import skia

from ..cast import gentleman
from ..costume import dancer
from ..curves import brush, catmull, ell, xy
from ..drawing import P, fill, paint, stroke
from ..figures import Figure
from ..light import Light, fbm, grid, lin, plane, tone, up, veil
from ..poses import (
    ARABESQUE,
    BALANCE,
    PREPARE,
    RETIRE,
    Dance,
    plus,
    pose,
    spotting,
    step,
)
from ..props import sheet
from ..scenery import dust


class Scene:
    """She dances with him; he whitens into print, folds, and the wind takes him."""

    turn = (2.9, 4.5)
    girl = Dance((0, BALANCE), (1.2, plus(ARABESQUE, lean=4)), (2.3, PREPARE), (2.9, RETIRE),
                 (4.5, dict(RETIRE, yaw=780)),
                 (5.3, pose(yaw=720, lean=8, bend=-2, head=8, leg_n=(8, 0, 30, 0), leg_f=(-20, -38, -20, 0),
                            arm_n=(76, 92, 96, 0), arm_f=(64, 84, 100, 0))),
                 (6.6, pose(yaw=720, lean=16, bend=6, head=16, leg_n=(16, -4, 40, 0), leg_f=(-24, -50, -30, 0),
                            arm_n=(80, 92, 84, 0), arm_f=(70, 88, 92, 0))),
                 (8.2, pose(yaw=720, lean=-2, bend=-14, head=-16, leg_n=(0, 0, 0, 0), leg_f=(-30, -60, -70, 0),
                            arm_n=(104, 124, 130, 0), arm_f=(92, 112, 128, 0))),
                 (10.5, pose(yaw=720, lean=0, bend=-12, head=-20, leg_n=(0, 0, 0, 0), leg_f=(-36, -66, -76, 0),
                             arm_n=(112, 132, 138, 0), arm_f=(98, 118, 132, 0))))
    boy = Dance((0, pose(lean=4, leg_n=(14, 4, 82, 0), leg_f=(-14, -24, 60, 0), arm_n=(66, 84, 92, 0),
                         arm_f=(74, 96, 104, 0))),
                (1.4, pose(lean=10, leg_n=(26, -6, 80, 0), leg_f=(-24, -40, 30, 0), arm_n=(84, 92, 96, 0),
                           arm_f=(96, 108, 104, 0))),
                (2.8, pose(lean=2, leg_n=(8, 4, 84, 0), leg_f=(-8, -14, 70, 0), arm_n=(70, 80, 84, 0),
                           arm_f=(80, 92, 90, 0))),
                (4.6, pose(lean=-2, bend=-4, head=-6, leg_n=(4, 2, 84, 0), leg_f=(-6, -8, 76, 0), arm_n=(48, 66, 60, 0),
                           arm_f=(40, 66, 70, 0))),
                (6.6, pose(lean=-8, bend=-10, head=-18, leg_n=(4, 2, 84, 0), leg_f=(-6, -8, 76, 0),
                           arm_n=(30, 44, 40, 0), arm_f=(20, 44, 50, 0))))

    def back(self, ctx):
        L = Light().grad((0, "#2c1a04", .8), (220, "#7a5210", .75), (430, "#d69a34", .85), (560, "#f0c878", .9),
                         (640, "#6a4410", .6), (720, "#241503", .6))
        L.glow(430, 470, 560, 260, "#ffdf9a", .55).glow(430, 520, 190, 110, "#fff2cc", .6)
        L.tissue([300, 330, 280, 320, 300], 4, "#b07c24", .25, 40, 30).texture(4, .11, 3).texture(10, .05, 18)
        img = L.full()

        def far(c):  # a town that leans inwards
            r = random.Random(14)
            for m in (0, 1):
                x = -20
                while x < 560:
                    w, h = r.uniform(50, 104), r.uniform(120, 360) * (1 - x / 900)
                    lean = 26 * (1 - x / 560)
                    q = [(x, 610), (x + lean, 600 - h), (x + lean + w * .5, 560 - h), (x + lean + w, 600 - h), (x + w, 610)]
                    fill(c, [(1280 - a, b) for a, b in q] if m else q)
                    x += w * .86

        img = plane(img, far, "#7d5514", .58, 1.8)

        def windows(c):
            r = random.Random(2)
            for _ in range(46):
                x, y = r.choice((r.uniform(10, 330), r.uniform(950, 1270))), r.uniform(320, 560)
                fill(c, [(x, y), (x + 9, y), (x + 9, y + 15), (x, y + 15)])

        img = plane(img, windows, "#ffe2a0", .35, .8)
        img = veil(img, 380, 620, "#f2cf8a", .40, 3)

        def near(c):
            for m in (0, 1):
                q = catmull(xy("-20,640 -20,150 60,120 96,60 128,128 196,160 204,330 190,480 200,640"), 5)
                fill(c, [(1280 - a, b) for a, b in q] if m else q)

        img = plane(img, near, "#4a2f08", .85, 1.2)

        def lamp(c):
            fill(c, [(1010, 640), (1014, 300), (1020, 300), (1024, 640)])
            fill(c, xy("998,300 1036,300 1030,252 1004,252"))
            fill(c, xy("1000,252 1034,252 1017,232"))
            fill(c, catmull(xy("996,640 1008,600 1026,600 1038,640"), 5))

        img = plane(img, lamp, "#3a2406", .92, .8)
        y, x = grid()
        fl = np.clip((y - 622) / 4, 0, 1)[..., None]
        cob = 1 + .12 * up(fbm(3, 4, 5, 6.))
        lum = np.exp(-(((x - 470) / 430) ** 2)) * np.exp(-(y - 622) / 90)
        img = img * (1 - fl) + (lin("#d8a04a") * (lum * cob)[..., None] * .9 + lin("#2a1804") * .5) * fl
        return tone(img, 1.25, .52, .48, .55, 1.1)

    def paper_man(self, c, f, t, white, fold):
        """The boyfriend: ink at first; then print shows through; then he folds like a sheet."""
        box = skia.Rect(f.J["hip"][0] - 260, 150, f.J["hip"][0] + 260, 700)
        c.save()
        if fold > 0:
            gx, gy = float(f.J["hip"][0]), float(f.ground)
            c.translate(gx + 60 * fold, gy)
            c.rotate(16 * fold)
            c.skew(-.5 * fold, .06 * math.sin(t * 9) * fold)
            c.scale(1 + .1 * fold, 1 - .62 * fold)
            c.translate(-gx, -gy)
        c.saveLayer(box, skia.Paint(Alphaf=1 - step(fold, .72, 1)))
        gentleman(c, f, "#0c0702", "jacket", t, hair="plume")
        if white > 0:
            paper = skia.Paint(Color4f=skia.Color4f(.98, .90, .70, white), BlendMode=skia.BlendMode.kSrcATop)
            c.drawRect(box, paper)
            r = random.Random(8)
            ink = paint("#4a3208", .75 * white, BlendMode=skia.BlendMode.kSrcATop)
            x0 = float(f.J["hip"][0])
            for col in range(7):  # columns of print
                for row in range(64):
                    x, y = x0 - 250 + col * 72, 170 + row * 8.2
                    if row % 13 == 0:
                        c.drawRect(skia.Rect(x, y - 3, x + 58, y + 3), ink)
                    else:
                        c.drawRect(skia.Rect(x, y, x + r.uniform(40, 62), y + 2.0), ink)
            shade = paint("#a0701c", .35 * white, BlendMode=skia.BlendMode.kSrcATop)
            for i in range(5):  # creases
                y = 230 + i * 92
                c.drawPath(P([(x0 - 260, y), (x0 + 260, y - 40), (x0 + 260, y - 8), (x0 - 260, y + 8)]), shade)
        c.restore()
        c.restore()

    def act(self, c, t, ctx):
        k = "#0c0702"
        blown = step(t, 6.3, 8.0)
        white = step(t, 3.2, 5.4)
        p = self.girl(t)
        if self.turn[0] <= t <= self.turn[1]:
            p = spotting(p, 60, -60)
        fill(c, ell(500, 668, 110, 7), "#2a1804", .4)
        f = Figure(self.boy(t), 716 - 30 * step(t, 0, 1.4) + 26 * step(t, 3, 4.6), 664, 51, -1, "n")
        if blown < 1:
            fill(c, ell(710, 668, 90, 6), "#2a1804", .4 * (1 - blown))
            self.paper_man(c, f, t, white, blown)
        r = random.Random(21)
        for i in range(26):  # sheets that whirl, more and more of them
            t0 = r.uniform(0, 6.0) if i < 9 else 6.2 + r.uniform(0, 1.4)
            age = t - t0
            x0, y0, ph = r.uniform(-80, 900), r.uniform(520, 660), r.uniform(0, 6.28)
            if i >= 9:
                x0, y0 = 720 + r.uniform(-70, 90), r.uniform(330, 640)
            if age <= 0:
                continue
            speed = r.uniform(130, 250)
            x = x0 + age * speed + 34 * math.sin(age * 2.2 + ph)
            y = y0 - age * r.uniform(40, 110) + 40 * math.sin(age * 1.6 + ph)
            sheet(c, x, y, r.uniform(20, 38), age * r.uniform(80, 190) + ph * 60, math.sin(age * 3.4 + ph), t)
        x = 520 + 20 * step(t, 5.0, 6.6)
        dancer(c, Figure(p, x, 664, 46, 1, "n"), True, k, t=t, sway=-5)
        for i in range(7):  # streaks of wind
            a = (t * .55 + i * .37) % 1.6
            x = -300 + a * 1300
            y = 300 + 46 * i + 18 * math.sin(i * 3 + t)
            c.drawPath(P(brush([(x, y), (x + 110, y - 9), (x + 240, y + 4)], .3, 1.1)), paint("#fff0c4", .35))
        dust(c, 60, 12, (200, 200, 1100, 640), "#ffe9b0", t * 2, .5)

    def front(self, c):
        k = "#080401"
        c.drawPath(P(brush([(-60, 640), (40, 664), (150, 700), (240, 760)], 40, 10)), paint(k))
        st = stroke(3, k)
        for i in range(5):
            c.drawLine(-20 + i * 46, 560 + i * 16, -20 + i * 46, 760, st)
        c.drawPath(P(brush([(-40, 566), (90, 606), (200, 650)], 3.4)), paint(k))
