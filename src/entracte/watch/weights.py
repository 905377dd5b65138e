"""How much each measure counts for a cut or a dissolve: the log odds of a logistic regression."""

from collections.abc import Sequence

_CUT = (-4.0, 0.6, 1.2, 0.6, 0.6, 2.0, 1.0, 1.0, 1.0, 0.0)
_BLEND = (-3.0, 0.6, 1.5, -8.0, 0.0, 0.0, -4.0, -1.5, 1.0, 0.0, 0.0, 0.0, 0.0)


def cut_score(weights: Sequence[float]) -> float:
    return _CUT[0] + sum(a * b for a, b in zip(_CUT[1:], weights, strict=True))


def blend_score(weights: Sequence[float]) -> float:
    return _BLEND[0] + sum(a * b for a, b in zip(_BLEND[1:], weights, strict=True))
