"""What opens the story of a work within the film: words that name it, and words that begin it."""

import re
from typing import Final, NamedTuple

from entracte.read.scopes import FILM, parts
from entracte.read.sentences import Sentence

# Kinds of works as prose names them -> the form; those of ``scopes`` keep the form it gives them.
_FORMS: Final[dict[str, str]] = {
    "ballet": "ballet", "dream ballet": "ballet", "dance drama": "ballet", "opera": "opera",
    "operetta": "opera", "singspiel": "opera", "comic opera": "opera", "play": "play",
    "stage play": "play", "school play": "play", "radio play": "play", "radio drama": "play",
    "radio serial": "radio serial", "serial": "radio serial", "pantomime": "play",
    "mime play": "play", "puppet show": "play", "puppet play": "play",
    "marionette play": "play", "shadow play": "play", "mystery play": "play",
    "passion play": "play", "nativity play": "play", "masque": "play", "playlet": "play",
    "melodrama": "play", "farce": "play", "tragedy": "play", "interlude": "play",
    "musical": "musical", "operatic scene": "opera", "revue": "revue", "dance": "dance",
    "pas de deux": "dance", "number": "number", "production number": "number",
    "musical number": "number", "dance number": "dance", "film within the film": "film",
    "film-within-a-film": "film", "film within a film": "film",
    "film-within-the-film": "film", "silent film": "film", "newsreel": "film",
    "cartoon": "film", "home movie": "film", "television play": "play", "ballad": "song",
    "song": "song", "aria": "song", "lullaby": "song", "novel": "novel", "novella": "novel",
    "short story": "short story", "poem": "poem", "fable": "fable", "legend": "legend",
    "fairy tale": "fairy tale", "bedtime story": "bedtime story", "oratorio": "opera",
    "cantata": "opera", "drama": "play", "piece": "play", "comedy": "play", "monologue": "play",
    "book": "novel", "story": "story", "tale": "story",
    "pageant": "play", "show": "show", "sketch": "play", "skit": "play", "one-act play": "play",
}  # fmt: skip
_LONGEST_FIRST: Final = "|".join(re.escape(form) for form in sorted(_FORMS, key=len, reverse=True))
# Before one of these a form only says what kind of thing is meant: a ballet school, an opera house.
_NO_MODIFIER: Final = (
    r"(?![-'’\w])(?! ?-?(?:film|movie|company|companies|world|dancers?|masters?|mistress|shoes?|"
    r"schools?|house|houses|stars?|music|score|troupe|class(?:es)?|lovers?|singers?|season|"
    r"critics?|writers?|director|tunes?|books?|producers?|one|two|of (?:times|people|ways|men))\b)"
)
_NAMED_FORM: Final = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]nother|[Oo]wn|['’]s)"
    r"(?P<between>(?: (?!(?:in|of|at|on|by|to|with|from|and|who|that|which|for)\b)[\w'’,-]+){0,4}?)"
    rf" (?P<form>[Ss]ingspiel|{_LONGEST_FIRST}){_NO_MODIFIER}"
    # "the patients play cards", "the couple dance on": verbs, not works
    r"(?:(?<!play)(?<!dance)|(?=[,.;:)]|$| (?:called|titled|entitled|named|about|of|by|in|at|is|"
    r"was|"
    r"which|that|they|he|she|for|from|where|set|written|based|adapted|after|follows|tells|concerns|"
    r"opens|begins|within)\b))"
)
_APPOSED: Final = re.compile(rf", an? (?:[\w-]+ ){{0,3}}(?P<form>{_LONGEST_FIRST}){_NO_MODIFIER}")
_BY_TRADE: Final = re.compile(rf"\b(?P<form>{_LONGEST_FIRST})\b", re.IGNORECASE)
# Words for much else, too: they name a work only with its title, or as a section's subject.
_VAGUE: Final = frozenset(
    [
        *("dance", "number", "interlude", "farce", "tragedy", "melodrama", "musical", "revue"),
        *("cartoon", "newsreel", "serial", "novel", "novella", "poem", "song", "aria", "lullaby"),
        *("book", "story", "tale"),
        *("drama", "piece", "comedy", "monologue", "pageant", "show", "sketch", "skit", "fable"),
        *("ballad", "legend", "short story", "silent film", "home movie", "fairy tale"),
        *("pas de deux", "bedtime story"),
    ]
)

