"""The lines of a screenplay that are not prose: scene headings, page numbers, cuts, names."""

import re
from typing import Final

_NUMBER: Final = r"(?:[A-Z]{0,2}\d{1,4}(?:\.\d{1,2})?(?:-?[A-Z]{1,2})?|\d{1,4}-\d{1,4})"
_LEFT: Final = re.compile(rf"\s*(?:SCENE\s+)?{_NUMBER}[.):]?(?:[\s*]+|(?=[A-Z]{{3}}))")
_RIGHT: Final = re.compile(rf"[\s*]+{_NUMBER}\.?[\s*]*\Z|[\s*]+\Z")
_GLUED: Final = re.compile(r"\s*(\d{1,4}[A-Z]?)(\D.{2,120}?)\1\s*\Z")
_OPENING: Final = re.compile(
    r"(?:(?:FADE|IRIS|OPEN|CUT|DISSOLVE|SMASH CUT|MATCH CUT|JUMP CUT|BACK)\s*"
    r"(?:IN|UP|TO|ON|OUT)?(?:\s+ON)?(?:\s*[:.;-]+\s*|\s+)|BEGIN\s+)(?=\S)"
)
_PLACE: Final = (
    r"INT(?:ERIOR|ERIEUR|ÉRIEUR|ERNO|ERN)?S?|EXT(?:ERIOR|ERIEUR|ÉRIEUR|ERNO|ERN)?S?|ESTERNO|EST|"
    r"I\s?/\s?E|E\s?/\s?I|INNEN|AUSSEN|AUßEN|INTERIÖR|EXTERIÖR|BINNEN|BUITEN|WNĘTRZE|PLENER|"
    r"BELSŐ|KÜLSŐ|SISÄ|ULKO|ИНТ|НАТ|ЭКСТ|İÇ|DIŞ"
)
_HEADING: Final = re.compile(
    rf"(?:{_PLACE})\b\.?(?:\s{{0,2}}[/&-]\s{{0,2}}(?:{_PLACE})\b\.?)?"
    rf"(?:\s*[-–—:,.;]\s*|\s+|(?<=\.)(?=\S))\S"
)
_TITLED: Final = re.compile(r"(?i)(?:int\.?\s?/\s?ext|ext\.?\s?/\s?int|int|ext)[.:]\s*\S")
_SCENE: Final = re.compile(r"SCENE\s+\d{1,4}[A-Z]?\b")
_TRANSITION: Final = re.compile(
    r"(?:(?:SLOW|QUICK|SMASH|MATCH|HARD|JUMP|SHOCK|FAST|TIME|FLASH|RIPPLE|SHARP|LAP)?[\s-]*"
    r"(?:CUT|DISSOLVE|FADE|WIPE|IRIS|INTERCUT|CROSSFADE)\b(?:[\s-]+(?:TO|IN|OUT|UP|BACK|FROM|OFF|"
    r"THROUGH|INTO|BLACK|WHITE|ON|WITH)\b){0,3}|BACK TO SCENE|THE END|END CREDITS|MAIN TITLES?|"
    r"END OF (?:FLASHBACK|FILM|MOVIE)|BACK TO)\b.{0,30}[:.\s-]*\Z"
)
_FURNITURE: Final = re.compile(
    r"\(?CONT(?:INUED|'D|’D|D)?\b[.:]?\)?\s*(?:\(\d{1,3}\))?:?\s*\Z|\(MORE\)\s*\Z|"
    r"\(?CONTINUED\)?\s*:?(?:\s*\(?\d{1,3}\)?)?\s*[A-Z]?\d*[A-Z]?\s*\Z|"
    r"(?:PAGE\s*)?-?\s*\d{1,3}[A-Z]?\s*-?[.\])]?\s*\Z|\*+\s*\Z|[.\-_=]{3,}\s*\Z|"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\s*[A-Z]?\d{0,3}\.?\s*\Z"
)
_REVISION: Final = re.compile(
    r"(?i)(?:rev(?:ised|ision|\.)?\b|(?:\d(?:st|nd|rd|th) )?(?:white|blue|pink|yellow|green|"
    r"goldenrod|buff|salmon|cherry|tan)\s+(?:rev|pages?|draft)).{0,40}\d.{0,20}\Z"
)
_RUNNING: Final = re.compile(
    rf"\s*{_NUMBER}?\s*\(?CONTINUED\)?\s*:?\s*(?:\(\d{{1,3}}\))?\s*{_NUMBER}?[\s*]*\Z"
)
_CUE: Final = re.compile(
    r"([^\W\d_a-z#\"(][^()\[\]:!?\"]{0,38}?|\d{1,2}(?:ST|ND|RD|TH)\s[^()\[\]:!?\"]{1,36}?)\s*"
    r"((?:[(\[][^()\[\]]{1,40}[)\]]\s*){0,3})(:?)\s*\*?\s*\Z"
)
_NOT_A_NAME: Final = re.compile(
    r"(?:ANGLE|CLOSE|CLOSER|CLOSEUP|CAMERA|INSERT|SHOT|MED|MEDIUM|WIDE|WIDER|LONG SHOT|POV|P\.O\.V|"
    r"REVERSE|TRACKING|DOLLY|PAN|ZOOM|SERIES|MONTAGE|FLASH|FLASHBACK|TITLE|SUPER|SUPERIMPOSE|"
    r"CREDITS?|LATER|MOMENTS|CONTINUOUS|SCENE|SEQUENCE|OMIT|OMITTED|THE END|END|FADE|CUT|DISSOLVE|"
    r"WIPE|INTERCUT|BACK|ANOTHER|EXTREME|FULL|HIGH|LOW|TWO SHOT|ON|AT|IN|AS|AND|BY|WRITTEN|"
    r"SCREENPLAY|DRAFT|PAGE|CHAPTER|SAME|MEANWHILE|OVER|VARIOUS|WE|IT|HE|SHE|HIS|HER|THEY)\b"
)
BY_LINE: Final = re.compile(
    r"(?i)(?:(?:original )?(?:screen ?play|teleplay|script|story|written|adapted|adaptation|"
    r"directed|produced)\b.{0,30}\bby\b|by\Z|by [A-Z]|based (?:up)?on\b)"
)
_RETURN: Final = re.compile(
    r"(?i)(?:quick |hard |smash |we )?(?:cut|cuts|dissolve|fade|flash|flashback|intercut)"
    r"(?: back)? (?:in ?to|to)\b"
)
_EXTENSION: Final = re.compile(r"\s*[(\[][^()\[\]]*(?:[)\]]|\Z)")


