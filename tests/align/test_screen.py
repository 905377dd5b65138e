"""What became of the scenes of a screenplay in the film."""

from entracte.align.screen import compared
from entracte.model import Account, Line, Passage, Script, Source, Span, Speech, Written

NOWHERE = Passage(source="s", start=0, end=0, quote="")
TOWNS = ("Riga", "Malmo", "Bergen", "Lubeck", "Turku", "Gdansk", "Visby", "Aarhus")


def words(town: str, n: int) -> str:
    """A sentence whose words no other town has."""
    return " ".join(f"{town}{n}{letter}" for letter in "abcdefgh") + "."


def screenplay() -> Account:
    scenes = tuple(
        Written(
            heading=f"EXT. {town.upper()} - DAY",
            passage=NOWHERE,
            elements=tuple(
                Speech(cue="NELL", words=words(town, n), passage=NOWHERE) for n in range(100, 103)
            ),
        )
        for town in TOWNS
    )
    source = Source(id="s", title="s", origin="", body="", kind="screenplay", file="s.txt")
    return Account(source=source, script=Script(scenes=scenes))


def film(order: list[str], more: int = 0) -> list[Line]:
    texts = [words(town, n) for town in order for n in range(100, 103)]
    texts += [f"Nobody ever wrote sentence {n} of this song about mountains" for n in range(more)]
    return [
        Line(id=f"line-{i}", span=Span(start=i * 70_000, end=i * 70_000 + 4_000), text=text)
        for i, text in enumerate(texts)
    ]


def became(lines: list[Line]) -> dict[str, str]:
    (found,) = compared([screenplay()], lines)
    return {change.heading or "added": change.what for change in found.changes}


def test_cut_kept_moved_and_added() -> None:
    order = [town for town in TOWNS if town not in {"Bergen", "Malmo"}]
    order.append("Malmo")  # written second, shown last
    found = became(film(order, more=5))
    assert found["EXT. BERGEN - DAY"] == "cut"
    assert found["EXT. MALMO - DAY"] == "moved"
    assert found["EXT. RIGA - DAY"] == "kept"
    assert found["added"] == "added"


def test_the_film_as_written_is_kept_whole() -> None:
    assert set(became(film(list(TOWNS))).values()) == {"kept"}


def test_another_film_is_not_compared() -> None:
    (found,) = compared([screenplay()], film([], more=30))
    assert found.verdict == "another film"
    assert found.changes == ()
