"""The headings of film sites: "Quotes from Movie …", "Szenen", and what they open.

Sites word them freely, so a heading is taken apart: the film's title, words that only decorate
("the most memorable"), and what is left must be known words for one kind of section.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

# What a section holds, and the words for it in English, French, German, Spanish, Italian.
_SECTIONS: Final[dict[str, str]] = {
    "dialogues": (
        "dialogue|dialogues|dialog|dialogs|exchange|exchanges|conversation|conversations|"
        "dialoge|diálogo|diálogos|dialoghi|dialogo|gespräche|bits of dialogue|diálogo"
    ),
    "quotes": (
        "quote|quotes|quotations|quotation|lines|sayings|quotable lines|one liners|one-liners|"
        "they said it|as they said it|who said what|"
        "lines of dialogue|words|spoken words|"
        "memorable words|said in the film|spoken lines|words to remember|"
        "overheard|heard in the dark|quotable|"
        "citations|citation|répliques|réplique|phrases|zitat|zitate|sprüche|"
        "filmzitate|citas|cita|frases|citazioni|battute|frasi|citações|what they say|in their words"
    ),
    "soundtrack": (
        "soundtrack|soundtracks|sound track|sound tracks|music|songs|tracks|score|ost|tracklist|"
        "track list|tracklisting|track listing|music and songs|songs and music|film music|"
        "music heard|songs heard|featured songs|featured music|musique|musiques|bande originale|"
        "bande-originale|bande son|bande-son|bande sonore|chansons|musik|filmmusik|"
        "lieder|titelliste|"
        "banda sonora|música|canciones|colonna sonora|musiche|canzoni|trilha sonora|"
        "musical numbers|music credits|song list|music list|cues|music cues|original score|"
        "original music|numbers|"
        "music in the film|music in the movie|what you hear"
    ),
    "scenes": (
        "scene|scenes|moments|sequences|highlights|set pieces|set-pieces|scene guide|scene list|"
        "best bits|scene by scene|scene breakdown|turning points|scene notes|key sequences|"
        "szene|szenen|filmszenen|schlüsselszenen|momente|höhepunkte|scène|scènes|"
        "moments forts|temps forts|séquences|escena|escenas|momentos|secuencias|scena|scene clou|"
        "scene memorabili|scenes worth watching|scenes to remember|moments to remember|"
        "scenes to watch for|moments to watch for"
    ),
    "cast": (
        "played by|in front of the camera|"
        "cast|starring|stars|actors|players|the players|cast list|full cast|besetzung|darsteller|"
        "schauspieler|distribution|acteurs|casting|reparto|elenco|interpreti|intérpretes|"
        "actors and characters|cast and characters|who plays whom|in the cast"
    ),
    "characters": (
        "characters|who's who|personnages|figuren|charaktere|personen|personajes|personaggi|"
        "character guide|character list"
    ),
    "synopsis": (
        "synopsis|overview|summary|storyline|story|the story|about|description|logline|premise|"
        "the story so far|story so far|"
        "plot outline|outline|what happens|the film in brief|the film in short|"
        "in short|in brief|in a nutshell|what it is about|what it's about|what's it about|"
        "about the film|about the movie|about this film|about this movie|the film|résumé|"
        "l'histoire|histoire|inhalt|kurzinhalt|worum es geht|sinopsis|sinossi|argumento|resumen|"
        "trama|introduction|intro|short summary|brief summary"
    ),
    "plot": (
        "plot|plot summary|full plot|full story|the whole story|detailed plot|intrigue|handlung|"
        "plot synopsis|full synopsis|l'intrigue|plot and story|the plot"
    ),
    "facts": (
        "made by|the makers|makers|who made it|behind the camera|the team|"
        "details|facts|info|information|at a glance|technical details|technical specs|film details|"
        "movie details|movie info|film info|quick facts|key facts|infos|informationen|steckbrief|"
        "fiche technique|ficha técnica|scheda tecnica|datos|data|filmdaten|daten|credits|crew|"
        "main crew|film-makers|filmmakers|stab|stab und besetzung|équipe|équipe technique|equipo"
    ),
    "other": (
        "similar titles|connections|sequels|remakes|sequels and remakes|prequels|film connections|"
        "trivia|goofs|bloopers|mistakes|behind the scenes|making of|"
        "review|reviews|user reviews|critic reviews|ratings|rating|"
        "awards|similar movies|"
        "similar films|related movies|related films|related|you may also like|you might also like|"
        "more like this|recommendations|recommended|where to watch|watch online|faq|faqs|"
        "frequently asked questions|gallery|photos|pictures|images|trailer|trailers|"
        "videos|comments|"
        "did you know|themes|critical reception|reception|keywords|tags|parents guide|news|"
        "box office|links|external links|see also|references|notes|sources|wissenswertes|kritik|"
        "kritiken|ähnliche filme|critiques|anecdotes|films similaires|críticas|curiosidades|"
        "películas similares|curiosità|recensioni|discussion|lists|featured in|share|newsletter|"
        "production|legacy|release|development|filming|home media|bibliography|further reading|"
        "polls|quiz|filming locations|locations|goofs and mistakes|continuity|frequently asked|"
        "errors|blunders|slips"
    ),
}
PHRASES: Final[dict[str, str]] = {
    phrase: kind for kind, phrases in _SECTIONS.items() for phrase in phrases.split("|")
}
_DECORATION: Final = frozenset(
    """memorable famous best top great greatest iconic key notable important unforgettable
    favourite favorite selected popular more movie film films movies original picture motion
    most all full main complete official classic some our your user plus essential finest
    big major chosen good cultes culte célèbres mémorables meilleures meilleurs marquantes
    clés clé principales berühmte berühmten bekannte bekannten beste besten denkwürdige
    denkwürdigsten unvergessliche wichtige wichtigste wichtigsten schönste schönsten
    memorables mejores célebres famosas famosos inolvidables destacadas destacados clave
    principal leading pivotal standout stand-out signature
    crucial defining remarkable remembered beloved quotable
    celebrated noteworthy significant loved striking unmissable must-see decisive central
    celebri migliori famose memorabili indimenticabili les die las los le la der das el lo
    gli i il de du des und""".split()  # noqa: SIM905 - a list of words reads best as words
)
# "The Cast" is a heading; "The Conversation" and "The Scene" are titles.
_WITH_THE: Final = frozenset(
    "cast music soundtrack songs score plot synopsis characters quotes actors".split()  # noqa: SIM905
)
_FILM: Final = (
    "movie|film|picture|motion picture|movies|película|pelicula|peli|filme|pellicola|long métrage"
)
_FROM: Final = (
    "from|in|of|to|for|du|de|des|d'|d’|aus|von|zu|zum|del|della|dal|dans|en|tirées|tirés|nel|nella"
)
_TAIL: Final = re.compile(
    rf"\s(?:{_FROM})\s?(?:(?:the|this|le|la|dem|der|den|il|el)\s)?(?:{_FILM})\b[\s:]*(?P<title>.*)$",
    re.IGNORECASE,
)
_LOOSE: Final = re.compile(rf"\s(?:{_FROM})\s?$", re.IGNORECASE)
_EDGE: Final = " \t:;–—-|•·*#=_~<>»«›‹\"“”„'‘’()[]"
_BY: Final = re.compile(r"(?<!\w)(?:by|par|von|por|di)\s+(?=\S)", re.IGNORECASE)
_COUNT: Final = re.compile(r"^(?:\(?\d{1,4}\)?)\s+|\s*\(\d{1,5}\+?\)?\s*$")
_AND: Final = re.compile(r"\s*(?:,|&|/|\+|\band\b|\bet\b|\bund\b|\by\b)\s*")
_YEAR: Final = re.compile(r"^\s*[(\[]?(?:18|19|20)\d\d[)\]]?")
LONGEST: Final = 140  # characters of a heading


# What may follow the word for a section: "Scenes worth waiting for", "Music heard in this film".
_QUALIFIER: Final = re.compile(
    r"(?<=\w) (?:worth \w+(?: \w+){0,3}|(?:(?:that are |as )?(?:featured|heard|used|played|"
    r"performed|"
    r"included|appearing|sung|spoken|said|credited) ?)(?: ?(?:in|on|throughout|during|by|from)"
    r"(?: (?:the|this|its))?(?: \w+){0,2})?|(?:not )?to (?:be )?(?:remember|watch|miss|look|wait|"
    r"listen|see|quote|know|keep|savou?r)\w*(?: (?:out )?for)?|(?:you|we|they|everyone|everybody|"
    r"nobody|no one|people|fans)(?:['’]ll|['’]d)?(?: \w+){1,5}|(?:that|which|who) \w+(?: \w+){0,4}|"
    r"in (?:order|detail|brief|short|full|depth)(?: .{1,20})?|at a glance|explained|in pictures|"
    r"by heart|of note|one by one|"
    r"(?:from|of|in|by) (?:this|the) (?:film|movie|picture|story|script|screenplay|soundtrack))$"
)
_QUALIFIED: Final = frozenset(
    """scenes moments sequences highlights lines quotes quotations words dialogues exchanges
    dialogue songs music tracks tunes soundtrack characters conversations cues""".split()  # noqa: SIM905
)


class Heading(NamedTuple):
    """What section a line opens. ``title`` and ``by`` are characters of the line, or empty."""

    kind: str
    title: tuple[int, int] = (0, 0)
    by: tuple[int, int] = (0, 0)
    sure: bool = False  # it names the film as well, so it is no title of a scene


@lru_cache(maxsize=4096)
def heading(text: str, title: str = "") -> Heading | None:
    """The section that this line opens, if it is a heading; ``title`` is the film's, if known."""
    if len(text) > LONGEST or not text.strip(_EDGE):
        return None
    plain = text.rstrip()
    if plain.endswith((".", "!", "…", ",")) or (plain.endswith("?") and len(plain) > 24):
        return None
    found = _read(text, 0, len(text), title)
    if found is not None:
        return found
    for by in _BY.finditer(text):  # "Sound Tracks from The Red Shoes by Brian Easdale"
        if by.start() == 0:
            continue
        opened = _read(text, 0, by.start(), title)
        if opened is not None and opened.kind == "soundtrack":
            start, end = _inner(text, by.end(), len(text))
            return opened._replace(by=(start, end))
    return None


