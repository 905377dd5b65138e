"""Characters without a name of their own who act in the story: "her aunt", who gives the party."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from entracte.read import lexicon
from entracte.read.misspelt import Named

_KIN: Final = "|".join(
    sorted(
        lexicon.KIN - {"twin", "parents", "grandparents", "widow", "widower"}, key=len, reverse=True
    )
)
_ONE: Final = re.compile(
    rf"(?P<by>\bby |[,;] |\b(?:and|but|when|while|after|before|because|that|as|where|until) )?"
    rf"(?P<np>(?P<whose>[Hh]is|[Hh]er|[A-ZÀ-Þ][\w-]+['’]s) (?:[a-z]+ "
    rf")?(?P<kin>{_KIN}))\b(?P<after>,? (?:who )?(?P<verb>[a-z]+)|[,.;]|)"
)
_NAMED: Final = re.compile(r",? [A-ZÀ-Þ]|,? (?:named|called)\b| \([A-ZÀ-Þ]")


class Kin(NamedTuple):
    """``name`` is "Vicky's aunt"; ``alias`` "her aunt", as it stands at ``places``."""

    name: str
    alias: str
    places: tuple[tuple[int, int], ...]
    told: tuple[int, int]  # the sentence in which they act


def kinfolk(body: str, story: Sequence[tuple[int, int]], characters: Sequence[Named]) -> list[Kin]:
    """Relations who act and have no name: each once, named after the character they belong to."""
    named_kin = _with_names(body, story)
    owners = sorted(
        (mention.start, each.name, short)
        for each in characters
        if not each.real
        for short in (_short(each),)
        for mention in each.mentions
    )
    found: dict[str, Kin] = {}
    at, last = 0, ""
    for start, end in story:
        before = last
        if at < len(owners) and owners[at][0] < start:
            while at < len(owners) and owners[at][0] < start:
                at += 1
        for match in _ONE.finditer(body, start, end):
            kin = match["kin"].lower()
            if kin in named_kin or _NAMED.match(body, match.end("np")) or not _acts(match, start):
                continue
            whose = match["whose"]
            if whose.lower() in ("his", "her"):
                ahead = at
                while ahead < len(owners) and owners[ahead][0] < match.start("np"):
                    ahead += 1
                owner = owners[at][2] if ahead > at else before
                if not owner:
                    continue
                name, alias = f"{owner}’s {kin}" if "’" in body else f"{owner}'s {kin}", match["np"]
            else:
                name, alias = match["np"], ""
            key = name.casefold().replace("’", "'")
            old = found.get(key)
            places = (*(old.places if old else ()), match.span("np"))
            found[key] = Kin(
                old.name if old else name,
                old.alias if old else alias,
                places,
                old.told if old else (start, end),
            )
        ahead = at
        first = ""
        while ahead < len(owners) and owners[ahead][0] < end:
            first = first or owners[ahead][2]
            ahead += 1
        last = first or last
    return list(found.values())


def _short(each: Named) -> str:
    """What friends call them: the nickname, the first name, or "Mrs. Garner"."""
    nick = next((mention.nick for mention in each.mentions if mention.nick), "")
    words = each.name.split()
    return nick or (each.name if lexicon.honour(words[0]) else words[0])


def _acts(match: re.Match[str], start: int) -> bool:
    if (match["by"] or "").strip() == "by":
        return True
    verb = match["verb"] or ""
    opens = match["by"] is not None or match.start("np") == start
    return opens and verb in lexicon.ACTS and verb not in ("is", "was", "has", "had")


def _with_names(body: str, story: Sequence[tuple[int, int]]) -> set[str]:
    """Relations who are named somewhere: "her father, Lord Page", "Anna, his wife"."""
    out: set[str] = set()
    forward = re.compile(
        rf"\b(?P<kin>(?i:{_KIN}))(?:,? [A-ZÀ-Þ]|,? (?:named|called)\b| \([A-ZÀ-Þ])"
    )
    back = re.compile(
        rf"[A-ZÀ-Þ][\w'’-]+(?: \([^()\n]{{1,60}}\))?,? (?:is |was )?(?:his|her|their|the|"
        rf"[A-ZÀ-Þ]\w+['’]s) (?:[a-z]+ ){{0,2}}(?P<kin>{_KIN})\b"
    )
    for start, end in story:
        for pattern in (forward, back):
            out |= {found["kin"].lower() for found in pattern.finditer(body, start, end)}
    return out
