"""Wiki templates and links: which are citations, which show words, and which words."""

import re
from typing import Final, NamedTuple

from entracte.model import Mend
from entracte.read.joins import words
from entracte.read.runs import run_in


class Mark(NamedTuple):
    """What is taken out, and what the reader sees instead."""

    start: int
    end: int
    now: str = ""
    kind: Mend = Mend.CITATION
    why: str = ""
    run_in: bool = False  # what is left of a heading stood here: a new section begins
    cut: bool = False  # the mark itself is damaged, so words may be lost with it


_CITING: Final = re.compile(
    r"(?:cite|citation|sfn|sfnp|harv|refn?|efn|rp|r|cn|fact|page needed|dead link|webarchive|isbn|"
    r"better source|who|when|where|which|clarify|dubious|according to whom|by whom|unreliable|"
    r"failed verification|verify|full citation|full|update|internetquelle|literatur|"
    r"lien web|lien brisé|ouvrage|article|chapitre|réf|référence|cita|obra citada|"
    r"citar web|citar livro|bron|webbref|bokref|kilde)\b",
    re.IGNORECASE,
)
_NOWHERE: Final = re.compile(
    r"(?:infobox|short description|use (?:dmy|mdy|british|american)|about|main|see also|further|"
    r"other uses|for|hatnote|redirect|distinguish|authority control|portal|commons|reflist|"
    r"notelist|refbegin|refend|imdb|rotten|metacritic|amg|allmovie|tcmdb|afi|navbox|clear|clr|-|"
    r"italic title|anchor|toc|expand|more citations|unreferenced|refimprove|div col|"
    r"quote box|coord|defaultsort|wikiquote|sister|film series)\b",
    re.IGNORECASE,
)
_FIRST: Final = words(
    """small nowrap nobr em strong abbr tooltip nihongo ill illm link sic smallcaps big larger
    smaller quote blockquote cquote no nowrapbr visible noitalic italics ipa usd gbp"""
)
_LAST: Final = words("lang transl transliteration lien langue")
_LISTING: Final = words("ubl hlist flatlist plainlist unbulleted plain ubil cast")
_SIGNS: Final = {
    "'": "’", "'s": "’s", "snd": " – ", "spnd": " – ", "ndash": "–", "mdash": "—", "spaced ndash":
    " – ", "en dash": "–", "em dash": "—", "nbsp": " ", "!": "|", "=": "=", "ellipsis": "…",
    "circa": "c. ", "c.": "c. ", "dagger": "†", "dot": "·", "bull": "•", "frac12": "½",
}  # fmt: skip
_PICTURES: Final = re.compile(
    r"\s*(?:file|image|datei|bild|fichier|archivo|ficheiro|immagine|bestand|fil|category|kategorie|"
    r"catégorie|categoría|categoria)\s*:",
    re.IGNORECASE,
)
_ARGUMENTS: Final = re.compile(
    r"(?:[ \t]*\|(?:[ \t]*[\w-]{1,30}[ \t]*=[^|\n{}<]{0,300}?|[^|=\n{}<.!?]{0,80}?)"
    r"(?=\||$|\s[|]))*"
)
_LAST_ARGUMENT: Final = re.compile(
    r"[ \t]*\|[^|\n{}]{0,200}?(?:(?<=[.!?])(?=[ ][A-Z])|(?=[ \t]*(?:\n|<|&(?:amp;)*lt;))|\Z"
    r"|(?<=\w)(?=[ ](?:In|On|At|The|After|When|While|He|She|It|They|As|But|This|A|An)[ ][a-z]))"
)


def shown(inner: str) -> tuple[str, Mend, str] | None:
    """What the reader sees of the template ``{{inner}}``, of what kind the change is, and why.

    ``None`` when it is no wiki template: a text may speak of ``{{ user.name }}``.
    """
    name, *arguments = _parted(inner)
    plain = re.sub(r"[\s_]+", " ", name).strip().lower()
    if plain in _SIGNS:
        return _SIGNS[plain] + (arguments[0].strip() if arguments else ""), Mend.MARKUP, ""
    if not re.match(r"[^\W_]", plain):
        return None
    if _CITING.match(plain) and (arguments or plain == inner.strip().lower()):
        known = len(plain) > 3 or arguments or plain in ("sfn", "efn", "cn", "rp", "r", "ref")
        return ("", Mend.CITATION, "") if known else None
    if _NOWHERE.match(plain) and (arguments or " " in plain or plain in ("reflist", "notelist")):
        return "", Mend.FURNITURE, "a wiki template that shows nothing of the text"
    free = [each.strip() for each in arguments if not re.match(r"\s*[\w -]{1,30}=", each)]
    head = plain.split("-")[0].split(" ")[0]
    if free and (plain.startswith("lang-") or plain in _LAST):
        return _bare(free[-1]), Mend.MARKUP, ""
    if free and head in _FIRST:
        return _bare(free[0]), Mend.MARKUP, ""
    if head in _LISTING and free:
        items = [each.strip(" *\n") for one in free for each in one.split("\n")]
        return _bare(", ".join(each for each in items if each)), Mend.MARKUP, ""
    if plain == "as of" and free:
        return f"as of {free[0]}", Mend.MARKUP, ""
    if plain in ("convert", "cvt") and len(free) > 1:
        return f"{free[0]} {free[1]}", Mend.MARKUP, ""
    if arguments and re.fullmatch(r"[\w '’().-]{2,40}", name.strip()) and name[:1] != " ":
        return "", Mend.CITATION, "a wiki template stood here"
    return None


