"""The course of a telling through the film: sentences come in the film's order, mostly.

A hidden Markov model whose states are the stretches of the film. From one sentence to the next the
telling mostly goes on a little, sometimes leaps ahead, seldom goes back (a flashback, a summary).
All sentences of a text are placed together: each gets the probability of each stretch, given what
it says itself and where its neighbours are (forward-backward algorithm, Rabiner 1989).
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TRUST = 0.7  # how much a unit of common weight counts
_BACK, _LEAP = 0.03, 0.15  # how much rarer it is to go back, to leap ahead, than to go on
_STRAY = 1e-4  # anywhere else
_EVEN = 0.18  # how far, in shares of film, a sentence may stand from its share of the text


class Course(NamedTuple):
    """For each sentence and stretch ``[n, N]``, each row of sum one."""

    where: "NDArray[np.float64]"  # given all sentences
    expected: "NDArray[np.float64]"  # given all but the sentence itself


def course(masses: "NDArray[np.float64]") -> Course:
    """Where sentences are told; ``masses[i, j]``: the weight that sentence i shares with j."""
    n, stretches = masses.shape
    fits = np.exp(_TRUST * (masses - masses.max(axis=1, keepdims=True)))
    along = (np.arange(stretches) + 0.5) / stretches
    share = (np.arange(n) + 0.5) / n
    even = np.exp(-((along[None, :] - share[:, None]) ** 2) / (2 * _EVEN**2))
    steps = _steps(stretches, n)
    before = np.empty_like(masses)
    after = np.empty_like(masses)
    reach = 3 * stretches / n
    before[0] = _one(np.exp(-np.arange(stretches) / reach))
    for i in range(1, n):
        before[i] = _one((before[i - 1] * fits[i - 1] * even[i - 1]) @ steps)
    after[-1] = _one(np.exp(-np.arange(stretches)[::-1] / reach))
    for i in range(n - 2, -1, -1):
        after[i] = _one(steps @ (after[i + 1] * fits[i + 1] * even[i + 1]))
    expected = before * after * even
    expected /= expected.sum(axis=1, keepdims=True)
    where = expected * fits
    return Course(where / where.sum(axis=1, keepdims=True), expected)


def alone(masses: "NDArray[np.float64]") -> Course:
    """The same for sentences that tell nothing in order: each by itself, expected anywhere."""
    fits = np.exp(_TRUST * (masses - masses.max(axis=1, keepdims=True)))
    anywhere = np.full_like(masses, 1 / masses.shape[1])
    return Course(fits / fits.sum(axis=1, keepdims=True), anywhere)


def _steps(stretches: int, n: int) -> "NDArray[np.float64]":
    """How likely the next sentence is told in stretch k when this one is in stretch j."""
    step = stretches / n
    far = np.arange(stretches)[None, :] - np.arange(stretches)[:, None]
    on = np.maximum(far, 0)
    steps = np.where(far >= 0, np.exp(-on / (1.5 * step)) + _LEAP * np.exp(-on / (5 * step)), 0.0)
    steps += np.where(far < 0, _BACK * np.exp(np.minimum(far, 0) / (2 * step)), 0.0) + _STRAY
    whole: NDArray[np.float64] = steps / steps.sum(axis=1, keepdims=True)
    return whole


def _one(row: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The row with the sum one; never all zero."""
    row = row + 1e-300
    whole: NDArray[np.float64] = row / row.sum()
    return whole


def agreement(masses: "NDArray[np.float64]", expected: "NDArray[np.float64]") -> float:
    """Whether a sentence fits where its neighbours expect it rather than anywhere: a log ratio."""
    fits = np.exp(_TRUST * (masses - masses.max()))
    return float(np.log((expected * fits).sum() + 1e-12) - np.log(fits.mean() + 1e-12))
