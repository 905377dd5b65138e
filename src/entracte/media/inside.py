"""What a film file carries besides picture and sound: its subtitles and its chapters, as files."""

import os
import re
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import av
import av.error
from av.stream import Discard, Disposition

from entracte.media.frames import _opened
from entracte.media.probe import _plain
from entracte.model import File, Ms, Value

if TYPE_CHECKING:
    from av.container import InputContainer

Progress = Callable[[Ms, Ms], None]

_DRAWN: Final = {
    "hdmv_pgs_subtitle": "Blu-ray", "pgssub": "Blu-ray", "dvd_subtitle": "DVD", "dvdsub": "DVD",
    "dvb_subtitle": "broadcast", "dvbsub": "broadcast", "xsub": "DivX",
}  # fmt: skip
_WRITTEN: Final = frozenset(("subrip", "srt", "ass", "ssa", "mov_text", "webvtt", "text"))
_MOST_CUES: Final = 60_000  # of a track
_MOST_TEXT: Final = 16_000_000  # bytes of a track
_MOST_CHAPTERS: Final = 2_000
_SHORT: Final = {
    "ara": "ar", "bul": "bg", "ces": "cs", "cze": "cs", "chi": "zh", "dan": "da", "deu": "de",
    "dut": "nl", "ell": "el", "eng": "en", "est": "et", "fas": "fa", "fin": "fi", "fra": "fr",
    "fre": "fr", "ger": "de", "gre": "el", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu",
    "ice": "is", "ind": "id", "isl": "is", "ita": "it", "jpn": "ja", "kor": "ko", "lav": "lv",
    "lit": "lt", "nld": "nl", "nor": "no", "per": "fa", "pol": "pl", "por": "pt", "ron": "ro",
    "rum": "ro", "rus": "ru", "slk": "sk", "slo": "sk", "slv": "sl", "spa": "es", "srp": "sr",
    "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi", "zho": "zh",
}  # fmt: skip
_NAMES: Final = {
    "en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian",
    "pt": "Portuguese", "nl": "Dutch", "sv": "Swedish", "da": "Danish", "no": "Norwegian",
    "fi": "Finnish", "pl": "Polish", "ru": "Russian", "ja": "Japanese", "zh": "Chinese",
    "ko": "Korean", "ar": "Arabic", "he": "Hebrew", "hi": "Hindi", "cs": "Czech", "hu": "Hungarian",
    "el": "Greek", "tr": "Turkish", "uk": "Ukrainian", "ro": "Romanian",
}  # fmt: skip


class Inside(Value):
    """``inside/2.en.srt``, ``inside/chapters.vtt`` …, and what could not be written out."""

    files: tuple[File, ...] = ()
    notes: tuple[str, ...] = ()


