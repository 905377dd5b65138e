"""The dialogue as subtitles, with the speakers' names: SubRip, WebVTT, Advanced SubStation Alpha.

SubRip has no place for a name, so its profile ``sdh`` writes ``LERMONTOV:`` where the speaker
changes; WebVTT gives every line its voice (``<v Lermontov>``, W3C WebVTT 1), ASS its actor.
``both`` puts the film's first other language below its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from entracte.export.plain import line as one_line
from entracte.export.plain import plain
from entracte.model import Line, Ms, Page, Span, Track
from entracte.plugins import Fetch, Wish

_TURN = 5_000  # ms of silence after which a name is said again
_ARROW = re.compile("-->")
_BRACES = str.maketrans({"{": "(", "}": ")", "\\": "⧵"})
_ASS_HEAD = """[Script Info]
Title: {title}
ScriptType: v4.00+
WrapStyle: 0
ScaledBorderAndShadow: yes
PlayResX: 1920
PlayResY: 1080

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, \
Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, \
Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,64,&H00FFFFFF,&H000000FF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,\
80,80,60,1
Style: Song,Arial,64,&H00FFFFFF,&H000000FF,&H00000000,&H80000000,0,-1,0,0,100,100,0,0,1,3,1,2,\
80,80,60,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


@dataclass(frozen=True)
class _Spoken:
    span: Span
    words: str
    speaker: str
    song: bool
    changes: bool  # another speaker than before


def spoken(page: Page, lines: Track[Line]) -> Iterator[_Spoken]:
    """What is said or sung, in order; lines without length are left out."""
    names = {person.id: person.name for person in page.people}
    before, ended = "", -_TURN
    for each in lines.items:
        if each.span.end <= each.span.start:
            continue
        words = "\n".join(part for part in plain(each.text).splitlines() if part.strip())
        speaker = one_line(names.get(each.speaker or "", "") or each.label)
        changes = bool(speaker) and (speaker != before or each.span.start - ended > _TURN)
        yield _Spoken(each.span, words or "–", speaker, each.sort == "song", changes)
        before, ended = speaker or before, each.span.end


def vtt(lines: Track[Line], page: Page) -> str:
    """W3C WebVTT; speakers as ``<v Name>``, songs in italics."""
    out = ["WEBVTT\n"]
    for each in spoken(page, lines):
        words = _escaped(each.words)
        if each.song:
            words = f"<i>{words}</i>"
        if each.speaker:
            words = f"<v {_escaped(each.speaker)}>{words}</v>"
        out.append(f"{_clock(each.span.start)} --> {_clock(each.span.end)}\n{words}\n")
    return "\n".join(out)


def srt(lines: Track[Line], page: Page, *, named: bool) -> str:
    """SubRip; with ``named`` the speaker in capitals where another one begins."""
    out = []
    for number, each in enumerate(spoken(page, lines), 1):
        words = _ARROW.sub("→", each.words)
        if each.song:
            words = f"♪ {words} ♪" if "♪" not in words else words
        if named and each.changes:
            words = f"{each.speaker.upper()}: {words}"
        times = f"{_clock(each.span.start, ',')} --> {_clock(each.span.end, ',')}"
        out.append(f"{number}\n{times}\n{words}\n")
    return "\n".join(out)


def ass(lines: Track[Line], page: Page) -> str:
    """Advanced SubStation Alpha; the speaker in the actor's field. Times to a hundredth."""
    title = one_line(str(page.film.title[0].says)) if page.film.title else ""
    out = [_ASS_HEAD.format(title=title.translate(_BRACES))]
    for each in spoken(page, lines):
        words = each.words.translate(_BRACES).replace("\n", "\\N")
        name = each.speaker.translate(_BRACES).replace(",", " ")
        style = "Song" if each.song else "Default"
        start, end = (_hundredths(at) for at in (each.span.start, each.span.end))
        out.append(f"Dialogue: 0,{start},{end},{style},{name},0,0,0,,{words}\n")
    return "".join(out)


def together(page: Page) -> Track[Line]:
    """Every line with what the film's first other language has at that moment below it."""
    other = page.translations[0].items if page.translations else ()
    made, i, said = [], 0, set[int]()
    for each in page.lines.items:
        while i < len(other) and other[i].span.end <= each.span.start:
            i += 1
        j, below = i, []
        while j < len(other) and other[j].span.start < each.span.end:
            most = max(1, min(_long(other[j]), _long(each)))
            if j not in said and each.span.overlap(other[j].span) * 2 >= most:
                below.append(other[j].text)
                said.add(j)
            j += 1
        words = "\n".join((each.text, *below))
        made.append(
            Line(
                id=each.id,
                span=each.span,
                text=words,
                sort=each.sort,
                label=each.label,
                speaker=each.speaker,
                language=each.language,
            )
        )
    return Track(by=page.lines.by, items=tuple(made))


def _long(line: Line) -> Ms:
    return line.span.end - line.span.start


class Subtitles:
    """``entracte export FILM subtitles``."""

    name = "subtitles"
    forms = ("srt", "vtt", "ass")
    profiles = ("plain", "sdh", "both")
    says = "the dialogue as subtitles, with speakers' names, or in two languages at once"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (no pictures)
        """UTF-8. Times are those of the film's own clock."""
        lines = together(page) if wish.profile == "both" else page.lines
        if wish.form == "vtt":
            text = vtt(lines, page)
        elif wish.form == "ass":
            text = ass(lines, page)
        else:
            text = srt(lines, page, named=wish.profile == "sdh")
        return text.encode()


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(at: Ms, point: str = ".") -> str:
    minutes, ms = divmod(at, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{ms // 1000:02}{point}{ms % 1000:03}"


def _hundredths(at: Ms) -> str:
    seconds, rest = divmod(round(at / 10), 100)
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{second:02}.{rest:02}"


exporter = Subtitles()