def heading(text: str) -> str:
    """The scene heading of this line, without numbers and "FADE IN:"; empty if it is none."""
    if len(text) > 160 or len(text) < 5:
        return ""
    bare = _stripped(text)
    opened = _OPENING.sub("", bare, count=1)
    for each in (bare, opened, _LEFT.sub("", opened, count=1)):
        if _HEADING.match(each) and _capitals(each) >= 0.5:
            return each
        if _TITLED.match(each) and len(each) <= 90 and each[-1] not in ",;!?":
            return each
    return ""


def numbered(text: str) -> str:
    """What stands between two equal scene numbers, or after "SCENE 12": a shot of a shooting
    script; empty if this is not such a line."""
    if len(text) > 140:
        return ""
    if glued := _GLUED.match(text):
        inner = glued[2].strip(" \t.*")
        return inner if _capitals(inner) > 0.8 and len(inner) > 3 else ""
    return _stripped(text) if _SCENE.match(text) else ""


def one_number(text: str) -> str:
    """A line in capitals with a scene number at one end; empty if this is not such a line."""
    bare = _stripped(text)
    changed = bare != text.strip(" *")
    return bare if changed and 4 < len(bare) < 100 and _capitals(bare) > 0.9 else ""


def _stripped(text: str) -> str:
    if glued := _GLUED.match(text):
        return glued[2].strip(" \t.*")
    left = _LEFT.match(text)
    bare = text[left.end() :] if left else text.lstrip()
    return _RIGHT.sub("", bare.rstrip(" *")).strip()


def _capitals(text: str) -> float:
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return 0.0
    return sum(letter == letter.upper() for letter in letters) / len(letters)


def transition(text: str) -> bool:
    return len(text) < 60 and bool(_TRANSITION.match(text))


def return_to(text: str) -> bool:
    """Prose that goes elsewhere: "Cut back to the bathroom." """
    return bool(_RETURN.match(text))


def furniture(text: str) -> bool:
    """Page numbers, (CONTINUED), (MORE), revision marks: printed on the page, not part of it."""
    if len(text) > 70:
        return False
    if _FURNITURE.match(text) or _RUNNING.match(text):
        return True
    return bool(_REVISION.match(text)) and len(text) < 60


def cue(text: str) -> bool:
    """Whether this line could be the name of who speaks."""
    if not 1 < len(text) <= 70 or transition(text) or _NOT_A_NAME.match(text):
        return False
    found = _CUE.match(text)
    if not found:
        return False
    name = found[1].rstrip()
    letters = sum(map(str.isalpha, name))
    if letters < 2 and not (letters == 1 and len(name) <= 2):
        return False
    if len(name.split()) > 5 or name[-1] in ",;-–—" or name.endswith(("...", "…")):
        return False
    if name[-1] == "." and not re.search(r"\b(?:[A-Z]|JR|SR|MR|MRS|DR|ST)\.\Z", name):
        return False
    return name == name.upper() or bool(
        re.fullmatch(r"(?:Mc|Mac|De|Di|[A-Z .]+Mc)[A-Z .'’]+", name)
    )


def speaker(name: str) -> str:
    """The bare name of a cue: ``LERMONTOV (V.O.) (CONT'D)`` -> ``LERMONTOV``."""
    bare = _EXTENSION.sub("", name).strip(" \t:*^@.,")
    bare = re.sub(r"(?i)\s+(?:[vo]\.?\s?[osc]\.?|cont[’']?d\.?|continued|off)\Z", "", bare)
    return " ".join(bare.split())
