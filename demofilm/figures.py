"""Figures: the parts of a body in heads, the joints of a pose, and the contours of both."""

import math

import numpy as np

from .curves import catmull, mixprof, ribbon, rot, xy
from .poses import ease

# fmt: off
THIGH, SHIN, FOOT = 2.02, 1.92, .86


UARM, FARM, HAND = 1.36, 1.16, .66


LEG = ((-.18, .30, .34), (0, .37, .40), (.22, .365, .36), (.5, .30, .275), (.8, .215, .20),
       (.95, .20, .175), (1.06, .185, .18), (1.2, .155, .235), (1.36, .145, .262), (1.55, .128, .205),
       (1.78, .105, .125), (1.93, .10, .105), (2.0, .11, .115))


FOOTP = ((-.10, .09, .03), (-.02, .10, .12), (.09, .12, .175), (.19, .155, .15), (.34, .175, .065), (.52, .15, .045),
         (.72, .105, .06), (.88, .075, .062), (.97, .058, .055), (1.0, .045, .045))


FOOT_FLAT = ((-.10, .09, .08), (-.02, .10, .135), (.09, .12, .142), (.19, .15, .138), (.34, .15, .124), (.52, .122, .108),
             (.72, .088, .088), (.88, .062, .072), (.97, .048, .062), (1.0, .036, .05))


ARM = ((-.10, .08, .09), (0, .165, .15), (.2, .15, .14), (.55, .122, .115), (.9, .10, .095), (1.05, .10, .10),
       (1.2, .112, .098), (1.5, .095, .085), (1.8, .066, .062), (2.0, .055, .055))


TORSO_SIDE = ((-.26, .10, .12), (-.12, .30, .36), (.1, .335, .385), (.45, .285, .30), (.8, .225, .205), (1.0, .205, .17),
              (1.22, .235, .205), (1.5, .315, .265), (1.68, .335, .285), (1.86, .24, .255), (1.98, .155, .20), (2.08, .125, .15),
              (2.3, .112, .128), (2.6, .115, .125), (3.0, .13, .13))


TORSO_FRONT = ((-.26, .12, .12), (-.12, .38, .38), (.1, .45, .45), (.45, .40, .40), (.8, .285, .285), (1.0, .265, .265),
               (1.22, .30, .30), (1.5, .37, .37), (1.68, .41, .41), (1.84, .45, .45), (1.95, .36, .36), (2.08, .155, .155),
               (2.3, .122, .122), (2.6, .122, .122), (3.0, .13, .13))


GIRL = ((.03, .38), (.10, .225), (.25, .222), (.365, .225), (.428, .178), (.432, .11), (.415, .078), (.452, .045), (.43, .018), (.462, -.012), (.438, -.05),
        (.455, -.078), (.548, -.105), (.535, -.145), (.478, -.24), (.452, -.30), (.468, -.36), (.468, -.45), (.42, -.59), (.27, -.715), (.05, -.76),
        (-.17, -.715), (-.34, -.57), (-.40, -.37), (-.37, -.17), (-.27, -.02), (-.17, .10), (-.11, .36))


FRONT = ((.09, .36), (.14, .235), (.20, .19), (.23, .16), (.27, .10), (.29, .06), (.305, .03), (.318, -.0), (.328, -.03), (.335, -.06), (.342, -.09),
         (.348, -.12), (.354, -.16), (.360, -.2), (.366, -.26), (.37, -.32), (.37, -.38), (.362, -.46), (.31, -.60), (.19, -.70), (.0, -.74),
         (-.19, -.70), (-.33, -.56), (-.37, -.36), (-.35, -.12), (-.28, .06), (-.18, .20), (-.10, .36))


