"""The credits that stand in a sentence, whoever found them; "he" and "she" among the makers."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from entracte.read.bylines import Hit, bylines
from entracte.read.casting import casting
from entracte.read.deeds import deeds
from entracte.read.mentions import Mention
from entracte.read.phrasings import left_to_others, phrasings
from entracte.read.played import played
from entracte.read.scopes import NAME


def masked(text: str, found: Sequence[Mention]) -> str:
    """The text with every name blotted out, character for character, so that patterns see where."""
    pieces: list[str] = []
    at = 0
    for each in found:
        if each.start < at:
            continue
        pieces += [text[at : each.start], NAME * (each.end - each.start)]
        at = each.end
    pieces.append(text[at:])
    return "".join(pieces)


_HE: Final = re.compile(r"\W*(?P<he>He|She)\b(?!['’])")
_WHICH_HE: Final = re.compile(
    r"\b(?:script|screenplay|scenario|story|score|music|songs?|film|treatment),? "
    r"(?:which|that) (?P<he>he|she)\b"
)


_AND_HE: Final = re.compile(
    r"(?:,? (?:and|but)|;) (?P<he>he|she) (?:also |then |later |himself |herself )?(?:\w+ed|wrote|"
    r"shot|cut|took|made|did|sang|plays|sings|writes|is|was)\b"
)


def hits(text: str, start: int, end: int, last: tuple[int, int] | None = None) -> list[Hit]:
    """All credits in this sentence of a masked text, in order; a fact told twice once.

    ``last`` is where the maker stands of whom the sentence before spoke: "he" is that one.
    """
    stands = {}
    if last is not None and (found := _HE.match(text, start, end)):
        stands[found.start("he")] = last
    for found in (*_WHICH_HE.finditer(text, start, end), *_AND_HE.finditer(text, start, end)):
        before = list(re.finditer(f"{NAME}+", text[start : found.start()]))
        if before:
            last_by = text.startswith("by ", start + before[-1].start() - 3)
            opens = found.re is _AND_HE and before[0].start() == 0 and not last_by
            who = before[0] if opens else before[-1]
            stands[found.start("he")] = start + who.start(), start + who.end()
    if not stands:
        return _hits(text, start, end)
    near = max(0, start - 64)  # only this sentence is written anew, not the whole text
    local = text[near:end]
    for at in stands:
        long = 3 if text[at : at + 3].lower() == "she" else 2
        local = local[: at - near] + NAME * long + local[at - near + long :]
    moved = [_moved(hit, near) for hit in _hits(local, start - near, end - near)]
    return [
        hit._replace(who=stands.get(hit.who[0], hit.who))
        for hit in moved
        if hit.whom is None or hit.whom[0] not in stands
    ]


def _moved(hit: Hit, by: int) -> Hit:
    def place(pair: tuple[int, int] | None) -> tuple[int, int] | None:
        return (pair[0] + by, pair[1] + by) if pair else None

    return hit._replace(
        who=(hit.who[0] + by, hit.who[1] + by), start=hit.start + by, end=hit.end + by,
        what=place(hit.what), apart=place(hit.apart), whom=place(hit.whom),
    )  # fmt: skip


def maker(
    text: str, start: int, end: int, found: Sequence[Hit], last: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Whom "he" or "she" in the next sentence means: the maker this one speaks of, if one only."""
    doers = [hit.who for hit in found if hit.role not in ("author of the basis",)]
    first = re.compile(f"{NAME}+").search(text, start, end)
    if first is None or _HE.match(text, start, end):
        return last
    opens = [who for who in doers if who[0] == first.start()]
    if opens:
        return opens[0]
    return doers[-1] if len(set(doers)) == 1 else None


def _hits(text: str, start: int, end: int) -> list[Hit]:
    out: dict[tuple[str, int, bool], Hit] = {}

    def keep(found: Iterator[Hit]) -> None:
        for hit in found:
            key = (hit.role, hit.who[0], hit.own)
            old = out.get(key)
            if old is None or _fuller(hit, old):
                out[key] = hit

    for finder in (played, bylines, deeds, casting, phrasings):
        keep(finder(text, start, end))
    characters = {hit.whom[0] for hit in out.values() if hit.whom}
    for key in [key for key in out if key[0] == "cast member" and key[1] in characters]:
        del out[key]
    keep(left_to_others(text, _sorted(out), end))
    return _sorted(out)


def _sorted(found: dict[tuple[str, int, bool], Hit]) -> list[Hit]:
    return sorted(found.values(), key=lambda hit: (hit.start, hit.who, hit.role))


def _fuller(new: Hit, old: Hit) -> bool:
    if new.role == old.role == "cast member":
        return new.whom is not None and old.whom is None
    return (new.piece, new.whom is not None, new.apart is not None, new.what is not None) > (
        old.piece, old.whom is not None, old.apart is not None, old.what is not None,
    )  # fmt: skip
