"""Reads lists of moments that others have made: IIIF manifests, timelines, edit lists, cue sheets.

Whatever has a name and a time becomes a scene, or a piece of music, as the list says it; the name's
place in the file is its evidence. Formats: IIIF Presentation 3 ranges, OpenTimelineIO markers,
Kodi's edit lists with ``##`` comments, locators of CMX 3600, cue sheets as CSV.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from entracte.errors import NotReadable
from entracte.model import Account, AnyPart, Cue, File, Mend, Ms, Scene, Span, from_clock
from entracte.read.decode import decode
from entracte.read.fields import MOST, Piece, only, place
from entracte.read.jsonld import Leaf, escapes, leaves
from entracte.read.proof import Change, Proof
from entracte.read.said import said, source_id

_SAMPLE: Final = 60_000
_OURS: Final = "## Scene markers of entracte"
_DAY: Final[Ms] = 24 * 3_600_000
_FRAGMENT: Final = re.compile(r"#t=(\d{1,6}(?:\.\d{1,6})?),(\d{1,6}(?:\.\d{1,6})?)")
_KODI: Final = re.compile(
    r"^[ \t]*(?:(?P<start>[\d:.]{1,14})[ \t]+)?(?P<end>[\d:.]{1,14})[ \t]+(?P<act>[0-3])[ \t]*$",
)
_NAMED: Final = re.compile(r"^##[ \t]*(?P<name>.*\S)[ \t]*$")
_LOCATOR: Final = re.compile(
    r"^\*[ \t]*LOC:[ \t]*(?P<at>\d\d:\d\d:\d\d[:;]\d\d)[ \t]+\S{1,20}[ \t]+(?P<name>.*\S)[ \t]*$"
)
_CODE: Final = re.compile(r"(\d\d):(\d\d):(\d\d)[:;](\d\d)")
_HEADS: Final = {
    "title": ("title", "cue title", "cue name", "composition", "work title"),
    "in": ("time in", "in", "start", "tc in", "timecode in"),
    "out": ("time out", "out", "end", "tc out", "timecode out"),
    "long": ("duration", "length", "timing"),
    "by": ("composer", "composers", "composer/author", "writer", "writers"),
}
_MUSIC: Final = re.compile(r"^Music:\s*", re.IGNORECASE)
_SPOKEN: Final = "YELLOW"  # the colour in which our own timelines mark lines of dialogue


class Marked(NamedTuple):
    """A name in the text (``start`` to ``end``), when it is, and whose it is if that is told."""

    start: int
    end: int
    when: Span
    music: bool = False
    by: tuple[int, int] | None = None


class _Moments:
    name = "moments"
    version = "1"

    def suits(self, file: File) -> float:
        try:
            text, _ = decode(file.data[:_SAMPLE])
        except NotReadable:
            return 0.0
        head = text.lstrip("\ufeff \r\n\t")
        if head.startswith("{"):
            if "iiif.io/api/presentation/" in head:
                return 0.95
            return 0.95 if '"OTIO_SCHEMA"' in head else 0.0
        name = file.name.casefold()
        if name.endswith(".csv"):
            return 0.9 if _columns(head) is not None else 0.0
        return 0.9 if name.endswith(".edl") else 0.0

    def read(self, file: File) -> Account:
        text, encoding = decode(file.data)
        head = text.lstrip("\ufeff \r\n\t")
        if head.startswith("{"):
            found = list(leaves(text, 0, len(text)))
            made = _otio(text, found) if '"OTIO_SCHEMA"' in head else _iiif(text, found)
            marked = list(made)[:MOST]
            proof = _rendered(text, marked)
        else:
            lines = _csv(text) if file.name.casefold().endswith(".csv") else _edl(text)
            marked = list(lines)[:MOST]
            proof = Proof.of(text)
        source = proof.source(
            file,
            id=source_id(file),
            title=file.name,
            kind=self.name,
            by=f"{self.name}/{self.version}",
            encoding=encoding,
        )
        return Account(source=source, parts=tuple(_parts(proof, marked, source.id, source.by)))


def _parts(proof: Proof, marked: Sequence[Marked], id: str, by: str) -> Iterator[AnyPart]:
    for number, each in enumerate(sorted(marked, key=lambda m: (m.when, m.start)), 1):
        start, end = place(proof, each.start, each.end)
        music = _MUSIC.match(proof.text[start:end])
        start += music.end() if music else 0
        if start >= end:
            continue
        title = (said(proof.text[start:end], id, proof.text, start, end, by),)
        if each.music or music:
            whose = place(proof, *each.by) if each.by else (0, 0)
            names = proof.text[slice(*whose)]
            yield Cue(
                id=f"listed-cue-{number}",
                title=title,
                spans=(each.when,),
                by=(said(names, id, proof.text, *whose, by),) if names.strip() else (),
            )
        else:
            yield Scene(id=f"listed-{number}", title=title, spans=(each.when,))


def _rendered(text: str, marked: Sequence[Marked]) -> Proof:
    """The names, a line each, every character with its place in the file."""
    ordered = sorted(marked)
    pieces = [Piece(m.start, m.end, "\n" if i else "") for i, m in enumerate(ordered)]
    changes = list(only(pieces, len(text)))
    for piece in pieces:
        changes += [
            Change(start, end, now, Mend.MARKUP)
            for start, end, now in escapes(text, piece.start, piece.end)
        ]
    return Proof.of(text).change(changes)


def _iiif(text: str, found: Sequence[Leaf]) -> Iterator[Marked]:
    """The ranges that stand for a stretch of a canvas."""
    labels: dict[tuple[str, ...], Leaf] = {}
    for leaf in found:
        if leaf.path[:1] == ("structures",) and leaf.path[-3:-2] == ("label",):
            labels.setdefault(leaf.path[:-3], leaf)
    told = set()
    for leaf in found:
        if leaf.path[:1] != ("structures",) or leaf.path[-1] != "id" or len(leaf.path) < 4:
            continue
        owner = leaf.path[:-3]
        named = labels.get(owner)
        timed = _FRAGMENT.search(text[leaf.start : leaf.end])
        if named is None or timed is None or owner in told:
            continue
        told.add(owner)
        span = _span(float(timed[1]) * 1000, float(timed[2]) * 1000)
        if span and named.start < named.end:
            yield Marked(named.start, named.end, span)


def _otio(text: str, found: Sequence[Leaf]) -> Iterator[Marked]:
    """The markers, with the times of the film they stand on."""
    held: dict[tuple[str, ...], dict[str, Leaf]] = {}
    for leaf in found:
        places = [i for i, step in enumerate(leaf.path) if step == "markers"]
        if places and len(leaf.path) > places[-1] + 2:
            owner = leaf.path[: places[-1] + 2]
            held.setdefault(owner, {})[".".join(leaf.path[places[-1] + 2 :])] = leaf
    for marker in held.values():
        name = marker.get("name")
        colour = marker.get("color")
        if name is None or name.start == name.end:
            continue
        if colour is not None and text[colour.start : colour.end] == _SPOKEN:
            continue
        times = []
        for which in ("start_time", "duration"):
            value, rate = (marker.get(f"marked_range.{which}.{k}") for k in ("value", "rate"))
            times.append(_seconds(text, value, rate))
        if times[0] is None:
            continue
        span = _span(times[0] * 1000, (times[0] + (times[1] or 0.0)) * 1000)
        if span:
            yield Marked(name.start, name.end, span)


def _seconds(text: str, value: Leaf | None, rate: Leaf | None) -> float | None:
    if value is None or rate is None:
        return None
    try:
        number = float(text[value.start : value.end])
        pace = float(text[rate.start : rate.end])
    except ValueError:
        return None
    return number / pace if pace > 0 and abs(number / pace) < _DAY else None


def _edl(text: str) -> Iterator[Marked]:
    """Kodi's markers by the comment above them, and the locators of CMX 3600.

    A list that entracte wrote is no source: it would tell the page what the page told it.
    """
    if text.startswith(_OURS):
        return
    at = 0
    name: tuple[int, int] | None = None
    first: Fraction | None = None
    for row in text.splitlines(keepends=True):
        bare = row.rstrip("\r\n")[:2_000]
        if named := _NAMED.match(bare):
            name = (at + named.start("name"), at + named.end("name"))
        elif locator := _LOCATOR.match(bare):
            when = _coded(locator["at"])
            first = when if first is None else first
            base = Fraction(3600) if first >= 3600 else Fraction(0)
            span = _span(float(when - base) * 1000, float(when - base) * 1000)
            if span:
                yield Marked(at + locator.start("name"), at + locator.end("name"), span)
        elif (marker := _KODI.match(bare)) and name is not None:
            start = _kodi(marker["start"] or marker["end"])
            end = _kodi(marker["end"])
            act = marker["act"]
            span = _span(end if act == "2" or start is None else start, end)
            if span and act == "2":
                yield Marked(*name, span)
            name = None
        at += len(row)


def _kodi(text: str) -> float | None:
    """Milliseconds of ``12.5`` or ``00:01:02.500``."""
    try:
        return float(from_clock(text)) if ":" in text else float(text) * 1000
    except ValueError:
        return None


def _coded(text: str) -> Fraction:
    """Seconds of time code; the frames count as twenty-fifths, which is near enough for a name."""
    hours, minutes, seconds, frame = map(int, _CODE.fullmatch(text).groups())  # type: ignore[union-attr]
    return Fraction(hours * 3600 + minutes * 60 + seconds) + Fraction(frame, 25)


def _csv(text: str) -> Iterator[Marked]:
    """Rows of a cue sheet below its heading, whatever stands above that."""
    columns = _columns(text)
    if columns is None:
        return
    names, row_number = columns
    at = 0
    base: Ms | None = None
    for number, row in enumerate(text.splitlines(keepends=True)):
        start, at = at, at + len(row)
        if number <= row_number:
            continue
        cells = _cells(row)
        title, begin = cells.get(names["title"], ""), _timed(cells.get(names["in"], ""))
        where = row.find(title) if title else -1
        if where < 0 or begin is None:
            continue
        end = _timed(cells.get(names["out"], "")) if "out" in names else None
        if end is None and "long" in names:
            long = _timed(cells.get(names["long"], ""))
            end = begin + long if long is not None else None
        if base is None:
            base = 3_600_000 if begin >= 3_600_000 and _hour_first(text, names, row_number) else 0
        span = _span(begin - base, (end if end is not None else begin) - base)
        by = cells.get(names["by"], "") if "by" in names else ""
        place_of_by = row.find(by) if by else -1
        whose = (start + place_of_by, start + place_of_by + len(by)) if place_of_by >= 0 else None
        if span:
            yield Marked(start + where, start + where + len(title), span, True, whose)


def _hour_first(text: str, names: dict[str, int], head: int) -> bool:
    """Whether every time lies in or after the first hour: sheets often count from 01:00:00:00."""
    times = [
        _timed(_cells(row).get(names["in"], "")) for row in text.splitlines()[head + 1 : head + 500]
    ]
    known = [each for each in times if each is not None]
    return bool(known) and min(known) < 3_600_000 + 900_000


def _columns(text: str) -> tuple[dict[str, int], int] | None:
    """Which column is which, and in which row the headings stand."""
    for number, row in enumerate(text.splitlines()[:60]):
        cells = {k: v.strip().casefold() for k, v in _cells(row).items()}
        names = {
            what: next((k for k, v in cells.items() if v in words), -1)
            for what, words in _HEADS.items()
        }
        found = {what: k for what, k in names.items() if k >= 0}
        if "title" in found and "in" in found and ("out" in found or "long" in found):
            return found, number
    return None


def _cells(row: str) -> dict[int, str]:
    row = row.rstrip("\r\n")[:20_000]
    sign = max((",", ";", "\t"), key=row.count)
    try:
        return dict(enumerate(next(csv.reader([row], delimiter=sign), [])))
    except csv.Error:
        return {}


def _timed(text: str) -> Ms | None:
    """Milliseconds of ``00:01:02:12``, ``1:02.5``, ``00:28``."""
    text = text.strip()
    if _CODE.fullmatch(text):
        return round(_coded(text) * 1000)
    try:
        return from_clock(text)
    except ValueError:
        return None


def _span(start: float | None, end: float | None) -> Span | None:
    if start is None or end is None or not 0 <= start <= end <= _DAY:
        return None
    return Span(start=round(start), end=round(end))


reader = _Moments()
