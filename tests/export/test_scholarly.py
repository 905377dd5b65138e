"""Formats of the web, of archives and of scholars, read back by the software of others."""

import csv
import io
import json
import re
import zipfile
from fractions import Fraction
from itertools import pairwise
from xml.etree.ElementTree import fromstring

import iiif_prezi3
import opentimelineio
import pytest
import rdflib
from ebooklib import epub as reader
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pyld import jsonld as pyld
from tests.view import sample

from entracte.compose.claims import claims
from entracte.export import (
    annotations,
    citations,
    epub,
    iiif,
    jsonld,
    markdown,
    otio,
    programme,
    transcript,
)
from entracte.export.counting import frames, rate_of
from entracte.export.moments import moments
from entracte.model import (
    Claim,
    Exchange,
    Film,
    Line,
    Page,
    Quote,
    Read,
    Scene,
    Span,
    Track,
    passage,
)
from entracte.plugins import Exporter, Wish

ALL: tuple[Exporter, ...] = (
    annotations.exporter,
    citations.exporter,
    epub.exporter,
    iiif.exporter,
    jsonld.exporter,
    markdown.exporter,
    otio.exporter,
    transcript.exporter,
)
STILLS = sample.stills(40)
PAGE = sample.page(STILLS)
SCHEMA = rdflib.Namespace("https://schema.org/")


def written(of: Exporter, page: Page = PAGE, form: str = "") -> bytes:
    return of.export(page, STILLS.__getitem__, Wish(form=form or of.forms[0]))


def test_linked_data_is_read_by_rdflib() -> None:
    graph = rdflib.Graph().parse(data=written(jsonld.exporter), format="json-ld")
    movies = list(graph.subjects(rdflib.RDF.type, SCHEMA.Movie))
    assert len(movies) == 1
    said = list(graph.subjects(rdflib.RDF.type, SCHEMA.Claim))
    assert len(said) == len(list(claims(PAGE)))
    clips = list(graph.subjects(rdflib.RDF.type, SCHEMA.MovieClip))
    assert len(clips) == len(PAGE.scenes)


def test_linked_data_goes_round() -> None:
    """Expanded, flattened and compacted by another's hand, no statement is lost."""
    node = json.loads(written(jsonld.exporter))
    there = pyld.flatten(node)
    back = pyld.flatten(pyld.compact(there, jsonld.CONTEXT))
    assert pyld.to_rdf(there, {"format": "application/n-quads"}).count("\n") == pyld.to_rdf(
        back, {"format": "application/n-quads"}
    ).count("\n")
    scene = next(each for each in PAGE.scenes if each.spans)
    (clip,) = [each for each in node["hasPart"] if each["id"] == f"#part-{scene.id}"]
    assert (clip["startOffset"], clip["endOffset"]) == (
        scene.spans[0].start / 1000,
        scene.spans[0].end / 1000,
    )


def test_linked_data_keeps_both_sides() -> None:
    node = json.loads(written(jsonld.exporter))
    doubted = [each for each in node["subjectOf"] if each.get("entracte:against")]
    assert doubted
    assert {each["entracte:standing"] for each in doubted} <= {
        "contradicted",
        "disputed",
        "not found",
    }


def test_annotations_point_at_seconds_and_words() -> None:
    made = json.loads(written(annotations.exporter))
    items = made["first"]["items"]
    assert made["total"] == len(items) == len(list(claims(PAGE)))
    bodies = {source.id: source.body for source in PAGE.sources}
    places = 0
    for item in items:
        for each in item["target"]:
            selector = each["selector"] if isinstance(each, dict) else None
            if isinstance(selector, list):
                quote, position = selector
                body = bodies[each["source"].rpartition(":")[2]]
                exact = body[position["start"] : position["end"]]
                assert exact == quote["exact"]
                assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in body
                places += 1
            elif selector:
                start, end = map(float, selector["value"].removeprefix("t=").split(","))
                assert 0 <= start <= end
    assert places > 10


def test_a_manifest_that_iiif_accepts() -> None:
    made = json.loads(written(iiif.exporter))
    read = iiif_prezi3.Manifest(**made)
    canvas = read.items[0]
    assert PAGE.film.media is not None
    assert canvas.duration == pytest.approx(PAGE.film.media.duration / 1000)
    leaves = made["structures"][0]["items"]
    assert [leaf["label"]["none"][0] for leaf in leaves] == [each.title for each in moments(PAGE)]
    ends = [leaf["items"][0]["id"].partition("#t=")[2].split(",") for leaf in leaves]
    assert all(one[1] == two[0] for one, two in pairwise(ends))


def test_a_timeline_that_editors_read() -> None:
    timeline = opentimelineio.adapters.read_from_string(
        written(otio.exporter).decode(), "otio_json"
    )
    (track,) = timeline.video_tracks()
    rate = rate_of(PAGE.film.media)
    at = 0
    for clip, shot in zip(track, PAGE.shots.items, strict=True):
        assert clip.source_range.start_time.value == frames(shot.span.start, rate) == at
        at += clip.source_range.duration.value
    names = [marker.name for marker in track.markers]
    assert len(names) == len(moments(PAGE)) + len(PAGE.lines.items) + sum(
        len(cue.spans) for cue in PAGE.cues
    )


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(24_000, 1001), Fraction(25)])
def test_times_survive_a_timeline_to_the_frame(rate: Fraction) -> None:
    node = otio.clip("x", Span(start=40_000, end=61_001), rate, "f.mkv", Span(start=0, end=90_000))
    read = opentimelineio.adapters.read_from_string(json.dumps(node), "otio_json")
    assert read.source_range.start_time.value == frames(40_000, rate)
    assert read.source_range.end_time_exclusive().value == frames(61_001, rate)


