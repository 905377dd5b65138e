"""Lines are chosen for reasons that can be read, and each shows them."""

from entracte.choose.quotes import quotes
from entracte.choose.style import TRAITS, memorable, style, traits
from entracte.model import Heard, Line, Sound, Span

FILLER = (
    "The kettle is on the stove.",
    "Take the second street on the left.",
    "He was here at nine o'clock.",
    "I put it in the drawer, sir.",
    "They went down to the office.",
    "What did he say to her?",
)


def lines(**said: str) -> list[Line]:
    """Sixty lines four seconds apart; ``l7="…"`` is the eighth."""
    return [
        Line(
            id=f"line-{i}",
            span=Span(start=i * 4000, end=i * 4000 + 2500),
            text=said.get(f"l{i}", f"{FILLER[i % len(FILLER)][:-1]} number {i}."),
        )
        for i in range(60)
    ]


def chosen(given: list[Line], **more: object) -> dict[str, list[str]]:
    found = quotes(given, **more)  # type: ignore[arg-type]
    return {c.says.words: [e.why for e in c.evidence if isinstance(e, Heard)] for c in found}


GREAT = "Nobody who loves is ever free. Life never forgives."


def test_what_is_said_again_is_chosen_and_shows_where() -> None:
    found = chosen(lines(l5=GREAT, l50=GREAT))
    assert "The same words are said again here." in found[GREAT]


def test_the_words_of_the_title_count() -> None:
    line = "Every lighthouse is a love that never sleeps. Always."
    found = chosen(lines(l9=line), title="The Lighthouse")
    assert found[line] == ["It has the words of the film’s title."]


def test_music_and_laughter_after_a_line_count() -> None:
    music = Sound(span=Span(start=9 * 4000 + 3000, end=9 * 4000 + 9000), kind="music")
    assert chosen(lines(l9=GREAT), sounds=[music])[GREAT] == ["Music begins after it."]
    given = lines(l9=GREAT)
    laugh = Line(id="laugh", span=Span(start=38_600, end=39_500), text="[laughter]", sort="sound")
    given.insert(10, laugh)
    assert chosen(given)[GREAT] == ["Somebody laughs at it."]


def test_without_a_reason_no_wording_is_enough() -> None:
    found = chosen(lines(l9=GREAT))
    assert GREAT not in found


def test_what_texts_quote_is_not_chosen_again() -> None:
    given = lines(l5=GREAT, l50=GREAT)
    assert GREAT not in {
        c.says.words for c in quotes(given, taken=frozenset({"line-5", "line-50"}))
    }


def test_few_lines_and_none() -> None:
    assert quotes([]) == ()
    assert quotes(lines()[:6]) == ()


def test_style_has_a_weight_for_each_trait_and_prefers_what_stands_alone() -> None:
    assert style().traits == TRAITS
    assert len(traits("Anything at all.")) == len(TRAITS)
    assert memorable(GREAT) > memorable("He put it there in the drawer, sir.")
    assert traits("") == traits("")
    assert len(traits("a" * 10**6)) == len(TRAITS)
