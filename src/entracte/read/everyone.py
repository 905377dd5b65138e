"""Everyone an article names: the characters of the story, the people who made the film."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import msgspec

from entracte.model import WHOLE, Claim, Credit, Id, Person, Read
from entracte.read import lexicon
from entracte.read.bylines import Hit
from entracte.read.kinfolk import kinfolk
from entracte.read.mentions import Mention, mentions
from entracte.read.misspelt import Named, with_misspellings
from entracte.read.names import called, grouped, new_id, person, roster, shared
from entracte.read.opinions import View
from entracte.read.roles import is_department
from entracte.read.said import read, said

_PLAYED: Final = frozenset({"cast member", "dancer", "singer", "performer", "plays"})

_ROLE_WORDS: Final = re.compile(r"^(?:the|a|an|his|her) ", re.IGNORECASE)


class Everyone:
    """People by where their names stand. Characters come from the story, makers from credits."""

    def __init__(
        self,
        body: str,
        source: Id,
        by: str,
        taken: set[Id],
        story: Sequence[tuple[int, int]],
        rest: Sequence[tuple[int, int]],
        hits: Sequence[Hit],
        views: Sequence[View],
    ) -> None:
        self._body, self._source, self._by, self._taken = body, source, by, taken
        self._people: dict[Id, Person] = {}
        self._at: dict[int, Id] = {}  # where a name starts -> whose it is
        self._words: dict[str, Id] = {}  # characters by every name they go by, folded
        self._real_words: dict[str, Id] = {}
        self._casting: list[tuple[Named, Id]] = []
        self._families: frozenset[str] = frozenset()
        named = roster(body, story)
        played = {hit.whom[0] for hit in hits if hit.whom and hit.role in _PLAYED}
        names = _with_shared_surname(mentions(body, rest), hits, body)
        played |= _billed(body, names, hits)
        cast = [each for each in names if each.start in played]
        named = with_misspellings(_with_cast(named, cast, body), names)
        named, turned = _without_crew(named, names, hits, played)
        names = sorted((*names, *turned), key=lambda each: each.start)
        self._families = shared(named, body)
        self._characters(named)
        self._bracketed = _in_brackets(body, names, self._words)
        self._makers(names, hits, views, played)
        self._relations(story, named)

    def people(self) -> tuple[Person, ...]:
        return tuple(self._people.values())

    def real(self, span: tuple[int, int] | None) -> Id | None:
        """The maker of the film whose name stands here."""
        id = self._at.get(span[0]) if span else None
        return id if id is not None and not self._people[id].character else None

    def character(
        self, span: tuple[int, int], *, listed: bool = False, inside: Id = WHOLE
    ) -> Id | None:
        """The character whose name stands here, or whom these words call by their place.

        ``inside`` is the work within the film whose character somebody new is.
        """
        owned = re.search(r"['’]s [a-z]", self._body[span[0] : span[1]])
        id = None if owned else self._at.get(span[0])
        if id is not None:
            return id if self._people[id].character else None
        words = self._body[span[0] : span[1]].strip()
        plain = _folded(words)
        if plain in self._words:
            return self._words[plain]
        if not words or words[:1] in "\"“'‘" or len(words) > 80:
            return None
        return self._nameless(words, span, listed, inside)

    def speaker(self, who: str, at: int) -> Id | None:
        """The character with this label, if the text knows one."""
        if not who:
            return None
        return self._at.get(at) if at in self._at else self._words.get(_folded(who))

    def casting(self) -> list[Claim[Credit]]:
        """The credits of actors in brackets: "Sethe (Oprah Winfrey)"."""
        out = []
        for each, id in self._casting:
            first = each.mentions[0]
            role = self._words.get(_folded(each.plays)) if each.plays else None
            credit = Credit(role="cast member", person=id, as_character=role)
            start = self._body.rfind("(", 0, first.start)
            if each.plays and role is not None:
                start = max(0, self._body.rfind(each.plays.split()[-1], 0, start))
            out.append(said(credit, self._source, self._body, start, first.end, self._by))
        for one, role_name in self._bracketed:
            actor, role = self.real((one.start, one.end)), self._words[_folded(role_name.name)]
            if actor is not None:
                credit = Credit(role="cast member", person=actor, as_character=role)
                place = one.start, role_name.end
                out.append(said(credit, self._source, self._body, *place, self._by))
        return out

    def _add(self, each: Named, *, character: bool) -> Id:
        made = person(each, self._body, self._source, self._by, self._taken, self._families)
        self._people[made.id] = made if made.character == character else _turned(made, character)
        for mention in each.mentions:
            self._at[mention.start] = made.id
        if not character:
            self._real_words[_folded(each.name)] = made.id
        return made.id

    def _characters(self, named: Sequence[Named]) -> None:
        for each in named:
            if each.real:
                continue
            id = self._add(each, character=True)
            for form in (each.name, *each.aliases):
                self._words.setdefault(_folded(form), id)
            words = [word for word in each.name.split() if not lexicon.honour(word)]
            for word in {words[0], words[-1]} if words else set():
                self._words.setdefault(_folded(word), id)
        for each in named:
            if each.real:
                id = self._known_real(each) or self._add(each, character=False)
                self._casting.append((each, id))

    def _known_real(self, each: Named) -> Id | None:
        id = self._real_words.get(_folded(each.name))
        return id or None

    def _makers(
        self,
        names: Sequence[Mention],
        hits: Sequence[Hit],
        views: Sequence[View],
        played: set[int],
    ) -> None:
        """Real people: whoever a credit or an opinion stands beside, and is not of the story."""
        sure = {hit.who[0] for hit in hits} | {one.start for one, _ in self._bracketed}
        sure |= {view.who[0] for view in views if view.who}
        actors = {hit.who[0] for hit in hits if hit.role in _PLAYED}
        candidates = [each for each in names if each.start not in played]
        kept: list[Mention] = []
        for each in candidates:
            owner = self._words.get(_folded(each.name))
            if owner is not None and not (
                each.start in sure and len(each.words) > 1 and each.start in actors
            ):
                self._at.setdefault(each.start, owner)
                continue
            nowhere = len(each.words) == 1 and each.name.lower() in lexicon.NOT_NAMES
            if nowhere or is_department(each.name) or lexicon.company(each.words):
                continue
            kept.append(each)
        wanted = {each.start for each in kept} & sure
        for maker in roster_of(self._body, kept, wanted):
            known = self._same_maker(maker.name)
            if known is None:
                self._add(maker, character=False)
            else:
                for mention in maker.mentions:
                    self._at[mention.start] = known

    def _same_maker(self, name: str) -> Id | None:
        """The real person of this very name, if they are known already."""
        return self._real_words.get(_folded(name)) or None

    def _relations(self, story: Sequence[tuple[int, int]], named: Sequence[Named]) -> None:
        for each in kinfolk(self._body, story, named):
            id = new_id(each.name, self._taken)
            self._people[id] = Person(
                id=id,
                name=each.name,
                aliases=(each.alias,) if each.alias else (),
                character=True,
                named=tuple(self._read(*place) for place in each.places[:60]),
            )
            self._words.setdefault(_folded(each.name), id)

    def _nameless(self, words: str, span: tuple[int, int], listed: bool, inside: Id) -> Id | None:
        """A role that has no name: "the lead dancer of the Ballet Lermontov"."""
        shown = _ROLE_WORDS.sub("", words)
        head = re.split(r" (?:of|in|from|who|with|at)\b", shown.lower())[0].split()
        if not head or re.match(
            r"(?:himself|herself|themsel|various|an? uncredited)", shown.lower()
        ):
            return None
        somebody = lexicon.somebody(head[-1])
        if not (somebody or (listed and shown != words)):
            return None
        name = re.split(r" (?:of|in|from|who|with|at) ", shown)[0]
        id = new_id(name, self._taken)
        start = span[1] - len(shown)
        self._people[id] = Person(
            id=id,
            name=name,
            aliases=(shown,) if shown != name else (),
            character=True,
            inside=inside,
            named=(self._read(start, span[1]),),
        )
        self._words[_folded(words)] = id
        return id

    def _read(self, start: int, end: int) -> Read:
        return read(self._source, self._body, start, end, self._by)


def _with_shared_surname(names: Sequence[Mention], hits: Sequence[Hit], body: str) -> list[Mention]:
    """ "Jean and Marie Roux made it": Jean's name is Jean Roux."""
    sure = {hit.who[0] for hit in hits}
    out = list(names)
    for i in range(len(out) - 1):
        one, two = out[i], out[i + 1]
        if (
            one.start in sure
            and two.start in sure
            and len(one.words) == 1 < len(two.words)
            and body[one.end : two.start] in (" and ", " & ")
            and not any(one.words[0] in other.words and len(other.words) > 1 for other in names)
        ):
            out[i] = one._replace(words=(*one.words, *two.words[1:]))
    return out


