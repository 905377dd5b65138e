"""What a person types is understood."""

from hypothesis import given
from hypothesis import strategies as st

from entracte.index.asked import LONGEST, MOST_WORDS, asked


def test_words_filters_and_quotes() -> None:
    found = asked('film:"red shoes" speaker:vicky year:1940-49 in:scenes "why do you" dance')
    assert found.films == ("red shoes",)
    assert found.speakers == ("vicky",)
    assert found.notes == ("1940-49 is no year. Write year:1948 or year:1940-1949.",)
    assert found.sorts == ("scene",)
    assert found.exact == (("why", "do", "you"),)
    assert found.words == ("why", "do", "you", "dance")


def test_times_and_years() -> None:
    assert asked("before:1:07:00 x").before == 4_020_000
    assert asked("after:67 x").after == 4_020_000
    assert asked("year:1948 x").years == (1948, 1948)
    assert asked("year:1940- x").years == (1940, 9999)
    assert asked("before:soon x").notes == (
        "soon is no time. Write before:1:07:00, or minutes as before:67.",
    )
    assert "One can look in: lines" in asked("in:cellar x").notes[0]


def test_what_is_no_filter_is_words() -> None:
    assert asked("doctor: who http://example.org").words == (
        "doctor",
        "who",
        "http",
        "example",
        "org",
    )
    assert asked("speaker: x").speakers == ()


def test_queries_are_bounded() -> None:
    long = asked("word " * 10_000)
    assert len(long.words) == MOST_WORDS
    assert len(long.text) <= LONGEST
    assert len(long.notes) == 2


@given(
    st.text(alphabet=st.characters()) | st.from_regex(r"(film|in|before|year):\S*", fullmatch=True)
)
def test_any_text_is_a_query(text: str) -> None:
    found = asked(text)
    assert len(found.words) <= MOST_WORDS
    found.text.encode("utf-8")  # what is kept of it can be written
