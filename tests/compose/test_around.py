"""What stands around a scene: sentences of texts with their places, and music found there."""

from msgspec.structs import replace

from entracte.compose.around import FOLLOWS, LED, SAID, Sentence, surrounded
from entracte.compose.claims import claims
from entracte.model import (
    Claim,
    Cue,
    Film,
    Opinion,
    Page,
    Passage,
    Read,
    Scene,
    Span,
    Tied,
)

MINUTE = 60_000
SCENE = Scene(id="storm", spans=(Span(start=10 * MINUTE, end=12 * MINUTE),))


def said(says: object) -> Claim:  # type: ignore[type-arg]
    read = Read(passage=Passage(source="s", start=0, end=5, quote=str(says)))
    return Claim(says=says, said_by=(read,))


def sentence(says: str, start: int) -> Sentence:
    tie = Tied(claim="old", span=Span(start=start * MINUTE, end=(start + 1) * MINUTE), sure=0.8)
    return Sentence(said(says), tie)


def around(page: Page) -> dict[str, str]:
    why = {tie.claim: tie.why for tie in page.tied}
    return {c.says: why.get(n, "") for n, section, c in claims(page) if "/context" in section}


PAGE = Page(film=Film(id="f", title=()), parts=(SCENE, Scene(id="nowhere")))
TOLD = [
    sentence("The boat is found at dawn.", 13),
    sentence("Marta rows out.", 8),
    sentence("Long ago the lamp was lit.", 1),
    sentence("The storm breaks the mast.", 11),
    sentence("She marries at last.", 40),
]


def test_the_nearest_sentences_before_and_after_lead_there_and_on() -> None:
    made = surrounded(PAGE, TOLD, [])
    assert around(made) == {"Marta rows out.": LED, "The boat is found at dawn.": FOLLOWS}
    assert made.scenes[1].context == ()
    assert [c.evidence for c in made.scenes[0].context] == [(), ()]  # placed is not borne out


def test_opinions_of_what_is_in_the_scene_stand_there() -> None:
    opinion = said(Opinion(words="The storm was filmed in a bath."))
    there = Tied(claim="o", span=Span(start=11 * MINUTE, end=11 * MINUTE + 5000))
    elsewhere = replace(there, span=Span(start=0, end=5000))
    assert around(surrounded(PAGE, [], [(opinion, there)])) == {opinion.says.words: SAID}
    assert around(surrounded(PAGE, [], [(opinion, elsewhere)])) == {}


def test_music_that_lies_over_it_is_heard() -> None:
    cue = Cue(
        id="waltz",
        title=(said("Storm Waltz"),),
        spans=(Span(start=11 * MINUTE, end=30 * MINUTE),),
    )
    silent = Cue(id="air", title=(said("Air"),))
    made = surrounded(replace(PAGE, parts=(*PAGE.parts, cue, silent)), [], [])
    (claim,) = made.scenes[0].context
    assert claim.says == "“Storm Waltz” is heard."
    assert [e.span for e in claim.evidence] == [Span(start=11 * MINUTE, end=12 * MINUTE)]


def test_what_the_scene_says_already_is_not_said_twice() -> None:
    known = replace(SCENE, context=(said("Marta rows out."),))
    made = surrounded(replace(PAGE, parts=(known,)), TOLD, [])
    assert [c.says for c in made.scenes[0].context].count("Marta rows out.") == 1
