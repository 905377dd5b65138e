"""What someone does for a film tells their trade: who cuts it, who sings in it, who plays whom."""

import re
from typing import Final

from entracte.read import lexicon
from entracte.read.scopes import NAME

DOES: Final[dict[str, str]] = {
    "direct": "director", "co-direct": "director", "helm": "director", "produce": "producer",
    "co-produce": "producer", "compose": "composer", "score": "composer",
    "conduct": "conductor", "choreograph": "choreographer", "photograph": "cinematographer",
    "film": "cinematographer", "shoot": "cinematographer", "lens": "cinematographer",
    "edit": "editor", "co-edit": "editor", "cut": "editor", "design": "production designer",
    "narrate": "narrator", "dance": "dancer", "sing": "singer", "play": "cast member",
    "portray": "cast member", "voice": "cast member", "star": "cast member",
    "co-star": "cast member", "appear": "cast member", "feature": "", "write": "screenwriter",
    "co-write": "screenwriter", "adapt": "screenwriter", "script": "screenwriter", "dub": "singer",
    "create": "", "devise": "", "provide": "", "supply": "", "contribute": "", "handle": "",
    "arrange": "", "serve": "", "act": "", "work": "", "perform": "performer",
}  # fmt: skip


def role_of(stem: str, plain: str) -> str:
    """The trade of this verb, given what stands behind it in lower case; "" for none."""
    role = DOES[stem]
    bare = not plain.strip(" ,")
    if stem in (
        "write",
        "co-write",
        "compose",
        "adapt",
        "provide",
        "supply",
        "contribute",
        "handle",
        "create",
        "devise",
        "design",
        "arrange",
        "score",
    ):
        for thing, trade in (
            ("lyrics", "lyricist"), ("libretto", "librettist"), ("singing voice", "singer"),
            ("screenplay|script|scenario", "screenwriter"),
            ("choreography", "choreographer"), ("dances|mime|pantomime", "choreographer"),
            ("costumes?", "costume designer"), ("sets?", "production designer"),
            ("cinematography", "cinematographer"), ("photography", "cinematographer"),
            ("editing", "editor"), ("narration", "narrator"),
            ("score", "composer"), ("music", "composer"), ("songs?", "composer"),
            ("soundtrack", "composer"),
        ):  # fmt: skip
            if re.search(rf"\b{thing}\b", plain):
                return "" if stem == "arrange" and trade == "composer" else trade
        if stem in ("write", "co-write", "adapt"):
            ok = bare or re.search(r"\b(?:film|movie|picture|it|treatment|dialogue)\b", plain)
            return role if ok and not re.search(r"\b(?:that|novel|review|book)\b", plain) else ""
        if stem == "design":
            return role if re.search(r"\b(?:film|picture|movie|production)\b", plain) else ""
        return (
            role
            if stem in ("compose", "score")
            and (bare or re.search(r"\b(?:film|movie|picture|ballet|opera|overture|aria)\b", plain))
            else ""
        )
    if stem in (
        "direct",
        "co-direct",
        "helm",
        "produce",
        "co-produce",
        "film",
        "shoot",
        "photograph",
        "lens",
        "edit",
        "co-edit",
        "cut",
    ):
        fits = bare or re.search(
            rf"\b(?:film|movie|picture|feature|production|it|sequences?|scenes?|adaptation|"
            rf"version|episode|segment|opera|ballet|play|musical|remake|sequel)\b|{NAME}",
            plain,
        )
        if stem in ("film", "shoot", "photograph", "lens", "cut", "edit") and not re.search(
            r"\b(?:film|movie|picture|feature|production|sequences?|scenes?|segment)\b", plain
        ):
            return role if bare else ""
        return role if fits else ""
    if stem == "conduct":
        return (
            role
            if bare
            or re.search(
                r"\b(?:music|score|orchestra|ballet|opera|film|recording|philharmonic|"
                r"performance|overture|soundtrack|songs?|aria|it|sequences?|scenes?)\b",
                plain,
            )
            else ""
        )
    if stem == "choreograph":
        return (
            role
            if bare
            or re.search(
                rf"\b(?:ballet|dances?|film|sequences?|numbers?|scenes?|fights?|it|opera|"
                rf"musical|steps)\b|{NAME}",
                plain,
            )
            else ""
        )
    if stem == "dub":
        return (
            role
            if re.search(r"\bsinging|\bsongs?\b|\bvocals?\b", plain)
            else ("cast member" if "voice" in plain else "")
        )
    if stem == "sing":
        return (
            role
            if bare
            or re.search(
                rf"\b(?:songs?|arias?|role|part|duet|for|ballad|lullaby|anthem|theme)\b|{NAME}|"
                rf"[\"“'‘]",
                plain,
            )
            else ""
        )
    if stem == "dance":
        return (
            role
            if is_role(plain.split(",")[0])
            or re.search(r"\b(?:role|part|ballet|lead|in the|as)\b", plain)
            else ""
        )
    if stem == "perform":
        if re.search(r"\b(?:songs?|aria|vocals?|ballad|duet)\b", plain):
            return "singer"
        return "dancer" if re.search(r"\b(?:dances?|ballet)\b", plain) else ""
    if stem == "appear":
        return (
            role
            if re.search(
                r"(?:^| )(?:as|in (?:a|the|his|her) (?:\w+ )?(?:role|part|cameo))\b", plain
            )
            else ""
        )
    if stem in ("star", "co-star"):
        return role if bare or re.search(r"^ ?(?:in|as|opposite|alongside|with)\b", plain) else ""
    return role


def is_role(words: str) -> bool:
    """Whether these words are somebody: "the old shoemaker", not "a game of chess"."""
    head = re.split(r" (?:of|in|from|who|with|at|to|named|called)\b", words.lower())[0].split()
    return bool(head) and lexicon.somebody(head[-1])


def trade_named(words: str) -> str:
    """The trade these words name: "cameraman" -> "cinematographer"."""
    plain = words.lower()
    return {
        "director of photography": "cinematographer", "cameraman": "cinematographer",
        "set designer": "production designer", "writer": "screenwriter",
    }.get(plain, plain)  # fmt: skip
