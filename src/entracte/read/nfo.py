"""Reads NFO files, the notes that Kodi and Jellyfin keep beside a film."""

import re
from typing import Final

from entracte.errors import NotReadable
from entracte.model import Account, File, Mend
from entracte.read import stating
from entracte.read.billing import Billed, Stated
from entracte.read.company import Company
from entracte.read.decode import decode
from entracte.read.fields import MOST, Field, Piece, label, only, stated
from entracte.read.markup import Token, attributes, entities, plain, tokens
from entracte.read.proof import Change, Proof
from entracte.read.repair import mend
from entracte.read.said import source_id

# What stands in a <movie>, and what it is to us. Jellyfin's and Kodi's names are the same.
_VALUES: Final = {
    "title": "title",
    "originaltitle": "original title",
    "year": "year",
    "plot": "plot",
    "outline": "outline",
    "tagline": "tagline",
    "runtime": "running time",
    "genre": "genre",
    "country": "country",
    "studio": "studio",
    "director": "role: director",
    "credits": "role: screenwriter",
    "writer": "role: screenwriter",
    "premiered": "released",
    "releasedate": "released",
    "mpaa": "certificate",
    "set": "set",
    "set/name": "set",
    "actor/name": "actor",
    "actor/role": "character",
    "imdbid": "imdb",
    "imdb_id": "imdb",
    "tmdbid": "tmdb",
    "id": "imdb",
}
_OTHER: Final = ("tvshow", "episodedetails", "musicvideo", "artist", "album")
# Jellyfin's <type> of an <actor> who is none.
_CREWS: Final = {
    "director": "role: director",
    "writer": "role: screenwriter",
    "producer": "role: producer",
    "composer": "role: composer",
}
_TAGS: Final = re.compile(r"<(?P<name>/?(?:p|br|i|b|em|strong|u|div|span|a)\b)[^<>]{0,200}>", re.I)
_LINKS: Final = re.compile(
    r"https?://(?:www\.|m\.)?(?:imdb\.com/(?:[a-z]{2}/)?title/(?P<imdb>tt\d{6,10})|"
    r"themoviedb\.org/movie/(?P<tmdb>\d{1,9})|thetvdb\.com/movies/(?P<tvdb>[\w-]{1,80}))"
)
_OURS: Final = re.compile(r"<entracte\b[^<>]{0,40}keys=\"([a-z ]{0,400})\"")
_MINUTES: Final = re.compile(r"\d{1,3}")
_LONG: Final = 1200  # characters of a plot that tells the whole story
_SAMPLE: Final = 20_000


class _Nfo:
    """Reads the ``<movie>`` of an NFO file, or the link that stands in place of one."""

    name = "nfo"
    version = "1"

    def suits(self, file: File) -> float:
        try:
            text, _ = decode(file.data[:_SAMPLE])
        except NotReadable:
            return 0.0
        named = file.name.casefold().endswith(".nfo")
        if re.search(r"<movie\b[^>]{0,200}>", text):
            top = text.lstrip("\ufeff \r\n\t").startswith("<")
            return 0.98 if top else 0.9 if named else 0.4
        if named and re.search(rf"<(?:{'|'.join(_OTHER)})\b", text):
            return 0.95  # to say plainly that it is not about a film
        if named:
            return 0.7 if _LINKS.search(text) else 0.15
        lines = text.split()
        return 0.6 if 0 < len(lines) <= 3 and all(_LINKS.match(line) for line in lines) else 0.0

    def read(self, file: File) -> Account:
        text, encoding = decode(file.data)
        ours = _ours(text)
        fields, count = _movie(text, ours)
        fields = fields or [
            Field(link.lastgroup or "", *link.span(link.lastgroup or 0))
            for link in list(_LINKS.finditer(text))[:20]
        ]
        if not fields and not ours:
            raise NotReadable(
                "The NFO file says nothing about a film.",
                "It should hold a <movie> part or a link to a film's page.",
            )
        proof = mend(_rendered(text, fields))
        facts, billed = stated(proof, fields)
        title = next(
            (proof.text[slice(*each.values[0])] for each in facts if each.what == "title"), ""
        )
        source = proof.source(
            file,
            id=source_id(file),
            title=title or file.name,
            kind=self.name,
            by=f"{self.name}/{self.version}",
            encoding=encoding,
        )
        notes = (f"The file tells of {count} films; only the first was read.",) if count > 1 else ()
        places = {what: [each.values[0] for each in facts if each.what == what]
                  for what in ("title", "plot", "outline")}  # fmt: skip
        synopsis, plot = _stories(places["outline"], places["plot"], proof.text)
        company = Company.of(source, sorted({*synopsis, *plot}))
        cast = stating.billing(company, _apart(proof.text, billed))
        return Account(
            source=source,
            title=stating.titles(company, places["title"]),
            year=stating.years(company, facts),
            facts=stating.facts(company, facts),
            synopsis=stating.claims(company, synopsis),
            plot=stating.claims(company, plot),
            credits=tuple(
                stating.merged([*stating.credits(company, _split(proof.text, facts)), *cast])
            ),
            people=company.people,
            notes=notes,
        )


reader = _Nfo()


def _ours(text: str) -> frozenset[str]:
    """The keys that entracte wrote into the file: a page is no evidence for itself."""
    found = _OURS.search(text)
    return frozenset(found.group(1).split()) if found else frozenset()


