"""The cast beside the dancer: impresario, shoemaker, gentlemen, ladies and the sexton."""

import math
import random

import numpy as np
import skia

from .costume import skirt_map, skirt_paths
from .curves import brush, catmull, ell, ribbon, xy
from .drawing import P, cutout, paint
from .figures import GIRL, MAN, OLD


def impresario(c, f, col='#08060a', hat=True, cane=True, rim='#ffffff'):
    k = paint(col); u = f.u; J = f.J; fl = f.flip
    for s in 'f', 'n':
        tr = ribbon(J['leg_'+s][:3], tuple((a, b*u, d*u) for a, b, d in ((-.1, .4, .42), (.5, .42, .42), (1., .32, .32), (1.5, .27, .29), (1.88, .25, .27), (1.95, .25, .23))), .16, 30, fl)
        c.drawPath(P(f.leg(s), f.foot(s), tr), k)
        an, to = J['leg_'+s][2:4]                          # a plain black shoe with heel
        c.drawPath(P([an+np.array([-.13*fl, -.1])*u, an+np.array([-.17*fl, .14])*u, an+np.array([.10*fl, .14])*u, an+np.array([.14*fl, -.1])*u]), k)
    c.drawPath(P(f.arm('f', 1.35), *f.hand('f', 'grip' if cane else 'soft')), k)
    hem = J['hip']+np.array([-.16*fl, 2.95])*u
    mid = J['hip']+np.array([-.04*fl, 1.2])*u
    sy = abs(f.sy)*.35                                      # a coat is broader seen from the front
    pr = ((-.02, .80, .98), (.3, .70, .86), (1., .60, .68), (1.6, .54, .60), (2., .52, .54), (2.45, .48, .44), (3., .47, .40), (3.5, .56, .44),
          (3.75, .54, .54), (3.92, .44, .56), (4.04, .26, .40), (4.2, .18, .24))
    pr = tuple((a, (d+sy)*u, (b+sy)*u) for a, b, d in pr)
    coat = ribbon([hem, mid, J['hip'], J['waist'], J['shoulder'], J['atlas']], tuple((a, b, d) for a, b, d in pr), .3, 80, fl)
    def body(cc):
        cc.drawPath(P(coat), k)
    def cut(cc):
        w = paint('#ffffff')
        e = [J['waist']+np.array([.20*fl, .15])*u, J['hip']+np.array([.19*fl, .6])*u, mid+np.array([.24*fl, .6])*u, hem+np.array([.34*fl, -.06])*u]
        cc.drawPath(P(brush(e, .006*u, .022*u)), w)         # the open edge of the coat
        for i in range(3):
            q = J['waist']+np.array([.10*fl, -.15+.42*i])*u; cc.drawCircle(float(q[0]), float(q[1]), .032*u, w)
        q = J['hip']+np.array([-.12*fl, .12])*u
        cc.drawPath(P(brush([q, q+np.array([-.16*fl, .04])*u, q+np.array([-.34*fl, .16])*u], .014*u, .014*u)), w)
    cutout(c, body, cut)
    c.drawPath(P(f.head(MAN)), k)
    # fur collar: a shawl of overlapping tufts from the nape to the breast
    at, sh, wa = J['atlas'], J['shoulder'], J['waist']
    line = catmull([at+np.array([-.20*fl, .34])*u, sh+np.array([-.30*fl, -.02])*u, sh+np.array([-.06*fl, .10])*u, sh+np.array([.36*fl, .06])*u, sh+np.array([.56*fl, .50])*u, wa+np.array([.46*fl, -.05])*u], 7, False)
    r = random.Random(4); n = len(line)
    for i, q in enumerate(line):
        t_ = i/(n-1); w = (.20+.10*math.sin(math.pi*min(t_*1.5, 1)))*u*(1 if t_ < .8 else 1-(t_-.8)*3)
        c.drawCircle(float(q[0]), float(q[1]), float(w*.86), k)
        for _ in range(3):
            a_ = r.uniform(0, 6.28); l = w*r.uniform(1.0, 1.16 if t_ < .3 else 1.38); d = np.array([math.cos(a_), math.sin(a_)]); m_ = np.array([-d[1], d[0]])
            c.drawPath(P([q+m_*w*.34, q+d*l+m_*w*.1, q-m_*w*.34]), k)
    if hat:
        q = f.at_head(catmull(xy("-.66,-.42 -.40,-.50 0,-.53 .42,-.50 .74,-.38 .60,-.50 .44,-.585 .42,-.82 .36,-1.02 .16,-1.06 .02,-1.0 -.14,-1.07 -.34,-1.02 -.42,-.80 -.44,-.60 -.60,-.54"), 6)*1.0)
        c.drawPath(P(q), k)
        b = f.at_head(xy("-.41,-.64 0,-.67 .41,-.64")); c.drawPath(P(brush(b, .016*u, .016*u)), paint(rim, .28))
    eye = f.at_head(xy(".35,-.235 .42,-.262 .465,-.235 .42,-.222")); c.drawPath(P(catmull(eye, 5)), paint('#ffffff', .55))
    c.drawPath(P(f.arm('n', 1.4), *f.hand('n', 'grip' if cane == 'n' else 'soft')), k)
    for s in 'n', 'f':                                     # cuffs
        w = J['arm_'+s][2]; e = J['arm_'+s][1]; d = (w-e)/np.hypot(*(w-e)); n = np.array([d[1], -d[0]])
        c.drawPath(P([w-d*.30*u-n*.17*u, w-d*.04*u-n*.15*u, w-d*.04*u+n*.15*u, w-d*.30*u+n*.17*u]), k)
    if cane:
        h = np.array(J['arm_f' if cane != 'n' else 'arm_n'][2:4]); h = h[0]*.5+h[1]*.5
        c.drawPath(P(brush([h+np.array([0, -.06])*u, h+np.array([.02*fl, 1.2])*u, (h[0]+.30*u*fl, f.ground)], .04*u, .028*u)), k)
        c.drawCircle(float(h[0]), float(h[1]-.08*u), .085*u, k)


