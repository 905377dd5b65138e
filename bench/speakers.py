"""Who speaks: how many lines get their speaker from the screenplay, and how many of these right?

No one has written down who speaks each line of these films, so what is right is known in four
ways: screenplays damaged by program (speeches left out and rewritten, with a seed), where the voice
of a line is that of the undamaged screenplay; two voices in one cue, which must differ; labels for
the hard of hearing, hidden while aligning; and transcripts with speakers and times (csi).
"""

import csv
import gzip
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from bench.report import SHARED, CouldNotRun, Row, run
from entracte.align.script import Aligned, aligned, voice
from entracte.align.timing import heard, times
from entracte.model import File, Line, Passage, Span, Speech
from entracte.read import screenplay, subtitles

_NOWHERE = Passage(source="", start=0, end=0, quote="")
_SPOKEN = {"speech", "song"}
WORDS = 9  # of a line made of a transcript


class Pair(NamedTuple):
    """A film's subtitles and its screenplay, as far as known."""

    name: str
    lines: tuple[Line, ...]
    speeches: tuple[Speech, ...]


def pairs(folder: Path) -> list[Pair]:
    out = []
    for path in sorted(folder.glob("*.srt")):
        text = path.with_suffix(".txt")
        if not text.is_file():
            continue
        script = screenplay.reader.read(File(name=text.name, data=text.read_bytes())).script
        lines = subtitles.reader.read(File(name=path.name, data=path.read_bytes())).lines
        assert script is not None
        out.append(Pair(path.stem, _unlabelled(lines), script.speeches))
    return out


