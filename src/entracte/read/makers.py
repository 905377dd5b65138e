"""Whose a tune is, in the words of a listing: "performed by A, written by B and C "
"(at the ball)"."""

import re
from typing import Final, NamedTuple

from entracte.read.roles import is_department

Place = tuple[int, int]


class By(NamedTuple):
    """Whose a track is: the words for the work ("performed by", or only "by"), and the name."""

    role: str  # of Credit.role; "track credit" for a bare "by"
    start: int
    end: int


_ROLES: Final = (
    ("lyricist", re.compile(r"(?:lyrics?|words|text|paroles|letra)\b", re.IGNORECASE)),
    ("singer", re.compile(r"(?:sung|vocals?|chanté|gesungen|cantad)", re.IGNORECASE)),
    ("performer", re.compile(r"(?:perform|played|recorded|artist|interpr|gespiel)", re.IGNORECASE)),
    ("conductor", re.compile(r"(?:conduct|dirigi)", re.IGNORECASE)),
    ("composer", re.compile(r"(?:written|composed|composer|music|compos|komponi|words and music|"
                            r"writer|écrit|escrit|scritt)", re.IGNORECASE)),
    ("", re.compile(r"(?:arranged|produced|courtesy|published|under licen|orchestrated|label)",
                    re.IGNORECASE)),
)  # fmt: skip
_WORK: Final = (
    r"(?:(?:(?:words|music|lyrics?|written|composed|performed|played|sung|recorded|arranged|produced|"
    r"conducted|orchestrated|published|vocals|interprétée?|composée?|chantée?|interpretad[oa]|"
    r"compuest[oa]|cantad[oa]|gesungen|gespielt|komponiert|geschrieben|scritt[oa]|cantat[oa])"
    r"(?:,? (?:and|&|et|und|y) )?)+ ?)"
)
BY: Final = re.compile(rf"(?<!\w)(?P<work>{_WORK})?(?:by|par|von|por|da|di)\s+", re.IGNORECASE)
WORK_BY: Final = re.compile(rf"(?<!\w)(?P<work>{_WORK})(?:by|par|von|por|da|di)\s+", re.IGNORECASE)
WHERE_LABEL: Final = re.compile(
    r"(?:where|heard(?: in| during)?|scene|when|context|used(?: in| during)?|plays(?: in| during)?|"
    r"played (?:in|during)|description|szene|wo|zu hören|scène|où|escena|dónde|scena|"
    r"dove|note)\s*:\s*",
    re.IGNORECASE,
)
CUT: Final = re.compile(r"\s*[,;|·]\s+|\s+[–—-]\s+|\s*[–—]\s+|\s*:\s+|\s*[(\[]")
SEPARATOR: Final = " \t,;|·:–—-"
PLACE: Final = re.compile(
    r"\b(?:credits?|scenes?|sequence|titles?|montage|finale|ending|opening|interlude|background|"
    r"during|throughout|climax|climactic|heard|plays?|playing|played|underscores?|accompan\w+|when|"
    r"over|while|as|at|in the|on the|vorspann|abspann|während|szene|générique|pendant|scène|"
    r"créditos|durante|escena|titoli|scena)\b",
    re.IGNORECASE,
)
OPENS_PLACE: Final = re.compile(
    r"(?:plays?|heard|played|during|used|over|as|in|at|when|while|on|from|sung|"
    r"the scene|opens|closes|"
    r"accompan\w+|underscor\w+|it|this|diegetic|source|pendant|während|durante)\b",
    re.IGNORECASE,
)
_SMALL: Final = frozenset(
    """and & of the with his her feat feat. ft ft. featuring de da di du del della van von der
    den la le les y e et und der die das for et al. vs x with""".split()  # noqa: SIM905 - a list of words reads best as words
)
_NOBODY: Final = frozenset(
    """various|various artists|unknown|traditional|trad|trad.|uncredited|n/a|none|anonymous|
    unknown artist|verschiedene|divers|varios artistas|artisti vari|the cast|cast""".replace(
        "\n    ", ""
    ).split("|")
)
_NOTHING: Final = re.compile(
    r"(?:no|none|n/a|tba|tbd|tbc|there (?:are|is) (?:no|currently no|not)|not (?:available|yet)|"
    r"nothing|coming soon|to be (?:added|announced|completed)|be the first|"
    r"add (?:a|an|the first|your)|"
    r"(?:we|this (?:page|section|film)) (?:have|has|is|are|don['’]t|do|does)[a-z]* ?"
    r"(?:not?|empty|yet|nothing)|still (?:to come|empty|missing)|empty|nobody has|keine|noch keine|"
    r"aucune?|pas encore|no hay|todavía no|nessun|ancora)\b.{0,80}"
    r"|[–—-]{1,3}|\.{2,5}|…|\((?:none|empty|nothing.{0,20})\)",
    re.IGNORECASE,
)


def nothing(text: str) -> bool:
    """Whether a line only says that there is nothing here: "No quotes yet."."""
    bare = text.strip()
    if bare[:1] in ("(", "[") and bare[-1:] in (")", "]"):
        bare = bare[1:-1].strip()
    return bool(_NOTHING.fullmatch(bare)) and len(text.split()) <= 12


def nobody(name: str) -> bool:
    """Whether this stands where a name should, and is nobody in particular."""
    return name.strip(" .()").casefold() in _NOBODY


