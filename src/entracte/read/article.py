"""Articles: running prose about a film, with headings or without."""

import re
from typing import Final

from entracte.errors import NotReadable
from entracte.model import GAP, Account, File
from entracte.read.decode import decode
from entracte.read.proof import Proof
from entracte.read.prose import LONGEST, tell
from entracte.read.repair import mend
from entracte.read.said import source_id

_SAMPLE: Final = 40_000  # characters looked at to tell what a file is
_CUE: Final = re.compile(
    r"\d{1,2}:\d\d:\d\d[.,]\d{1,3}|^\s*(?:INT|EXT)[./ ]|^WEBVTT|^\[Script Info\]", re.MULTILINE
)
_DATA: Final = re.compile(
    r"\s*(?:\{\s*[\"}]|\[\s*(?:\{|\"|\]|\[\s*[\"\d\[])|<(?:!|\?|html|head|movie|(?!ref)\w+>))",
    re.IGNORECASE,
)
_CODE: Final = re.compile(
    r"[{};]\s*$|^\s*(?:def|class|import|from|function|const|var|let|#include|public|return)\b|"
    r"</?\w+>",
    re.MULTILINE,
)
_WIKI: Final = re.compile(
    r"\[\[[^\[\]\n]+\]\]|\{\{[^{}\n]+\}\}|'''[^'\n]+'''|^==+[^=\n]+==+\s*$", re.MULTILINE
)
_SENTENCE: Final = re.compile(r"[A-ZÀ-Þ\"“'‘][^.!?\n]{20,400}[.!?][\"”'’)\]]?(?=\s|$|[A-Z\[{&<])")
_FILM: Final = re.compile(
    r"\b(?:film|movie|director|directed|starring|plot|character|scenes?|screenplay|cinema|actor|"
    r"actress|played|role|story)\b",
    re.IGNORECASE,
)


class _Article:
    name = "article"
    version = "1"

    def suits(self, file: File) -> float:
        try:
            text, _ = decode(file.data)
        except NotReadable:
            return 0.0
        return prose(text)

    def read(self, file: File) -> Account:
        text, encoding = decode(file.data)
        by = f"{self.name}/{self.version}"
        proof = mend(Proof.of(text))
        body, source = proof.text, source_id(file)
        story = tell(body, source, by)
        notes = []
        if len(body) > LONGEST:
            notes.append(f"Only the first {LONGEST:,} characters of {file.name} were read.")
        if not story.sentences:
            notes.append(f"{file.name} has no sentence in it.")
        return Account(
            source=proof.source(
                file, id=source, title=title(file), kind=self.name, by=by, encoding=encoding
            ),
            synopsis=story.synopsis,
            plot=story.plot,
            people=story.people,
            credits=story.credits,
            parts=story.parts,
            dialogues=story.dialogues,
            quotes=story.quotes,
            opinions=story.opinions,
            notes=tuple(notes),
        )


def title(file: File) -> str:
    """What the source is called: the file's name without folder and ending."""
    name = file.name.replace("\\", "/").rsplit("/", 1)[-1]
    return re.sub(r"\.\w{1,8}$", "", name) or file.name


def prose(text: str) -> float:
    """How surely this is prose about something: 0 for subtitles, screenplays, code and lists."""
    sample = text[:_SAMPLE]
    size = max(1, len(sample))
    if _DATA.match(sample):
        return 0.0
    if len(_CUE.findall(sample)) * 1500 > size and _CUE.search(sample):
        return 0.0
    lines = [line for line in sample.split("\n") if line.strip()]
    if not lines or len(_CODE.findall(sample)) * 3 > len(lines) + 3:
        return 0.0
    covered = sum(len(each) for each in _SENTENCE.findall(sample)) / size
    if covered < 0.25:
        return 0.05 if covered < 0.1 else 0.12
    score = 0.32 + 0.12 * min(1.0, covered) + (0.1 if _FILM.search(sample) else 0.0)
    if len(_WIKI.findall(sample)) * 600 > size:
        score -= 0.1
    return round(score, 3)


reader = _Article()

__all__ = ["GAP", "prose", "reader", "title"]
