"""The sections of an article by their headings, in the languages articles are written in."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

PLOT, SYNOPSIS, CAST, ABOUT, QUOTES, WORK, AFTER, OPEN = (
    "plot", "synopsis", "cast", "about", "quotes", "work", "after", "",
)  # fmt: skip

_KINDS: Final = {
    PLOT: r"(?:detailed |full |short |brief )?plot(?: summary| synopsis| outline| overview| "
    r"details)?|(?:the )?story(?:line| line)?|summary|"
    r"plot and [\w ]+|handlung|inhalt|inhaltsangabe|intrigue|histoire|résumé(?: détaillé)?|"
    r"l['’]histoire|"
    r"argumento|trama|sinopsis|enredo|historia|the plot|full synopsis|detailed synopsis",
    SYNOPSIS: r"(?:short )?synopsis|(?:plot )?teaser|kurzinhalt|in brief|logline|premise|"
    r"overview of the plot",
    CAST: r"cast|(?:the )?(?:main |principal |full |voice )?cast(?: list| and characters| "
    r"members| \(.*\)| & crew| and crew)?|"
    r"(?:main )?characters(?: and cast)?|starring|besetzung|darsteller(?:innen)?|rollen|"
    r"distribution|fiche artistique|"
    r"reparto|elenco|personajes|interpreti|dramatis personae|roles|crew|credits|fiche technique|"
    r"ficha técnica|stab",
    QUOTES: r"(?:memorable |famous |notable )?(?:quotes|quotations|dialogues?|lines)|zitate|"
    r"citations|citas|frases",
    AFTER: r"references|notes|notes and references|footnotes|citations?|external links|see also|"
    r"further reading|"
    r"bibliography|sources|works cited|weblinks|einzelnachweise|literatur|siehe auch|notes et "
    r"références|"
    r"liens externes|voir aussi|bibliographie|références|referencias|enlaces externos|véase "
    r"también|bibliografía|"
    r"gallery|navigation|categories",
    ABOUT: r"(?:.{0,30}\b)?(?:production|development|writing|pre-production|post-production|"
    r"casting|filming|shooting|photography|"
    r"music|score|soundtrack|songs|release[ds]?|reception|response|reviews?|box office|awards?|"
    r"accolades|honou?rs|nominations|"
    r"themes?|analysis|interpretations?|symbolism|legacy|style|influences?|background|home "
    r"media|home video|dvd|blu-ray|"
    r"trivia|adaptations?|restoration|differences|historical accuracy|accuracy|title|remake|"
    r"sequels?|inspiration|locations|"
    r"design|choreography|costumes|marketing|distribution|impact|in popular culture|controversy|"
    r"lead|introduction|about|"
    r"hintergrund|produktion|rezeption|kritik(?:en)?|auszeichnungen|musik|entstehung|"
    r"veröffentlichung|synchronisation|"
    r"tournage|accueil|réception|distinctions|récompenses|autour du film|musique|commentaires?|"
    r"genèse|thèmes|"
    r"producción|recepción|música|premios|crítica|estreno|rodaje|temas|contexto|banda "
    r"sonora)(?:\b.{0,40})?",
}
_PATTERNS: Final = {kind: re.compile(words, re.IGNORECASE) for kind, words in _KINDS.items()}
_WORK: Final = re.compile(
    r"(?:the |synopsis of the |plot of the |story of the |libretto of the )?(?:[\"'“‘]?[\w'’ "
    r"-]{0,40}[\"'”’]? )?"
    r"(?:ballet|opera|operetta|play|play within the (?:film|play)|film within the film|"
    r"film-within-a-film|pantomime|"
    r"puppet show|libretto)(?: (?:of|within) [\w'’ -]{1,40})?",
    re.IGNORECASE,
)
_MARKED: Final = re.compile(
    r"^[ \t]*(?:(?P<eq>={2,6})[ \t]*(?P<a>[^=\n]{1,100}?)[ \t]*={2,6}|#{1,6}[ "
    r"\t]+(?P<b>[^\n]{1,100}?)[ \t]*#*|"
    r"'''(?P<c>[^'\n]{1,60})'''|\*\*(?P<d>[^*\n]{1,60})\*\*:?)[ \t]*$"
)
# A line that can be a heading: no list's item, no label, no sentence, no "X as Y" of a cast.
_TITLE: Final = re.compile(r"(?!.* as [A-Z])[A-ZÀ-Þ\"“‘'][^:;|=<>{}\[\]@/\t]*[^.!?,;:…\-–—\s]")
_CLOSED: Final = '.!?…"”’»)]}>/'
_RULE: Final = re.compile(r"^[ \t]*(?:={3,}|-{3,}|~{3,})[ \t]*$")


WIDEST: Final = 120  # characters; no line of a wrapped paragraph is longer


class Section(NamedTuple):
    """What stands under one heading; ``start`` is behind the heading, which begins at ``head``."""

    kind: str
    title: str
    head: int
    start: int
    end: int


def kind_of(title: str) -> str | None:
    """What kind of section this heading opens; ``None`` when the words open no known kind."""
    plain = re.sub(r"[\"“”]|\[edit\]|\(.{0,40}\)$", "", title).strip(" :.*'-–—\t0123456789")
    if not plain or len(plain) > 80:
        return None
    for kind in (PLOT, SYNOPSIS, CAST, QUOTES, AFTER):
        if _PATTERNS[kind].fullmatch(plain):
            return kind
    if _WORK.fullmatch(plain):
        return WORK
    return ABOUT if _PATTERNS[ABOUT].fullmatch(plain) else None


def sections(body: str, heads: Iterable[tuple[int, int]] | None = None) -> list[Section]:
    """The sections of a text, in order; the first has no title when no heading stands first.

    ``heads`` holds where headings stand when the markup told; otherwise lines that are marked as
    headings, or that are nothing but a known heading's words, are taken as such.
    """
    found = list(_lines(body)) if heads is None else [(a, b, body[a:b]) for a, b in heads]
    out: list[Section] = []
    at, head, kind, title = 0, 0, OPEN, ""
    above = OPEN
    for start, end, words in found:
        out.append(Section(kind, title, head, at, start))
        named = kind_of(words)
        kind = named if named is not None else _under(above)
        if named is not None:
            above = named
        at, head, title = end, start, words.strip(" :=#*'")
    out.append(Section(kind, title, head, at, len(body)))
    return [each for each in out if each.start < each.end or each.title]


def _under(above: str) -> str:
    """A heading of its own words continues a section about the film, but opens no other plot."""
    return ABOUT if above in (ABOUT, CAST, QUOTES) else above if above == AFTER else OPEN


def _lines(body: str) -> Iterable[tuple[int, int, str]]:
    at = 0
    lines = body.split("\n")
    set_off = _one_line_paragraphs(lines)
    for i, line in enumerate(lines):
        end = at + len(line)
        if 0 < len(line.strip()) <= 100:
            marked = _MARKED.match(line)
            if marked:
                words = marked["a"] or marked["b"] or marked["c"] or marked["d"]
                if marked["a"] or marked["b"] or kind_of(words) is not None:
                    yield at, end, words
            elif i + 1 < len(lines) and _RULE.match(lines[i + 1]) and len(line) < 80:
                yield at, end + 1 + len(lines[i + 1]), line
            elif len(line) <= 60 and (
                _known(line, lines[i + 1 : i + 3]) or _stands_over(lines, i, set_off)
            ):
                yield at, end, line
        at = end + 1


def _one_line_paragraphs(lines: list[str]) -> bool:
    """Whether each paragraph is one long line, so that a short one among them stands out."""
    long = sum(len(line) > WIDEST for line in lines)
    return long > 0 and 2 * long >= sum(60 < len(line) <= WIDEST for line in lines)


def _stands_over(lines: list[str], i: int, set_off: bool) -> bool:
    """A bare line of its own words that is a heading by its place: over a paragraph, not in it."""
    line = lines[i].strip()
    if not set_off or _TITLE.fullmatch(line) is None or len(line.split()) > 8:
        return False
    below = next((each for each in lines[i + 1 : i + 3] if each.strip()), "").rstrip()
    above = next((each for each in reversed(lines[max(0, i - 2) : i]) if each.strip()), "").rstrip()
    closed = not above or above[-1] in _CLOSED or len(above) <= 60
    opens = below[:1].isupper() or below[:1] in "\"“‘'«"
    return closed and len(below) > WIDEST and opens


def _known(line: str, after: list[str]) -> bool:
    """A bare line that is a heading: known words, no sentence's end, and text below it."""
    plain = line.strip()
    if plain[-1:] in '.!?,;…"' or not any(each.strip() for each in after):
        return False
    if not plain[:1].isupper() or len(plain.split()) > 6:
        return False
    kind = kind_of(plain)
    if kind == ABOUT:
        return len(plain.split()) <= 4
    return kind is not None
