"""The people a text names: who they are, what else they are called, where the names stand."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import Final

from entracte.model import Id, Person, Read, slug
from entracte.read import lexicon
from entracte.read.descriptions import described
from entracte.read.grouping import GENERATION, groups
from entracte.read.mentions import Mention, mentions
from entracte.read.misspelt import Named, with_misspellings
from entracte.read.said import read, said

_BRACKET: Final = re.compile(r"\s?\((?:(?:played|portrayed|voiced|performed|acted) by )?$")
_PLAIN: Final = re.compile(r"\b[a-zà-ÿ]{3,}\b")
_ENOUGH: Final = 1.0
MOST: Final = 60  # places kept of one person's names: enough to check, small enough to store


def people(
    body: str, source: Id, by: str, spans: Sequence[tuple[int, int]] | None = None
) -> tuple[Person, ...]:
    """The characters and real people named in these stretches of prose (or in all of it).

    Names that stand in brackets after a character's are actors. Whoever else does what people do
    is a character; places, companies and works are not people. ``named`` holds where the names
    stand, ``described`` what the text says right beside a name.
    """
    found = roster(body, spans if spans is not None else [(0, len(body))])
    taken: set[Id] = set()
    families = shared(found, body)
    return tuple(person(each, body, source, by, taken, families) for each in found)


def shared(people: Iterable[Named], body: str) -> frozenset[str]:
    """Family names that do not tell who is meant: of several people, or also a plain word."""
    last = Counter(each.name.split()[-1] for each in people if not each.real)
    plain = set(_PLAIN.findall(body))
    return frozenset(name for name, times in last.items() if times > 1 or name.lower() in plain)


def person(
    each: Named, body: str, source: Id, by: str, taken: set[Id], families: Container[str] = ()
) -> Person:
    """The person as a value; ``taken`` holds the ids given so far and gets this one."""
    id = new_id(each.name, taken)
    named = list(each.mentions[:MOST])
    return Person(
        id=id,
        name=each.name,
        aliases=_with_surname(each, families),
        character=not each.real,
        described=tuple(
            said(body[start:end], source, body, first, last, by)
            for start, end, first, last in described(body, each.mentions)
        ),
        named=tuple(_where(mention, body, source, by) for mention in named),
    )


def _with_surname(each: Named, families: Container[str]) -> tuple[str, ...]:
    """A character's family name is a name they go by, unless it is also a plain word."""
    words = [word for word in each.name.split() if word not in GENERATION]
    if each.real or len(words) < 2 or lexicon.honour(words[0]):
        return each.aliases
    last = words[-1]
    plain = last.lower()
    common = plain in lexicon.THINGS or plain in lexicon.NOT_NAMES
    if len(last) < 4 or last in each.aliases or last in families or common:
        return each.aliases
    return (*each.aliases, last)


def new_id(name: str, taken: set[Id]) -> Id:
    """A readable id that nobody here has yet; it is taken from now on."""
    plain = slug(name)
    id, n = plain, 1
    while id in taken:
        n += 1
        id = f"{plain}-{n}"
    taken.add(id)
    return id


def _where(mention: Mention, body: str, source: Id, by: str) -> Read:
    return read(source, body, mention.start, mention.end, by)


def roster(body: str, spans: Iterable[tuple[int, int]], real: Container[int] = ()) -> list[Named]:
    """Everyone named in these stretches, in order of appearance.

    ``real`` holds where names stand that other evidence (a credit) says are real people's.
    """
    found = [each for each in mentions(body, spans) if _may_be_person(each)]
    actors = _actors(body, found)
    found_groups = groups([each for each in found if each.start not in actors])
    out: list[Named] = []
    for group in found_groups:
        score = sum(_score(body, each, actors) for each in group)
        certain = any(each.start in real for each in group)
        if certain or score >= _ENOUGH:
            out.append(_named(group, score, certain))
    out = called(body, out, found)
    for group in groups([each for each in found if each.start in actors]):
        whole = _named(group, 9.0, True)
        plays = next((actors[each.start] for each in group if actors[each.start]), "")
        out.append(replace(whole, plays=plays))
    out.sort(key=lambda each: each.mentions[0].start)
    return with_misspellings(out, found)


_CALLED: Final = re.compile(
    r"(?: ?\([^()\n]{1,60}\))?,? \(?(?:(?:whom?|which) [\w’' ]{1,40}? calls?|(?:who is |who was "
    r"|also |"
    r"better |usually |commonly |generally |always )*(?:called|nicknamed|known as|dubbed)|alias|"
    r"who calls (?:him|her)self|who goes by)(?: by [\w ]{1,30}| to [\w ]{1,30}| simply| only)? "
    r"(?:the name (?:of )?)?[\"“'‘]?(?:the )?"
)
_AT_MOST: Final = 400  # people among whom such names are looked for


def called(body: str, people: list[Named], found: Sequence[Mention]) -> list[Named]:
    """ "Anna Holm, whom everybody calls “Birdie”": both are one person's names.

    ``found`` holds the names of the text, also those that are nobody's so far.
    """
    few = people[:_AT_MOST]
    whose = {mention.start: i for i, each in enumerate(few) for mention in each.mentions}
    names = {mention.start: mention for mention in found}
    out: list[Named | None] = list(people)
    for i, each in enumerate(few):
        for mention in each.mentions[:40]:
            match = _CALLED.match(body, mention.end, mention.end + 160)
            other = names.get(match.end()) if match else None
            here = out[i]
            if other is None or here is None or other.start in here.starts:
                continue
            more = out[whose[other.start]] if other.start in whose else None
            joins = (*here.mentions, *(more.mentions if more else (other,)))
            aliases = (*here.aliases, full_name(other), *(more.aliases if more else ()))
            if more is not None:
                out[whose[other.start]] = None
            out[i] = replace(
                here,
                mentions=tuple(sorted(joins, key=lambda each: each.start)),
                aliases=tuple(dict.fromkeys(aliases)),
            )
    return [each for each in out if each is not None]


