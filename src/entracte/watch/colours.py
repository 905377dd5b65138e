"""The colours of a film: of a shot, and the few that the whole film is made of."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Colour = tuple[int, int, int]  # sRGB

_ROUNDS = 24  # of k-means; it settles much earlier


def srgb(y: float, u: float, v: float, *, hd: bool) -> Colour:
    """The colour of these means (16 to 235, chroma around 128), by BT.709 if ``hd``, else BT.601.

    The film's own gamma is taken for that of sRGB, as video players do.
    """
    red, blue = (0.2126, 0.0722) if hd else (0.299, 0.114)
    green = 1 - red - blue
    light = (y - 16) / 219
    cb, cr = (u - 128) / 224, (v - 128) / 224
    r = light + 2 * (1 - red) * cr
    b = light + 2 * (1 - blue) * cb
    g = (light - red * r - blue * b) / green
    return _byte(r), _byte(g), _byte(b)


def palette(
    colours: Sequence[Colour], weights: Sequence[float], most: int = 6
) -> tuple[Colour, ...]:
    """The film's colours, the most used first: weighted k-means of the colours of its shots.

    Centres start at the heaviest colour, then always at the one that weighs most times its squared
    distance from those chosen, so equal films get equal palettes. At most ``most`` colours.
    """
    points = np.array(colours, np.float64).reshape(-1, 3)
    mass = np.maximum(np.array(weights, np.float64), 0)
    if not len(points) or not mass.sum():
        return ()
    places = _even(points)
    chosen = [int(mass.argmax())]
    while len(chosen) < most:
        nearest = _apart(places, places[chosen]).min(axis=1) * mass
        if nearest.max() <= 1e-9:
            break
        chosen.append(int(nearest.argmax()))
    centres = places[chosen]
    own = np.zeros(len(places), np.intp)
    for _ in range(_ROUNDS):
        own = _apart(places, centres).argmin(axis=1)
        moved = np.array(
            [
                np.average(places[own == i], axis=0, weights=mass[own == i])
                if mass[own == i].sum()
                else centre
                for i, centre in enumerate(centres)
            ]
        )
        if np.allclose(moved, centres, atol=1e-9):
            break
        centres = moved
    found = []
    for i in range(len(centres)):
        weight = mass[own == i].sum()
        if weight:
            mean = np.average(points[own == i], axis=0, weights=mass[own == i]) / 255
            found.append((-weight, (_byte(mean[0]), _byte(mean[1]), _byte(mean[2]))))
    return tuple(colour for _, colour in sorted(found))


def _even(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where equal distances look about equal: light, and two opponent colours."""
    r, g, b = points.T / 255
    return np.stack([0.3 * r + 0.59 * g + 0.11 * b, 0.8 * (r - g), 0.4 * (b - (r + g) / 2)], axis=1)


def _apart(points: NDArray[np.float64], centres: NDArray[np.float64]) -> NDArray[np.float64]:
    differences: NDArray[np.float64] = points[:, None, :] - centres[None, :, :]
    return np.asarray((differences**2).sum(axis=2))


def _byte(share: float) -> int:
    return int(min(255, max(0, round(float(share) * 255))))
