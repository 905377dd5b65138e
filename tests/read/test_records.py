"""Records of databases and lists of moments, as others write them and as we do."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.filmfolder import ARTICLE, NAME
from tests.machine import Machine
from tests.view import sample

from entracte.errors import NotReadable
from entracte.export.cuesheet import exporter as cuesheet
from entracte.export.iiif import exporter as iiif
from entracte.export.moments import moments
from entracte.export.otio import exporter as otio
from entracte.model import Account, Cue, File, Read, Scene
from entracte.plugins import Wish
from entracte.read import moments as listed
from entracte.read import records
from entracte.read.which import choose

TMDB = {
    "id": 4711,
    "imdb_id": "tt0000001",
    "title": "Harbour Lights",
    "original_title": "Havnelys",
    "original_language": "da",
    "overview": "Edda Voss keeps a light. A ship that nobody waits for comes in.",
    "release_date": "1931-09-14",
    "runtime": 83,
    "genres": [{"id": 18, "name": "Drama"}],
    "production_companies": [{"id": 1, "name": "Nordlys Film"}],
    "credits": {
        "cast": [{"id": 1, "name": 'Karen "Kaja" Holm', "character": "Edda Voss"}],
        "crew": [
            {"job": "Director", "name": "Edith Kallen", "department": "Directing"},
            {"job": "Original Music Composer", "name": "J\u00f8rgen Friis"},
            {"job": "Best Boy", "name": "Nobody At All"},
        ],
    },
}
WIKIDATA = {
    "entities": {
        "Q99": {
            "labels": {"en": {"language": "en", "value": "Harbour Lights"}},
            "claims": {
                "P345": [{"mainsnak": {"datavalue": {"value": "tt0000001", "type": "string"}}}],
                "P577": [{"mainsnak": {"datavalue": {"value": {"time": "+1931-09-14T00:00:00Z"}}}}],
                "P57": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}],
            },
        }
    }
}


def read(data: object, name: str) -> Account:
    raw = data if isinstance(data, bytes) else json.dumps(data, indent=1).encode()
    file = File(name=name, data=raw)
    from entracte import plugins

    reader = choose(file, plugins.readers())
    assert reader is not None
    made = reader.read(file)
    for claim in (*made.title, *made.facts, *made.credits, *made.synopsis):
        for found in claim.said_by:
            assert isinstance(found, Read)
            place = found.passage
            assert made.source.body[place.start : place.end] == place.quote
    return made


def test_a_record_of_tmdb() -> None:
    made = read(TMDB, "tmdb.json")
    assert made.source.kind == "record"
    assert [claim.says for claim in made.title] == ["Harbour Lights"]
    assert [claim.says for claim in made.year] == [1931]
    facts = {(claim.says.what, claim.says.value) for claim in made.facts}
    assert {("genre", "Drama"), ("tmdb", "4711"), ("imdb", "tt0000001")} <= facts
    assert ("running time", "83 min") in facts
    names = {person.id: person.name for person in made.people}
    credits = {(claim.says.role, names[claim.says.person]) for claim in made.credits}
    assert credits == {
        ("director", "Edith Kallen"),
        ("composer", "J\u00f8rgen Friis"),
        ("cast member", 'Karen "Kaja" Holm'),
    }
    played = next(c.says for c in made.credits if c.says.role == "cast member")
    assert names[played.as_character or ""] == "Edda Voss"
    assert len(made.synopsis) == 2


def test_a_record_of_wikidata_names_nobody_by_number() -> None:
    made = read(WIKIDATA, "Q99.json")
    assert [claim.says for claim in made.title] == ["Harbour Lights"]
    assert [claim.says for claim in made.year] == [1931]
    assert ("imdb", "tt0000001") in {(c.says.what, c.says.value) for c in made.facts}
    assert made.credits == made.people == ()


def test_a_record_of_nothing_is_refused() -> None:
    with pytest.raises(NotReadable, match="names no film"):
        records.reader.read(File(name="x.json", data=b'{"overview": "", "title": ""}'))


PAGE = sample.page()


@pytest.mark.parametrize("form", ["iiif", "otio"])
def test_scenes_come_back_from_what_we_write(form: str) -> None:
    exporter = iiif if form == "iiif" else otio
    made = read(exporter.export(PAGE, lambda _: b"", Wish()), f"film.{exporter.forms[0]}")
    scenes = [part for part in made.parts if isinstance(part, Scene)]
    assert [scene.title[0].says for scene in scenes] == [each.title for each in moments(PAGE)]
    for scene, each in zip(scenes, moments(PAGE), strict=True):
        assert abs(scene.spans[0].start - each.start) <= 21  # half a frame of 24
    if form == "otio":
        cues = [part for part in made.parts if isinstance(part, Cue)]
        assert len(cues) == sum(len(cue.spans) for cue in PAGE.cues)


@pytest.mark.parametrize("start", [0, 3_600_000])
def test_music_comes_back_from_a_cue_sheet(start: int) -> None:
    wish = Wish(form="csv", start=start)
    made = read(cuesheet.export(PAGE, lambda _: b"", wish), "cues.csv")
    cues = [part for part in made.parts if isinstance(part, Cue)]
    spans = sorted(span for cue in PAGE.cues if cue.title for span in cue.spans)
    assert len(cues) == len(spans)
    for cue, span in zip(cues, spans, strict=True):
        assert abs(cue.spans[0].start - span.start) <= 45
        assert abs(cue.spans[0].end - span.end) <= 45


def test_markers_of_kodi_and_locators_of_editors() -> None:
    edl = b"## The storm\r\n62.5 2\r\n0 10.5 0\r\n## The wind\n00:10:00.250 2\n"
    made = read(edl, "film.edl")
    assert [(p.title[0].says, p.spans[0].start) for p in made.parts] == [
        ("The storm", 62_500),
        ("The wind", 600_250),
    ]
    cmx = b"TITLE: X\n* LOC: 01:00:05:00 RED     THE LAMP\n* LOC: 01:01:00:00 RED  THE SHIP\n"
    made = read(cmx, "cut.edl")
    assert [(p.title[0].says, p.spans[0].start) for p in made.parts] == [
        ("THE LAMP", 5_000),
        ("THE SHIP", 60_000),
    ]


def test_a_comskip_list_says_nothing_and_troubles_nobody() -> None:
    assert read(b"0.00 132.50 3\n900.0 1040.2 3\n", "film.edl").parts == ()


def test_another_programs_cue_sheet() -> None:
    sheet = (
        "Production;Harbour Lights\n\nCue;Title;Composer;Time In;Duration\n"
        "1;Foghorn Waltz;J. Friis;0:01:02;0:28\n2;;;0:02:00;0:10\n"
    )
    (cue,) = read(sheet.encode(), "cues.csv").parts
    assert isinstance(cue, Cue)
    assert (cue.title[0].says, cue.by[0].says) == ("Foghorn Waltz", "J. Friis")
    assert (cue.spans[0].start, cue.spans[0].end) == (62_000, 90_000)


def test_a_table_that_is_no_cue_sheet_is_nobodys() -> None:
    file = File(name="a.csv", data=b"name,age\nEdda,40\n")
    assert listed.reader.suits(file) == 0.0


def test_what_entracte_wrote_beside_a_film_is_no_source_of_its_page(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    folder = tmp_path / NAME
    folder.mkdir()
    (folder / "article.txt").write_text(ARTICLE)
    assert machine.add(folder)[0] == 0
    before = machine.page()
    for kind in ("html", "iiif", "otio", "markdown", "nfo", "edl", "jsonld", "subtitles"):
        ran = machine.run("export", "harbour", kind, "--beside")
        assert ran.returncode == 0, ran.stderr
    machine.add(folder)
    after, old = json.loads(machine.page()), json.loads(before)
    bodies = {source["body"] for source in old["sources"]}
    fresh = [source for source in after["sources"] if source["body"] not in bodies]
    told = [source["file"] for source in fresh if source["body"].strip()]
    assert told in ([], [f"{NAME}.edl"])  # players want it under the film's name; it tells nothing
    for what in ("notes", "parts", "facts", "lines", "credits", "plot", "people"):
        assert after.get(what) == old.get(what)
    assert old["plot"]


@given(st.binary(max_size=400), st.sampled_from(["a.json", "a.csv", "a.edl", "a.otio"]))
def test_no_bytes_break_them(data: bytes, name: str) -> None:
    for reader in (records.reader, listed.reader):
        for head in (b"", b'{"OTIO_SCHEMA": "x", ', b'{"structures": [', b"title,time in,out\n"):
            file = File(name=name, data=head + data)
            reader.suits(file)
            try:
                reader.read(file)
            except NotReadable:
                continue
