"""What is said in the film, and about it: quotes, exchanges, the dialogue, opinions."""

from dataclasses import dataclass, replace

from entracte.model import Claim, Line, Ms, Opinion, Page, Quote, clock
from entracte.view import cast, words
from entracte.view.places import Chip, Places, Statement

_TOGETHER = 60  # lines in one group where no scene divides the dialogue


@dataclass(frozen=True)
class QuoteCard:
    said: Statement
    speaker: str
    time: Chip | None


@dataclass(frozen=True)
class Turn:
    speaker: str
    words: str
    time: Chip | None
    mark: Chip | None  # where the text has this turn


@dataclass(frozen=True)
class ExchangeCard:
    said: Statement
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Row:
    """A line of the dialogue; the speaker only where another begins to speak."""

    id: str
    time: str
    after: int  # when it starts, in hundredths after the second shown
    long: int  # tenths of a second
    speaker: str
    new: bool
    words: str
    sort: str


@dataclass(frozen=True)
class Group:
    """Lines of one scene."""

    title: str
    href: str
    time: Chip | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Voice:
    said: Statement
    holder: str


@dataclass(frozen=True)
class Debate:
    """Opinions that answer one question, side by side; or all of one sort."""

    title: str
    side_by_side: bool
    voices: tuple[Voice, ...]


def quotes(page: Page, places: Places) -> tuple[QuoteCard, ...]:
    starts = {line.id: line.span.start for line in page.lines.items}
    out = []
    for claim in page.quotes:
        said = places.statement(claim, claim.says.words)
        when = _when(claim.says, starts, places)
        shown = when is not None and all(chip.label != when.label for chip in said.chips)
        out.append(QuoteCard(said, _speaker(page, claim.says), when if shown else None))
    return tuple(out)


def exchanges(page: Page, places: Places) -> tuple[ExchangeCard, ...]:
    starts = {line.id: line.span.start for line in page.lines.items}
    out = []
    for claim in page.dialogues:
        each = len(claim.said_by) == len(claim.says.turns)  # a passage for every turn
        marks = [places.chip(found) if each else None for found in claim.said_by]
        marks += [None] * (len(claim.says.turns) - len(marks))
        turns = tuple(
            Turn(_speaker(page, turn), turn.words, _when(turn, starts, places), mark)
            for turn, mark in zip(claim.says.turns, marks, strict=False)
        )
        times = {turn.time.label for turn in turns if turn.time is not None}
        said = places.statement(claim, "")
        there = {turn.mark.href for turn in turns if turn.mark is not None}
        chips = tuple(
            chip for chip in said.chips if chip.label not in times and chip.href not in there
        )
        out.append(ExchangeCard(replace(said, chips=chips), turns))
    return tuple(out)


def _when(quote: Quote, starts: dict[str, Ms], places: Places) -> Chip | None:
    at = next((starts[line] for line in quote.lines if line in starts), None)
    return None if at is None else places.time(at)


def _speaker(page: Page, quote: Quote) -> str:
    return cast.person(page, quote.speaker) if quote.speaker is not None else ""


def dialogue(page: Page, places: Places) -> tuple[Group, ...]:
    """All lines in the order of time, in groups by scene."""
    scenes = sorted(
        ((span, scene) for scene in page.scenes for span in scene.spans),
        key=lambda each: each[0],
    )
    names = {person.id: person.name for person in page.people}
    out: list[Group] = []
    rows: list[Row] = []
    head: tuple[str, str, Chip | None] = ("", "", None)
    at = 0  # the next scene
    before = ""

    def close() -> None:
        if rows:
            out.append(Group(*head, tuple(rows)))
            rows.clear()

    for i, line in enumerate(page.lines.items):
        while at < len(scenes) and scenes[at][0].start <= line.span.start:
            span, scene = scenes[at]
            close()
            title = str(scene.title[0].says) if scene.title else ""
            head = (title, f"#{places.parts[scene.id]}", places.time(span.start))
            at, before = at + 1, ""
        if len(rows) >= _TOGETHER:
            close()
            head, before = ("", "", None), ""
        speaker = names.get(line.speaker or "", "") or line.label.title()
        rows.append(_row(i, line, speaker, speaker != before))
        before = speaker
    close()
    return tuple(out)


def _row(i: int, line: Line, speaker: str, new: bool) -> Row:
    return Row(
        id=f"l{i + 1}",
        time=clock(line.span.start),
        after=line.span.start % 1000 // 10,
        long=round((line.span.end - line.span.start) / 100),
        speaker=speaker,
        new=new,
        words=line.text,
        sort=line.sort,
    )


def debates(page: Page, places: Places) -> tuple[Debate, ...]:
    """Readings of one question stand beside each other; nobody's is merged with another's."""
    by_question: dict[tuple[str, str], list[Claim[Opinion]]] = {}
    for claim in page.opinions:
        by_question.setdefault((claim.says.sort, claim.says.question), []).append(claim)
    order = list(words.OPINION)
    ranked = sorted(
        by_question.items(),
        key=lambda each: (
            order.index(each[0][0]) if each[0][0] in order else len(order),
            not each[0][1],
        ),
    )
    return tuple(
        Debate(
            title=words.sentence_case(question) or words.opinion(sort),
            side_by_side=bool(question) and len(said) > 1,
            voices=tuple(
                Voice(
                    places.statement(claim, claim.says.words),
                    cast.person(page, claim.says.holder) if claim.says.holder is not None else "",
                )
                for claim in said
            ),
        )
        for (sort, question), said in ranked
    )
