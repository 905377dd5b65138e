"""What a credit covers: "most of the music in the film, but not the ballet" -> which part of it."""

import re
from typing import Final, NamedTuple

FILM: Final = "whole film"  # the kind of the whole film; other kinds are forms of works, or "scene"

NAME: Final = "\ue000"  # stands for each character of a name in a masked text

_FORMS: Final[dict[str, str]] = {
    "ballet": "ballet",
    "pas de deux": "dance",
    "opera": "opera",
    "operetta": "opera",
    "play": "play",
    "stage play": "play",
    "pantomime": "play",
    "puppet show": "play",
    "puppet play": "play",
    "masque": "play",
    "song": "song",
    "title song": "song",
    "theme song": "song",
    "ballad": "song",
    "lullaby": "song",
    "aria": "song",
    "duet": "song",
    "anthem": "song",
    "dance": "dance",
    "dance number": "dance",
    "concerto": "music",
    "symphony": "music",
    "sonata": "music",
    "overture": "music",
    "film within the film": "film",
    "film-within-a-film": "film",
    "film within a film": "film",
    "film-within-the-film": "film",
    "play within the film": "play",
    "play within a film": "play",
    "newsreel": "film",
    "silent film": "film",
    "cartoon": "film",
}
# A work's name before one of these only says what kind of thing it is: a ballet company.
_MODIFIED: Final = (
    r"(?:film|movie|company|compan(?:y|ies)|world|dancers?|masters?|mistress|shoes?|schools?|house|"
    r"houses|stars?|music|score|troupe|class(?:es)?|lovers?|singers?|season|critics?|writers?|"
    r"director|scenes?|tunes?|books?)\b"
)
_LONGEST_FIRST: Final = "|".join(re.escape(form) for form in sorted(_FORMS, key=len, reverse=True))
_WORK: Final = re.compile(
    rf"\b(?P<form>{_LONGEST_FIRST})\b(?!['’]?s? ?-?{_MODIFIED}(?<!scene)(?<!scenes))(?! "
    rf"(?:within|inside))",
    re.IGNORECASE,
)
_HAS_ARTICLE: Final = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Ii]ts|his|her|their|own|whose)\b[^,.;:]{0,40}\Z"
)
_FILM: Final = re.compile(
    r"\b(?:film|movie|picture|motion picture|feature|production|adaptation|screen version|"
    r"remake|sequel|"
    r"thriller|western|comedy|drama|biopic|documentary|musical|talkie|serial|cartoon "
    r"short)\b(?!['’]s)(?! (?:company|crew|studio|within|noir|score|music))"
    r"(?!-within)",
    re.IGNORECASE,
)
_SCENE: Final = re.compile(
    r"\b(?P<what>(?:(?!(?:the|a|an|in|of|for|all|most|and|every|each|its|their|his|her|both|"
    r"these|those|other|some|many|several|film's)\b)"
    r"[\w'’-]+ ){1,3}(?:sequences?|scenes?|segments?|numbers?|montages?|titles)"
    r"|(?:sequence|scene|number|entrance|episode|dance) of the [\w'’-]+(?: [\w'’-]+)?"
    r"(?= (?:was|were|is|are|which|that|by)\b|,|$)"
    r"|(?:sequence|scene|number|episode|shot)s? (?:on|in|at|under|aboard) the [\w'’-]+"
    r"(?= (?:was|were|is|are|which|that|by)\b|,|$)"
    r"|(?<=the )(?:finale|prologue|epilogue|climax|coda|final shot|(?:first|second|third|last|"
    r"final) act|love duet|main titles))\b",
    re.IGNORECASE,
)
EXCEPT: Final = re.compile(
    r",? ?\b(?:but not(?: for| in)?|though not|although not|not counting|not including|"
    r"except(?:ing)?(?: for| in| that of)?|apart from|aside from|other than|"
    r"with the (?:sole |single )?exceptions? of|(?:all|everything) but(?= (?:the|its|one|two) "
    r")|excluding|save(?: for)?|barring|minus|without) "
    r"(?!when|that he|that she)(?P<what>[^,;.:()\n]{2,100})",
    re.IGNORECASE,
)


class Scope(NamedTuple):
    """A part of the film as words name it: its ``kind``, and where those words stand."""

    kind: str  # FILM, a work's form, or "scene"
    start: int
    end: int


def parts(text: str, start: int, end: int) -> list[Scope]:
    """The film and the parts of it that these words name, in their order."""
    end = min(end, start + 600)
    found: list[Scope] = []
    for match in _WORK.finditer(text, start, end):
        bare = match["form"].lower() in ("play", "dance")
        if bare and not _HAS_ARTICLE.search(text[max(start, match.start() - 50) : match.start()]):
            continue  # a verb
        found.append(Scope(_FORMS[match["form"].lower()], *match.span("form")))
    for match in _SCENE.finditer(text, start, end):
        inner = [each for each in found if match.start() <= each.start < match.end()]
        if inner:
            continue  # "the ballet sequence" is the ballet
        found.append(Scope("scene", *match.span("what")))
    for match in _FILM.finditer(text, start, end):
        if not any(each.start <= match.start() < each.end for each in found):
            found.append(Scope(FILM, *match.span()))
    return sorted(found, key=lambda each: each.start)


def part(text: str, start: int, end: int) -> Scope | None:
    """The part these words are about: the first they name ("the ballet of the film")."""
    return next(iter(parts(text, start, end)), None)


def exception(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What these words leave out: ``but not the ballet`` -> where "the ballet" stands."""
    found = EXCEPT.search(text, start, min(end, start + 400))
    if found is None:
        return None
    begin, stop = found.span("what")
    tail = re.search(r" (?:which|that|who|and|by|where|while|was|were|is)\b", text[begin:stop])
    return begin, begin + tail.start() if tail else stop
