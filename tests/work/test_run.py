"""What is asked for is made, what was made before is not, and one failure does not spread."""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from entracte.errors import NoRoom, NotFound, NotReadable
from entracte.model import File, Value, digest, from_bytes
from entracte.store import disk
from entracte.store.shelf import Shelf
from entracte.store.taken import Taken
from entracte.work.hands import Hands, own_process
from entracte.work.run import Moment, Ran, run
from entracte.work.step import Keep, One, Order, Plan, Progress, step


class Count(Value):
    words: int
    pictures: tuple[str, ...] = ()


@step(each="texts")
def language(text: File) -> str:
    """The language of each text."""
    return "french" if b"film en" in text.data else "english"


@step(each="texts")
def count(text: File, language: str) -> Count:
    """How many words each text has."""
    if text.data == b"bad":
        raise NotReadable("The text is bad.", "Mend it.")
    if text.data == b"bug":
        raise ZeroDivisionError("x")
    if text.data == b"deep":
        raise RecursionError
    return Count(words=len(text.data.split()) + (language == "french"))


@step(apart=True, otherwise=None)
def pictures(film: Taken, keep: Keep, progress: Progress) -> Count | None:
    """The pictures of the film."""
    data = Path(film.path).read_bytes()
    if data == b"crash":
        os._exit(11)
    for i in range(200 if data == b"long" else 1):
        progress(i / 200)
        time.sleep(0.05 if data == b"long" else 0)
    return Count(words=0, pictures=tuple(keep(bytes([i])) for i in data[:3]))


@step()
def total(counts: tuple[Count, ...], pictures: Count | None, notes: tuple[str, ...]) -> Count:
    """All words together."""
    shown = pictures.pictures if pictures else ()
    return Count(words=sum(each.words for each in counts), pictures=(*shown, *notes))


PLAN = Plan(total, count, language, pictures)