def _read(text: str, start: int, end: int, title: str) -> Heading | None:
    start, end = _inner(text, start, end)
    tail = _TAIL.search(text, start, end)
    if tail is not None:
        named = _inner(text, tail.start("title"), end)
        kind = _kind(text[start : tail.start()])
        if text[start : tail.start()].strip().casefold() == "the film":
            kind = None  # "The film in the film" tells of a work within
        sure = named[0] < named[1]
        by = (0, 0)
        if kind == "soundtrack":
            named, by = _without_by(text, named, title)
        return Heading(kind, named, by, sure) if kind else None
    if title:
        at = text.casefold().find(title.casefold(), start, end)
        if at >= 0 and len(text.casefold()) == len(text):
            return _around(text, start, end, at, at + len(title))
    kind = _kind(text[start:end])
    return Heading(kind) if kind else None


def _around(text: str, start: int, end: int, at: int, stop: int) -> Heading | None:
    """A heading with the film's title before or behind: "Laura: Quotes", "Music of Laura"."""
    before = _LOOSE.sub("", text[start:at].rstrip(_EDGE + " ") + " ").strip(_EDGE)
    behind = _YEAR.sub("", text[stop:end])
    if behind[:2].casefold() in ("'s", "’s"):
        behind = behind[2:]
    behind = behind.strip(_EDGE)
    if before and behind:
        return None
    kind = _kind(before or behind)
    return Heading(kind, (at, stop), (0, 0), True) if kind else None


