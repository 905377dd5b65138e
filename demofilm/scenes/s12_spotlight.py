"""Scene 12, the performance without her: white light, an empty stage, a spot that dances alone."""

import math
import random

import numpy as np
import skia

from ..cast import impresario
from ..curves import brush, catmull, ell, mirror, xy
from ..drawing import P, fill, paint
from ..figures import MAN, Figure
from ..light import Light, fbm, grid, lin, plane, tone, up, veil
from ..poses import Dance, alive, pose, step, talk
from ..scenery import dust


class Scene:
    """Vasmer speaks at the left of the stage; then only the light moves."""

    vasmer = pose(yaw=30, turn=-30, lean=-2, bend=2, head=2, leg_n=(5, 2, 84, 0), leg_f=(-6, -9, 80, 0), arm_n=(6, 18, 22, 20),
                  arm_f=(4, 16, 20, -20))
    spot = Dance((0, pose(lift=330, head=640)), (4.6, pose(lift=330, head=640)), (7.6, pose(lift=420, head=640)),
                 (8.6, pose(lift=600, head=622)), (9.5, pose(lift=560, head=650)), (10.4, pose(lift=760, head=620)),
                 (11.1, pose(lift=860, head=640)), (11.8, pose(lift=690, head=650)), (12.6, pose(lift=800, head=630)),
                 (13.4, pose(lift=730, head=640)), (15.5, pose(lift=740, head=640)))

    def back(self, ctx):
        L = Light().grad((0, "#4a4e52", .6), (260, "#a8adb0", .75), (480, "#e2e5e4", .9), (590, "#c8cccc", .8), (720, "#54585c", .6))
        L.glow(640, 330, 560, 320, "#ffffff", .30).texture(4, .07, 3).texture(10, .03, 20)
        img = L.full()

        def far(c):  # the painted set of the ballet: the Mother's house, the wheel, the church
            fill(c, np.vstack([[(150, 600)], catmull(xy("150,540 330,520 520,548 700,524 900,546 1130,520"), 8, False), [(1130, 600)]]))
            s = paint(Style=skia.Paint.kStroke_Style, StrokeWidth=3)
            c.drawCircle(930, 330, 120, s)
            for i in range(12):
                a = i * math.pi / 6
                c.drawLine(930, 330, 930 + 120 * math.cos(a), 330 + 120 * math.sin(a), s)
            for d in (-1, 1):
                c.drawPath(P(brush([(930, 330), (930 + d * 64, 560)], 3, 5)), paint())
            fill(c, xy("300,560 300,420 262,424 372,286 482,424 444,420 444,560"))
            fill(c, xy("560,560 560,400 600,400 600,300 625,220 650,300 650,400 690,400 690,560"))

        img = plane(img, far, "#8d9396", .50, 2.0)
        img = veil(img, 360, 600, "#f4f6f5", .45, 3)
        y, x = grid()
        fl = np.clip((y - 588) / 3, 0, 1)[..., None]
        z = 60 / np.maximum(y - 540, 1)
        u = (x - 640) * z
        seam = np.exp(-(((np.abs((u / 7.5) % 1 - .5) - .5) / .035) ** 2)) * np.clip((y - 596) / 60, 0, 1)
        lum = .30 + .25 * np.exp(-(((x - 640) / 520) ** 2))
        col = lin("#d4d8d8") * (lum * (.85 + .10 * up(fbm(8, 2, 4, 8.))) * (1 - .45 * seam))[..., None]
        img = img * (1 - fl) + col * fl

        def drapes(c):
            for m in (0, 1):
                q = np.vstack([[(-10, -10)], catmull(xy("236,-10 214,140 176,300 160,460 176,640"), 8, False), [(-10, 660)]])
                fill(c, mirror(q, 640) if m else q)
            fill(c, np.vstack([[(-10, -10)], catmull(xy("-10,70 160,96 320,66 480,98 640,70 800,98 960,66 1120,96 1290,70"), 8, False),
                               [(1290, -10)]]))

        img = plane(img, drapes, "#3a3e42", .94, 1.2)

        def folds(c):
            for m in (0, 1):
                for xo in (180, 130, 84, 40):
                    q = brush([(xo + 26, -10), (xo + 6, 300), (xo - 12, 640)], 7)
                    fill(c, mirror(q, 640) if m else q)

        img = plane(img, folds, "#888e92", .30, 7)
        return tone(img, 1.0, .5, .5, .48, .9)

    def light(self, c, t):
        """Beam and pool of the follow spot; it breathes where she would have leapt."""
        p = self.spot(t)
        x, y = p["lift"], p["head"]
        r = 84 + 6 * math.sin(t * 2.2)
        pool = skia.Rect(x - r, y - r * .24, x + r, y + r * .24)
        for grow, a in ((1.28, .16), (1.1, .28), (.94, .55)):
            q = skia.Rect(x - r * grow, y - r * .24 * grow, x + r * grow, y + r * .24 * grow)
            c.drawOval(q, paint("#ffffff", a, MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 7)))
        shader = skia.GradientShader.MakeLinear([skia.Point(980, -120), skia.Point(x, y)], [0x10ffffff, 0x66ffffff])
        path = P([(972, -120), (988, -120), (x + r * .97, y), (x - r * .97, y)])
        blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 6)
        c.drawPath(path, skia.Paint(Shader=shader, AntiAlias=True, MaskFilter=blur))
        return pool

    def act(self, c, t, ctx):
        k = "#0b0c0e"
        self.light(c, t)
        gone = step(t, ctx.at("E1+0.6"), ctx.at("E1+1.3"))
        if gone < 1:
            p = talk(alive(self.vasmer, t, 2, .8), t, ctx.loud("vasmer"), "arm_n", (16, 40, 50, 0))
            bow = math.exp(-(((t - ctx.at("E1+0.35")) / .4) ** 2))
            p = dict(p, head=p["head"] + 16 * bow, lean=p["lean"] + 8 * bow)
            c.saveLayerAlpha(None, int(255 * (1 - gone)))
            fill(c, ell(332, 652, 60, 6), "#202428", .5)
            impresario(c, Figure(p, 330, 652, 52, 1, "n"), k, cane=False, rim="#ffffff")
            c.restore()
        dust(c, 90, 7, (300, 60, 1000, 620), "#ffffff", t, .7)

    def front(self, c):
        k = "#050607"
        r = random.Random(8)
        fill(c, xy("-70,716 1350,716 1350,800 -70,800"), k)
        for i in range(21):  # the orchestra: heads, scrolls, bows that rest
            x = -20 + i * 66 + r.uniform(-12, 12)
            u = r.uniform(17, 22)
            fill(c, catmull(np.array(MAN), 4) * u * np.array([r.choice((-1, 1)), 1]) + np.array([x, 702.0]), k)
            fill(c, catmull([(x - 30, 760), (x - 24, 722), (x, 708), (x + 24, 722), (x + 30, 760)], 5), k)
            if i % 4 == 1:
                c.drawPath(P(brush([(x + 24, 730), (x + 34, 690), (x + 28, 668), (x + 40, 662)], 4, 2.4)), paint(k))