def test_a_book_that_readers_open() -> None:
    book = reader.read_epub(io.BytesIO(written(epub.exporter)))
    assert book.get_metadata("DC", "title")[0][0] == str(PAGE.film.title[0].says)
    leaves = [each.get_content().decode() for each in book.get_items_of_type(9)]
    for each in leaves:
        fromstring(each)
    words = " ".join(leaves)
    assert "The storm" in words
    archive = zipfile.ZipFile(io.BytesIO(written(epub.exporter)))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.read("book/cover.jpg") in STILLS.values()


def test_dialogue_as_tei_and_as_a_table() -> None:
    root = fromstring(written(transcript.exporter, form="xml"))
    tei = "{http://www.tei-c.org/ns/1.0}"
    spoken = root.findall(f".//{tei}u")
    assert len(spoken) == len(PAGE.lines.items)
    when = {
        each.get("{http://www.w3.org/XML/1998/namespace}id"): each.get("interval")
        for each in root.findall(f".//{tei}when")
    }
    for each, line in zip(spoken, PAGE.lines.items, strict=True):
        assert round(float(when[each.get("start", "")[1:]] or 0) * 1000) == line.span.start
    rows = list(csv.DictReader(io.StringIO(written(transcript.exporter).decode())))
    assert [row["text"] for row in rows] == [line.text for line in PAGE.lines.items]


def test_citations_have_words_and_seconds() -> None:
    items = json.loads(written(citations.exporter, form="json"))
    quoted = [claim for _, _, claim in claims(PAGE) if isinstance(claim.says, Quote)]
    assert len(items) == len(quoted) > 0
    assert all(item["type"] == "motion_picture" for item in items)
    assert any("locator" in item for item in items)
    text = written(citations.exporter).decode()
    assert text.count("@misc{") == len(quoted)
    assert text.count("{") == text.count("}")


def test_a_programme_with_pictures() -> None:
    pytest.importorskip("typst", reason="the extra 'papers' is not installed")
    data = written(programme.exporter)
    assert data.startswith(b"%PDF")
    assert data.count(b"/Subtype /Image") + data.count(b"/Subtype/Image") >= 2
    assert written(programme.exporter) == data


def test_nothing_known_is_still_a_file() -> None:
    empty = Page(film=Film(id="x", title=()))
    for each in ALL:
        for form in each.forms:
            assert isinstance(each.export(empty, lambda _: b"", Wish(form=form)), bytes)


def odd(words: str) -> Page:
    """A page with these words in every place that texts fill."""
    read = (Read(passage=passage("a", words, 0, len(words)), why=words),)
    quote = Quote(words=words, lines=("l",), speaker="p")
    return replace(
        sample.page(film=False),
        film=Film(id="x", title=(Claim(says=words, said_by=read),)),
        synopsis=(Claim(says=words, said_by=read),),
        quotes=(Claim(says=quote, said_by=read),),
        dialogues=(Claim(says=Exchange(turns=(quote, quote)), said_by=read),),
        parts=(
            Scene(
                id="s",
                title=(Claim(says=words, said_by=read),),
                spans=(Span(start=0, end=500),),
            ),
        ),
        lines=Track(items=(Line(id="l", span=Span(start=0, end=900), text=words, label=words),)),
    )


HOSTILE = (
    "\x00\x0b\uffff\x9f",
    '"><script>alert(1)</script>]]>&lt;',
    "=1+1",
    "\\input{/etc/passwd} } @misc{x,",
    "# heading\n\n- [x](javascript:alert(1)) ![y](z)",
    "\u202eright to left\u202c שלום",
    "w" * 10_000,
)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("of", ALL, ids=lambda each: each.name)
def test_hostile_words_come_out_safe(of: Exporter, words: str) -> None:
    for form in of.forms:
        data = of.export(odd(words), lambda _: b"", Wish(form=form))
        if form in ("json", "jsonld", "otio"):
            json.loads(data)
        elif form == "xml":
            fromstring(data)
        elif form == "epub":
            for each in reader.read_epub(io.BytesIO(data)).get_items_of_type(9):
                assert b"<script" not in each.get_content()
                fromstring(each.get_content())
        elif form == "md":
            assert b"](" not in data.replace(b"\\]\\(", b"").replace(b"\\](", b"")
            assert not re.search(rb"(?<!\\)<script", data)
        elif form == "csv":
            for row in csv.reader(io.StringIO(data.decode())):
                assert not any(cell.startswith(("=", "@")) for cell in row)
        else:
            text = data.decode().replace("\\{", "").replace("\\}", "")
            assert text.count("{") == text.count("}")


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_no_words_break_them(words: str) -> None:
    page = odd(words)
    json.loads(written(jsonld.exporter, page))
    fromstring(written(transcript.exporter, page, "xml"))
    opentimelineio.adapters.read_from_string(written(otio.exporter, page).decode(), "otio_json")
    for each in reader.read_epub(io.BytesIO(written(epub.exporter, page))).get_items_of_type(9):
        fromstring(each.get_content())