def _without_by(
    text: str, named: tuple[int, int], title: str
) -> tuple[tuple[int, int], tuple[int, int]]:
    """The film's title and the composer, of "The Red Shoes by Brian Easdale"."""
    marks = [each for each in _BY.finditer(text, *named) if each.start() > named[0]]
    if title:
        inside = text[named[0] : named[1]].casefold()
        if inside == title.casefold():
            return named, (0, 0)
        if inside.startswith(title.casefold()):
            marks = [each for each in marks if each.start() >= named[0] + len(title)]
    english = [each for each in marks if each.group().strip().casefold() == "by"] or marks
    if not english:
        return named, (0, 0)
    last = english[-1]
    return _inner(text, named[0], last.start()), _inner(text, last.end(), named[1])


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in _EDGE or _ornament(text[start])):
        start += 1
    while start < end and (text[end - 1] in _EDGE or _ornament(text[end - 1])):
        if text[end - 1] == ")" and "(" in text[start:end] and _YEAR.match(text[end - 6 : end]):
            break
        end -= 1
    return start, end


def _ornament(character: str) -> bool:
    """Signs and pictures that pages put before their headings."""
    return ord(character) > 0x2000 and not character.isalnum() and character not in "…"


def _kind(words: str) -> str | None:
    plain = _COUNT.sub("", words.strip(_EDGE)).replace("’", "'").casefold().strip(_EDGE + "?")
    plain = " ".join(plain.split())
    if not plain or len(plain) > 80:
        return None
    whole = _one(plain)
    if whole:
        return whole
    kinds = [_one(each) for each in _AND.split(plain) if each]
    if len(kinds) < 2 or None in kinds:
        return None
    return next((each for each in kinds if each != "other"), "other")