MAN = ((.02, .32), (.10, .22), (.26, .235), (.36, .25), (.44, .215), (.455, .15), (.425, .105), (.46, .07), (.435, .03), (.475, -.002), (.455, -.04),
       (.475, -.06), (.60, -.095), (.60, -.14), (.53, -.24), (.465, -.30), (.50, -.365), (.475, -.47), (.42, -.59), (.27, -.715), (.05, -.76),
       (-.17, -.72), (-.34, -.58), (-.405, -.38), (-.38, -.17), (-.30, -.0), (-.24, .13), (-.21, .32))


OLD = ((.02, .32), (.08, .20), (.20, .235), (.33, .30), (.44, .27), (.455, .195), (.395, .125), (.425, .09), (.385, .05), (.42, .015), (.405, -.02),
       (.47, -.012), (.60, -.01), (.635, -.075), (.55, -.215), (.45, -.30), (.505, -.365), (.47, -.47), (.40, -.60), (.25, -.715), (.05, -.755),
       (-.17, -.72), (-.34, -.58), (-.405, -.38), (-.38, -.17), (-.30, -.0), (-.22, .13), (-.19, .32))


def hand_pts(kind='soft'):
    """Polygons of a hand: wrist at 0, fingers along +y, thumb at +x."""
    f = []
    if kind == 'soft':
        f.append(ribbon(xy("0,-.03 .0,.16 -.015,.34"), ((0, .055, .055), (.6, .085, .07), (1.4, .088, .085), (2, .06, .075)), .4, 14))
        for a, b, c, w in (((.045, .22), (.075, .42), (.105, .60), .038), ((.01, .24), (.025, .46), (.01, .66), .040),
                           ((-.03, .24), (-.02, .44), (-.035, .63), .037), ((-.06, .22), (-.075, .38), (-.105, .52), .031)):
            f.append(ribbon([a, b, c], ((0, w, w), (1, w*.95, w*.95), (1.8, w*.62, w*.62), (2, w*.2, w*.2)), .4, 12))
        f.append(ribbon(xy(".03,.06 .105,.20 .105,.38"), ((0, .04, .04), (1, .038, .038), (1.8, .024, .024), (2, .008, .008)), .45, 12))
    elif kind == 'point':
        f.append(ribbon(xy("0,-.03 .0,.16 -.01,.33"), ((0, .055, .055), (.6, .085, .075), (1.4, .09, .09), (2, .08, .085)), .4, 14))
        f.append(ribbon(xy(".045,.24 .06,.44 .07,.68"), ((0, .036, .036), (1, .034, .034), (1.85, .024, .024), (2, .008, .008)), .3, 12))
        for x, l in ((.01, .44), (-.03, .42), (-.065, .37)):
            f.append(ribbon([(x, .26), (x+.02, l), (x+.09, l+.03)], ((0, .036, .036), (1, .036, .036), (2, .012, .012)), .45, 12))
        f.append(ribbon(xy(".03,.06 .12,.17 .15,.33"), ((0, .04, .04), (1, .038, .038), (1.8, .024, .024), (2, .008, .008)), .45, 12))
    else:   # grip
        f.append(ribbon(xy("0,-.03 .0,.16 .02,.34"), ((0, .06, .06), (.6, .10, .085), (1.4, .13, .10), (2, .09, .07)), .4, 14))
    return f


HANDS = {k: hand_pts(k) for k in ('soft', 'point', 'grip')}


def dirv(a, az, yaw, flip):
    a = math.radians(a); z = math.radians(az+yaw)
    return np.array([math.sin(a)*math.cos(z)*flip, math.cos(a)])


