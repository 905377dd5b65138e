"""Who says what in a cue: two voices apart, names and noises apart from the words."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple


class Utterance(NamedTuple):
    """Words of one voice, or one noise. ``start`` and ``end`` are characters of the cue's text."""

    text: str
    sort: str  # speech | song | sound
    label: str
    start: int
    end: int


_DASH: Final = re.compile(r"\s*(?:[-‐‑‒–—―]|>>)\s*(?![-‐‑‒–—―\d])")
_INLINE: Final = re.compile(r"(?<=[.!?…\"'’”\])])[ \t]+[-‐‑–—][ \t]*(?=[^\W\d_]|[\"'“¿¡(\[♪])")
_NAME: Final = r"[^\W\d_a-zß-öø-ÿ][^\W_a-zß-öø-ÿ]*"
_CAPITALS: Final = re.compile(
    rf"\s*((?:{_NAME}|\d{{1,3}})(?:[ .,'’#&/-]{{1,3}}(?:{_NAME}|\d{{1,3}})){{0,5}}\.?)"
    r"[ \t]*((?:[\[(][^\])\n]{1,40}[\])])?)[ \t]*:(?=\s|[^\d\s/])\s*"
)
_TITLED: Final = re.compile(
    r"\s*((?:[^\W\d_a-z][\w'’.-]{0,24})(?: (?:[^\W\d_a-z][\w'’.-]{0,24}|\d{1,3})){0,3})"
    r"[ \t]*((?:[\[(][^\])\n]{1,40}[\])])?)[ \t]*:(?=\s)\s*"
)
_BRACKET: Final = re.compile(r"\[([^\[\]]{1,300})\]|\(([^()]{1,300})\)|（([^（）]{1,100})）")
_MUSIC: Final = "♪♫♩♬¶"
_MARK: Final = re.compile(rf"[{_MUSIC}]+|#(?=\s|\Z)|#(?=[^\W\d_])")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'’”]?\s*\Z")
# Noises that stand in brackets in capitals or with capital letters, just as names do.
_NOISES: Final = (
    "applause bang bangs barks bark beep beeps bell bells birdsong blows breathes buzz buzzer "
    "chatter chatters chatting cheers chime chimes chirps chuckle chuckles clang clank clanks "
    "clapping clatter clatters clears clicks coo coos cough coughs crack cracks crash crashes "
    "creak creaks cries crowd croaks dialogue exclaims exhales explosion explosions fades "
    "farts footsteps gasp gasps giggle giggles groan groans growls grunt grunts gulps gunfire "
    "gunshot gunshots hiccups hisses hoots horn horns honks howls hums humming indistinct "
    "inhales jingle knock knocks laugh laughs laughter lullaby melody moan moans mumbles "
    "mouths music mutters neighs noise noises orchestra pants phone piano plays pops purrs "
    "quacks rattle rattles retches rings roar roars rumble rumbles rustle rustles scoffs "
    "scream screams screeches shouts shrieks shudders sigh sighs silence siren sirens slurps "
    "snaps sniffles sniffs snores snorts sobs song sound sounds speaks squawks squeaks "
    "squeals static stammers stutters swallows tires thud thuds thunder ticks toots tune "
    "wails waves whimpers whines whirrs whisper whispers whistle whistles whoops wind yawns "
    "yells yelps"
)
_NOISE: Final = frozenset(_NOISES.split())
_ACTING: Final = re.compile(r"(?i)[a-z]{3,}ing\b(?<!king)(?<!ring)(?<!wing)(?<!ling)(?<!ding)")
_SPOKEN_TO: Final = re.compile(
    r"(?i),|\b(?:on|over|through|in|off|from|via|to|with|softly|quietly|loudly|whispers|whispering|"
    r"shouting|shouts|muffled|voice-?over|v\.?o\.?|o\.?s\.?|continues|continuing|sings|singing)\b"
)


def dashes(line: str) -> int:
    """How many characters of a dash that opens a turn stand at the beginning, 0 for none."""
    found = _DASH.match(line)
    return found.end() if found and found.end() < len(line) else 0


def utterances(
    text: str, *, voice: str = "", titled: frozenset[str] = frozenset()
) -> list[Utterance]:
    """What is said and heard in a cue, in order.

    ``text`` is the cue without its tags, its lines parted by a newline. ``voice`` is the speaker
    the file states for all of it. ``titled`` are the labels in lower case letters ("Vicky:") that
    this file is known to use: a colon after a word is no label by itself.
    """
    out: list[Utterance] = []
    for start, end in _turns(text, titled):
        out += _turn(text, start, end, voice, titled)
    return out


def label_at(text: str, at: int, titled: frozenset[str]) -> "re.Match[str] | None":
    """The label that begins here: "LERMONTOV:", "MAN (on phone):", "Vicky:" where known."""
    found = _CAPITALS.match(text, at)
    if found and sum(map(str.isalpha, found[1])) >= 2:
        return found
    found = _TITLED.match(text, at)
    return found if found and found[1] in titled else None


def titled_label(text: str) -> str:
    """The words before a colon at the beginning, if they could be a name: "Vicky"."""
    found = _TITLED.match(text, dashes(text))
    return found[1] if found and any(map(str.islower, found[1])) else ""