_COMPANY: Final = re.compile(
    r".{1,80}\b(?:Ltd|Limited|Inc|Incorporated|GmbH|LLC|Corp|Corporation|S\.A|B\.V|N\.V|A/S|Oy|"
    r"Pictures|Productions|Filmproduktion|Studios|Entertainment|Distribution)\.?"
)


def is_company(name: str) -> bool:
    """Whether this is a firm by its name: it may own a tune, and cannot sing it."""
    return len(name) <= 90 and _COMPANY.fullmatch(name.strip(" ,;()")) is not None


def like_a_name(text: str) -> bool:
    """Whether these words could be a person's or a band's name: capitals, few, no place words."""
    words = text.split()
    if not 1 <= len(words) <= 12 or text.endswith(("!", "?", ":")) or OPENS_PLACE.match(text):
        return False
    if not (text[0].isupper() or text[0].isdigit()):
        return False
    great = [word for word in words if word.casefold().strip(",;") not in _SMALL]
    if not great or any(not (word[0].isupper() or word[0].isdigit()) for word in great):
        return False
    return is_department(text) or not PLACE.search(text)


def makers(
    body: str, start: int, end: int, named: "re.Match[str]"
) -> tuple[tuple[By, ...], Place | None]:
    """The names from "performed by" on, and what stands behind the last of them."""
    at = start + named.end()
    work = named.group("work") or ""
    out: list[By] = []
    while True:
        stop = name_end(body, at, end)
        place = trim(body, at, stop)
        role = _role(work)
        if role and place[0] < place[1]:
            out.append(By(role, *place))
        at = stop
        while at < end and body[at] in SEPARATOR:
            at += 1
        following = WORK_BY.match(body[at:end].lstrip("(["))
        if following is None:
            break
        skipped = len(body[at:end]) - len(body[at:end].lstrip("(["))
        work = following.group("work")
        at += skipped + following.end()
    rest = where_of(body, at, end)
    return tuple(out), rest


def name_end(body: str, at: int, end: int) -> int:
    """Where a name ends: at the first comma, dash or bracket that no further name follows."""
    following = WORK_BY.search(body, at, end)
    limit = following.start() if following else end
    stop = limit
    for cut in CUT.finditer(body, at, limit):
        if cut.start() == at:
            continue
        nxt = CUT.search(body, cut.end(), limit)
        chunk = body[cut.end() : nxt.start() if nxt else limit].strip(" .")
        comma = body[cut.start() : cut.end()].strip() == ","
        if comma and re.fullmatch(r"(?:Jr|Sr|II|III)\.?", chunk):
            continue
        if comma and chunk and _lists_on(body, cut.end(), limit) and like_a_name(chunk):
            continue
        stop = cut.start()
        break
    return stop


def _lists_on(body: str, at: int, limit: int) -> bool:
    """Whether a list of names goes on here and closes with "and": "A, B and C"."""
    chunk = re.split(r"[(\[–—]", body[at:limit], maxsplit=1)[0]
    names = re.split(r",\s+", chunk)
    return bool(re.search(r"\s(?:and|&|und|et|y)\s[A-ZÄÖÜÉ]", names[-1])) and all(
        like_a_name(name.strip()) for name in names
    )


def _role(work: str) -> str:
    if not work.strip():
        return "track credit"
    plain = work.strip()
    if re.match(r"words and music", plain, re.IGNORECASE) or plain.casefold() in ("by", "by:"):
        return "composer" if plain[:1].casefold() == "w" else "track credit"
    return next((role for role, sign in _ROLES if sign.match(plain)), "track credit")


def trim(body: str, start: int, end: int) -> Place:
    while start < end and (body[start].isspace() or body[start] in '"“”«»([,;:–—-'):
        start += 1
    while start < end and (body[end - 1].isspace() or body[end - 1] in '"“”«»,;:–—-(['):
        end -= 1
    if (
        body[end - 1 : end] in (")", "]")
        and "(" not in body[start:end]
        and "[" not in body[start:end]
    ):
        end -= 1
    if body[start : start + 1] == "." and end - start == 1:
        start = end
    return start, end


def where_of(body: str, at: int, end: int) -> Place | None:
    start, stop = trim(body, at, end)
    while start < stop and body[start] in "(.":
        start += 1
    if start < stop and (label := WHERE_LABEL.match(body[start:stop])):
        start += label.end()
    return (start, stop) if stop - start > 1 else None


def who(body: str, by: By) -> list[tuple[int, int]]:
    """The places of the names in "A and B"; one name for a band: "Simon & Garfunkel"."""
    text = body[by.start : by.end]
    if nobody(text) or is_department(text) or is_company(text):
        return []
    parts: list[tuple[int, int]] = []
    at = 0
    for cut in re.finditer(
        r",\s+(?!(?:Jr|Sr)\b)(?:(?:and|&|und|et|y)\s+)?|\s+(?:and|&|und|et|y|/|feat\.?|ft\.?|featuring|with)\s+",
        text,
    ):
        parts.append((at, cut.start()))
        at = cut.end()
    parts.append((at, len(text)))
    pieces = [text[first:last] for first, last in parts]
    single = any(len(piece.split()) < 2 for piece in pieces)
    band = any(re.match(r"(?:the|his|her|chorus|orchestra)\b", piece, re.I) for piece in pieces[1:])
    if len(parts) == 1 or single or band:
        return [(by.start, by.end)]
    return [(by.start + first, by.start + last) for first, last in parts]
