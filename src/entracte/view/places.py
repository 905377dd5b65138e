"""Where everything stands on the page, so that a mark of evidence leads to what it speaks of."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

from entracte.compose.claims import claims
from entracte.compose.corrections import can_be_reworded
from entracte.model import (
    Claim,
    Evidence,
    Heard,
    Id,
    Ms,
    Page,
    Passage,
    Read,
    Seen,
    Sought,
    Standing,
    clock,
    slug,
)
from entracte.view import words
from entracte.view.tongue import _

_SHOWN = 5  # marks after one statement; more would drown it
_LIKELY = 0.5  # surer than not: places less sure are not shown
_NEAR = 10_000  # ms: a line this soon after a moment is where the moment can be read


@dataclass(frozen=True)
class Chip:
    """A mark of evidence: filled for a second of the film, outlined for a place in a text."""

    sort: str  # time | text | told | place, which is no evidence: where it is told of
    label: str  # "19:50", "a"
    name: str  # for the ear: "at 19 minutes 50", "source a, article"
    href: str
    at: Ms | None = None
    title: str = ""  # what stands there


@dataclass(frozen=True)
class Statement:
    """Words on the page with their standing and their marks."""

    words: str
    id: str = ""
    mark: str = "reported"  # how it is set: the standing in one word
    note: str = ""  # the standing in words, where it needs them
    chips: tuple[Chip, ...] = ()
    more: int = 0  # marks left out
    against: str = ""  # the anchor where both sides are shown
    aside: str = ""  # limits of what is said, set more quietly
    fixed: bool = False  # can be confirmed or refused, but not put in other words
    chosen: str = ""  # why entracte chose this, where no text did
    who: str = ""  # the person these words name, as they are addressed across films


class Places:
    """The anchors of one page: of claims, people, parts, lines, sources and their passages.

    Marks of texts quote what they cite unless ``quoting`` is false: the words stand on the page
    anyway, and scripts can show them.
    """

    def __init__(self, page: Page, *, quoting: bool = True) -> None:
        self.page = page
        self._quoting = quoting
        named = tuple(claims(page))
        self._claims = {id(claim): name for name, _, claim in named}
        self.claims = named
        # What was set aside says why where it stands; the other disputes are told in full.
        self.sided = {name for name, section, _ in named if section != "set aside"}
        self.people = _anchors(("person", person.id) for person in page.people)
        self.parts = _anchors((type(part).__name__.lower(), part.id) for part in page.parts)
        self.letters = {source.id: words.letter(i) for i, source in enumerate(page.sources)}
        self.lines = tuple(line.span.start for line in page.lines.items)
        self._scenes = tuple((span, scene.id) for scene in page.scenes for span in scene.spans)
        self.passages = _passages(page, self.letters)
        self._tied = {tied.claim: tied for tied in page.tied if tied.sure >= _LIKELY}
        self._said: set[str] = set()

    @classmethod
    def of(cls, page: Page) -> Self:
        return cls(page)

    def claim(self, claim: Claim[Any]) -> str:
        """The anchor of a claim; empty when it stands on the page already."""
        name = self._claims.get(id(claim), "")
        if name in self._said:
            return ""
        self._said.add(name)
        return name

    def name(self, claim: Claim[Any]) -> str:
        """The id of a claim, wherever it stands."""
        return self._claims.get(id(claim), "")

    def moment(self, at: Ms) -> str:
        """Where on the page a moment of the film can be read: its line, its scene, its strip."""
        i = bisect_left(self.lines, at)
        if i and at < self.page.lines.items[i - 1].span.end:
            return f"#l{i}"
        if i < len(self.lines) and self.lines[i] - at < _NEAR:
            return f"#l{i + 1}"
        scene = next((self.parts[part] for span, part in self._scenes if at in span), "")
        return f"#{scene}" if scene else (f"#l{i}" if i else "#top")

    def time(self, at: Ms, title: str = "") -> Chip:
        return Chip("time", clock(at), words.spoken(at), self.moment(at), at, title)

    def chip(self, found: Evidence) -> Chip | None:
        """The mark of this evidence; none for a search that found nothing, which has no place."""
        if isinstance(found, Seen | Heard):
            return self.time(found.span.start, found.why)
        if isinstance(found, Read):
            passage = found.passage
            anchor = self.passages.get(passage.source, {}).get((passage.start, passage.end))
            source = self.page.source(passage.source)
            if anchor is None or source is None:
                return None
            letter = self.letters[source.id]
            kind = words.kind(source.kind)
            title = f"{source.title}: “{words.short(passage.quote)}”" if self._quoting else ""
            return Chip(
                "text",
                letter,
                _("source {letter}, {kind}").format(letter=letter, kind=kind),
                f"#{anchor}",
                None,
                title,
            )
        if isinstance(found, Sought):
            return None
        return Chip("told", _("by hand"), _("corrected by a person"), "#top", None, found.why)

    def _plain(self, chip: Chip, text: str) -> Chip:
        """Without the words of the text where they are the very words that stand before it."""
        if chip.sort != "text" or words.short(text) not in chip.title:
            return chip
        return replace(chip, title=chip.title.partition(": “")[0])

    def chips(self, found: Iterable[Evidence]) -> tuple[Chip, ...]:
        """The marks, none twice, the seconds of the film first."""
        made = {(chip.label, chip.href): chip for chip in map(self.chip, found) if chip is not None}
        order = {"told": 0, "time": 1, "place": 2, "text": 3}
        return tuple(sorted(made.values(), key=lambda chip: order[chip.sort]))

    def statement(self, claim: Claim[Any], text: str | None = None, aside: str = "") -> Statement:
        """A claim as it is printed."""
        standing = claim.standing
        shown = str(claim.says) if text is None else text
        found = self.chips((*claim.evidence, *claim.said_by))
        chips = tuple(self._plain(chip, shown) for chip in found) if shown else found
        if all(chip.sort != "time" for chip in chips):
            chips = (*self._place(claim), *chips)
        sides = standing in (Standing.CONTRADICTED, Standing.DISPUTED)
        return Statement(
            words=shown,
            id=self.claim(claim),
            mark=standing.value.replace(" ", "-"),
            note=words.standing(standing),
            chips=chips[:_SHOWN],
            more=max(0, len(chips) - _SHOWN),
            against=f"sides-{self.name(claim)}" if sides and self.name(claim) in self.sided else "",
            aside=aside,
            fixed=not can_be_reworded(claim),
            chosen=_chosen(claim),
        )

    def _place(self, claim: Claim[Any]) -> tuple[Chip, ...]:
        """Where in the film this is told of, if that was found out: no evidence, but a way in."""
        tied = self._tied.get(self.name(claim))
        if tied is None:
            return ()
        at = tied.span.start
        name = _("told of {time}").format(time=words.spoken(at))
        title = tied.why or _("This is where the film tells of it")
        return (Chip("place", clock(at), name, self.moment(at), at, title),)

    def statements(self, said: Iterable[Claim[str]]) -> tuple[Statement, ...]:
        return tuple(self.statement(claim) for claim in said)


def _chosen(claim: Claim[Any]) -> str:
    """The reasons for which this was chosen from the film; empty where a text tells of it."""
    found = (*claim.said_by, *claim.evidence)
    if not any(each.by.startswith("chosen/") for each in claim.said_by):
        return ""
    return " ".join(dict.fromkeys(each.why for each in found if each.why))


def _anchors(things: Iterable[tuple[str, Id]]) -> dict[Id, str]:
    """An anchor for each thing of a kind: ``scene-7``; safe in an address and none twice."""
    out: dict[Id, str] = {}
    taken: set[str] = set()
    for kind, name in things:
        if name in out:
            continue
        plain = slug(name)
        anchor = first = plain if plain.startswith(f"{kind}-") else f"{kind}-{plain}"
        number = 2
        while anchor in taken:
            anchor, number = f"{first}-{number}", number + 1
        taken.add(anchor)
        out[name] = anchor
    return out


def _passages(page: Page, letters: dict[Id, str]) -> dict[Id, dict[tuple[int, int], str]]:
    """The anchor of each passage that is cited: ``source-a-1234``, where it starts."""
    sizes = {source.id: len(source.body) for source in page.sources}
    cited = {
        (place.source, place.start, place.end)
        for place in cited_passages(page)
        if 0 <= place.start < place.end <= sizes.get(place.source, 0)
    }
    out: dict[Id, dict[tuple[int, int], str]] = {}
    taken: set[str] = set()
    for source, start, end in sorted(cited, key=lambda each: (each[0], each[1], -each[2])):
        anchor = f"source-{letters[source]}-{start}"
        if anchor in taken:
            anchor = f"{anchor}-{end}"
        taken.add(anchor)
        out.setdefault(source, {})[start, end] = anchor
    return out


def cited_passages(page: Page) -> Iterator[Passage]:
    """Every passage that anything on the page rests on."""
    for _name, _section, claim in claims(page):
        for found in (*claim.said_by, *claim.evidence, *claim.against):
            if isinstance(found, Read):
                yield found.passage
    for person in page.people:
        for found in person.named:
            if isinstance(found, Read):
                yield found.passage
