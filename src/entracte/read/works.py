"""Works within the film: a ballet, an opera, a play with a story of its own, told in the text."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from entracte.model import GAP
from entracte.read import kinds, lexicon
from entracte.read.mentions import Mention
from entracte.read.scopes import FILM, parts
from entracte.read.sections import WORK, Section
from entracte.read.sentences import Sentence

_DEGREE: Final = (
    r"(?:(?:roughly|loosely|closely|freely|faithfully|itself|then|also|briefly|partly) ){0,2}"
)
_OPENS: Final = re.compile(
    rf"^(?:(?:The|This|Its|Their|Her|His) (?P<np>[^,.;:()]{{1,70}}?)(?: \([^()]*\))? {_DEGREE}"
    r"(?:follows|tells|is based|was based|depicts|concerns|begins|opens|shows|recounts|relates|"
    r"is about|centres|centers|retells|"
    r"portrays|revolves|starts|dramati[sz]es|is the (?:story|tale)|takes its (?:story|plot)|is "
    r"set)\b"
    r"|(?:In|During|Within|As) (?:the|this|her|his|their) (?P<in>[^,.;:()]{1,60}?)(?: begins| "
    r"opens)?, )",
)
_BASIS: Final = re.compile(
    r"\b(?:based|follows|adapted|retells|adaptation|inspired|taken from|takes its)\b"
)
_TELLS: Final = re.compile(
    r"\b(?:tells|depicts|concerns|is about|begins|opens|shows|recounts|relates|portrays|centres|"
    r"centers|revolves|starts|is set)\b"
)
_BACK: Final = re.compile(
    r"^(?:After the (?:ballet|performance|opera|play|premiere|show|curtain|song)|Back (?:at|in|"
    r"on|stage)|Meanwhile|Backstage|"
    r"The (?:performance|premiere|audience|curtain|production|ballet|opera|play) (?:is|was|ends|"
    r"falls|proves|has|wins)|Offstage|"
    r"The next (?:day|morning)|Later)\b"
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
        "guard",
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
_MOST: Final = 12  # works within one film
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


class Within(NamedTuple):
    """A work within the film; every pair is where something stands in the body."""

    form: str
    title: tuple[int, int] | None
    opens: tuple[int, int]  # the words that name it first
    story: tuple[tuple[int, int], ...] = ()
    basis: tuple[tuple[int, int], ...] = ()
    block: tuple[int, int] = (0, 0)  # from its first to its last sentence


class Role(NamedTuple):
    """Somebody in the story of a work: "the demonic shoemaker"."""

    name: str
    places: tuple[tuple[int, int], ...]  # where the name stands
    described: tuple[tuple[int, int], ...]  # fuller words: "the demonic shoemaker"


def libretti(
    body: str, whole: Sequence[tuple[Sentence, Section]], found: Sequence[Mention]
) -> list[Within]:
    """The works whose story the text tells, with the sentences that tell it."""
    out: list[Within] = []
    sentences = [each for each, _ in whole]
    at = 0
    while at < len(sentences) and len(out) < _MOST:
        each, section = whole[at]
        opened = _opened(body, each)
        fresh = section.kind == WORK and (not out or out[-1].block[0] < section.start)
        if opened is None and fresh and each.whole:
            scope = next(
                (p for p in parts(body, section.head, section.start) if p.kind != FILM), None
            )
            if scope is not None:
                opened = scope.kind, (scope.start, scope.end)
        if opened is None or not each.whole:
            at += 1
            continue
        upto = _block(body, sentences, at, found)
        made = _within(body, sentences[at:upto], opened)
        if made is not None:
            out.append(made)
            at = upto
        else:
            at += 1
    return out


def _opened(body: str, sentence: Sentence) -> tuple[str, tuple[int, int]] | None:
    words = body[sentence.start : sentence.end]
    match = _OPENS.match(words[:300])
    if match is None:
        return None
    group = "np" if match["np"] else "in"
    first, last = sentence.start + match.start(group), sentence.start + match.end(group)
    named = parts(body, first, last)
    if not named or named[0].kind in (FILM, "scene", "song", "music"):
        return None
    if group == "np" and named[-1].kind == FILM:
        return None
    return named[0].kind, (first, last)


def _block(body: str, sentences: Sequence[Sentence], at: int, found: Sequence[Mention]) -> int:
    """Where the story that opens at this sentence is over: the first sentence not of it."""
    begin = sentences[at].start
    outside = {
        word for each in found if each.start < begin - 1 for word in each.words if len(word) > 2
    }
    inside = [each for each in found if each.start >= begin]
    upto, next_name = at + 1, 0
    while upto < len(sentences):
        last, each = sentences[upto - 1], sentences[upto]
        between = body[last.end : each.start]
        words = body[each.start : each.end]
        if re.search(r"\n\s*\n", between) or GAP in between or not each.whole:
            break
        if words.rstrip("\"'”’)»")[-1:] not in ".!?…" or _BACK.match(words):
            break
        if kinds.weigh(words) >= 0.9:
            break
        while next_name < len(inside) and inside[next_name].start < each.start:
            next_name += 1
        ahead = next_name
        known = False
        while ahead < len(inside) and inside[ahead].start < each.end:
            mention = inside[ahead]
            acts = mention.opens or mention.after.lower().endswith(("s", "ed"))
            known = known or (acts and bool(outside & set(mention.words)))
            ahead += 1
        if known:
            break
        upto += 1
    return upto


def _within(
    body: str, block: Sequence[Sentence], opened: tuple[str, tuple[int, int]]
) -> Within | None:
    form, where = opened
    first = block[0]
    words = body[first.start : first.end]
    spans = [(each.start, each.end) for each in block]
    basis: list[tuple[int, int]] = []
    if _BASIS.search(words):
        basis.append(spans[0])
        if not re.search(r"\b(?:tells|begins|opens)\b", words):
            spans = spans[1:]
    elif kinds.weigh(words) >= 2.0 and not _TELLS.search(words):
        spans = spans[1:]
    if not spans and not basis:
        return None
    return Within(
        form=form,
        title=title(body, form),
        opens=where,
        story=tuple(spans),
        basis=tuple(basis),
        block=(first.start, block[-1].end),
    )


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
            if not lexicon.somebody(plain) or plain.endswith(("'s", "’s")):
                continue
            one = plain.endswith("ss") or not plain.endswith("s")
            verb = following.endswith("s") and one
            if lexicon.somebody(following) and not verb and following not in lexicon.ACTS:
                continue
            listed = (
                plain in lexicon.PERSON_NOUNS or plain.removesuffix("s") in lexicon.PERSON_NOUNS
            )
            does = re.match(
                r" (?:who\b|[a-z]{2,}s\b)", body[at + word.end() : at + word.end() + 24]
            )
            if listed or plain in lexicon.CREATURES or does:
                yield (at + word.start(), at + word.end()), (found.start(), at + word.end())
            break
    for found in _PLURAL.finditer(body, start, end):
        if not set(found["adj"].lower().split()) & _STRANGE:
            yield found.span("head"), (found.start("adj"), found.end())


def roles(body: str, story: Iterable[tuple[int, int]]) -> list[Role]:
    """Who is in the story of a work: its roles, by the nouns that name them."""
    seen: dict[str, list[tuple[tuple[int, int], tuple[int, int], str]]] = {}
    for start, end in story:
        for head, whole in _phrases(body, start, end):
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
    return sorted(out, key=lambda role: role.places[0])
