"""Who is meant in a sentence: names and sure pronouns become marks that rules can ask about.

``Ida leaves Per, and she weeps`` reads ``«0» leaves «1», and «0» weeps``: the numbers are places in
the list of people. A pronoun is marked only where one person it can mean was named.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from entracte.align.who import pieces
from entracte.judge.given import GENDER
from entracte.model import Person
from entracte.read.joins import words as listed

MOST_PEOPLE: Final = 400  # of one film, whose names are looked for
LONGEST: Final = 1_500  # characters of a sentence that are read; nobody writes longer ones
_MARK: Final = re.compile(r"«(\d+)»")
_ACTOR: Final = re.compile(r"(?<=») \([^()\n]{1,60}\)")  # "Ida (Ada Marlowe) leaves"
_PRONOUN: Final = re.compile(
    r"\b(?:[Ss]he|[Hh]er|[Hh]ers|[Hh]erself|[Hh]e|[Hh]im|[Hh]is|[Hh]imself)\b"
)
_SUBJECT: Final = re.compile(r"\b(?:[Ss]he|[Hh]e)\b")
_OBJECT: Final = re.compile(
    r"\s*(?:[,.;:!?)—–-]|$|(?:and|or|to|in|on|at|with|from|for|by|into|as|while|when|that|but|who|"
    r"because|after|before|if|off|out|up|down|away|back|over|about|against|of|through|the|a|an|his|"
    r"their|alone|again|dance|go|leave|stay|do|be)\b)"
)
_WOMAN: Final = listed(
    """woman girl ballerina actress daughter wife widow mother sister aunt niece queen princess
    lady nun maid waitress heiress girlfriend bride housewife governess stewardess hostess"""
)
_MAN: Final = listed(
    """man boy actor son husband widower father brother uncle nephew king prince gentleman monk
    butler waiter heir boyfriend groom policeman cowboy"""
)


class Marked(NamedTuple):
    """A sentence with marks for people; ``people`` in order, ``named`` those it names itself."""

    words: str
    people: tuple[int, ...]
    named: tuple[int, ...]


class Naming:
    """Finds the people of a film in sentences."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people[:MOST_PEOPLE]
        meant: dict[str, set[int]] = {}
        for number, person in enumerate(self.people):
            for form in (person.name, *person.aliases):
                if len(form) > 1 and form[:1].isupper():
                    meant.setdefault(form, set()).add(number)
        self.forms = {form: min(who) for form, who in meant.items() if len(who) == 1}
        listed = sorted(self.forms, key=lambda form: (-len(form), form))
        self.pattern = (
            re.compile(rf"\b(?=\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)") if listed else None
        )
        self.genders = [self._by_name(person) for person in self.people]

    @staticmethod
    def _by_name(person: Person) -> str:
        for form in (person.name, *person.aliases):
            if gender := pieces(form).gender:
                return gender
        said = {w for c in person.described for w in re.findall(r"[a-z]+", c.says.lower()[:300])}
        if said & _WOMAN and not said & _MAN:
            return "f"
        if said & _MAN and not said & _WOMAN:
            return "m"
        first = [re.split(r"[\s.]", form.lower())[0] for form in (person.name, *person.aliases)]
        return next((GENDER[name] for name in first if name in GENDER), "")

    def names(self, text: str) -> str:
        """The sentence with names as marks, pronouns untouched."""
        text = text[:LONGEST].replace("«", "‹").replace("»", "›").replace("’", "'")
        if self.pattern is None:
            return text
        marked = self.pattern.sub(lambda found: f"«{self.forms[found[0]]}»", text)
        return _ACTOR.sub("", marked)

    def learn(self, sentences: Iterable[str]) -> None:
        """Tells who is a she and who a he, from sentences that name one person and one of both."""
        votes: Counter[tuple[int, str]] = Counter()
        for each in sentences:
            marked = self.names(each)
            who = set(_MARK.findall(marked))
            at = marked.find("«")
            said = {"f" if p.lower() == "she" else "m" for p in _SUBJECT.findall(marked[at:])}
            if len(who) == 1 and len(said) == 1:
                votes[int(who.pop()), said.pop()] += 1
        for number, gender in enumerate(self.genders):
            f, m = votes[number, "f"], votes[number, "m"]
            if not gender and max(f, m) >= 1 and max(f, m) > 2 * min(f, m):
                self.genders[number] = "f" if f > m else "m"

    def read(self, sentences: Sequence[str]) -> list[Marked]:
        """The sentences of one telling, in order, each with its people."""
        out: list[Marked] = []
        lately: list[int] = []  # named so far, the latest last
        for each in sentences:
            marked = self.names(each)
            named = tuple(dict.fromkeys(int(number) for number in _MARK.findall(marked)))
            near = list(dict.fromkeys([*reversed(named), *reversed(lately)]))[:6]
            words = self._with_pronouns(marked, near)
            people = tuple(dict.fromkeys(int(number) for number in _MARK.findall(words)))
            out.append(Marked(words, people, named))
            lately = [*(number for number in lately if number not in named), *named][-12:]
        return out

    def _with_pronouns(self, marked: str, near: Sequence[int]) -> str:
        sole: dict[str, int | None] = {}
        for gender in ("f", "m"):
            can = [number for number in near if self.genders[number] in (gender, "")]
            sure = [number for number in can if self.genders[number] == gender]
            characters = [n for n in sure if self.people[n].character] or sure
            sole[gender] = characters[0] if len(characters) == 1 else None

        def one(found: re.Match[str]) -> str:
            word = found[0].lower()
            who = sole["f" if word.startswith(("she", "her")) else "m"]
            if who is None:
                return found[0]
            if word in ("his", "hers"):
                return f"«{who}»'s"
            if word == "her" and not _OBJECT.match(marked, found.end()):
                return f"«{who}»'s"
            return f"«{who}»"

        return _PRONOUN.sub(one, marked)
