"""Scene 6, the carnival of the ballet: rose."""

import math
import random

import numpy as np
import skia

from ..cast import gentleman, shoemaker
from ..costume import dancer
from ..curves import brush, catmull, ell, ribbon, rot, xy
from ..drawing import P, cutout, fill, halo, paint, stroke
from ..figures import ARM, GIRL, HANDS, MAN, OLD, Figure
from ..light import Light, plane, tone, veil
from ..poses import (
    ARABESQUE,
    ATTITUDE,
    BALANCE,
    JETE,
    PLIE,
    RETIRE,
    Dance,
    alive,
    plus,
    pose,
    spotting,
)


class Scene:
    stand = pose(BALANCE, lift=4.72)
    sway = pose(BALANCE, yaw=-30, turn=30, arm_n=(-40, -60, -50, 0), arm_f=(70, 92, 90, 0), lift=4.6)
    low = pose(PLIE, yaw=10, turn=-10, lift=3.62)
    fly = pose(JETE, lift=5.5)
    top = pose(JETE, lift=6.3, head=-16, arm_n=(130, 120, 104, 0))
    land = pose(lean=8, bend=-12, head=-6, leg_n=(26, -12, 74, 0), leg_f=(-58, -84, -92, 0),
                arm_n=(100, 104, 96, 0), arm_f=(-64, -76, -66, 0), lift=3.86)
    girl = Dance((0, stand), (.9, sway), (1.8, stand), (2.6, sway), (3.3, low), (3.72, fly), (4.05, top), (4.4, fly),
                 (4.8, land), (5.3, pose(ARABESQUE, lift=4.75)), (6.3, plus(pose(ARABESQUE, lift=4.75), head=-5)),
                 (7.3, stand), (8.2, low), (8.68, fly), (9.1, top), (9.6, fly), (10.05, land), (10.7, stand),
                 (11.2, low), (11.6, pose(RETIRE, lift=4.78)), (13.2, pose(RETIRE, yaw=60 + 1080, lift=4.78)),
                 (13.8, pose(ATTITUDE, yaw=1080, lift=4.78)), (15.5, plus(pose(ATTITUDE, yaw=1080, lift=4.78), head=-5)))
    gx = Dance((0, pose(lift=430)), (2.6, pose(lift=440)), (3.3, pose(lift=390)), (4.8, pose(lift=690)), (6.4, pose(lift=700)),
               (8.2, pose(lift=470)), (10.05, pose(lift=760)), (11.2, pose(lift=600)), (15.5, pose(lift=600)))
    bx = Dance((0, pose(lift=300)), (3, pose(lift=310)), (6, pose(lift=300)), (7.6, pose(lift=330)), (10, pose(lift=260)),
               (15.5, pose(lift=250)))
    boy = Dance((0, pose(lean=4, leg_n=(14, 4, 82, 0), leg_f=(-14, -24, 60, 0), arm_n=(60, 80, 90, 0), arm_f=(70, 92, 100, 0))),
                (1.6, pose(lean=-2, leg_n=(6, 2, 84, 0), leg_f=(-10, -20, 70, 0), arm_n=(76, 92, 100, 0), arm_f=(40, 70, 90, 0))),
                (3.2, pose(lean=8, leg_n=(22, -4, 80, 0), leg_f=(-22, -36, 40, 0), arm_n=(86, 94, 92, 0), arm_f=(70, 86, 94, 0))),
                (6.4, pose(lean=10, leg_n=(24, -4, 80, 0), leg_f=(-22, -38, 40, 0), arm_n=(92, 98, 94, 0), arm_f=(80, 92, 98, 0))),
                (8.0, pose(lean=-4, bend=-2, leg_n=(4, 2, 84, 0), leg_f=(-6, -10, 76, 0), arm_n=(30, 50, 40, 0), arm_f=(20, 40, 40, 0))),
                (15, pose(lean=6, bend=8, head=16, leg_n=(4, 2, 84, 0), leg_f=(-6, -10, 76, 0), arm_n=(10, 26, 20, 0), arm_f=(8, 20, 20, 0))))
    old = pose(lean=24, bend=22, neck=-28, head=-24, leg_n=(30, -20, 83, 0), leg_f=(14, -26, 80, 0), arm_n=(74, 128, 150, 0), arm_f=(20, 70, 90, 0))

    def girl_x(self, t):
        return self.gx(t)["lift"]

    def boy_x(self, t):
        return self.bx(t)["lift"]

    def back(self, ctx):
        L = Light().grad((0, '#2a0520', .8), (220, '#96205a', .6), (430, '#e8557e', .75), (560, '#f79a9a', .8), (640, '#7a2048', .6), (720, '#2a0a1c', .6))
        L.glow(610, 470, 520, 270, '#ffb0a0', .62).glow(610, 400, 210, 190, '#ffe6cc', .62).glow(200, 180, 300, 200, '#b2457a', .25)
        L.tissue([420, 400, 440, 410, 450, 420], 5, '#d6708c', .30, 50, 26).texture(4, .11, 3).texture(10, .05, 18)
        img = L.full()
        cx, cy, R = 992, 262, 176
        def wheel(c):
            s = paint(Style=skia.Paint.kStroke_Style, StrokeWidth=3.4); th = paint(Style=skia.Paint.kStroke_Style, StrokeWidth=1.3)
            c.drawCircle(cx, cy, R, s); c.drawCircle(cx, cy, R-16, th); c.drawCircle(cx, cy, 46, th); c.drawCircle(cx, cy, 10, paint())
            for i in range(16):
                a = 2*math.pi*i/16+.1; x, y = cx+R*math.cos(a), cy+R*math.sin(a)
                c.drawLine(cx, cy, x, y, th)
                c.drawLine(cx+46*math.cos(a), cy+46*math.sin(a), cx+R*math.cos(a+.2), cy+R*math.sin(a+.2), th)
                fill(c, catmull([(x-14, y+10), (x+14, y+10), (x+10, y+26), (x-10, y+26)], 5)); fill(c, [(x-15, y+5), (x, y-6), (x+15, y+5)])
                c.drawLine(x-11, y+4, x-11, y+12, th); c.drawLine(x+11, y+4, x+11, y+12, th)
            for d in (-1, 1): c.drawPath(P(brush([(cx, cy), (cx+d*92, 600)], 4, 6)), paint())
        img = plane(img, wheel, '#7e2450', .62, 1.3)
        def tents(c):
            for x, y, w, h in ((150, 590, 330, 250), (430, 600, 190, 150), (770, 600, 170, 130), (1180, 590, 290, 200)):
                q = np.vstack([catmull([(x, y-h), (x+w*.10, y-h*.74), (x+w*.5, y-h*.40)], 8, False), [(x+w*.5, y-h*.40), (x+w*.44, y)], [(x-w*.44, y), (x-w*.5, y-h*.40)], catmull([(x-w*.5, y-h*.40), (x-w*.10, y-h*.74), (x, y-h)], 8, False)])
                fill(c, q)
                for i in range(8):
                    xx = x-w*.5+w*(i+.5)/8; fill(c, ell(xx, y-h*.40, w/16, 11, 14, 0, 180))
                c.drawPath(P(brush([(x, y-h+4), (x, y-h-34)], 1.6)), paint()); fill(c, catmull([(x, y-h-34), (x+16, y-h-30), (x+34, y-h-24), (x+16, y-h-20), (x, y-h-18)], 4))
        img = plane(img, tents, '#6c1c46', .66, 1.4)
        def stripes(c):
            for x, y, w, h in ((150, 590, 330, 250), (1180, 590, 290, 200)):
                for i in (-3, -1, 1, 3):
                    fill(c, [(x+i*2, y-h*.93), (x+i*w*.065-w*.028, y-h*.42), (x+i*w*.065+w*.028, y-h*.42)])
                    fill(c, [(x+i*w*.065-w*.028, y-h*.36), (x+i*w*.065+w*.028, y-h*.36), (x+i*w*.06+w*.026, y), (x+i*w*.06-w*.026, y)])
        img = plane(img, stripes, '#e0708c', .42, 1.4)
        img = veil(img, 380, 620, '#f0a0a0', .42, 3)
        def ground(c): fill(c, np.vstack([[(0, 720)], catmull(xy("0,626 320,616 640,622 960,614 1280,624"), 8, False), [(1280, 720)]]))
        img = plane(img, ground, '#a84a6c', .70, 3)
        def crowd(c):
            r = random.Random(12); k = paint()
            def person(x, y, u, hat, f, arm):
                fill(c, catmull([(x-1.0*u, y+3.4*u), (x-1.0*u, y+1.7*u), (x-.86*u, y+1.0*u), (x-.56*u, y+.62*u), (x-.20*u, y+.36*u), (x+.20*u, y+.36*u), (x+.56*u, y+.62*u), (x+.86*u, y+1.0*u), (x+1.0*u, y+1.7*u), (x+1.0*u, y+3.4*u)], 5))
                hp = catmull(np.array((MAN, GIRL, OLD)[r.randrange(3)]), 4)*np.array([f, 1])*u; hp = rot(hp, r.uniform(-16, 4)*f)+np.array([x, y+.16*u]); fill(c, hp)
                if hat == 0: fill(c, [(x-.36*u, y-.38*u), (x+.38*u, y-.38*u), (x-.06*u*f, y-1.75*u)]); c.drawCircle(x-.06*u*f, y-1.78*u, .11*u, k)
                if hat == 1: fill(c, [(x-.58*u, y-.34*u), (x+.58*u, y-.34*u), (x+.58*u, y-.43*u), (x+.35*u, y-.45*u), (x+.40*u, y-1.22*u), (x-.40*u, y-1.22*u), (x-.35*u, y-.45*u), (x-.58*u, y-.43*u)])
                if hat == 2:
                    for d in (-1, 1): c.drawPath(P(brush([(x+d*.1*u, y-.36*u), (x+d*.42*u, y-1.05*u), (x+d*1.0*u, y-.62*u)], .24*u, .03*u)), k); c.drawCircle(x+d*1.02*u, y-.56*u, .10*u, k)
                if hat == 3:
                    fill(c, catmull([(x-.66*u, y-.28*u), (x-.5*u, y-.52*u), (x-.3*u, y-.80*u), (x+.3*u, y-.80*u), (x+.5*u, y-.52*u), (x+.66*u, y-.36*u), (x, y-.42*u)], 5))
                    for a_ in (0, .5): c.drawPath(P(brush([(x-.2*u*f, y-.7*u), (x-(.7+a_*.3)*u*f, y-(1.35-a_*.5)*u), (x-(1.3+a_*.2)*u*f, y-(1.2-a_*.9)*u)], .13*u, .02*u)), k)
                if arm:
                    sh = np.array([x+.72*u*f, y+.85*u]); e = sh+np.array([.62*f, -.95])*u; w = e+np.array([.10*f*arm, -1.12])*u
                    c.drawPath(P(ribbon([sh, e, w], tuple((s_, w_*u*1.25, b_*u*1.25) for s_, w_, b_ in ARM), .4, 24, f), *[rot(hp_*np.array([f, 1])*u, 180+6*f*arm)+w for hp_ in HANDS['soft']]), k)
                    if arm == 2: c.drawCircle(float(w[0]), float(w[1]-.75*u), .62*u, paint(Style=skia.Paint.kStroke_Style, StrokeWidth=.16*u))
            for row, (u, dy) in enumerate(((25, 0), (31, 42))):
                x = -20+row*24
                while x < 1300:
                    d = abs(x-640)/640
                    y = 672-84*d**1.5+dy+r.uniform(-9, 9)
                    person(x, y, u*r.uniform(.9, 1.08), r.choice((0, 1, 2, 3, 3)), 1 if x < 620 else -1, r.choice((0, 0, 0, 1, -1, 2)) if d > .18 else 0)
                    x += u*r.uniform(1.9, 2.5)
        img = plane(img, crowd, '#2a0a1e', .95, .7)
        return tone(img, 1.2, .5, .48, .55)
    def mid(self, c):
        k = '#0d0308'
        # lanterns on their strings
        def string(p0, p1, sag, n, s):
            x = np.linspace(0, 1, 30); q = np.stack([p0[0]+(p1[0]-p0[0])*x, p0[1]+(p1[1]-p0[1])*x+sag*4*x*(1-x)], 1)
            c.drawPath(P(brush(q, 1.1, n=2)), paint(k))
            for i in range(1, n):
                a = i/n; xx = p0[0]+(p1[0]-p0[0])*a; yy = p0[1]+(p1[1]-p0[1])*a+sag*4*a*(1-a)+2
                w, h = 13*s, 17*s
                c.drawCircle(xx, yy+h, 34*s, skia.Paint(Shader=skia.GradientShader.MakeRadial(skia.Point(xx, yy+h), 34*s, [0x66ffe6c8, 0x00ffc0b0]), BlendMode=skia.BlendMode.kPlus))
                def b(cc): fill(cc, ell(xx, yy+h, w, h), k); fill(cc, [(xx-5*s, yy-1), (xx+5*s, yy-1), (xx+5*s, yy+5*s), (xx-5*s, yy+5*s)], k); fill(cc, [(xx-4*s, yy+2*h-3), (xx+4*s, yy+2*h-3), (xx+2*s, yy+2*h+7*s), (xx-2*s, yy+2*h+7*s)], k)
                def ct(cc):
                    for j in (-.62, -.2, .2, .62): cc.drawPath(P(ell(xx+j*w, yy+h, 1.7*s, h*.70*math.sqrt(1-j*j), 14)), paint('#ffffff', .9))
                cutout(c, b, ct)
        string((-20, 40), (520, 92), 74, 7, 1.0); string((520, 92), (1300, 10), 92, 9, 1.0)
    def platform(self, c, k):
        """The trestle stage of the fair, with its bunting."""
        fill(c, [(-40, 596), (1320, 596), (1320, 608), (-40, 608)], k)
        for i in range(34):
            x = -20 + i * 40
            fill(c, catmull([(x, 607), (x + 6, 622), (x + 20, 632), (x + 34, 622), (x + 40, 607)], 4), k)
            c.drawCircle(x, 618, 3.4, paint(k))

    def act(self, c, t, ctx):
        k = '#0d0308'
        a = t * .25
        for i in range(16):  # the wheel's lamps go round
            b = 2 * math.pi * i / 16 + a
            halo(c, 992 + 176 * math.cos(b), 262 + 176 * math.sin(b), 9 + 2 * math.sin(t * 5 + i), '#ffe6cc', .8)
        burst = t - 9.1
        if 0 <= burst < 1.7:
            r = random.Random(3)
            for i in range(64):
                ang, v = r.uniform(0, 6.28), r.uniform(120, 330)
                d = v * (1 - math.exp(-burst * 2.4)) * .62
                x, y = 690 + d * math.cos(ang), 190 + d * math.sin(ang) + 50 * burst * burst
                q = [(x - .10 * d * math.cos(ang), y - .10 * d * math.sin(ang)), (x, y)]
                c.drawLine(*q[0], *q[1], stroke(2.4 * (1 - burst / 1.7) + .3, '#fff2d8', 1 - burst / 1.7))
        self.platform(c, k)
        man, lift = self.boy(t), 0
        f = Figure(alive(man, t, 2), self.boy_x(t), 596, 45, 1, 'n')
        gentleman(c, f, k, 'jacket', t, hair='plume')
        old = alive(self.old, t, 5, 1.6)
        beckon = 14 * math.sin(t * 5.2)
        shoemaker(c, Figure(plus(old, arm_n=(4, beckon * .5, beckon, 0)), 985, 596, 44, -1, 'n'), k)
        p = self.girl(t)
        if 11.6 <= t <= 13.2:
            p = spotting(p, 60, -60)
        g = Figure(p, self.girl_x(t), 596, 43, 1, 'hip')
        dancer(c, g, True, k, t=t, sway=-4 * math.cos(t))
        r = random.Random(9)
        for i in range(70):
            x = r.uniform(40, 1240); y = (r.uniform(0, 640)+t*40*r.uniform(.5, 1)) % 640; s = r.uniform(1.6, 4.2); ang = r.uniform(0, 180)+t*120
            x += 14 * math.sin(t * 1.4 + i)
            c.save(); c.translate(x, y); c.rotate(ang); c.drawRect(skia.Rect(-s, -s*.45, s, s*.45), paint(k if r.random() < .55 else '#fff0dc', r.uniform(.35, .9))); c.restore()

    def front(self, c):
        k = '#080205'
        # big near masks: heads of two revellers in the corners
        u = 112
        hp = catmull(np.array(MAN), 6)*u+np.array([60, 640]); fill(c, hp, k)
        for d in (-1, 1):
            q = brush([(60, 585), (60+d*60, 500), (60+d*118, 560)], 27, 3); fill(c, q, k); c.drawCircle(60+d*120, 566, 11, paint(k))
        fill(c, catmull(xy("-30,720 -20,672 40,650 100,664 168,700 190,740 -30,740"), 6), k)
        u = 104
        hp = catmull(np.array(GIRL)*np.array([-1, 1]), 6)*u+np.array([1216, 660]); fill(c, hp, k)
        fill(c, catmull(xy("1150,616 1168,596 1196,606 1190,622 1160,628"), 5), k)
        fill(c, catmull(xy("1110,740 1132,716 1180,700 1212,684 1260,690 1300,710 1300,740"), 6), k)
        for i, (dx, dy) in enumerate(((40, -120), (74, -96), (96, -58))):
            q = [(1226, 600), (1226+dx*.6, 600+dy*.8), (1226+dx*1.4, 600+dy*1.1)]; c.drawPath(P(brush(q, 9, 2)), paint(k))
            for s in np.linspace(.2, 1, 12):
                p = np.array(q[0])*(1-s)**2+2*s*(1-s)*np.array(q[1])+s*s*np.array(q[2])
                for d in (-1, 1): c.drawPath(P(brush([p, p+np.array([d*12, -9])], 2.4, .4, 3)), paint(k))
