"""Saved web pages of several sites: the right text, its places in the HTML, and what it says."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.errors import NotReadable
from entracte.model import File, Mend, Read, untouched
from entracte.read.jsonld import escapes, leaves
from entracte.read.markup import attributes, entities, tokens
from entracte.read.webpage import reader, rendered

CASES = Path(__file__).parent.parent / "cases" / "webpage"
NAMES = sorted(path.stem for path in CASES.glob("*.toml"))


def page(name: str):
    expected = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    data = (CASES / f"{name}.html").read_bytes()
    return reader.read(File(name=f"{name}.html", data=data)), expected


def people(told) -> dict:
    return {person.id: person.name for person in told.people}


@pytest.mark.parametrize("name", NAMES)
class TestSites:
    def test_the_text_without_menus_and_notices(self, name):
        told, expected = page(name)
        for words in expected["body_has"]:
            assert words in told.source.body
        for words in expected["body_lacks"]:
            if words == "<" and "<one way>" in told.source.body:
                continue
            assert words not in told.source.body

    def test_title_and_facts(self, name):
        told, expected = page(name)
        assert told.title
        assert {claim.says for claim in told.title} == {expected["title"]}
        if "year" in expected:
            assert [claim.says for claim in told.year] == [expected["year"]]
        if "facts" in expected:
            found = [[claim.says.what, claim.says.value] for claim in told.facts]
            assert found == expected["facts"]

    def test_what_it_tells(self, name):
        told, expected = page(name)
        plot = [claim.says for claim in told.plot]
        synopsis = [claim.says for claim in told.synopsis]
        assert [each for each in expected.get("plot_has", []) if each not in plot + synopsis] == []
        assert [each for each in expected.get("synopsis_has", []) if each not in synopsis] == []
        if "quotes" in expected:
            names = people(told)
            found = [[names.get(c.says.speaker, ""), c.says.words] for c in told.quotes]
            found += [
                [names.get(turn.speaker, ""), turn.words]
                for claim in told.dialogues
                for turn in claim.says.turns
            ]
            assert found == expected["quotes"]
        if "parts" in expected:
            assert [part.title[0].says for part in told.parts] == expected["parts"]

    def test_credits(self, name):
        told, expected = page(name)
        names = people(told)
        found = [
            [c.says.role, names[c.says.person], names.get(c.says.as_character or "", "")]
            for c in told.credits
        ]
        for credit in expected.get("credits_have", []):
            assert credit in found
        if "credits" in expected:
            assert sorted(found) == sorted(expected["credits"])

    def test_every_character_has_its_place_in_the_html(self, name):
        told, _ = page(name)
        html = (CASES / f"{name}.html").read_text("utf-8")
        source = told.source
        rebuilt, at = [], 0
        for repair in source.repairs:
            rebuilt += [html[at : repair.start], repair.now]
            at = repair.end
        assert "".join([*rebuilt, html[at:]]) == source.body
        places = [
            place
            for claim in (*told.title, *told.plot, *told.synopsis, *told.credits, *told.quotes)
            for place in claim.said_by
        ]
        assert places
        for place in places:
            assert isinstance(place, Read)
            passage = place.passage
            assert source.body[passage.start : passage.end] == passage.quote
            start, end = untouched(source, passage.start, passage.end)
            first = passage.quote.split()[0].rstrip(":")
            assert first in html[start:end] or not first.isascii() or "'" in first

    def test_only_damage_is_shown_as_repaired(self, name):
        told, expected = page(name)
        shown = [
            repair.was
            for repair in told.source.repairs
            if repair.kind not in (Mend.MARKUP, Mend.FURNITURE)
        ]
        wanted = expected.get("damage", [])
        assert bool(shown) == bool(wanted)


def test_what_is_no_html_is_not_parsed_as_html():
    for text in (
        "A plain text with a < b and <ref name=x>.",
        "1\n00:00:01,000 --> 00:00:02,000\n<i>Hi</i>",
    ):
        assert reader.suits(File(name="x.html", data=text.encode())) < 0.1


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<html><p>a<br>b</p><p>c</p></html>", "a\nb\n\nc"),
        ("<html><p>a  b\n c</html>", "a b c"),
        ("<html><p>x<b>y</b> z</html>", "xy z"),
        (
            "<html><p>1 &lt; 2 &amp;&amp; 3 &notanentity; &copy 4</html>",
            "1 < 2 && 3 &notanentity; © 4",
        ),
        ("<html><p title='a > b'>c</html>", "c"),
        ("<html><p>a<!-- <p>no</p> -->b</html>", "ab"),
        ("<html><p>a<script>'</p>' < b</script>c</html>", "ac"),
        ("<html><p>2 < 3 and <b>4", "2 < 3 and 4"),
        ("<html><table><tr><th>Year</th><td>1951</td></tr></table></html>", "Year: 1951"),
    ],
)
def test_text_as_a_browser_shows_it(html, body):
    assert rendered(html).proof.text == body


def test_the_values_of_json_with_their_places():
    text = r'[{"a": "x\"y", "b": [1, {"c": "\u00e9\ud83d\ude00"}]}]'
    found = {leaf.path: text[leaf.start : leaf.end] for leaf in leaves(text, 0, len(text))}
    assert found == {
        ("0", "a"): r"x\"y",
        ("0", "b", "0"): "1",
        ("0", "b", "1", "c"): r"\u00e9\ud83d\ude00",
    }
    last = next(leaf for leaf in leaves(text, 0, len(text)) if leaf.path[-1] == "c")
    assert [now for _, _, now in escapes(text, last.start, last.end)] == ["é", "😀"]


PIECES = [
    *"<>/!-=\"'& ;#x[]",
    *("<p>", "</p>", "<script>", "</script>", "<!--", "-->", "&amp;", "&#x", "text"),
    *("<![CDATA[", "]]>", "<td>", "<h1>", "<br/>", "<a href="),
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_the_pieces_are_the_whole_of_any_text(pieces):
    text = "".join(pieces)
    for html in (True, False):
        found = list(tokens(text, html=html))
        assert "".join(text[token.start : token.end] for token in found) == text
        for token in found:
            if token.kind == "open":
                attributes(text, token)
    assert all(text[start] == "&" for start, _, _ in entities(text, 0, len(text)))
    try:
        told = reader.read(File(name="x.html", data=f"<html>{text}".encode()))
    except NotReadable:
        return
    assert told.source.kind == "webpage"
