"""Scene 2, the empty stage under the ghost light: cold blue."""

import math

import numpy as np
import skia

from ..cast import impresario
from ..costume import dancer
from ..curves import brush, catmull, mirror, xy
from ..drawing import P, fill, halo, paint, stroke
from ..figures import Figure
from ..light import Light, fbm, grid, lin, plane, tone, up, veil
from ..poses import Dance, alive, plus, pose, talk
from ..scenery import dust


class Scene:
    imp = pose(yaw=20, turn=-20, lean=-5, bend=4, neck=0, leg_n=(6, 2, 84, 0), leg_f=(-9, -12, 80, 0), arm_f=(26, 50, 14, 0), arm_n=(-18, 26, 60, 0))
    girl = pose(yaw=24, turn=-24, lean=-3, bend=-6, neck=2, head=-8, leg_n=(4, 0, 74, 0), leg_f=(-12, -22, 26, 0), arm_n=(16, 40, 52, 0), arm_f=(34, 66, 78, 0))
    bulb = (556, 322)
    rise = None
    def back(self, ctx):
        bx, by = self.bulb
        L = Light().grad((0, '#030812', .8), (300, '#0a1f3c', .8), (520, '#123257', .7), (566, '#0c2444', .6), (720, '#030a16', .7))
        L.glow(bx, by+10, 560, 420, '#1f5a94', .50).glow(bx, by, 250, 230, '#5fa6dc', .55).glow(bx, by, 80, 80, '#bfe4ff', 1.3).glow(bx, by, 22, 22, '#ffffff', 6)
        L.texture(4, .10, 3)
        img = L.full()
        # far plane: the dark house, tier over tier
        def house(c):
            for j, (y0, sag, h) in enumerate(((96, 66, 58), (206, 54, 58), (316, 42, 58), (424, 30, 66))):
                x = np.linspace(-40, 1320, 60); e = y0+sag*(1-((x-640)/680)**2)*1.0
                fill(c, np.vstack([np.stack([x, e], 1), np.stack([x, e+h*.42], 1)[::-1]]))
                for i in range(19):                             # boxes: pillars with arches between
                    xi = -40+i*75.5; yi = y0+sag*(1-((xi-640)/680)**2)
                    fill(c, [(xi-7, yi-54), (xi+7, yi-54), (xi+7, yi+6), (xi-7, yi+6)])
                    a = np.linspace(math.pi, 2*math.pi, 14); xm = xi+37.7
                    arch = np.stack([xm+30*np.cos(a), yi-22+26*np.sin(a)], 1)
                    fill(c, np.vstack([[(xi, yi-58)], [(xi, yi-20)], arch, [(xi+75, yi-20), (xi+75, yi-58)]]))
        img = plane(img, house, '#0b2444', .60, 2.2)
        def garland(c):
            for j, (y0, sag) in enumerate(((96, 66), (206, 54), (316, 42), (424, 30))):
                for i in range(18):
                    xi = -40+(i+.5)*75.5; yi = y0+sag*(1-((xi-640)/680)**2)+6
                    c.drawPath(P(brush([(xi-26, yi), (xi, yi+9), (xi+26, yi)], 1.6)), paint())
        img = plane(img, garland, '#4d86b8', .28, .8)
        img = veil(img, 250, 600, '#1b4c7c', .30, 6)
        d = np.hypot((grid()[1]-bx)/300, (grid()[0]-by)/260)
        img = img+np.exp(-d**1.5)[..., None]*lin('#6fb4e6')*.22
        # the boards
        y, x = grid()
        fl = np.clip((y-560)/3, 0, 1)[..., None]
        z = 60/(np.maximum(y-520, 1)); u = (x-bx)*z
        lum = np.exp(-(((x-bx)/430)**2+((y-596)/70)**2))*1.0+1.1*np.exp(-(((x-bx)/170)**2+((y-600)/34)**2))+.06
        board = .75+.25*up(fbm(8, 2, 4, 8.))*.5
        seam = np.exp(-((np.abs((u/7.5) % 1-.5)-.5)/.035)**2)
        seam = seam*np.clip((y-580)/70, 0, 1)
        col = lin('#5b9ccf')*(lum*board*(1-.55*seam))[..., None]*.8
        img = img*(1-fl)+col*fl
        # thrown shadows on the floor
        def shad(c):
            for x0, w, l, yb in ((884, 34, 330, 640), (296, 20, -250, 616)):
                dx = l; fill(c, [(x0-w, yb-4), (x0+w, yb+4), (x0+w*2.8+dx, yb+92), (x0-w*1.4+dx, yb+92)])
        img = plane(img, shad, '#010610', .92, 6)
        # mid plane: legs of the wings, ropes and sandbags
        def wings(c):
            for m in (0, 1):
                for i, (xo, w) in enumerate(((116, 60),)):
                    q = np.vstack([[(-10, -10)], catmull(xy("196,-10 186,200 180,420 172,600 166,640"), 6, False), [(-10, 660)]])
                    fill(c, mirror(q, 640) if m else q)
            for x_, yb in ((232, 214), (250, 150), (1032, 250), (1050, 120)):
                c.drawPath(P(brush([(x_, -5), (x_+1, yb)], 1.3)), paint())
                fill(c, catmull([(x_-4, yb), (x_+6, yb), (x_+12, yb+26), (x_+9, yb+44), (x_-7, yb+44), (x_-10, yb+26)], 5))
        img = plane(img, wings, '#06162b', .92, 1.4)
        def folds(c):
            for m in (0, 1):
                for xo in (150, 100, 52):
                    q = brush([(xo+20, -10), (xo+10, 300), (xo, 640)], 7)
                    fill(c, mirror(q, 640) if m else q)
        img = plane(img, folds, '#1d4a78', .34, 8)
        return tone(img, 1.5, .6, .46, .5, 1.1)
    def act(self, c, t, ctx):
        k, (bx, by) = '#02060d', self.bulb
        flick = 1 + .05 * math.sin(t * 9.1) + .04 * math.sin(t * 23.7)
        halo(c, bx, by, 74 * flick, '#bfe4ff', .30)
        fill(c, [(bx-2.6, by+26), (bx+2.6, by+26), (bx+3.6, 596), (bx-3.6, 596)], k)
        fill(c, catmull([(bx-40, 606), (bx-30, 597), (bx, 590), (bx+30, 597), (bx+40, 606)], 6), k)
        fill(c, [(bx-8, by+16), (bx+8, by+16), (bx+5, by+34), (bx-5, by+34)], k)
        st = stroke(1.5, k)
        for rx in (15, 6):
            c.drawOval(skia.Rect(bx-rx, by-24, bx+rx, by+20), st)
        c.drawOval(skia.Rect(bx-15, by-5, bx+15, by+1), st)
        # she rises on her toes when she says what she looks for, and comes down again
        if self.rise is None:
            a, b = ctx.at('L4'), ctx.at('E4')
            up = pose(self.girl, leg_n=(0, 0, 0, 0), leg_f=(-5, -10, 0, 0), lean=0, bend=-12, head=-16,
                      arm_n=(38, 66, 82, 10), arm_f=(52, 86, 100, -10))
            self.rise = Dance((a - .3, self.girl), (a + 1.1, up), (b + .5, plus(up, head=-4)), (b + 1.7, self.girl))
        p = talk(alive(self.rise(t), t, 1), t, ctx.loud('nela'), 'arm_f', (8, 12, 16, 0))
        dancer(c, Figure(p, 300, 612, 44, 1, 'n'), False, k, t=t * .4, L=2.5, crown=False)
        q = talk(alive(self.imp, t, 2, .8), t, ctx.loud('vasmer'), 'arm_n', (20, 42, 40, 0))
        impresario(c, Figure(q, 880, 640, 55, -1, 'n'), k, rim='#9fd0ff')
        dust(c, 70, 5, (250, 90, 880, 590), '#bfe2ff', t, .5)
    def front(self, c):
        k = '#01040a'
        for m in (0, 1):
            q = np.vstack([[(-10, -10)], catmull(xy("84,-10 70,260 76,500 60,730"), 6, False), [(-10, 730)]])
            fill(c, mirror(q, 640) if m else q, k)
        fill(c, np.vstack([[(0, -5)], catmull(xy("0,44 200,34 420,46 640,36 860,46 1080,34 1280,44"), 6, False), [(1280, -5)]]), k)
