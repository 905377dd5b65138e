"""A screenplay as it was typed: who speaks and what is to be seen, told by where it stands."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from entracte.model import Action, Element, Id, Script, Speech, Written, passage
from entracte.read import slugs

AGAIN: Final = 2  # speeches of a name before it is known wherever it stands
MOST: Final = 30_000  # lines; a long screenplay has 12,000
_LINE: Final = re.compile(r"[^\r\n\f]+")
_LABELLED: Final = re.compile(
    r"([^\W\d_a-z][\w'’.#-]{0,20}(?: [\w'’.#&-]{1,20}){0,2})\s*((?:\([^()\n]{1,40}\))?):\s+(?=\S)"
)


class Row(NamedTuple):
    """A line with something on it."""

    start: int
    end: int
    indent: int  # columns
    text: str
    gap: int  # empty lines before it


class Layout(NamedTuple):
    """How this screenplay sets its lines."""

    action: int  # the column where prose begins
    cue: int  # where names stand
    speech: int  # where their words stand
    gap: int  # empty lines between a name and its words
    labelled: bool  # "Harry: You know ..." in one line
    heads: int  # scene headings found; where there are few, weaker signs count


def rows(text: str) -> list[Row]:
    """The lines of the text, without those that are empty."""
    out: list[Row] = []
    at = 0
    for found in _LINE.finditer(text):
        line = found[0]
        bare = line.strip()
        if not bare:
            continue
        lead = line[: len(line) - len(line.lstrip())]
        between = text[at : found.start()] if found.start() - at < 400 else "\n" * 9
        start = found.start() + len(lead)
        newlines = between.count("\n") or between.count("\r")
        out.append(
            Row(start, start + len(bare), len(lead.expandtabs(8)), bare, max(0, newlines - 1))
        )
        at = found.end()
        if len(out) >= MOST:
            break
    return out


def layout(lines: Sequence[Row]) -> Layout:
    """The layout that most of the lines follow."""
    heads = sum(1 for row in lines if slugs.heading(row.text))
    long = Counter(row.indent for row in lines if len(row.text) > 50)
    action = min(long, key=lambda column: (-long[column], column)) if long else 0
    pairs = [
        (lines[i], lines[i + 1])
        for i in range(len(lines) - 1)
        if slugs.cue(lines[i].text)
        and lines[i + 1].gap <= 4
        and not slugs.cue(lines[i + 1].text)
        and not slugs.heading(lines[i].text)
        and not slugs.heading(lines[i + 1].text)
    ]
    labels = Counter(found[1] for row in lines if (found := _LABELLED.match(row.text)))
    recurring = sum(count for count in labels.values() if count >= 3)
    labelled = recurring * 5 > len(lines) and recurring > 2 * len(pairs)
    if not pairs:
        return Layout(action, action, action, 0, labelled, heads)
    columns = Counter(row.indent for row, _ in pairs)
    # names stand further in than their words where the two can be told apart
    column = max(columns, key=lambda c: (columns[c] + columns[c - 1] + columns[c + 1], c))
    near = [(row, after) for row, after in pairs if abs(row.indent - column) <= 2]
    words = Counter(after.indent for _, after in near if not after.text.startswith("(")) or Counter(
        {column: 1}
    )
    gaps = Counter(min(after.gap, 4) for _, after in near)
    return Layout(
        action=action,
        cue=column,
        speech=max(words, key=lambda c: (words[c], -c)),
        gap=max(gaps, key=lambda g: (gaps[g], -g)),
        labelled=labelled,
        heads=heads,
    )


def script(source: Id, body: str, lines: Sequence[Row]) -> Script:
    """The scenes with what is seen and said in each, every word with its place in the body."""
    form = layout(lines)
    kinds = _kinds(lines, form)
    scenes: list[Written] = []
    head = ""
    elements: list[Element] = []
    start = end = lines[0].start if lines else 0
    i = 0

    def close() -> None:
        if head or elements:
            scenes.append(
                Written(
                    heading=head,
                    passage=passage(source, body, start, end),
                    elements=tuple(elements),
                )
            )

    while i < len(lines):
        row, kind = lines[i], kinds[i]
        if kind[0] == "head":
            close()
            head, elements, start, end = kind[1], [], row.start, row.end
            i += 1
            continue
        if kind[0] == "cue":
            speech, i = _speech(source, body, lines, kinds, i, form)
            if speech:
                elements.append(speech)
            end = max(end, lines[i - 1].end)
            continue
        if kind[0] == "cut":
            end = row.end
            i += 1
            continue
        last = i
        while (
            last + 1 < len(lines)
            and kinds[last + 1][0] == "action"
            and lines[last + 1].gap == 0
            and last - i < 60
        ):
            last += 1
        place = passage(source, body, row.start, lines[last].end)
        elements.append(Action(words=_joined(lines[i : last + 1]), passage=place))
        end = lines[last].end
        i = last + 1
    close()
    return Script(scenes=tuple(_gone_on(scenes, form)))


def _gone_on(scenes: Sequence[Written], form: Layout) -> list[Written]:
    """Where all that is to be seen stands in brackets, what stands outside them goes on with the
    speech before: the name is not written again after "(He sits down)"."""
    seen = [each for scene in scenes for each in scene.elements if isinstance(each, Action)]
    bracketed = sum(each.words.startswith("(") for each in seen)
    if form.cue > form.action + 4 or bracketed < 20 or bracketed * 5 < len(seen) * 3:
        return list(scenes)
    out: list[Written] = []
    cue = ""
    for scene in scenes:
        elements: list[Element] = []
        for each in scene.elements:
            if isinstance(each, Speech):
                cue = each.cue
            elif cue and _goes_on(each.words):
                each = Speech(cue=cue, words=each.words, passage=each.passage)
            elements.append(each)
        out.append(Written(heading=scene.heading, passage=scene.passage, elements=tuple(elements)))
    return out


def _goes_on(words: str) -> bool:
    """Words in sentences, no note in brackets, no title in quotation marks, no capitals."""
    return words[0] not in '(["“{' and words != words.upper() and words[-1] in '.?!…"”'


def _kinds(lines: Sequence[Row], form: Layout) -> list[tuple[str, str]]:
    """What each line is: ("head", its words), cue, cut or action. Speech is found later."""
    few = form.heads < max(8, len(lines) // 400)
    inset = form.cue > form.action + 4 and form.cue > form.speech + 2
    out: list[tuple[str, str]] = []
    for i, row in enumerate(lines):
        follows = i + 1 < len(lines) and lines[i + 1].gap <= max(form.gap, 1 if inset else 0)
        if found := slugs.heading(row.text) or slugs.numbered(row.text):
            out.append(("head", found))
        elif (form.labelled and _LABELLED.match(row.text)) or (
            follows and not form.labelled and _is_cue(lines, i, form, inset)
        ):
            out.append(("cue", ""))
        elif few and (found := slugs.one_number(row.text)):
            out.append(("head", found))
        elif slugs.transition(row.text):
            out.append(("cut", ""))
        else:
            out.append(("action", ""))
    if not form.labelled:
        out = _known_again(lines, out, form)
    if sum(kind == "head" for kind, _ in out) < 8:
        return _guessed(lines, out, form)
    return out


def _known_again(
    lines: Sequence[Row], kinds: list[tuple[str, str]], form: Layout
) -> list[tuple[str, str]]:
    """Names that speak elsewhere in this text are cues wherever they stand alone in capitals: a
    page that was drawn or scanned with other margins still has its speakers."""
    said = Counter(
        slugs.speaker(row.text) for row, kind in zip(lines, kinds, strict=True) if kind[0] == "cue"
    )
    out = list(kinds)
    for i, (row, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind[0] != "action" or not row.gap or i + 1 == len(lines):
            continue
        after = lines[i + 1]
        if (
            len(row.text) <= 60
            and row.text[0].isupper()
            and said[slugs.speaker(row.text)] >= AGAIN
            and after.gap <= form.gap
            and kinds[i + 1][0] == "action"
        ):
            out[i] = ("cue", "")
    return out


def _is_cue(lines: Sequence[Row], i: int, form: Layout, inset: bool) -> bool:
    row, after = lines[i], lines[i + 1]
    if not slugs.cue(row.text) or slugs.heading(after.text) or slugs.BY_LINE.match(after.text):
        return False
    if inset:
        return row.indent > (form.speech + form.cue) // 2 and after.indent <= row.indent + 6
    if abs(row.indent - form.cue) > 3 and row.indent <= form.action:
        return False
    if (
        form.gap == 0
        and row.gap == 0
        and i
        and not lines[i - 1].text.endswith((".", "?", "!", ")"))
    ):
        return False
    return not (slugs.cue(after.text) and after.text == after.text.upper() and after.gap)


def _guessed(
    lines: Sequence[Row], kinds: list[tuple[str, str]], form: Layout
) -> list[tuple[str, str]]:
    """Scenes of a text without headings: a paragraph in capitals, else a cut, else what the
    author tells between the speeches of one exchange and the next."""
    out = list(kinds)
    speaking = 0
    for i, (row, (kind, _)) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "cue":
            speaking += 1
        if kind != "action" or (row.gap == 0 and i and not form.labelled):
            if kind == "cut" and i + 1 < len(lines) and kinds[i + 1][0] == "action" and speaking:
                out[i + 1], speaking = ("head", lines[i + 1].text), 0
            continue
        capitals = row.text == row.text.upper() and len(row.text.split()) >= 3
        told = form.labelled and row.text.startswith("(") and speaking >= 3
        told = told or (slugs.return_to(row.text) and speaking > 0)
        if (capitals and abs(row.indent - form.action) <= 2 and speaking) or told:
            out[i], speaking = ("head", row.text.strip("()")), 0
    return out


def _speech(
    source: Id,
    body: str,
    lines: Sequence[Row],
    kinds: Sequence[tuple[str, str]],
    i: int,
    form: Layout,
) -> tuple[Speech | None, int]:
    """The speech whose name stands in line ``i``, and the line after it."""
    row = lines[i]
    name, first = row.text, i + 1
    begin: Row | None = None
    if form.labelled and (label := _LABELLED.match(row.text)):
        name = row.text[: label.end()].rstrip(" :\t")
        begin = Row(row.start + label.end(), row.end, row.indent, row.text[label.end() :], 0)
    taken = [begin] if begin else []
    inset = form.speech > form.action + 2
    if inset and not begin and first < len(lines) and lines[first].indent < form.speech - 3:
        # a page with other margins: its words end where the page's own indent or gap ends them
        form = form._replace(speech=lines[first].indent + 3, cue=row.indent)
        margin = lines[first].indent
    else:
        margin = -1
    last = first
    while last < len(lines) and last - i < 250:
        line = lines[last]
        if kinds[last][0] != "action":
            break
        opening = last == first and not begin
        if not opening and _aside_apart(lines, last, form):
            taken.append(line)
            last += 1
            continue
        if form.labelled and (line.gap or line.text.startswith("(")):
            break
        if not opening and inset and line.indent < form.speech - 3:
            break
        if not opening and margin >= 0 and (line.gap > form.gap or line.indent < margin):
            break
        if not opening and line.gap > (form.gap if not inset else 2):
            break
        if not opening and line.gap and not inset and not _awaited(taken):
            break
        if not opening and line.gap and inset and line.indent > form.cue - 2:
            break
        taken.append(line)
        last += 1
    if not taken:
        return None, first
    aside, spoken = _aside(taken)
    if not spoken:
        return None, last
    return (
        Speech(
            cue=" ".join(name.strip(" *:").split()),
            words=spoken,
            aside=aside,
            passage=passage(source, body, taken[0].start, taken[-1].end),
        ),
        last,
    )


def _aside_apart(lines: Sequence[Row], i: int, form: Layout) -> bool:
    """ "(smiles)" after an empty line, under the name: the same speech goes on below it."""
    line = lines[i]
    return (
        line.gap == 1
        and form.cue > form.action + 4
        and abs(line.indent - form.cue) <= 4
        and line.text.startswith("(")
        and line.text.endswith(")")
        and i + 1 < len(lines)
        and lines[i + 1].gap == 0
        and lines[i + 1].indent < line.indent
    )


def _awaited(taken: Sequence[Row]) -> bool:
    """Only "(softly)" so far: in texts with an empty line after each line, words must follow."""
    return bool(taken) and all(row.text.startswith("(") for row in taken)


def _aside(taken: Sequence[Row]) -> tuple[str, str]:
    """What is said in brackets how to say it, and what is said."""
    asides: list[str] = []
    words: list[str] = []
    open_ = 0
    for row in taken:
        text = row.text.rstrip(" *")
        if not open_ and text.startswith("(") and text.endswith(")") and text.count("(") == 1:
            asides.append(text[1:-1])
        elif not open_ and text.startswith("(") and ")" not in text:
            asides.append(text[1:])
            open_ = 1
        elif open_ and open_ < 6:
            inside, closed, after = text.partition(")")
            asides[-1] += " " + inside
            open_ = 0 if closed else open_ + 1
            if after.strip():
                words.append(after.strip())
        elif text.startswith("(") and ")" in text:
            inside, _, after = text[1:].partition(")")
            asides.append(inside)
            words.append(after.strip())
        else:
            words.append(text)
            open_ = 0
    return "; ".join(filter(None, (aside.strip() for aside in asides))), _text(words)


def _joined(taken: Sequence[Row]) -> str:
    return _text([row.text.rstrip(" *") for row in taken])


def _text(words: Sequence[str]) -> str:
    """Lines become running text; a word broken at the end of a line keeps its hyphen."""
    out = ""
    for word in words:
        glued = out.endswith("-") and len(out) > 1 and out[-2].isalpha() and word[:1].islower()
        out += word if not out or glued else " " + word
    return " ".join(out.split())
