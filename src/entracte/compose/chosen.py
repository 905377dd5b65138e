"""The page with its sentences tied to the film, and with what entracte chooses from the film.

What is chosen is marked as such and shows why. Scenes are only chosen where no text tells of any
that is in the film.
"""

from msgspec.structs import replace

from entracte.align.prose import Placed
from entracte.choose.dialogues import dialogues
from entracte.choose.quotes import quotes
from entracte.choose.scenes import scenes
from entracte.compose.around import Sentence, surrounded
from entracte.compose.claims import claims
from entracte.model import Claim, Opinion, Page, Read, Tied

_SECTIONS = ("synopsis", "plot")
_OPINIONS = "opinions"


def chosen(page: Page, placed: Placed) -> Page:
    """The page with ties, with quotes beside those of texts, and with scenes if it has none."""
    where = {(each.passage.source, each.passage.start): each for each in placed.told}
    ties: list[Tied] = []
    told: list[Sentence] = []
    meant: list[tuple[Claim[Opinion], Tied]] = []
    for name, section, claim in claims(page):
        if section not in (*_SECTIONS, _OPINIONS):
            continue
        for said in claim.said_by:
            found = None
            if isinstance(said, Read):
                found = where.get((said.passage.source, said.passage.start))
            if found is not None:
                why = "It means what is told in this stretch, in other words."
                if found.shared:
                    why = f"Words it shares with this stretch: {', '.join(found.shared)}."
                tie = Tied(claim=name, span=found.span, sure=found.sure, why=why)
                ties.append(tie)
                if section == _OPINIONS:
                    meant.append((claim, tie))
                else:
                    told.append(Sentence(claim, tie))
                break
    taken = frozenset(
        line
        for quote in (
            *(claim.says for claim in page.quotes),
            *(turn for claim in page.dialogues for turn in claim.says.turns),
        )
        for line in quote.lines
    )
    title = page.film.title[0].says if page.film.title else ""
    more = quotes(page.lines.items, title, page.sounds.items, taken)
    quoted = [line for claim in page.quotes for line in claim.says.lines]
    given = frozenset(id for c in page.dialogues for turn in c.says.turns for id in turn.lines)
    talks = dialogues(page.lines.items, quoted, given)
    parts = page.parts
    if not any(scene.spans for scene in page.scenes):
        ids = {part.id for part in parts}
        some = scenes(page.lines, page.shots, [(each.tie.span, each.claim) for each in told])
        parts = (*parts, *(scene for scene in some if scene.id not in ids))
    made = replace(
        page,
        quotes=(*page.quotes, *more),
        dialogues=(*page.dialogues, *talks),
        parts=parts,
        tied=tuple(ties),
    )
    return surrounded(made, told, meant)
