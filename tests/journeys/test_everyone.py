"""For everyone: no barrier that axe finds, five languages, letters of every kind, every width."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.journeys import strange
from tests.journeys.conftest import DESK, PHONE, App, Look, ready

WIDTHS = (320, 768, 1440, 3840)
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    ],
}  # fmt: skip


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong, with the element it is about."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


@pytest.mark.parametrize("way", ["dark", "light", "phone", "print"])
def test_axe_finds_nothing_on_the_film_page(app: App, page: Any, way: str) -> None:
    if way == "phone":
        page.set_viewport_size(PHONE)
    page.emulate_media(
        media="print" if way == "print" else "screen",
        color_scheme="light" if way == "light" else "dark",
    )
    ready(page, app.film)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_on_the_other_pages_and_in_what_opens(
    app: App, page: Any, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    for address in ("/", "/find?q=never", "/find?q=xyzzyx", "/signin", "/offline", "/nowhere"):
        page.goto(app.address + address)
        assert violations(page) == [], address
    ready(page, app.film)
    page.keyboard.press("e")
    page.locator("#story .said").first.click()
    for name in ("correct", "guard", "share", "keys", "follow", "pair", "history"):
        page.evaluate(
            "(name) => {document.querySelectorAll('dialog[open]').forEach((box) => box.close());"
            " document.getElementById(`d-${name}`).showModal()}",
            name,
        )
        found = Axe().run(page, context=f"#d-{name}", options=OPTIONS).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found] == [], name
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("never")
    page.wait_for_selector("#hits [role=option]")
    found = Axe().run(page, context=".bar", options=OPTIONS).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:160]) for each in found] == []


@pytest.mark.parametrize("language", ["de", "fr", "es", "ja"])
def test_the_page_speaks_the_readers_language(
    app: App, page: Any, look: Look, language: str
) -> None:
    ready(page, app.film)
    page.get_by_role("button", name="Menu").click()
    page.locator(f".tongues a[lang={language}]").click()
    page.wait_for_selector(f"html[lang={language}] body.ready")
    ready(page, app.address)
    assert page.locator("html").get_attribute("lang") == language  # it is remembered
    for address in (app.film, app.address):
        ready(page, address)
        for width in WIDTHS[:3]:
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (language, address, width)
    page.set_viewport_size(DESK)
    ready(page, app.film)
    look(f"language-{language}")


def test_letters_of_every_kind_stay_inside_the_page(app: App, page: Any, look: Look) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        ready(page, f"{app.address}/film/{strange.ID}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    page.set_viewport_size(DESK)
    page.wait_for_selector(".strip.alive")
    look("strange")
    page.locator("#quotes").scroll_into_view_if_needed()
    look("strange-quotes")
    page.locator("#dialogue").scroll_into_view_if_needed()
    look("strange-dialogue")
    arabic = page.locator("#dialogue q").first
    assert arabic.evaluate("node => getComputedStyle(node).unicodeBidi") == "plaintext"


def test_the_page_is_printed_without_what_only_works_on_a_screen(app: App, page: Any) -> None:
    ready(page, app.film)
    page.emulate_media(media="print")
    for name in (".bar", ".player", ".strip", ".share", ".toast"):
        assert page.locator(name).first.is_hidden()
    assert len(page.pdf(format="A4")) > 20_000


def test_everything_is_there_without_scripts(app: App, chromium: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(app.film)
    assert plain.locator(".group li").count() > 20
    assert plain.locator("video[controls]").count() == 1
    assert plain.locator(".strip img").count() == 1
    context.close()
