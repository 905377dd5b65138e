"""Chapters for players and for the film's own file: the scenes and the works within.

Matroska XML (RFC 9559), FFmpeg's metadata, WebVTT, OGM. Chapters inside mkv and mp4 are what all
media servers read; ``entracte chapters`` writes them into a copy of the film.
"""

from xml.sax.saxutils import escape

from entracte.export.moments import Moment, moments
from entracte.export.plain import line
from entracte.model import Ms, Page, digest
from entracte.plugins import Fetch, Wish


class Chapters:
    """``entracte export FILM chapters``."""

    name = "chapters"
    forms = ("xml", "ffmetadata", "vtt", "ogm")
    profiles = ()
    says = "scenes and works within as chapters: Matroska, FFmpeg, WebVTT, OGM"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (no pictures)
        """UTF-8. No chapter starts at or after the film's end."""
        found = moments(page)
        if wish.form == "ffmetadata":
            return ffmetadata(page).encode()
        written = {"vtt": _vtt, "ogm": _ogm}.get(wish.form, _matroska)
        return written(found).encode()


def ffmetadata(page: Page) -> str:
    """FFmpeg's metadata file, title and chapters, times in milliseconds."""
    out = [";FFMETADATA1"]
    if page.film.title:
        out.append(f"title={_kept(line(str(page.film.title[0].says)))}")
    for start, end, title in moments(page):
        out += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={start}", f"END={end}"]
        out.append(f"title={_kept(title)}")
    return "\n".join(out) + "\n"


def _kept(words: str) -> str:
    """FFmpeg gives =, ;, # and the backslash a meaning unless a backslash stands before them."""
    return "".join(f"\\{sign}" if sign in "=;#\\" else sign for sign in words)


def _matroska(found: tuple[Moment, ...]) -> str:
    atoms = "".join(
        "    <ChapterAtom>\n"
        f"      <ChapterUID>{_uid(each)}</ChapterUID>\n"
        f"      <ChapterTimeStart>{_clock(each.start)}000000</ChapterTimeStart>\n"
        f"      <ChapterTimeEnd>{_clock(each.end)}000000</ChapterTimeEnd>\n"
        "      <ChapterFlagHidden>0</ChapterFlagHidden>\n"
        "      <ChapterFlagEnabled>1</ChapterFlagEnabled>\n"
        "      <ChapterDisplay>\n"
        f"        <ChapterString>{escape(each.title)}</ChapterString>\n"
        "        <ChapterLanguage>und</ChapterLanguage>\n"
        "      </ChapterDisplay>\n"
        "    </ChapterAtom>\n"
        for each in found
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Chapters>\n  <EditionEntry>\n'
        f"{atoms}  </EditionEntry>\n</Chapters>\n"
    )


def _uid(each: Moment) -> int:
    """A number of its own that is the same in each run, and never 0."""
    return int(digest(f"{each.start} {each.title}".encode())[:15], 16) + 1


def _vtt(found: tuple[Moment, ...]) -> str:
    cues = [
        f"{_clock(start)} --> {_clock(end)}\n{escape(title).replace('-->', '→')}\n"
        for start, end, title in found
        if end > start
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _ogm(found: tuple[Moment, ...]) -> str:
    return "".join(
        f"CHAPTER{number:02}={_clock(each.start)}\nCHAPTER{number:02}NAME={each.title}\n"
        for number, each in enumerate(found, 1)
    )


def _clock(at: Ms) -> str:
    minutes, ms = divmod(at, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{ms // 1000:02}.{ms % 1000:03}"


exporter = Chapters()
