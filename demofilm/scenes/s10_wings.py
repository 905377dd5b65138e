"""Scene 10, in the wings: the backs of the flats under a yellow work lamp, three people."""

import math

import numpy as np
import skia

from ..cast import gentleman, impresario
from ..costume import dancer
from ..curves import brush, catmull, ell, mirror, xy
from ..drawing import P, fill, halo, paint
from ..figures import Figure
from ..light import Light, fbm, grid, lin, plane, tone, up
from ..poses import Dance, alive, plus, pose, talk
from ..scenery import dust


class Scene:
    """Felix on the left, Vasmer on the right, Nela between them: she looks at whoever speaks."""

    lamp = (660, 150)
    felix = pose(yaw=8, turn=-8, lean=8, bend=-2, head=2, leg_n=(16, 2, 82, 0), leg_f=(-12, -20, 66, 0), arm_n=(20, 40, 40, 0),
                 arm_f=(12, 30, 40, 0))
    vasmer = pose(yaw=20, turn=-20, lean=-5, bend=4, neck=0, leg_n=(6, 2, 84, 0), leg_f=(-9, -12, 80, 0), arm_f=(26, 50, 14, 0),
                  arm_n=(-18, 26, 60, 0))
    nela = pose(yaw=64, turn=-64, lean=0, bend=-3, head=4, leg_n=(2, 2, 70, 60), leg_f=(-4, -6, 60, -40), arm_n=(18, 60, 84, 40),
                arm_f=(18, 60, 84, -40))

    def back(self, ctx):
        lx, ly = self.lamp
        L = Light().grad((0, "#120d04", .7), (400, "#2c2008", .7), (620, "#3a2b0c", .7), (720, "#100b03", .6))
        L.glow(lx, ly + 190, 520, 380, "#c8962a", .55).glow(lx, ly + 20, 170, 150, "#ffd870", .8).glow(lx, ly + 14, 40, 34, "#fff6cc", 4.5)
        L.beam(lx, ly - 30, 0, 34, "#e8b648", .34, 620)
        L.texture(4, .11, 3).texture(11, .05, 18)
        img = L.full()

        def flats(c):  # canvas stretched on battens, seen from behind
            for x, w, top, lean in ((40, 250, 60, 6), (330, 190, 110, -5), (800, 200, 90, 5), (1040, 250, 40, -6)):
                fill(c, [(x + lean, top), (x + w - lean, top + 8), (x + w, 640), (x, 640)])

        img = plane(img, flats, "#5c4412", .55, 1.6)

        def battens(c):
            for x, w, top, lean in ((40, 250, 60, 6), (330, 190, 110, -5), (800, 200, 90, 5), (1040, 250, 40, -6)):
                a, b, d, e = (x + lean, top), (x + w - lean, top + 8), (x + w, 640), (x, 640)
                for p, q in ((a, b), (b, d), (e, a)):
                    c.drawPath(P(brush([p, ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2), q], 6, n=2)), paint())
                for f in (.34, .68):
                    y = top + (640 - top) * f
                    c.drawPath(P(brush([(x + lean * (1 - f), y), (x + w / 2, y), (x + w - lean * (1 - f), y)], 5, n=2)), paint())
                for s, (p, q) in enumerate((((x + 6, top + 90), (x + 90, top + 6)), ((x + w - 6, top + 96), (x + w - 90, top + 14)))):
                    c.drawPath(P(brush([p, ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2), q], 4, n=2)), paint())
                c.drawPath(P(brush([(x + w * .5, 300), (x + w * .72, 470), (x + w * .92, 640)], 4, n=2)), paint())

        img = plane(img, battens, "#241a06", .88, .9)

        def rigging(c):
            for x, y in ((300, 210), (318, 150), (560, 70), (780, 130), (1012, 230), (1026, 120)):
                c.drawPath(P(brush([(x, -5), (x + 1, y)], 1.5)), paint())
                fill(c, catmull([(x - 4, y), (x + 6, y), (x + 12, y + 26), (x + 9, y + 44), (x - 7, y + 44), (x - 10, y + 26)], 5))
            fill(c, xy("-10,26 1290,10 1290,20 -10,38"))
            for i in range(9):
                c.drawPath(P(brush([(90 + i * 140, 24), (96 + i * 140, 50 + (i % 3) * 12), (104 + i * 140, 24)], 1.6)), paint())
            for x in (520, 540):  # a ladder
                c.drawPath(P(brush([(x, 210), (x + 4, 420), (x + 8, 640)], 2.4)), paint())
            for i in range(15):
                fill(c, [(521 + i * .3, 236 + i * 28), (541 + i * .3, 236 + i * 28), (541 + i * .3, 240 + i * 28), (521 + i * .3, 240 + i * 28)])

        img = plane(img, rigging, "#1c1404", .92, .8)
        y, x = grid()
        # a slit of stage light between two flats on the right
        slit = np.exp(-(((x - 1020) / 13) ** 4)) * (y < 648) * (y > 46)
        img = img + lin("#fff0b8") * slit[..., None] * .8
        fl = np.clip((y - 636) / 3, 0, 1)[..., None]
        z = 60 / np.maximum(y - 590, 1)
        u = (x - 660) * z
        lum = .10 + 1.0 * np.exp(-(((x - 660) / 330) ** 2) - ((y - 660) / 60) ** 2) + .5 * np.exp(-(((x - 1010) / 60) ** 2))
        seam = np.exp(-(((np.abs((u / 7.5) % 1 - .5) - .5) / .035) ** 2)) * np.clip((y - 644) / 40, 0, 1)
        col = lin("#d8a640") * (lum * (.8 + .12 * up(fbm(8, 2, 4, 8.))) * (1 - .5 * seam))[..., None] * .85
        img = img * (1 - fl) + col * fl

        def shadows(c):
            for x0, dx in ((392, -150), (660, 6), (930, 150)):
                fill(c, [(x0 - 20, 664), (x0 + 20, 664), (x0 + dx + 46, 730), (x0 + dx - 40, 730)])

        img = plane(img, shadows, "#0a0601", .8, 6)
        return tone(img, 1.4, .58, .5, .45, 1.1)

    def act(self, c, t, ctx):
        k = "#080501"
        lx, ly = self.lamp
        sway = 3 * math.sin(t * 1.1)
        flick = 1 + .03 * math.sin(t * 31) * math.sin(t * 7)
        halo(c, lx + sway, ly + 12, 120 * flick, "#ffd870", .26)
        c.drawPath(P(brush([(lx, -10), (lx + sway * .5, 60), (lx + sway, ly - 26)], 1.8)), paint(k))
        fill(c, [(lx - 34 + sway, ly), (lx - 10 + sway, ly - 28), (lx + 10 + sway, ly - 28), (lx + 34 + sway, ly)], k)
        c.drawCircle(lx + sway, ly + 5, 10, paint("#fffbe0"))
        st = skia.Paint(Color=0xff080501, AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=1.4)
        for dx in (-12, 0, 12):
            c.drawLine(lx + sway + dx, ly, lx + sway + dx * .6, ly + 18, st)
        c.drawLine(lx + sway - 8, ly + 18, lx + sway + 8, ly + 18, st)
        said = {p: ctx.loud(p) for p in ("felix", "vasmer", "nela")}
        if not hasattr(self, "anger"):
            a, b = ctx.at("L4"), ctx.at("E6")
            hot = plus(self.felix, lean=7, arm_n=(38, 60, 62, 0), head=-4)
            plead = plus(self.felix, lean=6, head=10, arm_n=(26, 40, 50, 0), arm_f=(30, 44, 40, 0))
            self.anger = Dance((0, self.felix), (a - .6, self.felix), (a + .3, hot), (b, hot), (b + 1.2, self.felix),
                               (ctx.at("L8-0.3"), self.felix), (ctx.at("E8"), plead), (ctx.at("E9+2"), plead))
            stern = plus(self.vasmer, lean=4, bend=-2, arm_n=(30, 40, 20, 0))
            self.stern = Dance((0, self.vasmer), (a, self.vasmer), (a + .8, stern), (b, stern), (b + 1.6, self.vasmer), (b + 9, self.vasmer))
        p = talk(alive(self.anger(t), t, 3, 1.2), t, said["felix"], "arm_n", (18, 36, 40, 0))
        gentleman(c, Figure(p, 392, 668, 53, 1, "n"), k, "jacket", t)
        q = talk(alive(self.stern(t), t, 2, .7), t, said["vasmer"], "arm_n", (14, 30, 30, 0))
        impresario(c, Figure(q, 930, 668, 56, -1, "n"), k, rim="#ffe9a8")
        # she turns her head to the one who speaks, slowly
        look = self.gaze(t, ctx)
        n = alive(self.nela, t, 1)
        n = plus(n, turn=90 - 75 * look, head=3 + 4 * said["nela"])
        if t > ctx.at("L8"):
            n = plus(n, head=12, neck=6)
        # the feet cannot stay still
        w = math.sin(t * 6.0) * min(max((t - ctx.at("L7")) / 1.5, 0), 1)
        n = plus(n, leg_n=(6 * max(w, 0), -16 * max(w, 0), -40 * max(w, 0), 0), leg_f=(6 * max(-w, 0), -16 * max(-w, 0), -34 * max(-w, 0), 0))
        dancer(c, Figure(n, 660, 668, 48, 1, "f" if w > 0 else "n"), True, k, t=t * .6, crown=True, L=2.35)
        dust(c, 80, 5, (420, 120, 900, 640), "#ffe9a8", t, .5)

    def gaze(self, t, ctx):
        """-1: to Felix; +1: to Vasmer; on its way in between."""
        if not hasattr(self, "looks"):
            keys = [(0, pose(lift=0.2))]
            for i, s in enumerate(ctx.timeline.said):
                if s.scene == 10 and s.line.speaker in ("felix", "vasmer"):
                    at = ctx.at(f"L{s.index}")
                    keys.append((max(at + .1, keys[-1][0] + .2), keys[-1][1]))
                    keys.append((max(at + .7, keys[-1][0] + .3), pose(lift=-1.0 if s.line.speaker == "felix" else 1.0)))
            keys.append((keys[-1][0] + 3, keys[-1][1]))
            self.looks = Dance(*keys)
        return self.looks(t)["lift"]

    def front(self, c):
        k = "#040301"
        for m in (0, 1):
            q = np.vstack([[(-70, -70)], catmull(xy("96,-70 80,260 88,500 70,800"), 6, False), [(-70, 800)]])
            fill(c, mirror(q, 640) if m else q, k)
        for i in range(3):  # a coil of rope on its pin
            c.drawOval(skia.Rect(60 + i * 4, 430 + i * 10, 128 - i * 4, 560 - i * 8), paint(k, Style=skia.Paint.kStroke_Style, StrokeWidth=5))
        fill(c, ell(94, 432, 12, 8), k)
