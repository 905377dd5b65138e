"""Readings, judgements, intentions, reception: each kept apart, with its holder."""
# ruff: noqa: E501 -- sentences stand on one line, as people write them

import pytest

from entracte.read.prose import tell


def opinions(text: str) -> list[tuple[str, str | None, str, str]]:
    found = tell(f"Reception\n{text}\n", "s", "article/1").opinions
    return [(c.says.sort, c.says.holder, c.says.question, c.says.words) for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The film leaves open whether Anna fell or was pushed.",
            [
                ("reading", None, "whether Anna fell or was pushed", "Anna fell"),
                ("reading", None, "whether Anna fell or was pushed", "was pushed"),
            ],
        ),
        (
            "There is some ambiguity about who rings the bell: is it the sexton, or is it the wind?",
            [
                ("reading", None, "who rings the bell", "is it the sexton"),
                ("reading", None, "who rings the bell", "is it the wind"),
            ],
        ),
        (
            "Clive Moss interprets the ending as a dream, while Petra Wahl argues that the final scene is real.",
            [
                ("reading", "clive-moss", "", "Clive Moss interprets the ending as a dream"),
                ("reading", "petra-wahl", "", "Petra Wahl argues that the final scene is real"),
            ],
        ),
        (
            "Petra Wahl of the Evening Post called the film a masterpiece.",
            [
                (
                    "judgement",
                    "petra-wahl",
                    "",
                    "Petra Wahl of the Evening Post called the film a masterpiece",
                )
            ],
        ),
        (
            "The picture received mixed reviews on its release.",
            [("reception", None, "", "The picture received mixed reviews on its release.")],
        ),
        ("Copies of the film are kept in Vienna.", []),
    ],
)
def test_opinions(text: str, expected: list[tuple[str, str | None, str, str]]) -> None:
    assert opinions(text) == expected


def test_an_intention_has_a_holder_who_made_the_film() -> None:
    story = tell(
        "Production\nVogt chose to end on the empty chair, because audiences expected a kiss.\n",
        "s",
        "article/1",
    )
    assert [(c.says.sort, c.says.holder) for c in story.opinions] == [("intention", "vogt")]
    assert [(c.says.role, c.says.person) for c in story.credits] == [("film-maker", "vogt")]


def test_what_characters_think_is_no_opinion_of_the_film() -> None:
    text = "Plot\nAnna believes that the film star is dead. Paul decided that she should stay. Anna called him a fool.\n"
    assert tell(text, "s", "article/1").opinions == ()
