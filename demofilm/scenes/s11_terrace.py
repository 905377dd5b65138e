"""Scene 11, the terrace above the railway: dusk."""

import math
import random

import numpy as np

from ..costume import dancer
from ..curves import brush, catmull, xy
from ..drawing import P, fill, paint
from ..figures import Figure
from ..light import Light, W, grid, lin, plane, tone, veil
from ..poses import Dance, alive, pose
from ..scenery import dust, tree
from ..train import balustrade, smoke, train


class Scene:
    stride = pose(lean=20, bend=-8, neck=2, head=4, leg_n=(38, 8, 6, 0), leg_f=(-44, -98, -110, 0), lift=4.55,
                  arm_n=(-58, -74, -60, 0), arm_f=(84, 100, 92, 0), skirt=(-8, -6, -10, 1))
    under = pose(stride, leg_n=(-6, -14, -10, 0), leg_f=(30, -60, -70, 0), arm_n=(-10, 20, 30, 0), arm_f=(30, 60, 60, 0), lift=4.72)
    other = pose(stride, leg_n=(-44, -98, -110, 0), leg_f=(38, 8, 6, 0), arm_n=(84, 100, 92, 0), arm_f=(-58, -74, -60, 0))
    under2 = pose(stride, leg_n=(30, -60, -70, 0), leg_f=(-6, -14, -10, 0), arm_n=(30, 60, 60, 0), arm_f=(-10, 20, 30, 0), lift=4.72)
    run = Dance((-1, under2), (0, stride), (1, under), (2, other), (3, under2), (4, stride), (5, under))

    def back(self, ctx):
        L = Light().grad((0, '#171430', .8), (170, '#3a2a58', .8), (330, '#8a5478', .8), (450, '#d88c82', .85), (520, '#f2b891', .9), (580, '#8a4c5e', .6), (720, '#1a1026', .6))
        L.glow(860, 500, 620, 160, '#ffcf9a', .62).glow(900, 505, 220, 60, '#fff0cc', .8).glow(200, 120, 460, 260, '#2a2450', .25)
        for y0, s, a in ((250, 5, .22), (330, 9, .22), (400, 14, .20)): L.tissue([y0+30, y0, y0+24, y0-6, y0+34, y0+10], s, '#b0708a' if a > .2 else '#e09a8c', a*.8, 34, 15)
        L.texture(4, .09, 3).texture(10, .04, 20)
        img = L.full()
        def stars(c):
            r = random.Random(3)
            for i in range(46): c.drawCircle(r.uniform(0, W), r.uniform(0, 210)**1.0, r.uniform(.5, 1.3), paint(a=r.uniform(.3, .9)))
        img = plane(img, stars, '#f6e6ff', .6, .4)
        def hills(c): fill(c, np.vstack([[(0, 730)], catmull(xy("0,470 130,452 280,478 430,496 600,512 780,516 940,508 1090,488 1200,470 1280,462"), 8, False), [(1280, 730)]]))
        img = plane(img, hills, '#7a4868', .55, 2)
        def town(c):
            r = random.Random(8); x = 0
            while x < 420: 
                w = r.uniform(14, 34); h = r.uniform(16, 46); fill(c, [(x, 548), (x, 530-h), (x+w/2, 518-h), (x+w, 530-h), (x+w, 548)]); x += w*.92
            fill(c, xy("226,540 226,420 238,372 250,420 250,540")); c.drawPath(P(brush([(238, 376), (238, 352)], 1.)), paint())
            for x in range(470, 1280, 88):                      # telegraph posts
                fill(c, [(x-1.5, 540), (x-1.5, 480), (x+1.5, 480), (x+1.5, 540)]); fill(c, [(x-9, 486), (x+9, 486), (x+9, 488.5), (x-9, 488.5)])
                c.drawPath(P(brush([(x, 487), (x+44, 495), (x+88, 487)], .6)), paint())
        img = plane(img, town, '#553055', .70, 1.1)
        img = veil(img, 440, 580, '#d89088', .35, 5)
        img = veil(img, 520, 640, '#a86878', .28, 7)
        def floor(c): fill(c, xy("-30,684 1310,684 1310,750 -30,750"))
        img = plane(img, floor, '#241230', .97, .8)
        yy, xx = grid()
        img = img+(np.exp(-((xx-760)/420)**2)*np.clip((yy-684)/4, 0, 1)*np.exp(-(yy-684)/22))[..., None]*lin('#b86878')*.25
        return tone(img, 1.3, .55, .6, .6)
    def act(self, c, t, ctx):
        k = '#08040e'
        loco = 1180 - 118 * max(t - .5, 0)
        smoke(c, t, loco)
        train(c, loco, t, '#2c1832')
        c.save()
        c.translate(0, 26)
        balustrade(c, '#22102e')
        c.restore()
        x = 180 + 122 * min(t, 5.6)
        if t < 5.7:
            p = self.run(t * 1.55 % 1 * 4)
            f = Figure(p, x, 704 - 5 * abs(math.sin(t * 1.55 * math.pi * 2)), 58, 1, 'hip')
            self.scarf(c, f.J['shoulder'], t, k)
            dancer(c, f, True, k, t=t, hair='bun', sway=-8, soft=1.2)
        elif t < 8.3:  # she stands at the rail and looks down to the line
            p = alive(pose(yaw=40, turn=-40, lean=6, bend=-4, head=12, leg_n=(4, 2, 70, 0), leg_f=(-10, -16, 30, 0),
                           arm_n=(40, 66, 70, 0), arm_f=(34, 60, 66, 0)), t, 1)
            f = Figure(p, 820, 704, 58, 1, 'n')
            self.scarf(c, f.J['shoulder'], t, k)
            dancer(c, f, True, k, t=t, hair='bun', sway=-5)
        else:  # only the scarf, caught on the urn
            self.scarf(c, np.array([1052.0, 536.0]), t, k, 1.0)
        dust(c, 40, 12, (450, 380, 1250, 560), '#ffe0b0', t, .5, 1.6)

    def scarf(self, c, s, t, k, grow=1.0):
        """A scarf that flies behind her."""
        for i, (l, a, w) in enumerate(((250, 0, 9), (205, .9, 7))):
            q = [s+np.array([-x_*l*grow, 10+26*math.sin(x_*5.2-t*6+a)*x_+x_*12*(i+1)-x_*18]) for x_ in np.linspace(0, 1, 8)]
            c.drawPath(P(brush(q, w, w*.5, 8, lambda tt, a=a: (.45+.75*np.sin(tt*5.5+a)**2)*(1-tt**5)+.03)), paint(k, .92 if i == 0 else .55))

    def front(self, c):
        k = '#04020a'; r = random.Random(2)
        for x, w, h in ((1172, 44, 560), (1258, 52, 650)):     # cypresses: a flame of upward strokes
            a = np.linspace(0, 1, 40); ww = w*np.sin(math.pi*np.minimum(a*1.0+.04, 1))**.7*(1-a*.4)
            fill(c, np.vstack([np.stack([x+ww*.86, 722-a*h], 1), np.stack([x-ww*.86, 722-a*h], 1)[::-1]]), k)
            for i in range(260):
                a = r.random()**.9; s = r.choice((-1, 1)); ww = w*math.sin(math.pi*min(a+.04, 1))**.7*(1-a*.4)
                px, py = x+s*ww*r.uniform(.6, .86), 722-a*h; l = r.uniform(16, 34)
                c.drawPath(P(brush([(px, py), (px+s*r.uniform(1, 3), py-l*.5), (px+s*r.uniform(-1, 2), py-l)], r.uniform(3, 5), .4, 3)), paint(k))
            c.drawPath(P(brush([(x, 722-h*.96), (x+1, 722-h-16)], 3, .4)), paint(k))
        def leaf(cc, p, ang, rr, kk):                          # leaves on the ends of the twigs
            for d in (-38, 0, 34):
                a_ = ang+d+rr.uniform(-12, 12); l = rr.uniform(13, 22)
                cc.save(); cc.translate(float(p[0]), float(p[1])); cc.rotate(a_); cc.drawPath(P(catmull([(0, 0), (l*.24, -l*.45), (0, -l), (-l*.24, -l*.45)], 4)), kk); cc.restore()
        tree(c, -30, -40, 112, 150, 13, 6, random.Random(5), paint(k), 22, leaf)
