"""The page as HTML: whole, linked, escaped, whatever the film has or lacks."""

import gzip
from functools import cache

import pytest
from msgspec.structs import replace
from tests.view import sample
from tests.view.reading import Reading

from entracte.compose.claims import claims
from entracte.export.html import exporter
from entracte.model import (
    Claim,
    Credit,
    Cue,
    Edit,
    Exchange,
    Fact,
    Film,
    Heard,
    Line,
    Opinion,
    Page,
    Person,
    Quote,
    Recording,
    Scene,
    Shot,
    Source,
    Span,
    Title,
    Told,
    Track,
    Work,
)
from entracte.plugins import Wish
from entracte.view import html
from entracte.view.sheet import sheet

HOSTILE = "</p><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7*7 }}"


class Served:
    """Addresses as a server gives them."""

    whole = 40_000

    def asset(self, name: str) -> str:
        return f"/static/{name}"

    def still(self, still: str) -> str:
        return f"/still/{still[:16]}.jpg"

    def strip(self) -> str:
        return "/strip.svg"

    def styles(self) -> str:
        return "/theme.css"

    def inline(self) -> str:
        return ""

    def film(self) -> str:
        return "/video"

    def captions(self) -> tuple[tuple[str, str, str], ...]:
        return (("/0.vtt", "en", "en"),)

    def text(self, letter: str) -> str:
        return f"/source/{letter}"

    def home(self) -> str:
        return "/"

    def find(self) -> str:
        return "/find"

    def bars(self) -> str:
        return "/api/film/x/strip"

    def person(self, name: str) -> str:
        return f"/person/{name}"

    def api(self) -> str:
        return "/api/film/x"


@cache
def pictures() -> dict[str, bytes]:
    return sample.stills()


@cache
def served(film: bool = True) -> str:
    return html.film_html(sample.page(pictures(), film=film), Served())


def hostile() -> Page:
    """Every field that a text or a file can fill, filled with an attack."""
    source = Source(id=HOSTILE, title=HOSTILE, origin="0", body=HOSTILE, kind=HOSTILE, file=HOSTILE)
    by = (Told(why=HOSTILE, by=HOSTILE),)

    def says(what: object) -> Claim:  # type: ignore[type-arg]
        return Claim(says=what, said_by=by, against=by)  # type: ignore[arg-type]

    span = (Span(start=0, end=1000),)
    quote = Quote(words=HOSTILE, speaker=HOSTILE)
    scene = Scene(id=HOSTILE, title=(says(HOSTILE),), spans=span, description=(says(HOSTILE),))
    line = Line(id="l", span=span[0], text=HOSTILE, label=HOSTILE, language=HOSTILE)
    return Page(
        film=Film(id=HOSTILE, title=(says(HOSTILE), says(HOSTILE)), year=(says(1999),)),
        facts=(says(Fact(what=HOSTILE, value=HOSTILE)),),
        synopsis=(says(HOSTILE),),
        plot=(says(HOSTILE),),
        people=(
            Person(
                id=HOSTILE,
                name=HOSTILE,
                aliases=(HOSTILE + "2",),
                character=True,
                described=(says(HOSTILE),),
            ),
        ),
        credits=(
            says(Credit(role=HOSTILE, person=HOSTILE, scope=HOSTILE, exception=HOSTILE)),
            says(Credit(role="cast member", person=HOSTILE, as_character=HOSTILE)),
            says(Credit(role=HOSTILE, person=HOSTILE, part="nowhere")),
        ),
        parts=(
            replace(scene, context=(says(HOSTILE),), people=(HOSTILE,)),
            Work(id=f"w{HOSTILE}", title=(says(HOSTILE),), form=HOSTILE, story=(says(HOSTILE),)),
            Cue(
                id=f"c{HOSTILE}",
                title=(says(HOSTILE),),
                spans=span,
                use=HOSTILE,
                by=(says(HOSTILE),),
                recording=(says(HOSTILE),),
            ),
        ),
        lines=Track(items=(line,)),
        shots=Track(items=(Shot(id="s", span=span[0], still=HOSTILE),)),
        dialogues=(says(Exchange(turns=(quote, quote))),),
        quotes=(says(quote),),
        opinions=(says(Opinion(words=HOSTILE, holder=HOSTILE, question=HOSTILE, sort=HOSTILE)),),
        set_aside=(says(HOSTILE),),
        recordings=(Recording(id=HOSTILE, title=HOSTILE, album=HOSTILE, artist=HOSTILE),),
        sources=(source,),
        notes=(HOSTILE,),
    )


