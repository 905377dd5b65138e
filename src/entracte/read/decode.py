"""From bytes to characters: what the file says, whatever machine it was written on."""

import re
import unicodedata
from typing import Final

from entracte.errors import NotReadable

LARGEST: Final = 64 * 1024 * 1024  # bytes; the longest screenplays have less than one million
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOW: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_STRAYED: Final = re.compile("[\udc80-\udcff]")
_BEYOND: Final = re.compile("[^\x00-\x7f]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_SAMPLE: Final = 50_000  # bytes looked at when an old code page has to be guessed
_EASTERN: Final = ("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr")
_BYTEWISE: Final = ("cp1252", "cp1254", "cp1250", "cp1251", "koi8_r", "cp1253")
# The characters that Windows put where Latin-1 has none; five places are left as they are.
_STRAY: Final = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "replace").replace("�", chr(byte))
    for byte in range(128, 256)
}
# Letters that no one language has together; Czech, Turkish, Hungarian read as western texts have.
_CZECH: Final = (frozenset("øšž"), frozenset("èìïòùý"))
_TURKISH: Final = (frozenset("þð"), frozenset("çüÇÜ"))
_HUNGARIAN: Final = (frozenset("õÕ"), frozenset("ûÛ"))
_STRANGERS: Final = {"cp1252": (_CZECH, _TURKISH, _HUNGARIAN), "cp1254": (_CZECH, _HUNGARIAN)}
_COMMON: Final = frozenset(
    "的一是不了人我在有他这個个中大来來上国國到说說们們为為子和你地出道也时時"
)
_EASTERN_MARKS: Final = "。、，！？「」・ー…\u3000"


def decode(data: bytes) -> tuple[str, str]:
    """The text of these bytes, and the encoding it was in. A byte order mark is left out.

    Raises ``NotReadable`` when there is no text: nothing at all, a binary file, or far too much.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise NotReadable("The text is empty.", "Give a file with some words in it.")
    if len(data) > LARGEST:
        size = LARGEST // (1024 * 1024)
        raise NotReadable(
            f"The text has more than {size} MB.", "Cut it into smaller files, or leave it out."
        )
    text, encoding = _decoded(data)
    if len(_CONTROL.findall(text)) * 50 > len(text):
        raise _binary()
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if len(_LOW.findall(data[:_SAMPLE])) * 50 > len(data[:_SAMPLE]):
        raise _binary()
    if _mostly_utf_8(data[:_SAMPLE]) and _mostly_utf_8(data):
        text = data.decode("utf-8", "surrogateescape")
        return text.translate(_STRAY), "utf-8"
    return _old(data)


def _mostly_utf_8(data: bytes) -> bool:
    """Whether it is UTF-8 but for a few bytes that were pasted in or cut off."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(_STRAYED.findall(text))
    whole = len(_BEYOND.findall(text)) - stray
    return stray <= 3 * whole // 4 or (whole > 0 and stray <= 3)


def _binary() -> NotReadable:
    return NotReadable("This is not a text.", "Give a text file: .txt, .srt, .html, .fountain …")


def _wide(data: bytes) -> str:
    """UTF-16 that does not say so: in plain text every second byte is then zero."""
    sample = data[:4000]
    half = len(sample) // 2
    if half < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.05 else ""


def _old(data: bytes) -> tuple[str, str]:
    """One of the code pages from before Unicode: the one in which it looks most like words."""
    first = _HIGH.search(data)
    start = first.start() if first else 0
    sample = data[start : start + _SAMPLE]
    best, encoding = 0.0, "cp1252"
    for name in (*_BYTEWISE, *_EASTERN):
        try:
            text = sample.decode(name, "strict" if name in _EASTERN else "replace")
        except UnicodeDecodeError as broken:
            if broken.start < len(sample) - 4:
                continue
            text = sample[: broken.start].decode(name)
        score = _wordlike(text, eastern=name in _EASTERN)
        pairs = _STRANGERS.get(name, ())
        if any(one.intersection(text) and other.intersection(text) for one, other in pairs):
            score -= 0.3
        if score > best + 0.02:
            best, encoding = score, name
    text = data.decode(encoding, "replace")
    if encoding == "cp1252" and "�" in text:
        text = data.decode("ascii", "surrogateescape").translate(_STRAY)
    return text, encoding


def _wordlike(text: str, *, eastern: bool) -> float:
    """How much the characters beyond ASCII look like those of words: 0 to 1."""
    good = total = 0.0
    before = " "
    for character in text:
        if character > "\x7f":
            total += 1
            good += _eastern(character) if eastern else _western(character, before)
        before = character
    return good / total if total else 0.0


def _western(character: str, before: str) -> float:
    kind = unicodedata.category(character)
    if character in "“„«¿¡" and not before.isalnum():
        return 1.0
    if character in "’‘“”„«»–—…•°·¿¡©®№ \xa0":
        return 0.8
    if kind != "Ll" and (kind != "Lu" or before.islower()):
        return 0.0
    script = _script(character)
    if script != "LATIN":  # words of other alphabets are not mixed with Latin letters
        return float(not before.isalpha() or script == _script(before))
    return 0.3 if before > "\x7f" and before.isalpha() else 1.0  # two accents in a row are rare


def _script(character: str) -> str:
    return unicodedata.name(character, "?")[:5]


def _eastern(character: str) -> float:
    if "぀" <= character <= "ヿ" or character in _COMMON or character in _EASTERN_MARKS:
        return 1.0
    if "가" <= character <= "힣":
        return 0.95
    return 0.75 if "一" <= character <= "鿿" else 0.0