def _billed(body: str, names: Sequence[Mention], hits: Sequence[Hit]) -> set[int]:
    """Where the characters of "Ada Voss (Nora) …, Ben Tully (the clerk Orr) …" stand: behind
    actors of two words at least, twice in the text outside its story, or beside a cast told."""
    pairs = [
        (one, two)
        for one, two in pairwise(names)
        if len(one.words) > 1
        and body[one.end : two.start] == " ("
        and body[two.end : two.end + 1] == ")"
        and not any(word.isdigit() or (word.isupper() and len(word) > 2) for word in two.words)
    ]
    crew = {hit.who[0] for hit in hits if hit.role not in _PLAYED}
    likely = [two.start for one, two in pairs if one.start not in crew and len(two.words) <= 2]
    shorter = sum(len(two.words) < len(one.words) for one, two in pairs)
    return set(likely) if len(likely) > 1 and shorter > 1 else set()


def _in_brackets(
    body: str, names: Sequence[Mention], characters: dict[str, Id]
) -> list[tuple[Mention, Mention]]:
    """ "Ada Voss (Nora)": an actor, and behind them in brackets a character of the story."""
    found: dict[tuple[str, str], tuple[Mention, Mention]] = {}
    for one, two in pairwise(names):
        if (
            body[one.end : two.start] == " ("
            and body[two.end : two.end + 1] == ")"
            and _folded(two.name) in characters
            and _folded(one.name) not in characters
        ):
            found.setdefault((one.name, two.name), (one, two))
    return list(found.values())


