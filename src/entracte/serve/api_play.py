"""How a film plays in a browser: as it is, cut into segments, or made small. Decided by codecs.

Browsers do not say that they play a sound they cannot decode as silence, so nobody asks them. The
film is opened in a process of its own: a codec that breaks down takes only that with it.
"""

import threading
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from concurrent.futures import TimeoutError as TooLong
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from entracte.errors import EntracteError, NotAFilm, NotFound
from entracte.media.cuts import Cuts
from entracte.model import Media
from entracte.serve import shapes as s
from entracte.serve.addresses import Addresses
from entracte.serve.api_players import Following
from entracte.serve.calls import Ask, Call
from entracte.serve.guard import Reach
from entracte.serve.kept import Kept
from entracte.serve.reading import Readings
from entracte.serve.replies import Refused
from entracte.work.hands import own_process

# What Chromium, Firefox and Safari all decode by themselves.
_PICTURE = frozenset(("h264", "av1", "vp8", "vp9", "theora"))
_SOUND = frozenset(("aac", "mp3", "mp3float", "opus", "vorbis", "flac"))
_CONTAINERS = {"mp4": "video/mp4", "matroska": "video/x-matroska", "webm": "video/webm"}
_CALLED = {"aac": "mp4a.40.2", "mp3": "mp4a.69", "mp3float": "mp4a.69"}
_CALLED |= {"opus": "opus", "flac": "flac", "vorbis": "vorbis"}
_AAC = "mp4a.40.2"
_BASELINE = "avc1.42C01F"
_PATIENCE = 60.0  # seconds for a segment
_AHEAD = 6  # segments kept or on their way
_FAR = "private, max-age=3600"

_Way = Literal["file", "segments", "copy", "none"]
_Key = tuple[str, int, int]  # a film's path, its size and when it changed


