"""Small files of each kind, each chosen for its right reader by what is in it, not by its name."""

import io
import wave
from pathlib import Path

import pytest

from entracte.model import File
from entracte.plugins import readers
from entracte.read.which import choose


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(b"\0\0" * 800)
    return out.getvalue()


CASES = Path(__file__).parent.parent / "cases" / "which"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))  # "screenplay-fountain": its reader first


def text_of(name: str) -> str:
    return (CASES / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_kind_finds_its_reader_whatever_its_name(name, encoding):
    found = choose(File(name="text", data=text_of(name).encode(encoding)), readers())
    assert found is not None
    assert found.name == name.split("-")[0]


@pytest.mark.parametrize("name", ["a.txt", "a.nfo", "a.html", "music/a.mp3"])
def test_a_misleading_name_misleads_nobody(name):
    for text in ("listing", "subtitles-srt", "article"):
        found = choose(File(name=name, data=text_of(text).encode()), readers())
        assert found is not None
        assert found.name == text.split("-")[0]


def test_sound_is_an_album():
    found = choose(File(name="01 Waltz", data=sound()), readers())
    assert found is not None
    assert found.name == "album"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b'{"a": [1, 2, 3]}',
        b"a,b,c\n1,2,3\n4,5,6\n",
    ],
)
def test_what_is_none_of_them_is_read_by_nobody_or_hardly(data):
    found = choose(File(name="x.bin", data=data), readers())
    assert found is None or found.suits(File(name="x.bin", data=data)) < 0.3


class Sure:
    version = "1"

    def __init__(self, name: str, sure: float) -> None:
        self.name, self.sure = name, sure

    def suits(self, file):
        return self.sure

    def read(self, file):
        raise NotImplementedError


@pytest.mark.parametrize(
    ("sure", "chosen"),
    [
        ((0.2, 0.9), 1),
        ((0.9, 0.2), 0),
        ((0.5, 0.5), 0),
        ((0.09, 0.05), None),
        ((0.0, 0.1), 1),
        ((), None),
    ],
)
def test_the_surest_reads(sure, chosen):
    several = [Sure(str(i), each) for i, each in enumerate(sure)]
    found = choose(File(name="x", data=b""), several)
    assert found is (None if chosen is None else several[chosen])