def _parted(inner: str) -> list[str]:
    """Name and arguments; a bar inside a link or another template parts nothing."""
    parts, depth, at = [], 0, 0
    for found in re.finditer(r"\{\{|\}\}|\[\[|\]\]|\|", inner):
        if found[0] == "|":
            if depth == 0:
                parts.append(inner[at : found.start()])
                at = found.end()
        else:
            depth = max(0, depth + (1 if found[0] in ("{{", "[[") else -1))
    return [*parts, inner[at:]]


def _bare(text: str) -> str:
    text = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", text)
    return re.sub(r"'{2,5}|\{\{[^{}]*\}\}|<[^<>]{1,80}>", "", text).strip()


_CUT_PICTURE: Final = re.compile(
    r"\[\[(?:File|Image|Datei|Bild|Fichier|Archivo|Imagen|Immagine):[^\[\]|\n]{1,160}"
    r"(?:\|[ ]?(?:thumb|thumbnail|frame|frameless|left|right|center|upright(?:=[\d.]{1,4})?|"
    r"(?:\d{2,4}x?)?\d{2,4}px|alt=[^|\[\]\n]{0,120}|mini|vignette)(?=[|\s\[]|\Z)){0,6}\|?(?=\s|\Z)",
    re.IGNORECASE,
)
_CITERS: Final = (
    "cite", "citation", "sfn", "harv", "efn", "refn", "cita", "webarchive", "cn", "fact",
    "citation needed", "page needed", "better source", "clarify", "dubious", "note",
)  # fmt: skip
_UNCLOSED: Final = re.compile(
    r"\{\{[ ]?(?:(cite[ ](?:AV media(?: notes)?|DVD notes|IMDb|Q|act|SSRN|CiteSeerX)"
    r"|[\w ]{0,30}?)(?=[ ]*(?:\||\}|\n|<|&|\Z)|[ ](?:(?-i:[A-Z])|[\"“]|and\b)))",
    re.IGNORECASE,
)


def unclosed(text: str, start: int) -> Mark | None:
    """A citation template whose end is lost: its name and what are surely its arguments.

    The name may be cut short as well: ``{{Cita``, ``{{c``; at the end of a line any template is.
    """
    name = _UNCLOSED.match(text, start)
    if name is None:
        return None
    plain, end = name[1].strip().lower(), name.end()
    if plain in _SIGNS:
        return Mark(start, end, _SIGNS[plain], Mend.MARKUP)
    listing = re.match(r"\|[^\n|{}]{0,40}", text[end : end + 60])
    if plain in ("reflist", "notelist", "references") and listing:
        why = "a wiki template that shows nothing of the text"
        return Mark(start, end + listing.end(), "", Mend.FURNITURE, why)
    stub = not re.match(r"[ \t]*[|}]", text[end : end + 20])
    first = plain.split()[0] if plain.split() else ""
    citing = re.match(r"cite|citation|sfn|harv|efn|refn", plain) is not None
    if stub and not citing:
        known = any(each.startswith(first) for each in _CITERS)
        last = not text[end : end + 200].partition("\n")[0].strip()
        stopped = text[start - 1 : start] in tuple('.!?"”') and not first
        if not (last or stopped or (known and first)):
            return None
    elif not citing and _CITING.match(plain) is None:
        return None
    arguments = _ARGUMENTS.match(text, end)
    end = arguments.end() if arguments else end
    last_one = _LAST_ARGUMENT.match(text, end)
    end = last_one.end() if last_one else end
    heading = run_in(text, name.end(), end - name.end())
    if heading and heading < end:  # the words of the next section had run into it
        return Mark(start, heading, "\n\n", why="a wiki template was cut off here", cut=True)
    if text.startswith("}", end):
        end += 1
    return Mark(start, end, why="a wiki template was cut off here", cut=True)


def picture(text: str, start: int) -> Mark | None:
    """The markup of a picture whose end is lost: its name and its options, up to the last bar."""
    found = _CUT_PICTURE.match(text, start)
    if found is None:
        return None
    return Mark(start, found.end(), "", Mend.FURNITURE, "a picture's markup was cut off here")


def link(text: str, start: int, close: int) -> Mark | None:
    """``[[target|words]]``: the words. Pictures and categories show nothing of the text."""
    inner = text[start + 2 : close - 2]
    if not inner or inner[0].isspace() or inner.isdigit() or "\n\n" in inner:
        return None
    if _PICTURES.match(inner):
        return Mark(start, close, "", Mend.FURNITURE, "a picture or a category stood here")
    if len(inner) > 300:
        return None
    return Mark(start, close, _bare(_parted(inner)[-1]), Mend.MARKUP)
