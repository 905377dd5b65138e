"""The cameras: where every shot begins, what it sees, and how it is joined to the one before.

A place in time is seconds in the scene, or "L3-0.2" (before line 3 begins), or "E3+0.4" (after it ends).
A camera is (x, y, zoom) in the scene's 1280 x 720; a shot moves slowly from one to another.
"""

from dataclasses import dataclass

WIDE = (640, 360, 1.02)


@dataclass(frozen=True)
class Shot:
    """One shot. `k` is the length of a dissolve or fade in frames; `out` of a fade to black at its end."""

    at: object
    a: tuple = WIDE
    b: tuple | None = None
    enter: str = "cut"
    k: int = 0
    out: int = 0
    variant: str = ""
    keys: tuple = ()  # (seconds in the shot, camera): for the whip pan
    flash: tuple = ()  # seconds in the shot at which the picture flashes white


LENGTH = {1: 15.5, 2: "E7+1.6", 3: "E7+1.9", 4: "E6+2.2", 5: 9.5, 6: 14.5, 7: 10.0, 8: 10.5,
          9: 14.0, 10: "E9+2.0", 11: 12.5, 12: 15.0, 13: 17.5}

SHOTS = {
    1: (
        Shot(0, (640, 360, 1.0), (668, 358, 1.05), "fade", 30, variant="title"),
        Shot(7.0, (770, 352, 1.14), None, "dissolve", 20, variant="makers"),
        Shot(11.2, (700, 344, 1.16), None, "dissolve", 20, out=18, variant="players"),
    ),
    2: (
        Shot(0, (640, 372, 1.03), (640, 378, 1.10), "fade", 22),
        Shot("L0-0.5", (850, 372, 1.75)),
        Shot("L1-0.25", (372, 420, 1.75)),
        Shot("L2-0.2", (640, 400, 1.22)),
        Shot("L3-0.3", (880, 330, 2.5)),
        Shot("L4-0.35", (318, 350, 2.5)),
        Shot("L5-0.25", (600, 420, 1.5)),
        Shot("L6-0.25", (330, 372, 2.2)),
        Shot("L7-0.3", (660, 374, 1.16), (640, 368, 1.04)),
    ),
    3: (
        Shot(0, (600, 384, 1.14), None, "dissolve", 22),
        Shot("L0-0.35", (300, 400, 1.75)),
        Shot("L0+2.3", (610, 420, 1.42)),
        Shot("L2-0.25", (980, 440, 1.8)),
        Shot("L3-0.2", (330, 372, 2.1)),
        Shot("L4-0.7", (1000, 420, 2.3)),
        Shot("L5-0.2", (760, 410, 1.36)),
        Shot("L6-0.2", (960, 430, 1.9)),
        Shot("L7-0.4", (628, 380, 1.12), (640, 372, 1.03)),
    ),
    4: (
        Shot(0, (676, 368, 1.03), (660, 372, 1.10)),
        Shot("L0+1.6", (560, 430, 1.9)),
        Shot("L1-0.25", (838, 380, 2.2)),
        Shot("L2-0.25", (624, 500, 3.0)),
        Shot("L3-0.25", (700, 420, 1.45)),
        Shot("L4-0.2", (510, 392, 2.4)),
        Shot("L5-0.2", (820, 392, 2.1)),
        Shot("L6-0.4", (660, 420, 1.38), (660, 400, 1.22), out=12),
    ),
    5: (
        Shot(0, (640, 352, 1.02), None, "fade", 14),
        Shot(3.6, (430, 540, 2.1)),
        Shot(6.3, (640, 440, 1.45), (640, 470, 1.7)),
    ),
    6: (
        Shot(0, (600, 380, 1.08), None, "fade", 16),
        Shot(3.3, (430, 420, 1.5), (640, 400, 1.5)),
        Shot(5.6, (880, 452, 1.9), None, keys=((0, (900, 446, 1.8)), (1.0, (890, 446, 1.8)),
                                             (1.34, (320, 440, 1.8)), (2.6, (312, 438, 1.84)))),
        Shot(7.9, (640, 400, 1.16), flash=(1.2,)),
        Shot(11.0, (560, 420, 1.5)),
    ),
    7: (
        Shot(0, (620, 380, 1.12), None, "dissolve", 26),
        Shot(3.4, (640, 400, 1.75)),
        Shot(6.4, (640, 390, 1.2), (680, 372, 1.05)),
    ),
    8: (
        Shot(0, (560, 372, 1.10), (600, 368, 1.04), "dissolve", 28),
        Shot(3.6, (1030, 400, 2.3)),
        Shot(5.8, (600, 420, 1.6)),
    ),
    9: (
        Shot(0, (640, 360, 1.03), None, "dissolve", 30),
        Shot(4.4, (560, 470, 1.7)),
        Shot(7.4, (640, 560, 2.6)),
        Shot(10.0, (640, 372, 1.12), (640, 360, 1.02), "dissolve", 18),
    ),
    10: (
        Shot(0, (640, 372, 1.06), (640, 380, 1.14), "fade", 14),
        Shot("L0+1.4", (400, 390, 1.9)),
        Shot("L1-0.15", (930, 376, 2.0)),
        Shot("L2-0.15", (370, 356, 2.4)),
        Shot("L3-0.15", (900, 340, 2.5)),
        Shot("L4-0.2", (650, 400, 1.3)),
        Shot("L7-0.3", (650, 396, 1.9)),
        Shot("L8-0.3", (520, 400, 1.6)),
        Shot("L9-0.4", (646, 600, 2.7), out=14),
    ),
    11: (
        Shot(0, (560, 372, 1.08), (680, 368, 1.08), "fade", 16),
        Shot(3.6, (500, 590, 2.3), (780, 590, 2.3)),
        Shot(5.5, (760, 470, 1.7)),
        Shot(8.2, (860, 430, 1.35), (870, 424, 1.5), out=44),
    ),
    12: (
        Shot(0, (640, 366, 1.04), None, "fade", 24),
        Shot("L0+0.2", (330, 420, 1.8)),
        Shot("E1+0.5", (640, 372, 1.02), (650, 380, 1.12), "dissolve", 18),
        Shot("E1+3.4", (620, 560, 1.8), out=22),
    ),
    13: (
        Shot(0, (640, 360, 1.02), None, "fade", 24, variant="film"),
        Shot(6.2, (640, 360, 1.02), None, "dissolve", 22, variant="ballet"),
        Shot(12.9, (690, 372, 1.10), (720, 384, 1.18), "dissolve", 22, out=40, variant="last"),
    ),
}
