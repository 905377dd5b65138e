"""How well damaged texts were mended: each defect in its place, nothing else touched."""

import re

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

from bench.truth import Case, Place, listed, one_line
from entracte.model import Cue, Mend, Repair, Source

_KEEP = re.compile(r"\bverbatim|\bkeep\b|\bkept\b|never (?:rewritten|corrected)|unchanged", re.I)
_DROP = re.compile(r"\bdrop|\bboilerplate|\bfurniture|\bremove\b", re.I)
_TALK = re.compile(r"labell?ed lines|dialogue|speaker", re.I)
_TRACK = re.compile(r"\btrack\b", re.I)
_WHOLE = (Mend.MARKUP,)


def repairs(case: Case, letter: str) -> list[tuple[Place, Repair]]:
    """The repairs of one text that a reader of the page is shown."""
    source = case.source(letter)
    if source is None:
        return []
    return [
        (Place(letter, each.start, each.end), each)
        for each in source.repairs
        if each.kind not in _WHOLE
    ]


def touching(case: Case, place: Place, *kinds: Mend) -> list[Repair]:
    source = case.source(place.seed)
    return [
        each
        for each in (source.repairs if source else ())
        if place.touches(Place(place.seed, each.start, each.end))
        and (not kinds or each.kind in kinds)
    ]


def mended_text(source: Source, place: Place, raw: str) -> str:
    """How the characters of this place read in the body."""
    out, at = "", place.start
    for each in source.repairs:
        if each.end < place.start or each.start > place.end:
            continue
        out += raw[at : max(at, each.start)] + each.now
        at = max(at, each.end)
    return out + raw[at : place.end]


def defects(case: Case) -> tuple[int, int]:
    """(found, expected): each repaired, marked, dropped or kept as its ``repair`` says."""
    found = expected = 0
    for entry in listed(case.truth.get("defects")):
        expected += 1
        if _right(case, entry):
            found += 1
        else:
            case.miss("defect", f"{entry.get('quote')!r} -> {entry.get('repair')!r}")
    return found, expected


def _right(case: Case, entry: dict[str, str]) -> bool:
    wanted = str(entry.get("repair", ""))
    places = case.places(entry)
    if _KEEP.search(wanted):
        return all(_kept(case, each) for each in places) if places else _quotes_kept(case, entry)
    if not places:
        return False
    if _DROP.search(wanted) and not _TALK.search(wanted):
        return all(_dropped(case, each) for each in places)
    if _TALK.search(wanted):
        lines = [
            each
            for each in listed(case.truth.get("dialogue"))
            if any(spot.touches(place) for spot in case.places(each) for place in places)
        ]
        from bench.told import spoken  # told needs mended, too

        if lines:
            return all(spoken(case, each) for each in lines)
        return any(touching(case, each, Mend.LABEL) for each in places)
    if _TRACK.search(wanted):
        cues = [each for each in case.page.parts if isinstance(each, Cue)]
        where = [spot for cue in cues for claim in cue.title for spot in case.where(claim)]
        return any(spot.touches(place, 2) for spot in where for place in places)
    return any(_repaired(case, each, wanted, str(entry.get("quote", ""))) for each in places)


def _kept(case: Case, place: Place) -> bool:
    source = case.source(place.seed)
    if source is None:
        return False
    return one_line(case.raw[place.seed][place.start : place.end]) in one_line(source.body)


def _quotes_kept(case: Case, entry: dict[str, str]) -> bool:
    """Curly and straight quotes: none became the other."""
    letters = [entry["seed"]] if entry.get("seed") in case.raw else list(case.raw)
    signs = "’‘“”'\""
    for letter in letters:
        if case.source(letter) is None:
            return False
        for _, each in repairs(case, letter):
            if each.kind in (Mend.MOJIBAKE, Mend.ENTITY) or not each.now:
                continue
            if [c for c in each.was if c in signs] != [c for c in each.now if c in signs]:
                return False
    return True


def _dropped(case: Case, place: Place) -> bool:
    found = touching(case, place)
    return any(
        each.start <= place.start and each.end >= place.end and not each.now.strip()
        for each in found
    )


def _repaired(case: Case, place: Place, wanted: str, quote: str) -> bool:
    found = touching(case, place)
    if not found:
        return False
    kinds = {each.kind for each in found}
    if "citation" in wanted and Mend.CITATION not in kinds:
        return False
    if re.search(r"text lost|\bgap\b", wanted) and not kinds & {Mend.GAP, Mend.PARENTHESIS}:
        return False
    breaks = re.search(r"section break|new section", wanted)
    if breaks and not any("\n" in each.now for each in found):
        return False
    text = re.split(r";| \(|->", wanted)[0].strip()
    if "[" in text or "+" in text or ratio(text, quote) < 65 or len(text) > 1.3 * len(quote):
        return True
    source = case.source(place.seed)
    assert source is not None
    return one_line(text) in one_line(mended_text(source, place, case.raw[place.seed]))


def _damage(case: Case) -> list[Place]:
    keys = ("defects", "citations_lost", "gaps", "boilerplate")
    entries = [each for key in keys for each in listed(case.truth.get(key))]
    return [place for each in entries for place in case.places(each)]


def false_repairs(case: Case) -> tuple[int, int]:
    """(false, all): repairs of what is no damage."""
    damage, false, total = _damage(case), 0, 0
    for letter in case.raw:
        for place, each in repairs(case, letter):
            total += 1
            if not any(place.touches(other, 1) for other in damage):
                false += 1
                case.miss(
                    "false repair", f"{letter} {each.kind.value} {each.was!r} -> {each.now!r}"
                )
    return false, total


def kept(case: Case) -> tuple[int, int]:
    """(surviving, all) characters of the raw texts that are no damage, furniture or markup.

    A character survives if no repair covers it, or one whose new text still has it, in order.
    White space is not counted.
    """
    damage = _damage(case)
    surviving = total = 0
    for letter, raw in case.raw.items():
        source = case.source(letter)
        if source is None:
            if any(place.seed == letter for place in damage) or letter in (
                case.truth.get("seeds") or ()
            ):
                total += len(raw)
            continue
        if source.kind in ("subtitles", "screenplay"):
            continue
        out = bytearray(len(raw))  # 1: damage or markup, by the truth and the kind
        for place in damage:
            if place.seed == letter:
                out[place.start : place.end] = b"\1" * (place.end - place.start)
        lost = 0
        for each in source.repairs:
            if each.kind is Mend.MARKUP:
                out[each.start : each.end] = b"\1" * (each.end - each.start)
                continue
            span = [
                raw[i] for i in range(each.start, each.end) if not out[i] and not raw[i].isspace()
            ]
            lost += len(span) - LCSseq.similarity("".join(span), each.now)
        here = sum(not mark and not c.isspace() for mark, c in zip(out, raw, strict=False))
        total += here
        surviving += here - lost
    return surviving, total


def marked(case: Case, key: str, *kinds: Mend) -> tuple[int, int, int]:
    """(found, expected, false): places of the truth's list that bear a repair of these kinds."""
    entries = listed(case.truth.get(key))
    found = 0
    for entry in entries:
        places = case.places(entry)
        if any(touching(case, place, *kinds) for place in places):
            found += 1
        else:
            case.miss(key, [case.raw[p.seed][p.start : p.end] for p in places])
    damage = _damage(case)
    false = sum(
        each.kind in kinds and not any(place.touches(other, 1) for other in damage)
        for letter in case.raw
        for place, each in repairs(case, letter)
    )
    return found, len(entries), false
