"""Takes the markup off a wiki page and keeps its words, each in its place."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from entracte.model import Mend
from entracte.read.proof import Change, Proof
from entracte.read.roles import role

_DEEPEST: Final = 12  # templates inside templates; what lies deeper shows nothing
_HIDDEN: Final = re.compile(
    r"<!--|<ref\b[^<>]{0,300}/>|<ref\b[^<>/]{0,300}(?:/(?!>)[^<>/]{0,300}){0,20}>|"
    r"<(?P<tag>gallery|math|timeline|score|syntaxhighlight|imagemap)\b[^<>]{0,200}>|\{\|",
    re.IGNORECASE,
)
_TAG: Final = re.compile(
    r"</?(?P<name>br|small|big|div|span|i|b|u|s|sup|sub|center|blockquote|poem|onlyinclude|"
    r"noinclude|includeonly|p|li|ul|ol|"
    r"nowiki|font|em|strong|cite|abbr|section|references|hr)\b[^<>\n]{0,200}>",
    re.IGNORECASE,
)
_BREAKS: Final = frozenset({"br", "blockquote", "p", "li", "poem", "hr", "div"})
_MARK: Final = re.compile(
    r"\{\{|\[\[|(?P<head>^(?P<eq>={1,6})(?P<title>[^=\n][^\n]{0,200}?)(?P=eq)[ \t]*$)|"
    r"(?P<quotes>'{2,5})|"
    r"(?P<list>^[*#:;]+[ \t]*)|(?P<url>\[(?:https?:|//)[^\s\[\]]{1,500}[ ]?)|"
    r"(?P<magic>__[A-Z]{3,20}__)|"
    r"(?P<entity>&nbsp;)",
    re.MULTILINE,
)
_BARS: Final = re.compile(r"\{\{|\}\}|\[\[|\]\]|\|")
_PICTURE: Final = re.compile(
    r"\s*:?(?:file|image|datei|bild|fichier|archivo|category|kategorie|catégorie|categoría|"
    r"media)\s*:",
    re.IGNORECASE,
)
_FIRST: Final = frozenset(
    "small nowrap nobr nowraplinks abbr ill interlanguage_link em strong big smaller larger "
    "smallcaps sic "
    "nihongo blockquote quote cquote center tooltip visible_anchor vanchor italic_title "
    "no_italic efn-text "
    "plainlist flatlist plain_list flat_list endplainlist awrap sm resize".replace("_", " ").split()
) | {"interlanguage link", "visible anchor", "plain list", "flat list", "no italic"}
_LAST: Final = frozenset({"lang", "transl", "transliteration", "langue", "lang-fr"})
_EACH: Final = frozenset(
    {
        "ubl",
        "unbulleted list",
        "hlist",
        "cast listing",
        "castlist",
        "ubil",
        "unbullet",
        "br separated entries",
        "flowlist",
        "sortname",
        "hp",
        "collapsible list",
        "csl",
    }
)
_DATES: Final = frozenset({"film date", "start date", "release date", "filmdate", "date", "dts"})
_INFOBOX: Final = re.compile(r"infobox|infokasten|ficha de|film$|info/|taxobox", re.IGNORECASE)


class Field(NamedTuple):
    """A line of the infobox: its key, and where its value stands in the body."""

    key: str
    start: int
    end: int


class Plain(NamedTuple):
    """A wiki page without its markup."""

    proof: Proof
    fields: tuple[tuple[str, int, int], ...]  # key, and where its value stood in the origin
    heads: tuple[tuple[int, int], ...]  # where titles of sections stood in the origin
    prose: int  # where in the origin the article proper begins


def plain(proof: Proof) -> Plain:
    """The page with its markup taken off; damaged markup is left for the mender. Linear time."""
    proof = proof.change(_hidden(proof.text))
    proof = proof.change(_tags(proof.text))
    marks = _Marks(proof)
    proof = proof.change(marks.changes())
    proof = proof.change(_spaces(proof.text))
    return Plain(proof, tuple(marks.fields), tuple(marks.heads), marks.prose)


def places(proof: Proof, start: int, end: int) -> tuple[int, int]:
    """Where in the text what stood at these places of the origin stands now."""
    return bisect_left(proof.starts, start), bisect_left(proof.starts, end)


def _hidden(text: str) -> Iterator[Change]:
    """Comments, references, galleries and tables: nothing of the running text."""
    at = 0
    missing: set[str] = set()
    while found := _HIDDEN.search(text, at):
        opening = found.group()
        if opening == "<!--":
            close = "-->"
        elif opening.endswith("/>"):
            close = ""
        elif opening.lower().startswith("<ref"):
            close = "</ref>"
        elif opening == "{|":
            close = "\n|}"
        else:
            close = f"</{found['tag'].lower()}>"
        end = found.end()
        if close:
            stop = -1 if close in missing else _find(text, close, found.end())
            if stop < 0:
                missing.add(close)
                at = found.end()
                continue
            end = stop + len(close)
            if close == "</ref>" and end - found.start() > 6000:
                at = found.end()
                continue
        yield Change(found.start(), end, "", Mend.MARKUP)
        at = end


def _find(text: str, close: str, at: int) -> int:
    found = text.find(close, at)
    return found if found >= 0 or close[:2] != "</" else text.find(close.upper(), at)


def _tags(text: str) -> Iterator[Change]:
    for found in _TAG.finditer(text):
        now = "\n" if found["name"].lower() in _BREAKS else ""
        yield Change(*found.span(), now, Mend.MARKUP)


def _spaces(text: str) -> Iterator[Change]:
    """Brackets left empty by templates, and more than one blank line."""
    for found in re.finditer(r" ?\((?:[ ,;]|\n(?!\n)){0,6}\)|\n(?:[ \t]*\n){2,}|\A\s+", text):
        now = "\n\n" if found.group()[0] == "\n" and found.start() else ""
        yield Change(*found.span(), now, Mend.MARKUP)


class _Marks:
    """One pass over templates, links, headings, lists and quotes."""

    def __init__(self, proof: Proof) -> None:
        self._proof, self._text = proof, proof.text
        self._close = _pairs(proof.text)
        self.fields: list[tuple[str, int, int]] = []
        self.heads: list[tuple[int, int]] = []
        self.prose = 0
        self._bars = [(found.start(), found.group()) for found in _BARS.finditer(proof.text)]
        self._at = [start for start, _ in self._bars]

    def changes(self) -> list[Change]:
        return list(self._range(0, len(self._text), 0))

    def _cut(self, start: int, end: int, now: str = "") -> Iterator[Change]:
        if start < end or now:
            yield Change(start, end, now, Mend.MARKUP)

    def _range(self, start: int, end: int, depth: int) -> Iterator[Change]:
        at = start
        while found := _MARK.search(self._text, at, end):
            here = found.start()
            close = self._close.get(here)
            if found.group() in ("{{", "[["):
                if close is None or close > end:
                    at = here + 2
                    continue
                if found.group() == "{{":
                    yield from self._template(here, close, depth)
                else:
                    yield from self._link(here, close, depth)
                at = close
                continue
            at = found.end()
            if found["head"] is not None:
                yield from self._head(found)
            elif found["url"] is not None:
                stop = self._text.find("]", at, min(end, at + 400))
                if stop >= 0 and "\n" not in self._text[at:stop] and depth < _DEEPEST:
                    yield from self._cut(here, at)
                    yield from self._range(at, stop, depth + 1)
                    yield from self._cut(stop, stop + 1)
                    at = stop + 1
            elif found["quotes"] is not None:
                if len(found.group()) != 4:
                    yield from self._cut(here, at)
                else:
                    yield from self._cut(here + 1, at)  # '''' is a bold mark and an apostrophe
            elif found["entity"] is not None:
                yield from self._cut(here, at, "\u00a0")
            else:
                yield from self._cut(here, at)

    def _head(self, found: re.Match[str]) -> Iterator[Change]:
        first, last = found.span("title")
        while first < last and self._text[first] in " \t='":
            first += 1
        while last > first and self._text[last - 1] in " \t='":
            last -= 1
        yield from self._cut(found.start(), first)
        yield from self._cut(last, found.end())
        if first < last:
            self.heads.append(self._proof.origin_span(first, last))

    def _link(self, start: int, close: int, depth: int) -> Iterator[Change]:
        inner = self._text[start + 2 : min(close - 2, start + 40)]
        if _PICTURE.match(inner) and not inner.lstrip().startswith(":"):
            yield from self._cut(start, close)
            return
        bars = [at for at, _ in self._parted(start + 2, close - 2)]
        first = bars[-1] + 1 if bars else start + 2
        if first >= close - 2:
            first = start + 2
            yield from self._cut(start, first)
            yield from self._cut(bars[0] if bars else close - 2, close)
            return
        yield from self._cut(start, first)
        if depth < _DEEPEST:
            yield from self._range(first, close - 2, depth + 1)
        yield from self._cut(close - 2, close)

    def _parted(self, start: int, end: int) -> list[tuple[int, str]]:
        """The bars at the top level of these characters."""
        out, depth = [], 0
        i = bisect_left(self._at, start)
        while i < len(self._bars) and self._bars[i][0] < end:
            at, mark = self._bars[i]
            if mark == "|":
                if depth == 0:
                    out.append((at, mark))
            else:
                depth = max(0, depth + (1 if mark in ("{{", "[[") else -1))
            i += 1
        return out

    def _template(self, start: int, close: int, depth: int) -> Iterator[Change]:
        text = self._text
        bars = [at for at, _ in self._parted(start + 2, close - 2)] if depth < _DEEPEST else []
        name = (
            re.sub(r"[\s_]+", " ", text[start + 2 : bars[0] if bars else close - 2]).strip().lower()
        )
        edges = [*bars, close - 2]
        arguments = [(edges[i] + 1, edges[i + 1]) for i in range(len(bars))]
        if depth == 0 and _INFOBOX.search(name) and len(arguments) > 2 and not self.fields:
            yield from self._infobox(start, close, arguments)
            self.prose = self._proof.origin_span(close - 1, close)[1]
            return
        free = [
            each
            for each in arguments
            if not re.match(r"\s*[\w -]{1,30}=", text[each[0] : each[0] + 40])
        ]
        numbered = [
            each for each in arguments if re.match(r"\s*\d+\s*=", text[each[0] : each[0] + 12])
        ]
        kept: list[tuple[int, int]] = []
        between = ""
        if name in _FIRST:
            kept = free[:1] or numbered[:1]
        elif name in _LAST or name.startswith("lang-"):
            kept = free[-1:]
        elif name in _EACH:
            kept, between = free, " " if name == "sortname" else "\n"
            kept = kept[:2] if name == "sortname" else kept
        elif name in ("convert", "cvt"):
            kept, between = free[:2], " "
        elif name == "based on":
            kept, between = free[:2], " by "
        elif name in _DATES and free:
            parts = [text[a:b].strip() for a, b in free[:3]]
            if parts and all(re.fullmatch(r"\d{1,4}", part) for part in parts if part):
                yield from self._cut(start, close, "-".join(p.zfill(2) for p in parts if p))
                return
        if not kept:
            yield from self._cut(start, close)
            return
        at = start
        for i, (first, last) in enumerate(kept):
            if i and between:
                yield from self._cut(at, first, between)
            else:
                yield from self._cut(at, first)
            yield from self._range(first, last, depth + 1)
            at = last
        yield from self._cut(at, close)

    def _infobox(
        self, start: int, close: int, arguments: list[tuple[int, int]]
    ) -> Iterator[Change]:
        """Its lines as ``Label: value``; what says nothing of people or facts is left out."""
        at = start
        for first, last in arguments:
            found = re.match(
                r"\s*(?P<key>[^\W\d_][\w \-()]{0,40}?)\s*=\s*",
                self._text[first : min(last, first + 120)],
            )
            if found is None:
                continue
            key = re.sub(r"[\s_]+", " ", found["key"]).strip().lower()
            value = first + found.end()
            stop = last
            while stop > value and self._text[stop - 1].isspace():
                stop -= 1
            if stop <= value or not telling(key):
                continue
            label = "" if at == start else "\n"
            yield from self._cut(at, value, f"{label}{key.capitalize()}: ")
            yield from self._range(value, stop, 1)
            self.fields.append((key, *self._proof.origin_span(value, stop)))
            at = stop
        yield from self._cut(at, close, "\n\n" if self.fields else "")


FACTS: Final = {
    "runtime": "running time", "country": "country", "countries": "country", "language": "language",
    "languages": "language", "studio": "studio", "production companies": "studio",
    "production company": "studio", "distributor": "distributor", "genre": "genre",
    "released": "released", "release date": "released", "budget": "budget", "gross": "gross",
    "länge": "running time", "originalsprache": "language", "produktionsland": "country",
    "erscheinungsjahr": "released", "pays": "country", "durée": "running time",
    "país": "country", "año": "released", "duración": "running time", "idioma": "language",
    "langue": "language", "sortie": "released", "année de sortie": "released",
}  # fmt: skip
TITLES: Final = frozenset(
    {
        "name",
        "title",
        "titel",
        "deutscher titel",
        "originaltitel",
        "titre",
        "título",
        "título original",
        "dt",
        "ot",
    }
)


def telling(key: str) -> bool:
    return key in FACTS or key in TITLES or trade(key) is not None


def trade(key: str) -> str | None:
    """The role an infobox's key stands for."""
    plain = key.replace(" by", "") if key != "based on" else key
    short = {
        "acteur": "cast member",
        "écriture": "screenwriter",
        "adaptation": "screenwriter",
        "reg": "director",
        "drb": "screenwriter",
        "mus": "composer",
        "kamera": "cinematographer",
        "schnitt": "editor",
    }
    return None if plain == "image" else short.get(plain) or role(plain)


def _pairs(text: str) -> dict[int, int]:
    """Where each ``{{`` and ``[[`` closes: start -> end behind the closing mark."""
    out: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    for found in re.finditer(r"\{\{|\}\}|\[\[|\]\]|\n\n", text):
        mark = found.group()
        if mark in ("{{", "[["):
            waiting.append((mark, found.start()))
        elif mark == "\n\n":
            while waiting and waiting[-1][0] == "[[":
                waiting.pop()  # no link runs over a paragraph
        else:
            opening = "{{" if mark == "}}" else "[["
            while waiting and waiting[-1][0] != opening:
                if opening == "[[":
                    break
                waiting.pop()
            if waiting and waiting[-1][0] == opening:
                out[waiting.pop()[1]] = found.end()
    return out
