"""Standing is computed from who speaks for and against; a claim nobody makes cannot be built."""

import pytest

from entracte.model import Claim, Evidence, Heard, Passage, Read, Sought, Span, Standing, Told

SPAN = Span(start=0, end=1)
READ = Read(passage=Passage(source="a", start=0, end=1, quote="x"))


@pytest.mark.parametrize(
    ("evidence", "against", "standing"),
    [
        ((), (), Standing.REPORTED),
        ((Heard(span=SPAN),), (), Standing.BORNE_OUT),
        ((), (Sought(span=SPAN),), Standing.NOT_FOUND),
        ((), (READ,), Standing.CONTRADICTED),
        ((), (READ, Sought(span=SPAN)), Standing.CONTRADICTED),
        ((Heard(span=SPAN),), (READ,), Standing.DISPUTED),
        ((Told(),), (READ,), Standing.BORNE_OUT),
        ((Heard(span=SPAN),), (Told(),), Standing.CONTRADICTED),
    ],
)
def test_standing(
    evidence: tuple[Evidence, ...], against: tuple[Evidence, ...], standing: Standing
) -> None:
    claim = Claim(says="x", said_by=(READ,), evidence=evidence, against=against)
    assert claim.standing is standing


def test_nobody_says_it() -> None:
    with pytest.raises(ValueError, match="nobody says this"):
        Claim(says="The dancer was happy ever after.", against=(READ,))
