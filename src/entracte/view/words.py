"""The page in plain words: times as they are spoken, roles, kinds of repair, standings."""

from entracte.model import Mend, Ms, Standing
from entracte.view.tongue import _, _n, _p, decimal, mark, number, spoken_here

STANDING = {
    Standing.BORNE_OUT: "",
    Standing.REPORTED: "",
    Standing.NOT_FOUND: mark("No evidence in the film"),
    Standing.CONTRADICTED: mark("Contradicted"),
    Standing.DISPUTED: mark("Disputed"),
}

MEND = {
    Mend.MOJIBAKE: mark("garbled letters"),
    Mend.ENTITY: mark("code in place of a sign"),
    Mend.CITATION: mark("lost reference"),
    Mend.PARENTHESIS: mark("lost bracket"),
    Mend.LABEL: mark("run-together speech"),
    Mend.GAP: mark("missing text"),
    Mend.FURNITURE: mark("not about the film"),
    Mend.DETACHED: mark("run-together heading"),
    Mend.MARKUP: mark("markup"),
}

KIND = {
    "article": mark("article"),
    "wiki": mark("encyclopedia article"),
    "listing": mark("film listing"),
    "webpage": mark("web page"),
    "nfo": mark("film information file"),
    "album": mark("album"),
    "screenplay": mark("screenplay"),
    "subtitles": mark("subtitles"),
    "folder": mark("name of the folder"),
}

USE = {
    "BI": mark("background, instrumental"),
    "BV": mark("background, sung"),
    "VI": mark("played in the picture"),
    "VV": mark("sung in the picture"),
    "MT": mark("main title"),
    "ET": mark("end title"),
}

FACT = {
    "country": mark("Country"),
    "language": mark("Language"),
    "running time": mark("Running time"),
    "genre": mark("Genre"),
    "studio": mark("Studio"),
    "released": mark("Released"),
    "imdb": mark("IMDb"),
    "tmdb": mark("TMDB"),
}

OPINION = {
    "reading": mark("How it is read"),
    "judgement": mark("What is thought of it"),
    "intention": mark("What was intended"),
    "reception": mark("How it was received"),
}

MAKERS = ("director", "film-maker")
PLAYED = ("cast member", "dancer", "singer", "performer", "musician", "narrator")


ROLES = (
    mark("Director"),
    mark("Film-maker"),
    mark("Producer"),
    mark("Writer"),
    mark("Screenwriter"),
    mark("Screenplay"),
    mark("Story"),
    mark("Composer"),
    mark("Lyricist"),
    mark("Conductor"),
    mark("Orchestra"),
    mark("Musician"),
    mark("Singer"),
    mark("Dancer"),
    mark("Choreographer"),
    mark("Performer"),
    mark("Narrator"),
    mark("Voice"),
    mark("Cast member"),
    mark("Cinematographer"),
    mark("Editor"),
    mark("Production designer"),
    mark("Art director"),
    mark("Set designer"),
    mark("Costume designer"),
    mark("Make-up artist"),
    mark("Sound"),
    mark("Sound designer"),
    mark("Special effects"),
    mark("Animator"),
    mark("Distributor"),
    mark("Production company"),
    mark("By"),
    mark("After"),
)

FOUND = (
    mark("Line"),
    mark("Quote"),
    mark("Exchange"),
    mark("Scene"),
    mark("Music"),
    mark("Work within"),
    mark("Statement"),
    mark("Text"),
    mark("Person"),
)

FORMS = (
    mark("Ballet"),
    mark("Opera"),
    mark("Play"),
    mark("Song"),
    mark("Film"),
    mark("Painting"),
    mark("Book"),
    mark("Dance"),
    mark("Work"),
)


def fact(what: str) -> str:
    """``running time`` -> ``Running time``."""
    return _(FACT.get(what, sentence_case(what)))


def role(name: str) -> str:
    """``track credit`` -> ``By``; ``film-maker`` -> ``Film-maker``."""
    plain = {"track credit": "By", "author of the basis": "After"}
    return _(plain.get(name, sentence_case(name)))


def form(name: str) -> str:
    """What a work within the film is: ``ballet`` -> ``Ballet``."""
    return _(sentence_case(name) or "Work")


def standing(what: Standing) -> str:
    """The standing in words, where it needs them."""
    return _(STANDING[what])


def mend(kind: Mend) -> str:
    """What kind of damage was mended."""
    return _(MEND[kind])


def kind(name: str) -> str:
    """What kind of text a source is."""
    return _(KIND.get(name, name))


def use(code: str) -> str:
    """How music is used, from a cue sheet's code."""
    return _(USE.get(code, ""))


def opinion(sort: str) -> str:
    """What kind of opinions these are, as a heading."""
    return _(OPINION.get(sort, sentence_case(sort)))


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def spoken(at: Ms) -> str:
    """A time for the ear: ``at 1 hour 7 minutes``, ``at 19 minutes 50``, ``at 8 seconds``."""
    minutes, seconds = divmod(at // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    said = [_n("{n} hour", "{n} hours", hours).format(n=hours)] if hours else []
    if minutes:
        said.append(_n("{n} minute", "{n} minutes", minutes).format(n=minutes))
    if not said or (seconds and not minutes):
        said.append(_n("{n} second", "{n} seconds", seconds).format(n=seconds))
    elif seconds:
        said.append(_p("after minutes", "{n}").format(n=seconds))
    return _("at {time}").format(time=" ".join(said))


def length(long: Ms) -> str:
    """How long: ``2 h 14 min``, ``3 min 12 s``, ``45 s``."""
    minutes, seconds = divmod(round(long / 1000), 60)
    if minutes >= 60:
        return _("{h} h {m} min").format(h=minutes // 60, m=f"{minutes % 60:02}")
    if minutes:
        return _("{m} min {s} s").format(m=minutes, s=f"{seconds:02}")
    return _("{s} s").format(s=seconds)


def ratio(width: int, height: int) -> str:
    """The shape of the picture as cinemas write it: ``1.37:1``."""
    return f"{decimal(width / height, 2)}:1" if height else ""


def counted(one: str, many: str, of: int) -> str:
    """``1 film``, ``5,000 films``; ``{n}`` in the words is the number."""
    return _n(one, many, of).format(n=number(of))


def within_sentence(words: str) -> str:
    """``The ballet`` -> ``the ballet``: small words do not begin with a capital here."""
    first, space, rest = words.partition(" ")
    small = first in ("The", "A", "An", "His", "Her", "Their", "Most", "All", "Some", "Only")
    return f"{first.lower()}{space}{rest}" if small else words


_ARTICLES = ("the ", "a ", "an ", "his ", "her ", "their ", "its ")


def with_article(name: str) -> str:
    """``shoemaker`` -> ``the shoemaker``; names with a capital stay as they are."""
    plain = name[:1].islower() and not name.lower().startswith(_ARTICLES)
    return f"the {name}" if plain and spoken_here() == "en" else name


def listed(words: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return _several(words, _("{most} and {last}"))


def either(words: list[str]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    return _several(words, _("{most} or {last}"))


def _several(words: list[str], joined: str) -> str:
    if len(words) == 1:
        return words[0]
    return joined.format(most=_(", ").join(words[:-1]), last=words[-1])


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
