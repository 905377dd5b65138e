"""What a listing shows of a film, as parts of it: scenes, music cues, quotes and dialogues."""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from entracte.model import Claim, Credit, Cue, Exchange, Quote, Scene
from entracte.read.company import Company
from entracte.read.headings import Heading
from entracte.read.makers import By, is_company, like_a_name, nobody, who
from entracte.read.memorable import scenes
from entracte.read.roles import is_department
from entracte.read.rows import Row
from entracte.read.said import read, said
from entracte.read.sentences import sentences
from entracte.read.soundtrack import Song, songs
from entracte.read.spoken import Said
from entracte.read.spoken import quotes as spoken

Place: TypeAlias = tuple[int, int]


class Shown(NamedTuple):
    """A scene as told: places of its title, description and context."""

    title: Place
    description: tuple[Place, ...]
    context: tuple[Place, ...]

    def part(self, company: Company, number: int) -> Scene:
        return Scene(
            id=f"scene-{number}",
            title=(_claim(company, self.title),),
            description=_sentences(company, self.description),
            context=_sentences(company, self.context),
            people=company.within((self.title, *self.description, *self.context)),
        )


def scene_parts(body: str, sections: Sequence[tuple[Row, ...]]) -> list[Shown]:
    """The scenes of every section of scenes, in order."""
    return [
        Shown(each.title, each.description, each.context)
        for section in sections
        for each in scenes(body, section)
        if each.description or each.context
    ]


class Music(NamedTuple):
    cues: tuple[Cue, ...]
    credits: tuple[Claim[Credit], ...]
    set_aside: tuple[Claim[str], ...]


def cues(
    company: Company, sections: Sequence[tuple[Row | None, Heading | None, tuple[Row, ...]]]
) -> Music:
    """The cues of every soundtrack section, and who is credited for them.

    A department in a person's place is set aside. A maker other than the one whom the heading
    names is kept, with the heading as evidence against.
    """
    body = company.body
    made: list[Cue] = []
    credits: list[Claim[Credit]] = []
    aside: list[Claim[str]] = []
    seen: set[str] = set()
    for head, opened, section in sections:
        owner = _owner(head, opened)
        name = body[slice(*owner)] if owner else ""
        if owner and is_department(name):
            aside.append(_department(company, owner, owner))
            owner = None
        elif owner and head:
            whole = Credit(role="composer", person=company.real(*owner))
            credits.append(said(whole, company.source, body, head.start, head.end, company.by))
        for song in songs(body, section, name):
            key = " ".join(body[slice(*song.line)].casefold().split())
            if key in seen:
                continue
            seen.add(key)
            id = f"cue-{len(made) + 1}"
            made.append(_cue(company, id, song, aside))
            for by in song.by:
                credits += _track_credits(company, id, song, by, owner, head)
    return Music(tuple(made), tuple(credits), tuple(aside))


def _owner(head: Row | None, opened: Heading | None) -> Place | None:
    if head is None or opened is None or opened.by[0] >= opened.by[1]:
        return None
    name = head.text[slice(*opened.by)]
    if nobody(name) or not (like_a_name(name) or is_department(name)):
        return None
    return head.start + opened.by[0], head.start + opened.by[1]


def _department(company: Company, words: Place, whole: Place) -> Claim[str]:
    body = company.body
    name = body[slice(*words)]
    what = "company" if is_company(name) else "department"
    why = f"“{name}” is a {what}, not a person."
    against = read(company.source, body, *words, company.by, why)
    return replace(_claim(company, whole), against=(against,))


def _cue(company: Company, id: str, song: Song, aside: list[Claim[str]]) -> Cue:
    body = company.body
    by: list[Claim[str]] = []
    for each in song.by:
        place = (each.start, each.end)
        if is_department(body[slice(*place)]) or is_company(body[slice(*place)]):
            whole = (min(song.title[0], each.start), max(song.title[1], each.end))
            aside.append(_department(company, place, whole))
            by.append(_department(company, place, place))
        else:
            by.append(_claim(company, place))
    where = (_claim(company, song.where),) if song.where else ()
    return Cue(id=id, title=(_claim(company, song.title),), by=tuple(by), where=where)


def _track_credits(
    company: Company, cue: str, song: Song, by: By, owner: Place | None, head: Row | None
) -> list[Claim[Credit]]:
    body = company.body
    out = []
    for start, end in who(body, by):
        if not like_a_name(body[start:end]):
            continue
        credit = Credit(role=by.role, person=company.real(start, end), part=cue)
        claim = said(credit, company.source, body, *song.line, company.by)
        rival = owner and head and by.role in ("track credit", "composer")
        if rival and not _same(body[start:end], body[slice(*owner or (0, 0))]) and head:
            name = body[slice(*owner or (0, 0))]
            why = f"The same listing says that the soundtrack is by {name}."
            against = read(company.source, body, head.start, head.end, company.by, why)
            claim = replace(claim, against=(against,))
        out.append(claim)
    return out


def _same(name: str, owner: str) -> bool:
    """Whether two names could be one person's or share one: "Easdale", "Brian Easdale"."""
    mine, theirs = (set(re.findall(r"\w{2,}", each.casefold())) for each in (name, owner))
    return mine <= theirs or theirs <= mine


def exchanges(
    company: Company, sections: Sequence[tuple[str, tuple[Row, ...]]]
) -> tuple[tuple[Claim[Exchange], ...], tuple[Claim[Quote], ...]]:
    """The dialogues and the quotes. Lines of two speakers that stand together are a dialogue."""
    dialogues: list[Claim[Exchange]] = []
    quotes: list[Claim[Quote]] = []
    for kind, section in sections:
        short = tuple(row for row in section if len(row.text) <= 2000)
        blocks = spoken(company.body, short)
        for block in blocks:
            together = kind == "dialogues" or len(blocks) > 1
            if len(block) > 1 and together and _answers(company.body, block):
                turns = tuple(_quote(company, each) for each in block)
                first, last = block[0].line[0], block[-1].line[1]
                exchange = Exchange(turns=turns)
                dialogues.append(
                    said(exchange, company.source, company.body, first, last, company.by)
                )
                continue
            quotes += [
                said(_quote(company, each), company.source, company.body, *each.words, company.by)
                for each in block
            ]
    return tuple(dialogues), tuple(quotes)


def _answers(body: str, block: list[Said]) -> bool:
    names = {body[slice(*each.speaker)].casefold() for each in block if each.speaker}
    return len(names) > 1


def _quote(company: Company, each: Said) -> Quote:
    speaker = company.character(*each.speaker) if each.speaker else None
    return Quote(words=company.body[slice(*each.words)], speaker=speaker)


def _claim(company: Company, place: Place) -> Claim[str]:
    return said(company.body[slice(*place)], company.source, company.body, *place, company.by)


def _sentences(company: Company, places: tuple[Place, ...]) -> tuple[Claim[str], ...]:
    return tuple(
        _claim(company, (each.start, each.end))
        for start, end in places
        for each in sentences(company.body, start, end)
        if each.whole
    )
