"""Nothing that is known only after a moment is on the page up to it."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from bench.afterwards import NOISE, invented, noised
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.view.sample import MINUTE
from tests.view.sample import page as sample

from entracte.compose import reveal
from entracte.compose.claims import claims
from entracte.compose.reveal import up_to
from entracte.model import (
    Cue,
    Line,
    Page,
    Person,
    Scene,
    Shot,
    Sound,
    Span,
    Tied,
    Title,
    Track,
    Value,
    Work,
    to_bytes,
)

LIGHTHOUSE = sample()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), at=st.floats(0, 1, exclude_max=True))
def test_noise_afterwards_changes_nothing(seed: int, at: float) -> None:
    chance = random.Random(seed)
    page = invented(chance) if seed % 4 else LIGHTHOUSE
    media = page.film.media
    assert media is not None
    t = int(media.duration * at)
    before = to_bytes(up_to(page, t))
    after = to_bytes(up_to(noised(page, t, chance), t))
    assert before == after
    assert NOISE.encode() not in before


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**9), at=st.floats(0, 1), more=st.floats(0, 1))
def test_cutting_twice_is_cutting_at_the_earlier_moment(seed: int, at: float, more: float) -> None:
    page = invented(random.Random(seed))
    media = page.film.media
    assert media is not None
    early = int(media.duration * at * more)
    late = int(media.duration * at)
    twice, once = up_to(up_to(page, late), early), up_to(page, early)
    assert twice.lines == once.lines
    assert twice.shots == once.shots
    assert [p.id for p in twice.parts] == [p.id for p in once.parts]
    assert [c.says for c in twice.plot] == [c.says for c in once.plot]


def test_at_the_end_it_is_the_page_itself() -> None:
    assert up_to(LIGHTHOUSE, 96 * MINUTE) is LIGHTHOUSE


def test_before_the_film_only_its_makers_are_known() -> None:
    view = up_to(LIGHTHOUSE, 0)
    assert [claim.says for claim in view.film.title] == ["The Lighthouse Keeper’s Daughter"]
    assert {person.name for person in view.people} == {"Ada Marlowe", "Clara Munthe"}
    assert [claim.says.role for claim in view.credits] == ["director", "composer"]
    told = (view.plot, view.synopsis, view.quotes, view.opinions, view.set_aside, view.notes)
    assert not any((*told, view.scenes, view.works))
    assert [cue.id for cue in view.cues] == ["overture"]  # it has begun


def test_who_has_not_been_met_is_not_in_the_cast() -> None:
    early = up_to(LIGHTHOUSE, 3 * MINUTE)
    assert "tenor" in {line.speaker for line in early.lines.items}
    only_ines = up_to(LIGHTHOUSE, 500)
    assert {person.id for person in only_ines.people if person.character} == {"ines"}
    assert "Bellini" not in to_bytes(only_ines).decode()


def test_a_scene_is_told_when_it_is_over_and_its_meaning_at_the_end() -> None:
    scene = LIGHTHOUSE.scenes[1]
    (span,) = scene.spans
    assert scene.id not in {each.id for each in up_to(LIGHTHOUSE, span.end - 2).scenes}
    (shown,) = [s for s in up_to(LIGHTHOUSE, span.end - 1).scenes if s.id == scene.id]
    assert [claim.says for claim in shown.title] == ["Eleven and a harp"]
    assert shown.context == ()


def test_the_shot_that_is_on_shows_neither_its_still_nor_its_colour() -> None:
    shot = LIGHTHOUSE.shots.items[3]
    t = shot.span.start + 1000
    last = up_to(LIGHTHOUSE, t).shots.items[-1]
    assert (last.id, last.still, last.colour, last.span.end) == (shot.id, None, (0, 0, 0), t + 1)


def test_texts_are_cut_down_to_what_is_quoted_and_the_passages_still_fit() -> None:
    view = up_to(LIGHTHOUSE, 40 * MINUTE)
    bodies = {source.id: source.body for source in view.sources}
    assert all(len(bodies[s.id]) < len(s.body) for s in LIGHTHOUSE.sources if s.id in bodies)
    places = list(_passages(view))
    assert places
    for found in places:
        assert bodies[found.source][found.start : found.end] == found.quote


def _passages(page: Page) -> Iterator[object]:
    for _, _, claim in claims(page):
        for each in (*claim.said_by, *claim.evidence, *claim.against):
            if hasattr(each, "passage"):
                yield each.passage


def test_a_sentence_tied_to_the_film_is_told_when_its_stretch_is_over() -> None:
    name = next(n for n, _, c in claims(LIGHTHOUSE) if c.says == "She has never seen a city.")
    tie = Tied(claim=name, span=Span(start=MINUTE, end=2 * MINUTE), why="Words they share.")
    page = replace(LIGHTHOUSE, tied=(tie,))
    assert "She has never seen a city." not in [c.says for c in up_to(page, MINUTE).plot]
    view = up_to(page, 2 * MINUTE)
    assert "She has never seen a city." in [c.says for c in view.plot]
    assert view.tied
    assert view.tied[0].claim in {n for n, s, _ in claims(view) if s == "plot"}


def test_a_sentence_that_names_somebody_not_met_waits() -> None:
    text = "Bellini, a vain but generous impresario, takes her south."
    name = next(n for n, _, c in claims(LIGHTHOUSE) if c.says == text)
    plain = tuple(replace(c, evidence=()) for c in LIGHTHOUSE.plot)
    tie = Tied(claim=name, span=Span(start=0, end=100))
    page = replace(LIGHTHOUSE, plot=plain, tied=(tie,))
    assert text not in [c.says for c in up_to(page, 500).plot]
    assert text in [c.says for c in up_to(page, 3 * MINUTE).plot]


def test_every_field_of_a_page_is_cut_on_purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that a page gets anew is named in ``compose.reveal``, be it to leave it out."""
    given: list[set[str]] = []

    def made(**fields: Any) -> Page:
        given.append(set(fields))
        return Page(**fields)

    monkeypatch.setattr(reveal, "Page", made)
    reveal.up_to(LIGHTHOUSE, 40 * MINUTE)
    assert given == [set(Page.__struct_fields__)]


_CONSIDERED = {
    Line: "id span text sort label speaker told language sure",
    Shot: "id span entry colour still",
    Title: "span text still",
    Sound: "span kind",
    Person: "id name aliases character inside described named",
    Scene: "id title spans inside description context people",
    Work: "id title spans inside form story basis",
    Cue: "id title spans inside use where by recording",
}  # what compose.reveal decided on; whoever adds a field decides there when it is known


@pytest.mark.parametrize("kind", _CONSIDERED, ids=lambda kind: kind.__name__)
def test_every_field_of_what_a_page_is_made_of_was_considered(kind: type[Value]) -> None:
    assert set(kind.__struct_fields__) <= set(_CONSIDERED[kind].split())


def test_a_title_card_is_known_when_it_is_past() -> None:
    card = Title(span=Span(start=1000, end=5000), text="Directed by Ada Marlowe")
    last = Title(span=Span(start=95 * MINUTE, end=96 * MINUTE), text="The End")
    page = replace(LIGHTHOUSE, titles=Track(by="titles/1", items=(card, last)))
    assert up_to(page, 3000).titles.items == ()
    assert up_to(page, 4999).titles.items == (card,)
    assert up_to(page, 95 * MINUTE + 1).titles.items == (card,)
