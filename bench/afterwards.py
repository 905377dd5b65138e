"""Pages of films that do not exist, and the same pages with everything after a moment made noise.

What is known by a moment is told here anew and apart from ``compose.reveal``, so that one checks
the other. Noise words are telling: none of them may ever be seen in a page up to that moment.
"""

import random
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from msgspec.structs import replace

from entracte.compose.claims import claims
from entracte.model import (
    Claim,
    Credit,
    Cue,
    Exchange,
    Fact,
    Film,
    Heard,
    Line,
    Media,
    Opinion,
    Page,
    Passage,
    Person,
    Quote,
    Read,
    Recording,
    Scene,
    Seen,
    Shot,
    Sought,
    Sound,
    Source,
    Span,
    Tied,
    Title,
    Track,
    Work,
    digest,
)

NOISE = "zqx"  # every word of noise begins like this
_NAMES = re.findall(r"\w+", "Mirel Oskar Tove Halina Bruno Pim Aurel Sunniva Kasimir Lotte Edda")
_LASTS = re.findall(r"\w+", "Varga Lind Brack Ostrow Hale Quist Marsh Ferrer Nolde Tamm")
_WORDS = re.findall(
    r"\w+",
    "lamp harbour letter winter bridge violin orchard ticket mirror garden ladder thunder pocket "
    "window kettle captain cellar ribbon market whistle saddle chapel ferry copper meadow",
)


def noise(chance: random.Random, most: int = 6) -> str:
    return " ".join(f"{NOISE}{chance.randrange(10**6)}" for _ in range(chance.randint(1, most)))


# A page


def invented(chance: random.Random) -> Page:
    """A page with something of everything; half of its statements know when they are shown."""
    return _Inventor(chance).page()


