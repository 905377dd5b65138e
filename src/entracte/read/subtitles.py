"""Subtitles: every line of the film with its time, its speaker, its songs and its noises."""

import html
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from entracte.errors import NotReadable
from entracte.model import (
    WHOLE,
    Account,
    AnyPart,
    File,
    Line,
    Mend,
    Ms,
    Scene,
    Span,
)
from entracte.read import languages
from entracte.read.cues import Shown, cues, kind, share
from entracte.read.decode import decode
from entracte.read.proof import Change, Proof
from entracte.read.said import said, source_id
from entracte.read.utterances import Utterance, shares, titled_label, utterances

_DAY: Final[Ms] = 24 * 3600 * 1000
_LONG: Final[Ms] = 60_000  # no cue stands longer; one that does lost its end
_TAG: Final = re.compile(
    r"<\s*/?\s*(?:[ibusv]|font|c|lang|ruby|rt|span|em|strong|br|p)\b[^<>\n]{0,300}>"
    r"|<\d\d:[\d:.]{5,12}>|\{\\[^{}\n]{0,600}\}|\{[YyCcSsFfPp]:[^{}\n]{0,60}\}"
    r"|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});"
    r"|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]"
)
_VOICE: Final = re.compile(r"<\s*v(?:\.[^\s<>]{0,60})?\s+([^<>\n]{1,80})>")
_ASS_NOTE: Final = re.compile(r"\{[^{}\n]{0,600}\}")
_SITE: Final = re.compile(
    r"(?i)open ?subtitles|osdb\.link|addic7ed|subscene|podnapisi|yify|\byts\b|tvsubtitles|"
    r"subtitle ?seeker|become (?:a )?vip member|advertise your (?:product|brand)|"
    r"rate this subtitle|(?:subtitles?|captions?|captioned|subtitled) (?:downloaded|ripped|by)|"
    r"explosiveskull|tinyurl\.com|elderman|\bsubs? by\b|help other users to choose"
)
_MAKER: Final = re.compile(
    r"(?i)\b(?:sync(?:h|ed|hronized|hronised)?|resync(?:ed)?|ripped|encoded|transcribed|translated|"
    r"translation|transcript|timed|timing|corrected|corrections?|improved|adapt(?:ed|ation)|"
    r"übersetzung|untertitel|sous-titres?|traduction|traducci[oó]n|subt[ií]tulos|sottotitoli|"
    r"legendas|tradu[cç][aã]o|napisy|ondertitel(?:s|ing)?|undertexter|tekster|субтитры|перевод)\b"
    r"[^\n]{0,40}(?:\bby\b|\bvon\b|\bpar\b|\bpor\b|\bdi\b|\bdoor\b|\bav\b|:)"
    r"|(?:https?://|\bwww\.)\S+\.\S|\b[\w-]{2,40}\.(?:com|org|net|tv)\b"
)
_EDGE: Final = 4  # cues from the beginning or the end that may be a maker's mark
_CAPTION: Final = re.compile(r"(?i)\b(?:sign|signs|caption|title|titles|note|screen)")


class _Cue(NamedTuple):
    shown: Shown
    text: str  # without tags; lines parted by "\n"
    voices: tuple[tuple[int, str], ...]  # from which character on who speaks
    changes: tuple[Change, ...]  # inside the file's text
    kept: tuple[tuple[int, int], ...]  # (character of the file where a line begins, of ``text``)
    said: tuple[Utterance, ...] = ()
    advert: bool = False


class _Subtitles:
    """The reader. ``suits`` by the times that stand in the file, whatever its name."""

    name = "subtitles"
    version = "1"

    def suits(self, file: File) -> float:
        try:
            text, _ = decode(file.data)
        except NotReadable:
            return 0.0
        form = kind(text)
        if not form:
            return 0.0
        return 0.98 * share(text, form) if share(text, form) > 0.15 else 0.05

    def read(self, file: File) -> Account:
        text, encoding = decode(file.data)
        form = kind(text)
        shown = cues(text)
        found = _spoken(_clean(text, shown, form))
        proof = Proof.of(text).change(_changes(text, found))
        body = proof.text
        named = file.name.rsplit("/", 1)[-1].casefold()
        longest = _DAY if "chapter" in named else _LONG
        timed, notes = _in_time([cue for cue in found if cue.said and not cue.advert], longest)
        if not timed:
            raise NotReadable("The subtitles have no words.", "Give the subtitles of the film.")
        words = " ".join(each.text for cue in timed for each in cue.said if each.sort == "speech")
        language = languages.named(file.name) or languages.guessed(words)
        id, by = source_id(file), f"{self.name}/{self.version}"
        source = proof.source(
            file, id=id, title=_title(file.name), kind=self.name, by=by, encoding=encoding
        )
        if "chapter" in named:
            parts = _chapters(timed, id, body, by)
            return Account(source=source, parts=parts, notes=notes)
        if "descriptions" in named or "audiodescription" in named:
            told = "This describes what is seen; it is kept as a text and not taken for dialogue."
            return Account(source=source, notes=(*notes, told))
        return Account(source=source, lines=_lines(timed, language), notes=notes)


