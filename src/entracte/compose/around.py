"""What stands around a scene: what led there, what follows, what is heard in it, who speaks of it.

Only sentences that texts say, each tied to the film, and music that was found there. A sentence is
not borne out by being placed: why it stands here is said in its tie.
"""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from entracte.compose.claims import claims
from entracte.model import Claim, Cue, Heard, Opinion, Page, Scene, Span, Tied

BY = "chosen/1"
_FAR = 600_000  # milliseconds: what is told farther off did not lead here
LED = "Told just before this scene: what led here."
FOLLOWS = "Told just after this scene: what follows."
SAID = "It speaks of what is in this scene."


class Sentence(NamedTuple):
    """A sentence of a text, and where it is told."""

    claim: Claim[str]
    tie: Tied


def surrounded(
    page: Page, told: Sequence[Sentence], meant: Sequence[tuple[Claim[Opinion], Tied]]
) -> Page:
    """The page with what stands around its scenes that are in the film, and the ties of that.

    ``told``: sentences of synopses and plots, in any order; ``meant``: opinions, with their places.
    """
    order = sorted(told, key=lambda each: each.tie.span)
    why: dict[int, Tied] = {}
    parts = []
    for part in page.parts:
        if isinstance(part, Scene) and part.spans:
            found = [*_around(order, part), *_meant(meant, part)]
            known = {claim.says for claim in (*part.description, *part.context)}
            new = [each for each in found if each.claim.says not in known]
            why |= {id(each.claim): each.tie for each in new}
            heard = (c for c in _heard(page.cues, part) if c.says not in known)
            part = replace(part, context=(*part.context, *(s.claim for s in new), *heard))
        parts.append(part)
    made = replace(page, parts=tuple(parts))
    ties = [
        replace(why[id(claim)], claim=name) for name, _, claim in claims(made) if id(claim) in why
    ]
    return replace(made, tied=(*made.tied, *ties))


def _around(order: Sequence[Sentence], scene: Scene) -> list[Sentence]:
    start, end = scene.spans[0].start, scene.spans[-1].end
    before = [s for s in order if _middle(s.tie.span) < start and start - s.tie.span.end < _FAR]
    after = [s for s in order if _middle(s.tie.span) >= end and s.tie.span.start - end < _FAR]
    return [_anew(s, LED) for s in before[-1:]] + [_anew(s, FOLLOWS) for s in after[:1]]


def _anew(sentence: Sentence, why: str) -> Sentence:
    """The sentence as one of its own under the scene, so that it has its own tie."""
    return Sentence(replace(sentence.claim), replace(sentence.tie, why=why))


def _meant(given: Sequence[tuple[Claim[Opinion], Tied]], scene: Scene) -> list[Sentence]:
    out = []
    for claim, tie in given:
        if any(_middle(tie.span) in span for span in scene.spans):
            says: Claim[str] = Claim(
                says=claim.says.words, said_by=claim.said_by, evidence=claim.evidence
            )
            out.append(Sentence(says, replace(tie, why=SAID)))
    return out


def _heard(cues: Sequence[Cue], scene: Scene) -> list[Claim[str]]:
    """The music that was found where the scene is, by its first title."""
    out = []
    for cue in cues:
        spans = [
            Span(start=max(a.start, b.start), end=min(a.end, b.end))
            for a in cue.spans
            for b in scene.spans
            if a.overlap(b)
        ]
        if spans and cue.title:
            title = cue.title[0]
            over = tuple(Heard(span=s, by=BY, why="The music lies over this scene.") for s in spans)
            out.append(
                Claim(
                    says=f"“{title.says.strip('“”')}” is heard.",
                    said_by=title.said_by,
                    evidence=over,
                )
            )
    return out


def _middle(span: Span) -> int:
    return (span.start + span.end) // 2
