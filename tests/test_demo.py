"""The demo film's page against its truth: what is true stands at its second, the rest aside."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import entracte.demo
from entracte.compose.cues import flagged
from entracte.model import Heard, Page, Span, from_bytes, to_bytes
from entracte.store.folder import film
from entracte.store.shelf import Shelf
from entracte.work.add import make
from entracte.work.hands import Hands

HERE = Path(entracte.demo.__file__).parent
TRUTH = json.loads((HERE / "truth.json").read_text("utf-8"))
FILM = TRUTH["film"]
(FOLDER,) = (each for each in HERE.iterdir() if each.is_dir() and each.name != "__pycache__")


def made(home: Path) -> bytes:
    shelf = Shelf(home=str(home))
    with Hands() as hands:
        ran = make("page", film(FOLDER), shelf, hands, lambda _: None)
    assert ran.failed == ()
    return shelf.blobs.get(ran.made[0])


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bytes]:
    return made(tmp_path_factory.mktemp("shelf"))


@pytest.fixture(scope="module")
def page(first: bytes) -> Page:
    return from_bytes(first, Page)


def test_two_runs_give_the_same_page_byte_for_byte(first: bytes, tmp_path: Path) -> None:
    assert made(tmp_path) == first
    assert to_bytes(from_bytes(first, Page)) == first


def said(page: Page) -> dict[str, int]:
    """Quoted words, plain, and the second at which the page says they are heard."""
    spans = {line.id: line.span.start for line in page.lines.items}
    quotes = [claim.says for claim in page.quotes]
    turns = [turn for claim in page.dialogues for turn in claim.says.turns]
    return {plain(q.words): spans[q.lines[0]] for q in (*quotes, *turns) if q.lines}


def plain(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


TRUE = [quote for quote in FILM["quotes"] if quote["standing"] == "borne out"]
FALSE = [quote for quote in FILM["quotes"] if quote["standing"] == "not found"]


def test_there_is_something_to_find() -> None:
    assert len(TRUE) >= 8
    assert len(FALSE) >= 2


@pytest.mark.parametrize("quote", TRUE, ids=lambda quote: quote["words"])
def test_true_quotes_stand_at_their_second(page: Page, quote: dict) -> None:
    if quote["where"] == "article" and plain(quote["words"]) not in said(page):
        pytest.skip("part of a sentence; not told as a quote")
    assert abs(said(page)[plain(quote["words"])] - quote["start_ms"]) < 1000


@pytest.mark.parametrize("quote", FALSE, ids=lambda quote: quote["words"])
def test_invented_quotes_are_set_aside_and_in_view(page: Page, quote: dict) -> None:
    assert plain(quote["words"]) not in said(page)
    aside = [plain(claim.says) for claim in page.set_aside]
    assert any(plain(quote["words"]) in words for words in aside)


def test_nothing_is_borne_out_that_is_not_true(page: Page) -> None:
    true = {plain(quote["words"]) for quote in TRUE}
    true |= {plain(quote.get("spoken", "")) for quote in FILM["quotes"]}
    lines = {line.id: plain(line.text) for line in page.lines.items}
    for claim in page.quotes:
        if any(isinstance(found, Heard) for found in claim.said_by):  # chosen by entracte
            assert plain(claim.says.words) == "".join(lines[each] for each in claim.says.lines)
        elif any(isinstance(found, Heard) for found in claim.evidence):
            assert plain(claim.says.words) in true


def test_lines_are_chosen_beside_those_of_texts_and_say_why(page: Page) -> None:
    chosen = [c for c in page.quotes if any(isinstance(e, Heard) for e in c.said_by)]
    assert chosen
    assert all(found.why for claim in chosen for found in claim.evidence)
    assert page.tied


def test_scenes_of_the_listing_stand_where_they_are_and_invented_ones_nowhere(page: Page) -> None:
    places = {scene["n"]: scene for scene in FILM["scenes"]}
    truth = {scene["title"]: scene for scene in TRUTH["memorable_scenes"]}
    found = 0
    for scene in page.scenes:
        told = truth.get(scene.title[0].says) if scene.title else None
        if told is None:
            continue
        if told.get("scene") is None:
            assert scene.spans == ()
        for span in scene.spans:
            place = places[told["scene"]]
            assert place["start_ms"] <= (span.start + span.end) // 2 < place["end_ms"]
            found += 1
    assert found >= 4


def test_who_speaks(page: Page) -> None:
    names = {person.id: {person.name, *person.aliases} for person in page.people}
    right = wrong = 0
    for line in page.lines.items:
        near = [each for each in FILM["lines"] if plain(each["text"]) == plain(line.text)]
        if line.speaker is None or len(near) != 1:
            continue
        if any(near[0]["speaker"].split()[-1] in name for name in names[line.speaker]):
            right += 1
        else:
            wrong += 1
    assert wrong == 0
    assert right >= 0.85 * len(FILM["lines"])


def test_pictures(page: Page) -> None:
    """Every cut and dissolve but the titles that change over one picture, and none too many."""
    found = [shot.span.start for shot in page.shots.items[1:]]
    titles = [edge for title in FILM["titles"] for edge in (title["start_ms"], title["end_ms"])]
    asked = FILM["shots"][1:]
    missed = [
        shot["start_ms"]
        for shot in asked
        if not any(
            shot["start_ms"] - 200 <= start <= shot["start_ms"] + shot["transition_ms"] + 200
            for start in found
        )
    ]
    assert all(any(abs(at - edge) < 1500 for edge in titles) for at in missed)
    assert len(missed) <= 4
    assert len(found) <= len(asked)
    assert all(shot.still for shot in page.shots.items)


def test_noises_are_told_once(page: Page) -> None:
    noises = [line.text for line in page.lines.items if line.sort == "sound"]
    assert "[train whistle]" in noises
    assert "♪" not in noises


@pytest.mark.parametrize("cue", FILM["cues"], ids=lambda cue: cue["title"])
def test_every_cue_is_found_where_it_is(page: Page, cue: dict) -> None:
    """As a cue of its own; its edges are good to the few seconds the detector looks around."""
    found = [(span, each) for each in page.cues for span in each.spans]

    def off(span: Span) -> int:
        return max(abs(span.start - cue["start_ms"]), abs(span.end - cue["end_ms"]))

    span, nearest = min(found, key=lambda each: off(each[0]))
    assert off(span) <= 4500
    files = {each.id: each.file for each in page.recordings}
    heard = [files[claim.says] for claim in nearest.recording]
    assert heard == ([cue["track"]] if cue["track"] and not cue["other_recording"] else [])
    if cue["use"] in ("main title", "end title"):
        assert nearest.use == {"main title": "MT", "end title": "ET"}[cue["use"]]


def test_each_second_of_music_is_in_one_cue(page: Page) -> None:
    assert flagged(page.cues, page.sounds) == ()
    assert len([each for each in page.cues if each.spans]) == len(FILM["cues"])


def test_sources_are_whole_and_their_repairs_shown(page: Page) -> None:
    kinds = {source.kind for source in page.sources}
    assert {"article", "listing", "screenplay", "subtitles", "album"} <= kinds
    article = next(source for source in page.sources if source.kind == "article")
    assert len(article.repairs) >= 10
    assert [track.items[0].language for track in page.translations] == ["de"]
