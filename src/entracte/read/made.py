"""What was made tells the trade: who wrote the songs composed, who wrote the script did not."""

import re
from typing import Final

DONE: Final[dict[str, str]] = {
    "directed": "director",
    "co-directed": "director",
    "helmed": "director",
    "produced": "producer",
    "co-produced": "producer",
    "written": "screenwriter",
    "co-written": "screenwriter",
    "scripted": "screenwriter",
    "penned": "screenwriter",
    "adapted": "screenwriter",
    "composed": "composer",
    "scored": "composer",
    "conducted": "conductor",
    "choreographed": "choreographer",
    "photographed": "cinematographer",
    "shot": "cinematographer",
    "filmed": "cinematographer",
    "lensed": "cinematographer",
    "edited": "editor",
    "co-edited": "editor",
    "cut": "editor",
    "designed": "production designer",
    "narrated": "narrator",
    "sung": "singer",
    "danced": "dancer",
    "performed": "performer",
    "played": "cast member",
    "portrayed": "cast member",
    "voiced": "cast member",
    "acted": "cast member",
    "dubbed": "singer",
    "staged": "choreographer",
    "led": "conductor",
    "created": "",
    "provided": "",
    "supplied": "",
    "done": "",
    "handled": "",
    "contributed": "",
    "devised": "",
    "arranged": "",
    "made": "",
    "built": "",
    "painted": "",
    "taken": "",
    "operated": "",
}
# The thing made tells the trade where the verb does not: "the costumes were designed by".
THINGS: Final[dict[str, str]] = {
    "music": "composer",
    "score": "composer",
    "soundtrack": "composer",
    "choreography": "choreographer",
    "dances": "choreographer",
    "dance numbers": "choreographer",
    "cinematography": "cinematographer",
    "photography": "cinematographer",
    "camerawork": "cinematographer",
    "camera work": "cinematographer",
    "editing": "editor",
    "screenplay": "screenwriter",
    "script": "screenwriter",
    "scenario": "screenwriter",
    "dialogue": "screenwriter",
    "story": "screenwriter",
    "lyrics": "lyricist",
    "words": "lyricist",
    "libretto": "librettist",
    "sets": "production designer",
    "set design": "production designer",
    "production design": "production designer",
    "designs": "production designer",
    "art direction": "art director",
    "costumes": "costume designer",
    "costume design": "costume designer",
    "gowns": "costume designer",
    "settings": "production designer",
    "décor": "production designer",
    "backdrops": "production designer",
    "lighting": "cinematographer",
    "cutting": "editor",
    "mime": "choreographer",
    "movement": "choreographer",
    "sound design": "sound",
    "sound": "sound",
    "narration": "narrator",
    "direction": "director",
    "musical direction": "conductor",
    "vocals": "singer",
    "singing": "singer",
    "singing voice": "singer",
    "song": "composer",
    "songs": "composer",
    "title song": "composer",
    "ballet": "choreographer",
    "musik": "composer",
    "musique": "composer",
    "regie": "director",
    "drehbuch": "screenwriter",
}


# What other people than these trades make, too: a story told, a ballet seen.
_LOOSE: Final = frozenset({"ballet", "song", "songs", "story", "words", "movement", "lighting"})


def trade_of(verb: str, subject: str) -> str:
    """The trade of a participle, given what was made."""
    plain = subject.lower()
    role = DONE[verb]
    if verb in ("written", "co-written", "penned", "composed", "arranged"):
        for thing, trade in (
            ("lyrics", "lyricist"),
            ("words", "lyricist"),
            ("libretto", "librettist"),
            ("song", "composer"),
            ("music", "composer"),
            ("score", "composer"),
            ("tune", "composer"),
        ):
            if re.search(rf"\b{thing}s?\b", plain):
                return "" if verb == "arranged" else trade
        if verb == "arranged" and re.search(
            r"\b(?:dances?|ballets?|numbers?|mimes?|steps|fights?)\b", plain
        ):
            return "choreographer"
        if verb in ("written", "penned") and re.search(r"\b(?:novel|book|opera|ballad)\b", plain):
            return ""
    if verb in (
        "designed",
        "created",
        "provided",
        "supplied",
        "done",
        "handled",
        "contributed",
        "devised",
        "made",
        "built",
        "painted",
    ):
        for thing, trade in THINGS.items():
            if thing not in _LOOSE and re.search(rf"\b{thing}\b", plain):
                return trade
        if verb == "devised" and re.search(r"\b(?:ballet|pantomime|dance)", plain):
            return "choreographer"
        return (
            "production designer"
            if verb == "designed" and not re.search(r"poster|titles?|dress", plain)
            else ""
        )
    if verb == "dubbed":
        return "singer" if re.search(r"\b(?:sing|song|vocal)", plain) else "cast member"
    if verb == "staged" and not re.search(r"\b(?:dance|ballet|number|music)", plain):
        return (
            "director"
            if re.search(r"\b(?:play|opera|sequence|scene|pantomime|masque)", plain)
            else ""
        )
    if verb == "operated":
        return "camera operator" if "camera" in plain else ""
    if verb == "taken":
        return "cast member" if re.search(r"\b(?:parts?|roles?)\b", plain) else ""
    if verb == "led":
        return role if re.search(r"\b(?:orchestra|music)", plain) else ""
    if (
        verb == "performed"
        and re.search(r"\b(?:ballet|dance|stunt)", plain) is None
        and "song" not in plain
        and not re.search(r"\b(?:music|score|vocals?|aria|duet|solo|part|role)\b", plain)
    ):
        return ""
    if verb in ("performed", "played") and re.search(
        r"\b(?:song|songs|aria|duet|vocals?|lullaby|ballad|anthem)\b", plain
    ):
        return "singer"
    if verb == "performed" and re.search(r"\b(?:dance|ballet)\b", plain):
        return "dancer"
    if verb in ("performed", "played") and re.search(
        r"\b(?:music|score|piano|violin|theme|solo|concerto|orchestra|soundtrack)\b", plain
    ):
        return "musician"
    return role
