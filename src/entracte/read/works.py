"""Works within the film: a ballet, an opera, a play with a story of its own, told in the text."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from entracte.model import GAP
from entracte.read import kinds, lexicon
from entracte.read.mentions import Mention
from entracte.read.openings import (
    Introduced,
    based,
    carries_on,
    introduces,
    next_of,
    of_its_source,
    opens,
    run_in,
    tells,
    title,
)
from entracte.read.sections import ABOUT, CAST, OPEN, QUOTES, WORK, Section
from entracte.read.sentences import Sentence
from entracte.read.stageroles import told_of

_BACK: Final = re.compile(
    r"^(?:After the (?:ballet|performance|opera|play|premi[eè]re|show|curtain|song|broadcast|"
    r"screening)|Back (?:at|in|on) (?:the )?(?:theat(?:re|er)|stage|studio|station|wings|dressing|"
    r"hotel|real\w*|present|film)|Meanwhile|Backstage|"
    r"The (?:performance|premi[eè]re|audience|production|ballet|opera|play|show|broadcast|"
    r"applause|critics?|reviews?) (?:is|was|ends|proves|has|wins|takes|lasts|runs|rises|makes)|"
    r"Here the (?:last|rest|story|book|film|manuscript|pages|performance|projector|curtain)|"
    r"Offstage|The next (?:day|morning)|Later)\b"
)
_MADE: Final = re.compile(
    r"\b(?:is|was|are|were) cast\b|\b(?:was|were) \w+ (?:\w+ )?by (?=[A-ZÀ-Þ])|"
    r"^[A-ZÀ-Þ][\w'’-]+ (?:is|was) [A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ][\w'’-]+\.|"
    r"\b[A-ZÀ-Þ][\w'’-]+ is the [\w -]{2,30} in it\b|\b(?:danced|sung|voiced|played|performed|"
    r"written|composed|"
    r"staged|choreographed|directed|"
    r"designed|conducted|created|devised|arranged|mimed|dubbed|scored|orchestrated|filmed|shot|"
    r"built|painted|animated|narrated|produced|spoken) (?:by|for|in|at|on)\b|\b(?:who (?:also )?"
    r"(?:plays|played|dances|danced|sings|sang|voices)|plays? the (?:role|part)|appears as|"
    r"(?:singing |speaking )?voice (?:is|was|belongs)|(?:music|score|libretto|choreography|sets|"
    r"costumes|masks|puppets) (?:is|are|was|were)\b)",
)
_DEED: Final = re.compile(
    r"\b(?:danced|dances|sang|sings|played|plays|voiced|voices|speaks|spoke|mimed|mimes|devised|"
    r"staged|choreographed|wrote|composed|conducted|conducts|directed|designed|created|arranged|"
    r"performed|performs|appears|appeared|took|lent|lends|doubles|doubled)\b"
)
_PRESENT: Final = re.compile(
    r"\b(?:is|are|has|have|does|do)\b|\b(?!(?:was|his|this|its|as|us|less|across|always|perhaps|"
    r"towards|besides|afterwards|himself|herself)\b)[a-z]{2,}(?<![su])s\b|"
    r"\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Tt]he|[Ss]ome|[Mm]any) (?:\w+ )?\w+s (?!was\b|were\b|had\b)"
    r"[a-z]+\b(?<!ed)"
)
_PAST: Final = re.compile(
    r"\b(?:was|were|had|did|wrote|took|made|gave|began|became|said|sang|spent|came|went)\b|"
    r"(?<!has )(?<!have )(?<!is )(?<!are )(?<!be )\b\w{3,}ed\b(?! by)"
)
# A full name before one of these is an actor's, who is or plays somebody.
_IS_ROLE: Final = re.compile(
    r"(?:,[^.;]{2,60},)? (?:is|was|are|were|plays|as)\b|,? not [A-ZÀ-Þ]|, "
)
_ARTICLES: Final = ("The", "A", "An", "Old", "Young", "King", "Queen", "Prince", "Princess")
_NOT_ACTING: Final = frozenset(
    ["a", "an", "the", "his", "her", "their", "its", "as", "of", "my", "your", "our", "like"]
)
_MOST: Final = 12  # works within one film
_NEAR: Final = 3  # sentences from the one that speaks of a work to the one that opens its story


class Within(NamedTuple):
    """A work within the film; every pair is where something stands in the body."""

    form: str
    title: tuple[int, int] | None
    opens: tuple[int, int]  # the words that name it first
    story: tuple[tuple[int, int], ...] = ()
    basis: tuple[tuple[int, int], ...] = ()
    block: tuple[int, int] = (0, 0)  # from its first to its last sentence
    names: tuple[tuple[int, int], ...] = ()  # who is named in it and nowhere in the film's story


def libretti(
    body: str, whole: Sequence[tuple[Sentence, Section]], found: Sequence[Mention]
) -> list[Within]:
    """The works whose story the text tells, with the sentences that tell it.

    A story is opened by a sentence that says so of a work ("The ballet follows …"), by one that
    goes on from a work just spoken of ("In it, …"), or, in a passage that is the work's own, by
    the first sentence that tells of somebody in the present, as tales are told again.
    """
    out: list[Within] = []
    reading = _Reading(body, whole, found)
    at = 0
    while at < len(whole) and len(out) < _MOST:
        opened = reading.opened(at)
        if opened is None:
            at += 1
            continue
        upto = reading.upto(at)
        made = reading.within(at, upto, opened)
        if made is None:
            at += 1
            continue
        out.append(made)
        reading.form = made.form
        reading.last, reading.own, reading.headed = None, False, False
        at = upto
    return out


class _Reading:
    """One text, read for the stories of works: what was spoken of last, whose names are whose."""

    def __init__(
        self, body: str, whole: Sequence[tuple[Sentence, Section]], found: Sequence[Mention]
    ) -> None:
        self.body, self.whole, self.found = body, whole, found
        self.last: Introduced | None = None  # the work that was spoken of last
        self.spoken = 0  # in which sentence
        self.own = False  # the paragraph, or the section, is the work's own
        self.headed = False  # and the section has a heading of its own words
        self.form = ""  # of the work whose story was told last
        self.over: tuple[int, int] | None = None  # a heading that runs into its paragraph
        self.basis: list[tuple[int, int]] = []

    def opened(self, at: int) -> Introduced | None:
        """The work whose story begins with this sentence, if one does."""
        each, section = self.whole[at]
        if self._fresh(at):
            self.last, self.own, self.headed, self.basis = None, False, False, []
            self._headed(at)
        if not each.whole or section.kind in (CAST, QUOTES):
            return None
        words = self.body[each.start : each.end]
        direct = opens(self.body, each)
        if direct is not None:
            self.basis = []
            own = section.kind == OPEN and section is not self.whole[0][1]
            long = [word for word in section.title.split() if len(word) > 3]
            own = own and bool(long) and all(word[0].isupper() for word in long)
            return direct._replace(title=direct.title or (self._heading(section) if own else None))
        if self.last is not None and at - self.spoken <= _NEAR and carries_on(words):
            return self.last
        if self.last is not None and self.own and self._narrates(at, first=True):
            return self.last
        headed = bool(section.title) and section.kind == OPEN and self._first(at)
        headed = headed and section is not self.whole[0][1]  # the page's own title
        over, self.over = self.over, run_in(self.body, each) if self._fresh(at) else None
        spoken = introduces(self.body, each, headed=headed or over is not None)
        if spoken is None and headed and self.form and next_of(words):
            spoken = Introduced(self.form, (each.start, each.start + len(words.split(" ")[0])))
        if spoken is not None and (self.last is None or not self.own):
            about = each.start + 60 > spoken.where[1] or spoken.title is not None
            self.own = headed or over is not None or (self._fresh(at) and about)
            self.headed = headed
            heading = self._heading(section) if headed else over
            self.last = spoken._replace(title=spoken.title or heading)
            self.spoken, self.basis = at, []
        if self.last is not None and at - self.spoken <= _NEAR and based(words):
            self.basis.append((each.start, each.end))
        return None

    def _fresh(self, at: int) -> bool:
        """Whether a paragraph begins here (the section's own heading counts for all of it)."""
        if at == 0 or self.whole[at - 1][1] is not self.whole[at][1]:
            return True
        section = self.whole[at][1]
        if self.own and section.title and self.last is not None:
            return False
        between = self.body[self.whole[at - 1][0].end : self.whole[at][0].start]
        if self.last is not None and self.last.title and at - self.spoken == 1:
            # lists tell a sentence a line: the line below the one that gives the title goes on
            end = self.whole[at][0].end
            ahead = self.body[end : end + 1]
            above = self.whole[at - 2][0].end if at > 1 else 0
            opened = at == 1 or "\n" in self.body[above : self.whole[at - 1][0].start]
            if between.count("\n") == 1 and opened and ahead in ("\n", ""):
                return False
        return "\n" in between

    def _first(self, at: int) -> bool:
        return at == 0 or self.whole[at - 1][1] is not self.whole[at][1]

    def _headed(self, at: int) -> None:
        section = self.whole[at][1]
        if section.kind == WORK and self._first(at):
            named = introduces(self.body, Sentence(section.head, section.start, True), bare=True)
            if named is not None:
                self.last, self.spoken, self.own = named, at, True

    def _heading(self, section: Section) -> tuple[int, int] | None:
        at = self.body.find(section.title, section.head, section.start)
        return (at, at + len(section.title)) if at >= 0 else None

    def _outside(self, begin: int) -> set[str]:
        """Words of names that somebody of the film, or a maker, has borne before this place."""
        first, last = (self.last and self.last.title) or (0, 0)
        return {
            word
            for each in self.found
            if each.start < begin - 1
            and each.before not in _NOT_ACTING
            and not first <= each.start < last
            for word in each.words
            if len(word) > 2
        }

    def _names(self, start: int, end: int) -> list[Mention]:
        return [each for each in self.found if start <= each.start < end]

    def _narrates(self, at: int, *, first: bool = False) -> bool:
        """Whether this sentence tells a story in the present, of people who are not the film's."""
        each = self.whole[at][0]
        words = self.body[each.start : each.end]
        if words.rstrip("\"'”’)»")[-1:] not in ".!?…" or _made(words):
            return False
        if not _PRESENT.search(words) or kinds.weigh(words) >= 0.5:
            return False
        outside = self._outside(each.start)
        names = self._names(each.start, each.end)
        if any(_acts(one) and outside & set(one.words) for one in names):
            return False
        if not first:
            return True
        if any(len(one.words) > 1 and _DEED.search(words) for one in names):
            return False
        named = any(_acts(one) and not lexicon.not_name(one.words) for one in names)
        close = self.headed and at - self.spoken <= _NEAR
        return close or named or carries_on(words) or told_of(self.body, each.start, each.end)

    def upto(self, at: int) -> int:
        """Where the story that opens at this sentence is over: the first sentence not of it."""
        begin, section = self.whole[at][0].start, self.whole[at][1]
        outside = self._outside(begin)
        own = self.own or section.kind == WORK
        upto = at + 1
        while upto < len(self.whole):
            last, (each, here) = self.whole[upto - 1][0], self.whole[upto]
            between = self.body[last.end : each.start]
            words = self.body[each.start : each.end]
            if here is not section or GAP in between or not each.whole:
                break
            names = self._names(each.start, each.end)
            full = [one for one in names if len(one.words) > 1 and one.words[0] not in _ARTICLES]
            if re.search(r"\n\s*\n", between) and (full or not (own and self._narrates(upto))):
                break
            if any(one.opens and _IS_ROLE.match(self.body, one.end) for one in full):
                break
            if words.rstrip("\"'”’)»")[-1:] not in ".!?…" or _BACK.match(words):
                break
            if kinds.weigh(words) >= 0.9 or _made(words):
                break
            if _PAST.search(words) and not _PRESENT.search(words):
                break
            if any(_acts(one) and outside & set(one.words) for one in names):
                break
            if any(len(one.words) > 1 and _DEED.search(words) for one in names):
                break
            upto += 1
        return upto

    def within(self, at: int, upto: int, opened: Introduced) -> Within | None:
        block = [each for each, _ in self.whole[at:upto]]
        words = self.body[block[0].start : block[0].end]
        spans = [(each.start, each.end) for each in block]
        basis = list(self.basis) if opened is self.last else []
        if based(words):
            basis.append(spans[0])
            if not tells(words):
                spans = spans[1:]
        elif kinds.weigh(words) >= 2.0 and not tells(words):
            spans = spans[1:]
        if not any(self._lives(*span) for span in spans):
            return None
        for each, here in self.whole[upto : upto + 2]:
            behind = self.body[each.start : each.end]
            if here is self.whole[at][1] and of_its_source(behind):
                basis.append((each.start, each.end))
        if self.whole[at][1].kind == ABOUT and len(spans) < 2:
            return None
        outside = self._outside(block[0].start)
        return Within(
            form=opened.form,
            title=opened.title or title(self.body, opened.form),
            opens=opened.where,
            story=tuple(spans),
            basis=tuple(basis),
            block=(block[0].start, block[-1].end),
            names=tuple(
                (one.start, one.end)
                for start, end in spans
                for one in self._names(start, end)
                if not outside & set(one.words)
                and (not lexicon.not_name(one.words) or one.after.lower() in lexicon.ACTS)
                and len(one.words) < 4 and one.after.lower() != "of"
                and any(
                    _acts(other) or (start <= other.start < end and self._figure(other))
                    for other in self.found
                    if other.words == one.words
                )
            ),
        )  # fmt: skip

    def _figure(self, name: Mention) -> bool:
        """Whether somebody is told of by this name: "Nadja, who …", "The Miser counts …"."""
        if name.before == "the" and len(name.words) == 1:
            return _does(name) or name.words[0].lower() in lexicon.PERSON_NOUNS
        return re.match(r", (?:who|whom|an?|the)\b", self.body[name.end : name.end + 7]) is not None

    def _lives(self, start: int, end: int) -> bool:
        """Whether somebody lives in this sentence: a story has people, and a present."""
        words = self.body[start:end]
        return _PRESENT.search(words) is not None and (
            told_of(self.body, start, end)
            or any(_acts(one) or self._figure(one) for one in self._names(start, end))
        )


def _made(words: str) -> bool:
    return _MADE.search(words) is not None


def _acts(name: Mention) -> bool:
    """Whether this name is of somebody who does something here."""
    if name.possessive or name.before in _NOT_ACTING:
        return False
    return name.opens or _does(name)


def _does(name: Mention) -> bool:
    """Whether a verb of the present stands right behind this name."""
    after = name.after.lower()
    does = len(after) > 3 and after.endswith("s") and after not in ("this", "across", "towards")
    return after in lexicon.ACTS or (does and name.after.islower())
