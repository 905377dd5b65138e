"""Headings that ran into the text: ``… of 1948. Reception The critics``, ``PlotAnna waits``."""

import re
from collections.abc import Iterator
from typing import Final

from entracte.model import Mend
from entracte.read.proof import Change

# Words that are a heading even before a name: "… the coast. Plot Anna Wick waits".
_ALONE: Final = (
    r"Plot|Plot summary|Plot outline|Synopsis|Premise|Storyline|Reception|Critical reception|"
    r"Critical response|Legacy|Home media|Box office|Themes|Filming|Accolades|"
    r"Principal photography|Cast and characters|Voice cast|Main cast|"
    r"Handlung|Rezeption|Besetzung|Hintergrund|"
    r"Entstehungsgeschichte|Entstehung|Kritik|Kritiken|Résumé|Intrigue|Fiche technique|"
    r"Historical background|Visual style|Theatrical release|Critical analysis|Music and sound|"
    r"Design and music|Music and design|Costume design|"
    r"Distribution|Argumento|Sinopsis|Reparto|Trama|Accoglienza"
)
# Words that may also begin a name or a sentence: "Production Designer", "Music Hall".
_OTHERS: Final = (
    r"The (?:novel|play|ballet|opera|book|story|song|score|music|poem|pantomime|film within|"
    r"radio play|puppet play|dance|painting|ending)|Music (?:and|&) sound|"
    r"Production|Crew|Cast|Release|Soundtrack|Music|Background|Development|Awards|"
    r"Awards and nominations|Casting|Produktion|Ending|Analysis|Interpretation|"
    r"Interpretations|Writing|Style|Restoration|"
    r"Influence|Influences|Story|Design|Score|Cinematography|Locations|Marketing|Adaptations|"
    r"Title|Editing|Costumes|Choreography|"
    r"Pre-production|Post-production|"
    r"Credits|Notes|References|See also|External links|Sequel|Remake"
)
_STARTERS: Final = (
    r"The|A|An|In|On|After|When|It|She|He|They|This|At|As|While|For|With|During|Before|Although|"
    r"Most|Many|Some|Two|Three|Both|From|His|Her|Its|Since|Despite|By|To|Principal|Filming|"
    r"Nothing|Everything|Everyone|Everybody|Nobody|No|Not|There|One|All|Then|Now|What|Where|How|Who|That|"
    r"These|Those|Each|Another|Though|Because|Shot|Set|Directed|Written|Only|Four|Five|"
    r"Der|Die|Das|Ein|Eine|Nach|Im|Als|Le|La|Les|Un|Une|El|Los|Las|Il"
)
_OFFICES: Final = (
    r"Designers?|Managers?|Compan(?:y|ies)|Assistants?|Supervisors?|Coordinators?|Office|Code|"
    r"Executives?|Directors?|Editors?|Hall|Halls|Box|Video|Academy|Theatre|Department|Departments|"
    r"Secretary|Accountants?|Buyer|Runner|Sound|Consultants?|Staff|Committee|Prize|Holes?|Me|"
    r"Producers?|Festival|Radio|Television|Week|Party|Away|Member|Members|Consultant|Awards?"
)
_ENDED: Final = r"(?:(?<=[.!?\]\"”’)])|(?<=[.!?][\"”’]))"
_WHY: Final = "a heading had run into the text"
_RUN_IN: Final = re.compile(
    rf"{_ENDED}(?P<before>[ \t]*)(?:"
    rf"(?P<sure>{_ALONE})(?P<a>[ \t]+)(?!(?:{_OFFICES})\b)(?=[A-ZÀ-Þ\"“‘«][\w’'.\"”-]*[ \t,])"
    rf"|(?P<other>{_OTHERS})(?P<b>[ \t]+)(?:(?=(?:{_STARTERS})[ \t])|(?!(?:{_OFFICES})\b)"
    rf"(?=(?:[A-ZÀ-Þ][\w’'.-]*[ \t]+){{2,3}}(?:[ ]?,|(?:as|is|was|has|had|"
    rf"wrote|made|shot|sang|drew|built|[a-z]{{3,}}(?:ed|s))\b)))"
    rf"|(?P<last>{_ALONE}|{_OTHERS})(?=[ \t]*$))",
    re.MULTILINE,
)
_GLUED: Final = re.compile(
    r"^(?P<title>Plot|Plot summary|Synopsis|Reception|Critical reception|Production|Handlung)"
    r"(?=[A-ZÀ-Þ][a-zà-ÿ]*[ ][^\n]{60})",
    re.MULTILINE,
)
_AT_START: Final = re.compile(
    rf"^(?:{_ALONE}|{_OTHERS})(?P<after>[ \t]+)(?=(?:{_STARTERS})[ \t]+[a-zà-ÿ][^\n]{{40}})",
    re.MULTILINE,
)
# A heading in words of its own: "Colours and sounds The film was …". Titles have capitals behind.
_OPENS: Final = re.compile(
    rf"^(?!(?:{_STARTERS}|And|But|Or|Of|If|So|Yet|Its?|Into|Upon|Through|Called|Entitled|Titled)\b)"
    r"[A-ZÀ-Þ][a-zà-ÿ]{2,20}(?:[ ](?:and|of|in|on)(?:[ ]the)?[ ][a-z]{3,14})?(?P<after>[ ])"
    r"(?=The[ ](?!same\b)[a-z]{2,20}[ ,][^\n]{40})",
    re.MULTILINE,
)
_BEHIND: Final = re.compile(
    rf"[^\n<{{]{{0,200}}?(?P<space>[ \t]+)(?=(?:{_ALONE}|{_OTHERS})"
    rf"(?:[ \t]*$|[ \t]+(?:{_STARTERS})[ \t]))",
    re.MULTILINE,
)


def runs(text: str) -> Iterator[Change]:
    """The changes that give a heading which ran into the text a line of its own."""
    for found in _RUN_IN.finditer(text):
        if not _paragraph(text, found):
            continue
        title = found["sure"] or found["other"] or found["last"]
        yield Change(*found.span("before"), "\n\n", Mend.DETACHED, _WHY)
        if title != found["last"]:
            yield Change(*found.span("a" if found["sure"] else "b"), "\n", Mend.DETACHED, _WHY)
    for found in _AT_START.finditer(text):
        yield Change(*found.span("after"), "\n", Mend.DETACHED, _WHY)
    for found in _OPENS.finditer(text):
        if _AT_START.match(text, found.start()) is None:
            yield Change(*found.span("after"), "\n", Mend.DETACHED, _WHY)
    for found in _GLUED.finditer(text):
        yield Change(found.end(), found.end(), "\n", Mend.DETACHED, _WHY)


def _paragraph(text: str, found: re.Match[str]) -> bool:
    """Whether the heading stands in running text, not in a list of headings or of credits."""
    before = text[max(0, found.start() - 400) : found.start()].rpartition("\n")[2]
    return len(before.split()) > 3 or found["other"] is not None


def run_in(text: str, start: int, room: int) -> int | None:
    """Where, within ``room`` characters of the same line, a heading begins that ran into it."""
    found = _BEHIND.match(text, start, min(len(text), start + room + 80))
    return found.end("space") if found else None
