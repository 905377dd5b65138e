"""Subtitles for the browser: every line its own, whatever stands in it."""

from hypothesis import given
from hypothesis import strategies as st

from entracte.model import Film, Line, Page, Person, Span, Track
from entracte.serve.vtt import vtt

PAGE = Page(film=Film(id="x", title=()), people=(Person(id="p", name="A <b> & C"),))


def line(text: str, sort: str = "speech", start: int = 0, label: str = "") -> Line:
    speaker = "p" if sort == "speech" and not label else None
    span = Span(start=start, end=start + 900)
    return Line(id="l", span=span, text=text, sort=sort, speaker=speaker, label=label)


def test_times_names_and_signs() -> None:
    made = vtt(Track(items=(line("1 < 2 & 3", start=3_723_004),)), PAGE)
    assert "01:02:03.004 --> 01:02:03.904\n" in made
    assert "<v A &lt;b&gt; &amp; C>1 &lt; 2 &amp; 3</v>" in made


def test_songs_lean() -> None:
    assert "<i>La la</i>" in vtt(Track(items=(line("La la", "song"),)), PAGE)


@given(st.text(), st.text())
def test_no_text_breaks_out_of_its_line(text: str, label: str) -> None:
    made = vtt(Track(items=(line(text, label=label), line("next", start=1000))), PAGE)
    blocks = made.split("\n\n")
    assert len(blocks) == 3
    assert sum("-->" in row for row in made.split("\n")) == 2
