"""Poses: dictionaries of angles, and a smooth walk through a list of them.

Angles are absolute, in degrees: 0 hangs straight down, + swings forward. A limb has its own azimuth
(0 straight ahead, 90 to the figure's left), which `yaw` turns with the body.
"""

import math

import numpy as np

BASE = dict(yaw=0, lean=0, bend=0, neck=4, head=0, turn=0,
            arm_n=(12, 20, 20, 20), arm_f=(10, 20, 20, -20),
            leg_n=(0, 0, 78, 0), leg_f=(0, 0, 78, 0), skirt=(0, 0, 0, 1), lift=0.0)


def pose(base=None, **k):
    """A pose: BASE (or another) with some angles changed."""
    d = dict(base or BASE)
    d.update(k)
    return d


def ease(t):
    """0 to 1, slow at both ends."""
    t = min(max(t, 0.0), 1.0)
    return t * t * (3 - 2 * t)


def step(t, a, b):
    """How far t has come on the way from a to b, eased."""
    return ease((t - a) / (b - a))


def flat(p):
    """A pose as one row of numbers."""
    out = []
    for k in BASE:
        v = p[k]
        out += list(v) if isinstance(v, tuple) else [v]
    return out


def unflat(row):
    """The pose of a row of numbers."""
    out, i = {}, 0
    for k, v in BASE.items():
        n = len(v) if isinstance(v, tuple) else 1
        out[k] = tuple(row[i:i + n]) if isinstance(v, tuple) else row[i]
        i += n
    return out


class Dance:
    """Keys (seconds, pose) joined by a cubic: only the ends of the phrase come to rest.

    `spots` names stretches (from, to) of turning, in which the head stays behind and whips round.
    """

    def __init__(self, *keys, hold=0.10):
        self.t = np.array([k[0] for k in keys], float)
        self.p = np.array([flat(k[1]) for k in keys], float)
        d = np.zeros_like(self.p)
        dt = np.diff(self.t)[:, None]
        m = np.diff(self.p, axis=0) / dt
        # a tangent is the mean of the slopes, and nothing where the movement turns back
        for i in range(1, len(keys) - 1):
            same = m[i - 1] * m[i] > 0
            h0, h1 = dt[i - 1], dt[i]
            w1, w2 = 2 * h1 + h0, h1 + 2 * h0
            with np.errstate(divide="ignore", invalid="ignore"):
                harmonic = (w1 + w2) / (w1 / m[i - 1] + w2 / m[i])
            d[i] = np.where(same, harmonic, 0)
        self.d = d

    def __call__(self, t):
        """The pose at t seconds."""
        t = min(max(t, self.t[0]), self.t[-1])
        i = int(np.clip(np.searchsorted(self.t, t, "right") - 1, 0, len(self.t) - 2))
        h = self.t[i + 1] - self.t[i]
        s = (t - self.t[i]) / h
        row = ((2 * s**3 - 3 * s**2 + 1) * self.p[i] + (s**3 - 2 * s**2 + s) * h * self.d[i]
               + (-2 * s**3 + 3 * s**2) * self.p[i + 1] + (s**3 - s**2) * h * self.d[i + 1])
        return unflat(row.tolist())


def spotting(p, yaw0, turn0):
    """The head of a turning dancer: it lags, then whips round (yaw0, turn0: where the turn began)."""
    ph = (p["yaw"] - yaw0) % 360
    back = 360 * ease((ph - 110) / 170)
    return dict(p, turn=turn0 + back - ph)


def plus(p, **k):
    """A pose with something added to some of its angles."""
    q = dict(p)
    for name, v in k.items():
        w = q[name]
        q[name] = tuple(a + b for a, b in zip(w, v)) if isinstance(w, tuple) else w + v
    return q


def alive(p, t, seed=0.0, k=1.0):
    """Breath and sway, so that nobody stands like wood."""
    a = math.sin(t * 1.7 + seed) * k
    b = math.sin(t * 1.1 + seed * 2.3 + 1) * k
    return plus(p, lean=.5 * b, bend=-.7 * a, head=1.2 * b, neck=.6 * a,
                arm_n=(.8 * a, 1.4 * b, 2.2 * b, 0), arm_f=(-.7 * b, 1.2 * a, 2 * a, 0))


def talk(p, t, loud, arm="arm_n", reach=(16, 34, 40, 0)):
    """Somebody speaks: the head nods with the voice and one hand goes along with it."""
    beat = math.sin(t * 7.3) * .6 + math.sin(t * 4.1 + 1) * .4
    return plus(p, head=loud * (3.2 * beat - 2), neck=loud * 1.5 * beat,
                **{arm: tuple(r * loud * (.75 + .25 * beat) for r in reach)})


# ---------------------------------------------------------------- positions of the dance
FIFTH = pose(yaw=24, turn=-24, leg_n=(3, 2, 66, 50), leg_f=(-4, -6, 40, -20),
             arm_n=(22, 42, 60, 50), arm_f=(22, 42, 60, -50), head=2)
PREPARE = pose(yaw=42, turn=-42, leg_n=(3, 2, 60, 70), leg_f=(-6, -12, 20, -20),
               arm_n=(26, 44, 60, 50), arm_f=(26, 44, 60, -50), head=2)
PLIE = pose(yaw=34, turn=-34, lean=4, leg_n=(34, -20, 74, 20), leg_f=(-26, -60, -24, -10),
            arm_n=(50, 86, 92, 20), arm_f=(72, 84, 80, -80), head=6, skirt=(6, -6, 0, .97))
RETIRE = pose(yaw=60, turn=-60, bend=-2, leg_n=(0, 0, 0, 0), leg_f=(64, -44, -22, -80),
              arm_n=(46, 84, 96, 34), arm_f=(46, 84, 96, -34), skirt=(14, -14, 0, .94))
ARABESQUE = pose(lean=12, bend=-24, neck=0, head=-8, leg_n=(0, 0, 0, 0), leg_f=(-86, -104, -112, 0),
                 arm_f=(112, 118, 102, 0), arm_n=(-70, -80, -62, 0), skirt=(4, 0, 0, 1))
ATTITUDE = pose(lean=4, bend=-16, neck=0, head=-12, leg_n=(0, 0, 0, 0), leg_f=(-62, -128, -120, 0),
                arm_n=(118, 150, 168, 20), arm_f=(70, 84, 80, -40), skirt=(4, 0, 0, 1))
JETE = pose(lean=2, bend=-16, neck=0, head=-12, leg_n=(80, 84, 88, 0), leg_f=(-82, -90, -98, 0),
            arm_n=(124, 116, 100, 0), arm_f=(-80, -92, -74, 0), skirt=(2, -2, 0, 1.0))
DEVELOPPE = pose(yaw=12, turn=-12, lean=-4, bend=-4, head=-6, leg_n=(0, 0, 0, 0),
                 leg_f=(84, 92, 96, 0), arm_n=(-40, -58, -50, 10), arm_f=(92, 104, 96, 0),
                 skirt=(4, 0, 0, 1))
BALANCE = pose(yaw=16, turn=-16, lean=6, bend=-10, head=-10, leg_n=(6, -4, 20, 10),
               leg_f=(-26, -44, -52, 0), arm_n=(60, 84, 92, 20), arm_f=(-40, -52, -40, -20))
KNEEL = pose(lean=14, bend=6, neck=14, head=22, leg_n=(78, -8, 80, 0), leg_f=(-8, -88, -96, 0),
             arm_n=(14, 40, 46, 0), arm_f=(4, 26, 36, 0), skirt=(-4, 4, 0, .86))
