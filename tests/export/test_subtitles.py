"""Subtitles as others read them: pysubs2, webvtt, and every line its own whatever stands in it."""

import io

import pysubs2
import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st
from tests.view import sample

from entracte.export.subtitles import exporter, spoken
from entracte.model import Film, Line, Page, Person, Span, Track
from entracte.plugins import Wish

FORMS = ("srt", "vtt", "ass")


def said(text: str, start: int = 0, long: int = 900, **more: str) -> Line:
    return Line(id=f"l{start}", span=Span(start=start, end=start + long), text=text, **more)


def written(page: Page, form: str, profile: str = "plain") -> str:
    wish = Wish(form=form, profile=profile)
    return exporter.export(page, lambda _: b"", wish).decode()


def of(*lines: Line, **more: object) -> Page:
    people = (Person(id="p", name="A <b> & C, {x}"), Person(id="q", name="Ines"))
    return Page(film=Film(id="x", title=()), people=people, lines=Track(items=lines), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMS)
def test_times_and_words_come_back(form: str) -> None:
    page = sample.page()
    read = pysubs2.SSAFile.from_string(written(page, form), format_=form)
    lines = list(spoken(page, page.lines))
    assert len(read.events) == len(lines) > 10
    nearest = 10 if form == "ass" else 1  # ASS counts hundredths
    for event, line in zip(read.events, lines, strict=True):
        assert abs(event.start - line.span.start) <= nearest // 2
        assert abs(event.end - line.span.end) <= nearest // 2
        assert line.words.split()[0] in event.plaintext


def test_voices_are_read_by_others() -> None:
    text = written(of(said("Who is there?", speaker="q")), "vtt")
    (cue,) = webvtt.from_buffer(io.StringIO(text))
    assert (cue.voice, cue.text) == ("Ines", "Who is there?")
    assert (cue.start, cue.end) == ("00:00:00.000", "00:00:00.900")


def test_actors_are_read_by_others() -> None:
    read = pysubs2.SSAFile.from_string(written(of(said("Hm.", speaker="q")), "ass"))
    assert (read.events[0].name, read.events[0].text) == ("Ines", "Hm.")


def test_names_are_said_where_the_speaker_changes() -> None:
    page = of(
        said("One.", 0, speaker="q"),
        said("Two.", 1_000, speaker="q"),
        said("Three.", 2_000, label="OLD MAN"),
        said("Four.", 60_000, label="OLD MAN"),
        said("Five.", 61_000),
    )
    read = pysubs2.SSAFile.from_string(written(page, "srt", "sdh"))
    assert [each.text for each in read.events] == [
        "INES: One.",
        "Two.",
        "OLD MAN: Three.",
        "OLD MAN: Four.",
        "Five.",
    ]


def test_two_languages_at_once() -> None:
    other = Track(items=(said("Wer ist da?", 100, language="de"), said("Nebel.", 9_000)))
    page = of(said("Who is there?"), said("Fog.", 9_050), translations=(other,))
    read = pysubs2.SSAFile.from_string(written(page, "srt", "both"))
    assert [each.plaintext for each in read.events] == [
        "Who is there?\nWer ist da?",
        "Fog.\nNebel.",
    ]


def test_times_names_and_signs() -> None:
    made = written(of(said("1 < 2 & 3", 3_723_004, speaker="p")), "vtt")
    assert "01:02:03.004 --> 01:02:03.904\n" in made
    assert "<v A &lt;b&gt; &amp; C, {x}>1 &lt; 2 &amp; 3</v>" in made


def test_songs_lean() -> None:
    page = of(said("La la", sort="song"))
    assert "<i>La la</i>" in written(page, "vtt")
    assert "♪ La la ♪" in written(page, "srt")


@given(st.text(), st.text(), st.sampled_from(FORMS), st.sampled_from(["plain", "sdh", "both"]))
def test_no_text_breaks_out_of_its_line(text: str, label: str, form: str, profile: str) -> None:
    page = of(said(text, label=label), said("next", start=1000))
    made = written(page, form, profile)
    read = pysubs2.SSAFile.from_string(made, format_=form)
    assert len(read.events) == 2
    assert [(each.start, each.end) for each in read.events] == [(0, 900), (1000, 1900)]
    assert made.count("-->") == (0 if form == "ass" else 2)
