"""Before a film's page: playing what it quotes, seeking, finding, correcting, sharing."""

import json
import re
from typing import Any

import pytest
from tests.journeys.conftest import DEMO, App, Look, ready


def text(place: Any) -> str:
    """The words there, drawn yet or not."""
    return str(place.text_content() or "").strip()


def seconds(page: Any) -> float:
    return float(page.evaluate("document.querySelector('video').currentTime"))


def test_the_demo_opens_a_quote_plays_and_on_now_changes(app: App, page: Any, look: Look) -> None:
    ready(page, app.address)
    page.get_by_role("link", name="The Red Shoes, a shadow play").click()
    page.wait_for_selector("body.ready")
    page.wait_for_selector(".strip.alive")
    look("film-top")
    assert page.locator(".now-words").inner_text() == ""
    quote = page.locator("#quotes .quote", has=page.locator("a.t")).first
    words = text(quote.locator(".said"))
    at = int(quote.locator("a.t").first.get_attribute("data-t") or 0) / 1000
    page.evaluate("document.querySelector('video').muted = true")
    quote.locator("a.t").first.click()
    page.wait_for_function("() => document.querySelector('.now-words').textContent.trim() !== ''")
    assert abs(seconds(page) - at) < 8
    page.wait_for_function("() => /[?&]t=[0-9]/.test(location.search)")
    heard = page.locator(".now-words").inner_text()
    assert set(re.findall(r"\w{4,}", words.lower())) & set(re.findall(r"\w{4,}", heard.lower()))
    assert page.locator(".now-speaker").inner_text()
    assert page.locator(".now-scene a").count() >= 1
    assert page.locator(".now-more dt").count() >= 1
    page.wait_for_function(f"() => document.querySelector('video').currentTime > {at + 0.5}")
    page.evaluate("document.querySelector('video').pause()")
    page.locator("#player").scroll_into_view_if_needed()
    look("on-now")
    before = page.locator(".now").inner_text()
    page.keyboard.press("]")
    page.wait_for_function("(was) => document.querySelector('.now').innerText !== was", arg=before)


def test_every_state_is_an_address(app: App, page: Any) -> None:
    ready(page, f"{app.film}?t=42.5")
    page.wait_for_function(
        "() => Math.abs(document.querySelector('video').currentTime - 42.5) < 0.2"
    )
    ready(page, f"{app.film}#scene-2")
    second = page.locator(".card").nth(1)
    assert second.evaluate("node => Math.abs(node.getBoundingClientRect().top) < innerHeight")
    line = page.locator(".group li").nth(4)
    line.locator("a").click()
    assert page.url.endswith(f"#{line.get_attribute('id')}")
    assert "t=" in page.url


def test_the_strip_is_a_slider_for_the_keyboard(app: App, page: Any, look: Look) -> None:
    ready(page, app.film)
    page.wait_for_selector(".strip.alive")
    slider = page.get_by_role("slider", name="Place in the film")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 10) < 0.3")
    assert slider.get_attribute("aria-valuenow") == "10"
    page.keyboard.press("PageDown")
    page.wait_for_function("() => document.querySelector('video').currentTime > 15")
    told = slider.get_attribute("aria-valuetext") or ""
    assert re.match(r"\d:\d\d, \w", told), told
    for _ in range(3):
        page.keyboard.press("+")
    assert "near" in (page.locator(".strip").get_attribute("class") or "")
    look("strip-near")
    page.keyboard.press("0")
    page.keyboard.press("End")
    assert slider.get_attribute("aria-valuenow") == slider.get_attribute("aria-valuemax")
    page.keyboard.press("Home")
    assert slider.get_attribute("aria-valuenow") == "0"