def _one(plain: str) -> str | None:
    if plain in PHRASES:
        return PHRASES[plain]
    words = plain.split()
    while len(words) > 1 and (words[0] in _DECORATION or words[0].isdigit()):
        words = words[1:]
        if (left := " ".join(words)) in PHRASES:
            return PHRASES[left]
    while len(words) > 1 and words[-1] in _DECORATION:
        words = words[:-1]
        if (left := " ".join(words)) in PHRASES:
            return PHRASES[left]
    short = _QUALIFIER.sub("", plain)
    if short != plain and (short.split() or [""])[-1] in _QUALIFIED:
        return _one(short) or {"words": "quotes", "tunes": "soundtrack"}.get(short)
    if len(words) > 1 and words[0] == "the" and (words[1] in _DECORATION or words[1] in _WITH_THE):
        return _one(" ".join(words[1:]))
    return None


# Labels inside a scene: what it means, and what happens in it.
_CONTEXT: Final = (
    "context|why it matters|why this matters|why it is memorable|why it's memorable|why it works|"
    "why memorable|why this scene matters|why this scene is memorable|significance|meaning|"
    "importance|background|takeaway|impact|analysis|what it means|relevance|role in the story|"
    "in the story|in the film|in the plot|"
    "reason|the reason|subtext|in context|its place in the film|its place in the story|the point|"
    "what is at stake|what's at stake|stakes|at stake|remark|remarks|commentary|comment|note|notes|"
    "interpretation|effect|consequence|consequences|function|purpose|setting|place in the film|"
    "place in the story|why watch|dramatic weight|what lies behind it|behind it|what to notice|"
    "dramatic context|story context|narrative context|scene context|kontext|zusammenhang|bedeutung|"
    "hintergrund|warum es zählt|warum sie zählt|warum wichtig|contexte|signification|importance|"
    "pourquoi c'est important|pourquoi elle compte|contexto|significado|importancia|"
    "por qué importa|"
    "contesto|significato|perché è importante"
)
_HAPPENS: Final = (
    "on screen|on the screen|what you see|events|story|plot|the moment|moment|synopsis|"
    "description|what happens|what we see|in the scene|the scene|summary|action|"
    "beschreibung|was passiert|was geschieht|inhalt|ce qui se passe|descripción|qué pasa|"
    "qué ocurre|descrizione|cosa succede|details"
)
_LABEL: Final = re.compile(r"^[*_\s]*([^\W\d_][^:\n]{1,38}?)[*_\s]*(?::|\s[–—-]\s)[*_]*\s*")
_MEANINGS: Final = {
    **dict.fromkeys(_CONTEXT.split("|"), "context"),
    **dict.fromkeys(_HAPPENS.split("|"), "description"),
}


# Words that may be the title of a scene when they stand alone.
_ONLY_BEFORE_TEXT: Final = frozenset(
    """reason setting stakes effect function purpose note notes comment remark story plot moment
    events outline consequence consequences interpretation overheard""".split()  # noqa: SIM905
) | {
    "in the story",
    "in the film",
    "in the plot",
    "the reason",
    "the point",
    "the moment",
    "behind it",
    "at stake",
    "the scene",
}
_WHY: Final = re.compile(
    r"(?:why|what (?:it|this|that|the scene) "
    r"(?:means|tells|says|shows|does|reveals|changes))\b.{0,30}"
)
_WHAT: Final = re.compile(r"what (?:happens|we see|you see|goes on|is shown|takes place)\b.{0,20}")


def _meaning(name: str) -> str | None:
    if name in _MEANINGS:
        return _MEANINGS[name]
    if _WHY.fullmatch(name):
        return "context"
    return "description" if _WHAT.fullmatch(name) else None


def label(text: str) -> tuple[str, int] | None:
    """``("context", 9)`` for "Context: This …": what a scene's label announces, and where it ends.

    A line that is only such a label counts too, with or without a colon.
    """
    bare = text.strip(_EDGE).replace("’", "'").casefold().rstrip("?")
    alone = _MEANINGS.get(bare) if bare not in _ONLY_BEFORE_TEXT else None
    if alone is None and len(bare) < 45 and bare.startswith(("why ", "what ")):
        alone = _meaning(bare)
    if alone:
        return alone, len(text)
    found = _LABEL.match(text)
    if found is None:
        return None
    kind = _meaning(found.group(1).replace("’", "'").casefold().strip("? "))
    return (kind, found.end()) if kind else None
