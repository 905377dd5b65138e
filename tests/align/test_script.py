"""Who speaks each line, told by the screenplay."""

from entracte.align.dialogue import scripted
from entracte.align.script import aligned
from entracte.model import (
    Account,
    Line,
    Passage,
    Person,
    Script,
    Source,
    Span,
    Speech,
    Track,
    Written,
)

NOWHERE = Passage(source="s", start=0, end=0, quote="")

WRITTEN = [
    ("KEEPER", "The lamp has been burning since my father's time, and it will burn tonight."),
    ("MARTA", "Your father never had to pay for the oil himself."),
    ("KEEPER", "No. He paid with other things."),
    ("MARTA", "What things? You never told me what happened to your brother on the rocks."),
    ("KEEPER", "There is nothing to tell."),
    ("MARTA", "Then tell me nothing. I have all evening, and the ferry is late."),
    ("BOATMAN (O.S.)", "Ferry! Ferry from Skagen!"),
    ("MARTA", "That is my brother's voice. He said he would never come back to this island."),
]

HEARD = [
    "The lamp's been burning since my father's time,",
    "and it will burn tonight.",
    "Your father never had to pay for the oil.",
    "No. He paid with other things.",
    "What things? You never told me",
    "(a gull cries)",
    "what happened to your brother on the rocks.",
    "Nothing.",
    "Then tell me nothing. I've all evening.",
    "And the ferry is late.",
    "Ferry from Skagen!",
    "That's my brother's voice.",
    "He said he'd never come back to this island.",
]


def speeches(written: list[tuple[str, str]]) -> tuple[Speech, ...]:
    return tuple(Speech(cue=cue, words=words, passage=NOWHERE) for cue, words in written)


def lines(heard: list[str]) -> tuple[Line, ...]:
    return tuple(
        Line(
            id=f"line-{i}",
            span=Span(start=i * 3000, end=i * 3000 + 2500),
            text=text,
            sort="sound" if text.startswith("(") else "speech",
        )
        for i, text in enumerate(heard)
    )


def test_lines_find_their_speeches() -> None:
    found = {each.line: each.speech for each in aligned(speeches(WRITTEN), lines(HEARD)).spoken}
    right = [0, 0, 1, 2, 3, None, 3, 4, 5, 5, 6, 7, 7]
    assert {f"line-{i}": speech for i, speech in enumerate(right) if speech is not None} == found


def test_another_film_is_refused() -> None:
    other = [
        ("PILOT", "We have lost the second engine over the desert, prepare the passengers."),
        ("NURSE", "The old man in row nine needs water more than prayers."),
        ("PILOT", "Everyone in this aeroplane needs both."),
    ]
    found = aligned(speeches(other), lines(HEARD))
    assert found.verdict == "another film"
    assert found.spoken == ()


def test_a_moved_speech_is_found() -> None:
    moved = [*WRITTEN[3:], *WRITTEN[:3]]
    found = {each.line: each.speech for each in aligned(speeches(moved), lines(HEARD)).spoken}
    assert found["line-4"] == 0
    assert found["line-1"] == 5


def test_nothing_against_nothing() -> None:
    assert aligned((), lines(HEARD)).spoken == ()
    assert aligned(speeches(WRITTEN), ()).spoken == ()


def account(written: list[tuple[str, str]]) -> Account:
    return Account(
        source=Source(id="s", title="s", origin="", body="", kind="screenplay", file="s.fountain"),
        script=Script(scenes=(Written(heading="", passage=NOWHERE, elements=speeches(written)),)),
    )


def test_cues_become_the_people_of_the_page() -> None:
    people = [
        Person(id="marta", name="Marta Lie", character=True),
        Person(id="keeper", name="Keeper", character=True),
    ]
    found = scripted([account(WRITTEN)], people, Track(items=lines(HEARD)))
    assert found.speakers["line-2"] == "marta"
    assert found.speakers["line-3"] == "keeper"
    assert "line-10" not in found.speakers  # the boatman is nobody on this page


def test_a_wrong_screenplay_is_said() -> None:
    other = account([("PILOT", "We have lost the second engine over the desert.")])
    found = scripted([other], [], Track(items=lines(HEARD)))
    assert found.speakers == {}
    assert "another film" in found.notes[0]


def test_a_line_without_words_of_its_own_shares_the_voice_of_its_sentence() -> None:
    heard = [*HEARD]
    heard[9:10] = ["And the ferry,", "as everybody says,"]
    found = {each.line: each for each in aligned(speeches(WRITTEN), lines(heard)).spoken}
    assert found["line-10"].how in ("turn", "sentence")
    assert WRITTEN[found["line-10"].speech][0] == "MARTA"
