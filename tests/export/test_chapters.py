"""Chapters and scene markers, read back by mkvmerge and ffprobe."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st
from tests.filmfolder import film

from entracte.export.chapters import exporter
from entracte.export.edl import exporter as edl
from entracte.export.moments import BEGINNING, END_TITLES, moments
from entracte.model import Claim, Cue, Film, Media, Page, Read, Scene, Span, passage
from entracte.plugins import Wish

FFMPEG = [
    "ffmpeg",
    "-v",
    "error",
    "-i",
    "film.mkv",
    "-i",
    "chapters.txt",
    "-map",
    "0:v",
    "-map_chapters",
    "1",
    "-c",
    "copy",
]
NAMES = ("The storm; or = what", "Eleven & a <harp>", "#7 \\ the road", "Die Brücke über den Fluß")


def scene(title: str, start: int, end: int) -> Scene:
    said = Read(passage=passage("a", title, 0, len(title)))
    return Scene(
        id=f"s{start}",
        title=(Claim(says=title, said_by=(said,)),),
        spans=(Span(start=start, end=end),),
    )


def page(*parts: Scene | Cue, duration: int = 8_000) -> Page:
    return Page(film=Film(id="x", title=(), media=Media(digest="", duration=duration)), parts=parts)


SCENES = page(*(scene(name, 500 + 1_500 * i, 2_000 + 1_500 * i) for i, name in enumerate(NAMES)))


def written(of: Page, form: str) -> bytes:
    return exporter.export(of, lambda _: b"", Wish(form=form))


def test_moments_tile_the_film_and_none_lies_behind_its_end() -> None:
    found = moments(page(scene("A", 2_000, 3_000), scene("Late", 8_000, 9_000), duration=8_000))
    assert found == ((0, 2_000, BEGINNING), (2_000, 8_000, "A"))


def test_the_end_titles_have_the_name_that_players_skip() -> None:
    music = Cue(id="c", use="ET", spans=(Span(start=7_000, end=8_000),))
    assert moments(page(scene("A", 0, 1_000), music))[-1] == (7_000, 8_000, END_TITLES)


def test_a_film_without_scenes_has_no_chapters() -> None:
    assert moments(page()) == ()
    assert fromstring(written(page(), "xml")).findall(".//ChapterAtom") == []


@pytest.mark.skipif(shutil.which("mkvmerge") is None, reason="mkvmerge is not installed")
def test_mkvmerge_takes_them(tmp_path: Path) -> None:
    film(tmp_path / "film.mkv")
    (tmp_path / "chapters.xml").write_bytes(written(SCENES, "xml"))
    told = subprocess.run(
        ["mkvmerge", "-o", "out.mkv", "--chapters", "chapters.xml", "film.mkv"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout
    assert _probed(tmp_path / "out.mkv") == [(each.start, each.title) for each in moments(SCENES)]


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
@pytest.mark.parametrize("ending", ["mkv", "mp4"])
def test_ffmpeg_takes_them(tmp_path: Path, ending: str) -> None:
    film(tmp_path / "film.mkv")
    (tmp_path / "chapters.txt").write_bytes(written(SCENES, "ffmetadata"))
    subprocess.run(
        [*FFMPEG, f"out.{ending}"],
        cwd=tmp_path,
        check=True,
    )
    # A container may trim its last chapter to the film; starts and titles stay.
    assert _probed(tmp_path / f"out.{ending}") == [(m.start, m.title) for m in moments(SCENES)]


def _probed(file: Path) -> list[tuple[int, str]]:
    told = subprocess.run(
        ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", str(file)],
        capture_output=True,
        check=True,
    ).stdout
    return [
        (round(float(each["start_time"]) * 1000), each["tags"]["title"])
        for each in json.loads(told)["chapters"]
    ]


def test_webvtt_and_ogm(tmp_path: Path) -> None:
    file = tmp_path / "chapters.vtt"
    file.write_bytes(written(SCENES, "vtt"))
    assert [cue.start_in_seconds for cue in webvtt.read(str(file))] == [
        each.start // 1000 for each in moments(SCENES)
    ]
    ogm = written(SCENES, "ogm").decode()
    assert re.findall(r"CHAPTER\d+NAME=(.*)", ogm) == [each.title for each in moments(SCENES)]


def test_kodi_gets_markers_and_nothing_is_cut() -> None:
    text = edl.export(SCENES, lambda _: b"", Wish()).decode()
    rows = [row.split() for row in text.splitlines() if not row.startswith("##")]
    assert [(float(at), action) for at, action in rows] == [
        (each.start / 1000, "2") for each in moments(SCENES)
    ]


@given(st.lists(st.text(max_size=40), max_size=4))
def test_no_title_breaks_them(names: list[str]) -> None:
    odd = page(*(scene(name, 1_000 * i, 1_000 * i + 900) for i, name in enumerate(names)))
    found = moments(odd)
    assert len(fromstring(written(odd, "xml")).findall(".//ChapterAtom")) == len(found)
    assert written(odd, "ogm").decode().count("\n") == 2 * len(found)
    assert written(odd, "vtt").decode().count("-->") == len(found)
    assert sum(row.startswith(b"##") for row in edl.export(odd, lambda _: b"", Wish()).splitlines())
