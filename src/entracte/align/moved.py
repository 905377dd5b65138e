"""A page's times moved onto another copy of the film; what that copy lacks is left out and told."""

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from entracte.align.attach import Piece
from entracte.model import Claim, Id, Ms, Page, Quote, Span, clock

T = TypeVar("T")

_GONE: Any = object()  # what is not in this copy
_SHORTEST: Ms = 1_000  # stretches that are absent and shorter are not told of
_TOLD = 4  # such stretches and scenes that are named


def moved(page: Page, pieces: Sequence[Piece], length: Ms) -> Page:
    """The page as it is true of a copy in which these pieces are; ``length`` is of the old film.

    Lines, titles, cues and evidence that lie in what is absent are left out, stretches that reach
    into it are cut short; a scene that is absent stays, without a place. What is told by no one any
    more goes too.
    """
    pen = _Pen(tuple(sorted(pieces, key=lambda each: each.start)))
    told = pen.over(page)
    left = {line.id for line in told.lines.items}
    told = _only(told, left)
    return msgspec.structs.replace(told, notes=(*told.notes, *_notes(page, told, pieces, length)))


def span_moved(span: Span, pieces: Sequence[Piece]) -> Span | None:
    """Where this stretch is in the copy, as much of it as is there; None if nothing is."""
    found = []
    for piece in pieces:
        start, end = max(span.start, piece.start), min(span.end, piece.end)
        if start < end or (span.start == span.end and piece.start <= start < piece.end):
            at = piece.there + (start - piece.start) / piece.speed
            found.append((at, at + max(0, end - start) / piece.speed))
    if not found:
        return None
    first, last = max(0, round(found[0][0])), max(0, round(found[-1][1]))
    return Span(start=first, end=max(first, last))


def absent(pieces: Sequence[Piece], length: Ms) -> tuple[Span, ...]:
    """The stretches of the old film that are not in the copy."""
    out, at = [], 0
    for piece in sorted(pieces, key=lambda each: each.start):
        if piece.start - at >= _SHORTEST:
            out.append(Span(start=at, end=piece.start))
        at = max(at, piece.end)
    if length - at >= _SHORTEST:
        out.append(Span(start=at, end=length))
    return tuple(out)


class _Pen:
    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces

    def over(self, value: T) -> T:
        if isinstance(value, Span):
            found = span_moved(value, self.pieces)
            return _GONE if found is None else found  # type: ignore[return-value]
        if isinstance(value, tuple):
            return tuple(new for new in map(self.over, value) if new is not _GONE)  # type: ignore[return-value]
        if not isinstance(value, msgspec.Struct):
            return value
        changed = {}
        for name in value.__struct_fields__:
            old = getattr(value, name)
            if isinstance(old, str | int | float) or old is None:
                continue
            new = self.over(old)
            if new is _GONE:
                return _GONE  # type: ignore[no-any-return]
            if new is not old:
                changed[name] = new
        if isinstance(value, Claim):
            said = changed.get("said_by", value.said_by)
            if not (said or changed.get("evidence", value.evidence)):
                return _GONE  # type: ignore[no-any-return]
        return msgspec.structs.replace(value, **changed) if changed else value


def _only(page: Page, left: set[Id]) -> Page:
    """Quotes point only to lines that are still there."""

    def quote(said: Quote) -> Quote:
        lines = tuple(id for id in said.lines if id in left)
        return said if lines == said.lines else msgspec.structs.replace(said, lines=lines)

    quotes = tuple(msgspec.structs.replace(claim, says=quote(claim.says)) for claim in page.quotes)
    dialogues = tuple(
        msgspec.structs.replace(
            claim,
            says=msgspec.structs.replace(
                claim.says, turns=tuple(quote(turn) for turn in claim.says.turns)
            ),
        )
        for claim in page.dialogues
    )
    return msgspec.structs.replace(page, quotes=quotes, dialogues=dialogues)


def _notes(old: Page, new: Page, pieces: Sequence[Piece], length: Ms) -> tuple[str, ...]:
    out = []
    away = absent(pieces, length)
    if away:
        named = ", ".join(f"{clock(s.start)}–{clock(s.end)}" for s in away[:_TOLD])
        more = " …" if len(away) > _TOLD else ""
        out.append(f"Not in this copy, by the other copy's times: {named}{more}.")
    lines = len(old.lines.items) - len(new.lines.items)
    if lines:
        out.append(f"{lines} of {len(old.lines.items)} lines are not in this copy.")
    there = {scene.id for scene in new.scenes if scene.spans}
    scenes = [s for s in old.scenes if s.spans and s.id not in there]
    if scenes:
        titles = [s.title[0].says if s.title else s.id for s in scenes[:_TOLD]]
        more = " …" if len(scenes) > _TOLD else ""
        out.append(f"Scenes that are not in this copy: {'; '.join(titles)}{more}.")
    return tuple(out)
