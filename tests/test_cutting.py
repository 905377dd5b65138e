"""Cuts, extras, tiles and copies with chapters, from a film that is really there."""

import html
import io
import json
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import av
import opentimelineio
import pytest
from PIL import Image
from tests.machine import Machine

from entracte.errors import NotAFilm
from entracte.media.clips import Piece, together
from entracte.media.tiles import sheets
from entracte.model import Span

FILM = "the-red-shoes-a-shadow-play-2026"
Cut = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """The demo film on a shelf, with the page that comes of it."""
    machine = Machine(tmp_path_factory.mktemp("cutting"))
    made = machine.start("demo", "--no-serve")
    _, says = made.communicate(timeout=900)
    assert made.returncode == 0, says
    return machine


def probed(file: Path) -> dict[str, float]:
    with av.open(str(file)) as box:
        video, audio = box.streams.video[0], box.streams.audio[0]
        frames = sum(1 for _ in box.decode(video))
        return {
            "frames": frames,
            "rate": float(video.average_rate or 0),
            "wide": video.width,
            "sound": float((audio.duration or 0) * (audio.time_base or 0)),
        }


def test_a_cut_of_every_moment_as_a_video(machine: Machine, tmp_path: Path) -> None:
    out = tmp_path / "cut.mp4"
    ran = machine.run("cut", "ghosts", "-o", str(out), "--handles", "0.25", "--json")
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    spans = [(each["span"]["start"], each["span"]["end"]) for each in told["cuts"]]
    assert spans
    assert all(one[1] < two[0] for one, two in pairwise(spans))
    long = sum(end - start for start, end in spans)
    found = probed(out)
    assert abs(found["frames"] / found["rate"] * 1000 - long) <= 1000 / 24 * len(spans)
    assert abs(found["sound"] * 1000 - long) < 80
    assert list(tmp_path.iterdir()) == [out]


