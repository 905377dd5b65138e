"""Which names are one person's: "Victoria 'Vicky' Page", "Vicky", "Miss Page"."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from entracte.read.mentions import Mention

GENERATION: Final = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})


def _keys(mention: Mention) -> list[str]:
    return [word.casefold() for word in mention.words if word not in GENERATION]


_NEAR: Final = 60  # people of one name who are told apart


def groups(found: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of one person together: longer names first, then what is part of one of them."""
    anchors: dict[tuple[str, ...], list[Mention]] = {}
    by_word: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    order = sorted(found, key=lambda each: (-len(_keys(each)), each.start))
    for mention in order:
        keys = tuple(_keys(mention))
        home = _home(mention, keys, anchors, by_word)
        if home is None:
            title = mention.honour.rstrip(".").lower() if len(keys) == 1 else ""
            home = (*keys, f"({title})") if title in _PAIRED else keys
        if home not in anchors:
            anchors[home] = []
            for word in {*home, *mention.nick.casefold().split()}:
                by_word[word].append(home)
        anchors[home].append(mention)
        if mention.nick:
            for word in mention.nick.casefold().split():
                if home not in by_word[word]:
                    by_word[word].append(home)
    groups = [sorted(group, key=lambda each: each.start) for group in anchors.values()]
    return sorted(groups, key=lambda group: group[0].start)


# Honours that tell two people of one surname apart.
_PAIRED: Final = frozenset(
    [
        "mr",
        "mrs",
        "miss",
        "ms",
        "lady",
        "lord",
        "madame",
        "mme",
        "monsieur",
        "señor",
        "señora",
        "signor",
        "signora",
        "herr",
        "frau",
        "king",
        "queen",
        "prince",
        "princess",
        "duke",
        "duchess",
        "count",
        "countess",
        "father",
        "mother",
        "aunt",
        "uncle",
    ]
)


# Titles by which people are called alone: "the Count", "the Professor".
_TITLES: Final = frozenset(
    """count countess professor doctor captain colonel general major lieutenant sergeant inspector
    baron baroness duke duchess prince princess king queen judge bishop cardinal commander admiral
    marshal sheriff emperor empress marquis marquess mayor senator chancellor superintendent
    commodore""".split()  # noqa: SIM905 - a list of words reads best as words
)


def _home(
    mention: Mention,
    keys: tuple[str, ...],
    anchors: dict[tuple[str, ...], list[Mention]],
    by_word: dict[str, list[tuple[str, ...]]],
) -> tuple[str, ...] | None:
    """The group this name belongs to, if there is exactly one."""
    if keys in anchors:
        return keys
    if len(keys) == 1 and not mention.honour and keys[0] in _TITLES:
        same = [home for home, group in anchors.items() if _titled(keys[0], group)]
        if len(same) == 1:
            return same[0]  # "the Count" is Count Orlok
    fits = [
        home for home in by_word.get(keys[0], [])[:_NEAR] if _part_of(keys, home, anchors[home])
    ]
    title = mention.honour.rstrip(".").lower()
    if title in _PAIRED and len(keys) == 1:
        same = [home for home in fits if _titled(title, anchors[home])]
        alone = fits if title in ("miss", "mr", "monsieur", "herr", "señor") else []
        return same[0] if same else alone[0] if len(alone) == 1 else None
    if len(fits) == 1:
        return fits[0]
    first = [home for home in fits if home[0] == keys[0] or _nick(keys[0], anchors[home])]
    if len(first) == 1 and len(keys) == 1:
        return first[0]
    if fits:  # a family name: whoever was named last before
        earlier = [home for home in fits if anchors[home][0].start <= mention.start] or fits
        return max(earlier, key=lambda home: (len(anchors[home]), -anchors[home][0].start))
    return None


def _part_of(keys: tuple[str, ...], home: tuple[str, ...], group: Sequence[Mention]) -> bool:
    if all(key in home for key in keys):
        return True
    nicks = {word for each in group for word in each.nick.casefold().split()}
    return bool(nicks) and all(key in home or key in nicks for key in keys)


def _nick(key: str, group: Sequence[Mention]) -> bool:
    return any(key in each.nick.casefold().split() for each in group)


def _titled(title: str, group: Sequence[Mention]) -> bool:
    return any(each.honour.rstrip(".").lower() == title for each in group)
