"""The page in other languages: nothing left out, nothing broken, and the right one chosen."""

import importlib.util
import re
import string
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from tests.view import sample
from tests.view.reading import Reading
from tests.view.test_film_page import Served

from entracte.view import html, tongue, words

OTHERS = [language for language in tongue.LANGUAGES if language != "en"]
_NAMES = re.compile(r"%\((\w+)\)s")


def script() -> ModuleType:
    path = Path(__file__).parents[2] / "scripts" / "languages.py"
    spec = importlib.util.spec_from_file_location("languages", path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def fields(text: str) -> set[str]:
    named = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return named | set(_NAMES.findall(text))


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    return script()


@pytest.mark.parametrize("language", OTHERS)
def test_no_word_of_the_page_is_left_untranslated(catalogues: ModuleType, language: str) -> None:
    with (catalogues.FOLDER / f"{language}.po").open("rb") as opened:
        there = read_po(opened, locale=language)
    missing = []
    for message in catalogues.gathered():
        if not message.id:
            continue
        found = there.get(message.id, message.context)
        said = found.string if found is not None else ""
        if not (all(said) if isinstance(said, tuple) else said):
            missing.append(message.id)
    assert missing == []


@pytest.mark.parametrize("language", OTHERS)
def test_translations_keep_what_is_filled_in(catalogues: ModuleType, language: str) -> None:
    with (catalogues.FOLDER / f"{language}.po").open("rb") as opened:
        there = read_po(opened, locale=language)
    for message in there:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id:
            assert all(fields(said) == fields(ids[-1]) for said in strings), message.id


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_read_is_what_was_translated(catalogues: ModuleType, language: str) -> None:
    with (catalogues.FOLDER / f"{language}.po").open("rb") as opened:
        there = read_po(opened, locale=language)
    assert (catalogues.FOLDER / f"{language}.mo").read_bytes() == catalogues.mo(there)


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_of_the_page_itself_stays_english(language: str) -> None:
    reader = html.Reader(language=language)
    text = html.film_html(sample.page(), Served(), reader)
    seen = Reading(text)
    assert (seen.wrong, seen.dangling) == ([], [])
    assert f'<html lang="{language}">' in text
    plain = re.sub(r"\s+", " ", "".join(seen.text))
    english = Reading(html.film_html(sample.page(), Served()))
    for said in ("Memorable scenes", "Hide the rest", "What is to be done", "Set aside"):
        assert said in "".join(english.text)
        assert said not in plain


def test_scripts_find_their_words() -> None:
    assert html._words("en") == ""
    assert "Kopiert." in html._words("de")
    text = html.film_html(sample.page(), Served(), html.Reader(language="ja"))
    assert '<meta name="words"' in text


@pytest.mark.parametrize(
    ("asked", "kept", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "", "de"),
        ("pt, fr;q=0.4, ja;q=0.6", "", "ja"),
        ("fr;q=0, en", "", "en"),
        ("de", "es", "es"),
        ("de", "xx", "de"),
        ("", "", "en"),
        ("fr;q=x,es;q=0.1", "", "es"),
        ("zh-Hant", "", "en"),
    ],
)
def test_the_language_is_the_one_kept_or_the_best_asked_for(
    asked: str, kept: str, language: str
) -> None:
    assert tongue.chosen(asked, kept) == language


@given(st.text(max_size=2000), st.text(max_size=10))
def test_any_wish_gets_a_language(asked: str, kept: str) -> None:
    assert tongue.chosen(asked, kept) in tongue.LANGUAGES


def test_numbers_plurals_times_and_days_are_those_of_the_language() -> None:
    said = {}
    for language in tongue.LANGUAGES:
        with tongue.speaking(language):
            said[language] = (
                tongue.number(12345),
                words.ratio(1370, 1000),
                words.counted("{n} word", "{n} words", 1),
                words.counted("{n} word", "{n} words", 2),
                tongue.date(2026, 11, 21),
                words.listed(["a", "b", "c"]),
                words.length(8_040_000),
            )
    assert said["en"] == (
        "12,345", "1.37:1", "1 word", "2 words", "21 November 2026", "a, b and c", "2 h 14 min",
    )  # fmt: skip
    assert said["de"] == (
        "12.345", "1,37:1", "1 Wort", "2 Wörter", "21. November 2026", "a, b und c",
        "2 Std. 14 Min.",
    )  # fmt: skip
    assert said["fr"][:4] == ("12\u202f345", "1,37:1", "1 mot", "2 mots")
    assert said["es"][4] == "21 de noviembre de 2026"
    assert said["ja"][2:5] == ("1語", "2語", "2026年11月21日")


def test_a_language_ends_where_it_began() -> None:
    with tongue.speaking("de"), tongue.speaking("nowhere"):
        assert tongue.spoken_here() == "en"
    assert tongue.spoken_here() == "en"
    assert words.spoken(4_020_000) == "at 1 hour 7 minutes"
    with tongue.speaking("de"):
        assert words.spoken(1_190_000) == "bei 19 Minuten 50"
