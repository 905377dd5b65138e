"""What is odd about a sentence: its place, its people, its words, and who is dead by then."""

import random

from entracte.judge.doubts import Doubts, doubts, in_words
from entracte.judge.support import Library, borne_out, passages
from entracte.judge.tellings import Telling, Unit
from entracte.model import Person, Read, Source, passage

PEOPLE = tuple(
    Person(id=name.split()[0].lower(), name=name, aliases=(name.split()[0],), character=True)
    for name in ("Anna Holm", "Per Moss", "Carl Brandt", "Tom Reed")
)


def telling(*sentences: str) -> Telling:
    body = " ".join(sentences)
    units, at = [], 0
    for words in sentences:
        read = Read(passage=passage("t", body, at, at + len(words)))
        units.append(Unit(words=words, read=read))
        at += len(words) + 1
    return Telling(source="t", sort="text", units=tuple(units))


def found(*sentences: str) -> tuple[Doubts, ...]:
    return doubts(telling(*sentences), (), PEOPLE)


def screenplay(scenes: int = 40) -> Source:
    """Forty scenes, each of its own words; Carl is only in the first ten, Tom only in the last."""
    chance = random.Random(5)
    letters = "bdfgklmnprstvz"
    word = lambda: "".join(chance.choice(letters) + chance.choice("aeiou") for _ in range(4))  # noqa: E731
    out = []
    for number in range(scenes):
        own = [f"{word()}" for _ in range(30)]
        own[0] = f"lantern{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10]}"
        who = "CARL" if number < 10 else "TOM" if number >= 30 else "PER"
        out.append(
            f"INT. PLACE - DAY\n{' '.join(own)}\n{' '.join(own[:20])}\n{who} " + "walk " * 45
        )
    body = "\n\n".join(out)
    return Source(id="s", title="S", origin="0", body=body, kind="screenplay")


def scene_word(number: int) -> str:
    return f"lantern{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10]}"


def test_the_dead_do_nothing() -> None:
    odd = found("Anna sings.", "Per is killed in the mine.", "Anna weeps.", "Per walks home.")
    assert [each.dead for each in odd] == [0, 0, 0, 1]
    assert "died before" in in_words(odd[3])


def test_the_dead_may_be_remembered() -> None:
    odd = found("Per (Max Frey) is killed in the mine.", "Per appears to Anna in a dream.")
    assert [each.dead for each in odd] == [0, 0]


def test_somebody_taken_for_known_is_introduced_later() -> None:
    odd = found("Anna Holm sings.", "Per opens the door.", "Anna meets Per Moss (Max Frey).")
    assert [each.early for each in odd] == [0, 1, 0]


def test_his_and_her_suit_somebody() -> None:
    assert found("Anna Holm leaves his wife at the station.")[0].gender == 1
    assert found("Anna Holm leaves her husband at the station.")[0].gender == 0
    assert found("Per Moss sings.", "Anna takes his hat.")[1].gender < 1


def test_a_sentence_at_another_place_and_of_people_elsewhere() -> None:
    film = passages((screenplay(),), ())
    assert len(film) >= 20
    order = [0, 5, 10, 15, 20, 25, 30, 35]
    told = [f"They carry {scene_word(n)} away." for n in order]
    fine = doubts(telling(*told), film, PEOPLE)
    moved = [told[0], told[7], *told[2:7], told[1]]
    odd = doubts(telling(*moved), film, PEOPLE)
    assert odd[1].order > max(each.order for each in fine)
    assert odd[7].order > max(each.order for each in fine)
    with_tom = [*told[:1], f"Tom carries {scene_word(5)} away.", *told[2:]]
    with_carl = [*told[:1], f"Carl carries {scene_word(5)} away.", *told[2:]]
    there = doubts(telling(*with_carl), film, PEOPLE)[1].people
    assert doubts(telling(*with_tom), film, PEOPLE)[1].people > there


def test_support_needs_most_of_a_sentence() -> None:
    text = "Per Moss measures the salt flats for the railway company. Anna Holm keeps an inn."
    source = Source(id="a", title="A", origin="0", body=text, kind="article")
    library = Library(passages((source,), ()), ["Per Moss", "Anna Holm"])
    assert borne_out(library.best("Per Moss measures the flats of salt for a railway."))
    assert not borne_out(library.best("Per Moss steals the railway and drowns in the river."))
    assert not borne_out(library.best("Per sings."))