def shoemaker(c, f, col='#08060a'):
    k = paint(col); u = f.u; J = f.J; fl = f.flip
    c.drawPath(P(f.arm('f', 1.12), *f.hand('f', 'grip')), k)
    for s in 'f', 'n':
        c.drawPath(P(f.leg(s), f.foot(s)), k)
        an, to = J['leg_'+s][2:4]
        c.drawPath(P([an+np.array([-.14*fl, -.05])*u, an+np.array([-.17*fl, .15])*u, an+np.array([.02*fl, .15])*u, an+np.array([.10*fl, -.05])*u]), k)
        q = an+(to-an)*.45; c.drawPath(P(catmull([q+np.array([-.14*fl, 0])*u, q+np.array([0, -.26])*u, q+np.array([.14*fl, .02])*u], 5)), k)   # buckle tongue
        kn = J['leg_'+s][1]; hp = J['leg_'+s][0]
        br = ribbon([hp, kn, J['leg_'+s][2]], tuple((a, b*u, e*u) for a, b, e in ((-.15, .40, .42), (.2, .44, .46), (.6, .38, .38), (.95, .30, .30), (1.1, .26, .28), (1.16, .2, .22))), .14, 40, fl)
        c.drawPath(P(br), k)
    pr = ((-.26, .1, .12), (-.12, .40, .42), (.1, .44, .44), (.45, .43, .38), (.8, .40, .34), (1.0, .37, .33), (1.3, .33, .38), (1.6, .31, .45),
          (1.8, .27, .42), (1.95, .20, .30), (2.1, .15, .19), (2.4, .13, .14), (3., .14, .14))
    c.drawPath(P(f.torso(1., pr)), k)
    # apron with its string and a fringe of cut-outs
    h = J['hip']; w = J['waist']
    ap = catmull([w+np.array([-.05*fl, -.35])*u, w+np.array([.34*fl, .0])*u, h+np.array([.60*fl, .35])*u, h+np.array([.70*fl, 1.15])*u, h+np.array([.64*fl, 2.05])*u,
                  h+np.array([.30*fl, 2.16])*u, h+np.array([-.06*fl, 2.02])*u, h+np.array([-.16*fl, .9])*u, h+np.array([-.3*fl, 0])*u], 6)
    def body(cc): cc.drawPath(P(ap), k)
    def cut(cc):
        q = h+np.array([.22*fl, .75])*u
        cc.drawPath(P(brush([q, q+np.array([.17*fl, .07])*u, q+np.array([.34*fl, .04])*u], .016*u)), paint('#fff000'))
        for i in range(6):
            p = h+np.array([(.04+.10*i)*fl, 1.92-.014*(i-3)**2+.06])*u
            cc.drawPath(P(ell(p[0], p[1], .026*u, .05*u, 10)), paint('#ffffff'))
    cutout(c, body, cut)
    c.drawPath(P(f.head(OLD)), k)
    r = random.Random(5)                                    # tufts of hair, beard
    for i in range(16):
        y = -.30+.36*i/15; q = f.at_head([(-.16, y-.08), (-.52-.10*r.random(), y-.10+.14*r.random()), (-.2, y+.08)]); c.drawPath(P(catmull(q, 4)), k)
    for i in range(9):
        x = .22+.20*i/8; q = f.at_head([(x-.07, .16), (x+.10+.06*r.random(), .46+.16*math.sin(i/8*math.pi)), (x+.05, .17)]); c.drawPath(P(catmull(q, 4)), k)
    g = f.at_head([(.50, -.17)])[0]
    c.drawCircle(float(g[0]), float(g[1]), .10*u, paint(col, Style=skia.Paint.kStroke_Style, StrokeWidth=.032*u))
    c.drawPath(P(brush(f.at_head(xy(".42,-.19 .2,-.22 -.05,-.20")), .014*u)), paint('#ffffff', .35))
    eye = f.at_head(xy(".33,-.235 .39,-.262 .43,-.235 .39,-.225")); c.drawPath(P(catmull(eye, 5)), paint('#ffffff', .55))
    c.drawPath(P(f.arm('n', 1.15), *f.hand('n', 'grip')), k)
    sl = ribbon(J['arm_n'][:3], tuple((a, b*u, d*u) for a, b, d in ((-.12, .16, .18), (0, .26, .24), (.4, .25, .24), (.8, .23, .26), (1., .21, .27), (1.12, .15, .17))), .4, 30, fl)
    c.drawPath(P(sl), k)


