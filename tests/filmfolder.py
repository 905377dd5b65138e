"""A film that never was, with texts about it, for tests of whole runs."""

from pathlib import Path

import av
import numpy as np

ARTICLE = """Harbour Lights

Harbour Lights is a 1931 drama film written and directed by Edith Kallen. It tells of Marta Voss, a
lamp keeper's daughter, who signals to a ship that nobody else can see.

Plot

Marta Voss lives with her father, the lamp keeper Jonas Voss, on an island without a name. At night
she sees a ship with violet sails and answers its lamp with her own. The harbour master, Captain
Ott, forbids her to light the lamp again. When the ship comes back, Marta rows out to it and leaves
the lamp burning for her father.

Production

The music was composed by Paul Renner. The dance on the pier was choreographed by Lise Amsel.
"""

ENGLISH = """1
00:00:05,000 --> 00:00:07,500
Who lit the lamp?

2
00:00:08,000 --> 00:00:11,000
MARTA: I did. Somebody out there was asking.

3
00:01:02,000 --> 00:01:04,000
There is no ship, Marta.

4
00:01:04,500 --> 00:01:07,000
Then who is answering?
"""

FRENCH = """1
00:00:05,000 --> 00:00:07,500
Qui a allumé la lampe ?

2
00:00:08,000 --> 00:00:11,000
C'est moi. Quelqu'un demandait, là-bas.
"""

NAME = "Harbour Lights (1931)"


def lay_out(root: Path, **more: bytes | str) -> Path:
    """The film folder, with an article and two subtitles, and whatever else is given."""
    folder = root / NAME
    folder.mkdir(parents=True)
    texts = {
        "article.txt": ARTICLE,
        f"{NAME}.en.srt": ENGLISH,
        f"{NAME}.fr.srt": FRENCH,
    } | more
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def film(path: Path, *, seconds: int = 3, subtitles: str = "") -> Path:
    """A small film: a grey that changes each second, with subtitles inside if they are given."""
    with av.open(str(path), "w") as out:
        video = out.add_stream("mpeg4", rate=25)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        carried = None
        if subtitles:
            beside = path.with_suffix(".tmp.srt")
            beside.write_text(subtitles)
            carried = av.open(str(beside))
            track = out.add_stream_from_template(carried.streams.subtitles[0])
            track.metadata["language"] = "eng"
        for i in range(seconds * 25):
            grey = np.full((48, 64, 3), i // 25 * 90 % 256, np.uint8)
            out.mux(video.encode(av.VideoFrame.from_ndarray(grey, "rgb24")))
        out.mux(video.encode())
        if carried is not None:
            for packet in carried.demux():
                if packet.size:
                    packet.stream = track
                    out.mux(packet)
            carried.close()
            beside.unlink()
    return path
