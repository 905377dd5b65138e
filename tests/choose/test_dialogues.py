"""Exchanges are chosen from the dialogue where lines answer each other, and say why."""

from collections.abc import Sequence

import pytest

from entracte.choose.dialogues import dialogues, turns
from entracte.model import Claim, Exchange, Heard, Line, Span

SMALL_TALK = [
    "Good morning to you.", "The tide is late.", "Close that door.", "Bread is on the table.",
    "I saw smoke over there.", "Tomorrow we paint the boat.", "Nobody came by today.",
    "Hold this rope for me.",
]  # fmt: skip


def film(exchange: Sequence[tuple[str, str | None]], pause: int = 500) -> list[Line]:
    """An exchange amid small talk with long pauses."""
    out: list[Line] = []
    at = 0

    def say(text: str, speaker: str | None, after: int) -> None:
        nonlocal at
        at += after
        span = Span(start=at, end=at + 2000)
        out.append(Line(id=f"line-{len(out)}", span=span, text=text, speaker=speaker))
        at += 2000

    for i in range(40):
        say(SMALL_TALK[i % 8].replace(".", f" {i}."), ("ada", "ben")[i % 2], 5000)
    for i, (text, speaker) in enumerate(exchange):
        say(text, speaker, 8000 if not i else pause)
    for i in range(40):
        say(SMALL_TALK[i % 8].replace(".", f" {i}."), ("ada", "ben")[i % 2], 5000)
    return out


def reasons(claim: Claim[Exchange]) -> list[str]:
    return [each.why for each in claim.evidence if isinstance(each, Heard)]


Said = list[tuple[str, str | None]]
CHOSEN: dict[str, tuple[Said, list[str]]] = {
    "a question thrown back": (
        [("Why do you row at night?", "ada"), ("Why do you light the lantern?", "ben")],
        [
            "A question is answered with a question.",
            "Both begin with the same words: “why do you”.",
        ],
    ),
    "a rare word taken up": (
        [("Who sold you the accordion?", "ada"), ("It was never sold, that accordion.", "ben")],
        ["A question and its answer.", "The answer takes up a word that few say: “accordion”."],
    ),
    "nobody named": (
        [("Who broke the accordion?", None), ("The accordion broke my father first.", None)],
        ["A question and its answer.", "The answer takes up a word that few say: “accordion”."],
    ),
}
LEFT: dict[str, Said] = {
    "one speaker": [
        ("Why do you row at night?", "ada"),
        ("Why do you light the lantern?", "ada"),
    ],
    "a cry repeated": [("Man overboard, hurry?", "ada"), ("Man overboard, hurry?", "ben")],
    "nothing in common": [("The harbour freezes early.", "ada"), ("My coat was red.", "ben")],
    "half a sentence": [("and why do you row?", "ada"), ("why do you light lanterns?", "ben")],
}


@pytest.mark.parametrize("name", CHOSEN)
def test_what_answers_is_chosen_and_says_why(name: str) -> None:
    exchange, why = CHOSEN[name]
    (claim,) = dialogues(film(exchange))
    assert [turn.words for turn in claim.says.turns] == [text for text, _ in exchange]
    assert [turn.speaker for turn in claim.says.turns] == [who for _, who in exchange]
    assert set(why) <= set(reasons(claim))
    (said,) = claim.said_by
    assert isinstance(said, Heard)
    assert said.why.startswith("Chosen by entracte")


@pytest.mark.parametrize("name", LEFT)
def test_what_does_not_answer_is_not(name: str) -> None:
    assert dialogues(film(LEFT[name])) == ()


def test_an_answer_that_comes_late_is_none() -> None:
    assert dialogues(film(CHOSEN["a question thrown back"][0], pause=4000)) == ()


def test_what_a_text_has_already_is_not_chosen_again_and_what_it_quotes_counts() -> None:
    lines = film([("Who hid the key?", "ada"), ("Ask the gulls about it.", "ben")])
    first = next(line.id for line in lines if line.text == "Who hid the key?")
    assert dialogues(lines) == ()
    (claim,) = dialogues(lines, quoted=[first])
    assert "A text quotes a line of it." in reasons(claim)
    assert dialogues(lines, quoted=[first], taken=frozenset({first})) == ()


def test_the_halves_of_a_sentence_are_one_turn() -> None:
    lines = film([("Why do you row,", None), ("when the lantern is out?", None)])
    assert "Why do you row, when the lantern is out?" in [turn.words for turn in turns(lines)]


def test_never_more_than_a_handful() -> None:
    exchange = CHOSEN["a rare word taken up"][0]
    lines: list[Line] = []
    for k in range(12):
        at = lines[-1].span.end + 5000 if lines else 0
        some = [(f"{t[:-1]} z{'abcdefghijkl'[k]}q{t[-1]}", w) for t, w in exchange]
        lines += [
            Line(
                id=f"{k}-{line.id}",
                span=Span(start=line.span.start + at, end=line.span.end + at),
                text=line.text,
                speaker=line.speaker,
            )
            for line in film(some)
        ]
    assert len(dialogues(lines)) == 5
