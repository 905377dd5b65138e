"""Lines, scenes, music and people are found, also half remembered, and nothing too early."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.index.shelves import harbour, put, train, two_films

from entracte.errors import NotFound
from entracte.index.answer import Answer, Hit
from entracte.index.search import Index
from entracte.model import from_bytes, to_bytes


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    home = str(tmp_path_factory.mktemp("home"))
    two_films(home)
    made = Index(home)
    made.follow()
    return made


def first(index: Index, query: str, **more: object) -> Hit:
    answer = index.find(query, **more)  # type: ignore[arg-type]
    assert answer.found, query
    return answer.groups[0].hits[0]


def test_a_line_with_its_second_and_the_lines_around(index: Index) -> None:
    hit = first(index, "the sea for permission")
    assert (hit.film, hit.sort, hit.start, hit.end) == ("the-glass-harbour", "line", 40_000, 42_000)
    assert hit.how == "exact"
    assert [hit.text[a:b] for a, b in hit.marks] == ["the sea for permission"]
    assert [near.text for near in hit.before] == [
        "I did. I always do.",
        "You never told me the harbour was made of glass.",
    ]
    assert [near.start for near in hit.after] == [50_000, 60_000]
    assert hit.who == "Marta Voss"


def test_a_misremembered_line_is_told_as_it_is_said(index: Index) -> None:
    hit = first(index, "Frankly my captain I couldn't care less")
    assert hit.text == "Frankly, captain, I could not care less."
    assert hit.how == "misremembered"
    assert [(p.asked, p.said) for p in hit.difference if not p.same] == [
        ("my", ""),
        ("couldn't", "could not"),
    ]


def test_misspelt_words_find_what_is_meant(index: Index) -> None:
    assert first(index, "harbuor maed of glas").start == 30_000
    assert first(index, "allume la lampe").language == "fr"


def test_words_over_two_lines(index: Index) -> None:
    hit = first(index, "nobody asks the sea for permission my girl then let us go before the tide")
    assert hit.start in (40_000, 50_000)
    assert hit.how == "misremembered"


def test_the_same_line_in_the_other_language(index: Index) -> None:
    hit = first(index, "who lit the lamp tonight", most=1)
    assert [(near.language, near.text) for near in hit.also] == [
        ("fr", "Qui a allumé la lampe ce soir ?")
    ]


def test_what_is_not_there_is_said_not_to_be_there(index: Index) -> None:
    answer = index.find("we shall always have the mountains of Peru")
    assert not answer.found
    assert not index.find("zeppelin").groups


def test_every_sort_is_found(index: Index) -> None:
    assert first(index, "climbs the tower").sort == "scene"
    assert first(index, "in:music waltz tides").sort in ("music", "track")
    assert first(index, "in:people Ilse").person == "ilse"
    assert first(index, "Ilse Brandt director").claim
    assert first(index, "in:texts ferryman drowns").film == "the-glass-harbour"
    assert first(index, "in:films harbour").sort == "film"
    assert first(index, "in:exchanges lamp").sort == "exchange"


def test_a_quote_of_a_line_and_the_line_are_one(index: Index) -> None:
    answer = index.find("I always do", most=50)
    at = [hit for hit in answer.hits if hit.start == 20_000 and hit.sort in ("line", "quote")]
    assert len(at) == 1
    assert at[0].claim


def test_filters(index: Index) -> None:
    assert first(index, "film:train nobody").text == "Nobody waits at the border, captain."
    assert {hit.film for hit in index.find("year:1951 captain").hits} == {"the-glass-harbour"}
    assert {hit.who for hit in index.find("speaker:marta permission").hits} == {"Marta Voss"}
    assert [h.start for h in index.find("in:lines film:harbour after:0:45 before:0:55").hits] == [
        50_000
    ]
    nowhere = index.find("film:nowhere captain")
    assert not nowhere.found
    assert nowhere.notes == ("There is no film called nowhere in the index.",)


def test_quotes_ask_for_the_very_words(index: Index) -> None:
    assert {hit.text for hit in index.find('"captain i could"').hits} == {
        "Frankly, captain, I could not care less."
    }
    assert first(index, '"frankly captian i could not care"').how == "misremembered"  # else nothing


def test_as_one_types(index: Index) -> None:
    for typed in ("fra", "frankly", "frankly cap", "frankly, captain, i c"):
        hit = first(index, typed, typing=True)
        assert hit.text == "Frankly, captain, I could not care less."
        assert hit.marks[0][0] == 0
        assert not hit.before
    whole = index.find("cap ", typing=True)  # a finished word
    assert not [hit for hit in whole.hits if "captain" in hit.text and hit.how == "as typed"]


def test_nothing_after_the_readers_limit(index: Index) -> None:
    seen = {"the-glass-harbour": 25_000}
    assert first(index, "who lit the lamp tonight", seen=seen).after[-1].start <= 25_000
    for query in ("nobody asks the sea", "ferryman drowns", "waltz of the tides", "made of glass"):
        for typing in (False, True):
            answer = index.find(query, seen=seen, typing=typing, most=50)
            mine = [hit for hit in answer.hits if hit.film == "the-glass-harbour"]
            told = " ".join(hit.text for hit in mine)
            later = ("permission", "ferryman", "Waltz", "made of glass", "tide", "captain")
            assert not [word for word in later if word in told], query
            assert all(hit.start is None or hit.start <= 25_000 for hit in mine), query
    assert first(index, "nobody waits at the border", seen=seen).film == "night-train"
    assert not index.find("climbs the tower", seen={"the-glass-harbour": 20_000}).found


def pages(index: Index, query: str, most: int) -> Iterator[tuple[str, int | None, str, str]]:
    after = ""
    while True:
        answer = index.find(query, most=most, after=after)
        yield from ((hit.film, hit.start, hit.sort, hit.claim) for hit in answer.hits)
        after = answer.next
        if not after:
            return


def test_pages_follow_each_other_though_films_are_added(tmp_path: Path) -> None:
    home = str(tmp_path)
    put(home, "Echo", train([f"the echo number {i} of the valley" for i in range(30)], "Echo"))
    index = Index(home)
    index.follow()
    whole = list(pages(index, "echo valley", 100))
    assert len(whole) == len(set(whole)) == 30 + 2  # the film's title, and that it is called so
    turning = pages(index, "echo valley", 7)
    got = list(islice(turning, 10))
    put(home, "Valley", train(["echo valley echo valley"], "Valley"))
    index.follow()
    got += list(turning)
    assert sorted(got, key=str) == sorted(whole, key=str)
    with pytest.raises(NotFound):
        index.find("echo", after="x")


def test_an_answer_is_json(index: Index) -> None:
    answer = index.find("who lit the lamp")
    assert from_bytes(to_bytes(answer), Answer) == answer


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(max_size=60)
    | st.binary(max_size=80).map(lambda raw: raw.decode("utf-8", "surrogateescape"))
    | st.lists(
        st.sampled_from(["film:", "in:lines", '"', "captain", "lamp", "year:1951", "*", "a", "-"]),
        max_size=12,
    ).map(" ".join),
    st.booleans(),
)
def test_any_text_is_answered(index: Index, query: str, typing: bool) -> None:
    to_bytes(index.find(query, typing=typing))


def test_a_page_that_changes_is_found_anew(tmp_path: Path) -> None:
    home = str(tmp_path)
    two_films(home)
    index = Index(home)
    assert index.follow() == 2
    put(home, "Night Train", train(["A different line altogether."]))
    assert index.follow() == 1
    assert first(index, "a different line").film == "night-train"
    assert not index.find("with or without you").found
    assert index.follow() == 0
    assert harbour().film.title[0].says == index.find("lamp").groups[0].title