def _movie(text: str, ours: frozenset[str]) -> tuple[list[Field], int]:
    """The values of the first ``<movie>``, in order, and how many films there are."""
    fields: list[Field] = []
    path: list[str] = []
    opened: list[Token] = []
    films = group = 0
    value: tuple[int, int] | None = None
    for token in tokens(text, html=False):
        if token.kind == "declaration":
            raise NotReadable(
                "The NFO file has a DOCTYPE, which could hide something harmful.",
                "Remove the lines that start with <! and try again.",
            )
        if token.kind == "open":
            value = None
            if token.name == "movie" and not path:
                films += 1
            elif not path and token.name in _OTHER:
                raise NotReadable(
                    f"The NFO file is about {_about(token.name)}, not about a film.",
                    "Give the one that lies beside the film.",
                )
            group += token.name == "actor"
            if not token.empty and len(path) < 200:
                path.append(token.name)
                opened.append(token)
        elif token.kind in ("text", "cdata") and path[:1] == ["movie"] and films == 1:
            span = (token.start, token.end) if token.kind == "text" else token.inner
            if text[slice(*span)].strip():
                value = span if value is None else (value[0], span[1])
        elif token.kind == "close" and token.name in path:
            while path[-1] != token.name:
                path.pop()
                opened.pop()
            if value is not None and len(fields) < MOST and not ours.intersection(path[1:2]):
                fields += _field(text, path, opened[-1], value, group)
            value = None
            path.pop()
            opened.pop()
    return _crews(text, fields), films


def _about(name: str) -> str:
    return {"tvshow": "a series", "episodedetails": "an episode"}.get(name, "music")


def _field(
    text: str, path: list[str], opened: Token, value: tuple[int, int], group: int
) -> list[Field]:
    start, end = value
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if path[:1] != ["movie"] or len(path) not in (2, 3) or start == end:
        return []
    name = "/".join(path[1:])
    if name == "uniqueid":
        sort = plain(text, *attributes(text, opened).get("type", (0, 0))).casefold()
        return [Field(sort if re.fullmatch(r"[a-z]{2,20}", sort) else "id", start, end)]
    if name == "actor/type":
        return [Field("type", start, end, group)]
    what = _VALUES.get(name)
    if what is None or (name == "id" and not re.fullmatch(r"tt\d+", text[start:end])):
        return []
    grouped = group if path[1] == "actor" else -1
    return [Field(what, start, end, grouped)]


def _crews(text: str, fields: list[Field]) -> list[Field]:
    """Whoever is no actor by Jellyfin's ``<type>`` gets the role it names."""
    crew = {
        each.group: _CREWS[kind]
        for each in fields
        if each.what == "type" and (kind := text[each.start : each.end].casefold()) in _CREWS
    }
    out = []
    for each in fields:
        if each.what == "type" or (each.what == "character" and each.group in crew):
            continue
        role = crew.get(each.group) if each.what == "actor" else None
        out.append(each._replace(what=role, group=-1) if role else each)
    return out


def _rendered(text: str, fields: list[Field]) -> Proof:
    """The values as labelled lines, every character with its place in the XML."""
    pieces = [
        Piece(
            each.start, each.end, f"\n{label(each.what)}: " if number else f"{label(each.what)}: "
        )
        for number, each in enumerate(fields)
    ]
    changes = list(only(pieces, len(text)))
    for piece in pieces:
        changes += [
            Change(start, end, now, Mend.MARKUP)
            for start, end, now in _inside(text, piece.start, piece.end)
        ]
    proof = Proof.of(text).change(changes)
    tags = [
        Change(tag.start(), tag.end(), _instead(tag.group("name")), Mend.MARKUP)
        for tag in _TAGS.finditer(proof.text)
    ]
    return proof.change(tags) if tags else proof


def _inside(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Entities, CDATA marks and line breaks inside a value."""
    found = list(entities(text, start, end))
    for mark in re.finditer(
        r"<!\[CDATA\[|\]\]>|<!--.{0,5000}?-->|[ \t]*\r?\n[ \t]*(?!\s)", text[start:end]
    ):
        now = " " if mark.group().isspace() else ""
        found.append((start + mark.start(), start + mark.end(), now))
    return sorted(found)


def _instead(name: str) -> str:
    return " " if name.strip("/").casefold() in ("p", "br", "div") else ""


def _stories(
    outlines: list[tuple[int, int]], plots: list[tuple[int, int]], body: str
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Which texts are short synopses, and which tell the whole story."""
    synopsis, whole = list(outlines[:1]), list(plots[-1:])  # the last <plot> is the one that counts
    if synopsis and whole and body[slice(*synopsis[0])] == body[slice(*whole[0])]:
        whole = []
    if whole and not synopsis and whole[0][1] - whole[0][0] <= _LONG:
        return whole, []
    return synopsis, whole


def _split(body: str, facts: list[Stated]) -> list[Stated]:
    """One name each, where older files put several into one value: "A / B"."""
    out: list[Stated] = []
    for each in facts:
        if not each.what.startswith("role: "):
            continue
        start, end = each.values[0]
        at = start
        for cut in [*re.finditer(r"\s*[/,;|]\s*", body[start:end]), None]:
            stop = start + cut.start() if cut else end
            if stop > at:
                out.append(Stated(each.what, ((at, stop),), each.line))
            at = start + cut.end() if cut else end
    return out


def _apart(body: str, billed: list[Billed]) -> list[Billed]:
    """One billing for each character of "Ann / Bea", without "(voice)"."""
    out: list[Billed] = []
    for each in billed:
        if each.character is None:
            out.append(each)
            continue
        start, end = each.character
        end = start + len(
            re.sub(r"\s*\((?:voice|uncredited|as .{1,40})\)\s*$", "", body[start:end])
        )
        at = start
        for cut in [*re.finditer(r"\s+/\s+", body[start:end]), None]:
            stop = start + cut.start() if cut else end
            if stop > at:
                out.append(each._replace(character=(at, stop)))
            at = start + cut.end() if cut else end
    return out
