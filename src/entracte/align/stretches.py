"""The stretches of a film in which a telling is sought, each with the words written of it.

They are the screenplay's scenes, timed by the speeches that are heard in them; without a
screenplay, runs of dialogue between pauses.
"""

from collections.abc import Iterable, Sequence

from entracte.align.script import Aligned, aligned
from entracte.align.timing import played
from entracte.align.weighing import stems
from entracte.model import Account, Line, Script, Span, Speech, Value

FEW = 3  # stretches that are too few to tell apart
MOST_STRETCHES = 600  # beyond them neighbours are joined
_PAUSE, _SHORT, _LONG = 4_000, 30_000, 120_000  # milliseconds: runs of dialogue


class Stretch(Value):
    """A stretch of film and the words that were written of it."""

    span: Span
    words: tuple[str, ...]  # stems
    text: str = ""


class Stretched(Value):
    """The stretches of a film."""

    scripts: tuple[tuple[Stretch, ...], ...] = ()  # a row a screenplay, in the screenplay's order
    whole: tuple[Stretch, ...] = ()  # those of the best screenplay, or runs of dialogue; by time


def stretched(accounts: Sequence[Account], lines: Sequence[Line]) -> Stretched:
    """The stretches that the screenplays tell of, and those in which all texts are sought."""
    scripts = []
    for account in accounts:
        if account.script is not None and lines:
            given = stretches(account.script, aligned(account.script.speeches, lines), lines)
            if len(given) >= FEW:
                scripts.append(given)
    best = max(scripts, key=len, default=())
    return Stretched(scripts=tuple(scripts), whole=in_order(best or runs(lines)))


def stretches(script: Script, found: Aligned, lines: Sequence[Line]) -> tuple[Stretch, ...]:
    """The screenplay's scenes that can be timed, in its order (``timing.played``)."""
    return tuple(
        _stretch(span, _written(script, n))
        for n, span in enumerate(played(script, found.spoken, lines))
        if span is not None
    )


def runs(lines: Sequence[Line]) -> tuple[Stretch, ...]:
    """Runs of dialogue between pauses, none much longer than two minutes."""
    out: list[list[Line]] = []
    for line in lines:
        last = out[-1] if out else []
        if last:
            far = line.span.end - last[0].span.start
            pause = line.span.start - last[-1].span.end
            if (pause < _PAUSE or far < _SHORT) and far < _LONG:
                last.append(line)
                continue
        out.append([line])
    return tuple(
        _stretch(
            Span(start=run[0].span.start, end=max(line.span.end for line in run)),
            (f"{line.label} {line.text}" for line in run),
        )
        for run in out
    )


def _written(script: Script, n: int) -> Iterable[str]:
    scene = script.scenes[n]
    yield scene.heading
    for element in scene.elements:
        yield element.words
        if isinstance(element, Speech):
            yield element.cue


def _stretch(span: Span, texts: Iterable[str]) -> Stretch:
    text = " ".join(texts)
    return Stretch(span=span, words=tuple(stems(text)), text=text)


def in_order(given: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """By time, and when there are too many, neighbours joined."""
    out = sorted(given, key=lambda each: each.span)
    size = -(-len(out) // MOST_STRETCHES) if out else 1
    return tuple(
        Stretch(
            span=Span(
                start=out[i].span.start, end=max(each.span.end for each in out[i : i + size])
            ),
            words=tuple(word for each in out[i : i + size] for word in each.words),
            text=" ".join(each.text for each in out[i : i + size]),
        )
        for i in range(0, len(out), size)
    )