PAGES = {
    "rich": lambda: sample.page(pictures()),
    "no stills": lambda: sample.page(),
    "no film": lambda: sample.page(film=False),
    "nothing": lambda: Page(film=Film(id="x", title=())),
    "hostile": hostile,
}


@pytest.mark.parametrize("which", PAGES)
def test_the_page_is_well_formed_and_every_link_leads_somewhere(which: str) -> None:
    seen = Reading(html.film_html(PAGES[which](), Served()))
    assert seen.wrong == []
    assert seen.dangling == []
    assert len(seen.ids) == len(set(seen.ids))
    assert seen.inline == []
    assert seen.headings[0] == 1
    assert seen.headings.count(1) == 1
    steps = zip(seen.headings, seen.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)


@pytest.mark.parametrize("which", PAGES)
def test_the_exported_page_needs_nothing_from_outside(which: str) -> None:
    text = exporter.export(PAGES[which](), lambda _: b"\xff\xd8", Wish()).decode()
    seen = Reading(text)
    assert seen.wrong == []
    assert seen.dangling == []
    assert seen.inline == ["style"]
    assert "script" not in seen.tags
    assert all(href.startswith("#") for href in seen.hrefs)
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "url(fonts/" not in text


def test_hostile_text_is_only_text() -> None:
    text = html.film_html(hostile(), Served())
    seen = Reading(text)
    assert seen.tags.count("script") == 2  # ours, both with an address
    assert "<script>alert" not in text
    assert seen.tags.count("img") == 3  # the poster, the strip, the scene
    assert "49" not in seen.text
    assert "".join(seen.text).count("<script>alert(1)</script>") > 20


def test_every_claim_has_its_anchor() -> None:
    page = sample.page(pictures())
    ids = set(Reading(served()).ids)
    missing = [(name, section) for name, section, _ in claims(page) if name not in ids]
    assert missing == []


def test_a_second_of_the_film_and_a_place_in_a_text_have_names_for_the_ear() -> None:
    assert 'aria-label="at 21 minutes"' in served()
    assert 'aria-label="source a, article"' in served()


def test_what_the_film_does_not_show_says_so_in_words() -> None:
    assert "No evidence in the film" in served()
    assert "No evidence in the film" not in html.film_html(
        Page(film=Film(id="x", title=())), Served()
    )


def test_scenes_that_were_looked_for_and_not_placed_say_so() -> None:
    page = sample.page(pictures())
    assert any(scene.spans for scene in page.scenes)
    loose = [scene for scene in page.scenes if not scene.spans]
    assert html.film_html(page, Served()).count("Not placed in the film") == len(loose)
    nowhere = replace(
        page,
        parts=tuple(
            replace(part, spans=()) if isinstance(part, Scene) else part for part in page.parts
        ),
    )
    assert "Not placed in the film" not in html.film_html(nowhere, Served())


def test_credits_tell_scope_and_exception_in_plain_words() -> None:
    plain = " ".join("".join(Reading(served()).text).split())
    assert "Clara Munthe, the rest of the score, but not the opera The Drowned Bell" in plain


def test_readings_of_one_question_stand_side_by_side() -> None:
    debates = sheet(sample.page(film=False)).debates
    assert [(len(debate.voices), debate.side_by_side) for debate in debates] == [
        (2, True),
        (1, False),
    ]


def test_both_sides_of_a_contradiction_are_shown_and_cited() -> None:
    (pair,) = [each for each in sheet(sample.page(pictures())).sides if each.about == "Credits"]
    assert [side.full for side in pair.sides] == [False, True]
    assert all(voice.chip is not None for side in pair.sides for voice in side.voices)


def test_each_repair_is_shown_with_what_stood_there() -> None:
    article = sheet(sample.page(film=False)).sources[0]
    assert [(mend.was, mend.now) for mend in article.repairs] == [
        ("&#39;s", "’s"),
        ("{{cite book}", "[…]"),
        ("Ã©", "é"),
    ]
    assert article.gaps