_DEGREE: Final = (
    r"(?:(?:roughly|loosely|closely|freely|faithfully|itself|then|also|briefly|partly|very|only|"
    r"simply|mainly|in turn|in part|largely|, with [^,.]{2,40},) ?){0,2}"
)
_TELLING: Final = (
    r"(?:follows|tells|depicts|concerns|begins|opens|shows|recounts|relates|narrates|"
    r"cent(?:re|er)s|retells|portrays|revolves|starts|dramati[sz]es|deals with|turns on|"
    r"takes its (?:story|plot)|takes place|presents|has (?:a|an|the|two) (?:\w+ ){0,2}?"
    r"(?:girl|man|woman|boy|king|queen|prince|princess|lover|hero|heroine))"
)
_OPENS: Final = re.compile(
    rf"^(?:(?:The|This|Its|Their|Her|His) (?P<np>[^,.;:()]{{1,70}}?)(?: \([^()]*\))?,? "
    rf"{_DEGREE}(?:{_TELLING}|"
    r"(?:is|was) "
    rf"{_DEGREE}(?:based|adapted|set|about|the (?:story|tale)|drawn|taken|derived|inspired|"
    r"modelled|founded|suggested))\b"
    r"|(?:In|During|Within|As) (?:the|this|her|his|their) (?P<in>[^,.;:()]{1,60}?)(?: begins| "
    r"opens)?, )"
)
_GOES_ON: Final = re.compile(
    r"^(?:(?:It|This|(?:The|Its) (?:story|plot|action|libretto|piece|work|tale|drama|show|"
    rf"scenario|argument|book)),? {_DEGREE}(?:{_TELLING}|(?:is|was) {_DEGREE}(?:set|about|the "
    r"(?:story|tale)|based|adapted|drawn|taken|derived|inspired|modelled|founded|suggested|"
    r"an? (?:[\w-]+ ){0,2}(?:version|adaptation|retelling)))\b"
    r"|In (?:it|this),? |(?:The|Its|A) curtain (?:rises|opens|goes up|parts|lifts)\b|On ?stage,? |"
    r"On the stage,? (?=a|an|the|two)|"
    r"(?:In|During) (?:the|its) (?:first|opening|second|third|last|final) "
    r"(?:act|scene|tableau|part|movement|chapter|canto)\b)"
)
_TELLS: Final = re.compile(
    r"\b(?:tells|depicts|concerns|is about|begins|opens|shows|recounts|relates|portrays|centres|"
    r"centers|revolves|starts|is set|narrates|deals with|turns on|in (?:it|which))\b"
)
_TALE: Final = (
    r"(?:novella|novel|short story|story|tale|fairy tale|folk tale|folktale|poem|play|legend|"
    r"ballad|drama|libretto|fable|myth|romance|book|epic|piece|scenario)"
)
_BASIS: Final = re.compile(
    r"\b(?:based (?:up)?on|(?:roughly |loosely |closely |freely |faithfully )?follows|adapted|"
    r"retells|retelling|adaptation|inspired by|"
    r"taken from|takes its|drawn from|draws (?:up)?on|derived from|derives from|founded on|"
    r"modell?ed on|suggested by|borrow\w* [^.;]{0,60}?from|version of)\b"
    rf"|\bafter (?:an? |the |[^,.;:]{{2,50}}['’]s? )(?:[\w-]+ ){{0,3}}?{_TALE}\b"
    rf"|\bfrom (?:an? |the |[^,.;:]{{2,50}}['’]s? )(?:[\w-]+ ){{0,3}}?{_TALE}\b"
)
_FOLLOWS: Final = re.compile(
    r"\bfollows\b(?! [^.;]{0,80}\b(?:story|tale|novel|poem|legend|play)\b)"
)
_OF_THE_FILM: Final = re.compile(
    r"\b(?:of|in|for|from|within|inside|throughout|during) (?:the|this) (?:whole )?"
    r"(?:film|movie|picture|production)\b|\b(?:film|movie)['’]s\b",
    re.IGNORECASE,
)
_IS_FILM: Final = re.compile(
    r"\b(?:is|was) an? (?:[\w'’,-]+ ){0,8}?(?:film|movie|short|picture|documentary|miniseries)\b|"
    r"\b(?:The|This) (?:film|movie|picture)\b|\b(?:film|movie|screen) (?:version|adaptation)\b"
)
_CAPITALS: Final = (
    r"[A-ZÀ-Þ][\w'’-]*(?: (?:(?:of|the|and|in|a|an|on|for|to|from|de|du|la|le|les|des|der|die|"
    r"das|von|d['’]\w+|[A-ZÀ-Þ][\w'’-]*) ?)*?(?:[A-ZÀ-Þ][\w'’-]*|d['’]\w+))*"
)


