"""Two halves are one sentence only where the grammar of both sides agrees."""

import pytest

from entracte.read.joins import ended, torn, unfinished


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The film was released in 1948,", " and has been praised since."),
        ("In 1948,", " the studio closed."),
        ("The film, directed by Ilse Morn,", " has been lost."),
        ("It stars Ruth Aldane,", " Denis Wray and Tom Harl."),
        ("It is based on the novel", " The Long Walk by Jon Sund."),
        ("He died in Brest.", " Edda lived on."),
        ("The film", " was shot in nine weeks."),
        ("The man who built the pier", " was her father."),
        ("She sings in Robert Vane's", " The Sea."),
        ("Edda waits.", ""),
    ],
)
def test_halves_that_belong_together(before: str, after: str) -> None:
    assert torn(before, after) == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("After seeing her sing in Low Tide,", " and has been much discussed since."),
        ("When the ship sinks,", " and was filmed in Italy."),
        ("She sings at the harbour", " The next day she leaves."),
        ("He was in the", " and was praised for it."),
        ("Orr died.", " and has been called a masterpiece."),
        ("She takes the boat to the", " The score was written in nine days."),
        ("It was shot on the island", " was restored in 1999."),
        ("The picture,", " has aged well."),
    ],
)
def test_halves_with_a_hole_between_them(before: str, after: str) -> None:
    assert torn(before, after)


def test_what_an_end_looks_like() -> None:
    assert ended("She left.”")
    assert ended("")
    assert not ended("She left")
    assert unfinished("she climbs to the")
    assert not unfinished("she climbs to the top")
    assert not unfinished("Directed by THE")
