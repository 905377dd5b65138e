"""What a film file is: made here, tiny, of every kind that can surprise."""

import os
import time
from fractions import Fraction

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entracte.errors import EntracteError, NotAFilm, NotFound
from entracte.media.inside import inside
from entracte.media.probe import probe, sampled
from entracte.read.subtitles import reader


def film(path, *, frames=25, rate=25, size=(64, 48), ratio=None, turn=0, subtitles=(), chapters=()):
    with av.open(str(path), "w") as out:
        video = out.add_stream("mpeg4", rate=rate)
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        if ratio:
            video.codec_context.sample_aspect_ratio = ratio
        if turn:
            video.set_display_rotation(turn)
        tracks = []
        for number, (name, language, text) in enumerate(subtitles):
            beside = path.with_suffix(f".{number}.{name}")
            beside.write_text(text)
            given = av.open(str(beside))
            track = out.add_stream_from_template(given.streams.subtitles[0])
            track.metadata["language"] = language
            tracks.append((track, given))
        if chapters:
            second = Fraction(1, 1000)
            kept = []
            for i, (begin, end, title) in enumerate(chapters):
                told = {"title": title}
                kept.append(
                    {"id": i, "start": begin, "end": end, "time_base": second, "metadata": told}
                )
            out.set_chapters(kept)
        for i in range(frames):
            grey = np.full((size[1], size[0], 3), i * 5 % 255, np.uint8)
            for packet in video.encode(av.VideoFrame.from_ndarray(grey, "rgb24")):
                out.mux(packet)
        for packet in video.encode():
            out.mux(packet)
        for track, given in tracks:
            for packet in given.demux():
                if packet.size:
                    packet.stream = track
                    out.mux(packet)
            given.close()
    return path


def test_a_film_is_known_by_its_length_rate_and_size(tmp_path):
    media = probe(film(tmp_path / "a.mkv", frames=50, rate=25, size=(96, 64)))
    assert abs(media.duration - 2000) <= 40
    assert media.rate == (25, 1)
    assert media.size == (96, 64)
    assert media.video == "mpeg4"
    assert media.audio == ()
    assert media.file == "a.mkv"


def test_the_size_is_as_shown(tmp_path):
    wide = probe(film(tmp_path / "wide.mp4", size=(96, 64), ratio=Fraction(4, 3)))
    assert wide.size == (128, 64)
    turned = probe(film(tmp_path / "turned.mp4", size=(96, 64), turn=90))
    assert turned.size == (64, 96)


def test_what_is_no_film_is_told_in_a_sentence(tmp_path):
    with pytest.raises(NotFound):
        probe(tmp_path / "none.mkv")
    empty = tmp_path / "empty.mkv"
    empty.write_bytes(b"")
    words = tmp_path / "words.mp4"
    words.write_text("These are only words. " * 400)
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(film(tmp_path / "whole.mp4").read_bytes()[:300])
    for path in (empty, words, cut, tmp_path):
        with pytest.raises(NotAFilm) as told:
            probe(path)
        assert told.value.what.endswith(".")
        assert told.value.do


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs a device")
def test_what_never_ends_is_not_read():
    with pytest.raises(NotAFilm):
        probe("/dev/zero")


def test_the_digest_of_a_large_file_costs_little_and_sees_size_ends_and_blocks(tmp_path):
    large = tmp_path / "large.mkv"
    with open(large, "wb") as file:
        file.seek(30 * 2**30 - 1)
        file.write(b"\1")
    began = time.process_time()
    first = sampled(large)
    assert time.process_time() - began < 0.2
    with open(large, "r+b") as file:
        file.write(b"\2")
    assert sampled(large) != first
    small = tmp_path / "small.bin"
    small.write_bytes(b"a" * 1000)
    one = sampled(small)
    small.write_bytes(b"a" * 999 + b"b")
    assert sampled(small) != one


SRT = (
    "1\n00:00:00,100 --> 00:00:00,800\nWho left the lamp burning?\n\n"
    "2\n00:00:00,900 --> 00:00:01,500\n- I did.\n- You never do.\n"
)
ASS = (
    "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\n"
    "Style: Default,Arial\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,0:00:00.10,0:00:00.80,Default,ANNE,0,0,0,,{\\i1}Oui{\\i0}, maman.\n"
)


def test_subtitles_and_chapters_come_out_as_files_that_are_read(tmp_path):
    path = film(
        tmp_path / "b.mkv",
        frames=75,
        subtitles=[("srt", "eng", SRT), ("ass", "fre", ASS)],
        chapters=[(0, 1000, "The lamp"), (1000, 9000, "The stairs & after")],
    )
    found = inside(path)
    by_name = {file.name: file for file in found.files}
    assert "inside/1.en.srt" in by_name
    lines = reader.read(by_name["inside/1.en.srt"]).lines
    assert [line.text for line in lines] == [
        "Who left the lamp burning?",
        "I did.",
        "You never do.",
    ]
    assert (lines[0].span.start, lines[0].span.end) == (100, 800)
    assert {line.language for line in lines} == {"en"}
    french = reader.read(by_name["inside/2.fr.ass"]).lines
    assert [(line.text, line.label, line.language) for line in french] == [
        ("Oui, maman.", "ANNE", "fr")
    ]
    assert (french[0].span.start, french[0].span.end) == (100, 800)
    parts = reader.read(by_name["inside/chapters.vtt"]).parts
    assert [part.title[0].says for part in parts] == ["The lamp", "The stairs & after"]
    assert parts[1].spans[0].end <= probe(path).duration


def test_a_film_without_anything_inside_has_no_files(tmp_path):
    assert inside(film(tmp_path / "c.mkv")).files == ()


def test_reading_can_be_stopped(tmp_path):
    class Stop(Exception):
        pass

    def stop(done, total):
        raise Stop

    with pytest.raises(Stop):
        inside(film(tmp_path / "d.mkv", frames=75, subtitles=[("srt", "eng", SRT)]), stop)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("films")
    return film(folder / "whole.mkv", subtitles=[("srt", "eng", SRT)]).read_bytes()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    at=st.integers(0, 4000), junk=st.binary(min_size=1, max_size=40), keep=st.integers(100, 9000)
)
def test_damage_is_told_or_survived(tmp_path, whole, at, junk, keep):
    path = tmp_path / "damaged.mkv"
    path.write_bytes((whole[:at] + junk + whole[at + len(junk) :])[:keep])
    for look in (probe, inside):
        try:
            look(path)
        except EntracteError:
            continue  # told in a sentence; anything else fails the test
