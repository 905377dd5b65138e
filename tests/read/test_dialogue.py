"""Quoted dialogue, in the layouts that articles use."""
# ruff: noqa: E501 -- sentences stand on one line, as people write them

from entracte.read.dialogue import sayings
from entracte.read.prose import Story, tell

LABELS = """Plot
Anna Berg waits at the gate. Paul Reuss comes home and finds Anna there.

Anna: Why did you come?
Paul: Why did you stay?
Anna: Somebody has to keep the key.

Paul leaves again.
"""
SAID = """Plot
Anna Berg waits at the gate for Paul Reuss. "Why did you come?" asks Anna, and Paul replies, "Why did you stay?" Paul leaves. Later Anna says, "Somebody has to keep the key." She locks the gate.
"""
QUOTES = """Plot
Anna Berg loves Paul Reuss. Paul leaves Anna.

Memorable quotes
"Somebody has to keep the key." – Anna
ANNA BERG: Why did you come?
PAUL REUSS: Why did you stay?
"""
NONE = """Plot
Anna Berg reads "The Winter Gate" to Paul Reuss. Paul is called "the fool" by his men.

Director: Lena Vogt
Music: Greta Lang
Context: Anna is alone.
"""


def turns(story: Story) -> list[list[str]]:
    return [[f"{t.speaker}: {t.words}" for t in claim.says.turns] for claim in story.dialogues]


def test_labelled_lines_are_one_exchange_and_no_plot() -> None:
    story = tell(LABELS, "s", "article/1")
    assert turns(story) == [
        [
            "anna-berg: Why did you come?",
            "paul-reuss: Why did you stay?",
            "anna-berg: Somebody has to keep the key.",
        ]
    ]
    assert [claim.says for claim in story.plot] == [
        "Anna Berg waits at the gate.",
        "Paul Reuss comes home and finds Anna there.",
        "Paul leaves again.",
    ]
    places = [found.passage.quote for found in story.dialogues[0].said_by]
    assert places == ["Why did you come?", "Why did you stay?", "Somebody has to keep the key."]


def test_sayings_that_answer_each_other() -> None:
    story = tell(SAID, "s", "article/1")
    assert turns(story) == [["anna-berg: Why did you come?", "paul-reuss: Why did you stay?"]]
    quotes = [(claim.says.speaker, claim.says.words) for claim in story.quotes]
    assert quotes == [("anna-berg", "Somebody has to keep the key.")]


def test_signed_quotes_and_capitals() -> None:
    story = tell(QUOTES, "s", "article/1")
    quotes = [(claim.says.speaker, claim.says.words) for claim in story.quotes]
    assert quotes == [("anna-berg", "Somebody has to keep the key.")]
    assert turns(story) == [["anna-berg: Why did you come?", "paul-reuss: Why did you stay?"]]


def test_titles_epithets_and_credit_lines_are_no_dialogue() -> None:
    story = tell(NONE, "s", "article/1")
    assert story.dialogues == ()
    assert story.quotes == ()


def test_the_last_line_may_run_into_the_story() -> None:
    text = "Anna Berg meets Paul Reuss.\nAnna: Why?\nPaul: Because. Anna leaves Paul at the gate.\n"
    story = tell(text, "s", "article/1")
    assert turns(story) == [["anna-berg: Why?", "paul-reuss: Because."]]


def test_the_comma_of_the_narrator_is_not_said() -> None:
    text = 'Anna says, "I stay," and goes.'
    found = sayings(text, [(0, len(text))])
    assert [text[turn.start : turn.end] for turn in found] == ["I stay"]


def test_a_quotation_that_says_breaks_into_is_one_line() -> None:
    story = tell(
        "Plot\nAnna Berg waits for Paul Reuss. “I never asked,” says Paul, “and I never shall.” Anna leaves Paul.\n",
        "s",
        "article/1",
    )
    said = [(claim.says.speaker, claim.says.words) for claim in story.quotes]
    assert said == [("paul-reuss", "I never asked, and I never shall.")]


def test_a_voice_without_a_name_speaks_under_its_label() -> None:
    story = tell(
        "Plot\nAnna Berg hears a voice.\n\nVoice: Are you there?\nAnna: Who is it?\nVoice: Nobody.\n",
        "s",
        "article/1",
    )
    assert turns(story) == [["voice: Are you there?", "anna-berg: Who is it?", "voice: Nobody."]]
    assert "voice" in {person.id for person in story.people if person.character}


def test_capitals_and_a_dash_are_a_label_as_in_printed_plays() -> None:
    story = tell(
        "Plot\nAnna Berg meets Paul Reuss. Paul loves Anna.\n\nANNA – You are late.\nPAUL – The train was.\n",
        "s",
        "article/1",
    )
    assert turns(story) == [["anna-berg: You are late.", "paul-reuss: The train was."]]


def test_a_quotation_that_opens_without_a_space_is_read() -> None:
    story = tell(
        "Nora lives with Olof and Petra in Bergen. The storm is over."
        '"Is that all?" Olof asked."It is all I heard," Petra said.\n',
        "s",
        "article/1",
    )
    turns = [turn.words for each in story.dialogues for turn in each.says.turns]
    assert sorted([*turns, *(each.says.words for each in story.quotes)]) == [
        "Is that all?",
        "It is all I heard",
    ]
