"""What stood on the screen, and when: the cues of a subtitle file of any common kind."""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import pysubs2
from pysubs2.formats.mpl2 import MPL2_FORMAT
from pysubs2.formats.tmp import TMP_LINE
from pysubs2.formats.webvtt import WebVTTFormat
from pysubs2.time import TIMESTAMP

from entracte.errors import NotReadable
from entracte.model import Ms

MOST: Final = 60_000  # cues; the longest films have about 3,000
_LONGEST: Final = 4_000  # characters of a line that are read; a cue has about 40
_LINE: Final = re.compile(r"[^\r\n]+")
_ASS: Final = re.compile(
    r"\s*Dialogue:[^,]{0,40},\s*-?\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,3}\s*"
    r",\s*-?\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,3}\s*(?:,[^,]*){6},"
)
_MICRODVD: Final = re.compile(r" *\{ *(\d{1,8}) *\} *\{ *(\d{1,8}) *\}(.+)")
_MPL2: Final = re.compile(r"\[\d{1,7}\]\[\d{1,7}\].")
_RATE: Final = re.compile(r"\d{1,3}(?:[.,]\d{1,6})?")
_BLOCK: Final = re.compile(r"(?:NOTE|STYLE|REGION)\b")


class Shown(NamedTuple):
    """A cue. ``pieces`` are its lines, as (start, end) characters of the file's text; where a
    line could not be found there, ``text`` says it and ``pieces`` is empty. Times as written."""

    start: Ms
    end: Ms
    text: str  # its lines, tags and all, joined by "\n"
    pieces: tuple[tuple[int, int], ...]
    region: tuple[int, int]  # where in the file the cue stands
    name: str = ""  # ASS: the speaker
    style: str = ""  # ASS: "Default", "Sign"


class _Place(NamedTuple):
    """A line of the file: what it says and where its words may stand."""

    text: str
    start: int
    end: int


def kind(text: str) -> str:
    """``srt``, ``vtt``, ``ass``, ``ssa``, ``microdvd``, ``mpl2``, ``tmp``; ``""`` for none."""
    head = text[:200_000]
    if head.lstrip("\ufeff \r\n\t").startswith("WEBVTT"):
        return "vtt"
    lines = [line[:_LONGEST] for line in head.splitlines() if line.strip()]
    if any(_ASS.match(line) for line in lines):
        return "ssa" if "[V4 Styles]" in head else "ass"
    if any(_timed(line, TIMESTAMP) for line in lines):
        return "srt"
    for name, form in (("microdvd", _MICRODVD), ("mpl2", _MPL2), ("tmp", TMP_LINE)):
        if sum(1 for line in lines if form.match(line)) * 2 > len(lines):
            return name
    return ""


def share(text: str, form: str) -> float:
    """How much of the text belongs to cues of this kind, 0 to 1: 1 timing in 5 lines is all."""
    lines = [line[:_LONGEST] for line in text[:200_000].splitlines() if line.strip()]
    if form in ("srt", "vtt"):
        stamp = TIMESTAMP if form == "srt" else WebVTTFormat.TIMESTAMP
        return min(1.0, 5 * sum(_timed(line, stamp) for line in lines) / max(1, len(lines)))
    return 1.0


def _timed(line: str, stamp: "re.Pattern[str]") -> bool:
    return ":" in line and len(stamp.findall(line)) == 2


def cues(text: str) -> tuple[Shown, ...]:
    """The cues, in the order of the file. ``NotReadable`` when there are none, or no rate."""
    form = kind(text)
    if not form:
        raise NotReadable("No times stand in this file.", "Give subtitles: .srt, .vtt or .ass.")
    prepared, regions, speed = _PREPARE[form](text)
    if not regions:
        raise NotReadable("The subtitles have no cues.", "Give the subtitles of the film.")
    if len(regions) > MOST:
        raise NotReadable(
            f"The subtitles have more than {MOST:,} cues.", "Give the subtitles of one film."
        )
    options = {"keep_html_tags": True} if form in ("srt", "vtt") else {}
    try:
        events = pysubs2.SSAFile.from_string(prepared, format_=form, fps=speed, **options).events
    except (pysubs2.exceptions.Pysubs2Error, ValueError, OverflowError, ArithmeticError) as fault:
        raise NotReadable(
            "The subtitles are too damaged to be read.", "Save them anew as .srt."
        ) from fault
    known = regions if len(regions) == len(events) else [(0, 0)] * len(events)
    return tuple(
        _shown(event, text, known[i], form)
        for i, event in enumerate(events)
        if not (event.is_comment or (form in ("ass", "ssa") and event.is_drawing))
    )