class Figure:
    """Joints from a pose (forward kinematics), contours from the joints."""
    def __init__(self, po, x, ground, h, flip=1, plant='n', kind='girl'):
        self.po, self.h, self.flip = po, h, flip
        yaw = po['yaw']; u = h                           # pixels a head
        sy, cy = math.sin(math.radians(yaw)), math.cos(math.radians(yaw))
        self.sy, self.cy = sy, cy
        # spine
        up1 = np.array([math.sin(math.radians(po['lean']))*flip*cy, -math.cos(math.radians(po['lean']))])
        l2 = po['lean']+po['bend']
        up2 = np.array([math.sin(math.radians(l2))*flip*cy, -math.cos(math.radians(l2))])
        l3 = l2+po['neck']+14
        up3 = np.array([math.sin(math.radians(l3))*flip*cy, -math.cos(math.radians(l3))])
        hip = np.zeros(2)
        waist = hip+up1*1.0; shoulder = waist+up2*1.22; atlas = shoulder+up3*.56
        hw, sw = .20, .40
        J = dict(hip=hip, waist=waist, shoulder=shoulder, atlas=atlas)
        perp2 = np.array([-up2[1], up2[0]])
        for s, z in (('n', 1), ('f', -1)):
            hx = hip + np.array([z*hw*-sy*flip, 0])
            a = po['leg_'+s]
            k = hx+dirv(a[0], a[3], yaw, flip)*THIGH
            an = k+dirv(a[1], a[3], yaw, flip)*SHIN
            to = an+dirv(a[2], a[3], yaw, flip)*FOOT
            J['leg_'+s] = [hx, k, an, to]
            b = po['arm_'+s]
            sh = shoulder - up2*.24 + perp2*(z*sw*-sy*flip)*1.0 + perp2*flip*(-.02)
            e = sh+dirv(b[0], b[3], yaw, flip)*UARM
            w = e+dirv(b[1], b[3], yaw, flip)*FARM
            ha = dirv(b[2], b[3], yaw, flip)
            J['arm_'+s] = [sh, e, w, w+ha*HAND]
        if plant == 'hip':                               # in the air: the hips are where `lift` (in heads) says
            off = np.array([x, ground-po['lift']*u])
        # plant a foot: its lowest point stands on the ground; x runs from the toe (on pointe) to the ankle (flat)
        t = J['leg_'+('n' if plant == 'hip' else plant)]; w = ease(min(max((po['leg_n' if plant == 'hip' else 'leg_'+plant][2]-15)/50, 0), 1))
        low = np.array([t[3][0]*(1-w)+t[2][0]*w, max(t[3][1], t[2][1]+.13)])
        if plant != 'hip':
            off = np.array([x, ground-po['lift']*u]) - low*u
        for k, v in J.items():
            J[k] = [p*u+off for p in v] if isinstance(v, list) else v*u+off
        self.J = J; self.u = u; self.ground = ground

    # -- contours
    def leg(self, s):
        u = self.u; a = self.po['leg_'+s]
        side = self.flip*math.cos(math.radians(a[3]+self.po['yaw']))
        pr = tuple((q[0], q[1]*u, q[2]*u) for q in LEG)
        return ribbon(self.J['leg_'+s][:3], pr, .13, 60, side)
    def foot_profile(self, s):
        a = self.po['leg_'+s]                             # arched on pointe, plain when the foot stands at an angle to the shin
        return mixprof(FOOTP, FOOT_FLAT, min(max((abs(a[2]-a[1])-35)/35, 0), 1))
    def foot(self, s, extra=0.):
        u = self.u; a = self.po['leg_'+s]
        side = self.flip*math.cos(math.radians(a[3]+self.po['yaw']))
        pr = tuple((q[0], q[1]*u+extra, q[2]*u+extra) for q in self.foot_profile(s))
        J = self.J['leg_'+s][2:4]
        d = J[1]-J[0]; L = np.hypot(*d); mn = .34*u
        if L < mn:                                        # foreshortened foot keeps some length
            J = [J[0], J[0]+np.array([0, 1.])*mn*.6+d]
        return ribbon(J, pr, 0, 32, side)
    def shoe(self, s):
        u = self.u; a = self.po['leg_'+s]
        side = self.flip*math.cos(math.radians(a[3]+self.po['yaw']))
        g = .010*u
        J = self.J['leg_'+s][2:4]; d = J[1]-J[0]; L = np.hypot(*d)
        if L < .34*u: J = [J[0], J[0]+np.array([0, 1.])*.2*u+d]
        pr = tuple((q[0], q[1]*u+g, q[2]*u+g) for q in self.foot_profile(s))
        full = ribbon(J, pr, 0, 40, side)
        F, B = full[:40], full[40:][::-1]
        kf, kb = (20, 4) if side >= -.2 else (20, 4)
        if abs(side) < .35: kf, kb = 16, 16
        mid = (F[kf]+B[kb])/2*.35+(F[(kf+kb)//2]+B[(kf+kb)//2])/2*.65
        a_ = B[kb]; b_ = F[kf]; t = np.linspace(0, 1, 8)[:, None]
        top = (1-t)**2*a_+2*t*(1-t)*mid+t*t*b_
        return np.vstack([F[kf:], B[kb:][::-1], top])
    def laces(self, s):
        u = self.u; a = self.po['leg_'+s]
        k, an = self.J['leg_'+s][1:3]
        side = self.flip*math.cos(math.radians(a[3]+self.po['yaw']))
        side = 1 if side >= 0 else -1
        d = (an-k)/np.hypot(*(an-k)); n = np.array([d[1], -d[0]])*side
        out = []
        for y, sl in ((-.05, .10), (-.17, -.09), (-.27, .07)):
            w = (.118+max(0, -y-.1)*.10)*u
            c = an+d*y*u
            p, q = c+n*w+d*sl*u, c-n*w-d*sl*u
            t = d*.030*u
            out.append(np.array([p-t, q-t, q+t, p+t]))
        return out
    def arm(self, s, k=1.):
        u = self.u
        pr = tuple((q[0], q[1]*u*k, q[2]*u*k) for q in ARM)
        return ribbon(self.J['arm_'+s][:3], pr, .42, 48, self.flip*math.cos(math.radians(self.po['arm_'+s][3]+self.po['yaw'])))
    def hand(self, s, kind='soft', mirror=1):
        w, t = self.J['arm_'+s][2:4]; u = self.u
        d = t-w; L = max(np.hypot(*d)/u/HAND, .35)
        ang = math.degrees(math.atan2(-d[0], d[1]))
        return [rot(p*np.array([mirror*self.flip, L])*u, ang)+w for p in HANDS[kind]]
    def torso(self, k=1., prof=None):
        u = self.u; J = self.J
        t = abs(self.sy)
        pr = prof or mixprof(TORSO_SIDE, TORSO_FRONT, t)
        pr = tuple((q[0], q[1]*u*k, q[2]*u*k) for q in pr)
        # spine runs upward, so its front is on the other side
        pr = tuple((q[0], q[2], q[1]) for q in pr)
        return ribbon([J['hip'], J['waist'], J['shoulder'], J['atlas']], pr, (.34, .22), 70, self.flip*np.sign(self.cy or 1))
    def head_frame(self):
        po = self.po
        a = po['lean']*.0+po['head']+ (po['lean']+po['bend'])*.35
        return a*self.flip
    def head(self, loop):
        turn = math.radians(self.po['turn']+self.po['yaw'])
        c = math.cos(turn)
        p = np.asarray(FRONT)+(np.asarray(loop)-np.asarray(FRONT))*abs(c)
        p = catmull(p, 6)
        p = p*np.array([self.flip*(1 if c >= 0 else -1), 1])
        return rot(p*self.u, self.head_frame())+self.J['atlas']
    def at_head(self, pts, morph=None):
        """Points fixed to the head (x forward); x follows the turn."""
        turn = math.radians(self.po['turn']+self.po['yaw'])
        p = np.asarray(pts, float)*np.array([self.flip*math.cos(turn), 1])
        return rot(p*self.u, self.head_frame())+self.J['atlas']
# fmt: on
