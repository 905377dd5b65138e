"""Scene 1, main title: ember on black, a dancer before a painted sun."""

import math

import numpy as np

from ..costume import dancer
from ..curves import brush, catmull, ell, mirror, xy
from ..drawing import P, cutout, fill, font, paint, text
from ..figures import Figure
from ..light import Light, W, fbm, grid, lin, plane, tone, up
from ..poses import (
    ARABESQUE,
    ATTITUDE,
    PLIE,
    PREPARE,
    RETIRE,
    Dance,
    plus,
    spotting,
    step,
)
from ..scenery import ornament
from ..titles import TITLE_CARDS


class Scene:
    solo = Dance((0, plus(ARABESQUE, head=3)), (3.4, ARABESQUE), (6.6, plus(ARABESQUE, head=-4, lean=-2)),
                 (8.2, PREPARE), (8.9, PLIE), (9.3, RETIRE), (11.3, dict(RETIRE, yaw=60 + 720)),
                 (11.9, dict(ATTITUDE, yaw=720)), (13.4, dict(ARABESQUE, yaw=720)),
                 (15.8, plus(dict(ARABESQUE, yaw=720), head=-5)))

    def back(self, ctx):
        L = Light().grad((0, '#140604', .5), (330, '#3a1407', .7), (600, '#7a320f', .9), (612, '#1b0a05', .7), (720, '#080302', .5))
        L.glow(892, 360, 620, 420, '#b0480f', .55).glow(892, 352, 330, 300, '#e8882a', .9, 2.4).disc(892, 346, 214, '#ffb552', 1.5, .035).glow(892, 330, 150, 140, '#ffe3a0', 1.1)
        L.glow(892, 640, 420, 26, '#f0a040', .7)
        L.texture(3, .06, 3).texture(9, .04, 14)
        img = L.full()
        # a far shore of reeds and hills low on the disc
        def hills(c):
            fill(c, np.vstack([[(0, 612)], catmull(xy("0,560 160,548 330,566 520,556 700,570 860,564 1040,552 1180,560 1280,546"), 8, False), [(1280, 612)]]))
        img = plane(img, hills, '#5a230c', .55, 3)
        def stage(c):
            fill(c, xy("0,612 1280,612 1280,720 0,720"))
        img = plane(img, stage, '#160603', .97, 1)
        y, x = grid()
        refl = np.exp(-((x-892)/(150+(y-612)*.9))**2)*np.clip((y-612)/8, 0, 1)*np.exp(-(y-612)/70)*(y > 611)
        refl *= np.clip(1+.5*up(fbm(5, 2, 6, .6)), .1, 2)
        img = img+refl[..., None]*lin('#e07a22')*.9
        # mid plane: drapes
        def drape(c):
            for m in (0, 1):
                pts = np.vstack([[(-10, -10)], catmull(xy("330,-10 262,120 150,262 60,372 36,470 62,580 96,730"), 8, False), [(-10, 730)]])
                fill(c, mirror(pts, 640) if m else pts)
        img = plane(img, drape, '#1c0a05', .93, 1.4)
        def drape2(c):
            for m in (0, 1):
                for i, (a, b) in enumerate(((250, .18), (190, .30), (130, .42), (70, .5))):
                    q = brush([(a, -10), (a*.8, 130), (a*.42, 280), (18+a*.10, 380)], 10, 2)
                    fill(c, mirror(q, 640) if m else q, a=.5)
        img = plane(img, drape2, '#5e240c', .42, 7)
        return tone(img, 1.25, .5, .6, .48, 1.06)
    def act(self, c, t, ctx):
        p = self.solo(t)
        if 9.3 <= t <= 11.3: p = spotting(p, 60, -60)
        f = Figure(p, 900, 632, 46, -1, 'n')
        c.save(); c.translate(0, 2*632); c.scale(1, -1)      # faint reflection on the boards
        c.saveLayerAlpha(None, 46); dancer(c, f, t=t, lace=False, veils=0); c.restore(); c.restore()
        dancer(c, f, t=t)
    def front(self, c):
        k = '#060202'
        # valance: scallops with cut-out leaves and tassels
        def body(cc):
            n = 10; w = W/n
            e = []
            for i in range(n):
                a = np.linspace(0, math.pi, 14)
                e.append(np.stack([i*w+w/2-np.cos(a)*w/2, 40+np.sin(a)*38], 1))
            fill(cc, np.vstack([[(0, 0)], *e, [(W, 0)]]), k)
            for i in range(n+1):
                x = i*w; fill(cc, ell(x, 46, 5, 7), k); fill(cc, [(x-4, 50), (x+4, 50), (x+8, 82), (x-8, 82)], k)
                for j in range(-3, 4): cc.drawPath(P(brush([(x+j*2, 78), (x+j*2.6, 92)], .7)), paint(k))
        def cut(cc):
            w = W/10
            for i in range(10):
                x = i*w+w/2
                for a in (-50, -25, 0, 25, 50):
                    cc.save(); cc.translate(x, 26); cc.rotate(a); cc.drawPath(P(catmull([(0, 10), (4.5, 22), (0, 40-abs(a)*.16), (-4.5, 22)], 5)), paint('#ffffff')); cc.restore()
                cc.drawCircle(x, 24, 4, paint('#ffffff'))
        cutout(c, body, cut)

    def over(self, c, t, ctx):
        x, col, pale = 372, "#ffce8a", "#ffe2b4"
        if ctx.variant == "title":
            a = [step(t, .9 + .35 * i, 2.2 + .35 * i) for i in range(4)]
            text(c, "A SHADOW PLAY", x, 232, font("title", 20), col, 7.5, "c", .92 * a[1])
            ornament(c, x, 258, 210, .8 * a[1], col)
            text(c, "The Red", x, 366, font("title", 112), pale, 1.5, "c", a[0])
            text(c, "Shoes", x, 472, font("title", 112), pale, 1.5, "c", a[0])
            ornament(c, x, 506, 210, .8 * a[2], col)
            text(c, "after the tale by H. C. Andersen", x, 546, font("italic", 27), col, 0, "c", .95 * a[2])
            return
        card = TITLE_CARDS[ctx.variant]
        text(c, card[0], x - 20, 232, font("title", 18), col, 6, "c", .92)
        ornament(c, x - 20, 258, 210, .8, col)
        y = 318
        for part, name in card[1]:
            text(c, part, x - 36, y, font("italic", 26), col, 0, "r", .95)
            text(c, name, x - 8, y, font("text", 29), pale, 0, "l")
            y += 44
        ornament(c, x - 20, y + 6, 210, .8, col)
