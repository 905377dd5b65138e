"""Costume: the lace skirt that follows the legs, and the dancer who wears it."""

import math
from functools import lru_cache

import numpy as np
import skia

from .curves import brush, catmull, poly, xy
from .drawing import P, paint, red_fill
from .figures import GIRL


def skirt_map(fig, L=2.5, spread=1., front=None, back=None, flat=1., sway=0., waist=.21, wave=.035, nf=5, ph=0., soft=1.42):
    """Fabric as a fan in polar coordinates round the waist; u in [-1,1] back..front, v in [0,1] waist..hem."""
    u_ = fig.u; po = fig.po
    def proj(a): return a[0]*math.cos(math.radians(a[3]+po['yaw']))
    al = [proj(po['leg_n']), proj(po['leg_f'])]
    f = max(27*spread, max(al)*.86+8) if front is None else front
    b = min(-29*spread, min(al)*.86-8) if back is None else back
    f += po['skirt'][0]; b += po['skirt'][1]; sway = sway+po['skirt'][2]
    J = fig.J
    org = J['waist']*.80+J['hip']*.20
    ax = J['hip']-J['waist']; tilt = math.atan2(ax[0], ax[1])*fig.flip
    wid = waist+(.27-waist)*abs(fig.sy)
    fl = flat*po['skirt'][3]
    def S(u, v):
        u = np.asarray(u, float); v = np.asarray(v, float)
        mid, half = (f+b)/2, (f-b)/2
        ph_ = mid+half*u
        a = np.radians(ph_*(soft-(soft-1)*v)+sway*v*v) 
        fold = wave*np.sin(nf*math.pi*u+ph)*v
        r = L*v*(1+fold*.55)
        a = a+fold*.30
        x = np.sin(a)*r+u*wid*math.cos(tilt); y = np.cos(a)*r*fl+u*wid*math.sin(tilt)*0
        return np.stack([x*fig.flip, y], -1)*u_+org
    return S


@lru_cache(maxsize=None)
def lace_uv(scallops, hem):
    """Eyelets of the hem in (u, v): counts and one stacked array, so that a frame maps them in one call."""
    out = []
    def blob(u, v, du, dv, k=10, petal=0):
        t = np.linspace(0, 2*math.pi, k, endpoint=False)
        rr = 1+petal*np.cos(t*4)
        out.append(np.stack([u+du*np.cos(t)*rr, v+dv*np.sin(t)*rr], 1))
    d = 2/scallops
    for i in range(scallops):
        u = -1+d*(i+.5)
        for k in (-2, -1, 0, 1, 2):
            blob(u+d*.155*k, hem-.012-.010*abs(k), d*.045, .017, 8)
        blob(u, hem-.062, d*.14, .012, 10)
        for k in (-.5, .5):
            blob(u+d*k*.5, hem-.105, d*.10, .011, 4)
        blob(u, hem-.155, d*.10, .018, 16, .45)
        if i < scallops-1: blob(u+d*.5, hem-.135, d*.035, .007, 6)
        if i % 3 == 1:
            blob(u, hem-.27, d*.17, .030, 16, .5)
            for k in range(3):
                blob(u, hem-.34-.045*k, d*(.07-.015*k), .013-.003*k, 6)
    return tuple(len(o) for o in out), np.vstack(out)


def skirt_paths(S, scallops=15, lace=True, depth=.035, hem=1.0, m=8):
    body = skia.Path()
    us = np.linspace(-1, 1, scallops*m+1)
    sc = hem+depth*np.abs(np.sin((us+1)*scallops*math.pi/2))
    e = np.linspace(0, 1, 14)
    U = np.concatenate([-np.ones(14), us, np.ones(14), np.linspace(1, -1, 6)])
    V = np.concatenate([e*hem, sc, (e*hem)[::-1], np.zeros(6)])
    poly(body, S(U, V))
    cut = skia.Path()
    if lace:
        n, uv = lace_uv(scallops, hem)
        P = [skia.Point(x, y) for x, y in S(uv[:, 0], uv[:, 1]).tolist()]
        i = 0
        for k in n:
            cut.addPoly(P[i:i+k], True); i += k
    return body, cut


def dancer(c, f, red=True, col='#08060a', hands=('soft', 'soft'), L=2.45, lace=True, hair='bun', crown=True, veils=2, t=0., **kw):
    k = paint(col); u = f.u
    def legs(s):
        c.drawPath(P(f.leg(s), f.foot(s)), k)
        if red:
            red_fill(c, f.shoe(s)); c.drawPath(P(*f.laces(s)), paint('#d5111d'))
    sway = kw.pop('sway', 0.)
    legs('f')
    if veils: c.drawPath(skirt_paths(skirt_map(f, L=L*1.07, wave=.09, nf=4, ph=1.3+t*3, sway=sway*1.3, **kw), 11, False, .02)[0], paint(col, .34))
    if veils > 1: c.drawPath(skirt_paths(skirt_map(f, L=L*1.13, wave=.12, nf=3, ph=.2+t*3, sway=sway*1.6, **kw), 9, False, .02)[0], paint(col, .20))
    legs('n')
    b, cut = skirt_paths(skirt_map(f, L=L, sway=sway, ph=t*3, **kw), lace=lace)
    bo = b.getBounds(); bo.outset(2, 2)
    c.saveLayer(bo); c.drawPath(b, k); c.drawPath(cut, paint('#000000', BlendMode=skia.BlendMode.kDstOut)); c.restore()
    back, front = ('f', 'n')
    c.drawPath(P(f.arm(back), *f.hand(back, hands[1])), k)
    c.drawPath(P(f.torso()), k)
    c.drawPath(P(f.head(GIRL)), k)
    if hair == 'bun':
        q = f.at_head([(-.30, -.62), (-.37, -.66)])
        c.drawCircle(*map(float, q[1]), .185*u, k)
        w = f.at_head([(-.22, -.50), (-.30, -.80)]); c.drawPath(P(brush([w[0], (w[0]+w[1])/2, w[1]], .03*u, .03*u)), k)
        # a diadem of three points, and a loose curl in the nape
        for a, b_, h_ in ((.30, -.66, .13), (.18, -.72, .17), (.06, -.745, .13)) if crown else ():
            q = f.at_head([(a-.045, b_+.03), (a+.02, b_-h_), (a+.06, b_+.02)]); c.drawPath(P(q), k)
    elif hair == 'loose':
        for i in range(11):
            y0 = -.62+.052*i; l = (1.2, 1.75, 1.45, 2.1, 1.7, 2.3, 1.6, 2.0, 1.35, 1.7, 1.0)[i]; o = (i-5)*.055
            a = f.at_head([(-.16, y0+.05), (-.34-.1*l, y0-.02+o*.4), (-.3-.38*l, y0+o+.10*math.sin(t*5+i*.6)), (-.3-.70*l, y0-.04+o*1.9+.16*math.sin(t*5+i*.6+1.2)), (-.3-l, y0+.03+o*2.6+.20*math.sin(t*5+i*.6+2.4))])
            c.drawPath(P(brush(a, .10*u, .006*u)), k)
        c.drawCircle(*map(float, f.at_head([(-.2, -.45)])[0]), .25*u, k)
    eye = f.at_head(xy(".33,-.235 .40,-.262 .445,-.235 .40,-.222"))
    if abs(math.cos(math.radians(f.po['turn']+f.po['yaw']))) > .7 and u > 50: c.drawPath(P(catmull(eye, 5)), paint('#ffffff', .55))
    c.drawPath(P(f.arm(front), *f.hand(front, hands[0])), k)
