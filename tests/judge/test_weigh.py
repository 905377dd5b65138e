"""What texts say alike bears out; what one text says twice does not."""

from entracte.judge.weigh import weighed
from entracte.model import Claim, Passage, Read, Standing


def said(says: str, source: str) -> Claim[str]:
    passage = Passage(source=source, start=0, end=len(says), quote=says)
    return Claim(says=says, said_by=(Read(passage=passage),))


def test_two_texts_bear_each_other_out() -> None:
    (claim,) = weighed([said("By Ida Lund", "a"), said("by ida lund", "b")], str.casefold)
    assert claim.says == "By Ida Lund"
    assert claim.standing is Standing.BORNE_OUT
    assert [found.passage.source for found in claim.said_by] == ["a"]
    assert [found.passage.source for found in claim.evidence] == ["b"]


def test_a_text_does_not_bear_itself_out() -> None:
    (claim,) = weighed([said("By Ida Lund", "a"), said("by ida lund", "a")], str.casefold)
    assert claim.standing is Standing.REPORTED
    assert len(claim.said_by) == 2


def test_different_things_stay_apart_in_order() -> None:
    claims = weighed([said("b", "1"), said("a", "1"), said("b", "2")], str.casefold)
    assert [claim.says for claim in claims] == ["b", "a"]