def _turns(text: str, titled: frozenset[str]) -> list[tuple[int, int]]:
    """Where each voice begins and ends: at a dash, or at a name with a colon."""
    starts, at, dashed = [], 0, []
    for line in text.split("\n"):
        if dashes(line):
            dashed.append(at)
        if at == 0 or dashes(line) or label_at(text, at, titled):
            starts.append(at)
        at += len(line) + 1
    if dashed:
        begin = dashed[0]
        starts += [found.start() for found in _INLINE.finditer(text, begin)]
    starts = sorted(set(starts))
    ends = [*starts[1:], len(text)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]


def _turn(text: str, start: int, end: int, voice: str, titled: frozenset[str]) -> list[Utterance]:
    begin = start
    start += dashes(text[start:end])
    label = voice
    if found := label_at(text[:end], start, titled):
        label, start = found[1].strip(" ,."), found.end()
    else:
        while found := _BRACKET.match(text, _skip(text, start, end), end):
            name = _named(_inside(found), text[found.end() : end])
            if not name:
                break
            label, start = name, found.end()
            if text[start : start + 1] == ":":
                start += 1
            break
    out = []
    for a, b, sort in _sorts(text, start, end):
        words = " ".join(_bare(text[a:b], sort).split())
        if any(map(str.isalnum, words)) or sort == "sound":
            out.append(Utterance(words, sort, "" if sort == "sound" else label, a, b))
        elif sort == "song":
            out.append(Utterance("♪", "sound", "", a, b))
    told = [each for each in out if each.text != "♪"]  # "♪ [a waltz] ♪" is one thing
    out = told or out[:1]
    if out:
        out[0] = out[0]._replace(start=begin)
    return out


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _inside(found: "re.Match[str]") -> str:
    return found[1] or found[2] or found[3] or ""


def _bare(words: str, sort: str) -> str:
    if sort == "song":
        words = re.sub(rf"[{_MUSIC}]+", " ", words).strip()
        words = re.sub(r"\A#+\s*|\s*#+\Z", "", words)
        return re.sub(r"\s#\s", " ", words)
    return words


def _named(inside: str, after: str) -> str:
    """The name in a bracket before speech: "MAN", "Vicky, softly"; empty if it is a noise."""
    if not after.strip() or _BRACKET.match(after.lstrip()):
        return ""
    name = _SPOKEN_TO.split(inside, maxsplit=1)[0].strip()
    words = name.split()
    if not words or len(words) > 4 or len(name) > 40 or "♪" in inside:
        return ""
    if not all(word[0].isupper() or word[0].isdigit() or word == "#" for word in words):
        return ""
    plain = [word.casefold() for word in _WORD.findall(name)]
    if not plain or any(word in _NOISE for word in plain):
        return ""
    last = words[-1]
    if _ACTING.search(last):
        words = words[:-1]  # "LERMONTOV WHISPERING"; a noise where nothing is left
    return " ".join(words)


def _noise(found: "re.Match[str]") -> bool:
    """Square brackets hold what is heard; round ones may hold an aside that is spoken."""
    if found[1]:
        return True
    inside = _inside(found)
    count = len(inside.split())
    if inside.upper() == inside:
        return count <= 12
    return count <= 6 and not _SENTENCE_END.search(inside)


def _sorts(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The stretches of a turn that are spoken, sung and heard."""
    out: list[tuple[int, int, str]] = []
    at = start
    for found in _BRACKET.finditer(text, start, end):
        if _noise(found):
            out += _songs(text, at, found.start())
            out.append((found.start(), found.end(), "sound"))
            at = found.end()
            while at < end and text[at] in ":.":  # what is left of "(SIGHS):"
                at += 1
    return out + _songs(text, at, end)


def _songs(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Speech and song, line by line: a sign opens the song, the next one closes it."""
    if not text[start:end].strip():
        return []
    part = text[start:end]
    sharp = part.count("#")
    if not any(sign in part for sign in _MUSIC) and not (
        sharp
        and part.strip()[0] == "#"
        and _MARK.match(part.strip())
        and (sharp > 1 or part.strip().startswith("# "))
    ):
        return [(start, end, "speech")]
    out: list[tuple[int, int, str]] = []
    singing, at = False, start
    for line in part.split("\n"):
        stop = at + len(line)
        bare = line.strip()
        opens = bool(bare) and (bare[0] in _MUSIC or bool(re.match(r"#(?!\d)", bare)))
        closes = len(bare) > 1 and bare[-1] in _MUSIC + "#"
        sung = singing or opens or closes
        singing = sung and not closes
        sort = "song" if sung else "speech"
        if bare:
            if out and out[-1][2] == sort:
                out[-1] = (out[-1][0], stop, sort)
            else:
                out.append((at, stop, sort))
        at = stop + 1
    return out


def shares(weights: Sequence[int], start: int, end: int) -> list[tuple[int, int]]:
    """The time from ``start`` to ``end`` parted by these weights, in order, without holes."""
    total = sum(weights) or 1
    marks, done = [start], 0
    for weight in weights:
        done += weight
        marks.append(start + (end - start) * done // total)
    return list(pairwise(marks))
