"""Wiki pages: infobox, cast list, sections, and markup that is no damage."""
# ruff: noqa: E501 -- sentences stand on one line, as people write them

from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.errors import NotReadable
from entracte.model import Account, File, Mend, untouched
from entracte.read import article
from entracte.read.wiki import reader

PAGE = """{{short description|1951 film by Anna Holt}}
{{Infobox film
| name           = Night Ferry
| image          = Night_ferry.jpg
| director       = {{ubl|[[Anna Holt]]|[[Peter Grey (director)|Peter Grey]]}}
| screenplay     = [[Joan Lee]]
| based_on       = {{based on|''[[The Cold Sea]]''|[[Martin Shaw]]}}
| starring       = {{plainlist|
* [[Tom Reed]]
* [[Lucy Hall]]
}}
| music          = [[Karl Stein]]<br />Max Frei {{small|(songs)}}
| editing        = Ruth Mills<ref name="credits">{{cite web|title=Credits}}</ref>
| released       = {{Film date|1951|9|6|London|df=y}}
| runtime        = 104 minutes
| country        = United Kingdom
| language       = {{lang|en|English}}
}}
'''''Night Ferry''''' is a 1951 British [[drama film]] directed by Anna Holt and [[Peter Grey (director)|Peter Grey]],<ref>{{cite book|last=X}}</ref> with music by [[Karl Stein]]. It stars [[Tom Reed]] and [[Lucy Hall]].<!-- check -->

== Plot ==
Captain Elias Vane ([[Tom Reed]]) runs the last ferry across the strait. One night he meets Mara Lind ([[Lucy Hall]]), a runaway singer.{{efn|In the novel she is a nurse.}} Mara asks him to take her {{convert|12|mi|km}} out, and Vane agrees.

== Cast ==
* [[Tom Reed]] as Captain Elias Vane, a ferryman
* [[Lucy Hall]] as Mara Lind
* Ida Novak as the harbour master

== Production ==
Erik Lund shot the film in Sweden, except for the storm sequence, which was filmed by Sven Dahl.

== Reception ==
Critic Clive Moss called it "the best film about water".

== References ==
{{reflist}}
[[Category:1951 films]]
"""


def account(text: str = PAGE) -> Account:
    return reader.read(File(name="page.wiki", data=text.encode()))


def test_the_infobox() -> None:
    found = account()
    assert found.title[0].says == "Night Ferry"
    assert found.year[0].says == 1951
    facts = {claim.says.what: claim.says.value for claim in found.facts}
    assert facts == {
        "released": "1951-09-06",
        "running time": "104 minutes",
        "country": "United Kingdom",
        "language": "English",
    }


def test_credits_of_the_box_the_cast_and_the_article() -> None:
    found = account()
    who = {person.id: person.name for person in found.people}
    got = {
        (c.says.role, who[c.says.person], who.get(c.says.as_character or "", ""))
        for c in found.credits
    }
    assert got == {
        ("director", "Anna Holt", ""),
        ("director", "Peter Grey", ""),
        ("screenwriter", "Joan Lee", ""),
        ("author of the basis", "Martin Shaw", ""),
        ("cast member", "Tom Reed", "Captain Elias Vane"),
        ("cast member", "Lucy Hall", "Mara Lind"),
        ("cast member", "Ida Novak", "harbour master"),
        ("composer", "Karl Stein", ""),
        ("composer", "Max Frei", ""),
        ("editor", "Ruth Mills", ""),
        ("cinematographer", "Erik Lund", ""),
        ("cinematographer", "Sven Dahl", ""),
    }
    songs = next(c.says for c in found.credits if who[c.says.person] == "Max Frei")
    assert songs.scope == "songs"
    storm = next(c.says for c in found.credits if who[c.says.person] == "Erik Lund")
    assert storm.exception == "storm-sequence"


def test_the_plot_without_its_markup() -> None:
    assert [claim.says for claim in account().plot] == [
        "Captain Elias Vane (Tom Reed) runs the last ferry across the strait.",
        "One night he meets Mara Lind (Lucy Hall), a runaway singer.",
        "Mara asks him to take her 12 mi out, and Vane agrees.",
    ]


def test_markup_is_no_damage() -> None:
    kinds = {repair.kind for repair in account().source.repairs}
    assert kinds == {Mend.MARKUP}


def test_places_lead_back_to_the_page_as_it_came() -> None:
    found = account()
    for claim in found.plot:
        place = claim.said_by[0].passage  # type: ignore[union-attr]
        start, end = untouched(found.source, place.start, place.end)
        assert PAGE[start:end][:12].strip("[('")[:5] == claim.says[:12].strip("[('")[:5]
        assert PAGE[end - 1] == claim.says[-1]


def test_damage_in_a_wiki_page_is_mended_and_shown() -> None:
    damaged = PAGE.replace("<ref>{{cite book|last=X}}</ref>", "<ref name").replace(
        "strait", "strÃ©it"
    )
    kinds = {repair.kind for repair in account(damaged).source.repairs}
    assert Mend.MOJIBAKE in kinds
    assert Mend.CITATION in kinds


def test_which_is_a_wiki_page() -> None:
    def surer(text: str) -> str:
        file = File(name="x", data=text.encode())
        return "wiki" if reader.suits(file) > article.reader.suits(file) else "article"

    assert surer(PAGE) == "wiki"
    assert (
        surer(
            "'''Night Ferry''' is a [[film]] by [[Anna Holt]].\n\n== Plot ==\nShe leaves [[Oslo]]."
        )
        == "wiki"
    )
    leaked = "Anna meets Paul in the rain and asks him to wait for her.{{cite web}} " * 3
    assert surer(leaked + "He leaves.{{Cite book}}") == "article"
    assert reader.suits(File(name="x", data=b'{"a": [[1]]}')) == 0


MARKS = st.sampled_from(
    [
        "{{",
        "}}",
        "[[",
        "]]",
        "|",
        "=",
        "==",
        "'''",
        "''",
        "<ref>",
        "</ref>",
        "<!--",
        "-->",
        "{|",
        "|}",
        "*",
        "\n",
        "\n\n",
        "Infobox",
        "film",
        "name",
        "director",
        "plainlist",
        "ubl",
        "small",
        "Anna",
        "Holt",
        "Plot",
        "<br>",
        "&nbsp;",
        "File:x.jpg",
        "http://x",
        "[http://x",
        "y]",
        "-",
        "a",
    ]
)


@given(st.lists(MARKS, max_size=80).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_markup(text: str) -> None:
    try:
        found = account(text)
    except NotReadable:
        return
    body = found.source.body
    for claim in (*found.title, *found.facts, *found.plot, *found.credits):
        for place in claim.said_by:
            assert body[place.passage.start : place.passage.end] == place.passage.quote  # type: ignore[union-attr]
