"""Screenplays: are the scenes found in every layout, and is who speaks a name of the cast?"""

import re
import time
from collections import Counter
from pathlib import Path

from bench.report import SHARED, CouldNotRun, Row, run
from entracte.errors import EntracteError
from entracte.model import File
from entracte.read.screenplay import reader, speaker

SCENES = 20  # a film has more
# films in which a common segmenter (a token "INT." or "EXT." in a line) finds next to nothing
_TROUBLE = 3
_SEGMENT = re.compile(r"(?:^|\s)(?:INT\.|EXT\.|INT/EXT\.|EXT\./INT\.|INT\./EXT\.)(?=\s|$)")
_SMALL = frozenset("THE OF AND A MR MRS DR".split())  # noqa: SIM905


def _cast(meta: Path) -> frozenset[str]:
    """The words of the characters' names."""
    found: set[str] = set()
    if meta.is_file():
        for line in meta.read_text("utf-8", "replace").splitlines():
            if line.startswith("cast\t"):
                found |= set(re.findall(r"\w+", line.split("\t")[-1].upper()))
    return frozenset(found - _SMALL)


def measure(data: Path, quick: bool) -> list[Row]:
    found = sorted(data.glob("tripod/*/*_script.txt"))
    found += sorted(data.glob("srt_script/*.txt")) + sorted(data.glob("screenplays/*.txt"))
    if not found:
        raise CouldNotRun(f"There are no screenplays in {data}.")
    if quick:
        found = found[::8]
    enough = known = broken = trouble = trouble_met = segmented = 0
    shares: list[float] = []
    strangers = taken = 0
    began = time.process_time()
    for path in found:
        data_ = path.read_bytes()
        file = File(name=path.name, data=data_)
        known += reader.suits(file) >= 0.1
        try:
            account = reader.read(file)
        except EntracteError:
            broken += 1
            continue
        script = account.script
        assert script is not None
        scenes = sum(bool(scene.heading) for scene in script.scenes)
        enough += scenes > SCENES
        plain = len(_SEGMENT.findall(data_.decode("utf-8", "replace")))
        segmented += plain > SCENES
        if plain < _TROUBLE:
            trouble += 1
            trouble_met += scenes > SCENES
        cast = _cast(path.with_name(path.name.replace("_script.txt", "_imdb_meta.txt")))
        names = Counter(speaker(speech.cue) for speech in script.speeches)
        if cast and names:
            said = sum(
                count
                for name, count in names.items()
                if set(re.findall(r"\w+", name.upper())) & cast
            )
            shares.append(said / names.total())
    for path in sorted(data.glob("srt_script/*.srt")) + sorted(data.glob("README.md")):
        strangers += 1
        taken += reader.suits(File(name=path.name, data=path.read_bytes())) >= 0.1
    spent = time.process_time() - began
    middle = sorted(shares)[len(shares) // 2] if shares else 0.0
    count = len(found)
    whole = 1.0 if trouble else None
    strange = taken / max(1, strangers)
    return [
        Row(
            "films with more than 20 scenes",
            enough / count,
            1.0,
            n=count,
            peers=(("lines with INT. or EXT.", segmented / count),),
            note=f"{enough} of {count}",
        ),
        Row("of these, where INT. says nothing", trouble_met / (trouble or 1), whole, n=trouble),
        Row("speeches by the cast, mean", sum(shares) / max(1, len(shares)), 0.85, n=len(shares)),
        Row("the same, the film in the middle", middle, None, n=len(shares)),
        Row("known for a screenplay", known / count, 1.0, n=count),
        Row("other texts taken for a screenplay", strange, 0.0, "lower", strangers),
        Row("could not be read", broken / count, 0.0, "lower", count),
        Row("seconds a screenplay, of one processor", spent / count, 2.0, "lower", count),
    ]


def main() -> int:
    return run("screenplays", __doc__ or "", SHARED / "data", measure)


if __name__ == "__main__":
    raise SystemExit(main())
