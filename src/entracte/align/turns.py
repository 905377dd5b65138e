"""Who speaks the lines that were rewritten: between two lines found in the screenplay, its turns.

The lines between two that were found are laid over the speeches between them, in order (a hidden
Markov model, forward and backward; Rabiner 1989): a line goes on with the same speech or passes to
a later one, or was added and is nobody's. How likely a voice goes on after a pause, a question, a
sentence without an end, is learned from the lines of this very film that were found by their words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from entracte.model import Line

SURE: Final = 0.85  # posterior below which a line stays nobody's
LONGEST: Final = 24  # open lines in a row that are looked at
WIDEST: Final = 40  # speeches between two found lines
_STAYS: Final = 0.8  # chance that a voice going on is still in the same speech
_ONWARD: Final = 0.65  # chance that the next speech is the next one written, and not one later
_PULL: Final = 8.0  # how strongly shared words speak for a speech, for a line of usual length
_CHANCE: Final = 0.2  # share of its words that any line has in any speech
_USUAL: Final = 5.0  # words
_PRIOR: Final = 6.0  # lines that what holds for all pauses counts as, for one kind of pause
WHOLE: Final = 0.98  # chance that a sentence over two lines is of one voice
_AT_ONCE: Final = 1_500  # milliseconds between two lines of one sentence
_ENDED: Final = re.compile(r"[.!?][\"'’”)]*\s*\Z")

_Table = NDArray[np.float64]


class Turn(NamedTuple):
    """A line's speech, told by its place among the turns."""

    speech: int
    sure: float


def turns(
    lines: Sequence[Line],
    voices: Sequence[str],
    found: Sequence[int | None],
    alike: Callable[[int, int], float],
) -> dict[int, Turn]:
    """The speech of each open line whose voice is sure enough, by the line's place.

    ``voices``: who speaks each speech. ``found``: the speech of each line found by its words.
    ``alike``: share of a line's weighted words that stand together in a speech, 0 to 1.
    """
    goes_on = _Pauses(lines, voices, found)
    known = [i for i, speech in enumerate(found) if speech is not None]
    out: dict[int, Turn] = {}
    for before, after in pairwise(known):
        first, last = found[before], found[after]
        if first is None or last is None or not 1 < after - before <= LONGEST + 1:
            continue
        if lines[after].span.start - lines[before].span.end > 15_000 * (after - before):
            continue
        if 0 <= last - first <= WIDEST:
            row = list(range(first, last + 1))
        elif voices[first] == voices[last] and after - before == 2:
            row = [first, last]
        else:
            continue
        out |= _between(lines, before, after, row, voices, goes_on, alike)
    return out


class _Pauses:
    """How often, in this film, the same voice goes on from one line to the next."""

    def __init__(
        self, lines: Sequence[Line], voices: Sequence[str], found: Sequence[int | None]
    ) -> None:
        self.lines = lines
        # half of what was not found by its words is taken to be nowhere in the screenplay
        self.added = 0.5 * sum(each is None for each in found) / max(1, len(found))
        self.same: Counter[tuple[int, ...]] = Counter()
        self.all: Counter[tuple[int, ...]] = Counter()
        for i in range(len(lines) - 1):
            a, b = found[i], found[i + 1]
            if a is None or b is None:
                continue
            kind = self.kind(i)
            for key in ((), kind[:1], kind):
                self.all[key] += 1
                self.same[key] += voices[a] == voices[b]

    def kind(self, i: int) -> tuple[int, ...]:
        """What stands between line ``i`` and the next: how it ends, how long it is silent."""
        one, two = self.lines[i], self.lines[i + 1]
        pause = two.span.start - one.span.end
        on = two.text[:1].islower() or two.text.startswith(("...", "…"))
        end = 0 if on or not _ENDED.search(one.text) else 2 if "?" in one.text[-3:] else 1
        if one.text.rstrip().endswith(("...", "…", "--", "-", "—", "–")):
            end = 3 if not on else 0
        return end, 0 if pause <= 0 else 1 + (pause > 200) + (pause > 1000) + (pause > 3000)

    def __call__(self, i: int) -> float:
        kind = self.kind(i)
        share = 0.5
        for key in ((), kind[:1], kind):
            share = (self.same[key] + _PRIOR * share) / (self.all[key] + _PRIOR)
        return min(0.98, max(0.02, share))


