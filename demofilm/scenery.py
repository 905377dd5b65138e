"""Scenery that several scenes share: trees, dust in the light, ornaments of the title cards."""

import math
import random

import numpy as np
import skia

from .curves import brush, curl
from .drawing import P, paint


def tree(c, x, y, a, l, w, depth, r, k, bend=22, leaf=None):
    q = [np.array([x, y])]; ang = a
    for i in range(4):
        ang += r.uniform(-bend, bend)*.5
        q.append(q[-1]+np.array([math.sin(math.radians(ang)), -math.cos(math.radians(ang))])*l/4)
    w1 = w*(.62 if depth > 1 else .1)
    c.drawPath(P(brush(q, w, w1, 5)), k)
    c.drawCircle(float(q[-1][0]), float(q[-1][1]), w1*1.02, k); c.drawCircle(x, y, w, k)
    if depth <= 1:
        if leaf: leaf(c, q[-1], ang, r, k)
        return
    n = 2 if depth > 4 else r.choice((2, 3))
    for i in range(n):
        t = 1. if i == 0 else r.uniform(.45, .95)
        j = q[-1] if t == 1. else q[int(t*4)]
        s = (-1 if (i % 2) else 1)*r.choice((-1, 1))
        tree(c, *j, ang+(r.uniform(-14, 14) if i == 0 else s*r.uniform(26, 52)), l*r.uniform(.66, .84), w1*(1 if i == 0 else .78), depth-1, r, k, bend, leaf)


def dust(c, n, seed, box, col='#ffffff', t=0., a=.5, rmax=1.9):
    r = random.Random(seed)
    for i in range(n):
        x = r.uniform(box[0], box[2]); y = r.uniform(box[1], box[3]); s = r.uniform(.5, 1)**2*rmax; ph = r.uniform(0, 6.28); v = r.uniform(2, 9)
        x += 7*math.sin(t*.6+ph)+v*t*.6; y += 5*math.cos(t*.5+ph*1.7)-v*t*.8
        c.drawCircle(x, y, s, paint(col, a*r.uniform(.2, 1)*(.6+.4*math.sin(t*2+ph)), BlendMode=skia.BlendMode.kPlus))


def ornament(c, x, y, w, k, col):
    p = paint(col, k)
    for s in (-1, 1):
        c.drawPath(P(brush([(x+s*14, y), (x+s*w*.25, y-3), (x+s*w*.5, y)], 1.5, .35)), p)
        c.drawPath(P(curl(x+s*(w*.5-2), y-4, 5.5, 1.1, 1.1, -s, math.pi/2)), p)
    c.drawPath(P([(x-7, y), (x, y-5), (x+7, y), (x, y+5)]), p)
