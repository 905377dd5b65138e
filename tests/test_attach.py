"""A page made elsewhere is attached to copies of the film that differ, and to no other film."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from bench.attach import judged, sidecar_of
from bench.copies import Copy, Original, made, original
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.listen.music import babble, tune
from tests.machine import Machine

from entracte import demo
from entracte.align import attach
from entracte.align.attach import Piece
from entracte.align.attached import Attached
from entracte.align.moved import absent, moved, span_moved
from entracte.align.sidecar import Shown, Sidecar, marks, sounding
from entracte.compose.attached import laid
from entracte.listen import placing
from entracte.model import (
    Account,
    Claim,
    Film,
    Heard,
    Line,
    Media,
    Page,
    Quote,
    Read,
    Scene,
    Source,
    Span,
    Track,
    Work,
    passage,
    to_bytes,
)

DEMO = next(Path(demo.__file__).parent.glob("*/*.mp4"))
SECONDS = 100.0
REEL = Copy("a reel missing", keep=((0.0, 40.0), (62.0, 0.0)))
COPIES = (Copy("PAL speed, cropped", speed=25 / 24, crop=0.06), REEL, Copy("a dub", dubbed=True))


@pytest.fixture(scope="module")
def film() -> Original:
    return original(DEMO, 160, SECONDS)


@pytest.fixture(scope="module")
def other(film: Original) -> Original:
    """Another film: the same length, and nothing of it the same."""
    rng = np.random.default_rng(1)
    frames = [rng.integers(0, 255, film.frames[0].shape).astype(np.uint8)] * len(film.frames)
    sound = np.concatenate([babble(1, 50), tune(2, 50)])
    return film._replace(frames=frames, sound=sound)


@pytest.fixture(scope="module")
def sent(film: Original, other: Original, tmp_path_factory: pytest.TempPathFactory) -> Sidecar:
    path = tmp_path_factory.mktemp("sent") / "film.mkv"
    made(film, Copy("itself"), other, path)
    return sidecar_of(path)[0]


@pytest.mark.parametrize("copy", COPIES, ids=[copy.name for copy in COPIES])
def test_every_anchor_is_where_it_is_in_the_copy(
    copy: Copy, sent: Sidecar, film: Original, other: Original, tmp_path: Path
) -> None:
    path = tmp_path / "copy.mkv"
    made(film, copy, other, path)
    right = judged(sent, copy, film, path)
    assert len(right) > 100
    assert sum(right) >= 0.99 * len(right)


def test_another_film_is_none_of_it(sent: Sidecar) -> None:
    mine = marks(sent.sound)
    for seed in (1, 3):
        others = np.concatenate([tune(seed, 40), babble(seed + 1, 40)])
        given_ = attach.votes(mine, (others,))
        assert attach.by_sound(given_, mine, 1.0, sent.length, 80_000) == ()
    rng = np.random.default_rng(5)
    times = np.cumsum(rng.integers(800, 6000, 60)).tolist()
    strange = [
        Shown(span=Span(start=a, end=b), print=f"{rng.integers(1 << 63):016x}")
        for a, b in pairwise(times)
    ]
    assert attach.by_picture(sent.pictures, strange, 1.0, sent.length, times[-1]) == ()
    assert attach.by_picture((), strange, 1.0, 0, times[-1]) == ()
    same = [Shown(span=each.span, print="0f" * 8) for each in strange]  # one picture all the time
    assert attach.by_picture(same, same[::-1], 1.0, times[-1], times[-1]) == ()


def said(words: str, *evidence: Heard) -> Claim[str]:
    read = Read(passage=passage("folder", words, 0, len(words)))
    return Claim(says=words, said_by=(read,), evidence=evidence)


def page() -> Page:
    lines = [
        Line(id=str(i), span=Span(start=at * 1000, end=at * 1000 + 2000), text=f"Line {at}.")
        for i, at in enumerate((5, 39, 45, 61, 70))
    ]
    heard = Heard(span=Span(start=45_000, end=47_000))
    scenes = (
        Scene(id="a", title=(said("The stage"),), spans=(Span(start=0, end=20_000),)),
        Scene(id="b", title=(said("The window"),), spans=(Span(start=44_000, end=60_000),)),
        Scene(id="c", title=(said("The street"),), spans=(Span(start=30_000, end=70_000),)),
        Work(id="loop", inside="pool"),
        Work(id="pool", inside="loop"),
    )
    quotes = (
        Claim(says=Quote(words="Line 45.", lines=("2", "0")), said_by=said("x").said_by),
        Claim(says=Quote(words="Line 45."), evidence=(heard,)),
    )
    return Page(
        film=Film(
            id="x", title=(said("Shoes"),), media=Media(digest="d", duration=100_000, file="../x")
        ),
        synopsis=(said("She dances.", heard),),
        parts=scenes,
        lines=Track(items=tuple(lines)),
        quotes=quotes,
    )


PIECES = (Piece(start=0, end=40_000, there=0), Piece(start=62_000, end=100_000, there=40_000))


def test_a_pages_times_move_and_what_is_absent_goes() -> None:
    found = moved(page(), PIECES, 100_000)
    lines = {line.id: (line.span.start, line.span.end) for line in found.lines.items}
    assert lines == {
        "0": (5000, 7000),
        "1": (39_000, 40_000),
        "3": (40_000, 41_000),
        "4": (48_000, 50_000),
    }
    spans = {scene.id: scene.spans for scene in found.scenes}
    assert spans == {
        "a": (Span(start=0, end=20_000),),
        "b": (),
        "c": (Span(start=30_000, end=48_000),),
    }
    assert [quote.says.lines for quote in found.quotes] == [("0",)]
    assert found.synopsis[0].evidence == ()
    assert absent(PIECES, 101_500) == (
        Span(start=40_000, end=62_000),
        Span(start=100_000, end=101_500),
    )
    assert found.notes == (
        "Not in this copy, by the other copy's times: 0:40–1:02.",
        "1 of 5 lines are not in this copy.",
        "Scenes that are not in this copy: The window.",
    )
    assert moved(page(), (Piece(start=0, end=100_000, there=0),), 100_000) == page()


def test_the_sidecars_page_is_laid_over_what_the_copy_shows() -> None:
    mine = Page(film=Film(id="here", title=(said("Mine"),), media=Media(digest="e", duration=5)))
    came = Attached(page=page(), pieces=PIECES, anchors=10, found=6, file="x.entracte.json")
    found = laid(mine, came, (), ())
    assert (found.film.id, found.film.media) == ("here", mine.film.media)
    assert "6 of 10 anchors" in found.notes[0]
    assert {part.id: part.inside for part in found.works} == {"loop": "pool", "pool": "film"}
    own = Account(source=Source(id="s", title="s", origin="", body="", kind="article"))
    kept = laid(mine, came, (own,), ())
    assert kept.film == mine.film
    assert "attach --add" in kept.notes[0]
    assert laid(mine, replace(came, wished=True), (own,), ()).synopsis == page().synopsis
    none = Attached(notes=("It is of another film.",))
    assert laid(mine, none, (), ()) == replace(mine, notes=none.notes)
    assert laid(mine, None, (), ()) is mine


@given(
    st.lists(
        st.tuples(st.integers(1, 50_000), st.integers(0, 9_000), st.integers(0, 9_000)), max_size=6
    ),
    st.integers(0, 300_000),
    st.integers(0, 40_000),
    st.sampled_from([1.0, 25 / 24, 24 / 25]),
)
@settings(max_examples=100, deadline=None)
def test_a_span_moves_as_its_moments_do(
    sizes: list[tuple[int, int, int]], at: int, size: int, speed: float
) -> None:
    pieces, here, there = [], 0, 0
    for long, gone, put in sizes:
        here, there = here + gone, there + put
        pieces.append(Piece(start=here, end=here + long, there=there, speed=speed))
        here, there = here + long, there + round(long / speed) + 1
    found = span_moved(Span(start=at, end=at + size), pieces)
    moments = [attach.place(pieces, each) for each in range(at, at + size, max(1, size // 50))]
    inside = [each for each in moments if each is not None]
    if inside:
        assert found is not None
        assert found.start - 1 <= min(inside) <= max(inside) <= found.end + 1
    gone = sum(span.overlap(Span(start=at, end=at + size)) for span in absent(pieces, here))
    assert found is not None or gone >= size - 1_000 * (len(pieces) + 1) or at + size > here


def test_as_a_person_attaches_it(film: Original, other: Original, tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    folder = tmp_path / "films" / "Shoes (2026)"
    folder.mkdir(parents=True)
    short = film._replace(
        frames=film.frames[: 76 * 24], times=film.times[: 76 * 24], sound=film.sound[: 76 * 16_000]
    )
    made(short, REEL._replace(keep=((0.0, 40.0), (62.0, 76.0))), other, folder / "Shoes.mkv")
    kept = sounding(placing.kept((film.sound,)))
    file = tmp_path / "shoes.entracte.json"
    file.write_bytes(to_bytes(Sidecar(entracte=1, length=100_000, page=page(), sound=kept)))
    stranger = sounding(placing.kept((other.sound,)))
    wrong = tmp_path / "other.entracte.json"
    wrong.write_bytes(to_bytes(Sidecar(entracte=1, length=100_000, page=page(), sound=stranger)))

    ran = machine.run("attach", str(wrong), str(folder))
    assert ran.returncode == 1
    assert ran.stderr.strip() == (
        "other.entracte.json is the sidecar of another film: none of its anchors is in this one."
    )
    told = json.loads(machine.run("attach", str(file), str(folder), "--json").stdout)
    assert told["attached"]
    assert [round(each["start"], -3) for each in told["pieces"]] == [0, 62_000]
    ran = machine.run("attach", str(file), str(folder), "--add")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "1:02 is not in this copy" in ran.stdout
    for _ in range(2):  # and as the folder is added again
        found = json.loads(machine.page("shoes"))
        starts = {line["id"]: line["span"]["start"] for line in found["lines"]["items"]}
        assert starts.keys() == {"0", "1", "3", "4"}
        assert starts["4"] == pytest.approx(48_000, abs=300)
        assert found["film"]["media"]["file"] == "Shoes.mkv"
        assert machine.add(folder)[0] == 0
    out = tmp_path / "mine.entracte.json"
    assert machine.run("attach", str(file), str(folder), "-o", str(out)).returncode == 0
    assert json.loads(out.read_bytes())["length"] == pytest.approx(54_000, abs=300)
    (tmp_path / "no.entracte.json").write_bytes(b"{}")
    ran = machine.run("attach", str(tmp_path / "no.entracte.json"), str(folder))
    assert (ran.returncode, ran.stderr[:9]) == (1, "entracte:")
    assert "Traceback" not in ran.stderr
    assert machine.run("attach", "--schema").stdout.startswith("{")
