"""The screenplay: its scenes, who speaks in them and what is to be seen, from any usual file."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from entracte.errors import NotReadable
from entracte.model import Account, Claim, File, Id, Mend, Person, Script, slug
from entracte.read import finaldraft, layouts, slugs
from entracte.read.decode import decode
from entracte.read.proof import Change, Proof
from entracte.read.said import read, said, source_id

_PAGES: Final = 500
_SAMPLE: Final = 150_000  # characters looked at to tell whether this is a screenplay
_LARGEST: Final = 4_000_000  # characters; the longest screenplays have 500,000
_TAG: Final = re.compile(r"<(?:/?[a-zA-Z][^<>\n]{0,300}|!--[^<>]{0,300}--)>")
_TIMED: Final = re.compile(r"\d{1,2}:\d\d:\d\d[.,]\d{1,3}\s*-{1,2}>")
_FOUNTAIN: Final = re.compile(r"(?m)^(?:Title|Credit|Draft date):|^\.[A-Z]|^@[A-Z]|\[\[")
_BROKEN: Final = (  # what a damaged PDF makes its library raise
    *(PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError),
    *(RecursionError, NotImplementedError, OSError, ImportError, AssertionError),
)
_LINE: Final = re.compile(r"[^\r\n\f]+")
_STARS: Final = re.compile(r"[ \t]+\*+[ \t]*(?=[\r\n]|\Z)")


class _Screenplay:
    """The reader. A screenplay has headings of scenes, and names with speeches under them."""

    name = "screenplay"
    version = "1"

    def suits(self, file: File) -> float:
        if file.data[:1024].lstrip().startswith(b"%PDF"):
            return self._suits_pdf(file)
        try:
            text, _ = decode(file.data)
        except NotReadable:
            return 0.0
        if "<FinalDraft" in text[:4000]:
            return 0.99
        if _TIMED.search(text[:100_000]) or text[:6] == "WEBVTT":
            return 0.0
        sure = _likeness(text[:_SAMPLE])
        if file.name.casefold().endswith((".fountain", ".spmd")):
            return max(sure, 0.9)
        return sure

    def _suits_pdf(self, file: File) -> float:
        try:
            text = _drawn(file.data, 12)
        except NotReadable:
            return 0.2  # nobody else reads it: what is wrong is told on reading
        return max(0.15, _likeness(text))

    def read(self, file: File) -> Account:
        if file.data[:1024].lstrip().startswith(b"%PDF"):
            text, encoding = _drawn(file.data, _PAGES), "pdf"
        else:
            text, encoding = decode(file.data)
        if len(text) > _LARGEST:
            raise NotReadable("This is too long for a screenplay.", "Give the text of one film.")
        id, by = source_id(file), f"{self.name}/{self.version}"
        if "<FinalDraft" in text[:4000]:
            blocks, title = finaldraft.final_draft(text)
            script, proof = _from_blocks(id, text, blocks, title)
        elif encoding != "pdf" and _is_fountain(file.name, text):
            blocks, title = finaldraft.marked(text)
            script, proof = _from_blocks(id, text, blocks, title)
        else:
            proof = _tidied(text)
            rows = layouts.rows(proof.text)
            script, title = layouts.script(id, proof.text, rows), _title(rows)
        if not script.speeches and not any(scene.heading for scene in script.scenes):
            raise NotReadable(
                "No scenes and no speeches were found in this screenplay.",
                "Give it as plain text, Fountain or .fdx.",
            )
        body = proof.text
        source = proof.source(
            file,
            id=id,
            title=title or file.name.rsplit("/", 1)[-1].rsplit(".", 1)[0],
            kind=self.name,
            by=by,
            encoding=encoding,
        )
        return Account(
            source=source,
            title=_title_claim(title, id, body, by),
            people=people(script, id, body, by),
            script=script,
        )


def _is_fountain(name: str, text: str) -> bool:
    if name.casefold().endswith((".fountain", ".spmd")):
        return True
    return len(_FOUNTAIN.findall(text[:100_000])) >= 3


def _from_blocks(
    id: Id, text: str, blocks: Sequence[finaldraft.Block], title: str
) -> tuple[Script, Proof]:
    if title:
        blocks = [finaldraft.Block("title", title), *blocks]
    proof, places = finaldraft.laid_out(text, blocks)
    return finaldraft.script(id, proof.text, blocks, places), proof


def _likeness(text: str) -> float:
    """How much this looks like a screenplay set in lines: 0 to 0.97."""
    rows = layouts.rows(text)
    if len(rows) < 8:
        return 0.0
    form = layouts.layout(rows)
    script = layouts.script("x", text, rows)
    names = Counter(slugs.speaker(speech.cue) for speech in script.speeches)
    speeches = sum(names.values())
    again = sum(count for count in names.values() if count >= 3)
    spoken = sum(len(speech.words) for speech in script.speeches) / max(1, len(text))
    if form.labelled:
        # a cast list or an album has labels too, but they do not come again and again
        sure = again >= 120 and again * 10 > speeches * 8
        return 0.9 if form.heads >= 5 and again >= 20 else 0.7 if sure else 0.0
    heads = form.heads
    if heads >= 3 and speeches >= 5 and heads * 200 > len(rows):
        return 0.97
    if heads >= 1 and speeches >= 3 and heads * 60 > len(rows) and spoken > 0.1:
        return 0.9
    if speeches >= 60 and again * 10 > speeches * 6 and spoken > 0.15:
        return 0.8
    return 0.5 if heads >= 3 and heads * 60 > len(rows) else 0.0


def _drawn(data: bytes, pages: int) -> str:
    """The text of a PDF, its lines where they were drawn."""
    out: list[str] = []
    try:
        pdf = PdfReader(io.BytesIO(data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise NotReadable("This PDF is locked with a password.", "Save it without one.")
        for number, page in enumerate(pdf.pages):
            if number >= pages or sum(map(len, out)) > _LARGEST:
                break
            out.append(_page(page))
    except NotReadable:
        raise
    except _BROKEN as fault:
        raise NotReadable(
            "This PDF is damaged and cannot be read.", "Save it anew, or give plain text."
        ) from fault
    text = "\n\f".join(out)
    if sum(map(str.isalpha, text)) < 40 * max(1, min(len(out), 5)):
        raise NotReadable(
            "The pages of this PDF are pictures; there are no letters in it.",
            "Give a PDF with text in it, or plain text.",
        )
    return text.encode("utf-8", "replace").decode()


def _page(page: "object") -> str:
    extract = getattr(page, "extract_text")  # noqa: B009 - pypdf's pages are not typed alike
    try:
        text = extract(extraction_mode="layout")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError):
        text = extract()
    return str(text)[:40_000]


def _tidied(text: str) -> Proof:
    """The text without tags, page numbers, (CONTINUED) and revision marks."""
    proof = Proof.of(text)
    tags = [Change(tag.start(), tag.end(), "", Mend.MARKUP) for tag in _TAG.finditer(text)]
    if tags:
        proof = proof.change(tags)
    gone = [
        Change(line.start(), line.end(), "", Mend.FURNITURE)
        for line in _LINE.finditer(proof.text)
        if len(line[0]) < 400 and (bare := line[0].strip()) and slugs.furniture(bare)
    ]
    stars = [
        Change(star.start(), star.end(), "", Mend.FURNITURE)
        for line in _LINE.finditer(proof.text)
        if "*" in line[0][-12:] and len(line[0]) < 400 and not slugs.furniture(line[0].strip())
        for star in _STARS.finditer(line[0] and proof.text, line.start(), line.end())
    ]
    return proof.change([*gone, *stars])


def _title(rows: Sequence[layouts.Row]) -> str:
    """The title on the first page: the line above "by" or "written by"."""
    for i, row in enumerate(rows[1:14], 1):
        if slugs.heading(row.text):
            break
        if slugs.BY_LINE.match(row.text):
            above = [each.text.strip('"“”*_ ') for each in rows[max(0, i - 3) : i]]
            fit = [each for each in above if each and len(each) <= 70 and each[-1] not in ".:;,"]
            fit = [each for each in fit if not slugs.BY_LINE.match(each)]
            return fit[0] if fit else ""
    return ""


def _title_claim(title: str, id: Id, body: str, by: str) -> tuple[Claim[str], ...]:
    at = body.find(title, 0, 5_000) if title else -1
    return (said(title, id, body, at, at + len(title), by),) if at >= 0 else ()


def people(script: Script, id: Id, body: str, by: str) -> tuple[Person, ...]:
    """The characters: who speaks at least once, in order of appearance, names without "(V.O.)"."""
    found: dict[Id, tuple[str, list[str], int, int]] = {}
    # what stands before the first scene of a script with headings is its title page
    scenes = (
        script.scenes[1:]
        if len(script.scenes) > 8 and not script.scenes[0].heading
        else (script.scenes)
    )
    for speech in Script(scenes=scenes).speeches:
        name = speaker(speech.cue)
        place = body.rfind(name, max(0, speech.passage.start - 400), speech.passage.start)
        if not name or len(name) > 40 or "/" in name or place < 0:
            continue
        key = slug(name)
        _, forms, first, _ = found.get(key, ("", [], place, 0))
        if name not in forms:
            forms.append(name)
        found[key] = (_cased(name), forms, first, first + len(forms[0]))
    return tuple(
        Person(
            id=key,
            name=name,
            aliases=tuple(form for form in forms if form != name),
            character=True,
            named=(read(id, body, start, end, by),),
        )
        for key, (name, forms, start, end) in found.items()
    )


def speaker(cue: str) -> str:
    """The bare name in a cue: ``LERMONTOV (V.O.) (CONT'D)`` -> ``LERMONTOV``."""
    return slugs.speaker(cue)


def _cased(name: str) -> str:
    """``DR. O'NEILL`` -> ``Dr. O'Neill``; a name with small letters in it stays as it is."""
    if name != name.upper():
        return name
    return re.sub(r"[^\W\d_]+", _word, name)


def _word(found: "re.Match[str]") -> str:
    word, before = found[0], found.string[: found.start()][-1:]
    if before in "'’" and len(word) == 1:
        return word.lower()
    if re.fullmatch(r"[IVX]{2,4}|TV|DJ|FBI|CIA|MC|MP|GI", word):
        return word
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return word.capitalize()


reader = _Screenplay()
