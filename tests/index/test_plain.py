"""The form in which words are compared."""

from hypothesis import given
from hypothesis import strategies as st

from entracte.index import plain


def test_case_accents_and_apostrophes_do_not_count() -> None:
    assert plain.key("Léonide’s DON'T… straße œuvre") == "leonide s don t strasse oeuvre"
    assert plain.key("c'est allumé") == plain.key("C’EST ALLUME")


def test_scripts_without_spaces_are_taken_letter_by_letter() -> None:
    assert plain.tokens("東京の夜") == ["東", "京", "の", "夜"]
    assert plain.tokens("Москва, Ёлка") == ["москва", "елка"]


def test_a_word_counts_for_forty_letters() -> None:
    assert plain.tokens("a" * 100) == ["a" * plain.LONGEST_WORD]


@given(st.text())
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    placed = plain.placed(text)
    assert [word for word, _, _ in placed] == plain.tokens(text)
    assert all(0 <= start < end <= len(text) for _, start, end in placed)
    assert plain.spaced(text).split() == plain.tokens(text)
