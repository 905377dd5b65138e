"""Continuity lists and cue sheets, read back by the programs of others."""

import csv
import io
import resource
import shutil
import subprocess
import time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.export import long_film
from tests.view import sample

from entracte.export import ccsl, cuesheet
from entracte.export.counting import frames, from_timecode, rate_of
from entracte.export.printing import FORMS
from entracte.model import Line, Page, Span, Title, Track
from entracte.plugins import Exporter, Wish

KINDS: tuple[Exporter, ...] = (ccsl.exporter, cuesheet.exporter)
START = 3_600_000


def written(of: Exporter, page: Page, form: str, profile: str = "") -> bytes:
    return of.export(page, lambda _: b"", Wish(form=form, profile=profile, start=START))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def text_of_pdf(data: bytes, tmp_path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    file = tmp_path / "paper.pdf"
    file.write_bytes(data)
    return subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True
    ).stdout.decode()


def test_every_shot_and_every_word_to_the_frame() -> None:
    page = sample.page()
    rate = rate_of(page.film.media)
    read = rows(written(ccsl.exporter, page, "csv"))
    first = frames(START, rate)
    shots = [row for row in read if row["Shot"]]
    assert [int(row["Shot"]) for row in shots] == list(range(1, len(page.shots.items) + 1))
    assert [from_timecode(row["In"], rate) - first for row in shots] == [
        frames(shot.span.start, rate) for shot in page.shots.items
    ]
    titles = [row for row in read if row["Title"]]
    assert [row["Dialogue"] for row in titles] == [each.text for each in page.lines.items]
    assert [from_timecode(row["Title out"], rate) - first for row in titles] == [
        frames(each.span.end, rate) for each in page.lines.items
    ]
    told = zip(titles, page.lines.items, strict=True)
    assert all(row["Speaker"] for row, line in told if line.sort == "speech")


def test_lengths_add_up_to_the_film() -> None:
    page = long_film.page(shots=70, lines=30, whole=200_000)
    rate = rate_of(page.film.media)
    lengths = [
        from_timecode(row["Length"], rate)
        for row in rows(written(ccsl.exporter, page, "csv"))
        if row["Length"]
    ]
    assert sum(lengths) == frames(200_000, rate)


@pytest.mark.parametrize("profile", ccsl.exporter.profiles)
def test_every_profile_has_every_word(profile: str, tmp_path: Path) -> None:
    page = sample.page()
    data = written(ccsl.exporter, page, "csv", profile).decode()
    assert all(line.text in data for line in page.lines.items)


def test_unknown_speakers_are_a_question_mark_and_those_called_by_name_are_told() -> None:
    people = long_film.page(lines=2).people
    lines = (
        Line(id="a", span=Span(start=0, end=900), text="Person 3, wait.", speaker="p1"),
        Line(id="b", span=Span(start=1_000, end=1_900), text="Good night, Person 1."),
        Line(id="c", span=Span(start=2_000, end=2_900), text="Well, well.", speaker="p1"),
    )
    page = replace(long_film.page(), people=people, lines=Track(items=lines))
    read = rows(written(ccsl.exporter, page, "csv", "dialogue"))
    assert [(row["Speaker"], row["To"]) for row in read] == [
        ("Person 1", "Person 3"),
        ("?", "Person 1"),
        ("Person 1", ""),
    ]


def test_title_cards_stand_in_their_shot() -> None:
    card = Title(span=Span(start=500, end=2_500), text="THE LONG FILM")
    page = replace(long_film.page(shots=3, lines=2, whole=9_000), titles=Track(items=(card,)))
    first, *rest = rows(written(ccsl.exporter, page, "csv"))
    assert "Title: THE LONG FILM" in first["Continuity"]
    assert not any("LONG FILM" in row["Continuity"] for row in rest)
    told = rows(written(ccsl.exporter, page, "csv", "as-broadcast"))
    assert ("TITLE", "THE LONG FILM") in {
        (row["Speaker"], row["Picture, sound and words"]) for row in told
    }


