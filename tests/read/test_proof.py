"""Whatever is changed on a proof, its repairs lead from the origin to the body and back."""

from hypothesis import given
from hypothesis import strategies as st

from entracte.model import File, Mend, untouched
from entracte.read.proof import Change, Proof

KINDS = (Mend.MARKUP, Mend.ENTITY, Mend.GAP, Mend.FURNITURE)


@st.composite
def rounds(draw: st.DrawFn) -> Proof:
    proof = Proof.of(draw(st.text("abc <é’", max_size=30)))
    for _ in range(draw(st.integers(0, 3))):
        cuts = sorted(draw(st.lists(st.integers(0, len(proof.text)), max_size=6)))
        pairs = zip(cuts[::2], cuts[1::2], strict=False)
        proof = proof.change(
            Change(a, b, draw(st.text("abx[…]", max_size=4)), draw(st.sampled_from(KINDS)))
            for a, b in pairs
        )
    return proof


@given(rounds())
def test_repairs_lead_from_origin_to_body(proof: Proof) -> None:
    at, body = 0, ""
    for repair in proof.composed():
        assert repair.start >= at
        body += proof.origin[at : repair.start] + repair.now
        at = repair.end
    assert body + proof.origin[at:] == proof.text


@given(rounds())
def test_every_place_maps_back(proof: Proof) -> None:
    file = File(name="a.txt", data=proof.origin.encode())
    source = proof.source(file, id="a", title="a", kind="article", by="t/1", encoding="utf-8")
    for start in range(len(source.body) + 1):
        for end in range(start, len(source.body) + 1):
            first, last = untouched(source, start, end)
            assert 0 <= first <= last <= len(proof.origin)
    covered = {i for r in source.repairs for i in range(r.start, r.end)}
    made = 0
    for i, character in enumerate(source.body):
        first, last = untouched(source, i, i + 1)
        if last - first == 1 and first not in covered:
            assert proof.origin[first] == character
            made += 1
    kept = len(proof.origin) - len(covered)
    assert made >= kept


def test_two_marks_in_one_place_stay_two() -> None:
    proof = Proof.of("Swan Lake,{{Cite book}} and since.")
    proof = proof.change([Change(10, 23, "", Mend.CITATION)])
    proof = proof.change([Change(10, 10, " […]", Mend.GAP)])
    assert proof.text == "Swan Lake, […] and since."
    assert [repair.kind for repair in proof.composed()] == [Mend.GAP, Mend.CITATION]


def test_a_repaired_word_stands_where_the_broken_one_stood() -> None:
    proof = Proof.of("with LÃ©onide Massine").change([Change(6, 8, "é", Mend.MOJIBAKE)])
    file = File(name="a.txt", data=proof.origin.encode())
    source = proof.source(file, id="a", title="a", kind="article", by="t/1", encoding="utf-8")
    start = source.body.index("Léonide")
    assert untouched(source, start, start + 7) == (5, 13)
    start = source.body.index("Massine")
    assert untouched(source, start, start + 7) == (14, 21)
