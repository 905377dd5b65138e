"""Values are written in one way, and read back as what they were."""

import msgspec
import pytest

from entracte.model import (
    Claim,
    Credit,
    Cue,
    Film,
    Page,
    Passage,
    Read,
    Scene,
    Span,
    Work,
    from_bytes,
    slug,
    to_bytes,
)

READ = Read(passage=Passage(source="a", start=0, end=1, quote="x"), by="article/1")
PAGE = Page(
    film=Film(id="f", title=(Claim(says="The Tide", said_by=(READ,)),)),
    credits=(Claim(says=Credit(role="conductor", person="p", part="opera"), said_by=(READ,)),),
    parts=(
        Scene(id="scene-1", spans=(Span(start=1, end=2),)),
        Work(id="opera", form="opera"),
        Cue(id="cue-1", use="MT"),
    ),
)


def test_there_and_back() -> None:
    assert from_bytes(to_bytes(PAGE), Page) == PAGE
    assert to_bytes(from_bytes(to_bytes(PAGE), Page)) == to_bytes(PAGE)


def test_frozen() -> None:
    with pytest.raises(AttributeError):
        PAGE.format = 2  # type: ignore[misc]


def test_what_is_not_a_page_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        from_bytes(b'{"film": {"id": "f", "title": []}, "more": 1}', Page)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Léonide Massine", "leonide-massine"), ("  The Tide (1948)! ", "the-tide-1948")],
)
def test_slug(text: str, name: str) -> None:
    assert slug(text) == name


def test_names_in_other_scripts_get_ids_of_their_own() -> None:
    assert slug("赤い靴") != slug("白い靴")
    assert slug("") != ""
