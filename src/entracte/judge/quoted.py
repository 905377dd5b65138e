"""Whether what the texts quote is really said in the film, and when."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from entracte.align.quotes import Dialogue as Heardable
from entracte.align.quotes import Found
from entracte.judge.weigh import weighed
from entracte.model import (
    Account,
    Claim,
    Exchange,
    Heard,
    Id,
    Line,
    Quote,
    Sought,
    Span,
    Track,
    Value,
    clock,
)

BY = "quotes/1"
_WORD = re.compile(r"\w+")


class Quoted(Value):
    """The quotes and exchanges of all texts, each with its second or the search that failed."""

    quotes: tuple[Claim[Quote], ...] = ()
    dialogues: tuple[Claim[Exchange], ...] = ()
    set_aside: tuple[Claim[str], ...] = ()  # quoted, but not said in the film
    speakers: dict[Id, Id] = msgspec.field(default_factory=dict)  # by line, as the texts name them


def quoted(accounts: Sequence[Account], lines: Track[Line], whole: Span) -> Quoted:
    """Each quote is borne out at its second, or set aside in view.

    Without any lines nothing can be sought, and quotes stay what they are: reported.
    """
    quotes = weighed((claim for each in accounts for claim in each.quotes), _said)
    dialogues = _whole(weighed((c for each in accounts for c in each.dialogues), _exchanged))
    if not lines.items:
        return Quoted(quotes=quotes, dialogues=dialogues)
    spoken = Heardable(lines.items)
    unsure = {line.id: line.sure for line in lines.items if line.sure < 1}
    heard: list[Claim[Quote]] = []
    aside: list[Claim[str]] = []
    speakers: dict[Id, Id] = {}
    for claim in quotes:
        found = spoken.find(claim.says.words)
        if found is None:
            near = spoken.nearest(claim.says.words)
            aside.append(_aside(claim, f"“{claim.says.words}”", whole, near))
            continue
        heard.append(_heard(claim, found, unsure))
        _speaks(speakers, claim.says.speaker, found)
    exchanges: list[Claim[Exchange]] = []
    for told in dialogues:
        asked = [turn.words for turn in told.says.turns]
        together = spoken.exchange(asked)
        turns = together.turns if together else tuple(spoken.find(each) for each in asked)
        if not any(turns):
            words = " ".join(f"“{turn.words}”" for turn in told.says.turns)
            aside.append(_aside(told, words, whole))
            continue
        for turn, found in zip(told.says.turns, turns, strict=True):
            if found is not None:
                _speaks(speakers, turn.speaker, found)
        exchanges.append(_answered(told, turns, whole, unsure))
    return Quoted(
        quotes=weighed(heard, _said),
        dialogues=tuple(exchanges),
        set_aside=tuple(aside),
        speakers=speakers,
    )


def _said(quote: Quote) -> str:
    return " ".join(_WORD.findall(quote.words.casefold()))


def _exchanged(exchange: Exchange) -> tuple[str, ...]:
    return tuple(_said(turn) for turn in exchange.turns)


def _whole(claims: Sequence[Claim[Exchange]]) -> tuple[Claim[Exchange], ...]:
    """An exchange that is part of a longer one is not told again: its text bears that one out."""
    out = list(claims)
    for claim in sorted(claims, key=lambda each: len(each.says.turns)):
        said = _exchanged(claim.says)
        for i, longer in enumerate(out):
            other = _exchanged(longer.says)
            inside = any(other[k : k + len(said)] == said for k in range(len(other)))
            if inside and len(other) > len(said):
                out[i] = weighed([longer, claim], lambda _: 0)[0]
                out.remove(claim)
                break
    return tuple(out)


def spoken_by(claims: Sequence[Claim[Quote]], lines: Track[Line]) -> tuple[Claim[Quote], ...]:
    """The quotes, with the speaker of their lines where the texts name none."""
    speakers = {line.id: line.speaker for line in lines.items}

    def one(claim: Claim[Quote]) -> Claim[Quote]:
        found = {speakers.get(line) for line in claim.says.lines}
        if claim.says.speaker is not None or len(found) != 1:
            return claim
        says = msgspec.structs.replace(claim.says, speaker=found.pop())
        return msgspec.structs.replace(claim, says=says)

    return tuple(one(claim) for claim in claims)


def _sure(found: Found, unsure: Mapping[Id, float]) -> float:
    """How sure it is that this is said: no surer than that its lines are what they are."""
    least = min((unsure[line] for line in found.lines if line in unsure), default=None)
    return found.sure if least is None else round(found.sure * least, 3)


def _heard(claim: Claim[Quote], found: Found, unsure: Mapping[Id, float]) -> Claim[Quote]:
    """The quote in the film's own words; how the text has it stands in the evidence."""
    why = "" if found.exact else f"The text has: “{claim.says.words}”."
    evidence = Heard(span=found.span, by=BY, sure=_sure(found, unsure), why=why)
    return msgspec.structs.replace(
        claim,
        says=msgspec.structs.replace(claim.says, words=found.said, lines=found.lines),
        evidence=(evidence, *claim.evidence),
    )


def _answered(
    claim: Claim[Exchange],
    turns: Sequence[Found | None],
    whole: Span,
    unsure: Mapping[Id, float],
) -> Claim[Exchange]:
    said = tuple(
        turn
        if found is None
        else msgspec.structs.replace(turn, words=found.said, lines=found.lines)
        for turn, found in zip(claim.says.turns, turns, strict=True)
    )
    evidence = []
    against = []
    for turn, found in zip(claim.says.turns, turns, strict=True):
        if found is None:
            why = f"“{turn.words}” was not found in the dialogue."
            against.append(Sought(span=whole, by=BY, why=why))
        else:
            why = "" if found.exact else f"The text has: “{turn.words}”."
            sure = _sure(found, unsure)
            evidence.append(Heard(span=found.span, by=BY, sure=sure, why=why))
    return msgspec.structs.replace(
        claim,
        says=Exchange(turns=said),
        evidence=(*evidence, *claim.evidence),
        against=(*claim.against, *against),
    )


def _aside(
    claim: Claim[Quote] | Claim[Exchange], words: str, whole: Span, near: Found | None = None
) -> Claim[str]:
    why = "These words were not found in the dialogue."
    if near is not None:
        why += f" The nearest to them is said at {clock(near.span.start)}: “{near.said}”"
    sought = Sought(span=whole, by=BY, why=why)
    return Claim(says=words, said_by=claim.said_by + claim.evidence, against=(sought,))


def _speaks(speakers: dict[Id, Id], speaker: Id | None, found: Found) -> None:
    if speaker is not None and found.sure >= 0.8:
        for line in found.lines:
            speakers.setdefault(line, speaker)