class _Inventor:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.long = chance.randint(60, 400) * 1000
        self.body = ""

    def words(self, most: int = 8) -> str:
        return " ".join(self.chance.choice(_WORDS) for _ in range(self.chance.randint(2, most)))

    def span(self, longest: int = 40_000) -> Span:
        start = self.chance.randrange(self.long - 1000)
        end = min(self.long, start + self.chance.randint(500, longest))
        return Span(start=start, end=end)

    def read(self, words: str) -> Read:
        """A passage of the one text, sometimes longer than the words."""
        more = f" {self.words()}" if self.chance.random() < 0.3 else ""
        start = len(self.body)
        self.body += f"{words}{more}. {self.words()}. "
        quote = f"{words}{more}"
        return Read(
            passage=Passage(source="text", start=start, end=start + len(quote), quote=quote),
            by="article/1",
            why=self.words() if self.chance.random() < 0.2 else "",
        )

    def said(self, says: Any, words: str, when: Sequence[Span] = ()) -> Claim[Any]:
        evidence = tuple(
            (Seen if self.chance.random() < 0.5 else Heard)(span=span, by="x/1") for span in when
        )
        against = (
            (Sought(span=Span(start=0, end=self.long), why="Not found."),)
            if self.chance.random() < 0.1
            else ()
        )
        return Claim(says=says, said_by=(self.read(words),), evidence=evidence, against=against)

    def told(self, number: int) -> tuple[Claim[str], ...]:
        out = []
        for _ in range(number):
            name = self.chance.choice(_NAMES)
            words = f"{name} {self.words()}"
            when = (self.span(),) if self.chance.random() < 0.5 else ()
            out.append(self.said(words, words, when))
        return tuple(out)

    def page(self) -> Page:
        chance, long = self.chance, self.long
        names = chance.sample(_NAMES, 7)
        cast = [
            Person(
                id=name.lower(),
                name=f"{name} {chance.choice(_LASTS)}",
                aliases=(name, self.words(2)),
                character=True,
                inside="ballet" if i == 6 else "film",
                described=self.told(2),
                named=(self.read(name),),
            )
            for i, name in enumerate(names)
        ]
        makers = [Person(id=f"maker-{i}", name=f"{n} Maker") for i, n in enumerate(_LASTS[:5])]
        lines: list[Line] = []
        at = chance.randint(0, 4000)
        while at < long - 3000:
            last = at + chance.randint(600, 3500)
            text = self.words()
            if chance.random() < 0.15:
                text += f", {chance.choice(names)}"
            lines.append(
                Line(
                    id=f"line-{len(lines) + 1}",
                    span=Span(start=at, end=last),
                    text=text,
                    speaker=chance.choice(cast[:5]).id if chance.random() < 0.6 else None,
                )
            )
            at = last + chance.randint(100, 9000)
        cuts = sorted({0, *(chance.randrange(long) for _ in range(30)), long})
        shots = tuple(
            Shot(
                id=f"shot-{i}",
                span=Span(start=a, end=b),
                colour=(i % 255, 3, 9),
                still=digest(str((a, b)).encode()),
            )
            for i, (a, b) in enumerate(pairwise(cuts))
        )
        scenes = tuple(
            Scene(
                id=f"scene-{i}",
                title=(self.said(title := self.words(3), title),),
                spans=(self.span(),) if chance.random() < 0.8 else (),
                description=self.told(3),
                context=self.told(2),
                people=tuple(each.id for each in chance.sample(cast, 2)),
            )
            for i in range(6)
        )
        ballet = Work(
            id="ballet",
            form="ballet",
            title=(self.said("The Ballet", "The Ballet"),),
            spans=(self.span(),),
            story=self.told(4),
            basis=self.told(1),
        )
        tracks = tuple(Recording(id=f"track-{i}", title=self.words(3)) for i in range(4))
        cues = []
        for track in tracks[:3]:
            span = self.span()
            recording = (self.said(track.id, track.title, (span,)),)
            cues.append(
                Cue(
                    id=f"cue-{track.id}",
                    title=(self.said(track.title, track.title),),
                    spans=(span,) if chance.random() < 0.8 else (),
                    where=self.told(1),
                    by=(self.said("Maker", "Maker"),),
                    recording=recording,
                )
            )
        quotes = []
        for line in chance.sample(lines, min(4, len(lines))):
            says = Quote(words=line.text, lines=(line.id,), speaker=line.speaker)
            again = (line.span, self.span()) if chance.random() < 0.5 else (line.span,)
            quotes.append(self.said(says, line.text, again))
        talks = []
        for i in range(0, len(lines) - 2, 7):
            turns = tuple(Quote(words=each.text, lines=(each.id,)) for each in lines[i : i + 2])
            when = [each.span for each in lines[i : i + 2]]
            talks.append(self.said(Exchange(turns=turns), lines[i].text, when))
        credits = [
            self.said(Credit(role="director", person="maker-0"), "Varga Maker"),
            self.said(Credit(role="conductor", person="maker-1", part="ballet"), "Lind Maker"),
            self.said(Credit(role="composer", person="maker-2", exception="ballet"), "Brack Maker"),
            *(
                self.said(
                    Credit(role="cast member", person="maker-3", as_character=each.id), each.name
                )
                for each in cast
            ),
        ]
        opinion = Opinion(words=self.words(), sort="reading")
        page = Page(
            film=Film(
                id="f",
                title=(self.said("Copper Meadow", "Copper Meadow"),),
                year=(self.said(1931, "1931"),),
                media=Media(digest="0" * 64, duration=long),
            ),
            facts=(self.said(Fact(what="country", value="Norway"), "Norway"),),
            synopsis=self.told(3),
            plot=self.told(12),
            people=(*cast, *makers),
            credits=tuple(credits),
            parts=(*scenes, ballet, *cues),
            lines=Track(by="subtitles", items=tuple(lines)),
            shots=Track(by="shots/1", items=shots),
            titles=Track(
                by="titles/1",
                items=tuple(
                    Title(span=Span(start=at, end=at + 3000), text=self.words(), still="2" * 64)
                    for at in range(0, long - 3000, long // 6)
                ),
            ),
            sounds=Track(by="sounds/1", items=(Sound(span=self.span(), kind="music"),)),
            marks="3" * 64,
            dialogues=tuple(talks),
            quotes=tuple(quotes),
            opinions=(self.said(opinion, opinion.words),),
            set_aside=self.told(2),
            recordings=tracks,
            notes=(self.words(),),
        )
        source = Source(
            id="text", title="text", origin="1" * 64, body=self.body, kind="article", file="text"
        )
        tied = tuple(
            Tied(claim=name, span=self.span(), why="Words they share.")
            for name, section, _ in claims(page)
            if section in ("plot", "synopsis") and chance.random() < 0.6
        )
        return replace(page, sources=(source,), tied=tied)


# The same page, with noise for all that comes after t


def noised(page: Page, t: int, chance: random.Random) -> Page:
    """The page with everything that is known only after ``t`` replaced, left out or added to."""
    return _Noise(page, t, chance).over()


class _Noise:
    def __init__(self, page: Page, t: int, chance: random.Random) -> None:
        self.page, self.t, self.chance = page, t, chance
        media = page.film.media
        self.long = media.duration if media else t + 60_000
        past = [line for line in page.lines.items if line.span.start <= t]
        self.past = {line.id for line in past}
        heard = " ".join(
            line.text
            for track in (page.lines, *page.translations)
            for line in track.items
            if line.span.start <= t
        )
        self.heard = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in heard).split())} "
        self.done = {p.id for p in page.parts if p.spans and self.ended(p.spans)}
        self.begun = {p.id for p in page.parts if any(s.start <= t for s in p.spans)}
        present = {id for p in page.parts if isinstance(p, Scene) and p.id in self.done
                   for id in p.people}  # fmt: skip
        present |= {line.speaker for line in past if line.speaker}
        labels = {line.label for line in past if line.label}
        self.met = {
            p.id
            for p in page.people
            if p.id in present
            or (p.inside in self.done)
            or any(self.spoken(form) or form in labels for form in (p.name, *p.aliases))
        }
        self.ties = {tie.claim: tie for tie in page.tied}
        self.names = {id(claim): name for name, _, claim in claims(page)}
        self.known_ties: list[tuple[Claim[Any], Tied]] = []

    def ended(self, spans: Iterable[Span]) -> bool:
        return all(span.end <= self.t + 1 for span in spans)

    def spoken(self, form: str) -> bool:
        words = "".join(c if c.isalnum() else " " for c in form).split()
        return bool(words) and f" {' '.join(words)} " in self.heard

    def later(self) -> Span:
        start = self.chance.randint(self.t + 1, max(self.t + 1, self.long - 1))
        return Span(start=start, end=start + self.chance.randint(1, 9000))

    def stretched(self, span: Span) -> Span:
        """A stretch that is not over may last until any later moment."""
        if span.end <= self.t + 1:
            return span
        return Span(start=span.start, end=self.t + 1 + self.chance.randint(1, 30_000))

    def made_up(self, says: Any = None) -> Claim[Any]:
        words = noise(self.chance)
        read = Read(passage=Passage(source="text", start=0, end=len(words), quote=words))
        evidence = (Heard(span=self.later(), why=words),) if self.chance.random() < 0.3 else ()
        return Claim(says=words if says is None else says, said_by=(read,), evidence=evidence)

    def some(self, most: int = 3) -> tuple[Claim[Any], ...]:
        return tuple(self.made_up() for _ in range(self.chance.randint(0, most)))

    def evidence(self, given: Iterable[Any], more: bool) -> tuple[Any, ...]:
        """What comes later is left out, and other things come later."""
        out = []
        for each in given:
            if isinstance(each, Seen | Heard) and each.span.start <= self.t:
                out.append(replace(each, span=self.stretched(each.span)))
            elif (isinstance(each, Sought) and each.span.end <= self.t + 1) or not isinstance(
                each, Seen | Heard | Sought
            ):
                out.append(each)
        if more and self.chance.random() < 0.4:
            out.append(Seen(span=self.later(), why=noise(self.chance)))
        return tuple(out)

    def kept(self, claim: Claim[Any], more: bool = True) -> Claim[Any]:
        """A claim that is known, with other things found for and against it afterwards.

        Without ``more`` nothing is found for it: a sentence that is still borne out later tells
        of what comes later.
        """
        against = [
            each
            for each in claim.against
            if not isinstance(each, Sought) or each.span.end <= self.t + 1
        ]
        if self.long > self.t + 1 and self.chance.random() < 0.5:
            against.append(Sought(span=Span(start=0, end=self.long), why=noise(self.chance)))
        made = replace(claim, evidence=self.evidence(claim.evidence, more), against=tuple(against))
        tie = self.ties.get(self.names.get(id(claim), ""))
        if tie is not None:
            self.known_ties.append((made, replace(tie, span=self.stretched(tie.span))))
        return made

    def shown_later(self, claim: Claim[Any]) -> Claim[Any]:
        return replace(claim, evidence=(Seen(span=self.later()),))

    def timely(self, given: Iterable[Claim[Any]]) -> tuple[Claim[Any], ...]:
        """The claims whose own moments are past; noise for the others, and some more of it."""
        out: list[Claim[Any]] = []
        for claim in given:
            spans = [e.span for e in claim.evidence if isinstance(e, Seen | Heard)]
            tie = self.ties.get(self.names.get(id(claim), ""))
            spans += [tie.span] if tie else []
            if spans and self.ended(spans):
                out.append(self.kept(claim, more=False))
            else:
                out += self.some(1)
        return (*out, *self.some(2))

    def cards(self, track: Track[Title]) -> Track[Title]:
        """The title cards that are past, and others afterwards, the one that is on among them."""
        past = [each for each in track.items if self.ended([each.span])]
        on = [
            Title(span=self.stretched(each.span), text=noise(self.chance))
            for each in track.items
            if each.span.start <= self.t and not self.ended([each.span])
        ]
        later = [
            Title(span=self.later(), text=noise(self.chance))
            for _ in range(self.chance.randint(0, 2))
        ]
        return replace(track, items=(*past, *on, *sorted(later, key=lambda each: each.span)))

    def over(self) -> Page:
        page, t = self.page, self.t
        people = []
        for person in page.people:
            if not person.character:
                people.append(person)
            elif person.id in self.met:
                own = set(person.name.casefold().split())
                aliases = tuple(
                    alias
                    for alias in person.aliases
                    if self.spoken(alias) or set(alias.casefold().split()) <= own
                )
                people.append(
                    replace(
                        person,
                        aliases=(*aliases, noise(self.chance, 2)),
                        described=self.timely(person.described),
                    )
                )
        people += [
            Person(id=noise(self.chance, 1), name=noise(self.chance, 2), character=True)
            for _ in range(self.chance.randint(0, 4))
        ]
        parts = [made for part in page.parts if (made := self.part(part))]
        parts += [
            Scene(
                id=noise(self.chance, 1),
                title=self.some(1),
                spans=(self.later(),) if self.chance.random() < 0.7 else (),
                description=self.some(),
                context=self.some(),
            )
            for _ in range(self.chance.randint(0, 4))
        ]
        used = {
            claim.says
            for part in parts
            if isinstance(part, Cue) and part.id in self.begun
            for claim in part.recording
        }
        made = replace(
            page,
            film=replace(page.film, title=tuple(map(self.kept, page.film.title))),
            synopsis=self.timely(page.synopsis),
            plot=self.timely(page.plot),
            people=tuple(people),
            credits=(*(self.kept(c) for c in page.credits if self.credited(c.says)), *self.jobs()),
            parts=tuple(parts),
            lines=self.spoken_on(page.lines),
            translations=tuple(map(self.spoken_on, page.translations)),
            shots=self.shots(page.shots),
            titles=self.cards(page.titles),
            marks=digest(noise(self.chance).encode()),
            sounds=Track(
                by=page.sounds.by,
                items=(
                    *(
                        replace(each, span=self.stretched(each.span))
                        for each in page.sounds.items
                        if each.span.start <= t
                    ),
                    Sound(span=self.later(), kind=noise(self.chance, 1)),
                ),
            ),
            dialogues=tuple(
                self.kept(c)
                for c in page.dialogues
                if all(q.lines and set(q.lines) <= self.past for q in c.says.turns)
            ),
            quotes=(
                *(self.kept(c) for c in page.quotes if self.quoted(c)),
                self.made_up(Quote(words=noise(self.chance))),
            ),
            opinions=(self.made_up(Opinion(words=noise(self.chance))),),
            set_aside=self.some(),
            recordings=(
                *(track for track in page.recordings if track.id in used),
                Recording(id=noise(self.chance, 1), title=noise(self.chance)),
            ),
            notes=(noise(self.chance),),
        )
        names = {id(claim): name for name, _, claim in claims(made)}
        ties = [
            replace(tie, claim=names[id(claim)])
            for claim, tie in self.known_ties
            if id(claim) in names
        ]
        late = [Tied(claim=name, span=self.later(), why=noise(self.chance))
                for name, _, claim in claims(made)
                if isinstance(claim.says, str) and NOISE in claim.says]  # fmt: skip
        return self.texts(replace(made, tied=(*ties, *late)))

    def part(self, part: Any) -> Any:
        if part.id not in (self.done if isinstance(part, Scene) else self.begun):
            return None
        past = [self.stretched(span) for span in part.spans if span.start <= self.t]
        if isinstance(part, Scene):
            return replace(
                part,
                description=(
                    *(self.kept(each, more=False) for each in part.description if self._past(each)),
                    *map(self.shown_later, self.some()),
                ),
                title=tuple(map(self.kept, part.title)),
                context=self.timely(part.context),
                people=tuple(id for id in part.people if id in self.met),
            )
        if len(past) < len(part.spans) or not self.ended(past):
            past.append(self.later())
        if isinstance(part, Work):
            return replace(
                part,
                spans=tuple(past),
                title=tuple(map(self.kept, part.title)),
                story=self.timely(part.story),
                basis=part.basis if part.id in self.done else self.some(),
            )
        return replace(
            part,
            spans=tuple(past),
            title=tuple(map(self.kept, part.title)),
            where=self.timely(part.where),
            by=tuple(map(self.kept, part.by)),
            recording=tuple(map(self.kept, part.recording)),
        )

    def _past(self, claim: Claim[Any]) -> bool:
        tie = self.ties.get(self.names.get(id(claim), ""))
        spans = [e.span for e in claim.evidence if isinstance(e, Seen | Heard)]
        return self.ended([*spans, tie.span] if tie else spans)

    def credited(self, credit: Credit) -> bool:
        known = self.begun | self.met
        return (
            (credit.part == "film" or credit.part in self.begun)
            and (credit.exception is None or credit.exception in known)
            and (credit.as_character is None or credit.as_character in self.met)
        )

    def jobs(self) -> tuple[Claim[Any], ...]:
        credit = Credit(role="director", person="maker-0", part=noise(self.chance, 1))
        played = Credit(role="cast member", person="maker-4", as_character=noise(self.chance, 1))
        return self.made_up(credit), self.made_up(played)

    def quoted(self, claim: Claim[Quote]) -> bool:
        return bool(claim.says.lines) and set(claim.says.lines) <= self.past

    def spoken_on(self, track: Track[Line]) -> Track[Line]:
        past = [replace(line, span=self.stretched(line.span))
                for line in track.items if line.span.start <= self.t]  # fmt: skip
        late = sorted(self.later() for _ in range(self.chance.randint(0, 6)))
        more = (Line(id=noise(self.chance, 1), span=span, text=noise(self.chance)) for span in late)
        return Track(by=track.by, items=(*past, *more))

    def shots(self, track: Track[Shot]) -> Track[Shot]:
        past = [
            shot
            if shot.span.end <= self.t + 1
            else replace(
                shot,
                span=self.stretched(shot.span),
                colour=(self.chance.randrange(256), 0, 0),
                still=digest(noise(self.chance).encode()),
            )
            for shot in track.items
            if shot.span.start <= self.t
        ]
        late = Shot(id=noise(self.chance, 1), span=self.later(), still="9" * 64)
        return Track(by=track.by, items=(*past, late))

    def texts(self, page: Page) -> Page:
        """Every text rewritten around the passages that are still quoted from it."""
        places: dict[tuple[str, int, int, str], int] = {}
        bodies: dict[str, str] = {source.id: "" for source in page.sources}
        found = {(p.source, p.start, p.end, p.quote) for p in _passages(replace(page, sources=()))}
        for key in sorted(found):
            body = bodies.setdefault(key[0], "") + noise(self.chance) + ". "
            places[key] = len(body)
            bodies[key[0]] = body + key[3]
        moved = _moved(replace(page, sources=()), places)
        sources = tuple(
            replace(source, body=bodies[source.id], origin=digest(bodies[source.id].encode()))
            for source in page.sources
        )
        return replace(moved, sources=sources)


def _passages(value: Any) -> Iterable[Passage]:
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _passages(each)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _passages(getattr(value, name))


def _moved(value: Any, places: dict[tuple[str, int, int, str], int]) -> Any:
    if isinstance(value, Passage):
        start = places[value.source, value.start, value.end, value.quote]
        return replace(value, start=start, end=start + len(value.quote))
    if isinstance(value, tuple):
        return tuple(_moved(each, places) for each in value)
    if isinstance(value, msgspec.Struct):
        return replace(
            value,
            **{
                name: _moved(getattr(value, name), places)
                for name in value.__struct_fields__
                if isinstance(getattr(value, name), tuple | msgspec.Struct)
            },
        )
    return value
