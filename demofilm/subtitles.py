"""Subtitles in two languages, with labels and music signs, at the times at which the voices sound."""

from .sound import cue_times
from .story import PERSON


def wrapped(text, width=40):
    """Two lines of about one length, if one would be too long."""
    if len(text) <= width or "\n" in text:
        return text
    spaces = [i for i, ch in enumerate(text) if ch == " "]
    k = min(spaces, key=lambda i: abs(i - len(text) / 2) - (3 if text[i - 1] in ",.?!" else 0))
    return f"{text[:k]}\n{text[k + 1:]}"


def cues(timeline, language):
    """(start, end, text) of every subtitle; language is "en" or "de"."""
    out = []
    said = timeline.said
    for i, s in enumerate(said):
        words = s.line.text if language == "en" else s.line.de
        if s.line.off:
            words = f"{PERSON[s.line.speaker].short}: {words}"
        if s.line.wave:
            start, _, before = out.pop()
            out.append((start, s.end_ms, f"- {before}\n- {words}"))
        else:
            if out and out[-1][1] > s.start_ms:
                out[-1] = (out[-1][0], s.start_ms, out[-1][2])
            out.append((s.start_ms, s.end_ms, words))
    for _, at, noise in timeline.noises:
        out.append((at, at + round(noise.length * 1000), noise.label if language == "en" else noise.label_de))
    for cue, a, _, _ in cue_times(timeline):
        if cue.sung:
            start = round(a * 1000)
            first = min((c[0] for c in out if c[0] > start), default=start + 9999)
            out.append((start, min(start + 2200, first - 80), cue.sung[0 if language == "en" else 1]))
    return sorted(out)


def clock(ms):
    """A time as SubRip writes it."""
    return f"{ms // 3600000:02d}:{ms // 60000 % 60:02d}:{ms // 1000 % 60:02d},{ms % 1000:03d}"


def srt(timeline, language):
    """The whole file."""
    blocks = [f"{i}\n{clock(a)} --> {clock(b)}\n{wrapped(text)}\n"
              for i, (a, b, text) in enumerate(cues(timeline, language), 1)]
    return "\n".join(blocks)