def _title(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _clean(text: str, shown: Sequence[Shown], form: str) -> list[_Cue]:
    out = []
    for each in shown:
        pieces, origin = each.pieces, text
        if not pieces:  # not found as it stands: cleaned by itself, and put there as a whole
            origin, at, found = each.text, 0, []
            for line in each.text.split("\n"):
                found.append((at, at + len(line)))
                at += len(line) + 1
            pieces = tuple(found)
        lines, voices, changes, kept, size = [], [], [], [], 0
        for start, end in pieces:
            line, spoken, made = _line(origin, start, end, form)
            voices += [(size + at, name) for at, name in spoken]
            changes += made
            kept.append((start, size))
            lines.append(line)
            size += len(line) + 1
        if each.name:
            voices.insert(0, (0, each.name))
        placed = bool(each.pieces)
        out.append(
            _Cue(
                shown=each,
                text="\n".join(lines),
                voices=tuple(voices),
                changes=tuple(changes) if placed else (),
                kept=tuple(kept) if placed else (),
            )
        )
    return out


def _line(
    text: str, start: int, end: int, form: str
) -> tuple[str, list[tuple[int, str]], list[Change]]:
    """One line without tags, who speaks from where in it, and what was taken off."""
    out: list[str] = []
    voices: list[tuple[int, str]] = []
    changes: list[Change] = []
    at, size = start, 0
    marks = list(_TAG.finditer(text, start, end))
    if form in ("ass", "ssa"):
        marks = sorted(
            [*(m for m in marks if m[0][0] != "{"), *_ASS_NOTE.finditer(text, start, end)],
            key=lambda mark: mark.start(),
        )
    for mark in marks:
        if mark.start() < at:
            continue
        now = ""
        if mark[0][0] == "&":
            now = html.unescape(mark[0]).replace("\xa0", " ")
            now = "" if now in "\u200e\u200f" else now
        elif voice := _VOICE.fullmatch(mark[0]):
            voices.append((size + mark.start() - at, html.unescape(voice[1]).strip()))
        elif mark[0][:3].lower() == "<br":
            now = " "
        out += [text[at : mark.start()], now]
        size += mark.start() - at + len(now)
        changes.append(Change(mark.start(), mark.end(), now, Mend.MARKUP))
        at = mark.end()
    out.append(text[at:end])
    return "".join(out), voices, changes


def _spoken(found: list[_Cue]) -> list[_Cue]:
    """The cues with what is said in each, and with the makers' adverts known for what they are."""
    seen = Counter(
        label for cue in found for line in cue.text.split("\n") if (label := titled_label(line))
    )
    often = max(3, len(found) // 100)
    titled = frozenset(label for label, count in seen.items() if count >= often)
    if sum(seen[label] for label in titled) * 10 < len(found):
        titled = frozenset()  # "Listen: ..." three times is a habit, not a cast
    out = []
    for i, cue in enumerate(found):
        edge = i < _EDGE or i >= len(found) - _EDGE
        if _SITE.search(cue.text) or (edge and _MAKER.search(cue.text)):
            out.append(cue._replace(advert=True))
            continue
        out.append(cue._replace(said=tuple(_voiced(cue, titled))))
    return _captions(out)


def _voiced(cue: _Cue, titled: frozenset[str]) -> list[Utterance]:
    starts = [*cue.voices] if cue.voices and cue.voices[0][0] == 0 else [(0, ""), *cue.voices]
    out: list[Utterance] = []
    for i, (start, voice) in enumerate(starts):
        end = starts[i + 1][0] if i + 1 < len(starts) else len(cue.text)
        out += [
            each._replace(start=each.start + start, end=each.end + start)
            for each in utterances(cue.text[start:end], voice=voice, titled=titled)
        ]
    return out


def _captions(found: list[_Cue]) -> list[_Cue]:
    """Writing on the screen: signs of ASS, and capitals where all others are in small letters."""
    words = [each.text for cue in found for each in cue.said if each.sort == "speech"]
    small = sum(any(map(str.islower, each)) for each in words)
    usual = small * 5 > len(words) * 4
    out = []
    for cue in found:
        sign = bool(_CAPTION.search(cue.shown.style))
        said = [
            each._replace(sort="caption")
            if each.sort == "speech" and (sign or (usual and len(cue.said) == 1 and _sign(each)))
            else each
            for each in cue.said
        ]
        out.append(cue._replace(said=tuple(said)))
    return out


def _sign(each: Utterance) -> bool:
    letters = sum(map(str.isalpha, each.text))
    capitals = sum(map(str.isupper, each.text))
    return not each.label and letters == capitals >= 4 and each.text[-1] not in '.!?…,:;-–—"”'


def _changes(text: str, found: Sequence[_Cue]) -> list[Change]:
    """What makes the readable text of the file: a line for each who speaks, times taken off."""
    out: list[Change] = []
    at = 0
    for cue in found:
        pieces, region = cue.shown.pieces, cue.shown.region
        if region == (0, 0) or region[0] < at:
            continue
        parting = "\n" if out and at else ""
        if cue.advert:
            if pieces:
                out.append(Change(at, pieces[0][0], parting, Mend.MARKUP))
                out.append(Change(pieces[0][0], pieces[-1][1], "", Mend.FURNITURE))
                at = pieces[-1][1]
            continue
        if not pieces:
            told = "\n".join(each.text for each in cue.said)
            out.append(Change(at, region[1], parting + told, Mend.MARKUP))
            at = region[1]
            continue
        turns = {each.start for each in cue.said}
        for i, ((start, end), (_, size)) in enumerate(zip(pieces, cue.kept, strict=True)):
            if i:
                parting = "\n" if size in turns else " "
            if start > at or parting:
                out.append(Change(at, start, parting, Mend.MARKUP))
            at = end
        out += cue.changes
    if at < len(text):
        out.append(Change(at, len(text), "", Mend.MARKUP))
    return out


def _in_time(found: Sequence[_Cue], longest: Ms) -> tuple[list[_Cue], tuple[str, ...]]:
    """The cues in order of time, each with a time that can be; and what had to be set right."""
    late = [cue for cue in found if cue.shown.start >= _DAY]
    kept = [cue for cue in found if cue.shown.start < _DAY]
    order = sorted(range(len(kept)), key=lambda i: (max(0, kept[i].shown.start), i))
    out: list[_Cue] = []
    backward = endless = 0
    for place, i in enumerate(order):
        cue = kept[i]
        start, end = max(0, cue.shown.start), cue.shown.end
        next_start = max(0, kept[order[place + 1]].shown.start) if place + 1 < len(order) else _DAY
        needed = start + 700 + 60 * len(cue.text)  # about 17 characters a second
        if end < start:
            backward += 1
            end = min(needed, max(next_start, start + 500))
        elif end > start + longest:
            endless += 1
            end = min(max(needed, start + 5_000), max(next_start, start + 500), start + longest)
        cue = cue._replace(shown=cue.shown._replace(start=start, end=end))
        if out and _again(out[-1], cue):
            last = out[-1].shown
            out[-1] = out[-1]._replace(shown=last._replace(end=max(last.end, end)))
        else:
            out.append(cue)
    notes = (
        (backward, "ended before it began; the end was set by the number of words"),
        (endless, "stood for more than a minute; the end was set by the number of words"),
        (len(late), "began after the 24th hour and was left out"),
    )
    return out, tuple(
        f"{count} {'cue' if count == 1 else 'cues, each of which'} {what}."
        for count, what in notes
        if count
    )


def _again(last: _Cue, cue: _Cue) -> bool:
    """The same words without a pause: one cue drawn picture by picture, or in two layers."""
    return last.text == cue.text and cue.shown.start <= last.shown.end + 100


def _lines(found: Sequence[_Cue], language: str) -> tuple[Line, ...]:
    out: list[Line] = []
    for cue in found:
        weights = [max(2, len(each.text)) for each in cue.said]
        spans = shares(weights, cue.shown.start, cue.shown.end)
        for each, (start, end) in zip(cue.said, spans, strict=True):
            out.append(
                Line(
                    id=f"line-{len(out) + 1}",
                    span=Span(start=start, end=end),
                    text=each.text,
                    sort=each.sort,
                    label=each.label,
                    language=language,
                )
            )
    return tuple(sorted(out, key=lambda line: (line.span.start, int(line.id[5:]))))


def _chapters(found: Sequence[_Cue], id: str, body: str, by: str) -> tuple[AnyPart, ...]:
    out: list[AnyPart] = []
    at = 0
    for cue in found:
        title = " ".join(cue.text.split())
        place = body.find(title, at)
        if place < 0:
            continue
        at = place + len(title)
        out.append(
            Scene(
                id=f"chapter-{len(out) + 1}",
                title=(said(title, id, body, place, at, by),),
                spans=(Span(start=cue.shown.start, end=cue.shown.end),),
                inside=WHOLE,
            )
        )
    return tuple(out)


reader = _Subtitles()
