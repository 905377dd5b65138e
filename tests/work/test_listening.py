"""Films and albums listened to as files: the demo film's music, and what may be wrong."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

import av
import numpy as np
import pytest

from entracte.compose.heard import by_page, heard, unheard
from entracte.errors import NotAFilm
from entracte.listen.found import Listened, Tunes
from entracte.media import voices
from entracte.model import Account, File, Standing, digest
from entracte.read.album import reader as album_reader
from entracte.store.taken import Taken
from entracte.work.listening import BY, listened, tuned
from entracte.work.step import Order, Raws

DEMO = Path(str(files("entracte.demo")))
FOLDER = DEMO / "The Red Shoes, a shadow play (2026)"
TRUTH = json.loads((DEMO / "truth.json").read_text("utf-8"))["film"]
TRACKS = sorted((FOLDER / "music").iterdir())


def taken(path: Path, name: str = "") -> Taken:
    account = album_reader.read(File(name=path.name, data=path.read_bytes())) if not name else None
    digest = account.source.origin if account else name
    return Taken(name=f"music/{path.name}", path=str(path), digest=digest)


def accounts() -> tuple[Account, ...]:
    found = (File(name=f"music/{path.name}", data=path.read_bytes()) for path in TRACKS)
    return tuple(album_reader.read(each) for each in found)


@cache
def demo() -> Tunes:
    told: list[float] = []
    found = tuned(str(next(FOLDER.glob("*.mp4"))), [taken(path) for path in TRACKS], told.append)
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] <= 1
    return found


def test_the_demo_films_music_is_heard_where_it_is() -> None:
    """Two tracks are heard; the ballet is not the album's recording, and one is nowhere."""
    expected = [cue for cue in TRUTH["cues"] if cue["track"] and not cue["other_recording"]]
    origins = {each.recordings[0].origin: each.recordings[0].file for each in accounts()}
    found = demo().items
    assert [origins[each.recording] for each in found] == [cue["track"] for cue in expected]
    for each, cue in zip(found, expected, strict=True):
        assert each.span.start == pytest.approx(cue["start_ms"], abs=250)
        assert each.span.end == pytest.approx(cue["end_ms"], abs=500)
        into = each.offset + cue["start_ms"] - each.span.start
        assert into == pytest.approx(cue["track_offset_ms"], abs=40)
        assert each.speed == 1.0
    assert set(demo().sought) == set(origins)
    assert demo().by == BY


def test_the_demo_films_cues_and_what_is_not_heard() -> None:
    known = accounts()
    named = by_page(demo(), known)
    cues = heard((), known, named, None)
    assert [cue.title[0].says for cue in cues] == ["Rehearsal Waltz", "Entr'acte"]
    assert all(cue.recording[0].standing is Standing.BORNE_OUT for cue in cues)
    notes = unheard(cues, known, named)
    assert len(notes) == 2
    assert "The Ballet of the Red Shoes" in notes[0]
    assert "Night Train Nocturne" in notes[1]


@pytest.mark.parametrize("ears", ["", *filter(None, [voices.version()])])
def test_what_is_heard_when_in_the_demo_film(ears: str) -> None:
    told: list[float] = []
    found = listened(str(next(FOLDER.glob("*.mp4"))), ears, digest, told.append)
    assert told == sorted(told)
    assert bool(found.notes) == (not ears)
    items = found.sounds.items
    assert (items[0].span.start, items[-1].span.end) == (0, pytest.approx(219_250, abs=100))
    for second, kinds in (
        *((8, {"music"}), (25, {"speech"}), (58, {"both"}), (84, {"both"}), (130, {"music"})),
        *((158, {"speech"}), (199, {"silence", "neither"}), (210, {"music"})),
    ):
        assert found.sounds.at(second * 1000).kind in kinds
    assert found.loudness.whole == pytest.approx(-20, abs=1)
    assert found.loudness.short >= found.loudness.whole
    assert len(found.loudness.curve) == pytest.approx(219, abs=1)


def test_no_sound_or_no_album_is_no_fault(tmp_path: Path) -> None:
    silent = tmp_path / "silent.mkv"
    with av.open(str(silent), "w") as out:
        video = out.add_stream("mpeg4", rate=25)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), "rgb24")
        out.mux(video.encode(frame))
        out.mux(video.encode())
    assert tuned(str(silent), [taken(TRACKS[0])], lambda _: None) == Tunes(by=BY)
    assert listened(str(silent), "", digest, lambda _: None) == Listened()
    assert tuned(str(next(FOLDER.glob("*.mp4"))), [], lambda _: None) == Tunes(by=BY)


def test_a_track_that_cannot_be_read_is_told_of_and_the_others_are_heard(tmp_path: Path) -> None:
    broken = tmp_path / "05 Broken.flac"
    broken.write_bytes(b"fLaC" + bytes(400))
    film = str(TRACKS[1])  # an album track may stand for a film that has only sound
    found = tuned(film, [taken(broken, "0" * 64), taken(TRACKS[1])], lambda _: None)
    assert [each.offset for each in found.items] == [0]
    assert found.items[0].span.start == 0
    assert len(found.notes) == 1
    assert "05 Broken.flac" in found.notes[0]
    nothing = tuned(film, [taken(broken, "0" * 64)], lambda _: None)
    assert (nothing.items, nothing.sought) == ((), ())


def test_what_is_no_film_is_refused(tmp_path: Path) -> None:
    (tmp_path / "film.mkv").write_bytes(b"no film at all" * 100)
    with pytest.raises(NotAFilm):
        tuned(str(tmp_path / "film.mkv"), [taken(TRACKS[0])], lambda _: None)


def test_a_run_that_nobody_waits_for_any_more_ends() -> None:
    def stop(_: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        tuned(str(next(FOLDER.glob("*.mp4"))), [taken(TRACKS[0])], stop)


def test_where_an_album_lies_is_no_part_of_what_is_made_of_it() -> None:
    def key(*album: Taken) -> str:
        needs = (("album", Raws(files=album)),)
        return Order(step="tuned", where="", version="1", edition="", needs=needs).key

    here = Taken(name="music/1.flac", path="/films/a/music/1.flac", digest="1" * 64)
    moved = Taken(name="music/1.flac", path="/elsewhere/music/1.flac", digest="1" * 64)
    other = Taken(name="music/1.flac", path="/films/a/music/1.flac", digest="2" * 64)
    assert key(here) == key(moved)
    assert len({key(here), key(other), key(here, other), key(other, here)}) == 4
