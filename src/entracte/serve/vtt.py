"""The dialogue as WebVTT, so that the browser can show it under the picture, voice by voice."""

from entracte.model import Line, Ms, Page, Track


def vtt(lines: Track[Line], page: Page) -> str:
    """W3C WebVTT; speakers as ``<v Name>``, songs in italics."""
    names = {person.id: person.name for person in page.people}
    out = ["WEBVTT\n"]
    for line in lines.items:
        if line.span.end <= line.span.start:
            continue
        words = _text(line.text)
        speaker = names.get(line.speaker or "", "") or line.label
        if line.sort == "song":
            words = f"<i>{words}</i>"
        if speaker:
            words = f"<v {_name(speaker)}>{words}</v>"
        out.append(f"{_time(line.span.start)} --> {_time(line.span.end)}\n{words}\n")
    return "\n".join(out)


def _time(at: Ms) -> str:
    minutes, ms = divmod(at, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{ms // 1000:02}.{ms % 1000:03}"


def _text(words: str) -> str:
    """A blank line would end the cue, and "-->" would break it."""
    plain = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "\n".join(line for line in plain.splitlines() if line.strip()) or "–"


def _name(name: str) -> str:
    return " ".join(_text(name).split())
