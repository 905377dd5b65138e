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
        (
            "Some see the last shot as a dream, others as a memory.",
            [
                ("reading", None, "", "Some see the last shot as a dream"),
                ("reading", None, "", "others as a memory"),
            ],
        ),
        (
            "The critic Ada Berg holds that she drowns; the historian Leo Marsh replies that the boat was empty.",
            [
                ("reading", "ada-berg", "", "Ada Berg holds that she drowns"),
                ("reading", "leo-marsh", "", "Leo Marsh replies that the boat was empty"),
            ],
        ),
        (
            "Whether he forgives her, or only wants his coat, is left open.",
            [
                (
                    "reading",
                    None,
                    "Whether he forgives her, or only wants his coat",
                    "he forgives her",
                ),
                (
                    "reading",
                    None,
                    "Whether he forgives her, or only wants his coat",
                    "wants his coat",
                ),
            ],
        ),
        (
            "Viewers may believe that he returns, or that he has never been away.",
            [
                ("reading", None, "", "that he returns"),
                ("reading", None, "", "that he has never been away"),
            ],
        ),
        (
            "Did she jump? Was she pushed?",
            [("reading", None, "", "Did she jump?"), ("reading", None, "", "Was she pushed?")],
        ),
        (
            "It won two prizes in Venice and divided its audiences at home.",
            [
                (
                    "reception",
                    None,
                    "",
                    "It won two prizes in Venice and divided its audiences at home.",
                ),
            ],
        ),
        (
            "Lang has said that he wanted nobody to leave in peace.",
            [("intention", "lang", "", "Lang has said that he wanted nobody to leave in peace")],
        ),
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


def test_views_of_the_film_are_no_plot_though_they_stand_in_it() -> None:
    told = tell(
        "Nora is a 1950 film directed by Fritz Lang.\n\nPlot\nAnna waits at the gate. Paul passes her by."
        " Some viewers take her smile for a farewell; others hold that she forgives him."
        " Lang insisted that nobody would believe in a kiss.\n",
        "s",
        "article/1",
    )
    assert [claim.says for claim in told.plot] == ["Anna waits at the gate.", "Paul passes her by."]
    assert [claim.says.sort for claim in told.opinions] == ["reading", "reading", "intention"]


def test_what_some_hold_what_may_be_heard_and_what_was_never_planned() -> None:
    told = tell(
        "Nora is a 1950 film directed by Fritz Lang.\n\nPlot\nAnna waits at the gate. Paul passes her by."
        " Critics have differed over the gate: for some it is a grave, the road being the river of"
        " the dead; Ada Pym, on the other hand, reads it as a door."
        " Lang would only say that he had found it standing there.\n\nReception\n"
        "Some historians see in the gate a prison. One may hear in the bell a call to the dead;"
        " one may also hear the school."
        " It was never the plan to build a second gate, since Lang wanted to spare the wood."
        " In Norway the Board of Censors objected, and the bell was taken out."
        " In Sweden the film was for twelve years not shown.\n",
        "s",
        "article/1",
    )
    assert [claim.says for claim in told.plot] == ["Anna waits at the gate.", "Paul passes her by."]
    assert [claim.says.sort for claim in told.opinions] == [
        *["reading"] * 2, "judgement", *["reading"] * 3, "intention", "reception", "reception",
    ]  # fmt: skip


def test_questions_in_a_row_are_readings_and_no_plot() -> None:
    told = tell(
        "Nora is a 1950 film directed by Fritz Lang.\n\nAnna waits at the gate. Paul passes her by.\n"
        "At the end Anna finds a glove that fits no one. Are they Paul's fingers in it?"
        " Has the winter come back for her?\n",
        "s",
        "article/1",
    )
    assert [claim.says.sort for claim in told.opinions] == ["reading", "reading"]
