"""Scene 4, the shoemaker's window: green, and the first red."""

import math
import random

import numpy as np
import skia

from ..cast import shoemaker
from ..costume import dancer
from ..curves import brush, catmull, curl, ell, xy
from ..drawing import P, cutout, fill, paint
from ..figures import Figure
from ..light import Light, W, fbm, grid, ink, lin, plane, tone, up, veil
from ..poses import Dance, alive, plus, pose, talk
from ..props import ribbons_red, shoe_prop
from ..scenery import dust


class Scene:
    old = pose(lean=30, bend=24, neck=-30, head=-26, leg_n=(38, -22, 83, 0), leg_f=(20, -30, 80, 0), arm_n=(72, 98, 84, 0), arm_f=(58, 104, 96, 0))
    girl = pose(lean=10, bend=-6, neck=8, head=8, leg_n=(8, 0, 80, 0), leg_f=(-18, -40, 12, 0), arm_n=(58, 82, 96, 0), arm_f=(16, 128, 158, 0))
    reach = offer = None

    def back(self, ctx):
        L = Light().grad((0, '#04120c', .7), (360, '#0a2418', .6), (720, '#03100a', .6))
        L.glow(640, 330, 640, 420, '#1d6a42', .34).texture(2, .20, 5)
        img = L.full()
        # light of the window
        G = Light().grad((40, '#2c7a48', .7), (300, '#59b56a', .85), (600, '#2f7d4c', .7), (720, '#123a26', .5))
        G.glow(640, 300, 330, 260, '#d9f2a0', 1.0).glow(640, 236, 90, 80, '#fbffd8', 1.6).glow(560, 470, 260, 160, '#8fd884', .35)
        G.texture(6, .14, 3).texture(11, .05, 20)
        def arch(c, g=0):
            q = np.vstack([[(262-g, 640)], [(262-g, 330)], ell(640, 330, 378+g, 262+g, 40, 180, 360), [(1018+g, 640)]]); fill(c, q)
        a = ink(lambda c: arch(c))[..., None]
        win = G.full()
        # far plane inside: shelves, lasts, boots, a lamp
        def shelf(c):
            for y, x0, x1 in ((246, 300, 520), (246, 760, 980), (352, 262, 440), (352, 840, 1018)):
                fill(c, [(x0, y), (x1, y), (x1, y+5), (x0, y+5)])
            def boot(x, y, s, f):
                fill(c, catmull([(x-9*s*f, y-52*s), (x+9*s*f, y-50*s), (x+9*s*f, y-24*s), (x+30*s*f, y-10*s), (x+34*s*f, y-2*s), (x+20*s*f, y), (x-8*s*f, y), (x-12*s*f, y-4*s), (x-8*s*f, y-24*s)], 5))
            for x, y, s, f in ((330, 246, .9, 1), (384, 246, .8, 1), (440, 246, 1., 1), (492, 246, .7, 1), (800, 246, .8, -1), (852, 246, 1., -1), (910, 246, .75, -1), (958, 246, .9, -1),
                               (300, 352, .9, 1), (360, 352, 1., 1), (412, 352, .8, 1), (872, 352, .9, -1), (930, 352, .8, -1), (984, 352, 1., -1)): boot(x, y, s, f)
            c.drawPath(P(brush([(640, 60), (640, 176)], 1.6)), paint())
            fill(c, xy("612,196 628,172 652,172 668,196"))
            for i, (x, l) in enumerate(((520, 90), (556, 62), (724, 66), (760, 96))):
                c.drawPath(P(brush([(x, 80), (x, 80+l)], 1.)), paint()); boot(x, 80+l+46, .8, 1 if x < 640 else -1)
        win = plane(win, shelf, '#1f5a38', .55, 1.6)
        win = veil(win, 300, 640, '#6fc07c', .25, 4)
        A = ink(lambda c: arch(c, 25))[..., None]
        img = img*(1-A)+win*A
        # mid plane: mullions and frame
        def bars(c):
            for x in (388, 514, 766, 892):
                fill(c, [(x-3.5, 80), (x+3.5, 80), (x+3.5, 640), (x-3.5, 640)])
            for y in (330, 486):
                fill(c, [(262, y-3.5), (1018, y-3.5), (1018, y+3.5), (262, y+3.5)])
        b = ink(bars)[..., None]*a
        img = img*(1-b*.85)+lin('#0c2f1d')*b*.85
        def frame(c):
            o = np.vstack([[(236, 660)], [(236, 330)], ell(640, 330, 404, 290, 48, 180, 360), [(1044, 660)]])
            i_ = np.vstack([[(262, 640)], [(262, 330)], ell(640, 330, 378, 262, 48, 180, 360), [(1018, 640)]])
            def pierced(k):
                fill(k, i_)
                for j in range(1, 30):                         # a row of pierced leaves and beads round the arch
                    t = math.pi+math.pi*j/30; x, y = 640+391.5*math.cos(t), 330+276.5*math.sin(t)
                    k.save(); k.translate(x, y); k.rotate(math.degrees(math.atan2(276.5*math.cos(t), -391.5*math.sin(t)))); fill(k, catmull(xy("-11,0 0,-5.5 11,0 0,5.5"), 5)); k.restore()
                for x in (249, 1031):
                    for y in range(352, 640, 26): fill(k, catmull([(x, y-9), (x+5, y), (x, y+9), (x-5, y)], 5))
            cutout(c, lambda k: fill(k, o), pierced)
            fill(c, xy("214,636 1066,636 1066,656 214,656"))
        img = plane(img, frame, '#020a06', .97, .6)
        def stone(c):
            p = paint(Style=skia.Paint.kStroke_Style, StrokeWidth=1.6); r = random.Random(4)
            for j, yy in enumerate(range(20, 660, 46)):
                c.drawLine(0, yy, W, yy, p)
                for i in range(-1, 15):
                    xx = i*94+(j % 2)*47+r.uniform(-14, 14); c.drawLine(xx, yy, xx, yy+46, p)
        x_ = grid()
        b = ink(stone, blur=.7)[..., None]*(1-a)*np.exp(-(((x_[1]-640)/520)**2+((x_[0]-330)/330)**2)**1)[..., None]
        img = img+lin('#58b87a')*b*.22
        # stones and street, lit from the window
        y, x = grid()
        fl = np.clip((y-654)/3, 0, 1)[..., None]
        spill = np.exp(-((x-640)/420)**2)*np.exp(-(y-654)/60)
        cob = 1+.10*up(fbm(3, 3, 5, 6.))
        img = img*(1-fl)+(lin('#4da866')*(spill*cob*.8)[..., None]+lin('#04120b')*.6)*fl
        d = np.exp(-(((x-640)/560)**2+((y-330)/400)**2))*(1-a[..., 0])
        return tone(img+d[..., None]*lin('#2f8a52')*.10, 1.45, .55)
    def act(self, c, t, ctx):
        k = '#020805'
        if self.reach is None:
            a, b = ctx.at('L2'), ctx.at('L6')
            shy = pose(self.girl, arm_n=(24, 44, 60, 0), arm_f=(14, 60, 96, 0), lean=2, head=2)
            ask = pose(self.girl, arm_n=(44, 66, 84, 0), arm_f=(20, 80, 120, 0))
            take = pose(self.girl, lean=20, bend=2, head=16, arm_n=(78, 96, 98, 0), arm_f=(66, 100, 110, 0),
                        leg_n=(18, 4, 82, 0), leg_f=(-22, -44, 6, 0))
            self.reach = Dance((0, shy), (a, shy), (a + 1.6, ask), (b - .4, self.girl), (b + 1.4, take), (b + 4, take))
            away = pose(self.old, lean=22, bend=18, arm_n=(50, 88, 70, 0), arm_f=(36, 84, 80, 0))
            self.offer = Dance((0, away), (1.0, away), (2.4, self.old), (b, self.old),
                               (b + 1.6, plus(self.old, lean=8, arm_n=(8, 4, 0, 0))), (b + 4, plus(self.old, lean=9)))
        p = talk(alive(self.offer(t), t, 3, .8), t, ctx.loud('brack'), 'arm_f', (10, 16, 20, 0))
        f = Figure(p, 452, 664, 56, 1, 'n')
        g = Figure(talk(alive(self.reach(t), t, 1), t, ctx.loud('nela'), 'arm_f', (6, 10, 14, 0)), 872, 664, 53, -1, 'n')
        dancer(c, g, False, k, t=t * .5, crown=False)
        shoemaker(c, f, k)
        w, h = f.J['arm_n'][2:4]; h = w*.45+h*.55; sw = 5*math.sin(t*2)+3*math.sin(t*3.1); x, y = float(h[0]), float(h[1])+4
        p1 = shoe_prop(c, x-34+sw, y+74, 84, 74+sw*.5); p2 = shoe_prop(c, x+24+sw*1.2, y+86, 84, 60-sw*.6)
        ribbons_red(c, [(x, y), (x-16+sw*.5, y+34), p1[0]], [(x, y), (x-4+sw*.5, y+36), p1[1]], [(x, y), (x+14+sw*.5, y+38), p2[0]], [(x, y), (x+28+sw*.5, y+42), p2[1]],
                    [(x-3, y-2), (x-24, y+26), (x-46+sw, y+38), (x-52+sw*.6, y+74), (x-64-sw, y+92)], [(x+3, y-2), (x+34, y+18), (x+52+sw, y+46), (x+72, y+54+sw), (x+84+sw, y+80)], w=2.1)
        dust(c, 50, 8, (330, 110, 960, 560), '#f2ffd0', t, .4)
    def front(self, c):
        k = '#010503'
        # iron sign of the house: a boot in a scroll
        c.drawPath(P(brush(xy("1280,118 1204,118 1128,118"), 4, 3)), paint(k))
        c.drawPath(P(brush(xy("1280,196 1236,150 1196,122"), 3.4, 2)), paint(k))
        for q in (curl(1240, 138, 15, 1.5, 2.6, 1, 1), curl(1126, 112, 9, 1.4, 2.4, -1, 0), curl(1180, 106, 11, 1.3, 2.2, 1, 2)): c.drawPath(P(q), paint(k))
        for x in (1142, 1190): c.drawPath(P(brush([(x, 120), (x, 146)], 1.4)), paint(k))
        c.drawPath(P(catmull(xy("1138,146 1194,146 1190,176 1196,206 1198,236 1176,238 1168,228 1150,238 1096,238 1088,228 1112,212 1142,196 1146,172"), 6)), paint(k))
