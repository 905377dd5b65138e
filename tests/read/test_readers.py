"""What every reader promises, checked on every reader there is, with friendly and hostile files."""

import io
import os
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entracte.errors import NotReadable
from entracte.model import Account, File, Passage, digest, from_bytes, to_bytes, untouched
from entracte.plugins import readers
from entracte.read.decode import decode

CASES = Path(__file__).parent.parent / "cases" / "which"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))
READERS = {reader.name: reader for reader in readers()}
EVERY = pytest.mark.parametrize("name", sorted(READERS))
SLOWEST = 60.0  # seconds for one hostile file, on a busy machine; most take less than one
BEYOND_TEXT = frozenset({"pdf", "tags"})  # where the origin is no text that has characters


def passages(value: object) -> Iterator[Passage]:
    """Every passage anywhere in a value."""
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from passages(each)
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from passages(getattr(value, field))


def read(name: str, file: File) -> Account | None:
    reader = READERS[name]
    sure = reader.suits(file)
    assert 0 <= sure <= 1
    assert reader.suits(file) == sure
    try:
        told = reader.read(file)
    except NotReadable as error:
        refused = error
    else:
        refused = None
    if refused is not None:
        assert refused.what
        assert "\n" not in str(refused)
        return None
    source = told.source
    assert source.origin == digest(file.data)
    assert source.file == file.name
    assert source.kind == name
    assert source.by == f"{name}/{reader.version}"
    text = decode(file.data)[0] if source.encoding not in BEYOND_TEXT else None
    if text is not None:
        assert rebuilt(text, source.repairs) == source.body
    for passage in passages(told):
        assert passage.source == source.id
        assert 0 <= passage.start <= passage.end <= len(source.body)
        assert source.body[passage.start : passage.end] == passage.quote
        if text is not None:
            start, end = untouched(source, passage.start, passage.end)
            assert 0 <= start <= end <= len(text)
    return told


def rebuilt(text: str, repairs) -> str:
    out, at = [], 0
    for repair in repairs:
        assert repair.start >= at
        out += [text[at : repair.start], repair.now]
        at = repair.end
    return "".join([*out, text[at:]])


@EVERY
@pytest.mark.parametrize("case", NAMES)
def test_friendly_files(name, case):
    file = File(name="film.txt", data=(CASES / f"{case}.txt").read_bytes())
    told = read(name, file)
    if told is None:
        return
    assert to_bytes(READERS[name].read(file)) == to_bytes(told)  # the same again
    assert from_bytes(to_bytes(told), Account) == told
    ids = [person.id for person in told.people]
    assert len(ids) == len(set(ids))
    parts = {part.id for part in told.parts} | {"film"}
    assert len(parts) == len(told.parts) + 1
    for claim in told.credits:
        assert claim.says.person in ids
        assert claim.says.part in parts
        assert claim.says.as_character is None or claim.says.as_character in ids
    for claim in (*told.quotes, *(each for each in told.dialogues)):
        turns = claim.says.turns if hasattr(claim.says, "turns") else (claim.says,)
        assert all(turn.speaker is None or turn.speaker in ids for turn in turns)
    for claim in (*told.title, *told.synopsis, *told.plot, *told.credits, *told.quotes):
        assert claim.said_by
        assert claim.evidence == ()  # a text bears nothing out that it says itself


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(b"\0\0" * 800)
    return out.getvalue()


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    + "]><movie><title>&a9;</title></movie>"
)
# ENTRACTE_SCALE=5 makes the hostile files as large as promised: 1 MB of a character, 5 MB lines.
SCALE = int(os.environ.get("ENTRACTE_SCALE", "1"))
HOSTILE = {
    "empty": b"",
    "white space": b" \n\t\r\n" * 1000,
    "binary": bytes(range(256)) * 400,
    "zeros": b"\0" * 10_000,
    "zeros in a text": b"Walt rides\0 into town.\0\n" * 200,
    "broken UTF-8": "Zoë waits. Émile doesn’t. ".encode()[:-3] * 50 + b"\xff\xfe\xfa" * 20,
    "a lone surrogate": b"Zo\xed\xa0\x80e waits at the station for the train.",
    "half a UTF-16": "Nora waits.".encode("utf-16")[:-1],
    "entity bomb": BOMB.encode(),
    "nested tags": b"<html>" + b"<div>" * 100_000 + b"x",
    "nested XML": b"<movie>" + b"<a>" * 100_000 + b"<title>x</title>",
    "nested templates": b"{{Infobox film|" + b"{{a|" * 20_000,
    "nested links": b"'''Film''' " + b"[[a|" * 20_000,
    "nested JSON": b'<html><script type="application/ld+json">'
    + b"[" * 100_000
    + b"</script><p>x y</p>",
    "open tags": b"<" * 200_000 * SCALE,
    "one long line": b"Walt rides into town and Lena waits. " * 26_000 * SCALE,
    "many lines": b"Walt: yes\n" * 50_000 * SCALE,
    "quotation marks": b'"' * 200_000 * SCALE,
    "headings": b"Quotes\nSoundtrack\nMemorable Scenes\n" * 5000 * SCALE,
    "by by by": b"Soundtrack\n" + b"by " * 40_000 * SCALE + b"\n" + b"A by B, " * 10_000 * SCALE,
    "sound without a body": sound()[:30],
}
ONE_CHARACTER = "a .:-–'\"«(*_#|[{<&=\\0\n…"


@EVERY
@pytest.mark.parametrize("what", sorted(HOSTILE))
def test_hostile_files_take_bounded_time(name, what):
    begun = time.process_time()
    read(name, File(name="x.txt", data=HOSTILE[what]))
    assert time.process_time() - begun < SLOWEST


@EVERY
@pytest.mark.parametrize("character", ONE_CHARACTER)
def test_nothing_but_one_character(name, character):
    begun = time.process_time()
    read(name, File(name="x.txt", data=character.encode() * 200_000 * SCALE))
    assert time.process_time() - begun < SLOWEST


@EVERY
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=400))
def test_any_bytes(name, data):
    read(name, File(name="x", data=data))


FRIENDLY = [(CASES / f"{case}.txt").read_text("utf-8") for case in NAMES]


@EVERY
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    text=st.sampled_from(FRIENDLY),
    cuts=st.lists(
        st.tuples(st.integers(0, 1500), st.integers(0, 80), st.text(max_size=8)), max_size=6
    ),
)
def test_texts_with_pieces_torn_out(name, text, cuts):
    for at, size, put in cuts:
        text = text[:at] + put + text[at + size :]
    read(name, File(name="x", data=text.encode("utf-8", "replace")))