def test_a_misremembered_line_is_found_and_jumped_to(app: App, page: Any, look: Look) -> None:
    ready(page, app.film)
    page.keyboard.press("/")
    page.keyboard.type("i have never stayed so long", delay=15)
    page.wait_for_selector("#hits [role=option]")
    field = page.get_by_role("combobox")
    assert field.get_attribute("aria-expanded") == "true"
    look("finding")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert "stayed" in chosen.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.length > 1")
    there = page.locator(page.evaluate("location.hash"))
    assert "stayed that long" in there.inner_text()
    page.wait_for_function(
        "(id) => {const b = document.querySelector(id).getBoundingClientRect();"
        " return b.top > 0 && b.bottom < innerHeight}",
        arg=page.evaluate("location.hash"),
    )
    page.keyboard.press("/")
    page.keyboard.type("an xyzzy nobody ever plughed", delay=5)
    page.wait_for_selector(".hits-note")
    ready(page, f"{app.address}/find?q=never+stayed+that+long")
    assert page.locator(".finds li").count() >= 1
    look("found", phone=False)


def test_a_statement_is_corrected_and_the_correction_taken_back(
    app: App, page: Any, look: Look
) -> None:
    ready(page, app.film)
    page.keyboard.press("e")
    first = page.locator("#story .said[id]").nth(1)
    said = text(first)
    first.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="Correct a statement")
    assert box.locator(".c-said").inner_text() == said
    mine = "Nela comes from nowhere in particular."
    box.get_by_label("In your words").fill(mine)
    box.get_by_label("How you know").fill("I asked the maker.")
    look("correcting")
    box.get_by_role("button", name="Save").click()
    page.wait_for_selector(".toast button")
    page.locator("#story", has_text=mine).wait_for()
    assert page.locator("#story .by-hand").count() >= 1
    page.locator("#story .contradicted", has_text=said[:40]).wait_for()
    page.keyboard.press("Escape")
    look("corrected")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Corrections made …").click()
    history = page.get_by_role("dialog", name="Corrections made")
    history.get_by_text("I asked the maker.").wait_for()
    look("corrections")
    history.get_by_role("button", name="Take back").click()
    page.wait_for_function(
        "(t) => !document.querySelector('#story').textContent.includes(t)", arg=mine
    )
    assert page.locator("#story .contradicted", has_text=said[:40]).count() == 0


FORMS = {"Plain": "— ", "Markdown": "> — ", "BibTeX": "@misc{", "CSL-JSON": "motion_picture"}


def test_a_quote_is_copied_with_its_citation_and_drawn_as_a_card(
    app: App, page: Any, look: Look
) -> None:
    ready(page, app.film)
    page.wait_for_selector(".strip.alive")
    quote = page.locator("#quotes .quote", has=page.locator("a.t")).first
    words = text(quote.locator(".said")).strip("“”")
    quote.get_by_role("button", name="Share").click()
    box = page.get_by_role("dialog", name="Share")
    for form, mark in FORMS.items():
        box.get_by_text(form, exact=True).click()
        cited = box.get_by_label("Citation").last.input_value()
        assert words[:20] in cited
        assert mark in cited
    assert json.loads(cited)[0]["issued"] == {"date-parts": [[2026]]}
    box.get_by_text("Plain", exact=True).click()
    for button, ending in (("Quote card", ".png"), ("Still", ".jpg"), ("Short clip", ".mp4")):
        with page.expect_download() as taken:
            box.get_by_role("button", name=button).click()
        assert taken.value.suggested_filename.endswith(ending)
        assert taken.value.path().stat().st_size > 4000
    look("sharing")
    box.get_by_role("button", name="Copy").click()
    page.wait_for_selector(".toast")
    assert words[:20] in page.evaluate("navigator.clipboard.readText()")


def test_the_keys_are_told_on_a_sheet(app: App, page: Any, look: Look) -> None:
    ready(page, app.film)
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keyboard").wait_for()
    look("keys", phone=False)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    page.keyboard.press("l")
    page.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 10) < 0.3")
    page.keyboard.press("j")
    page.keyboard.press("m")
    assert page.evaluate("document.querySelector('video').muted") is True


@pytest.mark.parametrize("what", ["director", "cast"])
def test_a_name_leads_to_a_person_in_all_films(app: App, page: Any, look: Look, what: str) -> None:
    ready(page, app.film)
    section = "#credits" if what == "director" else "#cast"
    link = page.locator(f"{section} .who-link").first
    name = text(link)
    link.click()
    page.get_by_role("heading", level=1, name=name).wait_for()
    if what == "cast":
        look("person")
    page.locator(".deeds a").first.click()
    page.wait_for_selector("body.film")
    assert f"/film/{DEMO}" in page.url