def _between(
    lines: Sequence[Line],
    before: int,
    after: int,
    row: Sequence[int],
    voices: Sequence[str],
    goes_on: _Pauses,
    alike: Callable[[int, int], float],
) -> dict[int, Turn]:
    """Posterior of each open line. States: a line of speech k, and a line added after speech k."""
    size, count = len(row), after - before - 1
    said = np.array([[alike(before + 1 + i, speech) for speech in row] for i in range(count)])
    emits = np.concatenate(
        [np.exp(_PULL * (said - _CHANCE) * _long(lines, before, count)), np.ones((count, size))],
        axis=1,
    )
    here = [voices[speech] for speech in row]
    moves = [_moves(goes_on(before + i), here, goes_on.added) for i in range(count + 1)]
    ahead = [np.zeros(2 * size) for _ in range(count + 1)]
    ahead[0][0] = 1.0
    for i in range(count):
        step = (ahead[i] @ moves[i]) * emits[i]
        ahead[i + 1] = step / max(float(step.sum()), 1e-300)
    back = np.zeros(2 * size)
    back[size - 1] = 1.0
    out: dict[int, Turn] = {}
    for i in range(count - 1, -1, -1):
        back = moves[i + 1] @ (back * (emits[i + 1] if i + 1 < count else 1.0))
        back /= max(float(back.max()), 1e-300)
        sure = ahead[i + 1] * back
        total = float(sure.sum())
        if total <= 0:
            continue
        by_voice: dict[str, float] = defaultdict(float)
        for k, speech in enumerate(row):
            by_voice[voices[speech]] += float(sure[k]) / total
        voice = max(sorted(by_voice), key=lambda each: by_voice[each])
        if by_voice[voice] >= SURE:
            best = max(
                (k for k, speech in enumerate(row) if voices[speech] == voice),
                key=lambda k: float(sure[k]),
            )
            out[before + 1 + i] = Turn(row[best], by_voice[voice])
    return out


def _long(lines: Sequence[Line], before: int, count: int) -> NDArray[np.float64]:
    """What the words of a line weigh, as a column: those of a long one tell more."""
    sizes = [len(lines[before + 1 + i].text.split()) for i in range(count)]
    return np.array([[min(size, 10) / _USUAL] for size in sizes])


def _moves(on: float, voices: Sequence[str], added: float) -> _Table:
    """Chances from each state to each. States: a line of speech k; a line added after speech k.

    The voice goes on with ``on``: in the same speech, or in a later one of the same voice. Else
    another speaks: in a later speech, or, with ``added``, in words that nobody wrote.
    """
    size = len(voices)
    whole = np.zeros((2 * size, 2 * size))
    for k, voice in enumerate(voices):
        later = [(j, (1 - _ONWARD) ** (j - k - 1)) for j in range(k + 1, size)]
        same = [(j, far) for j, far in later if voices[j] == voice]
        other = [(j, far) for j, far in later if voices[j] != voice]
        stay = on * (_STAYS if same else 1.0)
        whole[k, k] = stay
        _shared(whole[k], same, on - stay)
        _shared(whole[k], other, (1 - on) * (1 - added))
        whole[k, size + k] = (1 - on) * added
        _shared(whole[size + k], [(k, 0.5), *later], (1 - on) * (1 - added))
        whole[size + k, size + k] = on + (1 - on) * added
    return whole


def _shared(row: NDArray[np.float64], among: Sequence[tuple[int, float]], chance: float) -> None:
    total = sum(far for _, far in among)
    for k, far in among:
        row[k] += chance * far / total


def one_sentence(lines: Sequence[Line], known: Sequence[bool]) -> list[tuple[int, int]]:
    """(open line, the line beside it whose sentence it shares), in the order to go through.

    A sentence goes on where a line does not end it and the next, soon after, begins without a
    capital. Told onward from lines that are known first, then backward. Where most lines are
    written without capitals or without ends, nothing can be told by them.
    """
    if 2 * sum(_begins_small(line) or not _ENDED.search(line.text) for line in lines) > len(lines):
        return []
    on = [_goes_on(a, b) for a, b in pairwise(lines)]
    done = list(known)
    out: list[tuple[int, int]] = []
    for i in range(1, len(lines)):
        if on[i - 1] and done[i - 1] and not done[i]:
            done[i] = True
            out.append((i, i - 1))
    for i in range(len(lines) - 2, -1, -1):
        if on[i] and done[i + 1] and not done[i]:
            done[i] = True
            out.append((i, i + 1))
    return out


def _goes_on(line: Line, following: Line) -> bool:
    open_ended = not _ENDED.search(line.text) or line.text.rstrip().endswith("..")
    soon = following.span.start - line.span.end <= _AT_ONCE
    return soon and open_ended and _begins_small(following)


def _begins_small(line: Line) -> bool:
    return line.text.lstrip(" \"'“‘….")[:1].islower()
