"""Reads the albums that lie beside a film: one recording per sound file, from its tags."""

import io
import re
from typing import Any, Final, NamedTuple

import mutagen

from entracte.errors import NotReadable
from entracte.model import Account, File, Recording, Source, digest
from entracte.read.said import source_id

_SIGNS: Final = (
    (b"fLaC", 0, 0.97),
    (b"ID3", 0, 0.95),
    (b"OggS", 0, 0.9),
    (b"WAVE", 8, 0.95),
    (b"AIFF", 8, 0.95),
    (b"AIFC", 8, 0.95),
    (b"ftypM4A", 4, 0.97),
    (b"ftypM4B", 4, 0.9),
    (b"wvpk", 0, 0.95),
    (b"MAC ", 0, 0.95),
    (b"MPCK", 0, 0.95),
    (b"MP+", 0, 0.9),
    (b"TTA1", 0, 0.95),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", 0, 0.6),
    (b"ADIF", 0, 0.9),
)
_SUFFIXES: Final = re.compile(
    r"\.(?:mp3|flac|m4a|m4b|ogg|oga|opus|wav|aif|aiff|aac|wma|wv|ape|mpc|tta)$", re.IGNORECASE
)
_NUMBERED: Final = re.compile(r"^\s*(?:\d{1,2}-)?(\d{1,3})(?:\s*[-–—._)]\s*|\s+)(?=\S)")
_FRAMES: Final = frozenset(b"\xfb\xfa\xf3\xf2\xe3\xe2\xf1\xf9\xf0\xf8\xfd\xfc")  # MPEG audio, ADTS
_LONGEST: Final = 500  # characters kept of one tag
# The names of a tag in Vorbis comments and MutagenFile's easy keys, ID3 frames, and MP4 atoms.
_TAGS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "TIT2", "\xa9nam", "INAM", "Title"),
    "artist": ("artist", "TPE1", "\xa9ART", "IART", "Author", "Artist"),
    "album artist": ("albumartist", "TPE2", "aART", "WM/AlbumArtist", "Album Artist"),
    "composer": ("composer", "TCOM", "\xa9wrt", "WM/Composer", "Composer"),
    "album": ("album", "TALB", "\xa9alb", "IPRD", "WM/AlbumTitle", "Album"),
    "track": ("tracknumber", "TRCK", "trkn", "WM/TrackNumber", "Track"),
}


class Tags(NamedTuple):
    """What a sound file says of itself. ``duration`` is in milliseconds, 0 when unknown."""

    title: str = ""
    artist: str = ""
    composer: str = ""
    album: str = ""
    number: int = 0
    duration: int = 0


class _Album:
    """Reads sound files. A file without tags keeps the title that its name gives it."""

    name = "album"
    version = "1"

    def suits(self, file: File) -> float:
        head = file.data[:8192]
        if b"theora" in head or b"\x80theora" in head:
            return 0.0
        for sign, at, sure in _SIGNS:
            if head[at : at + len(sign)] == sign:
                return sure
        named = bool(_SUFFIXES.search(file.name))
        if len(head) > 3 and head[0] == 0xFF and head[1] in _FRAMES:
            return 0.9 if named else 0.3  # a bare MPEG frame
        binary = b"\x00" in head
        return 0.5 if named and binary else 0.05 if named else 0.0

    def read(self, file: File) -> Account:
        tags = _tags(file)
        if tags is None:
            raise NotReadable(
                f"{_plain_name(file.name)} holds no sound that can be read.",
                "Copy the file again, or leave it out.",
            )
        number, title = _from_name(file.name)
        title = tags.title or title
        lines = [
            ("Title", title),
            ("Artist", tags.artist),
            ("Composer", tags.composer),
            ("Album", tags.album),
            ("Track", str(tags.number or number or "")),
        ]
        body = "\n".join(f"{label}: {value}" for label, value in lines if value)
        id, origin = source_id(file), digest(file.data)
        source = Source(
            id=id,
            title=title,
            origin=origin,
            body=body,
            kind=self.name,
            by=f"{self.name}/{self.version}",
            file=file.name,
            encoding="tags",
        )
        recording = Recording(
            id=id,
            title=title,
            artist=tags.artist,
            composer=tags.composer,
            album=tags.album,
            number=tags.number or number,
            duration=tags.duration,
            origin=origin,
            file=file.name,
        )
        notes = () if tags.title else (f"{_plain_name(file.name)} has no tag for its title.",)
        return Account(source=source, recordings=(recording,), notes=notes)


reader = _Album()


def _tags(file: File) -> Tags | None:
    """The tags of the file; ``None`` when no sound is in it."""
    try:
        found = mutagen.File(io.BytesIO(file.data))
    except Exception:  # a broken file makes the libraries that read it fail in many ways
        return None
    if found is None:
        return None
    words = {what: _words(found, names) for what, names in _TAGS.items()}
    number = re.match(r"\d{1,3}", words["track"])
    try:
        length = float(getattr(found.info, "length", 0) or 0)
    except (TypeError, ValueError):
        length = 0.0
    lasts = length if 0 < length < 360_000 else 0.0
    return Tags(
        title=words["title"],
        artist=words["artist"] or words["album artist"],
        composer=words["composer"],
        album=words["album"],
        number=int(number.group()) if number else 0,
        duration=round(lasts * 1000),
    )


def _words(found: Any, names: tuple[str, ...]) -> str:
    """The tag under the first of its names that the file has, as one line."""
    for name in names:
        try:
            value = found.get(name) if found.tags is not None else None
        except (KeyError, ValueError, AttributeError):
            continue
        if value is None:
            continue
        value = getattr(value, "text", value)
        values = list(value)[:10] if isinstance(value, list | tuple) else [value]
        values = [each[0] if isinstance(each, tuple) and each else each for each in values]
        line = " ".join(", ".join(str(each) for each in values).split())
        line = "".join(each for each in line if each.isprintable())
        if line:
            return line[:_LONGEST]
    return ""


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1] or "The file"


def _from_name(name: str) -> tuple[int, str]:
    """Track number and title of a file's name: ``music/01 - Waltz.flac`` -> (1, "Waltz")."""
    plain = _SUFFIXES.sub("", _plain_name(name)).replace("_", " ").strip()
    numbered = _NUMBERED.match(plain)
    if numbered is None or numbered.end() >= len(plain):
        return 0, plain or name
    return int(numbered.group(1)), plain[numbered.end() :].strip()
