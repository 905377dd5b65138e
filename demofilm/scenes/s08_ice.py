"""Scene 8, she cannot go home: ice and snow."""

import math
import random

import numpy as np

from ..costume import dancer
from ..curves import brush, catmull, ell, xy
from ..drawing import P, cutout, fill, halo, paint
from ..figures import Figure
from ..light import Light, grid, lin, plane, tone, veil
from ..poses import Dance, plus, pose
from ..scenery import tree


class Scene:
    girl = pose(lean=20, bend=-10, neck=10, head=-4, turn=0, leg_n=(-6, -10, -8, 0), leg_f=(-78, -100, -112, 0), arm_n=(82, 70, 62, 0), arm_f=(102, 90, 78, 0), skirt=(-17, -4, -14, 1))
    run = pose(girl, leg_f=(-40, -84, -96, 0), leg_n=(6, 0, 0, 0), lean=22, arm_n=(90, 78, 70, 0))
    torn = pose(lean=-10, bend=-18, head=-22, leg_n=(0, 0, 0, 0), leg_f=(50, 10, 0, 0), arm_n=(120, 104, 90, 0),
                arm_f=(100, 92, 84, 0), skirt=(-10, -4, -10, 1))
    away = pose(girl, yaw=180, lean=-6, bend=-12, arm_n=(70, 92, 84, 0), arm_f=(-66, -84, -74, 0), head=-10)
    dance = Dance((0, girl), (1.0, run), (1.7, girl), (2.4, run), (3.2, girl), (4.6, plus(girl, head=-5)), (5.6, girl),
                  (6.4, torn), (7.0, plus(torn, head=-6)), (7.9, away), (9.0, plus(away, leg_f=(-6, -8, 0, 0))), (11, plus(away, head=6)))
    path = Dance((0, pose(lift=420)), (3.4, pose(lift=650)), (5.9, pose(lift=700)), (7.0, pose(lift=690)), (11, pose(lift=380)))

    def back(self, ctx):
        L = Light().grad((0, '#4fa3c0', .7), (220, '#86c9d8', .85), (430, '#d2f0f0', 1.0), (560, '#a8dbe2', .9), (720, '#5ea9c0', .7))
        L.glow(470, 330, 420, 300, '#ffffff', .75).disc(446, 236, 62, '#ffffff', 1.2, .05).glow(446, 236, 150, 150, '#ffffff', .35).glow(0, 0, 520, 360, '#3d7f98', -.14).glow(1280, 0, 420, 300, '#3d7f98', -.10)
        L.tissue([470, 440, 470, 430, 400, 430, 470], 3, '#9ccbd4', .38, 40, 3).tissue([520, 500, 480, 500, 470, 440, 455], 8, '#86bac8', .42, 34, 2.5).texture(6, .07, 3).texture(12, .03, 22)
        img = L.full()
        r = random.Random(21)
        def far(c):
            k = paint()
            for x, y, h in ((70, 500, 60), (120, 504, 84), (168, 500, 70), (214, 506, 50), (580, 498, 44), (620, 500, 64), (668, 496, 50), (716, 486, 74), (760, 480, 48)):
                tree(c, x, y, r.uniform(-5, 5), h*.36, 3, 5, r, k, 20)
        img = plane(img, far, '#5f9fb2', .55, 1.3)
        img = veil(img, 380, 540, '#e6f5f2', .50, 3)
        def hill(c): fill(c, np.vstack([[(500, 730)], catmull(xy("500,640 660,590 820,528 960,486 1090,470 1200,478 1300,500"), 10, False), [(1300, 730)]]))
        img = plane(img, hill, '#4f8fa4', .72, 1.)
        def house(c):
            def b(cc):
                fill(cc, xy("988,486 984,384 1166,384 1162,486"))
                fill(cc, catmull(xy("954,398 978,384 1004,330 1034,268 1058,246 1080,250 1110,274 1142,334 1170,384 1198,396 1172,402 1076,392 980,402"), 6))
                fill(cc, xy("1112,300 1110,226 1106,226 1106,216 1140,216 1140,226 1136,226 1138,320"))
                fill(cc, catmull(xy("1012,330 1016,300 1040,284 1064,300 1068,330"), 5))
                r2 = random.Random(2)
                for i in range(26):
                    x = 966+i*8.6; fill(cc, [(x-3, 394), (x+4, 394), (x+.5, 400+r2.uniform(3, 18))])
                fill(cc, xy("1056,248 1058,222 1060,248"))
            def ct(cc):
                fill(cc, np.vstack([[(1036, 486)], ell(1058, 430, 22, 28, 14, 180, 360), [(1080, 486)]]))
                fill(cc, np.vstack([[(1028, 328)], ell(1040, 314, 12, 14, 12, 180, 360), [(1052, 328)]]))
                for x in (1000, 1108):
                    for i in (0, 1):
                        for j in (0, 1): fill(cc, [(x+i*17, 414+j*17), (x+14+i*17, 414+j*17), (x+14+i*17, 428+j*17), (x+i*17, 428+j*17)])
            cutout(c, b, ct)
            # a fence
            for i in range(9):
                x = 812+i*19; y = 531-i*6.2; fill(c, [(x-2, y+6), (x-2, y-20), (x, y-25), (x+2, y-20), (x+2, y+6)])
            c.drawPath(P(brush(xy("806,520 890,492 966,468"), 1.3)), paint())
        img = plane(img, house, '#1f4f63', .88, .8)
        img = veil(img, 470, 720, '#d6ecec', .30, 9)
        def ice(c): fill(c, np.vstack([[(-10, 730)], catmull(xy("-10,606 200,612 420,604 640,618 860,606 1080,616 1290,600"), 10, False), [(1290, 730)]]))
        img = plane(img, ice, '#e9f7f5', .85, 2)
        y, x = grid()
        g = np.clip((y-608)/112, 0, 1)[..., None]
        img = img*(1-g*.75)+lin('#5c9db2')*g*.75
        def cracks(c):
            rr = random.Random(4)
            for x0, y0 in ((180, 640), (560, 700), (900, 656), (1120, 690)):
                for k in range(3):
                    q = [(x0, y0)]
                    for i in range(5): q.append((q[-1][0]+rr.uniform(18, 60)*(1 if k != 1 else -1), q[-1][1]+rr.uniform(-8, 10)))
                    c.drawPath(P(brush(q, 1.3, .2, 2)), paint())
        img = plane(img, cracks, '#f6ffff', .7, .5)
        return tone(img, 1.25, .42, .45, .45)
    def act(self, c, t, ctx):
        k = '#061219'
        m = '#1c4a5e'
        halo(c, 1058, 440, 60 + 3 * math.sin(t * 7), '#fff4d0', .45)
        fill(c, catmull(xy("1046,486 1050,458 1053,446 1058,441 1063,446 1068,458 1072,486"), 5), m)
        c.drawCircle(1058, 435, 6.4, paint(m)); c.drawCircle(1063, 430, 3.2, paint(m))
        w = math.sin(t * 3.4)
        c.drawPath(P(brush([(1053, 449), (1043, 441), (1036 + 3 * w, 428 - 3 * w)], 2.6, 1.5)), paint(m))
        c.drawPath(P(brush([(1063, 449), (1069, 458), (1064, 466)], 2.6, 1.5)), paint(m))
        for i in range(14):  # smoke of the chimney
            a = (i / 14 + t * .16) % 1
            c.drawCircle(1124 - 150 * a ** 1.3 + 6 * math.sin(a * 9 + t), 212 - 90 * a, 5 + 24 * a, paint('#e8f4f4', .30 * (1 - a)))
        p = self.dance(t)
        x = self.path(t)['lift']
        fill(c, ell(x - 4, 655, 92, 6), '#2c6a80', .34)
        f = Figure(p, x, 652, 52, 1, 'n')
        dancer(c, f, True, k, t=t, hair='loose', sway=-8, soft=1.12)
        r = random.Random(33)
        for i in range(120):
            x = (r.uniform(0, 1320)-t*150*r.uniform(.4, 1.2)) % 1320-20; y = (r.uniform(0, 720)+t*44*r.uniform(.4, 1.2)) % 720; s = r.uniform(.8, 2.6)
            c.drawPath(P(brush([(x, y), (x+5*s, y-1.6*s)], s*.7, s*.25, 2)), paint('#ffffff', r.uniform(.35, .95)))

    def front(self, c):
        k = '#04101a'; r = random.Random(16)
        kk = paint(k)
        tree(c, 96, 740, 2, 200, 27, 9, random.Random(12), kk, 26)
        q = catmull(xy("-10,740 -10,690 60,668 140,690 230,716 280,740"), 6); fill(c, q, k)
        for i in range(16):
            x = 8+i*17; c.drawPath(P(brush([(x, 722), (x+6+r.uniform(-6, 14), 680-r.uniform(0, 26)), (x+22+r.uniform(-6, 20), 660-r.uniform(0, 40))], 2.2, .3)), kk)