def test_the_text_of_a_source_comes_through_whole() -> None:
    for source, card in zip(sample.page().sources, sheet(sample.page()).sources, strict=True):
        assert "".join(piece.text for piece in card.pieces).strip() == source.body.strip()


def test_a_place_in_a_text_begins_where_its_anchor_says() -> None:
    card = sheet(sample.page(film=False)).sources[0]
    at = 0
    starts = {}
    for piece in card.pieces:
        starts |= dict.fromkeys((anchor for anchor, _ in piece.opens), at)
        at += len(piece.text)
    cited = {anchor: start for anchor, start in starts.items() if anchor.startswith("source-")}
    assert cited
    assert all(int(anchor.split("-")[2]) == start for anchor, start in cited.items())


def test_long_texts_are_shown_by_their_passages() -> None:
    page = sample.page(film=False)
    body = "x " * 30_000 + page.sources[0].body
    moved = replace(page, sources=(replace(page.sources[0], body=body), *page.sources[1:]))
    shown = sum(len(piece.text) for piece in sheet(moved).sources[0].pieces)
    assert shown < 5_000
    assert Reading(html.film_html(moved, Served())).dangling == []
    assert "Read the whole text" in html.film_html(moved, Served())


def test_a_text_can_be_read_whole_on_a_page_of_its_own() -> None:
    for letter in "ab":
        seen = Reading(html.source_html(sample.page(film=False), letter, "/film/x", Served()))
        assert (seen.wrong, seen.dangling, seen.inline) == ([], [], [])
        assert seen.headings.count(1) == 1


def test_a_correction_by_a_person_is_marked_as_such() -> None:
    claim = Claim(
        says="She stays.", evidence=(Told(edit=Edit(id="e1", claim="c", act="confirm").id),)
    )
    text = html.film_html(Page(film=Film(id="x", title=()), plot=(claim,)), Served())
    assert "by hand" in text


def test_the_same_page_is_always_set_in_the_same_way() -> None:
    assert html.film_html(sample.page(pictures()), Served()) == served()


def test_a_page_of_a_long_film_is_light() -> None:
    page = sample.page(lines=1500)
    scenes = tuple(
        replace(
            page.scenes[0], id=f"s{i}", spans=(Span(start=i * 38_000, end=i * 38_000 + 30_000),)
        )
        for i in range(150)
    )
    shots = tuple(
        Shot(id=f"x{i}", span=Span(start=i * 2880, end=(i + 1) * 2880), colour=(i % 255, 90, 60))
        for i in range(2000)
    )
    long = replace(page, parts=(*scenes, *page.works, *page.cues), shots=Track(items=shots))
    text = html.film_html(long, Served()).encode()
    assert len(gzip.compress(text, 6)) < 90_000
    assert len(html.strip_svg(long)) < 120_000


def test_fonts_are_small_and_their_licences_lie_beside_them() -> None:
    fonts = {name: data for name, data in html.assets().items() if name.endswith(".woff2")}
    assert 0 < sum(map(len, fonts.values())) < 350_000
    licences = [name for name in html.assets() if "OFL" in name]
    assert len(licences) == 3


def test_what_entracte_chose_says_so_and_why() -> None:
    line = Line(id="l1", span=Span(start=1000, end=2000), text="South is only a direction.")
    picked = Claim(
        says=Quote(words=line.text, lines=("l1",)),
        said_by=(Heard(span=line.span, by="chosen/1", why="Chosen from the dialogue."),),
        evidence=(Heard(span=line.span, by="chosen/1", why="Short and general."),),
    )
    page = Page(film=Film(id="x", title=()), lines=Track(items=(line,)), quotes=(picked,))
    text = html.film_html(page, Served())
    assert "Chosen from the dialogue. Short and general." in text
    assert "Chosen" not in served()


def test_the_films_own_titles_stand_with_their_seconds() -> None:
    card = Title(span=Span(start=8000, end=12_000), text="A SHADOW PLAY\nafter <the> tale")
    page = Page(film=Film(id="x", title=()), titles=Track(items=(card,)))
    seen = Reading(html.film_html(page, Served()))
    assert (seen.wrong, seen.dangling) == ([], [])
    assert "after <the> tale" in "".join(seen.text)
    assert 'aria-label="at 8 seconds"' in html.film_html(page, Served())
