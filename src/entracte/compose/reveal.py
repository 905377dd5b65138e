"""The page up to a moment of the film: nothing on it is known only afterwards.

What is known from the start: the film's title and year, how long it lasts, plain facts (country,
language, studio), and who made the whole film. Everything else has a moment that reveals it:

- a line, shot, sound: when it begins; of what is still on, only what is past, and no picture of it;
- a character: when first heard, called by name, or in a scene that is over; a performer with them;
- a scene, its title, its description: when the scene is over; what is said of its meaning: at the
  end of the film, unless it is tied to an earlier moment;
- a work within or a piece of music: when it begins; a step of a libretto: when its stretch is over;
- a sentence of a plot: when all stretches it is tied to are over; tied nowhere means known at the
  end only; and it may name nobody who has not been met;
- quotes and exchanges: when all their lines have been said;
- a title card of the film: when it is past, for nobody knows how far it has been read;
- opinions, readings of the ending, what was set aside, notes, and the texts themselves: at the end.
  Of a text only the passages remain that say nothing more than the statement they stand under.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from entracte.compose.claims import claims
from entracte.compose.excerpts import NOTHING, excerpted
from entracte.compose.known import Company, begun, end, over, points_ahead, shown, so_far
from entracte.compose.known import words as words_of
from entracte.model import (
    WHOLE,
    AnyPart,
    Claim,
    Credit,
    Cue,
    Evidence,
    Heard,
    Line,
    Ms,
    Page,
    Person,
    Quote,
    Read,
    Scene,
    Seen,
    Shot,
    Sought,
    Source,
    Span,
    Tied,
    Title,
    Track,
    Value,
    Work,
)

T = TypeVar("T")
TimedT = TypeVar("TimedT", bound=Any)

_FACTS = frozenset(
    {
        "country", "language", "running time", "genre", "studio", "distributor", "released",
        "imdb", "tmdb", "wikidata", "budget", "gross", "rating", "certificate", "format", "colour",
    }
)  # fmt: skip
_ON_SCREEN = frozenset({"cast member", "voice actor", "dancer", "singer", "narrator", "stunts"})
_PLAIN = frozenset(
    re.findall(
        r"\w+",
        """a an the of by and in for with on at to is was film movie directed director written
        writer produced producer music musical score original composed composer conducted conductor
        photography photographed cinematography edited editor designed designer costumes sets
        choreographed choreographer screenplay screen story based upon starring presented released
        year title language country""",
    )
)  # words that a passage may have besides its statement's own


def up_to(page: Page, t: Ms) -> Page:
    """What the page says to somebody who has seen the film up to the moment ``t``, itself included.

    A pure function: two pages that differ only in what comes after ``t`` give the same view, byte
    for byte. From the end of the film on it is the page itself. Claims whose passages had to be
    cut have another name (``compose.claims``) than on the whole page.
    """
    if t >= end(page):
        return page
    return _Eye(page, max(t, -1)).view()


class _Eye:
    """Looks at a page with the eyes of somebody at this moment of the film."""

    def __init__(self, page: Page, t: Ms) -> None:
        self.page, self.t = page, t
        spans = {part.id: part.spans for part in page.parts}
        self.begun = frozenset(
            id for id, given in spans.items() if any(begun(span, t) for span in given)
        )
        self.over = frozenset(
            id for id, given in spans.items() if given and all(over(span, t) for span in given)
        )
        self.company = Company(page, t, self.over)
        self.lines = frozenset(
            line.id
            for track in (page.lines, *page.translations)
            for line in track.items
            if begun(line.span, t)
        )
        ties = {tie.claim: tie for tie in page.tied}
        self.ties: dict[int, Tied] = {}  # by the claim's identity in this page
        if ties:
            self.ties = {id(c): ties[name] for name, _, c in claims(page) if name in ties}
        self.seen_ties: dict[int, tuple[Any, Tied]] = {}  # the same of claims of the view
        self.people = {person.id: person for person in page.people}

    def view(self) -> Page:
        page = self.page
        credits = tuple(kept for claim in page.credits if (kept := self._credit(claim)))
        credited = {claim.says.person for claim in credits}
        parts = tuple(left for part in page.parts if (left := self._part(part)))
        recordings = {c.says for part in parts if isinstance(part, Cue) for c in part.recording}
        made = Page(
            film=replace(
                page.film,
                title=self._plain(page.film.title),
                year=self._plain(page.film.year),
            ),
            facts=self._plain(c for c in page.facts if c.says.what in _FACTS),
            synopsis=self._timely(page.synopsis),
            plot=self._timely(page.plot),
            people=tuple(
                self._person(person)
                for person in page.people
                if person.id in self.company.ids or (person.id in credited and not person.character)
            ),
            credits=credits,
            parts=parts,
            lines=self._spoken(page.lines),
            translations=tuple(self._spoken(track) for track in page.translations),
            shots=self._shots(page.shots),
            titles=self._cards(page.titles),
            sounds=self._past(page.sounds),
            marks="",  # of the whole film's sound; the sound is placed by the whole page
            dialogues=self._plain(c for c in page.dialogues if self._said_by_now(c, c.says.turns)),
            quotes=self._plain(c for c in page.quotes if self._said_by_now(c, (c.says,))),
            opinions=(),
            set_aside=(),
            recordings=tuple(r for r in page.recordings if r.id in recordings),
            sources=page.sources,
            tied=(),  # by names that the sentences have on the finished view: below
            notes=(),
            format=page.format,
        )
        cut = excerpted(made, self._source_title)
        return replace(cut, tied=self._tied(made, cut))

    # Tracks

    def _past(self, track: Track[TimedT]) -> Track[TimedT]:
        items = tuple(
            item if over(item.span, self.t) else replace(item, span=self._clipped(item.span))
            for item in track.items
            if begun(item.span, self.t)
        )
        return Track(by=track.by, items=items)

    def _spoken(self, track: Track[Line]) -> Track[Line]:
        """The lines so far; what texts say of who speaks them stands among what they say later."""
        past = self._past(track)
        return replace(past, items=tuple(replace(line, told=()) for line in past.items))

    def _clipped(self, span: Span) -> Span:
        return so_far((span,), self.t)[0]

    def _shots(self, track: Track[Shot]) -> Track[Shot]:
        """The shot that is on has neither its mean colour nor its still yet."""
        return Track(
            by=track.by,
            items=tuple(
                shot
                if over(shot.span, self.t)
                else replace(shot, span=self._clipped(shot.span), colour=(0, 0, 0), still=None)
                for shot in track.items
                if begun(shot.span, self.t)
            ),
        )

    def _cards(self, track: Track[Title]) -> Track[Title]:
        return Track(by=track.by, items=tuple(i for i in track.items if over(i.span, self.t)))

    # Claims

    def _plain(self, given: Iterable[Claim[T]]) -> tuple[Claim[T], ...]:
        """What is known from the start, but for what only later moments tell."""
        return tuple(seen for claim in given if (seen := self._seen(claim)))

    def _known(self, claim: Claim[Any]) -> Ms | None:
        """When all stretches of film are over in which this is told or shown; none: never."""
        ends = [span.end for span in shown(claim.evidence)]
        if id(claim) in self.ties:
            ends.append(self.ties[id(claim)].span.end)
        return max(ends, default=None)

    def _timely(self, given: Sequence[Claim[str]]) -> tuple[Claim[str], ...]:
        """What is tied to stretches that are over; what is tied nowhere is not known."""
        return self._plain(
            claim
            for claim in given
            if (known := self._known(claim)) is not None
            and known <= self.t + 1
            and self._harmless(claim.says)
        )

    def _harmless(self, text: str) -> bool:
        return self.company.names_nobody_new(text) and not points_ahead(text, self.t)

    def _seen(self, claim: Claim[T]) -> Claim[T] | None:
        """The claim with what is known of its evidence by now; none, if nobody says it by now."""
        own = self._own_words(claim.says)
        said_by = self._evidence(claim.said_by, own, blank=True)
        evidence = self._evidence(claim.evidence, own)
        against = self._evidence(claim.against, own)
        if not (said_by or evidence):
            return None
        made = replace(claim, said_by=said_by, evidence=evidence, against=against)
        if id(claim) in self.ties:
            self.seen_ties[id(made)] = made, self.ties[id(claim)]
        return made

    def _evidence(
        self, given: Iterable[Evidence], own: frozenset[str], blank: bool = False
    ) -> tuple[Evidence, ...]:
        """What was seen and heard so far, and passages that say nothing but the claim itself.

        With ``blank`` other passages lose their words, but it stays known which text they are of.
        """
        out: list[Evidence] = []
        for each in given:
            why = each.why if self._harmless(each.why) else ""
            if isinstance(each, Seen | Heard):
                if begun(each.span, self.t):
                    out.append(replace(each, span=self._clipped(each.span), why=why))
            elif isinstance(each, Sought):
                if over(each.span, self.t):
                    out.append(replace(each, why=why))
            elif isinstance(each, Read):
                found = each.passage
                if own.issuperset(words_of(found.quote.casefold())):
                    out.append(replace(each, why=""))
                elif blank:
                    nothing = replace(found, start=0, end=0, quote=NOTHING)
                    out.append(replace(each, passage=nothing, why=""))
            else:
                out.append(replace(each, why=""))
        return tuple(out)

    def _own_words(self, says: object) -> frozenset[str]:
        """What a passage may say: the words of the statement, names, and words of trades."""
        text = " ".join(_strings(says))
        if isinstance(says, Credit):
            for who in (says.person, says.as_character):
                person = self.people.get(who) if who else None
                if person is not None:
                    text = " ".join((text, person.name, *self.company.aliases(person)))
        return _PLAIN.union(words_of(text.casefold()))

    # What the page is made of

    def _person(self, person: Person) -> Person:
        names = {person.name, *self.company.aliases(person)}
        own = frozenset(word for name in names for word in words_of(name.casefold()))
        return replace(
            person,
            aliases=self.company.aliases(person) if person.character else person.aliases,
            inside=person.inside if person.inside in self.begun else WHOLE,
            described=self._timely(person.described),
            named=self._evidence(person.named, own),
        )

    def _credit(self, claim: Claim[Credit]) -> Claim[Credit] | None:
        credit = claim.says
        known = self.begun | self.company.ids
        if credit.part != WHOLE and credit.part not in self.begun:
            return None
        if credit.exception is not None and credit.exception not in known:
            return None
        if credit.as_character is not None:
            if credit.as_character not in self.company.ids:
                return None
        elif credit.role in _ON_SCREEN:
            return None
        if credit.scope and credit.part == WHOLE:
            return None
        seen = self._seen(claim)
        return seen and replace(seen, says=replace(credit, scope=""))

    def _part(self, part: AnyPart) -> AnyPart | None:
        """The part as far as it is known; a scene when it is over, the others when they begin."""
        if part.id not in (self.over if isinstance(part, Scene) else self.begun):
            return None
        inside = part.inside if part.inside in self.begun else WHOLE
        spans = so_far(part.spans, self.t)
        title = self._plain(part.title)
        if isinstance(part, Scene):
            return replace(
                part,
                title=title,
                spans=spans,
                inside=inside,
                description=self._plain(
                    claim
                    for claim in part.description
                    if (self._known(claim) or 0) <= self.t + 1 and self._harmless(claim.says)
                ),
                context=self._timely(part.context),
                people=tuple(id for id in part.people if id in self.company.ids),
            )
        if isinstance(part, Work):
            return replace(
                part,
                title=title,
                spans=spans,
                inside=inside,
                story=self._timely(part.story),
                basis=self._plain(part.basis) if part.id in self.over else (),
            )
        return replace(
            part,
            title=title,
            spans=spans,
            inside=inside,
            where=self._timely(part.where),
            by=self._plain(part.by),
            recording=self._plain(part.recording),
        )

    def _said_by_now(self, claim: Claim[Any], turns: Sequence[Quote]) -> bool:
        if all(turn.lines for turn in turns):
            return all(line in self.lines for turn in turns for line in turn.lines)
        known = self._known(claim)
        return len(turns) == 1 and known is not None and known <= self.t + 1

    def _source_title(self, source: Source) -> str:
        """Its title if that is the film's or its file's; an essay's title may give things away."""
        titles = (claim.says for claim in self.page.film.title)
        own = _PLAIN.union(words_of(" ".join((*titles, source.file, source.kind)).casefold()))
        if own.issuperset(words_of(source.title.casefold())) or source.id == "folder":
            return source.title
        return source.file or source.kind

    def _tied(self, before: Page, after: Page) -> tuple[Tied, ...]:
        """Where the sentences that are left are told, by the names they have on this page."""
        out = []
        for (_, _, old), (name, _, _) in zip(claims(before), claims(after), strict=True):
            if id(old) in self.seen_ties:
                _, tie = self.seen_ties[id(old)]
                why = tie.why if self._harmless(tie.why) else ""
                out.append(replace(tie, claim=name, span=self._clipped(tie.span), why=why))
        return tuple(out)


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, Value):
        for name in value.__struct_fields__:
            yield from _strings(getattr(value, name))
    elif value is not None:
        yield str(value)