def _unlabelled(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(msgspec.structs.replace(line, label="") for line in lines)


def labels(folder: Path, name: str) -> dict[str, str]:
    path = folder / f"{name}.srt"
    account = subtitles.reader.read(File(name=path.name, data=path.read_bytes()))
    return {line.id: line.label for line in account.lines if line.label}


def damaged(speeches: Sequence[Speech], chance: random.Random) -> list[Speech]:
    """15 of 100 speeches left out, 25 rewritten beyond recognition, 25 reworded here and there."""
    vocabulary = [word for speech in speeches for word in speech.words.split()]
    out = []
    for speech in speeches:
        if chance.random() < 0.15:
            continue
        kept = speech.words.split()
        fate = chance.random()
        if fate < 0.25:
            kept = [chance.choice(vocabulary) if chance.random() < 0.6 else w for w in kept]
        elif fate < 0.5:
            kept = [
                chance.choice(vocabulary) if chance.random() < 0.25 else word
                for word in kept
                if chance.random() > 0.1
            ] or kept
        out.append(msgspec.structs.replace(speech, words=" ".join(kept)))
    return out


def planted(found: dict[str, Aligned], films: Sequence[Pair]) -> tuple[int, int, int]:
    """(lines whose voice is known, of these given a voice, of these the right one)."""
    known = given = right = 0
    for film in films:
        truth = {
            each.line: voice(film.speeches[each.speech].cue)
            for each in found[film.name].spoken
            if each.how == "words"
        }
        speeches = damaged(film.speeches, random.Random(film.name))
        known += len(truth)
        for each in aligned(speeches, film.lines).spoken:
            if each.line in truth:
                given += 1
                right += voice(speeches[each.speech].cue) == truth[each.line]
    return known, given, right


def dashes(film: Pair, found: Aligned) -> tuple[int, int]:
    """(cues of two voices with both attributed, of these with two speakers)."""
    speech = {each.line: each.speech for each in found.spoken}
    both = differ = 0
    for a, b in zip(film.lines, film.lines[1:], strict=False):
        if a.span.end == b.span.start and a.id in speech and b.id in speech:
            both += 1
            one, two = film.speeches[speech[a.id]], film.speeches[speech[b.id]]
            differ += voice(one.cue) != voice(two.cue)
    return both, differ


def held_out(film: Pair, found: Aligned, *, lines_too: bool) -> list[float]:
    """Seconds from where a fifth of the timed speeches are put to where they are heard."""
    known = heard(film.lines, found.spoken, len(film.speeches))
    have = [i for i, span in enumerate(known) if span]
    hidden = set(random.Random(film.name).sample(have, len(have) // 5))
    left = [each for each in found.spoken if each.speech not in hidden]
    gone = {each.line for each in found.spoken if each.speech in hidden}
    lines = [line for line in film.lines if not (lines_too and line.id in gone)]
    put = times(film.speeches, lines, left)
    out = []
    for i in sorted(hidden):
        there, here = known[i], put[i]
        assert there is not None
        out.append(abs(here.start - there.start) / 1000 if here else 3600.0)
    return out


def episode(path: Path) -> tuple[list[Line], list[str], list[Speech]]:
    """Lines of at most nine words in time, who speaks each, and the speeches as written."""
    sentences: dict[tuple[str, int], tuple[str, list[str], int, int]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            key = row["caseID"], int(row["sentID"])
            span = _ms(row["start_time"]), _ms(row["end_time"])
            sentences.setdefault(key, (row["speaker"], [], *span))[1].append(row["word"])
    lines: list[Line] = []
    who: list[str] = []
    speeches: list[Speech] = []
    before = ""
    for speaker, words, start, end in sorted(sentences.values(), key=lambda each: each[2]):
        if speaker == "None":
            before = ""
            continue
        said = " ".join(words)
        if speaker == before:
            said = f"{speeches.pop().words} {said}"
        speeches.append(Speech(cue=speaker, words=said, passage=_NOWHERE))
        before = speaker
        parts = -(-len(words) // WORDS)
        for k in range(parts):
            some = words[k * len(words) // parts : (k + 1) * len(words) // parts]
            begin = start + max(0, end - start) * k // parts
            until = start + max(0, end - start) * (k + 1) // parts
            span = Span(start=begin, end=until)
            lines.append(Line(id=str(len(lines)), span=span, text=" ".join(some)))
            who.append(speaker)
    return lines, who, speeches


def _ms(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def half_removed(paths: Sequence[Path]) -> tuple[int, int, int]:
    """(lines, given a speaker, the right one) where half of the speeches have lost their names."""
    count = given = right = 0
    for path in paths:
        lines, who, speeches = episode(path)
        chance = random.Random(path.name)
        left = [
            speech if chance.random() < 0.5 else msgspec.structs.replace(speech, cue="")
            for speech in speeches
        ]
        count += len(lines)
        for each in aligned(left, lines).spoken:
            cue = left[each.speech].cue
            given += bool(cue)
            right += cue == who[int(each.line)]
    return count, given, right


def measure(data: Path, quick: bool) -> list[Row]:
    folder = data / "srt_script" if (data / "srt_script").is_dir() else data
    films = pairs(folder)
    episodes = sorted((data / "csi").glob("*.tsv.gz"))
    if not films and not episodes:
        raise CouldNotRun(f"There are no subtitles with a screenplay beside them in {data}.")
    if quick:
        films, episodes = films[:3], episodes[:3]
    rows: list[Row] = []
    if films:
        rows += _films(folder, films)
    if episodes:
        count, given, right = half_removed(episodes)
        rows += [
            Row("csi, half of the names gone: lines with a speaker", given / count, None, n=count),
            Row("of these right", right / max(1, given), None, n=given),
        ]
    return rows


def _films(folder: Path, films: Sequence[Pair]) -> list[Row]:
    found = {film.name: aligned(film.speeches, film.lines) for film in films}
    own = [film for film in films if found[film.name].verdict == "this film"]
    drafts = [film.name for film in films if found[film.name].verdict == "another draft"]
    share = {
        film.name: len(found[film.name].spoken) / sum(line.sort in _SPOKEN for line in film.lines)
        for film in films
    }
    rows = [
        Row(f"lines with a speaker: {film.name}", share[film.name], None, n=len(film.lines))
        for film in films
    ]
    mean = sum(share[film.name] for film in own) / max(1, len(own))
    rows.append(Row("the mean, other drafts apart", mean, 0.70, n=len(own)))
    known, given, right = planted(found, own)
    rows += [
        Row("of these right, screenplays damaged", right / max(1, given), 0.97, n=given),
        Row("lines with a speaker there", given / max(1, known), None, n=known),
    ]
    both, differ = map(sum, zip(*(dashes(film, found[film.name]) for film in own), strict=True))
    rows.append(Row("two voices in a cue have two speakers", differ / max(1, both), None, n=both))
    agreed, labelled = 0, 0
    for film in own:
        told = labels(folder, film.name)
        for each in found[film.name].spoken:
            if each.line in told:
                labelled += 1
                cue = voice(film.speeches[each.speech].cue)
                label = voice(told[each.line])
                agreed += bool(set(cue.split()) & set(label.split()))
    if labelled:
        rows.append(Row("hidden labels agree", agreed / labelled, None, n=labelled))
    refused = [
        aligned(a.speeches, b.lines).verdict == "another film"
        for a in films
        for b in films
        if a.name != b.name
    ]
    rows.append(
        Row(
            "screenplays of other films refused",
            sum(refused) / max(1, len(refused)),
            1.0,
            n=len(refused),
            note=f"{sum(refused)} of {len(refused)}",
        )
    )
    rows.append(Row("said to be another draft", len(drafts), None, n=len(films), note=str(drafts)))
    # what the product does where words were changed; and the harder case that they were never said
    for lines_too, what, goals in (
        (False, "words changed", (1.5, 0.9)),
        (True, "its lines gone too", (None, None)),
    ):
        away = sorted(
            second for f in own for second in held_out(f, found[f.name], lines_too=lines_too)
        )
        near = sum(second <= 10 for second in away) / max(1, len(away))
        middle = away[len(away) // 2] if away else 0.0
        rows += [
            Row(f"seconds off, a hidden speech, {what}", middle, goals[0], "lower", len(away)),
            Row("of these within 10 seconds", near, goals[1], n=len(away)),
        ]
    return rows


def main() -> int:
    return run("speakers", __doc__ or "", SHARED / "data", measure)


if __name__ == "__main__":
    raise SystemExit(main())
