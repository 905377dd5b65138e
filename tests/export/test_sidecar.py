"""A page without its film: written small, read back whole, and nothing else is taken for one."""

import base64
import io
import json
import zlib
from pathlib import Path

import jsonschema
import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.listen.music import babble, tune

import entracte.export.sidecar as exporting
from entracte.align import sidecar
from entracte.align.sidecar import MOST_MARKS, Sidecar
from entracte.errors import NotFound, NotReadable
from entracte.export.sidecar import exporter
from entracte.listen import placing
from entracte.listen.placing import Kept
from entracte.model import Claim, Film, Line, Media, Page, Read, Shot, Span, Track, passage
from entracte.plugins import Wish
from entracte.watch.prints import apart, printed

SCHEMA = Path(exporting.__file__).with_name("sidecar.schema.json")
MARKS = placing.to_bytes(placing.kept((np.concatenate([tune(5, 12), babble(6, 13)]),)))


def still(seed: int, size: tuple[int, int] = (320, 180), bars: int = 0) -> bytes:
    """A JPEG of a few soft lights; the same seed gives the same picture in any size."""
    rng = np.random.default_rng(seed)
    x, y = np.meshgrid(np.linspace(0, 1, size[0]), np.linspace(0, 1, size[1]))
    grey = np.full(x.shape, 60.0)
    for _ in range(6):
        a, b, wide = rng.uniform(0, 1), rng.uniform(0, 1), rng.uniform(0.1, 0.4)
        grey += rng.uniform(-50, 120) * np.exp(-((x - a) ** 2 + (y - b) ** 2) / wide**2)
    whole = np.zeros((size[1] + 2 * bars, size[0]))
    whole[bars : bars + size[1]] = np.clip(grey, 40, 255)
    out = io.BytesIO()
    Image.fromarray(whole.astype(np.uint8)).save(out, "JPEG", quality=85)
    return out.getvalue()


BLOBS = {"marks": MARKS} | {f"still {i}": still(i) for i in range(4)}


def fetch(name: str) -> bytes:
    if name not in BLOBS:
        raise NotFound(f"{name} is not kept here.")
    return BLOBS[name]


def page() -> Page:
    said = Claim(says="Lamp", said_by=(Read(passage=passage("folder", "Lamp", 0, 4)),))
    shots = [
        Shot(id=f"s{i}", span=Span(start=i * 6000, end=i * 6000 + 6000), still=f"still {i}")
        for i in range(5)  # the last still is no longer kept
    ]
    lines = [Line(id="1", span=Span(start=1000, end=2000), text="=cmd() <b>\u202e\x07")]
    return Page(
        film=Film(id="lamp", title=(said,), media=Media(digest="d", duration=30_000)),
        shots=Track(items=tuple(shots)),
        lines=Track(items=tuple(lines)),
        marks="marks",
    )


@pytest.fixture(scope="module")
def written() -> bytes:
    return exporter.export(page(), fetch, Wish())


def test_it_comes_back_with_its_anchors(written: bytes) -> None:
    found = sidecar.read(written, "lamp.entracte.json")
    assert found.length == 30_000
    assert msgspec.structs.replace(found.page, marks="marks") == page()
    marks = sidecar.marks(found.sound)
    kept = placing.from_bytes(MARKS)
    there = set(zip(kept.hashes.tolist(), kept.times.tolist(), strict=True))
    assert set(zip(marks.hashes.tolist(), marks.times.tolist(), strict=True)) <= there
    assert np.all(np.diff(marks.times) >= 0)
    assert 20 * 20 < len(marks.times) <= 25 * 41
    assert [bool(each.print) for each in found.pictures] == [True] * 4 + [False]
    assert exporter.export(page(), fetch, Wish()) == written


def test_it_keeps_to_the_schema_that_is_shipped(written: bytes) -> None:
    assert SCHEMA.read_bytes() == sidecar.schema(), (
        f"the model changed: entracte attach --schema > {SCHEMA.name}"
    )
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(written), schema)


def test_a_long_film_is_thinned_to_what_can_be_sent() -> None:
    rng = np.random.default_rng(3)
    hashes = np.sort(rng.integers(0, 1 << 22, 900_000).astype(np.uint32))
    times = rng.integers(0, 10_800 * 62, 900_000).astype(np.uint32)
    sent = sidecar.sounding(Kept(hashes, times, np.zeros(0, np.uint32)))
    assert 0.8 * MOST_MARKS < sent.count <= MOST_MARKS
    assert len(sent.hashes) + len(sent.steps) < 400_000
    seconds = np.unique(sidecar.marks(sent).times // 62)
    assert len(seconds) > 0.99 * 10_800  # none is without


def test_a_page_without_film_or_with_lost_stills_is_written_too() -> None:
    bare = msgspec.structs.replace(page(), marks="", shots=Track())
    found = sidecar.read(exporter.export(bare, fetch, Wish()), "x")
    assert found.sound is None
    assert found.pictures == ()
    lost = msgspec.structs.replace(page(), marks="gone")
    assert sidecar.read(exporter.export(lost, fetch, Wish()), "x").sound is None


@pytest.mark.parametrize("change", [{"size": (96, 54)}, {"bars": 30}])
def test_a_print_is_the_same_small_or_between_bars(change: dict[str, object]) -> None:
    for seed in range(6):
        same = apart(printed(still(seed)), printed(still(seed, **change)))
        assert same <= 8
        assert apart(printed(still(seed)), printed(still(seed + 50))) > 14
    assert printed(b"no picture") == ""
    assert printed(still(1)[:300]) == ""
    assert apart("", "0" * 16) == 64


def refused(data: bytes) -> str:
    with pytest.raises(NotReadable) as wrong:
        sidecar.read(data, "f.entracte.json")
    return str(wrong.value)


def test_what_is_no_sidecar_is_said_to_be_none(written: bytes) -> None:
    assert "is no sidecar" in refused(b"")
    assert "is no sidecar" in refused(b'{"page": {}}')
    assert "is no sidecar" in refused(b"[" * 100_000)
    assert "format 2" in refused(b'{"entracte": 2, "page": {}, "more": 1}')
    assert "damaged" in refused(b'{"entracte": 1, "length": 5, "page": {}}')
    assert "more than 20 MB" in refused(b" " * (sidecar.LARGEST + 1))
    whole = json.loads(written)
    bomb = base64.b64encode(zlib.compress(bytes(50_000_000))).decode()
    for wrong in (
        {"hashes": bomb},
        {"steps": bomb},
        {"count": 10**9},
        {"count": -1},
        {"second": 0.0},
        {"hashes": "?"},
        {"steps": base64.b64encode(zlib.compress(b"\xff" * 4 * whole["sound"]["count"])).decode()},
    ):
        sound = whole["sound"] | wrong
        assert "damaged" in refused(json.dumps(whole | {"sound": sound}).encode())
    assert "damaged" in refused(json.dumps(whole | {"length": 10**12}).encode())
    assert "damaged" in refused(json.dumps(whole | {"pictures": [{"print": "../x"}]}).encode())


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data: st.DataObject) -> None:
    written = exporter.export(page(), fetch, Wish())
    at = data.draw(st.integers(0, len(written)))
    put = data.draw(st.binary(max_size=12))
    cut = data.draw(st.integers(0, 40))
    broken = data.draw(st.sampled_from([written[:at] + put + written[at + cut :], put]))
    try:
        found = sidecar.read(broken, "f")
    except NotReadable:
        return
    assert isinstance(found, Sidecar)