def inside(path: str | os.PathLike[str], progress: Progress | None = None) -> Inside:
    """The text subtitles and chapters that the film carries.

    Nothing is decoded, but a film whose tracks lie between each other is read to its end:
    ``progress(done, total)`` is told about once a second of film, and what it raises ends the
    reading. Raises ``NotFound`` and ``NotAFilm``.
    """
    path = os.fspath(path)
    _plain(path)
    with _opened(path) as container:
        duration = max(0, (container.duration or 0) // 1000)
        tracks: dict[int, _Track] = {}
        notes: list[str] = []
        for stream in container.streams.subtitles:
            codec = stream.codec_context.name if stream.codec_context else ""
            language = _language(stream)
            if codec in _WRITTEN:
                tracks[stream.index] = _Track(stream, codec, language)
            elif codec in _DRAWN:
                told = _NAMES.get(language, language if language != "und" else "")
                notes.append(
                    f"The film carries picture subtitles ({told or 'language not stated'}); "
                    "reading them needs a program that recognises letters in pictures."
                )
            else:
                notes.append("The film carries subtitles of a kind that is not known here.")
        notes += _gather(container, tracks, duration, progress) if tracks else []
        files = [track.file() for track in tracks.values() if track.cues]
        files += _chapters(container, duration)
        return Inside(files=tuple(files), notes=tuple(dict.fromkeys(notes)))


class _Track:
    """A track being written out."""

    def __init__(self, stream: Any, codec: str, language: str) -> None:
        self.stream = stream
        self.codec = codec
        self.language = language
        self.size = 0
        self.cues: list[tuple[Ms, Ms, str]] = []

    def take(self, packet: Any, start: Fraction) -> None:
        data = bytes(packet)
        if packet.pts is None or not data or not packet.time_base:
            return
        if len(self.cues) >= _MOST_CUES or self.size + len(data) > _MOST_TEXT:
            return
        self.size += len(data)
        if self.codec == "mov_text":  # two bytes of length, the text, then boxes of style
            data = data[2 : 2 + int.from_bytes(data[:2], "big")]
        text = data.decode("utf-8", "replace").replace("\x00", "").strip()
        begin = round((packet.pts * packet.time_base - start) * 1000)
        lasts = round((packet.duration or 0) * packet.time_base * 1000)
        if text:
            self.cues.append((max(0, begin), max(0, begin) + max(0, lasts or 2000), text))

    def file(self) -> File:
        marks = ""
        if self.stream.disposition & Disposition.hearing_impaired:
            marks += ".sdh"
        if self.stream.disposition & Disposition.forced:
            marks += ".forced"
        drawn = self.codec in ("ass", "ssa")
        text = self._ass() if drawn else self._srt()
        name = f"inside/{self.stream.index}.{self.language}{marks}.{'ass' if drawn else 'srt'}"
        return File(name=name, data=text.encode())

    def _srt(self) -> str:
        return "".join(
            f"{number}\n{_stamp(begin, ',')} --> {_stamp(end, ',')}\n{_without_gaps(text)}\n\n"
            for number, (begin, end, text) in enumerate(self.cues, 1)
        )

    def _ass(self) -> str:
        """Header as it was; of each packet ``ReadOrder,Layer,Style,Name,…,Text`` a line."""
        head = (self.stream.codec_context.extradata or b"").decode("utf-8", "replace")
        head = head.replace("\x00", "").split("[Events]")[0].rstrip() or "[Script Info]"
        lines = [
            head,
            "\n[Events]",
            "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
        ]
        for begin, end, text in self.cues:
            _, layer, rest = [*text.replace("\n", "\\N").split(",", 2), "", ""][:3]
            stamps = f"{_stamp(begin, '.')[1:-1]},{_stamp(end, '.')[1:-1]}"
            lines.append(f"Dialogue: {layer},{stamps},{rest}")
        return "\n".join(lines) + "\n"


def _gather(
    container: "InputContainer",
    tracks: dict[int, _Track],
    duration: Ms,
    progress: Progress | None,
) -> list[str]:
    start = Fraction(container.start_time or 0, 1_000_000)
    wanted = [track.stream for track in tracks.values()]
    # pictures and sounds are not handed over; where the file has an index they are not even read
    for stream in container.streams:
        if stream.index not in tracks:
            stream.discard = Discard.all
    told = -1
    try:
        for packet in container.demux(wanted):
            if not packet.size:
                continue  # the end of a track
            tracks[packet.stream.index].take(packet, start)
            if progress and packet.pts is not None and packet.time_base:
                done = max(0, round((packet.pts * packet.time_base - start) * 1000))
                if done // 1000 != told:
                    told = done // 1000
                    progress(done, max(done, duration))
    except (av.error.FFmpegError, OSError, ValueError):
        return ["The file breaks off; its subtitles were read as far as they go."]
    return []


def _chapters(container: "InputContainer", duration: Ms) -> list[File]:
    try:
        found = container.chapters()[:_MOST_CHAPTERS]
    except (av.error.FFmpegError, AttributeError, ValueError):
        return []
    start = Fraction(container.start_time or 0, 1_000_000)
    cues: list[str] = []
    for number, each in enumerate(found, 1):
        base = each["time_base"] or Fraction(1, 1000)
        begin = max(0, round((each["start"] * base - start) * 1000))
        end = round((each["end"] * base - start) * 1000)
        end = min(end, duration) if duration else end  # no chapter outlasts the film
        title = " ".join(str(each["metadata"].get("title", "")).split())[:200]
        if begin < end:
            title = title.replace("-->", "→").replace("&", "&amp;").replace("<", "&lt;")
            cues.append(
                f"{_stamp(begin, '.')} --> {_stamp(end, '.')}\n{title or f'Chapter {number}'}"
            )
    if not cues:
        return []
    return [
        File(name="inside/chapters.vtt", data=("WEBVTT\n\n" + "\n\n".join(cues) + "\n").encode())
    ]


def _language(stream: Any) -> str:
    tag = str(stream.metadata.get("language", "") or stream.language or "").casefold()
    tag = tag if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})?", tag) else "und"
    return _SHORT.get(tag, tag)


def _stamp(at: Ms, point: str) -> str:
    seconds, rest = divmod(min(at, 359_999_999), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def _without_gaps(text: str) -> str:
    return re.sub(r"\r?\n(?:\s*\n)+", "\n", text)
