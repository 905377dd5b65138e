"""Scenes that texts tell of are found in the film, and scenes that are not in it are not."""

from entracte.align.prose import placed
from entracte.align.script import aligned
from entracte.align.stretches import stretched, stretches
from entracte.model import (
    Account,
    Action,
    Claim,
    Line,
    Passage,
    Person,
    Read,
    Scene,
    Script,
    Source,
    Span,
    Speech,
    Track,
    Written,
)

NOWHERE = Passage(source="s", start=0, end=0, quote="")

WRITTEN = [
    (
        "INT. LIGHTHOUSE - NIGHT",
        "The keeper polishes the great lens. Oil drips from the lamp.",
        [
            "The oil will last until Sunday and not a day longer.",
            "Then we shall burn the furniture.",
        ],
    ),
    (
        "EXT. HARBOUR - MORNING",
        "Fishermen mend their nets. Marta haggles with the boatman over a crate of herring.",
        ["Forty for the crate, or feed it to the gulls.", "The gulls pay better than you do."],
    ),
    ("EXT. CLIFF - DAY", "A kite escapes from a child and sails over the cliff.", []),
    (
        "INT. CHAPEL - EVENING",
        "A wedding. The organ wheezes, the bride laughs, the bellows boy has fallen asleep.",
        ["Wake the boy or we shall be married without music.", "I have been married to worse."],
    ),
]


def script() -> Script:
    return Script(
        scenes=tuple(
            Written(
                heading=heading,
                passage=NOWHERE,
                elements=(
                    Action(words=action, passage=NOWHERE),
                    *(Speech(cue="SOMEONE", words=words, passage=NOWHERE) for words in said),
                ),
            )
            for heading, action, said in WRITTEN
        )
    )


def lines() -> Track[Line]:
    said = [words for _, _, all_said in WRITTEN for words in all_said]
    starts = [10_000, 14_000, 60_000, 64_000, 120_000, 124_000]
    return Track(
        items=tuple(
            Line(id=f"line-{i}", span=Span(start=start, end=start + 3000), text=words)
            for i, (words, start) in enumerate(zip(said, starts, strict=True))
        )
    )


def scene(id: str, title: str, *sentences: str) -> Scene:
    def claim(says: str) -> Claim[str]:
        return Claim(says=says, said_by=(Read(passage=NOWHERE),))

    return Scene(id=id, title=(claim(title),), description=tuple(map(claim, sentences)))


def account() -> Account:
    return Account(
        source=Source(id="s", title="s", origin="", body="", kind="screenplay"), script=script()
    )


def test_a_scene_without_words_lies_between_its_neighbours() -> None:
    found = aligned(script().speeches, lines().items)
    spans = [stretch.span for stretch in stretches(script(), found, lines().items)]
    assert spans == [
        Span(start=10_000, end=17_000),
        Span(start=60_000, end=67_000),
        Span(start=67_000, end=120_000),
        Span(start=120_000, end=127_000),
    ]


def test_told_scenes_find_their_place_and_invented_ones_none() -> None:
    told = [
        scene(
            "a", "The Bargain", "Marta haggles with a boatman for herring while nets are mended."
        ),
        scene("b", "The Wedding", "The organ fails because the boy at the bellows sleeps."),
        scene("c", "The Kite", "A child loses a kite, which sails away over the cliffs."),
        scene("d", "The Duel", "Marta draws a pistol in the casino and wounds the banker."),
    ]
    people = [Person(id="marta", name="Marta", character=True)]
    spans = placed(told, [account()], people, stretched([account()], lines().items)).spans
    assert spans == {
        "a": Span(start=60_000, end=67_000),
        "b": Span(start=120_000, end=127_000),
        "c": Span(start=67_000, end=120_000),
    }


def test_a_line_moved_far_away_does_not_stretch_its_scene() -> None:
    items = lines().items
    moved = (*items, Line(id="late", span=Span(start=900_000, end=903_000), text=items[0].text))
    moved = moved[1:]
    found = aligned(script().speeches, moved)
    spans = [stretch.span for stretch in stretches(script(), found, moved)]
    assert all(span.end - span.start <= 60_000 for span in spans)


def test_nothing_to_go_by() -> None:
    assert placed([scene("a", "A", "B c d.")], [], [], stretched([], lines().items)).spans == {}
    assert placed([], [account()], [], stretched([account()], ())).spans == {}
