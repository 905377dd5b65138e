"""Times are written as people write them, and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entracte.model import Span, clock, from_clock


@pytest.mark.parametrize(
    ("at", "text"),
    [(0, "0:00"), (1_190_000, "19:50"), (4_020_000, "1:07:00"), (359_999_000, "99:59:59")],
)
def test_clock(at: int, text: str) -> None:
    assert clock(at) == text


@given(st.integers(0, 400_000_000))
def test_there_and_back(at: int) -> None:
    assert from_clock(clock(at, fraction=True)) == at


@pytest.mark.parametrize("text", ["", "soon", "1", "1:2:3:4", "-1:00", "1:00:00.1234"])
def test_not_a_time(text: str) -> None:
    with pytest.raises(ValueError, match="not a time"):
        from_clock(text)


def test_a_span_runs_forward() -> None:
    with pytest.raises(ValueError, match="forward"):
        Span(start=2, end=1)
    assert 1 in Span(start=1, end=2)
    assert 2 not in Span(start=1, end=2)
    assert Span(start=0, end=10).overlap(Span(start=5, end=20)) == 5
    assert Span(start=0, end=5).overlap(Span(start=5, end=20)) == 0
