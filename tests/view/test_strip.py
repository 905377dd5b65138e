"""The strip: the film at a glance, as a picture and as figures to be drawn from."""

import io
import re
from base64 import b64decode

from msgspec.structs import replace
from PIL import Image
from tests.view import sample
from tests.view.test_film_page import Served

from entracte.model import Film, Page, Shot, Span, Track, from_bytes
from entracte.view import html, strip
from entracte.view.colour import hex_


def bitmap(page: Page) -> Image.Image:
    found = re.search(r"base64,([A-Za-z0-9+/=]+)", html.strip_svg(page))
    assert found is not None
    return Image.open(io.BytesIO(b64decode(found[1])))


def test_the_picture_has_each_shot_in_its_colour_at_its_place() -> None:
    page = sample.page(sample.stills(40))
    drawn = bitmap(page)
    assert drawn.size == (strip.COLUMNS, strip.HEIGHT)
    long = strip.length(page)
    for shot in page.shots.items:
        x = (shot.span.start + shot.span.end) // 2 * strip.COLUMNS // long
        assert drawn.getpixel((x, 10)) == shot.colour


def test_dialogue_is_ticked_beneath_the_shots() -> None:
    page = sample.page(lines=20)
    drawn = bitmap(page)
    line = page.lines.items[7]
    x = line.span.start * strip.COLUMNS // strip.length(page)
    bottom = strip.HEIGHT - 2
    assert drawn.getpixel((x, bottom)) > drawn.getpixel((x + 30, bottom))


def test_many_shots_in_one_column_are_mixed_and_stay_small() -> None:
    shots = tuple(
        Shot(id=str(i), span=Span(start=i, end=i + 1), colour=(200, 0, 0) if i % 2 else (0, 0, 200))
        for i in range(40_000)
    )
    page = Page(film=Film(id="x", title=()), shots=Track(items=shots))
    r, _g, b = bitmap(page).getpixel((600, 5))  # type: ignore[misc]
    assert abs(r - 100) < 12
    assert abs(b - 100) < 12
    assert len(html.strip_svg(page)) < 20_000


def test_the_figures_give_every_shot_and_line_back() -> None:
    page = sample.page(sample.stills(40))
    told = from_bytes(html.strip_json(page), dict)
    at, starts = told["from"], []
    for long in told["shots"]:
        starts.append(at)
        at += long * 10
    assert all(
        abs(a - s.span.start) <= 10 * len(starts)
        for a, s in zip(starts, page.shots.items, strict=True)
    )
    assert told["colours"] == "".join(hex_(shot.colour)[1:] for shot in page.shots.items)
    at, lines = 0, []
    for after, long in zip(told["lines"][::2], told["lines"][1::2], strict=True):
        at += after * 10
        lines.append((at, long * 10))
    assert lines == [
        (line.span.start // 10 * 10, (line.span.end - line.span.start) // 10 * 10)
        for line in page.lines.items
    ]
    assert len(told["scenes"]) == sum(len(scene.spans) for scene in page.scenes)


def test_a_page_without_a_film_has_an_empty_strip() -> None:
    page = Page(film=Film(id="x", title=()))
    told = from_bytes(html.strip_json(page), dict)
    assert (told["shots"], told["lines"], told["colours"]) == ([], [], "")
    assert bitmap(page).size == (strip.COLUMNS, strip.HEIGHT)


def test_shots_with_gaps_between_them_keep_their_places() -> None:
    base = sample.page()
    some = base.shots.items[3:40:9]
    page = replace(base, shots=replace(base.shots, items=some))
    told = from_bytes(html.strip_json(page), dict)
    at = told["from"]
    for long, shot in zip(told["shots"], some, strict=True):
        assert abs(at - shot.span.start) <= 40
        at += long * 10


def test_the_app_is_installed_by_a_manifest_whose_icons_are_there() -> None:
    told = from_bytes(html.manifest(Served(), html.Reader(language="de")), dict)
    assert told["lang"] == "de"
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        name = icon["src"].rpartition("/")[2]
        wide, _x, high = icon["sizes"].partition("x")
        assert Image.open(io.BytesIO(html.asset(name))).size == (int(wide), int(high))
        assert len(html.asset(name)) < 10_000


def test_own_scripts_and_style_sheets_are_light() -> None:
    import gzip

    own = [data for name, data in html.assets().items() if name.endswith((".js", ".css"))]
    assert sum(len(gzip.compress(data, 6)) for data in own) <= 41_000
