"""A page that came with a sidecar, laid over what this copy of the film shows itself."""

from collections.abc import Sequence

from msgspec.structs import replace

from entracte.align.attached import Attached
from entracte.compose.corrections import corrected
from entracte.model import WHOLE, Account, AnyPart, Edit, Id, Page, Title, Track

_ALBUM = "album"  # a text only in so far as its tags are words


def laid(
    made: Page, attached: Attached | None, accounts: Sequence[Account], edits: Sequence[Edit]
) -> Page:
    """The page of a copy of the film to which a sidecar was attached, if there is one.

    Shots, sound and file are this copy's own; everything that is said comes with the sidecar. Where
    texts of one's own lie beside the film, their page stays unless the sidecar was wished for.
    """
    if attached is None:
        return made
    if attached.page is None:
        return replace(made, notes=(*made.notes, *attached.notes))
    if not attached.wished and any(each.source.kind != _ALBUM for each in accounts):
        note = (
            f"{attached.file} belongs to this film and is not used: there are texts beside it. "
            "To use it: entracte attach --add."
        )
        return replace(made, notes=(*made.notes, note))
    sent = attached.page
    by = "sound" if any(each.by == "sound" for each in attached.pieces) else "picture"
    note = (
        f"This page came with {attached.file}, made of another copy: "
        f"{attached.found} of {attached.anchors} anchors are in this one, by its {by}."
    )
    page = replace(
        sent,
        film=replace(sent.film, id=made.film.id, media=made.film.media),
        parts=_rooted(sent.parts),
        shots=made.shots,
        sounds=made.sounds,
        marks=made.marks,
        titles=made.titles if made.titles.items else _without_stills(sent),
        lines=replace(sent.lines, items=tuple(sorted(sent.lines.items, key=lambda n: n.span))),
        notes=(note, *attached.notes, *sent.notes),
    )
    return corrected(page, edits)


def _rooted(parts: Sequence[AnyPart]) -> tuple[AnyPart, ...]:
    """The parts, of which none is inside itself, by whatever way."""
    around: dict[Id, Id] = {}
    out: list[AnyPart] = []
    for part in parts:
        if part.id in around or part.id == WHOLE:
            continue
        around[part.id] = WHOLE
        at, seen = part.inside, 0
        while at != part.id and at in around and at != WHOLE:
            at, seen = around[at], seen + 1
        if at == part.id:
            part = replace(part, inside=WHOLE)
        around[part.id] = part.inside
        out.append(part)
    return tuple(out)


def _without_stills(sent: Page) -> Track[Title]:
    items = tuple(replace(title, still=None) for title in sent.titles.items)
    return replace(sent.titles, items=items)