def trousers(c, f, k):
    """Two legs in trousers, with plain shoes."""
    u, J, fl = f.u, f.J, f.flip
    cloth = ((-.1, .38, .40), (.5, .38, .38), (1., .27, .27), (1.5, .23, .25), (1.9, .21, .23), (1.97, .2, .2))
    for s in "f", "n":
        tr = ribbon(J["leg_" + s][:3], tuple((a, b * u, d * u) for a, b, d in cloth), .16, 30, fl)
        c.drawPath(P(f.foot(s), tr), k)
        an = J["leg_" + s][2]
        heel = [(-.13, -.1), (-.17, .14), (.10, .14), (.14, -.1)]
        c.drawPath(P([an + np.array([x * fl, y]) * u for x, y in heel]), k)


def gentleman(c, f, col="#08060a", coat="jacket", t=0.0, hands=("soft", "soft"), hair="wild", legs=True):
    """A man without hat: the composer, the boyfriend, the impresario in tails."""
    k, u, J, fl = paint(col), f.u, f.J, f.flip
    c.drawPath(P(f.arm("f", 1.3), *f.hand("f", hands[1])), k)
    if legs:
        trousers(c, f, k)
    ax = J["hip"] - J["waist"]
    ax = ax / np.hypot(*ax)
    low = J["hip"] + ax * (.62 if coat == "jacket" else .35) * u
    cut = ((-.02, .50, .54), (.4, .46, .50), (1., .40, .42), (1.5, .36, .36), (2., .36, .33), (2.5, .44, .40),
           (2.75, .44, .44), (2.92, .34, .38), (3.05, .20, .28), (3.2, .15, .18), (3.6, .135, .14), (4., .14, .14))
    body = ribbon([low, J["hip"], J["waist"], J["shoulder"], J["atlas"]],
                  tuple((a, b * u, d * u) for a, d, b in cut), .3, 70, fl)
    c.drawPath(P(body), k)
    if coat == "tails":
        h = J["hip"]
        for s, o in ((-.46, 0), (-.30, .12)):
            sw = .10 * math.sin(t * 2.2 + o * 9)
            tail = catmull([h + np.array([s * fl * .6, -.5]) * u, h + np.array([(s - .18) * fl, .5]) * u,
                            h + np.array([(s - .26 + sw) * fl, 1.7]) * u,
                            h + np.array([(s + sw) * fl, 1.9 - o]) * u,
                            h + np.array([(s + .34) * fl, .6]) * u], 6)
            c.drawPath(P(tail), k)
    c.drawPath(P(f.head(MAN)), k)
    r = random.Random(11)
    if hair == "wild":  # a composer's forelock and locks in the nape
        for i in range(13):
            a = i / 12
            x, y = .42 - .86 * a, -.60 - .17 * math.sin(a * math.pi) + .34 * a * a
            d = .22 + .12 * r.random()
            q = [(x + .10, y + .10), (x - .02 - .3 * d, y - d * .8), (x - .5 * d - .16 * a, y - d * .3 + .25 * a),
                 (x - .12, y + .14)]
            c.drawPath(P(catmull(f.at_head(q), 4)), k)
        lock = [(.36, -.66), (.56, -.68), (.60 + .02 * math.sin(t * 3), -.48), (.50, -.56), (.36, -.56)]
        c.drawPath(P(catmull(f.at_head(lock), 5)), k)
    elif hair == "plume":  # the boyfriend's cap with a feather
        cap = [(-.46, -.40), (-.42, -.74), (0, -.90), (.40, -.78), (.50, -.46), (.62, -.40), (.30, -.44)]
        c.drawPath(P(catmull(f.at_head(cap), 6)), k)
        w = .06 * math.sin(t * 4)
        q = f.at_head([(.1, -.84), (-.2, -1.35), (-.72, -1.45 + w), (-1.1, -1.1 + w * 2)])
        c.drawPath(P(brush(q, .11 * u, .012 * u)), k)
    eye = f.at_head([(.35, -.235), (.42, -.262), (.465, -.235), (.42, -.222)])
    if abs(math.cos(math.radians(f.po["turn"] + f.po["yaw"]))) > .7 and u > 44:
        c.drawPath(P(catmull(eye, 5)), paint("#ffffff", .5))
    c.drawPath(P(f.arm("n", 1.32), *f.hand("n", hands[0])), k)


