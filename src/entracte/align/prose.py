"""Prose on the clock: which stretch of the film a scene that a text tells of is, if any.

Stretches are the screenplay's scenes, timed by the speeches that are heard in them. A telling is
compared with each by the words they share, weighted by how few stretches have them (BM25, after
Robertson and Zaragoza 2009), and belongs to the best one if that stands out from the others. What
does not stand out is not placed: words alone cannot tell an invented scene with the right names
from a true one, so names count for little.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from entracte.align.script import Aligned, aligned
from entracte.model import Account, Id, Line, Person, Scene, Script, Span, Speech, Track, Value

_WORD = re.compile(r"[^\W\d_]{2,}")
_PLAIN = frozenset(
    re.findall(
        r"\w+",
        """the an and or of to in on at by for with from as is are was were be been has have had it
        its he she they his her their him them who whom that this these those there then when
        while where what which not no into out up down over under off about after before again all
        one two will would can could do does did but if so than too very just more most other some
        such only own same each both few because until against between through during being having
        scene film""",
    )
)
_K, _B = 1.2, 0.6  # BM25: how fast a repeated word stops counting; how much length counts
# Chosen on the sentences of seven films' synopses against their screenplays, and against those of
# the six others: one in a hundred of another film's is placed.
ALONE = 0.15  # share of the telling's weight that the best stretch must have
AHEAD = 1.5  # how far it must be ahead of the second best
_APART = 60_000  # milliseconds between two speeches that are not in one stretch
_REACH = 2  # stretches without speech in a row that neighbours still bracket


class Stretch(Value):
    """A stretch of film and the words that were written of it."""

    span: Span
    words: tuple[str, ...]


class Placed(Value):
    """Where in the film the scenes are that texts tell of, by the scene's id."""

    spans: dict[Id, Span] = msgspec.field(default_factory=dict)


def stems(text: str) -> list[str]:
    """The telling words of a text, without their commonest endings."""
    return [_stem(word) for word in _WORD.findall(text.casefold()) if word not in _PLAIN]


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] in "ey" else word


def stretches(script: Script, found: Aligned, lines: Sequence[Line]) -> tuple[Stretch, ...]:
    """The screenplay's scenes that can be timed, in its order.

    A scene lasts from the first to the last of its speeches that is heard, but for what was moved
    elsewhere; one without speech lies between its neighbours, if they are near and in order.
    """
    when = {line.id: line.span for line in lines}
    home = [
        n
        for n, scene in enumerate(script.scenes)
        for element in scene.elements
        if isinstance(element, Speech)
    ]
    heard: dict[int, list[Span]] = {}
    for spoken in found.spoken:
        heard.setdefault(home[spoken.speech], []).append(when[spoken.line])
    spans: list[Span | None] = [
        _together(heard[n]) if n in heard else None for n in range(len(script.scenes))
    ]
    return tuple(
        Stretch(span=span, words=tuple(_written(script, n)))
        for n, span in enumerate(_bracketed(spans))
        if span is not None
    )


def _together(spans: Sequence[Span]) -> Span:
    """From the first to the last of most of them: what lies far from the rest was moved."""
    groups: list[list[Span]] = []
    for span in sorted(spans):
        if groups and span.start - groups[-1][-1].end <= _APART:
            groups[-1].append(span)
        else:
            groups.append([span])
    most = max(groups, key=len)
    return Span(start=most[0].start, end=max(span.end for span in most))


def _written(script: Script, n: int) -> Iterable[str]:
    scene = script.scenes[n]
    yield from stems(scene.heading)
    for element in scene.elements:
        yield from stems(element.words)


def _bracketed(spans: Sequence[Span | None]) -> list[Span | None]:
    out = list(spans)
    n = 0
    while n < len(spans):
        if spans[n] is not None:
            n += 1
            continue
        last = n
        while last < len(spans) and spans[last] is None:
            last += 1
        before = spans[n - 1] if n else None
        after = spans[last] if last < len(spans) else None
        if before and after and last - n <= _REACH and before.end < after.start:
            step = (after.start - before.end) // (last - n)
            for k in range(n, last):
                start = before.end + (k - n) * step
                out[k] = Span(start=start, end=start + step)
        n = last
    return out


class Weighing:
    """How well tellings fit stretches: made once for all stretches of a film."""

    def __init__(self, given: Sequence[Stretch], names: Iterable[str]) -> None:
        self.given = given
        self.counts = [Counter(each.words) for each in given]
        spread: Counter[str] = Counter(word for counts in self.counts for word in counts)
        total = len(given)
        self.weight = {
            word: math.log(1 + (total - many + 0.5) / (many + 0.5)) for word, many in spread.items()
        }
        self.unknown = math.log(1 + (total + 0.5) / 0.5)
        self.names = {stem for name in names for stem in stems(name)}
        sizes = [sum(counts.values()) for counts in self.counts]
        self.sizes = sizes
        self.mean = sum(sizes) / max(1, total) or 1.0

    def scores(self, telling: Sequence[str]) -> list[float]:
        """For each stretch the share of the telling's weight that it has, 0 to about 2.

        The wider the stretch, the less a word in it counts.
        """
        asked = [word for word in dict.fromkeys(telling) if word not in self.names]
        whole = sum(self.weight.get(word, self.unknown) for word in asked) or 1.0
        out = []
        for counts, size in zip(self.counts, self.sizes, strict=True):
            wide = _K * (1 - _B + _B * size / self.mean)
            mass = sum(
                self.weight[word] * counts[word] * (_K + 1) / (counts[word] + wide)
                for word in asked
                if word in counts
            )
            out.append(mass / whole)
        return out


def placed(
    scenes: Sequence[Scene],
    accounts: Sequence[Account],
    people: Sequence[Person],
    lines: Track[Line],
) -> Placed:
    """The span of each scene that a text tells of and that can be found in the film."""
    spans: dict[Id, Span] = {}
    names = [form for person in people for form in (person.name, *person.aliases)]
    for account in accounts:
        if account.script is None or not lines.items:
            continue
        found = aligned(account.script.speeches, lines.items)
        given = stretches(account.script, found, lines.items)
        if len(given) < 3:
            continue
        weighing = Weighing(given, names)
        for scene in scenes:
            span = _best(weighing, scene)
            if span is not None and scene.id not in spans:
                spans[scene.id] = span
    return Placed(spans=spans)


def _best(weighing: Weighing, scene: Scene) -> Span | None:
    title = [word for claim in scene.title for word in stems(claim.says)]
    telling = [word for claim in scene.description for word in stems(claim.says)]
    scores = weighing.scores([*title, *telling])
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    best, second = order[0], order[1]
    if scores[best] < ALONE or scores[best] < AHEAD * scores[second]:
        return None
    return weighing.given[best].span
