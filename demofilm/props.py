"""Props: the red shoes without a foot in them, satin ribbons, sheets of newspaper."""

import math

import numpy as np

from .curves import brush, catmull, rot, xy
from .drawing import P, fill, paint, red_fill

SHOE = ((.03, -.02), (-.012, -.08), (-.008, -.16), (.02, -.225))                        # heel, from the sole up


SHOE_NEAR = ((.02, -.225), (.10, -.175), (.22, -.145), (.35, -.150), (.45, -.185), (.52, -.225))    # near edge of the opening


SHOE_FAR = ((.52, -.225), (.43, -.216), (.30, -.202), (.15, -.206), (.02, -.225))


SHOE_TOE = ((.52, -.225), (.60, -.215), (.72, -.187), (.84, -.154), (.94, -.128), (.992, -.114), (1.0, -.06), (.994, -.010), (.94, -.004), (.84, -.010), (.70, -.032), (.55, -.068), (.40, -.074), (.20, -.030), (.03, -.02))


def shoe_prop(c, x, y, L, ang=0, mir=1):
    """An empty pointe shoe of length L, heel at (x, y), toe towards +x; gives the two places where ribbons are sewn on."""
    def T(p): return rot(np.asarray(p, float)*np.array([mir, 1])*L, ang*mir)+np.array([x, y])
    near = catmull(SHOE_NEAR, 6, False); far = catmull(SHOE_FAR, 6, False); toe = catmull(SHOE_TOE, 6, False); heel = catmull(SHOE, 6, False)
    fill(c, T(np.vstack([near, far])), '#5c060c')
    body = np.vstack([heel, near, toe])
    red_fill(c, T(body))
    c.drawPath(P(brush(T(near[::4]), L*.008)), paint('#8e0b14'))
    c.drawPath(P(brush(T(xy(".06,-.022 .2,-.030 .40,-.070 .56,-.062 .72,-.028 .86,-.010")), L*.010, L*.006)), paint('#4c040a'))
    c.drawPath(P(brush(T(xy(".56,-.200 .68,-.174 .82,-.136 .92,-.108")), L*.012, L*.004)), paint('#ff7468', .55))
    c.drawPath(P(brush(T(xy(".82,-.160 .79,-.09 .82,-.012")), L*.004)), paint('#8e0b14', .8))
    return T([(.14, -.165)])[0], T([(.22, -.20)])[0]


def satin(c, pts, w, ph=0., tw=2.2):
    """A satin ribbon that turns over as it goes: its underside is darker, its edge-on places thin."""
    q = catmull(pts, 12, False); t = np.linspace(0, 1, len(q)); z = np.cos(ph+t*tw*math.pi)
    T = np.gradient(q, axis=0); T /= np.maximum(np.hypot(T[:, 0], T[:, 1]), 1e-6)[:, None]
    N = np.stack([T[:, 1], -T[:, 0]], 1)*(w*(.26+.74*np.abs(z)))[:, None]
    i = 0; segs = []
    while i < len(q)-1:
        j = i
        while j < len(q)-1 and (z[j] >= 0) == (z[i] >= 0): j += 1
        segs.append((z[i] >= 0, i, min(j+1, len(q)-1))); i = j
    for front in (False, True):
        for f_, i, j in segs:
            if f_ == front: c.drawPath(P(np.vstack([(q+N)[i:j+1], (q-N)[i:j+1][::-1]])), paint('#dc131f' if front else '#7c0911'))


def ribbons_red(c, *strokes, w=3.): 
    for s in strokes:
        c.drawPath(P(brush(s, w, w*.8, 10, lambda t: .75+.35*np.sin(t*9+1))), paint('#d5111d'))


def sheet(c, x, y, size, angle, curl, t):
    """A sheet of newspaper in the wind; `curl` (-1 to 1) bends it and turns it edge on."""
    w, h = size, size * (.30 + .95 * abs(curl))
    b = .34 * size * curl
    corners = [(-w, -h * .7), (0, -h * .7 + b), (w, -h * .7), (w * .96, h * .7), (0, h * .7 + b), (-w * .96, h * .7)]
    q = rot(np.array(corners), angle) + np.array([x, y])
    fill(c, q, "#fbe7b4" if curl > 0 else "#c99a48", .96)
    if curl > .15:
        for i in range(1, 7):
            v = -h * .7 + h * 1.4 * i / 7
            for x0, x1 in ((-.82, -.12), (.12, .82)):
                line = rot(np.array([(x0 * w, v), ((x0 + x1) / 2 * w, v + b * .55), (x1 * w, v)]), angle)
                c.drawPath(P(brush(line + np.array([x, y]), .035 * size, n=2)), paint("#5a3d0c", .7))
