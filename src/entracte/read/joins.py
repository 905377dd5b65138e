"""Whether two halves of a text belong together, or words are missing between them.

A mark taken out of the middle of a sentence may have hidden a hole. "After seeing her in Swan
Lake, and has been much discussed since" reads well and says what nobody wrote; so the halves are
joined only where the grammar of both sides agrees.
"""

import re
from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a list written as a text."""
    return frozenset(text.split())


_BINDING: Final = words(
    "and or but yet nor et ou mais und oder aber sondern y e o pero ed ma och og"
)
_AUXILIARY: Final = words(
    """is are was were has have had does did do will would can could shall should may might must
    became becomes remains remained est sont était étaient fut ont avait furent sera ist sind war
    waren hat hatte wurde wurden wird es son fue era fueron ha han había è sono fu erano aveva"""
)
# A phrase that ends with one of these is not finished.
_UNFINISHED: Final = words(
    """the a an of to with by for from at into onto upon his her their its our your my whose which
    than because although while if when as and or but nor is are was were be been being has have
    had between among during toward towards against through without within very such in on le la
    les un une des du de et ou à au aux dans par pour avec sans der die das dem den des ein eine
    einem einen einer und oder mit von zu zum zur im am für el los las y en con por il lo gli di e
    del della nel nella"""
)
# ... nor with one of these, which want a verb or a clause behind them.
_EXPECTING: Final = words(
    """who whom whose which can could would should may might must will shall cannot he she they
    we whether that where when what how why"""
)
_MODALS: Final = words("can could would should may might must will shall cannot")
_INVERTING: Final = words(
    "nor neither so only then never not as than what how why when where whom seldom rarely which"
)
_DETERMINERS: Final = words("the a an his her their its our your my whose every each")
_NAMED_VERB: Final = re.compile(
    r"([A-ZÀ-Þ][\w’'-]*)(?:\s+[A-ZÀ-Þ][\w’'-]*)?\s+"
    r"(?:(?:then|also|now|soon|later|never|still|finally|eventually|always)\s+)?([a-z]+)\b"
)
_RARELY_LAST: Final = words(
    """the a an of and or but nor than his their its our your my whose because although with into
    from upon between among toward towards during des du et ou aux der dem den ein eine einem einen
    einer und oder el los las y gli della nella"""
)
_BEGINNING: Final = words(
    """The A An He She It They We This These Those There In On At After Before When While As But And
    Although Though However Meanwhile Eventually Finally Because Since Once Later During His Her Its
    Their Der Die Das Ein Eine Er Sie Es Nach Als Im Am Le La Les Un Une Il Elle Ils Dans El Los"""
)
_PRONOUNS: Final = words("He She It They We Er Sie Es Il Elle Ils")
_SUBORDINATE: Final = words(
    """After Before When While As Although Though Because Since Once Until If During Upon Despite
    Having Being Following With Without Nachdem Als Während Obwohl Weil Nach Après Quand Lorsque
    Pendant Bien Después Cuando Mientras Aunque Dopo Quando Mentre In On At By For From"""
)
_RELATIVE: Final = words(
    """who whom whose which that what where when how why if whether than as der das wer wo
    qui que dont où quien cual che cui"""
)
_STOP: Final = re.compile(r"[.!?…。！？:][\"'”’»)\]]*$")
_LAST: Final = re.compile(r"([^\W\d_]+)[’'\"”)]*$")
_FIRST: Final = re.compile(r"[\"“‘'«(\[]*([^\W\d_][\w’'-]*)")
_PRESENT: Final = re.compile(
    r"(?:is|has|does|was|had|did|[a-z]{2,}(?:ed|s|ought|ook|ave|ade|ent|ame|aw|ew|old|eft|ound))$"
)
_NOT_VERBS: Final = words("as his its this us thus always perhaps various whose yes less across")


def ended(before: str) -> bool:
    """Whether the last thing in ``before`` is a finished sentence, or nothing."""
    before = before.rstrip()
    return not before or before[-1] == "\n" or _STOP.search(before[-8:]) is not None


def unfinished(before: str, *, strictly: bool = False) -> bool:
    """Whether ``before`` breaks off after a word that cannot be the last of a sentence."""
    last = _LAST.search(before.rstrip()[-40:])
    if last is None or not last[1].islower():
        return False
    return last[1] in (_RARELY_LAST if strictly else _UNFINISHED | _EXPECTING)


def hanging(before: str, after: str) -> str:
    """Why a note between these halves hides a hole: the words before it want others than follow.

    Empty when nothing speaks against joining them. Only what cannot be right is told: "before he
    can" and then a name, "into his" and then a name with its verb.
    """
    said = re.search(r"([^\W\d_]+)\s+([^\W\d_]+)$", before.rstrip()[-80:])
    follows = _NAMED_VERB.match(after.lstrip(' \t\xa0"“'))
    capital = re.match(r"[ \t\xa0\"“]*[A-ZÀ-Þ]", after)
    if said is None or capital is None or not said[2].islower():
        return ""
    modal = said[2] in _MODALS and said[1].lower() not in _INVERTING
    verb = follows is not None and not follows[1].endswith("s") and _finite(follows[2])
    broken = modal or (said[2] in _DETERMINERS and verb)
    return "the sentence breaks off, and another goes on" if broken else ""


def torn(before: str, after: str) -> str:
    """Why text must be missing between the halves; empty when they may be joined.

    ``before`` begins with its sentence, ``after`` is what the reader would read on with.
    """
    before, after = before.rstrip(), after.lstrip(" \t\xa0")
    first = _FIRST.match(after)
    if not after or after[0] in "\r\n" or first is None:
        return ""
    word = first[1]
    if ended(before):
        lower = word[0].islower() and before and before[-1] not in "\n:" and not after[0].isdigit()
        return "the beginning of the sentence is missing" if lower else ""
    if word in _BEGINNING and not _continues_title(before):
        title = re.match(r"\s+[A-ZÀ-Þ]", after[first.end() :]) and word not in _PRONOUNS
        return "" if title else "a new sentence begins before the last one has ended"
    if word[0].isupper():
        following = re.match(r"(?:\s+[A-ZÀ-Þ][\w'’-]*){0,2}\s+([a-z]+)\b", after[first.end() :])
        verb = following is not None and _finite(following[1])
        closed = before[-1] not in ",;–—" and _main(before) and not unfinished(before)
        if verb and closed:
            return "a new sentence begins before the last one has ended"
        return hanging(before, after)
    if unfinished(before) and (word in _BINDING or word in _AUXILIARY):
        return "the sentence breaks off, and another goes on"
    if before[-1] in ",;":
        return _after_comma(before, after, word)
    if word in _AUXILIARY and _has_its_verb(before):
        return "the sentence breaks off, and another goes on"
    return ""


def _after_comma(before: str, after: str, word: str) -> str:
    following = re.match(r"\w+\s+(?:not |also |never |since |later )?([a-z]+)\b", after)
    bound = word in _BINDING and following is not None
    verb = following[1] if bound and following else word
    past = bound and verb.endswith("ed") and not _main(before)
    if verb not in _AUXILIARY and not past:
        return ""
    opening = re.match(r"\W*(\w+)", before)
    subordinate = opening is not None and opening[1] in _SUBORDINATE
    clauses = before.rstrip(",;").split(",")
    if bound:
        joined = _main(before) if not subordinate else len(clauses) > 1 and _main(clauses[-1])
    else:  # "The film, written by her, has": a verb after an aside
        joined = not subordinate and len(clauses) > 1
    return "" if joined else "the sentence breaks off, and another goes on"


def _main(clause: str) -> bool:
    """Whether there is a verb that can carry a sentence, after a word that can be its subject."""
    found = re.findall(r"[^\W\d_]+", clause[-600:])
    return any(_finite(each) for each in found[1:])


def _finite(word: str) -> bool:
    if word in _AUXILIARY:
        return True
    return word.islower() and word not in _NOT_VERBS and _PRESENT.search(word) is not None


def _has_its_verb(before: str) -> bool:
    """Whether a second verb cannot belong to the subject of ``before``, which has its own."""
    said = re.findall(r"[^\W\d_]+", before[-600:])
    return any(each in _AUXILIARY for each in said) and not any(
        each.lower() in _RELATIVE for each in said
    )


def _continues_title(before: str) -> bool:
    """``in Robert's The``: after a name's genitive or a colon a capital begins a title."""
    last = re.search(r"(\S+)$", before)
    return last is not None and last[1].endswith(("’s", "'s", ":", "“", '"', "«", "("))
