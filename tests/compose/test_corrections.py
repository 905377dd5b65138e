"""A person outranks the machine, nothing is hidden, and every correction can be taken back."""

from entracte.compose.claims import claims
from entracte.compose.corrections import corrected
from entracte.model import Claim, Edit, Film, Page, Passage, Read, Sought, Span, Standing


def said(words: str) -> Claim[str]:
    passage = Passage(source="a", start=0, end=len(words), quote=words)
    return Claim(says=words, said_by=(Read(passage=passage),))


PAGE = Page(
    film=Film(id="f", title=(said("The Tide"),)),
    synopsis=(said("A keeper waits."), said("The sea comes.")),
    set_aside=(
        Claim(
            says="“Never”",
            said_by=said("“Never”").said_by,
            against=(Sought(span=Span(start=0, end=9)),),
        ),
    ),
)
IDS = {claim.says: name for name, _, claim in claims(PAGE)}


def edit(act: str, what: str, **more: str) -> Edit:
    return Edit(id=more.pop("id", "e1"), claim=IDS.get(what, what), act=act, **more)


def test_confirmed_is_borne_out() -> None:
    page = corrected(PAGE, [edit("confirm", "“Never”", who="Ida")])
    assert page.set_aside[0].standing is Standing.BORNE_OUT


def test_rejected_is_contradicted_and_stays_in_view() -> None:
    page = corrected(PAGE, [edit("reject", "The sea comes.", note="It does not.")])
    assert [claim.says for claim in page.synopsis] == ["A keeper waits.", "The sea comes."]
    assert page.synopsis[1].standing is Standing.CONTRADICTED
    assert page.synopsis[1].against[0].why == "It does not."


def test_new_words_stand_beside_the_old() -> None:
    page = corrected(PAGE, [edit("replace", "The sea comes.", says="The sea goes.")])
    assert [claim.says for claim in page.synopsis][1:] == ["The sea goes.", "The sea comes."]
    assert page.synopsis[1].standing is Standing.BORNE_OUT
    assert page.synopsis[2].standing is Standing.CONTRADICTED


def test_undone_is_as_if_never_made() -> None:
    made = edit("reject", "The sea comes.")
    assert corrected(PAGE, [made, Edit(id="e2", claim="e1", act="undo")]) == PAGE


def test_ids_do_not_change_with_corrections() -> None:
    page = corrected(PAGE, [edit("reject", "The sea comes.")])
    assert [name for name, _, _ in claims(page)] == [name for name, _, _ in claims(PAGE)]