def _without_crew(
    named: Sequence[Named], names: Sequence[Mention], hits: Sequence[Hit], played: set[int]
) -> tuple[list[Named], list[Mention]]:
    """Whoever made the film is nobody in its story, though a sentence of the making may have
    passed for one of the story. Gives the characters left, and where makers' names stand."""
    crew = {h.who[0] for h in hits if h.role not in _PLAYED and h.role != "author of the basis"}
    makers = {name.words for name in names if name.start in crew}
    last = {words[-1] for words in makers}
    whoms = {word for name in names if name.start in played for word in name.words}
    kept: list[Named] = []
    turned: list[Mention] = []
    for each in named:
        words = each.name.split()
        theirs = tuple(words) in makers or (
            words[-1] in last and (len(words) == 1 or (words[-1],) in makers)
        )
        if theirs and not each.real and len(each.mentions) < 3 and not whoms & set(words):
            turned += each.mentions
        else:
            kept.append(each)
    return kept, turned


def roster_of(body: str, names: Sequence[Mention], real: set[int]) -> list[Named]:
    """The groups among these names in which at least one is surely a maker's."""
    return [each for each in grouped(body, names, real) if each.real]


def _with_cast(named: Sequence[Named], cast: Sequence[Mention], body: str) -> list[Named]:
    """Characters whom only the cast list names join the others; known ones get another place."""
    known = {mention.start for each in named for mention in each.mentions}
    fresh = [each for each in cast if each.start not in known and not lexicon.not_name(each.words)]
    if not fresh:
        return list(named)
    characters = [mention for each in named if not each.real for mention in each.mentions]
    sure = {mention.start for mention in (*fresh, *characters)}
    groups = grouped(body, [*characters, *fresh], sure)
    joined = [_as_character(each) for each in called(body, groups, [*characters, *fresh])]
    return sorted(
        [*joined, *(each for each in named if each.real)], key=lambda n: n.mentions[0].start
    )


def _as_character(each: Named) -> Named:
    return replace(each, real=False)


def _turned(one: Person, character: bool) -> Person:
    return msgspec.structs.replace(one, character=character)


def _folded(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" .:,").casefold()
