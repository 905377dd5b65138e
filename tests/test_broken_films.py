"""Thirty films that are broken or odd: of each a page or a sentence, soon, in little memory."""

import json
import os
import re
import resource
import struct
from collections.abc import Callable
from fractions import Fraction
from itertools import count
from pathlib import Path
from random import Random

import av
import numpy as np
import pytest
from av.stream import Disposition
from PIL import Image
from tests.machine import Machine, sentences

LONGEST = 240  # CPU seconds for all of them, on any machine
MOST = 2000  # MB, for the 8K film, of which decoding holds some 30 frames; others need far less

NO_FILES = {"never ends", "a link to itself", "a folder"}  # nothing that could be a film
PAGES = {
    *("whole", "cut short", "garbage in the middle", "garbage sprinkled", "no sound", "one frame"),
    *("one pixel", "8K", "says it is vast", "lasts for ever", "lasts no time", "ends before"),
    *("times go back", "times stand still", "times at random", "times leap", "starts late"),
    *("starts in the middle", "grows", "ten bits", "nothing but zeros", "a strange coding"),
}

Frames = list[np.ndarray]


def moving(count: int, wide: int = 320, high: int = 240) -> Frames:
    """Blots that drift, another picture every second."""
    out = []
    for i in range(count):
        coarse = np.random.default_rng(i // 25).integers(20, 235, (6, 8, 3), np.uint8)
        image = Image.fromarray(coarse).resize((wide, high), Image.Resampling.BICUBIC)
        out.append(np.roll(np.asarray(image), i % 25, axis=1))
    return out


def write(
    path: Path,
    frames: Frames,
    *,
    codec: str = "libx264",
    pixels: str = "yuv420p",
    times: Callable[[int], int] = lambda i: i * 40,
    skip: int = 0,
    sound: bool = True,
) -> Path:
    """A film; ``times`` are those its packets carry, in milliseconds; ``skip`` packets are lost."""
    options = {"g": "12", "bf": "0", "preset": "ultrafast"} if codec == "libx264" else {}
    with av.open(str(path), "w") as out:
        if frames:
            video = out.add_stream(codec, rate=25, options=options)
            video.height, video.width = frames[0].shape[:2]
            video.pix_fmt = pixels
            video.codec_context.time_base = Fraction(1, 1000)
        if sound:
            audio = out.add_stream("mp2", rate=16000)
            audio.layout = "mono"
            wave = np.random.default_rng(1).integers(-3000, 3000, (1, 16000)).astype(np.int16)
            heard = av.AudioFrame.from_ndarray(wave, "s16", "mono")
            heard.rate, heard.pts, heard.time_base = 16000, 0, Fraction(1, 16000)
            out.mux(audio.encode(heard))
            out.mux(audio.encode())
        number = 0
        for i, each in enumerate([*frames, None]):
            frame = None
            if each is not None:
                frame = av.VideoFrame.from_ndarray(each, format="rgb24")
                frame.pts, frame.time_base = i * 40, Fraction(1, 1000)
            elif not frames:
                break
            for packet in video.encode(frame):
                packet.pts = packet.dts = times(number)
                packet.time_base = Fraction(1, 1000)
                number += 1
                if number > skip:
                    out.mux(packet)
    return path


def changed(path: Path, was: bytes, now: bytes) -> None:
    data = path.read_bytes()
    assert was in data
    path.write_bytes(data.replace(was, now, 1))


def retimed(path: Path, whole: bytes, times: Callable[[int], int]) -> None:
    """Other times in the blocks of a Matroska film, relative to their cluster."""
    numbers = count()
    block = re.compile(rb"(\xa3[\x40-\x7f].[\x81\x82])(..)", re.DOTALL)
    first = whole.index(b"\x1f\x43\xb6\x75")  # where the clusters begin
    made = block.sub(lambda hit: hit[1] + struct.pack(">h", times(next(numbers))), whole[first:])
    made = whole[:first] + made
    assert next(numbers) > 30
    path.write_bytes(made)


def lay_out(root: Path) -> list[str]:
    """A library of them, a folder each; their names."""
    rng = Random(3)
    whole = write(root / "whole.mkv", moving(60)).read_bytes()
    mp4 = write(root / "whole.mp4", moving(60)).read_bytes()

    def at(name: str, file: str = "film.mkv") -> Path:
        (root / "films" / name).mkdir(parents=True)
        return root / "films" / name / file

    at("whole").write_bytes(whole)
    at("cut short").write_bytes(whole[: len(whole) // 2])
    at("cut at once").write_bytes(whole[:300])
    at("zero bytes").write_bytes(b"")
    at("a text").write_text("Once upon a time there was a text that called itself a film.\n" * 50)
    third = len(whole) // 3
    hole = rng.randbytes(4000)
    at("garbage in the middle").write_bytes(whole[:third] + hole + whole[third + 4000 :])
    at("garbage all over", "film.mp4").write_bytes(rng.randbytes(50_000))
    every = bytes(b if rng.random() > 0.01 else rng.randrange(256) for b in whole[2000:])
    at("garbage sprinkled").write_bytes(whole[:2000] + every)
    write(at("no sound"), moving(40), sound=False)
    write(at("no picture"), [])
    write(at("one frame"), moving(1))
    dot = [np.full((1, 1, 3), 90, np.uint8)] * 30
    write(at("one pixel"), dot, codec="ffv1", pixels="yuv444p")
    write(at("8K"), moving(3, 7680, 4320), codec="mjpeg", pixels="yuvj420p")
    wide = at("says it is vast")
    wide.write_bytes(whole)
    changed(wide, b"\xb0\x82\x01\x40", b"\xb0\x82\xff\xff")
    for name, length in (
        ("lasts for ever", 1e17),
        ("lasts no time", float("nan")),
        ("ends before", -9e5),
    ):
        path = at(name)
        path.write_bytes(whole)
        place = path.read_bytes().index(b"\x44\x89\x88") + 3
        path.write_bytes(whole[:place] + struct.pack(">d", length) + whole[place + 8 :])
    retimed(at("times go back"), whole, lambda i: (80 - i) * 40)
    retimed(at("times stand still"), whole, lambda _: 80)
    retimed(at("times at random"), whole, lambda _: rng.randrange(-32000, 32000))
    write(at("times leap"), moving(50), times=lambda i: i * 40 + (i > 25) * 150_000_000)
    write(at("starts late"), moving(50), times=lambda i: i * 40 + 10_800_000)
    write(at("starts in the middle"), moving(60), skip=5)
    os.mkfifo(at("never ends"))
    at("a link to itself").symlink_to("film.mkv")
    at("a playlist", "film.mp4").write_text("#EXTM3U\n#EXTINF:1,\n/etc/hostname\n")
    stills = [Image.fromarray(each) for each in moving(3)]
    stills[0].save(at("a moving drawing"), "GIF", save_all=True, append_images=stills[1:])
    stills[0].save(at("a photograph", "film.mp4"), "JPEG")
    at("a folder").mkdir()
    unknown = at("a strange coding", "film.mp4")
    unknown.write_bytes(mp4)
    changed(unknown, b"avc1", b"zzzz")
    at("no index", "film.mp4").write_bytes(mp4[: mp4.index(b"moov") - 4])
    start = mp4.index(b"mdat") + 4
    end = mp4.index(b"moov") - 4
    at("nothing but zeros", "film.mp4").write_bytes(mp4[:start] + bytes(end - start) + mp4[end:])
    small = write(root / "small.ts", moving(30, 160, 120), sound=False)
    large = write(root / "large.ts", moving(30), sound=False)
    at("grows", "film.ts").write_bytes(small.read_bytes() + large.read_bytes())
    write(at("ten bits"), moving(40), pixels="yuv444p10le")
    covered(at("a cover alone", "film.mp4"))
    return sorted(os.listdir(root / "films"))


def covered(path: Path) -> None:
    with av.open(str(path), "w") as out:
        cover = out.add_stream("mjpeg", rate=25)
        cover.width, cover.height, cover.pix_fmt = 320, 240, "yuvj420p"
        cover.disposition = Disposition.attached_pic
        out.mux(cover.encode(av.VideoFrame.from_ndarray(moving(1)[0], format="rgb24")))
        out.mux(cover.encode())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_of_each_broken_film_a_page_or_a_sentence(tmp_path: Path) -> None:
    names = lay_out(tmp_path)
    assert len(names) >= 30
    machine = Machine(tmp_path)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = machine.start("add", "--json", str(tmp_path / "films"))
    told_as_json, complaints = ran.communicate(timeout=10 * 60)  # the machine may be busy
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < LONGEST
    assert after.ru_maxrss / 1024 < MOST
    assert "Traceback" not in complaints
    told = {Path(each["path"]).name: each for each in json.loads(told_as_json)}
    assert told.keys() >= set(names) - NO_FILES
    for name, each in told.items():
        says = [each["error"]] if "error" in each else each["failed"]
        assert ("page" in each) == (name in PAGES), (name, says)
        assert len(says) <= 1, (name, says)
        for said in says:
            assert said.count(". ") <= 2, said  # what there is, what happened, what to do
            assert "entracte failed" not in said, said
    assert sentences(complaints)
