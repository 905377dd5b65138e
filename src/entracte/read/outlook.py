"""Words by which a sentence shows that it looks at the film from outside its story."""

import re
from typing import Final

_WATCHERS: Final = (
    r"(?:critics?|reviewers?|viewers?|audiences?|spectators?|cinemagoers|film-?goers|scholars?|"
    r"commentators?|musicologists?|(?:film |dance |music |opera |theatre |art )?historians?|"
    r"essayists?|biographers?|academics|theorists?|fans|cinephiles|the press|the public)"
)
_TAKEN: Final = (
    r"(?:praise|admire|complain|object|disagree|argue|dispute|debate|read|take|interpret|see|"
    r"believe|hold|find|feel|think|maintain|insist|claim|suggest|prefer|consider|regard|call|"
    r"divide|quarrel|doubt|wonder|reject|welcome|dismiss|compare|note|point|hail|laugh|boo|"
    r"cheer|applaud|love|hate|dislike|respond|receive|stay|differ)"
)
_OUTSIDE: Final = re.compile(
    rf"\b(?:[Ss]ome|[Mm]any|[Mm]ost|[Oo]ther|[Ss]everal|[Ff]ew|[Cc]ontemporary|[Ll]ater|[Mm]odern)"
    rf" (?:of the |early |later |first )?{_WATCHERS}\b"
    r"|^(?:Critics|Reviewers|Viewers|Audiences|Spectators|Scholars|Historians|Musicologists|"
    r"The (?:critics|press|public|reviews|reviewers|audiences)) "
    rf"(?:(?:have|had) (?:\w+ ){{0,2}}{_TAKEN}e?d|(?:\w+ly )?{_TAKEN}e?d|"
    r"(?:still )?(?:disagree|argue|dispute|debate)|were|found|took|saw|read)\b"
    rf"|\b(?:[Tt]he|[Aa]) (?:\w+ ){{0,2}}(?:critic|historian|scholar|essayist|reviewer|biographer|"
    rf"musicologist|film-?maker|screenwriter|theorist)s? [A-ZÀ-Þ]"
    r"|\b(?:won|received|was given|was awarded|was nominated for|earned|took|shared|collected) "
    r"(?:\w+ ){0,4}?(?:Academy Awards?|Oscars?|Awards?|awards?|Prizes?|prizes?|Palme|Lion|Bear|"
    r"BAFTAs?|Césars?|nominations?|medals?)\b"
    r"|\b(?:[Ii]t|[Tt]he (?:film|picture|movie)|which) (?:was|has been|had been|is) "
    r"(?:\w+ly |well |badly |warmly |coldly |much |not )*(?:received|booed|hissed|applauded|"
    r"cheered|banned|withdrawn|shelved|forgotten|rediscovered|praised|attacked|admired|a "
    r"(?:great |huge |commercial |critical )?(?:success|failure|flop|hit))\b"
    r"|\b(?:lost|made|earned|took|grossed|recouped) (?:\w+ ){0,3}?(?:money|[$£€]|million|its "
    r"cost)\b"
    r"|\bdivided? (?:its |the |both )?(?:audiences?|critics|viewers|opinions?)\b"
    r"|\b(?:endings?|questions?|matter|meaning|fate|truth|films?|or not|it|this) (?:\w+ ){0,3}?"
    r"(?:is|are|was|remains?|leaves?|left) (?:\w+ )?(?:deliberately |always |quite )?(?:open|"
    r"unresolved|unexplained|undecided|disputed|debated|in dispute|ambiguous|"
    r"a matter of (?:debate|dispute|opinion|taste))\b"
    r"|\b(?:wrote|said|recalled|remembered|told|explained|admitted) (?:in an interview|"
    r"in (?:19|20)\d\d|in (?:his|her) (?:memoirs|autobiography|diary|letters))\b"
    r"|^Or (?:is|was|did|does|do|has|had|were|are)\b[^\"“”]{4,200}\?$"
    r"|\b[Ff]or (?:some|many|others)(?: \w+)?,? (?:it|this|the (?:ending|film|last \w+)) "
    r"(?:is|was)\b"
    r"|\b(?:was|is) (?:never|not|always) (?:the|his|her|their) (?:plan|intention|idea|aim|wish)\b"
    r"|^[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)? (?:would|could|will) (?:only|never|not) (?:say|tell|"
    r"explain)\b"
    r"|\bby (?:his|her|their) own (?:account|admission)\b"
    r"|\b(?:wanted|meant|intended|hoped|chose|decided), as (?:he|she|they) (?:told|said|wrote|"
    r"put)\b"
    r"|^(?:To|For) (?:[A-ZÀ-Þ][\w'’-]+ ){1,3}(?:it|this|she|he) (?:is|was|means|remains)\b"
    r"|\b(?:[Oo]ne|[Yy]ou|[Ww]e|[Vv]iewers?|[Aa]udiences?) (?:may|might|can|could) (?:also |"
    r"equally |"
    r"just as well |perhaps |then )?(?:see|read|find|recogni[sz]e|take|understand) (?:in |it|this|"
    r"her|him|here|the|a)\b"
    r"|^Either .{3,200} or .{3,200}\.$"
    r"|^(?:What|Who|Why|How|Did|Does|Do|Has|Had|Have|Was|Were|Is|Are)\b[^\"“”]{8,200}\?$"
    r"|\b(?:said|explained|recalled|insisted|wrote) that (?:he|she|they) (?:had )?(?:never )?"
    r"(?:wanted|meant|hoped|wished|intended)\b"
    r"|\b(?:cinemas?|theat(?:re|er)s?|distributors?|exhibitors?)\b.{0,40}\b(?:would|dared|refused|"
    r"wanted|could) (?:to |not )?(?:book|show|release|run|screen)\b"
    r"|^Whether .{3,250} or .{2,200}(?:open|say|says|said|know|knows|known|tell|tells|told|"
    r"settled|decide|decides|decided|dispute|disputed|question|clear|answered|resolved|"
    r"explained)\.?$"
    r"|\b(?:one|you|we|viewers?|audiences?) (?:may|might|can|could) (?:\w+ )?(?:believe|think|read|"
    r"suppose|conclude|imagine) (?:either )?that\b"
)


def outside(words: str) -> bool:
    """Whether viewers, critics, prizes or open questions stand in these words: no story's own."""
    return _OUTSIDE.search(words[:1500]) is not None
