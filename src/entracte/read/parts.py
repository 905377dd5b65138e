"""The parts of the film that a text names: the works within it, the sequences with own credits."""

import re
from typing import Final

from entracte.model import WHOLE, AnyPart, Claim, Id, Person, Scene, Work, slug
from entracte.read.openings import title
from entracte.read.said import read, said
from entracte.read.scopes import FILM, Scope, part
from entracte.read.stageroles import roles
from entracte.read.works import Within

_QUOTED: Final = re.compile(r"[\"“](?P<t>[^\"“”\n]{2,80}?),?[\"”]")
_MOST: Final = 200  # titles that are looked for in other words
_BY_WORDS: Final = frozenset({"song", "music"})
_IS_A: Final = re.compile(
    r"\b(?:is|was) an? (?:[\w'’,-]+ ){0,8}(?:film|movie|short|talkie|drama|comedy|western|"
    r"serial|musical)\b",
    re.IGNORECASE,
)
_IT: Final = re.compile(r"^\W*(?:it|its|this|which|that|itself)\b", re.IGNORECASE)


class Parts:
    """Collects the parts while a text is read; ``values`` are what it found."""

    def __init__(self, body: str, source: Id, by: str) -> None:
        self._body, self._source, self._by = body, source, by
        self._made: dict[Id, AnyPart] = {}
        self._works: dict[str, Id] = {}  # by title, and by form
        self._names: list[tuple[str, Id]] = []  # titles and forms, in lower case
        self._named: set[Id] = set()  # works that have a title of their own
        self._titles: dict[str, tuple[int, int] | None] = {}  # of works, by form
        self._roles: dict[str, Id] = {}  # role words -> person id
        self.people: list[Person] = []

    def values(self) -> tuple[AnyPart, ...]:
        return tuple(self._made.values())

    def part(self, id: Id) -> AnyPart | None:
        return self._made.get(id)

    def add_within(self, within: Within, taken: set[Id]) -> Id:
        """The work whose libretto the text tells, with its roles."""
        id = self._work(within.form, within.title, within.opens)
        work = self._made[id]
        assert isinstance(work, Work)
        story = tuple(self._said(start, end) for start, end in within.story)
        basis = tuple(self._said(start, end) for start, end in within.basis)
        self._made[id] = Work(
            id=id, title=work.title, form=work.form, inside=work.inside,
            story=work.story + story, basis=work.basis + basis,
        )  # fmt: skip
        for each in roles(self._body, within.story, within.names):
            person_id = _new(slug(each.name), taken)
            plain = each.name.casefold()
            self._roles.setdefault(plain, person_id)
            self._roles.setdefault(plain.split()[-1], person_id)
            self.people.append(
                Person(
                    id=person_id,
                    name=each.name,
                    character=True,
                    inside=id,
                    described=tuple(self._said(a, b) for a, b in each.described[:3]),
                    named=tuple(
                        read(self._source, self._body, a, b, self._by) for a, b in each.places[:60]
                    ),
                )
            )
        return id

    def of(self, what: tuple[int, int] | None, last: Id, *, songs: bool = False) -> tuple[Id, bool]:
        """The part these words name, and whether they name one at all (``last`` if not)."""
        if what is None:
            return last, False
        words = self._body[what[0] : what[1]]
        plain = words.casefold()
        if songs and (found := _QUOTED.search(words)):
            at = what[0] + found.start("t"), what[0] + found.end("t")
            return self._work("song", at, at), True
        if _IS_A.search(words):
            return WHOLE, True
        scope = part(self._body, *what)
        if scope is None:
            for name, id in self._names:
                if len(name) > 5 and name in plain:
                    return id, True
            return (last, False) if _IT.match(words) else (WHOLE, False)
        if scope.kind == FILM:
            return WHOLE, True
        return self._scope(scope), True

    def role(self, words: str) -> Id | None:
        """The role of a work's story that these words name: "the shoemaker's" -> its id."""
        plain = re.sub(
            r"^(?:the|a|an|his|her) |['’]s?$|['’]s\b.*$", "", words.casefold().strip(" ,.;")
        )
        plain = re.sub(r"^(?:role|part|character) of (?:the )?", "", plain)
        return self._roles.get(plain) or self._roles.get(plain.split()[-1] if plain.split() else "")

    def inside(self, person: Id) -> Id:
        return next((each.inside for each in self.people if each.id == person), WHOLE)

    def form(self, id: Id) -> str:
        made = self._made.get(id)
        return made.form if isinstance(made, Work) else ""

    def piece(self, where: tuple[int, int]) -> Id:
        """A piece of the film in the text's own words: "stage sets", "signal music"."""
        return self._scope(Scope("scene", *where))

    def _scope(self, scope: Scope) -> Id:
        if scope.kind != "scene":
            if scope.kind not in self._titles:
                self._titles[scope.kind] = title(self._body, scope.kind)
            return self._work(scope.kind, self._titles[scope.kind], (scope.start, scope.end))
        words = self._body[scope.start : scope.end]
        id = slug(re.sub(r"s$", "", words.casefold()))
        if id not in self._made:
            self._made[id] = Scene(id=id, title=(self._said(scope.start, scope.end),))
            self._names.append((words.casefold(), id))
        return id

    def _work(self, form: str, named: tuple[int, int] | None, where: tuple[int, int]) -> Id:
        """The work of this form and title; songs and pieces of music go by their words alone."""
        at = named or where
        words = self._body[at[0] : at[1]]
        by_words = form in _BY_WORDS
        known = self._works.get(words.casefold()) or (None if by_words else self._works.get(form))
        if known is not None and not (named and self._another(known, words)):
            return known
        base = slug(words) if by_words or not form else slug(form)
        id = _new(base, set(self._made))
        self._made[id] = Work(id=id, form=form, title=(self._said(*at),))
        self._works[words.casefold()] = id
        if form and not by_words:
            self._works.setdefault(form, id)
        if named:
            self._named.add(id)
        if named and len(self._names) < _MOST:
            self._names.append((words.casefold(), id))
        return id

    def _another(self, known: Id, words: str) -> bool:
        """Whether the work that is known has a story already, and a title unlike these words."""
        made = self._made[known]
        if not isinstance(made, Work) or not made.story or known not in self._named:
            return False
        return not _telling(words) & _telling(made.title[0].says)

    def _said(self, start: int, end: int) -> Claim[str]:
        words = re.sub(r"\s+", " ", self._body[start:end])
        return said(words, self._source, self._body, start, end, self._by)


def _telling(title: str) -> set[str]:
    return {word for word in re.findall(r"\w+", title.casefold()) if len(word) > 3}


def _new(base: Id, taken: set[Id]) -> Id:
    id, n = base, 1
    while id in taken or id == WHOLE:
        n += 1
        id = f"{base}-{n}"
    taken.add(id)
    return id
