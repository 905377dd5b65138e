"""Who is in the story of a work within the film: its roles, by the words that name them."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from entracte.read import lexicon


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# People of ballets, operas and tales whom plots of films seldom name.
_STAGE: Final = _words(
    "lackey pedlar peddler minstrel troubadour harlequin columbine hangman executioner headsman "
    "novice cobbler tinker woodcutter hunchback janissary eunuch vassal footman ferryman "
    "gravedigger watchman lighthouse-keeper matchmaker moneylender usurer alchemist clockmaker "
    "toymaker organ-grinder bandit brigand highwayman outcast foundling changeling sorceress "
    "enchantress enchanter sylph siren imp satyr faun marquis marquise margrave regent khan emir "
    "caliph rajah mandarin gypsy peddlers gendarme hussar sentry apprentice journeyman guardsman "
    "villager townsman lodger guest sweetheart beloved betrothed newlywed bridegroom chambermaid "
    "milkmaid goatherd swineherd cowherd shepherdess infanta dauphin concubine"
)
_NOBODY: Final = frozenset(
    [
        "head",
        "member",
        "star",
        "general",
        "private",
        "model",
        "moon",
        "sun",
        "death",
        "shadow",
        "statue",
        "narrator",
        "chorus",
        "crowd",
        "bird",
        "birds",
        "victim",
        "victims",
        "native",
        "fan",
        "patient",
        "dealer",
        "twin",
        "baby",
    ]
)
_NOUN: Final = "|".join(
    sorted((lexicon.PERSON_NOUNS | lexicon.CREATURES) - _NOBODY, key=len, reverse=True)
)
_PHRASE: Final = re.compile(
    r"\b(?P<det>[Aa]n?|[Tt]he|[Hh]er|[Hh]is|[Tt]heir|[Ii]ts|[Tt]wo|[Tt]hree|"
    r"[Ss]ome)(?=(?P<rest>(?: [a-zà-ÿ-]+(?:['’]s)?){1,4}))"
)
_FUNCTIONAL: Final = frozenset(
    [
        "next",
        "other",
        "another",
        "first",
        "last",
        "same",
        "whole",
        "by",
        "of",
        "to",
        "with",
        "from",
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "and",
        "or",
        "for",
        "as",
        "his",
        "her",
        "their",
        "its",
        "who",
        "that",
        "which",
        "is",
        "are",
        "was",
        "were",
        "but",
        "than",
    ]
)
_PLURAL: Final = re.compile(
    rf"\b(?:by|of|with|from|among|and) (?P<adj>(?!her|his|the|their|its|other|many|all)[a-z-]+ "
    rf"(?:[a-z-]+ )?)(?P<head>(?:{_NOUN}))\b(?<=s)"
)
_STRANGE: Final = frozenset(
    [
        "every",
        "each",
        "any",
        "no",
        "another",
        "next",
        "who",
        "that",
        "which",
        "and",
        "in",
        "of",
        "to",
        "is",
    ]
)


class Role(NamedTuple):
    """Somebody in the story of a work: "the demonic shoemaker"."""

    name: str
    places: tuple[tuple[int, int], ...]  # where the name stands
    described: tuple[tuple[int, int], ...]  # fuller words: "the demonic shoemaker"


_DETERMINERS: Final = frozenset(
    ["a", "an", "the", "her", "his", "their", "its", "two", "three", "some"]
)


def _phrases(body: str, start: int, end: int) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    """Nouns of somebody with the phrase around them: (noun, phrase)."""
    for found in _PHRASE.finditer(body, start, end):
        at = found.start("rest")
        words = list(re.finditer(r"[^ ]+", found["rest"]))
        for i, word in enumerate(words):
            plain = word.group().lower()
            if plain in _FUNCTIONAL or plain in _NOBODY:
                break
            following = words[i + 1].group() if i + 1 < len(words) else ""
            one_of = plain.removesuffix("s")
            staged = plain in _STAGE or one_of in _STAGE
            if not (staged or lexicon.somebody(plain)) or plain.endswith(("'s", "’s")):
                continue
            if i and words[i - 1].group().lower() in ("dead", "same"):
                break  # somebody who has been named before
            if re.match(r" [A-ZÀ-Þ]", body[at + word.end() : at + word.end() + 2]):
                break  # "her husband Marty" goes by his name
            one = plain.endswith("ss") or not plain.endswith("s")
            verb = following.endswith("s") and one
            if lexicon.somebody(following) and not verb and following not in lexicon.ACTS:
                continue
            listed = staged or plain in lexicon.PERSON_NOUNS or one_of in lexicon.PERSON_NOUNS
            does = re.match(
                r" (?:who\b|[a-z]{2,}s\b)", body[at + word.end() : at + word.end() + 24]
            )
            does = does if found["det"].lower() in ("a", "an", "the") else None  # "his stammer is"
            if listed or plain in lexicon.CREATURES or does:
                yield (at + word.start(), at + word.end()), (found.start(), at + word.end())
            break
    for found in _PLURAL.finditer(body, start, end):
        if not set(found["adj"].lower().split()) & _STRANGE:
            yield found.span("head"), (found.start("adj"), found.end())


def told_of(body: str, start: int, end: int) -> bool:
    """Whether somebody without a name is told of here, as tales do: "a girl", "the ferryman"."""
    return next(iter(_phrases(body, start, end)), None) is not None


def roles(
    body: str, story: Iterable[tuple[int, int]], named: Iterable[tuple[int, int]] = ()
) -> list[Role]:
    """Who is in the story of a work: its roles, by the nouns that name them, and by name."""
    seen: dict[str, list[tuple[tuple[int, int], tuple[int, int], str]]] = {}
    named = list(named)
    ends = {end for _, end in named}
    for start, end in story:
        for head, whole in _phrases(body, start, end):
            if body[whole[0] - 2 : whole[0]] == ", " and whole[0] - 2 in ends:
                continue  # "Ilse, a seamstress" goes by her name
            if body[max(0, whole[0] - 6) : whole[0]].endswith((" like ", " than ")):
                continue  # what somebody is compared with is nobody
            adjectives = body[whole[0] : head[0]].lower().split()
            if adjectives and adjectives[0] in _DETERMINERS:
                adjectives = adjectives[1:]
            name = body[head[0] : head[1]].lower()
            seen.setdefault(name, []).append((head, whole, " ".join(adjectives)))
    out: list[Role] = []
    for places in seen.values():
        places.sort()
        bare = [place for place in places if not place[2]]
        if bare:
            spans = [place[0] for place in places]
            start, end = bare[0][0]
        else:
            start, end = places[0][1]
            if re.match(
                r"(?:a|an|the|her|his|their|its|two|three|some) ", body[start:end], re.IGNORECASE
            ):
                start += body[start:end].index(" ") + 1
            spans = [(start, end)]
        fuller = [place[1] for place in places if place[2]]
        out.append(Role(body[start:end], tuple(spans), tuple(fuller) if bare else ()))
    by_name: dict[str, list[tuple[int, int]]] = {}
    for start, end in named:
        by_name.setdefault(body[start:end], []).append((start, end))
    out += [Role(name, tuple(spans), ()) for name, spans in by_name.items()]
    return sorted(out, key=lambda role: role.places[0])
