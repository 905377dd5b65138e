"""Curves: smooth outlines, tapered brush strokes, and limbs drawn as one contour (`ribbon`)."""

import math
from functools import lru_cache

import numpy as np
import skia


def xy(text):
    """Points from a string such as "0,1 2,3"."""
    return [tuple(map(float, p.split(","))) for p in text.split()]


def catmull(pts, n=8, closed=True):
    """Centripetal-looking Catmull-Rom through pts -> dense polyline."""
    p = np.asarray(pts, float)
    if closed:
        q = np.vstack([p[-1], p, p[0], p[1]])
    else:
        q = np.vstack([2*p[0]-p[1], p, 2*p[-1]-p[-2]])
    t = np.linspace(0, 1, n, endpoint=False)[:, None]
    a, b, c, d = (q[i:len(q)-3+i] for i in range(4))
    out = [0.5*((2*b[i]) + (c[i]-a[i])*t + (2*a[i]-5*b[i]+4*c[i]-d[i])*t*t
           + (3*b[i]-a[i]-3*c[i]+d[i])*t**3) for i in range(len(b))]
    out = np.vstack(out)
    return out if closed else np.vstack([out, p[-1]])




def poly(path, pts):
    """Add a polygon, always the same way round: overlapping parts of one path must not cancel."""
    pts = np.asarray(pts, float)
    x, y = pts[:, 0], pts[:, 1]
    if np.dot(x, np.roll(y, -1)) < np.dot(y, np.roll(x, -1)):
        pts = pts[::-1]
    path.addPoly([skia.Point(*p) for p in pts.tolist()], True)


@lru_cache(maxsize=4096)
def _profile(prof, m):
    p = np.array(prof, float)
    s = np.linspace(p[0, 0], p[-1, 0], m)
    def cub(y):
        d = np.gradient(y, p[:, 0])
        i = np.clip(np.searchsorted(p[:, 0], s, 'right')-1, 0, len(p)-2)
        h = p[i+1, 0]-p[i, 0]; t = (s-p[i, 0])/h
        return ((2*t**3-3*t**2+1)*y[i] + (t**3-2*t**2+t)*h*d[i]
                + (-2*t**3+3*t**2)*y[i+1] + (t**3-t**2)*h*d[i+1])
    return s, np.maximum(cub(p[:, 1]), .004), np.maximum(cub(p[:, 2]), .004)


def ribbon(joints, prof, rounds=.2, m=44, side=1., scale=1.):
    """One limb as one contour: a spine through the joints (corners rounded by
    `rounds`) and a half-width to the front and to the back of every point.
    prof: ((s, front, back), ...), s counted in bones (0 = first joint)."""
    J = np.asarray(joints, float); nb = len(J)-1
    r = rounds if isinstance(rounds, (list, tuple)) else [rounds]*(nb-1)
    s, wf, wb = _profile(prof, m)
    i = np.clip(np.floor(s).astype(int), 0, nb-1); t = s-i
    P = J[i] + (J[i+1]-J[i])*t[:, None]
    for k in range(1, nb):
        rk = r[k-1]
        a = J[k]+(J[k-1]-J[k])*rk; b = J[k]+(J[k+1]-J[k])*rk
        sel = np.abs(s-k) < rk
        u = ((s[sel]-k)/rk*.5+.5)[:, None]
        P[sel] = (1-u)**2*a + 2*u*(1-u)*J[k] + u*u*b
    T = np.gradient(P, axis=0)
    T /= np.maximum(np.hypot(T[:, 0], T[:, 1]), 1e-6)[:, None]
    N = np.stack([T[:, 1], -T[:, 0]], 1)           # front = +x when bone hangs down
    m_ = (wf+wb)/2*scale; d = (wf-wb)/2*side*scale
    F = P+N*(m_+d)[:, None]; B = P-N*(m_-d)[:, None]
    return np.vstack([F, B[::-1]])


def rot(p, deg):
    a = math.radians(deg); c, s = math.cos(a), math.sin(a)
    p = np.asarray(p, float)
    return np.stack([p[..., 0]*c-p[..., 1]*s, p[..., 0]*s+p[..., 1]*c], -1)


def brush(pts, w0, w1=None, n=8, k=None):
    """A tapered brush stroke through pts."""
    q = catmull(pts, n, False); w1 = w0 if w1 is None else w1
    T = np.gradient(q, axis=0); T /= np.maximum(np.hypot(T[:, 0], T[:, 1]), 1e-6)[:, None]
    N = np.stack([T[:, 1], -T[:, 0]], 1); t = np.linspace(0, 1, len(q))
    w = w0+(w1-w0)*t if k is None else k(t)*w0
    return np.vstack([q+N*w[:, None], (q-N*w[:, None])[::-1]])


def mirror(pts, x): p = np.array(pts, float); p[:, 0] = 2*x-p[:, 0]; return p


def ell(x, y, rx, ry=None, n=28, a0=0, a1=360):
    t = np.radians(np.linspace(a0, a1, n)); return np.stack([x+rx*np.cos(t), y+(ry or rx)*np.sin(t)], 1)


def curl(x, y, r, turns=1.4, w=3, d=1, a0=0):
    t = np.linspace(0, 1, 26); a = a0+d*t*turns*2*math.pi; rr = r*(1-t)**.8
    return brush(np.stack([x+rr*np.cos(a), y+rr*np.sin(a)], 1), w, w*.25, 2)


def mixprof(a, b, t):
    return tuple((x[0], x[1]+(y[1]-x[1])*t, x[2]+(y[2]-x[2])*t) for x, y in zip(a, b))
