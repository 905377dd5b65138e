"""Words that say how a film was received: its prizes, its censors, its public."""

import re
from typing import Final

_RECEIVED: Final = re.compile(
    r"^(?:[Cc]ritics|[Rr]eviewers|[Aa]udiences|[Vv]iewers|[Tt]he (?:critics|press|public|reviews|"
    r"reviewers|audiences?))\b|"
    r"\b(?:won|received|was given|was awarded|earned|took|shared|collected) (?:\w+ ){0,4}?"
    r"(?:Academy|Oscars?|awards?|prizes?|Palme|Lion|Bear|BAFTAs?|Césars?|nominations?|medals?)\b|"
    r"\b(?:a|only a|no|some) (?:\w+ )?(?:moderate|modest|small|great|huge|minor|major|surprise|"
    r"considerable|popular) (?:success|failure|hit|flop)\b|\bthought by (?:many|some|most)\b|"
    r"\b(?:censors?|[Ll]egion|[Cc]hurch|[Bb]oard|bishops?|ministry|authorities|government)\b[^;.]{0,40}"
    r"\b(?:objected|forbade|banned|demanded|insisted|protested|condemned)\b|"
    r"\b(?:films?|picture|it|movie) (?:was|is|has been) (?:\w+[ ,]+){0,4}?(?:not|never) (?:\w+ )?"
    r"(?:shown|screened|released|seen)\b|"
    r"\bnominated for\b|\b(?:cinemas?|theat(?:re|er)s?|distributors?|exhibitors?)\b.{0,40}\b"
    r"(?:would|dared|refused|wanted|could) (?:to |not )?(?:book|show|release|run|screen)\b|"
    r"\bdivided? (?:its |the |both )?(?:audiences?|critics|viewers|opinions?)\b|"
    r"\b(?:lost|made|earned|took|grossed|recouped) (?:\w+ ){0,3}?(?:money|[$£€]|million|"
    r"its cost)\b|"
    r"\b(?:was|were|been|is) (?:\w+ly |well |much )?(?:booed|hissed|greeted|met|applauded|"
    r"cheered|banned|"
    r"withdrawn|forgotten|imitated|attacked)\b|"
    r"\b(?:critics|reviewers|audiences|the press) (?:have |had |were |was |"
    r"at the time )?(?:\w+ly )?"
    r"(?:praised|admired|loved|hated|disliked|complained|objected|laughed|stayed away|cold|divided|"
    r"puzzled|baffled|found|called|compared)\b|\bran for (?:\w+ ){1,3}(?:weeks?|months?|years?)\b|"
    r"\b(?:(?:was|were|has been|have been|is|are|been) (?:\w+ ){0,3}?(?:discussed|received|"
    r"acclaimed|praised|criticized|criticised|panned|regarded|considered|"
    r"hailed|ranked|voted|admired|debated|liked|loved|rediscovered|reappraised|dismissed|"
    r"ridiculed|celebrated)|"
    r"(?:received|earned|garnered|drew|won|met with|opened to|attracted) (?:\w+[ "
    r"-]){0,4}?(?:reviews?|acclaim|praise|notices|criticism|reception|response)|"
    r"(?:box[- ]office|commercial|critical) (?:success|failure|hit|flop|disappointment|triumph))\b",
    re.IGNORECASE,
)


def received(words: str) -> bool:
    """Whether these words say how the film was received; a lost film is no failure of it."""
    return _RECEIVED.search(words) is not None and re.search(r"\blost film\b", words) is None