# Below a heading of its own: "The silent epic is called …"; whatever noun it is, it is the form.
_CALLED: Final = re.compile(
    r"^(?:The|His|Her|Their|Its|This) (?:[\w-]+ ){0,3}?(?P<form>[a-z]{3,}) (?:itself )?(?:is|was) "
    rf"(?:called|named|titled|entitled|known as) (?:the )?[\"“‘]?(?P<t>{_CAPITALS})"
)
# Below a heading of its own, the next of those that were told before: "The second was …".
_NEXT: Final = re.compile(
    r"^(?:The|A) (?:second|third|fourth|fifth|last|next|other)(?: one| of (?:them|these|the \w+))?"
    r",? (?:\w+ly )?(?:is|was|had|has|tells|follows|concerns|comes|came)\b"
)
_OF_PUPPETS: Final = re.compile(
    r"^(?:The|Their|His|Her) (?:performance|show|piece) of (?:the|his|her|their) "
    r"(?P<form>puppets|marionettes|shadows|glove puppets|strolling players)\b"
)
_RUN_IN: Final = re.compile(rf"(?P<t>{_CAPITALS})\.")


_NAMING: Final = (
    r"(?:(?:is |was )?(?:called|titled|entitled|named|known as)|goes by the (?:name|title) of|"
    r"bears the (?:name|title)(?: of)?|has the title|under the (?:name|title)(?: of)?)"
)


_BEHIND: Final = re.compile(
    rf"(?:It|This|Its (?:story|plot|libretto|subject)|The (?:[\w-]+ )?(?:{_LONGEST_FIRST}|piece|"
    rf"work|"
    r"story|plot|tale|libretto|subject))\b(?! (?:film|version of the film))"
)


class Introduced(NamedTuple):
    """A work that a sentence speaks of: its form, where the words for it stand, its title."""

    form: str
    where: tuple[int, int]
    title: tuple[int, int] | None = None


def opens(body: str, sentence: Sentence) -> Introduced | None:
    """The work of which this sentence says that here its story begins: "The ballet follows …"."""
    words = body[sentence.start : sentence.end]
    match = _OPENS.match(words[:300])
    if match is None:
        return None
    group = "np" if match["np"] else "in"
    first, last = sentence.start + match.start(group), sentence.start + match.end(group)
    named = parts(body, first, last)
    form = named[0].kind if named else ""
    if not named and group == "np":
        own = _NAMED_FORM.search(body, sentence.start, last)
        if own is not None and own.end() >= last and own["form"].lower() not in _VAGUE:
            form = _FORMS[own["form"].lower()]
    if not form or form in (FILM, "scene", "song", "music", "dance"):
        return None
    if group == "np" and named and named[-1].kind == FILM:
        return None
    return Introduced(form, (first, last), _titled(body, sentence.start, sentence.end, form))


def next_of(words: str) -> bool:
    """Whether a first sentence goes on to the next of several works: "The second was …"."""
    return _NEXT.match(words) is not None


def run_in(body: str, sentence: Sentence) -> tuple[int, int] | None:
    """A heading that runs into its paragraph, closed by a full stop: where its words stand."""
    if sentence.end - sentence.start > 60:
        return None
    found = _RUN_IN.fullmatch(body, sentence.start, sentence.end)
    return found.span("t") if found and " " in found["t"] else None


def carries_on(words: str) -> bool:
    """Whether a sentence goes on about a work just spoken of: "It tells …", "In it, …"."""
    return _GOES_ON.match(words) is not None


def based(words: str) -> bool:
    """Whether the words say what a work was made from: "after a novella by …"."""
    found = _BASIS.search(words)
    return found is not None and not (
        "follows" in found.group() and _FOLLOWS.match(words, found.end() - len("follows"))
    )


def of_its_source(words: str) -> bool:
    """Whether a sentence behind the story says what the work was made from."""
    return _BEHIND.match(words) is not None and based(words)


def tells(words: str) -> bool:
    return _TELLS.search(words) is not None


def introduces(
    body: str, sentence: Sentence, *, bare: bool = False, headed: bool = False
) -> Introduced | None:
    """The work that this sentence speaks of, if it is not the film.

    ``bare``: the words are a heading; ``headed``: they stand first below a heading of its own.
    """
    words = body[sentence.start : sentence.end][:600]
    called = _CALLED.match(words) if headed else None
    if called and called["form"] not in ("film", "picture", "movie"):
        first, last = called.span("t")
        at = sentence.start + called.start("form"), sentence.start + called.end("form")
        form = _FORMS.get(called["form"], "film" if called["form"] == "epic" else called["form"])
        return Introduced(form, at, (sentence.start + first, sentence.start + last))
    if headed and (played := _OF_PUPPETS.match(words)):
        first, last = played.span("form")
        return Introduced("play", (sentence.start + first, sentence.start + last))
    if _IS_FILM.search(_OF_THE_FILM.sub("", words)):
        return None
    found = (
        _BY_TRADE.search(words)
        if bare
        else _spoken_of(body, sentence, words) or _APPOSED.search(words)
    )
    if found is None:
        return None
    form = _FORMS[found["form"].lower()]
    at = sentence.start + found.start("form"), sentence.start + found.end("form")
    named = None if bare else _titled(body, sentence.start, sentence.end, found["form"])
    if not (bare or headed or named) and found["form"].lower() in _VAGUE:
        return None
    return Introduced(form, at, named)


