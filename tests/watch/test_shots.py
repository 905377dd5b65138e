"""Little films of moving pictures, joined in known ways: every join is found, and nothing else."""

import numpy as np
import pytest

from entracte.watch.shots import Change, Shots

Film = list[np.ndarray]  # luma, 36×64, 16 to 235


def scene(seed: int, count: int, drift: float = 0.15) -> Film:
    """A smooth picture of its own, the camera drifting slowly across it."""
    rng = np.random.default_rng(seed)
    coarse = rng.uniform(20, 225, (7, 15))
    y, x = np.mgrid[0:36, 0:64]
    frames = []
    for i in range(count):
        gx, gy = (x + 8 + drift * i) / 9, (y + 4) / 9
        left, top = gx.astype(int), gy.astype(int)
        a, b = gx - left, gy - top
        frames.append(
            coarse[top, left] * (1 - a) * (1 - b)
            + coarse[top, left + 1] * a * (1 - b)
            + coarse[top + 1, left] * (1 - a) * b
            + coarse[top + 1, left + 1] * a * b
        )
    return frames


def dissolved(one: Film, other: Film, length: int) -> Film:
    """``one``, then ``length`` frames of both, then ``other``."""
    mixed = [
        a * (1 - t) + b * t
        for a, b, t in zip(
            one[-length:], other[:length], np.linspace(0, 1, length + 2)[1:-1], strict=True
        )
    ]
    return one[:-length] + mixed + other[length:]


def wiped(one: Film, other: Film, length: int) -> Film:
    mixed = []
    for k in range(length):
        edge = round(64 * (k + 1) / (length + 1))
        frame = one[k - length].copy()
        frame[:, :edge] = other[k][:, :edge]
        mixed.append(frame)
    return one[:-length] + mixed + other[length:]


def faded(film: Film, out: int = 0, into: int = 0, to: float = 16.0) -> Film:
    """The film, the first ``into`` and last ``out`` frames fading from and to one light."""
    film = [frame.copy() for frame in film]
    for k in range(into):
        film[k] = to + (film[k] - to) * k / into
    for k in range(out):
        film[-1 - k] = to + (film[-1 - k] - to) * k / out
    return film


def found(film: Film, colours: list[tuple[int, int]] | None = None) -> tuple[list[Change], Shots]:
    shots = Shots()
    out = []
    for i, frame in enumerate(film):
        u, v = colours[i] if colours else (128, 128)
        planes = (np.full((18, 32), value, np.uint8) for value in (u, v))
        out += shots.feed(i * 40, np.clip(frame, 16, 235).astype(np.uint8), *planes)
    return [*out, *shots.finish()], shots


@pytest.mark.parametrize("lengths", [(40, 50), (90, 90, 90), (200, 30, 200), (14, 15, 16, 17)])
def test_cuts_are_found_to_the_frame(lengths: tuple[int, ...]) -> None:
    film = [frame for i, length in enumerate(lengths) for frame in scene(i, length)]
    changes, _ = found(film)
    assert [change.at for change in changes] == np.cumsum(lengths)[:-1].tolist()
    assert {change.entry for change in changes} == {"cut"}
    assert [change.start for change in changes] == [change.at * 40 for change in changes]


@pytest.mark.parametrize("length", [8, 12, 20, 30])
@pytest.mark.parametrize("seed", [1, 5, 9])
def test_a_dissolve_is_one_change_in_its_middle(length: int, seed: int) -> None:
    changes, _ = found(dissolved(scene(seed, 70), scene(seed + 1, 80), length))
    assert [change.entry for change in changes] == ["dissolve"]
    assert abs(changes[0].at - (70 - length / 2)) <= length / 4 + 1
    assert 66 - length <= changes[0].first < changes[0].last <= 74


@pytest.mark.parametrize("length", [12, 18])
def test_a_wipe_is_one_change(length: int) -> None:
    changes, _ = found(wiped(scene(3, 70, 0), scene(4, 70, 0), length))
    assert len(changes) == 1
    assert 70 - length - 2 <= changes[0].at <= 72


@pytest.mark.parametrize("to", [16.0, 235.0])
@pytest.mark.parametrize("pause", [1, 5, 30, 200])
def test_a_fade_is_one_change_where_the_new_picture_comes(to: float, pause: int) -> None:
    one, other = faded(scene(1, 60), out=12, to=to), faded(scene(2, 60), into=12, to=to)
    changes, _ = found(one + [np.full((36, 64), to)] * pause + other)
    assert [change.entry for change in changes] == ["fade"]
    assert 60 + pause - 1 <= changes[0].at <= 60 + pause + 4