def test_a_cue_sheet_fills_what_is_known_and_invents_nothing() -> None:
    page = sample.page()
    text = written(cuesheet.exporter, page, "csv").decode("utf-8-sig")
    block, _, table = text.partition("\r\n\r\n")
    assert block.startswith("Production title,")
    read = list(csv.DictReader(io.StringIO(table)))
    timed = [span for cue in page.cues for span in cue.spans]
    assert len(read) == len(timed) > 0
    assert all(row["Publisher"] == row["ISWC"] == row["ISRC"] == "" for row in read)
    rate = rate_of(page.film.media)
    assert [from_timecode(row["Time in"], rate) - frames(START, rate) for row in read] == sorted(
        frames(span.start, rate) for span in timed
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.name)
def test_excel_reads_what_csv_says(kind: Exporter) -> None:
    page = sample.page()
    book = openpyxl.load_workbook(io.BytesIO(written(kind, page, "xlsx")))
    cells = {str(cell.value) for row in book.worksheets[0] for cell in row if cell.value}
    for row in csv.reader(io.StringIO(written(kind, page, "csv").decode("utf-8-sig"))):
        assert {cell for cell in row if cell} <= cells
    assert book.worksheets[-1].title == "Certificate"


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.name)
def test_word_reads_what_csv_says(kind: Exporter) -> None:
    docx = pytest.importorskip("docx", reason="the extra 'papers' is not installed")
    page = sample.page()
    document = docx.Document(io.BytesIO(written(kind, page, "docx")))
    table = document.tables[1]
    read = [[cell.text for cell in row.cells] for row in table.rows]
    text = written(kind, page, "csv").decode("utf-8-sig")
    said = list(csv.reader(io.StringIO(text.rpartition("\r\n\r\n")[2])))
    assert read == said


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.name)
def test_a_pdf_has_every_row(kind: Exporter, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="the extra 'papers' is not installed")
    page = sample.page()
    text = text_of_pdf(written(kind, page, "pdf"), tmp_path)
    assert "The Lighthouse" in text
    starts = [span.start for cue in page.cues for span in cue.spans]
    shown = [line.span.start for line in page.lines.items] if kind.name == "ccsl" else starts
    rate = rate_of(page.film.media)
    from entracte.export.counting import timecode

    for at in shown:
        assert timecode(frames(START, rate) + frames(at, rate), rate) in text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.name)
def test_the_same_page_gives_the_same_bytes(kind: Exporter, form: str) -> None:
    if form in ("docx", "pdf"):
        pytest.importorskip("typst", reason="the extra 'papers' is not installed")
    page = sample.page()
    once = written(kind, page, form)
    time.sleep(1.1 if form == "xlsx" and kind.name == "ccsl" else 0)
    assert written(kind, page, form) == once


HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\x00\x07\x1b[31m\ud800 red",
    "</w:t><script>alert(1)</script> & ]]>",
    '#set page(width: 1pt); $x$ [#eval("1")]',
    "الليل والنهار ‏(قال)‏",
    "w" * 10_000,
    "one\r\ntwo\u2028three",
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_come_out_safe(words: str, form: str, tmp_path: Path) -> None:
    if form in ("docx", "pdf"):
        pytest.importorskip("typst", reason="the extra 'papers' is not installed")
    line = Line(id="a", span=Span(start=0, end=900), text=words, label=words[:60])
    page = replace(long_film.page(shots=3, lines=2, whole=9_000), lines=Track(items=(line,)))
    data = written(ccsl.exporter, page, form)
    if form == "csv":
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)
    elif form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert all(cell.data_type != "f" for row in book.worksheets[0] for cell in row)
    elif form == "docx":
        import docx

        assert docx.Document(io.BytesIO(data)).tables
    else:
        assert "Continuity" in text_of_pdf(data, tmp_path)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.text(max_size=30))
def test_no_words_break_a_table(words: str, label: str) -> None:
    line = Line(id="a", span=Span(start=0, end=900), text=words, label=label)
    page = replace(long_film.page(shots=3, lines=2, whole=9_000), lines=Track(items=(line,)))
    assert openpyxl.load_workbook(io.BytesIO(written(ccsl.exporter, page, "xlsx")))
    assert len([row for row in rows(written(ccsl.exporter, page, "csv")) if row["Title"]]) == 1


@pytest.mark.parametrize("form", FORMS)
def test_three_hours_are_written_in_three_seconds(form: str) -> None:
    if form in ("docx", "pdf"):
        pytest.importorskip("typst", reason="the extra 'papers' is not installed")
    page = long_film.page()
    before = time.process_time()
    data = written(ccsl.exporter, page, form)
    assert time.process_time() - before < (9 if form == "pdf" else 3)
    assert len(data) > 10_000


def test_memory_stays_bounded() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    written(ccsl.exporter, long_film.page(), "csv")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used < 200_000
