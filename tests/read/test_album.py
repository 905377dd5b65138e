"""Sound files of several kinds, made here, with tags and without."""

import io
import wave

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen import id3
from mutagen import wave as tagged

from entracte.errors import NotReadable
from entracte.model import File
from entracte.read.album import reader


def sound(seconds: float = 1.0) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(b"\0\0" * int(8000 * seconds))
    return out.getvalue()


def with_tags(*frames) -> bytes:
    out = io.BytesIO(sound(2.5))
    made = tagged.WAVE(out)
    made.add_tags()
    for frame in frames:
        made.tags.add(frame)
    out.seek(0)
    made.save(out)
    return out.getvalue()


def test_the_tags_are_the_recording_and_the_text():
    data = with_tags(
        id3.TIT2(encoding=3, text="Café Waltz"),
        id3.TPE1(encoding=3, text="The Savoy Band"),
        id3.TCOM(encoding=3, text=["Otto Weil", "Ida Crane"]),
        id3.TALB(encoding=3, text="The Clockmaker's Ring"),
        id3.TRCK(encoding=3, text="3/12"),
    )
    told = reader.read(File(name="music/xx.wav", data=data))
    (recording,) = told.recordings
    assert recording.title == "Café Waltz"
    assert recording.artist == "The Savoy Band"
    assert recording.composer == "Otto Weil, Ida Crane"
    assert recording.album == "The Clockmaker's Ring"
    assert (recording.number, recording.duration) == (3, 2500)
    assert recording.file == "music/xx.wav"
    assert told.source.body == (
        "Title: Café Waltz\nArtist: The Savoy Band\nComposer: Otto Weil, Ida Crane\n"
        "Album: The Clockmaker's Ring\nTrack: 3"
    )
    assert (told.credits, told.people, told.notes) == ((), (), ())


@pytest.mark.parametrize(
    ("name", "number", "title"),
    [
        ("music/01 - Waltz.wav", 1, "Waltz"),
        ("soundtrack/1-07 The Chase.wav", 7, "The Chase"),
        ("12.Low_Tide.wav", 12, "Low Tide"),
        ("Main Title.wav", 0, "Main Title"),
        ("76.wav", 0, "76"),
    ],
)
def test_without_tags_the_name_gives_title_and_number(name, number, title):
    told = reader.read(File(name=name, data=sound()))
    (recording,) = told.recordings
    assert (recording.number, recording.title, recording.duration) == (number, title, 1000)
    assert told.notes


@pytest.mark.parametrize(
    "data", [b"", b"no sound", b"fLaC", b"ID3\x04", b"OggS" + bytes(50), b"RIFF\0\0\0\0WAVE"]
)
def test_what_holds_no_sound_is_refused_in_a_sentence(data):
    with pytest.raises(NotReadable) as refused:
        reader.read(File(name="a.flac", data=data))
    assert refused.value.what.startswith("a.flac holds no sound")


def test_texts_and_films_are_no_albums():
    assert reader.suits(File(name="a.txt", data="Grüße".encode("utf-16"))) < 0.1
    assert reader.suits(File(name="a.mp4", data=b"\0\0\0\x20ftypisom\0\0\0\0")) < 0.1
    assert reader.suits(File(name="a.wav", data=sound())) > 0.9


SIGNS = [
    b"fLaC",
    b"ID3\x03\0\0",
    b"OggS\0\x02",
    b"RIFF",
    b"\xff\xfb\x90\x64",
    b"\0\0\0\x20ftypM4A ",
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SIGNS), st.binary(max_size=300))
def test_any_bytes_are_got_through(sign, rest):
    file = File(name="a.mp3", data=sign + rest)
    assert 0 <= reader.suits(file) <= 1
    try:
        told = reader.read(file)
    except NotReadable:
        return
    assert told.recordings[0].title
