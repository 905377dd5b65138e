"""Exchanges worth remembering: turns of two people in the dialogue that answer each other.

What can be checked makes an exchange: a question and its answer, a word that few say taken up by
the other, the same beginning thrown back, a question answered by a question. Two who take turns and
a line that texts quote count besides. Nearness alone makes no exchange.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from entracte.align.weighing import stems
from entracte.align.words import plain
from entracte.choose.quotes import Reason
from entracte.model import Claim, Exchange, Heard, Id, Line, Ms, Quote, Span

BY = "chosen/1"
_PAUSE: Ms = 3_000  # an answer comes sooner
_BREATH: Ms = 1_500  # one sentence goes on sooner
_APART: Ms = 60_000  # between two exchanges
_SHORTEST, _LONGEST = 2, 30  # words of a turn
_TELLING = 3  # telling words that an exchange must have
_MOST_TURNS = 4
_ENOUGH = 2.5  # worth of the reasons that it takes
_TURNS_AN_EXCHANGE, _FEWEST, _MOST = 60, 2, 5
_SHORT = 20  # turns of a film that is too short to choose from
_BEGINS = 3  # words that both begin with
_RARE = 4  # turns of the film in which a word stands that few say
_ENDS = (".", "!", "?", "…", "”", '"', "’", "'")


class Turn(NamedTuple):
    """What one says before the other speaks."""

    lines: tuple[Line, ...]
    words: str
    stems: frozenset[str]

    @property
    def span(self) -> Span:
        return Span(start=self.lines[0].span.start, end=self.lines[-1].span.end)

    @property
    def speaker(self) -> str:
        return self.lines[0].speaker or self.lines[0].label

    @property
    def asks(self) -> bool:
        return self.words.rstrip("\"”'’").endswith("?")

    @property
    def fits(self) -> bool:
        return _SHORTEST <= len(self.words.split()) <= _LONGEST and self.words[:1].isupper()


def dialogues(
    lines: Sequence[Line], quoted: Iterable[Id] = (), taken: frozenset[Id] = frozenset()
) -> tuple[Claim[Exchange], ...]:
    """The exchanges chosen, in the film's order, each with its reasons as evidence.

    ``quoted``: lines that texts quote; ``taken``: those of exchanges that texts give already.
    """
    said = turns(lines)
    if len(said) < _SHORT:
        return ()
    spread = Counter(stem for turn in said for stem in turn.stems)
    strong = frozenset(quoted)
    found = []
    for i in range(len(said) - 1):
        some, why = _exchange(said, i, spread, strong)
        ids = {line.id for turn in some for line in turn.lines}
        telling = frozenset(stem for turn in some for stem in turn.stems)
        if why and not ids & taken and len(telling) >= _TELLING:
            worth = sum(each.worth for each in why)
            if worth >= _ENOUGH:
                found.append((worth, i, some, why))
    chosen: list[tuple[int, list[Turn], list[Reason]]] = []
    most = min(_MOST, max(_FEWEST, len(said) // _TURNS_AN_EXCHANGE))
    for _, i, some, why in sorted(found, key=lambda each: (-each[0], each[1])):
        if len(chosen) == most:
            break
        at = some[0].span.start
        if all(abs(at - other[0].span.start) >= _APART for _, other, _ in chosen):
            chosen.append((i, some, why))
    return tuple(_claim(some, why) for _, some, why in sorted(chosen, key=lambda each: each[0]))


def turns(lines: Sequence[Line]) -> list[Turn]:
    """Lines of one speaker that go on at once are one turn; so are the halves of a sentence."""
    out: list[list[Line]] = []
    for line in lines:
        if line.sort != "speech":
            out.append([])  # a sound or a song between two lines parts them
            continue
        last = out[-1][-1] if out and out[-1] else None
        if last is not None and line.span.start - last.span.end <= _BREATH:
            same = (last.speaker, last.label) == (line.speaker, line.label)
            half = not last.text.rstrip().endswith(_ENDS)
            if same and (half or line.speaker is not None or line.label):
                out[-1].append(line)
                continue
        out.append([line])
    return [_turn(some) for some in out if some]


def _turn(lines: Sequence[Line]) -> Turn:
    words = " ".join(" ".join(line.text.split()) for line in lines).lstrip("-–— ")
    return Turn(tuple(lines), words, frozenset(stems(words[:2000])))


def _exchange(
    said: Sequence[Turn], i: int, spread: Counter[str], quoted: frozenset[Id]
) -> tuple[list[Turn], list[Reason]]:
    """The turns from this one on that answer each other, as far as they do."""
    some, why = [said[i]], []
    for first, second in pairwise(said[i : i + _MOST_TURNS]):
        back = len(some) < 2 or not second.speaker or second.speaker == some[-2].speaker
        if not (_follows(first, second) and back):
            break
        more = _answers(first, second, spread)
        if not more:
            break
        some.append(second)
        why += more
    if len(some) < 2:
        return some, []
    if all(turn.speaker for turn in some):
        whole = Span(start=some[0].span.start, end=some[-1].span.end)
        why.append(Reason("Two people take turns.", whole, 0.5))
    for turn in some:
        if any(line.id in quoted for line in turn.lines):
            why.append(Reason("A text quotes a line of it.", turn.span, 2.0))
            break
    return some, _each_once(why)


def _follows(first: Turn, second: Turn) -> bool:
    """Whether the second may be another's answer to the first."""
    if not (first.fits and second.fits):
        return False
    if first.speaker and first.speaker == second.speaker:
        return False
    return second.span.start - first.span.end <= _PAUSE


def _answers(first: Turn, second: Turn, spread: Counter[str]) -> list[Reason]:
    out = []
    if plain(first.words) == plain(second.words):
        return []  # a cry repeated is no answer
    whole = Span(start=first.span.start, end=second.span.end)
    if first.asks and second.asks:
        out.append(Reason("A question is answered with a question.", whole, 1.0))
    elif first.asks:
        out.append(Reason("A question and its answer.", whole, 1.0))
    begins, again = (plain(turn.words).split()[:_BEGINS] for turn in (first, second))
    if begins == again and len(begins) == _BEGINS:
        said = " ".join(begins)
        out.append(Reason(f"Both begin with the same words: “{said}”.", whole, 1.5))
    shared = [stem for stem in first.stems & second.stems if spread[stem] <= _RARE]
    if shared:
        rarest = min(shared, key=lambda stem: (spread[stem], -len(stem), stem))
        words = plain(second.words).split()
        word = next((each for each in words if rarest in stems(each)), rarest)
        out.append(Reason(f"The answer takes up a word that few say: “{word}”.", whole, 1.5))
    return out


def _each_once(given: Iterable[Reason]) -> list[Reason]:
    found: dict[str, Reason] = {}
    for each in given:
        found.setdefault(each.why, each)
    return list(found.values())


def _claim(some: Sequence[Turn], why: Sequence[Reason]) -> Claim[Exchange]:
    said = tuple(
        Quote(
            words=turn.words,
            lines=tuple(line.id for line in turn.lines),
            speaker=turn.lines[0].speaker,
        )
        for turn in some
    )
    whole = Span(start=some[0].span.start, end=some[-1].span.end)
    chosen = Heard(span=whole, by=BY, why="Chosen by entracte: these lines answer each other.")
    return Claim(
        says=Exchange(turns=said),
        said_by=(chosen,),
        evidence=tuple(Heard(span=each.span, by=BY, why=each.why) for each in why),
    )