def _spoken_of(body: str, sentence: Sentence, words: str) -> re.Match[str] | None:
    """The form that stands with its title, or else the first that is surely a work's."""
    found = list(_NAMED_FORM.finditer(words))[:8]
    for each in found:
        if _titled(body, sentence.start, sentence.end, each["form"]):
            return each
    sure = (each for each in found if each["form"].lower() not in _VAGUE)
    return next(sure, found[0] if found else None)


def _titled(body: str, start: int, end: int, form: str) -> tuple[int, int] | None:
    """The title that this sentence gives a work of this form: "a pantomime called …"."""
    words = body[start:end]
    plain = re.escape(form)
    for pattern in (
        rf"\b(?i:{plain})(?: (?:inside|within|in|of|for) the (?:film|picture|movie|story)"
        r"| (?:with|of|in|on|that|which|from|by) [^,.;]{1,60}?(?= (?:is|was|goes|bears|has) ))?,? "
        rf"{_NAMING} (?:the )?"
        rf"(?:[\"“'‘](?P<q>[^\"“”\n]{{2,80}}?)[,.]?[\"”'’](?=[\s,.;:)]|$)|(?P<t>{_CAPITALS}))",
        rf"\b{plain},? [\"“‘](?P<q>[A-ZÀ-Þ][^\"“”\n]{{1,80}}?)[,.]?[\"”’](?=[\s,.;:)]|$)(?P<t>)",
        rf"[\"“‘](?P<q>[A-ZÀ-Þ][^\"“”\n]{{1,80}}?),?[\"”’],? (?:is |was )?(?:an? |the |his |her )"
        rf"(?:[\w-]+ ){{0,3}}{plain}\b(?P<t>)",
        rf"\b(?P<t>(?:The|A|An|La|Le|Der|Die|Das) {_CAPITALS}),? (?:is |was )?(?:an? |the )"
        rf"(?:[\w-]+ ){{0,3}}{plain}\b(?P<q>)",
        rf"\b{plain}(?: [^.,;:]{{1,60}})?, (?P<t>(?:The|A|An|La|Le) {_CAPITALS})(?=[.,;])(?P<q>)",
        rf"\bthe (?:[\w-]+ )?{plain},? (?P<t>(?:The|A|An|La|Le) {_CAPITALS})(?P<q>)",
    ):
        found = re.search(pattern, words)
        if found:
            name = "q" if found["q"] else "t"
            return start + found.start(name), start + found.end(name)
        if form in ("book", "story", "tale"):
            break  # words for so much else that only "called" tells
    return None


def title(body: str, form: str) -> tuple[int, int] | None:
    """Where the fullest title of the work of this form stands: "Ballet of the Red Shoes"."""
    if form not in ("ballet", "opera", "play", "film", "song", "dance", "musical"):
        return None
    big = form.title()
    quoted = re.compile(
        rf"\b{form},? (?:called |titled |entitled |named |of "
        rf")?[\"“'‘](?P<t>[A-Z][^\"”\n]{{1,60}}?)[,.]?[\"”'’](?=[\s,.;)])"
    )
    whole = re.compile(rf"\b(?P<t>{big} of (?:the )?[A-Z][\w'’]+(?: [A-Z][\w'’]+){{0,4}})")
    before = re.compile(
        rf"(?:[\"“'‘](?P<q>[A-Z][^\"”\n]{{1,60}}?)[,]?[\"”'’]|(?P<t>The (?:[A-Z][\w'’]+ "
        rf"){{0,4}}[A-Z][\w'’]+),? )(?:,? an? |,? the | )?{form}\b(?! company)"
    )
    for pattern in (whole, quoted, before):
        if found := pattern.search(body):
            name = "t" if found["t"] is not None else "q"
            return found.span(name)
    called = re.compile(
        rf"\b{form},? (?:called |titled |entitled |named )(?P<t>(?:The |A )?[A-Z][\w'’]+(?: "
        rf"(?:of |the |and )*[A-Z][\w'’]+){{0,5}})"
    )
    found = called.search(body)
    return found.span("t") if found else None
