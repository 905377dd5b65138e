"""Sentences are placed in their order, those of another film are not, and all of it is bounded."""

import time

import numpy as np

from entracte.align.course import course
from entracte.align.prose import MOST_SENTENCES, placed, told
from entracte.align.stretches import stretched
from entracte.align.telling import SIGNS, Film, model, rarity
from entracte.align.weighing import Weighing, stems
from entracte.choose.quotes import quotes
from entracte.choose.scenes import scenes
from entracte.model import Account, Claim, Line, Passage, Read, Source, Span, Track

THINGS = (
    "lantern", "herring", "wedding", "violin", "blizzard", "orchard", "telegram", "funeral",
    "circus", "harvest", "duel", "ferry", "inheritance", "piano", "avalanche", "locket",
    "vineyard", "regatta", "burglary", "coronation",
)  # fmt: skip
OTHER = ("spaceship", "asteroid", "cyborg", "reactor", "starfleet", "android", "wormhole")


def lines(turns: int = 8) -> Track[Line]:
    """A run of dialogue a thing, half a minute apart."""
    items, at = [], 0
    for thing in THINGS:
        for i in range(turns):
            text = (
                f"The {thing} is all I ever wanted from the village, said the {thing} keeper {i}."
            )
            items.append(Line(id=f"l{len(items)}", span=Span(start=at, end=at + 3000), text=text))
            at += 4000
        at += 30_000
    return Track(items=tuple(items))


def account(*sentences: str) -> Account:
    at, claims = 0, []
    for says in sentences:
        read = Read(passage=Passage(source="s", start=at, end=at + len(says), quote=says))
        claims.append(Claim(says=says, said_by=(read,)))
        at += len(says) + 1
    source = Source(id="s", title="s", origin="", body=" ".join(sentences), kind="article")
    return Account(source=source, plot=tuple(claims))


def test_sentences_in_order_are_told_where_their_words_are_said() -> None:
    track = lines()
    told_of = [f"In the village the {thing} changes the keeper for ever." for thing in THINGS]
    found = told([account(*told_of)], [], stretched((), track.items))
    assert len(found) >= 15
    for each in found:
        thing = next(thing for thing in THINGS if thing in each.passage.quote)
        said = next(line for line in track.items if thing in line.text)
        assert said.span.start in each.span
        assert thing in each.shared
    assert [each.span for each in found] == sorted(each.span for each in found)


def test_sentences_of_another_film_are_told_nowhere() -> None:
    told_of = [f"Aboard the {thing} Captain Zork betrays Commander Vrill." for thing in OTHER]
    assert told([account(*told_of)], [], stretched((), lines().items)) == ()


def test_each_sentence_has_one_place_in_all() -> None:
    masses = np.zeros((6, 9))
    for i in range(6):
        masses[i, i + 2] = 4.0
    path = course(masses)
    assert np.allclose(path.where.sum(axis=1), 1)
    assert list(path.where.argmax(axis=1)) == [2, 3, 4, 5, 6, 7]
    lost = course(np.zeros((3, 5)))
    assert np.allclose(lost.where.sum(axis=1), 1)


def test_the_model_weighs_the_signs_there_are() -> None:
    assert model().signs == SIGNS
    assert rarity().films > 50
    film = Film([stems("The lantern burns."), stems("A wedding. The violin.")], ["Marta"])
    masses = film.wide.masses(film.words("Marta plays the violin at a wedding."))
    row = film.signs("Marta plays the violin at a wedding.", masses, np.full(2, 0.5))
    assert len(row) == len(SIGNS)
    assert 0 < model().sure(row) < 1


def test_rare_words_weigh_more() -> None:
    weighing = Weighing([["sea", "boat"], ["sea", "gull"], ["sea"]])
    assert weighing.weight(["gull"]) > weighing.weight(["sea"])
    assert weighing.masses(["gull"]).argmax() == 1


def test_hostile_texts_are_bounded() -> None:
    track = lines()
    began = time.process_time()
    many = account(*(["The lantern burns and burns."] * 100_000))
    assert len(told([many], [], stretched((), track.items))) <= MOST_SENTENCES
    assert (
        told([account("wedding " * 130_000, "a" * 10**6)], [], stretched((), track.items))
        is not None
    )
    film = tuple(
        Line(id=f"l{i}", span=Span(start=i * 10, end=i * 10 + 9), text="The lantern of all. Yes.")
        for i in range(20_000)
    )
    quotes(film)
    scenes(Track(items=film), Track())
    assert time.process_time() - began < 20


def test_a_film_of_two_hours_with_five_texts_is_placed_and_chosen_in_seconds() -> None:
    items = tuple(
        Line(
            id=f"l{i}",
            span=Span(start=i * 4500, end=i * 4500 + 3000),
            text=f"The {THINGS[i // 80]} of {THINGS[i % 20]} number {i} is ours now, I tell you.",
        )
        for i in range(1600)
    )
    texts = [
        account(*(f"The {THINGS[i // 3]} comes to the village in year {i}." for i in range(60)))
        for _ in range(5)
    ]
    began = time.process_time()
    placed([], texts, [], stretched(texts, items))
    quotes(items)
    scenes(Track(items=items), Track())
    assert time.process_time() - began < 10