def test_a_cut_begins_on_the_very_frame(tmp_path: Path) -> None:
    """Frames of known grey: a cut from the middle of a group of pictures shows the right ones."""
    source = tmp_path / "grey.mp4"
    with av.open(str(source), "w") as box:
        stream = box.add_stream("libx264", rate=25, options={"g": "250", "crf": "10"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for i in range(150):
            frame = av.VideoFrame.from_image(Image.new("L", (64, 48), 20 + i).convert("RGB"))
            box.mux(stream.encode(frame))
        box.mux(stream.encode(None))
    out = tmp_path / "out.mp4"
    pieces = [
        Piece(str(source), Span(start=4_000, end=5_000)),
        Piece(str(source), Span(start=1_000, end=2_000)),
    ]
    assert together(pieces, str(out)) == 2_000
    with av.open(str(out)) as box:
        greys = [frame.to_ndarray(format="gray").mean() for frame in box.decode(video=0)]
    expected = [20 + i for i in (*range(100, 125), *range(25, 50))]
    assert len(greys) == 50
    assert all(abs(seen - grey) < 3 for seen, grey in zip(greys, expected, strict=True))


def test_films_of_other_shapes_fit_behind_one_another(machine: Machine, tmp_path: Path) -> None:
    tall = tmp_path / "tall.mkv"
    with av.open(str(tall), "w") as box:
        stream = box.add_stream("mpeg4", rate=12)
        stream.width, stream.height, stream.pix_fmt = 48, 96, "yuv420p"
        for _ in range(24):
            frame = av.VideoFrame.from_image(Image.new("RGB", (48, 96), (250, 250, 250)))
            box.mux(stream.encode(frame))
        box.mux(stream.encode(None))
    wide = tmp_path / "wide.mkv"
    with av.open(str(wide), "w") as box:
        stream = box.add_stream("mpeg4", rate=24)
        stream.width, stream.height, stream.pix_fmt = 96, 48, "yuv420p"
        for _ in range(48):
            frame = av.VideoFrame.from_image(Image.new("RGB", (96, 48), (120, 120, 120)))
            box.mux(stream.encode(frame))
        box.mux(stream.encode(None))
    out = tmp_path / "both.mp4"
    span = Span(start=0, end=1_000)
    assert together([Piece(str(wide), span), Piece(str(tall), span)], str(out)) == 2_000
    with av.open(str(out)) as box:
        last = list(box.decode(video=0))[-1].to_ndarray(format="gray")
    assert last.shape == (48, 96)
    assert last[24, 48] > 200
    assert last[24, 4] < 40


def test_timelines_for_editing_programs(machine: Machine, tmp_path: Path) -> None:
    words = ("cut", "ghosts", "--across", FILM)
    assert machine.run(*words, "-o", str(tmp_path / "cut.otio")).returncode == 0
    timeline = opentimelineio.adapters.read_from_file(str(tmp_path / "cut.otio"))
    (clip, *_) = timeline.video_tracks()[0]
    assert clip.media_reference.target_url.endswith(".mp4")
    assert machine.run(*words, "-o", str(tmp_path / "cut.edl")).returncode == 0
    text = (tmp_path / "cut.edl").read_text()
    event = next(row.split() for row in text.splitlines() if row.startswith("001"))
    assert event[2:4] == ["B", "C"]
    assert event[6] == "01:00:00:00"


def test_what_is_not_there_makes_no_file(machine: Machine, tmp_path: Path) -> None:
    out = tmp_path / "none.mp4"
    ran = machine.run("cut", "zinc quarterly report margaret", "-o", str(out))
    assert ran.returncode == 1
    assert "Nothing in your library" in ran.stderr
    assert not out.exists()
    ran = machine.run("cut", "ghosts", "-o", str(tmp_path / "cut.gif"))
    assert ran.returncode == 1
    assert ".mp4" in ran.stderr


def test_a_copy_with_chapters_and_the_film_stays_as_it_was(
    machine: Machine, tmp_path: Path
) -> None:
    shelved = json.loads(machine.run("page", "--json").stdout)[0]
    film = next(Path(shelved["root"]).glob("*.mp4"))
    before = film.read_bytes()
    out = tmp_path / "copy.mkv"
    assert machine.run("export", FILM, "film", "-o", str(out)).returncode == 0
    with av.open(str(out)) as box, av.open(str(film)) as source:
        titles = [each["metadata"]["title"] for each in box.chapters()]
        assert "The Ghost Light" in titles
        copied = [bytes(p) for p in box.demux(video=0) if p.size][:200]
        assert len(copied) == len([p for p in source.demux(video=0) if p.size][:200])
    assert film.read_bytes() == before
    refused = machine.run("export", FILM, "film", "-o", str(film))
    assert refused.returncode == 1
    assert "films stay as they are" in refused.stderr
    assert film.read_bytes() == before


def test_scenes_as_extras(machine: Machine, tmp_path: Path) -> None:
    ran = machine.run("export", FILM, "extras", "-o", str(tmp_path / "scenes"), "--json")
    assert ran.returncode == 0, ran.stderr
    files = [Path(each) for each in json.loads(ran.stdout)["files"]]
    assert all(each.name.endswith("-scene.mp4") for each in files)
    page = json.loads(machine.page(FILM))
    spans = {
        f"{part['title'][0]['says']}-scene": part["spans"][0]
        for part in page["parts"]
        if part["kind"] == "scene" and part.get("spans")
    }
    first = files[0]
    found = probed(first)
    span = spans[first.stem]
    assert abs(found["frames"] / found["rate"] * 1000 - (span["end"] - span["start"])) < 50


def test_tiles_for_the_seek_bar(machine: Machine, tmp_path: Path) -> None:
    ran = machine.run("export", FILM, "trickplay", "-o", str(tmp_path), "--json")
    folder = Path(json.loads(ran.stdout)["files"][0])
    assert folder.parent.name.endswith(".trickplay")
    assert folder.name == "320 - 10x10"
    (sheet,) = folder.iterdir()
    assert Image.open(sheet).size == (3_200, 1_800)


def test_a_poster_and_a_backdrop(machine: Machine, tmp_path: Path) -> None:
    for kind, size in (("poster", (1000, 1500)), ("backdrop", None)):
        out = tmp_path / f"{kind}.jpg"
        assert machine.run("export", FILM, kind, "-o", str(out)).returncode == 0
        picture = Image.open(out)
        assert size is None or picture.size == size
        assert len(picture.getcolors(1 << 24) or ()) > 200


def test_what_is_no_film_is_told(tmp_path: Path) -> None:
    bad = tmp_path / "bad.mkv"
    bad.write_bytes(b"no film" * 100)
    with pytest.raises(NotAFilm):
        together([Piece(str(bad), Span(start=0, end=1_000))], str(tmp_path / "x.mp4"))
    with pytest.raises(NotAFilm):
        list(sheets(str(bad)))


def test_a_deck_of_cards(machine: Machine, tmp_path: Path) -> None:
    pytest.importorskip("genanki", reason="the extra 'cards' is not installed")
    out = tmp_path / "deck.apkg"
    ran = machine.run("export", FILM, "anki", "-o", str(out))
    assert ran.returncode == 0, ran.stderr
    with zipfile.ZipFile(out) as package:
        (tmp_path / "cards.db").write_bytes(package.read("collection.anki2"))
        named = json.loads(package.read("media"))
        sounds = {name: package.read(i) for i, name in named.items() if name.endswith(".mp3")}
    with closing(sqlite3.connect(tmp_path / "cards.db")) as db:
        notes = [row[0].split("\x1f") for row in db.execute("select flds from notes order by id")]
    page = json.loads(machine.page(FILM))
    lines = [each for each in page["lines"]["items"] if each.get("sort", "speech") == "speech"]
    assert [html.unescape(note[0]) for note in notes] == [each["text"] for each in lines]
    assert all("<img src=" in note[3] for note in notes)
    for note, line in zip(notes, lines, strict=True):
        data = sounds[note[4].removeprefix("[sound:").removesuffix("]")]
        with av.open(io.BytesIO(data)) as box:
            heard = sum(frame.samples for frame in box.decode(audio=0)) / 16_000
        assert abs(heard - (line["span"]["end"] - line["span"]["start"]) / 1000) < 0.3
