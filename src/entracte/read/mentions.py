"""Names as they stand in prose: runs of capitalised words, before anyone asks whose they are."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from entracte.read import lexicon

_TOKEN: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’\-][^\W_]+)*\.?")
_NICKNAME: Final = re.compile(
    r" (?P<open>['\"“‘(«])(?P<nick>[^\W\d_][^\s'\"“”‘’()«»]{0,20}(?: "
    r"[^\W\d_][^\s'\"“”‘’()«»]{0,20})?)"
    r"(?P<close>['\"”’)»]) "
)
_POSSESSIVE: Final = re.compile(r"['’]s$|(?<=s)['’]$")
_OPENERS: Final = " \t\"'“‘«([*_—–-•"
_ENDERS: Final = ".!?:;…\n\r]|>"


class Token(NamedTuple):
    """A word, without the full stop that ends its sentence. ``possessive`` is cut off."""

    start: int
    end: int
    word: str
    possessive: bool
    stop: bool  # a full stop follows that is not part of the word


class Mention(NamedTuple):
    """A name where it stands: ``Victoria 'Vicky' Page`` has words Victoria, Page and a nick."""

    start: int
    end: int
    words: tuple[str, ...]  # particles included: ("Maria", "von", "Trapp")
    honour: str = ""  # "Mrs." or "Captain", not part of ``words``
    nick: str = ""
    opens: bool = False  # it begins a sentence, where any word is capitalised
    possessive: bool = False
    before: str = (
        ""  # the word before, in lower case; "" at the start of a sentence or after a comma
    )
    after: str = ""  # the word after, as it stands; "" when a mark stands between
    mark: str = ""  # the mark right after the name: "," or "(" or "." ...

    @property
    def name(self) -> str:
        return " ".join(self.words)


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of these characters, in order."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        at, to = match.span()
        stop = word.endswith(".")
        if stop and not _keeps_stop(word):
            word, to = word[:-1], to - 1
        elif stop:
            stop = False
        bare = _POSSESSIVE.sub("", word)
        found.append(Token(at, at + len(bare) if bare != word else to, bare, bare != word, stop))
    return found


def _keeps_stop(word: str) -> bool:
    plain = word[:-1]
    return (len(plain) == 1 and plain.isupper()) or plain.lower() in lexicon.SHORT or "." in plain


def mentions(text: str, spans: Iterable[tuple[int, int]]) -> list[Mention]:
    """All runs of capitalised words in these stretches of the text, in order."""
    words = [token for start, end in spans for token in tokens(text, start, end)]
    lower = {token.word for token in words if token.word[:1].islower()}
    inside = {  # capitalised in the middle of a sentence
        token.word for token in words if _capital(token.word) and not _opens(text, token.start)
    }
    found: list[Mention] = []
    at = 0
    while at < len(words):
        if not _capital(words[at].word):
            at += 1
            continue
        upto = _run(text, words, at)
        first = _trim(text, words, at, upto, lower, inside)
        if first < upto:
            found.append(_mention(text, words, first, upto))
        at = upto
    return found


def _run(text: str, words: Sequence[Token], at: int) -> int:
    """Where the run of capitalised words that starts at ``at`` ends (exclusive)."""
    last = at
    while last + 1 < len(words) and last - at < 12:
        token, after = words[last], words[last + 1]
        between = text[token.end : after.start]
        if token.possessive or token.stop:
            break
        nick = _NICKNAME.match(text, token.end)
        if nick and _capital(nick["nick"]):
            skip = last + 1 + nick["nick"].count(" ") + 1
            if skip < len(words) and words[skip].start == nick.end() and _capital(words[skip].word):
                last = skip
                continue
        if between == ", " and after.word.rstrip(".") in ("Jr", "Sr"):
            last += 1
            continue
        if between not in (" ", "  ", "\u00a0", "-"):
            break
        if (
            token.word.endswith(".")
            and len(token.word) > 2
            and after.word.lower() in lexicon.FUNCTION
        ):
            break
        if _capital(after.word):
            last += 1
            continue
        ahead = last + 1
        while ahead < len(words) and words[ahead].word in lexicon.PARTICLES and ahead - last < 4:
            if text[words[ahead - 1].end : words[ahead].start] != " ":
                break
            ahead += 1
        joined = (
            last + 1 < ahead < len(words)
            and _capital(words[ahead].word)
            and text[words[ahead - 1].end : words[ahead].start] in (" ", " '", " ’")
        )
        if not joined:
            break
        last = ahead
    return last + 1


def _trim(
    text: str, words: Sequence[Token], at: int, upto: int, lower: set[str], inside: set[str]
) -> int:
    """The run without the ordinary words that only their place made capital."""
    while at < upto:
        token = words[at]
        plain = token.word.lower()
        opens = _opens(text, token.start)
        if plain in lexicon.NEVER or (plain in lexicon.FUNCTION and opens and plain != "will"):
            at += 1
            continue
        if not opens:
            break
        alone = upto - at == 1
        if (
            (plain in lower and token.word not in inside)
            or (alone and token.word not in inside and lexicon.ordinary(plain))
            or (
                not alone
                and (lexicon.trade(plain) or (token.word not in inside and lexicon.adverb(plain)))
            )
        ):
            at += 1
        else:
            break
    return at


def _mention(text: str, words: Sequence[Token], first: int, upto: int) -> Mention:
    run = list(words[first:upto])
    nick = ""
    kept: list[str] = []
    honour = ""
    for i, token in enumerate(run):
        quoted = i and text[token.start - 1] in "'\"“‘(«" and token.start - run[i - 1].end >= 2
        if quoted or (nick and i and not _closed(text, run[i - 1].end, token.start)):
            nick = f"{nick} {token.word}".strip()
        elif i == 0 and len(run) > 1 and lexicon.honour(token.word):
            honour = token.word
        elif honour and not kept and i < len(run) - 1 and lexicon.honour(token.word):
            honour = f"{honour} {token.word}"
        else:
            kept.append(token.word)
    start, last = run[0].start, run[-1]
    back = words[first - 1] if first else None
    gap = text[back.end : start] if back else "."
    near = back is not None and not gap.strip("'’s \u00a0\"“‘(") and "\n" not in gap
    ahead = words[upto] if upto < len(words) else None
    space = text[last.end : ahead.start] if ahead else "."
    rest = text[last.end : last.end + 3].lstrip(" '’\"”s" if last.possessive else " '\"’”")
    return Mention(
        start=start,
        end=last.end,
        words=tuple(kept),
        honour=honour,
        nick=nick,
        opens=_opens(text, start),
        possessive=last.possessive,
        before=back.word.lower() if back and near else "",
        after=ahead.word
        if ahead and not space.strip(" '’s\u00a0" if last.possessive else " ")
        else "",
        mark=rest[:1] if rest[:1] and not rest[:1].isalnum() else "",
    )


def _closed(text: str, end: int, start: int) -> bool:
    return any(mark in text[end:start] for mark in "'\"”’)»")


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _opens(text: str, at: int) -> bool:
    """Whether a sentence, a heading or a quotation begins here."""
    at -= 1
    while at >= 0 and text[at] in _OPENERS:
        if text[at] in '"“‘«':
            return True
        at -= 1
    if at >= 0 and text[at] == "." and _abbreviated(text, at):
        return False
    return at < 0 or text[at] in _ENDERS


def _abbreviated(text: str, dot: int) -> bool:
    begin = dot
    while begin > 0 and dot - begin < 12 and (text[begin - 1].isalpha() or text[begin - 1] == "."):
        begin -= 1
    word = text[begin:dot]
    return (len(word) == 1 and word.isupper()) or word.lower() in lexicon.SHORT
