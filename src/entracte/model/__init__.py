"""The values that everything is made of. They import nothing else of entracte."""

from entracte.model.account import Account, File
from entracte.model.claim import Claim, Standing
from entracte.model.edit import Edit
from entracte.model.evidence import Evidence, Heard, Read, Seen, Sought, Told
from entracte.model.film import (
    WHOLE,
    AnyPart,
    Credit,
    Cue,
    Exchange,
    Fact,
    Film,
    Media,
    Opinion,
    Part,
    Person,
    Quote,
    Recording,
    Scene,
    Work,
)
from entracte.model.page import Page, Tied
from entracte.model.script import Action, Element, Script, Speech, Written
from entracte.model.text import GAP, Mend, Passage, Repair, Source, passage, slug, untouched
from entracte.model.time import Ms, Span, clock, from_clock
from entracte.model.tracks import Line, Shot, Sound, Timed, Track
from entracte.model.value import Digest, Id, Value, digest, from_bytes, to_bytes

__all__ = [
    "GAP",
    "WHOLE",
    "Account",
    "Action",
    "AnyPart",
    "Claim",
    "Credit",
    "Cue",
    "Digest",
    "Edit",
    "Element",
    "Evidence",
    "Exchange",
    "Fact",
    "File",
    "Film",
    "Heard",
    "Id",
    "Line",
    "Media",
    "Mend",
    "Ms",
    "Opinion",
    "Page",
    "Part",
    "Passage",
    "Person",
    "Quote",
    "Read",
    "Recording",
    "Repair",
    "Scene",
    "Script",
    "Seen",
    "Shot",
    "Sought",
    "Sound",
    "Source",
    "Span",
    "Speech",
    "Standing",
    "Tied",
    "Timed",
    "Told",
    "Track",
    "Value",
    "Work",
    "Written",
    "clock",
    "digest",
    "from_bytes",
    "from_clock",
    "passage",
    "slug",
    "to_bytes",
    "untouched",
]
