"""What a machine heard becomes lines: in order, once each, less sure than subtitles."""

from hypothesis import given
from hypothesis import strategies as st

from entracte.listen.words import Segment, transcript

BY = "speech/1, faster-whisper 1.2.1, small"


def test_words_become_lines_with_their_model_and_a_note() -> None:
    told = transcript(
        [Segment(61.25, 63.5, " Good evening, Vera. ", 0.9), Segment(1, 2.0, "Who is it?", 0.5)],
        "en",
        BY,
    )
    assert [line.text for line in told.lines.items] == ["Who is it?", "Good evening, Vera."]
    assert told.lines.items[1].span.start == 61_250
    assert told.lines.items[1].span.end == 63_500
    assert {line.language for line in told.lines.items} == {"en"}
    assert all(line.sure <= 0.9 for line in told.lines.items)
    assert told.lines.items[0].sure < told.lines.items[1].sure
    assert told.lines.by == BY
    assert "heard by a machine" in told.notes[0]
    assert "small" in told.notes[0]


def test_nothing_heard_is_nothing_said() -> None:
    told = transcript([Segment(0, 2, " ... ", 0.9), Segment(3, 3, "no time", 0.9)], "en", BY)
    assert told.lines.items == ()
    assert told.notes == ()


def test_what_is_nobodys_is_left_out() -> None:
    kept = Segment(0, 2, "Come in.", 0.8, 0.9)  # heard too well to be nobody's
    lost = Segment(3, 5, "Thank you.", 0.2, 0.9)
    assert [line.text for line in transcript([kept, lost], "en", BY).lines.items] == ["Come in."]


def test_a_stammer_is_cut_short() -> None:
    over = [Segment(n * 2, n * 2 + 1.5, "Thank you.", 0.8) for n in range(50)]
    again = [*over, Segment(200, 201, "Goodbye.", 0.8), Segment(202, 203, "Thank you!", 0.8)]
    assert [line.text for line in transcript(again, "en", BY).lines.items] == [
        "Thank you.",
        "Thank you.",
        "Goodbye.",
        "Thank you!",
    ]


FIGURE = st.floats(allow_nan=True, allow_infinity=True)
SEGMENT = st.builds(
    Segment,
    st.one_of(st.floats(0, 100), FIGURE),
    st.one_of(st.floats(0, 100), FIGURE),
    st.text(max_size=20),
    FIGURE,
    FIGURE,
)


@given(st.lists(SEGMENT, max_size=30))
def test_whatever_is_heard_lines_are_in_order_and_do_not_overlap(segments: list[Segment]) -> None:
    told = transcript(segments, "und", BY)
    end = 0
    for line in told.lines.items:
        assert end <= line.span.start < line.span.end
        end = line.span.end
        assert line.text.strip() == line.text != ""
        assert 0 <= line.sure <= 0.9
    assert len({line.id for line in told.lines.items}) == len(told.lines.items)
    assert told == transcript(segments, "und", BY)