def lady(c, f, col="#08060a", t=0.0, stick=False, shawl=True, hair="high", hands=("soft", "soft")):
    """A woman in a long dress: the ballet mistress, the mother."""
    k, u, J, fl = paint(col), f.u, f.J, f.flip
    c.drawPath(P(f.foot("f"), f.foot("n")), k)
    c.drawPath(P(f.arm("f", 1.15), *f.hand("f", hands[1])), k)
    S = skirt_map(f, L=4.62, front=15, back=-17, wave=.05, nf=6, ph=t * 1.5, soft=1.7, waist=.24)
    body, holes = skirt_paths(S, 13, True, .012)
    bounds = body.getBounds()
    bounds.outset(2, 2)
    c.saveLayer(bounds)
    c.drawPath(body, k)
    c.drawPath(holes, paint("#000000", BlendMode=skia.BlendMode.kDstOut))
    c.restore()
    c.drawPath(P(f.torso(1.06)), k)
    if shawl:
        sh, wa = J["shoulder"], J["waist"]
        q = [sh + np.array([-.16 * fl, -.42]) * u, sh + np.array([.40 * fl, .05]) * u,
             wa + np.array([.42 * fl, .1]) * u, wa + np.array([.06 * fl, .62]) * u,
             wa + np.array([-.48 * fl, .35]) * u, sh + np.array([-.46 * fl, .2]) * u]
        c.drawPath(P(catmull(q, 7)), k)
        for i in range(11):
            a = i / 10
            p0 = wa + np.array([(.40 - .86 * a) * fl, .22 + .38 * math.sin(a * math.pi)]) * u
            c.drawPath(P(brush([p0, p0 + np.array([.02, .12]) * u, p0 + np.array([.0, .24]) * u], .012 * u)), k)
    c.drawPath(P(f.head(GIRL)), k)
    if hair == "high":
        for x, y, r in ((-.18, -.78, .27), (-.06, -1.02, .19), (-.34, -.58, .18)):
            q = f.at_head([(x, y)])[0]
            c.drawCircle(float(q[0]), float(q[1]), r * u, k)
        c.drawPath(P(brush(f.at_head([(-.50, -1.16), (-.06, -.98), (.34, -.86)]), .022 * u, .022 * u)), k)
    else:
        q = f.at_head([(-.36, -.42)])[0]
        c.drawCircle(float(q[0]), float(q[1]), .24 * u, k)
    eye = f.at_head([(.33, -.235), (.40, -.262), (.445, -.235), (.40, -.222)])
    if u > 44:
        c.drawPath(P(catmull(eye, 5)), paint("#ffffff", .5))
    c.drawPath(P(f.arm("n", 1.2), *f.hand("n", "grip" if stick else hands[0])), k)
    if stick:
        w, tip = J["arm_n"][2:4]
        h = w * .5 + tip * .5
        c.drawPath(P(brush([h + np.array([0, -.5]) * u, h, (h[0] + .12 * u * fl, f.ground - (f.po["lift"]) * u)],
                           .035 * u, .026 * u)), k)
        c.drawCircle(float(h[0]), float(h[1] - .52 * u), .07 * u, k)