def test_a_black_pause_between_cuts_is_one_change() -> None:
    film = scene(1, 60) + [np.full((36, 64), 16.0)] * 20 + scene(2, 60)
    changes, _ = found(film)
    assert [(change.entry, change.at) for change in changes] == [("cut", 80)]


def test_a_film_that_fades_in_and_out_has_one_shot() -> None:
    film = [np.full((36, 64), 16.0)] * 10 + faded(scene(1, 120), out=20, into=20)
    changes, shots = found(film + [np.full((36, 64), 16.0)] * 100)
    assert changes == []
    assert shots.opening == "fade"


@pytest.mark.parametrize("strengths", [(0.95,), (0.9, 0.8), (0.6, 0.9, 0.6, 0.3, 0.1), (1, 1, 1)])
def test_a_flash_is_no_change(strengths: tuple[float, ...]) -> None:
    film = scene(1, 120)
    for k, strength in enumerate(strengths):
        film[60 + k] = film[60 + k] * (1 - strength) + 235 * strength
    assert found(film)[0] == []


def test_a_strobe_is_no_change() -> None:
    film = scene(1, 150)
    for k in range(50, 80, 3):
        film[k] = film[k] * 0.2 + 235 * 0.8
    assert found(film)[0] == []


def test_a_whip_pan_is_no_change() -> None:
    rng = np.random.default_rng(7)
    wide = np.repeat(np.repeat(rng.uniform(20, 225, (9, 40)), 4, 0), 4, 1)
    places = [0] * 60 + [2, 8, 18, 32, 48, 64, 78, 88, 94, 96] + [96] * 60
    film = []
    for before, at in zip([0, *places], places, strict=False):
        steps = np.linspace(before, at, 8).round().astype(int)
        film.append(np.mean([wide[:, step : step + 64] for step in steps], axis=0))
    assert found(film)[0] == []


def test_black_bars_that_come_are_no_change() -> None:
    film = scene(1, 120)
    for frame in film[60:]:
        frame[:5] = frame[-5:] = 16
    assert found(film)[0] == []


def test_a_jump_of_the_light_is_no_change() -> None:
    film = scene(1, 120)
    assert found(film[:60] + [16 + (frame - 16) * 0.7 for frame in film[60:]])[0] == []


def test_a_cut_within_bars_is_found() -> None:
    film = scene(1, 60) + scene(2, 60)
    for frame in film:
        frame[:5] = frame[-5:] = 16
    assert [change.at for change in found(film)[0]] == [60]


def test_a_dark_film_is_not_all_black() -> None:
    film = [16 + (frame - 16) * 0.15 for frame in scene(1, 80) + scene(2, 80) + scene(3, 80)]
    assert [change.at for change in found(film)[0]] == [80, 160]


def test_a_change_of_colour_alone_is_a_cut_only_with_another_picture() -> None:
    film = scene(1, 60) + scene(2, 60)
    changes, _ = found(film, [(110, 150)] * 60 + [(150, 110)] * 60)
    assert [change.at for change in changes] == [60]


@pytest.mark.parametrize("count", [0, 1, 2, 63, 64, 65, 128, 129, 400])
def test_a_still_picture_of_any_length_has_no_change(count: int) -> None:
    changes, shots = found(scene(1, 1, 0) * count)
    assert changes == []
    assert shots.frames == count


def test_all_colours_at_random_bring_nothing_down() -> None:
    rng = np.random.default_rng(3)
    changes, _ = found([rng.uniform(0, 255, (36, 64)) for _ in range(300)])
    assert [change.at for change in changes] == sorted(change.at for change in changes)


def test_memory_does_not_grow_with_the_film() -> None:
    shots = Shots()
    grey = np.full((18, 32), 128, np.uint8)
    rng = np.random.default_rng(3)
    sizes = []
    for i in range(2000):
        shots.feed(i * 40, rng.integers(16, 235, (36, 64)).astype(np.uint8), grey, grey)
        if i % 500 == 499:
            sizes.append(len(shots._times) + len(shots._new))
    assert max(sizes) < 300
    assert shots.certain > 1700
