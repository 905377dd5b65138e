"""Takes HTML and XML apart without losing a place: tags, text and entities, each with offsets.

It never fails and expands nothing but single characters, so no file can make it grow: every
character is looked at a bounded number of times.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final, NamedTuple

RAW: Final = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed"})
_NAME: Final = re.compile(r"[A-Za-z][^\s/>\x00]{0,80}")
_ATTRIBUTE: Final = re.compile(
    r"\s*/?\s*(?P<name>[^\s=>\"'/]{1,100})(?:\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s>\"']+)))?"
)
_ENTITY: Final = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?")
_LONGEST_TAG: Final = 100_000  # characters


class Token(NamedTuple):
    """A piece of marked-up text: ``kind`` is open, close, text, comment, cdata or declaration.

    ``name`` is the tag's, in lower case; ``inner`` the characters inside a comment or CDATA
    section, or the attributes of a tag. ``empty`` marks "<br/>".
    """

    kind: str
    start: int
    end: int
    name: str = ""
    inner: tuple[int, int] = (0, 0)
    empty: bool = False


def tokens(text: str, *, html: bool) -> Iterator[Token]:
    """The pieces of the text in order; together they are the whole of it.

    In HTML nothing inside a script or a style is taken for a tag.
    """
    at, size = 0, len(text)
    look = 0  # where the next tag is looked for; what lies between is text
    dead: set[str] = set()  # ends that do not come any more, so that nobody looks for them again
    while at < size:
        begin = text.find("<", look)
        if begin < 0:
            yield Token("text", at, size)
            return
        piece = _special(text, begin, dead) or _tag(text, begin, dead)
        if piece is None:
            look = begin + 1
            continue
        if begin > at:
            yield Token("text", at, begin)
        yield piece
        at = look = piece.end
        if html and piece.kind == "open" and piece.name in RAW and not piece.empty:
            closing = re.compile(rf"</{piece.name}(?=[\s/>])", re.IGNORECASE)
            end = None if f"/{piece.name}" in dead else closing.search(text, at)
            if end is None:
                dead.add(f"/{piece.name}")
                continue
            if end.start() > at:
                yield Token("text", at, end.start(), piece.name)
            at = look = end.start()


def _special(text: str, at: int, dead: set[str]) -> Token | None:
    """A comment, a CDATA section, a declaration or an instruction."""
    for opening, closing, kind in (
        ("<!--", "-->", "comment"),
        ("<![CDATA[", "]]>", "cdata"),
        ("<?", ">", "comment"),
    ):
        if text.startswith(opening, at) and closing not in dead:
            inner = at + len(opening)
            end = text.find(closing, inner)
            if end < 0:
                dead.add(closing)
                return None
            return Token(kind, at, end + len(closing), "", (inner, end))
    if text.startswith("<!", at) and ">" not in dead:
        end = text.find(">", at)
        if end < 0:
            dead.add(">")
            return None
        return Token("declaration", at, end + 1, text[at + 2 : at + 12].split(" ")[0].lower())
    return None


def _tag(text: str, at: int, dead: set[str]) -> Token | None:
    closing = text.startswith("</", at)
    name = _NAME.match(text, at + 1 + closing)
    if name is None or ">" in dead:
        return None
    end = _end(text, name.end(), dead)
    if end < 0:
        return None
    kind = "close" if closing else "open"
    inner = (name.end(), end)
    return Token(kind, at, end + 1, name.group().lower(), inner, text[end - 1] == "/")


def _end(text: str, at: int, dead: set[str]) -> int:
    """Where the tag's ">" stands; one inside a quoted attribute is passed over."""
    first = text.find(">", at)
    if first < 0:
        dead.add(">")
        return -1
    end = first
    if first - at > _LONGEST_TAG or (
        text.find('"', at, first) < 0 and text.find("'", at, first) < 0
    ):
        return first
    quote = ""
    for i in range(at, min(len(text), at + _LONGEST_TAG)):
        character = text[i]
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'" and text[i - 1] in "= ":
            quote = character
        elif character == ">":
            return i
    return end  # a quotation mark that never closes


def attributes(text: str, token: Token) -> dict[str, tuple[int, int]]:
    """Where each attribute's value stands, by its name in lower case; at most 60 of them."""
    found: dict[str, tuple[int, int]] = {}
    at = token.inner[0]
    while at < token.inner[1] and len(found) < 60:
        match = _ATTRIBUTE.match(text, at, token.inner[1])
        if match is None or match.end() == at:
            at += 1
            if at - token.inner[0] > 20_000:
                break
            continue
        place = next((match.span(each) for each in "abc" if match.group(each) is not None), None)
        found.setdefault(match.group("name").lower(), place or (match.end(), match.end()))
        at = match.end()
    return found


def entities(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The character references between ``start`` and ``end``, and the characters they stand for.

    What names no character is left as it is.
    """
    for found in _ENTITY.finditer(text, start, end):
        stop = found.end()
        plain = character(found.group()[1:])
        if plain:
            yield found.start(), stop, plain


def character(name: str) -> str:
    """What an entity stands for: ``"amp;"`` -> "&", ``"#8217;"`` -> "’"; "" when it is none."""
    if name.startswith("#"):
        digits = name[1:].rstrip(";")
        number = int(digits[1:], 16) if digits[:1] in "xX" else int(digits)
        if number in _OLD:
            return _OLD[number]
        valid = (31 < number < 0x110000 and not 0xD800 <= number < 0xE000) or number in (9, 10, 13)
        return chr(number) if valid else ""
    return html5.get(name, "")


# References to the places where Windows keeps its signs: browsers show the signs.
_OLD: Final = {
    number: bytes([number]).decode("cp1252", "ignore")
    for number in range(128, 160)
    if bytes([number]).decode("cp1252", "ignore")
}


def plain(text: str, start: int, end: int) -> str:
    """These characters with their entities read."""
    out: list[str] = []
    at = start
    for begin, stop, now in entities(text, start, end):
        out += [text[at:begin], now]
        at = stop
    return "".join([*out, text[at:end]])
