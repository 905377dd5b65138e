"""Names: whether two of them can be the same person, judged from the names alone."""

import re
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

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
_AGES = {"young", "younger", "old", "older", "elder", "little"}
_GIVEN_AFTER = {"sir", "lady", "lord", "dame", "prince", "princess", "king", "queen"}  # Sir Walter
_CIVIL = {"mr", "mister", "mrs", "ms", "miss"}
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
_WOMEN = {
    *("abigail", "barbara", "catherine", "deborah", "dorothy", "elizabeth", "jennifer"),
    *("katherine", "margaret", "patricia", "rebecca", "samantha", "susan", "theresa", "victoria"),
    *("virginia",),
}
_MEN = frozenset(_NICKNAMES) - _WOMEN
_SHORT = {short: long for long, shorts in _NICKNAMES.items() for short in shorts.split()}
_QUOTED = re.compile(r"['‘“\"]([^'’”\"]{2,20})['’”\"]")
_MAIDEN = re.compile(r"[(\[,]?\s*\b(?:nee|geb\.?)\s+([^\W\d_]+(?:-[^\W\d_]+)*)[)\]]?")
_NUMBER = re.compile(r"\s#?(\d{1,3})\s*\Z")
_WORDS = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*\.?")


class Name(NamedTuple):
    """A name in its pieces, lower case, without accents."""

    given: tuple[str, ...]  # all names before the family name: ("victoria", "vicky")
    family: str  # "" where there is a single name, which may be either
    single: str  # the one name there is: "vicky"
    gender: str  # what the form of address says: "m", "f" or ""
    addressed: bool  # "Mr Page": the single name is a family name
    later: str  # what tells two of one name apart: "jr", "young", "2"
    title: str = ""  # the form of address: "dr"
    maiden: str = ""  # another family name that the name gives: "née Berg"


@lru_cache(maxsize=8192)
def pieces(name: str) -> Name:
    """``Victoria 'Vicky' Page`` -> given victoria, vicky; family page."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    plain = plain.casefold()
    born = _MAIDEN.search(plain)
    maiden = born[1] if born else ""
    plain = _MAIDEN.sub(" ", plain) if born else plain
    number = _NUMBER.search(plain)
    nicks = tuple(word for quoted in _QUOTED.findall(plain) for word in _WORDS.findall(quoted))
    words = [word.rstrip(".") for word in _WORDS.findall(_QUOTED.sub(" ", plain))]
    words = [re.sub(r"['’]s$", "", word) for word in words]
    later = number[1] if number else ""
    if len(words) > 1 and words[0] in _AGES:
        later = later or words[0]
        words = words[1:]
    titles: list[str] = []
    while len(words) > 1 and words[0] in _HONORIFICS:
        titles.append(words[0])
        words = words[1:]
    gender = next((_HONORIFICS[title] for title in titles if _HONORIFICS[title]), "")
    title = titles[0] if titles else ""
    addressed = bool(titles) and title not in _GIVEN_AFTER
    if len(words) > 1 and words[-1] in _LATER:
        later = words.pop()
    if title == "mrs" and len(words) > 1 and words[0] in _MEN:
        words = words[-1:]  # she goes by her husband's name
    if not gender and len(words) > 1 and words[0] in _NICKNAMES:
        gender = "f" if words[0] in _WOMEN else "m"
    rest: dict[str, Any] = {"gender": gender, "addressed": addressed, "later": later}
    rest |= {"title": title, "maiden": maiden}
    if len(words) < 2:
        single = words[0] if words else ""
        if nicks and single:
            return Name(given=nicks, family=single, single="", **rest)
        return Name(given=(), family="", single=single, **rest)
    if all(word in _PARTICLES for word in words[:-1]):
        return Name(given=(), family="", single=" ".join(words), **rest)
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    given = (*words[:start], *nicks)
    return Name(given=given, family=" ".join(words[start:]), single="", **rest)


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
    one, two = ({name.family, name.maiden} - {""} for name in (a, b))
    if not any(close(x, y) for x in one for y in two):
        return False
    return _second_agrees(a, b) and any(_same_given(x, y) for x in a.given for y in b.given)


def _second_agrees(a: Name, b: Name) -> bool:
    """``J. R.`` and ``J. B.`` do not, nor ``J. R.`` and ``Jonathan Brian``."""
    if min(len(a.given), len(b.given)) < 2:
        return True
    x, y = a.given[1], b.given[1]
    return min(len(x), len(y)) > 1 or x[0] == y[0]


def married(a: Name, b: Name) -> bool:
    """Whether one may be the other under the name of a marriage: a family name more or less.

    ``Victoria Page Craster`` and ``Victoria Page``; ``Clara Holm-Weiss`` and ``Clara Weiss``.
    """
    if not (a.given and b.given) or a.given[0] != b.given[0] or len(a.given[0]) < 2:
        return False
    if (a.gender and b.gender and a.gender != b.gender) or a.later != b.later:
        return False
    return any(
        short.family in (*long.given[1:], *(long.family.split("-") if "-" in long.family else ()))
        for short, long in ((a, b), (b, a))
    )


def told_apart(a: Name, b: Name) -> bool:
    """Whether one text that has both tells of two people: it would not write one of them so.

    The son beside the father, the doctor beside Mr Falk, sisters named Christina and Christine.
    """
    if a.later != b.later:
        return True
    if a.title and b.title and (a.title in _CIVIL) != (b.title in _CIVIL):
        return True
    return bool(a.given and b.given) and not any(
        _same_given(x, y) and (x == y or not close(x, y)) for x in a.given for y in b.given
    )


def only_initials(name: Name) -> bool:
    """Whether all that is known of the given names are letters: ``J. R. Harker``."""
    return bool(name.given) and all(len(given) == 1 for given in name.given)


def could_mean(short: Name, full: Name) -> bool:
    """Whether a single name (``Vicky``, ``Mr Page``) can stand for the full one."""
    if not short.single or full.single or not full.family:
        return False
    if short.gender and full.gender and short.gender != full.gender:
        return False
    if close(short.single, full.family.split()[-1]) or close(short.single, full.family):
        return True
    return not short.addressed and any(_same_given(short.single, given) for given in full.given)