def _shown(event: pysubs2.SSAEvent, text: str, region: tuple[int, int], form: str) -> Shown:
    words = (
        event.text.replace("\\n", "\\N").replace("\\h", " ")
        if form in ("ass", "ssa")
        else (event.text)
    )
    if form == "vtt":
        words = words.split("\\N\\N")[0]  # a blank line ends a cue; what follows is the next id
    lines = [line.strip() for line in words.split("\\N")]
    pieces: list[tuple[int, int]] = []
    at = region[0]
    for line in filter(None, lines):
        found = text.find(line, at, region[1])
        if found < 0:
            pieces = []
            break
        at = found + len(line)
        pieces.append((found, at))
    return Shown(
        start=int(event.start),
        end=int(event.end),
        text="\n".join(filter(None, lines)),
        pieces=tuple(pieces),
        region=region,
        name=event.name.strip() if form in ("ass", "ssa") else "",
        style=event.style.strip() if form in ("ass", "ssa") else "",
    )


def _lines(text: str) -> Iterator[_Place]:
    """The lines, without what ends them; of several empty lines in a row one."""
    at = 0
    for found in _LINE.finditer(text):
        gap = text[at : found.start()] if found.start() - at < 8 else "\n\n"
        if gap.count("\n") > 1 or gap.count("\r") > 1:
            yield _Place("", at, at)
        yield _Place(found[0][:_LONGEST].rstrip(), found.start(), found.end())
        at = found.end()


_Prepared = tuple[str, list[tuple[int, int]], float | None]


def _blocks(text: str, stamp: "re.Pattern[str]", *, notes: bool) -> _Prepared:
    """SRT and VTT: what stands between one line with times and the next belongs to the first."""
    out: list[str] = []
    regions: list[tuple[int, int]] = []
    skipping = False
    room = _LONGEST  # characters that are still read of this cue
    for line in _lines(text):
        if _timed(line.text, stamp):
            if regions:
                regions[-1] = (regions[-1][0], line.start)
            regions.append((line.end, len(text)))
            skipping, room = False, _LONGEST + len(line.text)
        elif notes and _BLOCK.match(line.text) and (not out or not out[-1]):
            skipping = True
        elif not line.text:
            skipping = False
            if not out or not out[-1]:
                continue
        room -= len(line.text) + 1
        if not skipping and room > 0:
            out.append(line.text)
    return "\n".join(out), regions, None


def _srt(text: str) -> _Prepared:
    return _blocks(text, TIMESTAMP, notes=False)


def _vtt(text: str) -> _Prepared:
    return _blocks(text, WebVTTFormat.TIMESTAMP, notes=True)


def _ass(text: str) -> _Prepared:
    """Only the lines that are whole: one broken time would cost all the others."""
    kept = [(line, found) for line in _lines(text) if (found := _ASS.match(line.text))]
    version = "[V4 Styles]" if "[V4 Styles]" in text else "[V4+ Styles]"
    whole = [version, "[Events]", *(line.text for line, _ in kept)]
    return "\n".join(whole), [(line.start + found.end(), line.end) for line, found in kept], None


def _microdvd(text: str) -> _Prepared:
    kept = [(line, found) for line in _lines(text) if (found := _MICRODVD.match(line.text))]
    if not kept:
        return "", [], None
    first = kept[0][1]
    rate = _RATE.fullmatch(first[3].strip())
    if first[1] == first[2] and first[1] in ("0", "1") and rate:
        speed = float(rate[0].replace(",", "."))
        kept = kept[1:]
    else:
        speed = 0.0
    if not 1 <= speed <= 240:
        raise NotReadable(
            "These subtitles count frames and do not say how many make a second.",
            "Write {1}{1}23.976 (or 25) as their first line, or save them as .srt.",
        )
    regions = [(line.start + found.start(3), line.end) for line, found in kept]
    return "\n".join(line.text for line, _ in kept), regions, speed


def _by_line(text: str, form: "re.Pattern[str]", skip: str) -> _Prepared:
    kept = [line for line in _lines(text) if form.match(line.text)]
    regions = [(line.start + line.text.index(skip) + 1, line.end) for line in kept]
    return "\n".join(line.text for line in kept), regions, None


_PREPARE: Final[dict[str, Callable[[str], _Prepared]]] = {
    "srt": _srt,
    "vtt": _vtt,
    "ass": _ass,
    "ssa": _ass,
    "microdvd": _microdvd,
    "mpl2": lambda text: _by_line(text, _MPL2, "]"),
    "tmp": lambda text: _by_line(text, TMP_LINE, ":"),
}
assert MPL2_FORMAT.flags & re.MULTILINE  # each line of the file is a cue of its own
