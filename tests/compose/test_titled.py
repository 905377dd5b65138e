"""What a film's titles bear out, and what they do not."""

from entracte.compose.titled import borne_out
from entracte.model import (
    WHOLE,
    Claim,
    Credit,
    Film,
    Page,
    Person,
    Read,
    Seen,
    Span,
    Standing,
    Title,
    Track,
    Work,
    passage,
)

SAID = Read(passage=passage("article", "It is said.", 0, 11))
CARDS = (
    "Harbour\nLights",
    "Directed by\nEdith Kalen",  # a letter was misread
    "CAST\nMarta Voss Lena Hart\nJonas Voss Otto Brandt",
    "THE DANCE OF THE LAMPS\nChoreography Lise Amsel\nconducted by Paul Renner",
)


def person(name: str, character: bool = False) -> Person:
    return Person(id=name.lower().replace(" ", "-"), name=name, character=character)


def claim(role: str, who: str, part: str = WHOLE, plays: str | None = None) -> Claim[Credit]:
    credit = Credit(role=role, person=who, part=part, as_character=plays)
    return Claim(says=credit, said_by=(SAID,))


def judged(*claims: Claim[Credit]) -> Page:
    names = ("Edith Kallen", "Lena Hart", "Otto Brandt", "Lise Amsel", "Paul Renner")
    people = [person(name) for name in names]
    people += [person("Marta Voss", True), person("Jonas Voss", True)]
    dance = Work(id="dance", title=(Claim(says="The Dance of the Lamps", said_by=(SAID,)),))
    page = Page(
        film=Film(id="f", title=(Claim(says="Harbour Lights", said_by=(SAID,)),)),
        people=tuple(people),
        credits=claims,
        parts=(dance,),
    )
    cards = (
        Title(span=Span(start=i * 5000, end=i * 5000 + 4000), text=text)
        for i, text in enumerate(CARDS)
    )
    return borne_out(page, Track(by="titles/1", items=tuple(cards)))


def stands(*about: object, **more: object) -> Standing:
    return judged(claim(*about, **more)).credits[0].standing  # type: ignore[arg-type]


def test_a_credit_is_borne_out_at_the_second_it_can_be_read() -> None:
    (found,) = judged(claim("director", "edith-kallen")).credits
    (evidence,) = found.evidence
    assert isinstance(evidence, Seen)
    assert evidence.span == Span(start=5000, end=9000)
    assert "Edith Kalen" in evidence.why


def test_the_title_is_borne_out_across_its_lines() -> None:
    assert judged().film.title[0].standing is Standing.BORNE_OUT


def test_a_name_alone_bears_out_no_activity() -> None:
    assert stands("director", "lise-amsel", "dance") is Standing.REPORTED
    assert stands("composer", "edith-kallen") is Standing.REPORTED


def test_a_role_is_borne_out_by_the_player_beside_it() -> None:
    assert stands("cast member", "lena-hart", plays="marta-voss") is Standing.BORNE_OUT
    assert stands("cast member", "lena-hart", plays="edith-kallen") is Standing.REPORTED


def test_a_card_on_the_dance_says_nothing_of_the_film() -> None:
    assert stands("conductor", "paul-renner", "dance") is Standing.BORNE_OUT
    assert stands("conductor", "paul-renner") is Standing.REPORTED
    assert stands("choreographer", "lise-amsel", "dance") is Standing.BORNE_OUT
