"""Prose about a film, read sentence by sentence: its story, its people, who made what of it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from entracte.model import (
    WHOLE,
    AnyPart,
    Claim,
    Credit,
    Exchange,
    Id,
    Opinion,
    Person,
    Quote,
    Work,
)
from entracte.read import dialogue, lexicon
from entracte.read.bylines import Hit
from entracte.read.castlist import castlist
from entracte.read.credits import Crediting, disowns, merged
from entracte.read.everyone import Everyone
from entracte.read.finding import hits, maker, masked
from entracte.read.mentions import Mention, mentions
from entracte.read.names import new_id, roster
from entracte.read.opinions import View, views
from entracte.read.parts import Parts
from entracte.read.said import read, said
from entracte.read.sections import (
    ABOUT,
    AFTER,
    CAST,
    OPEN,
    PLOT,
    QUOTES,
    SYNOPSIS,
    WORK,
    Section,
    sections,
)
from entracte.read.sentences import Sentence
from entracte.read.sorting import Names, cut_up, makers_in, sorts_of
from entracte.read.works import Within, libretti

LONGEST: Final = 300_000  # characters read closely, more than any article has; the rest is kept


_ASKS: Final = re.compile(
    r"(?:Or |And )?(?:is|was|were|are|did|does|do|has|have|had|could|can)\b[^\"“”?]{4,240}\?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Story:
    """What a stretch of prose says of the film."""

    synopsis: tuple[Claim[str], ...] = ()
    plot: tuple[Claim[str], ...] = ()
    people: tuple[Person, ...] = ()
    credits: tuple[Claim[Credit], ...] = ()
    parts: tuple[AnyPart, ...] = ()
    dialogues: tuple[Claim[Exchange], ...] = ()
    quotes: tuple[Claim[Quote], ...] = ()
    opinions: tuple[Claim[Opinion], ...] = ()
    sentences: int = field(default=0)


def tell(
    body: str, source: Id, by: str, heads: Sequence[tuple[int, int]] | None = None, begin: int = 0
) -> Story:
    """What this text says: the story a claim a sentence, people, credits, works, quotes, views.

    ``heads`` holds where headings stand, when the markup told so; otherwise they are looked for.
    ``begin``: where the article begins, behind what is not prose.
    """
    found = [
        each._replace(start=max(each.start, begin))
        for each in sections(body[:LONGEST], heads)
        if each.kind != AFTER and each.end > begin
    ]
    spans = [(each.start, each.end) for each in found]
    names = mentions(body, spans)
    first = Names(names)
    rough = roster(body, spans)
    known = {
        w.casefold()
        for one in rough
        if not one.real
        for form in (one.name, *one.aliases)
        for w in (form, *form.split())
    }
    talk = [(s.start, s.end) for s in found if s.kind in (PLOT, SYNOPSIS, OPEN, QUOTES, WORK)]
    blocks = dialogue.exchanges(body, talk, lambda who: who.casefold() in known)
    cut = [(block[0].first, block[-1].last) for block in blocks]
    whole = cut_up(body, found, cut)
    works = libretti(body, whole, names)
    people = {
        mention.start
        for one in rough
        if not one.real
        for mention in one.mentions
        if len(one.mentions) > 1 or one.mentions[0].after.lower() in lexicon.ACTS
    }
    mask = masked(body, names)
    often = Counter(name.words[-1] for name in names)
    makers = (*makers_in(mask, body, whole, first), often)
    sorts = sorts_of(body, whole, works, first, people, makers)
    return _Reading(body, source, by, names, whole, sorts, works, blocks, found).story()


class _Reading:
    """One text on the desk: all that was noticed in it, turned into claims."""

    def __init__(
        self,
        body: str,
        source: Id,
        by: str,
        names: Sequence[Mention],
        whole: Sequence[tuple[Sentence, Section]],
        sorts: Sequence[str],
        works: Sequence[Within],
        blocks: Sequence[list[dialogue.Turn]],
        found: Sequence[Section],
    ) -> None:
        self.body, self.source, self.by = body, source, by
        self.whole, self.sorts, self.blocks, self.found = whole, sorts, blocks, found
        self.mask = masked(body, names)
        self.credited = self._hits()
        self.opined = self._views()
        story = [
            (e.start, e.end)
            for (e, _), s in zip(whole, sorts, strict=True)
            if s in (PLOT, SYNOPSIS)
        ]
        story += [(turn.at, turn.at + len(turn.who)) for block in blocks for turn in block]
        self.parts = Parts(body, source, by)
        self.taken: set[Id] = {WHOLE}
        self.voices: dict[str, Person] = {}  # who speaks under a label only, by it
        self.withins = [self.parts.add_within(each, self.taken) for each in works]
        self.works = works
        self.story_spans = sorted(story)
        self.everyone = Everyone(
            body, source, by, self.taken, self.story_spans, self._rest(),
            [hit for _, _, found in self.credited for hit in found], self.opined,
        )  # fmt: skip

    def _rest(self) -> list[tuple[int, int]]:
        return [
            (e.start, e.end)
            for (e, _), s in zip(self.whole, self.sorts, strict=True)
            if s not in (PLOT, SYNOPSIS)
        ]

    def _hits(self) -> list[tuple[Sentence, Section, list[Hit]]]:
        """The credits of every sentence that is not of the story."""
        out = []
        last: tuple[int, int] | None = None
        for (each, section), sort in zip(self.whole, self.sorts, strict=True):
            told = sort in (PLOT, QUOTES) and not disowns(self.body, each.start, each.end)
            if told or each.end - each.start > 4000:
                last = None
                continue
            found = hits(self.mask, each.start, each.end, last)
            last = maker(self.mask, each.start, each.end, found, last)
            if sort == CAST:
                listed = {hit.who[0]: hit for hit in castlist(self.mask, each.start, each.end)}
                found = [*(hit for hit in found if hit.who[0] not in listed), *listed.values()]
            if found or disowns(self.body, each.start, each.end):
                out.append((each, section, found))
        return out

    def _views(self) -> list[View]:
        """The opinions; questions in a row, "Is it a dream? Has she died?", are readings each."""
        asked = [
            each.whole
            and sort == ABOUT
            and _ASKS.match(self.body, each.start, each.end) is not None
            for (each, _), sort in zip(self.whole, self.sorts, strict=True)
        ]
        row = [
            View("reading", (each.start, each.end), None, None, (each.start, each.end))
            for i, (each, _) in enumerate(self.whole)
            if asked[i] and (asked[i - 1 : i] == [True] or asked[i + 1 : i + 2] == [True])
        ]
        taken = {view.told for view in row}
        return row + [
            view
            for (each, _), sort in zip(self.whole, self.sorts, strict=True)
            if sort in (ABOUT, OPEN)
            and each.end - each.start < 2000
            and (each.start, each.end) not in taken
            for view in views(self.mask, each.start, each.end, self.body)
            if each.whole or _predicate(self.body, each, view)
        ]

    def story(self) -> Story:
        credits = self._credits()
        dialogues, quotes = self._spoken()
        opinions = self._opinions()
        plot, synopsis = self._claims(PLOT), self._claims(SYNOPSIS)
        return Story(
            synopsis=synopsis,
            plot=plot,
            people=(*self.everyone.people(), *self.parts.people, *self.voices.values()),
            credits=merged([*credits, *self.everyone.casting(), *self._makers(credits, opinions)]),
            parts=self.parts.values(),
            dialogues=dialogues,
            quotes=quotes,
            opinions=opinions,
            sentences=len(self.whole),
        )

    def _claims(self, kind: str) -> tuple[Claim[str], ...]:
        return tuple(
            self._said(each.start, each.end)
            for (each, _), sort in zip(self.whole, self.sorts, strict=True)
            if sort == kind and each.whole and _ended(self.body[each.start : each.end])
        )

    def _said(self, start: int, end: int) -> Claim[str]:
        words = re.sub(r"\s+", " ", self.body[start:end])
        return said(words, self.source, self.body, start, end, self.by)

    def _credits(self) -> list[Claim[Credit]]:
        crediting = Crediting(
            self.body, self.source, self.by, self.parts, self.everyone.real, self.everyone.character
        )
        last, paragraph = WHOLE, -1
        for each, section, found in self.credited:
            home = within = self._home(each)
            break_at = self.body.rfind("\n\n", max(0, each.start - 4000), each.start)
            if break_at != paragraph:
                last, paragraph = WHOLE, break_at
            if home != WHOLE:
                last = home
            elif section.kind == WORK and self.withins:
                last = next(
                    (
                        i
                        for i, w in zip(self.withins, self.works, strict=True)
                        if section.start <= w.opens[0] < section.end
                    ),
                    last,
                )
                within = last
            crediting.sentence(found, each.start, each.end, last, within)
            named = [
                claim.says.part
                for claim in crediting.claims[-len(found) :]
                if isinstance(self.parts.part(claim.says.part), Work)
            ]
            last = named[0] if named and found else last
        return crediting.claims

    def _home(self, each: Sentence) -> Id:
        """The work that this sentence of a libretto belongs to, or comes right after."""
        for id, work in zip(self.withins, self.works, strict=True):
            if work.block[0] <= each.start < work.block[1]:
                return id
            told = max((end for _, end in work.story), default=-1)
            if told <= each.start <= told + 3 and "\n\n" not in self.body[told : each.start]:
                return id
        return WHOLE

    def _makers(
        self, credits: Sequence[Claim[Credit]], opinions: Sequence[Claim[Opinion]]
    ) -> list[Claim[Credit]]:
        """Who decides how the film is made helped to make it, whatever their trade."""
        credited = {claim.says.person for claim in credits}
        return [
            Claim(says=Credit(role="film-maker", person=claim.says.holder), said_by=claim.said_by)
            for claim in opinions
            if claim.says.sort == "intention"
            and claim.says.holder
            and claim.says.holder not in credited
        ]

    def _spoken(self) -> tuple[tuple[Claim[Exchange], ...], tuple[Claim[Quote], ...]]:
        dialogues = [self._exchange(block) for block in self.blocks if len(block) > 1]
        quotes = [self._quote(turn) for block in self.blocks for turn in block if len(block) == 1]
        told = [
            (each.start, each.end)
            for (each, _), sort in zip(self.whole, self.sorts, strict=True)
            if sort in (PLOT, SYNOPSIS, QUOTES)
        ]
        paragraphs = _paragraphs(self.body, told)
        for block in dialogue.answered(self.body, dialogue.sayings(self.body, paragraphs)):
            if len(block) > 1:
                dialogues.append(self._exchange(block))
            else:
                quotes.append(self._quote(block[0]))
        return tuple(dialogues), tuple(quotes)

    def _turn(self, turn: dialogue.Turn) -> Quote:
        speaker = self.everyone.speaker(turn.who, turn.at) or self._voice(turn)
        words = self.body[turn.start : turn.end]
        if turn.more:
            words = f"{words} {self.body[slice(*turn.more)]}"
        return Quote(words=re.sub(r"\s+", " ", words), speaker=speaker)

    def _voice(self, turn: dialogue.Turn) -> Id | None:
        """Who speaks under a label and is named nowhere else: "Voice: Are you there?"."""
        between = self.body[turn.at + len(turn.who) : turn.start]
        if not turn.who or turn.at < 0 or not re.search(r"[:–—]", between):
            return None
        plain = turn.who.casefold()
        place = read(self.source, self.body, turn.at, turn.at + len(turn.who), self.by)
        known = self.voices.get(plain)
        id = known.id if known else new_id(turn.who, self.taken)
        named = (*known.named, place) if known else (place,)
        self.voices[plain] = Person(id=id, name=turn.who, character=True, named=named)
        return id

    def _exchange(self, block: Sequence[dialogue.Turn]) -> Claim[Exchange]:
        return Claim(
            says=Exchange(turns=tuple(self._turn(turn) for turn in block)),
            said_by=tuple(
                read(self.source, self.body, turn.start, turn.end, self.by) for turn in block
            ),
        )

    def _quote(self, turn: dialogue.Turn) -> Claim[Quote]:
        return said(self._turn(turn), self.source, self.body, turn.start, turn.end, self.by)

    def _opinions(self) -> tuple[Claim[Opinion], ...]:
        out = []
        for view in self.opined:
            holder = self.everyone.real(view.who) if view.who else None
            if view.who and holder is None:
                name = self.body[slice(*view.who)]
                if view.sort != "intention" or self.everyone.speaker(name, view.who[0]):
                    continue  # a character's thought, or a view that nobody holds
            words = re.sub(r"\s+", " ", self.body[slice(*view.words)])
            question = self.body[slice(*view.question)] if view.question else ""
            opinion = Opinion(words=words, sort=view.sort, holder=holder, question=question)
            out.append(said(opinion, self.source, self.body, *view.words, self.by))
        return tuple(out)


def _predicate(body: str, each: Sentence, view: View) -> bool:
    """Half a sentence may still say how the film was received: "… has been discussed since".

    Where its end is lost, what stands whole before a semicolon may be somebody's reading.
    """
    words = body[each.start : each.end]
    if view.sort == "reading" and words[:1].isupper() and words[-1:] not in ".!?":
        return ";" in body[view.words[1] : each.end][:3]
    if view.sort == "intention":
        return words[:1].isupper()
    return view.sort == "reception" and (words[-1:] in ".!?" or words[:1].isupper())


def _ended(words: str) -> bool:
    return words.rstrip("\"'”’»)]* ")[-1:] in ".!?…:;" and words.count(" ") >= 1


def _paragraphs(body: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbouring stretches as one, so that a quotation may run over several sentences."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if (
            out
            and not body[out[-1][1] : start].strip(" \"'“”")
            and "\n" not in body[out[-1][1] : start]
        ):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    # the mark that closes a quotation may stand right behind the last sentence, and the one that
    # opens it right before the first, where a space between two sentences was lost
    return [(start - _opened(body, start), min(len(body), end + 1)) for start, end in out]


def _opened(body: str, start: int) -> bool:
    """Whether the mark right before this place opens a quotation, by those before it."""
    if body[start - 1 : start] != '"':
        return False
    return body.count('"', max(0, start - 4000, body.rfind("\n", 0, start)), start) % 2 == 1