class Cutters:
    """Two processes that cut: whoever seeks does not wait for what was ordered ahead."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hands: list[Executor | None] = [None, None]
        self._busy: list[set[Future[Any]]] = [set(), set()]

    def submit(self, work: Any, *given: Any) -> "Future[Any]":
        with self._lock:
            for each in self._busy:
                each.difference_update({future for future in each if future.done()})
            which = 0 if len(self._busy[0]) <= len(self._busy[1]) else 1
            hands = self._hands[which] or own_process()
            try:
                future: Future[Any] = hands.submit(work, *given)
            except BrokenExecutor:  # it died of the film before
                hands = own_process()
                future = hands.submit(work, *given)
            self._hands[which] = hands
            self._busy[which].add(future)
            return future

    def warm(self) -> None:
        """Both are started, so that the first who seeks does not wait for that."""
        for which in (0, 1):
            with self._lock:
                if self._hands[which] is None:
                    self._hands[which] = hands = own_process()
                    self._busy[which].add(hands.submit(_ready))

    def let_go(self, future: "Future[Any]") -> None:
        """The process that is at this for too long gets nothing else to do."""
        with self._lock:
            for which, busy in enumerate(self._busy):
                hands = self._hands[which]
                if future in busy and hands is not None:
                    hands.shutdown(wait=False, cancel_futures=True)
                    self._hands[which], self._busy[which] = None, set()

    def close(self) -> None:
        """Ends both, and waits a little for it."""
        with self._lock:
            hands, self._hands = self._hands, [None, None]
        for each in hands:
            if each is not None:
                ending = threading.Thread(
                    target=each.shutdown, kwargs={"cancel_futures": True}, daemon=True
                )
                ending.start()
                ending.join(5.0)


class Playing:
    """The film in a form that browsers play."""

    def __init__(self, readings: Readings, following: Following, reach: Reach) -> None:
        self.readings, self.following, self.reach = readings, following, reach
        self._cuts: Kept[_Key, Cuts] = Kept(self._cut, 64)
        self._cutters = Cutters()
        self._lock = threading.Lock()
        self._ordered: dict[tuple[Any, ...], Future[bytes]] = {}

    def calls(self) -> tuple[Call, ...]:
        film = "/api/film/{id}"
        return (
            Call("GET", "/api/film/{id}/play", self.play, "How it plays.", s.Play),
            Call("POST", f"{film}/open", self.open, "Opens it in mpv.", s.Done, takes=s.Moment),
        )

    def play(self, ask: Ask) -> s.Play:
        reading = self.readings.of(ask.id)
        page = self.readings.page(reading)
        media = page.film.media
        path = self.readings.shelf.video(reading.film)
        at = Addresses(reading.film.id, reading.short, page, path is not None)
        mpv = path is not None and self.reach.local and self.following.can_open
        cuts = self._try_cuts(path) if path is not None and media is not None else None
        way, says = _way(media, cuts) if path is not None else (_NONE, _NOT_HERE)
        if way in ("segments", "copy"):
            self._cutters.warm()
        return s.Play(
            way=way,
            file=at.film(),
            type=_type(media, cuts) if media is not None else "",
            says=says,
            copies=tuple(_copy(reading.film.id, kind, cuts) for kind in _kinds(cuts)),
            mpv=mpv,
            duration=media.duration if media is not None else 0,
            captions=tuple(
                s.Captions(href=href, language=language) for href, language, _ in at.captions()
            ),
        )

    def open(self, ask: Ask) -> s.Done:
        reading = self.readings.of(ask.id)
        if not self.reach.local:
            raise Refused(409, "A player is opened on the machine itself.", "Go there.")
        self.following.open(self._path(ask.id), ask.body.t)
        self.readings.shelf.film(reading.film.id)
        return s.Done()

    # what a player fetches

    def playlist(self, request: Request) -> Response:
        """An HLS playlist (RFC 8216): every segment with its exact length."""
        _, cuts = self._wanted(request)
        ends = (*cuts.starts[1:], cuts.end)
        lengths = [(b - a) / 1000 for a, b in zip(cuts.starts, ends, strict=True)]
        lines = [
            "#EXTM3U",
            "#EXT-X-VERSION:7",
            f"#EXT-X-TARGETDURATION:{max(1, int(max(lengths) + 1))}",
            "#EXT-X-PLAYLIST-TYPE:VOD",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            '#EXT-X-MAP:URI="init.mp4"',
        ]
        for number, length in enumerate(lengths):
            lines += [f"#EXTINF:{length:.3f},", f"{number}.m4s"]
        text = "\n".join([*lines, "#EXT-X-ENDLIST", ""])
        headers = {"cache-control": "private, no-cache"}
        return Response(text, 200, headers, "application/vnd.apple.mpegurl")

    def init(self, request: Request) -> Response:
        kind, cuts = self._wanted(request)
        return self._given(self._path(request.path_params["id"]), cuts, kind, -1)

    def segment(self, request: Request) -> Response:
        kind, cuts = self._wanted(request)
        number = request.path_params["number"]
        if not 0 <= number < len(cuts.starts):
            raise NotFound("There is no such segment.", "See the playlist.")
        return self._given(self._path(request.path_params["id"]), cuts, kind, number)

    def close(self) -> None:
        self._cutters.close()
        self.following.close()

    def _wanted(self, request: Request) -> tuple[str, Cuts]:
        path = self._path(request.path_params["id"])
        kind = request.path_params["kind"]
        cuts = self._cuts.get(_key(path))
        if kind not in _kinds(cuts):
            raise NotFound("There is no such copy of the film.", "See how it plays.")
        return kind, cuts

    def _path(self, id: str) -> Path:
        path = self.readings.shelf.video(self.readings.shelf.film(id))
        if path is None:
            raise NotFound("The film file is not where it was.", "Add the film again.")
        return path

    def _given(self, path: Path, cuts: Cuts, kind: str, number: int) -> Response:
        data = self._result(self._order(path, cuts, kind, number))
        if 0 <= number < len(cuts.starts) - 1 and kind == "asis":
            self._order(path, cuts, kind, number + 1)  # whoever plays asks for it next
        return Response(data, 200, {"cache-control": _FAR}, "video/mp4")

    def _order(self, path: Path, cuts: Cuts, kind: str, number: int) -> "Future[bytes]":
        key = (*_key(path), kind, number)
        with self._lock:
            found = self._ordered.pop(key, None)
            if found is None or (found.done() and (found.cancelled() or found.exception())):
                found = self._cutters.submit(_segment, str(path), cuts, kind, number)
            self._ordered[key] = found
            while len(self._ordered) > _AHEAD:
                self._ordered.pop(next(iter(self._ordered))).cancel()
            return found

    def _result(self, future: "Future[Any]") -> Any:
        try:
            return future.result(_PATIENCE)
        except TooLong:
            self._cutters.let_go(future)
            raise Refused(409, "This takes too long on this machine.", "Open it in mpv.") from None
        except (BrokenExecutor, CancelledError):
            raise NotAFilm("The decoder broke down.", "Is the file whole?") from None

    def _cut(self, key: _Key) -> Cuts:
        found: Cuts = self._result(self._cutters.submit(_cuts, key[0]))
        return found

    def _try_cuts(self, path: Path) -> Cuts | None:
        try:
            return self._cuts.get(_key(path))
        except EntracteError:
            return None


_NONE: _Way = "none"
_NOT_HERE = "The film file is not where it was."


def _ready() -> None:
    """Loads what cutting needs."""
    from entracte.media import segments  # noqa: F401 it is the loading that counts


def _cuts(path: str) -> Cuts:
    from entracte.media.cuts import cuts

    return cuts(path)


@lru_cache(maxsize=8)
def _head(path: str, cuts: Cuts, kind: str) -> bytes:
    from entracte.media.segments import beginning

    return beginning(path, cuts, kind)


def _segment(path: str, cuts: Cuts, kind: str, number: int) -> bytes:
    from entracte.media.segments import segment

    return _head(path, cuts, kind) if number < 0 else segment(path, cuts, kind, number)


def _key(path: Path) -> _Key:
    try:
        found = path.stat()
    except OSError:
        raise NotFound("The film file is not where it was.", "Add the film again.") from None
    return str(path), found.st_size, found.st_mtime_ns


def _kinds(cuts: Cuts | None) -> tuple[str, ...]:
    if cuts is None:
        return ()
    return ("asis", "480") if cuts.copied else ("480",)


def _way(media: Media | None, cuts: Cuts | None) -> tuple[_Way, str]:
    if media is None:
        return "none", "There is no film here."
    sound = not media.sound or media.sound[0] in _SOUND
    container = any(name in media.container for name in _CONTAINERS)
    if media.video in _PICTURE and sound and container:
        return "file", ""
    if cuts is None:
        return "none", "Browsers cannot play this file, and it cannot be cut."
    if media.video in _PICTURE and cuts.copied:
        if not sound:
            return "segments", f"Browsers play no {media.sound[0]}; the sound is made into AAC."
        return "segments", "Browsers do not open this kind of file; it is cut for them."
    return "copy", f"Most browsers cannot show {media.video}; a small copy is made as it plays."


def _type(media: Media, cuts: Cuts | None) -> str:
    kind = next((kind for name, kind in _CONTAINERS.items() if name in media.container), "")
    sounds = [_CALLED.get(media.sound[0], media.sound[0])] if media.sound else []
    codecs = ", ".join([cuts.video if cuts is not None and cuts.video else media.video, *sounds])
    return f'{kind}; codecs="{codecs}"' if kind else ""


def _copy(id: str, kind: str, cuts: Cuts | None) -> s.Copy:
    from entracte.media.segments import OFFSET

    assert cuts is not None
    base = f"/film/{quote(id, safe='')}/play/{kind}"
    codecs = [cuts.video if kind == "asis" else _BASELINE, *([_AAC] if cuts.sound else [])]
    return s.Copy(
        kind=kind,
        type=f'video/mp4; codecs="{", ".join(codecs)}"',
        playlist=f"{base}/index.m3u8",
        init=f"{base}/init.mp4",
        segment=f"{base}/{{n}}.m4s",
        starts=cuts.starts,
        duration=cuts.end,
        offset=OFFSET,
    )
