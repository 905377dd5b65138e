"""How much each measure counts for a cut, a dissolve, a wipe: log odds of logistic regressions.

Fitted to the splices of ``bench.splices`` (seeds 8 to 23, every other stretch of the footage).
"""

from collections.abc import Sequence

# The first number is the constant; the others are in the order of NAMES.
_CUT = (
    -11.062,
    0.905,
    -0.105,
    0.515,
    0.531,
    1.288,
    2.275,
    -0.213,
    3.111,
    -0.637,
    3.694,
    2.742,
    0.986,
    0.568,
)
_DISSOLVE = (
    -2.058,
    0.732,
    -0.279,
    -3.281,
    -4.837,
    0.143,
    -8.120,
    -2.935,
    4.725,
    -1.356,
    1.385,
    1.959,
    0.443,
    -4.867,
    -1.531,
    -0.125,
)
_WIPE = (
    -2.718,
    0.962,
    -0.335,
    -0.369,
    -0.261,
    -0.731,
    -4.760,
    -2.412,
    0.382,
    -1.164,
    0.562,
    2.746,
    0.024,
    -13.585,
    2.605,
    -0.040,
)

_KIND = (
    1.391,
    0.544,
    0.297,
    5.468,
    6.909,
    0.212,
    5.987,
    -1.296,
    -6.974,
    -16.143,
    -1.698,
    0.975,
    0.250,
    -17.481,
    8.559,
    0.189,
)  # a wipe rather than a dissolve


def cut_score(weights: Sequence[float]) -> float:
    return _sum(_CUT, weights)


def blend_score(weights: Sequence[float]) -> tuple[float, str]:
    """Of a gradual change, and which kind it is."""
    sure = max(_sum(_DISSOLVE, weights), _sum(_WIPE, weights))
    return sure, "wipe" if _sum(_KIND, weights) > 0 else "dissolve"


def _sum(terms: Sequence[float], weights: Sequence[float]) -> float:
    return terms[0] + sum(a * b for a, b in zip(terms[1:], weights, strict=True))
