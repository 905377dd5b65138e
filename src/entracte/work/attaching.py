"""Attaching a sidecar to a copy of the film: by its sound; by its picture where that differs."""

from collections.abc import Callable, Iterator

import numpy as np
from msgspec.structs import replace

from entracte.align import attach, sidecar
from entracte.align.attach import Piece
from entracte.align.attached import Attached
from entracte.align.moved import moved
from entracte.align.sidecar import Marks, Shown, Sidecar
from entracte.errors import NotReadable
from entracte.export.sidecar import shown
from entracte.listen.shelf import SPEEDS
from entracte.listen.spectrum import Samples
from entracte.media.sound import RATE, has_sound, sound
from entracte.model import Digest, File, Ms
from entracte.work.watched import Watched

_WELL = 0.6  # of the shorter film attached: no other speed is tried

Progress = Callable[[float], None]


def attached(
    film: str,
    file: File,
    watched: Watched,
    fetch: Callable[[Digest], bytes],
    progress: Progress,
) -> Attached:
    """The sidecar's page for the film at this path; no page and a note if it is of another film."""
    name = file.name.rpartition("/")[2]
    try:
        sent = sidecar.read(file.data, name)
    except NotReadable as wrong:
        return Attached(file=name, notes=(str(wrong),))
    found = pieces(sent, film, shown(watched.shots.items, fetch), progress)
    every = anchors(sent)
    there = sum(attach.place(found, at) is not None for at in every)
    told = Attached(
        pieces=found,
        length=sent.length,
        anchors=len(every),
        found=there,
        file=name,
        wished=file.name.startswith("dropped/"),
    )
    if not found:
        said = f"{name} is the sidecar of another film: none of its anchors is in this one."
        return replace(told, notes=(said,))
    return replace(told, page=moved(sent.page, found, sent.length))


def anchors(sent: Sidecar) -> tuple[Ms, ...]:
    """The moments by which a sidecar holds on to a film: seconds that sound, and cuts."""
    marks = sidecar.marks(sent.sound) if sent.sound is not None else None
    heard: set[int] = set()
    if marks is not None:
        heard = {sidecar.seconds(at) // 1000 * 1000 + 500 for at in marks.times.tolist()}
    cuts = {each.span.start for each in sent.pictures if each.print}
    return tuple(sorted(at for at in heard | cuts if at < max(1, sent.length)))


def pieces(
    sent: Sidecar, film: str, shots: tuple[Shown, ...], progress: Progress = lambda _: None
) -> tuple[Piece, ...]:
    """Where the stretches of the sidecar's film are in the film at this path."""
    whole = max((each.span.end for each in shots), default=0)
    best: tuple[Piece, ...] = ()
    heard = 0
    if sent.sound is not None and has_sound(film):
        marks = sidecar.marks(sent.sound)
        for number, speed in enumerate(SPEEDS):
            found, long = _by_sound(marks, film, speed, sent.length, whole)
            heard = max(heard, long)
            best = max(best, found, key=attach.attached)
            progress((number + 1) / len(SPEEDS) * 0.9)
            if attach.attached(best) >= _WELL * min(sent.length, max(heard, whole)):
                break
    seen: tuple[Piece, ...] = ()
    if attach.attached(best) < 0.98 * min(sent.length, max(heard, whole, 1)):
        for speed in (best[0].speed,) if best else SPEEDS:
            found = attach.by_picture(sent.pictures, shots, speed, sent.length, max(whole, heard))
            seen = max(seen, found, key=attach.attached)
    return attach.together(best, seen)


def _by_sound(
    marks: Marks, film: str, speed: float, length: Ms, whole: Ms
) -> tuple[tuple[Piece, ...], Ms]:
    samples = 0

    def blocks() -> Iterator[Samples]:
        nonlocal samples
        for block in sound(film):
            samples += len(block)
            yield block

    given = attach.votes(marks, _slowed(blocks(), speed))
    long = round(samples * 1000 / RATE)
    return attach.by_sound(given, marks, speed, length, max(long, whole)), long


def _slowed(blocks: Iterator[Samples], speed: float) -> Iterator[Samples]:
    """The sound as a film that runs so much slower has it, block by block, without a seam."""
    if speed == 1.0:
        yield from blocks
        return
    held, done, made = np.zeros(0, np.float32), 0, 0  # sound that is held; where it begins; given
    for block in blocks:
        held = np.concatenate([held, block])
        last = int((done + len(held) - 2) * speed)
        if last < made:
            continue
        places = np.arange(made, last + 1) / speed - done
        yield np.interp(places, np.arange(len(held)), held).astype(np.float32)
        made = last + 1
        used = max(0, int(made / speed) - done - 1)
        held, done = held[used:], done + used