def sexton(c, f, col="#08060a", t=0.0):
    """The sexton of the ballet: a long gown, a cowl thrown back."""
    k, u, J, fl = paint(col), f.u, f.J, f.flip
    c.drawPath(P(f.foot("f"), f.foot("n")), k)
    c.drawPath(P(f.arm("f", 1.3), *f.hand("f")), k)
    S = skirt_map(f, L=4.6, front=max(11, f.po["lean"] * .5), back=-12, wave=.03, nf=5, ph=t, soft=2.0, waist=.34)
    c.drawPath(skirt_paths(S, 9, False, .008)[0], k)
    c.drawPath(P(f.torso(1.25)), k)
    at, sh = J["atlas"], J["shoulder"]
    cape = [at + np.array([.26 * fl, .12]) * u, sh + np.array([.44 * fl, .10]) * u, sh + np.array([.34 * fl, .62]) * u,
            sh + np.array([-.34 * fl, .70]) * u, sh + np.array([-.60 * fl, .10]) * u, at + np.array([-.46 * fl, .05]) * u]
    c.drawPath(P(catmull(cape, 7)), k)
    hood = [(.36, .40), (.20, .10), (.30, -.30), (.40, -.62), (.20, -.92), (-.16, -1.02), (-.62, -.92), (-.58, -.50),
            (-.56, -.05), (-.50, .46)]
    c.drawPath(P(catmull(f.at_head(hood), 7)), k)
    c.drawPath(P(f.head(MAN)), k)
    c.drawPath(P(f.arm("n", 1.35), *f.hand("n")), k)
    sl = ((-.12, .16, .18), (0, .26, .24), (.6, .26, .26), (1.2, .24, .34), (1.75, .24, .48), (1.86, .12, .30))
    c.drawPath(P(ribbon(J["arm_n"][:3], tuple((a, b * u, d * u) for a, b, d in sl), .4, 30, fl)), k)
