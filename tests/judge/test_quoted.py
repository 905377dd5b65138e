"""Quotes are borne out at their second, or set aside in view; nothing is lost."""

import pytest

from entracte.judge.quoted import quoted, spoken_by
from entracte.model import (
    Account,
    Claim,
    Exchange,
    Heard,
    Line,
    Passage,
    Quote,
    Read,
    Source,
    Span,
    Standing,
    Track,
)

SAID = [
    ("keeper", "The lamp has burned since my father's time."),
    ("marta", "Your father never had to pay for the oil."),
    ("keeper", "He paid with other things."),
    ("marta", "What things?"),
    (None, "There is a light that never learned how to go out."),
]
LINES = Track(
    items=tuple(
        Line(id=f"line-{i}", span=Span(start=i * 4000, end=i * 4000 + 3000), text=text, speaker=who)
        for i, (who, text) in enumerate(SAID)
    )
)
WHOLE = Span(start=0, end=20_000)


def account(source: str, quotes: list[str], exchanges: list[list[str]] | None = None) -> Account:
    def read(words: str) -> Read:
        return Read(passage=Passage(source=source, start=0, end=len(words), quote=words))

    return Account(
        source=Source(id=source, title=source, origin="", body="", kind="article"),
        quotes=tuple(Claim(says=Quote(words=w), said_by=(read(w),)) for w in quotes),
        dialogues=tuple(
            Claim(
                says=Exchange(turns=tuple(Quote(words=w) for w in turns)),
                said_by=tuple(read(w) for w in turns),
            )
            for turns in exchanges or []
        ),
    )


def test_heard_at_its_second_in_the_films_own_words() -> None:
    found = quoted([account("a", ["Your father never paid for the oil!"])], LINES, WHOLE)
    (claim,) = found.quotes
    assert claim.standing is Standing.BORNE_OUT
    assert claim.says.words == "Your father never had to pay for the oil."
    assert claim.says.lines == ("line-1",)
    (heard,) = claim.evidence
    assert isinstance(heard, Heard)
    assert heard.span == Span(start=4000, end=7000)
    assert "never paid" in heard.why
    assert found.set_aside == ()


def test_invented_is_set_aside_and_kept() -> None:
    found = quoted([account("a", ["Love is a harbour without a map."])], LINES, WHOLE)
    assert found.quotes == ()
    (aside,) = found.set_aside
    assert aside.standing is Standing.NOT_FOUND
    assert "Love is a harbour" in aside.says
    assert "nearest" not in aside.against[0].why


def test_what_comes_near_is_shown_beside() -> None:
    words = "A light that learned how to go home"
    found = quoted([account("a", [words])], LINES, WHOLE)
    told = [*found.set_aside, *found.quotes]
    assert len(told) == 1
    (found_or_not,) = (*told[0].against, *told[0].evidence)
    assert "never learned" in found_or_not.why or found.quotes


def test_without_lines_quotes_are_reported() -> None:
    found = quoted([account("a", ["Anything."])], Track(), WHOLE)
    assert [claim.standing for claim in found.quotes] == [Standing.REPORTED]
    assert found.set_aside == ()


def test_two_texts_that_quote_one_line_give_one_quote() -> None:
    given = [
        account("a", ["He paid with other things."]),
        account("b", ["He paid for other things"]),
    ]
    (claim,) = quoted(given, LINES, WHOLE).quotes
    sources = {
        found.passage.source for found in claim.said_by + claim.evidence if isinstance(found, Read)
    }
    assert sources == {"a", "b"}


def test_an_exchange_in_another_bears_it_out() -> None:
    long = [text for _, text in SAID[:4]]
    given = [account("a", [], [long[2:4]]), account("b", [], [long])]
    (claim,) = quoted(given, LINES, WHOLE).dialogues
    assert len(claim.says.turns) == 4
    assert any(isinstance(found, Read) and found.passage.source == "a" for found in claim.evidence)


def test_a_turn_that_is_not_said_is_told() -> None:
    turns = [SAID[0][1], SAID[1][1], "I shall buy a hundred barrels of moonlight tomorrow."]
    (claim,) = quoted([account("a", [], [turns])], LINES, WHOLE).dialogues
    assert claim.standing is Standing.DISPUTED
    assert [bool(turn.lines) for turn in claim.says.turns] == [True, True, False]


@pytest.mark.parametrize(("line", "speaker"), [("What things?", "marta"), (SAID[4][1], None)])
def test_the_speaker_of_the_line_is_the_quotes(line: str, speaker: str | None) -> None:
    found = quoted([account("a", [line])], LINES, WHOLE)
    assert [claim.says.speaker for claim in spoken_by(found.quotes, LINES)] == [speaker]
