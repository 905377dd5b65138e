"""What can be found on a page, and where it says it stands."""

from entracte.index.units import SORTS, Unit, units
from entracte.model import (
    Claim,
    Exchange,
    Film,
    Heard,
    Line,
    Page,
    Person,
    Quote,
    Read,
    Scene,
    Source,
    Span,
    Track,
    digest,
    passage,
)

BODY = "Marta lights the lamp.\n\n" + "A very long paragraph about the sea. " * 100


def a_page() -> Page:
    read = Read(passage=passage("a", BODY, 0, 22), by="article/1")
    lines = (
        Line(id="line-1", span=Span(start=5000, end=7000), text="Who lit the lamp?"),
        Line(id="line-2", span=Span(start=8000, end=9000), text="I did.", speaker="marta"),
    )
    said = Quote(words="I did.", lines=("line-2",), speaker="marta")
    asked = Quote(words="Who lit the lamp?", lines=("line-1",))
    heard = Heard(span=Span(start=8000, end=9000))
    return Page(
        film=Film(id="x", title=(Claim(says="Harbour Lights", said_by=(read,)),)),
        plot=(Claim(says="Marta lights the lamp.", said_by=(read,), evidence=(heard,)),),
        people=(Person(id="marta", name="Marta Voss", character=True),),
        parts=(
            Scene(
                id="scene-1",
                spans=(Span(start=4000, end=10_000),),
                description=(Claim(says="Marta lights the lamp.", said_by=(read,)),),
            ),
        ),
        lines=Track(by="s", items=lines),
        quotes=(Claim(says=said, said_by=(read,)),),
        dialogues=(Claim(says=Exchange(turns=(asked, said)), said_by=(read,)),),
        sources=(
            Source(id="a", title="a", origin=digest(b""), body=BODY, kind="article"),
            Source(id="s", title="s", origin=digest(b""), body="I did.", kind="subtitles"),
        ),
    )


def row(unit: Unit) -> tuple[str, str, int | None, str, int | None]:
    start = unit.start if unit.long >= 0 else None
    return SORTS[unit.sort], unit.text, start, unit.who, unit.known


def test_everything_with_words_is_found_with_its_time() -> None:
    found = [row(each) for each in units(a_page())]
    assert ("line", "Who lit the lamp?", 5000, "", 5000) in found
    assert ("line", "I did.", 8000, "Marta Voss", 8000) in found
    assert ("quote", "I did.", 8000, "Marta Voss", 9000) in found
    assert ("exchange", "Who lit the lamp? / I did.", 5000, "Marta Voss", 9000) in found
    assert ("scene", "Marta lights the lamp.", 4000, "", 10_000) in found  # once it is over
    assert ("statement", "Marta lights the lamp.", 8000, "", 9000) in found
    assert ("person", "Marta Voss", None, "Marta Voss", 8000) in found  # when she first speaks
    assert ("statement", "Harbour Lights", None, "", 0) in found  # known before the film begins


def test_passages_stand_where_they_say() -> None:
    passages = [each for each in units(a_page()) if SORTS[each.sort] == "passage"]
    assert len(passages) > 2
    assert "".join(each.text.replace(" ", "") for each in passages) == "".join(BODY.split())
    for each in passages:
        source, _, place = each.place.rpartition(":")
        start, _, end = place.partition("-")
        assert source == "a"  # the words of subtitles are lines already
        assert BODY[int(start) : int(end)].strip() == each.text
        assert each.known is None  # a text may tell the end


def test_one_endless_word_is_got_through() -> None:
    body = "x" * 100_000
    page = Page(
        film=Film(id="x", title=()),
        sources=(Source(id="a", title="a", origin=digest(b""), body=body, kind="article"),),
    )
    found = list(units(page))
    assert sum(len(each.text) for each in found) == len(body)
    assert len(found) < 200
