"""Wiki pages: the infobox, the cast list and the article, read from their markup."""

import re
from collections.abc import Sequence
from typing import Final, TypeVar

import msgspec

from entracte.errors import NotReadable
from entracte.model import (
    WHOLE,
    Account,
    Claim,
    Credit,
    Fact,
    File,
    Id,
    Person,
)
from entracte.read.credits import merged
from entracte.read.decode import decode
from entracte.read.names import new_id
from entracte.read.proof import Proof
from entracte.read.prose import LONGEST, tell
from entracte.read.repair import mend
from entracte.read.roles import is_department
from entracte.read.said import read, said, source_id
from entracte.read.wikimarkup import FACTS, TITLES, Field, places, plain, trade

T = TypeVar("T")

_SAMPLE: Final = 60_000
_LINK: Final = re.compile(r"\[\[[^\[\]\n]{1,200}\]\]")
_TEMPLATE: Final = re.compile(r"\{\{[^{}\n]{2,200}(?:\}\}|\n\s*\|)")
_HEAD: Final = re.compile(r"^={2,5}[^=\n]{1,100}={2,5}[ \t]*$", re.MULTILINE)
_BOLD: Final = re.compile(r"'''[^'\n]{1,100}'''")
_INFOBOX: Final = re.compile(r"\{\{\s*(?:infobox|infokasten|ficha de)", re.IGNORECASE)
_NO_WIKI: Final = re.compile(
    r"\s*(?:\{\s*\"|\[\s*(?:\{\s*\"|\"|\[\s*[\"\d\[])|<\?xml|<!doctype|<html)", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\b(?:18[89]|19\d|20\d)\d\b")
_ITEM: Final = re.compile(r"[^\n;•·]+")
_ASIDE: Final = re.compile(r"\s*\((?P<what>[^()\n]*)\)\s*$")
_BASIS: Final = re.compile(r"\bby (?P<who>[A-ZÀ-Þ][^\n,;()]{2,60})")
_AS: Final = re.compile(r"\s*(?:,? (?:as|als)|:| –| -) (?P<role>.+)$")


class _Wiki:
    name = "wiki"
    version = "1"

    def suits(self, file: File) -> float:
        try:
            text, _ = decode(file.data)
        except NotReadable:
            return 0.0
        return density(text)

    def read(self, file: File) -> Account:
        text, encoding = decode(file.data)
        by = f"{self.name}/{self.version}"
        page = plain(Proof.of(text))
        proof = mend(page.proof)
        body, source = proof.text, source_id(file)
        heads = [places(proof, *head) for head in page.heads]
        begin = places(proof, page.prose, page.prose)[0] if page.prose else 0
        fields = [Field(key, *places(proof, start, end)) for key, start, end in page.fields]
        story = tell(body, source, by, [head for head in heads if head[0] >= begin] or None, begin)
        box = _Box(body, source, by, story.people)
        for each in fields:
            box.take(each)
        return Account(
            source=proof.source(
                file, id=source, title=_title(file, box), kind=self.name, by=by, encoding=encoding
            ),
            title=tuple(box.titles[:1]),
            year=tuple(box.years[:1]),
            facts=tuple(box.facts),
            synopsis=story.synopsis,
            plot=story.plot,
            people=tuple(box.people.values()),
            credits=merged([*box.credits, *story.credits]),
            parts=story.parts,
            dialogues=story.dialogues,
            quotes=story.quotes,
            opinions=story.opinions,
            notes=(f"Only the first {LONGEST:,} characters of {file.name} were read.",)
            if len(body) > LONGEST
            else (),
        )


def density(text: str) -> float:
    """How surely this is wiki markup: leaked templates in a plain text do not make it so."""
    sample = text[:_SAMPLE]
    if not sample.strip() or _NO_WIKI.match(sample):
        return 0.0
    size = max(600, len(sample))
    links, templates = len(_LINK.findall(sample)), len(_TEMPLATE.findall(sample))
    heads, bold = len(_HEAD.findall(sample)), len(_BOLD.findall(sample))
    if links + heads + bold == 0 and not _INFOBOX.search(sample):
        return 0.0
    marks = 1.0 * links + 0.6 * min(templates, links + heads + bold + 2) + 3.0 * heads + 1.5 * bold
    score = min(0.85, marks * 1000 / size * 0.12)
    if _INFOBOX.search(sample):
        score = max(score, 0.8)
    if heads >= 1 and (links or bold or templates):
        score = max(score, 0.7)
    return round(min(0.95, score), 3)


def _title(file: File, box: "_Box") -> str:
    return (
        box.titles[0].says
        if box.titles
        else re.sub(r"\.\w{1,8}$", "", file.name.rsplit("/", 1)[-1])
    )


class _Box:
    """The infobox, line by line, with the people it names joined to those of the article."""

    def __init__(self, body: str, source: Id, by: str, people: Sequence[Person]) -> None:
        self._body, self._source, self._by = body, source, by
        self.people: dict[Id, Person] = {person.id: person for person in people}
        self._taken = set(self.people)
        self.titles: list[Claim[str]] = []
        self.years: list[Claim[int]] = []
        self.facts: list[Claim[Fact]] = []
        self.credits: list[Claim[Credit]] = []

    def take(self, line: Field) -> None:
        words = self._body[line.start : line.end].strip()
        if not words:
            return
        if line.key in TITLES:
            self.titles += [self._said(item, *at) for item, at in self._items(line)][:1]
        elif line.key in FACTS:
            self._fact(FACTS[line.key], line)
        elif role := trade(line.key):
            self._credit(role, line)

    def _items(self, line: Field) -> list[tuple[str, tuple[int, int]]]:
        """The values of a line, with their places."""
        out = []
        for found in _ITEM.finditer(self._body, line.start, line.end):
            start, end = found.span()
            while start < end and self._body[start] in " \t*•,–-":
                start += 1
            while end > start and self._body[end - 1] in " \t,.*":
                end -= 1
            if end > start:
                out.append((self._body[start:end], (start, end)))
        return out

    def _fact(self, what: str, line: Field) -> None:
        for words, at in self._items(line):
            if len(words) <= 120:
                self.facts.append(self._said(Fact(what=what, value=words), *at))
            if what == "released" and not self.years and (found := _YEAR.search(words)):
                year = int(found.group())
                start = at[0] + found.start()
                self.years.append(self._said(year, start, start + 4))

    def _credit(self, role: str, line: Field) -> None:
        for words, (start, _) in self._items(line):
            if role == "author of the basis":
                for found in _BASIS.finditer(words):
                    self._add(role, found["who"].strip(), start + found.start("who"))
                continue
            for found in re.finditer(
                r"[^,&/]+?(?=\s*(?:,|&|/|\band\b|\bund\b|\bet\b|$))(?:\s*\band\b)?", words
            ):
                name = re.sub(r"\s*\band$|^\s*(?:and|und|et|by)\s+", "", found.group().strip())
                at = start + found.start() + found.group().find(name)
                self._add(role, name, at)

    def _add(self, role: str, name: str, at: int) -> None:
        played = _AS.search(name)
        if played:
            name = name[: played.start()]
        aside = _ASIDE.search(name)
        scope = aside["what"].strip() if aside else ""
        name = name[: aside.start()].strip() if aside else name.strip()
        words = name.split()
        if not 1 <= len(words) <= 6 or not name[0].isupper() or is_department(name):
            return
        if re.search(r"[\[\]{}|=<>\d\"]|^(?:See|Various|None|Unknown|Uncredited)\b", name):
            return
        person = self._person(name, at)
        credit = Credit(
            role=role, person=person, part=WHOLE, scope=scope if len(scope) < 80 else ""
        )
        self.credits.append(self._said(credit, at, at + len(name)))

    def _person(self, name: str, at: int) -> Id:
        place = read(self._source, self._body, at, at + len(name), self._by)
        for id, one in self.people.items():
            if not one.character and name.casefold() in (
                one.name.casefold(),
                *(a.casefold() for a in one.aliases),
            ):
                self.people[id] = msgspec.structs.replace(one, named=(place, *one.named))
                return id
        id = new_id(name, self._taken)
        self.people[id] = Person(id=id, name=name, named=(place,))
        return id

    def _said(self, says: T, start: int, end: int) -> Claim[T]:
        return said(says, self._source, self._body, start, end, self._by)


reader = _Wiki()
