"""Scene 3, the first rehearsal: a room of tall windows and mirrors in grey gold."""

import math

import numpy as np

from ..cast import gentleman, lady
from ..costume import dancer
from ..curves import brush, catmull, ell, xy
from ..drawing import P, cutout, fill, paint
from ..figures import Figure
from ..light import Light, fbm, grid, ink, lin, plane, tone, up, veil
from ..poses import (
    BALANCE,
    DEVELOPPE,
    FIFTH,
    PLIE,
    RETIRE,
    Dance,
    alive,
    plus,
    pose,
    spotting,
    talk,
)
from ..scenery import dust

WINDOWS = (196, 470, 744, 1018)


class Scene:
    """Nela at the centre, Madame Zelenka with her stick on the left, Felix at the piano on the right."""

    teacher = pose(yaw=10, turn=-10, lean=-3, bend=2, arm_n=(34, 62, 40, 0), arm_f=(-14, 20, 44, 0))
    seated = pose(lean=8, bend=2, neck=4, head=6, leg_n=(76, 6, 82, 0), leg_f=(84, -8, 80, 0),
                  arm_n=(26, 84, 96, 0), arm_f=(34, 90, 98, 0))
    dance = None

    def back(self, ctx):
        L = Light().grad((0, "#1d1a12", .7), (300, "#4a4230", .7), (560, "#6b5f43", .7), (720, "#221d13", .6))
        L.glow(560, 300, 620, 420, "#c9b070", .35).texture(4, .08, 3)
        img = L.full()
        G = Light().grad((40, "#a8945c", .9), (300, "#efe0aa", 1.15), (560, "#d8c184", 1.0))
        G.glow(470, 200, 300, 260, "#fff6d8", .9).texture(7, .10, 3)
        sky = G.full()

        def panes(c):
            for x in WINDOWS:
                fill(c, np.vstack([[(x - 92, 560)], ell(x, 170, 92, 110, 30, 180, 360), [(x + 92, 560)]]))

        a = ink(panes, .6)[..., None]

        def roofs(c):  # the town's roofs behind the glass
            pts = xy("-10,560 -10,470 60,452 60,420 84,420 84,452 150,470 210,430 262,474 330,474 330,446 372,446 "
                     "372,474 430,440 520,470 520,400 532,380 544,400 544,470 640,476 700,446 760,476 850,476 "
                     "850,440 880,440 880,470 960,436 1040,474 1120,474 1120,452 1200,452 1290,470 1290,560")
            fill(c, pts)

        sky = plane(sky, roofs, "#a08a55", .6, 2.0)
        sky = veil(sky, 380, 560, "#f2e6bc", .45, 4)
        img = img * (1 - a) + sky * a

        def bars(c):
            for x in WINDOWS:
                for dx in (-46, 0, 46):
                    fill(c, [(x + dx - 2.4, 40), (x + dx + 2.4, 40), (x + dx + 2.4, 560), (x + dx - 2.4, 560)])
                for y in (170, 262, 354, 446):
                    fill(c, [(x - 94, y - 2.4), (x + 94, y - 2.4), (x + 94, y + 2.4), (x - 94, y + 2.4)])

        b = ink(bars, .5)[..., None] * np.maximum(a, 0)
        img = img * (1 - b * .86) + lin("#3a3220") * b * .86

        def frames(c):
            for x in WINDOWS:
                outer = np.vstack([[(x - 104, 572)], ell(x, 170, 104, 122, 30, 180, 360), [(x + 104, 572)]])
                inner = np.vstack([[(x - 92, 560)], ell(x, 170, 92, 110, 30, 180, 360), [(x + 92, 560)]])
                cutout(c, lambda k, q=outer: fill(k, q), lambda k, q=inner: fill(k, q))
                fill(c, [(x - 116, 566), (x + 116, 566), (x + 116, 578), (x - 116, 578)])

        img = plane(img, frames, "#2b2517", .93, .7)

        def drapes(c):
            for x in WINDOWS:
                for s in (-1, 1):
                    q = [(x + s * 96, 58), (x + s * 60, 150), (x + s * 78, 300), (x + s * 104, 360),
                         (x + s * 112, 560), (x + s * 132, 560), (x + s * 128, 58)]
                    fill(c, catmull(q, 6))

        img = plane(img, drapes, "#8a7a4e", .5, 2.2)

        def barre(c):
            fill(c, [(-10, 470), (1290, 470), (1290, 476), (-10, 476)])
            for x in (60, 333, 607, 881, 1155):
                fill(c, [(x - 3, 470), (x + 3, 470), (x + 3, 590), (x - 3, 590)])

        img = plane(img, barre, "#4a4029", .8, 1.2)
        y, x = grid()
        fl = np.clip((y - 588) / 3, 0, 1)[..., None]
        z = 60 / np.maximum(y - 540, 1)
        u = (x - 640) * z
        lum = np.full_like(x, .10)
        for wx in WINDOWS:  # light lies on the boards, slanting away from each window
            cx = wx - (y - 588) * .9
            lum = lum + .8 * np.exp(-(((x - cx) / (78 + (y - 588) * .35)) ** 4)) * np.exp(-(y - 588) / 120)
        seam = np.exp(-(((np.abs((u / 7.5) % 1 - .5) - .5) / .035) ** 2)) * np.clip((y - 596) / 60, 0, 1)
        board = .8 + .12 * up(fbm(8, 2, 4, 8.))
        col = lin("#d9c07c") * (lum * board * (1 - .5 * seam))[..., None] * .8
        img = img * (1 - fl) + col * fl
        rays = Light()
        for wx in WINDOWS[1:]:
            rays.beam(wx + 60, -60, -22, 7, "#fff0c0", .26, 900)
        img = img + rays.full()
        return tone(img, 1.25, .55, .5, .5, 1.02)

    def piano(self, c, k):
        """A grand piano with its lid up, and a stool."""
        fill(c, xy("1046,566 1052,516 1290,516 1290,566"), k)
        fill(c, catmull(xy("1150,516 1166,470 1206,404 1262,352 1300,336 1300,516"), 6), k)
        c.drawPath(P(brush([(1186, 516), (1226, 440), (1262, 380)], 2.2, 1.6)), paint("#6b5c38"))
        for x in (1072, 1236):
            fill(c, [(x - 9, 566), (x + 9, 566), (x + 5, 660), (x - 5, 660)], k)
            c.drawCircle(x, 664, 6, paint(k))
        fill(c, xy("1030,520 1060,516 1060,530 1030,532"), k)
        fill(c, xy("1070,516 1082,470 1130,466 1126,516"), k)  # the music on its desk
        fill(c, xy("1080,472 1104,462 1132,462 1128,470"), "#b9a56a", .9)
        fill(c, xy("908,584 988,584 988,596 908,596"), k)
        for x in (918, 978):
            fill(c, [(x - 4, 596), (x + 4, 596), (x + 7, 668), (x - 7, 668)], k)

    def choreography(self, ctx):
        """A balancé to either side, then at "From the turn" a preparation and two turns."""
        keys, t = [(0, FIFTH)], .7
        other = plus(BALANCE, yaw=-30, turn=30, arm_n=(-40, -60, -50, 0), arm_f=(70, 92, 90, 0))
        stop = ctx.at("L1-0.6")
        while t < ctx.at("L0+2.6"):
            keys += [(t, plus(BALANCE, lift=.0)), (t + 1.1, other)]
            t += 2.2
        calm = pose(FIFTH, arm_n=(12, 34, 50, 40), arm_f=(12, 34, 50, -40))
        keys += [(max(stop, t), calm), (ctx.at("L3"), calm), (ctx.at("L3+1.4"), DEVELOPPE),
                 (ctx.at("L4+1.5"), plus(DEVELOPPE, head=-4)), (ctx.at("L5-0.3"), calm),
                 (ctx.at("E6"), calm), (ctx.at("L7+0.2"), PLIE)]
        t = ctx.at("L7+0.75")
        self.turn = (t, t + 1.7)
        keys += [(t, RETIRE), (t + 1.7, dict(RETIRE, yaw=60 + 720)),
                 (t + 2.4, plus(dict(BALANCE, yaw=736, turn=-16), head=-4)), (t + 4, dict(BALANCE, yaw=736, turn=-16))]
        return Dance(*keys)

    def act(self, c, t, ctx):
        k = "#0b0905"
        if self.dance is None:
            self.dance = self.choreography(ctx)
        self.piano(c, k)
        # Felix: his hands walk over the keys, his head nods with the bar
        beat = t * 2.0 * math.pi * 46 / 60
        still = min(ctx.loud("zelenka") * .5 + ctx.loud("felix") * .35, .7)
        a, b = math.sin(beat * 3) * (1 - still), math.sin(beat * 3 + 1.9) * (1 - still)
        p = plus(self.seated, head=3 * math.sin(beat), bend=2 * math.sin(beat * .5),
                 arm_n=(3 * b, 5 * a, 9 * a, 0), arm_f=(-2 * a, 5 * b, 9 * b, 0))
        loud = ctx.loud("felix")
        p = plus(p, head=-8 * loud + 3 * math.sin(t * 7) * loud, lean=-7 * loud, neck=-4 * loud)
        f = Figure(pose(p, lift=.14), 1000, 668, 47, 1, "n")
        gentleman(c, f, k, "jacket", t)
        # Madame beats time with the stick until she speaks
        m = talk(alive(self.teacher, t, 4), t, ctx.loud("zelenka"), "arm_f", (34, 60, 60, 0))
        tap = max(0.0, math.sin(beat)) ** 6 * .10
        lady(c, Figure(dict(m, lift=0.0), 270, 662, 47, 1, "n"), k, t, stick=True, shawl=True)
        fill(c, ell(300, 664, 20 + 60 * tap, 2.5), k, .35)
        p = self.dance(t)
        if self.turn[0] <= t <= self.turn[1]:
            p = spotting(p, 60, -60)
        else:
            p = alive(p, t, 1)
        p = talk(p, t, ctx.loud("nela"), "arm_f", (8, 14, 18, 0))
        x = 610 + 14 * math.sin((t - .7) * math.pi / 1.1) * (t < ctx.at("L0+2.6"))
        dancer(c, Figure(p, x, 664, 44, 1, "n"), False, k, t=t, L=2.4, crown=False)
        dust(c, 90, 6, (120, 90, 1000, 620), "#fff2c8", t, .5)

    def front(self, c):
        k = "#060503"
        fill(c, np.vstack([[(-70, -70)], catmull(xy("70,-70 62,200 40,420 52,800"), 6, False), [(-70, 800)]]), k)
