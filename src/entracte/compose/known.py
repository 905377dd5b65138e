"""What is known by a moment of the film, and what a text's words would give away."""

import re
from collections.abc import Iterable, Sequence

from entracte.model import Evidence, Heard, Id, Line, Ms, Page, Person, Seen, Span

_WORD = re.compile(r"\w+")
_CAPITAL = re.compile(r"((?:(?<=[^\W_])|(?<=[,;:’'\"”)])) +)?\b([A-ZÀ-ÖØ-Þ]\w*)")
_OPENINGS = frozenset(
    re.findall(
        r"\w+",
        """a after again all alone along also although among an and another around as at
        back because before behind below beside between both but by during each even
        every everybody everyone few finally first for from he her here hers high his
        how however i if in inside instead into it its just last later many meanwhile
        most near next no nobody not nothing now of off on once one only other others
        out outside over second several she since so some somebody someone soon still
        such that the their then there these they third this those though three through
        thus to together two under until up upon we what when where while who whose why
        with within without you your""",
    )
)
_CLOCK = re.compile(r"\b(?:(\d{1,3}):)?(\d{1,3}):(\d\d)\b")


def end(page: Page) -> Ms:
    """When the film is over: how long its file lasts, or the last moment the page has."""
    if page.film.media is not None and page.film.media.duration > 0:
        return page.film.media.duration
    spans = [line.span for track in (page.lines, *page.translations) for line in track.items]
    spans += [shot.span for shot in page.shots.items]
    spans += [sound.span for sound in page.sounds.items]
    spans += [span for part in page.parts for span in part.spans]
    return max((span.end for span in spans), default=0)


def begun(span: Span, t: Ms) -> bool:
    return span.start <= t


def over(span: Span, t: Ms) -> bool:
    """Whether the moment ``t`` is the last of the stretch, or after it."""
    return span.end <= t + 1


def so_far(spans: Iterable[Span], t: Ms) -> tuple[Span, ...]:
    """What is past of these stretches, the moment ``t`` itself included."""
    return tuple(
        span if over(span, t) else Span(start=span.start, end=t + 1)
        for span in spans
        if begun(span, t)
    )


def shown(found: Iterable[Evidence]) -> tuple[Span, ...]:
    """Where in the film the evidence lies."""
    return tuple(each.span for each in found if isinstance(each, Seen | Heard))


def said_aloud(tracks: Iterable[Sequence[Line]], t: Ms) -> str:
    """All words that were said by then, between spaces, as they are written."""
    past = (line for lines in tracks for line in lines if begun(line.span, t))
    return f" {' '.join(w for line in past for w in words(f'{line.label} {line.text}'))} "


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def plainly(text: str) -> str:
    """The words of a name between spaces, so that whole words are compared."""
    return f" {' '.join(words(text))} "


class Company:
    """Who is known by then: heard speaking, called by name, or in a scene that is over."""

    def __init__(self, page: Page, t: Ms, parts_over: frozenset[Id]) -> None:
        said = said_aloud([page.lines.items, *(track.items for track in page.translations)], t)
        self._said = said
        met = {line.speaker for line in page.lines.items if begun(line.span, t)}
        for scene in page.scenes:
            if scene.id in parts_over:
                met.update(scene.people)
        self.ids = frozenset(
            person.id
            for person in page.people
            if person.id in met
            or (
                person.character
                and (
                    person.inside in parts_over
                    or any(plainly(form) in said for form in _forms(person))
                )
            )
        )
        known = [person for person in page.people if person.id in self.ids]
        self._familiar = frozenset(
            word
            for text in (
                said,
                *(form for person in known for form in _forms(person)[:1]),
                *(form for person in known for form in self.aliases(person)),
                *(claim.says for claim in page.film.title),
            )
            for word in words(text.casefold())
        )

    def aliases(self, person: Person) -> tuple[str, ...]:
        """The other names that were said by then, or that are only pieces of the name."""
        own = set(words(person.name.casefold()))
        return tuple(
            alias
            for alias in person.aliases
            if set(words(alias.casefold())) <= own or plainly(alias) in self._said
        )

    def names_nobody_new(self, text: str) -> bool:
        """Whether the text has no name but of those who were met, and what was said aloud.

        Who is still to come must not be asked for this: that a sentence is left out would tell.
        So every word with a capital is a name, but for common ones at the beginning.
        """
        return all(
            word.casefold() in self._familiar or (not found[1] and word.casefold() in _OPENINGS)
            for found in _CAPITAL.finditer(text)
            for word in [found[2]]
        )


def _forms(person: Person) -> tuple[str, ...]:
    return tuple(form for form in (person.name, *person.aliases) if words(form))


def points_ahead(text: str, t: Ms) -> bool:
    """Whether the text names a time of the film that is still to come."""
    for hours, minutes, seconds in _CLOCK.findall(text):
        if ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 > t:
            return True
    return False
