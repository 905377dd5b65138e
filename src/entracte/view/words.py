"""The page in plain words: times as they are spoken, roles, kinds of repair, standings."""

from entracte.model import Mend, Ms, Standing

STANDING = {
    Standing.BORNE_OUT: "",
    Standing.REPORTED: "",
    Standing.NOT_FOUND: "No evidence in the film",
    Standing.CONTRADICTED: "Contradicted",
    Standing.DISPUTED: "Disputed",
}

MEND = {
    Mend.MOJIBAKE: "garbled letters",
    Mend.ENTITY: "code in place of a sign",
    Mend.CITATION: "lost reference",
    Mend.PARENTHESIS: "lost bracket",
    Mend.LABEL: "run-together speech",
    Mend.GAP: "missing text",
    Mend.FURNITURE: "not about the film",
    Mend.DETACHED: "run-together heading",
    Mend.MARKUP: "markup",
}

KIND = {
    "article": "article",
    "wiki": "encyclopedia article",
    "listing": "film listing",
    "webpage": "web page",
    "nfo": "film information file",
    "album": "album",
    "screenplay": "screenplay",
    "subtitles": "subtitles",
    "folder": "name of the folder",
}

USE = {
    "BI": "background, instrumental",
    "BV": "background, sung",
    "VI": "played in the picture",
    "VV": "sung in the picture",
    "MT": "main title",
    "ET": "end title",
}

FACT = {
    "country": "Country",
    "language": "Language",
    "running time": "Running time",
    "genre": "Genre",
    "studio": "Studio",
    "released": "Released",
    "imdb": "IMDb",
    "tmdb": "TMDB",
}

OPINION = {
    "reading": "How it is read",
    "judgement": "What is thought of it",
    "intention": "What was intended",
    "reception": "How it was received",
}

MAKERS = ("director", "film-maker")
PLAYED = ("cast member", "dancer", "singer", "performer", "musician", "narrator")


def fact(what: str) -> str:
    """``running time`` -> ``Running time``."""
    return FACT.get(what, sentence_case(what))


def role(name: str) -> str:
    """``track credit`` -> ``By``; ``film-maker`` -> ``Film-maker``."""
    return {"track credit": "By", "author of the basis": "After"}.get(name, sentence_case(name))


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def spoken(at: Ms) -> str:
    """A time for the ear: ``at 1 hour 7 minutes``, ``at 19 minutes 50``, ``at 8 seconds``."""
    minutes, seconds = divmod(at // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    words = [_count(hours, "hour")] if hours else []
    if minutes:
        words.append(_count(minutes, "minute"))
    if not words:
        words.append(_count(seconds, "second"))
    elif seconds:
        words.append(str(seconds) if minutes else _count(seconds, "second"))
    return "at " + " ".join(words)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def count(number: int, what: str, many: str = "") -> str:
    """``1 repair``, ``3 repairs``, ``2 pieces of text``."""
    return f"{number:,} {what if number == 1 else many or what + 's'}"


def length(long: Ms) -> str:
    """How long: ``2 h 14 min``, ``3 min 12 s``, ``45 s``."""
    minutes, seconds = divmod(round(long / 1000), 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60:02} min"
    return f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"


def ratio(width: int, height: int) -> str:
    """The shape of the picture as cinemas write it: ``1.37:1``."""
    return f"{width / height:.2f}:1" if height else ""


def within_sentence(words: str) -> str:
    """``The ballet`` -> ``the ballet``: small words do not begin with a capital here."""
    first, space, rest = words.partition(" ")
    small = first in ("The", "A", "An", "His", "Her", "Their", "Most", "All", "Some", "Only")
    return f"{first.lower()}{space}{rest}" if small else words


_ARTICLES = ("the ", "a ", "an ", "his ", "her ", "their ", "its ")


def with_article(name: str) -> str:
    """``shoemaker`` -> ``the shoemaker``; names with a capital stay as they are."""
    plain = name[:1].islower() and not name.lower().startswith(_ARTICLES)
    return f"the {name}" if plain else name


def listed(words: list[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def letter(number: int) -> str:
    """The letter of a source: ``a`` … ``z``, ``aa``, ``ab`` …"""
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(97 + rest) + out
    return out


def short(words: str, size: int = 140) -> str:
    """At most ``size`` characters, cut between words."""
    words = " ".join(words[: size * 3].split())
    return words if len(words) <= size else words[: size - 1].rsplit(" ", 1)[0] + "…"
