"""What is known by a moment of the film, and what a text's words would give away."""

import re
from collections.abc import Iterable, Sequence

from entracte.model import Evidence, Heard, Id, Line, Ms, Page, Person, Seen, Span

_WORD = re.compile(r"\w+")
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
        hidden = (p for p in page.people if p.character and p.id not in self.ids)
        own = {form for p in page.people if p.id in self.ids for form in _forms(p)}
        self._hidden = tuple(
            dict.fromkeys(
                plainly(form) for p in hidden for form in _forms(p) if form not in own and form
            )
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
        """Whether the text names no character who has not been met."""
        plain = plainly(text)
        return not any(form in plain for form in self._hidden)


def _forms(person: Person) -> tuple[str, ...]:
    return tuple(form for form in (person.name, *person.aliases) if words(form))


def points_ahead(text: str, t: Ms) -> bool:
    """Whether the text names a time of the film that is still to come."""
    for hours, minutes, seconds in _CLOCK.findall(text):
        if ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 > t:
            return True
    return False