class Desk:
    """A shelf, some texts and perhaps a film."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.shelf = Shelf(home=str(root / "home"))
        self.moments: list[Moment] = []
        self.near: Callable[[int], Executor] = ThreadPoolExecutor
        self.apart: Callable[[], Executor] = lambda: ThreadPoolExecutor(1)

    def taken(self, name: str, data: bytes) -> Taken:
        (self.root / name).write_bytes(data)
        return Taken(name=name, path=str(self.root / name), digest=digest(data))

    def run(self, texts: dict[str, bytes], film: bytes | None = None, want: str = "total") -> Ran:
        given = {
            "texts": tuple(self.taken(*each) for each in texts.items()),
            "film": None if film is None else self.taken("film.mkv", film),
            "notes": (),
        }
        with Hands(2, self.near, self.apart) as hands:
            return run(PLAN, want, given, self.shelf, hands, self.moments.append)

    def result(self, ran: Ran) -> Count:
        return from_bytes(self.shelf.blobs.get(ran.made[0]), Count)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


TEXTS = {"a.txt": b"one two", "b.txt": b"un film en noir", "c.txt": b"one"}


def test_everything_is_made_once(desk: Desk) -> None:
    ran = desk.run(TEXTS, b"xyz")
    assert desk.result(ran).words == 2 + 5 + 1
    assert len(desk.result(ran).pictures) == 3
    assert ran.performed == (
        *("count: a.txt", "count: b.txt", "count: c.txt"),
        *("language: a.txt", "language: b.txt", "language: c.txt"),
        *("pictures", "total"),
    )
    again = desk.run(TEXTS, b"xyz")
    assert again.performed == ()
    assert again.made == ran.made
    assert again.keys == ran.keys


def test_a_changed_text_remakes_only_what_depends_on_it(desk: Desk) -> None:
    desk.run(TEXTS, b"xyz")
    ran = desk.run(TEXTS | {"c.txt": b"one two three"}, b"xyz")
    assert ran.performed == ("count: c.txt", "language: c.txt", "total")


def test_what_comes_out_the_same_stops_the_remaking(desk: Desk) -> None:
    desk.run(TEXTS)
    ran = desk.run(TEXTS | {"a.txt": b"two one"})  # as many words as before
    assert ran.performed == ("count: a.txt", "language: a.txt")


def test_a_renamed_text_is_another_text_and_a_moved_folder_is_not(
    desk: Desk, tmp_path: Path
) -> None:
    desk.run(TEXTS)
    moved = Desk(tmp_path / "moved")
    moved.root.mkdir()
    moved.shelf = desk.shelf
    assert moved.run(TEXTS).performed == ()


def test_a_text_that_cannot_be_read_leaves_a_note_and_the_rest_goes_on(desk: Desk) -> None:
    ran = desk.run(TEXTS | {"bad.txt": b"bad", "bug.txt": b"bug", "deep.txt": b"deep"})
    failed = "could not be read: entracte failed at it"
    assert desk.result(ran).words == 8
    assert (
        desk.result(ran).pictures
        == ran.failed
        == (
            "bad.txt could not be read: the text is bad. Mend it.",
            f"bug.txt {failed} (ZeroDivisionError). Please report this.",
            f"deep.txt {failed} (RecursionError). Please report this.",
        )
    )


def test_a_film_that_vanished_leaves_a_note(desk: Desk) -> None:
    film = desk.taken("film.mkv", b"xyz")
    (desk.root / "film.mkv").unlink()
    given: dict[str, Any] = {"texts": (), "film": film, "notes": ()}
    with Hands(2, desk.near, desk.apart) as hands:
        ran = run(PLAN, "total", given, desk.shelf, hands, desk.moments.append)
    assert ran.failed == ("film.mkv is no longer there. Put it back and run it again.",)


def test_a_crash_of_the_decoder_takes_nothing_else_with_it(desk: Desk) -> None:
    desk.apart = own_process
    ran = desk.run(TEXTS, b"crash")
    assert desk.result(ran).words == 8
    assert ran.failed == (
        "film.mkv could not be watched: the decoder broke down. Is the file whole?",
    )
    assert len(desk.result(desk.run(TEXTS, b"xyz")).pictures) == 3


def test_orders_can_be_performed_by_any_executor(desk: Desk) -> None:
    class Here(Executor):
        def submit(self, make: Callable[..., Any], /, *args: Any, **more: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_result(make(*args, **more))
            return future

    first = desk.run(TEXTS, b"xyz")
    for near in (ProcessPoolExecutor, lambda _: Here()):
        other = Desk(desk.root / f"other{near is ProcessPoolExecutor}")
        other.root.mkdir()
        other.near = near
        ran = other.run(TEXTS, b"xyz")
        assert ran.made == first.made
        assert ran.keys == first.keys
        assert ran.performed == first.performed


def test_torn_and_lost_artefacts_are_made_again(desk: Desk) -> None:
    ran = desk.run(TEXTS, b"xyz")
    blobs = Path(desk.shelf.blobs.folder)
    made = desk.shelf.library.made(ran.keys[-1])
    assert made is not None
    torn = blobs / made.digest[:2] / made.digest
    whole = torn.read_bytes()
    torn.write_bytes(whole[:-1])
    assert desk.run(TEXTS, b"xyz").performed == ("total",)
    assert torn.read_bytes() == whole
    still = digest(b"x")
    (blobs / still[:2] / still).unlink()
    assert desk.run(TEXTS, b"xyz").performed == ("pictures",)
    assert (blobs / still[:2] / still).exists()


def test_what_an_older_version_wrote_otherwise_is_made_again(desk: Desk) -> None:
    ran = desk.run({}, b"xyz", want="pictures")
    library = desk.shelf.library
    made = library.made(ran.keys[0])
    assert made is not None
    old = desk.shelf.blobs.put(b'{"words":"none"}')
    library.remember(type(made)(key=made.key, step=made.step, digest=old))
    assert desk.run({}, b"xyz", want="pictures").performed == ("pictures",)


def test_only_what_was_asked_for_is_made(desk: Desk) -> None:
    ran = desk.run(TEXTS, b"xyz", want="language")
    assert ran.performed == ("language: a.txt", "language: b.txt", "language: c.txt")
    assert len(ran.made) == 3
    assert not ran.single
    with pytest.raises(NotFound, match="There is no step called words"):
        desk.run(TEXTS, want="words")


def test_a_full_disk_stops_the_run_and_keeps_what_is_made(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run({"a.txt": b"one two"})
    real = disk.write

    def full(path: Path, data: bytes) -> None:
        if b"words" in data:
            raise disk.no_room(OSError(28, "No space left on device"), path)
        real(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "write", full)
        with pytest.raises(NoRoom, match="no room left"):
            desk.run(TEXTS)
    assert "count: a.txt" not in desk.run(TEXTS).performed


def test_stopping_stops_the_film_too(desk: Desk) -> None:
    desk.apart = own_process

    def impatient(moment: Moment) -> None:
        if moment.step == "pictures" and moment.done > 0:
            raise KeyboardInterrupt

    began = time.monotonic()
    given: dict[str, Any] = {"texts": (), "film": desk.taken("film.mkv", b"long"), "notes": ()}
    with (
        pytest.raises(KeyboardInterrupt),
        Hands(2, desk.near, desk.apart) as hands,
    ):
        run(PLAN, "total", given, desk.shelf, hands, impatient)
    assert list((Path(desk.shelf.home) / "running").iterdir()) == []
    threads = [each for each in threading.enumerate() if "Executor" in each.name]
    for each in threads:
        each.join(5)
    assert time.monotonic() - began < 9  # the film takes ten seconds


def test_progress_is_told(desk: Desk) -> None:
    desk.run(TEXTS, b"xyz")
    states = {(each.step, each.text, each.state) for each in desk.moments}
    assert ("count", "a.txt", "begun") in states
    assert ("count", "a.txt", "done") in states
    assert desk.moments[-1].steps == (8, 8)
    desk.moments.clear()
    desk.run(TEXTS, b"xyz")
    assert {each.state for each in desk.moments} == {"known"}


def test_a_key_knows_all_that_matters_and_no_more() -> None:
    order = Order(step="s", where="w", version="1", edition="e", needs=(("a", One(digest="d")),))
    others = [
        Order(step="t", where="w", version="1", edition="e", needs=order.needs),
        Order(step="s", where="w", version="2", edition="e", needs=order.needs),
        Order(step="s", where="w", version="1", edition="f", needs=order.needs),
        Order(step="s", where="w", version="1", edition="e", needs=(("b", One(digest="d")),)),
        Order(step="s", where="w", version="1", edition="e", needs=(("a", One(digest="c")),)),
        Order(step="s", where="w", version="1", edition="e", needs=()),
    ]
    assert len({each.key for each in (order, *others)}) == 7
    ticketed = Order(
        step="s", where="w", version="1", edition="e", needs=order.needs, ticket="77-1"
    )
    assert ticketed.key == order.key
