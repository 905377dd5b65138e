"""Names: whether two of them can be the same person, judged from the names alone."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

_HONORIFICS = {
    "mr": "m", "mister": "m", "sir": "m", "lord": "m", "herr": "m", "monsieur": "m", "senor": "m",
    "signor": "m", "father": "m", "brother": "m", "king": "m", "prince": "m", "count": "m",
    "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "dame": "f", "frau": "f", "madame": "f",
    "mademoiselle": "f", "senora": "f", "signora": "f", "sister": "f", "queen": "f",
    "princess": "f", "countess": "f",
    "dr": "", "doctor": "", "prof": "", "professor": "", "capt": "", "captain": "", "col": "",
    "colonel": "", "lt": "", "lieutenant": "", "sgt": "", "sergeant": "", "major": "",
    "general": "", "inspector": "", "detective": "", "judge": "", "rev": "", "reverend": "",
    "officer": "", "agent": "", "maestro": "",
}  # fmt: skip
_PARTICLES = {"de", "da", "di", "du", "del", "della", "von", "van", "der", "den", "la", "le", "of"}
_LATER = {"jr", "sr", "ii", "iii", "iv"}
_NICKNAMES = {
    "abigail": "abby", "albert": "al bert", "alexander": "alex sandy", "andrew": "andy drew",
    "anthony": "tony", "antonio": "tony", "barbara": "barb", "benjamin": "ben benny",
    "catherine": "cathy kate katie", "charles": "charlie chuck", "christopher": "chris",
    "daniel": "dan danny", "david": "dave davy", "deborah": "deb debbie", "donald": "don donnie",
    "dorothy": "dot dottie", "edward": "ed eddie ned ted teddy",
    "elizabeth": "liz lizzie beth betty", "eugene": "gene",
    "francis": "frank", "frederick": "fred freddy", "gabriel": "gabe",
    "george": "georgie", "gerald": "gerry jerry", "gregory": "greg", "harold": "harry hal",
    "henry": "harry hank", "jacob": "jake", "james": "jim jimmy jamie", "jennifer": "jen jenny",
    "john": "jack johnny", "jonathan": "jon", "joseph": "joe joey", "joshua": "josh",
    "katherine": "kathy kate katie kitty", "kenneth": "ken kenny", "lawrence": "larry",
    "leonard": "len lenny leo", "margaret": "maggie meg peggy", "martin": "marty",
    "matthew": "matt", "michael": "mike mickey", "nathaniel": "nat nate", "nicholas": "nick",
    "patricia": "pat patty", "patrick": "pat paddy", "peter": "pete", "philip": "phil",
    "rebecca": "becky", "richard": "dick rick rich", "robert": "bob bobby rob robbie bert",
    "ronald": "ron ronnie", "samuel": "sam sammy", "samantha": "sam", "stephen": "steve",
    "steven": "steve", "susan": "sue susie", "theodore": "ted teddy theo", "theresa": "terry tess",
    "thomas": "tom tommy", "timothy": "tim", "victor": "vic", "victoria": "vicky vicki tori",
    "vincent": "vince vinny", "virginia": "ginny", "walter": "walt", "william": "bill billy will",
}  # fmt: skip
_SHORT = {short: long for long, shorts in _NICKNAMES.items() for short in shorts.split()}
_QUOTED = re.compile(r"['‘“\"]([^'’”\"]{2,20})['’”\"]")
_WORDS = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*\.?")


class Name(NamedTuple):
    """A name in its pieces, lower case, without accents."""

    given: tuple[str, ...]  # all names before the family name: ("victoria", "vicky")
    family: str  # "" where there is a single name, which may be either
    single: str  # the one name there is: "vicky"
    gender: str  # what the form of address says: "m", "f" or ""
    addressed: bool  # "Mr Page": the single name is a family name
    later: str  # "jr"


@lru_cache(maxsize=8192)
def pieces(name: str) -> Name:
    """``Victoria 'Vicky' Page`` -> given victoria, vicky; family page."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    plain = plain.casefold()
    nicks = tuple(word for quoted in _QUOTED.findall(plain) for word in _WORDS.findall(quoted))
    words = [word.rstrip(".") for word in _WORDS.findall(_QUOTED.sub(" ", plain))]
    words = [re.sub(r"['’]s$", "", word) for word in words]
    gender, addressed = "", False
    while len(words) > 1 and words[0] in _HONORIFICS:
        gender = gender or _HONORIFICS[words[0]]
        addressed = True
        words = words[1:]
    later = words.pop() if len(words) > 1 and words[-1] in _LATER else ""
    if len(words) < 2:
        single = words[0] if words else ""
        if nicks and single:
            return Name(nicks, single, "", gender, addressed, later)
        return Name((), "", single, gender, addressed, later)
    if all(word in _PARTICLES for word in words[:-1]):
        return Name((), "", " ".join(words), gender, addressed, later)
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return Name((*words[:start], *nicks), " ".join(words[start:]), "", gender, addressed, later)


def close(a: str, b: str) -> bool:
    """Whether one is the other with a slip of the pen: ``lemontov``, ``lermontov``."""
    return a == b or (min(len(a), len(b)) >= 6 and OSA.distance(a, b, score_cutoff=1) <= 1)


def is_short(given: str) -> bool:
    """Whether a given name is a short form of another: ``vicky``."""
    return given in _SHORT


def _same_given(a: str, b: str) -> bool:
    if a == b or close(a, b):
        return True
    if len(a) == 1 or len(b) == 1:  # an initial
        return a[0] == b[0]
    return _SHORT.get(a, a) == _SHORT.get(b, b)


def may_be_one(a: Name, b: Name) -> bool:
    """Whether two names with at least two pieces each, or the same single piece, agree."""
    if a.gender and b.gender and a.gender != b.gender:
        return False
    if a.later != b.later and a.later and b.later:
        return False
    if a.single and b.single:
        alike = close(a.single, b.single) or a.single.split()[-1] == b.single.split()[-1]
        return alike and (a.addressed == b.addressed or a.single == b.single)
    if a.single or b.single:
        return False
    if not close(a.family, b.family):
        return False
    return any(_same_given(x, y) for x in a.given for y in b.given)


def could_mean(short: Name, full: Name) -> bool:
    """Whether a single name (``Vicky``, ``Mr Page``) can stand for the full one."""
    if not short.single or full.single or not full.family:
        return False
    if short.gender and full.gender and short.gender != full.gender:
        return False
    if close(short.single, full.family.split()[-1]) or close(short.single, full.family):
        return True
    return not short.addressed and any(_same_given(short.single, given) for given in full.given)