def grouped(body: str, found: Sequence[Mention], real: Container[int]) -> list[Named]:
    """These names as people, whatever speaks for it; ``real`` marks those that surely are."""
    kept = [each for each in found if _may_be_person(each) or each.start in real]
    return [
        _named(
            group,
            sum(_score(body, each, ()) for each in group),
            any(each.start in real for each in group),
        )
        for group in groups([each for each in kept if each.words])
    ]


def _may_be_person(mention: Mention) -> bool:
    words = mention.words
    if (
        all(word in GENERATION for word in words)
        or len(words) > 7
        or any(word.isdigit() for word in words)
    ):
        return False
    if mention.honour and not all(word.lower() in lexicon.NOT_NAMES for word in words):
        return lexicon.not_name((*words,)) is False or words[-1].lower() not in lexicon.THINGS
    if any(word.isupper() and len(word) > 1 and "." not in word for word in words):
        plain = [word for word in words if word not in GENERATION]
        if len(plain) == 1 or not all(word.isupper() for word in plain):
            return False
    return not lexicon.not_name(words)


def _actors(body: str, found: Sequence[Mention]) -> dict[int, str]:
    """Names alone in brackets behind a name or a person's noun: actors, and whom they play."""
    out: dict[int, str] = {}
    for i, mention in enumerate(found):
        begin = _BRACKET.search(body, max(0, mention.start - 24), mention.start)
        if begin is None or len(mention.words) < 2:
            continue
        rest = body[mention.end : mention.end + 2]
        if not (rest[:1] in ")," or rest[:1] == ";"):
            continue
        before = found[i - 1] if i else None
        owner = before is not None and before.end == begin.start()
        tail = re.search(r"([^\W\d_]+)$", body[max(0, begin.start() - 30) : begin.start()])
        noun = tail is not None and tail[1].lower() in lexicon.PERSON_NOUNS
        if owner and before is not None:
            out[mention.start] = full_name(before)
        elif noun or "by" in begin.group():
            out[mention.start] = ""
    return out


def full_name(mention: Mention) -> str:
    """The name as people write it: with its honour, without the nickname."""
    return f"{mention.honour} {mention.name}".strip()


def _score(body: str, mention: Mention, actors: Container[int]) -> float:
    """How much this one mention speaks for a person (or against)."""
    score = 0.45 if len(mention.words) > 1 else 0.0
    after = mention.after.lower()
    if mention.honour:
        score += 1.5
    if mention.nick:
        score += 1.5
    if not mention.possessive and after in lexicon.ACTS:
        score += 1.0 if after not in ("is", "was", "has", "had", "will", "can", "does") else 0.6
    elif (not mention.possessive and after in ("who", "whose", "whom", "himself", "herself")) or (
        mention.possessive and after in lexicon.PERSON_NOUNS
    ):
        score += 1.5
    elif mention.possessive:
        score += 0.4
    before = mention.before
    if before in lexicon.PERSON_NOUNS:
        score += 1.2
    elif before in lexicon.TOWARDS:
        score += 1.0 if before in _SURELY else 0.8
    elif not before and _introduced(body, mention.start):
        score += 1.2
    elif before in lexicon.AMONG_PLACES and not mention.possessive:
        score -= 1.2
    elif before in ("the", "a", "an"):
        score -= 1.5
    if mention.mark == "(":
        inner = body.find("(", mention.end, mention.end + 4) + 1
        if inner and any(inner <= at < inner + 24 for at in _near(inner, actors)):
            score += 3.0
    if mention.mark == ",":
        tail = body[mention.end : mention.end + 90]
        if re.match(r", (?:who|whose|whom)\b", tail):
            score += 1.5
        elif found := re.match(r", (?:an?|the|his|her|their|\w+['’]s) ((?:[\w'’-]+ ?){1,6})", tail):
            score += 1.5 if _has_person_noun(found[1]) else 0.0
    return score


_SURELY: Final = frozenset(
    ["meets", "met", "marries", "married", "kisses", "loves", "tells", "told", "asks", "asked"]
)


def _introduced(body: str, start: int) -> bool:
    """ "her old teacher, Emil Rast": a noun of a person stands before the comma."""
    found = re.search(
        r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]n?|['’]s) (?:[a-z-]+ ){0,3}([a-z-]+), $",
        body[max(0, start - 60) : start],
    )
    return found is not None and lexicon.somebody(found[1])


def _near(inner: int, actors: Container[int]) -> list[int]:
    return [at for at in range(inner, inner + 24) if at in actors]


def _has_person_noun(words: str) -> bool:
    return any(word.lower().rstrip("s") in lexicon.PERSON_NOUNS for word in words.split())


def _named(group: Sequence[Mention], score: float, real: bool) -> Named:
    """The group as one person: the fullest name, everything else they are called."""
    counts = Counter(full_name(each) for each in group)
    fullest = max(group, key=lambda each: (len(each.words), -each.start))
    honour = next(
        (each.honour for each in group if each.words == fullest.words and each.honour), ""
    )
    name = f"{honour} {fullest.name}".strip()
    other = [form for form in counts if form != name]
    for each in group:
        if each.nick:
            words = each.words
            other += [f"{words[0]} '{each.nick}' {' '.join(words[1:])}".strip(), each.nick]
            if len(words) > 1:
                other.append(f"{each.nick} {words[-1]}")
    aliases = tuple(form for form in dict.fromkeys(other) if form != name)
    return Named(name, tuple(group), aliases, score, real=real)
